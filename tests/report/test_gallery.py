"""The gallery: a book in which everything goes wrong that can, judged by the real judges and shown in every form."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from checks import diagnostics as d
from checks import outcome as o
from checks.console.screen import Screen, width
from checks.console.summary import show_message, show_run
from checks.console.theorem import show_step, show_theorem
from checks.run.book import find_book
from checks.run.runner import Options, run_book
from report.html import html
from report.latex import appendix
from report.pdf import pdf

BOOK = Path(__file__).parent / "gallery"


@pytest.fixture(scope="module")
def gallery() -> o.Run:
    return run_book(find_book((), BOOK), Options(jobs=0, sympy=False))


def rows(run: o.Run, id: str) -> dict[str, str]:
    """What is told of a theorem's first fault, by label."""
    th = next(th for th in run.theorems if th.id == id)
    message = next(d.failures(th))
    return {"says": message.says, "code": message.code, **dict(message.rows)}


def test_every_verdict_and_every_reason_to_be_undecided_is_there(gallery: o.Run) -> None:
    assert {o.status(th.verdict) for th in gallery.theorems} == set(o.Status) - {o.Status.ASSUMED}
    why = {th.verdict.why for th in gallery.theorems if isinstance(th.verdict, o.Undecided)}
    assert why == set(o.Why) - {o.Why.TIME, o.Why.MEMORY, o.Why.FAULT}
    assert {n.verdict for n in gallery.numbers} == set(o.NumberVerdict)
    assert [e.code for e in gallery.errors] == ["unknown-name"]


def test_what_rests_on_the_literature_says_so(gallery: o.Run) -> None:
    found = {th.id: th for th in gallery.theorems}
    both, doubled = found["cited.both_ways"], found["cited.doubled"]
    cited = (o.Reliance(o.RelianceKind.CITATION, "Cover & Thomas 2006, theorem 2.6.3"),)
    assert (both.relies_on, doubled.relies_on) == (cited, cited)
    assert doubled.uses == ("cited.both_ways",)


def test_a_reader_sees_what_the_names_stand_for(gallery: o.Run) -> None:
    found = {th.id: th for th in gallery.theorems}
    jacobian = found["faults.jacobian"]
    assert [s.text for s in jacobian.declared] == ["V: integer >= 1", "z: vector of size V", "a, b: index in 1..V"]
    assert [s.text for s in jacobian.definitions] == ["Z := Sum(exp(z[k]), k)", "p[a] := exp(z[a])/Z"]
    assert found["faults.correlated"].declared[-1].text == "(q) and (t, u) are independent of one another"
    erratum = next(e for e in gallery.errata if e.id == "faults.dependent")
    assert [s.text for s in erratum.definitions] == ["s' := Sum(t[a]*u[a], a)"]
    assert [says for _, says in erratum.given] == ["t is white", "u is white"]


@pytest.mark.parametrize(
    ("id", "label", "text"),
    [
        ("faults.misjustified", "write", "by=[sum_of_delta, definition(p, Z), calculus]"),
        ("faults.misjustified", "missing", "definition of p, Z, the rules of differentiation"),
        ("faults.uncited", "write", "by=[linearity_of_E, centred]"),
        ("faults.no_rule", "write", "h1 = hypothesis(Sum(c[k], k) <= 1)"),
        ("faults.quotient", "needs", "x*w != 0"),
        ("faults.quotient", "write", "given=[hypothesis(x*w != 0)]"),
        ("faults.root", "write", "given=[hypothesis(forall(k, z[k]**2 + x > 0))]"),
        ("faults.lost", "left over", "1 - sin(x)"),
        ("faults.lost", "advice", "that is the right side minus the left, and must be >= 0"),
        (
            "faults.owed",
            "advice",
            "'A handbook' assumes that x is at least one, here w >= 1, and nothing",
        ),
        ("faults.owed", "write", "given=[hypothesis(w >= 1)]"),
        ("faults.on_sand", "advice", "'A lost delta' cannot be cited: its verdict is refuted"),
        ("faults.vacuous", "advice", "no values satisfy x > 1 and x < 0"),
        ("faults.unsampled", "write", 'example={w: "...", x: "..."}'),
        ("faults.unproved", "write", "proof=calc(Sum(p[a], a), eq(1, by=auto))"),
        ("faults.wrong_start", "advice", "the chain starts at x**2 + w*x + x*w + w**2, but the left side of the claim is (x + w)**2"),
        ("faults.wrong_end", "advice", "the chain ends at Z/Z, but the right side of the claim is 1"),
        ("faults.wrong_end", "write", "eq(1, by=auto)"),
        ("faults.too_weak", "advice", "a chain of >= proves >=, but the claim says >"),
        ("faults.positive", "write", "given=[hypothesis(x > 0)]"),
        ("faults.positive", "or", 'x = scalar("x", positive=True)'),
        ("faults.renamed", "write", "given=[hypothesis(forall(y2, z[y2] > 0))]"),
    ],
)
def test_a_message_says_what_to_write(gallery: o.Run, id: str, label: str, text: str) -> None:
    assert text in rows(gallery, id).get(label, ""), rows(gallery, id)


