"""Does SymPy confirm a step, contradict it, or can it not decide?  The second judge, independent of kernel and refuter.

A step is lowered to explicit sizes 1, 2, 3 with a symbol for every entry, and its two sides are compared exactly at each.  It is
confirmed only by a symbolic zero, and contradicted only by an exact point of the hypotheses at which both sides, evaluated by
balls from the tree, are disjoint.  Any other "no" of SymPy's is `CannotDecide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import TypeAlias, final

from checks.cas.contradict import NoPoint, contradiction
from checks.cas.generators import Generators, Unknown
from checks.cas.instance import INSTANCES, Instance, Sides, difference
from checks.cas.lower import Beyond, Lowering
from checks.cas.names import Names
from checks.cas.naming import free_in_order, of_claims
from checks.cas.order import nonnegative
from checks.cas.size import TooLarge
from checks.cas.symbolic import holds_at_every_size
from checks.cas.values import Undefined
from checks.cas.zero import Answer, NotZero, Open, Zero, decide, simplifies_to_zero
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.names import Declaration, Index, Size, Term
from checks.outcome import Witness

LEVELS = (1, 2, 3)


@final
@dataclass(frozen=True, slots=True)
class Context:
    """What a step may assume: the `given` of its theorem and assumptions in scope; `cited` holds the claims it cites."""

    hypotheses: tuple[Claim, ...] = ()
    cited: tuple[Claim, ...] = ()


# ---------------------------------------------------------------- what the judge can say
@final
@dataclass(frozen=True, slots=True)
class Confirms:
    """Symbolically true at each of `sizes` (the values given to the step's sizes), and at every size if `symbolic`."""

    sizes: tuple[int, ...]
    symbolic: bool


@final
@dataclass(frozen=True, slots=True)
class Contradicts:
    """An exact point that satisfies the hypotheses, with disjoint enclosures of both sides there."""

    witness: Witness


@final
@dataclass(frozen=True, slots=True)
class CannotDecide:
    """`why` completes "SymPy cannot decide: ..."."""

    why: str


Says: TypeAlias = Confirms | Contradicts | CannotDecide
Sizes: TypeAlias = tuple[tuple[Size, int], ...]
Positions: TypeAlias = tuple[tuple[Index, int], ...]


def judge_step(context: Context, left: Term, rel: Rel, right: Term) -> Says:
    """What SymPy says of `left REL right` under the hypotheses, wherever both sides are defined.

    The sizes tried are 1, 2 and 3 (from its least value, if a size has one), all equal; where several occur, also all different.
    What the step cites is used only where SymPy cannot decide without it, and then only to confirm.
    """
    claim = Relation(left, rel, right)
    said = _judge(Context(context.hypotheses), claim)
    if isinstance(said, CannotDecide) and context.cited:
        again = _judge(context, claim)
        return again if isinstance(again, Confirms) else said
    return said


def _judge(context: Context, claim: Relation) -> Says:
    left, right = claim.left, claim.right
    names = free_in_order((left, right, *of_claims((*context.hypotheses, *context.cited))))
    confirmed: set[int] = set()
    compared, doubt = 0, "the two sides are nowhere both defined"
    for sizes in _assignments(tuple(d for d in names if isinstance(d, Size))):
        said = _at_sizes(context, claim, names, sizes)
        if isinstance(said, (Contradicts, CannotDecide)):
            return said
        if isinstance(said, _Stops):
            doubt = said.why
            break
        compared += said.compared
        confirmed.update(n for _, n in sizes if said.compared)
    sized = any(isinstance(d, Size) for d in names)
    if sized and holds_at_every_size(claim):
        return Confirms(tuple(sorted(confirmed)), True)
    return Confirms(tuple(sorted(confirmed)), not sized) if compared else CannotDecide(doubt)


@final
@dataclass(frozen=True, slots=True)
class _Agrees:
    """Symbolically true wherever it was compared."""

    compared: int


@final
@dataclass(frozen=True, slots=True)
class _Stops:
    """Nothing can be said at these sizes or above."""

    why: str


def _at_sizes(
    context: Context, claim: Relation, names: tuple[Declaration, ...], sizes: Sizes
) -> _Agrees | _Stops | Contradicts | CannotDecide:
    compared = 0
    try:
        for positions in _positions(names, sizes):
            instance = _instance(context, sizes, positions)
            if instance.equations.contradictory:
                continue
            instance.declare((claim.left, claim.right))
            for sides in instance.sides(claim, {}):
                said = _compare(instance, sides, claim, context, names)
                if not isinstance(said, _Agrees):
                    return said
                compared += said.compared
    except Beyond as e:
        return _Stops(e.why)
    except TooLarge:
        return _Stops("too large" + _where(sizes))
    return _Agrees(compared)


def _compare(
    instance: Instance, s: Sides, claim: Relation, context: Context, names: tuple[Declaration, ...]
) -> _Agrees | Contradicts | CannotDecide | _Stops:
    where = _where((*instance.lowering.sizes.items(), *instance.lowering.positions.items(), *s.env))
    if isinstance(s.left, Undefined) or isinstance(s.right, Undefined):
        if isinstance(s.left, Undefined) and isinstance(s.right, Undefined):
            return _Agrees(0)
        return CannotDecide(f"the {'left' if isinstance(s.left, Undefined) else 'right'} side is undefined{where}")
    answer = _holds(instance, s, claim.rel)
    match answer:
        case Zero():
            return _Agrees(1)
        case Open(why):
            return _Agrees(1) if claim.rel is Rel.EQ and simplifies_to_zero(difference(s)) else _Stops(why + where)
        case _:
            found = contradiction(instance, s, claim, context.hypotheses, names)
            if isinstance(found, NoPoint):
                if claim.rel is Rel.EQ and simplifies_to_zero(difference(s)):
                    return _Agrees(1)
                return CannotDecide(f"not shown{where}, and no contradiction: {found.why}")
            return Contradicts(found)


def _holds(instance: Instance, s: Sides, rel: Rel) -> Answer:
    """`Zero` says that the relation holds symbolically."""
    known = instance.equations
    d = difference(s) if rel in (Rel.EQ, Rel.NE, Rel.GE, Rel.GT) else -difference(s)
    try:
        generators = Generators(known.nonnegative)
    except (Unknown, TooLarge):
        generators = Generators()
    if rel is Rel.NE:
        return Zero() if d.is_Rational and d != 0 else NotZero()
    if rel not in (Rel.LT, Rel.GT):
        answer = decide(d, generators, known.solved)
        if rel is Rel.EQ or isinstance(answer, Zero):
            return answer
    strict = rel in (Rel.LT, Rel.GT)
    facts = known.positive if strict else known.nonnegative
    return Zero() if nonnegative(d, generators, known.solved, facts, strict=strict) else NotZero()


# ---------------------------------------------------------------- what is tried
@lru_cache(maxsize=64)
def _instance(context: Context, sizes: Sizes, positions: Positions) -> Instance:
    """Shared by the steps of a theorem: its hypotheses are lowered and solved once for each assignment."""
    return Instance(dict(sizes), dict(positions), context.hypotheses, context.cited)


def _positions(names: tuple[Declaration, ...], sizes: Sizes) -> Iterator[Positions]:
    """Every value of the fixed indices."""
    fixed = tuple(d for d in names if isinstance(d, Index) and d.fixed)
    lowering = Lowering(dict(sizes), {}, Names())
    ranges = [range(1, 1 + lowering.integer(i.over, {})) for i in fixed]
    if prod(map(len, ranges)) > INSTANCES:
        raise Beyond("too many positions")
    for values in product(*ranges):
        yield tuple(zip(fixed, values, strict=True))


def _assignments(sizes: tuple[Size, ...]) -> Iterator[Sizes]:
    """All sizes equal, then, if there are several, all different as far as three values go."""
    if not sizes:
        yield ()
        return
    for level in LEVELS:
        yield tuple((s, s.at_least + level - 1) for s in sizes)
        if len(sizes) > 1:
            yield tuple((s, s.at_least + (level - 1 + k) % len(LEVELS)) for k, s in enumerate(sizes))


def _where(values: Iterable[tuple[Size | Index, int]]) -> str:
    shown = ", ".join(f"{d.name} = {n}" for d, n in values)
    return f" at {shown}" if shown else ""
