"""Vectors and matrices through their entries: sums, products, transposes, traces, norms.  Trusted.

(A B)[i, j] = sum_k A[i, k] B[k, j]     A.T[i, j] = A[j, i]     tr A = sum_i A[i, i]     norm(A)**2 = sum A[i, j]**2
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import explog, sums
from checks.kernel import term as t
from checks.kernel.affine import Affine, name_form, whole
from checks.kernel.atoms import Atom, Kind, Poly, constant, plus
from checks.kernel.names import Index, Term, Variable
from checks.kernel.ring import Stuck
from checks.kernel.substitute import shape_of

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser


def entry(n: Normaliser, x: Term, at: tuple[Affine, ...], env: Env) -> Poly:
    """Entry `at` of an array-valued formula; the formula itself where `at` is ()."""
    if not at:
        return n.of(x, env)
    match x:
        case Variable():
            return n.entry_of(x, at)
        case t.Apply():
            return n.applied(x, at, env)
        case t.Gradient(f, a):
            return n.emit(Atom(Kind.GRADIENT, f, at, arrays=(n.array(a, env),)))
        case t.Add(a, b):
            return plus(entry(n, a, at, env), entry(n, b, at, env))
        case t.Sub(a, b):
            return plus(entry(n, a, at, env), entry(n, b, at, env), -1)
        case t.Neg(a):
            return plus({}, entry(n, a, at, env), -1)
        case t.Mul(a, b):
            left, right = (entry(n, s, at, env) if shape_of(s) else n.of(s, env) for s in (a, b))
            return n.times(left, right)
        case t.Div(a, b):
            return n.times(entry(n, a, at, env), n.inverse(n.of(b, env)))
        case t.Transpose(a):
            return entry(n, a, at[::-1], env)
        case t.MatMul(a, b):
            return _product(n, a, b, at, env)
        case t.Outer(a, b):
            return n.times(entry(n, a, at[:1], env), entry(n, b, at[1:], env))
        case t.Diagonal(a):
            return n.times(n.delta(at[0], at[1]), entry(n, a, at[:1], env))
        case t.Identity():
            return n.delta(at[0], at[1])
        case t.Zeros():
            return {}
        case t.Explicit(dims, entries):
            return _written_out(n, dims, entries, at, env)
        case t.Sum(k, low, high, body):
            bounds = (n.index(low, env), n.index(high, env))
            opened = n.fresh(bounds)
            inner = entry(n, body, at, {**env, k: name_form(opened)})
            return sums.total(n, ((opened, bounds),), explog.split_logs(n, inner))
        case t.Mean() | t.Average():
            return _inside(n, x, at, env)
        case _:
            raise Stuck(f"no rule for the entries of {type(x).__name__}")


def _inside(n: Normaliser, x: t.Mean | t.Average, at: tuple[Affine, ...], env: Env) -> Poly:
    """The entry of a mean of arrays is the mean of the entries."""
    stand_ins = tuple(Index("e", "e", t.Pi()) for _ in at)
    inner: dict[Term, Affine] = dict(env)
    inner.update(zip(stand_ins, at, strict=True))
    body = t.Entry(x.body, stand_ins)
    return n.of(t.Mean(body) if isinstance(x, t.Mean) else t.Average(x.index, x.weights, body), inner)


def _written_out(n: Normaliser, dims: tuple[int, ...], entries: tuple[Term, ...], at: tuple[Affine, ...], env: Env) -> Poly:
    """The entry at `at`: sum over all places of delta(at, place) times what stands there."""
    out: Poly = {}
    for place, e in zip(product(*(range(1, d + 1) for d in dims)), entries, strict=True):
        here = constant(1)
        for i, k in zip(at, place, strict=True):
            here = n.times(here, n.delta(i, whole(k)))
        if here:
            out = plus(out, n.times(here, n.of(e, env)))
    return out


def _product(n: Normaliser, a: Term, b: Term, at: tuple[Affine, ...], env: Env) -> Poly:
    """(A B) at (i, j); either factor may be a vector."""
    inner = n.index(shape_of(a)[-1], env)
    k = n.fresh((whole(1), inner))
    split = len(shape_of(a)) - 1
    left = entry(n, a, (*at[:split], name_form(k)), env)
    right = entry(n, b, (name_form(k), *at[split:]), env)
    return sums.total(n, ((k, n.ranges[k]),), n.times(left, right))


def scalar(n: Normaliser, x: Term, env: Env) -> Poly:
    """A number made from arrays."""
    match x:
        case t.MatMul(a, b):
            return _product(n, a, b, (), env)
        case t.Trace(a):
            i = n.fresh((whole(1), n.index(shape_of(a)[0], env)))
            return sums.total(n, ((i, n.ranges[i]),), entry(n, a, (name_form(i), name_form(i)), env))
        case t.Norm(a):
            names = tuple(n.fresh((whole(1), n.index(s, env))) for s in shape_of(a))
            e = entry(n, a, tuple(name_form(i) for i in names), env)
            square = sums.total(n, tuple((i, n.ranges[i]) for i in names), n.times(e, e))
            return explog.root(n, square, fmpq(1, 2))
        case _:
            raise Stuck(f"no rule for {type(x).__name__}")
