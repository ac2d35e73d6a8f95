"""let: sizes, indices, scalars, vectors, matrices, distributions, random vectors, unknown functions."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias, overload

from checks.kernel import term as t
from checks.kernel.bind import free_indices
from checks.kernel.names import Domain, Family, Free, Function, Index, OneHot, Simplex, Size, Term, Variable
from checks.kernel.shape import Malformed, integer
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

SizeLike: TypeAlias = Number | int
Letter = Literal[
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
]  # fmt: skip


def _name(name: object, what: str) -> str:
    if not isinstance(name, str) or not name.strip() or len(name) > 60 or not name.isprintable():
        raise Malformed("name", name, f"the name of a {what} must be a short printable text, not {name!r}")
    return name


def size(name: str, tex: str | None = None, *, at_least: int = 1) -> SizeName:
    """A symbolic size: any integer >= `at_least` >= 1."""
    if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
        raise Malformed("size", at_least, f"size({name!r}): at_least must be a whole number >= 1, not {at_least!r}")
    return SizeName(Size(_name(name, "size"), set_name(name, tex), at_least))


def _size_term(over: SizeLike, what: str) -> Term:
    term = as_term(over)
    integer(term, f"the size of {what}")
    if free_indices(term):
        raise Malformed("size", term, f"the size of {what} cannot depend on an index")
    if isinstance(term, t.Num) and term.value < 1:
        raise Malformed("size", term, f"the size of {what} must be at least 1")
    return term


# A literal letter is a text too: the first signature is the more exact one, and both are right.
@overload
def indices(names: Letter, *, over: SizeLike) -> IndexName: ...  # type: ignore[overload-overlap]  # pyright: ignore[reportOverlappingOverload]
@overload
def indices(names: str, *, over: SizeLike) -> tuple[IndexName, ...]: ...
def indices(names: str, *, over: SizeLike) -> Any:
    """Indices from 1 to `over`: one name gives one index, several a tuple, as in `sympy.symbols`."""
    made = tuple(
        IndexName(Index(_name(n, "index"), default_tex(n), _size_term(over, f"index {n}"))) for n in names.replace(",", " ").split()
    )
    if not made:
        raise Malformed("name", names, 'indices("i j", over=n): no name given')
    return made[0] if len(made) == 1 else made


def position(name: str, tex: str | None = None, *, over: SizeLike) -> IndexName:
    """One fixed, arbitrary index from 1 to `over`, shared by hypotheses and claim."""
    return IndexName(Index(_name(name, "position"), set_name(name, tex), _size_term(over, f"position {name}"), fixed=True))


def _domain(positive: bool, nonnegative: bool) -> Free:
    return Free(Domain.POSITIVE if positive else Domain.NONNEGATIVE if nonnegative else Domain.REAL)


def scalar(name: str, tex: str | None = None, *, positive: bool = False, nonnegative: bool = False) -> Scalar:
    """A real number; `positive` or `nonnegative` restrict it in every model."""
    return Scalar(Variable(_name(name, "scalar"), set_name(name, tex), (), _domain(positive, nonnegative)))


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
    """`vector("z", n)`: a vector of n reals; `positive` or `nonnegative` restrict them.  `vector([1, x, x**2])`: the vector written out."""
    if not isinstance(name, str):
        return written_out(name, 1)
    if over is None:
        raise Malformed("size", name, f"vector({name!r}) needs its size: vector({name!r}, n)")
    facts = _domain(positive, nonnegative)
    return FreeVector(Variable(_name(name, "vector"), set_name(name, tex), (_size_term(over, name),), facts))


@overload
def matrix(name: str, rows: SizeLike, columns: SizeLike, tex: str | None = None) -> DeclaredMatrix: ...
@overload
def matrix(name: Sequence[Sequence[NumberLike]], /) -> Matrix: ...
def matrix(
    name: str | Sequence[Sequence[NumberLike]], rows: SizeLike | None = None, columns: SizeLike | None = None, tex: str | None = None
) -> Any:
    """`matrix("W", m, n)`: a matrix of m x n reals.  `matrix([[1, 2], [3, 4]])`: the matrix written out, row by row."""
    if not isinstance(name, str):
        return written_out(name, 2)
    if rows is None or columns is None:
        raise Malformed("size", name, f"matrix({name!r}) needs its sizes: matrix({name!r}, m, n)")
    return DeclaredMatrix(Variable(_name(name, "matrix"), set_name(name, tex), (_size_term(rows, name), _size_term(columns, name))))


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

    `of=theta` makes it an arbitrary differentiable family indexed by theta; such a family must be positive.
    """
    if of is not None and not positive:
        raise Malformed(
            "parameter", name, f"distribution({name!r}, of=...) must be positive=True: a smooth family with zeros has no logarithm"
        )
    variable = Variable(
        _name(name, "distribution"), set_name(name, tex), (_size_term(over, name),), Simplex(positive), None, _parameters(of)
    )
    return Distribution(variable)


def joint(name: str, rows: SizeLike, columns: SizeLike, tex: str | None = None, *, positive: bool = False) -> JointDistribution:
    """A joint distribution of two outcomes: a matrix with entries >= 0 that sum to one."""
    shape = (_size_term(rows, name), _size_term(columns, name))
    return JointDistribution(Variable(_name(name, "distribution"), set_name(name, tex), shape, Simplex(positive)))


def one_hot(name: str, over: SizeLike, tex: str | None = None, *, at: Number) -> OneHotVector:
    """The vector that is 1 at position `at` and 0 elsewhere."""
    where = as_term(at)
    if not isinstance(where, Index) or not where.fixed:
        raise Malformed("parameter", where, f'one_hot({name!r}, at=...) needs a position: t = position("t", over=...)')
    length = _size_term(over, name)
    from checks.kernel.affine import same_integer

    if not same_integer(where.over, length):
        raise Malformed("size-mismatch", where, f"one_hot({name!r}): {where.name} runs over another size than the vector")
    return OneHotVector(Variable(_name(name, "vector"), set_name(name, tex), (length,), OneHot(where)))


def function(name: str, tex: str | None = None, *, of: Number | Vector | Matrix) -> UnknownFunction:
    """An arbitrary differentiable real function of arrays shaped like `of`."""
    from checks.kernel.substitute import shape_of

    return UnknownFunction(Function(_name(name, "function"), set_name(name, tex), shape_of(as_term(of))))


def random_variable(name: str, tex: str | None = None, *, family: str | Family) -> Scalar:
    """A random number; random variables of different families are jointly independent."""
    from checks.words.families import family_of

    return Scalar(Variable(_name(name, "random variable"), set_name(name, tex), (), Free(), family_of(family)))


def random_vector(name: str, over: SizeLike, tex: str | None = None, *, family: str | Family) -> DeclaredVector:
    """A random vector; vectors of different families are independent as whole vectors, whatever holds within a family."""
    from checks.words.families import family_of

    shape = (_size_term(over, name),)
    return FreeVector(Variable(_name(name, "random vector"), set_name(name, tex), shape, Free(), family_of(family)))
