"""Holes found by an attack on the whole pipeline: each false claim refused, each nearest true one proved."""

from __future__ import annotations

import pytest

from checks.kernel.check import Derivation
from checks.kernel.cite import Warrant
from checks.kernel.shape import Malformed
from checks.language import *
from checks.tactics.prove import Prover
from tests.kernel.prove import step_with_everything

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
z, b = vector("z", n), vector("b", n)
W = (n - 1) * (n - 2) * (n - 3) * (n - 4)  # zero at every size that is usually sampled


def stands(*args: object, **kwargs: object) -> bool:
    return isinstance(Prover().of(theorem("t", *args, **kwargs)), Warrant)  # type: ignore[arg-type]


# ---------------------------------------------------------------- an index free in a premise and bound in the conclusion
CONFUSED = implies(z[i] == 0, forall(i, b[i] == 0))


@pytest.mark.parametrize(
    "claim",
    [
        implies(CONFUSED, implies(z[j] == 0, b[j] == 0)),
        implies(CONFUSED, implies(z[j] == 0, W * b[j] == 0)),
        implies(implies(z[i] > 0, forall(i, b[i] > 0)), implies(z[j] > 0, b[j] > 0)),
        forall(i, implies(CONFUSED, implies(z[j] == 0, b[j] == 0))),
        implies(both(CONFUSED, z[j] == 0), b[j] == 0),
    ],
)
def test_a_quantified_index_is_not_the_outer_one_of_its_name(claim: object) -> None:
    assert not stands(claim, proof=by(assumption))


def test_the_assumption_holds_for_the_index_it_speaks_of() -> None:
    assert stands(implies(CONFUSED, implies(z[i] == 0, b[j] == 0)), proof=by(assumption))


# ---------------------------------------------------------------- a size that does not follow from the arguments
def test_a_size_hidden_in_a_dimension_stays_a_name_of_the_definition() -> None:
    y, v = vector("y", n - n + 3), vector("v", 3)
    h = define("H", y, n * y[1])
    first = theorem("first", h(v) == n * v[1], proof=by(definition(h)))
    assert isinstance(Prover().of(first), Warrant)
    false = theorem(
        "false",
        n * v[1] == m * v[1],
        proof=calc(n * v[1], eq(h(v), by=definition(h)), eq(m * v[1], by=first.at({n: m}))),
    )
    assert not isinstance(Prover().of(false), Warrant)


def test_a_definition_does_not_change_inside_another() -> None:
    P = distribution("P", n)
    g = define("G", n**2)
    with pytest.raises(Malformed, match="follows from the arguments"):
        define("H", P, g * Sum(P[k], k))
    assert define("H", P, n**2 * Sum(P[k], k)).definition.params


# ---------------------------------------------------------------- names, families, LaTeX
def test_a_name_hidden_in_a_definition_is_seen() -> None:
    first, second = scalar("x"), scalar("x")
    square = define("Z", first**2)
    with pytest.raises(Malformed, match="print as x"):
        theorem("slope", D(square, second) == 0, proof=by(definition(square), calculus))


def test_two_families_of_one_name_are_refused() -> None:
    family("weather")
    with pytest.raises(Malformed, match="family 'weather'"):
        family("weather")


@pytest.mark.parametrize("tex", ["0", "x^2", r"\pi\!", r"\sum_k z", "x\u200b", "{x}", r"\frac{1}{2}", "x = 1", r"x^{2}", "a b", r"\le", ""])
def test_tex_names_a_thing_and_never_a_formula(tex: str) -> None:
    with pytest.raises(Malformed, match="form of a name"):
        scalar("c", tex)


@pytest.mark.parametrize(
    "tex",
    ["x", r"\beta",
     r"\pi^{*}", r"\pi_{\mathrm{ref}}", r"\bar v", r"\hat h", r"\mathcal{L}", r"\mathbf{x}", "y_w", r"d_{\mathrm{out}}", "s'",
     r"W_{1}", r"\theta^{\star}", r"\mathrm{KL}", r"\boldsymbol{\mu}", r"\Delta W"],
)  # fmt: skip
def test_the_usual_names_are_taken(tex: str) -> None:
    assert scalar("c", tex).term is not None


def test_sizes_do_not_depend_on_indices() -> None:
    with pytest.raises(Malformed, match="cannot depend on an index"):
        distribution("P", i + 0)


def test_a_captured_instance_is_an_authors_mistake() -> None:
    x = scalar("x")
    with pytest.raises(Malformed, match="cannot be replaced here"):
        D(x**2, x).at({x: 2})
    theta = scalar("theta")
    R = distribution("R", n, positive=True, of=theta)
    with pytest.raises(Malformed, match="objective"):
        maximises(x, Sum(R[k] * z[k], k), over=theta)


def test_a_huge_power_is_given_up() -> None:
    x = scalar("x")
    assert not isinstance(step_with_everything(x * Rational(2) ** (10**11) == x), Derivation)


# ---------------------------------------------------------------- what the steps of a proof share
def test_a_condition_met_in_one_branch_is_not_met_in_another() -> None:
    x, y = scalar("x"), scalar("y")
    assert stands(x / x == 1, given=[hypothesis(x != 0)], proof=by(algebra))
    assert not stands(x / x == 1, proof=by(algebra))
    assert not stands(both(implies(x != 0, x / x == 1), x / x == 1), proof=parts(by(algebra), by(algebra)))
    assert stands(implies(z[i] != 0, z[i] / z[i] == 1), proof=by(algebra))
    assert not stands(implies(z[i] != 0, z[j] / z[j] == 1), proof=by(algebra))
    assert not stands(abs_(x) == x, proof=cases((x >= 0, by(algebra)), (x < 0, by(algebra))))
    assert not stands(implies(y > 0, log(x * y) == log(x) + log(y)), proof=by(exp_log))


def test_the_logarithm_of_a_number_has_its_sign() -> None:
    x, y = scalar("x"), scalar("y")
    ordered = hypothesis(x <= y)
    assert stands(log(2) * x <= log(2) * y, given=[ordered], proof=by(ordered))
    assert not stands(log(Rational(1, 2)) * x <= log(Rational(1, 2)) * y, given=[ordered], proof=by(ordered))
    assert not stands(log(1) * x < log(1) * y, given=[ordered], proof=by(ordered))
