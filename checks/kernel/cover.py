"""Do these cases leave nothing out?  Trusted."""

from __future__ import annotations

from checks.kernel import settled
from checks.kernel.bind import alpha_equal
from checks.kernel.check import Context, over_nothing
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.discharge import discharger
from checks.kernel.facts import Fact, assumption, clauses, declared_facts
from checks.kernel.substitute import shape_of
from checks.kernel.walk import claim_terms

ALLOWS = {
    Rel.LT: frozenset({-1}),
    Rel.EQ: frozenset({0}),
    Rel.GT: frozenset({1}),
    Rel.LE: frozenset({-1, 0}),
    Rel.GE: frozenset({0, 1}),
    Rel.NE: frozenset({-1, 1}),
}
NEGATION = {Rel.LT: Rel.GE, Rel.GE: Rel.LT, Rel.GT: Rel.LE, Rel.LE: Rel.GT, Rel.EQ: Rel.NE, Rel.NE: Rel.EQ}


def covers(facts: tuple[Fact, ...], cases: tuple[Claim, ...]) -> bool:
    """Comparisons of numbers of which one holds wherever the others do not.

    Of the same two numbers: they leave none of <, =, > out, but what the facts exclude.  Otherwise one of them follows from the
    negations of the others.
    """
    relations = tuple(c for c in cases if isinstance(c, Relation) and not shape_of(c.left) and not shape_of(c.right))
    if not cases or len(relations) < len(cases):
        return False  # of two arrays neither == nor != may hold, entry by entry
    if not all(follows(facts, Relation(x, Rel.EQ, x)) for c in relations for x in (c.left, c.right)):
        return False  # where the numbers are not defined, no case holds
    if over_nothing(Context(facts), cases) is not None:
        return False  # nor where an index has no value
    return _trichotomy(facts, relations) or any(_last_follows(facts, relations, k) for k in range(len(relations)))


def _trichotomy(facts: tuple[Fact, ...], cases: tuple[Relation, ...]) -> bool:
    first = cases[0]
    if not all(alpha_equal(c.left, first.left) and alpha_equal(c.right, first.right) for c in cases):
        return False
    covered = frozenset[int]().union(*(ALLOWS[c.rel] for c in cases))
    excluded = {
        x
        for x, rel in ((-1, Rel.GE), (0, Rel.NE), (1, Rel.LE))
        if x not in covered and follows(facts, Relation(first.left, rel, first.right))
    }
    return covered | excluded == frozenset({-1, 0, 1})


def _last_follows(facts: tuple[Fact, ...], cases: tuple[Relation, ...], k: int) -> bool:
    """Case k holds where no other does."""
    others = (assumption(Relation(c.left, NEGATION[c.rel], c.right)) for c in (*cases[:k], *cases[k + 1 :]))
    return follows((*facts, *others), cases[k])


def follows(facts: tuple[Fact, ...], c: Claim) -> bool:
    """The claim is defined and follows, for its free indices as they are."""
    terms = claim_terms(c) + tuple(x for f in facts for x in claim_terms(f.claim))
    return settled.follows(c, discharger(tuple(k for f in (*facts, *declared_facts(terms)) for k in clauses(f))))
