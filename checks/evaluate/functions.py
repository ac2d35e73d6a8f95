"""What are exp, log, sqrt, abs, sin, cos, tanh and powers of a value?  Exact where the result is rational and easy.

Slopes follow the chain rule.  At a point where the function has no derivative (`abs` at 0, `sqrt` at 0) a `Dual` has
no value, even if its slope there is zero.
"""

from __future__ import annotations

from typing import cast

from flint import arb, fmpq

from checks.evaluate.arithmetic import div, dual, mul, neg, sub
from checks.evaluate.stepped import stepped
from checks.evaluate.value import (
    BAD,
    HOLDS,
    ONE,
    ZERO,
    Dual,
    LogUndefined,
    Number,
    Order,
    Undecidable,
    Undefined,
    Value,
    base,
    order,
    plainly,
    worse,
)
from checks.kernel.claim import Rel
from checks.kernel.term import JUMPING, Fn

LARGEST_EXPONENT = 10**7  # of exp; beyond it a ball is as useless as it is slow
LARGEST_POWER = 10**6  # bits of an exact power


def apply(fn: Fn, x: Value, *, smooth: bool = False) -> Value:
    """fn(x).  `smooth` says that a derivative is being taken: a logarithm without a value is then plainly undefined."""
    if fn is Fn.LOG:
        out = _log(x)
        return plainly(out) if smooth else out
    if isinstance(x, BAD):
        return plainly(x)
    if isinstance(x, Dual):
        return stepped(fn, x) if fn in JUMPING else _along(fn, x)
    match fn:
        case Fn.EXP:
            return _exp(x)
        case Fn.SQRT:
            return _sqrt(x)
        case Fn.ABS:
            return _abs(x)
        case Fn.SIN:
            return ZERO if _is_zero(x) else arb(x).sin()
        case Fn.COS:
            return ONE if _is_zero(x) else arb(x).cos()
        case Fn.TANH:
            return ZERO if _is_zero(x) else arb(x).tanh()
        case _:
            return stepped(fn, x)


def _is_zero(x: fmpq | arb) -> bool:
    return type(x) is fmpq and not x


def _along(fn: Fn, x: Dual) -> Value:
    """fn(v + s*epsilon) = fn(v) + fn'(v) * s * epsilon."""
    v, s = x.value, x.slope
    y = apply(fn, v)
    match fn:
        case Fn.EXP:
            slope = mul(y, s)
        case Fn.SQRT:
            slope = div(s, mul(fmpq(2), y))
        case Fn.ABS:
            slope = mul(_sign(v), s)
        case Fn.SIN:
            slope = mul(apply(Fn.COS, v), s)
        case Fn.COS:
            slope = neg(mul(apply(Fn.SIN, v), s))
        case Fn.TANH:
            slope = mul(sub(ONE, mul(y, y)), s)
        case _:
            slope = div(s, v)
    return dual(x.level, y, slope)


def _sign(x: Number) -> Value:
    v = base(x)
    if v > 0:
        return ONE
    if v < 0:
        return fmpq(-1)
    if type(v) is fmpq:
        return Undefined("abs has no derivative at 0")
    return Undecidable("abs may have no derivative here")


def _abs(x: fmpq | arb) -> Value:
    if x < 0:
        return -x
    return x if x >= 0 else cast(arb, abs(x))  # a ball around 0


def _exp(x: fmpq | arb) -> Value:
    if type(x) is fmpq and not x:
        return ONE
    if not -LARGEST_EXPONENT < x < LARGEST_EXPONENT:
        return Undecidable("an exponent is too large")
    return arb(x).exp()


def _log(x: Value) -> Value:
    if isinstance(x, Undecidable):
        return x
    if isinstance(x, LogUndefined | Undefined):
        return LogUndefined(f"log of something undefined ({x.why})")
    if isinstance(x, Dual):
        inner = _log(x.value)
        return inner if isinstance(inner, BAD) else dual(x.level, inner, div(x.slope, x.value))
    if x > 0:
        return ZERO if type(x) is fmpq and x == 1 else arb(x).log()
    if x <= 0:
        return LogUndefined(f"log of {x}" if type(x) is fmpq else "log of a negative number")
    return Undecidable("the argument of a log may be zero")


