"""How do values add, multiply and divide?  Exact where both are exact, and the zero convention to the letter.

An exact zero factor absorbs a log-undefined value; addition, negation and further products carry that value on;
division makes it plainly undefined.  Nothing absorbs any other undefinedness.
"""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb, fmpq

from checks.evaluate.value import (
    BAD,
    ZERO,
    Dual,
    LogUndefined,
    Number,
    Undecidable,
    Undefined,
    Value,
    plainly,
    worse,
)

PLAIN = (fmpq, arb)  # numbers without a slope


def add(a: Value, b: Value) -> Value:
    if type(a) is fmpq and type(b) is fmpq:
        return a + b
    if type(a) in PLAIN and type(b) in PLAIN:
        return a + b  # type: ignore[operator]  # two numbers
    if isinstance(a, BAD) or isinstance(b, BAD):
        return worse(a, b)
    level, (v, s), (w, r) = _aligned(a, b)
    return dual(level, add(v, w), add(s, r))


def neg(a: Value) -> Value:
    if isinstance(a, BAD):
        return a
    if isinstance(a, Dual):
        return dual(a.level, neg(a.value), neg(a.slope))
    return -a


def sub(a: Value, b: Value) -> Value:
    if type(a) in PLAIN and type(b) in PLAIN:
        return a - b  # type: ignore[operator]  # two numbers
    return add(a, neg(b))


def mul(a: Value, b: Value) -> Value:
    if type(a) is fmpq and type(b) is fmpq:
        return a * b
    if type(a) is arb and type(b) is arb:
        return a * b
    if isinstance(a, BAD) or isinstance(b, BAD):
        return _mul_bad(a, b)
    if _is_zero(a) or _is_zero(b):
        return ZERO
    if isinstance(a, Dual) or isinstance(b, Dual):
        level, (v, s), (w, r) = _aligned(a, b)
        return dual(level, mul(v, w), add(mul(v, r), mul(s, w)))
    return a * b


def _mul_bad(a: Value, b: Value) -> Value:
    for x, other in ((a, b), (b, a)):
        if isinstance(x, LogUndefined):
            if _is_zero(other):
                return ZERO
            if type(other) is arb and other.contains(0):
                return Undecidable(f"a factor of a {x.why} may be zero")
    return worse(a, b)


def div(a: Value, b: Value) -> Value:
    if isinstance(a, BAD) or isinstance(b, BAD):
        return plainly(worse(a, b))
    if type(b) is fmpq:
        if not b:
            return Undefined("division by 0")
        if type(a) is fmpq:
            return a / b
    if isinstance(a, Dual) or isinstance(b, Dual):
        level, (v, s), (w, r) = _aligned(a, b)
        q = div(v, w)
        return dual(level, q, div(sub(s, mul(q, r)), w))
    if type(b) is arb and b.contains(0):
        return Undefined("division by 0") if b.is_zero() else Undecidable("a denominator may be zero")
    return ZERO if _is_zero(a) else a / b


def total(values: Iterable[Value]) -> Value:
    acc: Value = ZERO
    for v in values:
        acc = add(acc, v)
    return acc


def dual(level: int, value: Value, slope: Value) -> Value:
    """value + slope * epsilon, or why there is none."""
    if isinstance(value, BAD) or isinstance(slope, BAD):
        return plainly(worse(value, slope))
    return Dual(level, value, slope)


def _aligned(a: Number, b: Number) -> tuple[int, tuple[Number, Number], tuple[Number, Number]]:
    """Both along the innermost infinitesimal that occurs in either."""
    level = max(x.level for x in (a, b) if isinstance(x, Dual))
    parts: list[tuple[Number, Number]] = [(x.value, x.slope) if isinstance(x, Dual) and x.level == level else (x, ZERO) for x in (a, b)]
    return level, parts[0], parts[1]


def _is_zero(x: Value) -> bool:
    return type(x) is fmpq and not x
