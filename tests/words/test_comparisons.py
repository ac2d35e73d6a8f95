"""Comparisons keep the sides as the author wrote them, whatever kinds of names stand there."""

from __future__ import annotations

import operator
from typing import Any

import pytest

from checks.kernel.claim import Rel, Relation
from checks.language import *
from tests.strategies import WORLD

w = WORLD
NUMBERS = [w.n, w.x, w.i, w.t, w.Z, w.x + 1, Rational(2), Pi, w.u[w.i], w.H(w.P, w.Q)]
VECTORS = [w.u, w.P, w.hot, w.q, w.p, w.c, w.u + w.v]
MATRICES = [w.B, w.G, w.B @ w.B, joint("J", w.n, w.n)]
RELATIONS = [
    (operator.eq, Rel.EQ),
    (operator.ne, Rel.NE),
    (operator.le, Rel.LE),
    (operator.lt, Rel.LT),
    (operator.ge, Rel.GE),
    (operator.gt, Rel.GT),
]


@pytest.mark.parametrize(("compare", "rel"), RELATIONS)
def test_numbers(compare: Any, rel: Rel) -> None:
    for a in NUMBERS:
        for b in NUMBERS:
            assert compare(a, b).claim == Relation(a.term, rel, b.term)


@pytest.mark.parametrize("kind", [VECTORS, MATRICES])
def test_arrays(kind: list[Any]) -> None:
    for a in kind:
        for b in kind:
            assert (a == b).claim == Relation(a.term, Rel.EQ, b.term)
