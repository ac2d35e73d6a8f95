"""No altered step of what is not listed one by one is proved and refuted, or proved and without a value.

A few alterations of each subject are tried, the same ones every time; `python -m pytest tests/mutants --every-mutant` tries them
all.  What is proved and not refuted is another truth, as `equivalents.toml` explains them one by one for the flagships.
"""

from __future__ import annotations

from collections import Counter

import pytest

from checks.mutate.trial import Fate, altered, tried
from tests.mutants.listed import listed
from tests.shipped import SUBJECTS, example, jobs, theorems

TRIED = 12  # of each subject, spread over its steps
PROVED_AT_MOST = 4


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_altered_step_is_proved_and_refuted(subject: str, request: pytest.FixtureRequest) -> None:
    names = [name for name in theorems() if name.partition(".")[0] == subject and name not in listed().figures]
    made = [
        (name, number, one)
        for name in names
        for number, job in enumerate(jobs(theorems()[name]), 1)
        for one in altered(job, tuple(h.claim for h in theorems()[name].given), first=number == 1)
    ]
    every = request.config.getoption("--every-mutant")
    chosen = made if every else made[:: max(1, len(made) // TRIED)]
    count: Counter[Fate] = Counter()
    unsound: list[str] = []
    for name, number, one in chosen:
        theorem = theorems()[name]
        trial = tried(one, tuple(h.claim for h in theorem.given), example(theorem))
        count[trial.fate] += 1
        against = trial.witness or trial.undefined
        if trial.fate is Fate.PROVED and against is not None:
            unsound.append(f"{name}, step {number}: {one.mutant.says}: {against}")
    assert unsound == [], "the kernel proves what the refuter refutes"
    assert every or count[Fate.PROVED] <= PROVED_AT_MOST, count
