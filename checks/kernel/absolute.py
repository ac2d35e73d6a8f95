"""What is the absolute value of a formula?  Itself or its opposite, where the sign is known.  Trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel.atoms import Atom, Kind, Poly, constant, is_integer, scaled, single
from checks.kernel.moves import Move
from checks.kernel.sign import Sign

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser


def absolute(n: Normaliser, p: Poly) -> Poly:
    """abs(u) is u where u >= 0 (u > 0 under a derivative), -u where u <= 0; abs(u v) = abs(u) abs(v)."""
    known = _without_bars(n, p)
    if known is not None:
        return known
    if not (n.may(Move.EXP_LOG) or n.may(Move.PIECEWISE)):
        return n.emit(Atom(Kind.ABS, polys=(n.key(_turned(p)),)))
    c, mono, factors = n.parts(n.reduced(p))
    out = constant(abs(c))
    for part, k in [*((single(a), e) for a, e in mono), *((f, fmpq(k)) for f, k in factors)]:
        if not is_integer(k):
            out = n.times(out, n.raised(part, k))  # a root that exists is not negative
            continue
        bare = _without_bars(n, part)
        out = n.times(out, n.power(n.emit(Atom(Kind.ABS, polys=(n.key(_turned(part)),))) if bare is None else bare, int(k.p)))
    return out


def _turned(p: Poly) -> Poly:
    """p or -p, the same one for both: abs(-u) = abs(u)."""
    return scaled(p, -1) if p and p[min(p)] < 0 else p


def _without_bars(n: Normaliser, p: Poly) -> Poly | None:
    """abs(p) as p or -p; `None` where its sign is not known."""
    sign = n.signs.poly(p)
    strict_only = not n.poly_names(p).isdisjoint(n.under.derivative)
    if sign is Sign.POSITIVE or (sign in (Sign.NONNEGATIVE, Sign.ZERO) and not strict_only):
        return p
    if sign is Sign.NEGATIVE or (sign is Sign.NONPOSITIVE and not strict_only):
        return scaled(p, -1)
    return None
