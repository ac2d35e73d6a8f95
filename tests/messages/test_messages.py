"""What an author is told, word for word: one recorded message for every code.

The messages are in `said/CODE.txt`, as the command line prints them.  They are written by

    python -m pytest tests/messages --snapshot-update

and never by hand: read the difference as an author would.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from checks.console.screen import Screen
from checks.console.summary import show_run
from checks.diagnostics import explanations
from checks.outcome import INTERNAL, Alarm, Run, ScriptError, Where
from checks.run.book import find_book
from checks.run.limits import Crashed, End, Limits, OverMemory, OverTime
from checks.run.runner import Options, run_book
from checks.run.unjudged import reason
from tests.messages.scripts import ALL, SCENE, VERDICTS

SAID = Path(__file__).with_name("said")

# Faults of the machine or of the checker itself: their results are made up here, since no script brings them about.
MADE_UP = ("time", "memory", "fault", "alarm", INTERNAL, "script-time", "script-crash", "script-memory")
ENDS: dict[str, End] = {"time": OverTime(60.0), "memory": OverMemory(1024), "fault": Crashed("ValueError in the checker")}
REHEARSED = {  # what a script does to the process that loads it first
    "script-crash": "import ctypes\nctypes.string_at(0)\n",
    "script-memory": "big = bytearray(3 * 10**9)\n",
}
CODES = (*ALL, *MADE_UP)


def run(root: Path, files: dict[str, str], *, scene: str = SCENE) -> Run:
    folder = root / "derivations"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(scene + text, encoding="utf-8")
    return run_book(find_book((), root), Options(jobs=0, limits=Limits(60.0, 0), sympy=False))


def made_up(root: Path, code: str) -> Run:
    """A run in which the checker, not the author, fails."""
    if code in REHEARSED:
        folder = root / "derivations"
        folder.mkdir(parents=True)
        (folder / "book.py").write_text(SCENE + REHEARSED[code], encoding="utf-8")
        return run_book(find_book((), root), Options(jobs=1, limits=Limits(30.0, 1024), sympy=False))
    if code == "script-time":
        folder = root / "derivations"
        folder.mkdir(parents=True)
        (folder / "book.py").write_text(SCENE + "while True:\n    pass\n", encoding="utf-8")
        return run_book(find_book((), root), Options(jobs=0, limits=Limits(0.5, 0), sympy=False))
    found = run(root, {"book.py": VERDICTS["proved"]})
    (th,) = found.theorems
    match code:
        case "alarm":
            th = replace(th, alarms=(Alarm(th.where, "step 1: the kernel proves what the refuter contradicts"),))
        case "time" | "memory" | "fault":
            th = replace(th, verdict=reason(ENDS[code]), steps=())
        case _:
            error = ScriptError(INTERNAL, "the checker failed on book.v: ValueError", Where("derivations/book.py", 9), "please report it")
            return replace(found, theorems=(), errors=(error,))
    return replace(found, theorems=(th,))


def printed(found: Run) -> str:
    out = io.StringIO()
    show_run(Screen(out, colour=False), found)
    return out.getvalue()


@pytest.mark.parametrize("code", CODES)
def test_message(code: str, tmp_path: Path, updating: bool) -> None:
    text = printed(made_up(tmp_path, code) if code in MADE_UP else run(tmp_path, ALL[code]))
    file = SAID / f"{code}.txt"
    if updating:
        file.write_text(text, encoding="utf-8")
    if code not in ("proved", "assumed", "fault"):  # told by a mark, and a fault by the error beside it
        assert code in text, text
    assert str(tmp_path) not in text, "a path of this machine"
    assert file.exists(), f"no recorded message for {code}: run pytest tests/messages --snapshot-update"
    assert text == file.read_text(encoding="utf-8")


def test_every_code_has_a_recorded_message() -> None:
    assert set(CODES) == set(explanations())


def test_no_message_is_left_over() -> None:
    assert {f.stem for f in SAID.glob("*.txt")} == set(CODES)
