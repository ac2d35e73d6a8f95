"""tex: what is printed can mean one thing only, is LaTeX, and looks like the book."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from math_core import LatexToMathML

from checks.kernel import term as t
from checks.kernel.bind import alpha_equal
from checks.kernel.names import Index, Variable
from checks.kernel.substitute import substitute
from checks.kernel.tex import claim_tex, declared_tex, tex
from checks.kernel.text import text
from checks.language import *
from checks.words.formula import NumberFormula, wrap
from tests.small_trees import small_trees
from tests.strategies import WORLD, formulas, sample

w = WORLD
MATHML = LatexToMathML()


def seen(printed: str) -> object:
    """What the eye gets of a formula: its MathML without spaces and without grouping that draws nothing."""
    mathml = MATHML.convert_with_local_state(printed, displaystyle=True)
    return look(ElementTree.fromstring(re.sub(r"&(?!lt;|gt;|amp;)\w+;", lambda m: html.unescape(m[0]), mathml)))


def look(node: ElementTree.Element) -> tuple[object, ...]:
    parts = [look(child) for child in node]
    match node.tag.rpartition("}")[2]:
        case "mspace":
            return ()
        case "mrow" | "math":
            return tuple(x for part in parts for x in part)
        case "msqrt" as tag:  # holds a row
            return ((tag, *(x for part in parts for x in part)),)
        case tag:
            return ((tag, node.text if not parts else None, *parts),)


# ---------------------------------------------------------------- one print, one formula
def test_no_two_small_trees_print_alike() -> None:
    first: dict[str, t.Term] = {}
    for x in small_trees():
        printed = tex(x)
        assert first.setdefault(printed, x) == x, f"{text(x)} and {text(first[printed])} both print {printed}"


def test_no_two_small_trees_look_alike() -> None:
    """Neither do they when braces and spaces, which nobody sees, are taken away."""
    first: dict[object, t.Term] = {}
    for x in list(small_trees())[::5]:
        picture = seen(tex(x))
        assert first.setdefault(picture, x) == x, f"{text(x)} and {text(first[picture])} look alike: {tex(x)}"


def test_no_two_random_formulas_print_alike() -> None:
    alike: dict[str, list[t.Term]] = defaultdict(list)
    for x in sample(6000, 14, seed=3):
        alike[tex(x.term)].append(x.term)
    assert len(alike) > 5000
    for printed, terms in alike.items():
        for other in terms[1:]:
            assert alpha_equal(terms[0], other), printed


@given(formulas(12), formulas(12))
@settings(max_examples=200, deadline=None)
def test_two_formulas_print_alike_only_if_they_are_one(x: Any, y: Any) -> None:
    assert tex(x.term) != tex(y.term) or alpha_equal(x.term, y.term)


def test_a_bound_index_is_renamed_where_it_would_be_taken_for_another() -> None:
    total = Sum(w.u[w.k] * w.v[w.i], w.k)
    assert tex(substitute(total.term, {w.i.term: w.k.term})) == r"\sum_{k'=1}^{n} u_{k'} \, v_{k}"
    nested = Sum(Sum(w.B[w.i, w.k], w.k), (w.i, 1, w.n))
    other = Index("i", "i", w.n.term)
    assert tex(substitute(nested.term, {w.k.term: other})) == r"\sum_{i=1}^{n} \sum_{k=1}^{n} B_{ik}"
    inner = t.Sum(other, t.ONE, w.n.term, t.Entry(w.B.term, (w.i.term, other)))
    assert tex(t.Sum(w.i.term, t.ONE, w.n.term, inner)) == r"\sum_{i=1}^{n} \sum_{i'=1}^{n} B_{i, i'}"


# ---------------------------------------------------------------- it is LaTeX
def test_every_formula_is_accepted_by_the_mathml_converter() -> None:
    for x in sample(3000, 16, seed=5):
        assert "<math" in MATHML.convert_with_local_state(tex(x.term), displaystyle=True)


def test_braces_and_parentheses_are_balanced() -> None:
    for x in sample(1000, 16, seed=6):
        printed = tex(x.term)
        assert printed.count("{") == printed.count("}")
        assert printed.count(r"\left") == printed.count(r"\right")


def test_printing_does_not_slow_down_with_depth() -> None:
    x: Any = w.x
    for _ in range(24):
        x = -Sum(exp(log(-(x + 1)) * w.y), w.k) + 1
    assert len(tex(x.term)) < 10_000


# ---------------------------------------------------------------- it looks like the book
d, nu = size("d"), scalar("nu")
star, ref, i, j, k, n = w.star, w.ref, w.i, w.j, w.k, w.n
z, p = w.u, w.p


@pytest.mark.parametrize(
    ("x", "printed"),
    [
        (exp(z[i]), r"e^{u_{i}}"),
        (exp(z[i] / w.beta), r"\exp\left(\frac{u_{i}}{\beta}\right)"),
        (Sum(exp(z[k]), k), r"\sum_{k=1}^{n} e^{u_{k}}"),
        (p[i] * (delta(i, j) - p[j]), r"p_{i} \left(\delta_{ij} - p_{j}\right)"),
        (delta(i, 1), r"\delta_{i, 1}"),
        (D(p[i], z[j]), r"\frac{\partial p_{i}}{\partial u_{j}}"),
        (D(log(p[i]), z[j]), r"\frac{\partial}{\partial u_{j}} \left(\log p_{i}\right)"),
        (D(w.x**2, w.x) * w.y, r"\left(\frac{\partial}{\partial x} \left(x^{2}\right)\right) y"),
        (D(w.x**2, w.x) + w.y, r"\frac{\partial}{\partial x} \left(x^{2}\right) + y"),
        (-Sum(w.P[i] * log(w.Q[i]), i), r"-\sum_{i=1}^{n} P_{i} \log Q_{i}"),
        (Sum(z[i], i) * w.x, r"\left(\sum_{i=1}^{n} u_{i}\right) x"),
        (w.x * Sum(z[i], i), r"x \sum_{i=1}^{n} u_{i}"),
        (Sum(z[i], i) + w.x, r"\left(\sum_{i=1}^{n} u_{i}\right) + x"),
        (w.x - Sum(z[i], i), r"x - \sum_{i=1}^{n} u_{i}"),
        (-Sum(z[i], i) * w.x, r"-\left(\sum_{i=1}^{n} u_{i}\right) x"),
        (Sum(z[i] + 1, (i, 2, n - 1)), r"\sum_{i=2}^{n - 1} \left(u_{i} + 1\right)"),
        (log(w.x), r"\log x"),
        (log(w.x + 1), r"\log\left(x + 1\right)"),
        (log(w.x) * w.y, r"\log\left(x\right) y"),
        (w.y * log(w.x), r"y \log x"),
        (log(w.x) + w.y, r"\log x + y"),
        (log(star[i] / ref[i]), r"\log \frac{\pi^{*}_{i}}{\pi_{\mathrm{ref}, i}}"),
        (star[i] ** 2, r"{\left(\pi^{*}_{i}\right)}^{2}"),
        (ref[i] ** 2, r"\pi_{\mathrm{ref}, i}^{2}"),
        (z[i] ** 2, r"u_{i}^{2}"),
        (log(w.x) ** 2, r"{\left(\log x\right)}^{2}"),
        (E(z[i] * w.q[i]) ** 2, r"{\mathbb{E}\left[u_{i} \, q_{i}\right]}^{2}"),
        (Var(w.s / sqrt(d)), r"\operatorname{Var}\left[\frac{s}{\sqrt{d}}\right]"),
        (Cov(w.N, w.s), r"\operatorname{Cov}\left[N, s\right]"),
        (E(log(w.P[i]), i, w.Q), r"\mathbb{E}_{i \sim Q}\left[\log P_{i}\right]"),
        (w.H(w.P, w.Q), r"H(P, Q)"),
        (w.sigma(w.x / 2), r"\sigma\!\left(\frac{x}{2}\right)"),
        (norm(z) ** 2, r"{\left\lVert u \right\rVert}^{2}"),
        (tr(w.A.T @ w.A), r"\operatorname{tr}\left(A^{\top} A\right)"),
        (rank(w.B @ w.B), r"\operatorname{rank}\left(B B\right)"),
        (w.B @ (w.B @ z), r"B \left(B u\right)"),
        (w.B @ w.B @ z, r"B B u"),
        (dot(w.q, w.r), r"q^{\top} r"),
        (z @ w.B @ w.v, r"u^{\top} B v"),
        (z @ w.B, r"{\left(u^{\top} B\right)}^{\top}"),
        (dot(w.B @ z, w.v), r"{\left(B u\right)}^{\top} v"),
        (outer(z, w.v), r"u v^{\top}"),
        (eye(n), r"I_{n}"),
        (zeros(w.m, n), r"\mathbf{0}_{m \times n}"),
        (diag(p), r"\operatorname{diag}\left(p\right)"),
        (w.f.gradient(z)[i], r"\left(\nabla f(u)\right)_{i}"),
        (indicator(z[i] < z[j]), r"\mathbf{1}\left[u_{i} < u_{j}\right]"),
        (abs_(w.x), r"\left|x\right|"),
        (2 * w.x, r"2 \, x"),
        (w.x * 2, r"x \cdot 2"),
        (2 * Rational(1, 2), r"2 \cdot \frac{1}{2}"),
        (w.x - (w.y - 1), r"x - \left(y - 1\right)"),
        (w.x * (w.y * nu), r"x \left(y \, \nu\right)"),
        (w.x + (w.y + nu), r"x + \left(y + \nu\right)"),
        (-w.x * w.y, r"-x \, y"),
        (-(w.x * w.y), r"-\left(x \, y\right)"),
        (w.x + -w.y, r"x + \left(-y\right)"),
        (Rational(-2) ** 2, r"{\left(-2\right)}^{2}"),
        (Rational(2, 3) ** 2, r"{\left(\frac{2}{3}\right)}^{2}"),
        (Rational(2) / 3, r"2 / 3"),
        (w.x**-1, r"x^{-1}"),
        (Pi * w.x, r"\pi \, x"),
    ],
)
def test_as_the_book_prints_it(x: Any, printed: str) -> None:
    assert tex(x.term) == printed


NAMES = [
    ("y'", "y'_{i}", r"{\left(y'_{i}\right)}^{2}"),
    (r"\pi_\theta", r"\pi_{\theta, i}", r"\pi_{\theta, i}^{2}"),
    (r"\hat{y}", r"\hat{y}_{i}", r"\hat{y}_{i}^{2}"),
    (r"x_1^2", r"x^{2}_{1, i}", r"{\left(x^{2}_{1, i}\right)}^{2}"),
    (r"\Delta w", r"\left(\Delta w\right)_{i}", r"{\left(\left(\Delta w\right)_{i}\right)}^{2}"),
]


@pytest.mark.parametrize(("name", "entry", "power"), NAMES)
def test_names_with_scripts(name: str, entry: str, power: str) -> None:
    v = NumberFormula(t.Entry(Variable("v", name, (n.term,)), (i.term,)))  # the printer copes with what the words refuse
    assert tex(v.term) == entry
    assert tex((v**2).term) == power


def test_a_name_that_holds_an_operator_stands_in_parentheses() -> None:
    odd = NumberFormula(Variable("odd", "a + b"))
    assert tex((odd * w.x).term) == r"\left(a + b\right) x"
    assert tex(Variable("J", r"J(\pi, \theta)")) == r"J(\pi, \theta)"


CLAIMS = [
    (D(p[i], z[j]) == p[i], r"\frac{\partial p_{i}}{\partial u_{j}} = p_{i}"),
    (w.x != 0, r"x \neq 0"),
    (w.x <= w.y, r"x \le y"),
    (w.x >= w.y, r"x \ge y"),
    (iff(w.H(w.P, w.Q) == 0, forall(i, w.P[i] == w.Q[i])), r"H(P, Q) = 0 \iff \forall i:\; P_{i} = Q_{i}"),
    (iff(forall(i, w.P[i] == w.Q[i]), w.x == 0), r"\left(\forall i:\; P_{i} = Q_{i}\right) \iff x = 0"),
    (implies(both(w.x > 0, w.y > 0), w.x + w.y > 0), r"x > 0 \text{ and } y > 0 \implies x + y > 0"),
    (implies(implies(w.x > 0, w.y > 0), w.x > 1), r"\left(x > 0 \implies y > 0\right) \implies x > 1"),
    (both(implies(w.x > 0, w.y > 0), w.x > 1), r"\left(x > 0 \implies y > 0\right) \text{ and } x > 1"),
    (forall(i, j, w.B[i, j] == w.B[j, i]), r"\forall i, j:\; B_{ij} = B_{ji}"),
    (maximises(star, w.H(w.P, w.Q), over=w.P), r"\pi^{*} \in \arg\max_{P} H(P, Q)"),
    (maximises(star, w.x + 1, over=w.P, subject_to=[w.P[w.t] <= w.x]), r"\pi^{*} \in \arg\max_{P \,:\, P_{t} \le x} \left(x + 1\right)"),
]


@pytest.mark.parametrize(("claim", "printed"), CLAIMS)
def test_claims(claim: Any, printed: str) -> None:
    assert claim_tex(claim.claim) == printed
    assert "<math" in MATHML.convert_with_local_state(printed, displaystyle=True)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (n.term, r"n\text{: integer} \ge 1"),
        (w.t.term, r"t\text{: a fixed position in }1, \ldots, n"),
        (w.beta.term, r"\beta > 0"),
        (w.A.term, r"A\text{: matrix of size }m \times n"),
        (star.term, r"\pi^{*}\text{: positive distribution over }n\text{ outcomes}"),
        (random_vector("h", n, family="100%_sure").term, r"h\text{: random vector of size }n\text{, family 100\%\_sure}"),
        (w.f.function, r"f\text{: any smooth function of a vector of size }n"),
        (p.term.definition, r"p_{i} := \frac{e^{u_{i}}}{Z}"),
        (w.soft.definition, r"\mathrm{soft}(v)_{i} := \frac{e^{v_{i}}}{\sum_{k=1}^{n} e^{v_{k}}}"),
    ],
)
def test_declarations(name: Any, printed: str) -> None:
    assert declared_tex(name) == printed
    assert "<math" in MATHML.convert_with_local_state(printed, displaystyle=True)


def test_the_notebook_shows_it() -> None:
    assert w.Z._repr_mimebundle_() == {"text/latex": "$Z$", "text/plain": "Z"}
    assert wrap(w.x.term)._repr_mimebundle_()["text/latex"] == "$x$"
