"""Does the kernel alone refuse the slips an author makes in the flagship derivations, whatever reasons are permitted?

Every slip stands beside the right line, which is proved with the same permissions.
"""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel.prove import provable, proved

n, d = size("n"), size("d")
i, j, k = indices("i j k", over=n)
a, b = indices("a b", over=d)
z, r = vector("z", n), vector("r", n)
T, beta = scalar("T", positive=True), scalar("beta", positive=True)
y, P, Q = distribution("y", n), distribution("P", n, positive=True), distribution("Q", n, positive=True)
pi, ref = distribution("pi", n, positive=True), distribution("ref", n, positive=True)
t2 = vector("t2", n)  # a target that need not sum to one

Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)
ZT = define("ZT", Sum(exp(z[k] / T), k))
pT = define("pT", i, exp(z[i] / T) / ZT)
L = define("L", -Sum(y[i] * log(p[i]), i))
L2 = define("L2", -Sum(t2[i] * log(p[i]), i))

H = define("H", P, -Sum(P[k] * log(P[k]), k))
CE = define("CE", P, Q, -Sum(P[k] * log(Q[k]), k))
KL = define("KL", P, Q, Sum(P[k] * log(P[k] / Q[k]), k))

W = define("W", Sum(ref[k] * exp(r[k] / beta), k))
star = define("star", i, ref[i] * exp(r[i] / beta) / W)
upside = define("upside", i, ref[i] * exp(beta * r[i]) / Sum(ref[k] * exp(beta * r[k]), k))
self_ref = define("selfref", i, pi[i] * exp(r[i] / beta) / Sum(pi[k] * exp(r[k] / beta), k))
J = define("J", pi, Sum(pi[k] * r[k], k) - beta * Sum(pi[k] * log(pi[k] / ref[k]), k))
J_plus = define("Jplus", pi, Sum(pi[k] * r[k], k) + beta * Sum(pi[k] * log(pi[k] / ref[k]), k))

q, key = random_vector("q", d, family="query"), random_vector("key", d, family="key")
score = define("score", Sum(q[a] * key[a], a))
moments = [E(q[a]) == 0, E(key[a]) == 0, E(q[a] * q[b]) == delta(a, b), E(key[a] * key[b]) == delta(a, b)]


@pytest.mark.parametrize(
    "slip", [p[i] * (delta(i, j) - p[i]), p[i] * (1 - p[j]), p[i] * (delta(i, j) + p[j]), p[i] * (delta(i, j) - p[j]) / 2]
)
def test_softmax_jacobian(slip: Any) -> None:
    assert not provable(D(p[i], z[j]) == slip)
    assert provable(D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]))


def test_softmax_jacobian_at_temperature() -> None:
    assert not provable(D(pT[i], z[j]) == pT[i] * (delta(i, j) - pT[j]))
    assert not provable(D(pT[i], z[j]) == pT[i] * (delta(i, j) - pT[j]) * T)
    assert provable(D(pT[i], z[j]) == pT[i] * (delta(i, j) - pT[j]) / T)


@pytest.mark.parametrize("slip", [y[j] - p[j], p[j] * (1 - y[j]), p[j] * y[j], p[j] + y[j], p[j] - y[1]])
def test_gradient_of_cross_entropy(slip: Any) -> None:
    assert not provable(D(L, z[j]) == slip)
    assert proved(D(L, z[j]) == p[j] - y[j], definition(L, p, Z), exp_log, calculus, sum_of_delta, y.sums_to_one)


def test_gradient_for_a_target_that_is_no_distribution() -> None:
    assert not provable(D(L2, z[j]) == p[j] - t2[j])
    assert not provable(D(L2, z[j]) == p[j] - t2[j], given=[Sum(t2[k], k) == 2])
    assert provable(D(L2, z[j]) == Sum(t2[k], k) * p[j] - t2[j])


@pytest.mark.parametrize("slip", [CE(Q, P) - H(P), CE(P, Q) - H(Q), H(P) - CE(P, Q), CE(P, Q) + H(P), KL(Q, P)])
def test_kl(slip: Any) -> None:
    assert not provable(KL(P, Q) == slip)
    assert provable(KL(P, Q) == CE(P, Q) - H(P))


