"""The zero convention, line by line: what an exact zero absorbs, and what nothing absorbs."""

from __future__ import annotations

from typing import Any

import pytest
from flint import arb, fmpq

from checks.evaluate.evaluate import evaluate
from checks.evaluate.model import Model
from checks.evaluate.value import Array, LogUndefined, Undecidable, Undefined, Value
from checks.language import *

n = size("n")
i, j = indices("i j", over=n)
x, y, P = scalar("x"), scalar("y"), scalar("P")
v, w = vector("v", n), vector("w", n)
u = define("u", x, x * 0)  # a parameter under a zero factor

MODEL = Model(
    sizes={n.term: 2},  # type: ignore[dict-item]
    arrays={
        x.term: Array((), (fmpq(0),)),  # type: ignore[dict-item]
        y.term: Array((), (fmpq(1),)),  # type: ignore[dict-item]
        P.term: Array((), (fmpq(0),)),  # type: ignore[dict-item]
        v.variable: Array((2,), (fmpq(0), fmpq(1))),
        w.variable: Array((2,), (fmpq(0), fmpq(2))),
    },
)


def value(f: Any, **index: int) -> Value:
    at = {i.term: index.get("i", 1), j.term: index.get("j", 2)}
    return evaluate(f.term, MODEL, at)  # type: ignore[arg-type]


ABSORBED = [
    0 * log(x),
    log(x) * 0,
    x * log(x),
    0 * log(x - 1),
    0 * log(0 / x),  # the inner 0/0 stands inside the argument
    0 * log(1 / x),
    0 * (1 + log(x)),
    0 * (1 - log(x)),
    0 * -log(x),
    0 * (log(x) + log(x)),
    0 * (log(x) * log(x)),
    (x * 3) * log(x),
    (x - x) * log(x),
    0 * Sum(log(v[i]), i),
    Sum(0 * log(v[i]), i),
    Sum(v[i] * log(v[i]), i),
    0 * log(log(x)),
    0 * log(exp(log(x))),
    delta(1, 2) * log(x),  # an exact zero factor like any other
    indicator(x > 1) * log(x),
    u(log(x)),
    dot(v, define("logs", i, log(v[i]))),  # a sum of products
    E(log(v[i]), i, define("weights", i, v[i])),  # a sum of products too
]

PLAIN = [
    1 / x,
    0 * (1 / x),
    x / x,
    0 / x,
    0 * x**-1,
    log(x) / 2,
    0 * (log(x) / 2),
    0 * exp(log(x)),
    0 * log(x) ** 2,
    0 * sqrt(log(x)),
    0 * abs_(log(x)),
    0 * sin(log(x)),
    0 * (1 / log(x)),
    0 / log(x),
    x * log(x) / x,  # P*log(P)/P at P = 0
    P * (y / P - 1),
    0 * sqrt(x - 1),
    delta(1, 2) / x,
    delta(1, 2) * (1 / x),
    indicator(x > 1) * (1 / x),
    indicator(log(x) > 0),
    0 * E(log(x)),
    0 * Var(log(x)),
    0 * (x - 1) ** (Rational(1, 2) * y),
    v[n + 1],
    0 * v[n + 1],
    0 * D(P * log(P), P),
    D(P * log(P), P),
    D(0 * log(P), P),
    D(0 * log(x), P),  # under a derivative nothing absorbs, even a constant
    D(x * log(x) + P, P),
    D(abs_(P), P),
    D(0 * abs_(P), P),
    D(sqrt(P), P),
    D(0 * sqrt(P), P),
    D(P ** (Rational(3) / 2), P),
    D(indicator(P > 0), P),
    D(norm(v), v[i]) * 0 + 1 / x,
]

LOGS = [log(x), 1 + log(x), 2 * log(x), -log(x), log(x) - log(x), Sum(log(v[i]), i), log(1 / x), log(log(x)), y * log(x)]


@pytest.mark.parametrize("f", ABSORBED, ids=repr)
def test_an_exact_zero_absorbs_a_logarithm(f: Any) -> None:
    assert value(f) == 0
    assert isinstance(value(f), fmpq)


@pytest.mark.parametrize("f", PLAIN, ids=repr)
def test_nothing_else_is_absorbed(f: Any) -> None:
    assert isinstance(value(f), Undefined)


@pytest.mark.parametrize("f", LOGS, ids=repr)
def test_a_logarithm_without_a_value_is_carried_on(f: Any) -> None:
    assert isinstance(value(f), LogUndefined)


def test_a_factor_that_may_be_zero_decides_nothing() -> None:
    hidden = exp(y) - exp(y)  # zero, but no ball can say so
    assert isinstance(value(hidden), arb)
    for f in (hidden * log(x), 1 / hidden, log(hidden), sqrt(hidden), hidden ** (y / 2), indicator(hidden > 0), D(abs_(hidden * P), P)):
        assert isinstance(value(f), Undecidable | Undefined)
    assert isinstance(value(1 / hidden), Undecidable)


def test_a_factor_that_is_not_zero_does_not_absorb() -> None:
    assert isinstance(value(exp(y) * log(x)), LogUndefined)


def test_a_derivative_where_only_a_constant_is_not_smooth() -> None:
    assert value(D(abs_(x) + P, P)) == 1
    assert value(D(sqrt(x) + P, P)) == 1
    assert value(D(indicator(x > 0) * P, P)) == 0
