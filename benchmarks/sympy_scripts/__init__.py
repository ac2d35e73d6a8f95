"""The flagship statements as one would write them in SymPy alone, at symbolic size.

Every function is named after the theorem it restates and returns a `Difference`: left - right, which SymPy should find to be
zero, with what a SymPy user can substitute for a hypothesis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr


@final
@dataclass(frozen=True, slots=True)
class Difference:
    """left - right of an equation; `given` are pairs (formula, value) to be substituted."""

    of: Expr
    given: tuple[tuple[Expr, Expr], ...] = ()
