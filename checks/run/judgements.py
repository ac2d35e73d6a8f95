"""What did a judge say of a step, in a line?  The kernel's answer and the refuter's, as judgements for a report."""

from __future__ import annotations

from checks import outcome as o
from checks.kernel.check import Derivation
from checks.kernel.cite import Instance
from checks.refute.attack import Attack, Counterexample, NoCounterexample, Unsampled, Vacuous
from checks.tactics.prove import Result


def kernel_says(result: Result) -> o.Judgement:
    if isinstance(result, Derivation):
        return o.Judgement(o.JudgeSays.YES, "proved for every size")
    return o.Judgement(o.JudgeSays.NO, result.says)


def refuter_says(found: Attack) -> o.Judgement:
    match found:
        case Counterexample(witness):
            return o.Judgement(o.JudgeSays.NO, str(witness))
        case NoCounterexample(models, largest, _):
            sizes = f", sizes up to {largest}" if largest else ""
            return o.Judgement(o.JudgeSays.YES, f"no counterexample in {models} model{'s' * (models != 1)}{sizes}")
        case Unsampled(why, _) | Vacuous(why):
            return o.Judgement(o.JudgeSays.UNKNOWN, why)


def contradictor(found: Attack) -> str:
    """Who brought the witness against a step."""
    return "the refuter" if isinstance(found, Counterexample) else "SymPy"


def rests_on_citation(d: Derivation) -> bool:
    """Does the step use a theorem that relies on a source?  Then it is as true as the source."""
    return any(isinstance(f.warrant, Instance) and f.warrant.of.relies_on for f in d.moves.facts)
