"""Does this follow from the declarations alone, or else from all that is known where it stands?  Trusted.

Most side conditions follow from the declarations, whatever guards them and whatever is assumed around: that answer is found
once and serves every place and every step.  It rests on fewer facts and assumptions than the place offers, never on more.
"""

from __future__ import annotations

from functools import lru_cache

from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Claim, Relation
from checks.kernel.discharge import Discharged, Discharger, Open, discharger
from checks.kernel.facts import Clause, clauses, declared_facts, sorted_indices
from checks.kernel.names import Declaration, Index, Term
from checks.kernel.obligations import Bound, Obligation, Place, Under, Within, of_claim
from checks.kernel.substitute import substitute_claim
from checks.kernel.walk import claim_terms


def settled(under: Under, known: tuple[Clause, ...]) -> Discharged | Open:
    """The condition by declarations, as it stands alone and where it stands; failing that, by the facts `known`."""
    o = under.obligation
    if isinstance(o.condition, Relation | Within):
        for asked in dict.fromkeys((_alone(o.condition, o.place), under)):
            found = _declared(asked)
            if isinstance(found, Discharged):
                return Discharged(o, found.evidence)
    return discharger(known).discharge(under)


def follows(c: Claim, known: Discharger) -> bool:
    """The claim is defined and follows from the facts, for its free indices as they are."""
    return all(isinstance(settled(u, known.facts), Discharged) for u in dict.fromkeys(of_claim(c))) and known.holds(c)


def establishes(c: Claim, known: Discharger) -> bool:
    """The claim, closed over its own free indices, is defined and follows from the facts."""
    # other names: what is assumed of an index around is not known of every index
    return follows(substitute_claim(c, {i: Index(i.name, i.tex, i.over) for i in sorted_indices(c) if not i.fixed}), known)


@lru_cache(maxsize=20_000)
def _declared(under: Under) -> Discharged | Open:
    """By what is declared of the variables that the condition, its guards and its premises mention."""
    o = under.obligation
    terms = (*_terms(o.condition), *o.place.absorbed, *(x for p in under.premises for x in claim_terms(p)))
    return discharger(tuple(c for f in declared_facts(terms) for c in clauses(f))).discharge(under)


def _terms(condition: object) -> tuple[Term, ...]:
    match condition:
        case Relation(a, _, b) | Within(a, b):
            return a, b
        case _:
            return ()


def _alone(condition: Relation | Within, at: Place) -> Under:
    """The condition with no premise and no guard, below the indices that it mentions, and those that their ranges mention."""
    wanted: frozenset[Declaration] = (
        claim_free(condition) if isinstance(condition, Relation) else free(condition.index) | free(condition.size)
    )
    bound: list[Bound] = []
    for i, low, high in reversed(at.bound):
        if i in wanted:
            bound.append((i, low, high))
            wanted |= free(low) | free(high)
    return Under((), Obligation(condition, Place(bound=tuple(reversed(bound)), mean=at.mean)))
