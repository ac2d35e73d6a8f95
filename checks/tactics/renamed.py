"""What do the lines of an induction say at the value they are about, and how do they meet the claim there?"""

from __future__ import annotations

from dataclasses import replace

from checks.kernel.bind import alpha_equal
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.substitute import Substitution, substitute, substitute_claim
from checks.words.state import Calc, Cases, Induction, Parts, Proof, Step


def renamed(proof: Proof, by: Substitution) -> Proof:
    """The proof with other names in its lines."""
    match proof:
        case Calc(start, steps):
            lines = tuple(replace(s, right=substitute(s.right, by)) for s in steps)
            return replace(proof, start=substitute(start, by), steps=lines)
        case Parts(proofs):
            return replace(proof, proofs=tuple(renamed(p, by) for p in proofs))
        case Cases(branches):
            return replace(proof, branches=tuple((substitute_claim(c, by), renamed(p, by)) for c, p in branches))
        case Induction(base=base, step=step):
            return replace(proof, base=renamed(base, by), step=renamed(step, by))
        case _:
            return proof


def bridged(claim: Claim, proof: Proof) -> Proof:
    """The calculation with the sides of the claim at its ends, where the author wrote them simplified: by arithmetic alone."""
    if not isinstance(claim, Relation) or not isinstance(proof, Calc) or not proof.steps:
        return proof
    last = proof.steps[-1]
    steps = list(proof.steps)
    if not alpha_equal(last.right, claim.right):
        steps.append(Step(Rel.EQ, claim.right, (), "", last.place))
    if not alpha_equal(proof.start, claim.left):
        steps.insert(0, Step(Rel.EQ, proof.start, (), "", proof.place))
    return replace(proof, start=claim.left, steps=tuple(steps))
