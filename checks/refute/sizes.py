"""Which sizes are tried?  One first, small before large, and different values for different sizes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

from checks.evaluate.model import Model
from checks.kernel.bind import claim_free
from checks.kernel.claim import Claim
from checks.kernel.names import Size
from checks.refute.inventory import Inventory
from checks.refute.truth import Holds, Rivals, closed, judge

LARGEST = 4  # of measured mutants 73 % fall at size 1, 25 % at 2, 1 % at 3, 0.1 % at 4
LARGEST_ALONE = 12  # where there is nothing but sizes to vary
MOST = 4096  # combinations


class Sizes:
    """The sizes at which a statement is attacked."""

    def __init__(self, names: Inventory, given: Sequence[Claim], rivals: Rivals) -> None:
        alone = not (names.variables or names.random or names.functions)
        top = LARGEST if not alone else LARGEST_ALONE if len(names.sizes) < 3 else LARGEST + 1
        while top > 2 and top ** len(names.sizes) > MOST:
            top -= 1
        all_ = product(*(range(n.at_least, n.at_least + top) for n in names.sizes))
        about = [closed(c, rivals) for c in given if _speaks_of_sizes_only(c)]
        fits = [at for at in all_ if all(isinstance(judge(run, Model(sizes=dict(zip(names.sizes, at, strict=True)))), Holds) for run in about)]
        self.names = names.sizes
        self.ordered = sorted(fits, key=lambda at: (sum(at), max(at, default=0), at))
        self.apart = [at for at in self.ordered if len(set(at)) == len(at) and max(at, default=0) > 1] or self.ordered
        self.none = not self.ordered

    def choose(self, k: int, rng: Random) -> dict[Size, int]:
        """The sizes of the k-th model: every other one in order of size, the rest all different."""
        if k % 2 == 0:
            at = self.ordered[k // 2 % len(self.ordered)]
        else:
            at = self.apart[rng.randrange(min(len(self.apart), 8 + k))]
        return dict(zip(self.names, at, strict=True))


def _speaks_of_sizes_only(c: Claim) -> bool:
    present = claim_free(c)
    return bool(present) and all(isinstance(n, Size) for n in present)
