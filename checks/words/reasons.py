"""because: what may stand in `by=`.  A reason is a value; it permits moves of the kernel and nothing else.

The `repr` of a reason is what an author types for it, since messages quote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, final

from checks.kernel.claim import Claim
from checks.kernel.moves import Move
from checks.kernel.names import Declaration, Definition, Term, Variable
from checks.kernel.text import claim_text
from checks.words.place import Place

if TYPE_CHECKING:
    from checks.words.state import Theorem


class FactKind(Enum):
    """What a declaration says of a variable."""

    NONNEGATIVE = "is non-negative"
    SUMS_TO_ONE = "sums to one"
    ONE_HOT = "is one-hot"
    RECURRENCE = "by its recurrence"

    @property
    def attribute(self) -> str:
        """What an author calls it, as in `y.sums_to_one`."""
        return {
            FactKind.NONNEGATIVE: "nonnegative",
            FactKind.SUMS_TO_ONE: "sums_to_one",
            FactKind.ONE_HOT: "entries",
            FactKind.RECURRENCE: "recurrence",
        }[self]


@final
@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """What holds of a variable because of how it was declared."""

    variable: Variable
    kind: FactKind

    def __repr__(self) -> str:
        return f"{self.variable.name}.{self.kind.attribute}"


@final
@dataclass(frozen=True, slots=True)
class Unfolds:
    """The definitions of the named things may be used, in both directions."""

    definitions: tuple[Definition, ...]

    def __repr__(self) -> str:
        return f"definition({', '.join(d.name for d in self.definitions)})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Hypothesis:
    """A claim that may be assumed where it is listed in `given=`; `says` puts it in words."""

    claim: Claim
    says: str
    place: Place

    def __repr__(self) -> str:
        return f"hypothesis({claim_text(self.claim)})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """A named result from the literature, used without proof and shown wherever it is relied on."""

    source: str
    claim: Claim
    given: tuple[Hypothesis, ...]
    place: Place

    def __repr__(self) -> str:
        return f"cite({self.source!r}, {claim_text(self.claim)})"

    def at(self, values: dict[object, object]) -> Instance:
        """This result for other sizes, indices or variables."""
        return instance(self, values)


@final
@dataclass(frozen=True, slots=True)
class Instance:
    """A theorem or citation with sizes, indices or variables replaced."""

    of: Theorem | Citation
    by: tuple[tuple[Declaration, Term], ...]

    def __repr__(self) -> str:
        return f"{self.of!r}.at(...)"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A reason by name: what it says, where it holds, which moves it permits, and its source.

    `says` reads after "by".  `statement` is sampled for truth in the tests, under the conditions `when`.
    """

    id: str
    says: str
    statement: Claim | None
    when: tuple[Claim, ...]
    permits: frozenset[Move]
    source: str

    def __repr__(self) -> str:
        return self.id.replace("-", "_")


@final
@dataclass(frozen=True, slots=True)
class Auto:
    """Let the checker find the reasons; the report prints what it found."""

    def __repr__(self) -> str:
        return "auto"


@final
@dataclass(frozen=True, slots=True)
class Assumption:
    """The side of an equivalence, or the case, that is assumed here."""

    def __repr__(self) -> str:
        return "assumption"


Reason: TypeAlias = "Rule | Unfolds | DeclaredFact | Hypothesis | Theorem | Citation | Instance | Auto | Assumption"


def instance(of: Theorem | Citation, values: dict[object, object]) -> Instance:
    from checks.words.formula import substitution

    return Instance(of, tuple(substitution(values).items()))
