"""Which kernel steps does this proof ask for, and do they prove the theorem?  From the forms of a script to kernel evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.check import Derivation, Unproved, check
from checks.kernel.cite import Warrant, assume
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.facts import assumption
from checks.kernel.induction import inductive_base, inductive_step, not_inductive
from checks.kernel.names import Term
from checks.kernel.proof import (
    Chain,
    Evidence,
    Rejected,
    Split,
    Together,
    establish,
    maximiser_facts,
)
from checks.kernel.proof import Induction as KernelInduction
from checks.kernel.shape import Malformed, check_claim
from checks.kernel.substitute import Capture, substitute
from checks.kernel.text import text
from checks.tactics.renamed import bridged, renamed
from checks.tactics.scope import BadPremise, Branch, NoWarrant, OutOfScope, Scope, given_facts, moves
from checks.words.place import Place
from checks.words.reasons import Auto, Citation, Reason
from checks.words.state import ByReasons, Calc, Cases, Induction, Parts, Proof, Theorem
from checks.words.state import Unproved as NoProof


@final
@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One relation to be proved, with the reasons given for it and what may be used there."""

    relation: Relation
    by: tuple[Reason, ...]
    note: str
    place: Place
    scope: Scope


@final
@dataclass(frozen=True, slots=True)
class Misshapen:
    """The proof is not of a form that proves the claim."""

    says: str


Result: TypeAlias = Derivation | Unproved | OutOfScope | BadPremise
Assemble: TypeAlias = Callable[[Mapping[Job, Derivation]], Evidence]


@final
@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of a proof in reading order, and how their derivations become evidence."""

    jobs: tuple[Job, ...]
    assemble: Assemble


def plan(claim: Claim, proof: Proof, scope: Scope) -> Plan | Misshapen:
    """The kernel steps that a proof of this claim consists of."""
    match claim, proof:
        case _, NoProof():
            return Misshapen("no proof is given")
        case _, Cases(branches):
            return _cases(claim, branches, scope)
        case _, Induction():
            return _induction(claim, proof, scope)
        case Forall(_, body), _:
            return plan(body, proof, scope)
        case Implies(a, b), _:
            return plan(b, proof, scope.under(Branch.PREMISE, assumption(a)))
        case Both(claims), Parts(proofs):
            return _together([(c, scope) for c in claims], proofs)
        case Iff(a, b), Parts(proofs):
            return _together([(b, scope.under(Branch.PREMISE, assumption(a))), (a, scope.under(Branch.PREMISE, assumption(b)))], proofs)
        case Maximises() as best, Calc() | ByReasons():
            ends = Relation(best.objective, Rel.LE, substitute(best.objective, {best.variable: best.point}))
            return _chain(ends, proof, scope.under(Branch.SUBJECT_TO, *maximiser_facts(best)))
        case Relation(), Calc() | ByReasons():
            return _chain(claim, proof, scope)
        case ((Both() | Iff()), _):
            return Misshapen("this claim has several parts: write parts(proof, proof, ...)")
        case _:
            return Misshapen("a proof of this form does not prove a claim of this form")


def _chain(claim: Relation, proof: Calc | ByReasons, scope: Scope) -> Plan:
    if isinstance(proof, ByReasons):
        jobs: tuple[Job, ...] = (Job(claim, proof.by, "", proof.place, scope),)
        start = claim.left
    else:
        start = proof.start
        here: Term = start
        made: list[Job] = []
        for s in proof.steps:
            made.append(Job(Relation(here, s.rel, s.right), s.by, s.note, s.place, scope))
            here = s.right
        jobs = tuple(made)
    return Plan(jobs, lambda found: Chain(start, tuple(found[j] for j in jobs)))


def _together(goals: list[tuple[Claim, Scope]], proofs: tuple[Proof, ...]) -> Plan | Misshapen:
    if len(goals) != len(proofs):
        return Misshapen(f"the claim has {len(goals)} parts, but parts(...) has {len(proofs)} proofs")
    plans: list[Plan] = []
    for (claim, scope), proof in zip(goals, proofs, strict=True):
        one = plan(claim, proof, scope)
        if isinstance(one, Misshapen):
            return one
        plans.append(one)
    return Plan(tuple(j for p in plans for j in p.jobs), lambda found: Together(tuple(p.assemble(found) for p in plans)))


def _cases(claim: Claim, branches: tuple[tuple[Claim, Proof], ...], scope: Scope) -> Plan | Misshapen:
    plans: list[tuple[Claim, Plan]] = []
    for c, proof in branches:
        one = plan(claim, proof, scope.under(Branch.CASES, assumption(c)))
        if isinstance(one, Misshapen):
            return one
        plans.append((c, one))
    return Plan(tuple(j for _, p in plans for j in p.jobs), lambda found: Split(tuple((c, p.assemble(found)) for c, p in plans)))


def _induction(claim: Claim, proof: Induction, scope: Scope) -> Plan | Misshapen:
    says = not_inductive(scope.context.facts, claim, proof.over)
    if says:
        return Misshapen(f"no induction over {proof.over.name}: {says}")
    try:
        assumed, goal = inductive_step(claim, proof.over, proof.below)
        at_least = inductive_base(claim, proof.over)
        check_claim(at_least)
        check_claim(goal)
        lines = renamed(proof.step, {proof.over: proof.below})
    except (Capture, Malformed) as e:
        return Misshapen(f"no induction over {proof.over.name}: {e.says if isinstance(e, Malformed) else f'{text(e.node)} depends on it'}")
    base = plan(at_least, bridged(at_least, proof.base), scope)
    step = plan(goal, bridged(goal, lines), scope.under(Branch.INDUCTION, *assumed))
    if isinstance(base, Misshapen):
        return base
    if isinstance(step, Misshapen):
        return step
    jobs = base.jobs + step.jobs
    return Plan(jobs, lambda found: KernelInduction(proof.over, proof.below, base.assemble(found), step.assemble(found)))


def attempt(job: Job, by: tuple[Reason, ...] | None = None) -> Result:
    """The kernel's answer to a job, by its own reasons or by others."""
    permitted = moves(job.by if by is None else by, job.scope, job.relation)
    if isinstance(permitted, (OutOfScope, BadPremise)):
        return permitted
    return check(job.scope.context, job.relation, permitted)


