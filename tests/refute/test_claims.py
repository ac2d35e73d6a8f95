"""Comparisons are decided by disjoint enclosures; connectives, quantifiers and maxima mean what they say."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from checks.refute.attack import Counterexample, NoCounterexample
from checks.refute.attack import attack as attack_
from tests.refute.says import attacked, refuted, stands

n, d = size("n"), size("d")
i, j, k = indices("i j k", over=n)
a = indices("a", over=d)
x, y = scalar("x"), scalar("y")
c = scalar("c", positive=True)
u, v = vector("u", n), vector("v", n)
P = distribution("P", n)
theta = vector("theta", d)
pi = distribution("pi", n, positive=True, of=theta)
f = function("f", of=u)
R = Rational


@pytest.mark.parametrize(
    "claim",
    [
        R(1, 2) ** 99 == R(1, 2) ** 98,
        1 - 1 / exp(R(1)) == 1 + 1 / exp(R(1)),
        1 + exp(R(-1000)) == 1,
        exp(R(1)) < 2,
        x < x,
        x > x + 0,
        x != x,
        n < n,
        sqrt(x**2) == x,
        abs_(x) == x,
        x**2 >= x,
        Sum(k, k) == n * (n + 1) / 2 + 1,
        Sum(k, k) == n * (n + 1) / 2 + indicator(n >= 9),
        Pi == R(355, 113),
        D(abs_(x), x) == 1,
        Sum(exp(u[k]), (k, 2, n)) > 0,
        log(x * y) == log(x) + log(y) + indicator(x < y),
    ],
    ids=repr,
)
def test_refuted(claim: Any) -> None:
    refuted(claim)


@pytest.mark.parametrize(
    "claim",
    [
        exp(x) * exp(-x) == 1,
        exp(x) >= 1 + x,
        log(c) <= c - 1,
        x <= x,
        Sum(k, k) == n * (n + 1) / 2,
        Sum(k**3, k) == Sum(k, k) ** 2,
        tr(outer(u, v)) == dot(u, v),
        D(f(u), u[i]) == f.gradient(u)[i],
        D(f(2 * u), u[i]) == 2 * f.gradient(2 * u)[i],
        Sum(pi[k] * D(log(pi[k]), theta[a]), k) == 0,
        D(E(u[k], k, pi), theta[a]) == E(u[k] * D(log(pi[k]), theta[a]), k, pi),
        dot(u, v) ** 2 <= dot(u, u) * dot(v, v),
        norm(u + v) <= norm(u) + norm(v),
        both(abs_(x) >= x, abs_(x) >= -x),
        implies(x > 0, abs_(x) == x),
        implies(both(x > 0, y > x), y > 0),
        iff(x**2 == 0, x == 0),
        iff(forall(i, u[i] == 0), Sum(u[k] ** 2, k) == 0),
        forall(i, j, u[i] * v[j] == v[j] * u[i]),
        1 + exp(R(-10000)) >= 1,
    ],
    ids=repr,
)
def test_stands(claim: Any) -> None:
    stands(claim, models=1)


@pytest.mark.parametrize(
    "claim",
    [
        D(f(2 * u), u[i]) == f.gradient(2 * u)[i],
        Sum(D(log(pi[k]), theta[a]), k) == 0,
        D(E(u[k], k, pi), theta[a]) == 0,
        both(x == x, x >= 0),
        implies(x >= 0, x > 0),
        implies(x > 0, x >= 1),
        iff(x > 0, x**2 > 0),
        iff(forall(i, u[i] == 0), Sum(u[k], k) == 0),
        forall(i, u[i] == u[i] ** 2),
    ],
    ids=repr,
)
def test_compound_claims_refuted(claim: Any) -> None:
    refuted(claim)


def test_equality_of_balls_is_never_decided_by_a_tolerance() -> None:
    tiny = 1 + exp(R(-1300))  # 2**-1875
    refuted(tiny == 1)
    beyond = 1 + exp(R(-2000))  # 2**-2885: beyond the last precision
    assert isinstance(attacked(beyond == 1), NoCounterexample)


# ---------------------------------------------------------------- maxima
J = define("J", P, -Sum(P[k] ** 2, k))
flat = define("flat", i, 1 / n + 0 * P[1])
ramp = define("ramp", i, 2 * i / (n * (n + 1)))
square = define("square", u, -Sum((u[k] - v[k]) ** 2, k))


def test_maxima() -> None:
    stands(maximises(define("uniform", i, 1 / n + 0 * i), J))
    stands(maximises(v, square))
    one = [Sum(u[k], k) == 1]
    centred = define("centred", i, v[i] + (1 - Sum(v[k], k)) / n)
    stands(maximises(centred, square, subject_to=one))
    refuted(maximises(v, square, subject_to=one))
    refuted(maximises(ramp, J))
    refuted(maximises(P, J))


def test_an_infeasible_point_is_refuted_however_good() -> None:
    found = refuted(maximises(zeros(n), J))
    assert ("the point P", "(0)") in found.witness.assignments


def test_a_stationary_point_that_is_no_maximum() -> None:
    w = vector("w", n)
    refuted(maximises(zeros(n), Sum(w[k] ** 2, k), over=w))
    refuted(maximises(zeros(n), Sum(w[k] ** 3, k), over=w))
    refuted(maximises(zeros(n), -(Sum(w[k] ** 2, k)) + 3 * Sum(w[k] ** 4, k), over=w))


# ---------------------------------------------------------------- witnesses
def test_a_witness_is_small_and_complete() -> None:
    found = refuted(Sum(u[k] * v[k], k) == Sum(u[k], k) * Sum(v[k], k))
    shown = dict(found.witness.assignments)
    assert shown["n"] == "2"
    assert set(shown) == {"n", "u", "v"}
    assert all(len(text) < 12 for text in shown.values())


def test_both_sides_are_told_apart() -> None:
    w = refuted(1 + R(1, 10**12) * exp(x) == 1).witness
    assert w.left != w.right
    assert w.right == "1"


def test_more_effort_is_more_models() -> None:
    found = attack_((exp(x) > 0).claim, [], effort=100)
    assert isinstance(found, NoCounterexample)
    assert found.models == 100


def test_different_sizes_get_different_values() -> None:
    assert isinstance(attacked(n == d), Counterexample)
    assert isinstance(attacked(n <= d), Counterexample)
