"""What does a report say, in which order?  A run turned round for readers: counts, headline, anchors, who uses whom.

HTML, LaTeX and PDF show the same page of this model; none of them computes anything about the mathematics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from checks.coverage import Coverage, State, coverage
from checks.outcome import (
    ErratumResult,
    Misjustified,
    NumberResult,
    NumberVerdict,
    Proved,
    Refuted,
    Run,
    Shown,
    Status,
    StepResult,
    TheoremResult,
    Undecided,
    Verdict,
    Why,
    Witness,
    status,
)
from report.headline import headline

LABEL = {
    Status.PROVED: "Proved",
    Status.REFUTED: "Refuted",
    Status.MISJUSTIFIED: "Misjustified",
    Status.UNDECIDED: "Undecided",
    Status.ASSUMED: "Assumed",
}
NUMBER_LABEL = {
    NumberVerdict.RIGHT: "right",
    NumberVerdict.TRUNCATED: "cut off, not rounded",
    NumberVerdict.WRONG: "wrong",
    NumberVerdict.TIE: "a tie between two roundings",
    NumberVerdict.UNREADABLE: "unreadable",
    NumberVerdict.UNDEFINED: "without a value",
}
WHY = {
    Why.NO_RULE: "The reasons given do not lead from one side to the other.",
    Why.TIME: "The check ran out of time.",
    Why.MEMORY: "The check ran out of memory.",
    Why.SIDE_CONDITION: "A side condition is not established.",
    Why.VACUOUS: "The hypotheses contradict each other, so the claim says nothing.",
    Why.UNSAMPLED: "No model of the hypotheses was found to try it on.",
    Why.PREMISE: "Something it cites is not proved.",
    Why.NO_PROOF: "No proof is given.",
    Why.FAULT: "The checker itself failed on it.",
}
STATE = {  # what became of a statement of the book, as the table of coverage heads its columns
    State.PROVED: ("proved", "Proved", Status.PROVED),
    State.COMPUTED: ("computed", "Computed", Status.PROVED),
    State.CITED: ("cited", "Cited", Status.ASSUMED),
    State.NOT_CHECKABLE: ("not-checkable", "Not checkable", Status.UNDECIDED),
    State.REFUTED: ("refuted", "Corrected", Status.ASSUMED),
    State.MISSING: ("missing", "Missing", Status.UNDECIDED),
    State.FAILING: ("failing", "Failing", Status.REFUTED),
}
RELATION = {"==": "=", "=": "=", "!=": r"\neq", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}
ORDER = (Status.REFUTED, Status.MISJUSTIFIED, Status.UNDECIDED, Status.PROVED, Status.ASSUMED)


def anchor(id: str) -> str:
    """An id as an anchor, a label and a file's name: letters, digits, `_` and `-` only.  Different ids stay different."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else "-" if c == "." else f"-u{ord(c):x}-" for c in id)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation: `left` only where the chain begins, the relation in LaTeX, the right side, and all about it."""

    number: int
    anchor: str
    left: Shown | None
    relation: str
    right: Shown
    step: StepResult
    status: Status
    label: str
    trouble: Trouble | None

    @property
    def reasons(self) -> str:
        return ", ".join(self.step.by) or "arithmetic"


@final
@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a step or theorem, in the words of the report."""

    head: str
    says: str
    witness: Witness | None = None
    missing: tuple[str, ...] = ()
    write: str = ""
    residual: Shown | None = None
    residual_is: str = "Left over"
    advice: str = ""


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem on the page."""

    result: TheoremResult
    anchor: str
    status: Status
    label: str
    lines: tuple[Line, ...]
    trouble: Trouble | None
    uses: tuple[tuple[str, str], ...]  # title, anchor ("" if it is not in this run)
    used_by: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """What a search looks at."""
        th = self.result
        return " ".join(
            [th.id, th.title, th.book, th.where.file, th.claim.text, self.label, *(r for s in th.steps for r in s.by)]
        ).casefold()


