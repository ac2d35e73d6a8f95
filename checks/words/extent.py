"""How large is a formula when it is written out?  What is too large to print, or nested too deeply to follow, is refused.

A formula may share its parts: `f = f + f` sixty times is sixty nodes in memory, and 2**60 on paper and for every walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import final

from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import Definition, Term, Variable
from checks.kernel.shape import Malformed
from checks.kernel.walk import children

LARGEST = 5_000  # nodes, definitions folded: some fifteen pages
LARGEST_UNFOLDED = 100_000
DEEPEST = 200  # nodes within one another, definitions unfolded
LARGEST_NUMBER = 10**1000


@final
@dataclass(frozen=True, slots=True)
class Extent:
    """Nodes as written, nodes with every definition unfolded, and how deep the latter lie within one another."""

    nodes: int
    unfolded: int
    depth: int


def bounded(x: Term | Claim) -> None:
    """Raise `Malformed` if `x` is too large to be anybody's formula."""
    _extent(x, {})


def bounded_sympy(x: object) -> None:
    """The same for a SymPy expression, before it is read."""
    _extent(x, {})


def _extent(root: object, weights: Mapping[Variable, int]) -> Extent:
    """The extent of what hangs on `root`; each shared part is visited once, however deep it lies.

    `weights`: what some variables count for, if not one.
    """
    found: dict[int, Extent] = {}  # by identity: to hash a formula would be to walk all of it
    kept: list[object] = []  # so that no identity is used twice
    todo = [(root, tuple(_parts(root)))]
    while todo:
        x, kids = todo[-1]
        waiting = [k for k in kids if id(k) not in found]
        if waiting:
            kept += waiting
            todo += ((k, tuple(_parts(k))) for k in waiting)
            continue
        todo.pop()
        parts = [found[id(k)] for k in kids]
        found[id(x)] = _within_bounds(_joined(x, parts, weights))
    return found[id(root)]


def _joined(x: object, parts: list[Extent], weights: Mapping[Variable, int]) -> Extent:
    nodes, depth = 1 + sum(p.nodes for p in parts), 1 + max((p.depth for p in parts), default=0)
    match x:
        case Variable():
            return Extent(1, weights.get(x, 1), 1)
        case t.Num(value) if max(abs(value.numerator), value.denominator) >= LARGEST_NUMBER:
            raise Malformed("too-large", None, "this number has more than 1000 digits: write it as a power")
        case t.Apply(d, _):
            body, slopes = _body(d)
            hidden = sum(slopes.get(v, 0) * (w - 1) for v, w in weights.items() if v not in d.params)
            given = sum(slopes.get(v, 0) * (p.unfolded - 1) for v, p in zip(d.params, parts, strict=False))
            return Extent(nodes, nodes + body.unfolded + hidden + given, depth + body.depth)
        case _:
            return Extent(nodes, 1 + sum(p.unfolded for p in parts), depth)


@lru_cache(maxsize=10_000)
def _body(d: Definition) -> tuple[Extent, Mapping[Variable, int]]:
    """The extent of a definition's body, and how often each variable occurs in it unfolded."""
    whole = _extent(d.body, {})
    names = sorted((v for v in free(d.body) if isinstance(v, Variable)), key=lambda v: v.name)
    return whole, {v: _extent(d.body, {v: 2}).unfolded - whole.unfolded for v in names}


def _within_bounds(e: Extent) -> Extent:
    if e.nodes > LARGEST:
        says = f"this formula has more than {LARGEST} parts when it is written out: name some of them with define(...)"
        raise Malformed("too-large", None, says)
    if e.unfolded > LARGEST_UNFOLDED:
        says = f"this formula has more than {LARGEST_UNFOLDED} parts when its definitions are written out: state it of fewer of them"
        raise Malformed("too-large", None, says)
    if e.depth > DEEPEST:
        says = f"this formula is nested more than {DEEPEST} deep, counted through its definitions: state the inner part as a theorem"
        raise Malformed("too-deep", None, says)
    return e


def _parts(x: object) -> Iterable[object]:
    match x:
        case Term():
            return children(x)
        case Relation(a, _, b) | Implies(a, b) | Iff(a, b):
            return (a, b)
        case Forall(_, body):
            return (body,)
        case Both(parts):
            return parts
        case Maximises(point, _, objective, extra):
            return (point, objective, *extra)
        case _:
            return getattr(x, "args", ())  # SymPy's
