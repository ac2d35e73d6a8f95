"""Sum, D, E, exp, delta and the other words that build formulas."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast, overload

from checks.kernel import term as t
from checks.kernel.claim import Relation
from checks.kernel.names import Index, Term, Variable
from checks.kernel.shape import Malformed, check_claim
from checks.words.declare import size_term
from checks.words.declared import IndexName
from checks.words.formula import Matrix, Number, NumberFormula, NumberLike, Proposition, Vector, as_term, checked, number, wrap
from checks.words.hooks import is_sympy

Range = tuple[IndexName, NumberLike, NumberLike]


def Rational(numerator: int, denominator: int = 1) -> Number:
    """The exact fraction numerator/denominator."""
    for part in (numerator, denominator):
        if isinstance(part, bool) or not isinstance(part, int):
            raise Malformed("not-a-formula", part, f"Rational({numerator!r}, {denominator!r}) needs whole numbers")
    if denominator == 0:
        raise Malformed("not-a-formula", denominator, "Rational(a, 0) is not a number")
    return NumberFormula(t.Num(Fraction(numerator, denominator)))


Pi = NumberFormula(t.Pi())


def _index(k: object, what: str) -> Index:
    term = as_term(k) if isinstance(k, Number) or is_sympy(k) else k
    if not isinstance(term, Index) or term.fixed:
        raise Malformed("not-an-index", k, f"{what} needs an index made by indices(...), not {k!r}")
    return term


def Sum(body: NumberLike | Vector | Matrix, over: IndexName | Range, *more: IndexName | Range) -> Number:
    """`Sum(f, k)` over the whole range of k, `Sum(f, (k, a, b))` from a to b; later indices are outer sums."""
    term = as_term(body)
    for r in (over, *more):
        if isinstance(r, tuple):
            if len(r) != 3:
                raise Malformed("not-an-index", r, f"Sum(f, {r!r}): a range is an index with its first and last value, Sum(f, (k, a, b))")
            k, low, high = _index(r[0], "Sum"), as_term(r[1]), as_term(r[2])
        else:
            k = _index(r, "Sum")
            low, high = t.ONE, k.over
        term = checked(t.Sum(k, low, high, term))
    return cast(Number, wrap(term))


def _function(fn: t.Fn, x: NumberLike) -> Number:
    return number(t.Func(fn, as_term(x)))


def exp(x: NumberLike) -> Number:
    return _function(t.Fn.EXP, x)


def log(x: NumberLike, base: NumberLike | None = None) -> Number:
    """The natural logarithm; `log(x, b)` is log(x)/log(b)."""
    top = _function(t.Fn.LOG, x)
    return top if base is None else top / _function(t.Fn.LOG, base)


def sqrt(x: NumberLike) -> Number:
    return _function(t.Fn.SQRT, x)


def abs_(x: NumberLike) -> Number:
    return _function(t.Fn.ABS, x)


def sin(x: NumberLike) -> Number:
    return _function(t.Fn.SIN, x)


def cos(x: NumberLike) -> Number:
    return _function(t.Fn.COS, x)


def tanh(x: NumberLike) -> Number:
    return _function(t.Fn.TANH, x)


def D(f: NumberLike, x: Number, *more: Number) -> Number:
    """The derivative of f by a scalar or by an entry such as z[j]; further targets differentiate again."""
    term = as_term(f)
    for v in (x, *more):
        term = checked(t.Derivative(term, as_term(v)))
    return number(term)


@overload
def E(f: NumberLike, /) -> Number: ...
@overload
def E(f: NumberLike, x: IndexName, P: Vector, /) -> Number: ...
def E(f: NumberLike, x: IndexName | None = None, P: Vector | None = None, /) -> Number:
    """`E(f)` over the random variables of f; `E(f, x, P)` is the mean of f over outcomes x drawn from P."""
    if x is None:
        return number(t.Mean(as_term(f)))
    return number(t.Average(_index(x, "E(f, x, P)"), as_term(P), as_term(f)))


def Var(f: NumberLike) -> Number:
    """E[f**2] - E[f]**2."""
    return number(t.Variance(as_term(f)))


def Cov(f: NumberLike, g: NumberLike) -> Number:
    """E[f g] - E[f] E[g]."""
    return number(t.Covariance(as_term(f), as_term(g)))


def delta(i: IndexName | int, j: IndexName | int) -> Number:
    """Kronecker delta: 1 where the indices are equal, else 0."""
    return number(t.Delta(as_term(i), as_term(j)))


def indicator(claim: Proposition) -> Number:
    """1 where a comparison of numbers holds, else 0."""
    if not isinstance(claim, Proposition) or not isinstance(claim.claim, Relation):
        raise Malformed("not-a-claim", claim, f"indicator({claim!r}) needs one comparison of numbers")
    check_claim(claim.claim)
    return number(t.Indicator(claim.claim))


def _wrapped(x: Term) -> Any:
    return wrap(checked(x))


def tr(A: Matrix) -> Number:
    """The trace of a square matrix."""
    return number(t.Trace(as_term(A)))


def rank(A: Matrix) -> Number:
    return number(t.Rank(as_term(A)))


def diag(v: Vector) -> Matrix:
    """The square matrix with v on its diagonal."""
    return cast(Matrix, _wrapped(t.Diagonal(as_term(v))))


def norm(x: Vector | Matrix) -> Number:
    """Euclidean norm of a vector, Frobenius norm of a matrix."""
    return number(t.Norm(as_term(x)))


def dot(a: Vector, b: Vector) -> Number:
    """sum of a[i] * b[i]."""
    return number(t.MatMul(as_term(a), as_term(b)))


def outer(a: Vector, b: Vector) -> Matrix:
    """The matrix a[i] * b[j]."""
    return cast(Matrix, _wrapped(t.Outer(as_term(a), as_term(b))))


def eye(n: NumberLike) -> Matrix:
    """The identity matrix of size n."""
    return cast(Matrix, _wrapped(t.Identity(size_term(n, "eye"))))


def zeros(m: NumberLike, n: NumberLike | None = None) -> Any:
    """The zero vector of size m, or the zero matrix m x n."""
    return _wrapped(t.Zeros(tuple(size_term(s, "zeros") for s in (m, n) if s is not None)))


def lift(expression: Any) -> Any:
    """A SymPy expression as a formula, as SymPy holds it (see `evaluate(False)` for what SymPy would erase)."""
    return wrap(as_term(expression))


_ = Variable