def _sqrt(x: fmpq | arb) -> Value:
    if x < 0:
        return Undefined(f"sqrt of {x}" if type(x) is fmpq else "sqrt of a negative number")
    if type(x) is fmpq:
        root = _rational_root(x, 2)
        return arb(x).sqrt() if root is None else root
    return arb(x).sqrt() if x >= 0 else Undecidable("the argument of a sqrt may be negative")


def _rational_root(x: fmpq, n: int) -> fmpq | None:
    """The rational whose n-th power is x >= 0, if there is one."""
    p, q = x.p.root(n), x.q.root(n)
    return fmpq(p, q) if p**n == x.p and q**n == x.q else None


# ---------------------------------------------------------------- powers
def power(x: Value, e: Value) -> Value:
    """x**e: for an integer e by multiplication (x**0 == 1), otherwise exp(e*log(x)) for x > 0, and 0 at x == 0 for e > 0."""
    if isinstance(x, BAD) or isinstance(e, BAD):
        return plainly(worse(x, e))
    if type(e) is fmpq and e.q == 1:
        return _integer_power(x, int(e.p))
    if isinstance(x, Dual) or isinstance(e, Dual):
        return _smooth_power(x, e)
    if x > 0:
        if type(x) is fmpq and type(e) is fmpq and e.q <= 64:
            root = _rational_root(x, int(e.q))
            if root is not None:
                return _integer_power(root, int(e.p))
        return _checked(arb(x) ** arb(e))
    if type(x) is fmpq and not x:
        if e > 0:
            return ZERO
        return Undefined("a negative power of 0") if e < 0 else Undecidable("an exponent of 0 may be negative")
    if x < 0:
        return Undefined("a fractional power of a negative number")
    return Undecidable("the base of a power may be negative")


def _integer_power(x: Number, n: int) -> Value:
    if n < 0:
        return div(ONE, _integer_power(x, -n))
    if isinstance(x, Dual):
        if n == 0:
            return ONE
        below = _integer_power(x.value, n - 1)
        return dual(x.level, mul(below, x.value), mul(mul(fmpq(n), below), x.slope))
    if isinstance(x, fmpq) and (x.height_bits() * n <= LARGEST_POWER or x in (0, 1, -1)):
        return x**n
    if n >= 2**62:
        return Undecidable("an exponent is too large")
    return _checked(_squared_up(arb(x), n) if arb(x).contains(0) else arb(x) ** n)


def _squared_up(x: arb, n: int) -> arb:
    """x**n by multiplication alone: `arb ** n` has no value on a ball around 0."""
    out = arb(1)
    while n:
        if n & 1:
            out *= x
        x, n = x * x, n >> 1
    return out


def _smooth_power(x: Number, e: Number) -> Value:
    """x**e = exp(e * log x), for x > 0 only: elsewhere a power with a real exponent has no derivative here."""
    v = base(x)
    if v > 0:
        if not isinstance(e, Dual) and isinstance(x, Dual):
            y, below = power(x.value, e), power(x.value, sub(e, ONE))
            return dual(x.level, y, mul(mul(e, below), x.slope))
        return apply(Fn.EXP, mul(e, _log(x)))
    if v <= 0:
        return Undefined("a power with a real exponent has no derivative at a base <= 0")
    return Undecidable("the base of a power may be negative")


def _checked(x: arb) -> Value:
    return x if x.is_finite() else Undecidable("a power is too large")


def indicator(rel: Rel, a: Value, b: Value) -> Value:
    """1 where `a rel b` holds, else 0.  At the jump it has no derivative; elsewhere its slope is 0."""
    if isinstance(a, BAD) or isinstance(b, BAD):
        return plainly(worse(a, b))
    o = order(base(a), base(b))
    if o is Order.OVERLAP:
        return Undecidable("whether an indicator is 1 or 0")
    if o is Order.EQUAL and (isinstance(a, Dual) or isinstance(b, Dual)):
        return Undefined("an indicator jumps here")
    return ONE if o in HOLDS[rel] else ZERO
