"""Does another reader read back what the printer printed?  latex2sympy2 reads the arithmetic skeleton of the printed formula.

It checks precedence and scope of + - * / ^, fractions, roots, sums, log, exp and the other functions of one number.  Names,
entries and everything else that is not arithmetic are masked: it says nothing about them, but what stands inside them is read too.
A limit on time is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, final

from checks.kernel import term as t
from checks.kernel.names import Term
from checks.kernel.tex import tex
from checks.kernel.text import text
from checks.kernel.walk import children, subterms
from checks.read.latex2sympy import Missing, NotRead, Reader, reader
from checks.read.skeleton import (
    PRIME,
    Masks,
    bound_residue,
    function,
    power,
    quotient,
    random_residue,
    skeleton_tex,
    skeletons,
    total,
    value,
)

LONGEST = 400  # nodes
DEEPEST = 25  # nested nodes: the library's parser needs some twenty Python frames for each, and seconds beyond
POINTS = (1, 2)
_SYMBOL = re.compile(r"(v\d+)[0-9a-f]{32}")  # the library adds a digest to the name of a \variable


@final
@dataclass(frozen=True, slots=True)
class Agrees:
    """Every arithmetic part of the formula was read back as it is; `parts` counts them."""

    parts: int


@final
@dataclass(frozen=True, slots=True)
class Disagrees:
    """`printed` was read as `read`: either the printer or the reader is wrong."""

    printed: str
    read: str


@final
@dataclass(frozen=True, slots=True)
class NotCovered:
    """There is nothing here that the reader could read."""

    why: str


@final
@dataclass(frozen=True, slots=True)
class Unavailable:
    """The reader cannot be used on this machine."""

    why: str


Agreement: TypeAlias = Agrees | Disagrees | NotCovered | Unavailable


def second_read(x: Term) -> Agreement:
    """What latex2sympy2 says of the printed form of `x`: the first disagreement, if there is one."""
    parts = list(dict.fromkeys(skeletons(x)))
    if not parts:
        return NotCovered("it holds no arithmetic")
    if any(size(p) > LONGEST or depth(p) > DEEPEST for p in parts):
        return NotCovered(f"it has more than {LONGEST} nodes, or more than {DEEPEST} inside one another")
    read = reader()
    if isinstance(read, Missing):
        return Unavailable(read.why)
    for part in parts:
        found = _compare(part, read)
        if isinstance(found, Disagrees):
            return found
    return Agrees(len(parts))


def _compare(x: Term, read: Reader) -> Agrees | Disagrees:
    masks = Masks()
    printed = skeleton_tex(x, masks)
    try:
        expression = read(for_the_library(printed))
    except NotRead as refusal:
        return Disagrees(tex(x), f"not a formula: {refusal.says}")
    if all(value(x, masks, point, {}) == _value(expression, point, {}) for point in POINTS):
        return Agrees(1)
    leaves = {name: text(leaf) for leaf, name in masks.names.items()}
    return Disagrees(tex(x), _SYMBOL.sub(lambda m: leaves.get(m[1], m[1]), str(expression)))


def for_the_library(printed: str) -> str:
    r"""Thin spaces go, as in the library's own entry point, and \log, which it takes to base 10, becomes \ln."""
    return printed.replace(r"\,", " ").replace(r"\log", r"\ln")


def size(x: Term) -> int:
    return sum(1 for _ in subterms(x))


def depth(x: Term) -> int:
    level, deep = [x], 0
    while level:
        level, deep = [c for y in level for c in children(y)], deep + 1
    return deep


# ---------------------------------------------------------------- what the library read
FUNCTIONS = {"exp": t.Fn.EXP, "Abs": t.Fn.ABS, "sin": t.Fn.SIN, "cos": t.Fn.COS, "tanh": t.Fn.TANH}


def _value(e: Any, seed: int, bound: Mapping[str, int]) -> int:
    """The value of the library's expression at the point `seed`, by the name of each node's class: SymPy computes nothing."""
    if getattr(e, "is_Rational", False):
        return quotient(e.p % PRIME, e.q)
    match type(e).__name__:
        case "Symbol":
            name = _SYMBOL.sub(r"\1", e.name)
            return bound[name] if name in bound else random_residue("mask", seed, name)
        case "Pi":
            return random_residue("pi")
        case "Exp1":
            return function(t.Fn.EXP, 1)
        case "Sum":
            return _sum(e, seed, bound)
        case "Pow" if type(e.args[0]).__name__ == "Exp1":
            return function(t.Fn.EXP, _value(e.args[1], seed, bound))
        case "log" if len(e.args) == 1 or type(e.args[1]).__name__ == "Exp1":
            return function(t.Fn.LOG, _value(e.args[0], seed, bound))
        case _:
            return _combined(e, [_value(a, seed, bound) for a in e.args])


def _combined(e: Any, parts: list[int]) -> int:
    kind = type(e).__name__
    match kind, parts:
        case "Add", _:
            return sum(parts) % PRIME
        case "Mul", _:
            product = 1
            for p in parts:
                product = product * p % PRIME
            return product
        case "Pow", [base, exponent]:
            return power(base, exponent)
        case _, [arg] if kind in FUNCTIONS:
            return function(FUNCTIONS[kind], arg)
        case _:
            return random_residue("unknown", str(e))  # not in the subset: it equals nothing that was printed


def _sum(e: Any, seed: int, bound: Mapping[str, int]) -> int:
    """SymPy keeps a sum over a sum as one body with the limits of the inner sum first."""
    body, *limits = e.args
    return _summed(body, limits[::-1], seed, bound)


def _summed(body: Any, outer_first: list[Any], seed: int, bound: Mapping[str, int]) -> int:
    if not outer_first:
        return _value(body, seed, bound)
    (index, low, high), *rest = outer_first
    inner = {**bound, _SYMBOL.sub(r"\1", index.name): bound_residue(seed, len(bound))}
    return total(_value(low, seed, bound), _value(high, seed, bound), _summed(body, rest, seed, inner))