def test_kl_is_not_negative_for_distributions_alone() -> None:
    f, g = vector("f", n, positive=True), vector("g", n, positive=True)
    reasons = (definition(KL), log_bound, nonnegative_terms)
    assert not proved(KL(f, g) >= 0, *reasons)
    assert not proved(KL(P, g) >= 0, *reasons, P.sums_to_one)
    assert not proved(KL(P, Q) <= 0, *reasons, P.sums_to_one, Q.sums_to_one)
    assert not proved(KL(P, Q) > 0, *reasons, P.sums_to_one, Q.sums_to_one)
    assert proved(KL(P, Q) >= 0, *reasons, P.sums_to_one, Q.sums_to_one)


def test_dpo_policy() -> None:
    reward = beta * log(star[i] / ref[i]) + beta * log(W)
    assert provable(r[i] == reward)
    for slip in (beta * log(upside[i] / ref[i]) + beta * log(W), log(star[i] / ref[i]) + log(W), reward - beta * log(W)):
        assert not provable(r[i] == slip)
    assert not provable(r[i] == beta * log(self_ref[i] / ref[i]) + beta * log(W))


def test_dpo_objective() -> None:
    reasons = (definition(J, KL, star, W), exp_log, pi.sums_to_one)
    assert proved(J(pi) == beta * log(W) - beta * KL(pi, star), *reasons)
    for slip in (beta * log(W) + beta * KL(pi, star), log(W) - beta * KL(pi, star), beta * log(W) - beta * KL(star, pi)):
        assert not proved(J(pi) == slip, *reasons)
    assert not proved(J_plus(pi) == beta * log(W) - beta * KL(pi, star), *reasons, definition(J_plus))
    without_sum = tuple(reason for reason in reasons if reason is not reasons[-1])
    assert not proved(J(pi) == beta * log(W) - beta * KL(pi, star), *without_sum)


def test_dpo_needs_a_positive_beta() -> None:
    free = scalar("free")
    assert not provable(free * log(exp(r[i] / free)) == r[i])
    assert provable(free * log(exp(r[i] / free)) == r[i], given=[free != 0])
    assert not provable(free * Sum(P[k] * log(P[k] / Q[k]), k) >= 0)


def test_bradley_terry() -> None:
    sigma = define("sigma", T, 1 / (1 + exp(-T)))
    right = exp(r[1]) / (exp(r[1]) + exp(r[2]))
    m = size("m", at_least=2)
    rm = vector("rm", m)
    right = exp(rm[1]) / (exp(rm[1]) + exp(rm[2]))
    assert provable(right == sigma(rm[1] - rm[2]))
    assert not provable(right == sigma(rm[2] - rm[1]))


@pytest.mark.parametrize("slip", [sqrt(d), d**2, Sum(1, a) / d, 2 * d])
def test_variance_of_a_score(slip: Any) -> None:
    assert not provable(Var(score) == slip, given=moments)
    assert provable(Var(score) == d, given=moments)


def test_variance_of_a_scaled_score() -> None:
    assert not provable(Var(score / d) == 1, given=moments)
    assert provable(Var(score / sqrt(d)) == 1, given=moments)


def test_variance_without_independence() -> None:
    v, w = random_vector("v", d, family="both"), random_vector("w", d, family="both")
    dot_product = define("dotp", Sum(v[a] * w[a], a))
    pairwise = [E(v[a]) == 0, E(w[a]) == 0, E(v[a] * v[b]) == delta(a, b), E(w[a] * w[b]) == delta(a, b), E(v[a] * w[b]) == 0]
    fourth = E(v[a] * w[a] * v[b] * w[b]) == E(v[a] * w[a] * v[b] * w[b])
    assert not provable(Var(dot_product) == d, given=[*pairwise, fourth])
    assert provable(Var(dot_product) == d, given=[*pairwise, E(v[a] * w[a] * v[b] * w[b]) == delta(a, b)])


def test_lora() -> None:
    rows, columns, rank_ = size("rows"), size("columns"), size("rank")
    A, B, M = matrix("A", rank_, columns), matrix("B", rows, rank_), matrix("M", rows, columns)
    x = vector("x", columns)
    assert provable((M + B @ A) @ x == M @ x + B @ (A @ x))
    assert not provable((M + B @ A) @ x == M @ x - B @ (A @ x))
    assert provable(rank(B @ A) <= rank_)
    assert not provable(rank(B @ A) <= rank_ - 1)
    assert not provable(rank(M) <= rank_)
    assert not provable(rank_ * (rows + columns) == rank_ * rows * columns)
    assert not provable(rank_ * (rows + columns) == rank_ * (rows + columns) - rank_**2)
    S, U = matrix("S", n, n), matrix("U", n, n)
    assert not provable(S @ U == U @ S)
