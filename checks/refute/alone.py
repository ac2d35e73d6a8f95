"""Which variable does an equation give?  One that is a side of it, or a summand of a side, and stands nowhere else in it."""

from __future__ import annotations

from functools import lru_cache

from checks.kernel import term as t
from checks.kernel.bind import free, free_indices
from checks.kernel.claim import Relation
from checks.kernel.names import Free, Index, Term, Variable
from checks.kernel.substitute import shape_of


def alone(x: Term) -> Variable | None:
    """The variable of which `x` is an entry or the whole."""
    match x:
        case Variable():
            return x
        case t.Entry(Variable() as v, _):
            return v
        case _:
            return None


@lru_cache(maxsize=1_000)
def gives(equation: Relation, over: tuple[Index, ...]) -> tuple[tuple[Variable, Term, Term], ...]:
    """(v, x, y): the equation says x == y, x is an entry of v or the whole, and y does not mention v.  v has no facts but a sign.

    Entries at all the indices `over` which the equation is closed come first: the others are given once for each index.
    """
    pairs = [(equation.left, equation.right), (equation.right, equation.left)]
    if not shape_of(equation.left):
        summands = [*_summands(equation.left, True), *_summands(equation.right, False)]
        for k, (x, plus) in enumerate(summands):
            rest: Term = t.ZERO
            for y, same in summands[:k] + summands[k + 1 :]:
                rest = t.Sub(rest, y) if same is plus else t.Add(rest, y)
            pairs.append((x, rest))
    found = [(v, x, y) for x, y in pairs if (v := alone(x)) is not None and v not in free(y) and isinstance(v.facts, Free)]
    return tuple(sorted(found, key=lambda given: not free_indices(given[1]).issuperset(over)))


def _summands(x: Term, plus: bool) -> list[tuple[Term, bool]]:
    """The summands of a number, each with its sign."""
    match x:
        case t.Add(a, b):
            return _summands(a, plus) + _summands(b, plus)
        case t.Sub(a, b):
            return _summands(a, plus) + _summands(b, not plus)
        case t.Neg(a):
            return _summands(a, not plus)
        case _:
            return [(x, plus)]
