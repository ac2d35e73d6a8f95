"""What is shipped to authors is clean under both type checkers, in their strictest mode: the book, the words, the reasons."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.shipped import ROOT

CLEAN = ("derivations", "checks/words", "checks/rules", "checks/language.py", "checks/mutate", "checks/tactics")


@pytest.fixture(scope="module")
def mypy() -> list[str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--explicit-package-bases", "--no-error-summary", *CLEAN]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert not ran.stderr, ran.stderr
    return [line for line in ran.stdout.splitlines() if ": error:" in line]


@pytest.fixture(scope="module")
def pyright() -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson", *CLEAN],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return [
        f"{d['file']}:{d['range']['start']['line'] + 1}: {d['message']}"
        for d in json.loads(ran.stdout)["generalDiagnostics"]
        if d["severity"] == "error"
    ]


@pytest.mark.parametrize("folder", CLEAN)
def test_mypy_is_silent(folder: str, mypy: list[str]) -> None:
    assert [line for line in mypy if line.startswith(folder)] == []


@pytest.mark.parametrize("folder", CLEAN)
def test_pyright_is_silent(folder: str, pyright: list[str]) -> None:
    assert [line for line in pyright if re.match(re.escape(str(ROOT / folder)), line)] == []
