"""How are the entries of arrays added, multiplied and rearranged?  Cells: a value for every index tuple, () for a scalar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TypeAlias, TypeVar

from checks.cas import values as v
from checks.cas.library import sp
from checks.cas.values import Value

Cells: TypeAlias = Mapping[tuple[int, ...], Value]  # (): a scalar; (i,): a vector; (i, j): a matrix
K = TypeVar("K")


def places(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every index tuple of an array of `shape`, in row-major order, counted from 1."""
    return list(product(*(range(1, n + 1) for n in shape)))


def add(a: Cells, b: Cells) -> Cells:
    return {k: v.add(a[k], b[k]) for k in a}


def negate(a: Cells) -> Cells:
    return {k: v.negate(u) for k, u in a.items()}


def scale(a: Cells, b: Cells) -> Cells:
    """A product of which at most one factor is an array."""
    if () in a:
        return {k: v.multiply(a[()], u) for k, u in b.items()}
    return {k: v.multiply(u, b[()]) for k, u in a.items()}


def matmul(a: Cells, b: Cells) -> Cells:
    """(m, k)(k, n) -> (m, n), and the same with vectors: the last index of `a` meets the first of `b`."""
    rows, columns = _distinct(k[:-1] for k in a), _distinct(k[1:] for k in b)
    inner = _distinct(k[0] for k in b)
    return {i + j: v.add(*(v.multiply(a[(*i, k)], b[(k, *j)]) for k in inner)) for i, j in product(rows, columns)}


def outer(a: Cells, b: Cells) -> Cells:
    return {i + j: v.multiply(p, q) for (i, p), (j, q) in product(a.items(), b.items())}


def norm(a: Cells) -> Value:
    """The square root of the sum of squared entries."""
    return v.strict(sp.sqrt, v.strict(lambda *u: sp.Add(*(x**2 for x in u)), *a.values()))


def diagonal(a: Cells) -> Cells:
    return {(*i, *j): p if i == j else sp.S.Zero for (i, p), j in product(a.items(), a)}


def identity(n: int) -> Cells:
    return {(i, j): sp.Integer(i == j) for i, j in places((n, n))}


def _distinct(keys: Iterable[K]) -> list[K]:
    return list(dict.fromkeys(keys))
