"""The declared names that the tests of the holes speak of."""

from __future__ import annotations

from typing import Any

from checks.kernel.facts import Fact
from checks.kernel.facts import assumption as assumed
from checks.language import *
from checks.words.state import as_claim

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
a = indices("a", over=m)
s, r = position("s", over=n), position("r", over=n)
x, y, u, c = scalar("x"), scalar("y"), scalar("u"), scalar("c")
w, v = scalar("w", nonnegative=True), scalar("v", nonnegative=True)
beta = scalar("beta", positive=True)
z, b, zm = vector("z", n), vector("b", n), vector("zm", m)
A = matrix("A", n, n)
P, Q = distribution("P", n), distribution("Q", n)
q, key = random_vector("q", n, family="query"), random_vector("key", n, family="key")
X, Y, N = random_variable("X", family="query"), random_variable("Y", family="query"), random_variable("N", family="key")


def assumption_fact(claim: Any) -> Fact:
    """A rigid assumption."""
    return assumed(as_claim(claim))
