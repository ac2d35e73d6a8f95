"""At which values of the indices that only its premises mention may a fact be used?  Untrusted guesses, checked where they are used.

    P(x, y) > 0  implies  a(x) > 0        for some y, not for every y

A fact holds for all values of its indices, so any value in range will do; a premise that holds is likeliest where something is
known to hold: at the indices of what is guarded or assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING

from checks.kernel.affine import Affine, inside, name_form, whole
from checks.kernel.match import Binding
from checks.kernel.names import Index, Term

if TYPE_CHECKING:
    from checks.kernel.facts import Clause
    from checks.kernel.signs import Signs

MOST = 16  # instances tried of one fact


def completions(signs: Signs, clause: Clause, found: Binding) -> Iterator[dict[Term, Affine]]:
    """`found` with values for every index of the clause, each in its range; `found` itself where nothing is unsaid."""
    unsaid = [i for i in clause.pattern if i not in found]
    if not unsaid:
        yield dict(found)
        return
    places = list(dict.fromkeys((*found.values(), *_places(signs), whole(1))))
    fits = [[at for at in places if _fits(signs, i, at)] for i in unsaid]
    for values in islice(product(*fits), MOST):
        yield {**found, **dict(zip(unsaid, values, strict=True))}


def _places(signs: Signs) -> Iterator[Affine]:
    """The indices of what is guarded, and of what is assumed at indices of its own."""
    n = signs.n
    for p in signs.held():
        for m in p:
            for a, _ in m:
                yield from n.atoms[a].indices
    for p in signs.held():
        yield from (name_form(i) for i in sorted((i for i in n.poly_names(p) if isinstance(i, Index)), key=lambda i: i.name))


def _fits(signs: Signs, i: Index, at: Affine) -> bool:
    bounds = signs.n.range_of(i)
    return bounds is not None and inside(at, bounds, signs.n.ranges)
