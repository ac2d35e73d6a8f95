"""What is told to the author?  One message per fault: place, verdict, both sides, what is missing, the line to write.

Every message has a code; `explain` gives the long text of a code, from `explain/*.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias, final

from checks.outcome import (
    Assumed,
    ErratumResult,
    Misjustified,
    NumberResult,
    NumberVerdict,
    Proved,
    Refuted,
    Run,
    ScriptError,
    Shown,
    Status,
    StepResult,
    TheoremResult,
    Undecided,
    Verdict,
    Where,
    Why,
    Witness,
    status,
)

EXPLANATIONS = Path(__file__).with_name("explain")

ALARM = "alarm"

WHY = {
    Why.NO_RULE: "the reasons given do not lead there",
    Why.TIME: "the check ran out of time",
    Why.MEMORY: "the check ran out of memory",
    Why.SIDE_CONDITION: "a side condition is not established",
    Why.VACUOUS: "the hypotheses contradict each other, so the claim says nothing",
    Why.UNSAMPLED: "no model of the hypotheses was found to try it on",
    Why.PREMISE: "something it cites is not proved",
    Why.NO_PROOF: "no proof is given",
    Why.FAULT: "the checker itself failed on it",
}

NUMBER = {
    NumberVerdict.RIGHT: "is right",
    NumberVerdict.TRUNCATED: "is cut off, not rounded",
    NumberVerdict.WRONG: "is wrong",
    NumberVerdict.TIE: "lies exactly between two roundings",
    NumberVerdict.UNREADABLE: "cannot be read as a number",
    NumberVerdict.UNDEFINED: "has no value to compare with",
}


Rows: TypeAlias = tuple[tuple[str, str], ...]


@final
@dataclass(frozen=True, slots=True)
class Message:
    """`where: code: says`, and labelled lines below it.  `status` gives its colour."""

    where: Where
    code: str
    says: str
    rows: Rows
    status: Status


def failed(v: Verdict) -> bool:
    """Whether this verdict fails the run."""
    return status(v) not in (Status.PROVED, Status.ASSUMED)


def alarms(run: Run) -> Iterator[Message]:
    """Faults of the checker itself: two judges contradict each other."""
    for th in run.theorems:
        for a in th.alarms:
            rows = (("claim", th.claim.text), ("more", _more(ALARM)))
            yield Message(a.where, ALARM, f"{th.id}: {a.says}", rows, Status.REFUTED)


def of_error(e: ScriptError) -> Message:
    """A script that does not load, or a statement that is not well formed."""
    rows = (("advice", e.advice),) if e.advice else ()
    return Message(e.where, e.code, e.says, (*rows, ("more", _more(e.code))), Status.REFUTED)


def failures(th: TheoremResult) -> Iterator[Message]:
    """Every step that fails; if none does, the theorem itself.  A fault of the checker's is told once, as an error of the run."""
    steps = [(n, s) for n, s in enumerate(th.steps, 1) if failed(s.verdict)]
    for n, s in steps:
        yield of_step(th, n, s)
    fault = isinstance(th.verdict, Undecided) and th.verdict.why is Why.FAULT
    if not steps and failed(th.verdict) and not fault:
        yield of_theorem(th)


def of_step(th: TheoremResult, n: int, s: StepResult) -> Message:
    """One step of a proof, and how to mend it."""
    at = f'step {n} of "{th.title}"'
    by = ", ".join(s.by) or "arithmetic"
    sides = (("from", s.left.text), ("to", _related(s.relation, s.right)))
    match s.verdict:
        case Refuted(witness):
            says = f"{at} is false"
            rows = (("claimed", f"{s.left.text} {s.relation} {s.right.text}"), *_witness(witness))
        case Misjustified(missing, write):
            says = f"{at} is true, but {_quoted(s.by)} {'does' if len(s.by) < 2 else 'do'} not give it"
            rows = (*sides, *_mend(missing, write))
        case Undecided() as u:
            says = f"{at} is not proved: {WHY[u.why]}"
            rows = (*sides, ("by", by), *(r for r in _undecided(u) if r != ("tried", by)))
        case Proved() | Assumed():
            says, rows = f"{at} holds", sides
    under = tuple((u.kind.value, u.claim.text) for u in s.under)
    return Message(s.where, status(s.verdict).value, says, (*under, *rows, ("more", _more(_code(s.verdict)))), status(s.verdict))


def of_theorem(th: TheoremResult) -> Message:
    """A theorem none of whose steps is at fault by itself."""
    claim = ("claim", th.claim.text)
    match th.verdict:
        case Refuted(witness):
            says, rows = f'"{th.title}" is false', (claim, *_witness(witness))
        case Misjustified(missing, write):
            says = f'"{th.title}" is true, but its proof does not give it'
            rows = (claim, *_mend(missing, write))
        case Undecided() as u:
            why = "its steps hold, but do not add up to it" if u.why is Why.NO_RULE and th.steps else WHY[u.why]
            says, rows = f'"{th.title}" is not proved: {why}', (claim, *_undecided(u))
        case Proved() | Assumed():
            says, rows = f'"{th.title}" holds', (claim,)
    return Message(th.where, status(th.verdict).value, says, (*rows, ("more", _more(_code(th.verdict)))), status(th.verdict))


