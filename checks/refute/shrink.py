"""Is there a simpler counterexample?  Smaller numbers in place of larger ones, as long as everything still holds and fails."""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from checks.evaluate.model import Model
from checks.evaluate.value import Array
from checks.kernel.names import Free
from checks.refute.equations import solve
from checks.refute.sample import Sampler
from checks.refute.truth import Check, Fails, judge

SIMPLE = tuple(fmpq(*x) for x in ((1, 1), (2, 1), (0, 1), (-1, 1), (1, 2), (3, 1), (-2, 1)))
MOST_TRIES = 80


def shrink(run: Check, sampler: Sampler, model: Model, found: Fails) -> tuple[Model, Fails]:
    """A model with simpler entries of freely chosen variables, and how the claim fails there."""
    tries = 0
    for v, a in model.arrays.items():
        if not isinstance(v.facts, Free):
            continue
        for k in range(len(a.entries)):
            for simple in SIMPLE:
                now = model.arrays[v].entries[k]
                if not isinstance(now, fmpq) or _cost(now) <= _cost(simple) or tries >= MOST_TRIES:
                    continue
                tries += 1
                entries = model.arrays[v].entries
                arrays = {**model.arrays, v: Array(a.shape, (*entries[:k], simple, *entries[k + 1 :]))}
                other = solve(sampler.plain, replace(model, arrays=arrays, formulas={}))
                if sampler.unmet(other) is not None:
                    continue
                fails = judge(run, other)
                if isinstance(fails, Fails):
                    model, found = other, fails
                    break
    return model, found


def _cost(x: fmpq) -> tuple[int, int, bool]:
    return (int(x.q), abs(int(x.p)), x < 0)
