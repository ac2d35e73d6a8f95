"""Which matrices are orthogonal, or of low rank?  Equations that are not linear, but whose solutions can be built exactly.

Q.T @ Q == eye(n)      columns of a product of reflections
rank(A) <= r           a product (m, r)(r, n)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import final

from flint import fmpq_mat

from checks.evaluate.integers import integer
from checks.evaluate.model import Model
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import Array
from checks.kernel import term as t
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.names import Free, Term, Variable
from checks.refute.draw import small
from checks.refute.white import reflection


@final
@dataclass(frozen=True, slots=True)
class Orthogonal:
    """The columns of `matrix` are orthonormal; its rows, if `rows`."""

    matrix: Variable
    rows: bool


@final
@dataclass(frozen=True, slots=True)
class LowRank:
    """The rank of `matrix` is at most `rank`."""

    matrix: Variable
    rank: Term


def constructions(given: Sequence[Claim]) -> tuple[Orthogonal | LowRank, ...]:
    out: list[Orthogonal | LowRank] = []
    for c in given:
        match c:
            case Relation(a, Rel.EQ, b):
                found = _orthogonal(a, b) or _orthogonal(b, a)
                out += [found] if found else []
                out += [LowRank(v, n) for v, n in _ranks(a, b) + _ranks(b, a)]
            case Relation(a, Rel.LE, b):
                out += [LowRank(v, n) for v, n in _ranks(a, b)]
            case Relation(a, Rel.GE, b):
                out += [LowRank(v, n) for v, n in _ranks(b, a)]
            case _:
                pass
    return tuple(out)


def _orthogonal(a: Term, b: Term) -> Orthogonal | None:
    match a, b:
        case t.MatMul(t.Transpose(Variable() as v), Variable() as w), t.Identity() if v is w and _is_free(v):
            return Orthogonal(v, False)
        case t.MatMul(Variable() as v, t.Transpose(Variable() as w)), t.Identity() if v is w and _is_free(v):
            return Orthogonal(v, True)
        case _:
            return None


def _ranks(a: Term, n: Term) -> list[tuple[Variable, Term]]:
    return [(a.arg, n)] if isinstance(a, t.Rank) and isinstance(a.arg, Variable) and _is_free(a.arg) else []


def _is_free(v: Variable) -> bool:
    return isinstance(v.facts, Free) and v.family is None


def construct(what: Orthogonal | LowRank, model: Model, rng: Random) -> Array:
    """A matrix as `what` demands, or the drawn one where no such matrix exists at these sizes."""
    drawn = model.arrays[what.matrix]
    m, n = drawn.shape
    match what:
        case Orthogonal(_, rows):
            long, short = (n, m) if rows else (m, n)
            if short > long:
                return drawn
            q = reflection(long, rng)
            if rng.random() < 0.5:
                q = q * reflection(long, rng)
            columns = [q[i, j] for i in range(long) for j in range(short)]
            return Array((m, n), tuple(fmpq_mat(long, short, columns).transpose().entries() if rows else columns))
        case LowRank(_, rank):
            try:
                r = integer(rank)(root(Evaluation(model)))
            except TypeError:  # the bound is not a size
                return drawn
            r = max(0, min(r, m, n))
            if r == 0:
                return Array((m, n), tuple(fmpq_mat(m, n).entries()))
            left = fmpq_mat(m, r, [small(rng) for _ in range(m * r)])
            right = fmpq_mat(r, n, [small(rng) for _ in range(r * n)])
            return Array((m, n), tuple((left * right).entries()))
