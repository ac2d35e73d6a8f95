"""How many nodes does a formula have once its sums are written out?  A cap on size that does not depend on what was asked before."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine
from checks.kernel.names import Size, Term
from checks.kernel.substitute import shape_of
from checks.kernel.walk import children

NODES = 100_000


def weight(x: Term, sizes: Mapping[Size, int]) -> int:
    """An upper estimate of the nodes of `x` written out at `sizes`, shared parts counted once per occurrence."""
    memo: dict[int, int] = {}

    def visit(x: Term) -> int:
        if id(x) not in memo:
            memo[id(x)] = _own(x) * (1 + sum(visit(c) for c in _parts(x)))
        return memo[id(x)]

    def _own(x: Term) -> int:
        match x:
            case t.Sum(i, _, _, _) | t.Product(i, _, _, _) | t.Average(i, _, _) | t.Max(i, _) | t.Min(i, _):
                return max(1, extent(i.over))
            case t.MatMul(_, b):
                return prod(map(extent, shape_of(x))) * extent(shape_of(b)[0])
            case t.Apply(d, _):
                return prod(extent(i.over) for i in d.indices)
            case _:
                return 1

    def extent(size: Term) -> int:
        """The size, or the largest known one where it depends on the arguments of a definition."""
        try:
            form = affine(size)
        except NotAnInteger:
            return 1
        largest = max(sizes.values(), default=3)
        return max(
            1, form.const + sum(c * prod(sizes.get(s, largest) if isinstance(s, Size) else largest for s in k) for k, c in form.terms)
        )

    return visit(x)


def _parts(x: Term) -> tuple[Term, ...]:
    return (*children(x), x.definition.body) if isinstance(x, t.Apply) else children(x)
