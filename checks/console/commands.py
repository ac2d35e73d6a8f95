"""What does each command do?  Every function here takes the parsed arguments, writes its answer, and returns the exit code."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from checks import diagnostics as d
from checks.console.build import BUILD, RESULTS, write_all, write_report
from checks.console.coverage import show_coverage
from checks.console.progress import progress
from checks.console.reference import explain, rules
from checks.console.screen import TONE, Screen, Span, Tone, pad, standard, width
from checks.console.summary import show_message, show_run
from checks.console.theorem import show_number, show_step, show_theorem
from checks.console.words import words
from checks.coverage import coverage
from checks.home import report
from checks.outcome import ErratumResult, ExitCode, NumberResult, Run, TheoremResult, exit_code, status
from checks.run.book import Book, UsageError, find_book
from checks.run.limits import Limits
from checks.run.near import near
from checks.run.rehearsal import fatal
from checks.run.runner import Options, cores, run_book


def all_(asked: Namespace) -> ExitCode:
    """Check everything, write the results and the reports, and tell what was found."""
    book = find_book(tuple(asked.paths), Path.cwd())
    with progress(asked) as tell:
        run = run_book(book, _options(asked), tell)
    written = write_all(_out(asked, book), run, pdf=asked.pdf)
    if asked.format == "json":
        sys.stdout.write(report("json").to_json(run))
    else:
        looked = ", ".join(_shown(p) + "/" * (not p.is_file()) for p in book.paths)
        show_run(standard(asked.color), run, reports=[_shown(p) for p in written], build=_shown(_out(asked, book)), looked=looked)
    return exit_code(run)


def show(asked: Namespace) -> ExitCode:
    """One theorem, step, number or erratum in full."""
    id, _, step = asked.id.partition(":")
    book = find_book((), Path.cwd())
    run = run_book(book, _options(asked), only=(id,))
    found = {r.id: r for rs in (run.theorems, run.numbers, run.errata) for r in rs}
    if id not in found:
        for e in run.errors:
            show_message(Screen(sys.stderr, colour=False), d.of_error(e))
        raise _unknown(id, run_ids(book, run))
    result = found[id]
    if step and not (isinstance(result, TheoremResult) and step.isdecimal() and 1 <= int(step) <= len(result.steps)):
        steps = f"its steps are 1 to {len(result.steps)}" if isinstance(result, TheoremResult) and result.steps else "it has no steps"
        raise UsageError(f"{id} has no step {step}", steps)
    screen = standard(asked.color)
    match result:
        case _ if asked.format == "json":
            sys.stdout.write(
                json.dumps(report("json").to_value(result, int(step) if step else 0), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            )
        case TheoremResult() if step:
            show_step(screen, result, int(step))
        case TheoremResult():
            show_theorem(screen, result)
        case NumberResult():
            show_number(screen, result)
        case ErratumResult():
            show_message(screen, d.of_erratum(result))
    return exit_code(Run(run.title, run.tool, run.sources, *_alone(result)))


def list_(asked: Namespace) -> ExitCode:
    """Every theorem with its verdict."""
    run = run_book(find_book(tuple(asked.paths), Path.cwd()), _options(asked))
    if asked.format == "json":
        rows = [
            {"id": t.id, "title": t.title, "book": t.book, "file": t.where.file, "line": t.where.line, "verdict": status(t.verdict).value}
            for t in run.theorems
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return exit_code(run)
    screen = standard(asked.color)
    ids, books = (max((width(x) for x in xs), default=0) for xs in ([t.id for t in run.theorems], [t.book for t in run.theorems]))
    for t in run.theorems:
        v = status(t.verdict)
        verdict = Span(pad(v.value, 12), TONE[v])
        screen.line(screen.mark(v), " ", pad(t.id, ids), "  ", verdict, "  ", Span(pad(t.book, books), Tone.SOFT), "  ", t.title)
    for e in run.errors:
        show_message(screen, d.of_error(e))
    return exit_code(run)


def coverage_(asked: Namespace) -> ExitCode:
    """The states of the statements that the book lists; 1 if one is missing or what covers it fails."""
    book = find_book((), Path.cwd())
    if not book.statements:
        raise UsageError("this book lists no statements", 'write statements = "FILE.toml" in [tool.checks] of its pyproject.toml')
    with progress(asked) as tell:
        run = run_book(book, _options(asked), tell)
    found = coverage(run)
    if asked.format == "json":
        sys.stdout.write(report("json").coverage_json(run))
    else:
        for e in run.errors:
            show_message(standard(asked.color), d.of_error(e))
        show_coverage(standard(asked.color), found)
    code = exit_code(run)
    return ExitCode.FAILED if code is ExitCode.OK and not found.complete else code


def schema(asked: Namespace) -> ExitCode:
    """The JSON Schema of results.json."""
    sys.stdout.write(report("json").schema())
    return ExitCode.OK


def report_(asked: Namespace) -> ExitCode:
    """Render the last results again."""
    out = _out(asked, find_book((), Path.cwd()))
    file = out / RESULTS
    if not file.is_file():
        raise UsageError(f"{_shown(file)}: there are no results yet", "run python -m checks all first")
    read = report("read")
    try:
        run: Run = read.from_json(file.read_text(encoding="utf-8"))
    except read.NotResults as e:
        raise UsageError(f"{_shown(file)}: {e}", "run python -m checks all again") from e
    for path in write_report(out, run, asked.kind):
        print(f"wrote {_shown(path)}")
    return ExitCode.OK


def export(asked: Namespace) -> ExitCode:
    """Stand-alone SymPy scripts of the proved theorems, into `sympy/` of the output folder."""
    book = find_book((), Path.cwd())
    run = run_book(book, _options(asked), only=tuple(asked.ids))
    known = {th.id for th in run.theorems}
    for id in asked.ids:
        if id not in known:
            raise _unknown(id, run_ids(book, run))
    wanted = [th for th in run.theorems if not asked.ids or th.id in asked.ids]
    scripts = import_module("checks.run.confirmed").sympy_scripts(book, run, wanted)
    if not scripts:
        print("SymPy confirmed no step of these, so there is nothing to write")
    folder = _out(asked, book) / "sympy"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(scripts.items()):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {_shown(folder / name)}")
    return exit_code(run)


COMMANDS: dict[str, Callable[[Namespace], ExitCode]] = {
    "all": all_, "show": show, "list": list_, "coverage": coverage_, "rules": rules, "explain": explain,
    "schema": schema, "words": words,
    "report": report_, "export": export,
}  # fmt: skip


# ---------------------------------------------------------------- what they share
def _options(asked: Namespace) -> Options:
    jobs = cores() if asked.jobs is None else asked.jobs
    return Options(jobs=jobs, limits=Limits(asked.timeout, asked.memory), sympy=not asked.no_sympy)


def _out(asked: Namespace, book: Book) -> Path:
    return Path(asked.out).resolve() if asked.out else book.root / BUILD


def _shown(path: Path) -> str:
    """`path` as the author would type it."""
    here = Path.cwd().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def run_ids(book: Book, run: Run) -> list[str]:
    """Every id of the book, without judging anything more."""
    from checks.run.bench import load_statements

    stated = load_statements(book, seconds=Limits().seconds, broken=fatal(run)).stated
    return [*stated.theorems.values(), *stated.numbers.values(), *stated.errata.values()]


def _unknown(id: str, ids: list[str]) -> UsageError:
    guess = near(id, ids) or next((i for i in ids if i.rpartition(".")[2] == id.rpartition(".")[2]), "")
    return UsageError(
        f"{id}: no such theorem, number or erratum", f"did you mean {guess}?" if guess else "python -m checks list shows the theorems"
    )


def _alone(
    result: TheoremResult | NumberResult | ErratumResult,
) -> tuple[tuple[TheoremResult, ...], tuple[NumberResult, ...], tuple[ErratumResult, ...]]:
    match result:
        case TheoremResult():
            return (result,), (), ()
        case NumberResult():
            return (), (result,), ()
        case ErratumResult():
            return (), (), (result,)
