"""Is a statement true in a model?  What can be said of it, and how conjunctions combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias, final

from flint import arb, fmpq

from checks.evaluate.evaluate import LADDER, precision
from checks.evaluate.model import Model
from checks.evaluate.scope import LARGEST_SUM, Evaluation, Scope, root
from checks.evaluate.value import Array
from checks.kernel.claim import Maximises
from checks.kernel.names import Index, Term

Where: TypeAlias = tuple[tuple[Index, int], ...]
Chosen: TypeAlias = tuple[tuple[str, Array], ...]  # outcomes of random variables, a better point


@final
@dataclass(frozen=True, slots=True)
class Holds:
    """Decided: true, both sides defined."""


@final
@dataclass(frozen=True, slots=True)
class Meets:
    """The enclosures of both sides overlap: equal, or too close to tell."""


@final
@dataclass(frozen=True, slots=True)
class Fails:
    """Decided: false.  `left` and `right` are disjoint or exact."""

    left: fmpq | arb | str
    relation: str
    right: fmpq | arb | str
    where: Where = ()
    entry: tuple[int, ...] = ()  # of the two arrays compared
    chosen: Chosen = ()


@final
@dataclass(frozen=True, slots=True)
class NoValue:
    """`term` is undefined here, so the claim says nothing in this model."""

    term: Term
    why: str
    where: Where = ()
    chosen: Chosen = ()


@final
@dataclass(frozen=True, slots=True)
class Unknown:
    """Not decided at this precision."""

    why: str


Truth: TypeAlias = Holds | Meets | Fails | NoValue | Unknown
Check: TypeAlias = Callable[[Scope], Truth]
Rivals: TypeAlias = Callable[[Maximises], Check]


def all_of(parts: Iterable[Truth]) -> Truth:
    """The truth of a conjunction.

    | some Fails | some NoValue | some Unknown | some Meets | gives   |
    |------------|--------------|--------------|------------|---------|
    | yes        | any          | any          | any        | Fails   |
    | no         | yes          | any          | any        | NoValue |
    | no         | no           | yes          | any        | Unknown |
    | no         | no           | no           | yes        | Meets   |
    | no         | no           | no           | no         | Holds   |
    """
    worst: Truth = Holds()
    for p in parts:
        if isinstance(p, Fails):
            return p
        if _rank(p) > _rank(worst):
            worst = p
    return worst


def _rank(x: Truth) -> int:
    return (Holds, Meets, Unknown, NoValue, Fails).index(type(x))


def judge(run: Check, model: Model, ladder: tuple[int, ...] = LADDER) -> Truth:
    """The truth in a model, at rising precision until it is decided or the ladder ends."""
    return judged(run, model, ladder)[0]


def judged(run: Check, model: Model, ladder: tuple[int, ...]) -> tuple[Truth, int]:
    """The same, with the number of terms that were summed: a measure of work that is the same on every machine."""
    found: Truth = Unknown("no precision was tried")
    work = 0
    for bits in ladder:
        evaluation = Evaluation(model)
        with precision(bits):
            found = run(root(evaluation))
        work += LARGEST_SUM - evaluation.budget
        if not isinstance(found, Meets | Unknown):
            break
    return found, work
