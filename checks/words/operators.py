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
    """The exact fraction numerator/denominator of two whole numbers: `Rational(1, 3)`.  Python's 1/3 is a rounded number."""
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
    """`Sum(f, k)` over the whole range of k, `Sum(f, (k, a, b))` from a to b; later indices are outer sums.

    f is a number, a vector or a matrix, and k an index made by indices(...).  A sum over an empty range is 0.
    """
    term = as_term(body)
    for r in (over, *more):
        k, low, high = _over(r, "Sum")
        term = checked(t.Sum(k, low, high, term))
    return cast(Number, wrap(term))


def Product(body: NumberLike, over: IndexName | Range) -> Number:
    """`Product(f, k)` over the whole range of k, `Product(f, (k, a, b))` from a to b.

    f is a number, and k an index made by indices(...).  A product over an empty range is 1.
    """
    k, low, high = _over(over, "Product")
    return number(t.Product(k, low, high, as_term(body)))


def _over(r: IndexName | Range, what: str) -> tuple[Index, Term, Term]:
    """An index with the ends of its range."""
    if not isinstance(r, tuple):
        k = _index(r, what)
        return k, t.ONE, k.over
    if len(r) != 3:
        raise Malformed("not-an-index", r, f"{what}(f, {r!r}): a range is an index with its first and last value, {what}(f, (k, a, b))")
    return _index(r[0], what), as_term(r[1]), as_term(r[2])


def _function(fn: t.Fn, x: NumberLike) -> Number:
    return number(t.Func(fn, as_term(x)))


def exp(x: NumberLike) -> Number:
    """The exponential e**x of any number."""
    return _function(t.Fn.EXP, x)


def log(x: NumberLike, base: NumberLike | None = None) -> Number:
    """The natural logarithm of a number x > 0; `log(x, b)` is log(x)/log(b).

    x > 0 is a side condition, but 0 * log(0) is 0.
    """
    top = _function(t.Fn.LOG, x)
    return top if base is None else top / _function(t.Fn.LOG, base)


def sqrt(x: NumberLike) -> Number:
    """The square root of a number x >= 0, which is a side condition; below D, x > 0."""
    return _function(t.Fn.SQRT, x)


def abs_(x: NumberLike) -> Number:
    """The absolute value of a number; below D, it must not be 0."""
    return _function(t.Fn.ABS, x)


def sin(x: NumberLike) -> Number:
    """The sine of a number, in radians."""
    return _function(t.Fn.SIN, x)


def cos(x: NumberLike) -> Number:
    """The cosine of a number, in radians."""
    return _function(t.Fn.COS, x)


def tanh(x: NumberLike) -> Number:
    """The hyperbolic tangent of a number: (exp(x) - exp(-x)) / (exp(x) + exp(-x))."""
    return _function(t.Fn.TANH, x)


def floor(x: NumberLike) -> Number:
    """The largest whole number that is at most x.  It has no derivative."""
    return _function(t.Fn.FLOOR, x)


def ceiling(x: NumberLike) -> Number:
    """The smallest whole number that is at least x.  It has no derivative."""
    return _function(t.Fn.CEILING, x)


def round_(x: NumberLike) -> Number:
    """The whole number nearest to x, the even one of two that are as near (as in Python and IEEE 754).  It has no derivative."""
    return _function(t.Fn.ROUND, x)


def sign(x: NumberLike) -> Number:
    """1 for x > 0, -1 for x < 0, 0 for x == 0.  It has no derivative."""
    return _function(t.Fn.SIGN, x)


def Max(f: NumberLike, k: IndexName, *more: IndexName) -> Number:
    """The largest value of a number f over the whole range of the index k; with several indices, over all of them.

    The range must not be empty, which is a side condition.  It has no derivative.
    """
    term = as_term(f)
    for i in (k, *more):
        term = checked(t.Max(_index(i, "Max"), term))
    return number(term)


def Min(f: NumberLike, k: IndexName, *more: IndexName) -> Number:
    """The smallest value of a number f over the whole range of the index k; see Max."""
    term = as_term(f)
    for i in (k, *more):
        term = checked(t.Min(_index(i, "Min"), term))
    return number(term)


def maximum(a: NumberLike, b: NumberLike) -> Number:
    """The larger of two numbers; below D, they must differ."""
    return number(t.Maximum(as_term(a), as_term(b)))


def minimum(a: NumberLike, b: NumberLike) -> Number:
    """The smaller of two numbers; below D, they must differ."""
    return number(t.Minimum(as_term(a), as_term(b)))


