"""Induction over a size or an index: what it proves, and what it must not."""

from __future__ import annotations

import pytest

from checks.kernel.check import Context, StepMoves, Unproved, check
from checks.kernel.claim import Relation
from checks.kernel.facts import assumption as assumed
from checks.kernel.names import Index
from checks.kernel.proof import Chain, Rejected, establish
from checks.kernel.proof import Induction as Evidence
from checks.kernel.term import ONE, Rel, Sub
from checks.language import *
from checks.words.formula import Proposition
from checks.words.state import Induction
from tests.kernel.prove import establishes

n, N = size("n"), size("N")
k = indices("k", over=N)
t, s = indices("t s", over=N)
far = position("T", over=N)
j = indices("j", over=n)
r, a = scalar("r"), scalar("a")
x, m = vector("x", N), vector("m", N)
L = recurrence("L", t, start=exp(x[1] - m[1]), step=lambda b: b * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]))
F = recurrence("F", t, start=x[1], step=lambda b: b * x[t + 1])
v = vector("v", n)


def gauss() -> Induction:
    return induction(
        n,
        base=by(algebra),
        step=calc(
            Sum(j, (j, 1, n + 1)), eq(Sum(j, (j, 1, n)) + n + 1), eq(n * (n + 1) / 2 + n + 1, by=assumption), eq((n + 1) * (n + 2) / 2)
        ),
    )


def test_over_a_size() -> None:
    assert establishes(theorem("g", Sum(j, j) == n * (n + 1) / 2, proof=gauss()))
    geometric = theorem(
        "geometric",
        (1 - r) * Sum(r**j, (j, 0, n)) == 1 - r ** (n + 1),
        proof=induction(
            n,
            base=by(algebra),
            step=calc(
                (1 - r) * Sum(r**j, (j, 0, n + 1)),
                eq((1 - r) * Sum(r**j, (j, 0, n)) + (1 - r) * r ** (n + 1)),
                eq(1 - r ** (n + 1) + (1 - r) * r ** (n + 1), by=assumption),
                eq(1 - r ** (n + 2), by=exp_log),
            ),
        ),
    )
    assert not establishes(geometric)  # r**(n + 1) == r * r**n is no law that the kernel has for every r


def test_over_an_index() -> None:
    online = theorem(
        "Online softmax",
        L[t] == Sum(exp(x[k] - m[t]), (k, 1, t)),
        proof=induction(
            t,
            base=by(definition(L)),
            step=calc(
                L[t + 1],
                eq(L[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]), by=definition(L)),
                eq(Sum(exp(x[k] - m[t]), (k, 1, t)) * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]), by=assumption),
                eq(Sum(exp(x[k] - m[t + 1]), (k, 1, t)) + exp(x[t + 1] - m[t + 1]), by=exp_log),
                eq(Sum(exp(x[k] - m[t + 1]), (k, 1, t + 1))),
            ),
        ),
    )
    assert establishes(online)
    power = theorem(
        "A product by its step",
        F[t] == Product(x[k], (k, 1, t)),
        proof=induction(
            t,
            base=by(definition(F)),
            step=calc(
                F[t + 1],
                eq(F[t] * x[t + 1], by=definition(F)),
                eq(Product(x[k], (k, 1, t)) * x[t + 1], by=assumption),
                eq(Product(x[k], (k, 1, t + 1)), by=last_factor),
            ),
        ),
    )
    assert establishes(power)


