"""What does a step stand on?  The assumptions of its branch, and the claims of what it cites, as results show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks import outcome as o
from checks.kernel.check import StepMoves
from checks.kernel.cite import Instance as Drawn
from checks.kernel.facts import Fact
from checks.run.shown import shown_claim
from checks.tactics.prove import Job
from checks.tactics.scope import Branch, moves, title
from checks.words.reasons import Citation, Instance, Reason
from checks.words.state import Theorem

ASSUMED_AS = {
    Branch.CASES: o.AssumedAs.CASE,
    Branch.PREMISE: o.AssumedAs.PREMISE,
    Branch.INDUCTION: o.AssumedAs.INDUCTION,
    Branch.SUBJECT_TO: o.AssumedAs.CONSTRAINT,
}


def _given(f: Fact) -> tuple[o.Shown, ...]:
    """The hypotheses of what was cited; what is owed for its names beside them is among the side conditions."""
    stated = len(f.warrant.of.given) if isinstance(f.warrant, Drawn) else 0
    return tuple(map(shown_claim, f.conditions[:stated]))


def under(job: Job) -> tuple[o.Under, ...]:
    """What is assumed where a step stands, outermost first."""
    return tuple(o.Under(ASSUMED_AS[b], shown_claim(f.claim)) for b, f in zip(job.scope.branches, job.scope.assumed, strict=True))


def cites(job: Job, reasons: Iterable[Reason], ids: Mapping[Theorem, str]) -> tuple[o.Cited, ...]:
    """The claim of each citation at the names of the step; nothing of one that may not be used there."""
    found: list[o.Cited] = []
    for r in reasons:
        of = r.of if isinstance(r, Instance) else r
        if not isinstance(of, (Theorem, Citation)):
            continue
        permitted = moves((r,), job.scope, job.relation)
        if isinstance(permitted, StepMoves):
            id = ids.get(of, "") if isinstance(of, Theorem) else ""
            found += [o.Cited(title(of), id, shown_claim(f.claim), _given(f)) for f in permitted.facts]
    return tuple(found)
