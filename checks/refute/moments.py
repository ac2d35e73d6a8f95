"""Which finite probability space has the moments a hypothesis states?  `mean + L w` for a white w, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import final

from flint import fmpq, fmpq_mat

from checks.evaluate.value import ZERO
from checks.refute.squares import squares
from checks.refute.white import Kind, Row, white

MOST_BITS = 100  # of a variance that is written as a sum of squares


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
        if left.height_bits() > MOST_BITS:
            return Impossible("a variance is too long a number")
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
