"""Which run is this results.json of?  What `json.py` wrote, read back into outcomes, so that a report needs no new proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from checks import outcome as o
from report.json import VERSION

T = TypeVar("T")


class NotResults(Exception):
    """A file that is not the results of a run, or of another version of this tool."""


def from_json(text: str) -> o.Run:
    """The run that `to_json` wrote.  Raises `NotResults` for anything else."""
    try:
        found = dict(json.loads(text))
        if found.get("version") != VERSION:
            raise NotResults(f"not results of version {VERSION} of this tool")
        return _read_run(found)
    except (KeyError, TypeError, ValueError) as e:
        raise NotResults(f"not results of a run: {type(e).__name__} {e}") from e


def _read_run(d: dict[str, Any]) -> o.Run:
    return o.Run(
        title=d["title"],
        tool=d["tool"],
        sources=tuple(sorted(d["sources"].items())),
        theorems=_all(_read_theorem, d["theorems"]),
        numbers=_all(_read_number, d["numbers"]),
        errata=_all(_read_erratum, d["errata"]),
        uncheckable=_all(lambda u: o.UncheckableResult(u["id"], u["why"], u["book"], tuple(u["covers"]), _read_where(u)), d["uncheckable"]),
        listed=_all(lambda s: o.Listed(s["id"], s["section"], s["place"]), d["coverage"].get("statements", [])),
        errors=_all(lambda e: o.ScriptError(e["code"], e["says"], _read_where(e), e["advice"]), d["errors"]),
        notices=tuple(d["notices"]),
        warnings=_all(_read_warned, d["warnings"]),
        scripts=_all(lambda s: o.ScriptInfo(s["file"], s["title"]), d["scripts"]),
        part=tuple(d["part"]),
    )


def _all(read: Callable[[Any], T], items: list[Any]) -> tuple[T, ...]:
    return tuple(read(x) for x in items)


def _read_where(d: dict[str, Any]) -> o.Where:
    return o.Where(d["file"], d["line"])


def _read_shown(d: dict[str, Any]) -> o.Shown:
    return o.Shown(d["text"], d["tex"])


def _read_given(d: dict[str, Any]) -> tuple[tuple[o.Shown, str], ...]:
    return tuple((_read_shown(g), g["says"]) for g in d["given"])


def _read_warned(d: dict[str, Any]) -> o.Warned:
    return o.Warned(d["code"], d["says"], _read_where(d))


def _read_reliance(d: dict[str, Any]) -> o.Reliance:
    return o.Reliance(o.RelianceKind(d["kind"]), d["name"])


def _read_obligation(d: dict[str, Any]) -> o.Obligation:
    return o.Obligation(_read_shown(d["condition"]), d["evidence"])


def _read_witness(d: dict[str, Any]) -> o.Witness:
    return o.Witness(tuple((k, v) for k, v in d["assignments"]), d["left"], d["right"], d["relation"])


def _read_judgement(d: dict[str, Any]) -> o.Judgement:
    return o.Judgement(o.JudgeSays(d["says"]), d["note"])


def _read_verdict(d: dict[str, Any]) -> o.Verdict:
    match o.Status(d["verdict"]):
        case o.Status.PROVED:
            p = d["proof"]
            return o.Proved(_all(_read_reliance, p["relies_on"]), _all(_read_obligation, p["obligations"]), tuple(p["found"]))
        case o.Status.REFUTED:
            return o.Refuted(_read_witness(d["witness"]))
        case o.Status.MISJUSTIFIED:
            return o.Misjustified(tuple(d["missing"]["reasons"]), d["missing"]["write"])
        case o.Status.UNDECIDED:
            r = d["residual"]
            formula = None if r["formula"] is None else _read_shown(r["formula"])
            return o.Undecided(o.Why(r["why"]), formula, tuple(r["tried"]), r["advice"], r["write"])
        case o.Status.ASSUMED:
            return o.Assumed(d["source"])


def _read_step(d: dict[str, Any]) -> o.StepResult:
    j = d["judges"]
    return o.StepResult(
        relation=d["relation"],
        left=_read_shown(d["lhs"]),
        right=_read_shown(d["rhs"]),
        by=tuple(d["by"]),
        note=d["note"],
        where=_read_where(d),
        verdict=_read_verdict(d),
        judges=o.Judges(_read_judgement(j["kernel"]), _read_judgement(j["sympy"]), _read_judgement(j["refuter"])),
        sympy_sizes=tuple(d["sympy_sizes"]),
        under=_all(lambda u: o.Under(o.AssumedAs(u["kind"]), _read_shown(u)), d["under"]),
        cites=_all(lambda c: o.Cited(c["title"], c["id"], _read_shown(c), _all(_read_shown, c["given"])), d["cites"]),
    )


def _read_theorem(d: dict[str, Any]) -> o.TheoremResult:
    return o.TheoremResult(
        id=d["id"],
        title=d["title"],
        book=d["book"],
        covers=tuple(d["covers"]),
        note=d["note"],
        where=_read_where(d),
        claim=_read_shown(d["claim"]),
        claim_sympy=d["claim"]["sympy"],
        given=_read_given(d),
        declared=_all(_read_shown, d["declared"]),
        definitions=_all(_read_shown, d["definitions"]),
        verdict=_read_verdict(d),
        steps=_all(_read_step, d["steps"]),
        relies_on=_all(_read_reliance, d["relies_on"]),
        uses=tuple(d["uses"]),
        obligations=_all(_read_obligation, d["obligations"]),
        warnings=_all(_read_warned, d["warnings"]),
        alarms=_all(lambda a: o.Alarm(_read_where(a), a["says"]), d["alarms"]),
    )


def _read_number(d: dict[str, Any]) -> o.NumberResult:
    return o.NumberResult(
        id=d["id"],
        printed=d["printed"],
        unit=d["unit"],
        formula=_read_shown(d["formula"]),
        at=tuple((k, v) for k, v in d["at"]),
        value=d["value"],
        verdict=o.NumberVerdict(d["verdict"]),
        should_be=d["should_be"],
        note=d["note"],
        book=d["book"],
        covers=tuple(d["covers"]),
        where=_read_where(d),
        covered_by_erratum=d["covered_by_erratum"],
    )


def _read_erratum(d: dict[str, Any]) -> o.ErratumResult:
    witness = d["counterexample"]
    return o.ErratumResult(
        id=d["id"],
        book=d["book"],
        covers=tuple(d["covers"]),
        prints=_read_shown(d["prints"]),
        should_be=_read_shown(d["should_be"]),
        should_be_id=d["should_be_id"],
        why=d["why"],
        holds=_read_verdict(d),
        witness=None if witness is None else _read_witness(witness),
        where=_read_where(d),
        given=_read_given(d),
        declared=_all(_read_shown, d["declared"]),
        definitions=_all(_read_shown, d["definitions"]),
    )
