"""Is this expression non-negative, or positive, by signs alone?  Only a symbolic proof counts.

every term of the numerator is a product of non-negative generators, over a non-negative denominator;
or the same holds of expression / fact, for a hypothesis `fact >= 0`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.cas.generators import Generators, Unknown
from checks.cas.library import Expr, sp
from checks.cas.size import CANCEL_TERMS, TooLarge, check_size


def nonnegative(x: Expr, generators: Generators, solved: Mapping[Expr, Expr], facts: Iterable[Expr], *, strict: bool) -> bool:
    """`x >= 0` (`x > 0` if strict) wherever it is defined.  False means not shown.  `facts` are > 0 if strict, else >= 0."""
    try:
        rules = {generators.normal(k): generators.normal(u) for k, u in solved.items()}
        normal = generators.normal(x)
        known = (generators.normal(fact) for fact in facts)
        quotients = (normal, *(normal / f for f in known if f != 0))  # at size 1, z[i] <= z[t] says 0 <= 0
        # first as declared: in 1 - p_1 for p_2 the sign is hidden
        return any(_signed(q.xreplace(r), generators, strict=strict) for q in quotients for r in ({}, rules))
    except (Unknown, TooLarge):
        return False


def _signed(x: Expr, generators: Generators, *, strict: bool) -> bool:
    x = sp.together(x)
    check_size(x, CANCEL_TERMS)
    num, den = sp.fraction(sp.cancel(x))
    if generators.nonnegative(-den):
        num, den = -num, -den
    if not generators.nonnegative(den):
        return False
    return _positive(num) if strict else generators.nonnegative(num)


def _positive(p: Expr) -> bool:
    """Every term is a positive number times symbols declared positive."""
    for term in sp.Add.make_args(sp.expand(p)):
        c, m = term.as_coeff_Mul()
        if not (c.is_positive and all(f.as_base_exp()[0].is_positive for f in sp.Mul.make_args(m))):
            return False
    return True
