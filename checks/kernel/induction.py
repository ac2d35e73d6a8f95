"""Over which names is there an induction, from what to what?  Trusted.

    C(1)   and   C(t) for a t < N implies C(t + 1)     give C(t) for every t <= N;  a size n starts at its least value and has no end.

C(t) must be the same claim about the same things at every t.  A vector of size n, a hypothesis about n, an index over n are other
things at the smaller n, so a claim that speaks of one has no induction over n: it says nothing about the smaller ones.
"""

from __future__ import annotations

from fractions import Fraction

from checks.kernel import term as t
from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.facts import Fact, Origin, assumption
from checks.kernel.names import Index, Size
from checks.kernel.substitute import substitute_claim


def not_inductive(facts: tuple[Fact, ...], claim: Claim, over: Size | Index) -> str:
    """Why there is no induction over this name here; empty if there is.

    The smaller instance must be the same claim about the same things: only `over` itself may change.
    """
    name = over.name
    if over not in claim_free(claim):
        return f"the claim does not speak of {name}"
    if isinstance(over, Index) and over.fixed:
        return f"{name} is one fixed position: make it an index"
    rigid = isinstance(over, Size)
    if any(over in claim_free(f.claim) for f in facts if rigid or f.origin is Origin.ASSUMED):
        return f"a hypothesis speaks of {name}: it would have to be shown anew for the smaller instance"
    tied = sorted(n.name for n in claim_free(claim) - {over} if over in free(n))
    if tied:
        return f"{tied[0]} is declared by {name}: the smaller instance would be about another {tied[0]}; give it a size of its own"
    return ""


def inductive_base(claim: Claim, over: Size | Index) -> Claim:
    """The claim at the least value."""
    return substitute_claim(claim, {over: t.Num(Fraction(over.at_least)) if isinstance(over, Size) else t.ONE})


def inductive_step(claim: Claim, over: Size | Index, below: Size | Index) -> tuple[tuple[Fact, ...], Claim]:
    """What is assumed of `below`, any value but the last, and what is to be shown of the next."""
    here = assumption(substitute_claim(claim, {over: below}))
    more = () if isinstance(over, Size) else (assumption(Relation(t.Sub(over.over, t.ONE), Rel.GE, t.ONE)),)
    return (here, *more), substitute_claim(claim, {over: t.Add(below, t.ONE)})
