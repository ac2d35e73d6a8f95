"""The zero test is exact: generators, then a polynomial without terms."""

from __future__ import annotations

import pytest

from checks.cas.generators import Generators
from checks.cas.library import Expr, sp
from checks.cas.zero import NotZero, Open, Zero, decide

x, y, b = sp.symbols("x y b", real=True)
p, q = sp.symbols("p q", nonnegative=True)


def zero(e: Expr, solved: dict[Expr, Expr] | None = None) -> object:
    return decide(sp.sympify(e), Generators(), solved or {})


@pytest.mark.parametrize(
    "e",
    [
        sp.exp(x) * sp.exp(y / 3) - sp.exp(x + y / 3),
        sp.exp(x / 2) * sp.exp(x / 3) - sp.exp(5 * x / 6),
        sp.exp((x - y) / b) * sp.exp(y / b) - sp.exp(x / b),
        sp.exp(x / (x + y)) * sp.exp(y / (x + y)) - sp.E,
        sp.log(sp.exp(x) / (sp.exp(x) + sp.exp(y))) - x + sp.log(sp.exp(x) + sp.exp(y)),
        sp.log(1 / (1 + sp.exp(-x))) - x + sp.log(1 + sp.exp(x)),
        sp.log(p * q) - sp.log(p) - sp.log(q),
        sp.log(6) - sp.log(2) - sp.log(3),
        sp.log(sp.sqrt(8)) - sp.Rational(3, 2) * sp.log(2),
        sp.exp(b * sp.log(p)) - p**b,
        sp.exp(3 * sp.log(p) / 2) - p * sp.sqrt(p),
        sp.tanh(x) - (sp.exp(2 * x) - 1) / (sp.exp(2 * x) + 1),
        sp.diff(sp.tanh(x), x) - 1 + sp.tanh(x) ** 2,
        sp.diff(sp.Abs(x), x) - x / sp.Abs(x),
        sp.Abs(x * y) ** 2 - x**2 * y**2,
        1 / sp.sqrt(x**2 + 1) - sp.sqrt(x**2 + 1) / (x**2 + 1),
        sp.sqrt(x**2 + 2 * x + 3) - sp.sqrt((x + 1) ** 2 + 2),
        sp.sin(x + y) - sp.sin(x) * sp.cos(y) - sp.cos(x) * sp.sin(y),
        sp.sin(x) ** 4 - (1 - sp.cos(x) ** 2) ** 2,
        sp.sqrt(12) - 2 * sp.sqrt(3),
    ],
)
def test_zero(e: Expr) -> None:
    assert zero(e) == Zero()


@pytest.mark.parametrize(
    "e",
    [
        sp.log(x * y) - sp.log(x) - sp.log(y),
        sp.log(-x * y) - sp.log(-x) - sp.log(y),
        sp.sqrt(x**2) - x,
        sp.exp(x) - sp.exp(y),
        sp.exp(x * y) - sp.exp(x) * sp.exp(y),
        sp.log(p + q) - sp.log(p) - sp.log(q),
        sp.pi - sp.Rational(22, 7),
        sp.Abs(x) - x,
        sp.sin(x) ** 2 - 1 - sp.cos(x) ** 2,
        sp.Integer(2) ** -99 - sp.Integer(2) ** -98,
    ],
)
def test_not_zero(e: Expr) -> None:
    assert zero(e) == NotZero()


def test_equations_are_used_in_polynomials_and_in_arguments() -> None:
    one = {q: 1 - p}
    assert zero(p + q - 1, one) == Zero()
    assert zero(sp.log(p + q), one) == Zero()
    assert zero(p * sp.log(p / q) - p * sp.log(p) + p * sp.log(q), one) == Zero()


def test_a_denominator_that_the_equations_make_zero_is_not_a_zero() -> None:
    assert zero(x / (p + q - 1) - y / (p + q - 1), {q: 1 - p}) == Open("a denominator is zero")


def test_what_has_no_generator_is_left_open() -> None:
    assert isinstance(zero(sp.gamma(x) - 1), Open)


def test_a_known_sign_splits_a_log() -> None:
    known = Generators([x, y])
    assert decide(sp.log(x * y) - sp.log(x) - sp.log(y), known, {}) == Zero()
