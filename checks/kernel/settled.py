"""Does this side condition follow from the declarations alone, or else from all that is known where it stands?  Trusted.

Most do from the declarations, whatever guards them and whatever is assumed around: that answer is found once and serves every
place.  It rests on fewer assumptions than the place offers, never on more.
"""

from __future__ import annotations

from functools import lru_cache

from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Relation
from checks.kernel.discharge import Discharged, Open, discharger
from checks.kernel.facts import Clause, clauses, declared_facts
from checks.kernel.names import Declaration, Variable
from checks.kernel.obligations import Bound, Obligation, Place, Under, Within


def settled(under: Under, known: tuple[Clause, ...]) -> Discharged | Open:
    """The condition by declarations, with no premise and no guard; failing that, by the facts `known`, where it stands."""
    o = under.obligation
    if isinstance(o.condition, Relation | Within):
        bare = _declared(o.condition, _around(o.condition, o.place.bound), o.place.mean)
        if isinstance(bare, Discharged):
            return Discharged(o, bare.evidence)
    return discharger(known).discharge(under)


@lru_cache(maxsize=20_000)
def _declared(condition: Relation | Within, bound: tuple[Bound, ...], mean: frozenset[Variable]) -> Discharged | Open:
    terms = (condition.left, condition.right) if isinstance(condition, Relation) else (condition.index, condition.size)
    facts = tuple(c for f in declared_facts(terms) for c in clauses(f))
    return discharger(facts).discharge(Under((), Obligation(condition, Place(bound=bound, mean=mean))))


def _around(condition: Relation | Within, bound: tuple[Bound, ...]) -> tuple[Bound, ...]:
    """The bound indices that the condition mentions, and those that their ranges mention; the innermost comes last."""
    wanted: frozenset[Declaration] = (
        claim_free(condition) if isinstance(condition, Relation) else free(condition.index) | free(condition.size)
    )
    out: list[Bound] = []
    for i, low, high in reversed(bound):
        if i in wanted:
            out.append((i, low, high))
            wanted |= free(low) | free(high)
    return tuple(reversed(out))
