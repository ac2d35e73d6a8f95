"""How do the kernel tests put a question to the kernel?  In the words of the language, without any other judge.

`proved(claim, *reasons, given=...)` asks for one step, `establishes(theorem)` for a whole statement with its proof.
No refuter and no SymPy is consulted: what these functions refuse, the kernel refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.kernel.check import Context, Derivation, Outcome, StepMoves, Unproved, check
from checks.kernel.cite import Warrant
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Fact, assumption
from checks.kernel.moves import Move
from checks.kernel.obligations import Under
from checks.kernel.term import ONE
from checks.rules import all_rules, first_factor, last_factor
from checks.tactics.prove import Prover
from checks.tactics.scope import BadPremise, NoWarrant, OutOfScope, Scope, given_facts, moves
from checks.tactics.search import candidates
from checks.words.formula import Proposition
from checks.words.reasons import Hypothesis, Reason, Rule
from checks.words.state import Theorem, as_claim, hypothesis, theorem

ALL_MOVES = frozenset(Move)


class Refused(Exception):
    """A reason that may not be used at all: not in scope, or not proved."""


def scope_of(given: Sequence[Any] = (), assuming: Sequence[Any] = ()) -> tuple[Theorem, Scope]:
    """A scope with these hypotheses and rigid assumptions, and a theorem that lists the hypotheses."""
    listed = [h if isinstance(h, Hypothesis) else hypothesis(h) for h in given]
    th = theorem("scope", Proposition(Relation(ONE, Rel.EQ, ONE)), given=listed)
    return th, Scope(given_facts(th), tuple(assumption(as_claim(a)) for a in assuming), Prover())


def step(claim: Any, *reasons: Reason, given: Sequence[Any] = (), assuming: Sequence[Any] = ()) -> Outcome:
    """The kernel's answer to one relation.  Hypotheses that stand among the reasons need not be repeated in `given`."""
    relation = as_claim(claim)
    assert isinstance(relation, Relation)
    listed = [*given, *(r for r in reasons if isinstance(r, Hypothesis) and r not in given)]
    _, scope = scope_of(listed, assuming)
    permitted = moves(reasons, scope, relation)
    if isinstance(permitted, (OutOfScope, BadPremise)):
        raise Refused(permitted.says)
    return check(scope.context, relation, permitted)


def step_with_everything(
    claim: Any, *reasons: Reason, given: Sequence[Any] = (), assuming: Sequence[Any] = (), without: Sequence[Rule] = ()
) -> Outcome:
    """The kernel's answer with every rule, every definition in sight, every hypothesis and every declared fact permitted."""
    relation = as_claim(claim)
    assert isinstance(relation, Relation)
    th, scope = scope_of([*given, *(r for r in reasons if isinstance(r, Hypothesis) and r not in given)], assuming)
    from checks.tactics.prove import Job

    every = [r for r in (*candidates(Job(relation, (), "", th.place, scope)), *reasons, *all_rules()) if r not in without]
    permitted = moves(every, scope, relation)
    if isinstance(permitted, (OutOfScope, BadPremise)):
        raise Refused(permitted.says)
    return check(scope.context, relation, permitted)


def proved(claim: Any, *reasons: Reason, given: Sequence[Any] = (), assuming: Sequence[Any] = ()) -> bool:
    return isinstance(step(claim, *reasons, given=given, assuming=assuming), Derivation)


def provable(claim: Any, *reasons: Reason, given: Sequence[Any] = (), assuming: Sequence[Any] = ()) -> bool:
    """With every move permitted and everything in sight cited, is the claim proved in one step?"""
    tries = [step_with_everything(claim, *reasons, given=given, assuming=assuming, without=w) for w in ((), (first_factor, last_factor))]
    return any(isinstance(found, Derivation) for found in tries)


def open_conditions(outcome: Outcome) -> tuple[Under, ...]:
    """The side conditions that kept the kernel from a proof."""
    return outcome.open if isinstance(outcome, Unproved) else ()


def warrant(th: Theorem) -> Warrant | NoWarrant:
    """What the kernel hands out for a theorem with its proof."""
    return Prover().of(th)


def establishes(th: Theorem) -> bool:
    return isinstance(warrant(th), Warrant)


def raw(relation: Relation, given: tuple[Fact, ...] = (), facts: tuple[Fact, ...] = ()) -> bool:
    """A relation built by hand, with every rule permitted: for trees that the words would refuse."""
    return isinstance(check(Context(given), relation, StepMoves(ALL_MOVES, facts=facts)), Derivation)
