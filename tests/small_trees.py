"""Every formula of three levels over a few leaves and heads: where a printer forgets a parenthesis, two of them print alike."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checks.kernel import term as t
from tests.strategies import WORLD

X, TWO, MINUS, THIRD = WORLD.x.term, t.Num(Fraction(2)), t.Num(Fraction(-2)), t.Num(Fraction(1, 3))
U, K, N = t.Entry(WORLD.u.term, (WORLD.i.term,)), WORLD.i.term, WORLD.n.term


def unary(x: t.Term) -> Iterator[t.Term]:
    yield t.Neg(x)
    yield t.Sum(K, t.ONE, N, x)
    yield t.Derivative(x, X)
    yield t.Mean(x)
    for fn in (t.Fn.EXP, t.Fn.LOG, t.Fn.SQRT, t.Fn.ABS):
        yield t.Func(fn, x)


def binary(x: t.Term, y: t.Term) -> Iterator[t.Term]:
    for head in (t.Add, t.Sub, t.Mul, t.Div, t.Pow):
        yield head(x, y)


def grow(leaves: list[t.Term]) -> list[t.Term]:
    ones = [y for x in leaves for y in unary(x)]
    return leaves + ones + [z for x in leaves for y in leaves for z in binary(x, y)]


def small_trees() -> Iterator[t.Term]:
    """Three levels over x and 2; two levels over more numbers, and their sums and logs."""
    yield from grow(grow([X, TWO]))
    yield from grow([MINUS, THIRD, U, *grow([TWO, MINUS, THIRD])])
