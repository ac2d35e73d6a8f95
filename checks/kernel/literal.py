"""A claim about an index with a short literal range is a claim about each of its values.  Trusted.

`A[i, j] == B[j, i]` for i, j in 1..2 is four claims; in each of them every delta is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod

from checks.kernel import term as t
from checks.kernel.affine import declared_range
from checks.kernel.bind import claim_free
from checks.kernel.claim import Relation
from checks.kernel.names import Index
from checks.kernel.substitute import Substitution, substitute
from checks.kernel.sums import LITERAL

MOST = LITERAL * LITERAL  # values that are looked at one by one


def values(r: Relation) -> Iterator[Relation]:
    """The instances of `r` at all values of its indices with a literal range; none if there is no such index, or too many values."""
    short = {i: found for i in claim_free(r) if isinstance(i, Index) and (found := _range(i))}
    names = sorted(short, key=lambda i: i.name)
    if not names or prod(len(short[i]) for i in names) > MOST:
        return
    for at in product(*(short[i] for i in names)):
        by: Substitution = {i: t.Num(Fraction(k)) for i, k in zip(names, at, strict=True)}
        yield Relation(substitute(r.left, by), r.rel, substitute(r.right, by))


def _range(i: Index) -> range:
    """The values of an index with a literal range; empty for any other index."""
    bounds = declared_range(i)
    if bounds is None or bounds[0].terms or bounds[1].terms:
        return range(0)
    return range(bounds[0].const, bounds[1].const + 1)
