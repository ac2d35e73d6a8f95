"""How is a formula evaluated?  Every node becomes one function of the scope, made once and run in many models."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from typing import TypeAlias, TypeVar

from flint import arb, fmpq

from checks.evaluate import linear
from checks.evaluate.arithmetic import add, div, mul, neg, sub
from checks.evaluate.binders import (
    UNBOUND,
    ArrayRun,
    Run,
    covariance,
    derivative,
    mean,
    memoised,
    outcomes,
    restore,
    summed,
    summed_array,
)
from checks.evaluate.functions import apply, power
from checks.evaluate.model import place
from checks.evaluate.scope import OUT_OF_RANGE, IntegerRun, Scope, root
from checks.evaluate.value import BAD, ONE, ZERO, Array, Dual, Order, Undecidable, Undefined, Value, base, number, order, plainly, worse
from checks.kernel import term as t
from checks.kernel.bind import free_indices, random_variables
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Definition, Family, Index, Size, Term, Variable
from checks.kernel.substitute import shape_of, target_variable, unfold, unfold_entry

T = TypeVar("T")
_number = count()  # names memo entries inside one process; never printed


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
            return lambda s: variable(s, x).entries[0]
        case t.Add(a, b):
            return _two(add, a, b)
        case t.Sub(a, b):
            return _two(sub, a, b)
        case t.Mul(a, b):
            return _two(mul, a, b)
        case t.Div(a, b):
            return _two(div, a, b)
        case t.Pow(a, b):
            return _two(power, a, b)
        case t.Neg(a):
            inner = scalar(a)
            return lambda s: neg(inner(s))
        case t.Func(fn, a):
            inner = scalar(a)
            return lambda s: apply(fn, inner(s), smooth=s.smooth)
        case t.Entry(a, indices):
            return _entry(a, tuple(integer(i) for i in indices), x)
        case t.Apply() if not _takes_random(x):
            called = _body(x)
            return _memo(lambda s: called(s, ()), x)
        case t.Apply():
            return scalar(unfold(x))
        case t.Call(f, a):
            arg = any_shape(a)
            return lambda s: s.model.functions[f].at(arg(s).entries)
        case t.Sum(i, low, high, body):
            return _memo(summed(i, integer(low), integer(high), scalar(body)), x)
        case t.Average(i, weights, body):
            return scalar(t.Sum(i, t.ONE, i.over, t.Mul(t.Entry(weights, (i,)), body)))
        case t.Derivative(body, target):
            at = target.indices if isinstance(target, t.Entry) else ()
            return _memo(derivative(scalar(body), target_variable(target), tuple(integer(i) for i in at), variable), x)
        case t.Mean(a):
            spread = outcomes(_families(a), any_shape(a))
            return _memo(lambda s: mean(spread(s)).entries[0], x)
        case t.Variance(a):
            spread = outcomes(_families(a), any_shape(a))
            return _memo(lambda s: covariance(spread(s)), x)
        case t.Covariance(a, b):
            left, right = scalar(a), scalar(b)
            spread = outcomes(_families(a) | _families(b), lambda s: Array((2,), (left(s), right(s))))
            return _memo(lambda s: covariance(spread(s)), x)
        case t.Delta(a, b):
            i, j = integer(a), integer(b)
            return lambda s: ONE if i(s) == j(s) else ZERO
        case t.Indicator(relation):
            return _indicator(relation)
        case t.MatMul():
            product = array(x)
            return lambda s: product(s).entries[0]
        case t.Trace(a):
            return _of_array(linear.trace, a)
        case t.Norm(a):
            return _of_array(linear.norm, a)
        case t.Rank(a):
            return _of_array(linear.rank, a)
        case _:
            raise TypeError(f"not a number: {x!r}")


@lru_cache(maxsize=20_000)
def array(x: Term) -> ArrayRun:
    """The function from a scope to the value of `x`, which is a vector or a matrix (or a product of vectors)."""
    match x:
        case Variable():
            return lambda s: variable(s, x)
        case t.Zeros(shape):
            sizes = tuple(integer(n) for n in shape)
            return lambda s: Array(dims := tuple(n(s) for n in sizes), (ZERO,) * _count(dims))
        case t.Identity(n):
            length = integer(n)
            return lambda s: linear.identity(length(s))
        case t.Apply():
            return _memo(_defined_array(x), x)
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
            return _memo(lambda s: linear.product(left(s), right(s)), x)
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
            return _memo(summed_array(i, integer(low), integer(high), array(body), array(t.Zeros(shape_of(body)))), x)
        case t.Average(i, weights, body):
            return array(t.Sum(i, t.ONE, i.over, t.Mul(t.Entry(weights, (i,)), body)))
        case t.Mean(a):
            spread = outcomes(_families(a), array(a))
            return _memo(lambda s: mean(spread(s)), x)
        case _:
            raise TypeError(f"not an array: {x!r}")


def any_shape(x: Term) -> ArrayRun:
    """The function from a scope to the value of `x`, a number being an array of shape ()."""
    if shape_of(x):
        return array(x)
    run = scalar(x)
    return lambda s: number(run(s))


@lru_cache(maxsize=20_000)
def integer(x: Term) -> IntegerRun:
    """The function from a scope to an integer built from sizes, indices and whole numbers."""
    match x:
        case t.Num(v) if v.denominator == 1:
            whole = int(v)
            return lambda s: whole
        case Size():
            return lambda s: s.sizes[x]
        case Index():
            return lambda s: s.index[x]
        case t.Add(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) + right(s)
        case t.Sub(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) - right(s)
        case t.Mul(a, b):
            left, right = integer(a), integer(b)
            return lambda s: left(s) * right(s)
        case t.Neg(a):
            left = integer(a)
            return lambda s: -left(s)
        case _:
            raise TypeError(f"not an integer: {x!r}")


# ---------------------------------------------------------------- variables
def variable(s: Scope, v: Variable) -> Array:
    """The value of a variable: what stands in its place here, or what the model says."""
    found = s.values.get(v)
    if found is not None:
        return found
    model = s.model
    if v in model.formulas:
        return _by_formula(s, v)
    if v in model.arrays:
        return model.arrays[v]
    if v in model.curves:
        at = s.memo.get(v)
        if at is None:
            parameters = tuple(x for p in v.of for x in variable(s, p).entries)
            at = s.memo[v] = Array(_dims(s, v), model.curves[v].at(parameters))
        assert isinstance(at, Array)
        return at
    if v.family is not None:
        return Array(dims := _dims(s, v), (UNBOUND,) * _count(dims))
    raise KeyError(f"the model has no value for {v.name}")


def _by_formula(s: Scope, v: Variable) -> Array:
    """A variable that an equation gives: evaluated once, in the model and not in this place."""
    evaluation = s.evaluation
    found = evaluation.formulas.get(v)
    if found is None:
        if v in evaluation.busy:
            return Array(dims := _dims(s, v), (Undefined(f"{v.name} is given by itself"),) * _count(dims))
        evaluation.busy.add(v)
        entries = list(s.model.arrays[v].entries)
        for k, formula in s.model.formulas[v].items():
            entries[k] = plainly(scalar(formula.term)(root(evaluation, formula.index)))
        evaluation.busy.discard(v)
        found = evaluation.formulas[v] = Array(s.model.arrays[v].shape, tuple(entries))
    return found


def _dims(s: Scope, v: Variable) -> tuple[int, ...]:
    return tuple(integer(n)(s) for n in v.shape)


def _count(dims: tuple[int, ...]) -> int:
    out = 1
    for n in dims:
        out *= n
    return out


# ---------------------------------------------------------------- definitions
def _takes_random(x: t.Apply) -> bool:
    """A random argument is unfolded: an expectation in the body would bind it by name, not by value."""
    return any(p.family is not None for p in x.definition.params) or any(random_variables(a) for a in x.args)


Body: TypeAlias = Callable[[Scope, tuple[int, ...]], Value]


def _call(x: t.Apply) -> Callable[[Scope, tuple[int, ...]], Scope]:
    """The scope in which the body of a definition with parameters is evaluated, at given values of its indices."""
    d = x.definition
    args = tuple(any_shape(a) for a in x.args)
    dims = tuple((k, j, n) for k, p in enumerate(d.params) for j, n in enumerate(p.shape) if isinstance(n, Size))

    def enter(s: Scope, at: tuple[int, ...]) -> Scope:
        given = [a(s) for a in args]
        sizes = {n: given[k].shape[j] for k, j, n in dims}
        return s.called(dict(zip(d.indices, at, strict=True)), sizes, dict(zip(d.params, given, strict=True)))

    return enter


def _body(x: t.Apply) -> Body:
    """The body of a definition at given values of its indices.

    Without parameters it is evaluated where it is used, so that what it shares with its neighbours is evaluated once.
    """
    d, body = x.definition, scalar(x.definition.body)
    if x.args:
        enter = _call(x)
        return lambda s, at: body(enter(s, at))

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        env = s.index
        before = [env.get(i) for i in d.indices]
        env.update(zip(d.indices, at, strict=True))
        value = body(s)
        for i, b in zip(d.indices, before, strict=True):
            restore(env, i, b)
        return value

    return run


def _defined_array(x: t.Apply) -> ArrayRun:
    d = x.definition
    if not d.indices:
        if _takes_random(x):
            return array(unfold(x))
        whole, enter = array(d.body), _call(x)
        return (lambda s: whole(enter(s, ()))) if x.args else whole
    if _takes_random(x):
        return _tabulated(tuple(integer(n) for n in shape_of(x)), _unfolded(x))
    return _tabulated(tuple(integer(n) for n in shape_of(x)), _defined_entry(x))


def _tabulated(sizes: tuple[IntegerRun, ...], each: Body) -> ArrayRun:
    def run(s: Scope) -> Array:
        dims = tuple(n(s) for n in sizes)
        return Array(dims, tuple(each(s, at) for at in places(dims)))

    return run


def places(dims: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All entries of an array, in row-major order, counted from 1."""
    out: list[tuple[int, ...]] = [()]
    for n in dims:
        out = [(*at, i) for at in out for i in range(1, n + 1)]
    return out