def of_number(n: NumberResult) -> Message:
    """A printed number whose digits are not those of the value."""
    unit = f" {n.unit}" if n.unit else ""
    rows: list[tuple[str, str]] = [("value of", n.formula.text)]
    if n.at:
        rows.append(("at", ", ".join(f"{k} = {v}" for k, v in n.at)))
    if n.value:
        rows.append(("value", n.value + unit))
    if n.should_be and n.should_be != n.printed:
        rows.append(("print", n.should_be + unit))
    if n.note and n.verdict is not NumberVerdict.TRUNCATED:  # the sentence says it
        rows.append(("note", n.note))
    says = f"the printed {n.printed}{unit}{f' ({n.book})' if n.book else ''} {NUMBER[n.verdict]}"
    if n.verdict is NumberVerdict.RIGHT:
        return Message(n.where, n.verdict.value, says, tuple(rows), Status.PROVED)
    return Message(n.where, n.verdict.value, says, (*rows, ("more", _more(n.verdict.value))), Status.REFUTED)


def of_erratum(e: ErratumResult) -> Message:
    """An erratum; if it does not hold, the misprint is not refuted, or the right form is not proved."""
    says = f"the erratum{f' on {e.book}' if e.book else ''}"
    rows: list[tuple[str, str]] = [("prints", e.prints.text), ("should be", e.should_be.text)]
    if e.why:
        rows.append(("why", e.why))
    rows += [("given" if n == 0 else "", _given(g, says)) for n, (g, says) in enumerate(e.given)]
    rows += [("where" if n == 0 else "", x.text) for n, x in enumerate(e.definitions)]
    if e.witness is not None:
        rows += _witness(e.witness)
    match e.holds:
        case Proved() | Assumed():
            return Message(e.where, "erratum", f"{says} holds", tuple(rows), Status.PROVED)
        case Undecided() as u:
            says += f" does not hold: {u.advice or WHY[u.why]}"
        case Refuted(witness):
            says += " does not hold: what it should print is refuted"
            rows += _witness(witness)
        case Misjustified(missing, write):
            says += " does not hold: what it should print is misjustified"
            rows += _mend(missing, write)
    return Message(e.where, "erratum-fails", says, (*rows, ("more", _more("erratum-fails"))), status(e.holds))


def _code(v: Verdict) -> str:
    return v.why.value if isinstance(v, Undecided) else status(v).value


def _given(formula: Shown, says: str) -> str:
    return f"{formula.text}  ({says})" if says else formula.text


def _more(code: str) -> str:
    return f"python -m checks explain {code}"


def _related(relation: str, right: Shown) -> str:
    return right.text if relation in ("==", "=") else f"{relation} {right.text}"


def _quoted(by: tuple[str, ...]) -> str:
    return " and ".join(f'"{b}"' for b in by) or "arithmetic"


def _witness(w: Witness) -> Rows:
    """The values in one line; random variables below it, one line for each outcome."""
    plain = ", ".join(f"{k} = {v[0]}" for k, v in w.values if len(v) == 1)
    random = [f"{k if n == 0 else ' ' * len(k)} = {x}" for k, v in w.values if len(v) > 1 for n, x in enumerate(v)]
    at = [x for x in (plain, *random) if x]
    sides = ("printed", "value") if w.relation == "=" else ("left", "right")
    return (*(("at" if n == 0 else "", x) for n, x in enumerate(at)), (sides[0], w.left), (sides[1], w.right))


def _undecided(u: Undecided) -> Rows:
    rows: list[tuple[str, str]] = []
    if u.residual is not None and u.why is not Why.NO_PROOF:
        rows.append(("needs" if u.why in (Why.SIDE_CONDITION, Why.PREMISE) else "left over", u.residual.text))
    if u.tried:
        rows.append(("tried", ", ".join(u.tried)))
    if u.advice:
        rows.append(("advice", u.advice))
    rows += _write(u.write)
    return tuple(rows)


def _mend(missing: tuple[str, ...], write: str) -> Rows:
    return (("missing", ", ".join(missing)), *_write(write))


def _write(line: str) -> Rows:
    """Lines of which one is enough, and the parts of each that belong in different places."""
    ways = [way.split("; ") for way in line.split(" or  ")] if line else []
    return tuple((("write" if way is ways[0] else "or") if n == 0 else "", part) for way in ways for n, part in enumerate(way))


# ---------------------------------------------------------------- explanations
@cache
def explanations() -> dict[str, str]:
    """The long text of every code, from the sections of `explain/*.md`.  Raises ValueError for a code explained twice."""
    found: dict[str, str] = {}
    for file in sorted(EXPLANATIONS.glob("*.md")):
        for section in re.split(r"^(?=## )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, body = section.partition("\n")
            code = head.removeprefix("## ").strip()
            if code in found:
                raise ValueError(f"{code} is explained twice, the second time in {file.name}")
            found[code] = body.strip() + "\n"
    return found
