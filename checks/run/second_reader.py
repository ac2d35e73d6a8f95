"""Is what is printed what was checked?  latex2sympy2 reads the printed formulas again; a disagreement is an alarm."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

from checks.kernel.names import Term


def misreadings(terms: Iterable[Term]) -> tuple[str, ...]:
    """A sentence for each formula whose print reads back as another formula."""
    return tuple(says for x in dict.fromkeys(terms) if (says := _misread(x)))


@lru_cache(maxsize=20_000)
def _misread(x: Term) -> str:
    second = import_module("checks.read.second")
    found = second.second_read(x)
    return f"the printed formula {found.printed} reads back as {found.read}" if isinstance(found, second.Disagrees) else ""


def notice() -> tuple[str, ...]:
    """One line if the second reader is off on this machine."""
    library = import_module("checks.read.latex2sympy")
    found = library.reader()
    return (f"the second reader of printed formulas is off: {found.why}",) if isinstance(found, library.Missing) else ()
