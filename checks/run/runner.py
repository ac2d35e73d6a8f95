"""What does a whole run find?  Every statement of the scripts judged once, premises first, each under its own limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar, final

from checks import __version__
from checks.outcome import (
    INTERNAL,
    ErratumResult,
    Listed,
    NumberResult,
    Proved,
    Run,
    ScriptError,
    ScriptInfo,
    TheoremResult,
    UncheckableResult,
    Verdict,
    Where,
)
from checks.run import second_reader
from checks.run.bench import Bench, ErratumJob, Job, Load, NumberJob, Result, Start, TheoremJob, load_statements
from checks.run.book import Book
from checks.run.legible import legible
from checks.run.limits import Crashed, Done, End, Limits, allow_depth
from checks.run.listed import read_listed
from checks.run.order import Order, order
from checks.run.rehearsal import Broken, rehearse
from checks.run.scripts import digest, headline
from checks.run.statements import Statements
from checks.run.unjudged import unjudged_erratum, unjudged_number, unjudged_theorem
from checks.run.workers import Workers
from checks.words.numbers import Printed
from checks.words.state import Theorem
from checks.words.uncheckable import NotCheckable

TOOL = f"Derivation Checks {__version__}"


@final
@dataclass(frozen=True, slots=True)
class Options:
    """`jobs`: workers; 0 checks in this process, without limits, for a debugger.  `sympy`: whether SymPy judges too."""

    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    sympy: bool = True
    method: str = ""  # how workers are started; the best way of the system if empty


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Progress: TypeAlias = Callable[[int, int, str], None]  # ended, of, the id that ended


def silent(ended: int, of: int, id: str) -> None:
    """No progress is shown."""


def run_book(book: Book, options: Options, progress: Progress = silent, *, only: Sequence[str] = ()) -> Run:
    """Load the book's scripts and judge everything they state; statements in file and line order, whatever the number of workers.

    With `only`, judge the statements with these ids and what they rest on; an id that is not there is not found in the run.
    """
    allow_depth()
    broken: Broken = rehearse(book, options.limits, method=options.method) if options.jobs else {}
    load = load_statements(book, seconds=options.limits.seconds, broken=broken)
    whole = not only and not book.part
    listed = read_listed(book.root / book.statements, book.statements) if book.statements and whole else ()
    todo = _todo(load, only)
    bench = Bench(book.root, load.stated, sympy=options.sympy)
    collected = _Collected(bench, todo.order, progress, len(todo.order.premises) + len(todo.numbers) + len(todo.errata))
    if options.jobs == 0 or not collected.total:
        for job in _in_order(todo, collected):
            collected.end(job, Done(bench(job), 0.0))
    else:
        start = Start(book, options.sympy, options.limits.seconds, broken, bench)
        _with_workers(todo, collected, start, options)
    return _run(book, load, todo, collected, listed, load.notices + (second_reader.notice() if options.sympy else ()))


# ---------------------------------------------------------------- what to do
@final
@dataclass(frozen=True, slots=True)
class _Todo:
    order: Order
    numbers: tuple[str, ...]
    errata: tuple[str, ...]
    uncheckable: tuple[NotCheckable, ...]


def _todo(load: Load, only: Sequence[str]) -> _Todo:
    """The statements that were asked for, and every theorem and number that these rest on."""
    stated = load.stated
    chosen = set(only) or {name for name, script in stated.owner.items() if script.rel in load.chosen}
    errata = [e for e, name in stated.errata.items() if name in chosen]
    sides = {id(s) for e in errata for s in (e.prints, e.should_be)}
    wanted = [t for t, name in stated.theorems.items() if name in chosen or id(t) in sides]
    numbers = tuple(name for p, name in stated.numbers.items() if name in chosen or id(p) in sides)
    unsettled = tuple(u for u, name in stated.uncheckable.items() if name in chosen)
    return _Todo(order(stated, wanted), numbers, tuple(stated.errata[e] for e in errata), unsettled)


@final
@dataclass(slots=True)
class _Collected:
    """Results as they come in, and the jobs they make possible."""

    bench: Bench
    order: Order
    progress: Progress
    total: int
    results: dict[str, Result] = field(default_factory=dict[str, Result])
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    faults: list[ScriptError] = field(default_factory=list[ScriptError])

    def theorem_job(self, th: Theorem) -> TheoremJob:
        return TheoremJob(self.bench.stated.theorems[th], self._verdicts(self.order.everything_under(th)))

    def erratum_job(self, id: str) -> ErratumJob:
        numbers = tuple((n, r) for n in self.bench.number if isinstance(r := self.results.get(n), NumberResult))
        return ErratumJob(id, self._verdicts(tuple(self.order.premises)), numbers)

    def _verdicts(self, theorems: Sequence[Theorem]) -> tuple[tuple[str, Verdict], ...]:
        ids = (self.bench.stated.theorems[t] for t in theorems)
        return tuple((n, r.verdict) for n in ids if isinstance(r := self.results.get(n), TheoremResult))

    def end(self, job: Job, end: End) -> None:
        """Keep what a job came to, or say why it came to nothing."""
        match end:
            case Done(result, seconds):
                self.results[job.id], self.seconds[job.id] = result, seconds
            case _:
                self.results[job.id] = self._unjudged(job, end)
                if isinstance(end, Crashed):
                    says = f"the checker failed on {job.id}: {end.says}"
                    advice = "this is a fault of the checker's, not of the book; --jobs 0 shows the whole trace"
                    self.faults.append(ScriptError(INTERNAL, says, self.bench.where(job.id), advice))
        self.progress(len(self.results), self.total, job.id)

    def _unjudged(self, job: Job, end: End) -> Result:
        where = self.bench.where(job.id)
        match job:
            case TheoremJob(id=id):
                return unjudged_theorem(self.bench.theorem[id], id, where, end)
            case NumberJob(id=id):
                return unjudged_number(self.bench.number[id], id, where, end)
            case ErratumJob(id=id):
                e, stated = self.bench.erratum[id], self.bench.stated
                right = stated.numbers[e.should_be] if isinstance(e.should_be, Printed) else stated.theorems.get(e.should_be, "")
                return unjudged_erratum(e, id, right, where, end)


# ---------------------------------------------------------------- doing it
def _in_order(todo: _Todo, collected: _Collected) -> Iterator[Job]:
    for th in todo.order.sequence():
        yield collected.theorem_job(th)
    for id in todo.numbers:
        yield NumberJob(id)
    for id in todo.errata:
        yield collected.erratum_job(id)


def _with_workers(todo: _Todo, collected: _Collected, start: Start, options: Options) -> None:
    """As many jobs at a time as there are workers: theorems when their premises have ended, numbers between, errata last."""
    sorter = todo.order.sorter()
    sorter.prepare()
    ready: list[Job] = [collected.theorem_job(t) for t in sorter.get_ready()]
    numbers: list[Job] = [NumberJob(id) for id in todo.numbers]
    errata = list(todo.errata)
    with Workers(max(1, min(options.jobs, collected.total)), start, options.limits, method=options.method) as workers:
        while True:
            while workers.free() and (ready or numbers):
                workers.begin((ready or numbers).pop(0))
            if errata and not ready and not numbers and not workers.busy():
                ready += [collected.erratum_job(id) for id in errata]
                errata = []
                continue
            if not workers.busy():
                return
            for job, end in workers.wait():
                collected.end(job, end)
                if isinstance(job, TheoremJob):
                    sorter.done(collected.bench.theorem[job.id])
                    ready += [collected.theorem_job(t) for t in sorter.get_ready()]


# ---------------------------------------------------------------- what was found
_R = TypeVar("_R", TheoremResult, NumberResult, ErratumResult)


def _run(book: Book, load: Load, todo: _Todo, collected: _Collected, listed: tuple[Listed, ...], notices: tuple[str, ...]) -> Run:
    def of(kind: type[_R], ids: Sequence[str]) -> tuple[_R, ...]:
        return tuple(r for id in ids if isinstance(r := collected.results[id], kind))

    errata = of(ErratumResult, todo.errata)
    holding = (collected.bench.erratum[e.id].prints for e in errata if isinstance(e.holds, Proved))
    covered = {load.stated.numbers[p] for p in holding if isinstance(p, Printed)}
    numbers = tuple(replace(n, covered_by_erratum=n.id in covered) for n in of(NumberResult, todo.numbers))
    errors = sorted(
        {*load.stated.errors, *todo.order.errors, *collected.faults}, key=lambda e: (e.where.file, e.where.line, e.code, e.says)
    )
    scripts = sorted({*load.shelf.modules, *load.shelf.errors}, key=lambda s: s.rel)
    run = Run(
        title=book.title,
        tool=TOOL,
        sources=tuple((s.rel, digest(s.path)) for s in scripts),
        theorems=of(TheoremResult, [load.stated.theorems[t] for t in todo.order.premises]),
        numbers=numbers,
        errata=errata,
        uncheckable=tuple(_uncheckable(u, load.stated) for u in todo.uncheckable),
        listed=listed,
        errors=tuple(errors),
        notices=notices,
        warnings=tuple(w for s in scripts for w in load.warnings.get(s, ()) if s.rel in load.chosen),
        scripts=tuple(ScriptInfo(s.rel, headline(load.shelf.modules[s].__doc__)) for s in scripts if s in load.shelf.modules),
        part=book.part,
        timings=tuple(sorted(collected.seconds.items())),
    )
    return legible(run)


def _uncheckable(u: NotCheckable, stated: Statements) -> UncheckableResult:
    id = stated.uncheckable[u]
    return UncheckableResult(id, u.why, u.book, u.covers, Where(stated.owner[id].rel, u.place.line))
