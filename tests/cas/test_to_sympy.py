"""A formula in SymPy's words is the formula, as it was written."""

from __future__ import annotations

import pytest

from checks.cas.library import sp
from checks.cas.to_sympy import claim_to_sympy, to_sympy
from checks.kernel.bind import alpha_equal
from checks.language import *
from checks.words.formula import Formula

V = size("V")
m = size("m")
i, j, k = indices("i j k", over=V)
a = indices("a", over=m)
z, x = vector("z", V), vector("x", V)
W = matrix("W", m, V)
Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)
s, beta = scalar("s"), scalar("beta", positive=True)
P = distribution("P", V)
H = define("H", P, -Sum(P[i] * log(P[i]), i))


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        (s / s, "s/s"),
        (exp(log(beta)), "exp(log(beta))"),
        (sqrt(beta) ** 2, "(sqrt(beta))**2"),
        (0 * log(s), "0*log(s)"),
        (D(log(Z), z[j]), "Derivative(log(Sum(exp(z[k]), (k, 1, V))), z[j])"),
        (p[i], "exp(z[i])/Sum(exp(z[k]), (k, 1, V))"),
        (D(log(Sum(exp(z[j]), j)), z[j]), "Derivative(log(Sum(exp(z[j]), (j, 1, V))), z[j_2])"),
        (delta(i, j) * z[i], "KroneckerDelta(i, j)*z[i]"),
        (E(x[i], i, P), "Sum(P[i]*x[i], (i, 1, V))"),
        (H(P), "-Sum(log(P[i])*P[i], (i, 1, V))"),
        (W @ x, "W*x"),
        (W[a, i], "W[a, i]"),
        ((W @ x)[a] + W[a, i], "W[a - 1, i - 1] + Sum(W[a - 1, _i_1]*x[_i_1, 0], (_i_1, 0, V - 1))"),
        (tr(W.T @ W), "Trace(W.T*W)"),
        (Var(s), "Var(s)"),
        (outer(x, z), "x*z.T"),
        (indicator(s <= beta), "Piecewise((1, beta >= s), (0, True))"),
    ],
)
def test_printed(formula: Formula, printed: str) -> None:
    assert str(to_sympy(formula.term)) == printed


def test_declared_signs_and_integers_are_assumptions() -> None:
    expression = to_sympy((V * s + beta + i).term)
    known = {str(u): u for u in expression.free_symbols}
    assert known["V"].is_integer
    assert known["V"].is_positive
    assert known["beta"].is_positive
    assert known["s"].is_real
    assert known["s"].is_positive is None
    assert known["i"].is_integer


def test_names_that_print_alike_stay_apart() -> None:
    other = scalar("s")
    assert len(to_sympy((s - other).term).free_symbols) == 2


def test_definitions_are_named_on_request_but_never_under_their_derivative() -> None:
    assert str(to_sympy((p[i] * Z).term, unfold=False)) == "Z*p[i]"
    assert str(to_sympy(D(Z, z[j]).term, unfold=False)) == "Derivative(Sum(exp(z[k]), (k, 1, V)), z[j])"
    assert str(to_sympy((D(s * Z, s)).term, unfold=False)) == "Derivative(Z*s, s)"


def test_claims() -> None:
    claim = claim_to_sympy((D(p[i], z[j]) == p[i] * (delta(i, j) - p[j])).claim)
    assert isinstance(claim, sp.Eq)
    assert str(claim_to_sympy(both(s <= beta, beta > 0).claim)) == "(s <= beta) & (beta > 0)"
    assert isinstance(claim_to_sympy(implies(s >= 1, s > 0).claim), sp.Implies)
    assert isinstance(claim_to_sympy(iff(s >= 1, s > 0).claim), sp.Equivalent)


@pytest.mark.parametrize(
    "formula",
    [
        D(log(Z), z[j]),
        Sum(z[i] * x[i], i) / Sum(exp(z[k]), (k, 2, V)),
        Sum(Sum(delta(i, j) * z[i], i), j),
        sqrt(beta) ** 2 / (1 + exp(-s)),
        s - beta * 3,
        W[a, i] * x[i],
        abs_(s) + tanh(s) * Pi,
    ],
)
def test_what_is_written_is_read_again(formula: Formula) -> None:
    """Up to declarations: a second round gives what the first gave."""
    once = lift(to_sympy(formula.term))
    twice = lift(to_sympy(once.term))
    assert alpha_equal(once.term, twice.term)


def test_sympy_evaluates_the_jacobian_without_capture() -> None:
    N = to_sympy(V.term)
    J = to_sympy(D(p[i], z[j]).term).doit()
    at_two = J.subs(N, 2).doit()
    zs = {str(u): u for u in at_two.atoms(sp.Indexed)}
    assert {"z[1]", "z[2]"} <= set(zs)


def test_zero_times_a_size_does_not_confuse_sympy() -> None:
    """SymPy at times raises `InconsistentAssumptions` on `Mul(0, n, evaluate=False)`."""
    assert to_sympy((0 * V + 1).term).is_even is False
