"""What is a statement?  Relations between formulas, and the few ways to combine them.  Trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final

from checks.kernel.names import Index, Term, Variable


class Rel(Enum):
    EQ = "=="
    NE = "!="
    LE = "<="
    LT = "<"
    GE = ">="
    GT = ">"


class Claim:
    """A statement.  Closed: the subclasses below."""

    __slots__ = ()


@final
@dataclass(frozen=True, slots=True)
class Relation(Claim):
    """Two scalars compared, or two arrays of one shape, entry by entry."""

    left: Term
    rel: Rel
    right: Term


@final
@dataclass(frozen=True, slots=True)
class Forall(Claim):
    indices: tuple[Index, ...]
    claim: Claim


@final
@dataclass(frozen=True, slots=True)
class Both(Claim):
    parts: tuple[Claim, ...]


@final
@dataclass(frozen=True, slots=True)
class Implies(Claim):
    premise: Claim
    conclusion: Claim


@final
@dataclass(frozen=True, slots=True)
class Iff(Claim):
    left: Claim
    right: Claim


@final
@dataclass(frozen=True, slots=True)
class Maximises(Claim):
    """`point` is feasible, and objective(variable) <= objective(point) for every feasible `variable`.

    The objective is a term in which `variable` (declared with its facts) occurs; `subject_to` restricts it further.
    """

    point: Term
    variable: Variable
    objective: Term
    subject_to: tuple[Claim, ...] = ()
