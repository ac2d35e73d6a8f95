"""How does the report read in a browser?  One file: no network, no scripts but its own, the formulas as MathML."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from checks.outcome import NumberResult, Run, Shown
from report.graph import graph
from report.math import Unsafe, lowered_primes, mathml
from report.model import NUMBER_LABEL, STATE, misprint, page
from report.proof import LABEL, anchor
from report.prose import prose

TEMPLATES = Path(__file__).with_name("templates")
FONT = "stix-two-math-subset.woff2"


def html(run: Run) -> str:
    """The report as one HTML file."""
    shown = page(run)
    script = _text("report.js").strip()
    return _template().render(
        page=shown,
        run=run,
        graph=graph(shown.statements),
        alone=sum(1 for s in shown.statements if not s.uses and not s.used_by),
        label=LABEL,
        number_label=NUMBER_LABEL,
        states=STATE,
        linked={r.id for found in (run.theorems, run.numbers, run.errata, run.uncheckable) for r in found},
        css=Markup(_css()),
        script=Markup(script),
        script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def inline(x: Shown) -> Markup:
    """A formula in a line of text."""
    return _math(x, display=False)


def display(x: Shown) -> Markup:
    """A formula on a line of its own."""
    return _math(x, display=True)


def cell(x: Shown) -> Markup:
    """A formula in a table, set as large as on a line of its own."""
    return Markup(str(_math(x, display=True)).replace('<math display="block">', '<math displaystyle="true">', 1))


def relation(tex: str) -> Markup:
    return _math(Shown(tex, tex), display=False)


def _math(x: Shown, *, display: bool) -> Markup:
    """MathML made by the converter alone, which escapes all text; what it refuses is shown as the plain text of the formula."""
    try:
        return Markup(lowered_primes(mathml(x.tex, display=display)))
    except Unsafe:
        return Markup('<code class="formula">{}</code>').format(x.text or x.tex)


def number(n: NumberResult) -> Markup:
    """What is printed, with its unit."""
    return escape(f"{n.printed} {n.unit}".strip())


def sizes(k: int) -> str:
    """A size at which SymPy confirmed a step; 0 is symbolic."""
    return "for every size" if k == 0 else f"at size {k}"


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    env = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    filters: dict[str, Any] = {
        "inline": inline, "display": display, "cell": cell, "relation": relation, "number": number,
        "anchor": anchor, "misprint": misprint, "sizes": sizes, "prose": prose,
    }  # fmt: skip
    env.filters.update(filters)
    return env.get_template("report.html.j2")


@cache
def _css() -> str:
    font = base64.b64encode((TEMPLATES / FONT).read_bytes()).decode()
    return _text("report.css").replace("@@FONT@@", font)


def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
