"""define: a name for a formula, with parameters or without, and the reason "by definition of" it."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from typing import Any, TypeAlias, final, overload

from checks.kernel import term as t
from checks.kernel.names import Definition, Index, Variable
from checks.kernel.shape import Malformed, check_definition
from checks.kernel.substitute import shape_of
from checks.words.declared import DeclaredMatrix, DeclaredVector, IndexName, JointDistribution, Scalar, Sequence
from checks.words.formula import Formula, Matrix, Number, NumberLike, Vector, as_term, checked, wrap
from checks.words.latex_name import set_name
from checks.words.reasons import DeclaredFact, Unfolds
from checks.words.wording import checked_name


@final
class DefinedNumber(Number):
    __slots__ = ()


@final
class DefinedVector(Vector):
    __slots__ = ()


@final
class DefinedMatrix(Matrix):
    __slots__ = ()


@final
class DefinedFunction:
    """A definition with parameters: apply it to arguments of the same kind."""

    __slots__ = ("definition",)

    def __init__(self, definition: Definition) -> None:
        self.definition = definition

    def __call__(self, *args: NumberLike | Vector | Matrix) -> Any:
        return wrap(checked(t.Apply(self.definition, tuple(as_term(a) for a in args))))

    def __repr__(self) -> str:
        return self.definition.name


Parameter: TypeAlias = Scalar | DeclaredVector | DeclaredMatrix | JointDistribution
Defined: TypeAlias = DefinedNumber | DefinedVector | DefinedMatrix | DefinedFunction


@overload
def define(name: str, body: NumberLike, /, *, tex: str | None = ...) -> DefinedNumber: ...
@overload
def define(name: str, body: Vector, /, *, tex: str | None = ...) -> DefinedVector: ...
@overload
def define(name: str, body: Matrix, /, *, tex: str | None = ...) -> DefinedMatrix: ...
@overload
def define(name: str, i: IndexName, body: NumberLike, /, *, tex: str | None = ...) -> DefinedVector: ...
@overload
def define(name: str, i: IndexName, j: IndexName, body: NumberLike, /, *, tex: str | None = ...) -> DefinedMatrix: ...
@overload
def define(
    name: str, parameter: Parameter, more: NumberLike | Vector | Matrix, /, *and_body: NumberLike | Vector | Matrix, tex: str | None = ...
) -> DefinedFunction: ...
def define(name: str, *parts: Any, tex: str | None = None) -> Any:
    """`define("Z", body)`, `define("p", i, body)`, `define("H", P, Q, body)`: a name for a formula.

    p is a vector, with the entries p[i], and H a function: H(P, Q).  No step looks into it without `by=definition(p)`.

    Parameters are indices (a definition over i is a vector, over i and j a matrix) or declared scalars, vectors,
    matrices and distributions.  Everything else the body mentions stays as it is.
    """
    if not parts:
        raise Malformed("arity", name, f"define({name!r}, ...) needs a name in quotes and a formula")
    if not isinstance(name, str):
        raise Malformed("name", name, f"define({name!r}, ...): the name comes first, in quotes, and the formula last")
    *given, body = parts
    params: list[Variable] = []
    over: list[Index] = []
    for g in given:
        term = as_term(g)
        if isinstance(term, Index) and not term.fixed:
            over.append(term)
        elif isinstance(term, Variable) and not over:
            params.append(term)
        else:
            says = f"{g!r} cannot be a parameter of {name}: parameters are declared variables, then indices"
            raise Malformed("parameter", term, says)
    if len(set(params)) != len(params) or len(over) > 2:
        raise Malformed("parameter", name, f"define({name!r}): a parameter is given twice, or there are more than two indices")
    clean = name.split("(", maxsplit=1)[0].strip()
    clean = checked_name(clean or name, "definition")
    made = Definition(clean, set_name(clean, tex), tuple(params), tuple(over), as_term(body))
    check_definition(made)
    if params:
        return DefinedFunction(made)
    term = checked(t.Apply(made))
    return (DefinedNumber, DefinedVector, DefinedMatrix)[len(shape_of(term))](term)


@overload  # a sequence is a vector too: the first signature is the more exact one
def definition(name: Sequence, /) -> DeclaredFact: ...  # type: ignore[overload-overlap]  # pyright: ignore[reportOverlappingOverload]
@overload
def definition(*names: Defined | Number | Vector | Matrix) -> Unfolds: ...
def definition(*names: Defined | Number | Vector | Matrix | Sequence) -> Unfolds | DeclaredFact:
    """The reason "by definition of ...": `definition(p, Z)` lets a step put bodies for names, and names for bodies."""
    if len(names) == 1 and isinstance(names[0], Sequence):
        return names[0].recurrence
    out: list[Definition] = []
    for n in names:
        match n:
            case DefinedFunction(definition=d):
                out.append(d)
            case Formula(term=t.Apply(d, _) | t.Entry(t.Apply(d, _), _)):
                out.append(d)
            case Sequence():
                raise Malformed(
                    "not-a-definition", n, f"definition({n!r}): a sequence has a reason of its own; write definition({n!r}) by itself"
                )
            case _:
                raise Malformed("not-a-definition", n, f"definition({n!r}): this name was not made by define(...)")
    if not out:
        raise Malformed("not-a-definition", names, "definition(...) needs a name made by define(...)")
    return Unfolds(tuple(out))
