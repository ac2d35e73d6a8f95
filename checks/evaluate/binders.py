"""How are sums, averages, derivatives and expectations evaluated?  Each runs its body in other scopes and combines the results."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from itertools import count
from typing import TypeAlias, TypeVar

from flint import fmpq

from checks.evaluate.arithmetic import add, mul, sub, total
from checks.evaluate.linear import entrywise, pairwise
from checks.evaluate.model import place
from checks.evaluate.scope import OUT_OF_RANGE, IntegerRun, Scope
from checks.evaluate.value import BAD, ONE, ZERO, Array, Dual, Undecidable, Undefined, Value, plainly
from checks.kernel.names import Family, Index, Variable

Run: TypeAlias = Callable[[Scope], Value]
ArrayRun: TypeAlias = Callable[[Scope], Array]
Variables: TypeAlias = Callable[[Scope, Variable], Array]
T = TypeVar("T")

_serial = count()  # keys of remembered values inside one process; never printed

TOO_LONG = Undecidable("a sum has too many terms")


def memoised(run: Callable[[Scope], T], over: Collection[Index]) -> Callable[[Scope], T]:
    """Evaluate once per scope and values of the indices `over`, all the indices the value depends on."""
    key, indices = next(_serial), tuple(over)
    if not indices:
        return _memoised_once(run, key)

    def remembered(s: Scope) -> T:
        index = s.index
        at = (key, *[index[i] for i in indices])
        found = s.memo.get(at)
        if found is None:
            found = s.memo[at] = run(s)
        return found  # type: ignore[return-value]  # only this function writes under `key`

    return remembered


def _memoised_once(run: Callable[[Scope], T], key: int) -> Callable[[Scope], T]:
    def remembered(s: Scope) -> T:
        found = s.memo.get(key)
        if found is None:
            found = s.memo[key] = run(s)
        return found  # type: ignore[return-value]  # only this function writes under `key`

    return remembered


def summed(index: Index, lower: IntegerRun, upper: IntegerRun, body: Run) -> Run:
    return _folded(index, lower, upper, ZERO, lambda acc, s: add(acc, body(s)))


def multiplied(index: Index, lower: IntegerRun, upper: IntegerRun, body: Run) -> Run:
    """The product of the factors.  One that is undefined makes it so: no zero among many factors absorbs a logarithm."""
    return _folded(index, lower, upper, ONE, lambda acc, s: mul(acc, plainly(body(s))))


def _folded(index: Index, lower: IntegerRun, upper: IntegerRun, start: Value, step: Callable[[Value, Scope], Value]) -> Run:
    """`step` at every value of the index in turn, from `start`."""

    def run(s: Scope) -> Value:
        low, high = lower(s), upper(s)
        s.evaluation.budget -= max(0, high - low + 1)
        if s.evaluation.budget < 0:
            return TOO_LONG
        env = s.index
        before = env.get(index)
        acc = start
        for v in range(low, high + 1):
            env[index] = v
            acc = step(acc, s)
        restore(env, index, before)
        return acc

    return run


def summed_array(index: Index, lower: IntegerRun, upper: IntegerRun, body: ArrayRun, empty: ArrayRun) -> ArrayRun:
    def run(s: Scope) -> Array:
        env = s.index
        before = env.get(index)
        acc: Array | None = None
        for v in range(lower(s), upper(s) + 1):
            env[index] = v
            term = body(s)
            acc = term if acc is None else pairwise(add, acc, term)
        restore(env, index, before)
        return empty(s) if acc is None else acc

    return run


def restore(env: dict[Index, int], index: Index, before: int | None) -> None:
    if before is None:
        env.pop(index, None)
    else:
        env[index] = before


# ---------------------------------------------------------------- derivatives
def derivative(body: Run, variable: Variable, at: tuple[IntegerRun, ...], value_of: Variables) -> Run:
    """The slope of `body` along the entry `at` of `variable`, all other entries held."""

    def run(s: Scope) -> Value:
        here = value_of(s, variable)
        k = place(here.shape, tuple(i(s) for i in at))
        if k is None:
            return OUT_OF_RANGE
        entries = list(here.entries)
        x, level = entries[k], s.depth + 1
        if isinstance(x, BAD):
            return plainly(x)
        entries[k] = Dual(level, x, ONE)
        value = body(s.differentiating(variable, Array(here.shape, tuple(entries))))
        if isinstance(value, BAD):
            return plainly(value)
        return value.slope if isinstance(value, Dual) and value.level == level else ZERO

    return run


# ---------------------------------------------------------------- expectations
Weighted: TypeAlias = Callable[[Scope], list[tuple[fmpq, T]]]


def outcomes(families: frozenset[Family], body: Callable[[Scope], T], final: Callable[[T], T]) -> Weighted[T]:
    """The values of `body` over the joint outcomes of its families, with their probabilities.

    The scopes of the outcomes are kept: what several expectations share is evaluated once in each.
    No zero factor outside can absorb what is undefined inside an expectation: `final` makes it plainly undefined.
    """

    def run(s: Scope) -> list[tuple[fmpq, T]]:
        inside = s.outcomes.get(families)
        if inside is None:
            inside = s.outcomes[families] = [(w.probability, s.given(w.values)) for w in s.evaluation.joint(families)]
        s.evaluation.budget -= len(inside)
        return [(p, final(body(scope))) for p, scope in inside]

    return run


def mean(weighted: Weighted[Value]) -> Run:
    return lambda s: total(mul(p, x) for p, x in weighted(s))


def mean_array(weighted: Weighted[Array]) -> ArrayRun:
    def run(s: Scope) -> Array:
        first, *rest = [entrywise(partial(mul, p), a) for p, a in weighted(s)]
        for a in rest:
            first = pairwise(add, first, a)
        return first

    return run


def covariance(weighted: Weighted[tuple[Value, Value]]) -> Run:
    """E[x*y] - E[x]*E[y] of pairs (x, y)."""

    def run(s: Scope) -> Value:
        pairs = weighted(s)
        both = total(mul(p, mul(x, y)) for p, (x, y) in pairs)
        return sub(both, mul(total(mul(p, x) for p, (x, _) in pairs), total(mul(p, y) for p, (_, y) in pairs)))

    return run


UNBOUND = Undefined("a random variable outside an expectation")
