"""The second judge confirms what is true, contradicts by a point, and otherwise says that it cannot decide."""

from __future__ import annotations

import pytest

from checks.cas.judge import CannotDecide, Confirms, Context, Contradicts, judge_step
from checks.kernel.claim import Relation
from checks.language import *
from tests.cas.steps import FLAGSHIPS, Flagship, judge

n = size("n")
i, j, k = indices("i j k", over=n)
x, z = vector("x", n), vector("z", n)


@pytest.mark.parametrize("flagship", FLAGSHIPS, ids=lambda f: f.name)
def test_flagship_steps_are_confirmed_at_sizes_1_2_3(flagship: Flagship) -> None:
    for proposition in flagship.claims:
        c = proposition.claim
        assert isinstance(c, Relation)
        said = judge_step(Context(flagship.given), c.left, c.rel, c.right)
        assert isinstance(said, Confirms), (proposition, said)
        assert said.sizes == (1, 2, 3)


def test_a_contradiction_is_a_point_with_disjoint_sides() -> None:
    p = define("p", i, exp(z[i]) / Sum(exp(z[k]), k))
    said = judge(D(p[i], z[j]) == p[i] * (delta(i, j) - p[i]))
    assert isinstance(said, Contradicts)
    names = [name for name, _ in said.witness.assignments]
    assert names == ["n", "z", "i", "j"]
    assert said.witness.left != said.witness.right


def test_a_contradiction_satisfies_the_hypotheses() -> None:
    total = Sum(x[i], i) == 2
    said = judge(x[1] == 1, given=(total,))
    assert isinstance(said, Contradicts)
    assert said.witness.assignments[:2] == (("n", "1"), ("x", "(2)"))


def test_what_is_said_does_not_depend_on_what_was_asked_before() -> None:
    f = function("f", of=x)
    A, B = matrix("A", n, n), matrix("B", n, n)
    first = judge(A @ B == B @ A)
    judge(f(x) == f(z))
    assert judge(A @ B == B @ A) == first
    assert isinstance(first, Contradicts)


# ---------------------------------------------------------------- hypotheses
def test_an_equation_between_entries_is_used() -> None:
    assert judge(Sum(x[i], i) == n, given=(x[i] == 1,)) == Confirms((1, 2, 3), False)
    assert judge(2 * x[i] == 4, given=(x[i] == 2,)) == Confirms((1, 2, 3), False)


def test_half_of_an_equation_is_not() -> None:
    assert isinstance(judge(z[i] == 1, given=(2 * z[i] == 1,)), Contradicts)


def test_an_equation_that_is_not_linear_blocks_contradictions_only() -> None:
    unit = norm(x) ** 2 == 1
    assert isinstance(judge(Sum(x[i], i) == 5, given=(unit,)), CannotDecide)


def test_moments_by_families() -> None:
    X, Y = random_variable("X", family=family("a")), random_variable("Y", family=family("b"))
    assert judge(E(X**2 * Y) == E(X**2) * E(Y)) == Confirms((), True)
    assert isinstance(judge(E(X**2) == E(X) ** 2), CannotDecide)
    assert judge(Var(X) == 1, given=(E(X) == 0, E(X**2) == 1)) == Confirms((), True)


def test_without_independence_the_variance_of_a_score_is_open() -> None:
    q, w = random_vector("q", n, family=family("same")), random_vector("w", n, family=family("other"))
    same = define("s", Sum(q[i] * q[i], i))
    white = E(q[i] * q[j]) == delta(i, j)
    assert isinstance(judge(Var(same) == n, given=(white,)), CannotDecide)
    assert judge(E(Sum(q[i] * w[i], i)) == Sum(E(q[i]) * E(w[i]), i)) == Confirms((1, 2, 3), False)


def test_a_family_of_distributions_sums_to_one_at_every_parameter() -> None:
    m = size("m")
    theta, a = vector("theta", m), indices("a", over=m)
    p = distribution("p", n, positive=True, of=theta)
    assert judge(Sum(p[i] * D(log(p[i]), theta[a]), i) == 0) == Confirms((1, 2, 3), False)
    assert isinstance(judge(Sum(p[i] * D(log(p[i]), theta[a]), i) == 1), CannotDecide)


