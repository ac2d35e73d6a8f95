"""What SymPy gets wrong in this field must not leak into the judge."""

from __future__ import annotations

import pytest
import sympy as sp

from checks.cas.judge import CannotDecide, Confirms, Contradicts
from checks.cas.library import sp as library
from checks.kernel.shape import Malformed
from checks.language import *
from tests.cas.steps import judge

n = size("n")
i, j, k = indices("i j k", over=n)
z, c, x = vector("z", n), vector("c", n), vector("x", n)


# ---------------------------------------------------------------- 7: index capture
def test_sympy_still_confuses_a_bound_index_with_a_free_one() -> None:
    """The trap itself: if SymPy ever mends it, this test says so."""
    length, at = sp.symbols("n i", integer=True, positive=True)
    logits = sp.IndexedBase("z")
    assert sp.diff(sp.exp(logits[at]) / sp.Sum(sp.exp(logits[at]), (at, 1, length)), logits[at]) == 0


def test_one_letter_for_bound_and_free_index_in_a_softmax() -> None:
    p_i = exp(z[i]) / Sum(exp(z[i]), i)
    assert isinstance(judge(D(p_i, z[i]) == 0), Contradicts)
    assert judge(D(p_i, z[i]) == p_i * (1 - p_i)) == Confirms((1, 2, 3), True)


def test_one_letter_in_log_sum_exp() -> None:
    f = log(Sum(exp(z[j]), j))
    assert isinstance(judge(D(f, z[j]) == 1), Contradicts)
    assert judge(D(f, z[j]) == exp(z[j]) / Sum(exp(z[j]), j)) == Confirms((1, 2, 3), True)


def test_cross_entropy_with_one_letter_is_not_constant() -> None:
    y = distribution("y", n)
    f = -Sum(y[i] * log(exp(z[i]) / Sum(exp(z[i]), i)), i)
    assert isinstance(judge(D(f, z[i]) == 0), Contradicts)


def test_a_linear_form_by_its_own_letter() -> None:
    assert isinstance(judge(D(Sum(c[i] * x[i], i), x[i]) == Sum(c[i], i)), Contradicts)
    assert judge(D(Sum(c[i] * x[i], i), x[i]) == c[i]) == Confirms((1, 2, 3), True)


def test_the_exported_form_has_bound_names_of_its_own() -> None:
    expression = D(exp(z[i]) / Sum(exp(z[i]), i), z[i]).sympy()
    (bound,) = {limits[0] for s in expression.atoms(sp.Sum) for limits in s.limits}
    assert bound not in {v.indices[0] for v, _ in expression.variable_count}
    assert expression.doit() != 0


# ---------------------------------------------------------------- 8: ranges and deltas
def test_a_double_sum_of_delta_collapses() -> None:
    assert judge(Sum(Sum(delta(i, j), j), i) == n) == Confirms((1, 2, 3), True)
    assert isinstance(judge(Sum(Sum(delta(i, j), j), i) == n**2), Contradicts)


def test_the_range_of_an_index_is_known() -> None:
    """SymPy leaves `Piecewise((0, j <= n), ...)`."""
    assert judge(Sum(delta(i, j) * z[i], i) == z[j]) == Confirms((1, 2, 3), True)


# ---------------------------------------------------------------- 9: matrix derivatives
def test_the_gradient_of_a_ridge_loss_is_not_zero() -> None:
    m = size("m")
    a, b = indices("a", over=m), indices("b", over=n)
    W, v, y, lam = matrix("W", m, n), vector("v", n), vector("y", m), scalar("lam")
    loss = norm(W @ v - y) ** 2 + lam * norm(W) ** 2
    assert judge(D(loss, W[a, b]) == 2 * (W @ v - y)[a] * v[b] + 2 * lam * W[a, b]) == Confirms((1, 2, 3), False)
    assert isinstance(judge(D(loss, W[a, b]) == 0), Contradicts)


def test_a_sum_of_two_traces_is_not_constant() -> None:
    A, B = matrix("A", n, n), matrix("B", n, n)
    assert judge(D(tr(A @ B) + tr(A), A[i, j]) == B[j, i] + delta(i, j)) == Confirms((1, 2, 3), False)


# ---------------------------------------------------------------- 10: shapes
def test_different_symbolic_shapes_are_refused_before_sympy_is_asked() -> None:
    m = size("m")
    with pytest.raises(Malformed, match="cannot be added"):
        _ = matrix("A", n, m) + matrix("B", m, n)


