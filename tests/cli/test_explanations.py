"""Every code that a message can carry is explained."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checks import diagnostics as d
from checks.outcome import INTERNAL, NumberVerdict, Status, Why

CHECKS = Path(d.__file__).parent
CARRIERS = {"Malformed", "_shape", "ScriptError", "Warned"}


def codes_in(source: str) -> set[str]:
    """Codes given as the first argument of what carries one, and of the messages of `complaint`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in CARRIERS and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


USED = {code for file in sorted(CHECKS.rglob("*.py")) for code in codes_in(file.read_text(encoding="utf-8"))}
COMPLAINTS = {
    "syntax", "imports-broken", "imports-circle", "import", "unknown-name", "exits", "script-time", "python", "operator", "call",
    "unnamed-theorem", "unnamed-number", "unnamed-erratum", "erratum-fails", d.ALARM, INTERNAL,
}  # fmt: skip
VALUES = {w.value for w in Why} | {s.value for s in Status} | {v.value for v in NumberVerdict} - {"right"}


def test_the_scan_finds_codes() -> None:
    assert {"shape", "size-mismatch", "free-index", "not-a-reason", "citation-circle", "file-name"} <= USED


@pytest.mark.parametrize("code", sorted(USED | COMPLAINTS | VALUES))
def test_every_code_is_explained(code: str) -> None:
    assert code in d.explanations(), f"write a section `## {code}` in checks/explain/"


def test_every_code_of_a_complaint_is_listed_above() -> None:
    tree = ast.parse((CHECKS / "run" / "complaint.py").read_text(encoding="utf-8"))
    returned = {
        node.value.elts[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and isinstance(node.value.elts[0], ast.Constant)
    }
    assert returned <= COMPLAINTS


def test_explanations_are_whole_sentences_of_a_readable_width() -> None:
    for code, text in d.explanations().items():
        assert text.strip(), code
        assert max(map(len, text.splitlines())) <= 132, code
        assert not code.startswith("#"), code
