"""What is an altered formula?  The operator that altered it, the place, and the formula that came out.  Untrusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.claim import Claim
from checks.kernel.names import Declaration, Index, Term, Variable
from checks.kernel.text import text
from checks.kernel.walk import bound_index, children, claim_terms, subterms, with_children

Place: TypeAlias = tuple[int, ...]  # which child, of which child, ... from the root


@final
@dataclass(frozen=True, slots=True)
class Mutant:
    """`term` is the formula in which the part at `place`, `was`, became `becomes`."""

    operator: str
    place: Place
    was: Term
    becomes: Term
    term: Term

    @property
    def at(self) -> str:
        """The place in print: "0.1.1"; the root is "."."""
        return ".".join(map(str, self.place)) or "."

    @property
    def says(self) -> str:
        return f"{text(self.was)} became {text(self.becomes)}"

    def __str__(self) -> str:
        return f"{self.operator} at {self.at}: {self.says}"


@final
@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in for what: the indices and the variables that the statement knows, in a fixed order."""

    indices: tuple[Index, ...]
    variables: tuple[Variable, ...]

    def inside(self, x: Term) -> Names:
        """The same, in the last child of a binder."""
        i = bound_index(x)
        return self if i is None or i in self.indices else Names((*self.indices, i), self.variables)


def names_of(claims: tuple[Claim, ...]) -> Names:
    """The free indices and the variables of these claims, those of applied definitions left out."""
    indices: dict[Index, None] = {}
    variables: dict[Variable, None] = {}
    for c in claims:
        for x in claim_terms(c):
            loose: frozenset[Declaration] = free(x)
            for s in subterms(x):
                if isinstance(s, Index) and s in loose:
                    indices.setdefault(s)
                if isinstance(s, Variable):
                    variables.setdefault(s)
    return Names(tuple(indices), tuple(variables))


@final
@dataclass(frozen=True, slots=True)
class Spot:
    """A subterm, where it stands, and what its parent is."""

    place: Place
    term: Term
    parent: Term | None
    names: Names


def spots(x: Term, names: Names) -> Iterator[Spot]:
    """Every subterm with its place, the outermost first."""
    yield from _spots(Spot((), x, None, names))


def _spots(at: Spot) -> Iterator[Spot]:
    yield at
    kids = children(at.term)
    for k, kid in enumerate(kids):
        inside = at.names.inside(at.term) if k == len(kids) - 1 else at.names
        yield from _spots(Spot((*at.place, k), kid, at.term, inside))


def replaced(x: Term, place: Place, new: Term) -> Term:
    """`x` with the subterm at `place` replaced."""
    if not place:
        return new
    k, *rest = place
    kids = list(children(x))
    kids[k] = replaced(kids[k], tuple(rest), new)
    return with_children(x, tuple(kids))


def applied(x: Term) -> tuple[t.Definition, ...]:
    """The definitions that occur in `x` itself, in reading order."""
    return tuple(dict.fromkeys(s.definition for s in subterms(x) if isinstance(s, t.Apply)))
