"""Is an expression too large to decide?  Counted on the expression, never timed, so that every machine says the same."""

from __future__ import annotations

from math import comb

from checks.cas.library import Expr

TERMS = 4_000  # after multiplying out; the steps of a book stay under 1,000
MEAN_TERMS = 1_000  # under an expectation
CANCEL_TERMS = 300  # for SymPy's greatest common divisors
FACTOR_TERMS = 60  # for SymPy's factorisation, which is slow in many symbols


class TooLarge(Exception):
    """Multiplying out, or cancelling, would meet more terms than its cap."""


def terms(x: Expr) -> int:
    """An upper bound for the number of terms of `x` multiplied out.

    terms(a + b) = terms(a) + terms(b);  terms(a b) = terms(a) terms(b);  terms(a**n) = binomial(terms(a) + n - 1, n);
    terms(f(a)) = terms(a), since SymPy multiplies out arguments too.
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
    return max((terms(a) for a in x.args), default=1)


def check_size(x: Expr, cap: int = TERMS) -> None:
    """Raise `TooLarge` if `x` multiplied out may have more than `cap` terms."""
    if terms(x) > cap:
        raise TooLarge


def nodes(x: Expr) -> int:
    """How many nodes `x` has.  Unlike SymPy's `count_ops` it asks no assumptions, so it can be used on what is not evaluated."""
    return 1 + sum(nodes(a) for a in x.args)
