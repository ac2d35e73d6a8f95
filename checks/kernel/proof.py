"""When do proved steps prove a theorem?  Chains, parts, directions, cases, maximisers.  Trusted.

`establish` takes a statement and evidence, the derivations of its steps, and hands out a warrant or says what does not fit.
Every derivation must have been made in the context that the form of the proof gives it: no step sees more than it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.bind import alpha_equal, claim_free, free
from checks.kernel.check import Derivation
from checks.kernel.cite import Instance, Warrant, declared_claims, warranted
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.cover import covers, follows
from checks.kernel.discharge import Open
from checks.kernel.facts import Fact, Origin, assumption, clauses, declared_facts
from checks.kernel.induction import inductive_base, inductive_step, not_inductive
from checks.kernel.names import Index, Size, Term
from checks.kernel.obligations import Integrable, of_claim
from checks.kernel.settled import settled
from checks.kernel.substitute import Capture, substitute, substitute_claim
from checks.kernel.text import text
from checks.kernel.walk import claim_terms


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """start R right R right ...: one derivation for each step."""

    start: Term
    steps: tuple[Derivation, ...]


@final
@dataclass(frozen=True, slots=True)
class Together:
    """Evidence for every part of `both`, or for the two directions of `iff`."""

    parts: tuple[Evidence, ...]


@final
@dataclass(frozen=True, slots=True)
class Split:
    """Evidence under each of several assumptions that cover everything."""

    branches: tuple[tuple[Claim, Evidence], ...]


@final
@dataclass(frozen=True, slots=True)
class Induction:
    """Evidence at the least value of a size or index, and from `below`, any value but the last, to the next."""

    over: Size | Index
    below: Size | Index
    base: Evidence
    step: Evidence


Evidence: TypeAlias = Chain | Together | Split | Induction


@final
@dataclass(frozen=True, slots=True)
class Rejected:
    """The evidence does not prove the statement."""

    says: str


def establish(name: str, given: tuple[Fact, ...], claim: Claim, evidence: Evidence) -> Warrant | Rejected:
    """A warrant for: if every `given` holds, so does `claim`, for all values of its free names."""
    try:
        says = _undefined(given, claim) or _proves(given, claim, evidence)
    except Capture as e:
        says = f"{text(e.name)} is bound in {text(e.node)}: it cannot be {text(e.image)}"
    if any(f.origin is not Origin.GIVEN for f in given):
        says = "a theorem rests on hypotheses, nothing else"
    if says:
        return Rejected(says)
    relies = frozenset(r for d in derivations(evidence) for f in d.moves.facts for r in _reliance(f))
    return warranted(name, tuple(f.claim for f in given), claim, relies)


def _reliance(f: Fact) -> frozenset[str]:
    return f.warrant.of.relies_on if isinstance(f.warrant, Instance) else frozenset()


def derivations(e: Evidence) -> tuple[Derivation, ...]:
    match e:
        case Chain(_, steps):
            return steps
        case Together(parts):
            return tuple(d for p in parts for d in derivations(p))
        case Split(branches):
            return tuple(d for _, p in branches for d in derivations(p))
        case Induction(_, _, base, step):
            return derivations(base) + derivations(step)


def _undefined(given: tuple[Fact, ...], claim: Claim) -> str:
    """A hypothesis is defined by the earlier ones; the claim by all of them."""
    for k, f in enumerate((*given, Fact(claim, Origin.GIVEN, "the claim"))):
        known = given[:k]
        terms = tuple(x for g in (*known, f) for x in claim_terms(g.claim))
        facts = tuple(c for g in (*known, *declared_facts(terms)) for c in clauses(g))
        if isinstance(f.claim, Maximises):
            continue  # its sides are met as the ends of the chain, where the variable is feasible
        for u in of_claim(f.claim):
            if k < len(given) and isinstance(u.obligation.condition, Integrable):
                continue  # a hypothesis about a moment asserts that it exists
            if isinstance(settled(u, facts), Open):
                return f"{f.name or 'a hypothesis'} is not defined everywhere"
    return ""


def _proves(facts: tuple[Fact, ...], claim: Claim, e: Evidence) -> str:
    """Empty if the evidence proves the claim in this context; otherwise what does not fit."""
    match claim, e:
        case _, Induction():
            return _induction(facts, claim, e)
        case Forall(indices, body), _:
            loose = {i for f in facts if f.origin is Origin.ASSUMED for i in claim_free(f.claim)}
            if not loose.isdisjoint(indices):
                return "an index that is assumed something about cannot be generalised: use another index inside forall"
            return _proves(facts, body, e)
        case _, Split(branches):
            return _split(facts, claim, branches)
        case Both(parts), Together(proofs):
            if len(parts) != len(proofs):
                return f"{len(parts)} parts need {len(parts)} proofs, not {len(proofs)}"
            return next((says for p, q in zip(parts, proofs, strict=True) if (says := _proves(facts, p, q))), "")
        case Iff(a, b), Together((forward, backward)):
            return _proves((*facts, assumption(a)), b, forward) or _proves((*facts, assumption(b)), a, backward)
        case Implies(a, b), _:
            return _proves((*facts, assumption(a)), b, e)
        case Maximises(), Chain():
            return _maximises(facts, claim, e)
        case Relation(), Chain():
            return _chain(facts, claim, e)
        case _:
            return "a proof of this form does not prove a claim of this form"


def _chain(facts: tuple[Fact, ...], claim: Relation, e: Chain) -> str:
    """It starts and ends, as trees, at the claim's sides, and its composed relation implies the claim's."""
    if not e.steps:
        return "a chain needs at least one step"
    here = e.start
    for d in e.steps:
        if d.context.facts != facts:
            return "a step was checked in another context"
        if not alpha_equal(d.relation.left, here):
            return "a step does not start where the one before it ends"
        here = d.relation.right
    if not alpha_equal(e.start, claim.left):
        return "the chain does not start at the left side of the claim"
    if not alpha_equal(here, claim.right):
        return "the chain does not end at the right side of the claim"
    composed = compose(tuple(d.relation.rel for d in e.steps))
    if composed is None or not relation_implies(composed, claim.rel):
        return f"a chain of {' '.join(d.relation.rel.value for d in e.steps)} does not prove {claim.rel.value}"
    return ""


def compose(rels: tuple[Rel, ...]) -> Rel | None:
    """The relation of the ends of a chain; `None` where the steps go both ways.

    | steps                | ends |
    |----------------------|------|
    | == only              | ==   |
    | ==, <=               | <=   |
    | ==, <=, at least one < | <  |
    | ==, one !=           | !=   |
    (and the same with >= and >)
    """
    kinds = set(rels) - {Rel.EQ}
    if not kinds:
        return Rel.EQ
    if kinds == {Rel.NE}:
        return Rel.NE if rels.count(Rel.NE) == 1 else None
    if kinds <= {Rel.LE, Rel.LT}:
        return Rel.LT if Rel.LT in kinds else Rel.LE
    if kinds <= {Rel.GE, Rel.GT}:
        return Rel.GT if Rel.GT in kinds else Rel.GE
    return None


def relation_implies(a: Rel, b: Rel) -> bool:
    weaker = {Rel.EQ: {Rel.LE, Rel.GE}, Rel.LT: {Rel.LE, Rel.NE}, Rel.GT: {Rel.GE, Rel.NE}}
    return a is b or b in weaker.get(a, set())


def _split(facts: tuple[Fact, ...], claim: Claim, branches: tuple[tuple[Claim, Evidence], ...]) -> str:
    for c, e in branches:
        says = _proves((*facts, assumption(c)), claim, e)
        if says:
            return says
    return "" if covers(facts, tuple(c for c, _ in branches)) else "the cases do not cover everything"


# ---------------------------------------------------------------- induction
def _induction(facts: tuple[Fact, ...], claim: Claim, e: Induction) -> str:
    """A size is its own `below`; for an index over n it is a new index over n - 1, and that there is one is assumed."""
    says = not_inductive(facts, claim, e.over)
    if says:
        return says
    if isinstance(e.over, Size):
        fits = e.below is e.over
    else:
        taken = claim_free(claim).union(*(claim_free(f.claim) for f in facts))
        fits = isinstance(e.below, Index) and not e.below.fixed and e.below.over == t.Sub(e.over.over, t.ONE) and e.below not in taken
    if not fits:
        return f"the step of an induction is not about any smaller {e.over.name}"
    assumed, goal = inductive_step(claim, e.over, e.below)
    return _proves(facts, inductive_base(claim, e.over), e.base) or _proves((*facts, *assumed), goal, e.step)


def maximiser_facts(claim: Maximises) -> tuple[Fact, ...]:
    """What may be assumed of the competitor: the constraints."""
    return tuple(assumption(c) for c in claim.subject_to)


def _maximises(facts: tuple[Fact, ...], claim: Maximises, e: Chain) -> str:
    """Feasible, independent of what is varied, and at least as good as every feasible competitor."""
    v, point = claim.variable, claim.point
    if v in free(point):
        return f"the point depends on {v.name}, which is varied"
    if any(v in claim_free(f.claim) for f in facts):
        return f"a hypothesis restricts {v.name}, which is varied: put it into subject_to="
    defined = Relation(point, Rel.EQ, point)
    for owed in (defined, *declared_claims(v, point, {}), *(substitute_claim(c, {v: point}) for c in claim.subject_to)):
        if not follows(facts, owed):
            return "the point is not shown to be feasible"
    ends = Relation(claim.objective, Rel.LE, substitute(claim.objective, {v: point}))
    return _chain((*facts, *maximiser_facts(claim)), ends, e)
