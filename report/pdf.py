"""How does the report read on paper?  Typst sets it in this process: a constant template, and the page as data.

The same run gives the same bytes on every machine: embedded fonts only, no date, no packages, no network.
"""

from __future__ import annotations

import json
from typing import Any

import typst

from checks.outcome import Run, Shown
from report.html import TEMPLATES
from report.math import Unsafe
from report.mathtree import mathtree
from report.model import NUMBER_LABEL, Line, Page, Statement, Trouble, misprint, page

NOWHERE = "/nonexistent"  # no package is ever looked up
EPOCH = 0


def pdf(run: Run) -> bytes:
    """appendix.pdf, tagged as PDF/UA-1."""
    data = json.dumps(_page(page(run)), ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(
        str(TEMPLATES / "appendix.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    made = compiler.compile(format="pdf", timestamp=EPOCH, pdf_standards=["ua-1"])
    if not isinstance(made, bytes):  # a list of pages is what other formats give
        raise TypeError(f"typst gave {type(made).__name__} for a PDF")
    return made


def _shown(x: Shown) -> dict[str, Any]:
    try:
        return {"tree": mathtree(x.tex), "text": x.text or x.tex}
    except Unsafe:
        return {"tree": None, "text": x.text or x.tex}


def _page(p: Page) -> dict[str, Any]:
    run = p.run
    return {
        "title": run.title,
        "tool": run.tool,
        "headline": p.headline,
        "good": p.good,
        "steps": list(p.steps),
        "alarms": [{"title": th.title, "says": says} for th, says in p.alarms],
        "errors": [{"where": str(e.where), "says": e.says, "advice": e.advice} for e in run.errors],
        "errata": [
            {"book": e.book, "prints": _shown(e.prints), "right": _shown(e.should_be), "why": e.why, "state": s.value, "word": word}
            for e in run.errata
            for s, word in (misprint(e),)
        ],
        "numbers": [
            {
                "book": n.book, "printed": f"{n.printed} {n.unit}".strip(), "formula": _shown(n.formula), "value": n.value,
                "word": NUMBER_LABEL[n.verdict] + (f"; print {n.should_be}" if n.should_be else ""),
            }
            for n in p.wrong_numbers
        ],
        "theorems": [_statement(s) for s in p.statements],
    }  # fmt: skip


def _statement(s: Statement) -> dict[str, Any]:
    th = s.result
    return {
        "title": th.title,
        "status": s.status.value,
        "label": s.label,
        "book": th.book,
        "where": str(th.where),
        "claim": _shown(th.claim),
        "note": th.note,
        "declared": list(th.declared),
        "given": [{"formula": _shown(g), "says": says} for g, says in th.given],
        "uses": [title for title, _ in s.uses],
        "rests": [r.name for r in th.relies_on],
        "trouble": _trouble(s.trouble),
        "lines": [_line(x) for x in s.lines],
    }


def _line(x: Line) -> dict[str, Any]:
    return {
        "status": x.status.value,
        "label": x.label,
        "left": None if x.left is None else _shown(x.left),
        "right": _shown(Shown(f"{x.step.relation} {x.right.text}", f"{x.relation} {x.right.tex}" if x.right.tex else "")),
        "reasons": x.reasons,
        "trouble": _trouble(x.trouble),
    }


def _trouble(t: Trouble | None) -> dict[str, Any] | None:
    if t is None:
        return None
    w = t.witness
    return {
        "head": t.head,
        "says": t.says,
        "witness": None if w is None else {"at": [f"{k} = {v}" for k, v in w.assignments], "left": w.left, "right": w.right},
        "missing": list(t.missing),
        "write": t.write,
        "residual": None if t.residual is None else _shown(t.residual),
        "advice": t.advice,
    }
