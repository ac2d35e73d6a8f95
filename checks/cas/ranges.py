"""Over what does an index of a SymPy expression run, and how large is what it indexes?  Read before the expression itself."""

from __future__ import annotations

from collections.abc import Mapping

from checks.cas.declared import Declared
from checks.cas.library import Expr, sp
from checks.kernel import term as t
from checks.kernel.names import Index, Term
from checks.kernel.shape import Malformed

Bound = Mapping[Expr, Term]
Scope = Mapping[Expr, tuple[Expr, Expr]]  # bound symbol -> its lower and upper end


def read_ranges(x: Expr, declared: Declared) -> dict[Expr, Index]:
    """The free indices of `x`, each over the size of what it indexes.  Learns shapes from sums.  Raises `Malformed`."""
    places: list[tuple[Expr, Scope]] = []
    _collect(x, {}, places)
    for a, scope in places:
        for i in a.indices:
            if i in scope:
                _counts_from_one(i, scope[i][0], a)
        if a.base.shape is None and all(i in scope for i in a.indices):
            declared.infer(a.base, tuple(size_of(_end(i, scope), declared) for i in a.indices))
    free: dict[Expr, Index] = {}
    for a, scope in places:
        shape = _known_shape(a.base, declared)
        for i, over in zip(a.indices, shape, strict=False):
            if i not in scope and i not in free and (isinstance(i, sp.Idx) or (i.is_Symbol and i.is_integer)):
                free[i] = declared.index(i, over)
    return free


def _end(i: Expr, scope: Scope) -> Expr:
    """The upper end of a bound index; of the outer index where the inner one runs up to it."""
    end = scope[i][1]
    return _end(end, scope) if end in scope else end


def _collect(x: Expr, scope: Scope, places: list[tuple[Expr, Scope]]) -> None:
    """Every indexed entry with the ranges of the sums around it."""
    match x:
        case sp.Indexed():
            places.append((x, scope))
            for i in x.indices:
                _collect(i, scope, places)
        case sp.Sum() | sp.Product():
            inner = dict(scope)
            for k, *ends in reversed(x.limits):
                inner[k] = tuple(ends)
            _collect(x.function, inner, places)
        case sp.Derivative():
            _collect(x.expr, scope, places)
            for v, _ in x.variable_count:
                _collect(v, scope, places)
        case _:
            for a in getattr(x, "args", ()):  # a mutable matrix has none
                _collect(a, scope, places)


def _known_shape(base: Expr, declared: Declared) -> tuple[Term, ...]:
    if base.shape is not None:
        return tuple(size_of(n, declared) for n in base.shape)
    return declared.shapes.get(base, ())


def size_of(n: Expr, declared: Declared) -> Term:
    """A size: a positive integer symbol, a whole number, or sums and products of these.  Raises `Malformed`."""
    match n:
        case sp.Integer():
            return t.Num(t.ZERO.value + int(n))
        case sp.Symbol():
            return declared.size(n)
        case sp.Add() | sp.Mul():
            first, *rest = (size_of(a, declared) for a in n.args)
            for a in rest:
                first = t.Add(first, a) if isinstance(n, sp.Add) else t.Mul(first, a)
            return first
        case _:
            raise Malformed("size", n, f"{n} is not a size: sizes are built from integer positive symbols and whole numbers")


def index_range(i: Expr, declared: Declared) -> Term:
    """What an `Idx` runs over; it must count from 1."""
    if i.upper is None:
        raise Malformed("not-an-index", i, f'the range of {i.label} is not known: write Idx("{i.label}", (1, n))')
    if i.lower != 1:
        says = f'{i.label} runs from {i.lower}, but indices count from 1: write Idx("{i.label}", (1, {i.upper - i.lower + 1}))'
        raise Malformed("counts-from-zero", i, says)
    return size_of(i.upper, declared)


def _counts_from_one(i: Expr, lower: Expr, a: Expr) -> None:
    if lower.is_Integer and lower < 1:
        raise Malformed("counts-from-zero", a, f"{a} in a sum from {i} = {lower}: entries count from 1; write ({i}, 1, ...)")
