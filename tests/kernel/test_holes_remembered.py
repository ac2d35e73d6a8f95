"""An answer that is remembered serves no place that offers less: a side condition that held elsewhere is asked anew."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel import term as t
from checks.kernel.discharge import Discharged, Open
from checks.kernel.obligations import Obligation, Place, Under, of_claim
from checks.kernel.settled import settled
from checks.language import *
from tests.kernel.prove import establishes, provable

n = size("n")
i, j, k = indices("i j k", over=n)
x, y = scalar("x"), scalar("y")
P, Q = distribution("P", n), distribution("Q", n)
u = vector("u", n)
positive = hypothesis(x > 0, "x is positive")
somewhere = hypothesis(u[k] > 0, "u is positive")
covered = hypothesis(implies(P[k] > 0, Q[k] > 0), "Q covers P")


# each pair: what offers enough, then the same formulas where less is known
@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (x / x == 1, [positive]),
        (log(x) - log(x) == 0, [positive]),
        (exp(log(u[i])) == u[i], [somewhere]),
        (Sum(P[k] * log(P[k] / Q[k]), k) == Sum(P[k] * (log(P[k]) - log(Q[k])), k), [covered]),
    ],
    ids=repr,
)
def test_a_hypothesis_of_one_theorem_is_none_of_another(claim: Any, given: list[Any]) -> None:
    assert provable(claim, given=given)
    assert not provable(claim)
    assert provable(claim, given=given)


def test_a_guard_here_is_none_there() -> None:
    guarded = P[i] * log(P[i]) == P[i] * log(P[i]) * 1
    assert provable(guarded)
    assert not provable(log(P[i]) == log(P[i]) * 1)
    assert not provable((1 - P[i]) * log(P[i]) == (1 - P[i]) * log(P[i]) * 1)
    assert not provable(Q[i] * log(P[i]) == Q[i] * log(P[i]) * 1)


def test_a_premise_here_is_none_there() -> None:
    assert establishes(theorem("with", implies(x > 0, x / x == 1), proof=by(assumption, algebra)))
    assert not establishes(theorem("other", implies(x >= 0, x / x == 1), proof=by(assumption, algebra)))
    assert not establishes(theorem("without", x / x == 1, proof=by(algebra)))


def test_a_range_here_is_none_there() -> None:
    assert provable(Sum(1 / (k - 1), (k, 2, n)) == Sum(1 / (j - 1), (j, 2, n)))
    assert not provable(Sum(1 / (k - 1), k) == Sum(1 / (j - 1), j))
    assert not provable(1 / (k - 1) == 1 / (k - 1) * 1)


def test_names_that_print_alike_are_asked_apart() -> None:
    first, second = scalar("z", positive=True), scalar("z")
    assert provable(first / first == 1)
    assert not provable(second / second == 1)


def test_the_weaker_question_is_the_weaker_one() -> None:
    """What follows from declarations stands at every place; what needs a guard does not stand alone."""
    ratio, sure = (P[i] > 0).claim, (exp(x) > 0).claim
    assert isinstance(ratio, t.Relation)
    assert isinstance(sure, t.Relation)
    guarded = Place(absorbed=(P[i].term,))
    assert isinstance(settled(Under((), Obligation(sure, guarded)), ()), Discharged)
    assert isinstance(settled(Under((), Obligation(ratio, guarded)), ()), Discharged)
    assert isinstance(settled(Under((), Obligation(ratio, Place())), ()), Open)
    assert isinstance(settled(Under(((x > 0).claim,), Obligation((x > 0).claim, Place())), ()), Discharged)  # type: ignore[arg-type]
    assert isinstance(settled(Under((), Obligation((x > 0).claim, Place())), ()), Open)  # type: ignore[arg-type]


def test_the_hash_of_a_tree_is_that_of_its_structure() -> None:
    one, same, other = (exp(x) + y).term, (exp(x) + y).term, (exp(y) + x).term
    assert hash(one) == hash(same)
    assert one == same
    assert one != other
    assert {one, same, other} == {one, other}
    assert [*of_claim((one_claim := (exp(x) + y == 0)).claim)] == [*of_claim(one_claim.claim)]
