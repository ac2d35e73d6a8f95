"""Which line would give an open side condition?  A hypothesis, a declaration, or the news that nothing can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import final

from checks import outcome as o
from checks.kernel import term as t
from checks.kernel.affine import Affine, NotAnInteger, affine
from checks.kernel.bind import claim_free
from checks.kernel.check import Derivation
from checks.kernel.claim import Both, Claim, Forall, Implies, Rel, Relation
from checks.kernel.names import Domain, Free, Index, Simplex, Size, Term, Variable
from checks.kernel.obligations import Integrable, Under, Within
from checks.kernel.text import claim_text
from checks.run.side_conditions import as_claim, condition
from checks.run.typed import typed, typed_claim
from checks.tactics.prove import Job, attempt
from checks.tactics.scope import Names

ALTERNATIVE = " or  "  # between two lines of which either is enough


@final
class Settled(Enum):
    """What needs no hypothesis: it holds for all values, or for none."""

    ALWAYS = "always"
    NEVER = "never"


def side_condition(job: Job, open_: Sequence[Under], names: Names) -> o.Undecided:
    """What does not follow, and the hypotheses or declarations that would give it."""
    each = _different(job, open_)
    needs = o.Shown(", ".join(condition(u).text for u in each), r",\quad ".join(condition(u).tex for u in each))
    never = [condition(u).text for u in each if _asked(u) is Settled.NEVER]
    if never:
        return o.Undecided(o.Why.SIDE_CONDITION, needs, advice=f"{never[0]} holds for no values: the formula itself has to change")
    advice = "; ".join((*_advice(each), *_resembling(job, each, names)))
    return o.Undecided(o.Why.SIDE_CONDITION, needs, advice=advice, write=_lines(job, each, names))


def _different(job: Job, open_: Sequence[Under]) -> tuple[Under, ...]:
    """Those that are not another one in other words: `x + y > 0` is `y + x > 0`."""
    kept: list[Under] = []
    for u in open_:
        if not any(condition(u) == condition(v) or _same(job, u, v) for v in kept):
            kept.append(u)
    return tuple(kept)


def _same(job: Job, u: Under, v: Under) -> bool:
    if u.obligation.place != v.obligation.place:
        return False
    match u.obligation.condition, v.obligation.condition:
        case Relation(a, rel, c), Relation(b, other, d) if rel is other and c == d:
            pass
        case Integrable(a), Integrable(b):
            pass
        case _:
            return False
    return isinstance(attempt(replace(job, relation=Relation(a, Rel.EQ, b), by=())), Derivation)


def _lines(job: Job, each: Sequence[Under], names: Names) -> str:
    """One `given=` for all that a hypothesis can give, and what has to be declared; or one declaration for each."""
    claims = tuple(dict.fromkeys(c for u in each if not isinstance(c := _asked(u), Settled)))
    ranges = tuple(c for u in each if isinstance(u.obligation.condition, Within) for c in (_asked(u),) if not isinstance(c, Settled))
    assumed = [f"hypothesis({typed_claim(c, names, job.relation)})" for c in _without_implied(claims) if c not in ranges]
    for u in each:
        if isinstance(u.obligation.condition, Integrable):
            mean = typed(t.Mean(u.obligation.condition.body), names)
            assumed.append(f"hypothesis({mean} == {mean})")
    declared = [_declare(c, names) for c in claims]
    sizes = dict.fromkeys(d for c in ranges if (d := _declare(c, names)))  # a hypothesis says nothing of ranges
    given = "; ".join((*sizes, *([f"given=[{', '.join(assumed)}]"] if assumed else [])))
    instead = "; ".join(dict.fromkeys(declared)) if all(declared) and not any(map(_of_a_mean, each)) else ""
    return ALTERNATIVE.join(dict.fromkeys(x for x in (given, instead) if x))


def _of_a_mean(u: Under) -> bool:
    return isinstance(u.obligation.condition, Integrable)


def _without_implied(claims: Sequence[Claim]) -> Iterator[Claim]:
    """`x != 0` says nothing beside `x > 0`."""
    for c in claims:
        match c:
            case Relation(x, Rel.NE, zero) if Relation(x, Rel.GT, zero) in claims:
                pass
            case _:
                yield c


def _asked(u: Under) -> Claim | Settled:
    """The claim that a hypothesis would have to make."""
    claim = as_claim(u.obligation)
    if claim is None:
        return Settled.ALWAYS  # nothing that a hypothesis could say in this form
    if isinstance(u.obligation.condition, Within) and isinstance(claim, Both):
        parts = tuple(dict.fromkeys(_worst(c) for c in claim.parts if isinstance(c, Relation)))
        if Settled.NEVER in parts:
            return Settled.NEVER
        left = [p for p in parts if not isinstance(p, Settled)]
        return left[0] if len(left) == 1 else Both(tuple(left)) if left else Settled.ALWAYS
    return _settled(_simpler(claim))


def _simpler(c: Claim) -> Claim:
    """What is asked where w > 0, of w / x and of x, is that x > 0."""
    match c:
        case Forall(indices, body):
            inner = _simpler(body)
            left = tuple(i for i in indices if i in claim_free(inner))
            return Forall(left, inner) if left else inner
        case Implies(Relation(w, Rel.GT, t.Num(zero)), Relation(t.Div(over, x), Rel.GT, t.Num(bound))) if w == over and zero == bound == 0:
            return Relation(x, Rel.GT, t.ZERO)
        case Implies(Relation(_, Rel.GT, _), Relation(x, Rel.NE, t.Num(zero)) as asked) if zero == 0 and isinstance(x, Variable):
            return asked
        case _:
            return c


def _settled(c: Claim) -> Claim | Settled:
    """`c` without what numbers alone decide."""
    match c:
        case Relation(a, rel, b):
            try:
                difference = affine(a).plus(affine(b), -1)
            except NotAnInteger:
                return c
            return c if difference.terms else _compare(difference.const, rel)
        case Implies(premise, conclusion):
            p, q = _settled(premise), _settled(conclusion)
            if p is Settled.NEVER or q is Settled.ALWAYS:
                return Settled.ALWAYS
            if isinstance(p, Settled):
                return q
            return c if isinstance(q, Settled) else Implies(p, q)
        case Forall(indices, body):
            inner = _settled(body)
            return inner if isinstance(inner, Settled) else Forall(indices, inner)
        case _:
            return c


def _compare(difference: int, rel: Rel) -> Settled:
    holds = {
        Rel.EQ: difference == 0, Rel.NE: difference != 0, Rel.LE: difference <= 0, Rel.LT: difference < 0, Rel.GE: difference >= 0,
        Rel.GT: difference > 0,
    }[rel]  # fmt: skip
    return Settled.ALWAYS if holds else Settled.NEVER


def _worst(c: Relation) -> Claim | Settled:
    """`a <= b` between integers, at the values of its free indices that make it hardest."""
    try:
        gap = affine(c.right).plus(affine(c.left), -1)
    except NotAnInteger:
        return c
    loose = [n for n in gap.names() if isinstance(n, Index) and not n.fixed]
    if any(len(key) > 1 for key, _ in gap.terms):
        return c
    ends: dict[Term, Affine] = {i: affine(i.over) if dict(gap.terms)[i,] < 0 else Affine(1, frozenset()) for i in loose}
    at = gap.replaced(ends)
    if not at.terms:
        return Settled.ALWAYS if at.const >= 0 else Settled.NEVER
    match tuple(at.terms):
        case (((Size() as n,), 1),):
            return Relation(t.Num(Fraction(-at.const)), Rel.LE, n) if at.const < 0 else Settled.ALWAYS
        case _:
            return c


def _declare(c: Claim, names: Names) -> str:
    """The declaration that says so, for a variable that is to be positive (or not zero), and for a size."""
    match c:
        case Relation(Variable(shape=(), family=None, facts=Free(Domain.REAL | Domain.NONNEGATIVE)) as v, Rel.GT | Rel.NE, t.Num(zero)) if (
            zero == 0
        ):
            return f'{names.get(id(v), v.name)} = scalar("{v.name}", positive=True)'
        case Relation(t.Num(least), Rel.LE, Size() as n):
            return f'{names.get(id(n), n.name)} = size("{n.name}", at_least={least})'
        case Forall(_, body) | Implies(_, body):
            return _declare(body, names)
        case Relation(t.Entry(Variable(shape=(size,), facts=Simplex(False)) as v, _), Rel.GT | Rel.NE, t.Num(zero)) if zero == 0:
            return f'{names.get(id(v), v.name)} = distribution("{v.name}", {typed(size, names)}, positive=True)'
        case _:
            return ""


def _advice(each: Sequence[Under]) -> Iterator[str]:
    if any(map(_of_a_mean, each)):
        yield "a hypothesis about a mean says that it exists"
    if any(isinstance(u.obligation.condition, Within) for u in each):
        yield "ranges of indices follow from declarations, never from hypotheses"


def _resembling(job: Job, each: Sequence[Under], names: Names) -> Iterator[str]:
    """The hypotheses that speak of the same variables as an open condition, but do not give it."""
    for h, _ in job.scope.given:
        of = _variables(h.claim)
        about = next((u for u in each if (c := as_claim(u.obligation)) is not None and of and _variables(c) == of), None)
        if about is not None:
            called = names.get(id(h), "the hypothesis")
            yield f"you have {called}: {claim_text(h.claim)}, which does not give {condition(about).text}"


def _variables(c: Claim) -> frozenset[Variable]:
    return frozenset(v for v in claim_free(c) if isinstance(v, Variable))
