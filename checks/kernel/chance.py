"""Expectation, variance and covariance over families of random variables.  Trusted.

    E[a X + b Y] = a E[X] + b E[Y]      E[X Y] = E[X] E[Y] for X, Y of different families      Var X = E[X**2] - E[X]**2

E binds the random variables below it: facts that restrict them are not used inside.  Independence is between families as
wholes: a factor that mentions two families ties them.  Integrability is an obligation, collected elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import sums
from checks.kernel.atoms import Q1, UNIT, Atom, Kind, Mono, Poly, constant, plus
from checks.kernel.moves import Move
from checks.kernel.names import Family, Term, Variable

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser


def mean(n: Normaliser, body: Term, env: Env) -> Poly:
    """E[body]."""
    from checks.kernel.bind import random_variables

    with n.binding(mean=random_variables(body)):
        out = of_poly(n, n.of(body, env))
    return n.renewed(out) if n.rewriter.withheld(n) else out


def of_poly(n: Normaliser, p: Poly) -> Poly:
    """E of a polynomial; by linearity, constants out, if that is permitted."""
    if not n.may(Move.MEAN):
        return _atom(n, p)
    out: Poly = {}
    for m, c in n.reduced(p).items():
        out = plus(out, _mono(n, m), c)
    return out


def families(n: Normaliser, names: frozenset[Term]) -> frozenset[Family]:
    return frozenset(v.family for v in names if isinstance(v, Variable) and v.family is not None)


def _mono(n: Normaliser, m: Mono) -> Poly:
    fixed = tuple((a, e) for a, e in m if not families(n, n.names(a)))
    random = tuple((a, e) for a, e in m if families(n, n.names(a)))
    if not random:
        return {fixed: Q1}
    for a, e in random:
        atom = n.atoms[a]
        if atom.kind is Kind.SUM and e > 0 and e.q == 1:
            return n.times({fixed: Q1}, _over_sum(n, random, a, e))
    out: Poly = {fixed: Q1}
    for group in _groups(n, random):
        out = n.times(out, _atom(n, {group: Q1}))
    return out


def _over_sum(n: Normaliser, m: Mono, a: int, e: fmpq) -> Poly:
    """E[(sum_i f) rest] = sum_i E[f rest]: one factor of the power at a time, each with its own index."""
    binders, body = sums.opened_sum(n, n.atoms[a])
    rest = tuple((b, x if b != a else x - 1) for b, x in m if b != a or x != 1)
    return sums.total(n, binders, of_poly(n, n.times(body, {rest: Q1})))


def _groups(n: Normaliser, m: Mono) -> list[Mono]:
    """The factors by family, tied families together, if independence may be used; all in one group otherwise."""
    if not n.may(Move.INDEPENDENCE):
        return [m]
    groups: list[tuple[frozenset[Family], list[tuple[int, fmpq]]]] = []
    for a, e in m:
        mine = families(n, n.names(a))
        factors = [(a, e)]
        for g in [g for g in groups if g[0] & mine]:
            groups.remove(g)
            mine, factors = mine | g[0], g[1] + factors
        groups.append((mine, factors))
    return [tuple(sorted(factors)) for _, factors in groups]


def _atom(n: Normaliser, p: Poly) -> Poly:
    if p.keys() <= {UNIT}:
        return p if n.may(Move.MEAN) or not p else n.emit(Atom(Kind.MEAN, polys=(n.key(p),)))
    return n.emit(Atom(Kind.MEAN, polys=(n.key(p),)))


def covariance(n: Normaliser, left: Term, right: Term, env: Env) -> Poly:
    """Cov[left, right], and Var[left] where both are one: as expectations if that is permitted."""
    from checks.kernel.bind import random_variables

    with n.binding(mean=random_variables(left) | random_variables(right)):
        a, b = n.of(left, env), n.of(right, env)
        out = _covariance(n, a, b, same=left is right)
    return n.renewed(out) if n.rewriter.withheld(n) else out


def _covariance(n: Normaliser, a: Poly, b: Poly, *, same: bool) -> Poly:
    if n.may(Move.VARIANCE):
        return plus(of_poly(n, n.times(a, b)), n.times(of_poly(n, a), of_poly(n, b)), -1)
    kind, polys = (Kind.VARIANCE, (n.key(a),)) if same else (Kind.COVARIANCE, tuple(sorted((n.key(a), n.key(b)))))
    return n.emit(Atom(kind, polys=polys))


def moved(n: Normaliser, atom: Atom, by: Env) -> Poly:
    """An expectation, variance or covariance atom with indices replaced."""
    inside = frozenset(v for key in atom.polys for v in n.poly_names(dict(key)) if isinstance(v, Variable) and v.family is not None)
    with n.binding(mean=inside):
        polys = [n.moved(dict(key), by) for key in atom.polys]
        if atom.kind is Kind.MEAN:
            return of_poly(n, polys[0])
        return _covariance(n, polys[0], polys[-1], same=atom.kind is Kind.VARIANCE)


_ = constant
