"""How is an equation between variables made true?  By solving it, exactly, for variables in which it is linear.

The system is read off by evaluation: residuals at the drawn values and at one step in each unknown.  If it was not linear
after all, or the solution leaves a domain, the check of the hypotheses that follows rejects the model: nothing is believed.
An equation that has no rational solution may still define a variable, if one of its sides, or a summand of one, is that
variable alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from typing import TypeAlias, final

from flint import fmpq, fmpq_mat

from checks.evaluate.arithmetic import sub
from checks.evaluate.compile import once
from checks.evaluate.integers import integer, places
from checks.evaluate.model import Formula, Model, place
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import ONE, Array
from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.claim import Both, Claim, Forall, Rel, Relation
from checks.kernel.names import Free, Index, Simplex, Term, Variable
from checks.refute.alone import alone, gives
from checks.refute.inventory import free_claim_indices
from checks.refute.moments import particular

MOST_UNKNOWNS = 40
MOST_CHOICES = 8


@final
@dataclass(frozen=True, slots=True)
class Equation:
    """One equation, for all values of `over`; `candidates` are the variables it may be solved for, the likeliest first."""

    relation: Relation
    over: tuple[Index, ...]
    candidates: tuple[Variable, ...]


def equations(claims: Sequence[Claim], order: Sequence[Variable]) -> tuple[Equation, ...]:
    """The equations that stand in `claims` outside every implication."""
    return tuple(_equation(r, over, order) for c in claims for r, over in _flat(c, free_claim_indices(c)))


def _flat(c: Claim, over: tuple[Index, ...]) -> list[tuple[Relation, tuple[Index, ...]]]:
    match c:
        case Relation(_, Rel.EQ, _):
            return [(c, over)]
        case Both(parts):
            return [e for p in parts for e in _flat(p, over)]
        case Forall(indices, body):
            return _flat(body, (*over, *indices))
        case _:
            return []


def _equation(r: Relation, over: tuple[Index, ...], order: Sequence[Variable]) -> Equation:
    bare = [v for v in (alone(r.right), alone(r.left)) if v is not None]
    present = free(r.left) | free(r.right)
    usable = [v for v in order if v in present and isinstance(v.facts, Free | Simplex) and not v.of and v.family is None]
    first = [v for v in bare if v in usable]
    return Equation(r, over, tuple(dict.fromkeys((*first, *usable))))


def instances(e: Equation, model: Model) -> list[dict[Index, int]]:
    """All values of the indices over which an equation is closed."""
    s = root(Evaluation(model))
    return [dict(zip(e.over, at, strict=True)) for at in places(tuple(integer(i.over)(s) for i in e.over))]


# ---------------------------------------------------------------- solving
Residuals: TypeAlias = list[fmpq]


@final
@dataclass(frozen=True, slots=True)
class Irrational:
    """A side of an equation has no exact value here."""


def residuals(system: Sequence[Equation], model: Model) -> Residuals | Irrational:
    """left - right of every equation, for all its indices and entries."""
    out: Residuals = []
    s = root(Evaluation(model))
    for e in system:
        left, right = once(e.relation.left), once(e.relation.right)
        for index in instances(e, model):
            s.index.update(index)
            for a, b in zip(left(s).entries, right(s).entries, strict=True):
                d = sub(a, b)
                if type(d) is not fmpq:
                    return Irrational()
                out.append(d)
    return out


def solve(system: Sequence[Equation], model: Model) -> Model:
    """A model in which the equations hold, if they can be solved; otherwise one in which they may not."""
    rational: list[Equation] = list(system)
    failing: list[Equation] = []
    before: Model | None = None
    while model is not before:  # what one equation defines may be irrational in another
        pending, before = rational, model
        rational, failing = [], []
        for e in pending:
            at = residuals([e], model)
            if isinstance(at, Irrational):
                model = _defining(e, model)
            else:
                rational.append(e)
                failing += [e] if any(at) else []
    if not failing:
        return model
    quick = _assigned(failing, model)
    left = residuals(rational, quick)
    if not isinstance(left, Irrational) and not any(left):
        return quick
    choices = [e.candidates for e in failing if e.candidates]
    for chosen in islice(product(*choices), MOST_CHOICES):
        unknowns = tuple(dict.fromkeys(v for v in chosen if v in model.arrays))
        found = _solved(rational, unknowns, model)
        if found is not None:
            return found
    return model


def _assigned(failing: Sequence[Equation], model: Model) -> Model:
    """Each equation in turn gives the variable that stands alone in it, entry by entry; what this breaks is seen later."""
    for e in failing:
        for v, side, other in gives(e.relation, e.over):
            if v not in model.arrays:
                continue
            entries = list(model.arrays[v].entries)
            s = root(Evaluation(model))
            for index in instances(e, model):
                s.index.update(index)
                values = once(other)(s).entries
                at = tuple(integer(i)(s) for i in side.indices) if isinstance(side, t.Entry) else None
                k = 0 if at is None else place(model.arrays[v].shape, at)
                if k is not None:
                    entries[k : k + len(values)] = values
            if all(type(x) is fmpq for x in entries):
                model = replace(model, arrays={**model.arrays, v: Array(model.arrays[v].shape, tuple(entries))})
                break
    return model


def _solved(system: Sequence[Equation], unknowns: tuple[Variable, ...], model: Model) -> Model | None:
    slots = [(v, k) for v in unknowns for k in range(len(model.arrays[v].entries))]
    if not slots or len(slots) > MOST_UNKNOWNS:
        return None
    at = _with_sums(system, unknowns, model)
    steps = [_with_sums(system, unknowns, _moved(model, {s: ONE})) for s in slots]
    if isinstance(at, Irrational):
        return None
    columns = [s for s in steps if not isinstance(s, Irrational)]
    if len(columns) != len(steps):
        return None
    entries = [x for r, base in enumerate(at) for x in (*(c[r] - base for c in columns), -base)]
    delta = particular(fmpq_mat(len(at), len(slots) + 1, entries))
    if delta is None:
        return None
    found = _moved(model, {s: d for s, d in zip(slots, delta, strict=True) if d})
    left = _with_sums(system, unknowns, found)
    return None if isinstance(left, Irrational) or any(left) else found


def _with_sums(system: Sequence[Equation], unknowns: tuple[Variable, ...], model: Model) -> Residuals | Irrational:
    """The residuals, and that the entries of each unknown distribution still sum to one."""
    out = residuals(system, model)
    if isinstance(out, Irrational):
        return out
    for v in unknowns:
        if isinstance(v.facts, Simplex):
            out.append(sum((x for x in model.arrays[v].entries if type(x) is fmpq), -ONE))
    return out


def _moved(model: Model, by: Mapping[tuple[Variable, int], fmpq]) -> Model:
    arrays = dict(model.arrays)
    for (v, k), d in by.items():
        a = arrays[v]
        x = a.entries[k]
        assert type(x) is fmpq
        arrays[v] = Array(a.shape, (*a.entries[:k], x + d, *a.entries[k + 1 :]))
    return replace(model, arrays=arrays)


# ---------------------------------------------------------------- equations that define
def _defining(e: Equation, model: Model) -> Model:
    """The model in which the equation gives a variable: one that stands alone in it and that nothing else gives."""
    for v, side, other in gives(e.relation, e.over):
        if v not in model.arrays:
            continue
        given = model.formulas.get(v, {})
        made = _formulas(e, side, other, v, model)
        if made.keys().isdisjoint(given):
            return replace(model, formulas={**model.formulas, v: {**given, **made}})
    return model


def _formulas(e: Equation, side: Term, other: Term, v: Variable, model: Model) -> dict[int, Formula]:
    """What each entry of `v` is given by, for all values of the indices of the equation."""
    out: dict[int, Formula] = {}
    shape = model.arrays[v].shape
    for index in instances(e, model):
        s = root(Evaluation(model), index)
        if isinstance(side, t.Entry):
            places_given = [(tuple(integer(i)(s) for i in side.indices), other)]
        else:
            places_given = [(at, t.Entry(other, tuple(t.Num(Fraction(i)) for i in at)) if at else other) for at in places(shape)]
        for at, term in places_given:
            k = place(shape, at)
            if k is not None:
                out[k] = Formula(term, index, e.relation)
    return out
