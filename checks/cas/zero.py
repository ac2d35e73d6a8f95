"""Is this expression identically zero?  Decided exactly: generators, then a polynomial in them that has no terms.

Never `equals`, never a numeric tolerance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

from checks.cas.generators import Generators, Unknown
from checks.cas.library import Expr, sp
from checks.cas.size import CANCEL_TERMS, TooLarge, check_size, terms

SIMPLIFY_OPS = 150  # `simplify` is slow, so only small expressions get to it


@final
@dataclass(frozen=True, slots=True)
class Zero:
    """Identically zero, wherever it is defined."""


@final
@dataclass(frozen=True, slots=True)
class NotZero:
    """What is left over is not the zero polynomial of its generators."""


@final
@dataclass(frozen=True, slots=True)
class Open:
    """Not decided; `why` says what is missing."""

    why: str


Answer: TypeAlias = Zero | NotZero | Open


def decide(x: Expr, generators: Generators, solved: Mapping[Expr, Expr]) -> Answer:
    """Is `x` zero, given symbol = expression for each of `solved`?

    Two ways, because each knows something the other does not: first with every symbol as declared (its sign splits logs) and
    the equations used on the polynomial; then with the equations used everywhere, in the arguments of exp and log too.
    """
    if x.is_zero:
        return Zero()
    answer = _decide(x, generators, solved)
    if isinstance(answer, Zero) or not solved:
        return answer
    again = sp.sympify(x).xreplace(dict(solved))
    second = Zero() if again == 0 else _decide(again, generators, {})
    return second if isinstance(second, Zero) else answer


def _decide(x: Expr, generators: Generators, solved: Mapping[Expr, Expr]) -> Answer:
    try:
        num, den = generators.fraction(x)
        solved = {generators.normal(k): generators.normal(u) for k, u in solved.items()}
        if _vanishes(den, generators, solved):
            return Open("a denominator is zero")
        if _vanishes(num, generators, solved):
            return Zero()
    except Unknown as e:
        return Open(f"it contains {e}")
    except TooLarge:
        return Open("the expression is too large")
    return NotZero()


def simplifies_to_zero(x: Expr) -> bool:
    """The last resort: only a literal 0 counts, and only small expressions are asked."""
    return bool(x.count_ops() <= SIMPLIFY_OPS and terms(x) <= CANCEL_TERMS and sp.simplify(x) == 0)


def _vanishes(p: Expr, generators: Generators, solved: Mapping[Expr, Expr]) -> bool:
    """Is the polynomial `p` zero modulo the relations of the generators and the equations?"""
    for g, (q, u) in reversed(generators.relations.items()):
        if g in p.free_symbols:
            return all(_vanishes(part, generators, solved) for part in _parts(p, g, q, u))
    p = p.xreplace(dict(solved))
    if any(g in p.free_symbols for g in generators.relations):
        return _vanishes(p, generators, solved)
    symbols = sorted(p.free_symbols, key=lambda s: s.name)
    if not symbols:
        return bool(sp.expand(p) == 0)
    check_size(p)
    num = sp.fraction(sp.together(p))[0]
    return not sp.polys.rings.ring(symbols, sp.QQ)[0].from_expr(num)


def _parts(p: Expr, g: Expr, q: int, u: Expr) -> list[Expr]:
    """The coefficients of 1, g, ..., g**(q - 1) in `p`, with g**q = u used: their numerators."""
    check_size(p)
    parts = [sp.S.Zero] * q
    for (n,), c in sp.Poly(p, g).terms():
        parts[n % q] += c * u ** (n // q)
    return [sp.fraction(sp.together(part))[0] for part in parts]
