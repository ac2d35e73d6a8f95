"""Models satisfy every hypothesis exactly; contradictions are named; too few models say nothing."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from flint import fmpq

from checks.evaluate.evaluate import evaluate
from checks.evaluate.model import Model
from checks.evaluate.value import Array
from checks.kernel import term as t_
from checks.kernel.claim import Rel, Relation
from checks.language import *
from checks.refute.attack import Unsampled, Vacuous
from checks.refute.draw import MOODS
from checks.refute.inventory import inventory
from checks.refute.rivals import maximises as rivals_of
from checks.refute.sample import Sampler, obeys
from checks.refute.sizes import Sizes
from checks.refute.statement import closed
from checks.refute.truth import Holds, Meets, judge
from checks.words.declared import FreeVector, IndexName
from checks.words.formula import Proposition
from tests.refute.says import attacked, refuted, stands

n, m, r = size("n"), size("m", at_least=2), size("r")
i, j, k = indices("i j k", over=n)
a, b = indices("a b", over=m)
t, s = position("t", over=n), position("s", over=n)
x, y = scalar("x"), scalar("y")
c = scalar("c", positive=True)
u, v = vector("u", n), vector("v", n)
A, B, S = matrix("A", m, n), matrix("B", n, n), matrix("S", n, n)
P, Q = distribution("P", n), distribution("Q", n, positive=True)
J = joint("J", n, m)
hot = one_hot("y", n, at=t)
f = function("f", of=u)
q, g = random_vector("q", n, family="q"), random_vector("g", n, family="q")
h = random_vector("h", n, family="h")
X = random_variable("X", family="X")


def equal(left: t_.Term, right: t_.Term) -> Proposition:
    """Means of arrays: the tree has them, the words do not."""
    return Proposition(Relation(left, Rel.EQ, right))


SATISFIABLE: list[list[Any]] = [
    [2 * x + y == 3],
    [x + y == 3, x - y == 1],
    [x * y == 1],
    [Sum(u[k], k) == 1],
    [Sum(u[k], k) == 1, Sum(v[k], k) == x],
    [Sum(u[k] * v[k], k) == 0],
    [u[i] == v[i] ** 2],
    [u == v + v],
    [A == zeros(m, n)],
    [A @ u == zeros(m)],
    [Sum(B[i, j], j) == 1],
    [B == B.T],
    [B.T @ B == eye(n)],
    [B @ B.T == eye(n), S == B @ B],
    [rank(A) <= r],
    [x > 0, x < 1],
    [x < y, y < c],
    [u[i] >= 0],
    [x != y, x != 0],
    [u[i] < v[i]],
    [implies(P[i] > 0, Q[i] > 0)],
    [implies(Q[i] > P[i], u[i] == 0)],
    [both(x >= y, y >= 1)],
    [forall(i, P[i] == Q[i])],
    [iff(x > 0, y > 0)],
    [P[i] == 1 / n],
    [Sum(J[i, a], a) == P[i]],
    [Sum(P[i] * u[i], i) == 0],
    [hot[i] == P[i]],
    [t != s],
    [u[t] == 1],
    [f.gradient(u)[i] == 0],
    [x == exp(y)],
    [u[i] == exp(v[i]) / Sum(exp(v[k]), k)],
    [E(q[i]) == 0],
    [E(q[i]) == u[i]],
    [E(q[i]) == 0, E(q[i] * q[j]) == delta(i, j)],
    [E(q[i] * q[j]) == delta(i, j)],
    [E(q[i]) == 0, E(q[i] ** 2) == x**2],
    [Var(q[i]) == c],
    [Var(q[i]) == 2],
    [E(q[i]) == 1, Var(q[i]) == 3, Cov(q[i], g[j]) == 0],
    [E(q[i] * q[j]) == S[i, j]],
    [equal(t_.Mean(q.term), zeros(n).term), equal(t_.Mean(outer(q, q).term), eye(n).term)],
    [E(q[i] * g[j]) == delta(i, j), E(q[i] * q[j]) == delta(i, j)],
    [E(X) == 0, Var(X) == 1, E(h[i]) == 0, E(h[i] * h[j]) == delta(i, j)],
    [E(X) == 0, E(X**2) == 1, E(X**3) == 0],
    [X**2 == 1, E(X) == 0, E(X**2) == 1],
    [E(q[i]) == 0, E(q[i] * q[j]) == delta(i, j), E(g[i]) == 0, E(g[i] * g[j]) == delta(i, j), E(q[i] * g[j]) == 0],
]


def models(given: list[Any], count: int = 12) -> list[Model]:
    claims = [h.claim for h in given]
    names = inventory(claims)
    rivals = rivals_of(names.seed)
    sampler, sizes, rng = Sampler(names, claims, rivals), Sizes(names, claims, rivals), Random(names.seed)
    drawn = [sampler.sample(sizes.choose(k, rng), rng, MOODS[k % len(MOODS)]) for k in range(count)]
    return [d for d in drawn if isinstance(d, Model)]


@pytest.mark.parametrize("given", SATISFIABLE, ids=repr)
def test_models_satisfy_the_hypotheses_and_the_declared_facts(given: list[Any]) -> None:
    found = models(given)
    assert len(found) >= 6
    assert any(max(d.sizes.values()) > 1 for d in found if d.sizes) or not any(d.sizes for d in found)
    for d in found:
        for hypothesis_ in given:
            truth = judge(closed(hypothesis_.claim, rivals_of(0)), d)
            assert isinstance(truth, Holds) or (isinstance(truth, Meets) and d.formulas)
        for variable, array in d.arrays.items():
            assert variable in d.formulas or obeys(variable, array)
        for space in d.spaces.values():
            assert sum((w.probability for w in space.outcomes), fmpq(0)) == 1
            assert all(w.probability > 0 for w in space.outcomes)


@pytest.mark.parametrize("given", SATISFIABLE, ids=repr)
def test_satisfiable_hypotheses_are_sampled(given: list[Any]) -> None:
    """At full effort every one of these has enough models to say something."""
    first = given[0].claim
    from checks.refute.attack import NoCounterexample, attack

    assert isinstance(attack(first, [h.claim for h in given]), NoCounterexample)


CONTRADICTORY: list[list[Any]] = [
    [x > 0, x < 0],
    [x == 1, x == 2],
    [Rational(1) == 2],
    [P[i] != P[i]],
    [x < y, y < x],
    [x == y, x != y],
    [Sum(P[i], i) == 2],
    [P[i] < 0],
    [c == 0],
    [c <= 0],
    [exp(x) == -1],
    [u[i] == 1, Sum(u[k], k) == 0],
    [x**2 < 0],
    [Var(X) == -1],
    [Sum(log(P[k]), k) > 0, Sum(log(P[k]), k) < -1],
    [x >= 1, y >= 1, x + y < 2],
]


@pytest.mark.parametrize("given", CONTRADICTORY, ids=repr)
def test_contradictions(given: list[Any]) -> None:
    found = attacked(x == x, given)
    assert isinstance(found, Vacuous), found
    assert "no values satisfy" in found.why


def test_what_only_has_no_exact_model_is_no_contradiction() -> None:
    assert isinstance(attacked(x == x, [t != s, exp(x) == 2]), Unsampled)


def test_arrays_that_would_be_empty_are_not_sampled() -> None:
    fewer = (n - 1).term  # no word makes what could be empty
    short = FreeVector(t_.Variable("short", "short", (fewer,), t_.Free()))
    first = IndexName(t_.Index("first", "first", fewer, fixed=True))
    stands(short[first] == short[first])


def test_only_the_hypotheses_at_fault_are_named() -> None:
    found = attacked(x == x, [y > 3, x > 0, c > y, x < 0])
    assert found == Vacuous("no values satisfy x > 0 and x < 0")


@pytest.mark.parametrize(
    "given", [[exp(x) == 2], [x**2 == 2], [x**3 + x == 5], [sin(x) == Rational(1, 2)], [n >= 1000], [E(exp(X)) == 3]], ids=repr
)
def test_what_has_no_exact_model_is_unsampled(given: list[Any]) -> None:
    assert isinstance(attacked(x == x, given), Unsampled)


def test_a_hypothesis_narrows_the_models() -> None:
    refuted(x == 1)
    stands(x == 1, [x + y == 3, x - y == -1])
    refuted(x == 2, [x + y == 3, x - y == -1])
    stands(log(x) == y, [x == exp(y)])
    refuted(log(x) == 2 * y, [x == exp(y)])
    stands(norm(B @ u) == norm(u), [B.T @ B == eye(n)])
    refuted(norm(B @ u) == norm(u), [B == B.T])
    stands(tr(S) == Sum(E(q[k] ** 2), k), [E(q[i] * q[j]) == S[i, j]])
    stands(n <= 3, [n <= 3])
    refuted(n <= 2, [n <= 3])
    stands(P[s] == 0, [hot[i] == P[i], s != t])


def test_free_indices_of_a_hypothesis_are_its_own() -> None:
    stands(u[j] == 1, [u[i] == 1])
    refuted(u[j] == 1, [u[t] == 1])
    stands(u[t] == 1, [u[t] == 1])


def test_free_random_variables_mean_every_outcome() -> None:
    stands(X**2 == 1, [X**2 == 1, E(X) == 0, E(X**2) == 1])
    refuted(X**2 == 1, [E(X) == 0, E(X**2) == 1])


def test_every_entry_of_an_array_is_compared() -> None:
    found = refuted(outer(u, v) == outer(v, u))
    assert any(name == "entry" for name, _ in found.witness.assignments)


def test_equal_entries_only_by_ball() -> None:
    """A distribution obeys its facts exactly, or not at all."""
    assert not obeys(P.variable, Array((2,), (fmpq(1, 2), fmpq(1, 3))))
    assert not obeys(Q.variable, Array((2,), (fmpq(1), fmpq(0))))
    assert obeys(P.variable, Array((2,), (fmpq(1), fmpq(0))))


def test_drawn_values_are_generic() -> None:
    """No coincidence: entries differ, and not all probabilities are equal."""
    found = models([P[i] >= 0, u[i] == u[i]], 24)
    assert any(len(set(map(str, d.arrays[P.variable].entries))) > 1 for d in found)
    assert any(evaluate(Sum(u[k], k).term, d) != 0 for d in found)