def solve(job: Job) -> tuple[Result, tuple[Reason, ...]]:
    """The kernel's answer, and the reasons it rests on: those found, for `by=auto`."""
    if not any(isinstance(r, Auto) for r in job.by):
        return attempt(job), job.by
    from checks.tactics.search import found_reasons

    reasons = found_reasons(job)
    return attempt(job, reasons), reasons


class Prover:
    """Warrants of theorems, by proving them in the kernel once; refuted or failed ones have none."""

    def __init__(self, bad: Mapping[Theorem, str] | None = None) -> None:
        self.bad = dict(bad or {})
        self._known: dict[Theorem | Citation, Warrant | NoWarrant] = {}
        self._busy: list[Theorem] = []

    def of(self, cited: Theorem | Citation) -> Warrant | NoWarrant:
        found = self._known.get(cited)
        if found is None:
            found = self._known[cited] = self._find(cited)
        return found

    def _find(self, cited: Theorem | Citation) -> Warrant | NoWarrant:
        if isinstance(cited, Citation):
            return assume(cited.source, tuple(h.claim for h in cited.given), cited.claim)
        if cited in self.bad:
            return NoWarrant(cited.title, self.bad[cited])
        if cited in self._busy:
            return NoWarrant(cited.title, "it relies on itself")
        self._busy.append(cited)
        try:
            return self._prove(cited)
        finally:
            self._busy.pop()

    def scope(self, th: Theorem) -> Scope:
        return Scope(given_facts(th), (), self)

    def _prove(self, th: Theorem) -> Warrant | NoWarrant:
        made = plan(th.claim, th.proof, self.scope(th))
        if isinstance(made, Misshapen):
            return NoWarrant(th.title, made.says)
        found: dict[Job, Derivation] = {}
        for job in made.jobs:
            result, _ = solve(job)
            if not isinstance(result, Derivation):
                return NoWarrant(th.title, "its own proof fails")
            found[job] = result
        return conclude(th, self.scope(th), made, found)


def conclude(th: Theorem, scope: Scope, made: Plan, found: Mapping[Job, Derivation]) -> Warrant | NoWarrant:
    """The theorem's warrant, once every step has its derivation."""
    match establish(th.title, tuple(f for _, f in scope.given), th.claim, made.assemble(found)):
        case Rejected(says):
            return NoWarrant(th.title, says)
        case warrant:
            return warrant


_ = t
