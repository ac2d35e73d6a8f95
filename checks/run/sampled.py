"""Was a theorem tried on enough models?  The author's example, and what is said where the hypotheses have too few, or none."""

from __future__ import annotations

from typing import TypeAlias

from checks import outcome as o
from checks.evaluate.model import Model
from checks.kernel.names import Declaration
from checks.refute.attack import Attack, Unsampled, Vacuous
from checks.refute.example import BadExample, example_model
from checks.run import mending
from checks.tactics.scope import Names
from checks.words.formula import Formula, as_term
from checks.words.state import Theorem

Example: TypeAlias = tuple[tuple[Model, ...], str]  # the model it describes, or why it describes none


def example(th: Theorem) -> Example:
    """The theorem's `example=`, checked against its hypotheses."""
    if not th.example:
        return (), ""
    pairs = [(_declaration(k), v if isinstance(v, str) else str(v)) for k, v in th.example.items()]
    made = example_model(th.claim, tuple(h.claim for h in th.given), pairs)
    return ((), f"example=: {made.why}") if isinstance(made, BadExample) else ((made,), "")


def objection(th: Theorem, whole: Attack, bad_example: str, names: Names) -> o.Undecided | None:
    """An objection if too few models of the hypotheses were seen; `None` if there were enough."""
    match whole:
        case Vacuous(why):
            return o.Undecided(o.Why.VACUOUS, advice=f"the hypotheses contradict one another: {why}")
        case _ if bad_example:
            return o.Undecided(o.Why.UNSAMPLED, advice=bad_example)
        case Unsampled(why):
            return mending.unsampled(why, (th.claim, *(h.claim for h in th.given)), names)
        case _:
            return None


def _declaration(key: object) -> Declaration:
    return as_term(key) if isinstance(key, Formula) else key  # type: ignore[return-value]  # example_model refuses what is none
