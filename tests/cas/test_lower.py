"""Lowered formulas have the values that exact evaluation gives them, undefined ones included."""

from __future__ import annotations

import pytest
from flint import fmpq

from checks.cas.library import Expr, sp
from checks.cas.lower import Beyond, Lowering
from checks.cas.names import Names
from checks.cas.values import Undefined
from checks.evaluate.evaluate import evaluate
from checks.evaluate.model import Model, exact_array, place
from checks.evaluate.value import BAD, base
from checks.kernel.bind import free_indices
from checks.kernel.names import Simplex, Variable
from checks.language import *
from tests.strategies import WORLD, sample

N, M, T = WORLD.n.term, WORLD.m.term, WORLD.t.term
FREE = {WORLD.i.term: 1, WORLD.j.term: 2, WORLD.a.term: 2}
ARRAYS = ("x", "y", "beta", "u", "v", "w", "A", "B", "P", "Q", "ref", "star", "R")


def model() -> Model:
    """n = 2, m = 3, t = 2, and spread-out rationals."""
    sizes = {N: 2, M: 3}
    arrays = {}
    for m, name in enumerate(ARRAYS):
        v = getattr(WORLD, name).term
        assert isinstance(v, Variable)
        shape = tuple(sizes[s] for s in v.shape)  # type: ignore[index]
        count = 1
        for s in shape:
            count *= s
        row = [fmpq(1 + (5 * e + 3 * m) % 7, 2 + (e + m) % 3) for e in range(count)]
        whole = sum(row, fmpq(0)) if isinstance(v.facts, Simplex) else fmpq(1)
        arrays[v] = exact_array(shape, tuple(q / whole for q in row))
    arrays[WORLD.hot.term] = exact_array((2,), (fmpq(0), fmpq(1)))
    return Model(sizes, {T: 2}, arrays)


@pytest.mark.parametrize("seed", range(3))
def test_values_agree_with_exact_evaluation(seed: int) -> None:
    known, compared = model(), 0
    for formula in sample(100, 9, seed, random=False):
        lowering = Lowering(known.sizes, known.positions, Names())
        env = {i: k for i, k in FREE.items() if i in free_indices(formula.term)}
        try:
            lowered = lowering.number(formula.term, env)
        except Beyond:
            continue
        exact = evaluate(formula.term, known, env, bits=200)
        if isinstance(lowered, Undefined) or isinstance(exact, BAD):
            assert not isinstance(lowered, Undefined) or isinstance(exact, BAD), formula
            continue
        number = sp.N(lowered.xreplace(values(lowering, known)), 40)
        if number.is_Float or number.is_Rational:  # an unknown function has no value
            compared += 1
            assert float(base(exact)) == pytest.approx(float(number), rel=1e-9), formula
    assert compared > 40


def values(lowering: Lowering, known: Model) -> dict[Expr, Expr]:
    """The model's entry for every symbol."""
    found = {}
    for symbol, (v, at) in lowering.entries.items():
        array = known.arrays[v]
        where = place(array.shape, at)
        assert where is not None
        q = array.entries[where]
        assert isinstance(q, fmpq)
        found[symbol] = sp.Rational(int(q.p), int(q.q))
    return found


def test_the_zero_convention() -> None:
    lowering = Lowering({}, {}, Names())
    zero = Rational(0)

    def value(x: object) -> object:
        return lowering.number(x.term, {})  # type: ignore[attr-defined]

    assert value(zero * log(zero)) == 0
    assert value(zero * (log(zero) - log(zero / zero))) == 0
    assert value(1 + log(zero)) is Undefined.LOG
    assert value(zero * (1 / zero)) is Undefined.PLAIN
    assert value(zero * exp(log(zero))) is Undefined.PLAIN
    assert value(zero * (log(zero) / 2)) is Undefined.PLAIN
    assert value(sqrt(Rational(-1))) is Undefined.PLAIN
