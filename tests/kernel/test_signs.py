"""Signs that follow from facts but for a number, sums of which some term is positive, and cases that overlap."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel.claim import Rel, Relation
from checks.kernel.cover import covers
from checks.language import *
from tests.kernel.prove import establishes, provable, proved

n = size("n")
i, j, k = indices("i j k", over=n)
s = position("s", over=n)
x, y, w = scalar("x"), scalar("y"), scalar("w")
z, b = vector("z", n), vector("b", n)
P = distribution("P", n)
J = joint("J", n, n)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (x > 0, hypothesis(x >= 1)),
        (x > -3, hypothesis(x >= 1)),
        (x != 0, hypothesis(x >= 1)),
        (x < 0, hypothesis(x <= -1)),
        (x > y - 2, hypothesis(x > y)),
        (3 * x - 3 * y > -1, hypothesis(2 * x >= 2 * y)),
        (x > 0, hypothesis(x == 2)),
        (z[i] > 0, hypothesis(z[k] >= 1)),
        (2 * z[i] - 1 > 0, hypothesis(z[k] >= 1)),
        (1 - z[i] > 0, hypothesis(z[k] <= 0)),
    ],
)
def test_but_for_a_number(claim: Any, given: Any) -> None:
    assert proved(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (x > 1, hypothesis(x >= 1)),
        (x > 0, hypothesis(x >= 0)),
        (x > 2, hypothesis(x >= 1)),
        (x > 0, hypothesis(x >= -1)),
        (x < 0, hypothesis(x <= 1)),
        (x > 0, hypothesis(x != -1)),
        (x != 0, hypothesis(x != 1)),
        (x + 1 != 0, hypothesis(x != 0)),
        (-x > 0, hypothesis(x >= 1)),
        (x > y + 2, hypothesis(x > y)),
        (3 * x - 3 * y > 1, hypothesis(2 * x >= 2 * y)),
        (x > 0, hypothesis(x == -2)),
        (x > 0, hypothesis(2 * x == 0)),
        (2 * z[i] - 2 > 0, hypothesis(z[k] >= 1)),
        (2 * z[i] - 3 >= 0, hypothesis(z[k] >= 1)),
        (z[i] > 0, hypothesis(z[s] >= 1)),
        (z[i] > 0, hypothesis(implies(P[k] > 0, z[k] >= 1))),
        (x > 0, hypothesis(implies(y > 0, x >= 1))),
    ],
)
def test_not_beyond_the_number(claim: Any, given: Any) -> None:
    assert not provable(claim, given)


def test_a_side_condition_but_for_a_number() -> None:
    assert proved(log(x * exp(y)) == log(x) + y, exp_log, given=[hypothesis(x >= 1)])
    assert not proved(log(x * exp(y)) == log(x) + y, exp_log, given=[hypothesis(x >= -1)])
    assert proved((x + 1) / (x + 1) == 1, given=[hypothesis(x >= 0)])
    assert not proved((x - 1) / (x - 1) == 1, given=[hypothesis(x >= 0)])


def test_not_below_an_expectation() -> None:
    X = random_variable("X", family="one")
    assert not provable(E(log(X)) == E(log(X) + X - X), given=[hypothesis(X >= 1), hypothesis(E(log(X)) == w), hypothesis(E(X) == y)])


# ---------------------------------------------------------------- some term is positive
@pytest.mark.parametrize(
    "claim",
    [
        Sum(P[k] * exp(z[k]), k) > 0,
        Sum(2 * P[k] * exp(z[k]) / (1 + exp(z[k])), k) > 0,
        Sum(Sum(J[j, k] * exp(z[j] - z[k]), j), k) > 0,
    ],
)
def test_weights_that_sum_to_one(claim: Any) -> None:
    assert proved(claim, nonnegative_terms, P.sums_to_one, J.sums_to_one)


def test_that_they_sum_to_one_has_to_be_cited() -> None:
    assert not proved(Sum(P[k] * exp(z[k]), k) > 0, nonnegative_terms)
    assert proved(log(Sum(P[k] * exp(z[k]), k)) == log(Sum(exp(z[k]) * P[k], k)))  # a side condition does not


@pytest.mark.parametrize(
    "claim",
    [
        Sum(P[k] * z[k] ** 2, k) > 0,
        Sum(P[k] * abs_(z[k]), k) > 0,
        Sum(P[k] * exp(z[k]), (k, 2, n)) > 0,
        Sum(P[k] * exp(z[k]), (k, 1, n - 1)) > 0,
        Sum(P[k] ** 2 * z[k], k) > 0,
        Sum(P[k] * b[k] * exp(z[k]), k) > 0,
        Sum((P[k] - 1) * exp(z[k]), k) > 0,
        Sum(P[s] * exp(z[k]), k) > 0,
        Sum(J[k, k] * exp(z[k]), k) > 0,
        Sum(J[s, k] * exp(z[k]), k) > 0,
        P[s] * exp(z[s]) > 0,
    ],
)
def test_weights_that_may_all_vanish(claim: Any) -> None:
    assert not provable(claim, given=[hypothesis(b[k] >= 0)])


# ---------------------------------------------------------------- cases
def test_overlapping_cases() -> None:
    low, high = hypothesis(implies(x < 1, y == 0)), hypothesis(implies(x >= 0, y == 0))
    assert establishes(theorem("t", y == 0, given=[low, high], proof=cases((x < 1, by(low)), (x >= 0, by(high)))))
    assert establishes(theorem("t", y == 0, given=[low, high], proof=cases((x >= 0, by(high)), (x < 1, by(low)))))


@pytest.mark.parametrize(
    "split",
    [(x < 0, x >= 1), (x < 0, x > 0), (x <= 0, x >= 1), (x < 1, y >= 0), (x > 1, x < -1), (x == 0, x == 1), (x != 0, x == 1), (x < 1,)],
)
def test_cases_that_leave_something_out(split: tuple[Any, ...]) -> None:
    each = [hypothesis(implies(c, y == 0)) for c in split]
    proof = cases(*((c, by(h)) for c, h in zip(split, each, strict=True)))
    assert not establishes(theorem("t", y == 0, given=each, proof=proof))


@pytest.mark.parametrize("split", [(x < 1, x > 0), (x <= 0, x > -1, x == 7), (x != 0, x != 1), (x < y + 1, y <= x), (2 * x < 1, x > 0)])
def test_cases_that_cover(split: tuple[Any, ...]) -> None:
    each = [hypothesis(implies(c, w == 0)) for c in split]
    proof = cases(*((c, by(h)) for c, h in zip(split, each, strict=True)))
    assert establishes(theorem("t", w == 0, given=each, proof=proof))


def test_cases_that_are_not_defined_everywhere() -> None:
    each = [hypothesis(implies(x != 0, implies(1 / x < 1, y == 0))), hypothesis(implies(x != 0, implies(1 / x > 0, y == 0)))]
    proof = cases((1 / x < 1, by(each[0])), (1 / x > 0, by(each[1])))
    assert not establishes(theorem("t", y == 0, given=each, proof=proof))
    logs = cases((log(x) < 1, by(each[0])), (log(x) > 0, by(each[1])))
    assert not establishes(theorem("t", y == 0, given=each, proof=logs))


def test_cases_of_an_index_are_its_own() -> None:
    each = [hypothesis(implies(z[i] < 1, w == 0)), hypothesis(implies(z[j] > 0, w == 0))]
    proof = cases((z[i] < 1, by(each[0])), (z[j] > 0, by(each[1])))
    assert not establishes(theorem("t", w == 0, given=each, proof=proof))


def test_arrays_have_more_than_two_cases() -> None:
    equal, different = Relation(z.term, Rel.EQ, b.term), Relation(z.term, Rel.NE, b.term)
    assert not covers((), (equal, different))
    assert not covers((), (Relation(z.term, Rel.LE, b.term), Relation(z.term, Rel.GT, b.term)))


def test_what_is_to_be_shown_is_no_factor() -> None:
    """coin (1 - theta) + coin theta >= 0 by two hypotheses says coin >= 0 only if that is known: it takes the definition."""
    theta, c = scalar("theta"), indices("c", over=2)
    coin = define("coin", c, theta * delta(c, 1) + (1 - theta) * delta(c, 2))
    least, most = hypothesis(theta >= 0), hypothesis(theta <= 1)
    assert not proved(coin[c] >= 0, least, most)
    assert not proved(coin[1] >= 0, least, most)
    assert proved(coin[c] >= 0, least, most, definition(coin))
    assert not proved(coin[c] >= 0, least, definition(coin))
