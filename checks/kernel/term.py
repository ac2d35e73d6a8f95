"""What is a formula?  The tree, exactly as the author wrote it.  Trusted.

Nodes are compared by structure, declarations (`names.py`) by identity.  Nothing here simplifies anything.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import final

from checks.kernel.claim import Rel as Rel
from checks.kernel.claim import Relation as Relation
from checks.kernel.names import Declaration as Declaration
from checks.kernel.names import Definition as Definition
from checks.kernel.names import Domain as Domain
from checks.kernel.names import Facts as Facts
from checks.kernel.names import Family as Family
from checks.kernel.names import Free as Free
from checks.kernel.names import Function as Function
from checks.kernel.names import Index as Index
from checks.kernel.names import OneHot as OneHot
from checks.kernel.names import Recurrence as Recurrence
from checks.kernel.names import Simplex as Simplex
from checks.kernel.names import Size as Size
from checks.kernel.names import Term as Term
from checks.kernel.names import Variable as Variable
from checks.kernel.node import node


@final
@node
class Num(Term):
    value: Fraction


@final
@node
class Pi(Term):
    """The circle constant."""


@final
@node
class Add(Term):
    left: Term
    right: Term


@final
@node
class Sub(Term):
    left: Term
    right: Term


@final
@node
class Neg(Term):
    arg: Term


@final
@node
class Mul(Term):
    """Product of two scalars, or of a scalar and an array."""

    left: Term
    right: Term


@final
@node
class Div(Term):
    """`left / right`; `right` is a scalar."""

    left: Term
    right: Term


@final
@node
class Pow(Term):
    base: Term
    exponent: Term


class Fn(Enum):
    """Functions of one real argument."""

    EXP = "exp"
    LOG = "log"
    SQRT = "sqrt"
    ABS = "abs"
    SIN = "sin"
    COS = "cos"
    TANH = "tanh"
    FLOOR = "floor"
    CEILING = "ceiling"
    ROUND = "round_"  # to the nearest whole number, an even one where two are as near
    SIGN = "sign"


JUMPING = (Fn.FLOOR, Fn.CEILING, Fn.ROUND, Fn.SIGN)  # not continuous


@final
@node
class Func(Term):
    fn: Fn
    arg: Term


# ---------------------------------------------------------------- names applied
@final
@node
class Entry(Term):
    """`base[i]` or `base[i, j]`, counted from 1."""

    base: Term
    indices: tuple[Term, ...]


@final
@node
class Apply(Term):
    """A defined name with its arguments; an array if the definition has indices."""

    definition: Definition
    args: tuple[Term, ...] = ()


@final
@node
class Call(Term):
    """`function(arg)`."""

    function: Function
    arg: Term


@final
@node
class Gradient(Term):
    """The array of partial derivatives of `function`, taken at `arg`."""

    function: Function
    arg: Term


# ---------------------------------------------------------------- binders
@final
@node
class Sum(Term):
    """sum over `index` = `lower` .. `upper` of `body`; an empty range gives 0."""

    index: Index
    lower: Term
    upper: Term
    body: Term


@final
@node
class Product(Term):
    """product over `index` = `lower` .. `upper` of `body`, a number; an empty range gives 1."""

    index: Index
    lower: Term
    upper: Term
    body: Term


@final
@node
class Max(Term):
    """The largest value of `body` over the whole range of `index`, which is not empty."""

    index: Index
    body: Term


@final
@node
class Min(Term):
    """The smallest value of `body` over the whole range of `index`, which is not empty."""

    index: Index
    body: Term


@final
@node
class Derivative(Term):
    """The derivative of `t -> body[target := t]` at `target`: a scalar variable or an entry of an array variable."""

    body: Term
    target: Term


@final
@node
class Mean(Term):
    """E[body]: binds the random variables of `body`."""

    body: Term


@final
@node
class Variance(Term):
    """E[body**2] - E[body]**2."""

    body: Term


@final
@node
class Covariance(Term):
    """E[left*right] - E[left]*E[right]."""

    left: Term
    right: Term


@final
@node
class Average(Term):
    """E over `index` drawn from `weights`: sum over index of weights[index] * body."""

    index: Index
    weights: Term
    body: Term


# ---------------------------------------------------------------- deltas and arrays
@final
@node
class Delta(Term):
    """1 where the two indices are equal, else 0."""

    left: Term
    right: Term


@final
@node
class Indicator(Term):
    """1 where the relation holds, else 0."""

    relation: Relation


@final
@node
class Maximum(Term):
    """The larger of two numbers."""

    left: Term
    right: Term


@final
@node
class Minimum(Term):
    """The smaller of two numbers."""

    left: Term
    right: Term


@final
@node
class MatMul(Term):
    """Matrix product (m, k)(k, n) -> (m, n), matrix times vector (m, n)(n,) -> (m,), vector times matrix, or dot product."""

    left: Term
    right: Term


@final
@node
class Transpose(Term):
    arg: Term


@final
@node
class Trace(Term):
    arg: Term


@final
@node
class Outer(Term):
    """(m,), (n,) -> (m, n): left[i] * right[j]."""

    left: Term
    right: Term


@final
@node
class Norm(Term):
    """Euclidean norm of a vector, Frobenius norm of a matrix: sqrt of the sum of squared entries."""

    arg: Term


@final
@node
class Rank(Term):
    """The rank of a matrix."""

    arg: Term


@final
@node
class Diagonal(Term):
    """(n,) -> (n, n) with the vector on the diagonal."""

    arg: Term


@final
@node
class Identity(Term):
    size: Term


@final
@node
class Zeros(Term):
    shape: tuple[Term, ...]


@final
@node
class Explicit(Term):
    """An array written out, row by row: `dims` are its whole-number sizes."""

    dims: tuple[int, ...]
    entries: tuple[Term, ...]


ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
