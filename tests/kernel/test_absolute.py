"""Absolute values, roots of squares, logarithms of squares, and the slope of a square of a length."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
x, y, r = scalar("x"), scalar("y"), scalar("r")
u, v = scalar("u"), scalar("v")  # not zero, where NONZERO is given
w, z = vector("w", n), vector("z", n)
A = matrix("A", n, n)
s = scalar("s", positive=True)
NONZERO = [hypothesis(u != 0), hypothesis(v != 0)]


@pytest.mark.parametrize(
    "claim",
    [
        sqrt(x**2) == abs_(x),
        sqrt((x - y) ** 2) == abs_(y - x),
        sqrt(s * (x - y) ** 2) == sqrt(s) * abs_(x - y),
        sqrt(4 * x**2) == 2 * abs_(x),
        sqrt(x**4) == x**2,
        (x**2) ** Rational(3, 2) == abs_(x) ** 3,
        sqrt(x**2 / u**2) == abs_(x / u),
        abs_(x * y) == abs_(x) * abs_(y),
        abs_(x / u) == abs_(x) / abs_(u),
        abs_(-x) == abs_(x),
        abs_(-3 * x) == 3 * abs_(x),
        abs_(x**3) == abs_(x) * x**2,
        abs_(abs_(x)) == abs_(x),
        abs_(x * exp(y)) == abs_(x) * exp(y),
        abs_(x * y + x * r) == abs_(x) * abs_(y + r),
        log(u**2) == 2 * log(abs_(u)),
        log(1 / abs_(u)) == -log(abs_(u)),
        log((u * v) ** 2) == 2 * log(abs_(u)) + 2 * log(abs_(v)),
        1 / sqrt(u**2) == 1 / abs_(u),
        sqrt(1 / abs_(u)) == 1 / sqrt(abs_(u)),
        u / abs_(u) == abs_(u) / u,
    ],
)
def test_laws(claim: Any) -> None:
    assert proved(claim, exp_log, given=NONZERO)


def test_by_arithmetic_alone() -> None:
    assert proved(abs_(x) ** 2 == x**2)
    assert proved(abs_(x) ** 3 == x**2 * abs_(x))
    assert proved((abs_(x) - x) * (abs_(x) + x) == 0)
    assert proved(u / abs_(u) == abs_(u) / u, given=NONZERO)
    assert not proved(abs_(x * y) == abs_(x) * abs_(y))
    assert not proved(sqrt(x**2) == abs_(x))


def test_one_over_a_size_is_positive() -> None:
    assert proved(1 / abs_(u) > 0, nonnegative_terms, NONZERO[0])
    assert proved(1 / sqrt(abs_(u)) > 0, nonnegative_terms, NONZERO[0])
    assert proved(s / abs_(u) ** 3 > 0, nonnegative_terms, NONZERO[0])
    assert not proved(1 / abs_(x) > 0, nonnegative_terms)
    assert not proved(u / abs_(u) > 0, nonnegative_terms, NONZERO[0])


@pytest.mark.parametrize(
    "claim",
    [
        sqrt(x**2) == x,
        sqrt(x**2) == -x,
        sqrt(x**3) == abs_(x) * sqrt(x),
        sqrt(x**6) == x**3,
        abs_(x + y) == abs_(x) + abs_(y),
        abs_(x) == x,
        abs_(x) ** 3 == x**3,
        abs_(x * y) == x * abs_(y),
        abs_(-3 * x) == -3 * abs_(x),
        x / abs_(x) == abs_(x) / x,
        u / abs_(u) == 1,
        u / abs_(u) > 0,
        log(u**2) == 2 * log(u),
        log(x**2) == 2 * log(abs_(x)),
        log(u**3) == 3 * log(abs_(u)),
        log(-(u**2)) == 2 * log(abs_(u)),
        (x**2) ** Rational(3, 2) == x**3,
        1 / sqrt(u**2) == 1 / u,
        sqrt(x * y) == sqrt(abs_(x)) * sqrt(abs_(y)),
        sqrt((x - y) ** 2) == x - y,
    ],
)
def test_no_laws(claim: Any) -> None:
    assert not provable(claim, exp_log, given=NONZERO)


@pytest.mark.parametrize(
    "claim",
    [
        D(abs_(x) ** 2, x) == 2 * x,
        D(abs_(x) ** 4, x) == 4 * x**3,
        D(norm(w) ** 2, w[j]) == 2 * w[j],
        D(norm(w - z) ** 2, w[j]) == 2 * (w[j] - z[j]),
        D(norm(w) ** 2 / 2 + y * w[j], w[j]) == w[j] + y,
        D(abs_(u), u) == u / abs_(u),
        D(abs_(u), u) == abs_(u) / u,
        D(abs_(u * v), u) == abs_(v) * u / abs_(u),
        D(log(abs_(u)), u) == 1 / u,
        D(log(u**2), u) == 2 / u,
        D(sqrt(u**2), u) == u / abs_(u),
        D(norm(A @ w) ** 2, w[j]) == 2 * (A.T @ A @ w)[j],
    ],
)
def test_slopes(claim: Any) -> None:
    assert proved(claim, calculus, exp_log, sum_of_delta, given=NONZERO)


@pytest.mark.parametrize(
    "claim",
    [
        D(abs_(x), x) == x / abs_(x),
        D(abs_(x), x) * x == abs_(x),
        D(abs_(x) ** 3, x) == 3 * x * abs_(x),  # true, but abs is not smooth at zero
        D(abs_(x) ** Rational(4, 3), x) * 0 == 0,
        D(norm(w), w[j]) * norm(w) == w[j],
        D(norm(w) ** 2, w[j]) == w[j],
        D(norm(w) ** 2, w[j]) == 2 * norm(w),
        D(norm(w) ** 3, w[j]) == 3 * norm(w) * w[j],
        D(norm(w) ** (-2), w[j]) * norm(w) ** 4 == -2 * w[j],
        D(abs_(x) ** 0 * abs_(x), x) * 0 == 0,
        D(abs_(sqrt(x)) ** 2, x) == 1,
        D(sqrt(x**2), x) * 0 == 0,
        D(abs_(u), u) == 1,
        D(abs_(u), u) == 0,
        D(abs_(log(x)) ** 2, x) == 2 * log(x) / x,
        D(abs_(abs_(x)) ** 2, x) * 0 == 0,
    ],
)
def test_no_slopes(claim: Any) -> None:
    assert not provable(claim, calculus, exp_log, sum_of_delta, given=NONZERO)


def test_a_point_says_nothing_of_the_slope() -> None:
    at_zero = hypothesis(x == 0)
    assert not provable(D(abs_(x) ** 2 + x, x) == 0, at_zero, calculus)
    assert not provable(D(abs_(x), x) == 0, at_zero, calculus)
    fixed = hypothesis(norm(w) == r)
    assert not provable(D(norm(w) ** 2, w[j]) == 0, fixed, calculus, sum_of_delta)
    weak = hypothesis(x >= 0)
    assert not provable(D(abs_(x), x) == 1, weak, calculus)
