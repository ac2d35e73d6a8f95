"""Was a theorem tried on enough models?  The author's example, and what is said where the hypotheses have too few, or none."""

from __future__ import annotations

from typing import TypeAlias

from checks import outcome as o
from checks.evaluate.model import Model
from checks.kernel.bind import claim_free
from checks.kernel.claim import Claim
from checks.kernel.names import Declaration, Free, Index, Size, Variable
from checks.refute.attack import Attack, Unsampled, Vacuous
from checks.refute.example import BadExample, example_model
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
            return unsampled(why, th.claim, tuple(h.claim for h in th.given), names)
        case _:
            return None


def _declaration(key: object) -> Declaration:
    return as_term(key) if isinstance(key, Formula) else key  # type: ignore[return-value]  # example_model refuses what is none


# ---------------------------------------------------------------- the line that is missing
VALUES = (("1", "2"), ("1", "1"), ("0", "0"), ("2", "2"), ("1/2", "1/2"), ("-1", "1"))  # tried as the entries of everything


def unsampled(why: str, claim: Claim, given: tuple[Claim, ...], names: Names) -> o.Undecided:
    """The `example=` that would show that the hypotheses can hold: one that does, or else its outline."""
    every = set[Declaration]().union(*(claim_free(c) for c in (claim, *given)))
    wanted = [n for n in every if not isinstance(n, Index) or n.fixed]
    wanted = [n for n in wanted if not isinstance(n, Variable) or (n.family is None and not n.of)]
    wanted.sort(key=lambda n: (not isinstance(n, Size), n.name))
    tried = ([(n, _entries(n, *values)) for n in wanted] for values in VALUES)
    outline = [(n, "...") for n in wanted]
    pairs = next((example for example in tried if isinstance(example_model(claim, given, example), Model)), outline)
    line = ", ".join(f'{names.get(id(n), n.name)}: "{value}"' for n, value in pairs)
    advice = f"{why}; give an example, with values that satisfy the hypotheses: it is checked exactly"
    return o.Undecided(o.Why.UNSAMPLED, advice=advice, write=f"example={{{line}}}" if line else "")


def _entries(n: Declaration, first: str, second: str) -> str:
    match n:
        case Size(at_least=least):
            return str(max(2, least))
        case Index():
            return "1"
        case Variable(shape=()):
            return first
        case Variable(shape=(_,), facts=Free()):
            return f"{first} {second}"
        case Variable(shape=(_,)):
            return "1/2 1/2"
        case Variable(facts=Free()):
            return f"{first} {second}; {second} {first}"
        case _:
            return "1/4 1/4; 1/4 1/4"
