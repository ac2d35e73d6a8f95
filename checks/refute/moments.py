"""Which finite probability space has the moments a hypothesis states?  Built exactly, over the rationals.

Every space here is `mean + L w`, where w is white: E[w_a] = 0 and E[w_a w_b] = delta_ab.  If O is a rational orthogonal
matrix whose first column has no zero, then outcomes k with probability O_k0**2 and w_a = O_ka / O_k0 are exactly white:
sum_k O_k0**2 (O_ka / O_k0) = sum_k O_k0 O_ka = 0, and sum_k O_ka O_kb = delta_ab.  Their third moments do not vanish and their
entries depend on one another, so nothing holds by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from math import isqrt
from random import Random
from typing import TypeAlias, final

from flint import fmpq, fmpq_mat

from checks.evaluate.value import ONE, ZERO

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


# ---------------------------------------------------------------- prescribed moments
@final
@dataclass(slots=True)
class Moments:
    """What is asked of the entries of a family: some means, some raw and some central second moments."""

    means: dict[int, fmpq] = field(default_factory=dict[int, fmpq])
    raw: dict[tuple[int, int], fmpq] = field(default_factory=dict[tuple[int, int], fmpq])
    central: dict[tuple[int, int], fmpq] = field(default_factory=dict[tuple[int, int], fmpq])


@final
@dataclass(frozen=True, slots=True)
class Impossible:
    """No space was found with these moments: a variance would be negative, or two demands differ."""

    why: str


def space(count: int, asked: Moments, kind: Kind, rng: Random) -> tuple[tuple[fmpq, Row], ...] | Impossible:
    """Outcomes of `count` numbers with exactly the moments asked; what is not asked is generic."""
    second = bool(asked.raw or asked.central)
    mean = [asked.means[i] if i in asked.means else _mean(count, bool(asked.raw), rng) for i in range(count)]
    if not second:
        return _shifted(count, mean, asked, rng)
    wanted = dict(asked.central)
    for (i, j), m in asked.raw.items():
        c = m - mean[i] * mean[j]
        if wanted.setdefault((i, j), c) != c:
            return Impossible("a second moment and a covariance disagree")
    rows = _factor(count, wanted, rng)
    if isinstance(rows, Impossible):
        return rows
    made = white(len(rows[0]) if rows else 0, kind, rng)
    return tuple((p, tuple(m + _dot(row, w) for m, row in zip(mean, rows, strict=True))) for p, w in made.outcomes)


def _mean(count: int, small: bool, rng: Random) -> fmpq:
    """A mean that leaves room for the variance."""
    return fmpq(rng.choice((-1, 0, 1)), 2 * count) if small else fmpq(rng.choice((-3, -1, 0, 1, 2)), 2)


def _shifted(count: int, mean: list[fmpq], asked: Moments, rng: Random) -> tuple[tuple[fmpq, Row], ...]:
    """Generic values, moved so that the means asked for are right."""
    weights = [rng.randint(1, 4) for _ in range(rng.choice((2, 3)))]
    p = [fmpq(w, sum(weights)) for w in weights]
    values = [[fmpq(rng.randint(-4, 4), rng.choice((1, 2))) for _ in range(count)] for _ in weights]
    for i in asked.means:
        off = mean[i] - sum((q * v[i] for q, v in zip(p, values, strict=True)), ZERO)
        for v in values:
            v[i] += off
    return tuple((q, tuple(v)) for q, v in zip(p, values, strict=True))


def _factor(count: int, wanted: dict[tuple[int, int], fmpq], rng: Random) -> list[Row] | Impossible:
    """Rational rows l_i with l_i . l_j as wanted; pairs that are not mentioned come out as they may.

    Row by row: l_i = sum of earlier rows + a part in new dimensions, whose square length is a sum of four rational squares.
    """
    rows: list[list[fmpq]] = []
    for i in range(count):
        asked = {j: wanted.get((i, j), wanted.get((j, i))) for j in range(i)}
        fixed = {j: c for j, c in asked.items() if c is not None}
        length = wanted.get((i, i))
        if length is None:
            length = fmpq(rng.choice((1, 1, 4)))
        loose = [j for j in range(i) if j not in fixed]
        copy = _copied(rows, fixed, length, loose, rng)
        if copy is not None:
            rows.append(copy)
            continue
        line = _combination(rows, fixed)
        if line is None:
            return Impossible("the covariances asked for contradict one another")
        left = length - _dot(line, line)
        if left < 0:
            return Impossible("a variance asked for is negative, or too small for its covariances")
        fresh = squares(left)
        width = len(rows[0]) if rows else 0
        rows = [[*r, *[ZERO] * len(fresh)] for r in rows]
        rows.append([*line, *[ZERO] * (width - len(line)), *fresh])
    return [tuple(r) for r in rows]


def _copied(rows: list[list[fmpq]], fixed: dict[int, fmpq], length: fmpq, loose: list[int], rng: Random) -> list[fmpq] | None:
    """An earlier row, or its negative, that no demand ties to this one: the two entries are then equal or opposite."""
    if not loose or rng.random() < 0.4:
        return None
    sign = fmpq(rng.choice((-1, 1, 1)))
    for j in loose:
        row = [sign * x for x in rows[j]]
        if _dot(row, row) == length and all(_dot(row, rows[k]) == c for k, c in fixed.items()):
            return row
    return None


def _dot(a: Sequence[fmpq], b: Sequence[fmpq]) -> fmpq:
    return sum((x * y for x, y in zip(a, b, strict=True)), ZERO)


def _combination(rows: list[list[fmpq]], fixed: dict[int, fmpq]) -> list[fmpq] | None:
    """The combination of the rows in `fixed` that has the given products with them."""
    width = len(rows[0]) if rows else 0
    if not any(fixed.values()):
        return [ZERO] * width
    used = list(fixed)
    gram = fmpq_mat(len(used), len(used) + 1, [x for j in used for x in (*(_dot(rows[j], rows[k]) for k in used), fixed[j])])
    solution = particular(gram)
    if solution is None:
        return None
    return [sum((a * rows[j][c] for a, j in zip(solution, used, strict=True)), ZERO) for c in range(width)]


def particular(augmented: fmpq_mat) -> list[fmpq] | None:
    """A solution of the linear system [A | b] in which the free unknowns are 0; None if there is none."""
    reduced, rank = augmented.rref()
    unknowns = augmented.ncols() - 1
    out = [ZERO] * unknowns
    for r in range(rank):
        pivot = next(c for c in range(unknowns + 1) if reduced[r, c] != 0)
        if pivot == unknowns:
            return None
        out[pivot] = reduced[r, unknowns]
    return out


def squares(x: fmpq) -> list[fmpq]:
    """At most four positive rationals whose squares sum to x >= 0 (Lagrange)."""
    n, d = int(x.p * x.q), int(x.q)
    for count in range(5):
        found = _sum_of_squares(n, count)
        if found is not None:
            return [fmpq(r, d) for r in found]
    raise AssertionError("every natural number is a sum of four squares")


def _sum_of_squares(n: int, count: int) -> list[int] | None:
    if count == 0:
        return [] if n == 0 else None
    root = isqrt(n)
    if count == 1:
        return [root] if root * root == n and n else None
    if n and count == 3 and n % 4 == 0:
        half = _sum_of_squares(n // 4, 3)
        return None if half is None else [2 * r for r in half]
    if count == 3 and n % 8 == 7:  # Legendre: not a sum of three squares
        return None
    for r in range(root, 0, -1):
        rest = _sum_of_squares(n - r * r, count - 1)
        if rest is not None:
            return [r, *rest]
    return None
