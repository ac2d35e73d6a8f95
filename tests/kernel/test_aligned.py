"""Sums over nearby ranges: terms are split off where they exist, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel.check import Unproved
from checks.kernel.text import text
from checks.language import *
from tests.kernel.prove import provable, proved, step

n, m = size("n", at_least=2), size("m")
i, j, k = indices("i j k", over=n)
h = indices("h", over=m)
t = position("t", over=n)
x, y = scalar("x"), scalar("y")
z, b = vector("z", n), vector("b", n)
v = vector("v", m)
C = matrix("C", n, n)


@pytest.mark.parametrize(
    "claim",
    [
        Sum(z[k + 1] - z[k], (k, 1, n - 1)) == z[n] - z[1],
        Sum(z[k], k) == Sum(z[k], (k, 1, n - 1)) + z[n],
        Sum(z[k], k) == z[1] + Sum(z[k], (k, 2, n)),
        Sum(z[k], k) == z[1] + z[2] + Sum(z[k], (k, 3, n)),
        Sum(z[k], k) == z[1] + Sum(z[k + 1], (k, 1, n - 1)),
        Sum(z[k + 1], (k, 1, n - 1)) == Sum(z[k], (k, 2, n)),
        Sum(z[k], (k, 1, n - 1)) - Sum(z[k], (k, 2, n)) == z[1] - z[n],
        Sum(v[h], h) == Sum(v[h], (h, 1, m - 1)) + v[m],
        Sum(v[h + 1] - v[h], (h, 1, m - 1)) == v[m] - v[1],  # at size 1 there is no term
        Sum(v[h + 1], (h, 1, m - 1)) - Sum(v[h], h) == -v[1],
        Sum(z[k] * b[k + 1], (k, 1, n - 1)) == Sum(z[k - 1] * b[k], (k, 2, n)),
        Sum(b[k + 1] * (z[k + 1] - z[k]), (k, 1, n - 1)) == b[n] * z[n] - b[1] * z[1] - Sum(z[k] * (b[k + 1] - b[k]), (k, 1, n - 1)),
        Sum(1 / k, k) - Sum(1 / (k + 1), k) == 1 - 1 / (n + 1),
        Sum(z[k], (k, 1, t)) == Sum(z[k], (k, 1, t - 1)) + z[t],
        x * Sum(z[k], k) == x * z[1] + x * Sum(z[k], (k, 2, n)),
        Sum(exp(z[k]), k) == exp(z[1]) + Sum(exp(z[k]), (k, 2, n)),
        Sum(k, k) + n + 1 == Sum(k, (k, 1, n + 1)),
    ],
)
def test_ends(claim: Any) -> None:
    assert proved(claim)


@pytest.mark.parametrize(
    "claim",
    [
        Sum(z[k + 1] - z[k], (k, 1, n - 1)) == z[n],
        Sum(z[k + 1] - z[k], (k, 1, n - 1)) == z[1] - z[n],
        Sum(z[k + 1], (k, 1, n - 1)) == Sum(z[k], (k, 1, n - 1)),
        Sum(z[k], k) == Sum(z[k], (k, 1, n - 1)),
        Sum(z[k], k) == Sum(z[k], (k, 1, n - 1)) + z[1],
        Sum(z[k], k) == z[1] + Sum(z[k], (k, 3, n)),
        Sum(v[h], h) == v[1] + v[m] + Sum(v[h], (h, 2, m - 1)),  # at size 1 there is one term
        Sum(v[h + 1] - v[h], (h, 1, m - 2)) == v[m - 1] - v[1],
        Sum(x ** (h + 3) - x**h, (h, 1, m - 3)) == x**m + x ** (m - 1) + x ** (m - 2) - x - x**2 - x**3,
        Sum(1, (h, 1, m - 3)) == Sum(1, (h, 1, m)) - 3,
        Sum(x**h, (h, 1, m - 3)) == Sum(x**h, h) - x**m - x ** (m - 1) - x ** (m - 2),
        Sum(h, (h, 1, m - 3)) == Sum(h, h) - m - (m - 1) - (m - 2) + 0 * x,
        Sum(x**h, (h, 3, m)) == Sum(x**h, h) - x - x**2,
        Sum(z[k] * b[k + 1], (k, 1, n - 1)) == Sum(z[k] * b[k - 1], (k, 2, n)),
        Sum(C[k, 1], k) == Sum(C[1, k], (k, 1, n - 1)) + C[n, 1],
        Sum(z[k], (k, 1, t)) == Sum(z[k], (k, 1, t - 2)) + z[t],
        Sum(z[k] * x, k) == z[1] + x * Sum(z[k], (k, 2, n)),
        Sum(z[k], k) ** 2 == z[1] ** 2 + Sum(z[k], (k, 2, n)) ** 2,
    ],
)
def test_no_ends(claim: Any) -> None:
    assert not provable(claim)


def test_what_holds_in_a_shorter_range_is_not_used_in_the_longer() -> None:
    """C is symmetric in its first row and column but for the last entry."""
    g = indices("g", over=n - 1)
    almost = hypothesis(forall(g, C[g + 0, 1] == C[1, g + 0]))
    assert not provable(Sum(C[k, 1], k) == Sum(C[1, k], (k, 1, n - 1)) + C[1, n], given=[almost])
    assert not provable(Sum(C[k, 1], k) == Sum(C[1, k], k), given=[almost])
    assert not provable(Sum(z[k], k) == z[n], given=[hypothesis(z[1] == 0)])
    shifted = hypothesis(forall(g, z[g + 0] == z[g + 1]))
    assert not provable(Sum(z[k], k) == n * z[1] + x, given=[shifted])
    assert not provable(Sum(z[k], k) == Sum(z[k], (k, 1, n - 1)) + x, given=[shifted])


def test_a_residual_shows_both_ends() -> None:
    outcome = step(Sum(z[k], (k, 1, n - 1)) == z[n])
    assert isinstance(outcome, Unproved)
    assert outcome.residual is not None
    assert text(outcome.residual) == "z[n] - Sum(z[i], (i, 1, n - 1))"
