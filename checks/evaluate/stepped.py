"""To which whole number is this value rounded, and what is its sign?  At a jump nothing has a slope."""

from __future__ import annotations

from typing import cast

from flint import arb, fmpq

from checks.evaluate.arithmetic import neg
from checks.evaluate.value import ONE, ZERO, Dual, Number, Order, Undecidable, Undefined, Value, order
from checks.kernel.term import Fn

HALF = fmpq(1, 2)


def stepped(fn: Fn, x: Number) -> Value:
    """floor, ceiling, round_ or sign of a value."""
    if isinstance(x, Dual):
        return Undefined(f"{fn.value} jumps: it has no derivative")
    match fn:
        case Fn.FLOOR:
            return _floor(x)
        case Fn.CEILING:
            return neg(_floor(-x))
        case Fn.SIGN:
            return _sign(x)
        case _:
            return _nearest(x)


def _floor(x: fmpq | arb) -> Value:
    if type(x) is fmpq:
        return fmpq(x.p // x.q)
    whole = cast(arb, x).floor().unique_fmpz()
    return Undecidable("what a number is rounded to") if whole is None else fmpq(whole)


def _nearest(x: fmpq | arb) -> Value:
    """The nearest whole number; of two that are as near, the even one."""
    shifted = x + HALF
    if type(shifted) is fmpq:
        up = shifted.p // shifted.q
        return fmpq(up - 1 if shifted.q == 1 and up % 2 else up)
    if cast(arb, shifted).contains_integer():
        return Undecidable("what a number is rounded to")
    return _floor(shifted)


def _sign(x: fmpq | arb) -> Value:
    o = order(x, ZERO)
    if o is Order.OVERLAP:
        return Undecidable("the sign of a number")
    return {Order.LESS: fmpq(-1), Order.EQUAL: ZERO, Order.GREATER: ONE}[o]
