"""What is a statement?  Relations between formulas, and the few ways to combine them.  Trusted."""

from __future__ import annotations

from enum import Enum
from typing import final

from checks.kernel.names import Index, Term, Variable
from checks.kernel.node import Node, node


class Rel(Enum):
    EQ = "=="
    NE = "!="
    LE = "<="
    LT = "<"
    GE = ">="
    GT = ">"


class Claim(Node):
    """A statement.  Closed: the subclasses below."""

    __slots__ = ()


@final
@node
class Relation(Claim):
    """Two scalars compared, or two arrays of one shape, entry by entry."""

    left: Term
    rel: Rel
    right: Term


@final
@node
class Forall(Claim):
    indices: tuple[Index, ...]
    claim: Claim


@final
@node
class Both(Claim):
    parts: tuple[Claim, ...]


@final
@node
class Implies(Claim):
    premise: Claim
    conclusion: Claim


@final
@node
class Iff(Claim):
    left: Claim
    right: Claim


@final
@node
class Maximises(Claim):
    """`point` is feasible, and objective(variable) <= objective(point) for every feasible `variable`.

    The objective is a term in which `variable` (declared with its facts) occurs; `subject_to` restricts it further.
    """

    point: Term
    variable: Variable
    objective: Term
    subject_to: tuple[Claim, ...] = ()
