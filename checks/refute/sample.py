"""Which models satisfy every hypothesis?  Drawn at random, repaired exactly, and checked; nothing unchecked leaves this file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import final

from flint import arb, fmpq

from checks.evaluate.evaluate import evaluate_array, precision
from checks.evaluate.model import Model
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import Array
from checks.kernel.bind import claim_free
from checks.kernel.claim import Claim
from checks.kernel.names import Domain, Family, Free, Function, Simplex, Size, Variable
from checks.refute.constructed import construct, constructions
from checks.refute.draw import Mood, draw, draw_array, draw_function, draw_space, family_variables
from checks.refute.equations import equations, solve
from checks.refute.families import Demand, build, demands
from checks.refute.inventory import Inventory, inventory
from checks.refute.moments import Impossible
from checks.refute.statement import closed
from checks.refute.truth import Check, Holds, Meets, Rivals

REPAIRS = 24  # redraws of single variables before a model is given up
AGAIN = (*Mood, Mood.NOTHING, Mood.NOTHING)  # how: where drawn values fail, zeros are the likeliest to do
TWINS = 0.4  # how often a redrawn variable becomes equal to another of its kind, where many a divergence vanishes
BITS = 256  # at which hypotheses are checked


@final
@dataclass(frozen=True, slots=True)
class NoModel:
    """Not found at these sizes."""

    unmet: Claim | None = None


class Sampler:
    """Models of a fixed list of hypotheses."""

    def __init__(self, names: Inventory, given: Sequence[Claim], rivals: Rivals) -> None:
        self.names = names
        self.given = tuple(given)
        self.checks: tuple[Check, ...] = tuple(closed(c, rivals) for c in given)
        self.equations = equations(given, names.variables)
        self.constructions = constructions(given)
        asked = demands(self.equations)
        self.asked = {f: tuple(d for d in asked if d.family is f) for f in names.families}
        moments = {d.equation.relation for d in asked}
        self.plain = tuple(e for e in self.equations if e.relation not in moments or e.candidates)

    def sample(self, sizes: Mapping[Size, int], rng: Random, mood: Mood) -> Model | NoModel:
        """A model at these sizes in which every hypothesis holds exactly."""
        model = draw(self.names, sizes, rng, mood)
        for what in self.constructions:
            model = replace(model, arrays={**model.arrays, what.matrix: construct(what, model, rng)})
        for f in self.names.families:
            model = self.family(f, model, rng)
        unmet: Claim | None = None
        for _ in range(REPAIRS):
            model = solve(self.plain, replace(model, formulas={}))
            unmet = self.unmet(model)
            if unmet is None:
                return model
            model = self._redraw(unmet, model, rng)
        return NoModel(unmet)

    def unmet(self, model: Model) -> Claim | None:
        """The first hypothesis, if any, that is not certain to hold in the model; declared facts come first."""
        for v, a in model.arrays.items():
            if not obeys(v, evaluate_array(v, model) if v in model.formulas else a):
                return self._mentioning(v)
        here = root(Evaluation(model))  # one for all hypotheses: they speak of the same expectations
        with precision(BITS):
            for c, run in zip(self.given, self.checks, strict=True):
                found = run(here)
                if not isinstance(found, Holds) and not (isinstance(found, Meets) and self._defines(c, model)):
                    return c
        return None

    def _mentioning(self, v: Variable) -> Claim | None:
        return next((c for c in self.given if v in claim_free(c)), self.given[0] if self.given else None)

    def _defines(self, c: Claim, model: Model) -> bool:
        """Both sides are equal by construction: one of them is given by the other."""
        used = {f.equation for given in model.formulas.values() for f in given.values()}
        return all(e.relation in used for e in equations([c], ()))

    def _redraw(self, unmet: Claim, model: Model, rng: Random) -> Model:
        """The model with some of what `unmet` speaks of drawn again."""
        present = claim_free(unmet)
        variables = [v for v in self.names.variables if v in present and v in model.arrays]
        positions = [i for i in self.names.positions if i in present]
        families = [f for f in self.names.families if any(v in present for v in family_variables(self.names, f))]
        functions = functions_in(unmet)
        options: list[object] = [*variables, *positions, *families, *functions]
        if not options:
            return model
        for what in rng.sample(options, rng.randint(1, min(2, len(options)))):
            mood = rng.choice(AGAIN)
            built = next((b for b in self.constructions if b.matrix is what), None)
            if built is not None:
                model = replace(model, arrays={**model.arrays, built.matrix: construct(built, model, rng)})
            elif isinstance(what, Variable):
                twins = [v for v in variables if v is not what and v.shape == what.shape and type(v.facts) is type(what.facts)]
                if twins and rng.random() < TWINS:
                    model = replace(model, arrays={**model.arrays, what: model.arrays[rng.choice(twins)]})
                    continue
                model = replace(model, arrays={**model.arrays, what: draw_array(what, model, rng, mood)})
            elif isinstance(what, Function):
                model = replace(model, functions={**model.functions, what: draw_function(rng)})
            elif isinstance(what, Family):
                model = self.family(what, model, rng)
            else:
                model = self._move(model, rng, mood)
        return model

    def _move(self, model: Model, rng: Random, mood: Mood) -> Model:
        """Other positions, and with them what is declared to depend on a position."""
        other = draw(self.names, model.sizes, rng, mood)
        hot = {v: a for v, a in other.arrays.items() if not isinstance(v.facts, Free | Simplex)}
        return replace(model, positions=other.positions, arrays={**model.arrays, **hot})

    def family(self, family: Family, model: Model, rng: Random) -> Model:
        """The model with another space for one family, with the moments the hypotheses ask for."""
        variables = family_variables(self.names, family)
        asked: tuple[Demand, ...] = self.asked[family]
        if asked:
            made = build(variables, asked, model, rng)
            if isinstance(made, Impossible):
                fixed = tuple(d for d in asked if not d.equation.candidates)
                made = build(variables, fixed, model, rng)
            if isinstance(made, Impossible):
                return model
        else:
            made = draw_space(variables, model, rng)
        return replace(model, spaces={**model.spaces, family: made})


@lru_cache(maxsize=1_000)
def functions_in(c: Claim) -> tuple[Function, ...]:
    return inventory([c]).functions


def completed(model: Model, names: Inventory, sizes: Mapping[Size, int], rng: Random) -> Model:
    """`model` with generic values for the names it has none for; `sizes` are used where it has no size."""
    missing = replace(
        names,
        variables=tuple(v for v in names.variables if v not in model.arrays and v not in model.curves),
        families=tuple(f for f in names.families if f not in model.spaces),
        functions=tuple(f for f in names.functions if f not in model.functions),
    )
    rest = draw(missing, {**sizes, **model.sizes}, rng, Mood.GENERIC, model.positions)
    return Model(
        rest.sizes,
        rest.positions,
        {**rest.arrays, **model.arrays},
        model.formulas,
        {**rest.curves, **model.curves},
        {**rest.spaces, **model.spaces},
        {**rest.functions, **model.functions},
    )


def obeys(v: Variable, a: Array) -> bool:
    """Whether the value of a variable is certain to obey its declared facts."""
    numbers = [x for x in a.entries if isinstance(x, fmpq | arb)]
    if len(numbers) != len(a.entries):
        return False
    match v.facts:
        case Free(Domain.REAL):
            return True
        case Free(Domain.NONNEGATIVE):
            return all(x >= 0 for x in numbers)
        case Free(Domain.POSITIVE):
            return all(x > 0 for x in numbers)
        case Simplex(positive):
            return all(x > 0 or (x >= 0 and not positive) for x in numbers) and is_one(numbers)
        case _:
            return True


def is_one(numbers: Sequence[fmpq | arb]) -> bool:
    """Whether exact numbers sum to one."""
    exact = [x for x in numbers if type(x) is fmpq]
    return len(exact) == len(numbers) and sum(exact, fmpq(0)) == 1
