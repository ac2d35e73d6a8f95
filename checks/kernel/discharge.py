"""Does this side condition follow from what is declared, given and assumed?  Trusted.

Discharging may unfold definitions and use hypotheses without their being cited; the evidence names what was used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import final

from flint import fmpq

from checks.kernel import sums
from checks.kernel import term as t
from checks.kernel.affine import Affine, NotAnInteger, affine, at_least_zero, inside, name_form, same_integer, surely_positive, whole
from checks.kernel.atoms import Kind, Mono, Poly, plus, single
from checks.kernel.claim import Claim, Relation
from checks.kernel.facts import Clause
from checks.kernel.match import Matcher
from checks.kernel.moves import Move
from checks.kernel.names import Family, Index, Term, Variable
from checks.kernel.normal import Moves, Normaliser
from checks.kernel.obligations import Impossible, Integrable, Obligation, Place, Under, Within
from checks.kernel.rewrite import Rewriter
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign
from checks.kernel.signs import Signs
from checks.kernel.substitute import unfold, unfold_entry
from checks.kernel.walk import bound_index, children, claim_terms, with_children

GENEROUS = frozenset({Move.EXP_LOG, Move.DELTA, Move.MEAN, Move.CALCULUS})


@final
@dataclass(frozen=True, slots=True)
class Discharged:
    """The condition holds; `evidence` names the facts it was drawn from."""

    obligation: Obligation
    evidence: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Open:
    """The condition does not follow from what is known."""

    obligation: Obligation


def normaliser(moves: Moves, facts: tuple[Clause, ...], equations: tuple[Clause, ...], *, binding: bool) -> Normaliser:
    """A normaliser whose side conditions may use `facts`, and whose rewriting uses `equations`.

    `binding`: it proves a step, so beside side conditions only what is cited counts.
    """
    signs = Signs(facts)
    made = Normaliser(moves, signs, Rewriter(equations))
    signs.n = made
    if binding:
        made.cited = Signs(equations, binding=True)
        made.cited.n = made
    return made


@lru_cache(maxsize=32)
def discharger(facts: tuple[Clause, ...]) -> Discharger:
    """The discharger for these facts: the steps of one proof mostly share it, and what it has found."""
    return Discharger(facts)


class Discharger:
    """Discharges obligations from some facts, in a table of its own."""

    def __init__(self, facts: tuple[Clause, ...]) -> None:
        self.facts = facts
        self.n = normaliser(Moves(GENEROUS, frozenset(), unfolds_all=True), facts, facts, binding=False)
        self._answers: dict[Under, Discharged | Open] = {}
        self._moment_patterns = self._patterns([x for c in facts for x in moments(c)])

    def discharge(self, under: Under) -> Discharged | Open:
        """By declarations and signs alone if that suffices; with the equations in scope used as well, otherwise."""
        if isinstance(under.obligation.condition, Within) and _declared_within(under.obligation.condition, under.obligation.place):
            return Discharged(under.obligation, ())
        found = self._answers.get(under)
        if found is None:
            with self.n.rewriter.paused():
                found = self._discharge(under)
            if isinstance(found, Open):
                found = self._discharge(under)
            self._answers[under] = found
        return found

    def _discharge(self, under: Under) -> Discharged | Open:
        o = under.obligation
        n = self.n
        n.signs.used.clear()
        n.rewriter.used.clear()
        try:
            with ExitStack() as stack:
                env: dict[Term, Affine] = {}
                if self._opens(o.place, env) is False:
                    return Discharged(o, ("empty range",))
                for premise in under.premises:
                    stack.enter_context(n.signs.assuming(premise))
                stack.enter_context(n.binding(mean=o.place.mean))
                guards = [n.reduced(n.of(w, env)) for w in o.place.absorbed]
                absorbed = any(n.signs.poly(w) is Sign.ZERO for w in guards)
                for w in guards:
                    stack.enter_context(n.signs.guarded(n.signs.positive_factors(w)))
                holds = absorbed or self._holds(o, env)
        except Stuck:
            return Open(o)
        return Discharged(o, self.evidence()) if holds else Open(o)

    def _opens(self, place: Place, env: dict[Term, Affine]) -> bool:
        """Fresh names for the bound indices around; False where a range is empty for every size."""
        for i, low, high in place.bound:
            bounds = (self.n.index(low, env), self.n.index(high, env))
            gap = bounds[0].plus(bounds[1], -1).plus(whole(-1))
            if at_least_zero(gap, self.n.ranges):
                return False
            env[i] = name_form(self.n.fresh(bounds))
        return True

    def _holds(self, o: Obligation, env: dict[Term, Affine]) -> bool:
        match o.condition:
            case Relation() as r:
                return self.n.signs.claim(r, env)
            case Within(index, size):
                try:
                    value, bounds = affine(index).replaced(env), (whole(1), affine(size).replaced(env))
                except NotAnInteger:
                    return False
                return inside(value, bounds, self.n.ranges)
            case Integrable(body):
                return self.integrable(body, env)
            case Impossible():
                return False

    def holds(self, c: Claim) -> bool:
        """The claim, which is defined, follows from the facts."""
        self.n.signs.used.clear()
        self.n.rewriter.used.clear()
        return self.n.signs.claim(c, {})

    def evidence(self) -> tuple[str, ...]:
        """The names of the facts that the last answer was drawn from."""
        return (*self.n.signs.used, *dict.fromkeys(u.clause.fact.name for u in self.n.rewriter.used))

    # ------------------------------------------------------------ integrability
    def integrable(self, body: Term, env: dict[Term, Affine]) -> bool:
        """Every product that occurs in `body` before anything cancels has a moment in some fact, family by family."""
        n = self.n
        with n.rewriter.paused():
            p = n.of(without_signs(body), env)
        return all(self._product(m) for m in n.reduced(self._spread(p)))

    def _spread(self, p: Poly) -> Poly:
        """Sums opened: the mean of a finite sum exists if that of every term does."""
        n = self.n
        out: Poly = {}
        for m, c in p.items():
            opened: Poly = {(): c}
            for a, e in m:
                atom = n.atoms[a]
                factor = single(a, e)
                if atom.kind is Kind.SUM and e.q == 1 and e > 0 and self._families(a):
                    factor = {(): c / c}
                    for _ in range(int(e.p)):
                        factor = n.times(factor, self._spread(sums.opened_sum(n, atom)[1]))
                opened = n.times(opened, factor)
            out = plus(out, opened)
        return out

    def _families(self, a: int) -> frozenset[Family]:
        return frozenset(v.family for v in self.n.names(a) if isinstance(v, Variable) and v.family is not None)

    def _product(self, m: Mono) -> bool:
        groups: dict[Family, Mono] = {}
        for a, e in m:
            mine = self._families(a)
            if self.n.atoms[a].kind in (Kind.SIN, Kind.COS, Kind.TANH, Kind.INDICATOR, Kind.DELTA) and e > 0:
                continue  # bounded
            if len(mine) > 1:
                return False
            for f in mine:
                groups[f] = (*groups.get(f, ()), (a, e))
        return all(self._moment(g) for g in groups.values())

    def _moment(self, m: Mono) -> bool:
        """A moment that some fact mentions, or one of degree at most two in variables with second moments."""
        if self._mentioned(m):
            return True
        entries = [(a, e) for a, e in m if self.n.atoms[a].kind is Kind.ENTRY and e in (1, 2)]
        if len(entries) != len(m) or sum(int(e.p) for _, e in m) > 2:
            return False
        return all(self._mentioned(((a, fmpq(2)),)) for a, _ in m)

    def _mentioned(self, m: Mono) -> bool:
        for pattern, wild, name in self._moment_patterns:
            matcher = Matcher(self.n, wild)
            if any(matcher.in_range(found) for found in matcher.monos(pattern, m, {})):
                self.n.signs.used[name] = None
                return True
        return False

    def _patterns(self, mentions: list[tuple[Term, Clause]]) -> list[tuple[Mono, frozenset[Index], str]]:
        """The products whose moments the facts mention, each with its pattern indices and the name of the fact."""
        out: list[tuple[Mono, frozenset[Index], str]] = []
        for body, clause in mentions:
            try:
                with self.n.rewriter.paused():
                    p = self.n.of(without_signs(body))
            except Stuck:
                continue
            if len(p) == 1:  # the mean of X + Y may exist where neither that of X nor that of Y does
                (m,) = p
                names = frozenset[Term]().union(*(self.n.names(a) for a, _ in m))
                out.append((m, frozenset(i for i in clause.pattern if i in names), clause.fact.name))
        return out


def _declared_within(w: Within, at: Place) -> bool:
    """A free index over the size itself: true by declaration."""
    i = w.index
    return isinstance(i, Index) and all(i is not k for k, _, _ in at.bound) and same_integer(i.over, w.size)


def moments(c: Clause) -> list[tuple[Term, Clause]]:
    """The bodies of the expectations that a fact speaks of: it asserts that they exist, unless it may speak of nothing."""
    if c.premises or not all(surely_positive(i.over) for i in c.pattern):
        return []
    out: list[tuple[Term, Clause]] = []
    for x in claim_terms(c.relation):
        for s in asserted(x):
            match s:
                case t.Mean(body):
                    out.append((body, c))
                case t.Variance(body):
                    out += [(t.Mul(body, body), c), (body, c)]
                case t.Covariance(a, b):
                    out += [(t.Mul(a, b), c), (a, c), (b, c)]
                case _:
                    pass
    return out


def asserted(x: Term) -> Iterator[Term]:
    """The subterms of x that exist if x has a value, at the names x is about: not below a bound index, nor in a logarithm (0 log)."""
    yield x
    if bound_index(x) is None and not (isinstance(x, t.Func) and x.fn is t.Fn.LOG):
        for c in children(x):
            yield from asserted(c)


def without_signs(x: Term) -> Term:
    """x with every minus made a plus: its products are those of x, and none cancels."""
    match x:
        case t.Sub(a, b):
            return t.Add(without_signs(a), without_signs(b))
        case t.Neg(a):
            return without_signs(a)
        case t.Num(v):
            return t.Num(abs(v))
        case t.Add() | t.Mul() | t.MatMul() | t.Transpose() | t.Trace() | t.Outer():
            return with_children(x, tuple(without_signs(c) for c in children(x)))
        case t.Div(a, b):
            return t.Div(without_signs(a), b)
        case t.Sum(k, low, high, body):
            return t.Sum(k, low, high, without_signs(body))
        case t.Product(k, low, high, body):
            return t.Product(k, low, high, without_signs(body))
        case t.Entry(t.Apply(d, _) as base, indices) if d.indices:
            return without_signs(unfold_entry(base, indices))
        case t.Entry(base, indices):
            return t.Entry(without_signs(base), indices)
        case t.Pow(a, t.Num(v)) if v > 0:
            return t.Pow(without_signs(a), t.Num(v))
        case t.Apply(d, _) if not d.indices:
            return without_signs(unfold(x))
        case _:
            return x
