"""Can SymPy say it at every size at once?"""

from __future__ import annotations

from checks.kernel.claim import Claim, Relation


def holds_at_every_size(hypotheses: tuple[Claim, ...], claim: Relation) -> bool:
    return False
