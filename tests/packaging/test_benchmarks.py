"""Do the benchmarks compare like with like?  Every plain SymPy statement is named after a theorem; nothing here is timed."""

from __future__ import annotations

from benchmarks.__main__ import statements
from benchmarks.flagships import FLAGSHIPS, ROOT
from checks.run.bench import load_statements
from checks.run.book import find_book


def test_every_sympy_statement_restates_a_theorem() -> None:
    book = find_book(tuple(f"derivations/{name}.py" for name in FLAGSHIPS), ROOT)
    theorems = set(load_statements(book, seconds=60).stated.theorems.values())
    asked = {f"{script}.{name}" for script, name in statements()}
    assert asked
    assert asked - theorems == set()