def _defined_entry(x: t.Apply) -> Body:
    """An entry of a definition over indices, evaluated once per place it is called from."""
    d = x.definition
    body = _body(x)
    key = _key_of(d) if not x.args else next(_number)
    over = tuple(i for a in x.args for i in free_indices(a))

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        place_in_memo = (key, at, *[s.index[i] for i in over])
        found = s.memo.get(place_in_memo)
        if found is None:
            found = s.memo[place_in_memo] = body(s, at)
        return found  # type: ignore[return-value]  # only this function writes under `key`

    return run


@lru_cache(maxsize=20_000)
def _key_of(_: Definition) -> int:
    return next(_number)


def _unfolded(x: t.Apply) -> Body:
    fresh = tuple(Index(i.name, i.tex, i.over) for i in x.definition.indices)
    body = scalar(unfold_entry(x, fresh))

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        s.index.update(zip(fresh, at, strict=True))
        return body(s)

    return run


# ---------------------------------------------------------------- small pieces
def _entry(a: Term, at: tuple[IntegerRun, ...], whole: Term) -> Run:
    match a:
        case t.Transpose(b):
            return _entry(b, at[::-1], whole)
        case t.Apply(d, _) if d.indices:
            each = _unfolded(a) if _takes_random(a) else _defined_entry(a)
            sizes = tuple(integer(n) for n in shape_of(a))

            def from_definition(s: Scope) -> Value:
                where = tuple(i(s) for i in at)
                if any(not 1 <= i <= n(s) for i, n in zip(where, sizes, strict=True)):
                    return OUT_OF_RANGE
                return each(s, where)

            return from_definition
        case _:
            of = array(a)

            def from_array(s: Scope) -> Value:
                values = of(s)
                k = place(values.shape, tuple([i(s) for i in at]))
                return OUT_OF_RANGE if k is None else values.entries[k]

            return from_array


