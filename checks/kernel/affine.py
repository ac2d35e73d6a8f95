"""Is this index the same as that one, and does it lie in this range?  Integer terms as affine forms.  Trusted.

A size `n` is an integer >= n.at_least; an index over n lies in 1..n.  Nothing else is known of them here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, final

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
        """self + factor * other."""
        out = dict(self.terms)
        for k, c in other.terms:
            out[k] = out.get(k, 0) + factor * c
        return Affine(self.const + factor * other.const, frozenset((k, c) for k, c in out.items() if c))

    def names(self) -> frozenset[Term]:
        return frozenset(n for k, _ in self.terms for n in k)

    def replaced(self, by: Mapping[Term, Affine]) -> Affine:
        """Names replaced by affine forms."""
        if self.names().isdisjoint(by):
            return self
        out = whole(self.const)
        for key, c in self.terms:
            product = whole(c)
            for name in key:
                product = times(product, by.get(name) or name_form(name))
            out = out.plus(product)
        return out


def whole(n: int) -> Affine:
    return Affine(n, frozenset())


@lru_cache(maxsize=50_000)
def name_form(x: Term) -> Affine:
    """A size or index as an affine form."""
    return Affine(0, frozenset({((x,), 1)}))


@lru_cache(maxsize=50_000)
def affine(x: Term) -> Affine:
    """`x` as an affine form.  Raises `NotAnInteger`."""
    match x:
        case t.Num(v) if v.denominator == 1:
            return whole(int(v))
        case Size() | Index():
            return name_form(x)
        case t.Add(a, b):
            return affine(a).plus(affine(b))
        case t.Sub(a, b):
            return affine(a).plus(affine(b), -1)
        case t.Neg(a):
            return whole(0).plus(affine(a), -1)
        case t.Mul(a, b):
            return times(affine(a), affine(b))
        case _:
            raise NotAnInteger(x)


def times(a: Affine, b: Affine) -> Affine:
    """The product, with products of names as names."""
    out = whole(0)
    for p, c in [*a.terms, ((), a.const)]:
        for q, d in [*b.terms, ((), b.const)]:
            if c * d:
                key = product(p + q)
                out = out.plus(Affine(0, frozenset({(key, c * d)})) if key else whole(c * d))
    return out


def product(names: Iterable[Term]) -> tuple[Term, ...]:
    """Names multiplied, in one order in every process, so that forms print alike; two of one name need only be told apart within one."""
    return tuple(sorted(names, key=lambda n: (getattr(n, "name", ""), id(n))))


def same_integer(a: Term, b: Term) -> bool:
    """Equal as integers, whatever the sizes and indices are."""
    if a is b:
        return True
    try:
        return affine(a) == affine(b)
    except NotAnInteger:
        return False


Range: TypeAlias = tuple[Affine, Affine]
Ranges: TypeAlias = Mapping[Index, Range]


def declared_range(i: Index) -> Range | None:
    """1 .. over, if `over` is an affine form."""
    try:
        return whole(1), affine(i.over)
    except NotAnInteger:
        return None


def at_least_zero(x: Affine, ranges: Ranges) -> bool:
    """`x >= 0` from sizes >= at_least and indices within `ranges` (their declared range otherwise).

    Every index is replaced by the end of its range that makes `x` smallest, inner ranges before the outer ones they mention.
    """
    for _ in range(16):
        present = sorted({k[0] for k, _ in x.terms if len(k) == 1 and isinstance(k[0], Index)}, key=lambda i: i.name)
        if not present:
            return _sizes_at_least_zero(x)
        ends = {i: ranges.get(i) or declared_range(i) for i in present}
        mentions = {i: (e[0].names() | e[1].names() if e is not None else frozenset[Term]()) for i, e in ends.items()}
        inner = next((i for i in present if not any(i in mentions[j] for j in present if j is not i)), present[0])
        found = ends[inner]
        if found is None or inner in mentions[inner]:
            return False
        c = dict(x.terms)[(inner,)]
        x = x.plus(name_form(inner), -c).plus(found[0] if c > 0 else found[1], c)
    return False


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


def surely_positive(x: Term) -> bool:
    """An integer >= 1, whatever its sizes are: an array of this size has an entry."""
    try:
        return at_least_zero(affine(x).plus(whole(1), -1), {})
    except NotAnInteger:
        return False


def inside(x: Affine, bounds: Range, ranges: Ranges) -> bool:
    """lower <= x <= upper for all values of the sizes and indices."""
    return at_least_zero(x.plus(bounds[0], -1), ranges) and at_least_zero(bounds[1].plus(x, -1), ranges)


def term_of(x: Affine) -> Term:
    """An affine form as a formula again."""
    out: Term | None = None
    for key, c in sorted(x.terms, key=lambda kc: ([getattr(n, "name", "") for n in kc[0]], kc[1])):
        product: Term = key[0]
        for n in key[1:]:
            product = t.Mul(product, n)
        if abs(c) != 1:
            product = t.Mul(t.Num(Fraction(abs(c))), product)
        if out is None:
            out = product if c > 0 else t.Neg(product)
        else:
            out = t.Add(out, product) if c > 0 else t.Sub(out, product)
    constant = t.Num(Fraction(abs(x.const)))
    if out is None:
        return t.Num(Fraction(x.const))
    return out if not x.const else t.Add(out, constant) if x.const > 0 else t.Sub(out, constant)
