"""The flagship derivations as steps, for the tests of the second judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checks.cas.judge import Context, Says, judge_step
from checks.kernel.claim import Claim, Relation
from checks.language import *
from checks.words.formula import Proposition


def judge(claim: Proposition, given: tuple[Any, ...] = (), cited: tuple[Any, ...] = ()) -> Says:
    """What SymPy says of a relation under hypotheses."""
    c = claim.claim
    assert isinstance(c, Relation)
    return judge_step(Context(tuple(h.claim for h in given), tuple(h.claim for h in cited)), c.left, c.rel, c.right)


@dataclass(frozen=True)
class Flagship:
    name: str
    claims: tuple[Proposition, ...]
    given: tuple[Claim, ...] = ()


def softmax() -> Flagship:
    V = size("V")
    i, j, k = indices("i j k", over=V)
    z, y = vector("z", V), distribution("y", V)
    Z = define("Z", Sum(exp(z[k]), k))
    p = define("p", i, exp(z[i]) / Z)
    L = define("L", -Sum(y[i] * log(p[i]), i))
    return Flagship(
        "softmax",
        (
            D(p[i], z[j]) == D(exp(z[i]) / Z, z[j]),
            D(exp(z[i]) / Z, z[j]) == (delta(i, j) * exp(z[i]) * Z - exp(z[i]) * D(Z, z[j])) / Z**2,
            (delta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2 == p[i] * (delta(i, j) - p[j]),
            D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]),
            D(L, z[j]) == -Sum(y[i] / p[i] * D(p[i], z[j]), i),
            D(L, z[j]) == p[j] - y[j],
            D(log(Z), z[j]) == p[j],
        ),
    )


def divergence() -> Flagship:
    n = size("n")
    i = indices("i", over=n)
    P, Q = distribution("P", n), distribution("Q", n)
    H = define("H", P, -Sum(P[i] * log(P[i]), i))
    cross = define("H_cross", P, Q, -Sum(P[i] * log(Q[i]), i))
    KL = define("KL", P, Q, Sum(P[i] * log(P[i] / Q[i]), i))
    return Flagship("divergence", (KL(P, Q) == cross(P, Q) - H(P), cross(P, Q) == H(P) + KL(P, Q), KL(P, P) == 0))


def preference() -> Flagship:
    m = size("m")
    a, b = indices("a b", over=m)
    pi, ref = distribution("pi", m), distribution("ref", m)
    r, beta = vector("r", m), scalar("beta", positive=True)
    Z = define("Z", Sum(ref[a] * exp(r[a] / beta), a))
    star = define("star", a, ref[a] * exp(r[a] / beta) / Z)
    KL = define("KL", Sum(pi[a] * log(pi[a] / star[a]), a))
    J = define("J", Sum(pi[a] * r[a], a) - beta * Sum(pi[a] * log(pi[a] / ref[a]), a))
    return Flagship(
        "preference",
        (
            J == beta * log(Z) - beta * KL,
            r[a] == beta * log(star[a] / ref[a]) + beta * log(Z),
            r[a] - r[b] == beta * log(star[a] / ref[a]) - beta * log(star[b] / ref[b]),
        ),
    )


def adapter() -> Flagship:
    d_out, d_in, rank_ = size("d_out"), size("d_in"), size("r")
    lora = define("lora", d_out * rank_ + rank_ * d_in)
    return Flagship("adapter", (lora == rank_ * (d_out + d_in), d_out * d_in / lora == d_out * d_in / (rank_ * (d_out + d_in))))


def score() -> Flagship:
    d = size("d")
    a, b = indices("a b", over=d)
    q, k = random_vector("q", d, family=family("q")), random_vector("k", d, family=family("k"))
    s = define("s", Sum(q[a] * k[a], a))
    given = (E(q[a]) == 0, E(q[a] * q[b]) == delta(a, b), E(k[a] * k[b]) == delta(a, b))
    return Flagship(
        "score",
        (
            Var(s) == E(s**2) - E(s) ** 2,
            E(s**2) == Sum(Sum(E(q[a] * q[b]) * E(k[a] * k[b]), b), a),
            Var(s) == d,
            Var(s / sqrt(d)) == 1,
        ),
        tuple(g.claim for g in given),
    )


FLAGSHIPS = (softmax(), divergence(), preference(), adapter(), score())
