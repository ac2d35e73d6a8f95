"""Only formulas pass: an allow-list of commands, one strict converter, and plain words."""

from __future__ import annotations

import pytest

from report.math import Unsafe, checked, latex, mathml
from report.mathtree import mathtree

GOOD = [
    r"\frac{\partial p_{i}}{\partial z_{j}} = p_{i} \left(\delta_{ij} - p_{j}\right)",
    r"\sum_{k=1}^{V} e^{z_{k}}",
    r"\operatorname{Var}\left[q^{\top} k\right] = d",
    r"\left\lVert A B \right\rVert \le 1",
    r"\forall i:\; z_{i} = 0 \iff \sum_{i=1}^{V} z_{i}^{2} = 0",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \text{ and } \pi^{*}_{\mathrm{ref}}",
    r"\mathbb{E}_{x \sim P}\left[x\right], \sqrt{d}, \sqrt[3]{x}, \hat{x}, \overline{y}, x', \max_{i} z_i",
    r"\begin{cases} 1 & i = j \\ 0 & i \neq j \end{cases}",
]
BAD = [
    "",
    r"\input{/etc/passwd}",
    r"\def\x{1} x",
    r"\write18{id}",
    r"\href{javascript:alert(1)}{x}",
    r"\text{a} \end{document}",
    r"\kern1000cm x",
    r"\hspace{99999cm}",
    r"\color{red} x",
    r"\begin{document} x \end{document}",
    "x % y",
    "x $ y",
    "x \n\n y",
    "^^41",
    "x { y",
    "x } y",
    "a & b",
    r"\unknown x",
    "x" * 30_000,
    "x\x1b[31m",
]


@pytest.mark.parametrize("tex", GOOD)
def test_formulas_pass_everywhere(tex: str) -> None:
    assert checked(tex) == tex
    assert latex(tex)
    assert mathml(tex, display=True).startswith("<math")
    assert mathtree(tex)


@pytest.mark.parametrize("tex", BAD)
def test_everything_else_is_refused(tex: str) -> None:
    for show in (latex, mathtree, lambda t: mathml(t, display=False)):
        with pytest.raises(Unsafe):
            show(tex)


@pytest.mark.parametrize("tex", ["α + 1", r"\text{a_b}", r"\text{50\%}", r"x \\ y"])
def test_what_a_plain_latex_cannot_set_is_refused_for_latex(tex: str) -> None:
    with pytest.raises(Unsafe):
        latex(tex)


def test_words_in_a_formula_are_escaped_in_mathml() -> None:
    shown = mathml(r"\text{<script>alert(1)</script>}", display=False)
    assert "<script" not in shown
    assert "&lt;script" in shown