def _two(f: Callable[[Value, Value], Value], a: Term, b: Term) -> Run:
    left, right = scalar(a), scalar(b)
    return lambda s: f(left(s), right(s))


def _scaled(f: Callable[[Value, Value], Value], a: Term, by: Term) -> ArrayRun:
    left, right = array(a), scalar(by)

    def run(s: Scope) -> Array:
        factor = right(s)
        return linear.entrywise(lambda x: f(x, factor), left(s))

    return run


def _of_array(f: Callable[[Array], Value], a: Term) -> Run:
    of = array(a)
    return lambda s: f(of(s))


def _memo(run: Callable[[Scope], T], x: Term) -> Callable[[Scope], T]:
    return memoised(run, next(_number), tuple(free_indices(x)))


def _families(x: Term) -> frozenset[Family]:
    return frozenset(v.family for v in random_variables(x) if v.family is not None)


def _indicator(r: Relation) -> Run:
    left, right = scalar(r.left), scalar(r.right)

    def run(s: Scope) -> Value:
        a, b = left(s), right(s)
        if isinstance(a, BAD) or isinstance(b, BAD):
            return plainly(worse(a, b))
        o = order(base(a), base(b))
        if o is Order.OVERLAP:
            return Undecidable("whether an indicator is 1 or 0")
        if o is Order.EQUAL and (isinstance(a, Dual) or isinstance(b, Dual)):
            return Undefined("an indicator jumps here")
        return ONE if o in HOLDS[r.rel] else ZERO

    return run


HOLDS = {
    Rel.EQ: (Order.EQUAL,),
    Rel.NE: (Order.LESS, Order.GREATER),
    Rel.LE: (Order.LESS, Order.EQUAL),
    Rel.LT: (Order.LESS,),
    Rel.GE: (Order.GREATER, Order.EQUAL),
    Rel.GT: (Order.GREATER,),
}
