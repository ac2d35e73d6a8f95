"""Which moments do the hypotheses ask of a family, and which space has them?

Read: E(x) == m, E(x*y) == m, E(x**2) == m, Var(x) == m, Cov(x, y) == m, and E(outer(x, y)) == M, for entries x, y of one
family, either way round.  Anything else asked of a family is met by luck or not at all: the hypotheses are checked afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from random import Random
from typing import TypeAlias, final

from flint import fmpq

from checks.evaluate.compile import any_shape
from checks.evaluate.integers import integer, places
from checks.evaluate.model import Model, Outcome, Space, place
from checks.evaluate.scope import Evaluation, Scope, root
from checks.evaluate.value import Array
from checks.kernel import term as t
from checks.kernel.bind import random_variables
from checks.kernel.names import Family, Term, Variable
from checks.kernel.substitute import shape_of
from checks.refute.draw import dims
from checks.refute.equations import Equation, instances
from checks.refute.moments import Impossible, Moments, space
from checks.refute.white import Kind, white


@final
@dataclass(frozen=True, slots=True)
class _Moment:
    """E of one entry, or E, Cov of two; entries may be whole vectors, and the moment is then an array."""

    left: Term
    right: Term | None
    central: bool


@final
@dataclass(frozen=True, slots=True)
class Demand:
    """A hypothesis that fixes moments of one family."""

    family: Family
    moment: _Moment
    value: Term
    equation: Equation


def demands(equations: Sequence[Equation]) -> tuple[Demand, ...]:
    out: list[Demand] = []
    for e in equations:
        r = e.relation
        for side, other in ((r.left, r.right), (r.right, r.left)):
            moment = _read(side)
            if moment is None or random_variables(other):
                continue
            families = {_variable(x).family for x in (moment.left, moment.right) if x is not None}
            family = _variable(moment.left).family
            if len(families) == 1 and family is not None:
                out.append(Demand(family, moment, other, e))
                break
    return tuple(out)


def _read(x: Term) -> _Moment | None:
    match x:
        case t.Mean(t.Mul(a, b) | t.Outer(a, b)) if _is_entry(a) and _is_entry(b):
            return _Moment(a, b, False)
        case t.Mean(t.Pow(a, t.Num(two))) if two == 2 and _is_entry(a):
            return _Moment(a, a, False)
        case t.Mean(a) if _is_entry(a):
            return _Moment(a, None, False)
        case t.Variance(a) if _is_entry(a):
            return _Moment(a, a, True)
        case t.Covariance(a, b) if _is_entry(a) and _is_entry(b):
            return _Moment(a, b, True)
        case _:
            return None


def _is_entry(x: Term) -> bool:
    match x:
        case Variable() | t.Entry(Variable(), _):
            return _variable(x).family is not None
        case _:
            return False


def _variable(x: Term) -> Variable:
    v = x.base if isinstance(x, t.Entry) else x
    assert isinstance(v, Variable)
    return v


# ---------------------------------------------------------------- the space of one family
Slots: TypeAlias = dict[Variable, int]  # where the entries of a variable start in the row of all entries


def build(variables: tuple[Variable, ...], asked: Sequence[Demand], model: Model, rng: Random) -> Space | Impossible:
    """A space for a family, in `model` (which has everything that is not random), with the moments asked."""
    shapes = {v: dims(v, model) for v in variables}
    slots: Slots = {}
    count = 0
    for v in variables:
        slots[v] = count
        count += prod(shapes[v])
    kind = rng.choice((Kind.DEPENDENT, Kind.DEPENDENT, Kind.PRODUCT, Kind.SIGNS, Kind.FEW_SIGNS))
    if asked and len(set(shapes.values())) == 1 and len(variables) > 1 and rng.random() < 0.3:
        return _flipped(variables, shapes, kind, rng)
    moments = Moments()
    for d in asked:
        problem = _add(d, moments, slots, shapes, model)
        if problem is not None:
            return problem
    rows = space(count, moments, kind, rng)
    if isinstance(rows, Impossible):
        return rows
    return Space(tuple(Outcome(p, _cut(row, slots, shapes)) for p, row in rows))


def _cut(row: tuple[fmpq, ...], slots: Slots, shapes: dict[Variable, tuple[int, ...]]) -> dict[Variable, Array]:
    return {v: Array(shapes[v], row[k : k + prod(shapes[v])]) for v, k in slots.items()}


def _flipped(variables: tuple[Variable, ...], shapes: dict[Variable, tuple[int, ...]], kind: Kind, rng: Random) -> Space:
    """The first variable is white, each other one is the first times an independent random sign: uncorrelated, yet bound to it."""
    first, *others = variables
    outcomes: list[Outcome] = []
    for p, w in white(prod(shapes[first]), kind, rng).outcomes:
        for signs in places((2,) * len(others)):
            values = {first: Array(shapes[first], w)}
            for v, s in zip(others, signs, strict=True):
                values[v] = Array(shapes[v], tuple(-x if s == 1 else x for x in w))
            outcomes.append(Outcome(p / 2 ** len(others), values))
    return Space(tuple(outcomes))


def _add(d: Demand, moments: Moments, slots: Slots, shapes: dict[Variable, tuple[int, ...]], model: Model) -> Impossible | None:
    """Write the demands of one hypothesis, for all values of its free indices, into `moments`."""
    of = any_shape(d.value)
    for index in instances(d.equation, model):
        s = root(Evaluation(model), index)
        left = _entries(d.moment.left, s, slots, shapes)
        right = [] if d.moment.right is None else _entries(d.moment.right, s, slots, shapes)
        values = of(s)
        if shape_of(d.value) or len(values.entries) == 1:
            asked = values.entries
        else:
            return Impossible("the shapes of a moment and its value differ")
        keys = [(i, j) for i in left for j in right] if right else [(i, i) for i in left]
        for (i, j), m in zip(keys, asked, strict=True):
            if type(m) is not fmpq:
                return Impossible("a moment is not rational")
            if not right:
                clash = moments.means.setdefault(i, m) != m
            else:
                table = moments.central if d.moment.central else moments.raw
                low, high = min(i, j), max(i, j)
                clash = table.setdefault((low, high), m) != m
            if clash:
                return Impossible("one moment is asked to have two values")
    return None


def _entries(x: Term, s: Scope, slots: Slots, shapes: dict[Variable, tuple[int, ...]]) -> list[int]:
    """The places of an entry, or of a whole vector, in the row of all entries of the family."""
    v = _variable(x)
    start, shape = slots[v], shapes[v]
    if isinstance(x, t.Entry):
        k = place(shape, tuple(integer(i)(s) for i in x.indices))
        return [] if k is None else [start + k]
    return list(range(start, start + prod(shape)))
