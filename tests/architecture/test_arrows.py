"""Imports point down only, and what starts fast stays fast."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.arrows import ARROWS, INDEPENDENT, LATE, LIBRARIES, ROOT, TREE, Import, folder, imports, modules, objection

EVERY = [i for name, file in modules() for i in imports(name, file)]


def test_every_import_follows_an_arrow() -> None:
    assert [says for i in EVERY if (says := objection(i))] == []


def test_every_row_of_the_table_is_a_folder() -> None:
    """A row for something that is gone would allow what nobody has looked at."""
    known = {folder(name) for name, _ in modules()}
    assert set(ARROWS) - known == set()
    assert known - set(ARROWS) == set()
    assert set(LIBRARIES) <= known


def test_every_late_import_of_the_table_exists() -> None:
    late = {(i.source, folder(i.target)) for i in EVERY if i.late}
    assert [pair for pair in LATE if pair not in late] == []


@pytest.mark.parametrize("judge", INDEPENDENT)
def test_the_refuter_shares_the_tree_alone_with_the_kernel(judge: str) -> None:
    shared = {i.target for i in EVERY if folder(i.source) == judge and i.target.startswith("checks.kernel.")}
    assert shared - TREE == set()


def test_the_report_reads_outcomes_and_nothing_else() -> None:
    read = {i.target for i in EVERY if i.source.startswith("report") and i.target.startswith("checks")}
    assert read == {"checks.coverage", "checks.outcome"}  # the first is computed from the second alone


def test_there_is_no_circle_between_folders() -> None:
    """At import time; what is imported late, or for annotations alone, closes no circle."""
    down = {f: {folder(i.target) for i in EVERY if folder(i.source) == f and not i.late and not i.typing} - {f} for f in ARROWS}
    done: set[str] = set()
    while ready := [f for f in ARROWS if f not in done and {t for t in down[f] if t in ARROWS} <= done]:
        done.update(ready)
    assert sorted(set(ARROWS) - done) == []


@pytest.mark.parametrize(
    ("start", "absent"),
    [
        ("checks.language", ("sympy", "jinja2", "rich", "typst", "math_core", "checks.cas", "checks.run", "report")),
        ("checks.cli", ("sympy", "jinja2", "rich", "typst", "math_core", "flint", "checks.kernel")),
        ("checks.outcome", ("sympy", "flint", "checks.kernel")),
        ("checks.kernel.check", ("sympy", "checks.words", "checks.tactics", "checks.evaluate")),
    ],
)
def test_what_an_import_does_not_bring_along(start: str, absent: tuple[str, ...]) -> None:
    code = f"import sys, {start}; print(*(m for m in sys.modules if m in {absent!r} or m.startswith(tuple(a + '.' for a in {absent!r}))))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_a_wrong_arrow_is_found() -> None:
    """The test of the test: an upward arrow, a library out of place, a late import at the top of a file."""
    assert "checks.kernel may import checks.words not at all" in objection(
        Import("checks.kernel.term", "checks.words.state", 1, False, False)
    )
    assert "may import sympy not at all" in objection(Import("checks.kernel.term", "sympy.core", 1, True, False))
    assert "may import checks.cas only inside a function" in objection(Import("checks.words.hooks", "checks.cas.lift", 1, False, False))
    assert objection(Import("checks.words.hooks", "checks.cas.lift", 1, True, False)) == ""
