"""Probabilities between 0 and 1, numbers from both sides, squares that do not vanish: what does not follow."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

m, n = size("m"), size("n")
i, j, k = indices("i j k", over=n)
x, _ = indices("x y", over=m)
u, v, w = scalar("u"), scalar("v"), scalar("w")
P, Q, S = distribution("P", n), distribution("Q", n), distribution("S", n, positive=True)
J = joint("J", m, n)
c, f = vector("c", n, nonnegative=True), vector("f", n)


def test_a_probability_is_at_most_one() -> None:
    assert proved(P[i] <= 1, nonnegative_terms, P.sums_to_one)
    assert proved(0 <= 2 - P[i] - J[x, j] * P[i], nonnegative_terms, P.sums_to_one, J.sums_to_one)
    assert proved(sqrt(1 - J[x, i]) ** 2 == 1 - J[x, i])
    assert proved(log(2 - P[i]) - log(2 - P[i]) == 0)
    assert not proved(P[i] <= 1, nonnegative_terms)
    assert not proved(P[i] <= 1, P.sums_to_one)
    assert not proved(P[i] <= 1, nonnegative_terms, Q.sums_to_one)


@pytest.mark.parametrize(
    "claim",
    [
        P[i] < 1,
        S[i] < 1,
        P[i] + P[j] <= 1,
        P[i] + Q[i] <= 1,
        2 * P[i] <= 1,
        c[i] <= 1,
        -P[i] >= 0,
        P[i] >= 1,
        P[i] * f[j] <= 1,
        P[i] - Q[j] <= 0,
        Sum(P[k] * Q[k], k) <= 0,
        Sum(Sum(P[k], k), i) <= 1,
        n * P[i] <= 1,
        P[i] ** (-2) <= 1,
        P[i] <= 1 - u**2,
        1 / (1 - P[i]) == 1 / (1 - P[i]) + 0,
        log(1 - P[i]) == log(1 - P[i]) + 0,
    ],
)
def test_nor_less(claim: Any) -> None:
    assert not provable(claim)


def test_the_sides_of_an_equation() -> None:
    assert proved(u == 0, hypothesis(u <= 0), hypothesis(u >= 0))
    assert proved(u == v, hypothesis(u <= v), hypothesis(u >= v))
    assert proved(u == w, hypothesis(u <= v), hypothesis(v <= w), hypothesis(u >= w))
    assert proved(P[i] == 0, hypothesis(P[k] <= 0))
    assert proved(P[i] * log(P[i]) == 0, assumption, assuming=[P[i] <= 0])
    assert not proved(u == v, hypothesis(u <= v), given=[hypothesis(u >= v)])


@pytest.mark.parametrize(
    "given",
    [
        [u <= v],
        [u <= v, v >= u],
        [u < v],
        [u <= v, u >= w],
        [u <= v, implies(w > 0, u >= v)],
        [u <= v, f[i] * u >= f[i] * v],
        [u <= v, c[i] * u >= c[i] * v],
        [2 * u <= v, u >= 2 * v],
        [u**2 <= v**2, u**2 >= v**2],
        [exp(u) <= exp(v) + 1, exp(v) <= exp(u) + 1],
    ],
)
def test_one_side_is_not_enough(given: list[Any]) -> None:
    assert not provable(u == v, given=[hypothesis(h) for h in given])


def test_an_index_from_each_side() -> None:
    assert not provable(f[i] == 0, given=[hypothesis(f[k] <= 0)], assuming=[f[j] >= 0])
    assert not provable(f[i] * log(f[i]) == 0, given=[hypothesis(f[k] <= 0)])
    assert not provable(c[i] * log(c[i]) == 0)


def test_a_square_of_what_differs() -> None:
    assert proved((u - v) ** 2 > 0, squares, hypothesis(u != v))
    assert proved(c[i] * (u - v) ** 2 > 0, squares, assumption, assuming=[u != v, c[i] > 0])
    assert proved((u - v) ** 2 / n > 0, squares, hypothesis(u > v))
    assert not proved((u - v) ** 2 > 0, squares, given=[hypothesis(u != v)])
    assert not proved((u - v) ** 2 > 0, hypothesis(u != v))


@pytest.mark.parametrize(
    "claim",
    [
        (u + v) ** 2 > 0,
        (u - w) ** 2 > 0,
        (u - v) ** 3 > 0,
        c[i] * (u - v) ** 2 > 0,
        f[i] * (u - v) ** 2 >= 0,
        Sum(c[k] * (u - v) ** 2, k) > 0,
        Sum((f[k] - v) ** 2, k) > 0,
        (u - v) ** 2 * w**2 > 0,
        (u - v) ** 2 * (u - w) ** 2 > 0,
        (u**2 - v**2) ** 2 > 0,
        -((u - v) ** 2) >= 0,
        (u - v) ** 2 - w**2 > 0,
        (u - v) ** 2 >= 1,
        u**2 + v**2 < 0,
    ],
)
def test_a_square_that_may_vanish(claim: Any) -> None:
    assert not provable(claim, given=[hypothesis(u != v)])
