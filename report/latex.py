r"""How does the appendix read in LaTeX?  One file that compiles alone and can be \input, and one file per theorem.

It needs amsmath and amssymb.  Every text is escaped, every formula has passed `math.latex`, every label is an `anchor`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import jinja2

from checks.outcome import Run, Shown
from report.html import TEMPLATES
from report.math import Unsafe, latex
from report.model import NUMBER_LABEL, misprint, page
from report.proof import LABEL, anchor
from report.prose import prose

GENERATED = "%% Written by Derivation Checks."

_MATHS = re.findall(
    r"\S+",
    """
α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma
τ tau υ upsilon φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega
≤ le ≥ ge ≠ neq ≈ approx · cdot × times √ surd ∞ infty ∑ sum ∏ prod ∂ partial ∇ nabla ∈ in → to ⇒ Rightarrow ∀ forall
""",
)
_ESCAPES = {
    **{c: rf"\ensuremath{{\{name}}}" for c, name in zip(_MATHS[::2], _MATHS[1::2], strict=True)},
    **{c: rf"\ensuremath{{{c}}}" for c in "<>|"},
    **{c: rf"\{c}" for c in "{}$&#_%"},
    "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': "\N{APOSTROPHE}\N{APOSTROPHE}",
    "−": r"\ensuremath{-}", "…": r"\dots{}",
    "–": "--", "—": "---", "“": "``", "”": "\N{APOSTROPHE}\N{APOSTROPHE}", "‘": "`", "’": "\N{APOSTROPHE}",
}  # fmt: skip


def words(text: object) -> str:
    """A text as LaTeX prints it.  A character that a plain installation cannot print becomes its code, such as [U+4E2D]."""
    out: list[str] = []
    for c in str(text):
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c.isspace():
            out.append(" ")
        elif c.isascii():
            out.append(c if c.isprintable() else "")
        else:
            out.append(c if _latin(c) else f"[U+{ord(c):04X}]" if unicodedata.category(c)[0] != "C" else "")
    return re.sub(r"(?<=([-`']))(?=\1)|(?<=[?!])(?=`)", "{}", "".join(out))  # no ligatures: `--` is two minus signs


def sentence(text: object) -> str:
    """A text that ends with a stop."""
    found = words(text).rstrip()
    return found if not found or found[-1] in ".!?" else found + "."


def _latin(c: str) -> bool:
    """A letter of the western European languages, which every LaTeX knows."""
    return "\u00c0" <= c <= "\u00ff" and c not in "\u00d0\u00d7\u00de\u00f0\u00f7\u00fe"


def formula(x: Shown) -> str:
    """A formula, without dollars around it; what is not safe is set as the plain text it has."""
    try:
        return latex(x.tex)
    except Unsafe:
        return rf"\text{{\ttfamily {words(x.text or x.tex)}}}"


def appendix(run: Run) -> str:
    """appendix.tex: the whole report."""
    shown = page(run)
    return (
        _environment()
        .get_template("appendix.tex.j2")
        .render(page=shown, run=run, label=LABEL, number_label=NUMBER_LABEL, generated=GENERATED)
    )


def pieces(run: Run) -> dict[str, str]:
    r"""One file per theorem, by file name: its claim and proof, to be \input after the preamble that appendix.tex shows."""
    template = _environment().get_template("theorem.tex.j2")
    return {f"{_file(s.result.id)}.tex": template.render(t=s, label=LABEL, generated=GENERATED) for s in page(run).statements}


def _file(id: str) -> str:
    """An id as a file name; the dot stays, as `softmax.jacobian.tex` reads best."""
    return ".".join(anchor(part) for part in id.split("."))


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        block_start_string="<*", block_end_string="*>", variable_start_string="<<<", variable_end_string=">>>",
        comment_start_string="<!", comment_end_string="!>", trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, autoescape=False,
        finalize=_only_made,
    )  # fmt: skip
    makers: dict[str, Callable[[Any], str]] = {
        "words": words,
        "sentence": sentence,
        "formula": formula,
        "label_of": anchor,
        "relation": lambda tex: formula(Shown(tex, tex)),
        "made": str,
    }
    env.filters.update({name: _maker(f) for name, f in makers.items()})
    env.filters["misprint"] = cast(Any, misprint)
    env.filters["prose"] = cast(Any, prose)
    return env


def _maker(f: Callable[[Any], str]) -> Callable[[Any], Made]:
    return lambda x: Made(f(x))


class Made(str):
    """LaTeX that was made here.  The templates can print nothing else, so that no text is forgotten."""

    __slots__ = ()


def _only_made(x: object) -> object:
    if isinstance(x, (Made, int)) or x in ("", GENERATED):
        return x
    raise TypeError(f"a template prints {x!r} without a filter")
