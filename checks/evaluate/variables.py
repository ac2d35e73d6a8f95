"""What is the value of a variable?  What stands in its place here, or what the model says."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from checks.evaluate.binders import UNBOUND, Run, restore
from checks.evaluate.calls import picked
from checks.evaluate.integers import dims
from checks.evaluate.scope import OUT_OF_RANGE, IntegerRun, Scope, root
from checks.evaluate.value import Array, Undefined, Value, plainly
from checks.kernel.names import Recurrence, Term, Variable


def value_of(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """`scalar` compiles the formulas by which a model may give entries."""
    found = s.values.get(v) or s.evaluation.known.get(v)
    if found is not None:
        return found
    model = s.model
    if v in model.formulas:
        return _by_formula(s, v, scalar)
    if isinstance(v.facts, Recurrence):
        return _by_recurrence(s, v, v.facts, scalar)
    if v in model.curves:
        return _on_curve(s, v, scalar)
    if v.family is not None:
        shape = dims(s, v)
        return Array(shape, (UNBOUND,) * prod(shape))
    raise KeyError(f"the model has no value for {v.name}")


def picked_from_variable(v: Variable, at: tuple[IntegerRun, ...], scalar: Callable[[Term], Run]) -> Run:
    """One entry of a variable, the commonest formula of all."""
    if len(at) != 1:
        return picked(lambda s: value_of(s, v, scalar), at)
    (only,) = at

    def run(s: Scope) -> Value:
        values = (s.values.get(v) or s.evaluation.known.get(v) or value_of(s, v, scalar)).entries
        i = only(s)
        return values[i - 1] if 1 <= i <= len(values) else OUT_OF_RANGE

    return run


def _on_curve(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """A function of parameters, at what the parameters are here."""
    found = s.memo.get(v)
    if found is None:
        at = tuple(x for p in v.of for x in value_of(s, p, scalar).entries)
        found = s.memo[v] = Array(dims(s, v), s.model.curves[v].at(at))
    assert isinstance(found, Array)
    return found


def _by_recurrence(s: Scope, v: Variable, r: Recurrence, scalar: Callable[[Term], Run]) -> Array:
    """A sequence, entry by entry, each from the one before."""
    found = s.memo.get(v)
    if found is None:
        (length,) = dims(s, v)
        before = s.index.get(r.index)
        entries = [scalar(r.start)(s)]
        for k in range(1, length):
            inside = s.given({r.previous: Array((), (entries[-1],))})
            inside.index[r.index] = k
            entries.append(scalar(r.step)(inside))
        restore(s.index, r.index, before)
        found = s.memo[v] = Array((length,), tuple(entries))
    assert isinstance(found, Array)
    return found


def _by_formula(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """A variable that an equation gives: evaluated once, in the model and not in this place."""
    evaluation, model = s.evaluation, s.model
    shape = model.arrays[v].shape
    if v in evaluation.busy:
        return Array(shape, (Undefined(f"{v.name} is given by itself"),) * prod(shape))
    evaluation.busy.add(v)
    entries = list(model.arrays[v].entries)
    for k, formula in model.formulas[v].items():
        entries[k] = plainly(scalar(formula.term)(root(evaluation, formula.index)))
    evaluation.busy.discard(v)
    found = evaluation.known[v] = Array(shape, tuple(entries))
    return found
