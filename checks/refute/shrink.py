"""Is there a simpler counterexample?  At smaller sizes, then with simpler numbers, as long as everything still holds and fails."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from flint import fmpq

from checks.evaluate.model import Model
from checks.evaluate.value import Array
from checks.kernel.names import Free
from checks.refute.draw import MOODS
from checks.refute.equations import solve
from checks.refute.sample import NoModel, Sampler
from checks.refute.sizes import Sizes
from checks.refute.truth import Check, Fails, Holds, judge

SIMPLE = tuple(fmpq(*x) for x in ((1, 1), (2, 1), (0, 1), (-1, 1), (1, 2), (3, 1), (-2, 1)))
MOST_SIZES = 8
MODELS_PER_SIZE = 3
MOST_TRIES = 60


def shrink(run: Check, sampler: Sampler, sizes: Sizes, model: Model, found: Fails) -> tuple[Model, Fails]:
    """A counterexample that is easier to check by hand, and how the claim fails there."""
    return _simpler(run, sampler, *_smaller(run, sampler, sizes, model, found))


def _smaller(run: Check, sampler: Sampler, sizes: Sizes, model: Model, found: Fails) -> tuple[Model, Fails]:
    """The first failure at smaller sizes, if a few models there fail."""
    rng = Random(sampler.names.seed)
    for at in (*sizes.before(model.sizes)[:MOST_SIZES], dict(model.sizes)):
        failing = [(model, found)] if at == model.sizes else []
        for k in range(MODELS_PER_SIZE):
            other = sampler.sample(at, rng, MOODS[k % len(MOODS)])
            fails = Holds() if isinstance(other, NoModel) else judge(run, other)
            if isinstance(other, Model) and isinstance(fails, Fails):
                failing.append((other, fails))
        if failing:
            return min(failing, key=lambda pair: _weight(pair[0]))
    return model, found


def _weight(model: Model) -> int:
    """How much there is to read in a model."""
    numbers = [x for a in model.arrays.values() for x in a.entries]
    for space in model.spaces.values():
        for w in space.outcomes:
            numbers += [w.probability, *(x for a in w.values.values() for x in a.entries)]
    return sum(len(str(x)) for x in numbers)


def _simpler(run: Check, sampler: Sampler, model: Model, found: Fails) -> tuple[Model, Fails]:
    """Entries of freely chosen variables replaced by simpler numbers, one after the other."""
    tries = 0
    for v, k in [(v, k) for v, a in model.arrays.items() if isinstance(v.facts, Free) for k in range(len(a.entries))]:
        for simple in SIMPLE:
            now = model.arrays[v]
            x = now.entries[k]
            if not isinstance(x, fmpq) or _cost(x) <= _cost(simple):
                continue
            tries += 1
            if tries > MOST_TRIES:
                return model, found
            arrays = {**model.arrays, v: Array(now.shape, (*now.entries[:k], simple, *now.entries[k + 1 :]))}
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
