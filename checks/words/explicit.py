"""Vectors and matrices that are written out, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from checks.kernel import term as t
from checks.kernel.shape import Malformed
from checks.words.formula import as_term, wrap
from checks.words.formula import checked as checked_term

FORM = {1: "vector([1, 2, 3])", 2: "matrix([[1, 2], [3, 4]])"}


def written_out(entries: object, depth: int) -> Any:
    """The vector (`depth` 1) or matrix (`depth` 2) of these entries; rows must be equally long, and nothing may be empty."""
    if depth == 1:
        row = _row(entries, depth)
        return wrap(checked_term(t.Explicit((len(row),), row)))
    rows = [_row(r, depth) for r in _listed(entries, depth)]
    if len({len(r) for r in rows}) != 1:
        lengths = ", ".join(str(len(r)) for r in rows)
        raise Malformed("shape", entries, f"the rows of a matrix must be equally long, but these have {lengths} entries")
    return wrap(checked_term(t.Explicit((len(rows), len(rows[0])), tuple(e for r in rows for e in r))))


def _listed(entries: object, depth: int) -> Sequence[object]:
    if not isinstance(entries, (list, tuple)) or not entries:
        raise Malformed("shape", depth, f"write the entries in a list that is not empty, as in {FORM[depth]}")
    return cast("Sequence[object]", entries)


def _row(entries: object, depth: int) -> tuple[t.Term, ...]:
    return tuple(as_term(e) for e in _listed(entries, depth))
