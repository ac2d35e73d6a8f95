"""In which order does SymPy hold a sum or a product, and what does it hold that is no formula?"""

from __future__ import annotations

from typing import NoReturn

from checks.cas.library import Expr, sp
from checks.kernel import term as t
from checks.kernel.names import Term
from checks.kernel.shape import Malformed


def terms(x: Expr) -> tuple[Expr, ...]:
    """Summands in the order held; where SymPy chose the order, what is subtracted does not come first."""
    if x.func(*x.args) != x:
        return tuple(x.args)
    return tuple(sorted(x.args, key=_has_minus))


def _has_minus(a: Expr) -> bool:
    first = a.args[0] if a.is_Mul and a.args else a
    return bool(first.is_Rational and first.is_negative)


def without_minus(args: tuple[Expr, ...]) -> tuple[bool, tuple[Expr, ...]]:
    """Whether a product is held with a minus in front, and its factors without it."""
    first, *rest = args
    if not (first.is_Rational and first.is_negative and rest):
        return False, args
    return True, tuple(rest) if first == -1 else (-first, *rest)


def plus(a: Term, b: Term) -> Term:
    match b:
        case t.Neg(c):
            return t.Sub(a, c)
        case t.Num(q) if q < 0:
            return t.Sub(a, t.Num(-q))
        case _:
            return t.Add(a, b)


def constant(x: Expr) -> Term:
    if x is sp.pi:
        return t.Pi()
    return t.Func(t.Fn.EXP, t.ONE) if x is sp.E else _refuse(x)


def _refuse(x: Expr) -> NoReturn:
    kind = type(x).__name__
    entries = "write the entries with an IndexedBase, or use a MatrixSymbol"
    hints = {
        "IndexedBase": f"index it, as in {x}[i]",
        "ImmutableDenseMatrix": entries,
        "MutableDenseMatrix": entries,
        "Inverse": "name the inverse by a MatrixSymbol B and list Eq(A*B, Identity(n)) in given=",
        "Subs": "write the formula with the value put in",
    }
    says = hints.get(kind, "state the claim without it")
    raise Malformed("not-a-formula", x, f"{x}: SymPy's {kind} is not a formula here; {says}")
