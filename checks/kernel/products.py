"""Products of symbolic size: of products, of powers, of constants, of exponentials, and their logarithms.  Trusted.

    prod f g = prod f prod g      prod f**c = (prod f)**c      prod c = c**length      prod exp f = exp sum f
    log prod f = sum log f        prod f = exp sum log f       for f > 0

A product atom has one range and one factor.  Without the permission only equal factors over equal ranges are equal.  A constant
leaves only where the range surely has an element, or where the constant is positive and the length is not negative: else the
power might be 0**0, or a division.  The powers of a factor are those that are written in it, so they are defined at every place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import explog, sums
from checks.kernel.affine import Affine, Range, at_least_zero, name_form, whole
from checks.kernel.atoms import Atom, Kind, Poly, constant, scaled, single
from checks.kernel.ends import ends_of
from checks.kernel.moves import Move
from checks.kernel.names import Index
from checks.kernel.sign import Sign

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser


def total(n: Normaliser, i: Index, bounds: Range, p: Poly) -> Poly:
    """The product of p over the opened index."""
    p = n.reduced(p)
    low, high = bounds
    length = high.plus(low, -1).plus(whole(1))
    if not length.terms and length.const <= sums.LITERAL:
        return _at(n, i, tuple(low.plus(whole(k)) for k in range(length.const)), p)
    ends, left = ends_of(n, bounds)
    if ends:
        n.ranges[i] = left
        return n.times(_at(n, i, ends, p), total(n, i, left, p))
    if not n.may(Move.PRODUCT) or not p:
        return _atom(n, i, bounds, p)
    c, mono, sums_ = n.parts(p)
    out = _constant(n, i, bounds, length, constant(c))
    for a, e in mono:
        inner = dict(n.atoms[a].polys[0]) if n.atoms[a].kind is Kind.POLY else n.times(constant(1), single(a))
        out = n.times(out, n.raised(_factor(n, i, bounds, length, inner), e))
    for f, k in sums_:
        out = n.times(out, n.raised(_factor(n, i, bounds, length, f), fmpq(k)))
    return out


def _at(n: Normaliser, i: Index, places: tuple[Affine, ...], p: Poly) -> Poly:
    out = constant(1)
    for place in places:
        out = n.times(out, n.moved(p, {i: place}))
    return out


def _factor(n: Normaliser, i: Index, bounds: Range, length: Affine, f: Poly) -> Poly:
    """The product of one factor that is raised to no power."""
    if i not in n.poly_names(f):
        return _constant(n, i, bounds, length, f)
    exponent = _exponent(n, f)
    if exponent is not None:
        return explog.exponential(n, sums.total(n, ((i, bounds),), exponent))
    return _atom(n, i, bounds, f)


def _exponent(n: Normaliser, f: Poly) -> Poly | None:
    """u where f is exp(u): as written, or as a positive number; `None` if it is neither."""
    if len(f) == 1:
        ((m, c),) = f.items()
        if c == 1 and len(m) == 1 and m[0][1] == 1 and n.atoms[m[0][0]].kind is Kind.EXP:
            return dict(n.atoms[m[0][0]].polys[0])
    if n.may(Move.EXP_LOG) and n.signs.poly(f) is Sign.POSITIVE:
        return explog.logarithm(n, f)
    return None


def _constant(n: Normaliser, i: Index, bounds: Range, length: Affine, f: Poly) -> Poly:
    """c**length, where that is what it means."""
    if f == constant(1):
        return f
    some = at_least_zero(length.plus(whole(-1)), n.ranges)
    if some or (at_least_zero(length, n.ranges) and n.signs.poly(f) is Sign.POSITIVE):
        return explog.power(n, f, n.integer(length))
    return _atom(n, i, bounds, f)


def _atom(n: Normaliser, i: Index, bounds: Range, p: Poly) -> Poly:
    """The product as an atom; with the permission, its factor has leading coefficient one if the number can stand outside."""
    from checks.kernel.normal import bound

    level = n.level(p)
    body = n.reduced(n.moved(p, {i: name_form(bound(level + 1))}))
    out = constant(1)
    if n.may(Move.PRODUCT) and len(body) > 1:
        lead = body[max(body)]
        length = bounds[1].plus(bounds[0], -1).plus(whole(1))
        if lead != 1 and at_least_zero(length.plus(whole(-1)), n.ranges):
            body = scaled(body, 1 / lead)
            out = explog.power(n, constant(lead), n.integer(length))
    return n.times(out, n.emit(Atom(Kind.PRODUCT, polys=(n.key(body),), binders=(bounds,), level=level)))


def opened(n: Normaliser, atom: Atom) -> tuple[Index, Range, Poly]:
    """A product atom at a fresh index: the index, its range, the factor."""
    from checks.kernel.normal import bound

    i = n.fresh(atom.binders[0])
    return i, atom.binders[0], n.moved(dict(atom.polys[0]), {bound(atom.level + 1): name_form(i)})


def moved(n: Normaliser, atom: Atom, by: Env) -> Poly:
    """A product atom with free indices replaced."""
    i, (low, high), factor = opened(n, atom)
    bounds = (low.replaced(by), high.replaced(by))
    n.ranges[i] = bounds
    return total(n, i, bounds, n.moved(factor, by))


def log_of(n: Normaliser, atom: Atom) -> Poly | None:
    """log prod f = sum log f where every factor is positive; `None` if that is not known, or this is no product."""
    if atom.kind is not Kind.PRODUCT or not n.may(Move.PRODUCT):
        return None
    i, bounds, factor = opened(n, atom)
    return sums.total(n, ((i, bounds),), explog.logarithm(n, factor)) if n.signs.poly(factor) is Sign.POSITIVE else None
