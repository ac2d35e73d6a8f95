"""Where is a formula being evaluated?  The model, and what indices, parameters, outcomes and derivatives have put in its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias

from flint import fmpq

from checks.evaluate.model import Model, Outcome
from checks.evaluate.value import Array, LogUndefined, Undefined, plainly
from checks.kernel.names import Family, Index, Size, Variable

LARGEST_SUM = 3_000_000  # terms in one evaluation; beyond it a sum is not evaluated


class Evaluation:
    """One model at one precision: what its formulas evaluate to, and how many more terms may be summed."""

    __slots__ = ("_joint", "budget", "busy", "known", "model")

    def __init__(self, model: Model) -> None:
        self.model = model
        self.known = {v: a for v, a in model.arrays.items() if v not in model.formulas}  # and what formulas have given
        self.busy: set[Variable] = set()
        self.budget = LARGEST_SUM
        self._joint: dict[frozenset[Family], tuple[Outcome, ...]] = {}

    def joint(self, families: frozenset[Family]) -> tuple[Outcome, ...]:
        """The joint outcomes of independent families."""
        found = self._joint.get(families)
        if found is None:
            found = self._joint[families] = self.model.outcomes(tuple(f for f in self.model.spaces if f in families))
        return found


class Scope:
    """`index` is shared with the scopes inside and changed in place by sums; everything else belongs to this scope."""

    __slots__ = ("depth", "evaluation", "index", "memo", "model", "outcomes", "sizes", "smooth", "values")

    def __init__(
        self,
        evaluation: Evaluation,
        index: dict[Index, int],
        sizes: Mapping[Size, int],
        values: Mapping[Variable, Array],
        *,
        depth: int = 0,
        smooth: bool = False,
    ) -> None:
        self.evaluation, self.model = evaluation, evaluation.model
        self.index, self.sizes, self.values = index, sizes, values
        self.depth, self.smooth = depth, smooth  # how many derivatives stand around; is there one
        self.memo: dict[Hashable, object] = {}
        self.outcomes: dict[frozenset[Family], list[tuple[fmpq, Scope]]] = {}  # the scopes inside expectations

    def given(self, values: Mapping[Variable, Array]) -> Scope:
        """The same place with other values of some variables."""
        return Scope(self.evaluation, self.index, self.sizes, {**self.values, **values}, depth=self.depth, smooth=self.smooth)

    def differentiating(self, variable: Variable, value: Array) -> Scope:
        """Inside a derivative by `variable`: nothing absorbs an undefined logarithm there."""
        values = self.values if self.smooth else {v: _plain(a) for v, a in self.values.items()}
        return Scope(self.evaluation, self.index, self.sizes, {**values, variable: value}, depth=self.depth + 1, smooth=True)

    def called(self, index: dict[Index, int], sizes: Mapping[Size, int], values: Mapping[Variable, Array]) -> Scope:
        """Inside a definition with parameters."""
        return Scope(
            self.evaluation,
            {**self.model.positions, **index},
            {**self.sizes, **sizes},
            {**self.values, **values},
            depth=self.depth,
            smooth=self.smooth,
        )


def root(evaluation: Evaluation, index: Mapping[Index, int] | None = None) -> Scope:
    model = evaluation.model
    return Scope(evaluation, {**model.positions, **(index or {})}, model.sizes, {})


def _plain(a: Array) -> Array:
    if not any(isinstance(x, LogUndefined) for x in a.entries):
        return a
    return Array(a.shape, tuple(plainly(x) for x in a.entries))


IntegerRun: TypeAlias = Callable[[Scope], int]
OUT_OF_RANGE = Undefined("an entry out of range")
