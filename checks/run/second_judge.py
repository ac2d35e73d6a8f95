"""What does SymPy say of this step?  The seam to `checks.cas`, imported only when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, final

from checks import outcome as o
from checks.kernel.claim import Claim, Relation
from checks.kernel.walk import claim_terms
from checks.tactics.prove import Job
from checks.words.reasons import Citation, Instance, Reason
from checks.words.state import Theorem

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


def ask_sympy(job: Job, reasons: tuple[Reason, ...], given: tuple[Claim, ...], *, on: bool) -> SympySays:
    if not on:
        return SympySays(OFF)
    judge = import_module("checks.cas.judge")
    hypotheses = (*given, *(f.claim for f in job.scope.assumed))
    cited = tuple(c for r in reasons if (c := _claim(r)) is not None)
    r = job.relation
    return _translated(judge, judge.judge_step(judge.Context(hypotheses, cited), r.left, r.rel, r.right))


def _claim(r: Reason) -> Claim | None:
    match r:
        case Theorem() | Citation():
            return r.claim
        case Instance(of, _):
            return of.claim
        case _:
            return None


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
    try:
        left, right = (str(convert(x)) for x in claim_terms(c))
    except NotImplementedError:
        return ""
    return f"{left} {c.rel.value} {right}"