class TestRefused:
    """The false neighbours: each lacks one half of the argument, or is about other things at the smaller instance."""

    def test_no_base(self) -> None:
        claim = Sum(j, j) == n * (n + 1) / 2 + 1
        lines = calc(Sum(j, (j, 1, n + 1)), eq(Sum(j, (j, 1, n)) + n + 1), eq(n * (n + 1) / 2 + 1 + n + 1, by=assumption))
        assert not establishes(theorem("f", claim, proof=induction(n, base=by(algebra), step=lines)))
        assert not establishes(theorem("f", claim, proof=induction(n, base=by(assumption), step=lines)))

    def test_no_step(self) -> None:
        claim = Sum(j, j) == 1
        assert not establishes(theorem("f", claim, proof=induction(n, base=by(algebra), step=by(algebra))))
        assert not establishes(theorem("f", claim, proof=induction(n, base=by(algebra), step=by(assumption, algebra))))

    def test_the_assumption_is_about_the_smaller_one(self) -> None:
        """`by=assumption` at n + 1 would be the claim itself."""
        claim = n <= 1
        assert not establishes(theorem("f", claim, proof=induction(n, base=by(algebra), step=by(assumption))))
        assert not establishes(theorem("f", t <= 1, proof=induction(t, base=by(algebra), step=by(assumption))))
        assert not establishes(theorem("f", x[t] == x[1], proof=induction(t, base=by(algebra), step=by(assumption))))

    def test_a_vector_of_that_size(self) -> None:
        assert not establishes(theorem("f", Sum(v[j], j) == 0, proof=induction(n, base=by(algebra), step=by(assumption))))
        assert not establishes(theorem("f", v[j] == v[j], proof=induction(n, base=by(algebra), step=by(algebra))))
        assert establishes(theorem("f", v[j] == v[j], proof=by(algebra)))

    def test_a_hypothesis_of_that_size(self) -> None:
        small = hypothesis(n <= 3)
        assert not establishes(theorem("f", n <= 3, given=[small], proof=induction(n, base=by(small), step=by(small))))
        assert establishes(theorem("f", n <= 3, given=[small], proof=by(small)))
        other = hypothesis(a == n)
        assert not establishes(theorem("f", a == n, given=[other], proof=induction(n, base=by(other), step=by(other))))

    def test_a_position(self) -> None:
        assert not establishes(theorem("f", x[far] == x[far], proof=induction(far, base=by(algebra), step=by(algebra))))

    def test_what_is_not_there(self) -> None:
        assert not establishes(theorem("f", a == a, proof=induction(n, base=by(algebra), step=by(algebra))))
        assert not establishes(theorem("f", a == 1, proof=induction(n, base=by(algebra), step=by(assumption))))

    def test_an_index_assumed_something_about(self) -> None:
        claim = implies(forall(t, x[t] == 1), forall(t, x[t] == 1))
        assert not establishes(theorem("f", claim, proof=induction(t, base=by(assumption), step=by(assumption))))
        inner = cases((t <= 1, induction(t, base=by(algebra), step=by(assumption))), (t >= 1, by(algebra)))
        assert not establishes(theorem("f", t <= 1, proof=inner))

    def test_the_step_stays_within_the_range(self) -> None:
        """x[t + 2] is no entry of x where t + 1 is the last."""
        claim = x[t] - x[t] == 0
        beyond = induction(t, base=by(algebra), step=calc(x[t + 1] - x[t + 1], eq(x[t + 2] - x[t + 2]), eq(0)))
        assert not establishes(theorem("f", claim, proof=beyond))
        assert establishes(theorem("f", claim, proof=induction(t, base=by(algebra), step=calc(x[t + 1] - x[t + 1], eq(0)))))

    def test_the_last_has_no_next(self) -> None:
        """In the step N >= 2; outside it, the claim is about N = 1 too."""
        assert not establishes(theorem("f", 0 * t + N >= 2, proof=induction(t, base=by(assumption), step=by(assumption))))
        assert not establishes(theorem("f", 0 * t + N >= 2, proof=induction(t, base=by(algebra), step=by(assumption))))

    def test_other_indices_are_the_same_ones(self) -> None:
        """The assumption for s says nothing of another index."""
        claim = x[s] * t == x[1] * t
        assert not establishes(theorem("f", claim, proof=induction(t, base=by(algebra), step=by(assumption))))
        swap = theorem("f", x[s] + 0 * t == x[k] + 0 * t, proof=induction(t, base=by(algebra), step=by(assumption)))
        assert not establishes(swap)


def test_evidence_by_hand() -> None:
    """The kernel takes no other smaller instance than the one it names itself."""
    claim = (x[t] == x[1]).claim
    assert isinstance(claim, Relation)
    tt = t.term
    base = check(Context(), Relation(x[1].term, Rel.EQ, x[1].term), StepMoves())
    assert not isinstance(base, Unproved)
    for over in (tt.over, Sub(tt.over, ONE)):  # type: ignore[attr-defined]
        below = Index("t", "t", over)
        here = assumed((x[1] == x[1]).claim)
        context = Context((here,))
        step_ = check(context, Relation(x[1].term, Rel.EQ, x[1].term), StepMoves(facts=(here,)))
        assert not isinstance(step_, Unproved)
        made = Evidence(tt, below, Chain(x[1].term, (base,)), Chain(x[1].term, (step_,)))  # type: ignore[arg-type]
        assert isinstance(establish("f", (), claim, made), Rejected)


@pytest.mark.parametrize("claim", [n + 1 <= 2**n, Sum(2 * j - 1, j) == n**2], ids=repr)
def test_in_one_step(claim: Proposition) -> None:
    assert establishes(theorem("t", claim, proof=induction(n, base=by(algebra), step=by(assumption, exp_log, nonnegative_terms))))
