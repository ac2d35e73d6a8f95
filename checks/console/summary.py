"""How does a run read?  Alarms first, then each file's theorems, then every fault with its way out, then one tally."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from checks import diagnostics as d
from checks.console.screen import TONE, Line, Screen, Span, Tone, pad, width
from checks.outcome import NumberVerdict, Proved, Run, Status, TheoremResult, status

NUMBER_STATUS = {NumberVerdict.RIGHT: Status.PROVED}


def show_run(screen: Screen, run: Run, *, reports: Iterable[str] = ()) -> None:
    """The whole of a run; `reports` are the files that were written."""
    alarms = list(d.alarms(run))
    for m in alarms:
        show_message(screen, m)
    if alarms:
        screen.line(Span("The checker contradicts itself: nothing below can be trusted until this is mended.", Tone.BAD))
        screen.gap()
    for error in run.errors:
        show_message(screen, d.of_error(error))
    for file, theorems in groupby(run.theorems, key=lambda th: th.where.file):
        _file(screen, file, list(theorems))
    for m in (m for th in run.theorems for m in d.failures(th)):
        show_message(screen, m)
    for n in run.numbers:
        if n.verdict is not NumberVerdict.RIGHT and not n.covered_by_erratum:
            show_message(screen, d.of_number(n))
    _errata(screen, run)
    warnings = [w for th in run.theorems for w in th.warnings]
    for w in warnings:
        screen.line(Span(f"{w.where}: ", Tone.SOFT), Span(f"{w.code}: ", Tone.WARN), w.says)
    for notice in run.notices:
        screen.line(Span("note: ", Tone.LABEL), notice)
    if warnings or run.notices:
        screen.gap()
    for line in tally(run):
        screen.line(*line)
    for name in reports:
        screen.line(Span("wrote ", Tone.SOFT), name)


def show_message(screen: Screen, m: d.Message) -> None:
    """`file:line: code: sentence`, then labelled lines."""
    screen.line(Span(f"{m.where}: ", Tone.STRONG), Span(m.code, TONE[m.status]), f": {m.says}")
    columns = max((width(label) for label, _ in m.rows), default=0)
    for label, text in m.rows:
        screen.line("    ", Span(pad(label, max(columns, 7)), Tone.LABEL), "  ", text)
    screen.gap()


def _file(screen: Screen, file: str, theorems: list[TheoremResult]) -> None:
    screen.line(Span(file, Tone.STRONG))
    ids, titles = (max(width(x) for x in xs) for xs in ((th.id for th in theorems), (th.title for th in theorems)))
    books = max(width(th.book) for th in theorems)
    for th in theorems:
        s = status(th.verdict)
        word = Span("" if s is Status.PROVED else s.value, TONE[s])
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


def _errata(screen: Screen, run: Run) -> None:
    if not run.errata:
        return
    screen.line(Span("Errata", Tone.STRONG))
    for e in run.errata:
        s = status(e.holds)
        screen.line("  ", screen.mark(s), " ", Span(f"{e.book}  " if e.book else "", Tone.SOFT), f"prints {e.prints.text}")
        screen.line(
            "      should be ",
            Span(e.should_be.text, Tone.GOOD if isinstance(e.holds, Proved) else Tone.PLAIN),
            Span(f"  {e.why}", Tone.SOFT),
        )
    screen.gap()
    for e in run.errata:
        if not isinstance(e.holds, Proved):
            show_message(screen, d.of_erratum(e))


def tally(run: Run) -> list[Line]:
    """What was found, counted: one line each for theorems, numbers, errata and scripts that do not load."""
    lines: list[Line] = []
    if run.theorems:
        counts = [(s, sum(1 for th in run.theorems if status(th.verdict) is s)) for s in (Status.PROVED, Status.ASSUMED, *_FAULTS)]
        lines.append(_count(len(run.theorems), "theorem", [(s.value, n, TONE[s]) for s, n in counts]))
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
    if run.errors:
        lines.append(
            (
                Span(f"{len(run.errors)} error{'s' * (len(run.errors) != 1)} in scripts", Tone.BAD),
                Span(": what these state was not checked"),
            )
        )
    if not lines:
        lines.append((Span("Nothing to check was found.", Tone.WARN),))
    return lines


_FAULTS = (Status.REFUTED, Status.MISJUSTIFIED, Status.UNDECIDED)


def _count(total: int, noun: str, parts: list[tuple[str, int, Tone]]) -> Line:
    plural = {"erratum": "errata"}.get(noun, f"{noun}s")
    line: list[Span] = [Span(f"{total} {noun if total == 1 else plural}", Tone.STRONG), Span(": ")]
    shown = [(word, n, tone) for word, n, tone in parts if n]
    for k, (word, n, tone) in enumerate(shown):
        line += [Span(f"{n} {word}", tone), Span("" if k == len(shown) - 1 else ", ")]
    return tuple(line)
