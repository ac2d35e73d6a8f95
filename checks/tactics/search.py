"""Which reasons are missing, which are superfluous, and which would do?  Every guess is put to the kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.check import Derivation
from checks.kernel.names import Definition, OneHot, Recurrence, Simplex, Variable
from checks.kernel.walk import claim_terms, subterms
from checks.rules import all_rules
from checks.tactics.prove import Job, attempt
from checks.words.reasons import Assumption, Auto, DeclaredFact, FactKind, Reason, Rule, Unfolds


def candidates(job: Job) -> tuple[Reason, ...]:
    """Everything a step here could cite, beside other theorems: rules, definitions in sight, hypotheses, declared facts."""
    weakest_first = sorted((r for r in all_rules() if r.permits), key=lambda r: len(r.permits))
    rules: list[Reason] = list(weakest_first)
    definitions: list[Reason] = [Unfolds((d,)) for d in definitions_in(claim_terms(job.relation))]
    hypotheses: list[Reason] = [h for h, _ in job.scope.given]
    names = sorted({v for x in claim_terms(job.relation) for v in free(x) if isinstance(v, Variable)}, key=lambda v: v.name)
    declared: list[Reason] = []
    for v in names:
        if isinstance(v.facts, (Simplex, OneHot)):
            declared.append(DeclaredFact(v, FactKind.SUMS_TO_ONE))
        if isinstance(v.facts, Recurrence):
            declared.append(DeclaredFact(v, FactKind.RECURRENCE))
        if isinstance(v.facts, OneHot):
            declared.append(DeclaredFact(v, FactKind.ONE_HOT))
    assumed: list[Reason] = [Assumption()] if job.scope.assumed else []
    return tuple(definitions + rules + hypotheses + declared + assumed)


def definitions_in(terms: Sequence[t.Term]) -> tuple[Definition, ...]:
    """Definitions that occur in the formulas, and in one another, outermost first."""
    out: dict[Definition, None] = {}
    waiting = list(terms)
    while waiting:
        x = waiting.pop(0)
        for s in subterms(x):
            if isinstance(s, t.Apply) and s.definition not in out:
                out[s.definition] = None
                waiting.append(s.definition.body)
    return tuple(out)


def proves(job: Job, by: tuple[Reason, ...]) -> bool:
    return isinstance(attempt(job, by), Derivation)


def minimal(job: Job, kept: tuple[Reason, ...], extra: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """`extra` without what `kept` and the rest of it can do without, dropped one by one from the front."""
    left = list(extra)
    for r in extra:
        without = [x for x in left if x is not r]
        if proves(job, (*kept, *without)):
            left = without
    return tuple(left)


def missing(job: Job) -> tuple[Reason, ...]:
    """Reasons that, added to the given ones, prove the step; () if none were found."""
    own = tuple(r for r in job.by if not isinstance(r, Auto))
    extra = tuple(c for c in candidates(job) if not _included(c, own))
    for some in _trials(extra):
        if proves(job, (*own, *some)):
            return minimal(job, own, some)
    return ()


def _included(c: Reason, own: tuple[Reason, ...]) -> bool:
    """A definition that is cited together with others is cited."""
    if isinstance(c, Unfolds):
        return any(isinstance(r, Unfolds) and set(c.definitions) <= set(r.definitions) for r in own)
    return c in own


def _trials(extra: tuple[Reason, ...]) -> Iterator[tuple[Reason, ...]]:
    """One more reason, everything at once, everything but the definitions, then pairs."""
    yield from ((r,) for r in extra)
    yield extra
    yield tuple(r for r in extra if not isinstance(r, Unfolds))
    if len(extra) <= 20:
        yield from combinations(extra, 2)


def found_reasons(job: Job) -> tuple[Reason, ...]:
    """For `by=auto`: the given reasons, and a minimal set of others that proves the step."""
    own = tuple(r for r in job.by if not isinstance(r, Auto))
    return own if proves(job, own) else (*own, *missing(job))


def superfluous(job: Job, evidence: frozenset[str]) -> tuple[Reason, ...]:
    """Reasons absent from one greedily minimal set; `algebra` is exempt, and use for a side condition counts as use."""
    out: list[Reason] = []
    kept = list(job.by)
    for r in job.by:
        if _exempt(r, evidence):
            continue
        without = [x for x in kept if x is not r]
        if proves(job, tuple(without)):
            kept = without
            out.append(r)
        elif isinstance(r, Unfolds) and len(r.definitions) > 1:
            out += _unneeded_definitions(job, r, kept)
    return tuple(out)


def _unneeded_definitions(job: Job, r: Unfolds, kept: list[Reason]) -> list[Reason]:
    others = tuple(x for x in kept if x is not r)
    left = list(r.definitions)
    for d in r.definitions:
        rest = tuple(x for x in left if x is not d)
        if rest and proves(job, (*others, Unfolds(rest))):
            left = list(rest)
    return [Unfolds((d,)) for d in r.definitions if d not in left]


def _exempt(r: Reason, evidence: frozenset[str]) -> bool:
    from checks.tactics.scope import describe

    return (isinstance(r, Rule) and not r.permits) or isinstance(r, Auto) or describe(r) in evidence
