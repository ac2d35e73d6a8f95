"""How is a formula evaluated?  Every node becomes one function of the scope, made once and run in many models."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from math import prod

from flint import arb, fmpq

from checks.evaluate import linear
from checks.evaluate.arithmetic import add, div, mul, neg, sub
from checks.evaluate.binders import (
    ArrayRun,
    Run,
    covariance,
    derivative,
    mean,
    mean_array,
    memoised,
    multiplied,
    outcomes,
    summed,
    summed_array,
)
from checks.evaluate.calls import (
    Entries,
    at_fresh_indices,
    body_of,
    entering,
    picked,
    picked_from_definition,
    remembered_entries,
    tabulated,
    takes_random,
)
from checks.evaluate.functions import apply, indicator, power
from checks.evaluate.integers import integer
from checks.evaluate.larger import larger, over_range, smaller
from checks.evaluate.scope import IntegerRun, Scope
from checks.evaluate.value import (
    ONE,
    ZERO,
    Array,
    Value,
    number,
    plainly,
)
from checks.evaluate.variables import picked_from_variable, value_of
from checks.kernel import term as t
from checks.kernel.bind import free_indices, random_variables
from checks.kernel.names import Family, Index, Size, Term, Variable
from checks.kernel.substitute import shape_of, target_variable, unfold, unfold_entry


@lru_cache(maxsize=20_000)
def scalar(x: Term) -> Run:
    """The function from a scope to the value of `x`, which is a number."""
    match x:
        case t.Num(v):
            exact = fmpq(v.numerator, v.denominator)
            return lambda s: exact
        case t.Pi():
            return lambda s: arb.pi()
        case Size() | Index():
            whole = integer(x)
            return lambda s: fmpq(whole(s))
        case Variable():
            return lambda s: _variable(s, x).entries[0]
        case t.Add(a, b):
            return _two(add, a, b)
        case t.Sub(a, b):
            return _two(sub, a, b)
        case t.Mul(a, b):
            return _two(mul, a, b)
        case t.Div(a, b):
            return _two(div, a, b)
        case t.Pow(t.Func(t.Fn.ABS, a), t.Num(v) as even) if v > 0 and v.denominator == 1 and v.numerator % 2 == 0:
            return _two(power, a, even)  # the square of an absolute value has a slope at zero
        case t.Pow(t.Norm(a), t.Num(v)) if v > 0 and v.denominator == 1 and v.numerator % 2 == 0:
            square, half = _of_array(linear.sum_of_squares, a), fmpq(v.numerator // 2)
            return lambda s: power(square(s), half)
        case t.Pow(a, b):
            return _two(power, a, b)
        case t.Neg(a):
            inner = scalar(a)
            return lambda s: neg(inner(s))
        case t.Func(fn, a):
            inner = scalar(a)
            return lambda s: apply(fn, inner(s), smooth=s.smooth)
        case t.Entry(a, indices):
            return _entry(a, tuple(integer(i) for i in indices))
        case t.Apply() if takes_random(x):
            return scalar(unfold(x))
        case t.Apply():
            body = body_of(x, _args(x), scalar(x.definition.body))
            return memoised(lambda s: body(s, ()), free_indices(x))
        case t.Call(f, a):
            arg = any_shape(a)
            return lambda s: s.model.functions[f].at(arg(s).entries)
        case t.Sum(i, low, high, body):
            return memoised(summed(i, integer(low), integer(high), scalar(body)), free_indices(x))
        case t.Product(i, low, high, body):
            return memoised(multiplied(i, integer(low), integer(high), scalar(body)), free_indices(x))
        case t.Average(i, weights, body):
            return scalar(t.Sum(i, t.ONE, i.over, t.Mul(t.Entry(weights, (i,)), body)))
        case t.Max(i, body) | t.Min(i, body):
            return memoised(over_range(i, integer(i.over), scalar(body), least=isinstance(x, t.Min)), free_indices(x))
        case t.Maximum(a, b):
            return _two(larger, a, b)
        case t.Minimum(a, b):
            return _two(smaller, a, b)
        case t.Derivative(body, target):
            at = target.indices if isinstance(target, t.Entry) else ()
            return memoised(derivative(scalar(body), target_variable(target), tuple(integer(i) for i in at), _variable), free_indices(x))
        case t.Mean(a):
            return memoised(mean(outcomes(_families(a), scalar(a), plainly)), free_indices(x))
        case t.Variance(a):
            return scalar(t.Covariance(a, a))
        case t.Covariance(a, b):
            return memoised(covariance(outcomes(_families(a) | _families(b), _pair(a, b), lambda p: p)), free_indices(x))
        case t.Delta(a, b):
            first, second = integer(a), integer(b)
            return lambda s: ONE if first(s) == second(s) else ZERO
        case t.Indicator(relation):
            return _two(partial(indicator, relation.rel), relation.left, relation.right)
        case t.MatMul():
            product = array(x)
            return lambda s: product(s).entries[0]
        case t.Trace(a):
            return _of_array(linear.trace, a)
        case t.Norm(a):
            return _of_array(linear.norm, a)
        case t.Rank(a):
            return _of_array(linear.rank, a)
        case t.Gradient():  # of a function of one number
            slope = array(x)
            return lambda s: slope(s).entries[0]
        case _:
            raise TypeError(f"not a number: {x!r}")


@lru_cache(maxsize=20_000)
def array(x: Term) -> ArrayRun:
    """The function from a scope to the value of `x`, which is a vector or a matrix (or a product of vectors)."""
    match x:
        case Variable():
            return lambda s: _variable(s, x)
        case t.Zeros(shape):
            sizes = tuple(integer(n) for n in shape)
            return lambda s: Array(dims := tuple(n(s) for n in sizes), (ZERO,) * prod(dims))
        case t.Explicit(dims, entries):
            cells = tuple(scalar(e) for e in entries)
            return lambda s: Array(dims, tuple(e(s) for e in cells))
        case t.Identity(n):
            length = integer(n)
            return lambda s: linear.identity(length(s))
        case t.Apply():
            return memoised(_defined_array(x), free_indices(x))
        case t.Add(a, b):
            left, right = array(a), array(b)
            return lambda s: linear.pairwise(add, left(s), right(s))
        case t.Sub(a, b):
            left, right = array(a), array(b)
            return lambda s: linear.pairwise(sub, left(s), right(s))
        case t.Neg(a):
            left = array(a)
            return lambda s: linear.entrywise(neg, left(s))
        case t.Mul(a, b):
            return _scaled(mul, b, a) if shape_of(b) else _scaled(mul, a, b)
        case t.Div(a, b):
            return _scaled(div, a, b)
        case t.Gradient(f, a):
            left = any_shape(a)
            return lambda s: Array((at := left(s)).shape, s.model.functions[f].gradient(at.entries))
        case t.MatMul(a, b):
            left, right = array(a), array(b)
            return memoised(lambda s: linear.product(left(s), right(s)), free_indices(x))
        case t.Transpose(a):
            left = array(a)
            return lambda s: linear.transpose(left(s))
        case t.Outer(a, b):
            left, right = array(a), array(b)
            return lambda s: linear.outer(left(s), right(s))
        case t.Diagonal(a):
            left = array(a)
            return lambda s: linear.diagonal(left(s))
        case t.Sum(i, low, high, body):
            blank = array(t.Zeros(shape_of(body)))
            return memoised(summed_array(i, integer(low), integer(high), array(body), blank), free_indices(x))
        case t.Average(i, weights, body):
            return array(t.Sum(i, t.ONE, i.over, t.Mul(t.Entry(weights, (i,)), body)))
        case t.Mean(a):
            spread = outcomes(_families(a), array(a), lambda values: linear.entrywise(plainly, values))
            return memoised(mean_array(spread), free_indices(x))
        case _:
            raise TypeError(f"not an array: {x!r}")


@lru_cache(maxsize=20_000)
def once(x: Term) -> ArrayRun:
    """`any_shape`, evaluated once per scope and values of its indices: the lines of a calculation share their sides."""
    return memoised(any_shape(x), free_indices(x))


@lru_cache(maxsize=20_000)
def number_once(x: Term) -> Run:
    """`once`, for a number."""
    return memoised(scalar(x), free_indices(x))


def any_shape(x: Term) -> ArrayRun:
    """The function from a scope to the value of `x`, a number being an array of shape ()."""
    if shape_of(x):
        return array(x)
    run = scalar(x)
    return lambda s: number(run(s))


# ---------------------------------------------------------------- names
def _variable(s: Scope, v: Variable) -> Array:
    return value_of(s, v, scalar)


def _args(x: t.Apply) -> tuple[ArrayRun, ...]:
    return tuple(any_shape(a) for a in x.args)


def _defined_array(x: t.Apply) -> ArrayRun:
    d = x.definition
    if d.indices:
        return tabulated(tuple(integer(n) for n in shape_of(x)), _defined_entries(x))
    if takes_random(x):
        return array(unfold(x))
    whole = array(d.body)
    if not x.args:
        return whole
    enter = entering(x, _args(x))
    return lambda s: whole(enter(s, ()))


def _defined_entries(x: t.Apply) -> Entries:
    """The entries of a definition over indices."""
    d = x.definition
    if takes_random(x):
        fresh = tuple(Index(i.name, i.tex, i.over) for i in d.indices)
        return at_fresh_indices(fresh, scalar(unfold_entry(x, fresh)))
    return remembered_entries(x, body_of(x, _args(x), scalar(d.body)))


def _entry(a: Term, at: tuple[IntegerRun, ...]) -> Run:
    match a:
        case t.Transpose(b):
            return _entry(b, at[::-1])
        case t.Apply(d, _) if d.indices:
            return picked_from_definition(_defined_entries(a), tuple(integer(n) for n in shape_of(a)), at)
        case Variable():
            return picked_from_variable(a, at, scalar)
        case _:
            return picked(array(a), at)


# ---------------------------------------------------------------- small pieces
def _two(f: Callable[[Value, Value], Value], a: Term, b: Term) -> Run:
    left, right = scalar(a), scalar(b)
    return lambda s: f(left(s), right(s))


def _pair(a: Term, b: Term) -> Callable[[Scope], tuple[Value, Value]]:
    left = scalar(a)
    if a == b:
        return lambda s: (x := plainly(left(s)), x)
    right = scalar(b)
    return lambda s: (plainly(left(s)), plainly(right(s)))


def _scaled(f: Callable[[Value, Value], Value], a: Term, by: Term) -> ArrayRun:
    left, right = array(a), scalar(by)

    def run(s: Scope) -> Array:
        factor = right(s)
        return linear.entrywise(lambda x: f(x, factor), left(s))

    return run


def _of_array(f: Callable[[Array], Value], a: Term) -> Run:
    of = array(a)
    return lambda s: f(of(s))


def _families(x: Term) -> frozenset[Family]:
    return frozenset(v.family for v in random_variables(x) if v.family is not None)
