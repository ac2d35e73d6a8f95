"""What is said where a reason, a step, a proof or a list of hypotheses belongs, and something else stands?"""

from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType
from typing import TYPE_CHECKING, cast

from checks.kernel import term as t
from checks.kernel.shape import Malformed
from checks.words.define import DefinedFunction, definition
from checks.words.formula import Formula, Proposition
from checks.words.reasons import Assumption, Auto, Citation, DeclaredFact, Hypothesis, Instance, Reason, Rule, Unfolds

if TYPE_CHECKING:
    from checks.words.state import Proof

REASONS = (Rule, Unfolds, DeclaredFact, Hypothesis, Citation, Instance, Auto, Assumption)  # and theorems


def not_a_reason(r: object) -> Malformed:
    from checks.words.state import ByReasons, Calc, Cases, Parts, Step

    match r:
        case str():
            says = f"by={r!r}: a reason is a value, not a text; drop the quotes"
        case DefinedFunction(definition=d) | Formula(term=t.Apply(d, _) | t.Entry(t.Apply(d, _), _)):
            says = f"by={r!r}: a formula is no reason; write definition({d.name})"
        case Formula():
            says = f"by={r!r}: not a reason; `python -m checks rules` lists them"
        case Proposition():
            says = f"by={r!r}: a claim is a reason where it is assumed; write h = hypothesis({r!r}), given=[h] and by=h"
        case ByReasons(reasons):
            says = f"by={r!r}: a proof in one step, not a reason; write {_as_by(reasons)}"
        case Calc() | Parts() | Cases() | Step():
            says = f"by={r!r}: part of a proof, not a reason; name what it proves, name = theorem(...), and write by=name"
        case list() | tuple():
            says = f"by={r!r}: a list inside another; write the reasons one after the other"
        case FunctionType() if r is definition:
            says = "by=definition: which one? write definition(F)"
        case FunctionType() | type():
            says = f"by={r.__name__}: a function is not a reason; `python -m checks rules` lists them"
        case _:
            says = f"by={r!r}: not a reason; `python -m checks rules` lists them"
    return Malformed("not-a-reason", r, says)


def not_a_step(s: object) -> Malformed:
    from checks.words.state import ByReasons

    match s:
        case ByReasons(reasons):
            says = f"{s!r} is a proof by itself, not a step: write eq(..., {_as_by(reasons)})"
        case list() | tuple():
            says = "the steps follow one another, without brackets: calc(start, eq(...), eq(...))"
        case Proposition():
            says = f"{s!r} is a claim, not a step: write only what stands on the right, eq(...), le(...), lt(...), ge(...) or gt(...)"
        case _ if isinstance(s, REASONS):
            says = f"{s!r} is a reason, not a step: it stands in the step that it is for, eq(..., by={s!r})"
        case _:
            says = f"{s!r} is not a step: write eq(...), le(...), lt(...), ge(...) or gt(...)"
    return Malformed("not-a-step", s, says)


def _as_by(reasons: tuple[Reason, ...]) -> str:
    return f"by={reasons[0]!r}" if len(reasons) == 1 else f"by=[{', '.join(map(repr, reasons))}]"


def not_a_proof(p: object) -> Malformed:
    from checks.words.state import Step, Theorem

    match p:
        case _ if isinstance(p, REASONS):
            says = f"proof={p!r}: a reason is not a proof by itself; write proof=by({p!r})"
        case list() | tuple() if p and all(isinstance(r, REASONS) for r in cast(Sequence[object], p)):
            inside = ", ".join(map(repr, cast(Sequence[object], p)))
            says = f"proof=[{inside}]: reasons are not a proof by themselves; write proof=by({inside})"
        case Theorem():
            says = f"proof={p!r}: a reason is not a proof by itself; write proof=by(...) with its name"
        case Step():
            says = f"proof={p!r}: a step is not a proof by itself; write proof=calc(left side, {p!r})"
        case str():
            says = f"proof={p!r}: a proof is a value, not a text; write calc(...), by(...), parts(...) or cases(...)"
        case FunctionType():
            says = f"proof={p.__name__}: write calc(...), by(...), parts(...) or cases(...)"
        case _:
            says = f"proof={p!r}: write calc(...), by(...), parts(...) or cases(...)"
    return Malformed("proof", p, says)


def not_given(h: object) -> Malformed:
    match h:
        case DeclaredFact():
            says = "what a declaration says holds everywhere and is never listed in given=: drop it"
        case _:
            says = f'given={h!r}: not a hypothesis; write hypothesis(claim, "in words")'
    return Malformed("given", h, says)


def refuse_strangers(proof: Proof, given: tuple[Hypothesis, ...]) -> None:
    """A hypothesis may be cited only where it is listed in given=."""
    from checks.words.state import ByReasons, Calc, Cases, Parts

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
        case _:
            cited = []
    for r, place in cited:
        if isinstance(r, Hypothesis) and r not in given:
            raise Malformed(
                "not-given", r, f"line {place.line} cites the hypothesis {r.says or '(unnamed)'!r}, which is not in given=[...]: list it"
            )
