r"""What is the arithmetic of a formula?  The tree with everything but arithmetic masked, and its value at random points.

The skeleton of `p_i (\delta_{ij} - p_j)` is `v0 (v1 - v2)`.  Two skeletons are compared by their values modulo a large prime, with
random residues for the masks.  exp, log, a general power and a sum are random functions of the values of their parts: nothing is
known of them but that equal parts give equal values, so two skeletons agree only if they are built alike up to ring arithmetic.
A disagreement is certain; an accidental agreement has a chance below 2^-100.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import final

from checks.kernel import term as t
from checks.kernel.names import Term
from checks.kernel.substitute import shape_of
from checks.kernel.tex_formula import Printer
from checks.kernel.walk import children

PRIME = 2**127 - 1
WHOLE_POWERS = 64  # x^n for |n| up to this is a product; a larger exponent, as any other, is a general power


@final
@dataclass(frozen=True, slots=True)
class Masks:
    """A name v0, v1, ... for every subterm that is not arithmetic, in the order of first appearance."""

    names: dict[Term, str] = field(default_factory=dict[Term, str])

    def of(self, x: Term) -> str | None:
        r"""The LaTeX that stands for `x`: a \variable of latex2sympy2's own, or None if `x` is arithmetic."""
        return None if is_arithmetic(x) else rf"\variable{{{self.name(x)}}}"

    def name(self, x: Term) -> str:
        return self.names.setdefault(x, f"v{len(self.names)}")


def is_arithmetic(x: Term) -> bool:
    """Whether the second reader knows the head of `x`."""
    match x:
        case t.Func(fn, _) if fn in t.JUMPING:
            return False
        case t.Add() | t.Sub() | t.Neg() | t.Mul() | t.Div() | t.Pow() | t.Num() | t.Pi() | t.Func() | t.Sum():
            return not shape_of(x)
        case _:
            return False


def skeletons(x: Term) -> Iterator[Term]:
    """The maximal arithmetic parts of `x`: itself, and what stands inside its masked subterms."""
    if is_arithmetic(x) and not isinstance(x, t.Num | t.Pi):
        yield x
        for leaf in masked(x):
            for c in children(leaf):
                yield from skeletons(c)
    else:
        for c in children(x):
            yield from skeletons(c)


def masked(x: Term) -> Iterator[Term]:
    """The outermost subterms of an arithmetic term that are not arithmetic."""
    if is_arithmetic(x):
        for c in children(x):
            yield from masked(c)
    else:
        yield x


def skeleton_tex(x: Term, masks: Masks) -> str:
    """`x` as the printer prints it, masks in place of its leaves."""
    return Printer(mask=masks.of).inline(x)


# ---------------------------------------------------------------- values
def random_residue(*what: str | int) -> int:
    """A residue that depends on nothing but `what`."""
    digest = hashlib.sha512("\0".join(map(str, what)).encode()).digest()
    return int.from_bytes(digest, "big") % PRIME


def quotient(a: int, b: int) -> int:
    return a * (pow(b, -1, PRIME) if b else random_residue("one over zero")) % PRIME


def power(base: int, exponent: int) -> int:
    whole = exponent if exponent <= WHOLE_POWERS else exponent - PRIME
    if whole >= 0:
        return pow(base, whole, PRIME)
    if whole >= -WHOLE_POWERS:
        return quotient(1, pow(base, -whole, PRIME))
    return random_residue("power", base, exponent)


def function(fn: t.Fn, arg: int) -> int:
    return power(arg, quotient(1, 2)) if fn is t.Fn.SQRT else random_residue(fn.value, arg)


def total(low: int, high: int, body: int) -> int:
    return random_residue("sum", low, high, body)


def bound_residue(seed: int, depth: int) -> int:
    """The value of the index of the sum that stands `depth` sums deep."""
    return random_residue("bound", seed, depth)


def value(x: Term, masks: Masks, seed: int, bound: Mapping[Term, int]) -> int:
    """The skeleton of `x` at the point `seed`."""
    if x in bound:
        return bound[x]
    if not is_arithmetic(x):
        return random_residue("mask", seed, masks.name(x))
    match x:
        case t.Num(v):
            return quotient(v.numerator % PRIME, v.denominator)
        case t.Pi():
            return random_residue("pi")
        case t.Sum(i, low, high, body):
            inner = {**bound, i: bound_residue(seed, len(bound))}
            return total(value(low, masks, seed, bound), value(high, masks, seed, bound), value(body, masks, seed, inner))
        case _:
            return _combined(x, [value(c, masks, seed, bound) for c in children(x)])


def _combined(x: Term, parts: list[int]) -> int:
    match x, parts:
        case t.Add(), [a, b]:
            return (a + b) % PRIME
        case t.Sub(), [a, b]:
            return (a - b) % PRIME
        case t.Neg(), [a]:
            return -a % PRIME
        case t.Mul(), [a, b]:
            return a * b % PRIME
        case t.Div(), [a, b]:
            return quotient(a, b)
        case t.Pow(), [a, b]:
            return power(a, b)
        case t.Func(fn, _), [a]:
            return function(fn, a)
        case _:
            raise TypeError(f"not arithmetic: {x!r}")
