"""What is a declared name, to an author?  A number, a vector or a matrix that knows what was declared of it."""

from __future__ import annotations

from typing import Any, cast, final, overload

from checks.kernel import term as t
from checks.kernel.names import Function, Term, Variable
from checks.words.formula import Matrix, Number, Vector, as_term, checked, wrap
from checks.words.reasons import DeclaredFact, FactKind


@final
class SizeName(Number):
    """A symbolic positive integer."""

    __slots__ = ()


@final
class IndexName(Number):
    """An index: an integer from 1 to its size."""

    __slots__ = ()


@final
class Scalar(Number):
    """A declared real number."""

    __slots__ = ()


class DeclaredVector(Vector):
    """A declared vector; what is declared of it is a reason by name."""

    __slots__ = ()

    @property
    def variable(self) -> Variable:
        return cast(Variable, self.term)


@final
class FreeVector(DeclaredVector):
    """A vector whose entries are tied by no equation."""

    __slots__ = ()


class ProbabilityVector(DeclaredVector):
    """A vector of probabilities: entries >= 0 that sum to one."""

    __slots__ = ()

    @property
    def sums_to_one(self) -> DeclaredFact:
        return DeclaredFact(self.variable, FactKind.SUMS_TO_ONE)

    @property
    def nonnegative(self) -> DeclaredFact:
        return DeclaredFact(self.variable, FactKind.NONNEGATIVE)


@final
class Distribution(ProbabilityVector):
    """Any vector of probabilities."""

    __slots__ = ()


@final
class OneHotVector(ProbabilityVector):
    """A vector with one entry 1 and the others 0."""

    __slots__ = ()

    @property
    def entries(self) -> DeclaredFact:
        """y[i] == delta(i, at)."""
        return DeclaredFact(self.variable, FactKind.ONE_HOT)


@final
class Sequence(DeclaredVector):
    """A vector whose entries follow from one another."""

    __slots__ = ()

    @property
    def recurrence(self) -> DeclaredFact:
        """The first entry, and each from the one before: `definition(m)` is the same reason."""
        return DeclaredFact(self.variable, FactKind.RECURRENCE)


@final
class DeclaredMatrix(Matrix):
    """A matrix of free reals."""

    __slots__ = ()


@final
class JointDistribution(Matrix):
    """A matrix of probabilities: entries >= 0 that sum to one."""

    __slots__ = ()

    @property
    def sums_to_one(self) -> DeclaredFact:
        return DeclaredFact(cast(Variable, self.term), FactKind.SUMS_TO_ONE)

    @property
    def nonnegative(self) -> DeclaredFact:
        return DeclaredFact(cast(Variable, self.term), FactKind.NONNEGATIVE)


@final
class UnknownFunction:
    """Any smooth function of an array: `L(u)`, and `L.gradient(u)` for its partial derivatives at u."""

    __slots__ = ("function",)

    def __init__(self, function: Function) -> None:
        self.function = function

    def __call__(self, at: Number | Vector | Matrix) -> Number:
        return cast(Number, _checked(t.Call(self.function, as_term(at))))

    @overload
    def gradient(self, at: Number) -> Number: ...
    @overload
    def gradient(self, at: Vector) -> Vector: ...
    @overload
    def gradient(self, at: Matrix) -> Matrix: ...
    def gradient(self, at: Number | Vector | Matrix) -> Number | Vector | Matrix:
        """The partial derivatives at `at`, in the shape of `at`."""
        return cast(Number | Vector | Matrix, _checked(t.Gradient(self.function, as_term(at))))


def _checked(x: Term) -> Any:
    return wrap(checked(x))
