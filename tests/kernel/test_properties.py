"""Does the kernel keep what it promises on random claims?

A normal form has the value of its formula.  What is proved is true and defined in every model that the refuter finds.  Names,
the order of terms and hypotheses that are not used change nothing.  The examples are the same in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checks.kernel import term as t
from checks.kernel.check import Context, Derivation, Outcome, StepMoves, check
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.discharge import normaliser
from checks.kernel.explog import split_logs
from checks.kernel.facts import Fact, Origin, clauses, declared_facts
from checks.kernel.moves import Move
from checks.kernel.names import Definition, Index, Term
from checks.kernel.normal import Moves
from checks.kernel.proof import Chain, Rejected, establish
from checks.kernel.readback import formula as read_back
from checks.kernel.ring import Stuck
from checks.kernel.shape import Malformed, check_claim, well_formed
from checks.kernel.substitute import substitute
from checks.kernel.walk import children, claim_terms, with_children
from checks.language import *
from checks.refute.attack import Counterexample, NoCounterexample, attack
from checks.tactics.search import definitions_in
from checks.words.state import as_claim
from tests.kernel.small_world import Names, SmallWorld
from tests.strategies import formulas

NAMES, OTHER = Names(), Names("o")
MOVES = sorted(Move, key=lambda m: m.name)
EVERY = frozenset(MOVES)
some_moves = st.sets(st.sampled_from(MOVES)).map(frozenset)
generators = st.integers(0, 10**9)


def facts(claims: Sequence[Claim]) -> tuple[Fact, ...]:
    return tuple(Fact(c, Origin.GIVEN, f"hypothesis {k}") for k, c in enumerate(claims))


def answer(claim: Relation, hypotheses: tuple[Fact, ...], permits: frozenset[Move]) -> Outcome:
    """The kernel's answer with every definition in sight, every declared fact and every hypothesis cited."""
    terms = (*claim_terms(claim), *(x for f in hypotheses for x in claim_terms(f.claim)))
    unfolds = frozenset(definitions_in(terms))
    return check(Context(hypotheses), claim, StepMoves(permits, unfolds, (*declared_facts(terms), *hypotheses)))


def are_hypotheses(claims: Sequence[Claim]) -> bool:
    """Each is defined by the ones before it: anything else is refused before a step is checked."""
    hypotheses, truth = facts(claims), Relation(t.ONE, Rel.EQ, t.ONE)
    step = check(Context(hypotheses), truth, StepMoves())
    return isinstance(step, Derivation) and not isinstance(establish("defined", hypotheses, truth, Chain(t.ONE, (step,))), Rejected)


# ---------------------------------------------------------------- values
def read(x: Term, hypotheses: tuple[Fact, ...], permits: frozenset[Move], *, unfold: bool) -> Term | None:
    """The normal form of x as a formula, with every hypothesis and declared fact used; `None` where it has none."""
    terms = (x, *(y for f in hypotheses for y in claim_terms(f.claim)))
    known = tuple(c for f in (*hypotheses, *declared_facts(terms)) for c in clauses(f))
    unfolds = frozenset(definitions_in(terms)) if unfold else frozenset[Definition]()
    n = normaliser(Moves(permits, unfolds), known, known, binding=True)
    try:
        found = read_back(n, n.reduced(split_logs(n, n.of(x))))
        if found is not None:
            well_formed(found)
    except (Stuck, Malformed):
        return None
    return found


def same_value(x: Term, other: Term | None, hypotheses: Sequence[Claim] = ()) -> None:
    if other is None or other == x:
        return
    found = attack(Relation(x, Rel.EQ, other), hypotheses, effort=8)
    assert not isinstance(found, Counterexample), found.witness


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(formulas(9, calculus=True), some_moves, st.booleans())
def test_a_normal_form_has_the_value_of_its_formula(formula: object, permits: frozenset[Move], unfold: bool) -> None:
    x: Term = formula.term  # type: ignore[attr-defined]
    same_value(x, read(x, (), permits, unfold=unfold))


