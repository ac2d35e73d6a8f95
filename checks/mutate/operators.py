"""How does a formula go wrong?  The slips of authors, one function each.  Untrusted.

An operator looks at one subterm and yields what may stand there instead.  `mutants` puts each into the formula and keeps what
is still a formula, once each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from checks.kernel import term as t
from checks.kernel.affine import same_integer
from checks.kernel.bind import alpha_equal
from checks.kernel.names import Definition, Index, Term, Variable
from checks.kernel.shape import Malformed, check_definition, same_shape, well_formed
from checks.kernel.substitute import shape_of
from checks.kernel.walk import children, with_children
from checks.mutate.mutant import Mutant, Names, Spot, applied, replaced, spots

Operator: TypeAlias = Callable[[Spot], Iterator[Term]]

TWO = t.Num(Fraction(2))


def sign(s: Spot) -> Iterator[Term]:
    """The sign of a term, of a factor with a minus, of the whole."""
    match s.term:
        case t.Add(a, b):
            yield t.Sub(a, b)
        case t.Sub(a, b):
            yield t.Add(a, b)
        case t.Neg(a):
            yield a
        case _ if not s.place and s.term != t.ZERO:
            yield t.Neg(s.term)
        case _:
            pass


def swap(s: Spot) -> Iterator[Term]:
    """The operands of -, /, @ and **, and the arguments of a definition, in the other order."""
    match s.term:
        case t.Sub(a, b):
            yield t.Sub(b, a)
        case t.Div(a, b):
            yield t.Div(b, a)
        case t.Pow(a, b):
            yield t.Pow(b, a)
        case t.MatMul(a, b):
            yield t.MatMul(b, a)
        case t.Outer(a, b):
            yield t.Outer(b, a)
        case t.Apply(d, (a, b)):
            yield t.Apply(d, (b, a))
        case t.Entry(base, (a, b)):
            yield t.Entry(base, (b, a))
        case _:
            pass


def drop(s: Spot) -> Iterator[Term]:
    """A term or a factor is left out."""
    match s.term:
        case t.Add(a, b) | t.Mul(a, b) | t.MatMul(a, b):
            yield a
            yield b
        case t.Sub(a, b):
            yield a
            yield t.Neg(b)
        case t.Div(a, b):
            yield a
            yield t.Div(t.ONE, b)
        case _:
            pass


def double(s: Spot) -> Iterator[Term]:
    """A term is counted twice, a factor is written twice."""
    match s.term:
        case t.Add(a, b):
            yield t.Add(t.Mul(TWO, a), b)
            yield t.Add(a, t.Mul(TWO, b))
        case t.Sub(a, b):
            yield t.Sub(t.Mul(TWO, a), b)
            yield t.Sub(a, t.Mul(TWO, b))
        case t.Mul(a, b):
            if not _idempotent(a):
                yield t.Mul(t.Mul(a, a), b)
            if not _idempotent(b):
                yield t.Mul(a, t.Mul(b, b))
        case t.Div(a, b):
            if not _idempotent(a):
                yield t.Div(t.Mul(a, a), b)
            yield t.Div(a, t.Mul(b, b))
        case _ if not s.place and s.term != t.ZERO:
            yield t.Mul(TWO, s.term)
        case _:
            pass


def _idempotent(x: Term) -> bool:
    """Equal to its own square at sight, or an array, which has none."""
    return x in (t.ZERO, t.ONE) or isinstance(x, (t.Delta, t.Indicator)) or bool(shape_of(x))


def index(s: Spot) -> Iterator[Term]:
    """An index is replaced by another of the same size."""
    if isinstance(s.term, Index):
        yield from (i for i in s.names.indices if i is not s.term and same_integer(i.over, s.term.over))


def delta(s: Spot) -> Iterator[Term]:
    """A Kronecker delta or an indicator is forgotten."""
    if isinstance(s.term, (t.Delta, t.Indicator)):
        yield t.ONE
        yield t.ZERO


def bounds(s: Spot) -> Iterator[Term]:
    """A sum starts or ends one too early or too late."""
    if isinstance(s.term, (t.Sum, t.Product)):
        i, a, b, body = s.term.index, s.term.lower, s.term.upper, s.term.body
        yield t.Sum(i, t.Add(a, t.ONE), b, body)
        yield t.Sum(i, t.Sub(a, t.ONE), b, body)
        yield t.Sum(i, a, t.Sub(b, t.ONE), body)
        yield t.Sum(i, a, t.Add(b, t.ONE), body)


def exponent(s: Spot) -> Iterator[Term]:
    """An exponent is off by one; a square is forgotten or invented."""
    match s.term:
        case t.Pow(base, n):
            yield t.Pow(base, t.Add(n, t.ONE))
            yield t.Pow(base, t.Sub(n, t.ONE))
        case t.Entry() | t.Func() | Variable() if not shape_of(s.term) and not isinstance(s.parent, (t.Pow, t.Derivative, t.Entry)):
            yield t.Pow(s.term, TWO)
        case _:
            pass


def number(s: Spot) -> Iterator[Term]:
    """A number is off by one; the ends of sums and exponents have operators of their own."""
    if isinstance(s.term, t.Num) and not isinstance(s.parent, (t.Sum, t.Pow)):
        yield t.Num(s.term.value + 1)
        yield t.Num(s.term.value - 1)


SLIPS: dict[t.Fn, tuple[t.Fn, ...]] = {
    t.Fn.EXP: (t.Fn.LOG,),
    t.Fn.LOG: (t.Fn.EXP,),
    t.Fn.SIN: (t.Fn.COS,),
    t.Fn.COS: (t.Fn.SIN,),
    t.Fn.SQRT: (t.Fn.ABS,),
    t.Fn.ABS: (t.Fn.SQRT,),
    t.Fn.TANH: (t.Fn.EXP,),
    t.Fn.FLOOR: (t.Fn.CEILING,),
    t.Fn.CEILING: (t.Fn.FLOOR,),
    t.Fn.ROUND: (t.Fn.FLOOR,),
    t.Fn.SIGN: (t.Fn.ABS,),
}


def function(s: Spot) -> Iterator[Term]:
    """exp for log and log for exp, or the function is forgotten."""
    if isinstance(s.term, t.Func):
        yield from (t.Func(f, s.term.arg) for f in SLIPS[s.term.fn])
        yield s.term.arg


def variable(s: Spot) -> Iterator[Term]:
    """A variable is replaced by another of the same shape: one distribution by another, query by key."""
    if isinstance(s.term, Variable):
        yield from (v for v in s.names.variables if v is not s.term and same_shape(v.shape, s.term.shape))


def binder(s: Spot) -> Iterator[Term]:
    """An expectation or a derivative is forgotten, a variance is taken for a mean, a transpose is lost, a maximum is a minimum."""
    match s.term:
        case t.Derivative(a, _) | t.Transpose(a) | t.Mean(a):
            yield a
        case t.Variance(a):
            yield t.Mean(a)
        case t.Covariance(a, b):
            yield t.Mean(t.Mul(a, b))
        case t.Max(i, a):
            yield t.Min(i, a)
        case t.Min(i, a):
            yield t.Max(i, a)
        case t.Maximum(a, b):
            yield t.Minimum(a, b)
        case t.Minimum(a, b):
            yield t.Maximum(a, b)
        case _:
            pass


OPERATORS: dict[str, Operator] = {
    "sign": sign,
    "swap": swap,
    "drop": drop,
    "double": double,
    "index": index,
    "delta": delta,
    "range": bounds,
    "exponent": exponent,
    "number": number,
    "function": function,
    "variable": variable,
    "binder": binder,
}


def mutants(x: Term, names: Names) -> Iterator[Mutant]:
    """Every formula that one slip makes of `x`, once each, and never `x` itself up to bound names."""
    seen = [x]
    for s in spots(x, names):
        for name, operator in OPERATORS.items():
            for new in operator(s):
                out = replaced(x, s.place, new)
                if is_formula(out) and not any(alpha_equal(out, y) for y in seen):
                    seen.append(out)
                    yield Mutant(name, s.place, s.term, new, out)


def is_formula(x: Term) -> bool:
    try:
        well_formed(x)
    except Malformed:
        return False
    return True


def changed_definitions(d: Definition) -> Iterator[tuple[Mutant, Definition]]:
    """The definition with another body, once for each operator that applies to it."""
    names = Names(d.indices, d.params)
    done: set[str] = set()
    for m in mutants(d.body, names):
        if m.operator in done or not same_shape(shape_of(m.term), shape_of(d.body)):
            continue
        made = Definition(d.name, d.tex, d.params, d.indices, m.term)
        try:
            check_definition(made)
        except Malformed:
            continue
        done.add(m.operator)
        yield m, made


def with_definition(x: Term, old: Definition, new: Definition) -> Term:
    """`x` with every application of one definition replaced by the other."""
    y = with_children(x, tuple(with_definition(c, old, new) for c in children(x)))
    return t.Apply(new, y.args) if isinstance(y, t.Apply) and y.definition is old else y


def definition_mutants(x: Term) -> Iterator[tuple[Mutant, Definition, Definition]]:
    """`x` with one of its definitions changed: the mutant, the definition that was and the one that is."""
    for d in applied(x):
        for m, new in changed_definitions(d):
            yield Mutant(f"definition/{m.operator}", m.place, m.was, m.becomes, with_definition(x, d, new)), d, new
