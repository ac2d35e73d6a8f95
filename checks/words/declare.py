"""let: sizes, indices, scalars, vectors, matrices, distributions, random vectors, unknown functions."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any, Literal, TypeAlias, overload

from checks.kernel.affine import Affine, affine
from checks.kernel.bind import free_indices
from checks.kernel.names import Domain, Family, Free, Function, Index, OneHot, Simplex, Size, Term, Variable
from checks.kernel.shape import Malformed, integer
from checks.kernel.walk import subterms
from checks.words.declared import (
    DeclaredMatrix,
    DeclaredVector,
    Distribution,
    FreeVector,
    IndexName,
    JointDistribution,
    OneHotVector,
    Scalar,
    SizeName,
    UnknownFunction,
)
from checks.words.explicit import written_out
from checks.words.formula import Matrix, Number, NumberLike, Vector, as_term
from checks.words.latex_name import default_tex, set_name
from checks.words.wording import checked_name

SizeLike: TypeAlias = Number | int
Letter = Literal[
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
]  # fmt: skip


def size(name: str, tex: str | None = None, *, at_least: int = 1) -> SizeName:
    """A symbolic size: any integer >= `at_least` >= 1.

    Every claim is meant, and proved, for all of them.
    """
    if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
        raise Malformed("size", at_least, f"size({name!r}): at_least must be a whole number >= 1, not {at_least!r}")
    return SizeName(Size(checked_name(name, "size"), set_name(name, tex), at_least))


def size_term(over: NumberLike, what: str) -> Term:
    """What an author gives as a size: an integer that is at least 1 whatever its sizes are."""
    term = as_term(over)
    integer(term, f"the size of {what}")
    if free_indices(term):
        raise Malformed("size", term, f"the size of {what} cannot depend on an index")
    least, built = _least(affine(term)), any(isinstance(s, Size) for s in subterms(term))
    if least is None or least < 1:
        falls = "can be negative" if least is None else f"can be {least}" if built else f"is {least}"
        advice = '; declare what it is built from with at_least=, as in size("n", at_least=2)' if least is not None and built else ""
        raise Malformed("size", term, f"the size of {what} is {over!r}, which {falls}, and must be at least 1{advice}")
    return term


def _least(a: Affine) -> int | None:
    """The smallest value for all its sizes; `None` if there is none."""
    least = a.const
    for names, c in a.terms:
        if c < 0:
            return None
        least += c * prod(n.at_least for n in names if isinstance(n, Size))
    return least


# A literal letter is a text too: the first signature is the more exact one, and both are right.
@overload
def indices(names: Letter, *, over: SizeLike) -> IndexName: ...  # type: ignore[overload-overlap]  # pyright: ignore[reportOverlappingOverload]
@overload
def indices(names: str, *, over: SizeLike) -> tuple[IndexName, ...]: ...
def indices(names: str, *, over: SizeLike) -> Any:
    """Indices from 1 to `over`: one name gives one index, several a tuple, as in `sympy.symbols`.

    `i, j = indices("i j", over=n)`.  A free index of a claim or a hypothesis means: for every value of it.
    """
    made = tuple(
        IndexName(Index(checked_name(n, "index"), default_tex(n), size_term(over, f"index {n}"))) for n in names.replace(",", " ").split()
    )
    if not made:
        raise Malformed("name", names, 'indices("i j", over=n): no name given')
    return made[0] if len(made) == 1 else made


def position(name: str, tex: str | None = None, *, over: SizeLike) -> IndexName:
    """One fixed, arbitrary index from 1 to `over`, shared by hypotheses and claim.

    It names an entry, `z[t]`, and cannot be summed over.
    """
    return IndexName(Index(checked_name(name, "position"), set_name(name, tex), size_term(over, f"position {name}"), fixed=True))


def _domain(positive: bool, nonnegative: bool) -> Free:
    return Free(Domain.POSITIVE if positive else Domain.NONNEGATIVE if nonnegative else Domain.REAL)


def scalar(name: str, tex: str | None = None, *, positive: bool = False, nonnegative: bool = False) -> Scalar:
    """A real number; `positive` or `nonnegative` restrict it everywhere.

    What is declared holds in every claim and is never listed in `given=`.
    """
    return Scalar(Variable(checked_name(name, "scalar"), set_name(name, tex), (), _domain(positive, nonnegative)))


@overload
def vector(name: str, over: SizeLike, tex: str | None = None, *, positive: bool = False, nonnegative: bool = False) -> DeclaredVector: ...
@overload
def vector(name: Sequence[NumberLike], /) -> Vector: ...
def vector(
    name: str | Sequence[NumberLike],
    over: SizeLike | None = None,
    tex: str | None = None,
    *,
    positive: bool = False,
    nonnegative: bool = False,
) -> Any:
    """A vector of `over` reals; `z[i]` is an entry, i from 1 on, and `positive` or `nonnegative` restrict them all.

    `z + w`, `x * z`, `z / x`, `dot(z, w)`, `A @ z`, `norm(z)`.  `z == w` says that all entries agree; entries alone are ordered.
    `vector([1, x, x**2])` is the vector with these entries.
    """
    if not isinstance(name, str):
        return written_out(name, 1)
    if over is None:
        raise Malformed("size", name, f"vector({name!r}) needs its size: vector({name!r}, n)")
    facts = _domain(positive, nonnegative)
    return FreeVector(Variable(checked_name(name, "vector"), set_name(name, tex), (size_term(over, name),), facts))


@overload
def matrix(name: str, rows: SizeLike, columns: SizeLike, tex: str | None = None) -> DeclaredMatrix: ...
@overload
def matrix(name: Sequence[Sequence[NumberLike]], /) -> Matrix: ...
def matrix(
    name: str | Sequence[Sequence[NumberLike]], rows: SizeLike | None = None, columns: SizeLike | None = None, tex: str | None = None
) -> Any:
    """A matrix of `rows` x `columns` reals; `A[i, j]` is an entry, `A.T` the transpose, `A @ B` the product.

    Shapes must fit: the columns of A and the rows of B are one size.  `matrix([[1, 2], [3, 4]])` is the matrix with these rows.
    """
    if not isinstance(name, str):
        return written_out(name, 2)
    if rows is None or columns is None:
        raise Malformed("size", name, f"matrix({name!r}) needs its sizes: matrix({name!r}, m, n)")
    return DeclaredMatrix(Variable(checked_name(name, "matrix"), set_name(name, tex), (size_term(rows, name), size_term(columns, name))))


def _parameters(of: Number | Vector | Matrix | None) -> tuple[Variable, ...]:
    if of is None:
        return ()
    term = as_term(of)
    if not isinstance(term, Variable) or not isinstance(term.facts, Free) or term.family is not None or term.of:
        raise Malformed("parameter", term, f"of= needs a declared scalar, vector or matrix, not {of!r}")
    return (term,)


def distribution(
    name: str, over: SizeLike, tex: str | None = None, *, positive: bool = False, of: Number | Vector | Matrix | None = None
) -> Distribution:
    """A probability distribution on `over` outcomes: entries >= 0 (> 0 if `positive`) that sum to one.

    `by=P.sums_to_one` and `by=P.nonnegative` name what is declared as a reason.  D by an entry is refused: none can vary alone.
    `of=theta` makes it any smooth family indexed by theta: as often differentiable as the derivation needs.  Such a family
    must be positive.
    """
    if of is not None and not positive:
        raise Malformed(
            "parameter", name, f"distribution({name!r}, of=...) must be positive=True: a smooth family with zeros has no logarithm"
        )
    variable = Variable(
        checked_name(name, "distribution"), set_name(name, tex), (size_term(over, name),), Simplex(positive), None, _parameters(of)
    )
    return Distribution(variable)


def joint(name: str, rows: SizeLike, columns: SizeLike, tex: str | None = None, *, positive: bool = False) -> JointDistribution:
    """A joint distribution of two outcomes: a `rows` x `columns` matrix with entries >= 0 (> 0 if `positive`) that sum to one.

    `by=P.sums_to_one` and `by=P.nonnegative` name what is declared as a reason.
    """
    shape = (size_term(rows, name), size_term(columns, name))
    return JointDistribution(Variable(checked_name(name, "distribution"), set_name(name, tex), shape, Simplex(positive)))


def one_hot(name: str, over: SizeLike, tex: str | None = None, *, at: Number) -> OneHotVector:
    """The vector that is 1 at the position `at` and 0 elsewhere: y[i] == delta(i, at).

    `by=y.entries` names that as a reason, `by=y.sums_to_one` that it sums to one.
    """
    where = as_term(at)
    if not isinstance(where, Index) or not where.fixed:
        raise Malformed("parameter", where, f'one_hot({name!r}, at=...) needs a position: t = position("t", over=...)')
    length = size_term(over, name)
    from checks.kernel.affine import same_integer

    if not same_integer(where.over, length):
        raise Malformed("size-mismatch", where, f"one_hot({name!r}): {where.name} runs over another size than the vector")
    return OneHotVector(Variable(checked_name(name, "vector"), set_name(name, tex), (length,), OneHot(where)))


def function(name: str, tex: str | None = None, *, of: Number | Vector | Matrix) -> UnknownFunction:
    """Any smooth real function of something shaped like `of`: as often differentiable as the derivation needs.

    `L(u)` is its value at u, `L.gradient(u)` its partial derivatives there, in the shape of u.
    """
    from checks.kernel.substitute import shape_of

    return UnknownFunction(Function(checked_name(name, "function"), set_name(name, tex), shape_of(as_term(of))))


def random_variable(name: str, tex: str | None = None, *, family: str | Family) -> Scalar:
    """A random number; random variables of different families are jointly independent.

    Nothing else is known of it: its moments, and that they exist, are hypotheses.
    """
    from checks.words.families import family_of

    return Scalar(Variable(checked_name(name, "random variable"), set_name(name, tex), (), Free(), family_of(family)))


def random_vector(name: str, over: SizeLike, tex: str | None = None, *, family: str | Family) -> DeclaredVector:
    """A random vector; vectors of different families are independent as whole vectors, whatever holds within a family.

    Nothing else is known of it: its moments, and that they exist, are hypotheses.
    """
    from checks.words.families import family_of

    shape = (size_term(over, name),)
    return FreeVector(Variable(checked_name(name, "random vector"), set_name(name, tex), shape, Free(), family_of(family)))