def test_the_chain_rule_of_an_unknown_function() -> None:
    m = size("m")
    W, v, b = matrix("W", n, m), vector("v", m), indices("b", over=m)
    f = function("f", of=x)
    assert judge(D(f(W @ v), W[i, b]) == f.gradient(W @ v)[i] * v[b]) == Confirms((1, 2, 3), False)
    assert isinstance(judge(D(f(W @ v), W[i, b]) == f.gradient(W @ v)[i]), CannotDecide)


# ---------------------------------------------------------------- relations
def test_order_by_signs() -> None:
    a, b = scalar("a"), scalar("b", positive=True)
    assert judge(a < a + b) == Confirms((), True)
    assert judge(0 <= a**2) == Confirms((), True)
    assert isinstance(judge(a + b <= a), Contradicts)


def test_the_weights_of_a_softmax_are_positive_and_at_most_one() -> None:
    p = define("p", i, exp(z[i]) / Sum(exp(z[k]), k))
    q = distribution("q", n, positive=True)
    assert judge(p[i] > 0) == Confirms((1, 2, 3), False)
    assert judge(p[i] <= 1) == Confirms((1, 2, 3), False)
    assert judge(q[i] * exp(z[i]) / Sum(q[k] * exp(z[k]), k) > 0) == Confirms((1, 2, 3), False)


def test_order_by_a_multiple_of_a_hypothesis() -> None:
    a, b, c = scalar("a"), scalar("b", positive=True), scalar("c")
    assert judge(c - b * a <= c, given=(a >= 0,)) == Confirms((), True)
    assert judge(c - b * a < c, given=(a > 0,)) == Confirms((), True)
    assert isinstance(judge(c - b * a < c, given=(a >= 0,)), Contradicts)  # at a = 0


def test_a_hypothesis_that_says_nothing_at_size_1_is_passed_over() -> None:
    n = size("n")
    i, t = indices("i", over=n), position("t", over=n)
    z = vector("z", n)
    said = judge(exp(z[i] - z[t]) <= 1, given=(z[i] <= z[t],))
    assert isinstance(said, (Confirms, CannotDecide))


def test_a_strict_claim_falls_at_equality() -> None:
    a = scalar("a")
    assert isinstance(judge(a < a), Contradicts)


# ---------------------------------------------------------------- what cannot be asked
@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (rank(matrix("A", n, n)) <= n, "a rank"),
        (indicator(scalar("a") <= 1) == 1, "an indicator"),
        (Sum(exp(x[i]), (i, 2, n)) / Sum(exp(x[i]), (i, 2, n)) == 1, "undefined at n = 1"),
    ],
)
def test_the_reason_is_named(claim: object, why: str) -> None:
    said = judge(claim)  # type: ignore[arg-type]
    assert isinstance(said, CannotDecide)
    assert why in said.why


def test_a_size_starts_at_its_least_value() -> None:
    m = size("m", at_least=2)
    a, u = indices("a", over=m), vector("u", m)
    tail = Sum(u[a], (a, 2, m))
    assert judge(tail / tail == 1) == Confirms((2, 3, 4), True)


def test_different_sizes_are_told_apart() -> None:
    m = size("m")
    A, a = matrix("A", n, m), indices("a", over=m)
    assert judge(Sum(Sum(A[i, a], i), a) == Sum(Sum(A[i, a], a), i)) == Confirms((1, 2, 3), True)
    assert isinstance(judge(Sum(Sum(1 * A[i, a] - A[i, a] + 1, i), a) == n**2), Contradicts)


def test_contradicting_hypotheses_confirm_nothing() -> None:
    assert isinstance(judge(x[i] == 7, given=(x[i] == 1, x[i] == 2)), CannotDecide)


def test_the_budget_is_a_size_and_not_a_time() -> None:
    total = scalar("a0")
    for m in range(1, 12):
        total = total + scalar(f"a{m}")
    said = judge((total + 1) ** 12 == (total**2 + 2 * total + 1) ** 6)
    assert said == CannotDecide("the expression is too large")
