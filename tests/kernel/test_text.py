"""text: what is printed reads back, through the words of the language, to the same tree."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given, settings

from checks import language
from checks.kernel import term as t
from checks.kernel.bind import alpha_equal
from checks.kernel.names import Index
from checks.kernel.substitute import substitute
from checks.kernel.text import claim_text, declared_text, text
from checks.language import *
from checks.words.formula import wrap
from tests.small_trees import small_trees
from tests.strategies import WORLD, formulas, sample

w = WORLD
WORDS = {name: getattr(language, name) for name in language.__all__} | w.names


class Literals(ast.NodeTransformer):
    """Reads `2`, `-2`, `2/3` and `-2/3` as exact numbers; Python would compute with them."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        fraction = _fraction(node)
        return self.generic_visit(node) if fraction is None else _rational(*fraction)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        match node:
            case ast.UnaryOp(ast.USub(), ast.Constant(int(value))):
                return _rational(-value, 1)
            case _:
                return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return _rational(node.value, 1) if isinstance(node.value, int) else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(ast.Name("Rational")):
                return node
            case _:
                return self.generic_visit(node)


def _fraction(node: ast.BinOp) -> tuple[int, int] | None:
    match node:
        case ast.BinOp(ast.Constant(int(a)), ast.Div(), ast.Constant(int(b))):
            return a, b
        case ast.BinOp(ast.UnaryOp(ast.USub(), ast.Constant(int(a))), ast.Div(), ast.Constant(int(b))):
            return -a, b
        case _:
            return None


def _rational(a: int, b: int) -> ast.AST:
    return ast.Call(ast.Name("Rational", ast.Load()), [ast.Constant(a), ast.Constant(b)], [])


def read(printed: str, **more: Any) -> Any:
    tree = ast.fix_missing_locations(Literals().visit(ast.parse(printed, mode="eval")))
    return eval(compile(tree, printed, "eval"), WORDS | more)


@given(formulas(14))
@settings(max_examples=300, deadline=None)
def test_reads_back(x: Any) -> None:
    assert alpha_equal(read(text(x.term)).term, x.term)


def test_reads_back_a_fixed_sample() -> None:
    for x in sample(3000, 20, seed=7):
        assert alpha_equal(read(text(x.term)).term, x.term), text(x.term)


def test_every_small_tree_reads_back_and_no_two_print_alike() -> None:
    seen: dict[str, t.Term] = {}
    for x in small_trees():
        printed = text(x)
        assert seen.setdefault(printed, x) == x, printed
        assert printed.isascii()
    for printed in list(seen)[::7]:
        assert read(printed).term == seen[printed]


@pytest.mark.parametrize(
    ("x", "printed"),
    [
        (w.p[w.i] * (delta(w.i, w.j) - w.p[w.j]), "p[i]*(delta(i, j) - p[j])"),
        (Sum(exp(w.u[w.k]), w.k), "Sum(exp(u[k]), k)"),
        (Sum(w.u[w.k], (w.k, 2, w.n)), "Sum(u[k], (k, 2, n))"),
        (D(w.p[w.i], w.u[w.j]), "D(p[i], u[j])"),
        (w.A.T @ w.A, "A.T @ A"),
        ((w.B @ w.B).T, "(B @ B).T"),
        (w.H(w.P, w.Q), "H(P, Q)"),
        (w.soft(w.v)[w.i], "soft(v)[i]"),
        (w.f.gradient(w.u)[w.i], "f.gradient(u)[i]"),
        (E(log(w.P[w.i]), w.i, w.Q), "E(log(P[i]), i, Q)"),
        (-(w.x * w.y), "-(x*y)"),
        (-w.x * w.y, "-x*y"),
        (w.x - (-w.y), "x - (-y)"),
        (w.x - (w.y - 1), "x - (y - 1)"),
        (w.x / (w.y * 2), "x/(y*2)"),
        (w.x ** (w.y**2), "x**(y**2)"),
        ((-w.x) ** 2, "(-x)**2"),
        (-(w.x**2), "-x**2"),
        (w.x ** Rational(1, 2), "x**(1/2)"),
        (Rational(2, 3) * w.x, "2/3*x"),
        (w.x * Rational(2, 3), "x*(2/3)"),
        (Rational(2) / 3, "Rational(2)/3"),
        (-Rational(2), "-Rational(2)"),
        (Rational(-2), "-2"),
        (abs_(w.x), "abs_(x)"),
        (2 * Pi, "2*Pi"),
    ],
)
def test_as_its_author_would_write_it(x: Any, printed: str) -> None:
    assert text(x.term) == printed


