"""Definitions, parameters, random arguments, formulas in models, long sums."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from checks.evaluate.evaluate import evaluate, evaluate_array
from checks.evaluate.model import Formula, Model, Outcome, Space
from checks.evaluate.value import Array, Undecidable, Undefined
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Family
from checks.language import *

n, m = size("n"), size("m")
i, k = indices("i k", over=n)
x, y = scalar("x"), scalar("y")
v = vector("v", n)
X = random_variable("X", family="X")
Z = random_variable("Z", family="Z")


def spread(variable: Any, *weighted: tuple[fmpq, int]) -> tuple[Family, Space]:
    v = variable.term
    return v.family, Space(tuple(Outcome(p, {v: Array((), (fmpq(x),))}) for p, x in weighted))


def model(length: int = 2) -> Model:
    return Model(
        sizes={n.term: length, m.term: 5},  # type: ignore[dict-item]
        arrays={
            x.term: Array((), (fmpq(3),)),  # type: ignore[dict-item]
            y.term: Array((), (fmpq(5),)),  # type: ignore[dict-item]
            v.variable: Array((length,), tuple(fmpq(k + 1) for k in range(length))),
        },
        spaces=dict([spread(X, (fmpq(1, 4), 2), (fmpq(3, 4), -1)), spread(Z, (fmpq(1, 2), 1), (fmpq(1, 2), 3))]),
    )


def test_a_parameter_shadows_the_name_it_was_declared_with() -> None:
    hidden = define("hidden", x + y)
    f = define("f", x, hidden * x)  # x inside `hidden` is the parameter too
    assert evaluate(f(y + 1).term, model()) == (6 + 5) * 6


def test_sizes_follow_from_arguments() -> None:
    length = define("length", v, Sum(v[k] * 0 + 1, k))
    long = vector("long", m)
    at = model()
    at = Model(at.sizes, {}, {**at.arrays, long.variable: Array((5,), (fmpq(0),) * 5)})
    assert evaluate(length(long).term, at) == 5


def test_a_definition_over_indices_is_an_array() -> None:
    row = define("row", i, v[i] * x)
    assert evaluate_array(row.term, model()) == Array((2,), (fmpq(3), fmpq(6)))
    assert isinstance(evaluate(row[n + 1].term, model()), Undefined)


def test_a_random_argument_is_bound_by_the_expectation_in_the_body() -> None:
    square = define("square", Z, E(Z**2))
    assert evaluate(square(X).term, model()) == fmpq(1, 4) * 4 + fmpq(3, 4)


def test_independent_families_multiply() -> None:
    mean_x, mean_z = fmpq(1, 4) * 2 - fmpq(3, 4), fmpq(2)
    assert evaluate(E(X * Z).term, model()) == mean_x * mean_z
    assert evaluate(Cov(X, Z).term, model()) == 0
    assert evaluate(Var(X).term, model()) == fmpq(27, 16)
    assert evaluate(E(E(X) * X).term, model()) == mean_x**2
    assert isinstance(evaluate(X.term, model()), Undefined)


def test_an_entry_given_by_a_formula_is_a_constant_under_a_derivative() -> None:
    at = model()
    equation = Relation(y.term, Rel.EQ, exp(x).term)
    given = Model(at.sizes, {}, at.arrays, {y.term: {0: Formula(exp(x).term, {}, equation)}})  # type: ignore[dict-item]
    assert evaluate((log(y) > x).claim.left, given) is not None
    assert evaluate(D(y + x, x).term, given) == 1
    circular = Model(at.sizes, {}, at.arrays, {y.term: {0: Formula((y + 1).term, {}, equation)}})  # type: ignore[dict-item]
    assert isinstance(evaluate(y.term, circular), Undefined)


def test_a_sum_beyond_the_budget_is_not_evaluated() -> None:
    at = Model(sizes={n.term: 10**7})  # type: ignore[dict-item]
    assert isinstance(evaluate(Sum(k, k).term, at), Undecidable)


def test_empty_sums() -> None:
    assert evaluate(Sum(v[k], (k, 3, n)).term, model()) == 0
    assert evaluate(Sum(v[k], (k, 2, n)).term, model(1)) == 0
    assert evaluate(Sum(1 / (v[k] - v[k]), (k, 5, 4)).term, model()) == 0
