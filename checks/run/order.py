"""In which order are theorems judged?  Premises first; a circle of citations is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import final

from checks.outcome import ScriptError, Where
from checks.run.statements import Statements
from checks.words.reasons import Instance, Reason
from checks.words.state import ByReasons, Calc, Cases, Induction, Parts, Proof, Theorem


def reasons(proof: Proof) -> Iterator[Reason]:
    """Every reason that a proof gives, in the order of writing."""
    match proof:
        case Calc(steps=steps):
            for s in steps:
                yield from s.by
        case ByReasons(by=by):
            yield from by
        case Parts(proofs=proofs):
            for p in proofs:
                yield from reasons(p)
        case Cases(branches=branches):
            for _, p in branches:
                yield from reasons(p)
        case Induction(base=base, step=step):
            yield from reasons(base)
            yield from reasons(step)
        case _:  # no proof, no reasons
            pass


def cited(th: Theorem) -> tuple[Theorem, ...]:
    """The theorems that a proof cites, once each, in the order of writing."""
    found: dict[Theorem, None] = {}
    for r in reasons(th.proof):
        match r:
            case Theorem():
                found.setdefault(r)
            case Instance(of=Theorem() as of):
                found.setdefault(of)
            case _:
                pass
    return tuple(found)


@final
@dataclass(frozen=True, slots=True)
class Order:
    """`premises[t]`: the theorems that t cites, those left out that would close a circle.  `errors`: the circles."""

    premises: Mapping[Theorem, tuple[Theorem, ...]]
    errors: tuple[ScriptError, ...]

    def sorter(self) -> TopologicalSorter[Theorem]:
        return TopologicalSorter(self.premises)

    def sequence(self) -> tuple[Theorem, ...]:
        return tuple(self.sorter().static_order())

    def everything_under(self, th: Theorem) -> tuple[Theorem, ...]:
        """All theorems that `th` rests on, in file order."""
        seen: dict[Theorem, None] = {}
        todo = list(self.premises[th])
        while todo:
            p = todo.pop()
            if p not in seen:
                seen[p] = None
                todo.extend(self.premises[p])
        return tuple(t for t in self.premises if t in seen)


def order(stated: Statements, wanted: Iterable[Theorem]) -> Order:
    """The wanted theorems and everything they rest on.  A theorem without an id is no premise: its citation is left unproved."""
    needed: dict[Theorem, tuple[Theorem, ...]] = {}
    todo = list(wanted)
    while todo:
        th = todo.pop()
        if th not in needed:
            needed[th] = tuple(t for t in cited(th) if t in stated.theorems)
            todo.extend(needed[th])
    premises = {t: needed[t] for t in stated.theorems if t in needed}
    errors: list[ScriptError] = []
    while circle := _circle(premises):
        first = min(circle, key=lambda t: list(stated.theorems).index(t))
        at = circle.index(first)
        names = [stated.theorems[t] for t in (*circle[at:], *circle[: at + 1])]
        where = Where(stated.owner[names[0]].rel, first.place.line)
        errors.append(
            ScriptError(
                "citation-circle",
                "theorems cite one another in a circle: " + " rests on ".join(names),
                where,
                "prove one of them without the other",
            )
        )
        for t in circle:  # each is judged all the same, and finds its premise unproved
            premises[t] = tuple(p for p in premises[t] if p not in circle)
    return Order(premises, tuple(errors))


def _circle(premises: Mapping[Theorem, Sequence[Theorem]]) -> list[Theorem]:
    """Theorems each of which cites the next, and the last the first; none if there is no circle."""
    try:
        TopologicalSorter(premises).prepare()
    except CycleError as e:
        nodes: list[Theorem] = e.args[1]
        return nodes[::-1][:-1]
    return []
