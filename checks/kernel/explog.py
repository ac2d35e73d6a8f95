"""Exponentials, logarithms, powers and roots, under positivity.  Trusted.

    exp(a + b) = exp(a) exp(b)     log(x y) = log x + log y     log(exp a) = a     exp(log x) = x     (x y)**c = x**c y**c
    abs(x y) = abs(x) abs(y)       sqrt(x**2) = abs(x)          log(x**2) = 2 log abs(x)

Without the permission only equal arguments are equal.  Every split asks `signs` for the positivity it needs; the evidence is
kept.  A root of a power needs the sign of its base, and under a derivative the strict sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq, fmpz

from checks.kernel import piecewise, products, rounding, trig
from checks.kernel import term as t
from checks.kernel.absolute import absolute
from checks.kernel.atoms import Q1, UNIT, Atom, Kind, Mono, Poly, constant, floor, freeze, is_integer, plus, scaled, single
from checks.kernel.moves import Move
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign, implies

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

KINDS = {
    t.Fn.EXP: Kind.EXP,
    t.Fn.LOG: Kind.LOG,
    t.Fn.ABS: Kind.ABS,
    t.Fn.SIN: Kind.SIN,
    t.Fn.COS: Kind.COS,
    t.Fn.TANH: Kind.TANH,
    t.Fn.FLOOR: Kind.FLOOR,
    t.Fn.ROUND: Kind.ROUND,
}


def function(n: Normaliser, fn: t.Fn, p: Poly) -> Poly:
    match fn:
        case t.Fn.EXP:
            return exponential(n, p)
        case t.Fn.LOG:
            return logarithm(n, p)
        case t.Fn.SQRT:
            return root(n, p, fmpq(1, 2))
        case t.Fn.ABS:
            return absolute(n, p)
        case t.Fn.FLOOR | t.Fn.CEILING | t.Fn.ROUND:
            return rounding.rounded(n, fn, p)
        case t.Fn.SIGN:
            return piecewise.sign_of(n, p)
        case t.Fn.SIN | t.Fn.COS if n.may(Move.TRIGONOMETRY):
            return trig.expanded(n, fn, p)
        case _:
            return n.emit(Atom(KINDS[fn], polys=(n.key(p),)))


def moved(n: Normaliser, atom: Atom, polys: tuple[Poly, ...]) -> Poly:
    """The atom of a function with other arguments."""
    if atom.kind is Kind.POWER:
        return power(n, polys[0], polys[1])
    return function(n, next(fn for fn, kind in KINDS.items() if kind is atom.kind), polys[0])


# ---------------------------------------------------------------- exp and log
def exponential(n: Normaliser, p: Poly) -> Poly:
    if not p:
        return constant(1)
    if not n.may(Move.EXP_LOG):
        return n.emit(Atom(Kind.EXP, polys=(n.key(p),)))
    out = constant(1)
    for m, c in n.reduced(split_logs(n, p)).items():
        inside = _lone_log(n, m)
        if inside is not None and n.signs.poly(inside) is Sign.POSITIVE:
            out = n.times(out, power(n, inside, constant(c)))
        else:
            out = n.times(out, n.raised(n.emit(Atom(Kind.EXP, polys=(((m, Q1),),))), c))
    return out


def _lone_log(n: Normaliser, m: Mono) -> Poly | None:
    """u where the monomial is log(u) itself."""
    if len(m) == 1 and m[0][1] == 1 and n.atoms[m[0][0]].kind is Kind.LOG:
        return dict(n.atoms[m[0][0]].polys[0])
    return None


def logarithm(n: Normaliser, p: Poly) -> Poly:
    if p == constant(1):
        return {}
    if not p:
        raise Stuck("the logarithm of zero")
    if not n.may(Move.EXP_LOG):
        return n.emit(Atom(Kind.LOG, polys=(n.key(p),)))
    p = n.reduced(p)
    return _split(n, p, _firm(n, p))


def _firm(n: Normaliser, p: Poly) -> frozenset[int]:
    """The exponentials of p whose exponents are defined by what is known here.

    log(exp u) = u takes u out of the logarithm, and with it its denominators: in w log(exp(1/w)) nothing cancels at w = 0.
    """
    exponentials = sorted({a for m in p for a, _ in m if n.atoms[a].kind is Kind.EXP})
    below = {a: {b for m, _ in n.atoms[a].polys[0] for b, e in m if e < 0} for a in exponentials}
    return frozenset(a for a in exponentials if all(implies(n.signs.atom(b), Sign.NONZERO) for b in sorted(below[a])))


def _split(n: Normaliser, p: Poly, firm: frozenset[int]) -> Poly:
    """log of a product as the sum of the logs of its positive factors; what is not known to be positive stays together."""
    c, mono, factors = n.parts(p)
    out: Poly = {}
    left: Poly = constant(1)
    for a, e in mono:
        atom = n.atoms[a]
        if a in firm:
            out = plus(out, dict(atom.polys[0]), e)
        elif atom.kind is Kind.PRIME:
            out = plus(out, n.emit(Atom(Kind.LOG, polys=(freeze(constant(fmpq(int(str(atom.head))))),))), e)
        elif n.signs.atom(a) is Sign.POSITIVE:
            out = plus(out, products.log_of(n, atom) or n.emit(Atom(Kind.LOG, polys=(freeze(single(a)),))), e)
        elif _even(e) and implies(n.signs.atom(a), Sign.NONZERO):
            out = plus(out, _log_of_size(n, single(a)), e)
        else:
            left = n.times(left, single(a, e))
    for f, k in factors:
        sign = n.signs.poly(f)
        if sign is Sign.NEGATIVE:
            f, c = scaled(f, -1), c * (-1) ** k
            sign = Sign.POSITIVE
        if sign is Sign.POSITIVE:
            out = plus(out, n.emit(Atom(Kind.LOG, polys=(freeze(f),))), k)
        elif k % 2 == 0 and implies(sign, Sign.NONZERO):
            out = plus(out, _log_of_size(n, f), k)
        else:
            left = n.times(left, n.power(f, k))
    if left == constant(1) and c > 0:
        return plus(out, _log_of_number(n, c))
    if c > 0:
        return plus(plus(out, _log_of_number(n, c)), n.emit(Atom(Kind.LOG, polys=(n.key(left),))))
    return plus(out, n.emit(Atom(Kind.LOG, polys=(n.key(scaled(left, c)),))))


def _log_of_size(n: Normaliser, u: Poly) -> Poly:
    """log abs(u) for u != 0."""
    return n.emit(Atom(Kind.LOG, polys=(n.key(absolute(n, u)),)))


def _log_of_number(n: Normaliser, c: fmpq) -> Poly:
    out: Poly = {}
    for part, sign in ((c.p, 1), (c.q, -1)):
        for prime, k in fmpz(part).factor():
            out = plus(out, n.emit(Atom(Kind.LOG, polys=(freeze(constant(fmpq(prime))),))), sign * int(k))
    return out


def split_logs(n: Normaliser, p: Poly) -> Poly:
    """Under a factor w >= 0 a logarithm may be split where w > 0 makes its factors positive (0 log 0 = 0)."""
    if not n.may(Move.EXP_LOG) or n.under.derivative:
        return p
    out: Poly = {}
    for m, c in p.items():
        out = plus(out, _split_guarded(n, m), c)
    return out


def _split_guarded(n: Normaliser, m: Mono) -> Poly:
    for a, e in m:
        if n.atoms[a].kind is not Kind.LOG or e != 1:
            continue
        others = tuple((b, x) for b, x in m if b != a)
        guards = n.signs.positive_factors({others: Q1})
        if not guards:
            continue
        inside = dict(n.atoms[a].polys[0])
        firm = _firm(n, inside)
        with n.signs.guarded(guards), n.rewriter.paused():  # what a premise w > 0 gives holds here alone, and may divide by w
            parts = _split(n, inside, firm)
        if parts != single(a):
            parts = n.renewed(parts) if n.rewriter.clauses else parts
            out: Poly = {}
            for k, c in n.times(parts, {others: Q1}).items():
                out = plus(out, {k: Q1} if k == m else _split_guarded(n, k), c)
            return out
    return {m: Q1}


# ---------------------------------------------------------------- powers and roots
def power(n: Normaliser, base: Poly, exponent: Poly) -> Poly:
    """base ** exponent."""
    if not exponent:
        return constant(1)
    if len(exponent) == 1 and UNIT in exponent:
        e = exponent[UNIT]
        return n.power(base, int(e.p)) if is_integer(e) else root(n, base, e)
    if n.may(Move.EXP_LOG) and n.signs.poly(base) is Sign.POSITIVE:
        return exponential(n, n.times(exponent, logarithm(n, base)))
    return n.emit(Atom(Kind.POWER, polys=(n.key(base), n.key(exponent))))


def root(n: Normaliser, p: Poly, e: fmpq) -> Poly:
    """p ** e for a fraction e; p >= 0 is an obligation of the formula as written.

    A factor leaves the root only where it is known to be non-negative: sqrt(x**2) is x for x >= 0 alone.
    """
    p = n.reduced(p)
    if not p:
        if e < 0:
            raise Stuck("a denominator is zero")
        return {}
    if len(p) == 1:
        ((m, c),) = p.items()
        if c == 1 and len(m) == 1 and m[0][1] == 1:
            return n.times(constant(1), single(m[0][0], e))
        return _root_of_mono(n, m, c, e)
    c, mono, factors = n.parts(p)
    if not n.may(Move.EXP_LOG):
        return _whole_root(n, p, e)
    if c < 0:
        factors = [(scaled(f, -1), k) if j == 0 and k % 2 else (f, k) for j, (f, k) in enumerate(factors)]
        if not factors or factors[0][1] % 2 == 0:
            return _whole_root(n, p, e)
        c = -c
    out = _root_of_number(n, c, e)
    left = constant(1)
    for part, k in [*((single(a), x) for a, x in mono), *((f, fmpq(k)) for f, k in factors)]:
        if _out_of_root(n, part):
            out = n.times(out, _factor_power(n, part, k * e))
        elif _even(k):
            out = n.times(out, n.raised(absolute(n, part), k * e))
        else:
            left = n.times(left, n.raised(part, k))
    return out if left == constant(1) else n.times(out, _rest_under_root(n, left, e))


def _factor_power(n: Normaliser, f: Poly, e: fmpq) -> Poly:
    if is_integer(e):
        return n.power(f, int(e.p))
    if len(f) == 1:
        ((m, _),) = f.items()
        return {tuple((a, x * e) for a, x in m): Q1}
    return _whole_root(n, f, e)


def _root_of_mono(n: Normaliser, m: Mono, c: fmpq, e: fmpq) -> Poly:
    out = constant(1)
    left: Poly = constant(1)
    for a, x in m:
        if n.may(Move.EXP_LOG) and _out_of_root(n, single(a)):
            out = n.times(out, single(a, x * e))
        elif n.may(Move.EXP_LOG) and _even(x):
            out = n.times(out, n.raised(absolute(n, single(a)), x * e))
        else:
            left = n.times(left, single(a, x))
    if c > 0 and (left == constant(1) or n.may(Move.EXP_LOG)):
        out = n.times(out, _root_of_number(n, c, e))
    else:
        left = scaled(left, c)
    if left == constant(1):
        return out
    return n.times(out, _rest_under_root(n, left, e))


def _rest_under_root(n: Normaliser, left: Poly, e: fmpq) -> Poly:
    """The root of what could not be taken out of it: a fractional power of an atom, or an atom of its own."""
    if len(left) == 1:
        ((m, c),) = left.items()
        if c == 1 and len(m) == 1 and m[0][1] == 1:
            return single(m[0][0], e)
    return _whole_root(n, left, e)


def _even(e: fmpq) -> bool:
    """(u**e)**c = abs(u)**(e c) for an even number e, whatever the sign of u."""
    return is_integer(e) and e.p % 2 == 0


def _out_of_root(n: Normaliser, part: Poly) -> bool:
    """Non-negative; positive where a derivative is taken by something it depends on."""
    sign = n.signs.poly(part)
    if n.poly_names(part).isdisjoint(n.under.derivative):
        return sign in (Sign.POSITIVE, Sign.NONNEGATIVE, Sign.ZERO)
    return sign is Sign.POSITIVE


def _whole_root(n: Normaliser, p: Poly, e: fmpq) -> Poly:
    """The root as one atom; whole powers of it are taken out."""
    whole = floor(e)
    atom = n.atom(Atom(Kind.POLY, polys=(n.key(p),)))
    out = single(atom, e - whole)
    return n.times(out, n.power(p, whole)) if whole else out


def _root_of_number(n: Normaliser, c: fmpq, e: fmpq) -> Poly:
    """c ** e for c > 0, as a rational times roots of primes."""
    out = constant(1)
    for part, sign in ((c.p, 1), (c.q, -1)):
        for prime, k in fmpz(part).factor():
            out = n.times(out, single(n.atom(Atom(Kind.PRIME, int(prime))), e * int(k) * sign))
    return out
