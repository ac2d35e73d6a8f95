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
cubic = (x**3 + x == 1010).claim


def made(claim: Any, given: list[Any], example: dict[Any, str]) -> Model | BadExample:
    return example_model(claim.claim, [g.claim for g in given], [(key.term, text) for key, text in example.items()])


def test_an_example_stands_in_for_samples() -> None:
    assert isinstance(attack((x == 10).claim, [cubic]), Unsampled)
    model = made(x == 10, [x**3 + x == 1010], {x: "10"})
    assert isinstance(model, Model)
    found = attack((x == 10).claim, [cubic], examples=[model])
    assert found == NoCounterexample(1, 0, None)
    assert isinstance(attack((x == 3).claim, [cubic], examples=[model]), Counterexample)


def test_what_is_left_out_is_drawn() -> None:
    model = made(Sum(u[k], k) == x, [x > 1], {x: "3/2"})
    assert isinstance(model, Model)
    assert u.term in model.arrays


@pytest.mark.parametrize(
    ("given", "example", "why"),
    [
        ([x**3 + x == 1010], {x: "3"}, "x**3 + x == 1010"),
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
