"""What is said of a statement that no judge came to the end of?  Its own words, and why there is no verdict."""

from __future__ import annotations

from checks.kernel.claim import Claim
from checks.kernel.walk import claim_terms
from checks.outcome import (
    ErratumResult,
    NumberResult,
    NumberVerdict,
    Shown,
    TheoremResult,
    Undecided,
    Where,
    Why,
)
from checks.run.limits import Crashed, End, OverMemory, OverTime, TooDeep
from checks.run.setting import declared, definitions
from checks.run.shown import shown, shown_claim
from checks.words.numbers import Erratum, Printed
from checks.words.state import Theorem


def reason(end: End) -> Undecided:
    """Why there is no verdict, and what the author can do."""
    match end:
        case OverTime(seconds):
            return Undecided(
                Why.TIME, advice=f"not finished after {seconds:g} s: split the step into smaller ones, or allow more with --timeout"
            )
        case OverMemory(megabytes):
            return Undecided(
                Why.MEMORY, advice=f"{megabytes} MB were not enough: split the step into smaller ones, or allow more with --memory"
            )
        case TooDeep():
            return Undecided(Why.MEMORY, advice="its formulas are nested too deeply: name parts of them with define")
        case Crashed(says):
            return Undecided(Why.FAULT, advice=says)
        case _:
            raise TypeError(f"not the end of an unfinished check: {end!r}")


def unjudged_theorem(th: Theorem, id: str, where: Where, end: End) -> TheoremResult:
    """A theorem whose check did not come to its end."""
    return TheoremResult(
        id=id,
        title=th.title,
        book=th.book,
        covers=th.covers,
        note=th.note,
        where=where,
        claim=shown_claim(th.claim),
        claim_sympy="",
        given=tuple((shown_claim(h.claim), h.says) for h in th.given),
        declared=declared(th.claim, tuple(h.claim for h in th.given)),
        definitions=definitions(x for c in (th.claim, *(h.claim for h in th.given)) for x in claim_terms(c)),
        verdict=reason(end),
        steps=(),
        relies_on=(),
        uses=(),
        obligations=(),
        warnings=(),
    )


def unjudged_number(p: Printed, id: str, where: Where, end: End) -> NumberResult:
    """A printed number whose value did not come to its end."""
    at = tuple((name.name, value) for name, value in p.at)
    return NumberResult(
        id=id,
        printed=p.text,
        unit=p.unit,
        formula=shown(p.value),
        at=at,
        value="",
        verdict=NumberVerdict.UNDEFINED,
        should_be="",
        note=reason(end).advice,
        book=p.book,
        covers=p.covers,
        where=where,
    )


def unjudged_erratum(e: Erratum, id: str, should_be_id: str, where: Where, end: End) -> ErratumResult:
    """A misprint whose check did not come to its end."""
    return ErratumResult(
        id=id,
        book=e.book,
        covers=e.covers,
        prints=_side(e.prints),
        should_be=_side(e.should_be.claim if isinstance(e.should_be, Theorem) else e.should_be),
        should_be_id=should_be_id,
        why=e.why,
        holds=reason(end),
        witness=None,
        where=where,
    )


def _side(x: Claim | Printed) -> Shown:
    if isinstance(x, Printed):
        return Shown(x.text, "")
    return shown_claim(x)