def test_it_is_shown_in_every_form(gallery: o.Run, tmp_path: Path) -> None:
    alarm = o.Alarm(gallery.theorems[0].where, "step 2: the kernel proves what the refuter contradicts")
    alarmed = replace(gallery, theorems=(replace(gallery.theorems[0], alarms=(alarm,)), *gallery.theorems[1:]))
    for run in (gallery, alarmed):
        assert '<code class="formula">' not in html(run)  # every formula is set as one
        assert pdf(run).startswith(b"%PDF-")
        (tmp_path / "appendix.tex").write_text(appendix(run), encoding="utf-8")
        if shutil.which("pdflatex"):
            done = subprocess.run(
                ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "appendix.tex"],
                cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "openin_any": "p", "openout_any": "p"},
            )  # fmt: skip
            assert done.returncode == 0, done.stdout.decode("latin-1")[-1500:]


@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits_the_terminal(gallery: o.Run, columns: int) -> None:
    stream = StringIO()
    screen = Screen(stream, colour=False, columns=columns)
    for th in gallery.theorems:
        show_theorem(screen, th)
        for n in range(len(th.steps)):
            show_step(screen, th, n + 1)
    for e in gallery.errata:
        show_message(screen, d.of_erratum(e))
    assert [line for line in stream.getvalue().splitlines() if width(line) > columns] == []


def test_three_warnings_of_a_theorem_are_enough(gallery: o.Run) -> None:
    stream = StringIO()
    show_run(Screen(stream, colour=False), gallery)
    out = stream.getvalue()
    wordy = next(th for th in gallery.theorems if th.id == "faults.wordy")
    assert len(wordy.warnings) == 6
    assert sum(out.count(f"{where}: ") for where in {str(w.where) for w in wordy.warnings}) == 3
    assert "... and 3 more: python -m checks show faults.wordy\n" in out
    assert out.endswith("1 error in scripts: what these state was not checked\n")


# ---------------------------------------------------------------- what is assumed in a step, and what it cites
def test_a_step_says_what_is_assumed_where_it_stands(gallery: o.Run) -> None:
    found = {th.id: th for th in gallery.theorems}
    under = {
        id: [[str(u) for u in s.under] for s in found[id].steps] for id in ("branches.bound", "branches.directions", "branches.nested")
    }
    assert under["branches.bound"] == [["case x >= 0"], ["case x <= 0"], ["case x <= 0"]]
    assert under["branches.directions"] == [["assume x + y == 0"]] * 2 + [["assume x == -y"]] * 2
    assert under["branches.nested"] == [["case x >= 0", "assume w >= 1"], *[["case x <= 0", "assume w >= 1"]] * 2, []]
    assert [[str(u) for u in s.under] for s in found["branches.best"].steps] == [["subject to x <= w"]]


def test_a_fault_in_a_case_names_the_case(gallery: o.Run) -> None:
    found = {th.id: th for th in gallery.theorems}
    messages = list(d.failures(found["branches.false_case"]))
    assert [m.rows[0] for m in messages] == [("case", "x <= 1")]
    out = StringIO()
    show_step(Screen(out, colour=False), found["branches.false_case"], 2)
    assert "  under     case x <= 1\n" in out.getvalue()


def test_the_claim_of_a_citation_is_shown_at_the_names_of_the_step(gallery: o.Run) -> None:
    found = {th.id: th for th in gallery.theorems}
    source = "Cover & Thomas 2006, theorem 2.6.3"
    assert [(c.title, c.id, c.claim.text) for c in found["branches.instance"].steps[0].cites] == [(source, "", "KL(P, pi) >= 0")]
    assert [c.claim.text for s in found["cited.both_ways"].steps for c in s.cites] == ["KL(Q, P) >= 0", "KL(P, Q) >= 0"]
    assert [(c.id, c.claim.text) for c in found["cited.doubled"].steps[0].cites] == [("cited.both_ways", "KL(P, Q) + KL(Q, P) >= 0")]
    assert found["faults.on_sand"].steps[0].cites == ()  # it may not be cited


def test_branches_and_citations_are_shown_in_every_form(gallery: o.Run) -> None:
    only = replace(gallery, theorems=tuple(th for th in gallery.theorems if th.id in ("branches.nested", "cited.doubled")))
    out = StringIO()
    for th in only.theorems:
        show_theorem(Screen(out, colour=False, columns=100), th)
    assert "\n  case x <= 0; assume w >= 1:\n" in out.getvalue()
    assert "\n  without these assumptions:\n" in out.getvalue()
    assert "  cites     cited.both_ways: KL(P, Q) + KL(Q, P) >= 0\n" in out.getvalue()
    shown = html(only)
    assert shown.count('<li class="under">') == 3
    assert '<li class="under">Without these assumptions</li>' in shown
    tex = appendix(only)
    assert r"\dcbranch{Case $x \ge 0$; assume $w \ge 1$:}" in tex
    assert r"\dcbranch{Without these assumptions:}" in tex
    assert r"\dcnote{Cites}{Divergences add up to something non-negative: $\mathrm{KL}" in tex


def test_a_citation_is_shown_with_its_hypotheses(gallery: o.Run) -> None:
    th = next(th for th in gallery.theorems if th.id == "branches.conditional")
    assert isinstance(th.verdict, o.Proved)
    assert [c.says for c in th.steps[0].cites] == ["w*w >= w, given w >= 1"]
    only = replace(gallery, theorems=(th,))
    assert r"\dcnote{Cites}{A handbook: $w \, w \ge w$ given $w \ge 1$.}" in appendix(only)
    assert pdf(only)
