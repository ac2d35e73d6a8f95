"""Equations that lead back to their own left side: used as far as they go, and no further."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel import nothing
from tests.kernel.prove import proved

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
s = position("s", over=n)
x, y, z = vector("x", n), vector("y", n), vector("z", n)
u, v = scalar("u"), scalar("v")
B, C = matrix("B", n, n), matrix("C", n, n)
P = distribution("P", n)
SKEW = hypothesis(B.T == -B, "B is skew")
FORMS = [hypothesis(C.T == C), hypothesis(C == C.T), hypothesis(forall(j, k, C[j, k] == C[k, j]))]


@pytest.mark.parametrize("symmetric", FORMS)
@pytest.mark.parametrize(
    "claim",
    [x @ C @ y == y @ C @ x, x @ C @ C @ y == y @ C @ C @ x, C[i, j] == C[j, i], (C @ C).T == C @ C, D(x @ C @ x, x[i]) == 2 * (C @ x)[i]],
)
def test_a_symmetric_matrix(symmetric: Any, claim: Any) -> None:
    assert proved(claim, symmetric, calculus, sum_of_delta)


@pytest.mark.parametrize(
    "claim",
    [x @ C @ y == 0, C @ B == B @ C, (C @ B).T == C @ B, C[i, j] == B[i, j], tr(C) == 0, D(x @ C @ x, x[i]) == (C @ x)[i]],
)
def test_not_more_than_symmetric(claim: Any) -> None:
    assert not proved(claim, FORMS[0], calculus, sum_of_delta)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (u == 0, hypothesis(u == -u)),
        (2 * u * v == 0, hypothesis(u == -u)),
        (u * v == 0, hypothesis(u == 3 * u)),
        (z[i] * z[j] == z[j] ** 2, hypothesis(z[k] == z[j])),
        (Sum(z[k], k) == n * z[i], hypothesis(z[k] == z[j])),
        (z[i] == z[j], hypothesis(z[k] == z[s])),
        (Sum(z[k], k) == n * z[n], hypothesis(z[k] == z[n])),
        (tr(B) == 0, SKEW),
        (x @ B @ y == -(y @ B @ x), SKEW),
        (C[i, j] == C[n + 1 - j, n + 1 - i], hypothesis(C[j, k] == C[n + 1 - k, n + 1 - j])),
        (z[i] == z[1], hypothesis(implies(P[k] >= 0, z[k] == z[1]))),
    ],
)
def test_other_equations_that_lead_back(claim: Any, given: Any) -> None:
    assert proved(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (u == 1, hypothesis(u == -u)),
        (u == 0, hypothesis(u == 1 - u)),
        (u == 0, hypothesis(u == u**2)),
        (u == 0, hypothesis(u == u + 0 * v)),
        (z[i] == u, hypothesis(z[k] == z[j])),
        (z[i] == 0, hypothesis(z[k] == z[j])),
        (x @ B @ y == 0, SKEW),
        (tr(C) == 0, SKEW),
        (Sum(Sum(B[j, k], (j, 1, k)), k) == 0, SKEW),
        (z[i] == z[j], hypothesis(implies(z[j] > 0, z[k] == z[j]))),
        (z[i] == z[j], hypothesis(implies(P[j] > 0, z[k] == z[j]))),
        (C[i, j] == C[j, i], hypothesis(implies(P[j] > 0, C[i, j] == C[j, i]))),
    ],
)
def test_no_more_than_they_say(claim: Any, given: Any) -> None:
    assert not proved(claim, given)


def test_not_below_a_derivative() -> None:
    """An equation that restricts what is varied says nothing of the slope."""
    assert not proved(D(u * v, u) == -v, hypothesis(u == -u), calculus)
    assert not proved(D(u, u) == 0, hypothesis(u == -u), calculus)
    assert not proved(D(z[i] * z[j], z[k]) == 0, hypothesis(z[k] == z[j]), calculus, sum_of_delta)
    assert not proved(D(C[i, j], C[j, i]) == 1, FORMS[0], calculus)


def test_not_below_an_expectation() -> None:
    X, Y = random_variable("X", family="one"), random_variable("Y", family="one")
    assert not proved(E(X) == 0, hypothesis(X == -X), linearity_of_E, given=[hypothesis(E(X) == u)])
    assert not proved(E(X) == -E(Y), hypothesis(X == -X), hypothesis(X == Y), linearity_of_E)


def test_of_an_empty_range_nothing_is_said() -> None:
    p = size("p", at_least=3)
    g, h = nothing.index("g", p - 3), nothing.index("h", p - 3)
    w = vector("w", p)
    assert not proved(w[1] == 0, hypothesis(forall(h, w[1] == -w[1])))
    assert not proved(w[2] == w[3], hypothesis(forall(g, h, w[h + 1] == w[g + 1])))
