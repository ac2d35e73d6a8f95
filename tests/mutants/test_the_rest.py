"""No altered step of any other derivation is proved and refuted, or proved and without a value; most are refuted with numbers.

What is proved and not refuted is another truth, as `equivalents.toml` explains them one by one for the flagships.
"""

from __future__ import annotations

from collections import Counter

import pytest

from checks.mutate.trial import Fate, altered, tried
from tests.shipped import FLAGSHIPS, SUBJECTS, example, jobs, theorems

REST = tuple(s for s in SUBJECTS if s not in FLAGSHIPS)
PROVED_AT_MOST = 0.1  # of the altered steps of a subject


@pytest.mark.parametrize("subject", REST)
def test_no_altered_step_is_proved_and_refuted(subject: str) -> None:
    count: Counter[Fate] = Counter()
    unsound: list[str] = []
    for name, theorem in theorems().items():
        if name.partition(".")[0] != subject:
            continue
        given, examples = tuple(h.claim for h in theorem.given), example(theorem)
        for number, job in enumerate(jobs(theorem), 1):
            for one in altered(job, given, first=number == 1):
                trial = tried(one, given, examples)
                count[trial.fate] += 1
                against = trial.witness or trial.undefined
                if trial.fate is Fate.PROVED and against is not None:
                    unsound.append(f"{name}, step {number}: {one.mutant.says}: {against}")
    assert unsound == [], "the kernel proves what the refuter refutes"
    assert count[Fate.PROVED] <= PROVED_AT_MOST * max(1, sum(count.values())), count
