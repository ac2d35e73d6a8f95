"""A small book, the real judges, the real command: proved, refuted, misprinted, exported, rendered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
V = size("V")
i, j, k = indices("i j k", over=V)
z = vector("z", V)
Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)
jacobian = theorem(
    "Softmax Jacobian",
    D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]),
    book="C.6",
    proof=calc(
        D(p[i], z[j]),
        eq((delta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2, by=[definition(p, Z), calculus, sum_of_delta]),
        eq(p[i] * (delta(i, j) - p[j]), by=definition(p)),
    ),
)
"""
FALSE = """
wrong = theorem("A lost delta", D(p[i], z[j]) == p[i] * (1 - p[j]), proof=by(definition(p, Z), calculus, sum_of_delta))
"""


def checks(cwd: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", "checks", *argv], cwd=cwd, capture_output=True, text=True, check=False, env=env)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "softmax.py").write_text("from checks.language import *\n" + SCRIPT)
    return tmp_path


def test_a_true_book_passes_and_its_sympy_scripts_run_alone(book: Path, tmp_path: Path) -> None:
    done = checks(book, "all")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "✓ softmax.jacobian  Softmax Jacobian  C.6\n" in done.stdout
    done = checks(book, "export", "sympy")
    assert (done.returncode, done.stdout) == (0, "wrote build/sympy/softmax.py\n"), done.stderr
    alone = subprocess.run([sys.executable, "build/sympy/softmax.py"], cwd=book, capture_output=True, text=True, check=False)
    assert alone.returncode == 0, alone.stdout + alone.stderr
    assert alone.stdout.count("ok ") == 2


BY_CASES = """
x, y = scalar("x"), scalar("y")
n = size("n")
i, k = indices("i k", over=n)
z = vector("z", n)
bound = theorem("Bound", x <= abs_(x), proof=cases((x >= 0, by(algebra)), (x <= 0, calc(x, le(-x, by=assumption), eq(abs_(x))))))
below = calc(z[i], le(-z[i], by=assumption), eq(abs_(z[i])))
entry = theorem("Entry", z[i] <= abs_(z[i]), proof=cases((z[i] >= 0, by(algebra)), (z[i] <= 0, below)))
there, back = calc(x, eq(x + y - y), eq(-y, by=assumption)), calc(x + y, eq(-y + y, by=assumption), eq(0))
sides = theorem("Sides", iff(x + y == 0, x == -y), proof=parts(there, back))
spread = theorem("One entry is not all", Sum(z[k], k) >= 0, proof=cases((z[i] >= 0, by(assumption)), (z[i] <= 0, by(assumption))))
"""


def test_what_is_confirmed_in_a_case_is_replayed(book: Path) -> None:
    (book / "derivations" / "cases.py").write_text(f"from checks.language import *\n{BY_CASES}")
    assert checks(book, "all").returncode == 1
    found = {t["id"]: t for t in json.loads((book / "build" / "results.json").read_text())["theorems"]}
    confirmed = [s for id, t in found.items() if id.startswith("cases.") for s in t["steps"] if s["judges"]["sympy"]["says"] == "yes"]
    assert [u["text"] for s in found["cases.bound"]["steps"] for u in s["under"]] == ["x >= 0", "x <= 0", "x <= 0"]
    assert found["cases.spread"]["steps"][0]["judges"]["sympy"]["says"] != "yes"  # assumed of one entry, not of all
    assert checks(book, "export", "sympy").returncode == 1
    alone = subprocess.run([sys.executable, "build/sympy/cases.py"], cwd=book, capture_output=True, text=True, check=False)
    assert alone.returncode == 0, alone.stdout + alone.stderr
    assert [line.split()[0] for line in alone.stdout.splitlines()] == ["ok"] * len(confirmed)
    assert len(confirmed) >= 7


def test_a_false_claim_is_refuted_with_numbers(book: Path) -> None:
    with (book / "derivations" / "softmax.py").open("a") as script:
        script.write(FALSE)
    done = checks(book, "all", "--format", "json")
    assert done.returncode == 1, done.stderr
    theorem = {t["id"]: t for t in json.loads(done.stdout)["theorems"]}["softmax.wrong"]
    assert theorem["verdict"] == "refuted"
    witness = theorem["witness"]
    assert witness["assignments"]
    assert witness["left"] != witness["right"]
    assert str(book) not in done.stdout


def test_the_same_bytes_for_any_number_of_workers(book: Path) -> None:
    seen = {checks(book, "all", "--jobs", n, "--format", "json").stdout for n in ("0", "1", "2")}
    assert len(seen) == 1
