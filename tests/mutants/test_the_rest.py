"""No altered step of any other derivation is proved and refuted, or proved and without a value.

One alteration in ten is tried, the same ones every time; `python -m pytest tests/mutants --every-mutant` tries them all.  What is
proved and not refuted is another truth, as `equivalents.toml` explains them one by one for the flagships.
"""

from __future__ import annotations

from collections import Counter

import pytest

from checks.mutate.trial import Fate, altered, tried
from tests.shipped import FLAGSHIPS, SUBJECTS, example, jobs, theorems

REST = tuple(s for s in SUBJECTS if s not in FLAGSHIPS)
ONE_IN = 10
PROVED_AT_MOST = 0.15  # of the altered steps of a subject


@pytest.mark.parametrize("subject", REST)
def test_no_altered_step_is_proved_and_refuted(subject: str, request: pytest.FixtureRequest) -> None:
    stride = 1 if request.config.getoption("--every-mutant") else ONE_IN
    count: Counter[Fate] = Counter()
    unsound: list[str] = []
    made = 0
    for name, theorem in theorems().items():
        if name.partition(".")[0] != subject:
            continue
        given, examples = tuple(h.claim for h in theorem.given), example(theorem)
        for number, job in enumerate(jobs(theorem), 1):
            for one in altered(job, given, first=number == 1):
                made += 1
                if made % stride:
                    continue
                trial = tried(one, given, examples)
                count[trial.fate] += 1
                against = trial.witness or trial.undefined
                if trial.fate is Fate.PROVED and against is not None:
                    unsound.append(f"{name}, step {number}: {one.mutant.says}: {against}")
    assert unsound == [], "the kernel proves what the refuter refutes"
    assert count[Fate.PROVED] <= max(3, PROVED_AT_MOST * sum(count.values())), count
