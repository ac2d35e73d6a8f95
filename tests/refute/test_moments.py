"""Moment constructions are exact, and nothing holds in them by accident."""

from __future__ import annotations

from random import Random

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

from checks.refute.moments import Impossible, Moments, particular, space
from checks.refute.squares import squares
from checks.refute.white import Kind, reflection, white

ZERO, ONE = fmpq(0), fmpq(1)


def moment(outcomes: object, *at: int) -> fmpq:
    total = ZERO
    for p, row in outcomes:  # type: ignore[attr-defined]
        term = p
        for k in at:
            term *= row[k]
        total += term
    return total


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("n", range(1, 8))
def test_white(kind: Kind, n: int) -> None:
    for seed in range(5):
        made = white(n, kind, Random(seed)).outcomes
        assert sum((p for p, _ in made), ZERO) == 1
        assert all(p > 0 for p, _ in made)
        for a in range(n):
            assert moment(made, a) == 0
            for b in range(n):
                assert moment(made, a, b) == (a == b)


def test_third_moments_do_not_vanish() -> None:
    assert any(moment(white(2, Kind.DEPENDENT, Random(k)).outcomes, 0, 0, 0) != 0 for k in range(5))
    assert any(moment(white(2, Kind.PRODUCT, Random(k)).outcomes, 0, 0, 0) != 0 for k in range(5))
    assert any(moment(white(2, Kind.DEPENDENT, Random(k)).outcomes, 0, 0, 1, 1) != 1 for k in range(5))


@given(st.integers(min_value=1, max_value=6), st.integers())
def test_reflections_are_orthogonal(n: int, seed: int) -> None:
    q = reflection(n, Random(seed))
    assert q * q.transpose() == fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


@given(st.fractions(min_value=0, max_value=1000, max_denominator=50))
def test_four_squares(x: object) -> None:
    q = fmpq(x.numerator, x.denominator)  # type: ignore[attr-defined]
    found = squares(q)
    assert len(found) <= 4
    assert sum((r * r for r in found), ZERO) == q


@pytest.mark.parametrize("n", [10**6 - 1, 10**6 + 7, 7 * 4**9, 2**61 - 1, 10**18 + 9, 3 * 10**15 + 2, 15 * 10**9])
def test_four_squares_of_large_numbers(n: int) -> None:
    found = squares(fmpq(n))
    assert len(found) <= 4
    assert sum((r * r for r in found), ZERO) == n


small = st.builds(fmpq, st.integers(min_value=-3, max_value=3), st.integers(min_value=1, max_value=3))


@given(st.integers(min_value=1, max_value=4), st.lists(small, min_size=20, max_size=20), st.booleans(), st.integers())
def test_prescribed_moments(n: int, numbers: list[fmpq], raw: bool, seed: int) -> None:
    """Any covariance M M' + diagonal can be had exactly, with any mean."""
    m = fmpq_mat(n, n, numbers[: n * n])
    wanted = m * m.transpose()
    asked = Moments({k: numbers[16 + k] for k in range(n)})
    for i in range(n):
        for j in range(i, n):
            c = wanted[i, j]
            if raw:
                asked.raw[i, j] = c + asked.means[i] * asked.means[j]
            else:
                asked.central[i, j] = c
    made = space(n, asked, Kind.DEPENDENT, Random(seed))
    assert not isinstance(made, Impossible)
    for i in range(n):
        assert moment(made, i) == asked.means[i]
        for j in range(i, n):
            assert moment(made, i, j) - moment(made, i) * moment(made, j) == wanted[i, j]


def test_impossible_moments() -> None:
    assert isinstance(space(1, Moments(central={(0, 0): fmpq(-1)}), Kind.SIGNS, Random(1)), Impossible)
    beyond = Moments(central={(0, 0): ONE, (1, 1): ONE, (0, 1): fmpq(2)})
    assert isinstance(space(2, beyond, Kind.SIGNS, Random(1)), Impossible)
    singular = Moments(central={(0, 0): ONE, (1, 1): ONE, (0, 1): ONE, (2, 2): ONE, (0, 2): ZERO, (1, 2): ONE})
    assert isinstance(space(3, singular, Kind.SIGNS, Random(1)), Impossible)


def test_what_is_not_asked_varies() -> None:
    asked = Moments(central={(0, 0): ONE, (1, 1): ONE})
    found = [space(2, asked, Kind.DEPENDENT, Random(k)) for k in range(20)]
    cross = {str(moment(f, 0, 1) - moment(f, 0) * moment(f, 1)) for f in found if not isinstance(f, Impossible)}
    assert {"1", "-1", "0"} & cross
    assert len(cross) > 1


def test_particular_solutions() -> None:
    assert particular(fmpq_mat([[1, 1, 3], [1, -1, 1]])) == [2, 1]
    assert particular(fmpq_mat([[1, 1, 3], [2, 2, 6]])) == [3, 0]
    assert particular(fmpq_mat([[1, 1, 3], [2, 2, 7]])) is None
