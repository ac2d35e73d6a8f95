"""Which integer is this size, index or range end?  And which entries does an array have?"""

from __future__ import annotations

from functools import lru_cache

from checks.evaluate.scope import IntegerRun, Scope
from checks.kernel import term as t
from checks.kernel.names import Index, Size, Term, Variable


@lru_cache(maxsize=20_000)
def integer(x: Term) -> IntegerRun:
    """The function from a scope to an integer built from sizes, indices and whole numbers."""
    match x:
        case t.Num(v) if v.denominator == 1:
            whole = int(v)
            return lambda s: whole
        case Size():
            return lambda s: s.sizes[x]
        case Index():
            return lambda s: s.index[x]
        case t.Add(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) + right(s)
        case t.Sub(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) - right(s)
        case t.Mul(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) * right(s)
        case t.Neg(a):
            left = integer(a)
            return lambda s: -left(s)
        case _:
            raise TypeError(f"not an integer: {x!r}")


def dims(s: Scope, v: Variable) -> tuple[int, ...]:
    """The shape of a variable, in numbers."""
    return tuple(integer(n)(s) for n in v.shape)


def places(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All entries of an array, in row-major order, counted from 1."""
    out: list[tuple[int, ...]] = [()]
    for n in shape:
        out = [(*at, i) for at in out for i in range(1, n + 1)]
    return out
