"""Squares as they are written: what is no square is not taken for one."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

n, m = size("n"), size("m", at_least=2)
i, j, k = indices("i j k", over=n)
x, y = scalar("x"), scalar("y")
f, g, h = vector("f", n), vector("g", n), vector("h", n)
A, B = matrix("A", n, n), matrix("B", n, n)
P = distribution("P", n)
X, Y = random_variable("X", family="one"), random_variable("Y", family="one")
MOMENTS = [hypothesis(E(X**2) == 1), hypothesis(E(Y**2) == 1), hypothesis(E(X) == 0), hypothesis(E(Y) == 0)]
square = define("square", i, (f[i] - x) ** 2)
cube = define("cube", i, (f[i] - x) ** 3)


@pytest.mark.parametrize(
    "claim",
    [
        norm(A @ f) ** 2 >= 0,
        tr(A.T @ A) >= 0,
        dot(A @ f, A @ f) >= 0,
        Sum((f[i] - f[j]) ** 2, i, j) >= 0,
        0 >= -Sum((f[i] - f[j]) ** 2, i, j),
        Sum(P[k] * ((f[k] - x) ** 2 + (g[k] - y) ** 2), k) >= 0,
        Sum((f[k] - x) ** 2 + P[k], k) >= 0,
        E((f[k] - x) ** 2, k, P) >= 0,
        Sum((f[k] - x) ** 2, (k, 2, n)) >= 0,
        x + y <= x + y + Sum((f[k] - g[k]) ** 2, k),
        Sum((f[k] - g[k]) ** 2, k) <= Sum((f[k] - g[k]) ** 2, k) + Sum((f[k] - x) ** 2, k),
        Sum(square[k], k) >= 0,
    ],
)
def test_squares(claim: Any) -> None:
    assert proved(claim, squares, definition(square))


def test_a_mean_of_squares() -> None:
    assert proved(E((X - Y) ** 2) >= 0, squares, linearity_of_E, given=[*MOMENTS, hypothesis(E(X * Y) == x)])
    assert not provable(E((X - Y) ** 2) >= 1, squares, given=[*MOMENTS, hypothesis(E(X * Y) == x)])
    assert not provable(E(X * (X - Y) ** 2) >= 0, squares, given=[*MOMENTS, hypothesis(E(X * Y) == x), hypothesis(X >= 0)])


@pytest.mark.parametrize(
    "claim",
    [
        tr(A.T @ B) >= 0,
        tr(A @ A) >= 0,
        A[i, j] * A[j, i] >= 0,
        dot(A @ f, B @ f) >= 0,
        dot(A @ f, A.T @ f) >= 0,
        Sum((f[i] - f[j]) ** 3, i, j) >= 1,
        Sum((f[i] - f[j]) ** 2, i, j) > 0,
        -Sum((f[i] - f[j]) ** 2, i, j) >= 0,
        0 >= Sum((f[i] - f[j]) ** 2, i, j),
        Sum(g[k] * (f[k] - x) ** 2, k) >= 0,
        Sum((f[k] - x) ** 2 / g[k], k) >= 0,
        x * norm(f) ** 2 >= 0,
        Sum((f[k] - x) ** 2 + g[k], k) >= 0,
        Sum((f[k] - x) ** 2 - P[k], k) >= 0,
        E(g[k] * (f[k] - x) ** 2, k, P) >= 0,
        E((f[k] - x) ** 2, k, g) >= 0,
        Sum((f[k] - x) ** 2, (k, 2, n)) > 0,
        Sum((f[k] - g[k]) ** 2, k) <= Sum((f[k] - x) ** 2, k),
        2 * Sum((f[k] - g[k]) ** 2, k) <= Sum((f[k] - g[k]) ** 2, k) + Sum((f[k] - x) ** 2, k),
        Sum(cube[k], k) >= 0,
        x <= (x - y) ** 2,
        x**2 + y**2 + norm(f) ** 2 <= (x + y) ** 2 + norm(f) ** 2,
        D((x - y) ** 2, x) >= 0,
        Cov(X, Y) >= 0,
        Sum((-1) ** k * (f[k] - x) ** 2, k) >= 0,
    ],
)
def test_no_squares(claim: Any) -> None:
    assert not provable(claim, squares, given=MOMENTS)


def test_a_weight_below_a_quantifier_is_not_the_one_given() -> None:
    assert proved(Sum(g[k] * (f[k] - x) ** 2, k) >= 0, squares, given=[hypothesis(g[k] >= 0)])
    assert not provable(Sum(g[k] * (f[k] - x) ** 2, k) >= 0, squares, given=[hypothesis(implies(f[k] > 0, g[k] >= 0))])
    s = position("s", over=n)
    assert not provable(Sum(g[k] * (f[k] - x) ** 2, k) >= 0, squares, given=[hypothesis(g[s] >= 0)])
    assert not provable(Sum(g[k] * (f[k] - x) ** 2, k) >= 0, squares, assuming=[g[k] >= 0])


def test_a_name_stays_closed_unless_it_is_cited() -> None:
    assert not proved(Sum(square[k], k) >= 0, squares)


def test_an_undefined_square_is_none() -> None:
    assert not provable((x / y) ** 2 >= 0, squares)
    assert not provable(Sum(log(f[k]) ** 2, k) >= 0, squares)
    assert not provable(P[i] * log(P[i]) ** 2 >= 0, squares)
