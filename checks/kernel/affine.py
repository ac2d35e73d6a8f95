"""Is this index the same as that one, and does it lie in this range?  Integer terms as affine forms.  Trusted.

A size `n` is an integer >= n.at_least; an index over n lies in 1..n.  Nothing else is known of them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import final

from checks.kernel import term as t
from checks.kernel.names import Index, Size, Term


class NotAnInteger(Exception):
    """A term that is not an integer combination of sizes and indices."""


@final
@dataclass(frozen=True, slots=True)
class Affine:
    """const + sum of coefficient * (size, index or product of them); coefficients are non-zero integers."""

    const: int
    terms: frozenset[tuple[tuple[Term, ...], int]]

    def plus(self, other: Affine, factor: int = 1) -> Affine:
        out = dict(self.terms)
        for k, c in other.terms:
            out[k] = out.get(k, 0) + factor * c
        return Affine(self.const + factor * other.const, frozenset((k, c) for k, c in out.items() if c))


@lru_cache(maxsize=50_000)
def affine(x: Term) -> Affine:
    """`x` as an affine form.  Raises `NotAnInteger`."""
    match x:
        case t.Num(v) if v.denominator == 1:
            return Affine(int(v), frozenset())
        case Size() | Index():
            return Affine(0, frozenset({((x,), 1)}))
        case t.Add(a, b):
            return affine(a).plus(affine(b))
        case t.Sub(a, b):
            return affine(a).plus(affine(b), -1)
        case t.Neg(a):
            return Affine(0, frozenset()).plus(affine(a), -1)
        case t.Mul(a, b):
            return _times(affine(a), affine(b))
        case _:
            raise NotAnInteger(x)


def _times(a: Affine, b: Affine) -> Affine:
    out = Affine(a.const * b.const, frozenset())
    parts_a = [*a.terms, ((), a.const)]
    parts_b = [*b.terms, ((), b.const)]
    for p, c in parts_a:
        for q, d in parts_b:
            if (p or q) and c * d:
                key = tuple(sorted(p + q, key=id))
                out = out.plus(Affine(0, frozenset({(key, c * d)})))
    return out


def same_integer(a: Term, b: Term) -> bool:
    """Equal as integers, whatever the sizes and indices are."""
    if a is b:
        return True
    try:
        return affine(a) == affine(b)
    except NotAnInteger:
        return False


Ranges = Mapping[Index, tuple[Term, Term]]


def at_least_zero(x: Affine, ranges: Ranges) -> bool:
    """`x >= 0` from sizes >= at_least and indices within `ranges` (their declared range otherwise).

    Every index is replaced by the end of its range that makes `x` smallest, inner ranges before the outer ones they mention.
    """
    for _ in range(16):
        present = [k[0] for k, _ in x.terms if len(k) == 1 and isinstance(k[0], Index)]
        if not present:
            return _sizes_at_least_zero(x)
        ends = {i: _ends(i, ranges) for i in present}
        inner = next((i for i in present if not any(i in ends[j][2] for j in present if j is not i)), present[0])
        lower, upper, mentions = ends[inner]
        c = dict(x.terms)[(inner,)]
        end = lower if c > 0 else upper
        if end is None or inner in mentions:
            return False
        x = x.plus(Affine(0, frozenset({((inner,), 1)})), -c).plus(end, c)
    return False


def _ends(i: Index, ranges: Ranges) -> tuple[Affine | None, Affine | None, frozenset[Term]]:
    lower, upper = ranges.get(i, (t.ONE, i.over))
    try:
        a, b = affine(lower), affine(upper)
    except NotAnInteger:
        return None, None, frozenset()
    return a, b, frozenset(n for k, _ in a.terms | b.terms for n in k)


def _sizes_at_least_zero(x: Affine) -> bool:
    """All coefficients of sizes non-negative, and the least value of `x` is >= 0."""
    low = x.const
    for key, c in x.terms:
        least = 1
        for k in key:
            if not isinstance(k, Size):
                return False
            least *= k.at_least
        if c < 0:
            return False
        low += c * least
    return low >= 0


def within(x: Term, lower: Term, upper: Term, ranges: Ranges) -> bool:
    """lower <= x <= upper for all values of the sizes and indices."""
    try:
        value, low, high = affine(x), affine(lower), affine(upper)
    except NotAnInteger:
        return False
    return at_least_zero(value.plus(low, -1), ranges) and at_least_zero(high.plus(value, -1), ranges)
