"""How much of the book is checked?  A table of its sections and states, then every statement that is missing or fails."""

from __future__ import annotations

from checks.console.screen import Line, Screen, Span, Tone, pad
from checks.coverage import Coverage, Covered, State, coverage
from checks.outcome import Run

TONES = {
    State.FAILING: Tone.BAD,
    State.MISSING: Tone.WARN,
    State.REFUTED: Tone.ASSUMED,
    State.NOT_CHECKABLE: Tone.SOFT,
    State.CITED: Tone.ASSUMED,
    State.COMPUTED: Tone.GOOD,
    State.PROVED: Tone.GOOD,
}
ORDER = tuple(reversed(State))


def show_coverage(screen: Screen, found: Coverage) -> None:
    """Sections by states, the totals below, and what is left to do."""
    columns = [s for s in ORDER if found.count(s)]
    names = [name for name, _ in found.sections]
    first = max(map(len, [*names, "section"]))
    head: list[Span | str] = [Span(pad("section", first), Tone.LABEL), Span("    all", Tone.LABEL)]
    screen.line(*head, *(Span("  " + s.value, Tone.LABEL) for s in columns))
    for name, statements in found.sections:
        _row(screen, pad(name, first), len(statements), columns, [found.count(s, name) for s in columns], Tone.PLAIN)
    _row(screen, pad("all", first), len(found.statements), columns, [found.count(s) for s in columns], Tone.STRONG)
    screen.gap()
    for s in found.statements:
        if s.state in (State.MISSING, State.FAILING):
            screen.line(*_open(s))
    for id, by in found.unlisted:
        screen.line(Span("unlisted  ", Tone.WARN), f"{id}: {by} covers it, but the book lists no such statement")
    screen.line(*tally(found))


def _row(screen: Screen, name: str, total: int, columns: list[State], counts: list[int], tone: Tone) -> None:
    cells = (Span(f"  {n or '·':>{len(s.value)}}", TONES[s] if n else Tone.SOFT) for s, n in zip(columns, counts, strict=True))
    screen.line(Span(name, tone), Span(f"  {total:>5}", tone), *cells)


def _open(s: Covered) -> Line:
    by = f": {', '.join(s.by)}" if s.by else f': nothing has covers=["{s.id}"]'
    return (Span(f"{s.state.value:<8}  ", TONES[s.state]), Span(f"{s.id} ({s.place}){by}"))


def tally(found: Coverage) -> Line:
    """One line: how many statements the book lists, and how many are in each state."""
    parts = [Span(f"{found.count(s)} {s.value}", TONES[s]) for s in ORDER if found.count(s)]
    line: list[Span] = [Span(f"{len(found.statements)} statements of the book", Tone.STRONG), Span(": ")]
    for k, part in enumerate(parts):
        line += [part, Span("" if k == len(parts) - 1 else ", ")]
    return tuple(line)


def coverage_line(run: Run) -> tuple[Line, ...]:
    """The tally for the end of a run, if the book lists its statements."""
    return (tally(coverage(run)),) if run.listed else ()
