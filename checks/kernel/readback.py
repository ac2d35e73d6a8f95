"""What does a polynomial say, as a formula?  For messages: a residual is often the missing hypothesis.  Proves nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import term as t
from checks.kernel.affine import Affine, term_of
from checks.kernel.atoms import Array, Atom, Kind, Mono, Poly
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Definition, Function, Index, Size, Term, Variable

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

FUNCTIONS = {
    Kind.EXP: t.Fn.EXP,
    Kind.LOG: t.Fn.LOG,
    Kind.ABS: t.Fn.ABS,
    Kind.SIN: t.Fn.SIN,
    Kind.COS: t.Fn.COS,
    Kind.TANH: t.Fn.TANH,
    Kind.FLOOR: t.Fn.FLOOR,
    Kind.ROUND: t.Fn.ROUND,
}
LETTERS = "ijklmn"


def formula(n: Normaliser, p: Poly) -> Term | None:
    """The polynomial as a formula; `None` where it holds something that has no formula."""
    try:
        return _poly(n, p, {})
    except _NoFormula:
        return None


class _NoFormula(Exception):
    pass


def _poly(n: Normaliser, p: Poly, names: dict[Term, Term]) -> Term:
    out: Term | None = None
    for m, c in sorted(p.items(), key=lambda mc: (mc[1] < 0, mc[0])):
        size = _mono(n, m, abs(c), names)
        if out is None:
            out = size if c > 0 else t.Neg(size)
        else:
            out = t.Add(out, size) if c > 0 else t.Sub(out, size)
    return t.ZERO if out is None else out


def _mono(n: Normaliser, m: Mono, c: fmpq, names: dict[Term, Term]) -> Term:
    top = [_power(n, a, e, names) for a, e in m if e > 0]
    below = [_power(n, a, -e, names) for a, e in m if e < 0]
    number = Fraction(int(c.p), int(c.q))
    if number.numerator != 1 or not top:
        top.insert(0, t.Num(Fraction(number.numerator)))
    if number.denominator != 1:
        below.insert(0, t.Num(Fraction(number.denominator)))
    out = _product(top)
    return t.Div(out, _product(below)) if below else out


def _product(factors: list[Term]) -> Term:
    out = factors[0]
    for f in factors[1:]:
        out = t.Mul(out, f)
    return out


def _power(n: Normaliser, a: int, e: fmpq, names: dict[Term, Term]) -> Term:
    base = _atom(n, n.atoms[a], names)
    if e == 1:
        return base
    if e == fmpq(1, 2):
        return t.Func(t.Fn.SQRT, base)
    return t.Pow(base, t.Num(Fraction(int(e.p), int(e.q))))


def _index(x: Affine, names: dict[Term, Term]) -> Term:
    from checks.kernel.substitute import substitute

    return substitute(term_of(x), {k: v for k, v in names.items() if isinstance(k, Index)})


def _atom(n: Normaliser, a: Atom, names: dict[Term, Term]) -> Term:
    at = tuple(_index(i, names) for i in a.indices)
    match a.kind, a.head:
        case Kind.PRIME, p:
            return t.Num(Fraction(str(p)))
        case Kind.PI, _:
            return t.Pi()
        case ((Kind.SIZE | Kind.INDEX), (Size() | Index()) as name):
            return names.get(name, name)
        case Kind.ENTRY, Variable() as v:
            return t.Entry(v, at) if at else v
        case Kind.DEFINED, Definition() as d:
            applied = t.Apply(d, tuple(_array(n, x, names) for x in a.arrays))
            return t.Entry(applied, at) if at else applied
        case Kind.CALL, Function() as f:
            return t.Call(f, _array(n, a.arrays[0], names))
        case Kind.GRADIENT, Function() as f:
            slope = t.Gradient(f, _array(n, a.arrays[0], names))
            return t.Entry(slope, at) if at else slope
        case Kind.DELTA, _:
            return t.Delta(*at)
        case Kind.INDICATOR, Rel() as rel:
            return t.Indicator(Relation(_poly(n, dict(a.polys[0]), names), rel, t.ZERO))
        case Kind.MAX, _:
            return _largest(n, a.arrays[0], names)
        case Kind.DERIVATIVE, Variable() as v:
            return t.Derivative(_poly(n, dict(a.polys[0]), names), t.Entry(v, at) if at else v)
        case ((Kind.SUM | Kind.PRODUCT), _):
            return _over(n, a, names)
        case Kind.POWER, _:
            return t.Pow(_poly(n, dict(a.polys[0]), names), _poly(n, dict(a.polys[1]), names))
        case Kind.POLY, _:
            return _poly(n, dict(a.polys[0]), names)
        case Kind.MEAN, _:
            return t.Mean(_poly(n, dict(a.polys[0]), names))
        case Kind.VARIANCE, _:
            return t.Variance(_poly(n, dict(a.polys[0]), names))
        case Kind.COVARIANCE, _:
            return t.Covariance(_poly(n, dict(a.polys[0]), names), _poly(n, dict(a.polys[1]), names))
        case Kind.RANK, _:
            return t.Rank(_array(n, a.arrays[0], names))
        case kind, _ if kind in FUNCTIONS:
            return t.Func(FUNCTIONS[kind], _poly(n, dict(a.polys[0]), names))
        case _:
            raise _NoFormula


def _over(n: Normaliser, a: Atom, names: dict[Term, Term]) -> Term:
    from checks.kernel.normal import bound

    inner = dict(names)
    ranges: list[tuple[Index, Term, Term]] = []
    taken = {getattr(x, "name", "") for x in n.names(n.atom(a))} | {getattr(v, "name", "") for v in names.values()}
    for k, (low, high) in enumerate(a.binders):
        letter = next(c for c in (*LETTERS, *(f"k{j}" for j in range(100))) if c not in taken)
        taken.add(letter)
        top = _index(high, inner)
        i = Index(letter, letter, top if isinstance(top, Size) else t.Pi())  # no declared range: the printer shows both ends
        ranges.append((i, _index(low, inner), top))
        inner[bound(a.level + 1 + k)] = i
    out = _poly(n, dict(a.polys[0]), inner)
    for i, low_term, top in reversed(ranges):
        out = (t.Sum if a.kind is Kind.SUM else t.Product)(i, low_term, top, out)
    return out


def _largest(n: Normaliser, a: Array, names: dict[Term, Term]) -> Term:
    """The maximum of the entries of an array, over an index that nothing else has."""
    from checks.kernel.normal import bound

    size = _index(a.dims[0], names)
    taken = {getattr(x, "name", "") for x in (*n.poly_names(dict(a.entry)), *names.values())}
    letter = next(c for c in (*LETTERS, *(f"k{j}" for j in range(100))) if c not in taken)
    i = Index(letter, letter, size)
    return t.Max(i, _poly(n, dict(a.entry), {**names, bound(a.level + 1): i}))


def _array(n: Normaliser, a: Array, names: dict[Term, Term]) -> Term:
    """An array argument: a number, or the array whose entry at (i, j) the polynomial is, if it is one as it stands."""
    from checks.kernel.normal import bound

    if not a.dims:
        return _poly(n, dict(a.entry), names)
    stand_ins = tuple(Index(c, c, term_of(d)) for c, d in zip(LETTERS, a.dims, strict=False))
    inner: dict[Term, Term] = dict(names)
    inner.update((bound(a.level + 1 + k), i) for k, i in enumerate(stand_ins))
    body = _poly(n, dict(a.entry), inner)
    match body:
        case t.Entry(base, indices) if indices == stand_ins:
            return base
        case _:
            raise _NoFormula
