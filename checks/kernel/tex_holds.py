"""How tightly does a printed formula hold together, and where does it need parentheses?  Trusted."""

from __future__ import annotations

from enum import IntEnum

from checks.kernel import term as t
from checks.kernel.names import Index, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.tex_names import takes_power


class Holds(IntEnum):
    """A formula may stand in a place that asks for as much or less."""

    OPEN = 0  # what follows would be read into it
    SUM = 1
    PRODUCT = 2
    FACTOR = 3  # may stand behind a factor
    RAISED = 4  # an operand of anything, but a power would be misread
    ATOM = 5


class Then(IntEnum):
    """What follows a formula within the same parentheses."""

    NOTHING = 0
    PLUS = 1
    TIMES = 2


def holds(x: Term, then: Then = Then.NOTHING) -> Holds:
    """How tightly `x` holds together as printed, with `then` behind it."""
    match x:
        case t.Add() | t.Sub():
            return Holds.SUM
        case t.Div() if quotient_of_integers(x):
            return Holds.SUM
        case t.Mul() | t.Outer():
            return Holds.PRODUCT
        case t.MatMul():
            return Holds.RAISED if is_row(x) else Holds.PRODUCT
        case t.Neg():
            return Holds.FACTOR
        case t.Num(v):
            return Holds.FACTOR if v < 0 else Holds.RAISED if v.denominator != 1 else Holds.ATOM
        case t.Sum() | t.Product() | t.Max() | t.Min():
            return Holds.FACTOR if then is Then.NOTHING else Holds.OPEN
        case t.Gradient():
            return Holds.OPEN if then is Then.TIMES else Holds.FACTOR
        case t.Derivative(body, _):
            return Holds.RAISED if is_short(body) else Holds.OPEN if then is Then.TIMES else Holds.FACTOR
        case t.Func(fn, _):
            if fn in (t.Fn.ABS, t.Fn.FLOOR, t.Fn.CEILING):
                return Holds.ATOM
            return Holds.RAISED if fn in (t.Fn.EXP, t.Fn.SQRT) else Holds.FACTOR
        case Size() | Index() | Variable():
            return Holds.ATOM if takes_power(x.tex) else Holds.RAISED
        case t.Apply(d, _):
            return Holds.ATOM if not d.params and takes_power(d.tex) else Holds.RAISED
        case t.Entry(Variable() | t.Apply() as base, _):
            return holds(base)
        case t.Maximum() | t.Minimum():
            return Holds.RAISED
        case t.Entry() | t.Div() | t.Pow() | t.Call() | t.Transpose():
            return Holds.RAISED
        case _:
            return Holds.ATOM  # brackets of its own


def leads_with_minus(x: Term) -> bool:
    """Whether `x` begins with a minus sign in print."""
    match x:
        case t.Neg():
            return True
        case t.Num(v):
            return v < 0
        case t.Add(a, _) | t.Sub(a, _):
            return leads_with_minus(a)
        case t.Mul(a, _) | t.MatMul(a, _):
            return holds(a) >= Holds.PRODUCT and leads_with_minus(a)
        case t.Div(a, _):
            return quotient_of_integers(x) and leads_with_minus(a)
        case _:
            return False


def quotient_of_integers(x: t.Div) -> bool:
    r"""Printed 2 / 3, because \frac{2}{3} is the number."""
    return all(isinstance(n, t.Num) and n.value.denominator == 1 for n in (x.left, x.right))


def is_short(body: Term) -> bool:
    r"""Printed above the line of its derivative, \frac{\partial p_i}{\partial z_j}."""
    return isinstance(body, Variable | t.Entry | t.Apply | t.Call)


def is_row(x: Term) -> bool:
    """A vector times a matrix: a row as it is printed, a vector like any other as a value."""
    return isinstance(x, t.MatMul) and len(shape_of(x.left)) == 1 and len(shape_of(x.right)) == 2


def stands_alone(a: Term) -> bool:
    """log x, log p_i, log(x + 1): whether the parentheses of an argument may go."""
    match a:
        case t.Num(v):
            return v >= 0
        case t.Div():
            return not quotient_of_integers(a)
        case t.Func(fn, _):
            return fn is t.Fn.SQRT
        case t.Entry(base, _):
            return isinstance(base, Variable | t.Apply)
        case _:
            return isinstance(a, Size | Index | Variable | t.Apply | t.Call | t.Norm | t.Pi)
