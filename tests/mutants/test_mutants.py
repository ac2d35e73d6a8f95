"""No altered step of a flagship derivation is proved, but for listed, explained and confirmed equivalents.

Every step is altered in every way of `checks.mutate`, and the alteration is put to the kernel with the reasons of the step, and to
the refuter.  `equivalents.toml` lists the alterations that are true all the same; `figures.toml` how many alterations there are and
how many are refuted.  Both are written by

    python -m pytest tests/mutants --snapshot-update

and a new equivalent is written without an explanation, which fails until somebody has given one.
"""

from __future__ import annotations

from collections import Counter

import pytest

from checks.kernel.claim import Rel, Relation
from checks.mutate.mutant import applied
from checks.mutate.trial import Fate, Trial, altered, proved_somehow, tried
from checks.tactics.prove import Job
from checks.words.reasons import Unfolds
from tests.mutants.listed import Equivalent, Figures, Listed, listed
from tests.shipped import example, jobs, of_flagships, theorems

IDS = tuple(name for name in of_flagships() if name in listed().figures)


@pytest.mark.parametrize("name", IDS)
def test_no_altered_step_is_proved(name: str, book: Listed) -> None:
    theorem = theorems()[name]
    given = tuple(h.claim for h in theorem.given)
    examples = example(theorem)
    count: Counter[Fate] = Counter()
    proved: list[Equivalent] = []
    unsound: list[str] = []
    for number, job in enumerate(jobs(theorem), 1):
        for one in altered(job, given, first=number == 1):
            trial = tried(one, given, examples)
            count[trial.fate] += 1
            if trial.fate is Fate.PROVED:
                m = one.mutant
                proved.append(Equivalent(name, number, m.operator, m.at, m.says, _kind(job, trial), ""))
                against = trial.witness or trial.undefined
                unsound += [f"{proved[-1]}: {against}"] if against is not None else []
    assert unsound == [], "the kernel proves what the refuter refutes"
    figures = Figures(name, *(count[f] for f in Fate))
    book.record(figures, proved)
    explained = {e.key: e.kind for e in book.of(name)}
    assert {e.key: e.kind for e in proved} == explained, "what is proved is not what equivalents.toml lists"
    floor = book.figures[name]
    assert figures.refuted >= floor.refuted, f"fewer are refuted than before: {figures}"


def _kind(job: Job, trial: Trial) -> str:
    """Why an altered step is true, as far as the kernel can say it.

    "equal": the altered side equals the original; "weaker": it follows from the original step; "also true": neither, it is
    another truth that the same reasons prove.
    """
    before, after = job.relation, trial.altered.job.relation
    for kind, rel in (("equal", Rel.EQ), ("weaker", before.rel)):
        sides = [Relation(a, rel, b) for a, b in ((after.left, before.left), (before.right, after.right)) if a != b]
        if sides and all(_follows(trial.altered.job, s) for s in sides):
            return kind
    return "also true"


def _follows(job: Job, r: Relation) -> bool:
    by = (*job.by, Unfolds((*applied(r.left), *applied(r.right)))) if applied(r.left) + applied(r.right) else job.by
    return proved_somehow(Job(r, by, "", job.place, job.scope))


def test_nine_in_ten_are_refuted_with_numbers() -> None:
    """Of all that have a value anywhere and are not known to be true."""
    figures = listed().figures.values()
    assert set(listed().figures) == set(IDS)
    assert sum(f.refuted for f in figures) >= 0.9 * sum(f.refuted + f.undecided for f in figures)


def test_every_equivalent_is_explained() -> None:
    assert [str(e) for e in listed().equivalents if len(e.why) < 10] == []
