"""Short ways to attack a claim written in the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.refute.attack import Attack, Counterexample, NoCounterexample, attack


def attacked(claim: Any, given: Sequence[Any] = (), **options: Any) -> Attack:
    return attack(claim.claim, [g.claim for g in given], **options)


def refuted(claim: Any, given: Sequence[Any] = ()) -> Counterexample:
    found = attacked(claim, given)
    assert isinstance(found, Counterexample), found
    assert found.witness.left != found.witness.right or found.witness.relation in ("<", ">", "!=")
    return found


def stands(claim: Any, given: Sequence[Any] = (), *, models: int = 8) -> NoCounterexample:
    found = attacked(claim, given)
    assert isinstance(found, NoCounterexample), found
    assert found.models >= models
    return found
