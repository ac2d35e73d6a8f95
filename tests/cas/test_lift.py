"""SymPy expressions are read as SymPy holds them; what is no formula is refused with the line to write."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from checks.kernel.shape import Malformed
from checks.kernel.text import claim_text, text
from checks.words.formula import as_term
from checks.words.state import as_claim

n, m = sp.symbols("n m", integer=True, positive=True)
i, j, k = sp.symbols("i j k", integer=True)
x, b = sp.symbols("x b", real=True)
p = sp.Symbol("p", positive=True)
z = sp.IndexedBase("z")
y = sp.IndexedBase("y", shape=(n,), nonnegative=True)
w = sp.IndexedBase("w", shape=(m, n))
A, B = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("B", n, m)
f = sp.Function("f")
Z = sp.Sum(sp.exp(z[k]), (k, 1, n))


def setup_module() -> None:
    as_term(Z)  # z has size n in this file


@pytest.mark.parametrize(
    ("expression", "reads"),
    [
        (sp.Derivative(sp.log(Z), z[j]), "D(log(Sum(exp(z[k]), k)), z[j])"),
        (sp.exp(z[j]) / Z, "exp(z[j])/Sum(exp(z[k]), k)"),
        (sp.Derivative(sp.exp(z[i]) / sp.Sum(sp.exp(z[i]), (i, 1, n)), z[i]), "D(exp(z[i])/Sum(exp(z[i]), i), z[i])"),
        (sp.Sum(z[k], (k, 2, n)), "Sum(z[k], (k, 2, n))"),
        (sp.Sum(z[i] * sp.KroneckerDelta(i, j), (i, 1, n)), "Sum(z[i]*delta(i, j), i)"),
        (sp.Sum(z[i] * z[j], (i, 1, j), (j, 1, n)), "Sum(Sum(z[i]*z[j], (i, 1, j)), j)"),
        (sp.Sum(w[i, k] * y[k], (k, 1, n)), "Sum(w[i, k]*y[k], k)"),
        (x / 2 - b * 3 - 2, "1/2*x - 2 - 3*b"),
        (-x * b / p, "-(b*x/p)"),
        (sp.Mul(x, sp.Pow(x, -1, evaluate=False), evaluate=False), "x/x"),
        (sp.Add(x, x, evaluate=False), "x + x"),
        (sp.sqrt(p) / x**2, "sqrt(p)/x**2"),
        (1 / sp.sqrt(p), "1/sqrt(p)"),
        (p**b, "p**b"),
        (sp.E**x + sp.pi * sp.E, "exp(1)*Pi + exp(x)"),
        (sp.tanh(x) + sp.Abs(b), "abs_(b) + tanh(x)"),
        (A * B, "A @ B"),
        (sp.Trace(A * A.T), "tr(A @ A.T)"),
        ((2 * A - sp.Identity(n)) * B, "(2*A - eye(n)) @ B"),
        (A[i - 1, j - 1], "A[i, j]"),
        (A[0, 1], "A[1, 2]"),
        (A**2, "A @ A"),
        (sp.Derivative(x * f(x), x), "D(x*f(x), x)"),
        (sp.Derivative(x * b, x, b), "D(D(b*x, x), b)"),
        (sp.Piecewise((1, x < b), (0, True)), "indicator(b > x)"),
        (n * m + n, "n + m*n"),
        (z[sp.Idx("c", (1, n))], "z[c]"),
    ],
)
def test_read(expression: Any, reads: str) -> None:
    assert text(as_term(expression)) == reads


@pytest.mark.parametrize(
    ("expression", "code", "says"),
    [
        (sp.Float("0.1") * x, "float", "write Rational(1, 10)"),
        (sp.IndexedBase("new")[i], "unknown-shape", 'write new = IndexedBase("new", shape=(n,))'),
        (sp.Sum(z[k], (k, 1, m)), "size-mismatch", "z was read with size n"),
        (sp.Sum(z[k], (k, 0, n - 1)), "counts-from-zero", "write (k, 1, ...)"),
        (A[i, j], "counts-from-zero", "write A[i - 1, j - 1]"),
        (y[sp.Idx("d", n)] * 0 + sp.Idx("d", n), "counts-from-zero", 'write Idx("d", (1, n))'),
        (sp.Symbol("q", negative=True), "assumption", "declared negative"),
        (sp.Symbol("r", integer=True), "not-an-index", "positive=True if it is a size"),
        (z, "not-a-formula", "index it, as in z[i]"),
        (sp.Integral(x, (x, 0, 1)), "not-a-formula", "Integral"),
        (A.I, "not-a-formula", "name the inverse by a MatrixSymbol"),
        (sp.Matrix([[1, 2]]), "not-a-formula", "MatrixSymbol"),
        (sp.Max(x, b), "not-a-formula", "Max"),
        (sp.oo, "not-a-formula", "Infinity"),
        (sp.I * x, "not-a-formula", "ImaginaryUnit"),
        (sp.Piecewise((x, x < b), (0, True)), "not-a-formula", "only an indicator"),
        (sp.Derivative(f(x), f(x)), "derivative-target", "differentiate by a scalar or by an entry"),
    ],
)
def test_refused(expression: Any, code: str, says: str) -> None:
    with pytest.raises(Malformed) as caught:
        as_term(expression)
    assert caught.value.code == code
    assert says in caught.value.says


@pytest.mark.parametrize(
    ("relation", "reads"),
    [
        (sp.Eq(sp.Derivative(sp.log(Z), z[j]), sp.exp(z[j]) / Z), "D(log(Sum(exp(z[k]), k)), z[j]) == exp(z[j])/Sum(exp(z[k]), k)"),
        (sp.Le(y[i], 1), "y[i] <= 1"),
        (sp.Gt(p, x), "p > x"),
        (sp.Ne(x, 0), "x != 0"),
    ],
)
def test_claims(relation: Any, reads: str) -> None:
    assert claim_text(as_claim(relation)) == reads


def test_a_claim_that_sympy_evaluated_is_refused() -> None:
    with pytest.raises(Malformed, match="evaluate=False") as caught:
        as_claim(sp.Eq(n, n))
    assert caught.value.code == "evaluated"


def test_a_formula_is_no_claim() -> None:
    with pytest.raises(Malformed, match="not a claim"):
        as_claim(x + b)


def test_one_symbol_is_one_declaration_in_a_file() -> None:
    assert as_term(x) is as_term(sp.Symbol("x", real=True))
    assert as_term(x) is not as_term(sp.Symbol("x", positive=True))
    assert as_term(n) is as_term(sp.Symbol("n", integer=True, positive=True))


def test_another_file_has_declarations_of_its_own() -> None:
    there: dict[str, Any] = {"as_term": as_term, "x": x}
    exec(compile("term = as_term(x)", "elsewhere.py", "exec"), there)
    assert there["term"] is not as_term(x)
