"""What an author gets wrong is found by a type checker before anything runs, and told in words when it runs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checks.run.complaint import complain
from checks.run.scripts import Script
from tests.shipped import ROOT

FILE = Path(__file__).with_name("mistakes.py")
LINES = FILE.read_text(encoding="utf-8").splitlines()
PLANTED = {n: line for n, line in enumerate(LINES, 1) if "# mypy:" in line and not line.startswith(" ")}


def expected(line: str, tool: str) -> str:
    """What a comment says of a tool: "[code] text", or nothing for "-"."""
    found = re.search(rf"# {tool}: (.*?)\s*(?:# (?:mypy|pyright|run):|$)", line)
    assert found is not None, f"no # {tool}: in {line}"
    return "" if found[1] == "-" else found[1]


@cache
def mypy() -> dict[int, set[str]]:
    """Codes by line, from one run over the file."""
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(FILE)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert not ran.stderr, ran.stderr
    found: dict[int, set[str]] = {}
    for m in re.finditer(r"mistakes\.py:(\d+): error: .*?(\[[\w-]+\])$", ran.stdout, re.MULTILINE):
        found.setdefault(int(m[1]), set()).add(m[2])
    return found


@cache
def pyright() -> dict[int, set[str]]:
    """Rules by line, from one run over the file."""
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson", str(FILE)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    found: dict[int, set[str]] = {}
    for d in json.loads(ran.stdout)["generalDiagnostics"]:
        if d["severity"] == "error":
            found.setdefault(d["range"]["start"]["line"] + 1, set()).add(f"[{d.get('rule', 'syntax')}]")
    return found


@pytest.mark.parametrize("n", PLANTED, ids=lambda n: f"line {n}: {LINES[n - 1].split('#')[0].strip()}")
@pytest.mark.parametrize("tool", [mypy, pyright], ids=["mypy", "pyright"])
def test_a_type_checker_finds_it(n: int, tool: type) -> None:
    wanted = expected(PLANTED[n], tool.__name__)
    found: set[str] = tool().get(n, set())
    assert (wanted in found) if wanted else not found, (
        f"{FILE.name}:{n}: expected {wanted or 'nothing'}, found {sorted(found) or 'nothing'}"
    )


@pytest.mark.parametrize("tool", [mypy, pyright], ids=["mypy", "pyright"])
def test_a_type_checker_finds_nothing_else(tool: type) -> None:
    assert {n: codes for n, codes in tool().items() if n not in PLANTED} == {}


@cache
def told() -> dict[int, str]:
    """What the command line says of each mistake, "[code] sentence advice", and that it names the line."""
    names: dict[str, object] = {"__name__": "mistakes"}
    said: dict[int, str] = {}
    for statement in _statements():
        code = compile(ast.Module([statement], []), str(FILE), "exec")
        if statement.lineno not in PLANTED:
            exec(code, names)
            continue
        try:
            exec(code, names)
        except Exception as e:  # whatever an author's line raises is one message
            error = complain(e, Script(FILE, FILE.name, FILE.stem), names)
            assert error.where.line == statement.lineno, error
            said[statement.lineno] = f"[{error.code}] {error.says} {error.advice}"
    return said


def _statements() -> Iterator[ast.stmt]:
    yield from ast.parse(FILE.read_text(encoding="utf-8")).body


@pytest.mark.parametrize("n", PLANTED, ids=lambda n: f"line {n}: {LINES[n - 1].split('#')[0].strip()}")
def test_the_message_says_what_to_write(n: int) -> None:
    wanted = expected(PLANTED[n], "run")
    code, _, text = wanted.partition(" ")
    said = told().get(n, "")
    assert said.startswith(code) and text in said if wanted else not said, f"{FILE.name}:{n}: expected {wanted or 'nothing'}, said {said!r}"
