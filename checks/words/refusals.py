"""What is said where a reason, a step, a proof or a list of hypotheses belongs, and something else stands?"""

from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType
from typing import TYPE_CHECKING, cast

from checks.kernel import term as t
from checks.kernel.shape import Malformed
from checks.words.define import DefinedFunction, definition
from checks.words.formula import Formula, Proposition
from checks.words.place import here
from checks.words.reasons import Assumption, Auto, Citation, DeclaredFact, Hypothesis, Instance, Reason, Rule, Unfolds

if TYPE_CHECKING:
    from checks.words.state import Proof

REASONS = (Rule, Unfolds, DeclaredFact, Hypothesis, Citation, Instance, Auto, Assumption)  # and theorems


def no_reason(what: object) -> str:
    from checks.words.state import ByReasons, Calc, Cases, Parts, Step

    match what:
        case str():
            return f"by={what!r}: a reason is a value, not a text; drop the quotes"
        case DefinedFunction(definition=d) | Formula(term=t.Apply(d, _) | t.Entry(t.Apply(d, _), _)):
            return f"by={what!r}: a formula is no reason; write definition({d.name})"
        case Formula():
            return f"by={what!r}: not a reason; `python -m checks rules` lists them"
        case Proposition():
            return f"by={what!r}: a claim is a reason where it is assumed; write h = hypothesis({what!r}), given=[h] and by=h"
        case ByReasons(reasons):
            return f"by={what!r}: a proof in one step, not a reason; write {_as_by(reasons)}"
        case Calc() | Parts() | Cases() | Step():
            return f"by={what!r}: part of a proof, not a reason; name what it proves, name = theorem(...), and write by=name"
        case list() | tuple():
            return f"by={what!r}: a list inside another; write the reasons one after the other"
        case FunctionType() if what is definition:
            return "by=definition: which one? write definition(F)"
        case FunctionType() | type():
            return f"by={what.__name__}: a function is not a reason; `python -m checks rules` lists them"
        case _:
            return f"by={what!r}: not a reason; `python -m checks rules` lists them"


def no_step(what: object) -> str:
    from checks.words.state import ByReasons

    match what:
        case ByReasons(reasons):
            return f"{what!r} is a proof by itself, not a step: write eq(..., {_as_by(reasons)})"
        case list() | tuple():
            return "the steps follow one another, without brackets: calc(start, eq(...), eq(...))"
        case Proposition():
            return f"{what!r} is a claim, not a step: write only what stands on the right, eq(...), le(...), lt(...), ge(...) or gt(...)"
        case _ if isinstance(what, REASONS):
            return f"{what!r} is a reason, not a step: it stands in the step that it is for, eq(..., by={what!r})"
        case _:
            return f"{what!r} is not a step: write eq(...), le(...), lt(...), ge(...) or gt(...)"


def _as_by(reasons: tuple[Reason, ...]) -> str:
    return f"by={reasons[0]!r}" if len(reasons) == 1 else f"by=[{', '.join(map(repr, reasons))}]"


def no_proof(what: object) -> str:
    from checks.words.state import Step, Theorem

    match what:
        case _ if isinstance(what, REASONS):
            return f"proof={what!r}: a reason is not a proof by itself; write proof=by({what!r})"
        case list() | tuple() if what and all(isinstance(r, REASONS) for r in cast(Sequence[object], what)):
            inside = ", ".join(map(repr, cast(Sequence[object], what)))
            return f"proof=[{inside}]: reasons are not a proof by themselves; write proof=by({inside})"
        case Theorem():
            return f"proof={what!r}: a reason is not a proof by itself; write proof=by(...) with its name"
        case Step():
            return f"proof={what!r}: a step is not a proof by itself; write proof=calc(left side, {what!r})"
        case str():
            return f"proof={what!r}: a proof is a value, not a text; write calc(...), by(...), parts(...) or cases(...)"
        case FunctionType():
            return f"proof={what.__name__}: write calc(...), by(...), parts(...) or cases(...)"
        case _:
            return f"proof={what!r}: write calc(...), by(...), parts(...) or cases(...)"


def no_hypothesis(h: object) -> str:
    match h:
        case DeclaredFact():
            return "what a declaration says holds everywhere and is never listed in given=: drop it"
        case _:
            return f'given={h!r}: not a hypothesis; write hypothesis(claim, "in words")'


def assumed_in(given: object) -> tuple[Hypothesis, ...]:
    """What is assumed, as hypotheses; a claim is one without words."""
    if not isinstance(given, (list, tuple)):
        name = "h" if isinstance(given, Hypothesis) else repr(given)
        raise Malformed("given", given, f"given={given!r}: a list, even of one hypothesis; write given=[{name}]")
    found: list[Hypothesis] = []
    for h in cast(Sequence[object], given):
        if not isinstance(h, (Hypothesis, Proposition)):
            raise Malformed("given", h, no_hypothesis(h))
        found.append(h if isinstance(h, Hypothesis) else Hypothesis(h.claim, "", here()))
    return tuple(found)


def refuse_strangers(proof: Proof, given: tuple[Hypothesis, ...]) -> None:
    """A hypothesis may be cited only where it is listed in given=."""
    from checks.words.state import ByReasons, Calc, Cases, Induction, Parts

    match proof:
        case Calc(_, steps):
            cited = [(r, s.place) for s in steps for r in s.by]
        case ByReasons(reasons, place):
            cited = [(r, place) for r in reasons]
        case Parts(proofs):
            cited = []
            for p in proofs:
                refuse_strangers(p, given)
        case Cases(branches):
            cited = []
            for _, p in branches:
                refuse_strangers(p, given)
        case Induction(base=base, step=step):
            cited = []
            refuse_strangers(base, given)
            refuse_strangers(step, given)
        case _:
            cited = []
    for r, place in cited:
        if isinstance(r, Hypothesis) and r not in given:
            raise Malformed(
                "not-given", r, f"line {place.line} cites the hypothesis {r.says or '(unnamed)'!r}, which is not in given=[...]: list it"
            )
