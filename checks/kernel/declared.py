"""What does a declaration say?  One sentence in pieces, words and formulas, for both printers.  Trusted."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from checks.kernel import term as t
from checks.kernel.names import Definition, Domain, Free, Function, Index, OneHot, Recurrence, Simplex, Size, Term, Variable
from checks.kernel.substitute import substitute


class Sign(Enum):
    """What LaTeX writes as a symbol, with its spelling in ASCII."""

    DEFINED = " := "
    BY = " x "
    FROM_ONE = "1.."
    POSITIVE = " > "
    AT_LEAST = " >= "


Piece: TypeAlias = str | Sign | Term
Declared: TypeAlias = Size | Index | Variable | Function | Definition


def sentence(name: Size | Index | Variable | Function) -> tuple[Piece, ...]:
    """What is said of a name, after the name itself: `: vector of size `, V."""
    match name:
        case Size(at_least=least):
            return (": integer", Sign.AT_LEAST, t.Num(t.ONE.value * least))
        case Index(over=over, fixed=fixed):
            return (f": {'a fixed position' if fixed else 'index'} in ", Sign.FROM_ONE, over)
        case Function(of=of):
            return _array(": any smooth function of a ", of)
        case Variable():
            return _variable(name)


def equation(d: Definition) -> tuple[Piece, ...]:
    """`p_i := exp(z_i) / Z`."""
    head = t.Apply(d, d.params)
    return (t.Entry(head, d.indices) if d.indices else head, Sign.DEFINED, d.body)


def _variable(v: Variable) -> tuple[Piece, ...]:
    family: tuple[Piece, ...] = (f", family {v.family.name}",) if v.family is not None else ()
    of: tuple[Piece, ...] = (", a smooth function of ", *_between(", ", v.of)) if v.of else ()
    match v.facts:
        case Simplex(positive):
            kind = f"{'positive ' if positive else ''}{'distribution' if len(v.shape) == 1 else 'joint distribution'}"
            return (f": {kind} over ", *_between(Sign.BY, v.shape), " outcomes", *family, *of)
        case Recurrence(index, previous, start, step):
            then = substitute(step, {previous: t.Entry(v, (index,))})
            first, after = t.Entry(v, (t.ONE,)), t.Entry(v, (t.Add(index, t.ONE),))
            size = _between(Sign.BY, v.shape)
            return (": sequence of length ", *size, ", ", first, Sign.DEFINED, start, ", ", after, Sign.DEFINED, then)
        case OneHot(at):
            return (": one-hot vector of size ", *_between(Sign.BY, v.shape), ", 1 at ", at, *family, *of)
        case Free(domain):
            bound: tuple[Piece, ...] = {
                Domain.REAL: (),
                Domain.POSITIVE: (Sign.POSITIVE, t.ZERO),
                Domain.NONNEGATIVE: (Sign.AT_LEAST, t.ZERO),
            }[domain]
            if not v.shape and bound and not family:
                return (*bound, *of)
            kind = "random " if family else "" if v.shape else "real "
            entries: tuple[Piece, ...] = (f", {'entries' if v.shape else 'value'}", *bound) if bound else ()
            return (*_array(f": {kind}", v.shape), *entries, *family, *of)


def _array(before: str, shape: tuple[Term, ...]) -> tuple[Piece, ...]:
    if not shape:
        return (f"{before}number",)
    return (f"{before}{'vector' if len(shape) == 1 else 'matrix'} of size ", *_between(Sign.BY, shape))


def _between(sign: str | Sign, xs: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The terms with a sign between each two."""
    return tuple(p for x in xs for p in (sign, x))[1:]
