"""What is a model?  A value for every size, position, variable, random family and unknown function.

Values are exact rationals.  A variable may instead be given by a formula, if an equation defines it; a variable that is a
function of others is given by an explicit rational function, so that derivatives by its parameters have a meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import final

from flint import fmpq

from checks.evaluate.arithmetic import add, div, mul, total
from checks.evaluate.value import ONE, ZERO, Array, Value
from checks.kernel.claim import Relation
from checks.kernel.names import Family, Function, Index, Size, Term, Variable


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """One elementary event of a family: its probability, and what every random variable of the family is there."""

    probability: fmpq
    values: Mapping[Variable, Array]


@final
@dataclass(frozen=True, slots=True)
class Space:
    """A finite probability space for one family; probabilities are positive and sum to one."""

    outcomes: tuple[Outcome, ...]


@final
@dataclass(frozen=True, slots=True)
class Polynomial:
    """f(u) = constant + sum_i linear_i u_i + quadratic_i u_i u_{i+1} + cubic_i u_i**3 over the entries of u.

    Entries are counted cyclically and so are the coefficients: one polynomial serves arrays of every size.
    """

    constant: fmpq
    linear: tuple[fmpq, ...]
    quadratic: tuple[fmpq, ...]
    cubic: tuple[fmpq, ...]

    def at(self, u: tuple[Value, ...]) -> Value:
        parts: list[Value] = [self.constant]
        for i, x in enumerate(u):
            follower = u[(i + 1) % len(u)]
            slope = total((self._of(self.linear, i), mul(self._of(self.quadratic, i), follower), mul(self._of(self.cubic, i), mul(x, x))))
            parts.append(mul(x, slope))
        return total(parts)

    def gradient(self, u: tuple[Value, ...]) -> tuple[Value, ...]:
        n = len(u)
        out: list[Value] = []
        for i, x in enumerate(u):
            before, after = (i - 1) % n, (i + 1) % n
            out.append(
                total(
                    (
                        self._of(self.linear, i),
                        mul(self._of(self.quadratic, i), u[after]),
                        mul(self._of(self.quadratic, before), u[before]),
                        mul(mul(fmpq(3), self._of(self.cubic, i)), mul(x, x)),
                    )
                )
            )
        return tuple(out)

    @staticmethod
    def _of(row: tuple[fmpq, ...], i: int) -> fmpq:
        return row[i % len(row)]

    def __str__(self) -> str:
        return f"u -> {self.constant} + sum_i {_cycle(self.linear)} u_i + {_cycle(self.quadratic)} u_i u_(i+1) + {_cycle(self.cubic)} u_i^3"


def _cycle(row: tuple[fmpq, ...]) -> str:
    return "(" + ", ".join(str(c) for c in row) + ", ...)_i"


@final
@dataclass(frozen=True, slots=True)
class Curve:
    """An array that is a function of parameters u: w_k(u) = floor_k + (shift_k + sum_j slope_kj u_j)**2, each divided by their sum.

    Floors are positive, so every entry is positive, and they sum to one, for every u.
    """

    floors: tuple[fmpq, ...]
    shifts: tuple[fmpq, ...]
    slopes: tuple[tuple[fmpq, ...], ...]

    def at(self, u: tuple[Value, ...]) -> tuple[Value, ...]:
        weights: list[Value] = []
        for floor, shift, row in zip(self.floors, self.shifts, self.slopes, strict=True):
            line = add(shift, total(mul(c, x) for c, x in zip(row, u, strict=True)))
            weights.append(add(floor, mul(line, line)))
        whole = total(weights)
        return tuple(div(w, whole) for w in weights)

    def __str__(self) -> str:
        rows = "; ".join(
            f"{f} + ({s} + {' + '.join(f'{c} u_{j}' for j, c in enumerate(row, 1))})^2"
            for f, s, row in zip(self.floors, self.shifts, self.slopes, strict=True)
        )
        return f"u -> ({rows}) / their sum"


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """The value of an entry by an equation that a hypothesis states: identical to the other side by construction."""

    term: Term
    index: Mapping[Index, int]
    equation: Relation


@final
@dataclass(frozen=True, slots=True)
class Model:
    sizes: Mapping[Size, int] = field(default_factory=dict[Size, int])
    positions: Mapping[Index, int] = field(default_factory=dict[Index, int])
    arrays: Mapping[Variable, Array] = field(default_factory=dict[Variable, Array])
    formulas: Mapping[Variable, Mapping[int, Formula]] = field(
        default_factory=dict[Variable, Mapping[int, Formula]]
    )  # by place in row-major order
    curves: Mapping[Variable, Curve] = field(default_factory=dict[Variable, Curve])
    spaces: Mapping[Family, Space] = field(default_factory=dict[Family, Space])
    functions: Mapping[Function, Polynomial] = field(default_factory=dict[Function, Polynomial])

    def outcomes(self, families: tuple[Family, ...]) -> tuple[Outcome, ...]:
        """The joint outcomes of independent families."""
        joint: tuple[Outcome, ...] = (Outcome(ONE, {}),)
        for f in families:
            joint = tuple(Outcome(a.probability * b.probability, {**a.values, **b.values}) for a in joint for b in self.spaces[f].outcomes)
        return joint


def place(shape: tuple[int, ...], at: tuple[int, ...]) -> int | None:
    """Where entry `at` (counted from 1) stands in row-major order; None if it is out of range."""
    out = 0
    for n, i in zip(shape, at, strict=True):
        if not 1 <= i <= n:
            return None
        out = out * n + i - 1
    return out


def exact_array(shape: tuple[int, ...], entries: tuple[fmpq, ...]) -> Array:
    if prod(shape) != len(entries):
        raise ValueError(f"{len(entries)} entries do not fill the shape {shape}")
    return Array(shape, entries)


def zeros(shape: tuple[int, ...]) -> Array:
    return Array(shape, (ZERO,) * prod(shape))
