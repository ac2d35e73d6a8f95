"""Is there a feasible point with a larger objective?  What a claim that something maximises means in a model.

The point itself must be feasible.  Rivals are drawn at random, on the boundary too, and taken near the point, where a point
that is not stationary is beaten by a small move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from flint import arb, fmpq

from checks.evaluate.compile import any_shape, scalar
from checks.evaluate.model import Model
from checks.evaluate.scope import Scope
from checks.evaluate.value import BAD, ONE, ZERO, Array, Order, Undecidable, base, order
from checks.kernel.claim import Maximises
from checks.kernel.names import Domain, Free, OneHot, Recurrence, Simplex, Variable
from checks.refute.draw import MOODS, draw_array
from checks.refute.equations import Equation, equations, solve
from checks.refute.statement import closed
from checks.refute.truth import Check, Fails, Holds, Meets, NoValue, Rivals, Truth, Unknown, all_of

DRAWN = 16
STEPS = (fmpq(1, 4), fmpq(1, 16), fmpq(1, 256))


def maximises(seed: int) -> Rivals:
    """What `Maximises` claims mean, with rivals drawn from `seed`."""

    def rivals(c: Maximises) -> Check:
        point_of, objective = any_shape(c.point), scalar(c.objective)
        feasible = _all([closed(p, rivals) for p in c.subject_to])
        system = equations(c.subject_to, (c.variable,))

        def run(s: Scope) -> Truth:
            point = point_of(s)
            here = s.given({c.variable: point})
            for truth in (_obeys(c, point), feasible(here)):
                if isinstance(truth, Fails):
                    return replace(truth, chosen=((f"the point {c.variable.name}", point),))
                if isinstance(truth, NoValue | Unknown):
                    return truth
            best = objective(here)
            if isinstance(best, Undecidable):
                return Unknown(best.why)
            if isinstance(best, BAD):
                return NoValue(c.objective, best.why)
            found: Truth = Holds()
            for drawn in _rivals(c.variable, point, s, Random(seed)):
                rival = _repaired(drawn, c.variable, system, s.model)
                there = s.given({c.variable: rival})
                value = objective(there)
                if isinstance(value, BAD) or not isinstance(feasible(there), Holds):
                    continue
                a, b = base(best), base(value)
                match order(a, b):
                    case Order.LESS:
                        return Fails(a, ">=", b, chosen=((f"a better {c.variable.name}", rival),))
                    case Order.OVERLAP:
                        found = Meets()
                    case _:
                        pass
            return found

        return run

    return rivals


def _all(checks: Sequence[Check]) -> Check:
    return lambda s: all_of(run(s) for run in checks)


def _repaired(rival: Array, v: Variable, system: Sequence[Equation], model: Model) -> Array:
    """The rival moved onto the equations that a feasible point obeys."""
    if not system:
        return rival
    return solve(system, replace(model, arrays={**model.arrays, v: rival})).arrays[v]


def _obeys(c: Maximises, point: Array) -> Truth:
    """Whether the point obeys the declared facts of the variable; a sum that is one up to its enclosure does."""
    found: list[Truth] = []
    for x in point.entries:
        if isinstance(x, Undecidable):
            return Unknown(x.why)
        if isinstance(x, BAD):
            return NoValue(c.point, x.why)
        match c.variable.facts:
            case Free(Domain.POSITIVE) | Simplex(True):
                found.append(_compared(base(x), ">", ZERO))
            case Free(Domain.NONNEGATIVE) | Simplex(False):
                found.append(_compared(base(x), ">=", ZERO))
            case _:
                pass
    if isinstance(c.variable.facts, Simplex | OneHot):
        sum_ = ZERO + sum((base(x) for x in point.entries if not isinstance(x, BAD)), ZERO)
        found.append(_compared(sum_, "==", ONE))
    return all_of(found)


def _compared(a: fmpq | arb, relation: str, b: fmpq) -> Truth:
    match order(a, b), relation:
        case Order.OVERLAP, _:
            return Meets()
        case (Order.GREATER, ">" | ">=") | (Order.EQUAL, ">=" | "=="):
            return Holds()
        case _:
            return Fails(a, relation, b)


# ---------------------------------------------------------------- rivals
def _rivals(v: Variable, point: Array, s: Scope, rng: Random) -> Iterator[Array]:
    yield from _near(v, point)
    for k in range(DRAWN):
        yield draw_array(v, s.model, rng, MOODS[k % len(MOODS)])


def _near(v: Variable, point: Array) -> Iterator[Array]:
    """Exact points close to `point`: on the simplex, mass moved from one entry to another; otherwise one entry moved."""
    entries = [_rational(base(x)) for x in point.entries if not isinstance(x, BAD)]
    n = len(entries)
    match v.facts:
        case Simplex():
            whole = sum(entries, ZERO)
            if whole <= 0:
                return
            entries = [x / whole for x in entries]
            moves = [(i, j) for i in range(n) for j in range(n) if i != j]
        case Free():
            moves = [(i, i) for i in range(n)]
        case OneHot() | Recurrence():
            return
    for step in STEPS:
        for i, j in moves:
            for sign in (1, -1) if i == j else (1,):
                moved = list(entries)
                by = sign * step if i == j else step * moved[j]
                moved[i] += by
                if i != j:
                    moved[j] -= by
                if _inside(v, moved):
                    yield Array(point.shape, tuple(moved))


def _inside(v: Variable, entries: list[fmpq]) -> bool:
    match v.facts:
        case Free(Domain.POSITIVE) | Simplex(True):
            return all(x > 0 for x in entries)
        case Free(Domain.NONNEGATIVE) | Simplex(False):
            return all(x >= 0 for x in entries)
        case _:
            return True


def _rational(x: fmpq | arb) -> fmpq:
    """A rational near x: a rival need not be the point, only feasible."""
    if isinstance(x, fmpq):
        return x
    nearest = (x * 2**40).floor().unique_fmpz()
    return ZERO if nearest is None else fmpq(nearest, 2**40)
