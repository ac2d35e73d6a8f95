"""Which of these values is the largest?

Balls that overlap give the ball that contains the largest whichever it is.  At a tie there is no slope.
"""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb

from checks.evaluate.arithmetic import neg
from checks.evaluate.binders import Run, restore
from checks.evaluate.scope import IntegerRun, Scope
from checks.evaluate.value import BAD, Dual, Order, Undecidable, Undefined, Value, base, order, plainly, worse
from checks.kernel.names import Index

EMPTY = Undefined("a maximum over an empty range")


def larger(a: Value, b: Value) -> Value:
    """The larger of two values."""
    if isinstance(a, BAD) or isinstance(b, BAD):
        return plainly(worse(a, b))
    x, y = base(a), base(b)
    o = order(x, y)
    smooth = isinstance(a, Dual) or isinstance(b, Dual)
    if o is Order.EQUAL:
        return Undefined("a maximum has no derivative at a tie") if smooth else a
    if o is Order.OVERLAP:
        return Undecidable("which of two values is larger") if smooth else arb(x).max(arb(y))
    return a if o is Order.GREATER else b


def smaller(a: Value, b: Value) -> Value:
    return neg(larger(neg(a), neg(b)))


def largest(values: Iterable[Value]) -> Value:
    """The largest of all; none without values."""
    out: Value | None = None
    for x in values:
        out = plainly(x) if out is None else larger(out, x)
    return EMPTY if out is None else out


def over_range(index: Index, upper: IntegerRun, body: Run, *, least: bool) -> Run:
    """The largest (least) value of `body` for `index` = 1 .. upper."""

    def run(s: Scope) -> Value:
        high = upper(s)
        s.evaluation.budget -= max(0, high)
        if s.evaluation.budget < 0:
            return Undecidable("a maximum is over too many values")
        env = s.index
        before = env.get(index)
        values: list[Value] = []
        for k in range(1, high + 1):
            env[index] = k
            x = body(s)
            values.append(neg(x) if least else x)
        restore(env, index, before)
        return neg(largest(values)) if least else largest(values)

    return run