def clip(x: NumberLike, low: NumberLike, high: NumberLike) -> Number:
    """x kept between low and high: minimum(maximum(x, low), high), which is high where low > high."""
    return minimum(maximum(x, low), high)


def where(claim: Proposition, a: NumberLike, b: NumberLike) -> Number:
    """a where a comparison holds, b elsewhere: indicator(claim)*a + (1 - indicator(claim))*b.  Both must have a value."""
    chosen = indicator(claim)
    return chosen * a + (1 - chosen) * b


def D(f: NumberLike, x: Number, *more: Number) -> Number:
    """The derivative of a number f by a scalar or by an entry such as z[j]; further targets differentiate again.

    The target is bound in f.  Entries of distributions and random variables are refused: they cannot vary alone.
    """
    term = as_term(f)
    for v in (x, *more):
        term = checked(t.Derivative(term, as_term(v)))
    return number(term)


@overload
def E(f: NumberLike, /) -> Number: ...
@overload
def E(f: NumberLike, x: IndexName, P: Vector, /) -> Number: ...
def E(f: NumberLike, x: IndexName | None = None, P: Vector | None = None, /) -> Number:
    """`E(f)` over the random variables of f; `E(f, x, P)` is the mean of f over outcomes x drawn from P: Sum(P[x] * f, x).

    That the mean exists is a side condition of `E(f)`; a hypothesis about it, such as E(q[i]) == 0, says so.
    """
    if x is None:
        return number(t.Mean(as_term(f)))
    return number(t.Average(_index(x, "E(f, x, P)"), as_term(P), as_term(f)))


def Var(f: NumberLike) -> Number:
    """The variance, E(f**2) - E(f)**2, over the random variables of a number f."""
    return number(t.Variance(as_term(f)))


def Cov(f: NumberLike, g: NumberLike) -> Number:
    """The covariance, E(f * g) - E(f) * E(g), over the random variables of two numbers."""
    return number(t.Covariance(as_term(f), as_term(g)))


def delta(i: IndexName | int, j: IndexName | int) -> Number:
    """The Kronecker delta: 1 where the indices are equal, else 0.  Both run over one size."""
    return number(t.Delta(as_term(i), as_term(j)))


def indicator(claim: Proposition) -> Number:
    """1 where a comparison of two numbers holds, else 0: `indicator(x > 0)`.  It has no derivative."""
    if not isinstance(claim, Proposition) or not isinstance(claim.claim, Relation):
        raise Malformed("not-a-claim", claim, f"indicator({claim!r}) needs one comparison of numbers")
    check_claim(claim.claim)
    return number(t.Indicator(claim.claim))


def _wrapped(x: Term) -> Any:
    return wrap(checked(x))


def tr(A: Matrix) -> Number:
    """The trace of a square matrix: Sum(A[i, i], i)."""
    return number(t.Trace(as_term(A)))


def rank(A: Matrix) -> Number:
    """The rank of a matrix: how many of its rows are linearly independent."""
    return number(t.Rank(as_term(A)))


def diag(v: Vector) -> Matrix:
    """The square matrix with the vector v on its diagonal and 0 elsewhere."""
    return cast(Matrix, _wrapped(t.Diagonal(as_term(v))))


def norm(x: Vector | Matrix) -> Number:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix: the root of the sum of the squares of the entries."""
    return number(t.Norm(as_term(x)))


def dot(a: Vector, b: Vector) -> Number:
    """The inner product of two vectors of one size: Sum(a[i] * b[i], i)."""
    return number(t.MatMul(as_term(a), as_term(b)))


def outer(a: Vector, b: Vector) -> Matrix:
    """The outer product of two vectors: the matrix with the entries a[i] * b[j]."""
    return cast(Matrix, _wrapped(t.Outer(as_term(a), as_term(b))))


def eye(n: NumberLike) -> Matrix:
    """The identity matrix with n rows: its entries are delta(i, j)."""
    return cast(Matrix, _wrapped(t.Identity(size_term(n, "eye"))))


def zeros(m: NumberLike, n: NumberLike | None = None) -> Any:
    """The zero vector of size m, or the zero matrix m x n."""
    return _wrapped(t.Zeros(tuple(size_term(s, "zeros") for s in (m, n) if s is not None)))


def lift(expression: Any) -> Any:
    """A SymPy expression as a formula, as SymPy holds it (see `evaluate(False)` for what SymPy would erase)."""
    return wrap(as_term(expression))


_ = Variable
