"""The claims of one theorem, attacked in the same models: a fault is found in the claim that has it."""

from __future__ import annotations

from checks.kernel.claim import Claim
from checks.language import *
from checks.refute.attack import Counterexample, NoCounterexample, Vacuous, attack
from checks.refute.together import attack_each

n = size("n")
i, j = indices("i j", over=n)
z = vector("z", n)
x = scalar("x")

true: Claim = (Sum(z[i], i) == Sum(z[j], j)).claim
also_true: Claim = (z[i] * z[j] == z[j] * z[i]).claim
false: Claim = (z[i] == z[j]).claim  # true at size 1
undefined_at_zero: Claim = (x / x == 1).claim


def test_silence_about_all_is_silence_about_each() -> None:
    first, second = attack_each((true, also_true), ())
    assert first == second
    assert isinstance(first, NoCounterexample)
    assert first.largest > 1


def test_a_fault_is_found_where_it_is() -> None:
    found = attack_each((true, false, also_true), ())
    assert [type(f) for f in found] == [NoCounterexample, Counterexample, NoCounterexample]
    assert found == tuple(attack(c, ()) for c in (true, false, also_true))


def test_a_side_without_a_value_is_told_of_its_own_claim() -> None:
    first, second = attack_each((true, undefined_at_zero), ())
    assert isinstance(first, NoCounterexample)
    assert isinstance(second, NoCounterexample)
    assert first.undefined is None
    assert second.undefined is not None


def test_each_claim_is_closed_over_its_own_indices() -> None:
    """z[i] == z[j] for one i is another claim than for all: the conjunction does not tie the indices of its parts."""
    found = attack_each(((z[i] == z[i]).claim, (z[i] ** 2 >= 0).claim), ())
    assert all(isinstance(f, NoCounterexample) for f in found)


def test_hypotheses_that_contradict_one_another() -> None:
    given = ((x == 1).claim, (x == 2).claim)
    assert all(isinstance(f, Vacuous) for f in attack_each((true, also_true), given))
