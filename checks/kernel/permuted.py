"""Does this equation lead back to its own left side, and is an instance of it a step down?  Ordered rewriting.  Trusted.

    C[j, k] == C[k, j]        z[k] == z[j]        x == -x

Such an equation holds in both directions, so as a rule it would never end.  It is used at an atom only if every atom of its own
pattern in the result is smaller.  Atoms are compared by (how often their indices mention a name, an index that varies counting
twice; the sum of the numbers in their indices; their number in the table of this check): three natural numbers, compared from the
left, so no descent goes on for ever; and the result is taken as it is read, with no equation used on the way, so that nothing larger
turns up in between.
The number of an atom says which was met first in this check: neither addresses nor hashes enter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.kernel.affine import Affine, name_form, whole
from checks.kernel.atoms import Key, Poly
from checks.kernel.facts import Clause
from checks.kernel.match import Matcher
from checks.kernel.names import Index, Term

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser


def leads_back(n: Normaliser, pattern: int, clause: Clause, right: Poly) -> bool:
    """The right side holds an instance of the pattern, and from there the equation applies again for ever.

    Not where an index moves by a number, as in m[k + 1] == m[k] / 2: that walk leaves the range of k.
    """
    matcher = Matcher(n, frozenset(clause.pattern))
    return any(
        not any(_moves(i, value) for i, value in found.items()) for a in _occurring(n, right) for found in matcher.atoms(pattern, a, {})
    )


def _moves(i: Term, value: Affine) -> bool:
    gap = value.plus(name_form(i), -1)
    return not gap.terms and gap.const != 0


def chosen(clause: Clause, names: frozenset[Term]) -> dict[Term, Affine]:
    """The indices of which the left side says nothing, each at 1: what holds for all of them holds there."""
    return {i: whole(1) for i in clause.pattern if i not in names}


def goes_down(n: Normaliser, pattern: int, clause: Clause, target: int, image: Poly) -> bool:
    """Every instance of the pattern in the image is smaller than the target, and none hides inside another atom."""
    matcher = Matcher(n, frozenset(clause.pattern))
    top = {a for m in image for a, _ in m}
    inside = {b for a in top for b in _below(n, a)}
    found = {a for a in top | inside if any(True for _ in matcher.atoms(pattern, a, {}))}
    return found.isdisjoint(inside) and all(_rank(n, a) < _rank(n, target) for a in found)


def _rank(n: Normaliser, a: int) -> tuple[int, int, int]:
    forms = n.atoms[a].indices
    mentions = sum(abs(c) * (2 if isinstance(name, Index) and not name.fixed else 1) for f in forms for key, c in f.terms for name in key)
    return mentions, sum(abs(f.const) for f in forms), a


def _occurring(n: Normaliser, p: Poly) -> Iterator[int]:
    """The atoms of p, and those inside them."""
    for m in p:
        for a, _ in m:
            yield a
            yield from _below(n, a)


def _below(n: Normaliser, a: int) -> Iterator[int]:
    atom = n.atoms[a]
    keys: tuple[Key, ...] = (*atom.polys, *(x.entry for x in atom.arrays))
    for key in keys:
        yield from _occurring(n, dict(key))
