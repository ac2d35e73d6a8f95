"""The larger of two numbers, absolute values, signs and indicators, by the cases that define them.  Trusted.

    maximum(a, b) = (a + b + abs(a - b)) / 2       minimum(a, b) = (a + b - abs(a - b)) / 2
    sign(x) = indicator(x > 0) - indicator(x < 0)  indicator(a <= b) = 1 - indicator(a - b > 0)

Each is read in that way wherever it stands.  With the reason `piecewise` a step may also be shown case by case: for a >= b and
for a <= b, for u >= 0 and u <= 0, for a relation and for its opposite.  The cases cover everything, as in a proof by cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from flint import fmpq

from checks.kernel import term as t
from checks.kernel.absolute import absolute
from checks.kernel.atoms import UNIT, Atom, Kind, Poly, constant, plus, scaled
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.facts import Clause, Fact
from checks.kernel.moves import Move
from checks.kernel.names import Definition, Term
from checks.kernel.occurrences import apart, defined, everywhere, free_indices_of, is_defined, occurrences
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign, implies
from checks.kernel.walk import claim_terms

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser

MOST = 5  # distinctions in one step
OPPOSITE = {Rel.EQ: Rel.NE, Rel.NE: Rel.EQ, Rel.LT: Rel.GE, Rel.GE: Rel.LT, Rel.GT: Rel.LE, Rel.LE: Rel.GT}
HALF = fmpq(1, 2)
BETWEEN = "the larger of two, and an absolute value, bound both"


# ---------------------------------------------------------------- reading
def of_two(n: Normaliser, x: t.Maximum | t.Minimum, env: Env) -> Poly:
    """maximum(a, b) and minimum(a, b) by the absolute value of a - b."""
    a, b = n.of(x.left, env), n.of(x.right, env)
    gap = scaled(absolute(n, n.reduced(plus(a, b, -1))), HALF if isinstance(x, t.Maximum) else -HALF)
    return plus(scaled(plus(a, b), HALF), gap)


def sign_of(n: Normaliser, p: Poly) -> Poly:
    return plus(indicated(n, Rel.GT, p), indicated(n, Rel.GT, scaled(p, -1)), -1)


def indicated(n: Normaliser, rel: Rel, p: Poly) -> Poly:
    """The indicator of `p rel 0`, by those of `> 0` and `== 0`."""
    match rel:
        case Rel.GE:
            return plus(constant(1), indicated(n, Rel.GT, scaled(p, -1)), -1)
        case Rel.LE:
            return plus(constant(1), indicated(n, Rel.GT, p), -1)
        case Rel.NE:
            return plus(constant(1), indicated(n, Rel.EQ, p), -1)
        case Rel.LT:
            return indicated(n, Rel.GT, scaled(p, -1))
        case _:
            return _positive_or_zero(n, rel, n.reduced(p))


def moved(n: Normaliser, atom: Atom, p: Poly) -> Poly:
    """The atom of an indicator with another formula compared with zero."""
    if not isinstance(atom.head, Rel):
        raise Stuck("an indicator of nothing")
    return indicated(n, atom.head, p)


def _positive_or_zero(n: Normaliser, rel: Rel, p: Poly) -> Poly:
    if not p:
        return constant(1 if rel is Rel.EQ else 0)
    if p.keys() == {UNIT}:
        return constant(1 if rel is Rel.GT and p[UNIT] > 0 else 0)
    if n.may(Move.PIECEWISE):
        known = n.cited.poly(p)
        if implies(known, Sign.POSITIVE if rel is Rel.GT else Sign.ZERO):
            return constant(1)
        if implies(known, Sign.NONPOSITIVE if rel is Rel.GT else Sign.NONZERO):
            return {}
    first = p[min(p)]
    p = scaled(p, 1 / (first if rel is Rel.EQ else abs(first)))
    return n.emit(Atom(Kind.INDICATOR, rel, polys=(n.key(p),)))


# ---------------------------------------------------------------- cases
@final
@dataclass(frozen=True, slots=True)
class Cases:
    """Two relations of which one holds, whatever the values are."""

    one: Relation
    other: Relation


def distinctions(r: Relation, cited: tuple[Claim, ...], unfolds: frozenset[Definition], known: tuple[Clause, ...]) -> tuple[Cases, ...]:
    """What may be distinguished in this step, the innermost first: each between numbers that are defined where it stands."""
    here = frozenset(i for x in claim_terms(r) for i in free_indices_of(x))
    out: dict[Cases, None] = {}
    for x, around in occurrences((*claim_terms(r), *(x for c in cited for x in claim_terms(c))), unfolds).items():
        if apart(x, around) and free_indices_of(x) <= here:
            out.update((c, None) for c in _cases(x) if is_defined(c.one, known))
    return tuple(out)[MOST - 1 :: -1] if len(out) > MOST else tuple(out)[::-1]


def _cases(x: Term) -> Iterator[Cases]:
    match x:
        case t.Maximum(a, b) | t.Minimum(a, b):
            yield Cases(Relation(a, Rel.GE, b), Relation(a, Rel.LE, b))
        case t.Func(t.Fn.ABS, u):
            yield Cases(Relation(u, Rel.GE, t.ZERO), Relation(u, Rel.LE, t.ZERO))
        case t.Func(t.Fn.SIGN, u):
            yield Cases(Relation(u, Rel.GT, t.ZERO), Relation(u, Rel.LE, t.ZERO))
            yield Cases(Relation(u, Rel.LT, t.ZERO), Relation(u, Rel.GE, t.ZERO))
        case t.Indicator(Relation(a, rel, b)):
            yield Cases(Relation(a, rel, b), Relation(a, OPPOSITE[rel], b))
        case _:
            pass


def bounds_of_two(r: Relation, unfolds: frozenset[Definition], known: tuple[Clause, ...]) -> tuple[Fact, ...]:
    """a, b <= maximum(a, b), minimum(a, b) <= a, b and u, -u <= abs(u) below bound indices, and of what is random."""
    found: dict[Fact, None] = {}
    for x, around in occurrences(claim_terms(r), unfolds).items():
        if not apart(x, around):  # elsewhere the cases say more
            found.update((everywhere(b, BETWEEN), None) for b in _bounds(x))
    return defined(found, known)


def _bounds(x: Term) -> Iterator[Relation]:
    match x:
        case t.Maximum(a, b):
            yield Relation(a, Rel.LE, x)
            yield Relation(b, Rel.LE, x)
        case t.Minimum(a, b):
            yield Relation(x, Rel.LE, a)
            yield Relation(x, Rel.LE, b)
        case t.Func(t.Fn.ABS, u):
            yield Relation(u, Rel.LE, x)
            yield Relation(t.Neg(u), Rel.LE, x)
        case t.Indicator():
            yield Relation(x, Rel.LE, t.ONE)
        case _:
            pass
