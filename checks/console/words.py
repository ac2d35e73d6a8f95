"""How are the words of the language shown?  As a list by kind, or one in full; WORDS.md is the same list."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from itertools import groupby

from checks.console.screen import Screen, Span, Tone, fold, standard
from checks.outcome import ExitCode
from checks.run.book import UsageError
from checks.run.complaint import OTHER_WORDS
from checks.run.near import near
from checks.run.vocabulary import Word, vocabulary


def words(asked: Namespace) -> ExitCode:
    """Every word of the language, or one in full."""
    every = vocabulary()
    if asked.name is not None:
        every = (_named(asked.name, every),)
    if asked.format == "json":
        sys.stdout.write(json.dumps([asdict(w) for w in every], ensure_ascii=False, indent=1) + "\n")
    elif asked.name is not None:
        _in_full(standard(asked.color), every[0])
    else:
        _list(standard(asked.color), every)
    return ExitCode.OK


def _named(name: str, every: tuple[Word, ...]) -> Word:
    found = next((w for w in every if w.name == name), None)
    if found is None:
        guess = OTHER_WORDS.get(name) or near(name, (w.name for w in every))
        raise UsageError(f"{name}: no such word", f"did you mean {guess}?" if guess else "python -m checks words lists them")
    return found


def _in_full(screen: Screen, w: Word) -> None:
    screen.line(Span(w.form, Tone.STRONG))
    screen.gap()
    for line in w.text.splitlines():
        screen.line(line)


def _list(screen: Screen, every: tuple[Word, ...]) -> None:
    for kind, group in groupby(every, key=lambda w: w.kind):
        screen.line(Span(kind, Tone.STRONG))
        for w in group:
            screen.line("  ", w.form)
            for line in fold(w.says, screen.columns - 6 if screen.columns else 0):
                screen.line("      ", Span(line, Tone.SOFT))
        screen.gap()


def markdown(every: tuple[Word, ...]) -> str:
    """The list as the tables of a document."""
    parts: list[str] = []
    for kind, group in groupby(every, key=lambda w: w.kind):
        rows = [f"| `{w.form}` | {w.says.replace('|', chr(92) + '|')} |" for w in group]
        parts.append("\n".join((f"## {kind}", "", "| word | |", "|---|---|", *rows, "")))
    return "\n".join(parts)
