"""When is this formula defined?  Every side condition, collected from the tree as written, through definitions.  Trusted.

Nothing has been simplified when this is called: x/x asks for x != 0.  Under a factor w the conditions of a logarithm, and those
inside its argument, are only needed where w > 0 (0 log 0 = 0); +, -, * and Sum pass that on, nothing else does, and never below
a derivative or an expectation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine
from checks.kernel.bind import random_variables
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.names import Index, Recurrence, Size, Term, Variable
from checks.kernel.substitute import argument_map, shape_of, substitute, substitute_claim, unfold, unfold_entry
from checks.kernel.walk import children

Bound: TypeAlias = tuple[Index, Term, Term]  # an index and the ends of its range


@final
@dataclass(frozen=True, slots=True)
class Within:
    """1 <= index <= size."""

    index: Term
    size: Term


@final
@dataclass(frozen=True, slots=True)
class Integrable:
    """E[body] exists."""

    body: Term


@final
@dataclass(frozen=True, slots=True)
class Impossible:
    """Nothing in the kernel can discharge it: says what would be needed."""

    says: str


Condition: TypeAlias = Relation | Within | Integrable | Impossible


@final
@dataclass(frozen=True, slots=True)
class Place:
    """Where in a formula: the bound indices, the factors that guard, the random variables of the expectation around."""

    bound: tuple[Bound, ...] = ()
    guards: tuple[Term, ...] = ()  # of a logarithm here
    absorbed: tuple[Term, ...] = ()  # of anything here: we are inside the argument of a guarded logarithm
    mean: frozenset[Variable] = frozenset()
    differentiated: bool = False

    def plain(self) -> Place:
        """The same place, where no factor outside reaches a logarithm."""
        return replace(self, guards=())

    def factor(self, w: Term) -> Place:
        return self if self.differentiated or self.mean else replace(self, guards=(*self.guards, w))


@final
@dataclass(frozen=True, slots=True)
class Obligation:
    condition: Condition
    place: Place


def of_term(x: Term, at: Place | None = None) -> Iterator[Obligation]:
    """The side conditions of a formula."""
    at = at or Place()
    match x:
        case Variable(facts=Recurrence(index, _, start, step)):
            yield from of_term(start, at.plain())
            yield from _bound(index, t.ONE, index.over, step, at.plain())  # whatever the entry before may be
        case t.Add(a, b) | t.Sub(a, b):
            yield from of_term(a, at)
            yield from of_term(b, at)
        case t.Neg(a):
            yield from of_term(a, at)
        case t.Mul(a, b):
            yield from of_term(a, at if shape_of(b) else at.factor(b))
            yield from of_term(b, at if shape_of(a) else at.factor(a))
        case t.Div(a, b):
            yield _needs(Relation(b, Rel.NE, t.ZERO), at)
            yield from of_term(a, at.plain())
            yield from of_term(b, at.plain())
        case t.Pow(a, b):
            yield from _power(a, b, at)
        case t.Func():
            yield from _function(x, at)
        case t.Sum(k, low, high, body):
            yield from _bound(k, low, high, body, at)
        case t.Product(k, low, high, body):
            yield from _bound(k, low, high, body, at.plain())  # no factor outside reaches a logarithm in one of many factors
        case t.Average(k, weights, body):
            yield from of_term(weights, at.plain())
            fresh = _name_at(k, len(at.bound))
            inside = replace(at, bound=(*at.bound, (fresh, t.ONE, k.over))).factor(t.Entry(weights, (fresh,)))
            yield from of_term(substitute(body, {k: fresh}), inside)
        case t.Entry():
            yield from _entry(x, at)
        case t.Apply():
            yield from _applied(x, at)
        case t.Derivative(body, target):
            yield from of_term(target, at.plain())
            yield from of_term(body, replace(at.plain(), differentiated=True))
        case t.Mean(a):
            yield from _mean(t.Mean(a), (a,), at)
        case t.Variance(a):
            yield from _mean(x, (t.Mul(a, a), a), at)
        case t.Covariance(a, b):
            yield from _mean(x, (t.Mul(a, b), a, b), at)
        case t.Indicator() | t.Rank() | t.Max() | t.Min() if at.differentiated:
            yield Obligation(Impossible("the derivative of something that jumps"), at)
        case t.Max(k, body) | t.Min(k, body):
            yield _needs(Relation(k.over, Rel.GE, t.ONE), at)
            yield from _bound(k, t.ONE, k.over, body, at.plain())
        case t.Maximum(a, b) | t.Minimum(a, b):
            if at.differentiated:
                yield _needs(Relation(a, Rel.NE, b), at)
            yield from of_term(a, at.plain())
            yield from of_term(b, at.plain())
        case t.Norm(a) if at.differentiated:
            yield _needs(Relation(x, Rel.NE, t.ZERO), at)
            yield from of_term(a, at.plain())
        case _:
            for c in children(x):
                yield from of_term(c, at.plain())


def _needs(r: Relation, at: Place) -> Obligation:
    return Obligation(r, at)


def _bound(k: Index, low: Term, high: Term, body: Term, at: Place) -> Iterator[Obligation]:
    fresh = _name_at(k, len(at.bound))
    yield from of_term(substitute(body, {k: fresh}), replace(at, bound=(*at.bound, (fresh, low, high))))


@lru_cache(maxsize=10_000)
def _name_at(k: Index, depth: int) -> Index:
    """A name of its own for a bound index: guards outside may mention another k.  One for each depth, so that the same
    condition met twice is the same condition."""
    return Index(k.name, k.tex, k.over)


def _power(a: Term, b: Term, at: Place) -> Iterator[Obligation]:
    match a, b:
        case ((t.Func(t.Fn.ABS, u) | t.Norm(u)), t.Num(v)) if v > 0 and v.denominator == 1 and v.numerator % 2 == 0:
            yield from of_term(u, at.plain())  # read as a power of u**2, or of the sum of squares: smooth where u is
            return
        case _:
            pass
    yield from of_term(a, at.plain())
    yield from of_term(b, at.plain())
    match b:
        case t.Num(v) if v.denominator == 1:
            if v < 0:
                yield _needs(Relation(a, Rel.NE, t.ZERO), at)
        case t.Neg(t.Num(v)) if v.denominator == 1:
            yield _needs(Relation(a, Rel.NE, t.ZERO), at)
        case t.Num(v) if v > 0:
            yield _needs(Relation(a, Rel.GT if at.differentiated else Rel.GE, t.ZERO), at)
        case _:
            if not _natural(b):
                yield _needs(Relation(a, Rel.GT, t.ZERO), at)
            elif at.differentiated:  # the kernel writes the derivative of a**n as n a**n a' / a
                yield _needs(Relation(a, Rel.NE, t.ZERO), at)


def _natural(b: Term) -> bool:
    """A sum of sizes, indices and positive numbers: a natural number as it stands."""
    try:
        form = affine(b)
    except NotAnInteger:
        return False
    return form.const >= 0 and all(c > 0 for _, c in form.terms)


def _function(x: t.Func, at: Place) -> Iterator[Obligation]:
    match x.fn:
        case t.Fn.LOG:
            inside = replace(at, absorbed=(*at.absorbed, *at.guards), guards=())
            yield Obligation(Relation(x.arg, Rel.GT, t.ZERO), inside)
            yield from of_term(x.arg, inside)
            return
        case t.Fn.SQRT:
            yield _needs(Relation(x.arg, Rel.GT if at.differentiated else Rel.GE, t.ZERO), at)
        case t.Fn.ABS if at.differentiated:
            yield _needs(Relation(x.arg, Rel.NE, t.ZERO), at)
        case fn if fn in t.JUMPING and at.differentiated:
            yield Obligation(Impossible("the derivative of something that jumps"), at)
        case _:
            pass
    yield from of_term(x.arg, at.plain())


def _entry(x: t.Entry, at: Place) -> Iterator[Obligation]:
    for i, size in zip(x.indices, shape_of(x.base), strict=True):
        yield Obligation(Within(i, size), at)
    match x.base:
        case Variable():
            yield from of_term(x.base, at.plain())
        case t.Apply(d, _) as base if d.indices:
            yield from _arguments(base, at)
            yield from of_term(unfold_entry(base, x.indices), at)
        case _:
            yield from of_term(x.base, at.plain())


def _applied(x: t.Apply, at: Place) -> Iterator[Obligation]:
    d = x.definition
    yield from _arguments(x, at)
    if not d.indices:
        yield from of_term(unfold(x), at)
        return
    fresh = tuple(_entry_name(i, size, len(at.bound)) for i, size in zip(d.indices, shape_of(x), strict=True))
    bound = tuple((i, t.ONE, i.over) for i in fresh)
    yield from of_term(unfold_entry(x, fresh), replace(at.plain(), bound=at.bound + bound))


@lru_cache(maxsize=10_000)
def _entry_name(i: Index, size: Term, depth: int) -> Index:
    return Index(i.name, i.tex, size)


def _arguments(x: t.Apply, at: Place) -> Iterator[Obligation]:
    """An argument is defined as an array, and as large as the parameter was declared; where it is used, the body asks again."""
    for a in x.args:
        yield from of_term(a, at.plain())
    for size, actual in argument_map(x).items():
        if isinstance(size, Size) and actual is not size:
            yield _needs(Relation(actual, Rel.GE, t.Num(Fraction(size.at_least))), at.plain())


def _mean(x: Term, moments: tuple[Term, ...], at: Place) -> Iterator[Obligation]:
    if at.differentiated:
        yield Obligation(Impossible("exchanging a derivative and an expectation"), at)
    for m in moments:
        yield Obligation(Integrable(m), at)
    names = frozenset[Variable]().union(*(random_variables(m) for m in moments))
    # a guard outside speaks of one outcome; inside, the same variables are bound and take every outcome
    absorbed = tuple(w for w in at.absorbed if random_variables(w).isdisjoint(names))
    inside = replace(at.plain(), absorbed=absorbed, mean=at.mean | names)
    for c in children(x):
        yield from of_term(c, inside)


@final
@dataclass(frozen=True, slots=True)
class Under:
    """Obligations of a claim's formula, under premises that may be assumed there."""

    premises: tuple[Claim, ...]
    obligation: Obligation


def of_claim(c: Claim, premises: tuple[Claim, ...] = (), at: Place | None = None) -> Iterator[Under]:
    """The side conditions of a claim; the conclusion of an implication may use its premise."""
    at = at or Place()
    match c:
        case Relation(a, _, b):
            for o in (*of_term(a, at), *of_term(b, at)):
                yield Under(premises, o)
        case Forall(indices, body):
            fresh = {i: Index(i.name, i.tex, i.over) for i in indices}
            bound = tuple((i, t.ONE, i.over) for i in fresh.values())
            yield from of_claim(substitute_claim(body, dict(fresh.items())), premises, replace(at, bound=at.bound + bound))
        case Both(parts):
            for p in parts:
                yield from of_claim(p, premises, at)
        case Implies(a, b):
            yield from of_claim(a, premises, at)
            yield from of_claim(b, (*premises, a), at)
        case Iff(a, b):
            yield from of_claim(a, premises, at)
            yield from of_claim(b, premises, at)
        case Maximises(point, _, objective, extra):
            for x in (point, objective):
                for o in of_term(x, at):
                    yield Under(premises, o)
            for p in extra:
                yield from of_claim(p, premises, at)
        case _:
            raise TypeError(f"not a claim: {c!r}")
