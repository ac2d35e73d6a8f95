"""What are the values of a script called in it?  For messages that write the line to type."""

from __future__ import annotations

import sys

from checks.words.formula import Formula
from checks.words.state import DefinedFunction, Theorem


def script_names(th: Theorem) -> dict[int, str]:
    """id of a value (and of the tree, variable or definition behind it) to its module-level name, in the file of the theorem."""
    from checks.kernel import term as t

    out: dict[int, str] = {}
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) != th.place.file:
            continue
        for name, value in vars(module).items():
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
