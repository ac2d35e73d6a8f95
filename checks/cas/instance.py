"""What does a statement say at one assignment of the sizes and positions?  Hypotheses as equations and signs, sides as entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import final

from checks.cas.equations import Equations
from checks.cas.library import Expr
from checks.cas.lower import Beyond, Env, Lowering
from checks.cas.names import Names
from checks.cas.naming import declarations, free_in_order
from checks.cas.values import Undefined, Value
from checks.cas.weight import NODES, weight
from checks.kernel.bind import free
from checks.kernel.claim import Both, Claim, Forall, Rel, Relation
from checks.kernel.names import Declaration, Index, Size, Term, Variable

INSTANCES = 100  # values of the free indices of one claim at one assignment of the sizes


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a relation at one entry and one value of the free indices."""

    left: Value
    right: Value
    env: tuple[tuple[Index, int], ...]
    at: tuple[int, ...]  # the entry, if the sides are arrays


class Instance:
    """The hypotheses at explicit sizes; `opaque` names those that SymPy could not be told."""

    def __init__(self, sizes: Mapping[Size, int], positions: Env, hypotheses: tuple[Claim, ...], cited: tuple[Claim, ...] = ()) -> None:
        self.lowering = Lowering(sizes, positions, Names())
        self.equations = Equations()
        self.opaque: list[str] = []
        self._facts: set[Variable] = set()
        for claim in hypotheses:
            self._assume(claim, {})
        given, unsolved = list(self.opaque), len(self.equations.unsolved)
        for claim in cited:  # true anyway: what of it SymPy cannot be told is no loss
            self._assume(claim, {})
        self.opaque = given
        self.equations.unsolved = self.equations.unsolved[:unsolved]

    def declare(self, terms: tuple[Term, ...]) -> None:
        """Use the declared facts of the variables in `terms`."""
        depends = frozenset[Declaration]().union(*(free(x) for x in terms))  # parameters of definitions are not among them
        for d in declarations(terms):
            if isinstance(d, Variable) and d in depends and d not in self._facts:
                self._facts.add(d)
                self.equations.add_fact(self.lowering, d)

    def _assume(self, claim: Claim, env: Env) -> None:
        match claim:
            case Relation():
                try:
                    self.declare((claim.left, claim.right))
                    for s in self.sides(claim, env):
                        self._use(s, claim.rel)
                except Beyond as e:
                    self.opaque.append(e.why)
            case Both(parts):
                for p in parts:
                    self._assume(p, env)
            case Forall():
                for body, here in self.cases(claim, env):
                    self._assume(body, here)
            case _:
                self.opaque.append("a hypothesis that is not an equation or an inequality")

    def _use(self, s: Sides, rel: Rel) -> None:
        if isinstance(s.left, Undefined) or isinstance(s.right, Undefined):
            self.opaque.append("a hypothesis that is undefined at this size")
            return
        match rel:
            case Rel.EQ:
                self.equations.add(s.left - s.right)
            case Rel.GE | Rel.GT:
                self.equations.at_least_zero(s.left - s.right, strict=rel is Rel.GT)
            case Rel.LE | Rel.LT:
                self.equations.at_least_zero(s.right - s.left, strict=rel is Rel.LT)
            case _:
                self.opaque.append("a hypothesis that two things differ")

    def cases(self, claim: Forall, env: Env) -> Iterator[tuple[Claim, Env]]:
        """The body at every value of the quantified indices."""
        for values in product(*(range(1, 1 + self.lowering.integer(i.over, env)) for i in claim.indices)):
            yield claim.claim, {**env, **dict(zip(claim.indices, values, strict=True))}

    def sides(self, claim: Relation, env: Env) -> Iterator[Sides]:
        """Both sides at every entry and every value of the free indices.  Raises `Beyond`."""
        free = free_in_order((claim.left, claim.right))
        indices = [i for i in free if isinstance(i, Index) and not i.fixed and i not in env]
        if max(weight(x, self.lowering.sizes) for x in (claim.left, claim.right)) > NODES:
            raise Beyond("too large at this size")
        ranges = [self.lowering.integer(i.over, env) for i in indices]
        if prod(ranges) > INSTANCES:
            raise Beyond("too many values of the free indices")
        for values in product(*(range(1, n + 1) for n in ranges)):
            here = {**env, **dict(zip(indices, values, strict=True))}
            left, right = self.lowering.cells(claim.left, here), self.lowering.cells(claim.right, here)
            for at in left:
                yield Sides(left[at], right[at], tuple(here.items()), at)


def difference(s: Sides) -> Expr:
    """left - right, of sides that are defined."""
    return s.left - s.right
