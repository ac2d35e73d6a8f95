"""Which scripts cannot be loaded without harm?  Each is loaded in a process of its own first, under the limits of a check.

A crash in a library written in C, a loop inside one, or a list that eats the machine ends that process and not the run.
"""

from __future__ import annotations

import faulthandler
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import final

from checks.outcome import Run, ScriptError, Where
from checks.run.book import Book
from checks.run.complaint import FATAL, OutOfMemory, OutOfTime, complain
from checks.run.limits import Crashed, Done, End, Limits, OverTime
from checks.run.load import Shelf
from checks.run.scripts import Script, find_scripts
from checks.run.workers import Do, Workers

# A loop in Python is stopped by the script's own timer, which knows the line; one in C is stopped from outside, a little later.
PATIENCE = 1.0
FRAME = re.compile(r'^  File "(.*)", line (\d+) in (.*)$', re.MULTILINE)  # as faulthandler writes it, the deepest frame first

Broken = Mapping[str, ScriptError]  # scripts that must not be loaded, by `rel`


@final
@dataclass(frozen=True, slots=True)
class _Stage:
    """What the process does: load one script, and say which of those it loaded are fatal."""

    book: Book
    seconds: float

    def __call__(self) -> Do:
        shelf = Shelf(find_scripts(self.book).scripts, seconds=self.seconds)

        def load(job: tuple[Script, Broken]) -> Broken:
            script, broken = job
            shelf.broken = {**shelf.broken, **broken}
            if self.seconds > 0:
                faulthandler.dump_traceback_later(self.seconds + PATIENCE / 2, file=2)
            try:
                shelf.load(script)
            finally:
                faulthandler.cancel_dump_traceback_later()
            return {s.rel: e for s, e in shelf.errors.items() if e.code in FATAL}

        return load


def rehearse(book: Book, limits: Limits, *, method: str = "") -> Broken:
    """The scripts that end, hold up or swell the process that loads them, each with what to say of it."""
    broken: dict[str, ScriptError] = {}
    scripts = find_scripts(book).scripts
    outside = replace(limits, seconds=limits.seconds + PATIENCE if limits.seconds > 0 else 0)
    with Workers(1, _Stage(book, limits.seconds), outside, method=method) as workers:
        todo = list(scripts)
        while todo:
            workers.begin((todo[0], dict(broken)))
            ((_, end),) = workers.wait()
            match end:
                case Done(found):
                    broken |= found
                    again = False
                case _:
                    error = _fatal(end, *_blamed(workers.last_words, todo[0]), limits)
                    again = error.where.file not in {todo[0].rel, *broken}  # it is an imported script's fault
                    broken[error.where.file if again else todo[0].rel] = error
            if not again:
                todo.pop(0)
    said = {OutOfMemory.CODE: str(OutOfMemory(limits.megabytes))}
    return {rel: replace(e, says=said.get(e.code, e.says)) for rel, e in broken.items()}


def fatal(run: Run) -> Broken:
    """The scripts that a run found to be fatal: for loading the book again beside it."""
    return {e.where.file: e for e in run.errors if e.code in FATAL}


def _fatal(end: End, script: Script, line: int, limits: Limits) -> ScriptError:
    match end:
        case OverTime():
            error = complain(OutOfTime(limits.seconds), script, {})
        case Crashed(says):
            error = ScriptError("script-crash", f"the script cannot be loaded: {says}", Where(script.rel, line), CRASH)
        case _:
            error = complain(OutOfMemory(limits.megabytes), script, {})
    return replace(error, where=Where(script.rel, line))


CRASH = "a derivation only states values: look at what it imports and calls; python FILE runs it alone"


def _blamed(said: str, script: Script) -> tuple[Script, int]:
    """The script that was being loaded when the process ended, and its line, from what the process wrote as it ended."""
    frames = [(Path(_unescaped(file)), int(line), name) for file, line, name in FRAME.findall(said)]
    inside = [(path, line, name) for path, line, name in frames if path.parent == script.path.parent]
    for path, _, name in inside:
        if name == "<module>":
            rel = script.rel.removesuffix(script.path.name) + path.name
            return Script(path, rel, path.stem), next(line for p, line, _ in inside if p == path)
    return script, 1


def _unescaped(text: str) -> str:
    r"""faulthandler writes `\xfc` for what is not ASCII."""
    return re.sub(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\U([0-9a-f]{8})", lambda m: chr(int(m[1] or m[2] or m[3], 16)), text)
