"""Random formulas: the fast evaluator against a slow one that shares no code with it."""

from __future__ import annotations

from random import Random

from flint import arb, fmpq
from mpmath import mpf

from checks.evaluate.evaluate import evaluate
from checks.evaluate.value import BAD
from checks.kernel.bind import free_indices
from checks.refute.draw import MOODS, draw
from checks.refute.inventory import inventory
from tests.evaluate.naive import Naive, number
from tests.strategies import sample


def agree(x: fmpq | arb, y: mpf) -> bool:
    exact = number(x) if isinstance(x, fmpq) else mpf(str(x.str(60, radius=False)).replace("[", ""))
    return bool(abs(exact - y) <= mpf(10) ** -12 * (1 + abs(y)))


def compare(calculus: bool, count: int, size: int, seed: int) -> int:
    rng, compared = Random(seed), 0
    for k, f in enumerate(sample(count, size, seed, random=True, calculus=calculus)):
        names = inventory([], [f.term])
        sizes = {n: n.at_least + k % 3 for n in names.sizes}
        model = draw(names, sizes, rng, MOODS[k % len(MOODS)])
        index = {i: 1 for i in free_indices(f.term) if not i.fixed}
        found = evaluate(f.term, model, index, bits=256)
        if isinstance(found, BAD):
            continue
        try:
            naive = Naive(model, index).scalar(f.term)
        except (ZeroDivisionError, ValueError):
            continue  # a zero absorbed a logarithm: see test_convention
        assert agree(found, naive), f"{f}: {found} against {naive}"
        compared += 1
    return compared


def test_without_derivatives() -> None:
    assert compare(False, 300, 20, 11) > 150


def test_with_derivatives() -> None:
    assert compare(True, 300, 20, 12) > 150
