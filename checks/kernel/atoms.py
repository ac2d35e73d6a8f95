"""What does the kernel compute with?  Atoms, and Laurent polynomials in them with rational exponents.  Trusted.

An atom is whatever arithmetic does not look into: an entry of a vector, an exponential, a sum.  Atoms are numbered in
the table of one check; a polynomial is a mapping from monomials to rational coefficients.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias, final

from flint import fmpq

from checks.kernel.affine import Affine, Range

Mono: TypeAlias = tuple[tuple[int, fmpq], ...]  # (atom number, exponent), by number; exponents are non-zero
Poly: TypeAlias = dict[Mono, fmpq]  # coefficients are non-zero
Key: TypeAlias = tuple[tuple[Mono, fmpq], ...]  # a polynomial, frozen

UNIT: Mono = ()
Q0, Q1 = fmpq(0), fmpq(1)


class Kind(Enum):
    PRIME = auto()  # a prime under a fractional exponent
    PI = auto()
    SIZE = auto()
    INDEX = auto()
    ENTRY = auto()  # of a variable
    DEFINED = auto()  # a definition not unfolded
    CALL = auto()
    GRADIENT = auto()
    EXP = auto()
    LOG = auto()
    ABS = auto()
    SIN = auto()
    COS = auto()
    TANH = auto()
    POWER = auto()  # base ** exponent with an exponent that is not a number
    POLY = auto()  # a polynomial of several terms, under a negative or fractional exponent
    SUM = auto()
    PRODUCT = auto()
    DELTA = auto()
    INDICATOR = auto()
    DERIVATIVE = auto()
    MEAN = auto()
    VARIANCE = auto()
    COVARIANCE = auto()
    RANK = auto()
    MAX = auto()  # over the places of one array
    FLOOR = auto()
    ROUND = auto()


@final
@dataclass(frozen=True, slots=True)
class Array:
    """An array as the polynomial of its entry at the bound indices number level+1, level+2."""

    dims: tuple[Affine, ...]
    level: int
    entry: Key


@final
@dataclass(frozen=True, slots=True)
class Atom:
    """`head` is the declaration, prime or relation; `binders` are the ranges of bound indices number level+1, ..."""

    kind: Kind
    head: Hashable = None
    indices: tuple[Affine, ...] = ()
    polys: tuple[Key, ...] = ()
    arrays: tuple[Array, ...] = ()
    binders: tuple[Range, ...] = ()
    level: int = 0


def freeze(p: Poly) -> Key:
    return tuple(sorted(p.items()))


def constant(c: fmpq | int) -> Poly:
    return {UNIT: fmpq(c)} if c else {}


def single(atom: int, exponent: fmpq | int = 1) -> Poly:
    return {((atom, fmpq(exponent)),): Q1}


def plus(p: Poly, q: Poly, factor: fmpq | int = 1) -> Poly:
    """p + factor * q."""
    out = dict(p)
    for m, c in q.items():
        total = out.get(m, Q0) + factor * c
        if total:
            out[m] = total
        else:
            out.pop(m, None)
    return out


def scaled(p: Poly, c: fmpq | int) -> Poly:
    return {m: c * x for m, x in p.items()} if c else {}


def is_integer(e: fmpq) -> bool:
    return bool(e.q == 1)


def floor(e: fmpq) -> int:
    return int(e.p // e.q)


def varying(p: Poly) -> Poly:
    """p without its number."""
    return {m: c for m, c in p.items() if m != UNIT}


def ratio(p: Poly, q: Poly) -> fmpq | None:
    """c with p = c q; `None` if there is none."""
    if len(p) != len(q) or p.keys() != q.keys():
        return None
    c = next(iter(p.values())) / q[next(iter(p))]
    return c if all(x == c * q[m] for m, x in p.items()) else None
