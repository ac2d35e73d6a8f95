"""How does one theorem read in full?  Claim, hypotheses, and each step with its reasons, its judges and what it needed."""

from __future__ import annotations

from checks import diagnostics as d
from checks.console.screen import TONE, Screen, Span, Tone, pad, width
from checks.console.summary import show_message
from checks.outcome import (
    Assumed,
    Judgement,
    JudgeSays,
    NumberResult,
    Obligation,
    Proved,
    StepResult,
    TheoremResult,
    status,
)

SAYS = {JudgeSays.YES: "yes", JudgeSays.NO: "no", JudgeSays.UNKNOWN: "cannot tell", JudgeSays.OFF: "off"}
SAYS_TONE = {JudgeSays.YES: Tone.GOOD, JudgeSays.NO: Tone.BAD, JudgeSays.UNKNOWN: Tone.WARN, JudgeSays.OFF: Tone.SOFT}


def show_theorem(screen: Screen, th: TheoremResult) -> None:
    """All of a theorem: its steps aligned, with their reasons at the margin, then the evidence of each."""
    s = status(th.verdict)
    screen.line(
        screen.mark(s), " ", Span(th.title, Tone.STRONG), Span(f"  {th.book}" if th.book else "", Tone.SOFT), "  ", Span(s.value, TONE[s])
    )
    screen.line("  ", Span(f"{th.id}  {th.where}", Tone.SOFT))
    screen.gap()
    _rows(screen, "claim", [th.claim.text])
    _rows(screen, "for", list(th.declared))
    _rows(screen, "given", [f"{shown.text}{f'  ({says})' if says else ''}" for shown, says in th.given])
    _rows(screen, "rests on", [f"{r.kind.value}: {r.name}" for r in th.relies_on] + [f"theorem: {u}" for u in th.uses])
    if isinstance(th.verdict, Proved):
        _rows(screen, "found", list(th.verdict.found))
    _rows(screen, "note", [th.note] if th.note else [])
    _rows(screen, "needs", _obligations(th.obligations))
    for a in th.alarms:
        screen.line("  ", Span(f"alarm: {a.says}", Tone.BAD))
    if th.steps:
        screen.gap()
        _chain(screen, th)
    messages = list(d.failures(th))
    if messages:
        screen.gap()
    for m in messages:
        show_message(screen, m)
    for w in th.warnings:
        screen.line(Span(f"{w.where}: ", Tone.SOFT), Span(f"{w.code}: ", Tone.WARN), w.says)


def _chain(screen: Screen, th: TheoremResult) -> None:
    """The calculation as on a page: relations below one another, reasons at the right."""
    first = th.steps[0]
    relations = max(width(s.relation) for s in th.steps)
    column = min(max(width(s.right.text) for s in th.steps), 88)
    screen.line("     ", " " * (relations + 1), first.left.text)
    before = first.left
    for n, s in enumerate(th.steps, 1):
        if s.left != before:  # another chain of the same proof: a part, or a case
            screen.line("     ", " " * (relations + 1), s.left.text)
        before = s.right
        v = status(s.verdict)
        by = Span(f"  by {', '.join(s.by)}" if s.by else "", Tone.SOFT)
        screen.line(pad(str(n), 2), " ", screen.mark(v), " ", pad(s.relation, relations), " ", pad(s.right.text, column), by)


def show_step(screen: Screen, th: TheoremResult, n: int) -> None:
    """One step: both sides, what each judge said, side conditions with their evidence, what is wrong and how to mend it."""
    s = th.steps[n - 1]
    v = status(s.verdict)
    screen.line(
        screen.mark(v), " ", Span(f'step {n} of "{th.title}"', Tone.STRONG), "  ", Span(v.value, TONE[v]), Span(f"  {s.where}", Tone.SOFT)
    )
    screen.gap()
    _rows(screen, "from", [s.left.text])
    _rows(screen, "to", [f"{s.relation} {s.right.text}"])
    _rows(screen, "by", [", ".join(s.by) or "arithmetic"])
    _rows(screen, "note", [s.note] if s.note else [])
    _judges(screen, s)
    match s.verdict:
        case Proved(relies_on, obligations, found):
            _rows(screen, "found", list(found))
            _rows(screen, "needs", _obligations(obligations))
            _rows(screen, "rests on", [f"{r.kind.value}: {r.name}" for r in relies_on])
        case Assumed(source):
            _rows(screen, "source", [source])
        case _:
            screen.gap()
            show_message(screen, d.of_step(th, n, s))


def show_number(screen: Screen, n: NumberResult) -> None:
    """A printed number: the formula, the exact value, and what should be printed."""
    show_message(screen, d.of_number(n))
    if n.covered_by_erratum:
        screen.line("an erratum corrects it")


def _judges(screen: Screen, s: StepResult) -> None:
    judges: list[tuple[str, Judgement]] = [("kernel", s.judges.kernel), ("SymPy", s.judges.sympy), ("refuter", s.judges.refuter)]
    for name, j in judges:
        sizes = s.sympy_sizes if name == "SymPy" else ()
        note = j.note or ", ".join("symbolic size" if k == 0 else f"size {k}" for k in sizes)
        screen.line("  ", Span(pad(name, 9), Tone.LABEL), Span(SAYS[j.says], SAYS_TONE[j.says]), f"  {note}" if note else "")


def _obligations(obligations: tuple[Obligation, ...]) -> list[str]:
    return [f"{b.condition.text}  ({b.evidence})" for b in obligations]


def _rows(screen: Screen, label: str, texts: list[str]) -> None:
    for k, text in enumerate(texts):
        screen.line("  ", Span(pad(label if k == 0 else "", 9), Tone.LABEL), text)
