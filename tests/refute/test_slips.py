"""Slips in well-known derivations: each is refuted at symbolic size, and the right form stands."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from tests.refute.says import refuted, stands

# ---------------------------------------------------------------- softmax
V = size("V")
i, j, k = indices("i j k", over=V)
z, weights = vector("z", V), vector("w", V)
y = distribution("y", V)
T = scalar("T", positive=True)
Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)
hot = define("p_T", i, exp(z[i] / T) / Sum(exp(z[k] / T), k))
L = define("L", -Sum(y[i] * log(p[i]), i))
Lw = define("L_w", -Sum(weights[i] * log(p[i]), i))


@pytest.mark.parametrize("right", [p[i] * (delta(i, j) - p[i]), p[i] * (1 - p[j]), p[i] * (delta(i, j) + p[j])], ids=repr)
def test_jacobian_slips(right: Any) -> None:
    refuted(D(p[i], z[j]) == right)


def test_jacobian() -> None:
    stands(D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]), models=24)


def test_a_lost_temperature() -> None:
    refuted(D(hot[i], z[j]) == hot[i] * (delta(i, j) - hot[j]))
    stands(D(hot[i], z[j]) == hot[i] * (delta(i, j) - hot[j]) / T)


@pytest.mark.parametrize("right", [y[j] - p[j], p[j] * (1 - y[j]), p[j] * y[j]], ids=repr)
def test_gradient_slips(right: Any) -> None:
    refuted(D(L, z[j]) == right)


def test_gradient() -> None:
    stands(D(L, z[j]) == p[j] - y[j])


def test_a_target_that_sums_to_two() -> None:
    two = Sum(weights[i], i) == 2
    refuted(D(Lw, z[j]) == p[j] - weights[j], [two])
    stands(D(Lw, z[j]) == Sum(weights[i], i) * p[j] - weights[j], [two])


# ---------------------------------------------------------------- Kullback-Leibler
n = size("n")
x = indices("x", over=n)
P, Q = distribution("P", n), distribution("Q", n)
a, b = vector("a", n, positive=True), vector("b", n, positive=True)
H = define("H", P, -Sum(P[x] * log(P[x]), x))
CE = define("CE", P, Q, -Sum(P[x] * log(Q[x]), x))
KL = define("KL", P, Q, Sum(P[x] * log(P[x] / Q[x]), x))
absolutely = implies(P[x] > 0, Q[x] > 0)


@pytest.mark.parametrize("right", [CE(Q, P) - H(P), CE(P, Q) - H(Q), H(P) - CE(P, Q), KL(Q, P)], ids=repr)
def test_divergence_slips(right: Any) -> None:
    refuted(KL(P, Q) == right)


def test_divergence() -> None:
    found = stands(KL(P, Q) == CE(P, Q) - H(P))
    assert found.undefined is not None  # where Q is 0 and P is not
    assert stands(KL(P, Q) == CE(P, Q) - H(P), [absolutely], models=24).undefined is None


def test_gibbs_needs_normalisation() -> None:
    stands(KL(P, Q) >= 0, [absolutely], models=24)
    refuted(KL(P, Q) > 0, [absolutely])
    refuted(Sum(a[x] * log(a[x] / b[x]), x) >= 0)
    stands(Sum(a[x] * log(a[x] / b[x]), x) >= 0, [Sum(a[x], x) == 1, Sum(b[x], x) == 1])


def test_divergence_vanishes_only_between_equals() -> None:
    stands(iff(KL(P, Q) == 0, forall(x, P[x] == Q[x])), [absolutely])
    refuted(iff(KL(P, Q) == 0, forall(x, P[x] == 1 / n)), [absolutely])


# ---------------------------------------------------------------- policies
m = size("m")
u, u2 = indices("u u2", over=m)
pi, ref = distribution("pi", m), distribution("ref", m, positive=True)
r = vector("r", m)
beta = scalar("beta", positive=True)
free_beta = scalar("beta")
winner, loser = position("w", over=m), position("l", over=m)


def policy(b: Any) -> Any:
    partition = define("Z", Sum(ref[u] * exp(r[u] / b), u))
    return partition, define("star", u, ref[u] * exp(r[u] / b) / partition)


partition, star = policy(beta)
J = define("J", pi, Sum(pi[u] * r[u], u) - beta * Sum(pi[u] * log(pi[u] / ref[u]), u))
plus = define("J_plus", pi, Sum(pi[u] * r[u], u) + beta * Sum(pi[u] * log(pi[u] / ref[u]), u))
to_star = Sum(pi[u] * log(pi[u] / star[u]), u)


def test_the_objective() -> None:
    stands(J(pi) == beta * log(partition) - beta * to_star, models=24)
    stands(J(pi) <= beta * log(partition))
    stands(r[u] == beta * log(star[u] / ref[u]) + beta * log(partition))
    stands(maximises(star, J))


def test_policy_slips() -> None:
    sharp = define("sharp", u, ref[u] * exp(beta * r[u]) / Sum(ref[u2] * exp(beta * r[u2]), u2))
    from_pi = Sum(pi[u] * exp(r[u] / beta), u)
    refuted(r[u] == beta * log(sharp[u] / ref[u]) + beta * log(Sum(ref[u2] * exp(beta * r[u2]), u2)))
    refuted(J(pi) == beta * log(from_pi) - beta * to_star)
    refuted(r[u] == log(star[u] / ref[u]) + log(partition))
    refuted(J(pi) == log(partition) - to_star)
    refuted(plus(pi) == beta * log(partition) - beta * to_star)
    refuted(maximises(sharp, J))
    refuted(maximises(star, plus))


def test_the_pair_swapped() -> None:
    sigma = define("sigma", free_beta, 1 / (1 + exp(-free_beta)))
    margin = beta * log(star[winner] / ref[winner]) - beta * log(star[loser] / ref[loser])
    stands(sigma(r[winner] - r[loser]) == sigma(margin))
    refuted(sigma(r[winner] - r[loser]) == sigma(-margin))


def test_beta_of_any_sign() -> None:
    _, star = policy(free_beta)
    J = define("J", pi, Sum(pi[u] * r[u], u) - free_beta * Sum(pi[u] * log(pi[u] / ref[u]), u))
    refuted(maximises(star, J))
    refuted(maximises(star, J), [free_beta < 0])
    stands(maximises(star, J), [free_beta > 0])


# ---------------------------------------------------------------- attention scores
d = size("d")
e, f = indices("e f", over=d)
q, key = random_vector("q", d, family="query"), random_vector("k", d, family="key")
s = define("s", Sum(q[e] * key[e], e))
WHITE = [E(q[e]) == 0, E(q[e] * q[f]) == delta(e, f), E(key[e] * key[f]) == delta(e, f)]
q1, k1 = random_vector("q", d, family="both"), random_vector("k", d, family="both")
s1 = define("s", Sum(q1[e] * k1[e], e))
WHITE1 = [E(q1[e]) == 0, E(k1[e]) == 0, E(q1[e] * q1[f]) == delta(e, f), E(k1[e] * k1[f]) == delta(e, f)]


def test_score_variance() -> None:
    stands(Var(s) == d, WHITE, models=24)
    stands(Var(s / sqrt(d)) == 1, WHITE)
    stands(E(s) == 0, WHITE)


@pytest.mark.parametrize("claim", [Var(s) == sqrt(d), Var(s) == d**2, Var(s / d) == 1, Var(s) == d + 1], ids=repr)
def test_score_slips(claim: Any) -> None:
    refuted(claim, WHITE)


def test_a_mean_is_needed() -> None:
    refuted(Var(s) == d, WHITE[1:])
    refuted(Var(s) == d, [WHITE[0], WHITE[1]])


def test_independence_is_needed() -> None:
    refuted(Var(s1) == d, WHITE1)
    refuted(Var(s1) == d, [*WHITE1, E(q1[e] * k1[f]) == 0])
    refuted(E(s1) == 0, WHITE1)
    stands(E(s1) == 0, [*WHITE1, E(q1[e] * k1[f]) == 0])


# ---------------------------------------------------------------- adapters
rows, columns, inner = size("d_out"), size("d_in"), size("r")
B, A, W = matrix("B", rows, inner), matrix("A", inner, columns), matrix("W", rows, columns)
v = vector("x", columns)


def test_adapter() -> None:
    stands((W + B @ A) @ v == W @ v + B @ (A @ v), models=24)
    stands(rank(B @ A) <= inner)
    stands(rows * inner + inner * columns == inner * (rows + columns))


def test_adapter_slips() -> None:
    refuted(rows * inner + inner * columns == inner * rows * columns)
    refuted(rows * inner + inner * columns == inner * (rows + columns) - inner**2)
    refuted((W + B @ A) @ v == W @ v)
    refuted(rank(B @ A) == inner)
    with pytest.raises(Malformed):
        (W + A @ B) @ v  # noqa: B018
    C, G = matrix("C", inner, inner), matrix("G", inner, inner)
    refuted(C @ G == G @ C)
