"""Which SymPy symbol stands for which declaration?  One each, with distinct names: SymPy compares by name.

Two declarations that print alike stay two: the second gets a number.
"""

from __future__ import annotations

import re

from checks.cas.library import Expr, sp
from checks.kernel.names import Domain, Free, OneHot, Simplex, Variable


class Names:
    """Gives names that are free of blanks and brackets, one per key, and never twice."""

    def __init__(self) -> None:
        self._given: dict[object, str] = {}
        self._taken: set[str] = set()

    def of(self, key: object, wanted: str) -> str:
        """The name of `key`: `wanted`, made an identifier, with a number if another key has it."""
        if key not in self._given:
            stem = re.sub(r"\W+", "_", wanted.replace("'", "prime")).strip("_") or "x"
            name, n = stem, 1
            while name in self._taken:
                name, n = f"{stem}_{n + 1}", n + 1
            self._given[key] = name
            self._taken.add(name)
        return self._given[key]


def assumptions(v: Variable) -> dict[str, bool]:
    """What SymPy may assume of an entry of `v`: its declared domain, never more."""
    match v.facts:
        case Free(Domain.POSITIVE) | Simplex(positive=True):
            return {"positive": True}
        case Free(Domain.NONNEGATIVE) | Simplex() | OneHot():
            return {"nonnegative": True}
        case _:
            return {"real": True}


def symbol(name: str, **assume: bool) -> Expr:
    return sp.Symbol(name, **assume)
