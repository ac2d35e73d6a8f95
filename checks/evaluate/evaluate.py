"""What does a formula evaluate to in a model, at a given precision?"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from flint import ctx

from checks.evaluate.compile import any_shape
from checks.evaluate.model import Model
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import Array, Value
from checks.kernel.names import Index, Term

LADDER = (256, 2048)  # wide numbers cost the same as narrow ones here: what costs is the walk, so there are few rungs


@contextmanager
def precision(bits: int) -> Generator[None]:
    """Balls are computed with `bits` bits inside."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def evaluate(x: Term, model: Model, index: Mapping[Index, int] | None = None, *, bits: int = 64) -> Value:
    """The value of `x`, a number, at the given values of its free indices."""
    return evaluate_array(x, model, index, bits=bits).entries[0]


def evaluate_array(x: Term, model: Model, index: Mapping[Index, int] | None = None, *, bits: int = 64) -> Array:
    """The value of `x`, entry by entry; a number is an array of shape ()."""
    with precision(bits):
        return any_shape(x)(root(Evaluation(model), index))
