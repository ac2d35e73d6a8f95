"""How does a run read?  Each file's theorems, then warnings, errata and every fault with its way out, then one tally.

What matters most stands last, where the reader of a terminal looks: faults below what is right, and alarms below all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checks import diagnostics as d
from checks.console.coverage import coverage_line
from checks.console.screen import TONE, Line, Screen, Span, Tone, fold, pad, width
from checks.outcome import NumberVerdict, Proved, Run, Status, TheoremResult, Warned, status

MOST_WARNINGS = 3  # of a theorem
NUMBER_STATUS = {NumberVerdict.RIGHT: Status.PROVED}


def show_run(screen: Screen, run: Run, *, reports: Iterable[str] = (), build: str = "build", looked: str = "the book") -> None:
    """The whole of a run; `reports` are the files that were written into `build`, and `looked` is where scripts were looked for."""
    titles = {s.file: s.title for s in run.scripts}
    for file, theorems in groupby(run.theorems, key=lambda th: th.where.file):
        _file(screen, file, titles.get(file, ""), list(theorems))
    _errata(screen, run)
    _warnings(screen, run)
    for m in _faults(run):
        show_message(screen, m)
    for error in run.errors:
        show_message(screen, d.of_error(error))
    for m in d.alarms(run):
        show_message(screen, m)
    for name in reports:
        screen.line(Span("wrote ", Tone.SOFT), name)
    if run.part:
        screen.line(Span("note: ", Tone.LABEL), f"{build}/ now holds a part of the book: {', '.join(run.part)}")
    for line in tally(run, looked):
        screen.line(*line)


def _faults(run: Run) -> Iterator[d.Message]:
    """Every theorem, number and erratum that fails."""
    for th in run.theorems:
        yield from d.failures(th)
    for n in run.numbers:
        if n.verdict is not NumberVerdict.RIGHT and not n.covered_by_erratum:
            yield d.of_number(n)
    for e in run.errata:
        if not isinstance(e.holds, Proved):
            yield d.of_erratum(e)


def _warnings(screen: Screen, run: Run) -> None:
    """What does not change a verdict: of scripts, then of each theorem the first few."""
    for w in run.warnings:
        show_warning(screen, w)
    for th in run.theorems:
        for w in th.warnings[:MOST_WARNINGS]:
            show_warning(screen, w)
        rest = len(th.warnings) - MOST_WARNINGS
        if rest > 0:
            screen.line(Span(f"... and {rest} more: python -m checks show {th.id}", Tone.SOFT))
    for notice in run.notices:
        screen.line(Span("note: ", Tone.LABEL), notice)
    if run.notices or run.warnings or any(th.warnings for th in run.theorems):
        screen.gap()


def show_warning(screen: Screen, w: Warned) -> None:
    place = f"{w.where}: "
    first, *rest = fold(f"{place}{w.code}: {w.says}", screen.columns)
    screen.line(Span(place, Tone.SOFT), Span(w.code, Tone.WARN), first.removeprefix(place + w.code))
    for line in rest:
        screen.line(line)


def show_message(screen: Screen, m: d.Message) -> None:
    """`file:line: code: sentence`, then labelled lines."""
    place = f"{m.where}: "
    first, *rest = fold(f"{place}{m.code}: {m.says}", screen.columns)
    screen.line(Span(place, Tone.STRONG), Span(m.code, TONE[m.status]), first.removeprefix(place + m.code))
    for line in rest:
        screen.line(line)
    show_rows(screen, m.rows, indent=4)
    screen.gap()


def show_rows(screen: Screen, rows: Sequence[tuple[str, str]], *, indent: int, columns: int = 7) -> None:
    """Labels below one another, and what they label beside them; what is too long for the screen goes on below."""
    columns = max((columns, *(width(label) for label, _ in rows)))
    begin = indent + columns + 2
    for label, text in rows:
        first, *rest = fold(text, screen.columns - begin if screen.columns else 0)
        screen.line(" " * indent, Span(pad(label, columns), Tone.LABEL), "  ", first)
        for line in rest:
            screen.line(" " * begin, line)


def _file(screen: Screen, file: str, title: str, theorems: list[TheoremResult]) -> None:
    screen.line(Span(file, Tone.STRONG), Span(f"  {title}" if title else "", Tone.SOFT))
    ids, titles = (max(width(x) for x in xs) for xs in ((th.id for th in theorems), (th.title for th in theorems)))
    books = max(width(th.book) for th in theorems)
    for th in theorems:
        s = status(th.verdict)
        word = Span(_rests(th) if s is Status.PROVED else s.value, Tone.WARN if s is Status.PROVED else TONE[s])
        screen.line(
            "  ",
            screen.mark(s),
            " ",
            pad(th.id, ids),
            "  ",
            pad(th.title, min(titles, 72)),
            "  ",
            Span(pad(th.book, books), Tone.SOFT),
            "  ",
            word,
        )
    screen.gap()


def _rests(th: TheoremResult) -> str:
    """What a proved theorem rests on beside the kernel."""
    return "rests on " + "; ".join(r.name for r in th.relies_on) if th.relies_on else ""


def _errata(screen: Screen, run: Run) -> None:
    if not run.errata:
        return
    screen.line(Span("Errata", Tone.STRONG))
    books = max(width(e.book) for e in run.errata)
    for e in run.errata:
        s = status(e.holds)
        fix = Span(e.should_be.text, Tone.GOOD if isinstance(e.holds, Proved) else Tone.PLAIN)
        screen.line(
            "  ", screen.mark(s), " ", Span(pad(e.book, books), Tone.SOFT), "  ", e.prints.text, Span("  should be  ", Tone.SOFT), fix
        )
        if e.why:
            screen.line(" " * (books + 6), Span(e.why, Tone.SOFT))
    screen.gap()


def tally(run: Run, looked: str) -> list[Line]:
    """What was found, counted: one line each for theorems, numbers, errata and scripts that do not load."""
    lines: list[Line] = []
    if run.theorems:
        counts = [(s, sum(1 for th in run.theorems if status(th.verdict) is s)) for s in (Status.PROVED, Status.ASSUMED, *_FAULTS)]
        lines.append(_count(len(run.theorems), "theorem", [(s.value, n, TONE[s]) for s, n in counts]))
        resting = [th for th in run.theorems if isinstance(th.verdict, Proved) and th.relies_on]
        if resting:
            sources = sorted({r.name for th in resting for r in th.relies_on})
            lines.append((Span(f"{len(resting)} of them on the word of: {'; '.join(sources)}", Tone.WARN),))
    if run.numbers:
        covered = sum(1 for n in run.numbers if n.covered_by_erratum and n.verdict is not NumberVerdict.RIGHT)
        rest = [n for n in run.numbers if not n.covered_by_erratum or n.verdict is NumberVerdict.RIGHT]
        parts = [(v.value, sum(1 for n in rest if n.verdict is v), TONE[NUMBER_STATUS.get(v, Status.REFUTED)]) for v in NumberVerdict]
        lines.append(_count(len(run.numbers), "printed number", [*parts, ("corrected by an erratum", covered, Tone.ASSUMED)]))
    if run.errata:
        holding = sum(1 for e in run.errata if isinstance(e.holds, Proved))
        lines.append(
            _count(len(run.errata), "erratum", [("holding", holding, Tone.GOOD), ("not holding", len(run.errata) - holding, Tone.BAD)])
        )
    lines += coverage_line(run)
    if run.errors:
        lines.append(
            (
                Span(f"{len(run.errors)} error{'s' * (len(run.errors) != 1)} in scripts", Tone.BAD),
                Span(": what these state was not checked"),
            )
        )
    if any(th.alarms for th in run.theorems):
        lines.append((Span("The checker contradicts itself: nothing above can be trusted until this is mended.", Tone.BAD),))
    if not lines:
        where = (
            f"{', '.join(s.file for s in run.scripts)}: no theorem, printed number or erratum" if run.scripts else f"{looked}: no script"
        )
        lines.append((Span(f"Nothing to check was found in {where}.", Tone.WARN),))
    return lines


_FAULTS = (Status.REFUTED, Status.MISJUSTIFIED, Status.UNDECIDED)


def _count(total: int, noun: str, parts: list[tuple[str, int, Tone]]) -> Line:
    plural = {"erratum": "errata"}.get(noun, f"{noun}s")
    line: list[Span] = [Span(f"{total} {noun if total == 1 else plural}", Tone.STRONG), Span(": ")]
    shown = [(word, n, tone) for word, n, tone in parts if n]
    for k, (word, n, tone) in enumerate(shown):
        line += [Span(f"{n} {word}", tone), Span("" if k == len(shown) - 1 else ", ")]
    return tuple(line)
