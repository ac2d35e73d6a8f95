"""Every rule states a truth, and every condition it states is needed.

The statement is sampled under its conditions; then each condition of `when`, and each positivity that is declared of a variable, is
dropped by itself, and the refuter must find a counterexample or a point at which the statement says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checks.kernel.bind import claim_free
from checks.kernel.claim import Claim
from checks.kernel.names import Domain, Free, Simplex, Variable
from checks.kernel.substitute import substitute_claim
from checks.kernel.text import claim_text
from checks.refute.attack import Counterexample, NoCounterexample, Unsampled, attack
from checks.rules import all_rules
from checks.words.reasons import Rule

RULES = all_rules()
MODELS = 8

# Conditions without which the statement stays true in every model that can be sampled, with the reason why they are there.
UNSEEN = {
    ("independence", "E(X) == mu"): "it says that the mean exists; in a finite model every mean does",
    ("independence", "E(Y) == nu"): "it says that the mean exists; in a finite model every mean does",
    ("linearity-of-E", "E(X) == mu"): "it says that the mean exists; in a finite model every mean does",
    ("linearity-of-E", "E(Y) == nu"): "it says that the mean exists; in a finite model every mean does",
    ("variance", "E(X) == mu"): "it says that the mean exists; in a finite model every mean does",
    ("variance", "E(X**2) == mu**2 + v"): "it says that the second moment exists; in a finite model every moment does",
    ("variance", "v is nonnegative"): "no variance is negative: without it the same models satisfy the conditions",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_statement_is_true(rule: Rule) -> None:
    assert rule.statement is not None
    found = attack(rule.statement, rule.when)
    assert isinstance(found, NoCounterexample), found
    assert found.models >= MODELS
    assert found.undefined is None, f"where its conditions hold, it says nothing: {found.undefined}"


def weakened(rule: Rule) -> Iterator[tuple[str, Claim, tuple[Claim, ...]]]:
    """The statement without one of its conditions: what is dropped, the statement, the conditions that are left."""
    assert rule.statement is not None
    for k, c in enumerate(rule.when):
        yield claim_text(c), rule.statement, (*rule.when[:k], *rule.when[k + 1 :])
    names = claim_free(rule.statement).union(*(claim_free(c) for c in rule.when))
    for v in sorted((n for n in names if isinstance(n, Variable)), key=lambda v: v.name):
        match v.facts:
            case Free(Domain.POSITIVE | Domain.NONNEGATIVE as domain):
                free = replace(v, facts=Free())
                dropped = f"{v.name} is {domain.value}"
            case Simplex(positive=True):
                free = replace(v, facts=Simplex())
                dropped = f"{v.name} is positive"
            case _:
                continue
        by = {v: free}
        yield dropped, substitute_claim(rule.statement, by), tuple(substitute_claim(c, by) for c in rule.when)


WEAKENED = [(r, *w) for r in RULES for w in weakened(r)]


@pytest.mark.parametrize(("rule", "dropped", "statement", "when"), WEAKENED, ids=[f"{r.id} without {d}" for r, d, _, _ in WEAKENED])
def test_every_condition_is_needed(rule: Rule, dropped: str, statement: Claim, when: tuple[Claim, ...]) -> None:
    found = attack(statement, when)
    needed = isinstance(found, Counterexample | Unsampled) or (isinstance(found, NoCounterexample) and found.undefined is not None)
    if (rule.id, dropped) in UNSEEN:
        assert not needed, f"{dropped} is needed after all: {found}"
    else:
        assert needed, f"{rule.id} seems to hold without {dropped!r}: {found}"


def test_every_documented_condition_exists() -> None:
    assert set(UNSEEN) <= {(r.id, dropped) for r, dropped, _, _ in WEAKENED}
