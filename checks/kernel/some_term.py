"""Is some term of this sum of non-negative terms positive?  Then so is the sum.  Trusted.

sum_k w_k c_k > 0 where sum_k w_k > 0, for w >= 0 and c > 0: a distribution sums to one
sum_y P(x, y) > 0 where P(x, y) > 0 for one y
sum_x sum_y P(x, y) > 0 where sum_y P(x, y) > 0 for one x
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import sums
from checks.kernel.atoms import Mono, Poly
from checks.kernel.match import Binding, Matcher
from checks.kernel.sign import Sign

if TYPE_CHECKING:
    from checks.kernel.signs import Signs


def some_term_positive(signs: Signs, guards: list[Poly], binders: tuple[sums.Binder, ...], body: Poly) -> bool:
    """`body` is known to be non-negative for all values of the opened indices."""
    return (
        _weights_positive(signs, binders, body)
        or _holds_guard(signs, guards, binders, body)
        or any(_holds_guard(signs, guards, (one,), inner) for one, inner in _inner_sums(signs, binders, body))
    )


def _weights_positive(signs: Signs, binders: tuple[sums.Binder, ...], body: Poly) -> bool:
    """What is left without the factors that are positive for every index has a positive sum: not all of it is zero."""
    if len(body) != 1:
        return False
    ((m, _),) = body.items()
    weights = tuple((a, e) for a, e in m if signs.product(((a, e),)) is not Sign.POSITIVE)
    return len(weights) < len(m) and signs.poly(sums.total(signs.n, binders, {weights: fmpq(1)})) is Sign.POSITIVE


def _inner_sums(signs: Signs, binders: tuple[sums.Binder, ...], body: Poly) -> Iterator[tuple[sums.Binder, Poly]]:
    """A double sum as a sum over each of its indices: of sums, non-negative as their terms are."""
    for k, (i, (low, high)) in enumerate(binders):
        rest = binders[:k] + binders[k + 1 :]
        if rest and not (low.names() | high.names()) & {j for j, _ in rest}:
            yield (i, (low, high)), sums.total(signs.n, rest, body)


def _holds_guard(signs: Signs, guards: list[Poly], binders: tuple[sums.Binder, ...], body: Poly) -> bool:
    """At the place of the range where what is guarded stands, the term is positive."""
    n = signs.n
    matcher = Matcher(n, frozenset(i for i, _ in binders))
    return any(
        matcher.in_range(found) and signs.poly(n.reduced(n.moved(body, found))) is Sign.POSITIVE
        for g in guards
        if len(g) == 1
        for found in _places(matcher, body, next(iter(g)))
        if found
    )


def _places(matcher: Matcher, body: Poly, guarded: Mono) -> Iterator[Binding]:
    """Where a factor of a term is what is guarded, or a whole term is."""
    if len(guarded) == 1:
        for a in sorted({a for m in body for a, _ in m}):
            yield from matcher.atoms(a, guarded[0][0], {})
    else:
        for m in body:
            yield from matcher.monos(m, guarded, {})
