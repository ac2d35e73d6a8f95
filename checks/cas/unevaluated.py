"""How is a SymPy sum or product built without SymPy evaluating it, and which arrays does a formula use whole?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checks.cas.library import Expr, sp
from checks.kernel import term as t
from checks.kernel.names import Term, Variable
from checks.kernel.walk import children


def used_whole(x: Term, unfold: bool) -> Iterable[Variable]:
    """Array variables that occur other than by entry, through definitions; arguments count as the definition uses them."""
    match x:
        case Variable(shape=(_, *_)):
            yield x
        case t.Entry(Variable(), indices):
            for i in indices:
                yield from used_whole(i, unfold)
        case t.Average(_, Variable(), body):
            yield from used_whole(body, unfold)
        case t.Apply(d, args):
            inside = tuple(used_whole(d.body, unfold))
            yield from (v for v in inside if v not in d.params)
            for p, a in zip(d.params, args, strict=True):
                if not (unfold and isinstance(a, Variable) and p not in inside):
                    yield from used_whole(a, unfold)
        case _:
            for c in children(x):
                yield from used_whole(c, unfold)


def number_of(q: Fraction) -> Expr:
    return sp.Rational(q.numerator, q.denominator)


def sum_of(a: Expr, b: Expr) -> Expr:
    return sp.MatAdd(a, b) if a.is_Matrix else sp.Add(a, b, evaluate=False)


def product_of(a: Expr, b: Expr) -> Expr:
    """a * b as written; but 0 * n between whole numbers is 0: held, SymPy at times calls it neither even nor odd and raises."""
    if a.is_Matrix or b.is_Matrix:
        return sp.MatMul(a, b)
    if (a.is_Integer and a.is_zero and b.is_integer) or (b.is_Integer and b.is_zero and a.is_integer):
        return sp.S.Zero
    return sp.Mul(a, b, evaluate=False)
