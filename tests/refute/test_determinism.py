"""The same statement meets the same models, in every process and whatever its names are."""

from __future__ import annotations

import os
import subprocess
import sys

from checks.language import *
from checks.refute.inventory import inventory

SCRIPT = """
from checks.language import *
from checks.refute.attack import attack
n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
a = indices("a", over=m)
z, P, Q = vector("z", n), distribution("P", n), distribution("Q", n)
q, h, r = random_vector("q", n, family="A"), random_vector("h", n, family="B"), random_vector("r", n, family="A")
theta = vector("theta", m)
pi = distribution("pi", n, positive=True, of=theta)
f = function("f", of=z)
p = define("p", i, exp(z[i]) / Sum(exp(z[k]), k))
white = [E(q[i]) == 0, E(q[i] * q[j]) == delta(i, j), E(h[i] * h[j]) == delta(i, j)]
for claim, given in [
    (D(p[i], z[j]) == p[i] * (delta(i, j) - p[i]), []),
    (Sum(P[k] * log(P[k] / Q[k]), k) == 0, []),
    (Var(Sum(q[k] * h[k], k)) == n**2, white),
    (Var(Sum(q[k] * r[k], k)) == n, white),
    (Sum(q[k] * h[k], k) * m == n, []),
    (D(log(pi[k]), theta[a]) == z[k], [Sum(z[k], k) == 1, z[i] >= -2]),
    (f(z) == f.gradient(z)[i], []),
    (maximises(P, define("J", Q, -Sum(Q[k] * log(Q[k]), k))), []),
    (z[i] == z[i], [Sum(z[k], k) == 1, implies(P[i] > 0, Q[i] > 0)]),
    (1 / z[i] == 1 / z[i], []),
]:
    found = attack(claim.claim, [g.claim for g in given])
    print(getattr(found, "witness", found))
"""


def run(seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True).stdout


def test_every_process_finds_the_same() -> None:
    first = run("0")
    assert len(first.splitlines()) == 10
    assert first == run("1") == run("424242")


def test_names_do_not_matter() -> None:
    def seed(name: str, index: str) -> int:
        n = size(name)
        k = indices(index, over=n)
        v = vector(name + "v", n)
        return inventory([(Sum(v[k], k) == n).claim]).seed

    assert seed("n", "k") == seed("m", "j")


def test_structure_does() -> None:
    n = size("n")
    k = indices("k", over=n)
    u, v = vector("u", n), vector("v", n)
    total = Sum(u[k] * v[k], k)
    claims = [total == 1, Sum(u[k] * u[k], k) == 1, Sum(u[k] + v[k], k) == 1, total <= 1, total == 2]
    seeds = [inventory([c.claim]).seed for c in claims]
    assert len(set(seeds)) == len(seeds)
