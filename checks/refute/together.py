"""Do the claims of one theorem survive together?  Its steps and its claim are attacked in the same models.

A model of the hypotheses is drawn once for all of them, and what two lines of a calculation share is evaluated once.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.evaluate.model import Model
from checks.kernel.claim import Both, Claim, Forall
from checks.refute.attack import Attack, NoCounterexample, attack
from checks.refute.inventory import free_claim_indices, free_families


def attack_each(claims: Sequence[Claim], given: Sequence[Claim], *, examples: Sequence[Model] = ()) -> tuple[Attack, ...]:
    """What `attack` says of each claim, each closed over its own free indices.

    Where their conjunction is silent, every one of them is.  Otherwise each is attacked alone, so that the answer names the claim.
    """
    if len(claims) > 1 and not any(free_families(c) for c in claims):
        found = attack(Both(tuple(_closed(c) for c in claims)), given, examples=examples)
        if isinstance(found, NoCounterexample) and found.undefined is None:
            return (found,) * len(claims)
    return tuple(attack(c, given, examples=examples) for c in claims)


def _closed(c: Claim) -> Claim:
    over = free_claim_indices(c)
    return Forall(over, c) if over else c
