"""The exported script runs on SymPy alone, and fails where a step is false."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checks.cas.export import ConfirmedStep, NotReplayed, export_script
from checks.cas.judge import Confirms, Context, judge_step
from checks.cas.replay import replayed_script
from checks.kernel import term as t
from checks.kernel.claim import Relation
from checks.language import *
from checks.run.second_judge import question
from checks.tactics.prove import solve
from checks.words.formula import Proposition
from tests import shipped
from tests.cas.steps import FLAGSHIPS


def confirmed() -> list[ConfirmedStep]:
    steps: list[ConfirmedStep] = []
    for flagship in FLAGSHIPS:
        for number, proposition in enumerate(flagship.claims, 1):
            c = proposition.claim
            assert isinstance(c, Relation)
            said = judge_step(Context(flagship.given), c.left, c.rel, c.right)
            assert isinstance(said, Confirms)
            steps.append(ConfirmedStep(flagship.name, number, c.left, c.rel, c.right, flagship.given, said.sizes))
    return steps


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run it where nothing but the installed packages can be imported."""
    file = folder / "script.py"
    file.write_text(script, encoding="utf-8")
    bare = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run([sys.executable, "-I", str(file)], cwd=folder, env=bare, capture_output=True, text=True, check=False)


def test_every_flagship_step_is_replayed(tmp_path: Path) -> None:
    steps = confirmed()
    done = run(export_script(steps), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(steps)
    assert all(line.startswith("ok ") for line in lines)
    assert "at size 1, 2, 3" in lines[0]


def test_a_false_step_fails(tmp_path: Path) -> None:
    wrong = [replace(s, right=t.Add(s.right, t.ONE)) for s in confirmed() if s.title in ("softmax", "adapter", "score")]
    done = run(export_script(wrong), tmp_path)
    assert done.returncode == 1
    assert done.stderr == ""
    assert all(line.startswith("FAILED") for line in done.stdout.splitlines())


def test_it_imports_sympy_and_the_standard_library_only() -> None:
    script = export_script(confirmed()[:1])
    imported = {line.split()[1].partition(".")[0] for line in script.splitlines() if line.startswith(("import ", "from "))}
    assert imported == {"sys", "functools", "itertools", "sympy"}


def test_the_sides_are_written_as_a_reader_would() -> None:
    script = export_script(confirmed()[:4])
    assert "left = diff(p(i), z[j])" in script
    assert "right = p(i) * (delta(i, j) - p(j))" in script
    assert "return sum(exp(z[k]) for k in range(1, V + 1))" in script


def test_matrices_functions_positions_and_inequalities(tmp_path: Path) -> None:
    n, m = size("n"), size("m")
    a = indices("a", over=m)
    i, j = indices("i j", over=n)
    W, v, y = matrix("W", m, n), vector("v", n), vector("y", m)
    u, c, beta = vector("u", m), scalar("c"), scalar("beta", positive=True)
    f = function("f", of=u)
    at = position("t", over=n)
    hot = one_hot("hot", n, at=at)
    theta = vector("theta", m)
    P = distribution("P", n, positive=True, of=theta)
    h = define("h", i, v[i] / 2)
    claims = (
        (D(norm(W @ v - y) ** 2, W[a, i]) == 2 * (W @ v - y)[a] * v[i], ()),
        (D(f(W @ v), W[a, i]) == f.gradient(W @ v)[a] * v[i], ()),
        (Sum(hot[i] * v[i], i) == v[at], ()),
        (-Sum(hot[i] * log(hot[i]), i) == 0, ()),
        (Sum(P[i] * D(log(P[i]), theta[a]), i) == 0, ()),
        (c - beta * v[i] ** 2 <= c, ()),
        (c - beta * v[1] <= c, (v[i] >= 0,)),
        (Sum(h[i], i) / n == dot(h, v) * 0 + Sum(v[i], i) / (2 * n), ()),
        ((W @ W.T).T == W @ W.T, ()),
        (Sum(1 * delta(i, j), i) / n == 1 / n, ()),
        (outer(u, v)[a, i] == u[a] * v[i], ()),
        (tr(diag(v) @ eye(n)) == Sum(v[i], i), ()),
    )
    steps = []
    for number, (proposition, given) in enumerate(claims, 1):
        c_ = proposition.claim
        assert isinstance(c_, Relation)
        hypotheses = tuple(g.claim for g in given)
        said = judge_step(Context(hypotheses), c_.left, c_.rel, c_.right)
        assert isinstance(said, Confirms), (proposition, said)
        steps.append(ConfirmedStep("odds and ends", number, c_.left, c_.rel, c_.right, hypotheses, said.sizes))
    done = run(export_script(steps), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_step_cites_is_stated(tmp_path: Path) -> None:
    n = size("n")
    i = indices("i", over=n)
    P, Q = distribution("P", n), distribution("Q", n)
    KL = define("KL", Sum(P[i] * log(P[i] / Q[i]), i))
    gibbs, step = (KL >= 0).claim, (1 + KL >= 1).claim
    assert isinstance(step, Relation)
    said = judge_step(Context((), (gibbs,)), step.left, step.rel, step.right)
    assert said == Confirms((1, 2, 3), False)
    done = run(export_script([ConfirmedStep("one", 1, step.left, step.rel, step.right, (), (1, 2, 3), (gibbs,))]), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    without = run(export_script([ConfirmedStep("one", 1, step.left, step.rel, step.right, (), (1, 2, 3))]), tmp_path)
    assert without.returncode == 1


# ---------------------------------------------------------------- cases and premises
x, y = scalar("x"), scalar("y")
UNDER = (
    (x <= abs_(x), (x >= 0,)),
    (x <= abs_(x), (x <= 0,)),
    (abs_(x) == -x, (x <= 0,)),
    (abs_(x - y) == x - y, (x >= y,)),
    (abs_(x) == x, (x > 2, x < 5)),
    (log(x * y) == log(x) + log(y), (both(x > 0, y > 0),)),
    (sqrt(x**2) == -x, (x < -1,)),
    (x * y > 2 * x, (x > 0, y > 2)),
    (x == -y, (x + y == 0, x >= 1)),
)


def under(number: int, claim: Proposition, given: tuple[Proposition, ...]) -> ConfirmedStep:
    c = claim.claim
    assert isinstance(c, Relation)
    return ConfirmedStep("assumed", number, c.left, c.rel, c.right, tuple(g.claim for g in given), ())


def test_a_step_is_replayed_with_the_signs_of_its_case(tmp_path: Path) -> None:
    steps = [under(n, claim, given) for n, (claim, given) in enumerate(UNDER)]
    done = run(export_script(steps), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    without = run(export_script([replace(s, hypotheses=()) for s in steps if s.number not in (0, 1)]), tmp_path)
    assert [line.split()[0] for line in without.stdout.splitlines()] == ["FAILED"] * (len(steps) - 2)


def test_the_signs_of_a_case_prove_nothing_false(tmp_path: Path) -> None:
    wrong = (
        (abs_(x) == -x, (x >= 0,)),
        (x > 0, (x >= 0,)),
        (x * y > 2 * x, (x >= 0, y > 2)),
        (x * y > 2 * x, (x > 0, y >= 2)),
        (x >= 2, (x >= 1,)),
        (x >= 1, (x <= 1,)),
        (abs_(x - y) == x - y, (x <= y,)),
        (x**2 >= x, (x >= 0,)),
    )
    done = run(export_script([under(n, claim, given) for n, (claim, given) in enumerate(wrong)]), tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["FAILED"] * len(wrong)


def test_what_cannot_be_replayed_is_listed(tmp_path: Path) -> None:
    W = matrix("W", size("m"), size("n"))
    steps = [under(1, *UNDER[0]), under(2, x == y, ()), under(3, rank(W) == rank(W), ())]
    done = run(replayed_script(steps, [NotReplayed("assumed", 4, "it has changed since it was judged")]), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    ok, *rest = done.stdout.splitlines()
    assert ok == "ok      assumed, step 1, at every size"
    assert [line.partition(":")[0] for line in rest] == [f"not replayed  assumed, step {n}" for n in (4, 2, 3)]
    assert "x is not y" in rest[1]


def test_a_hypothesis_that_cannot_be_said_is_named() -> None:
    script = export_script([under(1, x == x, (implies(x > 0, y > 0), x != y))])
    assert "# not used: implies(x > 0, y > 0)" in script
    assert "# not used: x != y" in script


@pytest.mark.parametrize("subject", shipped.FLAGSHIPS)
def test_every_step_of_the_shipped_book_that_is_confirmed_is_replayed(subject: str, tmp_path: Path) -> None:
    steps: list[ConfirmedStep] = []
    for id, theorem in shipped.theorems().items():
        for number, job in enumerate(shipped.jobs(theorem), 1) if id.startswith(f"{subject}.") else ():
            result, reasons = solve(job)
            asked = question(job, reasons, result)
            r = asked.relation
            said = judge_step(Context(asked.hypotheses, asked.cited), r.left, r.rel, r.right)
            if isinstance(said, Confirms):
                steps.append(ConfirmedStep(id, number, r.left, r.rel, r.right, asked.hypotheses, said.sizes, asked.cited))
    done = run(export_script(steps), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * len(steps)
    assert steps
