"""What does this claim say where two indices are equal?  The same with one in place of the other.  Trusted.

    t == j      gives      p[t] == p[j],  delta(t, j) == 1

Only equations that stand as they are, without a premise and of no other index than those around.  Both directions are tried: a fact
may speak of either.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.kernel.affine import NotAnInteger, affine, name_form, term_of, whole
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Clause
from checks.kernel.names import Index
from checks.kernel.substitute import Capture, Substitution, substitute


def with_equal_indices(r: Relation, equations: tuple[Clause, ...]) -> Iterator[tuple[Relation, tuple[Clause, ...]]]:
    """`r` at equal indices, with the equations that say so."""
    for back in (False, True):
        out, used = r, list[Clause]()
        for clause in equations:
            by = _solved(clause, back=back)
            if not by:
                continue
            try:
                image = Relation(substitute(out.left, by), out.rel, substitute(out.right, by))
            except Capture:
                continue
            if image != out:
                out = image
                used.append(clause)
        if used:
            yield out, tuple(used)


def _solved(clause: Clause, *, back: bool) -> Substitution:
    """An index of the equation, and what it says that it is; empty if it is no equation of integers that says so."""
    r = clause.relation
    if clause.pattern or clause.premises or r.rel is not Rel.EQ:
        return {}
    try:
        gap = affine(r.left).plus(affine(r.right), -1)
    except NotAnInteger:
        return {}
    alone = [(key[0], c) for key, c in gap.terms if len(key) == 1 and abs(c) == 1]
    first = affine(r.left).names()
    for i, c in sorted(((i, c) for i, c in alone if isinstance(i, Index)), key=lambda ic: (ic[0] not in first, ic[0].name), reverse=back):
        value = whole(0).plus(gap.plus(name_form(i), -c), -c)  # c i + rest = 0
        if i not in value.names():
            return {i: term_of(value)}
    return {}
