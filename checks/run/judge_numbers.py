"""Are the printed digits right, and is a misprint one?  Numbers by ball arithmetic, errata by both of their halves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checks import outcome as o
from checks.evaluate.digits import check_digits
from checks.kernel.claim import Claim
from checks.kernel.text import text
from checks.kernel.walk import claim_terms
from checks.refute.attack import Counterexample, attack
from checks.run.setting import declared, definitions
from checks.run.shown import shown, shown_claim, where
from checks.words.numbers import Erratum, Printed
from checks.words.reasons import Hypothesis
from checks.words.state import Theorem, as_claim


def judge_number(p: Printed, id: str, root: Path) -> o.NumberResult:
    """A printed number against the exact value of its formula."""
    found = check_digits(p)
    return o.NumberResult(
        id=id,
        printed=p.text,
        unit=p.unit,
        formula=shown(p.value),
        at=tuple((text(name), value) for name, value in p.at),
        value=found.value,
        verdict=found.verdict,
        should_be=found.should_be,
        note=found.note,
        book=p.book,
        covers=p.covers,
        where=where(root, p.place.file, p.place.line),
    )


def judge_erratum(  # noqa: PLR0917  (a job in parts, called by the bench alone)
    e: Erratum,
    id: str,
    ids: Mapping[Theorem, str],
    verdicts: Mapping[Theorem, o.Verdict],
    numbers: Mapping[Printed, o.NumberResult],
    root: Path,
) -> o.ErratumResult:
    """It holds only if what is printed is refuted and what should be printed is proved."""
    wrong, witness = _refuted(e, numbers, root)
    right = _proved(e, verdicts, numbers, root)
    holds: o.Verdict = wrong if not isinstance(wrong, o.Proved) else right
    given = _given(e)
    claims = () if isinstance(e.prints, Printed) else (e.prints, *(h.claim for h in given))
    return o.ErratumResult(
        id=id,
        book=e.book,
        covers=e.covers,
        prints=_shown(e.prints),
        should_be=_shown(e.should_be),
        should_be_id=ids.get(e.should_be, e.should_be.title) if isinstance(e.should_be, Theorem) else "",
        why=e.why,
        holds=holds,
        witness=witness,
        where=where(root, e.place.file, e.place.line),
        given=tuple((shown_claim(h.claim), h.says) for h in given),
        declared=declared(claims[0], claims[1:]) if claims else (),
        definitions=definitions(x for c in claims for x in claim_terms(c)),
    )


def _given(e: Erratum) -> tuple[Hypothesis, ...]:
    return tuple(h if isinstance(h, Hypothesis) else Hypothesis(as_claim(h), "", e.place) for h in e.given)


def _refuted(e: Erratum, numbers: Mapping[Printed, o.NumberResult], root: Path) -> tuple[o.Verdict, o.Witness | None]:
    if isinstance(e.prints, Printed):
        result = numbers.get(e.prints) or judge_number(e.prints, "", root)
        if result.verdict in (o.NumberVerdict.WRONG, o.NumberVerdict.TRUNCATED):
            return o.Proved(), o.Witness(result.at, result.printed, result.value, "=")
        return o.Undecided(
            o.Why.NO_RULE, advice=f"the printed number {result.printed} is {result.verdict.value}, so it is no misprint"
        ), None
    found = attack(e.prints, tuple(h.claim for h in _given(e)))
    if isinstance(found, Counterexample):
        return o.Proved(), found.witness
    return o.Undecided(o.Why.NO_RULE, shown_claim(e.prints), advice="what the book prints is not refuted, so it is no misprint"), None


def _proved(e: Erratum, verdicts: Mapping[Theorem, o.Verdict], numbers: Mapping[Printed, o.NumberResult], root: Path) -> o.Verdict:
    if isinstance(e.should_be, Theorem):
        return verdicts.get(e.should_be) or o.Undecided(o.Why.PREMISE, advice=f"{e.should_be.title!r} is not part of this run")
    result = numbers.get(e.should_be) or judge_number(e.should_be, "", root)
    if result.verdict is o.NumberVerdict.RIGHT:
        return o.Proved()
    return o.Undecided(o.Why.NO_RULE, advice=f"the number it should print, {result.printed}, is {result.verdict.value}")


def _shown(x: Claim | Theorem | Printed) -> o.Shown:
    match x:
        case Theorem():
            return shown_claim(x.claim)
        case Printed():
            value = shown(x.value)
            unit = f" {x.unit}" if x.unit else ""
            relation, sign = ("=", "=") if not x.approximate else ("~", r"\approx")
            return o.Shown(f"{value.text} {relation} {x.text}{unit}", rf"{value.tex} {sign} \text{{{_plain(x.text + unit)}}}")
        case _:
            return shown_claim(x)


def _plain(s: str) -> str:
    return "".join(c if c.isalnum() or c in " .,-+/" else rf"\{c}" if c in "%$#&_{}" else " " for c in s)
