"""The derivative of every head, by a scalar or by one entry of an array.  Trusted.

    d(f + g) = df + dg      d(f g) = f dg + g df      d(u**c) = c u**(c-1) du      d exp(u) = exp(u) du      d log(u) = du / u
    d z[i] / d z[j] = delta(i, j)          d L(u) = sum_k (grad L)(u)[k] du[k]          d sum_k f = sum_k df

What it cannot differentiate it leaves as a derivative; a name that depends on the variable is never taken for a constant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import explog, products, sums
from checks.kernel import term as t
from checks.kernel.affine import Affine, name_form
from checks.kernel.atoms import Q1, Atom, Kind, Mono, Poly, constant, plus, scaled, single
from checks.kernel.moves import Move
from checks.kernel.names import Term, Variable
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign, implies

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser


def derivative(n: Normaliser, body: Term, target: Term, env: Env) -> Poly:
    """D(body, target).  Inside, no fact that restricts the variable is used; outside, the result is read anew."""
    match target:
        case Variable() as v:
            at: tuple[Affine, ...] = ()
        case t.Entry(Variable() as v, indices):
            at = tuple(n.index(i, env) for i in indices)
        case _:
            raise Stuck("a derivative by something that is not a variable")
    with n.binding(derivative=frozenset({v})):
        out = _by(n, n.of(body, env), v, at)
    return n.renewed(out) if n.rewriter.withheld(n) else out


def _by(n: Normaliser, p: Poly, v: Variable, at: tuple[Affine, ...]) -> Poly:
    """The derivative of a polynomial, if differentiating is permitted; a derivative atom otherwise."""
    return differentiated(n, p, v, at) if n.may(Move.CALCULUS) else _left(n, p, v, at)


def _left(n: Normaliser, p: Poly, v: Variable, at: tuple[Affine, ...]) -> Poly:
    return n.emit(Atom(Kind.DERIVATIVE, v, at, polys=(n.key(p),))) if p else {}


def differentiated(n: Normaliser, p: Poly, v: Variable, at: tuple[Affine, ...]) -> Poly:
    out: Poly = {}
    for m, c in p.items():
        for k, (a, e) in enumerate(m):
            if v not in n.names(a):
                continue
            others: Mono = m[:k] + m[k + 1 :]
            outer = n.times({others: c * e}, _power_of_atom(n, a, e - 1))
            out = plus(out, n.times(outer, _atom(n, a, v, at)))
    return out


def _power_of_atom(n: Normaliser, a: int, e: fmpq) -> Poly:
    return single(a, e) if e else constant(1)


def _atom(n: Normaliser, a: int, v: Variable, at: tuple[Affine, ...]) -> Poly:
    """The derivative of one atom that depends on v."""
    atom = n.atoms[a]

    def inner(k: int = 0) -> Poly:
        return differentiated(n, dict(atom.polys[k]), v, at)

    match atom.kind:
        case Kind.ENTRY if atom.head is v:
            out = constant(1)
            for i, j in zip(atom.indices, at, strict=True):
                out = n.times(out, n.delta(i, j))
            return out
        case Kind.POLY:
            return inner()
        case Kind.EXP:
            return n.times(single(a), inner())
        case Kind.LOG:
            return n.times(n.inverse(dict(atom.polys[0])), inner())
        case Kind.ABS:  # d abs(u) = (abs(u) / u) du for u != 0
            return n.times(n.times(single(a), n.inverse(dict(atom.polys[0]))), inner())
        case Kind.SIN:
            return n.times(explog.function(n, t.Fn.COS, dict(atom.polys[0])), inner())
        case Kind.COS:
            return scaled(n.times(explog.function(n, t.Fn.SIN, dict(atom.polys[0])), inner()), -1)
        case Kind.TANH:
            return n.times(plus(constant(1), single(a, 2), -1), inner())
        case Kind.POWER:  # d(b**e) = b**e (e' log b + e b' / b)
            base, exponent = dict(atom.polys[0]), dict(atom.polys[1])
            growth = n.times(inner(1), explog.function(n, t.Fn.LOG, base))
            return n.times(single(a), plus(growth, n.times(n.times(exponent, inner(0)), n.inverse(base))))
        case Kind.SUM if not any(v in low.names() | high.names() for low, high in atom.binders):
            binders, body = sums.opened_sum(n, atom)
            return sums.total(n, binders, differentiated(n, body, v, at))
        case Kind.PRODUCT:  # d prod f = prod f sum_k (df / f), for f != 0: without that, a derivative it remains
            place, bounds, f = products.opened(n, atom)
            if not implies(n.signs.poly(f), Sign.NONZERO):
                return _left(n, single(a), v, at)
            growth = n.times(differentiated(n, f, v, at), n.inverse(f))
            return n.times(single(a), sums.total(n, ((place, bounds),), growth))
        case Kind.CALL:
            names, u = n.opened_array(atom.arrays[0])
            slope = n.emit(Atom(Kind.GRADIENT, atom.head, tuple(name_form(i) for i in names), arrays=atom.arrays))
            return sums.total(n, tuple((i, n.ranges[i]) for i in names), n.times(slope, differentiated(n, u, v, at)))
        case _:
            return _left(n, {((a, Q1),): Q1}, v, at)


def moved(n: Normaliser, atom: Atom, by: Env) -> Poly:
    """A derivative atom with indices replaced."""
    v = atom.head
    if not isinstance(v, Variable):
        raise Stuck("a derivative by something that is not a variable")
    at = tuple(i.replaced(by) for i in atom.indices)
    with n.binding(derivative=frozenset({v})):
        return _by(n, n.moved(dict(atom.polys[0]), by), v, at)
