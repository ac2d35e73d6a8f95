"""How does one theorem read in full?  Claim, setting, and each step with its reasons, its judges and what it needed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from checks import diagnostics as d
from checks.console.screen import TONE, Screen, Span, Tone, fold, pad, width
from checks.console.summary import show_message, show_rows, show_warning
from checks.outcome import (
    Assumed,
    AssumedAs,
    ErratumResult,
    Judgement,
    JudgeSays,
    NumberResult,
    Obligation,
    Proved,
    Status,
    StepResult,
    TheoremResult,
    Under,
    status,
)

SAYS = {JudgeSays.YES: "yes", JudgeSays.NO: "no", JudgeSays.UNKNOWN: "cannot tell", JudgeSays.OFF: "off"}
SAYS_TONE = {JudgeSays.YES: Tone.GOOD, JudgeSays.NO: Tone.BAD, JudgeSays.UNKNOWN: Tone.WARN, JudgeSays.OFF: Tone.SOFT}
LABELS = 8  # columns for a label: "rests on"
NUMBERS = 5  # columns before a relation: the step's number and its mark
SHOWN_ABOVE = ("from", "to", "by", "claimed", *(k.value for k in AssumedAs))  # rows of a message that a step shows anyway
LEAST = 24  # columns for a reason at the right; it stands below the formula if there are fewer


def show_theorem(screen: Screen, th: TheoremResult) -> None:
    """All of a theorem: its steps aligned, with their reasons at the margin, what they need, and what is wrong, last."""
    s = status(th.verdict)
    verdict = (Span(f"  {th.book}" if th.book else "", Tone.SOFT), "  ", Span(s.value, TONE[s]))
    _head(screen, s, th.title, verdict)
    screen.line("  ", Span(f"{th.id}  {th.where}", Tone.SOFT))
    screen.gap()
    _rows(screen, "claim", [th.claim.text])
    _setting(screen, th)
    _rows(screen, "cites", _cited(th))
    _rows(screen, "rests on", [f"{r.kind.value}: {r.name}" for r in th.relies_on])
    if isinstance(th.verdict, Proved):
        _rows(screen, "found", list(th.verdict.found))
    _rows(screen, "note", [th.note] if th.note else [])
    if th.steps:
        screen.gap()
        _chain(screen, th)
        screen.gap()
        _rows(screen, "judges", _agreed(th))
    if th.obligations:
        _rows(screen, "needs", _obligations(th.obligations))
    if th.warnings:
        screen.gap()
    for w in th.warnings:
        show_warning(screen, w)
    messages = list(d.failures(th))
    if messages:
        screen.gap()
    for m in messages:
        show_message(screen, m)
    for a in th.alarms:
        screen.line(Span(f"{a.where}: alarm: {a.says}", Tone.BAD))


def _head(screen: Screen, s: Status, title: str, rest: tuple[Span | str, ...]) -> None:
    """The title and what stands behind it; below it, where the screen is too narrow."""
    taken = 2 + width(title) + sum(width(x if isinstance(x, str) else x.text) for x in rest)
    if not screen.columns or taken <= screen.columns:
        screen.line(screen.mark(s), " ", Span(title, Tone.STRONG), *rest)
        return
    for k, line in enumerate(_folded(screen, title, 2)):
        screen.line(*((screen.mark(s), " ") if k == 0 else ("  ",)), Span(line, Tone.STRONG))
    screen.line(*rest)


def _setting(screen: Screen, x: TheoremResult | ErratumResult) -> None:
    """What the names stand for, and what is assumed of them."""
    _rows(screen, "for", [s.text for s in x.declared])
    _rows(screen, "where", [s.text for s in x.definitions])
    _rows(screen, "given", [f"{shown.text}{f'  ({says})' if says else ''}" for shown, says in x.given])


def _chain(screen: Screen, th: TheoremResult) -> None:
    """The calculation as on a page: relations below one another, reasons at the right, or below where the page is too narrow."""
    indent = NUMBERS + max(width(s.relation) for s in th.steps) + 1
    widths = sorted(width(s.right.text) for s in th.steps)
    room = (screen.columns or 120) - indent
    column = max((w for w in widths if w <= room - LEAST), default=0)
    for k, (under, numbered) in enumerate(groupby(enumerate(th.steps, 1), key=lambda ns: ns[1].under)):
        if under or k:
            _branch(screen, under, first=not k)
        _lines(screen, list(numbered), indent, column)


def _branch(screen: Screen, under: tuple[Under, ...], *, first: bool) -> None:
    """What is assumed in the lines below."""
    if not first:
        screen.gap()
    for line in _folded(screen, f"{'; '.join(map(str, under)) or 'without these assumptions'}:", 2):
        screen.line("  ", Span(line, Tone.LABEL))


def _lines(screen: Screen, numbered: list[tuple[int, StepResult]], indent: int, column: int) -> None:
    before = None
    for n, s in numbered:
        if s.left != before:  # the first line, or another chain of the same proof
            for line in _folded(screen, s.left.text, indent):
                screen.line(" " * indent, line)
        before = s.right
        *above, last = _folded(screen, s.right.text, indent)
        number = (pad(str(n), NUMBERS - 3), " ", screen.mark(status(s.verdict)), " ", pad(s.relation, indent - NUMBERS))
        for k, line in enumerate(above):
            screen.line(*(number if k == 0 else (" " * indent,)), line)
        begin = number if not above else (" " * indent,)
        by = f"by {', '.join(s.by)}" if s.by else ""
        reasons = _folded(screen, by, indent + column + 2)
        if width(last) <= column and len(reasons) <= 2:
            screen.line(*begin, pad(last, column), "  ", Span(reasons[0], Tone.SOFT))
            for line in reasons[1:]:
                screen.line(" " * (indent + column + 2), Span(line, Tone.SOFT))
        else:
            screen.line(*begin, last)
            for line in _folded(screen, by, indent + 4) if by else ():
                screen.line(" " * (indent + 4), Span(line, Tone.SOFT))
        _doubts(screen, s, indent)


def _cited(th: TheoremResult) -> list[str]:
    """What the steps cite, and the claim that each contributes; what may not be cited there contributes none."""
    claims = dict.fromkeys((c.id or c.title, c.says) for s in th.steps for c in s.cites)
    return [f"{name}: {claim}" for name, claim in claims] + [u for u in th.uses if u not in {name for name, _ in claims}]


def _agreed(th: TheoremResult) -> list[str]:
    """To how many steps each judge says yes, if it was asked."""
    said: dict[str, list[JudgeSays]] = {}
    for step in th.steps:
        for name, j in _named(step):
            said.setdefault(name, []).append(j.says)
    counts = [f"{name} {found.count(JudgeSays.YES)}/{len(found)}" for name, found in said.items() if set(found) != {JudgeSays.OFF}]
    return ["  ".join(counts)]


def _doubts(screen: Screen, s: StepResult, indent: int) -> None:
    """The judges of a proved step that do not say yes; three times yes needs no line."""
    if isinstance(s.verdict, Proved):
        for name, j in _named(s):
            if j.says is not JudgeSays.YES and j.says is not JudgeSays.OFF:
                text = f"{name}: {SAYS[j.says]}{f', {j.note}' if j.note else ''}"
                for line in _folded(screen, text, indent + 4):
                    screen.line(" " * (indent + 4), Span(line, SAYS_TONE[j.says]))


def show_step(screen: Screen, th: TheoremResult, n: int) -> None:
    """One step: both sides, what each judge said, side conditions with their evidence, what is wrong and how to mend it."""
    s = th.steps[n - 1]
    v = status(s.verdict)
    _head(screen, v, f'step {n} of "{th.title}"', ("  ", Span(v.value, TONE[v]), Span(f"  {s.where}", Tone.SOFT)))
    screen.gap()
    _rows(screen, "under", [str(u) for u in s.under])
    _rows(screen, "from", [s.left.text])
    _rows(screen, "to", [f"{s.relation} {s.right.text}"])
    _rows(screen, "by", [", ".join(s.by) or "arithmetic"])
    _rows(screen, "cites", [f"{c.id or c.title}: {c.says}" for c in s.cites])
    _rows(screen, "note", [s.note] if s.note else [])
    for name, j in _named(s):
        _judge(screen, name, j, s)
    match s.verdict:
        case Proved(relies_on, obligations, found):
            _rows(screen, "found", list(found))
            _rows(screen, "needs", _obligations(obligations))
            _rows(screen, "rests on", [f"{r.kind.value}: {r.name}" for r in relies_on])
        case Assumed(source):
            _rows(screen, "source", [source])
        case _:
            m = d.of_step(th, n, s)
            screen.gap()
            for line in _folded(screen, f"{m.code}: {m.says}", 2):
                screen.line("  ", Span(line, TONE[m.status]))
            show_rows(screen, [(label, text) for label, text in m.rows if label not in SHOWN_ABOVE], indent=2, columns=LABELS)


def show_number(screen: Screen, n: NumberResult) -> None:
    """A printed number: the formula, the exact value, and what should be printed."""
    show_message(screen, d.of_number(n))
    if n.covered_by_erratum:
        screen.line("an erratum corrects it")


def _named(s: StepResult) -> tuple[tuple[str, Judgement], ...]:
    return ("kernel", s.judges.kernel), ("SymPy", s.judges.sympy), ("refuter", s.judges.refuter)


def _judge(screen: Screen, name: str, j: Judgement, s: StepResult) -> None:
    sizes = s.sympy_sizes if name == "SymPy" else ()
    note = j.note or ", ".join("symbolic size" if k == 0 else f"size {k}" for k in sizes)
    first, *rest = _folded(screen, note, LABELS + 4 + len(SAYS[j.says]) + 2) if note else [""]
    screen.line("  ", Span(pad(name, LABELS + 2), Tone.LABEL), Span(SAYS[j.says], SAYS_TONE[j.says]), f"  {first}")
    for line in rest:
        screen.line(" " * (LABELS + 4 + len(SAYS[j.says]) + 2), line)


def _obligations(obligations: tuple[Obligation, ...]) -> list[str]:
    return [f"{b.condition.text}  ({b.evidence})" for b in obligations]


def _folded(screen: Screen, text: str, indent: int) -> list[str]:
    return fold(text, screen.columns - indent if screen.columns else 0)


def _rows(screen: Screen, label: str, texts: Iterable[str]) -> None:
    show_rows(screen, [(label if k == 0 else "", text) for k, text in enumerate(texts)], indent=2, columns=LABELS)
