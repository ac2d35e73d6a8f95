"""Which summands does a number have, and with which signs?"""

from __future__ import annotations

from checks.kernel import term as t
from checks.kernel.names import Term


def summands_of(x: Term, plus: bool) -> list[tuple[Term, bool]]:
    """The summands of a number, each with its sign."""
    match x:
        case t.Add(a, b):
            return summands_of(a, plus) + summands_of(b, plus)
        case t.Sub(a, b):
            return summands_of(a, plus) + summands_of(b, not plus)
        case t.Neg(a):
            return summands_of(a, not plus)
        case _:
            return [(x, plus)]
