"""Bounds on the rank of a matrix, as facts about the ranks that a step mentions.  Trusted.

rank(M) <= rows, rank(M) <= columns       rank(A B) <= rank(A), rank(A B) <= rank(B)
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine, at_least_zero
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.names import Definition, Term
from checks.kernel.substitute import shape_of, unfold
from checks.kernel.walk import subterms


def rank_facts(terms: tuple[Term, ...], unfolds: frozenset[Definition]) -> tuple[Fact, ...]:
    """The bounds on every rank in these formulas, and on the ranks of their factors."""
    found: dict[Relation, None] = {}
    for x in terms:
        for s in subterms(x):
            if isinstance(s, t.Rank):
                found.update((r, None) for r in _bounds(s.arg, unfolds))
    return tuple(Fact(r, Origin.DECLARED, "bounds on the rank") for r in found)


def _bounds(m: Term, unfolds: frozenset[Definition]) -> Iterator[Relation]:
    for size in shape_of(m):
        if _natural(size):  # of a matrix of no rows the rank is 0, and n - 3 may be -2
            yield Relation(t.Rank(m), Rel.LE, size)
    match m:
        case t.MatMul(a, b) if len(shape_of(a)) == len(shape_of(b)) == 2:
            for factor in (a, b):
                yield Relation(t.Rank(m), Rel.LE, t.Rank(factor))
                yield from _bounds(factor, unfolds)
        case t.Apply(d, _) if d in unfolds and not d.indices:  # the ranks of both are one atom: definitions are unfolded in it
            yield from _bounds(unfold(m), unfolds)
        case _:
            pass


def _natural(size: Term) -> bool:
    try:
        return at_least_zero(affine(size), {})
    except NotAnInteger:
        return False
