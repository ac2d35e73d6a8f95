"""What is the value of a variable?  What stands in its place here, or what the model says."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from checks.evaluate.binders import UNBOUND, Run
from checks.evaluate.integers import dims
from checks.evaluate.scope import Scope, root
from checks.evaluate.value import Array, Undefined, plainly
from checks.kernel.names import Term, Variable


def value_of(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """`scalar` compiles the formulas by which a model may give entries."""
    found = s.values.get(v)
    if found is not None:
        return found
    model = s.model
    if v in model.formulas:
        return _by_formula(s, v, scalar)
    if v in model.arrays:
        return model.arrays[v]
    if v in model.curves:
        return _on_curve(s, v, scalar)
    if v.family is not None:
        shape = dims(s, v)
        return Array(shape, (UNBOUND,) * prod(shape))
    raise KeyError(f"the model has no value for {v.name}")


def _on_curve(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """A function of parameters, at what the parameters are here."""
    found = s.memo.get(v)
    if found is None:
        at = tuple(x for p in v.of for x in value_of(s, p, scalar).entries)
        found = s.memo[v] = Array(dims(s, v), s.model.curves[v].at(at))
    assert isinstance(found, Array)
    return found


def _by_formula(s: Scope, v: Variable, scalar: Callable[[Term], Run]) -> Array:
    """A variable that an equation gives: evaluated once, in the model and not in this place."""
    evaluation, model = s.evaluation, s.model
    found = evaluation.formulas.get(v)
    if found is None:
        shape = model.arrays[v].shape
        if v in evaluation.busy:
            return Array(shape, (Undefined(f"{v.name} is given by itself"),) * prod(shape))
        evaluation.busy.add(v)
        entries = list(model.arrays[v].entries)
        for k, formula in model.formulas[v].items():
            entries[k] = plainly(scalar(formula.term)(root(evaluation, formula.index)))
        evaluation.busy.discard(v)
        found = evaluation.formulas[v] = Array(shape, tuple(entries))
    return found
