"""How far the search reaches: premises at single entries, larger sizes, equations solved for a summand, and only true models."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from checks.evaluate.model import Model
from checks.language import *
from checks.outcome import Undecided
from checks.refute.attack import NoCounterexample
from checks.refute.draw import MOODS
from checks.refute.example import example_model
from checks.refute.inventory import inventory
from checks.refute.rivals import maximises as rivals_of
from checks.refute.sample import Sampler
from checks.refute.sizes import Sizes
from checks.refute.statement import closed
from checks.refute.truth import Fails, NoValue, judge
from checks.run.sampled import unsampled
from tests.refute.says import attacked, refuted, stands

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
x, y = scalar("x"), scalar("y")
z, u = vector("z", n), vector("u", n, positive=True)
A = matrix("A", n, m)
a = indices("a", over=m)
P, Q = distribution("P", n), distribution("Q", n)
W = (n - 1) * (n - 2) * (n - 3) * (n - 4)


@pytest.mark.parametrize(
    "claim",
    [
        implies(z[k] == 0, Sum(z[j], j) == 0),
        implies(z[i] == z[j], Sum(z[k], k) == n * z[i]),
        implies(A[i, a] == 0, Sum(A[i, a], a) == 0),
        implies(P[k] == Q[k], Sum(P[j] * Q[j], j) == Sum(P[j] ** 2, j)),
        forall(k, implies(z[k] == 1, Sum(z[j], j) == n)),
    ],
    ids=repr,
)
def test_a_premise_is_met_at_one_entry_alone(claim: Any) -> None:
    refuted(claim)


def test_what_holds_entry_by_entry_stands() -> None:
    stands(implies(z[k] == 0, z[k] ** 2 == 0))
    stands(implies(i != j, delta(i, j) == 0), models=1)
    stands(implies(forall(k, z[k] == 0), Sum(z[j], j) == 0))


@pytest.mark.parametrize("claim", [W == 0, W * x == 0, W * Sum(z[k], k) == 0, W * Sum(u[k], k) <= 0], ids=repr)
def test_false_from_five_on(claim: Any) -> None:
    at = dict(refuted(claim).witness.assignments)
    assert 5 <= int(at["n"]) <= 8


def test_larger_sizes_obey_the_hypotheses() -> None:
    given = [(n == m).claim]
    names = inventory([(A[i, a] == 0).claim, *given])
    sizes = Sizes(names, given, rivals_of(names.seed))
    tried = [sizes.larger(t, Random(t)) for t in range(20)]
    found = [at for at in tried if at is not None]
    assert found
    assert all(len(set(at.values())) == 1 and max(at.values()) > 4 for at in found)


def test_an_equation_gives_a_summand() -> None:
    """exp(z[k]) is not rational; x[k] stands alone beside it."""
    w = vector("w", n)
    stands(w[k] == exp(z[k]) - y, [w[k] - exp(z[k]) + y == 0], models=20)
    stands(w[k] == log(u[k]), [log(u[k]) - w[k] == 0], models=20)
    refuted(w[k] == log(u[k]) + 1, [log(u[k]) - w[k] == 0])
    refuted(w[k] == log(u[k]), [log(u[k]) + w[k] == 0])


@pytest.mark.parametrize(
    "given",
    [
        [z[k] + y - exp(x) == 0],
        [z[k] - log(u[k]) == 0, y == Sum(z[k], k)],
        [x - Sum(z[k], k) == 0, z[k] + exp(y) == 1],
        [Sum(P[k] * log(P[k] / Q[k]), k) == 0],
    ],
    ids=repr,
)
def test_what_is_solved_is_a_model(given: list[Any]) -> None:
    claims = [g.claim for g in given]
    names = inventory(claims)
    rivals = rivals_of(names.seed)
    sampler, rng = Sampler(names, claims, rivals), Random(1)
    sizes = Sizes(names, claims, rivals)
    found = [sampler.sample(sizes.choose(t, rng), rng, MOODS[t % len(MOODS)]) for t in range(16)]
    models = [d for d in found if isinstance(d, Model)]
    assert len(models) >= 6
    for d in models:
        for c in claims:
            assert not isinstance(judge(closed(c, rivals), d), Fails | NoValue)


def test_equal_distributions_are_found() -> None:
    """KL(P, Q) == 0 at generic P == Q, not at corners alone."""
    divergence = Sum(P[k] * log(P[k] / Q[k]), k)
    covered = implies(P[k] > 0, Q[k] > 0)
    assert isinstance(attacked(P[k] == Q[k], [covered, divergence == 0]), NoCounterexample)
    refuted(sqrt(P[k]) == P[k], [covered, divergence == 0])


# ---------------------------------------------------------------- the example that is suggested
@pytest.mark.parametrize(
    ("claim", "given", "written"),
    [
        (x == x, [exp(x) * y == y], 'example={x: "0", y: "0"}'),
        (x == x, [exp(x) == x + 2], 'example={x: "..."}'),
        (Sum(z[k], k) == x, [x**3 + x == 10], 'example={n: "2", x: "2", z: "2 2"}'),
    ],
    ids=repr,
)
def test_a_suggested_example_is_a_model(claim: Any, given: list[Any], written: str) -> None:
    said = unsampled("few", claim.claim, tuple(g.claim for g in given), {})
    assert isinstance(said, Undecided)
    assert said.write == written
    if "..." not in written:
        pairs = [part.split(": ") for part in written.removeprefix("example={").removesuffix("}").split(", ")]
        example = [({"n": n, "x": x, "y": y, "z": z}[name].term, text.strip('"')) for name, text in pairs]
        assert isinstance(example_model(claim.claim, [g.claim for g in given], example), Model)  # type: ignore[arg-type]
