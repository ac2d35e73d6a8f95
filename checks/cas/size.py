"""Is an expression too large to decide?  Counted on the expression, never timed, so that every machine says the same."""

from __future__ import annotations

from math import comb

from checks.cas.values import Expr

TERMS = 20_000  # after multiplying out


class TooLarge(Exception):
    """Multiplying out would give more than `TERMS` terms."""


def terms(x: Expr) -> int:
    """An upper bound for the number of terms of `x` multiplied out.

    terms(a + b) = terms(a) + terms(b);  terms(a b) = terms(a) terms(b);  terms(a**n) = binomial(terms(a) + n - 1, n).
    """
    if x.is_Add:
        return sum(terms(a) for a in x.args)
    if x.is_Mul:
        out = 1
        for a in x.args:
            out *= terms(a)
        return out
    if x.is_Pow and x.exp.is_Integer:
        n = abs(int(x.exp))
        return comb(terms(x.base) + n - 1, n) if n <= 40 else TERMS + 1
    return 1


def check_size(x: Expr) -> None:
    """Raise `TooLarge` if multiplying `x` out, over one denominator, may pass the cap."""
    if terms(x) > TERMS:
        raise TooLarge
