"""At which exact point do the two sides of a step differ?  Only that is a contradiction; everything else is doubt.

The point satisfies every hypothesis: equations by construction (they were solved), signs by evaluation.  Both sides are then
evaluated from the tree by balls, by code that knows nothing of SymPy, and must be disjoint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from checks.cas.instance import Instance, Sides
from checks.cas.library import Expr, sp
from checks.cas.naming import of_claims, speaks_of_unknown
from checks.evaluate.evaluate import evaluate_array
from checks.evaluate.model import Model, exact_array, place
from checks.evaluate.value import BAD, Array, Exact, Order, Value, base, order
from checks.kernel.claim import Both, Claim, Forall, Rel, Relation
from checks.kernel.names import Declaration, Domain, Free, Index, OneHot, Recurrence, Simplex, Size, Term, Variable
from checks.outcome import Witness

POINTS = 6
BITS = 256


@final
@dataclass(frozen=True, slots=True)
class NoPoint:
    """No contradiction was found; `why` says what stands in the way."""

    why: str


def contradiction(
    instance: Instance, sides: Sides, claim: Relation, hypotheses: tuple[Claim, ...], names: tuple[Declaration, ...]
) -> Witness | NoPoint:
    """A point of `hypotheses` at which `claim` fails, at the sizes and positions of `instance` and the indices of `sides`.

    `names` are the declarations of the claim and the hypotheses, in reading order.
    """
    variables = tuple(d for d in names if isinstance(d, Variable))
    if instance.opaque or instance.equations.unsolved:
        return NoPoint("a hypothesis cannot be solved for an entry")
    if any(x.family is not None or x.of for x in variables) or speaks_of_unknown((claim.left, claim.right, *of_claims(hypotheses))):
        return NoPoint("it speaks of random variables or unknown functions")
    env = dict(sides.env)
    for attempt in range(POINTS):
        arrays = _point(instance, variables, attempt)
        model = Model(instance.lowering.sizes, instance.lowering.positions, arrays)
        if len(arrays) < len(variables) or not all(_possible(instance, h, {}, model) for h in hypotheses):
            continue
        left, right = (_at(x, model, env, sides.at) for x in (claim.left, claim.right))
        if _orders(left, right) & FAILS[claim.rel]:
            at = (*instance.lowering.positions.items(), *env.items())
            return Witness(_shown(model, names, at, sides.at), _number(left), _number(right), claim.rel.value)
    return NoPoint("no exact point was found at which the two sides are apart")


FAILS = {  # how the sides of a false relation are ordered, as far as disjoint enclosures can show it
    Rel.EQ: {Order.LESS, Order.GREATER},
    Rel.NE: {Order.EQUAL},
    Rel.LE: {Order.GREATER},
    Rel.LT: {Order.GREATER, Order.EQUAL},
    Rel.GE: {Order.LESS},
    Rel.GT: {Order.LESS, Order.EQUAL},
}


# ---------------------------------------------------------------- points
def _point(instance: Instance, variables: tuple[Variable, ...], attempt: int) -> Mapping[Variable, Array]:
    """Rational entries for every variable, within its domain; variables for which that fails are left out."""
    symbols: dict[Expr, Exact] = {}
    for n, x in enumerate(variables):
        symbols.update(_choose(instance, x, n, attempt))
    solved = instance.equations.solved
    free = {s: _rational(q) for s, q in symbols.items() if s not in solved}
    for s in [s for s in symbols if s in solved]:
        value = solved[s].xreplace(free)
        if not value.is_Rational:
            return {}
        symbols[s] = Exact(int(value.p), int(value.q))
    arrays: dict[Variable, Array] = {}
    for x in variables:
        cells = instance.lowering.variable(x)
        entries = tuple(symbols[c] if c in symbols else Exact(int(c)) for c in cells.values())
        if _fits(x, entries):
            arrays[x] = exact_array(instance.lowering.shape(x, {}), entries)
    return arrays


def _choose(instance: Instance, x: Variable, n: int, attempt: int) -> Mapping[Expr, Exact]:
    """Spread-out small rationals, different for every entry, variable and attempt."""
    cells = [c for c in instance.lowering.variable(x).values() if c.is_Symbol]
    match x.facts:
        case Free(Domain.REAL):
            numbers = [Exact((7 * k + 5 * n + 3 * attempt) % 11 - 5, 2 + (k + n + attempt) % 3) for k in range(len(cells))]
        case _:
            numbers = [Exact(1 + (5 * k + 3 * n + 2 * attempt) % 7, 2 + (k + n + attempt) % 2) for k in range(len(cells))]
    if isinstance(x.facts, Simplex):
        whole = sum(numbers, Exact(0))
        numbers = [q / whole for q in numbers]
    return dict(zip(cells, numbers, strict=True))


def _rational(q: Exact) -> Expr:
    return sp.Rational(int(q.p), int(q.q))


def _fits(x: Variable, entries: tuple[Exact, ...]) -> bool:
    """Do the entries lie in the declared domain, solved ones included?"""
    match x.facts:
        case Free(Domain.POSITIVE):
            return all(q > 0 for q in entries)
        case Free(Domain.NONNEGATIVE):
            return all(q >= 0 for q in entries)
        case Simplex(positive):
            return all(q > 0 or (q == 0 and not positive) for q in entries) and sum(entries, Exact(0)) == 1
        case _:
            return True


# ---------------------------------------------------------------- evaluation from the tree
def _at(x: Term, model: Model, env: Mapping[Index, int], at: tuple[int, ...]) -> Value:
    array = evaluate_array(x, model, env, bits=BITS)
    where = place(array.shape, at)
    assert where is not None, "the entry was found by lowering the same formula"
    return array.entries[where]


def _orders(a: Value, b: Value) -> set[Order]:
    """How the enclosures lie; nothing if one side has no value."""
    if isinstance(a, BAD) or isinstance(b, BAD):
        return set()
    return {order(base(a), base(b))}


def _possible(instance: Instance, h: Claim, env: Mapping[Index, int], model: Model) -> bool:
    """Does the model satisfy `h`: inequalities shown by balls, equations not contradicted by them (they hold by construction)?"""
    match h:
        case Relation():
            for s in instance.sides(h, env):
                found = _orders(*(_at(x, model, dict(s.env), s.at) for x in (h.left, h.right)))
                if not found or found & FAILS[h.rel] or (h.rel is not Rel.EQ and Order.OVERLAP in found):
                    return False
            return True
        case Both(parts):
            return all(_possible(instance, p, env, model) for p in parts)
        case Forall():
            return all(_possible(instance, body, e, model) for body, e in instance.cases(h, env))
        case _:
            return False


# ---------------------------------------------------------------- print
def _number(x: Value) -> str:
    """Exactly if it is known exactly, else its first digits; a ball around zero is shown as such."""
    if isinstance(x, BAD):
        return x.why
    number = base(x)
    if isinstance(number, Exact):
        return str(number)
    shown = number.str(12, radius=False)
    return number.str(3) if shown.startswith("0e") else shown


def _shown(
    model: Model, names: tuple[Declaration, ...], at: tuple[tuple[Index, int], ...], entry: tuple[int, ...]
) -> tuple[tuple[str, str], ...]:
    sizes = [(d.name, str(model.sizes[d])) for d in names if isinstance(d, Size)]
    arrays = [(d.name, _array(model.arrays[d])) for d in names if isinstance(d, Variable) and not isinstance(d.facts, OneHot | Recurrence)]
    places = [(i.name, str(k)) for i, k in at]
    return (*sizes, *arrays, *places, *([("entry", f"[{', '.join(map(str, entry))}]")] if entry else []))


def _array(a: Array) -> str:
    if not a.shape:
        return str(a.entries[0])
    columns = a.shape[-1]
    rows = [", ".join(map(str, a.entries[k : k + columns])) for k in range(0, len(a.entries), columns)]
    return f"({'; '.join(rows)})"
