"""Where does SymPy enter?  Here alone, and untyped: it carries no stubs, so in this folder it is `Any` throughout."""

from typing import Any, TypeAlias

import sympy  # pyright: ignore[reportMissingTypeStubs]
import sympy.concrete.delta  # pyright: ignore[reportMissingTypeStubs, reportUnusedImport]  # not loaded by SymPy itself

sp: Any = sympy
Expr: TypeAlias = Any  # a sympy.Expr
