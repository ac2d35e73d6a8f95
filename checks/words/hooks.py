"""The one door to what is imported late: SymPy and notebook display."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

from checks.kernel.names import Term


def is_sympy(x: object) -> bool:
    """A SymPy object, told without importing SymPy."""
    return any(c.__module__.partition(".")[0] == "sympy" for c in type(x).__mro__)


def from_sympy(x: object) -> Term:
    """A SymPy expression as a formula, as SymPy holds it."""
    return cast(Term, import_module("checks.cas.lift").lift_term(x))


def to_sympy(x: Term) -> Any:
    return import_module("checks.cas.to_sympy").to_sympy(x)


def show_notebook(x: Term) -> dict[str, str]:
    tex = import_module("checks.kernel.tex")
    return {"text/latex": f"${tex.tex(x)}$", "text/plain": import_module("checks.kernel.text").text(x)}
