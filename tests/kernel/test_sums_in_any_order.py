"""Is an equation about a sum over several indices found again, in whichever order the sum is kept, and nothing else taken for it?"""

from __future__ import annotations

from checks.language import *
from tests.kernel.prove import provable, proved

m, n, p = size("m"), size("n"), size("p")
k, q, r = indices("k", over=p), indices("q", over=p), indices("r", over=m)
L, C, R, P = matrix("L", p, m), matrix("C", m, n), matrix("R", n, p), matrix("P", p, p)
X, Y, S = matrix("X", p, p), matrix("Y", p, p), matrix("S", p, p)
a, b = indices("a b", over=p)


def test_a_product_of_three() -> None:
    assert proved(L @ C @ R == P, hypothesis(L @ C @ R == P))
    assert proved(L @ (C @ R) == P, hypothesis((L @ C) @ R == P))
    assert proved((L @ C @ R).T == P.T, hypothesis(L @ C @ R == P))
    assert proved(X @ S @ Y == P, hypothesis(X @ S @ Y == P))
    assert proved(X @ S @ X == P, hypothesis(X @ S @ X == P))


def test_a_product_of_four() -> None:
    assert proved(X @ S @ Y @ P == S, hypothesis(X @ S @ Y @ P == S))


def test_the_order_of_the_factors_counts() -> None:
    assert not provable(Y @ S @ X == P, hypothesis(X @ S @ Y == P))
    assert not provable(X @ S.T @ Y == P, hypothesis(X @ S @ Y == P))
    assert not provable(X @ S @ Y == P.T, hypothesis(X @ S @ Y == P))
    assert not provable(X @ S @ Y @ X == P, hypothesis(Y @ S @ X @ X == P))


def test_ranges_go_with_their_indices() -> None:
    left = Sum(Sum(L[k, r] * S[k, k], (r, 2, m)), k)
    assert proved(left == 1, hypothesis(left == 1))
    assert not provable(Sum(Sum(L[k, r] * S[k, k], r), (k, 2, p)) == 1, hypothesis(left == 1))
    skew = Sum(Sum(X[a, b], (b, 2, p)), a)
    assert not provable(Sum(Sum(X[a, b], b), (a, 2, p)) == 1, hypothesis(skew == 1))
    assert proved(Sum(Sum(X[b, a], (a, 2, p)), b) == 1, hypothesis(skew == 1))


def test_ranges_that_depend_on_one_another() -> None:
    below = Sum(Sum(X[a, b], (b, 1, a)), a)
    assert not provable(Sum(Sum(X[b, a], (b, 1, a)), a) == 1, hypothesis(below == 1))
