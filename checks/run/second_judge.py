"""What does SymPy say of this step?  The seam to `checks.cas`, imported only when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, final

from checks import outcome as o
from checks.kernel.check import Derivation, StepMoves
from checks.kernel.claim import Claim, Relation
from checks.kernel.facts import Origin
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


def hypotheses(job: Job) -> tuple[Claim, ...]:
    """What holds where the step stands."""
    return tuple(f.claim for f in job.scope.context.facts)


def cited(job: Job, reasons: tuple[Reason, ...], result: Result) -> tuple[Claim, ...]:
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
    context = judge.Context(hypotheses(job), cited(job, reasons, result))
    r = job.relation
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
