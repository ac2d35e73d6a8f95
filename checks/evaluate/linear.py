"""What are products, traces, norms and ranks of arrays of values?  Every entry keeps its own value or lack of one."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from flint import fmpq, fmpq_mat

from checks.evaluate.arithmetic import mul, total
from checks.evaluate.functions import apply
from checks.evaluate.value import BAD, ONE, ZERO, Array, Dual, Undecidable, Undefined, Value, plainly
from checks.kernel.term import Fn


def entrywise(f: Callable[[Value], Value], a: Array) -> Array:
    return Array(a.shape, tuple(f(x) for x in a.entries))


def pairwise(f: Callable[[Value, Value], Value], a: Array, b: Array) -> Array:
    return Array(a.shape, tuple(f(x, y) for x, y in zip(a.entries, b.entries, strict=True)))


def product(a: Array, b: Array) -> Array:
    """sum_k a[.., k] * b[k, ..]"""
    inner = b.shape[0]
    rows, columns = prod(a.shape[:-1]), prod(b.shape[1:])
    out = (
        total(mul(a.entries[i * inner + k], b.entries[k * columns + j]) for k in range(inner)) for i in range(rows) for j in range(columns)
    )
    return Array(a.shape[:-1] + b.shape[1:], tuple(out))


def transpose(a: Array) -> Array:
    m, n = a.shape
    return Array((n, m), tuple(a.entries[i * n + j] for j in range(n) for i in range(m)))


def trace(a: Array) -> Value:
    n = a.shape[0]
    return total(a.entries[i * n + i] for i in range(n))


def outer(a: Array, b: Array) -> Array:
    return Array(a.shape + b.shape, tuple(mul(x, y) for x in a.entries for y in b.entries))


def diagonal(a: Array) -> Array:
    n = a.shape[0]
    return Array((n, n), tuple(a.entries[i] if i == j else ZERO for i in range(n) for j in range(n)))


def identity(n: int) -> Array:
    return diagonal(Array((n,), (ONE,) * n))


def norm(a: Array) -> Value:
    return apply(Fn.SQRT, sum_of_squares(a))


def sum_of_squares(a: Array) -> Value:
    return total(mul(x, x) for x in map(plainly, a.entries))


def rank(a: Array) -> Value:
    """Exact, so exact entries are needed; a rank has no derivative."""
    exact: list[fmpq] = []
    for x in a.entries:
        if isinstance(x, BAD):
            return plainly(x)
        if isinstance(x, Dual):
            return Undefined("a rank has no derivative")
        if type(x) is not fmpq:
            return Undecidable("the rank of a matrix with irrational entries")
        exact.append(x)
    m, n = a.shape
    return fmpq(fmpq_mat(m, n, exact).rank())
