"""Small books for tests: folders of scripts, judged by the stand-in of `fake_judge`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checks.outcome import Run
from checks.run.book import find_book
from checks.run.limits import Limits
from checks.run.runner import Options, run_book
from tests.run import fake_judge

HEAD = "from checks.language import *\nn = size('n')\n"


def write(root: Path, files: dict[str, str]) -> Path:
    """A book at `root`; names without a folder go to derivations/, and scripts get the usual first lines."""
    for name, text in files.items():
        file = root / (name if "/" in name or not name.endswith(".py") else f"derivations/{name}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + text if file.suffix == ".py" else text, encoding="utf-8")
    return root


def judged_by_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("checks.run.judge", "checks.run.judge_numbers"):
        monkeypatch.setitem(sys.modules, name, fake_judge)


def run(root: Path, *paths: str, jobs: int = 0, seconds: float = 60.0, megabytes: int = 0, only: tuple[str, ...] = ()) -> Run:
    """The run of the book at `root`."""
    return run_book(find_book(paths, root), Options(jobs=jobs, limits=Limits(seconds, megabytes)), only=only)


def errors(found: Run) -> list[tuple[str, str]]:
    return [(str(e.where), e.code) for e in found.errors]
