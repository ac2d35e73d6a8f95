"""A hypothesis that is taken away is missed: the theorem is not proved, or its removal is what a warning recommends.

The hypothesis is removed from `given=` and from every `by=`, so that nothing but the mathematics can object.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.kernel.cite import Warrant
from checks.refute.attack import Counterexample, NoCounterexample, attack
from checks.run.judge import judge_theorem
from checks.tactics.prove import Prover
from checks.words.reasons import Hypothesis, Reason
from checks.words.state import ByReasons, Calc, Cases, Parts, Proof, Theorem, Unproved
from tests.mutants.listed import listed
from tests.shipped import ROOT, of_flagships, theorems

REMOVED = [(name, k) for name, th in of_flagships().items() if name in listed().figures for k in range(len(th.given))]

# Hypotheses whose removal leaves a claim for which no counterexample was found, with the reason why they are there.
NEEDED_FOR_DEFINEDNESS: dict[tuple[str, str], str] = {
    (
        "attention.mean_score",
        "k has uncorrelated entries with mean square 1",
    ): "it says that k has a mean; in a finite model everything has",
    (
        "attention.products_uncorrelated",
        "q has uncorrelated entries with mean square 1",
    ): "it says that the second moments of q exist; k does the rest",
    (
        "attention.products_uncorrelated",
        "k has uncorrelated entries with mean square 1",
    ): "it says that the second moments of k exist; q does the rest",
    (
        "kl.no_distance",
        "Q is positive wherever P is",
    ): "a divergence that is zero is defined, but the other hypothesis must be defined before it holds",
    ("kl.zero_only_at_equality", "Q is positive wherever P is"): "the same: without it the divergence might not exist",
}


def without(theorem: Theorem, h: Hypothesis) -> Theorem:
    """The same statement and proof, with one hypothesis gone."""
    return replace(theorem, given=tuple(g for g in theorem.given if g is not h), proof=_without(theorem.proof, h))


def _without(proof: Proof, h: Hypothesis) -> Proof:
    def kept(by: tuple[Reason, ...]) -> tuple[Reason, ...]:
        return tuple(r for r in by if r is not h)

    match proof:
        case Calc(steps=steps):
            return replace(proof, steps=tuple(replace(s, by=kept(s.by)) for s in steps))
        case ByReasons(by=by):
            return replace(proof, by=kept(by))
        case Parts(proofs=proofs):
            return replace(proof, proofs=tuple(_without(p, h) for p in proofs))
        case Cases(branches=branches):
            return replace(proof, branches=tuple((c, _without(p, h)) for c, p in branches))
        case Unproved():
            return proof


@pytest.mark.parametrize(("name", "k"), REMOVED, ids=str)
def test_a_hypothesis_that_is_taken_away_is_missed(name: str, k: int) -> None:
    theorem = theorems()[name]
    h = theorem.given[k]
    if not isinstance(Prover().of(without(theorem, h)), Warrant):
        return
    warnings = judge_theorem(theorem, {theorem: name}, {}, ROOT, sympy=False).warnings
    assert any(w.code == "unused-hypothesis" and h.says in w.says for w in warnings), f"{name} is proved without {h.says!r}"


def test_what_is_left_is_false_or_undefined() -> None:
    """Of the claims without one hypothesis: how many the refuter refutes, or finds undefined somewhere."""
    silent: list[tuple[str, str]] = []
    for name, k in REMOVED:
        theorem = theorems()[name]
        left = [g.claim for n, g in enumerate(theorem.given) if n != k]
        found = attack(theorem.claim, left)
        if isinstance(found, Counterexample) or (isinstance(found, NoCounterexample) and found.undefined is not None):
            continue
        silent.append((name, theorem.given[k].says))
    assert silent == list(NEEDED_FOR_DEFINEDNESS), "no counterexample without these hypotheses"
