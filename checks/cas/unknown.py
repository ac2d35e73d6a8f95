"""How does SymPy differentiate a function nobody knows?  By functions for its partial derivatives.

SymPy's own `Subs(Derivative(f(x), x), x, g)` has many forms for one thing; `f_1(g)` has one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from checks.cas.library import sp


@lru_cache(maxsize=10_000)
def unknown_function(name: str, partials: tuple[int, ...] = ()) -> Any:
    """The class of `name`, differentiated by the arguments `partials` (counted from 1); mixed partials commute."""
    label = name + "".join(f"_d{k}" for k in partials)

    def fdiff(self: Any, argindex: int = 1) -> Any:
        return unknown_function(name, tuple(sorted((*partials, argindex))))(*self.args)

    return type(sp.Function)(label, (sp.Function,), {"fdiff": fdiff, "is_real": True, "partials": partials, "stem": name})


def unknowns(x: Any) -> set[Any]:
    """The values of unknown functions in `x`."""
    return {f for f in x.atoms(sp.Function) if hasattr(f, "stem")}
