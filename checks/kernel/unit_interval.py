"""What is known of the sign of c - P because P, an entry of a distribution or a product of such, lies between 0 and 1?  Trusted.

Where a step is proved, that takes its reasons: that the distribution sums to one, and that no term exceeds a sum of such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.kernel.atoms import Q0, UNIT, Kind, Mono, Poly, scaled, varying
from checks.kernel.facts import facts_of
from checks.kernel.moves import Move
from checks.kernel.names import Simplex, Variable
from checks.kernel.sign import Sign, implies, opposite

if TYPE_CHECKING:
    from checks.kernel.signs import Signs


def sign(signs: Signs, p: Poly) -> Sign:
    """Of a number minus multiples of such products, or of the opposite; UNKNOWN otherwise."""
    c = p.get(UNIT, Q0)
    if not c:
        return Sign.UNKNOWN
    if c < 0:
        return opposite(sign(signs, scaled(p, -1)))
    terms = varying(p)
    if any(d > 0 for d in terms.values()) or sum(terms.values(), c) < 0 or not all(_within(signs, m) for m in terms):
        return Sign.UNKNOWN
    return Sign.POSITIVE if sum(terms.values(), c) > 0 else Sign.NONNEGATIVE


def _within(signs: Signs, m: Mono) -> bool:
    return all(e > 0 and _probability(signs, a) for a, e in m)


def _probability(signs: Signs, a: int) -> bool:
    """An entry of a distribution, in its range."""
    atom = signs.n.atoms[a]
    v = atom.head
    if atom.kind is not Kind.ENTRY or not isinstance(v, Variable) or not isinstance(v.facts, Simplex):
        return False
    if not implies(signs.entry(atom), Sign.NONNEGATIVE):
        return False  # nothing is declared of what lies outside
    sums_to_one, *_ = facts_of(v)
    return not signs.binding or (signs.n.may(Move.NONNEGATIVE_TERMS) and any(c.fact == sums_to_one for c in signs.facts))
