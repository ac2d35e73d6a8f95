"""Products of symbolic size, and the ends of ranges: what is proved, and what must not be."""

from __future__ import annotations

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from checks.words.formula import Proposition
from tests.kernel.prove import provable, proved

n, N = size("n"), size("N", at_least=3)
i, j, k = indices("i j k", over=n)
t = position("t", over=n)
a, b, c = scalar("a"), scalar("b"), scalar("c", positive=True)
x, y, z = vector("x", n), vector("y", n), vector("z", n)
p, q = vector("p", n, positive=True), vector("q", n, positive=True)
w = distribution("w", n)
A = matrix("A", n, n)
X, Y = random_vector("X", n, family="one"), random_vector("Y", n, family="two")

TRUE: list[Proposition] = [
    Product(x[k] * y[k], k) == Product(x[k], k) * Product(y[k], k),
    Product(x[k], k) == Product(x[j], j),
    Product(x[k] ** 3, k) == Product(x[k], k) ** 3,
    Product(c, k) == c**n,
    Product(a * x[k], k) == a**n * Product(x[k], k),
    Product(-x[k], k) == (-1) ** n * Product(x[k], k),
    Product(x[k] - y[k], k) == (-1) ** n * Product(y[k] - x[k], k),
    Product(x[k] ** 2 - 1, k) == Product(x[k] - 1, k) * Product(x[k] + 1, k),
    Product(p[k] / q[k], k) == Product(p[k], k) / Product(q[k], k),
    Product(1 / p[k], k) == 1 / Product(p[k], k),
    Product(sqrt(p[k]), k) == sqrt(Product(p[k], k)),
    Product(exp(x[k]), k) == exp(Sum(x[k], k)),
    Product(exp(x[k] - a), k) == exp(Sum(x[k], k) - n * a),
    log(Product(p[k], k)) == Sum(log(p[k]), k),
    log(Product(p[k] * exp(x[k]), k)) == Sum(log(p[k]) + x[k], k),
    exp(Sum(log(p[k]), k)) == Product(p[k], k),
    exp(-(1 / n) * Sum(log(p[k]), k)) == Product(1 / p[k], k) ** (1 / n),
    Product(p[k], k) > 0,
    Product(w[k], k) >= 0,
    Product(x[k] ** 2 + 1, k) != 0,
    Product(a, (k, 1, 2)) == a**2,
    Product(x[k], (k, 1, 0)) == 1,
    Sum(Product(A[i, j], j), i) == Sum(Product(A[j, k], k), j),
    Product(p[k] * p[j], k) == p[j] ** n * Product(p[k], k),
    Product(Product(p[k] * q[j], k), j) == Product(p[k], k) ** n * Product(q[k], k) ** n,
    D(Product(a, k), b) == 0,
    D(Product(p[k] * exp(a * x[k]), k), a) == Product(p[k] * exp(a * x[k]), k) * Sum(x[k], k),
    D(Product(p[k] + a**2, k), a) == Product(p[k] + a**2, k) * Sum(2 * a / (p[k] + a**2), k),
    D(log(Product(p[k], k)), p[j]) == 1 / p[j],
]
ENDS: list[Proposition] = [
    Sum(x[k], k) == Sum(x[k], (k, 1, n - 1)) + x[n],
    Product(x[k], k) == Product(x[k], (k, 1, n - 1)) * x[n],
    Sum(k, (k, 1, n + 1)) == Sum(k, (k, 1, n)) + n + 1,
    Product(p[k] / q[k], (k, 1, n)) == Product(p[k], (k, 1, n - 1)) * p[n] / Product(q[k], (k, 1, n)),
    Sum(k, (k, 0, n)) == Sum(k, (k, 0, n - 1)) + n,
]
INSIDE: list[Proposition] = [
    Product(x[k], k) == Product(x[k], (k, 1, n - 1)) * x[n],
]
# none of these with everything permitted, definitions and facts included
FALSE: list[Proposition] = [
    Product(x[k] + y[k], k) == Product(x[k], k) + Product(y[k], k),
    Product(a * x[k], k) == a * Product(x[k], k),
    Product(a, (k, 2, n - 1)) == a ** (n - 2),  # at n = 1 it is empty
    Product(c, (k, 2, n - 1)) == c ** (n - 2),
    Product(0 * x[k], (k, 2, n)) == 0,
    Product(0, (k, 2, n)) == 0,
    Product(-1, (k, 2, n)) * Product(-x[k], (k, 2, n)) == -Product(x[k], (k, 2, n)),
    Product(x[k] ** 2, k) == Product(x[k], k),
    sqrt(Product(x[k] ** 2, k)) == Product(x[k], k),
    log(Product(x[k], k)) == Sum(log(x[k]), k),  # two negative factors
    log(Product(w[k], k)) == Sum(log(w[k]), k),
    log(Product(x[k] ** 2, k)) == 2 * Sum(log(x[k]), k),
    0 * log(Product(x[k], k)) == 0 * Product(log(x[k]), k),
    0 * Product(log(x[k]), k) == 0,
    0 * Product(1 / x[k], k) == 0,
    exp(Sum(log(x[k]), k)) == Product(x[k], k),
    Product(x[k], k) / Product(x[k], k) == 1,
    Product(x[k] / x[k], k) == 1,
    Product(sqrt(x[k]), k) == sqrt(Product(x[k], k)),
    Product(x[k], k) >= 0,
    Product(x[k] ** 2, k) > 0,
    Product(p[k], k) <= 1,
    Product(w[k], k) > 0,
    Product(x[k] * y[j], k) == Product(x[k], k) * y[j],
    Product(x[k], (k, 2, n)) == Product(x[k], (k, 1, n - 1)),
    Product(x[k], k) == Product(x[k], (k, 2, n)),
    Product(Product(A[i, j], i), j) == Product(Product(A[i, i], i), j),
    Product(delta(k, j) * x[k], k) == x[j],
    Product(delta(k, t), k) == 1,
    D(Product(x[k], k), x[j]) == Product(x[k], k) / x[j],  # x[j] = 0
    D(Product(x[k], k), x[j]) == 0,
    D(Product(x[k], k), x[j]) == Product(x[k], k) * Sum(delta(k, j), k),
    D(Product(abs_(a), k), a) == Product(abs_(a), k) * Sum(1 / a, k),
    E(Product(X[k], k)) == Product(E(X[k]), k),
    E(Product(X[k] - X[k], (k, 1, 1))) == 0,
    Var(Product(2 * X[k], k)) == 2 * Var(Product(X[k], k)),
]
ENDS_FALSE: list[Proposition] = [
    Sum(x[k], (k, 2, n)) == Sum(x[k], (k, 2, n - 1)) + x[n],  # empty at n = 1
    Sum(x[k], (k, 2, n)) == x[2] + Sum(x[k], (k, 3, n)),
    Product(x[k], (k, 2, n)) == x[n] * Product(x[k], (k, 2, n - 1)),
    Sum(x[k], k) == Sum(x[k], (k, 1, n - 1)) + x[1],
    Sum(k, (k, 1, n)) == Sum(k, (k, 1, n + 1)) + n + 1,
    Sum(Sum(A[i, j], (j, 1, i)), i) == Sum(Sum(A[i, j], (j, 1, i - 2)), i) + Sum(A[i, i] + A[i, i - 1], i),
    Product(a, (k, 1, n)) == a * Product(a, (k, 1, n - 2)),
]


