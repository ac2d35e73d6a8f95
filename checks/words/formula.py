"""What can an author write between `=` signs?  Numbers, vectors and matrices with operators that build the tree.

A formula keeps the form in which it was written.  Comparing two formulas builds a claim; a claim has no truth value.
"""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, ClassVar, NoReturn, TypeAlias, cast, overload

from checks.kernel import term as t
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.names import Term
from checks.kernel.shape import Malformed, check_claim, check_node, integer
from checks.kernel.substitute import shape_of
from checks.words.called import no_formula
from checks.words.extent import bounded, bounded_sympy
from checks.words.hooks import from_sympy, is_sympy, show_notebook, to_sympy

NumberLike: TypeAlias = "Number | int | Fraction"
IndexLike: TypeAlias = "Number | int"


class Formula:
    """A number, a vector or a matrix, exactly as it was written."""

    __slots__ = ("term",)
    __array_ufunc__: ClassVar[None] = None  # else NumPy would take a formula apart

    def __init__(self, term: Term) -> None:
        self.term = term

    def __hash__(self) -> int:
        return hash(self.term)

    def __repr__(self) -> str:
        from checks.kernel.text import text

        return text(self.term)

    def __bool__(self) -> NoReturn:
        raise Malformed(
            "truth-value", self.term, "a formula is not true or false by itself: compare it, and state the claim with theorem(...)"
        )

    def sympy(self) -> Any:
        """This formula as a SymPy expression."""
        return to_sympy(self.term)

    def at(self, values: dict[Any, Any]) -> Formula:
        """This formula with sizes, indices or variables replaced, as in `f.at({d: 4096})`."""
        from checks.kernel.substitute import Capture, substitute

        try:
            at = substitute(self.term, substitution(values))
            bounded(at)
            made: Formula = wrap(at)
        except Capture as e:
            says = f"{e.name.name} cannot be replaced here: it is bound by the derivative, or the expectation, in {self!r}"
            raise Malformed("parameter", e.node, says) from None
        return made

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return show_notebook(self.term)


class Proposition:
    """A claim: something that can be stated, assumed or proved, but that has no truth value in Python."""

    __slots__ = ("claim",)

    def __init__(self, claim: Claim) -> None:
        bounded(claim)
        check_claim(claim)
        self.claim = claim

    def __bool__(self) -> NoReturn:
        says = "a claim is not true or false to Python: state it with theorem(...) or hypothesis(...); for a <= b <= c write two claims"
        raise Malformed("truth-value", self.claim, says)

    def __hash__(self) -> int:
        return hash(self.claim)

    def __repr__(self) -> str:
        from checks.kernel.text import claim_text

        return claim_text(self.claim)


class Number(Formula):
    """A real number: arithmetic builds the tree, comparison builds a claim."""

    __slots__ = ()

    def __add__(self, other: NumberLike) -> Number:
        return number(t.Add(self.term, as_term(other)))

    def __radd__(self, other: NumberLike) -> Number:
        return number(t.Add(as_term(other), self.term))

    def __sub__(self, other: NumberLike) -> Number:
        return number(t.Sub(self.term, as_term(other)))

    def __rsub__(self, other: NumberLike) -> Number:
        return number(t.Sub(as_term(other), self.term))

    def __mul__(self, other: NumberLike) -> Number:
        if isinstance(other, Array):
            return NotImplemented
        return number(t.Mul(self.term, as_term(other)))

    def __rmul__(self, other: NumberLike) -> Number:
        return number(t.Mul(as_term(other), self.term))

    def __truediv__(self, other: NumberLike) -> Number:
        return number(t.Div(self.term, as_term(other)))

    def __rtruediv__(self, other: NumberLike) -> Number:
        return number(t.Div(as_term(other), self.term))

    def __pow__(self, other: NumberLike) -> Number:
        return number(t.Pow(self.term, as_term(other)))

    def __rpow__(self, other: NumberLike) -> Number:
        return number(t.Pow(as_term(other), self.term))

    def __neg__(self) -> Number:
        return number(t.Neg(self.term))

    def __eq__(self, other: NumberLike) -> Proposition:  # type: ignore[override]  # builds a claim
        return Proposition(Relation(self.term, Rel.EQ, as_term(other)))

    def __ne__(self, other: NumberLike) -> Proposition:  # type: ignore[override]  # builds a claim
        return Proposition(Relation(self.term, Rel.NE, as_term(other)))

    def __le__(self, other: NumberLike) -> Proposition:
        return Proposition(Relation(self.term, Rel.LE, as_term(other)))

    def __lt__(self, other: NumberLike) -> Proposition:
        return Proposition(Relation(self.term, Rel.LT, as_term(other)))

    def __ge__(self, other: NumberLike) -> Proposition:
        return Proposition(Relation(self.term, Rel.GE, as_term(other)))

    def __gt__(self, other: NumberLike) -> Proposition:
        return Proposition(Relation(self.term, Rel.GT, as_term(other)))

    __hash__ = Formula.__hash__


