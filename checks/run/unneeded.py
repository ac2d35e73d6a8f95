"""What does a proof say that it does not need?  Superfluous reasons, and hypotheses that no step uses, as warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from typing import TypeAlias

from checks import outcome as o
from checks.kernel.check import Derivation
from checks.kernel.claim import Claim
from checks.kernel.text import claim_text
from checks.run.side_conditions import evidence_names
from checks.tactics.prove import Job, solve
from checks.tactics.scope import describe
from checks.tactics.search import superfluous
from checks.words.place import Place
from checks.words.reasons import Citation, Hypothesis, Instance
from checks.words.state import Theorem

Where: TypeAlias = Callable[[Place], o.Where]


def superfluous_reasons(job: Job, number: int, result: Derivation, where: Where) -> Iterator[o.Warned]:
    """The reasons of a proved step without which it is proved."""
    for r in superfluous(job, evidence_names(result)):
        yield o.Warned("superfluous-reason", f"step {number} does not need {describe(r)}", where(job.place))


def unused_hypotheses(given: Sequence[Hypothesis], jobs: Sequence[Job], used: Set[str], where: Where) -> Iterator[o.Warned]:
    """The hypotheses that no step cites, needs for a citation or a side condition, or rests on.  `used`: the names of what was used."""
    cited = {h for j in jobs for h in j.by if isinstance(h, Hypothesis)}
    owed = {c for j in jobs for r in j.by if isinstance(r, (Theorem, Citation, Instance)) for c in _owed(r)}
    for h in given:
        name = h.says or claim_text(h.claim)
        if h not in cited and name not in used and h.claim not in owed and not _rests_on(h, jobs):
            yield o.Warned("unused-hypothesis", f"no step uses the hypothesis {name!r}", where(h.place))


def _owed(r: Theorem | Citation | Instance) -> tuple[Claim, ...]:
    of = r.of if isinstance(r, Instance) else r
    return tuple(h.claim for h in of.given)


def _rests_on(h: Hypothesis, jobs: Sequence[Job]) -> bool:
    """Some step is not proved without it: it served the sign of a factor, of which no evidence is kept."""
    for j in jobs:
        scope = replace(j.scope, given=tuple(pair for pair in j.scope.given if pair[0] is not h), memo={})
        if not isinstance(solve(Job(j.relation, j.by, j.note, j.place, scope))[0], Derivation):
            return True
    return False
