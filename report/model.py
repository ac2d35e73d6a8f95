"""What does a report say, in which order?  A run turned round for readers: counts, headline, anchors, who uses whom.

HTML, LaTeX and PDF show the same page of this model; none of them computes anything about the mathematics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import final

from checks.coverage import Coverage, State, coverage
from checks.outcome import (
    ErratumResult,
    NumberResult,
    NumberVerdict,
    Proved,
    Reliance,
    Run,
    Status,
    TheoremResult,
    status,
)
from report.headline import headline
from report.proof import LABEL, Branch, Citation, Line, Trouble, anchor, branches, cites, trouble

NUMBER_LABEL = {
    NumberVerdict.RIGHT: "right",
    NumberVerdict.TRUNCATED: "cut off, not rounded",
    NumberVerdict.WRONG: "wrong",
    NumberVerdict.TIE: "a tie between two roundings",
    NumberVerdict.UNREADABLE: "unreadable",
    NumberVerdict.UNDEFINED: "without a value",
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
ORDER = (Status.REFUTED, Status.MISJUSTIFIED, Status.UNDECIDED, Status.PROVED, Status.ASSUMED)


@final
@dataclass(frozen=True, slots=True)
class Rest:
    """What a theorem rests on; `through` is the title and anchor of the theorem that cites it, empty if this one does."""

    on: Reliance
    through: tuple[str, str]


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem on the page."""

    result: TheoremResult
    anchor: str
    status: Status
    label: str
    branches: tuple[Branch, ...]
    trouble: Trouble | None
    cites: tuple[Citation, ...]
    uses: tuple[tuple[str, str], ...]  # title, anchor ("" if it is not in this run)
    used_by: tuple[tuple[str, str], ...]
    rests: tuple[Rest, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(chain.from_iterable(b.lines for b in self.branches))

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
    sources = _sources(run)
    statements = tuple(_statement(th, titles, used_by[th.id], sources) for th in run.theorems)
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


def _sources(run: Run) -> dict[str, tuple[str, str]]:
    """The first theorem that cites each source from outside the book: its title and anchor."""
    found: dict[str, tuple[str, str]] = {}
    for th in run.theorems:
        for name in _own(th):
            found.setdefault(name, (th.title, anchor(th.id)))
    return found


def _own(th: TheoremResult) -> list[str]:
    return [c.title for s in th.steps for c in s.cites if not c.id]


def _statement(th: TheoremResult, titles: dict[str, str], used_by: Sequence[str], sources: dict[str, tuple[str, str]]) -> Statement:
    name = anchor(th.id)
    lines = branches(name, th.steps)
    mine = None if any(x.trouble for b in lines for x in b.lines) else trouble(th.verdict)
    known = tuple((titles.get(u, u), anchor(u) if u in titles else "") for u in th.uses)
    users = tuple((titles[u], anchor(u)) for u in used_by)
    st = status(th.verdict)
    own = _own(th)
    rests = tuple(Rest(r, ("", "") if r.name in own else sources.get(r.name, ("", ""))) for r in th.relies_on)
    return Statement(th, name, st, LABEL[st], lines, mine, cites(th, titles), known, users, rests)


def misprint(e: ErratumResult) -> tuple[Status, str]:
    """Whether an erratum holds, as a status and a word."""
    return (Status.PROVED, "holds") if isinstance(e.holds, Proved) else (status(e.holds), "does not hold")
