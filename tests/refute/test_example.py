"""An author's example is a model only if every hypothesis and declared fact holds in it."""

from __future__ import annotations

from typing import Any

import pytest

from checks.evaluate.model import Model
from checks.language import *
from checks.refute.attack import Counterexample, NoCounterexample, Unsampled, attack
from checks.refute.example import BadExample, example_model

n = size("n")
k = indices("k", over=n)
x, y = scalar("x"), scalar("y", positive=True)
u = vector("u", n)
P = distribution("P", n)
cubic = (x**3 + 2 * x**2 == Rational(8959, 343)).claim


def made(claim: Any, given: list[Any], example: dict[Any, str]) -> Model | BadExample:
    return example_model(claim.claim, [g.claim for g in given], [(key.term, text) for key, text in example.items()])


def test_an_example_stands_in_for_samples() -> None:
    assert isinstance(attack((x == Rational(17, 7)).claim, [cubic]), Unsampled)
    model = made(x == Rational(17, 7), [x**3 + 2 * x**2 == Rational(8959, 343)], {x: "17/7"})
    assert isinstance(model, Model)
    found = attack((x == Rational(17, 7)).claim, [cubic], examples=[model])
    assert found == NoCounterexample(1, 0, None)
    assert isinstance(attack((x == 3).claim, [cubic], examples=[model]), Counterexample)


def test_what_is_left_out_is_drawn() -> None:
    model = made(Sum(u[k], k) == x, [x > 1], {x: "3/2"})
    assert isinstance(model, Model)
    assert u.term in model.arrays


@pytest.mark.parametrize(
    ("given", "example", "why"),
    [
        ([x**3 + 2 * x**2 == Rational(8959, 343)], {x: "3"}, "x**3 + 2*x**2 == 8959/343"),
        ([], {x: "two"}, "neither a decimal nor a fraction"),
        ([], {P: "0.5 0.6"}, "sum to 11/10"),
        ([], {y: "0"}, "declared positive"),
        ([Sum(u[k], k) == 3], {u: "1 1"}, "Sum(u[k], k) == 3"),
    ],
    ids=repr,
)
def test_bad_examples(given: list[Any], example: dict[Any, str], why: str) -> None:
    found = made(Sum(u[k] + P[k] * y, k) == x, given, example)
    assert isinstance(found, BadExample)
    assert why in found.why


def test_an_example_is_completed_for_claims_that_say_more() -> None:
    m = size("m")
    w = vector("w", m)
    model = made(x > 0, [x > 1], {x: "3/2"})
    assert isinstance(model, Model)
    assert isinstance(attack((x * w[1] == w[1] * x).claim, [(x > 1).claim], examples=[model]), NoCounterexample)


def test_only_declared_names_have_values() -> None:
    found = example_model((x > 0).claim, [], [((x + 1).term, "2")])  # type: ignore[list-item]
    assert isinstance(found, BadExample)
    assert "only declared" in found.why