@pytest.mark.parametrize("claim", TRUE, ids=repr)
def test_true(claim: Proposition) -> None:
    assert proved(claim, products, exp_log, calculus, sum_of_delta, nonnegative_terms)


@pytest.mark.parametrize("claim", ENDS, ids=repr)
def test_last_factor(claim: Proposition) -> None:
    assert proved(claim, last_factor, products, given=[q[k] > 0])


@pytest.mark.parametrize("claim", INSIDE, ids=repr)
def test_the_end_must_be_named(claim: Proposition) -> None:
    """The terms of a sum are split off by linearity; the factors of a product are split off by name."""
    assert proved(claim, last_factor)
    assert not proved(claim, products, exp_log)


def test_first_factor() -> None:
    assert proved(Product(x[k], k) == x[1] * Product(x[k], (k, 2, n)), first_factor)


@pytest.mark.parametrize("claim", [*FALSE, *ENDS_FALSE], ids=repr)
def test_false_with_everything_permitted(claim: Proposition) -> None:
    assert not provable(claim)
    assert not proved(claim, products, last_factor, exp_log, calculus, sum_of_delta)
    assert not proved(claim, products, first_factor, exp_log, calculus, sum_of_delta)
    assert not proved(claim, products)


def test_must_be_cited() -> None:
    assert not proved(Product(x[k] * y[k], k) == Product(x[k], k) * Product(y[k], k), exp_log, last_factor)
    assert not proved(log(Product(p[k], k)) == Sum(log(p[k]), k), exp_log)
    assert proved(Product(x[k] + x[k], k) == Product(2 * x[k], k))


def test_no_capture() -> None:
    """A free j inside a product over k is not the k of another."""
    P = define("P", j, Product(A[j, k], k))
    assert proved(Sum(P[k], k) == Sum(Product(A[k, j], j), k), definition(P))
    assert not provable(P[k] == Product(A[k, k], k), definition(P))


def test_factors_are_numbers() -> None:
    with pytest.raises(Malformed, match="a factor of a product must be a number"):
        Product(A, k)  # type: ignore[arg-type]
