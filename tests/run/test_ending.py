"""A script may not end the program that checks it, nor keep it alive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FALSE = "from checks.language import *\nx = scalar('x')\nt = theorem('t', x == x + 1, proof=by(algebra))\n"


def run(folder: Path, **scripts: str) -> tuple[int, str]:
    (folder / "derivations").mkdir()
    for name, source in scripts.items():
        (folder / "derivations" / f"{name}.py").write_text(source)
    asked = [sys.executable, "-m", "checks", "all", "--no-sympy", "--jobs", "0"]
    done = subprocess.run(
        asked, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_leaving_at_once_is_a_script_error(tmp_path: Path) -> None:
    code, said = run(tmp_path, a=FALSE, b="import os\nos._exit(0)\n")
    assert code == 4
    assert "derivations/b.py:2" in said
    assert "refuted" in said


def test_exit_handlers_and_threads_of_a_script_do_not_count(tmp_path: Path) -> None:
    script = "import atexit, os, threading, time\natexit.register(lambda: os._exit(0))\n"
    code, said = run(tmp_path, a=FALSE, b=script + "threading.Thread(target=lambda: time.sleep(10**6)).start()\n")
    assert code == 1
    assert "1 theorem: 1 refuted" in said


def test_statements_in_init_are_not_passed_over(tmp_path: Path) -> None:
    code, said = run(tmp_path, __init__=FALSE, b="from checks.language import *\n")
    assert code == 4
    assert "__init__.py states is not checked" in said


def test_a_false_citation_is_no_contradiction_of_the_checker(tmp_path: Path) -> None:
    source = "from checks.language import *\nx = scalar('x')\nK = cite('Bogus 2020', x * x == x)\n"
    code, said = run(tmp_path, a=source + "t = theorem('t', x * x == x, proof=by(K))\n")
    assert code == 1
    assert "contradicts itself" not in said


def test_what_rests_on_a_citation_is_said(tmp_path: Path) -> None:
    source = "from checks.language import *\nx = scalar('x')\nK = cite('Bernoulli', exp(x) >= 1 + x)\n"
    code, said = run(tmp_path, a=source + "t = theorem('t', exp(x) >= 1 + x, proof=by(K))\n")
    assert code == 0
    assert "rests on Bernoulli" in said
    assert "1 of them on the word of: Bernoulli" in said
