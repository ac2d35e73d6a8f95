"""Does an author's example satisfy the hypotheses?  If so it is a model, and the claim has been seen at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from random import Random
from typing import final

from checks.evaluate.given import Unreadable, read_model
from checks.evaluate.model import Model
from checks.kernel.claim import Claim
from checks.kernel.names import Declaration
from checks.kernel.text import claim_text
from checks.refute.draw import dims
from checks.refute.inventory import inventory
from checks.refute.rivals import maximises
from checks.refute.sample import Sampler, completed
from checks.refute.sizes import Sizes

MOST_ENTRIES = 10_000  # of an array that the example leaves out


@final
@dataclass(frozen=True, slots=True)
class BadExample:
    """The example describes no model of the hypotheses."""

    why: str


def example_model(claim: Claim, given: Sequence[Claim], example: Sequence[tuple[Declaration, str]]) -> Model | BadExample:
    """The model that `example` describes: sizes and numbers, vectors and matrices, as text (see `evaluate.given`).

    What the example leaves out is drawn at random.  Every declared fact and hypothesis is checked, exactly.
    """
    try:
        said = read_model(example)
    except Unreadable as problem:
        return BadExample(str(problem))
    names = inventory([claim, *given])
    rivals = maximises(names.seed)
    rng = Random(names.seed)
    sampler = Sampler(names, given, rivals)
    sizes = {**Sizes(names, (), rivals).choose(2, rng), **said.sizes}
    large = [v for v in names.variables if v not in said.arrays and prod(dims(v, Model(sizes=sizes))) > MOST_ENTRIES]
    if large:
        return BadExample(f"it gives no values for {large[0].name}, which is too large to draw")
    model = completed(said, names, sizes, rng)
    for f in names.families:
        model = sampler.family(f, model, rng)
    unmet = sampler.unmet(model)
    return model if unmet is None else BadExample(f"{claim_text(unmet)} does not hold there, or cannot be shown to hold")
