"""Whole numbers near a number: floor, ceiling, and the nearest one, an even one where two are as near.  Trusted.

    floor(x) <= x < floor(x) + 1          x <= ceiling(x) < x + 1           x - 1/2 <= round_(x) <= x + 1/2
    x <= y gives f(x) <= f(y)             f(n) = n for whole n              floor(x + n) = floor(x) + n

for f any of the three.  So x <= n gives f(x) <= n, and n <= x gives n <= f(x): a rounded number leaves no range with whole ends.
round_(x + n) = round_(x) + n is false for odd n at a tie, and is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine
from checks.kernel.atoms import Atom, Kind, Mono, Poly, is_integer, plus, scaled
from checks.kernel.claim import Claim, Implies, Rel, Relation
from checks.kernel.facts import Clause, Fact
from checks.kernel.moves import Move
from checks.kernel.names import Definition, Term
from checks.kernel.occurrences import defined, everywhere, free_indices_of, occurrences
from checks.kernel.walk import bound_index, children, claim_terms

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

ROUNDINGS = (t.Fn.FLOOR, t.Fn.CEILING, t.Fn.ROUND)
WHOLE = (Kind.SIZE, Kind.INDEX, Kind.FLOOR, Kind.ROUND, Kind.DELTA, Kind.INDICATOR)
HALF = t.Num(Fraction(1, 2))
MOST = 8  # whole numbers that a rounded one is compared with
NEAR = "what rounding does"


# ---------------------------------------------------------------- reading
def rounded(n: Normaliser, fn: t.Fn, p: Poly) -> Poly:
    """floor(p), ceiling(p) = -floor(-p), or round_(p)."""
    p = n.reduced(p)
    if fn is t.Fn.CEILING:
        return scaled(rounded(n, t.Fn.FLOOR, scaled(p, -1)), -1)
    kind = Kind.FLOOR if fn is t.Fn.FLOOR else Kind.ROUND
    if not n.may(Move.ROUNDING):
        return n.emit(Atom(kind, polys=(n.key(p),)))
    whole = {m: c for m, c in p.items() if c.q == 1 and _whole(n, m)}
    rest = plus(p, whole, -1)
    if not rest:
        return p
    if kind is Kind.ROUND:
        return n.emit(Atom(kind, polys=(n.key(p),)))
    return plus(whole, n.emit(Atom(kind, polys=(n.key(rest),))))


def _whole(n: Normaliser, m: Mono) -> bool:
    return all(n.atoms[a].kind in WHOLE and is_integer(e) and e > 0 for a, e in m)


# ---------------------------------------------------------------- facts
def rounding_facts(r: Relation, unfolds: frozenset[Definition], known: tuple[Clause, ...]) -> tuple[Fact, ...]:
    """What is known of every rounded number in the step."""
    found = occurrences(claim_terms(r), unfolds)
    rounded_ones = [x for x in found if isinstance(x, t.Func) and x.fn in ROUNDINGS]
    ends = tuple(dict.fromkeys(c for x in claim_terms(r) for c in _ends(x)))[:MOST]
    claims: dict[Claim, None] = {}
    for x in rounded_ones:
        claims.update((c, None) for c in _near(x))
        claims.update((c, None) for c in _within(x, ends))
        claims.update((c, None) for y in rounded_ones[:MOST] if y.fn is x.fn and y != x for c in _order(x, y))
    return defined((everywhere(c, NEAR) for c in claims), known)


def _near(x: t.Func) -> Iterator[Claim]:
    u = x.arg
    match x.fn:
        case t.Fn.FLOOR:
            yield Relation(x, Rel.LE, u)
            yield Relation(u, Rel.LT, t.Add(x, t.ONE))
        case t.Fn.CEILING:
            yield Relation(u, Rel.LE, x)
            yield Relation(x, Rel.LT, t.Add(u, t.ONE))
        case _:
            yield Relation(x, Rel.LE, t.Add(u, HALF))
            yield Relation(t.Sub(u, HALF), Rel.LE, x)


def _within(x: t.Func, ends: tuple[Term, ...]) -> Iterator[Claim]:
    """A whole number that bounds x bounds what x is rounded to."""
    for c in ends:
        yield Implies(Relation(x.arg, Rel.LE, c), Relation(x, Rel.LE, c))
        yield Implies(Relation(c, Rel.LE, x.arg), Relation(c, Rel.LE, x))


def _order(x: t.Func, y: t.Func) -> Iterator[Claim]:
    yield Implies(Relation(x.arg, Rel.LE, y.arg), Relation(x, Rel.LE, y))


def _ends(x: Term) -> Iterator[Term]:
    """The whole numbers, sizes and sums of them that a formula is made of, and their opposites."""
    try:
        affine(x)
    except NotAnInteger:
        if not isinstance(x, t.Entry) and bound_index(x) is None:
            for c in children(x):
                yield from _ends(c)
        return
    if not free_indices_of(x):
        yield x
        yield t.Neg(x)
