"""Which sizes are tried?  One first, small before large, and different values for different sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from random import Random

from checks.evaluate.integers import integer
from checks.evaluate.model import Model
from checks.evaluate.scope import Evaluation, root
from checks.kernel.bind import claim_free
from checks.kernel.claim import Claim
from checks.kernel.names import Size, Term
from checks.refute.inventory import Inventory
from checks.refute.statement import closed
from checks.refute.truth import Check, Holds, Rivals, judge

TOPS = (4, 12, 40)  # of measured mutants 73 % fall at size 1, 25 % at 2, 1 % at 3, 0.1 % at 4; more where there is nothing else to vary
MOST = 4096  # combinations
LARGER = (4, 5, 6, 7)  # above the least: tried now and then, the first of them first, for what goes wrong only there
DRAWS = 8  # of larger sizes, until some fit


class Sizes:
    """The sizes at which a statement is attacked."""

    def __init__(self, names: Inventory, given: Sequence[Claim], rivals: Rivals) -> None:
        alone = not (names.variables or names.random or names.functions or names.optimised)
        about = [closed(c, rivals) for c in given if _speaks_of_sizes_only(c)]
        lengths = [*(i.over for i in names.positions), *(d for v in (*names.variables, *names.random) for d in v.shape)]
        dimensions = [d for d in dict.fromkeys(lengths) if not isinstance(d, Size)]  # a size is positive by itself
        fits: list[tuple[int, ...]] = []
        for top in TOPS if about or not alone else TOPS[1:]:
            fits = [at for at in _combinations(names.sizes, top) if _fits(names.sizes, at, dimensions, about)]
            if fits:
                break
        self.names = names.sizes
        self._fit: Callable[[tuple[int, ...]], bool] = lambda at: _fits(names.sizes, at, dimensions, about)
        self.ordered = sorted(fits, key=lambda at: (sum(at), max(at, default=0), at))
        self.apart = [at for at in self.ordered if len(set(at)) == len(at) and max(at, default=0) > 1] or self.ordered
        self.none = not self.ordered

    def at_most(self, total: int) -> None:
        """Leave out sizes with a larger sum, but keep the smallest that is not 1 throughout."""
        least = min((sum(at) for at in self.ordered if max(at, default=0) > 1), default=0)
        self.ordered = [at for at in self.ordered if sum(at) <= max(total, least)]
        self.apart = [at for at in self.apart if sum(at) <= max(total, least)] or self.ordered

    def before(self, at: Mapping[Size, int]) -> list[dict[Size, int]]:
        """The sizes that are smaller than `at`, the smallest first."""
        total = sum(at.values())
        return [dict(zip(self.names, smaller, strict=True)) for smaller in self.ordered if sum(smaller) < total]

    def few(self) -> list[dict[Size, int]]:
        """A handful of sizes: the smallest, all equal, all different."""
        equal = [at for at in self.ordered if len(set(at)) == 1][:4]
        chosen = dict.fromkeys((*self.ordered[:1], *equal, *self.apart[:2], *self.apart[-1:]))
        return [dict(zip(self.names, at, strict=True)) for at in chosen]

    def larger(self, k: int, rng: Random) -> dict[Size, int] | None:
        """Sizes of which one, another for each k, is larger than all in `ordered`; None if none were found."""
        if not self.names:
            return None
        for _ in range(DRAWS):
            extra = rng.choice(LARGER) if k else LARGER[0]
            others = extra if rng.random() < 0.3 else None  # sizes may be tied to one another
            at = [n.at_least + (rng.randint(0, 2) if others is None else others) for n in self.names]
            grown = k % len(at)
            at[grown] = self.names[grown].at_least + extra
            if self._fit(tuple(at)):
                return dict(zip(self.names, at, strict=True))
        return None

    def choose(self, k: int, rng: Random) -> dict[Size, int]:
        """The sizes of the k-th model: every other one in order of size, the rest all different and mostly small."""
        if k % 2:
            at = _small(self.apart[: 8 + k], rng)
        else:
            at = self.ordered[k // 2 % len(self.ordered)]
        return dict(zip(self.names, at, strict=True))


def _small(among: Sequence[tuple[int, ...]], rng: Random) -> tuple[int, ...]:
    """One of them, the earlier the likelier: there is more to evaluate at large sizes, and less to find."""
    return among[min(rng.randrange(len(among)), rng.randrange(len(among)))]


def _combinations(names: Sequence[Size], top: int) -> list[tuple[int, ...]]:
    while top > 2 and top ** len(names) > MOST:
        top -= 1
    return list(product(*(range(n.at_least, n.at_least + top) for n in names)))


def _fits(names: Sequence[Size], at: tuple[int, ...], dimensions: Sequence[Term], about: Sequence[Check]) -> bool:
    """Every array has an entry, every position a place, and the hypotheses about sizes hold."""
    if not dimensions and not about:
        return True
    model = Model(sizes=dict(zip(names, at, strict=True)))
    s = root(Evaluation(model))
    return all(integer(d)(s) >= 1 for d in dimensions) and all(isinstance(judge(run, model), Holds) for run in about)


def _speaks_of_sizes_only(c: Claim) -> bool:
    present = claim_free(c)
    return bool(present) and all(isinstance(n, Size) for n in present)
