"""Where SymPy 1.14 gives a wrong answer or none in this field: does the kernel refuse the wrong one and prove the right one?"""

from __future__ import annotations

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from tests.kernel.prove import provable, proved

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
a = indices("a", over=m)
z, c = vector("z", n), vector("c", n)
x, y, lam = scalar("x"), scalar("y"), scalar("lam")
W = matrix("W", m, n)
u, t = vector("u", n), vector("t", m)


class TestIndexCapture:
    """7: a bound index is not the free index of the same name."""

    def test_softmax(self) -> None:
        claim = exp(z[i]) / Sum(exp(z[i]), i)
        assert not provable(D(claim, z[i]) == 0)
        assert provable(D(claim, z[i]) == claim * (1 - claim))

    def test_log_sum_exp(self) -> None:
        assert not provable(D(log(Sum(exp(z[j]), j)), z[j]) == 1)
        assert provable(D(log(Sum(exp(z[j]), j)), z[j]) == exp(z[j]) / Sum(exp(z[k]), k))

    def test_cross_entropy_in_one_letter(self) -> None:
        target = distribution("target", n)
        loss = -Sum(target[i] * log(exp(z[i]) / Sum(exp(z[i]), i)), i)
        assert not provable(D(loss, z[i]) == 0)
        reasons = (calculus, exp_log, sum_of_delta, target.sums_to_one)
        assert proved(D(loss, z[i]) == exp(z[i]) / Sum(exp(z[k]), k) - target[i], *reasons)

    def test_linear_form(self) -> None:
        assert not provable(D(Sum(c[i] * z[i], i), z[i]) == Sum(c[i], i))
        assert provable(D(Sum(c[i] * z[i], i), z[i]) == c[i])


class TestRanges:
    """8: an index lies in its range by declaration."""

    def test_no_condition_is_left(self) -> None:
        assert provable(Sum(delta(i, j) * z[i], i) == z[j])
        assert not provable(Sum(delta(i, j) * z[i], (i, 2, n)) == z[j])

    def test_double_sum_of_delta(self) -> None:
        assert provable(Sum(Sum(delta(i, j), i), j) == n)
        assert not provable(Sum(Sum(delta(i, j), i), j) == n**2)


class TestMatrixDerivatives:
    """9: derivatives by the entries of a matrix are not zero."""

    def test_ridge(self) -> None:
        loss = norm(W @ u - t) ** 2 + lam * norm(W) ** 2
        here = D(loss, W[a, j])
        assert not provable(here == 0, given=[norm(W @ u - t) != 0, norm(W) != 0])
        claim = D(Sum((Sum(W[a, k] * u[k], k) - t[a]) ** 2, a) + lam * Sum(Sum(W[a, k] ** 2, k), a), W[a, j])
        assert not provable(claim == 0)
        assert provable(claim == 2 * (Sum(W[a, k] * u[k], k) - t[a]) * u[j] + 2 * lam * W[a, j])

    def test_sum_of_two_traces(self) -> None:
        A, B, C = matrix("A", n, n), matrix("B", n, n), matrix("C", n, n)
        assert not provable(D(tr(A @ B) + tr(A @ C), A[i, j]) == 0)
        assert provable(D(tr(A @ B) + tr(A @ C), A[i, j]) == B[j, i] + C[j, i])


class TestShapes:
    """10: products and sums of other shapes are no formulas."""

    def test_refused(self) -> None:
        with pytest.raises(Malformed):
            W @ W
        with pytest.raises(Malformed):
            W + W.T
        assert provable((W.T @ W).T == W.T @ W)


class TestBranches:
    """11: laws of logarithms and cancellation have conditions."""

    def test_log_of_a_product(self) -> None:
        assert not provable(log(x * y) == log(x) + log(y))
        assert not provable(log(x * y) == log(x) + log(y), given=[x * y > 0])
        assert provable(log(x * y) == log(x) + log(y), given=[x > 0, y > 0])

    def test_cancellation(self) -> None:
        assert not provable((x**2 - 1) / (x - 1) == x + 1)
        assert provable((x**2 - 1) / (x - 1) == x + 1, given=[x != 1])

    def test_zero_log_zero(self) -> None:
        w = scalar("w", nonnegative=True)
        assert provable(w * log(w) == w * log(w))
        assert not provable(w * log(w) == w * log(w) + w)


class TestSums:
    """12: sizes are whole numbers from one on; names are declarations; numbers are exact."""

    def test_sizes(self) -> None:
        assert provable(Sum(1, k) == n)
        assert not provable(Sum(1, (k, 2, n - 1)) == n - 2)  # empty at n = 1, where n - 2 is -1
        two = size("two", at_least=2)
        i = indices("i", over=two)
        assert provable(Sum(1, (i, 2, two - 1)) == two - 2)

    def test_random_names_are_declarations(self) -> None:
        first, second = random_variable("X", family="one"), random_variable("X", "X_2", family="two")
        assert not provable(E(first * second) == E(first**2), given=[E(first**2) == 1, E(second**2) == 1])

    def test_exact_numbers(self) -> None:
        with pytest.raises(Malformed):
            x * 0.1
        tenth = Rational(1, 10)
        assert provable(tenth * x + 2 * tenth * x - 3 * tenth * x == 0)


class TestNumbers:
    """13, 14: no tolerance, no chance."""

    def test_close_is_not_equal(self) -> None:
        assert not provable(Rational(1, 2) ** 99 == Rational(1, 2) ** 98)
        assert not provable(1 - 1 / exp(1) == 1 + 1 / exp(1))
        assert provable(Rational(1, 2) ** 99 * 2 == Rational(1, 2) ** 98 * 1)

    def test_surds_and_logarithms(self) -> None:
        assert provable(sqrt(8) == 2 * sqrt(2))
        assert provable(1 / (sqrt(2) - 1) == sqrt(2) + 1, given=[sqrt(2) - 1 > 0])
        assert provable(log(8) == 3 * log(2))
        assert not provable(sqrt(2) * sqrt(3) == sqrt(5))
        assert not provable(log(2) + log(3) == log(5))