@final
@dataclass(frozen=True, slots=True)
class Section:
    """The theorems of one script, under the first line of its docstring."""

    anchor: str
    file: str
    title: str
    statements: tuple[Statement, ...]


@final
@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    run: Run
    headline: str
    good: bool
    tally: tuple[tuple[Status, str, int], ...]
    sections: tuple[Section, ...]
    wrong_numbers: tuple[NumberResult, ...]
    coverage: Coverage

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for section in self.sections for s in section.statements)

    @property
    def steps(self) -> tuple[int, int]:
        """Proved steps, and all steps."""
        steps = [s for th in self.run.theorems for s in th.steps]
        return sum(1 for s in steps if isinstance(s.verdict, Proved)), len(steps)

    @property
    def alarms(self) -> tuple[tuple[TheoremResult, str], ...]:
        return tuple((th, a.says) for th in self.run.theorems for a in th.alarms)


def page(run: Run) -> Page:
    """The report of a run."""
    titles = {th.id: th.title for th in run.theorems}
    used_by: dict[str, list[str]] = {id: [] for id in titles}
    for th in run.theorems:
        for u in th.uses:
            used_by.setdefault(u, []).append(th.id)
    statements = tuple(_statement(th, titles, used_by[th.id]) for th in run.theorems)
    counts = {s: sum(1 for x in statements if x.status is s) for s in ORDER}
    wrong = tuple(n for n in run.numbers if n.verdict is not NumberVerdict.RIGHT and not n.covered_by_erratum)
    title, good = headline(run, counts, wrong)
    return Page(
        run, title, good, tuple((s, LABEL[s], counts[s]) for s in ORDER if counts[s]), _sections(run, statements), wrong, coverage(run)
    )


def _sections(run: Run, statements: Sequence[Statement]) -> tuple[Section, ...]:
    titles = {s.file: s.title for s in run.scripts}
    files = dict.fromkeys(s.result.where.file for s in statements)
    return tuple(
        Section(f"script-{anchor(f)}", f, titles.get(f) or f, tuple(s for s in statements if s.result.where.file == f)) for f in files
    )


def _statement(th: TheoremResult, titles: dict[str, str], used_by: Sequence[str]) -> Statement:
    name = anchor(th.id)
    lines: list[Line] = []
    before: Shown | None = None
    for n, s in enumerate(th.steps, 1):
        left = s.left if s.left != before else None
        before = s.right
        st = status(s.verdict)
        lines.append(Line(n, f"{name}--{n}", left, RELATION.get(s.relation, s.relation), s.right, s, st, LABEL[st], trouble(s.verdict)))
    mine = None if any(x.trouble for x in lines) else trouble(th.verdict)
    known = tuple((titles.get(u, u), anchor(u) if u in titles else "") for u in th.uses)
    users = tuple((titles[u], anchor(u)) for u in used_by)
    st = status(th.verdict)
    return Statement(th, name, st, LABEL[st], tuple(lines), mine, known, users)


def trouble(v: Verdict) -> Trouble | None:
    """What keeps a verdict from being a proof; None if nothing does."""
    match v:
        case Refuted(witness):
            return Trouble("Counterexample", "", witness=witness)
        case Misjustified(missing, write):
            return Trouble("True, but not for this reason", "", missing=missing, write=write)
        case Undecided(why, residual, _, advice, write):
            lab = "Needs" if why in (Why.SIDE_CONDITION, Why.PREMISE) else "Left over"
            shown = residual if why is not Why.NO_PROOF else None  # it is the claim itself
            return Trouble("Not proved", WHY[why], residual=shown, residual_is=lab, advice=advice, write=write)
        case _:
            return None


def misprint(e: ErratumResult) -> tuple[Status, str]:
    """Whether an erratum holds, as a status and a word."""
    return (Status.PROVED, "holds") if isinstance(e.holds, Proved) else (status(e.holds), "does not hold")
