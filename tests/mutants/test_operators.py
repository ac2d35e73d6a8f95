"""Each slip is made, and nothing else: the operators on formulas small enough to be read."""

from __future__ import annotations

import pytest

from checks.kernel.bind import alpha_equal
from checks.kernel.claim import Relation
from checks.kernel.shape import well_formed
from checks.kernel.text import text
from checks.language import *
from checks.mutate.mutant import names_of, replaced, spots
from checks.mutate.operators import OPERATORS, definition_mutants, mutants
from checks.words.formula import Formula
from tests.shipped import jobs, theorems

n = size("n")
i, j, k = indices("i j k", over=n)
x, w = scalar("x"), scalar("w")
z = vector("z", n)
P, Q = distribution("P", n), distribution("Q", n)
A, B = matrix("A", n, n), matrix("B", n, n)
Z = define("Z", Sum(exp(z[k]), k))


def made(f: Formula, operator: str, *beside: Formula) -> set[str]:
    """What one operator makes of a formula, where the other formulas are known too."""
    names = names_of(tuple(Relation(g.term, (x == x).claim.rel, g.term) for g in (f, *beside)))
    return {text(m.term) for m in mutants(f.term, names) if m.operator == operator}


@pytest.mark.parametrize(
    ("operator", "formula", "wanted"),
    [
        ("sign", x + w, {"x - w"}),
        ("sign", x * w, {"-(x*w)"}),
        ("swap", x - w, {"w - x"}),
        ("swap", x / w, {"w/x"}),
        ("swap", A @ B, {"B @ A"}),
        ("drop", x + w, {"x", "w"}),
        ("drop", x * w, {"x", "w"}),
        ("double", x + w, {"2*x + w", "x + 2*w"}),
        ("delta", delta(i, j) * x, {"1*x", "0*x"}),
        (
            "range",
            Sum(z[k], k),
            {"Sum(z[k], (k, 1 + 1, n))", "Sum(z[k], (k, 1 - 1, n))", "Sum(z[k], (k, 1, n - 1))", "Sum(z[k], (k, 1, n + 1))"},
        ),
        ("exponent", x**2, {"x**(2 + 1)", "x**(2 - 1)"}),
        ("function", exp(x), {"log(x)", "x"}),
        ("function", log(x), {"exp(x)", "x"}),
        ("number", x + 3, {"x + 4", "x + 2"}),
        ("binder", D(x**2, x), {"x**2"}),
        ("binder", A.T, {"A"}),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_an_operator(operator: str, formula: Formula, wanted: set[str]) -> None:
    assert made(formula, operator) == wanted


def test_an_index_is_replaced_by_another_that_is_in_sight() -> None:
    assert made(Sum(z[k] * z[j], k), "index") == {"Sum(z[j]*z[j], k)", "Sum(z[k]*z[k], k)"}


def test_a_distribution_is_replaced_by_another_that_is_known() -> None:
    assert made(P[i], "variable", Q[i]) == {"Q[i]"}


def test_what_is_equal_at_sight_is_no_alteration() -> None:
    assert made((x - x).at({}), "double") == {"2*x - x", "x - 2*x"}
    assert {text(m.term) for m in mutants((x * 0).term, names_of(())) if m.operator == "double"} == {"x*x*0"}


def test_a_definition_is_changed_behind_its_name() -> None:
    changed = {m.operator: text(new.body) for m, _, new in definition_mutants((x / Z).term)}
    assert changed["definition/range"] == "Sum(exp(z[k]), (k, 1 + 1, n))"
    assert changed["definition/function"] == "Sum(log(z[k]), k)"


@pytest.mark.parametrize("name", ["softmax.jacobian", "attention.score_variance", "dpo.objective", "lora.forward"])
def test_every_alteration_is_a_formula_and_another_one(name: str) -> None:
    for job in jobs(theorems()[name]):
        f = job.relation.right
        found = list(mutants(f, names_of((job.relation,))))
        assert {m.operator for m in found} <= set(OPERATORS)
        for m in found:
            well_formed(m.term)
            assert not alpha_equal(m.term, f)
            assert replaced(f, m.place, m.becomes) == m.term
            assert next(s.term for s in spots(f, names_of(())) if s.place == m.place) == m.was
