"""Do the halves of an erratum speak of the same thing?  A misprint of one formula is not mended by a theorem about another."""

from __future__ import annotations

from pathlib import Path

from checks.kernel.bind import alpha_equal
from checks.kernel.claim import Claim, Forall, Implies, Rel, Relation
from checks.outcome import Warned
from checks.run.shown import where
from checks.run.typed import named
from checks.words.numbers import Erratum, Printed
from checks.words.state import Theorem


def unrelated(e: Erratum, root: Path) -> tuple[Warned, ...]:
    """A warning if the right half is not about what the wrong half is about."""
    wrong, right = _claim(e.prints), _claim(e.should_be)
    at = where(root, e.place.file, e.place.line)
    if not set(named((wrong,))) & set(named((right,))):
        return (Warned("unrelated-erratum", "the two halves of the erratum have no name in common", at),)
    if isinstance(e.prints, Printed) != isinstance(e.should_be, Printed) or _share_a_side(wrong, right):
        return ()
    return (Warned("unrelated-erratum", "the two halves of the erratum are about different formulas", at),)


def _claim(half: Claim | Theorem | Printed) -> Claim:
    """What it says; of a printed number, that its formula is what it is."""
    match half:
        case Printed(value=value):
            return Relation(value, Rel.EQ, value)
        case Theorem(claim=claim):
            return claim
        case _:
            return half


def _share_a_side(a: Claim, b: Claim) -> bool:
    """Two comparisons have a side in common; of other claims it is not asked."""
    match a, b:
        case ((Forall(_, inner) | Implies(_, inner)), _):
            return _share_a_side(inner, b)
        case _, (Forall(_, inner) | Implies(_, inner)):
            return _share_a_side(a, inner)
        case Relation(), Relation():
            return any(alpha_equal(x, y) for x in (a.left, a.right) for y in (b.left, b.right))
        case _:
            return True
