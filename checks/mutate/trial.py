"""What does the checker say of an altered step?  It must not prove it, and should refute it.  Untrusted.

Each alteration is put to the kernel with the reasons of the step it was made from, and to the refuter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import final

from checks.evaluate.model import Model
from checks.kernel.check import Derivation
from checks.kernel.claim import Claim, Implies, Rel, Relation
from checks.kernel.names import Definition, Term
from checks.kernel.shape import Malformed, check_claim
from checks.mutate.mutant import Mutant, applied, names_of
from checks.mutate.operators import definition_mutants, mutants
from checks.outcome import Witness
from checks.refute.attack import Counterexample, NoCounterexample, UndefinedAt, Unsampled, attack
from checks.tactics.prove import Job, attempt
from checks.tactics.search import candidates
from checks.words.reasons import Unfolds


class Fate(Enum):
    """What became of an altered step."""

    REFUTED = "refuted"  # false in a model
    NOWHERE_DEFINED = "nowhere defined"  # no model was found in which both sides have a value
    MISJUSTIFIED = "misjustified"  # true, as other reasons show, but not proved by those of the step
    UNDECIDED = "undecided"
    PROVED = "proved"


@final
@dataclass(frozen=True, slots=True)
class Altered:
    """A step after one slip: `job` is what is asked of the kernel."""

    mutant: Mutant
    job: Job


@final
@dataclass(frozen=True, slots=True)
class Trial:
    """The verdict on an altered step.  `witness` and `undefined` are the refuter's; a proved step with either is a soundness hole."""

    altered: Altered
    fate: Fate
    witness: Witness | None = None
    undefined: UndefinedAt | None = None


STRONGER = {Rel.LE: (Rel.LT, Rel.EQ), Rel.GE: (Rel.GT, Rel.EQ), Rel.LT: (Rel.EQ,), Rel.GT: (Rel.EQ,)}


def altered(job: Job, given: tuple[Claim, ...], *, first: bool = False) -> Iterator[Altered]:
    """Every altered form of a step that is a claim at all: a term that is dropped from a sum of arrays may leave a number."""
    for one in _alterations(job, given, first=first):
        try:
            check_claim(one.job.relation)
        except Malformed:
            continue
        yield one


def _alterations(job: Job, given: tuple[Claim, ...], *, first: bool) -> Iterator[Altered]:
    """Altered forms of a step: its right side, its definitions, its relation, and for the first step its left side.

    A definition is changed on the right alone, or on the left if the step unfolds it away.
    """
    r = job.relation
    names = names_of((r, *given))
    for m in mutants(r.right, names):
        yield Altered(m, _asks(job, r.left, r.rel, m.term))
    if first:
        for m in mutants(r.left, names):
            yield Altered(replace(m, operator=f"left/{m.operator}"), _asks(job, m.term, r.rel, r.right))
    for m, old, new in definition_mutants(r.right):
        yield Altered(m, _unfolding(_asks(job, r.left, r.rel, m.term), old, new))
    for m, old, new in definition_mutants(r.left):
        if old not in applied(r.right) and any(old in u.definitions for u in job.by if isinstance(u, Unfolds)):
            yield Altered(m, _unfolding(_asks(job, m.term, r.rel, r.right), old, new))
    for rel in STRONGER.get(r.rel, ()):
        yield Altered(Mutant(f"relation/{rel.value}", (), r.right, r.right, r.right), _asks(job, r.left, rel, r.right))


def tried(one: Altered, given: tuple[Claim, ...], examples: tuple[Model, ...] = ()) -> Trial:
    """The kernel's and the refuter's answer.  Hypotheses and assumptions are those of the step, `examples` models of them."""
    claim: Claim = one.job.relation
    for f in reversed(one.job.scope.assumed):
        claim = Implies(f.claim, claim)
    found = attack(claim, given, examples=examples)
    witness = found.witness if isinstance(found, Counterexample) else None
    if isinstance(attempt(one.job), Derivation):
        return Trial(one, Fate.PROVED, witness, found.undefined if isinstance(found, NoCounterexample) else None)
    if witness is not None:
        return Trial(one, Fate.REFUTED, witness)
    if isinstance(found, Unsampled) and not found.models:
        return Trial(one, Fate.NOWHERE_DEFINED)
    return Trial(one, Fate.MISJUSTIFIED if proved_somehow(one.job) else Fate.UNDECIDED)


def proved_somehow(job: Job) -> bool:
    """Whether everything that could be cited there, all definitions in sight included, proves the step."""
    by = (*job.by, *(c for c in candidates(job) if c not in job.by))
    return isinstance(attempt(job, by), Derivation)


def _asks(job: Job, left: Term, rel: Rel, right: Term) -> Job:
    return Job(Relation(left, rel, right), job.by, job.note, job.place, job.scope)


def _unfolding(job: Job, old: Definition, new: Definition) -> Job:
    """A step may unfold the changed definition if it might unfold the one that was changed."""
    by = tuple(Unfolds((*r.definitions, new)) if isinstance(r, Unfolds) and old in r.definitions else r for r in job.by)
    return Job(job.relation, by, job.note, job.place, job.scope)
