"""What is in results.json?  A run as plain JSON, without loss; the same bytes on every machine.

`results.schema.json` beside this file is the contract.  Timings and absolute paths are never in it.  `read.py` reads it back.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checks import outcome as o
from checks.coverage import coverage

VERSION = 2  # of the format: it goes up with every key that comes, goes, or means something else
SCHEMA = Path(__file__).with_name("results.schema.json")


def to_json(run: o.Run) -> str:
    """results.json: keys sorted, statements in file and line order, one newline at the end."""
    return json.dumps(_run(run), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_value(result: o.TheoremResult | o.NumberResult | o.ErratumResult, step: int = 0) -> dict[str, Any]:
    """One statement as it stands in results.json, or the given step of a theorem, counted from 1."""
    match result:
        case o.TheoremResult():
            return _step(result.steps[step - 1]) if step else _theorem(result)
        case o.NumberResult():
            return _number(result)
        case o.ErratumResult():
            return _erratum(result)


def coverage_json(run: o.Run) -> str:
    """What results.json holds as `coverage`."""
    return json.dumps(_coverage(run), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of results.json."""
    return SCHEMA.read_text(encoding="utf-8")


def _run(run: o.Run) -> dict[str, Any]:
    return {
        "version": VERSION,
        "title": run.title,
        "tool": run.tool,
        "sources": dict(run.sources),
        "theorems": [_theorem(th) for th in run.theorems],
        "numbers": [_number(n) for n in run.numbers],
        "errata": [_erratum(e) for e in run.errata],
        "errors": [{"code": e.code, "says": e.says, **_where(e.where), "advice": e.advice} for e in run.errors],
        "notices": list(run.notices),
        "warnings": [_warned(w) for w in run.warnings],
        "scripts": [{"file": s.file, "title": s.title} for s in run.scripts],
        "part": list(run.part),
        "uncheckable": [{"id": u.id, "why": u.why, "book": u.book, "covers": list(u.covers), **_where(u.where)} for u in run.uncheckable],
        "coverage": _coverage(run),
    }


def _coverage(run: o.Run) -> dict[str, Any]:
    """Every statement that the book lists and its state; nothing if it lists none."""
    if not run.listed:
        return {}
    found = coverage(run)
    return {
        "statements": [
            {"id": s.id, "section": s.section, "place": s.place, "state": s.state.value, "by": list(s.by)} for s in found.statements
        ],
        "unlisted": [{"id": id, "by": by} for id, by in found.unlisted],
    }


def _where(w: o.Where) -> dict[str, Any]:
    return {"file": w.file, "line": w.line}


def _shown(s: o.Shown) -> dict[str, Any]:
    return {"text": s.text, "tex": s.tex}


def _reliance(r: o.Reliance) -> dict[str, Any]:
    return {"kind": r.kind.value, "name": r.name}


def _obligation(b: o.Obligation) -> dict[str, Any]:
    return {"condition": _shown(b.condition), "evidence": b.evidence}


def _witness(w: o.Witness) -> dict[str, Any]:
    return {"assignments": [list(a) for a in w.assignments], "left": w.left, "right": w.right, "relation": w.relation}


def _judgement(j: o.Judgement) -> dict[str, Any]:
    return {"says": j.says.value, "note": j.note}


def _verdict(v: o.Verdict) -> dict[str, Any]:
    """`verdict`, and beside it the one key that belongs to it: proof, witness, missing, residual or source."""
    match v:
        case o.Proved(relies_on, obligations, found):
            rests, conditions = [_reliance(r) for r in relies_on], [_obligation(b) for b in obligations]
            detail: dict[str, Any] = {"proof": {"relies_on": rests, "obligations": conditions, "found": list(found)}}
        case o.Refuted(witness):
            detail = {"witness": _witness(witness)}
        case o.Misjustified(missing, write):
            detail = {"missing": {"reasons": list(missing), "write": write}}
        case o.Undecided(why, residual, tried, advice, write):
            formula = None if residual is None else _shown(residual)
            detail = {"residual": {"why": why.value, "formula": formula, "tried": list(tried), "advice": advice, "write": write}}
        case o.Assumed(source):
            detail = {"source": source}
    return {"verdict": o.status(v).value, **detail}


def _step(s: o.StepResult) -> dict[str, Any]:
    return {
        "relation": s.relation,
        "lhs": _shown(s.left),
        "rhs": _shown(s.right),
        "by": list(s.by),
        "note": s.note,
        **_where(s.where),
        **_verdict(s.verdict),
        "judges": {"kernel": _judgement(s.judges.kernel), "sympy": _judgement(s.judges.sympy), "refuter": _judgement(s.judges.refuter)},
        "sympy_sizes": list(s.sympy_sizes),
        "under": [{"kind": u.kind.value, **_shown(u.claim)} for u in s.under],
        "cites": [{"title": c.title, "id": c.id, **_shown(c.claim), "given": [_shown(g) for g in c.given]} for c in s.cites],
    }


def _setting(x: o.TheoremResult | o.ErratumResult) -> dict[str, Any]:
    """What a statement assumes, and what its names stand for."""
    return {
        "given": [{**_shown(s), "says": says} for s, says in x.given],
        "declared": [_shown(s) for s in x.declared],
        "definitions": [_shown(s) for s in x.definitions],
    }


def _warned(w: o.Warned) -> dict[str, Any]:
    return {"code": w.code, "says": w.says, **_where(w.where)}


def _theorem(th: o.TheoremResult) -> dict[str, Any]:
    return {
        "id": th.id,
        "title": th.title,
        "book": th.book,
        "covers": list(th.covers),
        "note": th.note,
        **_where(th.where),
        "claim": {**_shown(th.claim), "sympy": th.claim_sympy},
        **_setting(th),
        **_verdict(th.verdict),
        "steps": [_step(s) for s in th.steps],
        "relies_on": [_reliance(r) for r in th.relies_on],
        "uses": list(th.uses),
        "obligations": [_obligation(b) for b in th.obligations],
        "warnings": [_warned(w) for w in th.warnings],
        "alarms": [{"says": a.says, **_where(a.where)} for a in th.alarms],
    }


def _number(n: o.NumberResult) -> dict[str, Any]:
    return {
        "id": n.id,
        "printed": n.printed,
        "unit": n.unit,
        "formula": _shown(n.formula),
        "at": [list(a) for a in n.at],
        "value": n.value,
        "verdict": n.verdict.value,
        "should_be": n.should_be,
        "note": n.note,
        "book": n.book,
        "covers": list(n.covers),
        **_where(n.where),
        "covered_by_erratum": n.covered_by_erratum,
    }


def _erratum(e: o.ErratumResult) -> dict[str, Any]:
    return {
        "id": e.id,
        "book": e.book,
        "covers": list(e.covers),
        "prints": _shown(e.prints),
        "should_be": _shown(e.should_be),
        "should_be_id": e.should_be_id,
        "why": e.why,
        **_setting(e),
        **_verdict(e.holds),
        "counterexample": None if e.witness is None else _witness(e.witness),
        **_where(e.where),
    }
