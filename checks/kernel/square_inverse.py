"""For square matrices, an inverse from one side is one from the other.  Trusted.

    B A = I  implies  A B = I          for A and B of one shape (n, n)

Not for others: the columns of a tall Q may be orthonormal, Q.T Q = I, and its rows are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Rel, Relation
from checks.kernel.facts import Fact
from checks.kernel.names import Term
from checks.kernel.substitute import shape_of


def turned(cited: tuple[Fact, ...]) -> tuple[tuple[Fact, Fact], ...]:
    """Each cited fact that states such products, with what it says of them the other way round, on the same conditions."""
    return tuple((f, replace(f, claim=c)) for f in cited for c in _turned(f.claim))


def _turned(c: Claim) -> Iterator[Claim]:
    match c:
        case Relation(t.MatMul(b, a), Rel.EQ, t.Identity() as one) | Relation(t.Identity() as one, Rel.EQ, t.MatMul(b, a)):
            if _square(a, one.size) and _square(b, one.size):
                yield Relation(t.MatMul(a, b), Rel.EQ, one)
        case Both(parts):
            for p in parts:
                yield from _turned(p)
        case _:
            pass


def _square(x: Term, n: Term) -> bool:
    return shape_of(x) == (n, n)