def test_a_bound_index_is_renamed_where_it_would_be_taken_for_another() -> None:
    total = Sum(w.u[w.k] * w.v[w.i], w.k)
    captured = substitute(total.term, {w.i.term: w.k.term})  # the k put in for i is not the bound one
    assert text(captured) == "Sum(u[k_2]*v[k], k_2)"
    fresh = indices("k_2", over=w.n)
    assert alpha_equal(read(text(captured), k_2=fresh).term, captured)


def test_an_index_and_a_vector_of_one_name() -> None:
    k = vector("k", w.n)
    assert text(Sum(k[w.k], w.k).term) == "Sum(k[k_2], k_2)"


def test_a_quantified_index_is_renamed_too() -> None:
    other = Index("i", "i", w.n.term)
    claim = forall(w.i, w.u[w.i] == wrap(t.Entry(w.v.term, (other,))))
    assert claim_text(claim.claim) == "forall(i_2, u[i_2] == v[i])"


CLAIMS = [
    (iff(w.H(w.P, w.Q) == 0, forall(w.i, w.P[w.i] == w.Q[w.i])), "iff(H(P, Q) == 0, forall(i, P[i] == Q[i]))"),
    (implies(w.x > 0, w.x != 0), "implies(x > 0, x != 0)"),
    (both(w.x >= 0, w.y < 1), "both(x >= 0, y < 1)"),
    (maximises(w.star, w.H(w.P, w.Q), over=w.P), "maximises(star, H(P, Q), over=P)"),
    (maximises(w.star, w.x, over=w.P, subject_to=[w.P[w.t] <= w.x]), "maximises(star, x, over=P, subject_to=[P[t] <= x])"),
]


@pytest.mark.parametrize(("claim", "printed"), CLAIMS)
def test_claims_read_back(claim: Any, printed: str) -> None:
    assert claim_text(claim.claim) == printed
    assert claim_text(read(printed).claim) == printed


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (w.n, "n: integer >= 1"),
        (w.m, "m: integer >= 2"),
        (w.i, "i: index in 1..n"),
        (w.t, "t: a fixed position in 1..n"),
        (w.x, "x: real number"),
        (w.beta, "beta > 0"),
        (w.u, "u: vector of size n"),
        (vector("h", w.n, nonnegative=True), "h: vector of size n, entries >= 0"),
        (w.A, "A: matrix of size m x n"),
        (w.P, "P: distribution over n outcomes"),
        (joint("PQ", w.m, w.n), "PQ: joint distribution over m x n outcomes"),
        (w.R, "R: positive distribution over n outcomes, a smooth function of x"),
        (w.hot, "hot: one-hot vector of size n, 1 at t"),
        (w.q, "q: random vector of size n, family query"),
        (w.N, "N: random number, family noise"),
    ],
)
def test_declarations(name: Any, says: str) -> None:
    assert declared_text(name.term) == says


def test_functions_and_definitions() -> None:
    assert declared_text(w.f.function) == "f: any smooth function of a vector of size n"
    assert declared_text(w.p.term.definition) == "p[i] := exp(u[i])/Z"
    assert declared_text(w.sigma.definition) == "sigma(x) := 1/(1 + exp(-x))"