class Array(Formula):
    """What vectors and matrices share: sums, multiples, equality entry by entry."""

    __slots__ = ()

    def __eq__(self, other: Array) -> Proposition:  # type: ignore[override]  # builds a claim
        return Proposition(Relation(self.term, Rel.EQ, as_term(other)))

    def __ne__(self, other: object) -> NoReturn:  # refuses
        raise Malformed("shape", self.term, "two arrays differ if some entry does: state it for an entry")

    __hash__ = Formula.__hash__


class Vector(Array):
    """A vector of reals; `v[i]` is an entry, counted from 1."""

    __slots__ = ()
    __iter__: ClassVar[None] = None  # its size is a symbol: Python would count entries for ever

    def __getitem__(self, index: IndexLike) -> Number:
        if isinstance(index, tuple):
            raise Malformed("shape", self.term, f"{self!r} is a vector: write one index, as in {self!r}[i]")
        return _entry(self.term, (index,))

    def __add__(self, other: Vector) -> Vector:
        return vector_of(t.Add(self.term, as_term(other)))

    def __sub__(self, other: Vector) -> Vector:
        return vector_of(t.Sub(self.term, as_term(other)))

    def __neg__(self) -> Vector:
        return vector_of(t.Neg(self.term))

    def __mul__(self, other: NumberLike) -> Vector:
        return vector_of(t.Mul(self.term, as_term(other)))

    def __rmul__(self, other: NumberLike) -> Vector:
        return vector_of(t.Mul(as_term(other), self.term))

    def __truediv__(self, other: NumberLike) -> Vector:
        return vector_of(t.Div(self.term, as_term(other)))

    @overload
    def __matmul__(self, other: Vector) -> Number: ...
    @overload
    def __matmul__(self, other: Matrix) -> Vector: ...
    def __matmul__(self, other: Vector | Matrix) -> Number | Vector:
        return cast(Number | Vector, wrap(checked(t.MatMul(self.term, as_term(other)))))


class Matrix(Array):
    """A matrix of reals; `A[i, j]` is an entry, counted from 1; `A @ B` the product; `A.T` the transpose."""

    __slots__ = ()
    __iter__: ClassVar[None] = None

    def __getitem__(self, index: tuple[IndexLike, IndexLike]) -> Number:
        if not isinstance(index, tuple):
            raise Malformed("shape", self.term, f"{self!r} is a matrix: write two indices, as in A[i, j]")
        return _entry(self.term, index)

    def __add__(self, other: Matrix) -> Matrix:
        return matrix_of(t.Add(self.term, as_term(other)))

    def __sub__(self, other: Matrix) -> Matrix:
        return matrix_of(t.Sub(self.term, as_term(other)))

    def __neg__(self) -> Matrix:
        return matrix_of(t.Neg(self.term))

    def __mul__(self, other: NumberLike) -> Matrix:
        return matrix_of(t.Mul(self.term, as_term(other)))

    def __rmul__(self, other: NumberLike) -> Matrix:
        return matrix_of(t.Mul(as_term(other), self.term))

    def __truediv__(self, other: NumberLike) -> Matrix:
        return matrix_of(t.Div(self.term, as_term(other)))

    @overload
    def __matmul__(self, other: Vector) -> Vector: ...
    @overload
    def __matmul__(self, other: Matrix) -> Matrix: ...
    def __matmul__(self, other: Matrix | Vector) -> Matrix | Vector:
        return cast(Matrix | Vector, wrap(checked(t.MatMul(self.term, as_term(other)))))

    @property
    def T(self) -> Matrix:
        return matrix_of(t.Transpose(self.term))


