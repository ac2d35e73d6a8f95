"""The book's derivations: every theorem proved, no statement weakened, and the same results everywhere.

`statements.txt` holds every theorem with its hypotheses, as the checker prints them.  It is written by

    python -m pytest tests/flagships --snapshot-update

A line that changes there is a claim that changes: it must be meant.  The statements that the book stands on are written out below
as well, by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from checks.kernel.text import claim_text
from checks.outcome import NumberVerdict, Proved, Run, Status, TheoremResult, Where, status
from checks.run.book import find_book
from checks.run.limits import OverTime
from checks.run.runner import Options, run_book
from checks.run.unjudged import unjudged_theorem
from tests.shipped import FLAGSHIPS, ROOT, of_flagships, theorems

STATEMENTS = Path(__file__).with_name("statements.txt")

# id: (hypotheses, claim)
WHITE = ("E(q[a]) == 0", "E(q[a]*q[b]) == delta(a, b)", "E(k[a]*k[b]) == delta(a, b)")
COVERED = ("implies(P[x] > 0, Q[x] > 0)",)
KEY: dict[str, tuple[tuple[str, ...], str]] = {
    "softmax.jacobian": ((), "D(p[i], z[j]) == p[i]*(delta(i, j) - p[j])"),
    "softmax.gradient": ((), "D(L, z[j]) == p[j] - y[j]"),
    "kl.kl": (COVERED, "KL(P, Q) == CE(P, Q) - H(P)"),
    "kl.gibbs": (COVERED, "KL(P, Q) >= 0"),
    "kl.equality_case": (COVERED, "iff(KL(P, Q) == 0, forall(x, P[x] == Q[x]))"),
    "dpo.reward": ((), "r[y] == beta*log(star[y]/ref[y]) + beta*log(Z)"),
    "dpo.objective": ((), "J(pi) == beta*log(Z) - beta*KL(pi, star)"),
    "dpo.optimal_policy": ((), "maximises(star, J(pi), over=pi)"),
    "dpo.unique": (("J(pi) == beta*log(Z)",), "pi[y] == star[y]"),
    "dpo.bradley_terry": ((), "exp(r[w])/(exp(r[w]) + exp(r[l])) == sigma(r[w] - r[l])"),
    "dpo.gradient": ((), "D(loss, theta) == -beta*sigma(-gap)*(D(log(pi_theta[w]), theta) - D(log(pi_theta[l]), theta))"),
    "attention.score_variance": (WHITE, "Var(s) == d"),
    "attention.scaled_variance": (WHITE, "Var(s/sqrt(d)) == 1"),
    "lora.count": ((), "lora == r*(d_out + d_in)"),
    "lora.saving": ((), "full/lora == d_out*d_in/(r*(d_out + d_in))"),
    "lora.rank_at_most_r": ((), "rank(B @ A) <= r"),
}


@cache
def run() -> Run:
    """The flagships, judged by the kernel and the refuter; the whole book with all three judges is the main job of `.ci/run`."""
    paths = tuple(f"derivations/{subject}.py" for subject in FLAGSHIPS)
    return run_book(find_book(paths, ROOT), Options(jobs=0, sympy=False))


@cache
def results() -> dict[str, TheoremResult]:
    return {th.id: th for th in run().theorems}


def test_every_theorem_is_found() -> None:
    assert set(results()) >= set(of_flagships())
    assert len(of_flagships()) >= 63
    assert run().errors == ()


@pytest.mark.parametrize("name", sorted(of_flagships()))
def test_a_theorem_is_proved(name: str) -> None:
    th = results()[name]
    assert isinstance(th.verdict, Proved), th.verdict
    assert th.warnings == ()
    assert th.alarms == ()
    assert th.relies_on == (), "the book's derivations rest on nothing unproved"
    assert all(status(s.verdict) is Status.PROVED for s in th.steps)


def test_every_number_and_erratum_holds() -> None:
    assert [n.printed for n in run().numbers if n.verdict is not NumberVerdict.RIGHT and not n.covered_by_erratum] == []
    assert [e.book for e in run().errata if status(e.holds) is not Status.PROVED] == []


def statement(name: str) -> str:
    """A theorem with everything that its meaning rests on: declarations, definitions, hypotheses."""
    th = unjudged_theorem(theorems()[name], name, Where(name, 1), OverTime(0))
    parts = [
        *(f"let   {x.text}" for x in th.declared),
        *(f"def   {x.text}" for x in th.definitions),
        *(f"given {x.text}" for x, _ in th.given),
        f"      {th.claim.text}",
    ]
    return name + "\n" + "".join(f"    {line}\n" for line in parts)


def test_no_statement_has_changed(updating: bool) -> None:
    text = "\n".join(statement(name) for name in sorted(theorems()))
    if updating:
        STATEMENTS.write_text(text, encoding="utf-8")
    assert text == STATEMENTS.read_text(encoding="utf-8"), "a claim has changed: if that is meant, run pytest --snapshot-update"


@pytest.mark.parametrize("name", KEY)
def test_a_key_statement(name: str) -> None:
    th = theorems()[name]
    assert (tuple(claim_text(h.claim) for h in th.given), claim_text(th.claim)) == KEY[name]


def test_results_are_the_same_everywhere(tmp_path: Path) -> None:
    """Byte for byte, whatever the order of hashing and the number of workers."""
    written: list[bytes] = []
    for seed, jobs in (("0", "1"), ("1", "2")):
        book = tmp_path / f"run{seed}" / "book"  # its name is the title
        (book / "derivations").mkdir(parents=True)
        for subject in ("softmax", "lora", "sympy_words", "precision"):
            shutil.copy(ROOT / "derivations" / f"{subject}.py", book / "derivations")
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "checks", "all", "--jobs", jobs]
        ran = subprocess.run(command, cwd=book, env=env, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr
        written.append((book / "build" / "results.json").read_bytes())
    assert written[0] == written[1]
    assert str(tmp_path).encode() not in written[0]
