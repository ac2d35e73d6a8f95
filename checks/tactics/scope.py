"""What may a step of this theorem cite, and what does each reason permit the kernel to do?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol, TypeAlias, final

from checks.kernel.check import Context, StepMoves
from checks.kernel.cite import Warrant, cite
from checks.kernel.claim import Claim, Relation
from checks.kernel.facts import Fact, Origin, facts_of
from checks.kernel.moves import Move
from checks.kernel.names import Definition
from checks.kernel.substitute import Capture
from checks.kernel.text import claim_text, text
from checks.tactics.instances import Ambiguous, NoMatch, Substituted, matched
from checks.words.reasons import Assumption, Auto, Citation, DeclaredFact, FactKind, Hypothesis, Instance, Reason, Rule, Unfolds
from checks.words.state import Theorem


@final
@dataclass(frozen=True, slots=True)
class NoWarrant:
    """A cited statement that cannot be relied on, and why."""

    name: str
    says: str


class Warrants(Protocol):
    """Where the warrants of cited theorems come from."""

    def of(self, cited: Theorem | Citation) -> Warrant | NoWarrant: ...


@final
@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A reason that may not be used here: the sentence says why."""

    says: str


@final
@dataclass(frozen=True, slots=True)
class BadPremise:
    """A reason that is itself not proved."""

    says: str


class Branch(Enum):
    """Which form of a claim or proof makes an assumption."""

    CASES = auto()
    PREMISE = auto()  # of `implies` and `iff`
    INDUCTION = auto()
    SUBJECT_TO = auto()


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """The hypotheses of the theorem, and the assumptions of the branch, as facts; `branches` says of each where it comes from."""

    given: tuple[tuple[Hypothesis, Fact], ...]
    assumed: tuple[Fact, ...]
    warrants: Warrants
    branches: tuple[Branch, ...] = ()
    memo: dict[Reason, object] = field(default_factory=dict[Reason, object], compare=False)

    @property
    def context(self) -> Context:
        return Context((*(f for _, f in self.given), *self.assumed))

    def under(self, branch: Branch, *assumptions: Fact) -> Scope:
        branches = (*self.branches, *(branch for _ in assumptions))
        return Scope(self.given, (*self.assumed, *assumptions), self.warrants, branches)


Permitted: TypeAlias = StepMoves | OutOfScope | BadPremise


def given_facts(th: Theorem | Citation) -> tuple[tuple[Hypothesis, Fact], ...]:
    return tuple((h, Fact(h.claim, Origin.GIVEN, h.says or claim_text(h.claim))) for h in th.given)


def moves(reasons: Iterable[Reason], scope: Scope, step: Relation) -> Permitted:
    """What the reasons of a step permit together; the first that may not be used here, otherwise."""
    permits: set[Move] = set()
    unfolds: set[Definition] = set()
    facts: list[Fact] = []
    for r in reasons:
        one = _one(r, scope, step)
        if not isinstance(one, StepMoves):
            return one
        permits |= one.permits
        unfolds |= one.unfolds
        facts += [f for f in one.facts if f not in facts]
    return StepMoves(frozenset(permits), frozenset(unfolds), tuple(facts))


def _one(r: Reason, scope: Scope, step: Relation) -> Permitted:
    match r:
        case Rule():
            return StepMoves(r.permits)
        case Unfolds(definitions):
            return StepMoves(unfolds=frozenset(definitions))
        case DeclaredFact(v, kind):
            wanted = {FactKind.NONNEGATIVE: ("is non-negative", "is positive")}.get(kind, (kind.value,))
            return StepMoves(facts=tuple(f for f in facts_of(v) if f.name.endswith(wanted)))
        case Hypothesis():
            found = next((f for h, f in scope.given if h is r), None)
            if found is None:
                return OutOfScope(f"the hypothesis {r.says or claim_text(r.claim)!r} is not in given=[...] of this theorem: list it there")
            return StepMoves(facts=(found,))
        case Assumption():
            if not scope.assumed:
                return OutOfScope("nothing is assumed here: `assumption` is for implies, iff, cases and subject_to")
            return StepMoves(facts=scope.assumed)
        case Theorem() | Citation() | Instance():
            return _cited(r, scope, step)
        case Auto():
            return StepMoves()


def _cited(r: Theorem | Citation | Instance, scope: Scope, step: Relation) -> Permitted:
    of = r.of if isinstance(r, Instance) else r
    warrant = scope.warrants.of(of)
    if isinstance(warrant, NoWarrant):
        return BadPremise(f"{warrant.name!r} cannot be cited: {warrant.says}")
    if isinstance(r, Instance):
        by = dict(r.by)
    else:
        match matched(warrant, step, scope.context.facts):
            case Substituted(found):
                by = dict(found)
            case NoMatch():
                by = {}
            case Ambiguous(ways):
                says = f"{title(of)!r} fits this step in {len(ways)} ways: name one with .at({{...}}), as in {ways[0]}"
                return OutOfScope(says)
    try:
        return StepMoves(facts=(cite(warrant, by),))
    except Capture as e:
        return OutOfScope(f"{title(of)!r} cannot be used at {text(e.image)}: {text(e.name)} is bound in {text(e.node)}")


def title(of: Theorem | Citation) -> str:
    return of.title if isinstance(of, Theorem) else of.source


def describe(r: Reason) -> str:
    """A reason as it reads after "by"."""
    match r:
        case Rule():
            return r.says
        case Unfolds(definitions):
            return "definition of " + ", ".join(d.name for d in definitions)
        case DeclaredFact(v, kind):
            return f"{v.name} {kind.value}"
        case Hypothesis():
            return r.says or claim_text(r.claim)
        case Theorem() | Citation():
            return title(r)
        case Instance(of, by):
            at = ", ".join(f"{text(k)} = {text(v)}" for k, v in by if not _is_size(k))
            return f"{title(of)}, at {at}" if at else title(of)
        case Auto():
            return "any reason that is found"
        case Assumption():
            return "the assumption"


def _is_size(x: object) -> bool:
    from checks.kernel.names import Size

    return isinstance(x, Size)


Names: TypeAlias = Mapping[int, str]


def write(r: Reason, names: Names) -> str:
    """A reason as it is typed; `names` are what the values of the script are called."""
    match r:
        case Rule():
            return r.id.replace("-", "_")
        case Unfolds(definitions):
            return f"definition({', '.join(names.get(id(d), d.name) for d in definitions)})"
        case DeclaredFact(v, kind):
            return f"{names.get(id(v), v.name)}.{kind.attribute}"
        case Auto():
            return "auto"
        case Assumption():
            return "assumption"
        case Instance(of, by):
            at = ", ".join(f"{names.get(id(k), text(k))}: {text(v)}" for k, v in by if not _is_size(k))
            return f"{names.get(id(of), 'it')}.at({{{at}}})"
        case _:
            return names.get(id(r), repr(describe(r)))


def claims(scope: Scope) -> tuple[Claim, ...]:
    return tuple(f.claim for f in scope.context.facts)