# What operators and words return.  No class of formulas that exist derives from another one: Python asks the more derived
# side of a comparison first, and would turn `Var(s) == d` into `d == Var(s)`.
class NumberFormula(Number):
    __slots__ = ()


class VectorFormula(Vector):
    __slots__ = ()


class MatrixFormula(Matrix):
    __slots__ = ()


def checked(x: Term) -> Term:
    """`x`, once its top node fits its children; raises at the author's line otherwise."""
    bounded(x)
    check_node(x)
    return x


def number(x: Term) -> Number:
    checked(x)
    if shape_of(x):
        raise Malformed("shape", x, f"{wrap(x)!r} is not a number")
    return NumberFormula(x)


def _entry(base: Term, indices: tuple[IndexLike, ...]) -> Number:
    terms = tuple(as_term(i) for i in indices)
    for i in terms:
        if isinstance(i, t.Num) and i.value < 1:
            raise Malformed("not-an-index", i, f"{wrap(base)!r}[{', '.join(map(repr, indices))}]: indices are whole numbers from 1 on")
    return number(t.Entry(base, terms))


def vector_of(x: Term) -> Vector:
    return VectorFormula(checked(x))


def matrix_of(x: Term) -> Matrix:
    return MatrixFormula(checked(x))


def wrap(x: Term) -> Any:
    """The word for a well-formed tree, by its shape."""
    return (NumberFormula, VectorFormula, MatrixFormula)[len(shape_of(x))](x)


def as_term(x: object) -> Term:
    """The tree of anything an author may write where a formula is wanted."""
    match x:
        case Formula():
            return x.term
        case bool():
            raise Malformed("not-a-formula", x, f"{x} is a truth value, not a number: write 1 or 0")
        case int() | Fraction():
            return t.Num(Fraction(x))
        case float():
            exact = Fraction(str(x)) if math.isfinite(x) else None
            hint = f"write Rational({exact.numerator}, {exact.denominator})" if exact is not None else "write oo"
            raise Malformed("float", x, f"{x!r} is a binary float, not an exact number: {hint}")
        case _ if is_sympy(x):
            bounded_sympy(x)
            return from_sympy(x)
        case Proposition():
            raise Malformed("not-a-formula", x.claim, f"{x!r} is a claim, not a formula")
        case _:
            raise Malformed("not-a-formula", x, no_formula(x))


def substitution(values: dict[Any, Any]) -> dict[t.Declaration, Term]:
    """`{P: pi}` as the kernel's substitution: keys are declared names, sizes of replaced arrays follow."""
    if not isinstance(values, dict):
        raise Malformed("not-a-name", values, f"at({values!r}): what replaces what? write .at({{name: value}})")
    out: dict[t.Declaration, Term] = {}
    for key, value in values.items():
        name = as_term(key)
        if not isinstance(name, (t.Size, t.Index, t.Variable)):
            raise Malformed("not-a-name", name, f"{key!r} is not a declared size, index or variable, so it cannot be replaced")
        image = as_term(value)
        if isinstance(name, (t.Size, t.Index)):
            integer(image, f"what replaces {name.name}")
        out[name] = image
        if isinstance(name, t.Variable):
            shape = shape_of(image)
            if len(shape) != len(name.shape):
                raise Malformed("shape", image, f"{value!r} does not have the shape of {key!r}")
            for dim, actual in zip(name.shape, shape, strict=True):
                if isinstance(dim, t.Size):
                    out.setdefault(dim, actual)
    return out
