"""Which statements of the book are checked, and with what result?  One state for every statement that the book lists.

A statement is covered by whatever names its id in `covers=`.  If several things cover it, the worst of them counts: a
statement is not proved while something that claims to cover it fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import final

from checks.outcome import NumberVerdict, Proved, RelianceKind, Run, Status, TheoremResult, status


class State(Enum):
    """What became of a statement; the first that holds of anything that covers it."""

    FAILING = "failing"  # what covers it is refuted, misjustified, undecided, or a number that is not right
    MISSING = "missing"  # nothing covers it
    REFUTED = "refuted"  # false as printed, and an erratum that holds says what is right
    NOT_CHECKABLE = "not checkable"
    CITED = "cited"  # proved from a named result that is used without proof
    COMPUTED = "computed"  # a number, right to the last printed digit
    PROVED = "proved"


@final
@dataclass(frozen=True, slots=True)
class Covered:
    """A statement of the book: its id, where it stands there, its state, and the ids of what covers it."""

    id: str
    section: str
    place: str
    state: State
    by: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Coverage:
    """Every listed statement in the book's order; `unlisted` are ids in `covers=` that the list does not have, and who names them."""

    statements: tuple[Covered, ...]
    unlisted: tuple[tuple[str, str], ...]

    @property
    def sections(self) -> tuple[tuple[str, tuple[Covered, ...]], ...]:
        found = dict.fromkeys(s.section for s in self.statements)
        return tuple((name, tuple(s for s in self.statements if s.section == name)) for name in found)

    def count(self, state: State, section: str | None = None) -> int:
        return sum(s.state is state and section in (None, s.section) for s in self.statements)

    @property
    def present(self) -> frozenset[State]:
        """The states that occur."""
        return frozenset(s.state for s in self.statements)

    @property
    def sentence(self) -> str:
        """How many statements are in which state, in words."""
        counts = [f"{self.count(s)} {s.value}" for s in reversed(State) if self.count(s)]
        return f"{len(self.statements)} statements: " + ", ".join(counts)

    @property
    def complete(self) -> bool:
        """Every listed statement is covered, nothing that covers one fails, and no id is misspelt."""
        return not (self.count(State.MISSING) or self.count(State.FAILING) or self.unlisted)


def coverage(run: Run) -> Coverage:
    """The state of every statement that the book lists."""
    by: dict[str, list[tuple[str, State]]] = {}
    for statement, id, state in _covering(run):
        by.setdefault(statement, []).append((id, state))
    order = tuple(State)
    listed = tuple(
        Covered(
            s.id,
            s.section,
            s.place,
            min((state for _, state in by.get(s.id, [])), key=order.index, default=State.MISSING),
            tuple(id for id, _ in by.get(s.id, [])),
        )
        for s in run.listed
    )
    known = {s.id for s in run.listed}
    return Coverage(listed, tuple((s, id) for s, found in by.items() if s not in known for id, _ in found) if known else ())


def _covering(run: Run) -> Iterator[tuple[str, str, State]]:
    """(statement of the book, id of what covers it, state)."""
    for th in run.theorems:
        for s in th.covers:
            yield s, th.id, _of_theorem(th)
    for n in run.numbers:
        right = n.verdict is NumberVerdict.RIGHT
        for s in n.covers:
            yield s, n.id, State.COMPUTED if right else State.REFUTED if n.covered_by_erratum else State.FAILING
    for e in run.errata:
        for s in e.covers:
            yield s, e.id, State.REFUTED if isinstance(e.holds, Proved) else State.FAILING
    for u in run.uncheckable:
        for s in u.covers:
            yield s, u.id, State.NOT_CHECKABLE


def _of_theorem(th: TheoremResult) -> State:
    match status(th.verdict):
        case Status.PROVED:
            return State.CITED if any(r.kind is RelianceKind.CITATION for r in th.relies_on) else State.PROVED
        case Status.ASSUMED:
            return State.CITED
        case _:
            return State.FAILING
