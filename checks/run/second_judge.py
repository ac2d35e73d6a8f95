"""What does SymPy say of this step?  The seam to `checks.cas`, imported only when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, final

from checks import outcome as o
from checks.kernel.check import Derivation, StepMoves
from checks.kernel.claim import Claim, Relation
from checks.kernel.facts import Origin, sorted_indices
from checks.kernel.names import Declaration, Index, Term
from checks.kernel.substitute import substitute, substitute_claim
from checks.kernel.walk import claim_terms
from checks.tactics.prove import Job, Result
from checks.tactics.scope import moves
from checks.words.reasons import Reason

OFF = o.Judgement(o.JudgeSays.OFF, "switched off")


@final
@dataclass(frozen=True, slots=True)
class SympySays:
    """The judgement, the sizes at which SymPy confirmed (0 for every size), and the witness of a contradiction."""

    judgement: o.Judgement
    sizes: tuple[int, ...] = ()
    witness: tuple[o.Witness, ...] = ()


def says_no(s: SympySays) -> o.Witness | None:
    """The witness of a contradiction; `None` if SymPy does not contradict."""
    return s.witness[0] if s.witness else None


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A step as SymPy is asked about it.  Every hypothesis is closed over its own free indices."""

    relation: Relation
    hypotheses: tuple[Claim, ...]
    cited: tuple[Claim, ...]


def question(job: Job, reasons: tuple[Reason, ...], result: Result) -> Question:
    """The step, what holds where it stands, and what it cites.

    An assumption speaks of the index of the step, not of every index: `z[i] >= 0` of one entry.  So that index becomes a position.
    """
    assumed = tuple(f.claim for f in job.scope.assumed)
    rigid: dict[Declaration, Term] = {i: _position(i) for c in assumed for i in sorted_indices(c) if not i.fixed}
    given = tuple(f.claim for _, f in job.scope.given)
    relation = Relation(substitute(job.relation.left, rigid), job.relation.rel, substitute(job.relation.right, rigid))
    cites = tuple(substitute_claim(c, rigid) for c in _cited(job, reasons, result))
    return Question(relation, (*given, *(substitute_claim(c, rigid) for c in assumed)), cites)


@cache
def _position(i: Index) -> Index:
    return Index(i.name, i.tex, i.over, fixed=True)


def _cited(job: Job, reasons: tuple[Reason, ...], result: Result) -> tuple[Claim, ...]:
    """The instances of theorems that the step cites, as far as what they assume is established."""
    permitted = moves(reasons, job.scope, job.relation)
    if not isinstance(permitted, StepMoves):
        return ()
    paid = isinstance(result, Derivation)
    return tuple(f.claim for f in permitted.facts if f.origin is Origin.PROVED and (paid or not f.needs))


def ask_sympy(job: Job, reasons: tuple[Reason, ...], result: Result, *, on: bool) -> SympySays:
    """SymPy's judgement of one step."""
    if not on:
        return SympySays(OFF)
    judge = import_module("checks.cas.judge")
    asked = question(job, reasons, result)
    context = judge.Context(asked.hypotheses, asked.cited)
    r = asked.relation
    return _translated(judge, judge.judge_step(context, r.left, r.rel, r.right))


def _translated(judge: Any, says: Any) -> SympySays:
    if isinstance(says, judge.Confirms):
        sizes = ", ".join(str(n) for n in says.sizes)
        at = " and ".join(
            x for x in ("at every size" if says.symbolic else "", f"at size{'s' * (len(says.sizes) > 1)} {sizes}" if sizes else "") if x
        )
        return SympySays(o.Judgement(o.JudgeSays.YES, f"confirms {at}".strip()), ((0,) if says.symbolic else ()) + tuple(says.sizes))
    if isinstance(says, judge.Contradicts):
        return SympySays(o.Judgement(o.JudgeSays.NO, f"contradicts: {says.witness}"), (), (says.witness,))
    return SympySays(o.Judgement(o.JudgeSays.UNKNOWN, says.why))


def claim_srepr(c: Claim) -> str:
    """The claim's formulas as SymPy prints them, joined by its relation; empty where the claim is not one relation."""
    if not isinstance(c, Relation):
        return ""
    convert = import_module("checks.cas.to_sympy").to_sympy
    left, right = (str(convert(x)) for x in claim_terms(c))
    return f"{left} {c.rel.value} {right}"
