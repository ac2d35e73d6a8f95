"""Does the kernel alone refuse what is shown of an index that may have no value, or by a number that may have none?

Each refusal has a twin that is proved: the same where the size is at least 2, or the number defined all around.
"""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel.proof import covers
from checks.language import *
from checks.words.state import Proof, as_claim
from tests.kernel import nothing
from tests.kernel.hole_names import N, x, y
from tests.kernel.prove import establishes, proved


def at_least(least: int) -> tuple[Any, Any, Any]:
    n = size("n", at_least=least)
    return n, nothing.index("i", n - 1), nothing.position("p", n - 1)


def both_ways(claim: Any, proof: Any) -> tuple[bool, bool]:
    """Is it established where the index may run over nothing, and where it may not?"""
    found = []
    for least in (1, 2):
        n, i, p = at_least(least)
        made: Proof = proof(n, i, p)
        found.append(establishes(theorem("two at least", claim(n), proof=made)))
    return found[0], found[1]


BRANCH = {
    "by the order": lambda n, i: calc(Rational(1), le(n - 1, by=[assumption, nonnegative_terms, algebra])),
    "by way of the index": lambda n, i: calc(Rational(1), le(i, by=nonnegative_terms), le(n - 1, by=assumption)),
    "by what is always so": lambda n, i: by(nonnegative_terms),
}


@pytest.mark.parametrize("how", BRANCH)
def test_cases_of_an_index_over_nothing(how: str) -> None:
    assert both_ways(lambda n: Rational(1) <= n - 1, lambda n, i, p: cases((i <= n - 1, BRANCH[how](n, i)))) == (False, True)


def test_cases_of_a_position_in_nothing() -> None:
    assert both_ways(lambda n: Rational(1) <= n - 1, lambda n, i, p: cases((p <= n - 1, BRANCH["by the order"](n, p)))) == (False, True)


def test_cases_of_an_index_over_nothing_leave_the_empty_range_out() -> None:
    for least, covered in ((1, False), (2, True)):
        n, i, _ = at_least(least)
        assert covers((), (as_claim(i <= n - 1),)) is covered
        assert covers((), (as_claim(n - 1 == i), as_claim(n - 1 > i))) is covered
        weights = nothing.distribution("w", n - 1)
        k = nothing.index("k", n - 1)
        assert covers((), (as_claim(Sum(weights[k], k) == 1),)) is covered


@pytest.mark.parametrize("kind", ["equal", "range", "constant", "entry", "implies"])
def test_a_hypothesis_about_an_index_over_nothing(kind: str) -> None:
    found = []
    for least in (1, 2):
        n, i, _ = at_least(least)
        z = nothing.vector("z", n - 1)
        h = hypothesis(
            {
                "equal": lambda i=i: x == 1 + 0 * i,
                "range": lambda i=i: x >= i,
                "constant": lambda i=i: forall(i, x >= 1),
                "entry": lambda i=i, z=z: x == 1 + z[i] - z[i],
                "implies": lambda i=i, z=z: forall(i, implies(z[i] == z[i], x >= 1)),
            }[kind]()
        )
        claim = x == 1 if kind in ("equal", "entry") else x >= 1
        found.append(proved(claim, h, nonnegative_terms))
    assert found == [False, True]


# ---------------------------------------------------------------- what replaces a variable has a value at the point, not around it
def test_a_root_at_the_end_of_its_domain_is_no_number_all_around() -> None:
    """x**2 == y makes y non-negative; sqrt(y) is such an x at y = 0, and at nothing below: |y| has no slope there."""
    equal = hypothesis(x**2 == y)
    steps = calc(abs_(y), eq(abs_(x**2), by=equal), eq(x**2, by=algebra), eq(y, by=equal))
    root = theorem("root", abs_(y) == y, given=[equal], proof=steps)
    assert establishes(root)
    assert not proved(D(abs_(y), y) == 1, root.at({x: sqrt(y)}), calculus, exp_log, given=[y >= 0])
    assert proved(abs_(y) == y, root.at({x: sqrt(y)}), exp_log, given=[y >= 0])
    assert not proved(abs_(y) == y, root.at({x: sqrt(y)}), exp_log)


def test_a_reciprocal_is_a_number_only_where_it_is_one() -> None:
    """x*y == 1 makes y nonzero; 1/y is such an x wherever it is a number."""
    one = hypothesis(x * y == 1)
    nonzero = cite("field", y != 0, given=[one])
    assert not proved(y != 0, nonzero.at({x: 1 / y}))
    assert proved(y != 0, nonzero.at({x: 1 / y}), given=[y > 0])
    assert not proved(D(abs_(y) / abs_(y), y) == 0, nonzero.at({x: 1 / y}), calculus)
    assert not proved(E(N / N) == 1, nonzero.at({x: 1 / y}))
