"""What can an entry of a formula be at explicit sizes?  A SymPy expression, or undefined in one of two ways.

The zero convention lives here and nowhere else in this folder: a log whose argument is not positive, or undefined, is
*log-undefined*; an exact zero factor absorbs that through +, -, * and sums.  Nothing absorbs any other undefinedness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeAlias

from checks.cas.library import Expr, sp
from checks.kernel.claim import Rel


class Undefined(Enum):
    """No value.  LOG can be absorbed by an exact zero factor, PLAIN by nothing."""

    LOG = "a log of something that is not positive"
    PLAIN = "not a number"


Value: TypeAlias = Any  # Expr | Undefined

_NOT_REAL = (sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)


def checked(x: Expr) -> Value:
    """`x`, or PLAIN where SymPy made an infinity, nan or an imaginary number of it."""
    return Undefined.PLAIN if x.has(*_NOT_REAL) else x


def worst(values: Iterable[Value]) -> Undefined | None:
    """The undefinedness of something that needs all of `values`: PLAIN beats LOG."""
    found = {v for v in values if isinstance(v, Undefined)}
    return Undefined.PLAIN if Undefined.PLAIN in found else Undefined.LOG if found else None


def add(*values: Value) -> Value:
    return worst(values) or sp.Add(*values)


def negate(a: Value) -> Value:
    return a if isinstance(a, Undefined) else -a


def multiply(a: Value, b: Value) -> Value:
    bad = worst((a, b))
    if bad is None:
        return sp.Mul(a, b)
    if bad is Undefined.LOG and (a == 0 or b == 0):
        return sp.S.Zero
    return bad


def divide(a: Value, b: Value) -> Value:
    if b == 0 or worst((a, b)):
        return Undefined.PLAIN
    return checked(a / b)


def power(a: Value, b: Value) -> Value:
    return Undefined.PLAIN if worst((a, b)) else checked(a**b)


def log(a: Value) -> Value:
    if isinstance(a, Undefined) or a.is_nonpositive:
        return Undefined.LOG
    return checked(sp.log(a))


def strict(f: Callable[..., Value], *args: Value) -> Value:
    """`f` of defined values; undefined arguments of either kind give PLAIN."""
    return Undefined.PLAIN if worst(args) else checked(f(*args))


def holds(difference: Expr, rel: Rel) -> bool:
    """Does `left REL right` hold, where `difference` is the number left - right?"""
    match rel:
        case Rel.EQ:
            return bool(difference == 0)
        case Rel.NE:
            return bool(difference != 0)
        case Rel.LE:
            return bool(difference <= 0)
        case Rel.LT:
            return bool(difference < 0)
        case Rel.GE:
            return bool(difference >= 0)
        case _:
            return bool(difference > 0)
