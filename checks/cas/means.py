"""What does SymPy make of E?  A symbol for each moment, by the definition of independent families.

    E[c f(q) g(k)] = c E[f(q)] E[g(k)]        q, k of different families, c not random

Within a family nothing is assumed: E[q_1 q_2] is a symbol of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from checks.cas.library import Expr, sp
from checks.cas.size import MEAN_TERMS, check_size
from checks.kernel.names import Family


@final
@dataclass(frozen=True, slots=True)
class _Group:
    """A product of factors, and the families they depend on."""

    families: frozenset[Family]
    product: Expr


class Means:
    """The moment symbols of one lowering, and which random symbol belongs to which family."""

    def __init__(self) -> None:
        self._family: dict[Expr, Family] = {}
        self._moments: dict[Expr, Expr] = {}
        self.of: dict[Expr, Expr] = {}  # moment symbol -> what it is the mean of

    def random(self, x: Expr, family: Family) -> None:
        self._family[x] = family

    def depend_on(self, x: Expr, by: Expr) -> bool:
        """Does `x` contain a moment of something that depends on `by`?"""
        return any(by in self.of[m].free_symbols for m in x.free_symbols if m in self.of)

    def mean(self, x: Expr) -> Expr:
        """E[x], expanded: linear in sums, factored over independent families.  Raises `TooLarge`."""
        check_size(x, MEAN_TERMS)
        return sp.Add(*(self._product(term) for term in sp.Add.make_args(sp.expand(x))))

    def _product(self, term: Expr) -> Expr:
        """Factors that share a family, directly or through others, stay together in one moment."""
        constant: list[Expr] = []
        groups: list[_Group] = []
        for factor in sp.Mul.make_args(term):
            families = frozenset(self._family[s] for s in factor.free_symbols if s in self._family)
            if not families:
                constant.append(factor)
                continue
            touched = [g for g in groups if g.families & families]
            groups = [g for g in groups if not g.families & families]
            groups.append(_Group(families.union(*(g.families for g in touched)), sp.Mul(*(g.product for g in touched), factor)))
        return sp.Mul(*constant, *(self._moment(g.product) for g in groups))

    def _moment(self, x: Expr) -> Expr:
        if x not in self._moments:
            made = sp.Symbol(f"E[{x}]", real=True)
            self._moments[x] = made
            self.of[made] = x
        return self._moments[x]
