"""How does the report read on paper?  Typst sets it in this process: a constant template, and the page as data.

The same run gives the same bytes on every machine: embedded fonts only, no date, no packages, no network.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any, TypeAlias

import typst

from checks.outcome import Cited, ErratumResult, Run, Shown, TheoremResult, Witness
from report.html import TEMPLATES
from report.math import Unsafe
from report.mathtree import mathtree
from report.model import NUMBER_LABEL, Page, Statement, misprint, page
from report.proof import Branch, Line, Trouble
from report.prose import prose

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

NOWHERE = "/nonexistent"  # no package is ever looked up
EPOCH = 0

# What the embedded fonts can show, in ranges: Latin, Greek, Cyrillic, punctuation, arrows, operators, shapes, brackets.
SHOWN = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x2FF), (0x384, 0x38A), (0x391, 0x3A1), (0x3A3, 0x3FF), (0x400, 0x482), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x2030, 0x2040), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x211E), (0x2126, 0x2151),
    (0x2190, 0x23FF), (0x25A0, 0x25FF), (0x27E6, 0x27EF), (0x27F5, 0x27FF), (0x2A00, 0x2AFF),
)  # fmt: skip
MATHS = (*SHOWN, (0x302, 0x30C), (0x20D7, 0x20D7), (0x1D400, 0x1D7FF))


def pdf(run: Run) -> bytes:
    """appendix.pdf, tagged as PDF/UA-1."""
    data = json.dumps(_shown_texts(_page(page(run))), ensure_ascii=False, sort_keys=True)
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
        tree = mathtree(x.tex)
    except Unsafe:
        tree = None
    return {"tree": tree if tree is not None and _can_set(tree) else None, "text": x.text or x.tex}


def _inside(c: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(c) <= high for low, high in ranges)


def _can_set(tree: Json) -> bool:
    """Whether the embedded fonts have every character of a formula."""
    match tree:
        case str():
            return all(_inside(c, MATHS) for c in tree)
        case list():
            return all(_can_set(x) for x in tree)
        case _:
            return True


def _shown_texts(data: Json) -> Json:
    """`data` with every character that no embedded font has replaced by its code, such as [U+4E2D]; formulas are checked already."""
    match data:
        case str():
            return "".join(c if _inside(c, SHOWN) else _code(c) for c in data)
        case list():
            return [_shown_texts(x) for x in data]
        case dict():
            return {k: v if k == "tree" else _shown_texts(v) for k, v in data.items()}
        case _:
            return data


def _code(c: str) -> str:
    if c.isspace():
        return " "
    return "" if unicodedata.category(c)[0] == "C" else f"[U+{ord(c):04X}]"


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
            {
                "book": e.book, "prints": _shown(e.prints), "right": _shown(e.should_be), "why": e.why, "state": s.value, "word": word,
                "claim": bool(e.given or e.declared), "witness": _witness(e.witness), **_setting(e),
            }
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
        "coverage": p.coverage.sentence if run.listed else "",
        "part": list(run.part),
        "scripts": [{"title": x.title, "theorems": [_statement(s) for s in x.statements]} for x in p.sections],
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
        **_setting(th),
        "cites": [{"title": c.title, "claims": [_cited(f) for f in c.claims]} for c in s.cites],
        "rests": [r.on.name + (f", cited in {r.through[0]}" if r.through[0] else "") for r in s.rests],
        "trouble": _trouble(s.trouble),
        "branches": [_branch(b) for b in s.branches],
    }


def _setting(x: TheoremResult | ErratumResult) -> dict[str, Any]:
    return {
        "declared": [[p if isinstance(p, str) else _shown(p) for p in prose(d)] for d in x.declared],
        "definitions": [_shown(d) for d in x.definitions],
        "given": [{"formula": _shown(g), "says": says} for g, says in x.given],
    }


def _witness(w: Witness | None) -> dict[str, Any] | None:
    if w is None:
        return None
    names = [{"name": k, "values": list(v)} for k, v in w.values]
    return {"at": names, "left": w.left, "right": w.right, "printed": w.relation == "="}


def _cited(c: Cited) -> dict[str, Any]:
    return {"claim": _shown(c.claim), "given": [_shown(g) for g in c.given]}


def _branch(b: Branch) -> dict[str, Any]:
    assumed = [{"word": word, "claim": _shown(claim)} for word, claim in b.assumed]
    return {"assumed": assumed, "without": b.without, "lines": [_line(x) for x in b.lines]}


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
    return {
        "head": t.head,
        "says": t.says,
        "witness": _witness(t.witness),
        "missing": list(t.missing),
        "write": t.write,
        "residual": None if t.residual is None else _shown(t.residual),
        "residual_is": t.residual_is,
        "advice": t.advice,
    }
