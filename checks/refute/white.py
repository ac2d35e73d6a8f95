"""Which finite spaces are white: mean 0, variance 1, uncorrelated?  Built exactly, over the rationals.

If O is a rational orthogonal matrix whose first column has no zero, then outcomes k with probability O_k0**2 and values
w_a = O_ka / O_k0 are white: sum_k O_k0**2 (O_ka / O_k0) = sum_k O_k0 O_ka = 0, and sum_k O_ka O_kb = delta_ab.  Their third
moments do not vanish and their entries depend on one another, so nothing holds by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import product
from random import Random
from typing import TypeAlias, final

from flint import fmpq, fmpq_mat

from checks.evaluate.value import ONE

Row: TypeAlias = tuple[fmpq, ...]


class Kind(Enum):
    """How the white coordinates are made."""

    DEPENDENT = "as few outcomes as possible; entries depend on one another"
    PRODUCT = "independent two-valued coordinates with a third moment"
    SIGNS = "independent signs"
    FEW_SIGNS = "signs that are pairwise independent only"


@final
@dataclass(frozen=True, slots=True)
class White:
    """Outcomes (probability, coordinates) with mean 0 and covariance the identity."""

    outcomes: tuple[tuple[fmpq, Row], ...]


def white(n: int, kind: Kind, rng: Random) -> White:
    """A white space of n coordinates."""
    if n == 0:
        return White(((ONE, ()),))
    if kind is Kind.SIGNS and n <= 3:
        return _product([_two_valued(ONE)] * n)
    if kind is Kind.PRODUCT and n <= 3:
        return _product([_two_valued(fmpq(*rng.choice(((2, 1), (1, 2), (3, 1), (3, 2))))) for _ in range(n)])
    if kind is Kind.FEW_SIGNS and n <= 7:
        return _hadamard(n)
    return _orthogonal(n, rng)


def _two_valued(a: fmpq) -> list[tuple[fmpq, fmpq]]:
    """a with probability 1/(1 + a**2), else -1/a: mean 0, variance 1, third moment a - 1/a."""
    p = 1 / (1 + a * a)
    return [(p, a), (1 - p, -1 / a)]


def _product(coordinates: list[list[tuple[fmpq, fmpq]]]) -> White:
    out: list[tuple[fmpq, Row]] = []
    for choice in product(*coordinates):
        p = ONE
        for q, _ in choice:
            p *= q
        out.append((p, tuple(x for _, x in choice)))
    return White(tuple(out))


def _hadamard(n: int) -> White:
    """Rows of a Hadamard matrix of order 2, 4 or 8 without its first column."""
    order = 2 if n == 1 else 4 if n <= 3 else 8
    rows = [tuple(fmpq((-1) ** (k & c).bit_count()) for c in range(1, n + 1)) for k in range(order)]
    return White(tuple((fmpq(1, order), r) for r in rows))


def _orthogonal(n: int, rng: Random) -> White:
    while True:
        o = reflection(n + 1, rng)
        if n < 4 and rng.random() < 0.25:
            o = o * reflection(n + 1, rng)
        first = [o[k, 0] for k in range(n + 1)]
        if all(first):
            break
    return White(tuple((c * c, tuple(o[k, a] / c for a in range(1, n + 1))) for k, c in enumerate(first)))


def reflection(n: int, rng: Random) -> fmpq_mat:
    """1 - 2 v v' / v'v for a vector v of small non-zero integers: a rational orthogonal matrix."""
    v = [rng.choice((-2, -1, 1, 2, 3)) for _ in range(n)]
    square = sum(x * x for x in v)
    return fmpq_mat(n, n, [fmpq((i == j) * square - 2 * v[i] * v[j], square) for i in range(n) for j in range(n)])
