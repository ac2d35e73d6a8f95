"""Is a claim false in some model of its hypotheses?

The models are those in which every hypothesis and declared fact holds exactly.  A model in which a side of the claim has no
value is skipped and the first one reported.  The same statement always meets the same models.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, final

from checks.evaluate.evaluate import LADDER
from checks.evaluate.model import Model
from checks.kernel import term as t
from checks.kernel.bind import claim_free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies
from checks.kernel.names import Index, Size, Term
from checks.kernel.substitute import Capture, Substitution, substitute_claim
from checks.kernel.text import claim_text, text
from checks.outcome import Witness
from checks.refute.contradictions import contradiction
from checks.refute.draw import MOODS
from checks.refute.inventory import Inventory, free_claim_indices, free_term_indices, inventory
from checks.refute.rivals import maximises
from checks.refute.sample import NoModel, Sampler, completed
from checks.refute.shrink import shrink
from checks.refute.sizes import Sizes
from checks.refute.statement import closed, defined
from checks.refute.truth import Check, Fails, NoValue, Truth, Unknown, all_of, judge, judged
from checks.refute.witness import assignments, witness

ENOUGH = 8  # fewer models say nothing
LONGER = 3  # times the effort, if the claim has no value in most models
PATIENCE = 2  # models that are not found before the hypotheses are suspected of contradicting one another
SELDOM = 12  # of so many models one has a size larger than the others,
LIGHT = 400  # as long as no model was more work than so many terms
HEAVY = 20_000  # terms summed in one model; larger sizes are then left out
DEEP = 3  # models that are looked at with the most digits


@final
@dataclass(frozen=True, slots=True)
class UndefinedAt:
    """A model of the hypotheses at which a formula has no value."""

    assignments: tuple[tuple[str, str], ...]
    term: str
    why: str

    def __str__(self) -> str:
        at = ", ".join(f"{k} = {v}" for k, v in self.assignments)
        return f"{self.term} is undefined at {at}: {self.why}"


@final
@dataclass(frozen=True, slots=True)
class Counterexample:
    witness: Witness
    model: Model


@final
@dataclass(frozen=True, slots=True)
class NoCounterexample:
    """The claim did not fail in `models` models with sizes up to `largest` (0: the statement has no sizes)."""

    models: int
    largest: int
    undefined: UndefinedAt | None


@final
@dataclass(frozen=True, slots=True)
class Unsampled:
    """Too few models of the hypotheses were found for the silence to mean anything."""

    why: str
    models: int


@final
@dataclass(frozen=True, slots=True)
class Vacuous:
    """The hypotheses contradict one another: the claim says nothing."""

    why: str


Attack: TypeAlias = Counterexample | NoCounterexample | Unsampled | Vacuous


def attack(
    claim: Claim,
    given: Sequence[Claim],
    *,
    effort: int = 24,
    also: Sequence[Term] = (),
    examples: Sequence[Model] = (),
) -> Attack:
    """Look for a counterexample in about `effort` models.

    `also` are further formulas whose definedness is watched.  `examples` are models already checked against the
    hypotheses (see `example.example_model`): with one, too few sampled models are no reason to say nothing.  What an
    example has no value for is drawn.
    """
    names = inventory([claim, *given], also)
    rivals = maximises(names.seed)
    run = closed(claim, rivals)
    watched = [defined(x, free_term_indices(x)) for x in also]
    sampler = Sampler(names, given, rivals)
    focused = [Sampler(names, [*given, c], rivals) for c in focuses(claim)]
    sizes = Sizes(names, given, rivals)
    if sizes.none:
        return Unsampled("no small sizes satisfy the hypotheses about sizes", 0)
    tally = _Tally(names)
    rng = Random(names.seed)
    for example in examples:
        model = completed(example, names, sizes.choose(0, rng), rng)
        found = tally.look(run, watched, model)
        if isinstance(found, Fails):
            return Counterexample(witness(names, model, found), model)
    unmet: Claim | None = None
    for k in range(LONGER * effort if _varies(names) else 1):
        if k >= effort and not 0 < tally.models < ENOUGH:
            break
        mood = MOODS[k % len(MOODS)]
        at = sizes.larger(k // SELDOM, rng) if k % SELDOM == SELDOM - 1 and tally.most_work <= LIGHT else None
        at = sizes.choose(k, rng) if at is None else at
        drawn = focused[k // 2 % len(focused)].sample(at, rng, mood) if focused and k % 2 else NoModel()
        if isinstance(drawn, NoModel):
            drawn = sampler.sample(at, rng, mood)
        if isinstance(drawn, NoModel):
            unmet = unmet or drawn.unmet
            if k == PATIENCE and not tally.models:
                says = contradiction(names, given, sizes.few())
                if says:
                    return Vacuous(says)
            continue
        found = tally.look(run, watched, drawn)
        if tally.work > HEAVY:
            sizes.at_most(sum(drawn.sizes.values()))
        if isinstance(found, Fails):
            small, failed = shrink(run, sampler, sizes, drawn, found)
            return Counterexample(witness(names, small, failed), small)
    if not tally.models:
        says = contradiction(names, given, sizes.few())
        if says:
            return Vacuous(says)
    return tally.verdict(unmet, bool(examples))


def focuses(c: Claim) -> list[Claim]:
    """What it pays to assume: premises, and the sides of equivalences, which random values hardly ever meet.

    A premise `z[k] == 0` fails for one k and holds for another: it is also assumed at single values of its free indices.
    """
    match c:
        case Forall(_, body):
            return focuses(body)
        case Both(parts):
            return [f for p in parts for f in focuses(p)]
        case Implies(premise, conclusion):
            return [*_assumed(premise), *focuses(conclusion)]
        case Iff(left, right):
            return [*_assumed(left), *_assumed(right)]
        case _:
            return []


def _assumed(c: Claim) -> list[Claim]:
    """`c` for all values of its free indices, and at one; nothing if only indices decide it, which are tried one by one."""
    if all(isinstance(n, Size | Index) for n in claim_free(c)):
        return []
    over = free_claim_indices(c)
    if not over:
        return [c]
    one: Substitution = {i: t.ONE if k % 2 == 0 else i.over for k, i in enumerate(over)}  # neighbours apart: the first entry, the last
    try:
        return [c, substitute_claim(c, one)]
    except Capture:  # a derivative by an entry at one of these indices
        return [c]


def _varies(names: Inventory) -> bool:
    return bool(names.sizes or names.positions or names.variables or names.random or names.functions or names.optimised)


class _Tally:
    """How many models were looked at, and where something was undefined."""

    def __init__(self, names: Inventory) -> None:
        self.names = names
        self.models = 0
        self.work = 0  # terms summed in the last model
        self.most_work = 0
        self.largest = 0
        self.undefined: UndefinedAt | None = None
        self.unclear = ""

    def look(self, run: Check, watched: Sequence[Check], model: Model) -> Truth:
        found, self.work = judged(run, model, LADDER[1:] if self.models < DEEP else LADDER[:1])
        self.most_work = max(self.most_work, self.work)
        if isinstance(found, Unknown):
            self.unclear = found.why
        elif not isinstance(found, NoValue):
            self.models += 1
            self.largest = max(self.largest, *model.sizes.values(), 0)
        if self.undefined is None:
            lost = found if isinstance(found, NoValue) else all_of(judge(w, model, LADDER[:1]) for w in watched)
            if isinstance(lost, NoValue):
                at = assignments(self.names, model, lost.where, lost.chosen)
                self.undefined = UndefinedAt(at, text(lost.term), lost.why)
        return found

    def verdict(self, unmet: Claim | None, exemplified: bool) -> Attack:
        names = self.names
        enough = self.models >= (ENOUGH if names.variables or names.random or names.functions else 1)
        large = self.largest > 1 or not names.sizes
        if (enough and large) or (exemplified and self.models):
            return NoCounterexample(self.models, self.largest, self.undefined)
        return Unsampled(self._why(unmet, enough), self.models)

    def _why(self, unmet: Claim | None, enough: bool) -> str:
        if unmet is not None:
            return f"no exact model was found for {claim_text(unmet)}"
        if self.undefined is not None:
            return str(self.undefined)
        if self.unclear:
            return f"undecided by balls: {self.unclear}"
        return "only models with every size 1 were found" if enough else "too few models were found"
