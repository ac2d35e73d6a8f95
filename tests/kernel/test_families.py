"""Distributions that depend on a parameter, and joint distributions with zeros."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel import term as t
from checks.kernel.claim import Rel, Relation
from checks.kernel.shape import Malformed
from checks.language import *
from tests.kernel.prove import provable, proved, raw

m, n = size("m"), size("n")
a, b = indices("a b", over=m)
i, j, k = indices("i j k", over=n)
s = position("s", over=n)
theta, x, u = scalar("theta"), scalar("x"), scalar("u")
w = vector("w", m)
f = vector("f", n)
P = distribution("P", n, positive=True, of=theta)
R = distribution("R", n, positive=True, of=w)
F = distribution("F", n, positive=True)
J = joint("J", m, n)
Q = matrix("Q", m, n)
NONNEGATIVE = hypothesis(Q[a, k] >= 0)
pX, pY = define("pX", a, Sum(J[a, k], k)), define("pY", k, Sum(J[a, k], a))
H = -Sum(Sum(J[a, k] * log(J[a, k]), k), a)
HX, HY = -Sum(pX[a] * log(pX[a]), a), -Sum(pY[k] * log(pY[k]), k)
HYX = -Sum(Sum(J[a, k] * log(J[a, k] / pX[a]), k), a)
MI = Sum(Sum(J[a, k] * log(J[a, k] / (pX[a] * pY[k])), k), a)


# ---------------------------------------------------------------- the slope of what sums to one
@pytest.mark.parametrize(
    "claim",
    [
        Sum(D(P[k], theta), k) == 0,
        Sum(P[k] * D(log(P[k]), theta), k) == 0,
        Sum(P[k] * D(log(P[k]), theta) * (f[k] - u), k) == Sum(P[k] * D(log(P[k]), theta) * f[k], k),
        Sum(D(R[k], w[b]), k) == 0,
    ],
)
def test_the_slopes_of_a_distribution_cancel(claim: Any) -> None:
    assert proved(claim, calculus, P.sums_to_one, R.sums_to_one)
    assert not proved(claim, calculus)
    assert not proved(claim, P.sums_to_one, R.sums_to_one)


@pytest.mark.parametrize(
    "claim",
    [
        D(P[k], theta) == 0,
        Sum(D(P[k], theta), (k, 2, n)) == 0,
        Sum(f[k] * D(P[k], theta), k) == 0,
        Sum(D(P[k], theta), k) == 1,
        Sum(D(P[k] ** 2, theta), k) == 0,
        Sum(P[k] * D(P[k], theta), k) == 0,
        Sum(D(f[k] * P[k], theta) - u * P[k], k) == 0,
        Sum(D(R[k], w[b]) * R[s], k) == Sum(D(R[s], w[b]), k),
        u * Sum(D(P[k], theta), k) / theta == 0,
    ],
)
def test_nothing_else_cancels(claim: Any) -> None:
    assert not provable(claim)


def test_a_hypothesis_has_no_slope() -> None:
    at_a_point = hypothesis(Sum(f[k] * P[k], k) == 1)
    assert not provable(Sum(f[k] * D(P[k], theta), k) == 0, at_a_point)
    assert not provable(D(f[i] + f[j], f[i]) == 0, hypothesis(Sum(f[k], k) == 1))
    assert not provable(Sum(D(f[k], f[i]), k) == 0, hypothesis(Sum(f[k], k) == 1))


def test_the_entries_of_a_distribution_are_no_variables() -> None:
    total: Any = t.Sum(k.term, t.ONE, n.term, t.Derivative(t.Entry(F.term, (k.term,)), t.Entry(F.term, (i.term,))))
    with pytest.raises(Malformed):
        raw(Relation(total, Rel.EQ, t.ZERO))


# ---------------------------------------------------------------- a sum is positive where one of its terms is
def test_joint_entropies_need_no_hypothesis() -> None:
    assert proved(H == HX + HYX, exp_log, definition(pX))
    assert proved(MI == HX + HY - H, exp_log, definition(pX, pY))
    assert proved(MI >= 0, log_bound, definition(pX, pY), J.sums_to_one)
    assert not proved(MI >= 0, log_bound, J.sums_to_one)
    assert not provable(MI > 0)
    assert not provable(H == HX + HY)
    assert not provable(MI == HX - H)
    assert not provable(HYX >= HY)


def defined(formula: Any) -> Any:
    return formula == formula


def test_where_a_term_is_positive_the_sum_is() -> None:
    assert proved(defined(J[a, k] * log(pX[a])))
    assert proved(defined(J[a, i] * log(Sum(J[b, i], b))))
    assert proved(defined(J[a, i] * log(Sum(J[b, i] * exp(Q[b, i]), b))))
    assert proved(defined(J[a, i] * log(Sum(Sum(J[b, k], k), b))))


@pytest.mark.parametrize(
    "formula",
    [
        log(pX[a]),
        J[a, k] / pX[a],
        J[a, k] * log(pX[b]),
        J[a, k] * log(Sum(J[a, k], (k, 2, n))),
        J[a, i] * log(Sum(J[a, k], (k, 1, i - 1))),
        J[a, i] * log(Sum(J[b, k], k)),
        J[a, i] * log(Sum(J[b, i] * Q[b, i], b)),
        J[a, i] * log(Sum(J[b, i] - J[b, j], b)),
        Q[a, k] * log(Sum(Q[a, k], k) - 1),
        (J[a, k] - 1) * log(pX[a]),
        D(J[a, k] * log(pX[a] + x), x),
    ],
)
def test_where_it_may_not_be(formula: Any) -> None:
    assert not provable(defined(formula), given=[NONNEGATIVE])


def test_the_others_must_not_be_negative() -> None:
    signed = define("signed", a, Sum(Q[a, k], k))
    assert not proved(Q[a, k] * log(signed[a]) == Q[a, k] * log(Sum(Q[a, k], k)), definition(signed))
    assert proved(Q[a, k] * log(signed[a]) == Q[a, k] * log(Sum(Q[a, k], k)), definition(signed), given=[NONNEGATIVE])
    assert not provable(Sum(Q[a, k], k) > 0, given=[NONNEGATIVE])
