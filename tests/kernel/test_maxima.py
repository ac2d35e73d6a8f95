"""Maxima over an index, of two numbers, rounding and indicators: what holds, and the false neighbours, with the refuter off."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

n, q = size("n"), size("q")
i, j, k, m = indices("i j k m", over=n)
t = position("t", over=n)
x, y, r, c = scalar("x"), scalar("y"), scalar("r"), scalar("c")
u = scalar("u", nonnegative=True)
z, w = vector("z", n), vector("w", n)
P = distribution("P", n)
A = matrix("A", n, n)
X = random_variable("X", family="one")
half = Rational(1, 2)


@pytest.mark.parametrize(
    "claim",
    [
        z[i] <= Max(z[k], k),
        Min(z[k], k) <= z[i],
        Min(z[k], k) == -Max(-z[k], k),
        Max(z[k] + c, k) == Max(z[k], k) + c,
        Max(u * z[k], k) == u * Max(z[k], k),
        Min(u * z[k], k) == u * Min(z[k], k),
        Max(c, k) == c,
        Max(z[k], k) == Max(z[j], j),
        Max(Max(A[i, j], i), j) == Max(A[i, j], j, i),
        Max(Min(A[i, j], i), j) <= Min(Max(A[i, j], j), i),
        Max(z[k] + w[k], k) <= Max(z[k], k) + Max(w[k], k),
        exp(Max(z[k], k)) <= Sum(exp(z[k]), k),
        Sum(exp(z[k] - Max(z[m], m)), k) >= 1,
        Sum(P[k] * z[k], k) <= Sum(P[k] * Max(z[m], m), k),
        maximum(x, y) == maximum(y, x),
        maximum(x, maximum(y, r)) == maximum(maximum(x, y), r),
        maximum(x, y) + minimum(x, y) == x + y,
        minimum(x, y) + maximum(x - y, 0) == x,
        abs_(maximum(x, r) - maximum(y, r)) <= abs_(x - y),
        abs_(x + y) <= abs_(x) + abs_(y),
        maximum(-x, x) == abs_(x),
        sign(x) * abs_(x) == x,
        sign(x) * x == abs_(x),
        indicator(x <= y) ** 2 == indicator(x <= y),
        indicator(x < y) + indicator(x >= y) == 1,
        indicator(x == y) * (x - y) == 0,
        where(x <= y, x, y) == minimum(x, y),
        clip(x, c, c + u) <= c + u,
        clip(x, c, c + u) >= c,
        Sum(maximum(z[k], w[k]), k) >= Sum(z[k], k),
        floor(x) <= x,
        x < floor(x) + 1,
        ceiling(x) == -floor(-x),
        floor(x + n) == floor(x) + n,
        floor(floor(x) + n) == floor(x) + n,
        round_(q) == q,
        abs_(x - round_(x)) <= half,
        floor(x) <= round_(x) + half,
        Sum(z[k] - floor(z[k]), k) >= 0,
    ],
    ids=repr,
)
def test_what_holds_is_proved(claim: Any) -> None:
    assert proved(claim, max_bounds, piecewise, rounding, nonnegative_terms, sum_of_delta, exp_log, P.sums_to_one, P.nonnegative)


GIVEN: list[tuple[Any, list[Any]]] = [
    (Max(z[k], k) <= c, [z[i] <= c]),
    (Max(z[k], k) < c, [z[i] < c]),
    (Max(z[k], k) == z[t], [z[i] <= z[t]]),
    (maximum(x, y) == x, [y <= x]),
    (maximum(x, r) <= maximum(y, r), [x <= y]),
    (clip(x, c, r) == x, [c <= x, x <= r]),
    (indicator(x < y) == 1, [x < y]),
    (indicator(x < y) == 0, [x >= y]),
    (floor(x) <= floor(y), [x <= y]),
    (round_(x) <= round_(y), [x <= y]),
    (abs_(round_(x)) <= q, [abs_(x) <= q]),
    (D(maximum(x, 0), x) == indicator(x > 0), [x != 0]),
    (D(maximum(x, y), x) == 1, [x > y]),
]


@pytest.mark.parametrize(("claim", "given"), GIVEN, ids=[repr(claim) for claim, _ in GIVEN])
def test_what_holds_under_a_hypothesis_is_proved(claim: Any, given: list[Any]) -> None:
    assert proved(claim, max_bounds, piecewise, rounding, calculus, *map(hypothesis, given))


@pytest.mark.parametrize(("claim", "given"), GIVEN, ids=[repr(claim) for claim, _ in GIVEN])
def test_and_not_without_it(claim: Any, given: list[Any]) -> None:
    assert not provable(claim)


@pytest.mark.parametrize(
    "claim",
    [
        Max(z[k], k) <= z[i],
        Max(z[k], k) <= z[t],
        Max(z[k], k) == z[t],
        z[i] < Max(z[k], k),
        Max(z[k], k) <= Min(z[k], k),
        Max(c * z[k], k) == c * Max(z[k], k),
        Max(z[k] + w[k], k) == Max(z[k], k) + Max(w[k], k),
        Max(z[k] * w[k], k) <= Max(z[k], k) * Max(w[k], k),
        Max(A[k, k], k) == Max(A[i, j], i, j),
        Max(A[i, k], k) == Max(A[j, k], k),
        Max(A[i, k], k) <= Max(A[k, i], k),
        Max(Min(A[i, j], i), j) == Min(Max(A[i, j], j), i),
        Max(z[k], k) <= Sum(z[k], k),
        Max(P[k], k) < 1,
        Max(P[k], k) == 1,
        Sum(exp(z[k] - Max(z[m], m)), k) > 1,
        Sum(Max(A[i, k], k), i) == n * Max(A[i, k], k, i),
        Sum(Max(A[i, k], k), i) == Max(Sum(A[i, k], i), k),
        Max(z[k] - z[i], k) == 0,
        Max(abs_(z[k]), k) == Max(z[k], k),
        Max(z[k], k) ** 2 == Max(z[k] ** 2, k),
        maximum(x, y) == x,
        maximum(x, y) < x + y,
        maximum(x, y) * r == maximum(x * r, y * r),
        maximum(x, y) == maximum(x, r),
        maximum(x, minimum(y, r)) == minimum(maximum(x, y), r),
        abs_(x + y) == abs_(x) + abs_(y),
        abs_(x) - abs_(y) >= abs_(x - y),
        sign(x) ** 2 == 1,
        sign(x + y) == sign(x) + sign(y),
        sign(x) >= indicator(x >= 0),
        indicator(x <= y) + indicator(x >= y) == 1,
        indicator(x < y) == 1 - indicator(x > y),
        indicator(x <= y) == 1,
        indicator(x == y) == indicator(x <= y),
        where(x <= y, y, x) == minimum(x, y),
        clip(x, c, r) >= c,
        clip(x, c, r) == maximum(minimum(x, r), c),
        floor(x) < x,
        floor(x) == x,
        x - floor(x) <= half,
        floor(x + half) == round_(x),
        floor(x + y) == floor(x) + floor(y),
        floor(2 * x) == 2 * floor(x),
        floor(n * x) == n * floor(x),
        floor(x + half) == floor(x) + half,
        floor(n / 2) == n / 2,
        floor(P[i]) == P[i],
        ceiling(x) == floor(x) + 1,
        round_(x + 1) == round_(x) + 1,
        round_(x + n) == round_(x) + n,
        abs_(x - round_(x)) < half,
        round_(x) <= x,
        round_(half) == 1,
        round_(n / 2) == n / 2,
        round_(-x) == round_(x),
        D(maximum(x, 0), x) == indicator(x > 0),
        D(maximum(x, 0), x) == indicator(x >= 0),
        D(abs_(x), x) == sign(x),
        D(floor(x), x) == 0,
        D(sign(x), x) == 0,
        D(Max(z[k], k), z[i]) == 0,
        D(Max(x * z[k], k), x) == Max(z[k], k),
        D(maximum(x, x), x) == 1,
        x / x == maximum(1, x / x),
        maximum(log(x), 0) * u >= 0,
        u * log(maximum(1 / u, 1)) >= 0,
        E(maximum(X, 0)) == maximum(E(X), 0),
        E(abs_(X)) == abs_(E(X)),
        E(indicator(X > 0)) == indicator(E(X) > 0),
        E(sign(X)) == sign(E(X)),
        E(floor(X)) == floor(E(X)),
        E(maximum(X, c)) == E(X),
    ],
    ids=repr,
)
def test_a_false_claim_is_not_proved(claim: Any) -> None:
    assert not provable(claim)


FALSE_GIVEN: list[tuple[Any, list[Any]]] = [
    (Max(z[k], k) < c, [z[i] <= c]),
    (Max(z[k], k) <= c, [z[t] <= c]),
    (Max(z[k], k) == z[t], [z[t] >= 0]),
    (z[i] <= c, [Min(z[k], k) <= c]),
    (z[t] >= c, [Max(z[k], k) >= c]),
    (Max(A[i, k], k) == Max(A[t, k], k), [A[i, j] >= 0]),
    (maximum(x, y) == y, [y <= x]),
    (maximum(x, r) < maximum(y, r), [x < y]),
    (minimum(x, y) > 0, [x > 0]),
    (clip(x, c, r) == x, [c <= x]),
    (floor(x) < floor(y), [x < y]),
    (round_(x) < round_(y), [x < y]),
    (round_(x) == round_(y), [floor(x) == floor(y)]),
    (abs_(round_(x)) <= c, [abs_(x) <= c]),
    (floor(x) <= c, [floor(x) <= c + 1]),
    (round_(x) <= q - 1, [x < q]),
    (D(maximum(x, 0), x) == 1, [x >= 0]),
    (D(maximum(x, y), x) == half, [x == y]),
    (D(where(x > 0, x, 0), x) == 0, [x <= 0]),
    (D(minimum(x, y) + maximum(x, y), x) == 2, [x == y]),
    (E(abs_(X)) == E(X), [X >= 0, E(abs_(X)) == 1]),
    (E(maximum(X, 0)) == E(X), [E(X) == 1, E(abs_(X)) == 2]),
    (E(where(c > 0, X, -X)) == E(X), [E(X) == 1]),
]


@pytest.mark.parametrize(("claim", "given"), FALSE_GIVEN, ids=[repr(claim) for claim, _ in FALSE_GIVEN])
def test_a_false_claim_under_a_hypothesis_is_not_proved(claim: Any, given: list[Any]) -> None:
    hypotheses = [hypothesis(g) for g in given]
    assert not provable(claim, *hypotheses, given=hypotheses)


def test_a_reason_is_needed() -> None:
    assert not proved(z[i] <= Max(z[k], k))
    assert not proved(Max(z[k], k) == Max(z[k] + c, k) - c, piecewise, rounding)
    assert not proved(maximum(x, y) >= x, max_bounds, rounding)
    assert not proved(floor(x) <= x, max_bounds, piecewise)
    assert not proved(floor(n) == n, max_bounds, piecewise)
    assert not proved(indicator(x < y) ** 2 == indicator(x < y), max_bounds, rounding)
