"""Which factors surely stand at the end of a range?  They may be split off a product, by name.  Trusted.

    prod_{k=a}^{b} f(k) = f(b) prod_{k=a}^{b-1} f(k) = f(a) prod_{k=a+1}^{b} f(k)     for a <= b

Every factor that is there whatever the sizes and indices are is split off, so that both sides of a step come to the same range:
nothing is chosen.  (The terms of a sum are split off by linearity, which needs no name.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.kernel.affine import Affine, Range, at_least_zero, whole
from checks.kernel.moves import Move

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

MOST = 12


def ends_of(n: Normaliser, bounds: Range) -> tuple[tuple[Affine, ...], Range]:
    """The places that are split off, and the range that is left."""
    low, high = bounds
    count = _surely(n, bounds) if n.may(Move.LAST_FACTOR) or n.may(Move.FIRST_FACTOR) else 0
    if n.may(Move.LAST_FACTOR):
        return tuple(high.plus(whole(-k)) for k in range(count)), (low, high.plus(whole(-count)))
    return tuple(low.plus(whole(k)) for k in range(count)), (low.plus(whole(count)), high)


def _surely(n: Normaliser, bounds: Range) -> int:
    """How many factors there are at least."""
    gap = bounds[1].plus(bounds[0], -1)
    count = 0
    while count < MOST and at_least_zero(gap.plus(whole(-count)), n.ranges):
        count += 1
    return count
