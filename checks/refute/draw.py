"""Which values are tried?  Small rationals of mixed signs, and on purpose the boundary: zeros, ones, equal entries, corners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from math import prod
from random import Random

from flint import fmpq

from checks.evaluate.integers import integer, places
from checks.evaluate.model import Curve, Model, Outcome, Polynomial, Space
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import ONE, ZERO, Array
from checks.kernel.names import Domain, Family, Free, Index, OneHot, Recurrence, Simplex, Size, Term, Variable
from checks.refute.inventory import Inventory
from checks.refute.white import reflection


class Mood(Enum):
    """What kind of values a variable gets."""

    GENERIC = "small fractions, all different"
    INTEGERS = "-1, 0, 1, 2"
    SPARSE = "many zeros"
    EQUAL = "all entries equal"
    NOTHING = "all entries zero"


MIXED = (Mood.GENERIC, Mood.INTEGERS, Mood.GENERIC, Mood.SPARSE, Mood.GENERIC, Mood.INTEGERS, Mood.GENERIC, Mood.EQUAL)
POSITIVE = 0.25  # how often all entries of a generic array are positive: there a logarithm of them has a value
SQUARES = 0.3  # how often the entries of a generic distribution are squares: where roots are exact, more is decided
MOODS = (*MIXED, Mood.NOTHING)


def draw(names: Inventory, sizes: Mapping[Size, int], rng: Random, mood: Mood, fixed: Mapping[Index, int] | None = None) -> Model:
    """A model with every declared fact, and no hypothesis; positions in `fixed` stay where they are."""
    blank = Model(sizes=sizes)
    positions: dict[Index, int] = {}
    for i in names.positions:
        drawn = rng.randint(1, _whole(i.over, blank))
        positions[i] = (fixed or {}).get(i, drawn)
    model = Model(sizes, positions, functions={f: draw_function(rng) for f in names.functions})
    arrays: dict[Variable, Array] = {}
    curves: dict[Variable, Curve] = {}
    for v in names.variables:
        if isinstance(v.facts, Recurrence):
            continue  # it follows from the others
        if v.of:
            curves[v] = draw_curve(v, model, rng)
        else:
            arrays[v] = draw_array(v, model, rng, _own_mood(rng, mood))
    spaces = {f: draw_space(tuple(v for v in names.random if v.family is f), model, rng) for f in names.families}
    return Model(sizes, positions, arrays, {}, curves, spaces, model.functions)


def _own_mood(rng: Random, mood: Mood) -> Mood:
    """Most variables share the mood of the model."""
    return mood if rng.random() < 0.75 else rng.choice(MIXED)


def _whole(x: Term, model: Model) -> int:
    return integer(x)(root(Evaluation(model)))


def dims(v: Variable, model: Model) -> tuple[int, ...]:
    return tuple(_whole(n, model) for n in v.shape)


def draw_array(v: Variable, model: Model, rng: Random, mood: Mood) -> Array:
    """A value for a variable that obeys its facts."""
    shape = dims(v, model)
    n = prod(shape)
    match v.facts:
        case OneHot(at):
            return Array(shape, tuple(ONE if k == (model.positions[at],) else ZERO for k in places(shape)))
        case Simplex(positive):
            return Array(shape, _distribution(n, positive, rng, mood))
        case Recurrence():
            raise TypeError(f"{v.name} is not drawn: it follows from its recurrence")
        case Free(domain):
            if domain is Domain.REAL and mood is Mood.GENERIC and rng.random() < POSITIVE:
                domain = Domain.POSITIVE
            return Array(shape, _entries(n, lambda: _number(domain, rng, mood), mood))


def _entries(n: int, one: Callable[[], fmpq], mood: Mood) -> tuple[fmpq, ...]:
    if mood is Mood.EQUAL:
        return (one(),) * n
    found: list[fmpq] = []
    while len(found) < n:
        x = one()
        if mood is Mood.GENERIC and x in found and len(found) < 12:  # there are few small fractions
            x = one()
        found.append(x)
    return tuple(found)


def _number(domain: Domain, rng: Random, mood: Mood) -> fmpq:
    if mood is Mood.INTEGERS or (mood is Mood.EQUAL and rng.random() < 0.5):
        return fmpq(rng.choice({Domain.REAL: (-1, 0, 1, 1, 2), Domain.NONNEGATIVE: (0, 1, 1, 2), Domain.POSITIVE: (1, 1, 2)}[domain]))
    if mood is Mood.NOTHING and domain is not Domain.POSITIVE:
        return ZERO
    if mood is Mood.SPARSE and domain is not Domain.POSITIVE and rng.random() < 0.5:
        return ZERO
    x = _fraction(rng)
    return -x if domain is Domain.REAL and rng.random() < 0.5 else x


def _fraction(rng: Random) -> fmpq:
    """A positive fraction, below 1 two times in five."""
    d = rng.choice((2, 3, 4, 5))
    if rng.random() < 0.4:
        return fmpq(rng.randint(1, d - 1), d)
    return fmpq(rng.randint(1, 9), rng.choice((1, d)))


def _distribution(n: int, positive: bool, rng: Random, mood: Mood) -> tuple[fmpq, ...]:
    low = 1 if positive else 0
    if mood is Mood.GENERIC and rng.random() < SQUARES:
        turned = reflection(n, rng)
        roots = [turned[k, 0] for k in range(n)]
        if all(roots) or not positive:
            return tuple(x * x for x in roots)
    match mood:
        case Mood.EQUAL:
            weights = [1] * n
        case Mood.INTEGERS | Mood.NOTHING if not positive:
            weights = [0] * n
            weights[rng.randrange(n)] = 1
        case Mood.INTEGERS | Mood.NOTHING:
            weights = [rng.randint(1, 2) for _ in range(n)]
        case Mood.SPARSE:
            weights = [rng.choice((low, low, 1, 2, 3)) for _ in range(n)]
        case Mood.GENERIC:
            weights = [rng.randint(1, 9) for _ in range(n)]
    if not sum(weights):
        weights[rng.randrange(n)] = 1
    return tuple(fmpq(w, sum(weights)) for w in weights)


def small(rng: Random) -> fmpq:
    """A small fraction other than 0."""
    return fmpq(rng.choice((-3, -2, -1, 1, 2, 3)), rng.choice((1, 2, 3)))


def draw_function(rng: Random) -> Polynomial:
    """A cubic, or one time in three a quadratic, whose gradient is linear and can be given a value exactly."""
    cubic = (ZERO,) if rng.random() < 0.34 else tuple(small(rng) for _ in range(5))
    return Polynomial(small(rng), tuple(small(rng) for _ in range(5)), tuple(small(rng) for _ in range(5)), cubic)


def draw_curve(v: Variable, model: Model, rng: Random) -> Curve:
    n = prod(dims(v, model))
    parameters = sum(prod(dims(p, model)) for p in v.of)
    return Curve(
        tuple(abs(small(rng)) for _ in range(n)),
        tuple(small(rng) for _ in range(n)),
        tuple(tuple(small(rng) for _ in range(parameters)) for _ in range(n)),
    )


def draw_space(variables: tuple[Variable, ...], model: Model, rng: Random) -> Space:
    """Two or three outcomes with generic values: within the family everything depends on everything."""
    weights = [rng.randint(1, 4) for _ in range(rng.choice((2, 3)))]
    return Space(
        tuple(
            Outcome(
                fmpq(w, sum(weights)),
                {v: Array(shape := dims(v, model), tuple(small(rng) for _ in range(prod(shape)))) for v in variables},
            )
            for w in weights
        )
    )


def family_variables(names: Inventory, family: Family) -> tuple[Variable, ...]:
    return tuple(v for v in names.random if v.family is family)