@settings(max_examples=700, deadline=None, derandomize=True, database=None)
@given(generators, st.one_of(st.just(EVERY), some_moves), st.integers(2, 8), st.booleans(), st.booleans())
def test_a_normal_form_has_the_value_of_its_formula_under_hypotheses(
    seed: int, permits: frozenset[Move], nodes: int, sums: bool, chance: bool
) -> None:
    world = SmallWorld(Random(seed), NAMES, sums=sums, chance=chance)
    given_claims = [as_claim(h) for h in world.hypotheses()]
    try:
        x = world.formula(nodes)
        well_formed(x)
    except Malformed:
        return
    if are_hypotheses(given_claims):
        same_value(x, read(x, facts(given_claims), permits, unfold=bool(seed % 2)), given_claims)


# ---------------------------------------------------------------- truth
def _tried(seed: int, permits: frozenset[Move], nodes: int, **kinds: bool) -> None:
    world = SmallWorld(Random(seed), NAMES, **kinds)
    given_claims = [as_claim(h) for h in world.hypotheses()]
    try:
        claim = world.claim(nodes)
        check_claim(claim)
    except Malformed:
        assume(False)
        return
    assume(are_hypotheses(given_claims))
    if not isinstance(answer(claim, facts(given_claims), permits), Derivation):
        return
    found = attack(claim, given_claims, effort=12)
    assert not isinstance(found, Counterexample), found.witness
    if isinstance(found, NoCounterexample):
        assert found.undefined is None, str(found.undefined)


@settings(max_examples=1000, deadline=None, derandomize=True, database=None)
@given(generators, st.one_of(st.just(EVERY), some_moves), st.integers(1, 6))
def test_what_is_proved_of_numbers_is_true_and_defined(seed: int, permits: frozenset[Move], nodes: int) -> None:
    _tried(seed, permits, nodes, chance=False, sums=False)


@settings(max_examples=700, deadline=None, derandomize=True, database=None)
@given(generators, st.one_of(st.just(EVERY), some_moves), st.integers(1, 6))
def test_what_is_proved_of_sums_is_true_and_defined(seed: int, permits: frozenset[Move], nodes: int) -> None:
    _tried(seed, permits, nodes, chance=False)


@settings(max_examples=700, deadline=None, derandomize=True, database=None)
@given(generators, st.one_of(st.just(EVERY), some_moves), st.integers(1, 6))
def test_what_is_proved_of_random_variables_is_true_and_defined(seed: int, permits: frozenset[Move], nodes: int) -> None:
    _tried(seed, permits, nodes, calculus=False)


# ---------------------------------------------------------------- invariance
def renamed(x: Term, rng: Random) -> Term:
    """Bound indices under other names, terms and factors in another order."""
    x = with_children(x, tuple(renamed(c, rng) for c in children(x)))
    match x:
        case t.Sum(k, low, high, body):
            fresh = Index(k.name, k.tex, k.over)
            return t.Sum(fresh, low, high, substitute(body, {k: fresh}))
        case t.Add(a, b) if rng.random() < 0.5:
            return t.Add(b, a)
        case t.Mul(a, b) if rng.random() < 0.5:
            return t.Mul(b, a)
        case t.Sub(a, b) if rng.random() < 0.3:
            return t.Add(t.Neg(b), a)
        case _:
            return x


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(generators, some_moves, st.integers(2, 9))
def test_names_and_order_change_nothing(seed: int, permits: frozenset[Move], nodes: int) -> None:
    world = SmallWorld(Random(seed), NAMES)
    try:
        x = world.formula(nodes)
        well_formed(x)
    except Malformed:
        assume(False)
        return
    other = renamed(x, Random(seed))
    itself = answer(Relation(x, Rel.EQ, x), (), permits)
    assert isinstance(answer(Relation(x, Rel.EQ, other), (), permits), type(itself))
    assert isinstance(answer(Relation(other, Rel.EQ, x), (), permits), type(itself))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(generators, some_moves, st.integers(1, 6))
def test_spelling_and_unused_hypotheses_change_nothing(seed: int, permits: frozenset[Move], nodes: int) -> None:
    outcomes: list[type[Outcome]] = []
    for names, extra in ((NAMES, ()), (OTHER, ()), (NAMES, (scalar("unused") > 0,))):
        world = SmallWorld(Random(seed), names)
        given_claims = [as_claim(h) for h in (*world.hypotheses(), *extra)]
        try:
            claim = world.claim(nodes)
            check_claim(claim)
        except Malformed:
            assume(False)
            return
        outcomes.append(type(answer(claim, facts(given_claims), permits)))
    assert len(set(outcomes)) == 1
