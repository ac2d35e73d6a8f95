"""What a script does while it loads concerns that script alone: one message, and everything else is checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.run.book import find_book
from checks.run.limits import Limits
from checks.run.rehearsal import rehearse
from tests.run.books import errors, run, write

ROOT = Path(__file__).resolve().parents[2]
FINE = "fine = theorem('Fine', n == n, proof=by(algebra))\n"
SEGFAULT = "import ctypes\n\nctypes.string_at(0)\n"

HOSTILE = {
    "segfault": (SEGFAULT, 5, "script-crash", "SIGSEGV"),
    "abort": ("import os\nos.abort()\n", 4, "script-crash", "SIGABRT"),
    "exit": ("import ctypes\nctypes.CDLL(None)._exit(0)\n", 1, "script-crash", "exit code 0"),
    "loop": ("while True: pass\n", 3, "script-time", "0.5 s"),
    "loop_below": ("x = (10**8 + 1) ** 10**7\n", 3, "script-time", "0.5 s"),
    "swallow": (
        "while True:\n    try:\n        x = (10**8 + 1) ** 10**7\n    except TimeoutError:\n        pass\n",
        5,
        "script-time",
        "0.5 s",
    ),
    "memory": ("x = [0]\nwhile True: x = x + x\n", 4, "script-memory", "600 MB"),
    "bytes": ("x = bytearray(1 << 40)\n", 3, "script-memory", "600 MB"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_script_is_one_message_and_the_rest_is_checked(tmp_path: Path, kind: str) -> None:
    text, line, code, says = HOSTILE[kind]
    write(tmp_path, {"a.py": FINE, "bad.py": text, "c.py": FINE})
    found = run(tmp_path, jobs=1, seconds=0.5 if code == "script-time" else 20, megabytes=600)
    assert [t.id for t in found.theorems] == ["a.fine", "c.fine"]
    assert errors(found) == [(f"derivations/bad.py:{line}", code)]
    assert says in found.errors[0].says


def test_the_script_that_is_imported_is_blamed_and_its_importer_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "from derivations.zebra import x\n", "b.py": FINE, "zebra.py": SEGFAULT})
    assert errors(run(tmp_path, jobs=2)) == [("derivations/a.py:3", "imports-broken"), ("derivations/zebra.py:5", "script-crash")]


def test_the_script_that_calls_is_blamed_not_the_one_whose_function_crashes(tmp_path: Path) -> None:
    write(tmp_path, {"lib.py": FINE + "def f():\n    import ctypes\n    ctypes.string_at(0)\n", "use.py": "from .lib import f\n\nf()\n"})
    found = run(tmp_path, jobs=1)
    assert errors(found) == [("derivations/use.py:5", "script-crash")]
    assert [t.id for t in found.theorems] == ["lib.fine"]


def test_a_name_that_is_not_ascii_is_found_again(tmp_path: Path) -> None:
    write(tmp_path, {"größe/a.py": SEGFAULT})
    assert errors(run(tmp_path, "größe", jobs=1)) == [("größe/a.py:5", "script-crash")]


def test_scripts_are_rehearsed_where_there_is_no_fork(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": FINE, "bad.py": SEGFAULT})
    assert [*rehearse(find_book((), tmp_path), Limits(20.0, 0), method="spawn")] == ["derivations/bad.py"]


# ---------------------------------------------------------------- the whole program
def checks(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checks", *asked],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_crash_is_exit_code_4_and_the_results_are_written(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": FINE, "bad.py": SEGFAULT})
    done = checks(tmp_path, "all", "--no-sympy", "--jobs", "1")
    assert done.returncode == 4
    assert "derivations/bad.py:5: script-crash: the script cannot be loaded" in done.stdout
    results = json.loads((tmp_path / "build" / "results.json").read_text())
    assert [t["id"] for t in results["theorems"]] == ["a.fine"]
    shown = checks(tmp_path, "show", "a.fin", "--no-sympy", "--jobs", "1")
    assert (shown.returncode, "did you mean a.fine?" in shown.stderr) == (4, True)
    assert checks(tmp_path, "export", "sympy", "a.fine", "--jobs", "1").returncode == 4


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_what_a_script_prints_by_any_way_leaves_json_whole(tmp_path: Path, jobs: str) -> None:
    noise = "import os, subprocess, sys\nprint('one')\nos.write(1, b'two\\n')\nsubprocess.run(['echo', 'three'])\n"
    noise += "print('four', file=sys.__stdout__)\n"
    write(tmp_path, {"a.py": noise + FINE})
    done = checks(tmp_path, "all", "--no-sympy", "--jobs", jobs, "--format", "json")
    assert [t["id"] for t in json.loads(done.stdout)["theorems"]] == ["a.fine"]
    assert {"one", "two", "three", "four"} <= set(done.stderr.split())


def test_a_script_that_moves_away_does_not_take_the_results_with_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "import os, sys\nos.chdir('/')\nsys.setrecursionlimit(10**6)\n" + FINE})
    assert checks(tmp_path, "all", "--no-sympy", "--jobs", "1", "--out", "there").returncode == 0
    assert (tmp_path / "there" / "results.json").is_file()
