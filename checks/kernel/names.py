"""What can a formula speak about?  Sizes, indices, variables, families, functions, definitions.  Trusted.

Declarations are compared by identity: two that print alike are two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

from checks.kernel.node import Node


class Term(Node):
    """A formula.  Closed: the subclasses here and in `term.py` are all there are."""

    __slots__ = ()


@final
@dataclass(frozen=True, slots=True, eq=False)
class Size(Term):
    """A symbolic positive integer: how many entries, rows, outcomes.  `at_least` >= 1."""

    name: str
    tex: str
    at_least: int = 1


@final
@dataclass(frozen=True, slots=True, eq=False)
class Index(Term):
    """An integer from 1 to `over`.  A `fixed` index is one arbitrary position, shared by hypotheses and claim."""

    name: str
    tex: str
    over: Term
    fixed: bool = False


class Domain(Enum):
    """Where every entry of a freely chosen variable lies."""

    REAL = "real"
    NONNEGATIVE = "nonnegative"
    POSITIVE = "positive"


@final
@dataclass(frozen=True, slots=True)
class Free:
    """Entries are chosen freely in `domain`: no equation holds between them."""

    domain: Domain = Domain.REAL


@final
@dataclass(frozen=True, slots=True)
class Simplex:
    """Entries are non-negative (positive if `positive`) and sum to one."""

    positive: bool = False


@final
@dataclass(frozen=True, slots=True)
class OneHot:
    """Entry `at` is one, every other entry is zero."""

    at: Index


@final
@dataclass(frozen=True, slots=True)
class Recurrence:
    """Entry 1 is `start`; entry t + 1 is `step`, where `previous` stands for entry t, and `index` for t, below the size."""

    index: Index
    previous: Variable
    start: Term
    step: Term


Facts: TypeAlias = Free | Simplex | OneHot | Recurrence


@final
@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Random variables that may depend on one another.  Different families are jointly independent."""

    name: str


@final
@dataclass(frozen=True, slots=True, eq=False)
class Variable(Term):
    """A scalar (shape ()), vector (n,) or matrix (m, n) of reals.

    `family` makes it random.  `of` lists the variables it is an (unknown, smooth) function of.
    """

    name: str
    tex: str
    shape: tuple[Term, ...] = ()
    facts: Facts = Free()
    family: Family | None = None
    of: tuple[Variable, ...] = ()


@final
@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """An arbitrary smooth real-valued function (as often differentiable as a derivation needs) of one array of shape `of`."""

    name: str
    tex: str
    of: tuple[Term, ...]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """`name(params)[indices] := body`.  The body's free indices are exactly `indices`.

    Sizes that occur in the shape of a parameter are parameters too: they follow from the arguments.
    """

    name: str
    tex: str
    params: tuple[Variable, ...]
    indices: tuple[Index, ...]
    body: Term


Declaration: TypeAlias = Size | Index | Variable
