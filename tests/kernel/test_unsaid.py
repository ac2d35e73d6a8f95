"""Facts with an index that only their premises mention, and products that do not vanish: what does not follow from them."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

m, n = size("m"), size("n")
x, x2 = indices("x x'", over=m)
y, y2 = indices("y y'", over=n)
i, j, k = indices("i j k", over=n)
r, s = position("r", over=n), position("s", over=n)
t, u, v, w = scalar("t"), scalar("u"), scalar("v"), scalar("w")
P, R = joint("P", m, n), joint("R", m, n)
D1 = distribution("D", n)
a, b = vector("a", m), vector("b", m)
c, z = vector("c", n), vector("z", n)
PX = define("P_X", x, Sum(P[x, y], y))
PY = define("P_Y", y, Sum(P[x, y], x))
covered = hypothesis(implies(P[x, y] > 0, a[x] > 0))


def test_any_value_will_do() -> None:
    assert proved(P[x, y] * log(a[x]) == P[x, y] * log(a[x]) + 0, given=[covered])
    assert proved(Sum(P[x, y] * log(a[x]), y) == Sum(log(a[x]) * P[x, y], y), given=[covered])
    assert proved(a[x] > 0, assumption, covered, assuming=[P[x, s] > 0])
    assert proved(P[x, y] * log(b[x]) == P[x, y] * log(b[x]) + 0, given=[covered, hypothesis(implies(P[x, y] > 0, b[x] == a[x]))])
    assert proved(u == 0, hypothesis(implies(P[x, y] > 0, u == 0)), assumption, assuming=[P[x, s] > 0])
    assert proved(b[x] == 2, hypothesis(implies(P[x, y] > 0, b[x] == 2)), assumption, assuming=[P[x, s] > 0])


@pytest.mark.parametrize(
    "claim",
    [
        P[x2, y] * log(a[x]) == P[x2, y] * log(a[x]) + 0,
        R[x, y] * log(a[x]) == R[x, y] * log(a[x]) + 0,
        Sum(P[x, y], y) * log(a[x2]) == Sum(P[x, y], y) * log(a[x2]) + 0,
        (1 - P[x, y]) * log(a[x]) == (1 - P[x, y]) * log(a[x]) + 0,
        P[x, y] ** 0 * log(a[x]) == P[x, y] ** 0 * log(a[x]) + 0,
        log(a[x]) == log(a[x]) + 0,
        P[x, y] + log(a[x]) == log(a[x]) + P[x, y],
        a[x] > 0,
        Sum(a[x], x) > 0,
        PX[x] * log(a[x]) <= PX[x] * log(a[x]) - 1,
    ],
)
def test_of_another_index_nothing_is_known(claim: Any) -> None:
    assert not provable(claim, given=[covered])


def test_the_premise_has_to_hold_somewhere() -> None:
    somewhere = hypothesis(implies(P[x, y] > 0, u == 0))
    assert not provable(u == 0, given=[somewhere])
    assert not provable(u == 0, given=[somewhere], assuming=[P[x, s] >= 0])
    assert not provable(u == 0, given=[somewhere], assuming=[R[x, s] > 0])
    assert not provable(b[x] == 2, given=[hypothesis(implies(P[x, y] > 0, b[x] == 2))], assuming=[P[x2, s] > 0])
    # the same value in every premise
    both_at = hypothesis(implies(both(P[x, y] > 0, R[x, y] > 0), u == 0))
    assert not provable(u == 0, given=[both_at], assuming=[P[x, s] > 0, R[x, r] > 0])
    assert provable(u == 0, given=[both_at], assuming=[P[x, s] > 0, R[x, s] > 0])


def test_a_value_out_of_range_is_none() -> None:
    f = vector("f", n + 1)
    some = hypothesis(implies(f[k + 1] > 0, u == 0))
    assert provable(u == 0, given=[some], assuming=[f[2] > 0])
    assert provable(u == 0, given=[some], assuming=[f[s + 1] > 0])
    assert not provable(u == 0, given=[some], assuming=[f[1] > 0])
    assert not provable(u == 0, given=[some], assuming=[f[s + 0] > 0])


def test_what_the_right_side_says_is_not_unsaid() -> None:
    to = hypothesis(implies(P[x, y] > 0, b[x] == c[y]))
    assert not provable(b[x] == c[s], given=[to], assuming=[P[x, r] > 0])
    assert not provable(b[x] == c[s], given=[to])


def test_a_forall_in_a_premise_is_for_every_value() -> None:
    every = hypothesis(implies(forall(y, P[x, y] > 0), a[x] > 0))
    assert not provable(a[x] > 0, given=[every], assuming=[P[x, s] > 0])
    assert not provable(P[x, y] * log(a[x]) == P[x, y] * log(a[x]) + 0, given=[every])


# ---------------------------------------------------------------- sums that hold a positive term
def test_a_marginal_is_positive_where_one_term_is() -> None:
    assert proved(Sum(P[x, y], y) > 0, nonnegative_terms, assumption, assuming=[P[x, y] > 0])
    assert proved(PX[x] > 0, nonnegative_terms, assumption, definition(PX), assuming=[P[x, s] > 0])


@pytest.mark.parametrize(
    "claim",
    [
        Sum(P[x2, y], y) > 0,
        Sum(P[x, y], x) > 0,
        Sum(R[x, y], y) > 0,
        Sum(P[x, y] * c[y], y) > 0,
        Sum(P[x, y] * R[x, y], y) > 0,
        Sum(P[x, y], (y, 2, n)) > 0,
        Sum(P[x, y] - 1, y) > 0,
        PX[x2] > 0,
        PY[r] > 0,
    ],
)
def test_not_every_marginal(claim: Any) -> None:
    assert not provable(claim, assuming=[P[x, s] > 0])
    assert not provable(claim, given=[hypothesis(implies(u > 0, P[x, s] > 0))])


# ---------------------------------------------------------------- factors of a product
def test_no_factor_vanishes() -> None:
    assert proved(P[x, y] / (PX[x] * PY[y]) > 0, hypothesis(PX[x] * PY[y] > 0), hypothesis(P[x, y] > 0))
    assert proved(
        log(u / (D1[i] * D1[j])) == log(u) - log(D1[i]) - log(D1[j]), exp_log, given=[hypothesis(u > 0), hypothesis(D1[i] * D1[j] > 0)]
    )
    assert proved(u / u == 1, given=[hypothesis(u * v != 0)])
    assert proved(u / u == 1, given=[hypothesis(u**2 * v < 0)])


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (u > 0, u * v > 0),
        (u / u == 1, u * v >= 0),
        (u / u == 1, u * v == 0),
        (w / w == 1, u * v != 0),
        (u / u == 1, u * v + 1 != 0),
        (u / u == 1, u + v != 0),
        (u / u == 1, implies(w > 0, u * v > 0)),
        (c[i] / c[i] == 1, c[s] * z[i] != 0),
        (c[i] > 0, c[i] * c[j] > 0),
        (D1[i] > 0, D1[s] * c[i] > 0),
        (c[j] / c[j] == 1, c[s] * c[r] != 0),
        (u / u == 1, Sum(u * c[k], (k, 2, n)) >= 0),
    ],
)
def test_some_factor_may_vanish(claim: Any, given: Any) -> None:
    assert not provable(claim, given=[hypothesis(given)])


def test_not_below_an_expectation() -> None:
    X = random_variable("X", family="one")
    moments = [hypothesis(E(log(X**2)) == w), hypothesis(E(X) == v)]
    assert not provable(E(log(X**2)) == 2 * E(log(abs_(X))), given=[*moments, hypothesis(X * u != 0)])


def test_a_double_sum_that_holds_a_positive_sum() -> None:
    assert provable(Sum(Sum(P[x, y] * c[y], x), y) > 0, given=[hypothesis(c[k] >= 0)], assuming=[Sum(P[x, s] * c[s], x) > 0])
    assert provable(Sum(Sum(P[x, y] * c[y], x), y) > 0, given=[hypothesis(c[k] >= 0)], assuming=[Sum(P[x2, y] * c[y], y) > 0])


@pytest.mark.parametrize(
    "claim",
    [
        Sum(Sum(P[x, y] * c[y], x), (y, 2, n)) > 0,
        Sum(Sum(P[x, y] * c[s], x), y) > 1,
        Sum(Sum(R[x, y] * c[y], x), y) > 0,
        Sum(Sum(P[x, y] * c[y] ** 2 * R[x, y], x), y) > 0,
        Sum(Sum(P[x, y] * z[y], x), y) > 0,
        Sum(P[x2, y] * c[y], y) > 0,
        Sum(P[x, r] * c[r], x) > 0,
    ],
)
def test_not_every_double_sum(claim: Any) -> None:
    assert not provable(claim, given=[hypothesis(c[k] >= 0)], assuming=[Sum(P[x, s] * c[s], x) > 0])


def test_hypotheses_on_double_sums_are_used_at_any_index() -> None:
    T = matrix("T", m, n)
    total = define("total", k, Sum(Sum(P[x, y] * T[x, k], x), y))
    assert proved(Sum(1 / total[k], k) == Sum(1 / total[j] + 0, j), given=[hypothesis(total[k] > 0)])
    assert not provable(Sum(1 / total[k], k) == Sum(1 / total[j] + 0, j), given=[hypothesis(total[s] > 0)])
    crossed = define("crossed", k, Sum(Sum(P[x, y] * T[x, y] * c[k], x), y))
    assert not provable(crossed[k] == Sum(Sum(P[x, y] * T[x, k] * c[y], x), y))
    A = matrix("A", n, n)
    B = matrix("B", n, n)
    assert not provable(Sum(Sum(A[i, j] * B[i, j], i), j) == Sum(Sum(A[i, j] * B[j, i], i), j))
    assert provable(Sum(Sum(A[i, j] * B[i, j], i), j) == Sum(Sum(A[j, i] * B[j, i], i), j))
