"""Sine and cosine of sums and multiples, and sin**2 = 1 - cos**2.  Trusted.

    sin(a + b) = sin a cos b + cos a sin b      cos(a + b) = cos a cos b - sin a sin b      sin(-a) = -sin a      cos(-a) = cos a

They hold for all real arguments, so there are no conditions.  An argument is split at its monomials; a whole multiple of one
is written out by the sums, and a multiple of pi / 2 has its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flint import fmpq

from checks.kernel import term as t
from checks.kernel.atoms import UNIT, Atom, Kind, Mono, Poly, constant, plus, scaled

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

MOST = 12  # the largest multiple of an angle that is written out
QUARTERS = ((0, 1), (1, 0), (0, -1), (-1, 0))  # (sin, cos) of 0, pi / 2, pi, 3 pi / 2

Pair: TypeAlias = tuple[Poly, Poly]  # sine and cosine of one angle


def expanded(n: Normaliser, fn: t.Fn, p: Poly) -> Poly:
    """sin(p) or cos(p) in the sines and cosines of the monomials of p."""
    whole: Pair = ({}, constant(1))
    for m, c in sorted(n.reduced(p).items()):
        whole = _sum(n, whole, _multiple(n, m, c))
    return whole[0] if fn is t.Fn.SIN else whole[1]


def _sum(n: Normaliser, a: Pair, b: Pair) -> Pair:
    return (
        plus(n.times(a[0], b[1]), n.times(a[1], b[0])),
        plus(n.times(a[1], b[1]), n.times(a[0], b[0]), -1),
    )


def _multiple(n: Normaliser, m: Mono, c: fmpq) -> Pair:
    """Sine and cosine of c times a monomial."""
    if len(m) == 1 and m[0][1] == 1 and n.atoms[m[0][0]].kind is Kind.PI and (2 * c).q == 1:
        sine, cosine = QUARTERS[int((2 * c).p) % 4]
        return constant(sine), constant(cosine)
    times = abs(int(c.p)) if m != UNIT and abs(int(c.p)) <= MOST else 1
    unit = _angle(n, {m: abs(c) / times})
    out = unit
    for _ in range(times - 1):
        out = _sum(n, out, unit)
    return (scaled(out[0], -1), out[1]) if c < 0 else out


def _angle(n: Normaliser, p: Poly) -> Pair:
    sine, cosine = (n.emit(Atom(kind, polys=(n.key(p),))) for kind in (Kind.SIN, Kind.COS))
    return sine, cosine
