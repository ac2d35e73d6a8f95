"""Where a side has no value the model is skipped, and the first such model is shown."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from checks.refute.attack import NoCounterexample, Unsampled
from tests.refute.says import attacked, stands

n = size("n")
i, k = indices("i k", over=n)
x, y = scalar("x"), scalar("y")
z = vector("z", n)
P, Q = distribution("P", n), distribution("Q", n)
tail = Sum(exp(z[k]), (k, 2, n))


@pytest.mark.parametrize(
    ("claim", "shows"),
    [
        ((x**2 - 1) / (x - 1) == x + 1, "x = 1"),
        (tail / tail == 1, "n = 1"),
        (P[i] * log(P[i]) / P[i] == log(P[i]), ""),
        (P[i] * (Q[i] / P[i] - 1) == Q[i] - P[i], ""),
        (x / x == 1, "x = 0"),
        (log(x) + log(y) == log(x * y), ""),
        (D(z[i] * log(z[i]), z[i]) == log(z[i]) + 1, ""),
        (D(abs_(x) ** 3, x) == 3 * x * abs_(x), "x = 0"),
        (Sum(z[k] / z[i], k) == Sum(z[k], k) / z[i], ""),
        (sqrt(x) ** 2 == x, ""),
        (1 / (x - y) + 1 / (y - x) == 0, ""),
    ],
    ids=repr,
)
def test_seen(claim: Any, shows: str) -> None:
    found = stands(claim)
    assert found.undefined is not None
    assert shows in str(found.undefined)


@pytest.mark.parametrize("claim", [log(x**2 + 1) == log(1 + x**2), sqrt(x**2) == abs_(x), 0 * log(x) == 0], ids=repr)
def test_not_claimed(claim: Any) -> None:
    assert stands(claim).undefined is None


def test_other_formulas_can_be_watched() -> None:
    found = attacked(x == x, also=[(1 / x).term])
    assert isinstance(found, NoCounterexample)
    assert found.undefined is not None
    assert found.undefined.term == "1/x"
    assert found.models == 24


def test_undefined_everywhere_is_unsampled() -> None:
    found = attacked(1 / (x - x) == 1 / (x - x))
    assert isinstance(found, Unsampled)
    assert "division by 0" in found.why
