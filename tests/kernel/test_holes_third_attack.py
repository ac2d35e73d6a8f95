"""Holes found by a third attack on the kernel: each false claim refused, each nearest true one proved."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel import term as t
from checks.kernel.atoms import single
from checks.kernel.claim import Rel, Relation
from checks.kernel.discharge import Discharger
from checks.language import *
from checks.words.declared import IndexName
from tests.kernel.prove import establishes, provable, proved, raw

n = size("n")
k = indices("k", over=n)
z = vector("z", n)
many = size("N", at_least=4)
long = vector("long", many)
y = scalar("y")
X = random_variable("X", family="weather")

square = define("E", long, eye(many - 3))  # of size -2 at a vector of one entry


# ---------------------------------------------------------------- a size that is at least 4 takes the value 1 in an argument
def test_an_argument_is_as_large_as_the_parameter_was_declared() -> None:
    short = calc(0 * n, le(rank(square(z)), by=[nonnegative_terms]), le(n - 3, by=[rank_bounds]))
    assert not establishes(theorem("t", 0 * n <= n - 3, proof=short))
    large = size("M", at_least=5)
    v = vector("v", large)
    fits = calc(0 * large, le(rank(square(v)), by=[nonnegative_terms]), le(large - 3, by=[rank_bounds]))
    assert establishes(theorem("t", 0 * large <= large - 3, proof=fits))


def test_a_size_may_be_large_enough_by_a_hypothesis() -> None:
    assert not proved(tr(square(z)) == tr(square(z)))
    assert proved(tr(square(z)) == tr(square(z)), given=[n >= 4])


def test_the_rank_of_a_matrix_without_rows_is_not_negative() -> None:
    assert not raw(Relation(t.Rank(t.Identity((n - 3).term)), Rel.LE, (n - 3).term))
    assert raw(Relation(t.Rank(t.Identity((n - 1).term)), Rel.LE, (n - 1).term))


# ---------------------------------------------------------------- what is said of no index asserts no moment
def test_a_moment_that_is_stated_of_nothing_need_not_exist() -> None:
    nothing = IndexName(t.Index("e", "e", (n - 1).term))
    assert not provable(E(X) - E(X) == 0, given=[forall(nothing, E(X) == y)])
    assert provable(E(X) - E(X) == 0, given=[forall(k, E(X) == y)])


# ---------------------------------------------------------------- a guard speaks of one outcome, a mean of all
def test_a_guard_says_nothing_below_an_expectation() -> None:
    mean = E(abs_(X))
    assert not provable(abs_(X) * log(mean) - abs_(X) * log(mean) == 0, given=[mean == y])
    assert provable(abs_(X) * log(mean) - abs_(X) * log(mean) == 0, given=[mean == y, y > 0])
    assert provable(abs_(X) * log(abs_(X)) - abs_(X) * log(abs_(X)) == 0)


# ---------------------------------------------------------------- a worker that ran out of memory goes on to the next theorem
class Full(dict[Any, Any]):
    def setdefault(self, key: Any, default: Any = None) -> Any:
        raise MemoryError


def test_what_is_assumed_for_a_while_does_not_outlast_a_failure() -> None:
    signs = Discharger(()).n.signs
    signs._scopes = Full()
    with pytest.raises(MemoryError), signs.assuming((y > 0).claim):
        pass
    with pytest.raises(MemoryError), signs.guarded([single(0)]):
        pass
    assert (signs.facts, signs._guards, signs.scope) == ([], [], 0)
