"""What can the value of a formula be?  An exact rational, a ball, or one of three ways of having none.

Exact values are `fmpq`, enclosures are `arb` (a ball that contains the value); no float occurs anywhere.
A `Dual` is a value together with its slope along one infinitesimal: the arithmetic of derivatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

from flint import arb, fmpq

from checks.kernel.claim import Rel


@final
@dataclass(frozen=True, slots=True)
class LogUndefined:
    """A logarithm of a non-positive or undefined number, which an exact zero factor may still absorb."""

    why: str


@final
@dataclass(frozen=True, slots=True)
class Undefined:
    """No value, and nothing absorbs it: a division by zero, an entry out of range."""

    why: str


@final
@dataclass(frozen=True, slots=True)
class Undecidable:
    """The balls are too wide to say whether there is a value: neither confirms nor refutes anything."""

    why: str


@final
@dataclass(frozen=True, slots=True)
class Dual:
    """value + slope * epsilon, where epsilon**2 == 0.  Each nested derivative has its own epsilon: a higher `level` is further in."""

    level: int
    value: Number
    slope: Number


Exact: TypeAlias = fmpq
Ball: TypeAlias = arb
Number: TypeAlias = fmpq | arb | Dual
Bad: TypeAlias = LogUndefined | Undefined | Undecidable
Value: TypeAlias = fmpq | arb | Dual | LogUndefined | Undefined | Undecidable

ZERO, ONE = fmpq(0), fmpq(1)
BAD = (LogUndefined, Undefined, Undecidable)


@final
@dataclass(frozen=True, slots=True)
class Array:
    """Values in row-major order; shape () is a number.  Each entry has, or lacks, its own value."""

    shape: tuple[int, ...]
    entries: tuple[Value, ...]


def number(x: Value) -> Array:
    return Array((), (x,))


def worse(a: Value, b: Value) -> Bad:
    """What is left of two values of which at least one is bad: nothing absorbs `Undefined`, so it wins."""
    for kind in (Undefined, Undecidable, LogUndefined):
        for x in (a, b):
            if isinstance(x, kind):
                return x
    raise TypeError(f"both are numbers: {a!r}, {b!r}")


def plainly(x: Value) -> Value:
    """`x` where no zero factor can absorb it any more: a log-undefined value becomes undefined."""
    return Undefined(x.why) if isinstance(x, LogUndefined) else x


def base(x: Number) -> fmpq | arb:
    """The value without its slopes."""
    while isinstance(x, Dual):
        x = x.value
    return x


class Order(Enum):
    LESS = "less"
    EQUAL = "equal"  # exactly
    GREATER = "greater"
    OVERLAP = "overlap"  # the enclosures meet: equal, or too close to tell


def order(a: fmpq | arb, b: fmpq | arb) -> Order:
    """Which is larger.  Between balls only disjointness tells, never a tolerance."""
    if a < b:
        return Order.LESS
    if a > b:
        return Order.GREATER
    if type(a) is fmpq and type(b) is fmpq:
        return Order.EQUAL
    return Order.OVERLAP


HOLDS = {
    Rel.EQ: (Order.EQUAL,),
    Rel.NE: (Order.LESS, Order.GREATER),
    Rel.LE: (Order.LESS, Order.EQUAL),
    Rel.LT: (Order.LESS,),
    Rel.GE: (Order.GREATER, Order.EQUAL),
    Rel.GT: (Order.GREATER,),
}
