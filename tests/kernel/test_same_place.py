"""Equal indices, and factors that are zero: what does not follow from them."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import establishes, provable, proved

m, n = size("m"), size("n")
x, x2 = indices("x x'", over=m)
i, j, k = indices("i j k", over=n)
r, s = position("r", over=n), position("s", over=n)
t, u, v = scalar("t"), scalar("u"), scalar("v")
p, z = vector("p", n), vector("z", n)
a = vector("a", m)
P = distribution("P", n)
J = joint("J", m, n)
y = one_hot("y", n, at=s)
prefix = define("prefix", i, Sum(z[k], (k, 1, i)))


@pytest.mark.parametrize(
    "claim",
    [
        delta(i, j) == 1,
        p[i] == p[j],
        p[i] * z[j] == p[j] * z[i],
        prefix[i] == prefix[j],
        Sum(z[k], (k, 1, i)) == Sum(z[k], (k, 1, j)),
        D(p[i], p[j]) == 1,
        p[i] + delta(i, j) <= p[j] + 1,
    ],
)
def test_equal_indices(claim: Any) -> None:
    assert proved(claim, assumption, sum_of_delta, calculus, definition(prefix), assuming=[i == j])
    assert proved(claim, assumption, sum_of_delta, calculus, definition(prefix), assuming=[j == i])


@pytest.mark.parametrize(
    "claim",
    [
        delta(i, k) == 1,
        p[i] == p[k],
        p[i] == z[j],
        Sum(delta(i, j), j) == n,
        Sum(p[i], i) == n * p[j],
        Sum(p[i] * delta(i, j), i) == 1,
        Sum(Sum(delta(i, j), i), j) == n**2,
        p[i] == p[1],
        delta(i, j) == 0,
        i == 1,
    ],
)
def test_other_indices(claim: Any) -> None:
    assert not provable(claim, assuming=[i == j])


def test_an_equation_of_every_index_is_not_one_of_these() -> None:
    assert not provable(p[i] == p[j], given=[hypothesis(implies(t > 0, r == s))])
    assert not provable(p[r] == p[s], given=[hypothesis(implies(t > 0, r == s))])
    assert not provable(p[r] == p[s], assuming=[implies(t > 0, r == s)])
    assert not provable(p[r] == p[s], assuming=[r <= s])
    assert not provable(p[i] == p[s], given=[hypothesis(r == s)])
    assert proved(p[r] == p[s], hypothesis(r == s))
    assert not proved(p[r] == p[s], given=[hypothesis(r == s)])


def test_shifted_indices() -> None:
    assert not provable(p[r] == p[s], given=[hypothesis(r == s + 1)])
    assert not provable(p[r] == p[s], given=[hypothesis(2 * r == 2 * s + 1)])
    assert proved(p[r] == p[1], hypothesis(r == 1))
    assert proved(p[r] == p[n], hypothesis(r == n))
    assert not provable(p[s] == p[n], given=[hypothesis(r == n)])


def test_where_a_one_hot_vector_is_hot() -> None:
    assert provable(y[r] == 1, given=[hypothesis(r == s)])
    assert not provable(y[r] == 0, given=[hypothesis(r == s)])
    assert not provable(y[r] == 1)


def test_cases_of_indices() -> None:
    split = cases(
        (i == j, calc(delta(i, j) * p[i], eq(delta(i, j) * p[j], by=assumption))),
        (i != j, calc(delta(i, j) * p[i], eq(delta(i, j) * p[j], by=[assumption, sum_of_delta]))),
    )
    assert establishes(theorem("t", delta(i, j) * p[i] == delta(i, j) * p[j], proof=split))
    wrong = cases(
        (i == j, calc(p[i], eq(p[j], by=assumption))),
        (i != j, calc(p[i], eq(p[j], by=[assumption, sum_of_delta]))),
    )
    assert not establishes(theorem("t", p[i] == p[j], proof=wrong))


# ---------------------------------------------------------------- a factor that is zero
def test_zero_times_a_logarithm() -> None:
    assert proved(P[i] * log(P[i]) == 0, assumption, assuming=[P[i] == 0])
    assert proved(log(P[i]) * P[i] == 0, assumption, assuming=[P[i] == 0])
    covered = hypothesis(implies(J[x, i] > 0, a[x] > 0))
    assert proved(J[x, i] * log(J[x, i] / a[x]) == 0, assumption, assuming=[J[x, i] == 0], given=[covered])
    assert proved(u * log(v) == 0, assumption, assuming=[u == 0])


@pytest.mark.parametrize(
    "claim",
    [
        log(P[i]) == 0,
        P[i] + log(P[i]) == log(P[i]),
        P[i] / P[i] == 0,
        P[i] * (1 / P[i]) == 0,
        P[i] * log(P[i]) / P[i] == 0,
        P[i] * log(P[i]) ** 2 == 0,
        P[i] * exp(log(P[i])) == 0,
        P[i] * log(P[j]) / P[j] == 0,
        P[j] * log(P[j]) == 0,
        P[j] * log(P[i]) == 0,
        Sum(P[i] * log(P[i]), i) == 0,
        D(u * log(u) * P[i], u) == 0,
        P[i] * sqrt(-1 - P[i]) == 0,
        P[i] * E(log(u - 1)) == 0,
        exp(P[i] * log(P[i])) == 0,
        log(P[i]) * (1 - P[i]) == log(P[i]),
    ],
)
def test_zero_times_what_has_no_value(claim: Any) -> None:
    assert not provable(claim, assuming=[P[i] == 0])


def test_zero_somewhere_else() -> None:
    assert not provable(P[i] * log(P[i]) == 0, given=[hypothesis(P[s] == 0)])
    assert not provable(P[j] * log(P[j]) == 0, assuming=[P[i] == 0])
    assert not provable(P[i] * log(P[i]) == 0, given=[hypothesis(implies(t > 0, P[i] == 0))])
    assert not provable(u * log(v) == 0, assuming=[v == 0])
    assert not provable(D(u * log(u), u) == 0, assuming=[u == 0])
    X = random_variable("X", family="one")
    assert not provable(E(X * log(X)) == 0, assuming=[X == 0], given=[hypothesis(E(X * log(X)) == t)])
