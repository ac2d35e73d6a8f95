"""What does one check do?  A job names a statement and brings the outcomes it may rely on; the bench holds the statements.

The bench is the same in every process, so that a job and its outcome are plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias, final

from checks.outcome import ErratumResult, NumberResult, ScriptError, TheoremResult, Verdict, Warned, Where
from checks.run.book import Book
from checks.run.load import Shelf
from checks.run.misnamed import misnamed
from checks.run.scripts import Script, find_scripts
from checks.run.statements import Statement, Statements, read_statements
from checks.run.unrelated import unrelated
from checks.words import numbers, state, uncheckable


@final
@dataclass(frozen=True, slots=True)
class TheoremJob:
    """Judge a theorem; `verdicts` are those of everything it rests on, by id."""

    id: str
    verdicts: tuple[tuple[str, Verdict], ...] = ()


@final
@dataclass(frozen=True, slots=True)
class NumberJob:
    id: str


@final
@dataclass(frozen=True, slots=True)
class ErratumJob:
    """Judge a misprint; it may rest on any theorem and number of the run."""

    id: str
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    numbers: tuple[tuple[str, NumberResult], ...] = ()


Job: TypeAlias = TheoremJob | NumberJob | ErratumJob
Result: TypeAlias = TheoremResult | NumberResult | ErratumResult


@final
class Bench:
    """The statements of a book, ready to be judged one by one."""

    def __init__(self, root: Path, stated: Statements, *, sympy: bool) -> None:
        self.root, self.stated, self.sympy = root, stated, sympy
        self.theorem = {id: t for t, id in stated.theorems.items()}
        self.number = {id: p for p, id in stated.numbers.items()}
        self.erratum = {id: e for e, id in stated.errata.items()}

    def __call__(self, job: Job) -> Result:
        judge = import_module("checks.run.judge")
        judge_numbers = import_module("checks.run.judge_numbers")
        result: Result
        match job:
            case TheoremJob():
                result = judge.judge_theorem(
                    self.theorem[job.id],
                    self.stated.theorems,
                    self._verdicts(job.verdicts),
                    self.root,
                    sympy=self.sympy,
                    names=self._names(job.id),
                )
            case NumberJob():
                result = judge_numbers.judge_number(self.number[job.id], job.id, self.root)
            case ErratumJob():
                numbers = {self.number[id]: n for id, n in job.numbers}
                result = judge_numbers.judge_erratum(
                    self.erratum[job.id], job.id, self.stated.theorems, self._verdicts(job.verdicts), numbers, self.root
                )
        return result

    def where(self, id: str) -> Where:
        """The line at which a statement begins."""
        line = next(table[id].place.line for table in (self.theorem, self.number, self.erratum) if id in table)
        return Where(self.stated.owner[id].rel, line)

    def _names(self, id: str) -> Mapping[int, str]:
        return self.stated.names.get(self.stated.owner[id], {})

    def _verdicts(self, given: tuple[tuple[str, Verdict], ...]) -> Mapping[state.Theorem, Verdict]:
        return {self.theorem[id]: v for id, v in given}


@final
@dataclass(frozen=True, slots=True)
class Start:
    """How a worker comes by its bench: from the parent by fork, or by loading the scripts itself."""

    book: Book
    sympy: bool
    seconds: float
    broken: Mapping[str, ScriptError]
    inherited: Any = None  # never pickled: a process that does not fork loads the scripts

    def __call__(self) -> Bench:
        if isinstance(self.inherited, Bench):
            return self.inherited
        return Bench(self.book.root, load_statements(self.book, seconds=self.seconds, broken=self.broken).stated, sympy=self.sympy)

    def __reduce__(self) -> tuple[Any, ...]:
        return Start, (self.book, self.sympy, self.seconds, self.broken)


@final
@dataclass(frozen=True, slots=True)
class Load:
    """A book as loaded: the shelf of its scripts, what they state, and a line for each thing left out."""

    shelf: Shelf
    stated: Statements
    notices: tuple[str, ...]
    chosen: frozenset[str]  # scripts that were asked for, by path; others are there because they are imported
    warnings: Mapping[Script, tuple[Warned, ...]]


def load_statements(book: Book, *, seconds: float, broken: Mapping[str, ScriptError] | None = None) -> Load:
    """Find the book's scripts, load them but for the `broken` ones, and read what they state."""
    found = find_scripts(book)
    before = _made()
    shelf = Shelf(found.scripts, seconds=seconds, broken=broken)
    shelf.load_all()
    stated = read_statements(shelf.modules, [s for s in _made() if s not in before])
    errors = tuple(sorted({*found.errors, *shelf.errors.values(), *stated.errors}, key=lambda e: (e.where.file, e.where.line, e.code)))
    stated = replace(stated, errors=errors)
    wrong = {script: misnamed(script, vars(module)) for script, module in shelf.modules.items()}
    for e, id in stated.errata.items():
        wrong[stated.owner[id]] += unrelated(e, book.root)
    return Load(shelf, stated, found.notices, frozenset(s.rel for s in found.scripts), wrong)


def _made() -> dict[Statement, None]:
    """Every statement of this process so far."""
    return dict.fromkeys((*state._MADE, *numbers._MADE, *uncheckable._MADE))  # pyright: ignore[reportPrivateUsage]  (the language keeps it out of scripts)
