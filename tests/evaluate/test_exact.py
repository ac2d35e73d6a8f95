"""What stays exact, and how numbers come out against the standard library and mpmath."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from checks.evaluate.evaluate import evaluate, precision
from checks.evaluate.model import Model
from checks.evaluate.value import Undecidable, Undefined, Value
from checks.language import *

fractions = st.fractions(min_value=-20, max_value=20, max_denominator=30)


def value(f: Any) -> Value:
    return evaluate(f.term, Model(), bits=256)


def lifted(q: Fraction) -> Any:
    return Rational(q.numerator, q.denominator)


EXACT = [
    (sqrt(Rational(4, 9)), fmpq(2, 3)),
    (sqrt(Rational(0)), fmpq(0)),
    (exp(Rational(0)), fmpq(1)),
    (log(Rational(1)), fmpq(0)),
    (sin(Rational(0)), fmpq(0)),
    (cos(Rational(0)), fmpq(1)),
    (tanh(Rational(0)), fmpq(0)),
    (abs_(Rational(-2, 3)), fmpq(2, 3)),
    (Rational(2, 3) ** 3, fmpq(8, 27)),
    (Rational(2, 3) ** -2, fmpq(9, 4)),
    (Rational(8, 27) ** Rational(1, 3), fmpq(2, 3)),
    (Rational(8, 27) ** Rational(-2, 3), fmpq(9, 4)),
    (Rational(0) ** 0, fmpq(1)),
    (Rational(5) ** 0, fmpq(1)),
    (Rational(0) ** Rational(1, 2), fmpq(0)),
    (Rational(0) ** 3, fmpq(0)),
    (Rational(-1) ** 3, fmpq(-1)),
    (0 * exp(Rational(1)), fmpq(0)),
    (Rational(1, 2) ** 99, fmpq(1, 2**99)),
]


@pytest.mark.parametrize(("f", "wanted"), EXACT, ids=repr)
def test_exact(f: Any, wanted: fmpq) -> None:
    found = value(f)
    assert isinstance(found, fmpq)
    assert found == wanted


NOWHERE = [
    Rational(0) ** -1,
    Rational(-1) ** Rational(1, 2),
    Rational(-8) ** Rational(1, 3),
    sqrt(Rational(-1)),
    Rational(0) ** Rational(-1, 2),
]


@pytest.mark.parametrize("f", NOWHERE, ids=repr)
def test_no_value(f: Any) -> None:
    assert isinstance(value(f), Undefined)


@pytest.mark.parametrize("f", [exp(Rational(10) ** 30), exp(exp(exp(Rational(10)))), Rational(3) ** (Rational(10) ** 30)])
def test_a_number_too_large_to_hold_is_undecidable(f: Any) -> None:
    assert isinstance(value(f), Undecidable)


def test_a_large_power_is_a_ball() -> None:
    assert isinstance(value(Rational(3) ** 10**9), arb)


@given(fractions, fractions)
def test_field_operations(a: Fraction, b: Fraction) -> None:
    for f, wanted in ((lifted(a) + lifted(b), a + b), (lifted(a) - lifted(b), a - b), (lifted(a) * lifted(b), a * b)):
        found = value(f)
        assert isinstance(found, fmpq)
        assert Fraction(int(found.p), int(found.q)) == wanted
    quotient = value(lifted(a) / lifted(b))
    if b == 0:
        assert isinstance(quotient, Undefined)
    else:
        assert isinstance(quotient, fmpq)
        assert Fraction(int(quotient.p), int(quotient.q)) == a / b


@given(fractions, st.sampled_from(["exp", "log", "sqrt", "sin", "cos", "tanh"]))
def test_functions_enclose_the_value(a: Fraction, name: str) -> None:
    words = {"exp": exp, "log": log, "sqrt": sqrt, "sin": sin, "cos": cos, "tanh": tanh}
    found = value(words[name](lifted(a)))
    if not isinstance(found, fmpq | arb):
        assert a <= 0
        return
    with mp.workdps(100):
        exact = getattr(mp, name)(mpf(a.numerator) / a.denominator)
        text = mp.nstr(exact, 90)
    with precision(256):
        assert abs(arb(found) - arb(text)) < fmpq(1, 10**60)


def test_a_power_of_a_ball_around_zero_is_a_ball() -> None:
    nothing = sqrt(Rational(2)) * sqrt(Rational(3)) - sqrt(Rational(6))
    for power in (1, 2, 3, 10):
        found = evaluate((nothing**power).term, Model())
        assert isinstance(found, arb)
        assert found.contains(0)
        assert found.abs_upper() < 1
    assert isinstance(evaluate((1 / nothing**2).term, Model()), Undecidable)
