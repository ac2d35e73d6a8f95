"""The rank of a matrix: bounds and values, as facts about the ranks that a step mentions.  Trusted.

    rank(M) <= rows, columns                 rank(A B) <= rank(A), rank(B)        rank(A + B) <= rank(A) + rank(B)
    rank(c A) <= rank(A)                     rank(A.T) = rank(A)                  rank(outer(a, b)) <= 1
    rank(eye(n)) = n                         rank(zeros) = 0                      rank(diag(v)) = how many v_i != 0
    M[i, j] != 0  implies  rank(M) >= 1      rank(M) = 0, cited, gives M = 0

Each holds for all real matrices, so each may be used wherever the ranks stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine, at_least_zero, inside, whole
from checks.kernel.bind import free_indices
from checks.kernel.claim import Claim, Implies, Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.names import Definition, Index, Term
from checks.kernel.substitute import shape_of, unfold
from checks.kernel.walk import claim_terms, subterms


def rank_facts(step: Relation, cited: tuple[Fact, ...], unfolds: frozenset[Definition]) -> tuple[Fact, ...]:
    """What is known of every rank in these formulas, and of the ranks of their parts."""
    terms = claim_terms(step) + tuple(x for f in cited for x in claim_terms(f.claim))
    places = tuple(dict.fromkeys(_places(terms)))
    found: dict[Claim, None] = {}
    for x in terms:
        for s in subterms(x):
            if isinstance(s, t.Rank):
                found.update((c, None) for c in _bounds(s.arg, unfolds))
                found.update((c, None) for c in _nonzero(s.arg, places))
    facts = tuple(Fact(c, Origin.DECLARED, "bounds on the rank") for c in found)
    return facts + tuple(z for f in cited for z in _vanishing(f))


def _bounds(m: Term, unfolds: frozenset[Definition]) -> Iterator[Claim]:
    rank = t.Rank(m)
    for size in shape_of(m):
        if _natural(size):  # of a matrix of no rows the rank is 0, and n - 3 may be -2
            yield Relation(rank, Rel.LE, size)
    match m:
        case t.MatMul(a, b) if len(shape_of(a)) == len(shape_of(b)) == 2:
            for factor in (a, b):
                yield Relation(rank, Rel.LE, t.Rank(factor))
                yield from _bounds(factor, unfolds)
        case t.Add(a, b) | t.Sub(a, b):
            yield Relation(rank, Rel.LE, t.Add(t.Rank(a), t.Rank(b)))
            yield from _bounds(a, unfolds)
            yield from _bounds(b, unfolds)
        case t.Sum(k, low, high, body):
            yield Relation(rank, Rel.LE, t.Sum(k, low, high, t.Rank(body)))
            yield from _bounds(body, unfolds)
        case t.Mul(a, b) | t.Div(a, b) if not shape_of(a) or not shape_of(b):
            scaled = b if not shape_of(a) else a
            yield Relation(rank, Rel.LE, t.Rank(scaled))
            yield from _bounds(scaled, unfolds)
        case t.Neg(a) | t.Transpose(a):
            yield Relation(rank, Rel.LE, t.Rank(a))  # and back: as an equation it would lead from either side to the other for ever
            yield Relation(rank, Rel.GE, t.Rank(a))
            yield from _bounds(a, unfolds)
        case t.Outer():
            yield Relation(rank, Rel.LE, t.ONE)
        case t.Identity(n) if _natural(n):
            yield Relation(rank, Rel.EQ, n)
        case t.Zeros():
            yield Relation(rank, Rel.EQ, t.ZERO)
        case t.Diagonal(v):
            (n,) = shape_of(v)
            i = Index("i", "i", n)
            yield Relation(rank, Rel.EQ, t.Sum(i, t.ONE, n, t.Indicator(Relation(t.Entry(v, (i,)), Rel.NE, t.ZERO))))
        case t.Apply(d, _) if d in unfolds and not d.indices:  # the ranks of both are one atom: definitions are unfolded in it
            yield from _bounds(unfold(m), unfolds)
        case _:
            pass


def _nonzero(m: Term, places: tuple[Term, ...]) -> Iterator[Claim]:
    """One entry other than zero: any, or one at the fixed places that the step speaks of."""
    shape = shape_of(m)
    anywhere = tuple(Index(n, n, s) for n, s in zip("ij", shape, strict=True))
    within = [[p for p in places if _lies_in(p, s)] for s in shape]
    for at in (anywhere, *product(*within)):
        yield Implies(Relation(t.Entry(m, at), Rel.NE, t.ZERO), Relation(t.Rank(m), Rel.GE, t.ONE))


def _places(terms: tuple[Term, ...]) -> Iterator[Term]:
    """The fixed indices of the entries in these formulas."""
    for x in terms:
        for s in subterms(x):
            if isinstance(s, t.Entry):
                yield from (i for i in s.indices if all(k.fixed for k in free_indices(i)))


def _lies_in(place: Term, size: Term) -> bool:
    try:
        return inside(affine(place), (whole(1), affine(size)), {})
    except NotAnInteger:
        return False


def _vanishing(f: Fact) -> Iterator[Fact]:
    """M = 0 from a cited rank(M) = 0 or rank(M) <= 0, on the same conditions."""
    match f.claim:
        case Relation(t.Rank(m), Rel.EQ | Rel.LE, t.Num(v)) | Relation(t.Num(v), Rel.EQ | Rel.GE, t.Rank(m)) if v == 0:
            yield replace(f, claim=Relation(m, Rel.EQ, t.Zeros(shape_of(m))))
        case _:
            pass


def _natural(size: Term) -> bool:
    try:
        return at_least_zero(affine(size), {})
    except NotAnInteger:
        return False