# ---------------------------------------------------------------- 11: logs and cancelled denominators
def test_a_log_is_split_only_where_signs_are_known() -> None:
    a, b = scalar("a"), scalar("b")
    assert isinstance(judge(log(a * b) == log(a) + log(b)), CannotDecide)
    p, q = scalar("p", positive=True), scalar("q", positive=True)
    assert judge(log(p * q) == log(p) + log(q)) == Confirms((), True)


def test_hypotheses_give_signs() -> None:
    positive = x[i] > 0
    assert judge(log(x[i] * x[j]) == log(x[i]) + log(x[j]), given=(positive,)) == Confirms((1, 2, 3), False)


def test_zero_times_log_zero_is_zero_and_nothing_else_is_absorbed() -> None:
    zero = Rational(0)
    assert judge(zero * log(zero) == 0) == Confirms((), True)
    assert judge(zero * log(zero / zero) == 0) == Confirms((), True)
    assert isinstance(judge(zero * (1 / zero) == 0), CannotDecide)
    assert isinstance(judge(zero * exp(log(zero)) == 0), CannotDecide)


def test_entropy_of_a_one_hot_vector() -> None:
    t = position("t", over=n)
    y = one_hot("y", n, at=t)
    assert judge(-Sum(y[i] * log(y[i]), i) == 0) == Confirms((1, 2, 3), False)


def test_an_empty_sum_in_a_denominator_is_not_confirmed() -> None:
    tail = Sum(exp(z[k]), (k, 2, n))
    assert judge(tail / tail == 1) == CannotDecide("the left side is undefined at n = 1")


# ---------------------------------------------------------------- 12: sums, names, floats
def test_an_empty_sum_is_zero() -> None:
    """SymPy's convention makes sum(k, (k, 5, 2)) = -7."""
    assert judge(Sum(k, (k, 5, 2)) == 0) == Confirms((1, 2, 3), False)


def test_two_random_variables_of_one_name_are_two() -> None:
    X, Y = random_variable("X", family=family("one")), random_variable("X", family=family("two"))
    assert judge(Cov(X, Y) == 0) == Confirms((), True)
    assert isinstance(judge(Cov(X, X) == 0), CannotDecide)


def test_two_scalars_of_one_name_are_two() -> None:
    a, b = scalar("a"), scalar("a")
    assert isinstance(judge(a - b == 0), Contradicts)


def test_an_entry_and_a_scalar_that_print_alike_are_two() -> None:
    assert isinstance(judge(z[1] == scalar("z_1")), Contradicts)


def test_floats_are_refused_with_the_line_to_write() -> None:
    with pytest.raises(Malformed, match=r"write Rational\(1, 10\)"):
        lift(library.Float("0.1") * library.Symbol("x", real=True))


# ---------------------------------------------------------------- 13, 14: no tolerance
def test_a_small_difference_is_a_difference() -> None:
    assert isinstance(judge(1 / Rational(2) ** 99 == 1 / Rational(2) ** 98), Contradicts)
    assert isinstance(judge(1 - 1 / exp(1) == 1 + 1 / exp(1)), Contradicts)


def test_hidden_zeros_are_confirmed_symbolically() -> None:
    assert judge(sqrt(2) * sqrt(3) == sqrt(6)) == Confirms((), True)
    assert judge(sqrt(2) + sqrt(3) == sqrt(5 + 2 * sqrt(6))) == Confirms((), True)


# ---------------------------------------------------------------- 16: nothing is used under a derivative
def test_a_hypothesis_is_not_used_under_a_derivative() -> None:
    y = vector("y", n)
    one = Sum(y[i], i) == 1
    assert isinstance(judge(D(Sum(y[i], i), y[j]) == 0, given=(one,)), Contradicts)
    assert judge(D(Sum(y[i], i), y[j]) == 1, given=(one,)) == Confirms((1, 2, 3), True)


def test_a_derivative_is_not_taken_into_an_expectation() -> None:
    X, s = random_variable("X", family=family("X")), scalar("s")
    assert isinstance(judge(D(E(exp(s * X)), s) == 0), CannotDecide)
    assert isinstance(judge(D(E(exp(s * X)), s) == E(X * exp(s * X))), CannotDecide)
