"""What are the values of a script called in it?  For messages that write the line to type."""

from __future__ import annotations

from collections.abc import Mapping

from checks.kernel import term as t
from checks.words.formula import Formula
from checks.words.state import DefinedFunction


def script_names(module: Mapping[str, object]) -> dict[int, str]:
    """id of a value, and of the tree, variable or definition behind it, to its module-level name."""
    out: dict[int, str] = {}
    for name, value in module.items():
        if name.startswith("_"):
            continue
        out.setdefault(id(value), name)
        if isinstance(value, DefinedFunction):
            out.setdefault(id(value.definition), name)
        elif isinstance(value, Formula):
            out.setdefault(id(value.term), name)
            if isinstance(value.term, t.Apply):
                out.setdefault(id(value.term.definition), name)
    return out
