"""When do two judges contradict one another?  Only if the kernel proves the very claim that is refuted."""

from __future__ import annotations

from pathlib import Path

from checks.language import *
from checks.outcome import Refuted
from checks.run.judge import judge_theorem

n = size("n")
k = indices("k", over=n)
x = vector("x", n)


def test_true_steps_that_end_elsewhere_are_the_authors_mistake() -> None:
    """The chain proves 2 sum x, the claim says 3 sum x: it is refuted, and the checker does not contradict itself."""
    stated = theorem("t", Sum(2 * x[k], k) == 3 * Sum(x[k], k), proof=calc(Sum(2 * x[k], k), eq(2 * Sum(x[k], k))))
    found = judge_theorem(stated, {stated: "t"}, {}, Path.cwd(), sympy=False)
    assert isinstance(found.verdict, Refuted)
    assert found.alarms == ()
