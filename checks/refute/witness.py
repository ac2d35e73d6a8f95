"""How is a model shown to people?  Sizes, values and indices as text, and both sides with enough digits to tell them apart."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb, fmpq

from checks.evaluate.model import Formula, Model, Space
from checks.evaluate.show import decimal, shown_apart
from checks.evaluate.value import BAD, Array, Value, base
from checks.kernel.names import Variable
from checks.kernel.text import text
from checks.outcome import Witness
from checks.refute.inventory import Inventory
from checks.refute.truth import Chosen, Fails, Where


def assignments(names: Inventory, model: Model, where: Where, chosen: Chosen) -> tuple[tuple[str, str], ...]:
    """Every name of the statement with its value, in the order of occurrence, indices last."""
    out: list[tuple[str, str]] = []
    out += [(n.name, str(model.sizes[n])) for n in names.sizes]
    out += [(i.name, str(model.positions[i])) for i in names.positions]
    for v in names.variables:
        if v in model.curves:
            out.append((f"{v.name}({', '.join(p.name for p in v.of)})", str(model.curves[v])))
        elif v in model.arrays:
            out.append((v.name, _array(model.arrays[v], model.formulas.get(v, {}))))
    out += [(f.name, str(model.functions[f])) for f in names.functions]
    for family in names.families:
        variables = tuple(v for v in names.random if v.family is family)
        out.append((", ".join(v.name for v in variables), _space(model.spaces[family], variables)))
    out += [(name, _array(a, {})) for name, a in chosen]
    out += [(i.name, str(k)) for i, k in where]
    return tuple(out)


def witness(names: Inventory, model: Model, found: Fails) -> Witness:
    where = assignments(names, model, found.where, found.chosen)
    if found.entry:
        where = (*where, ("entry", "(" + ", ".join(map(str, found.entry)) + ")"))
    left, right = _sides(found.left, found.right)
    return Witness(where, left, right, found.relation)


def _sides(left: fmpq | arb | str, right: fmpq | arb | str) -> tuple[str, str]:
    if isinstance(left, str) or isinstance(right, str):
        return str(left), str(right)
    return shown_apart(left, right)


def _array(a: Array, given: Mapping[int, Formula]) -> str:
    parts = [text(given[k].term) if k in given else _value(x) for k, x in enumerate(a.entries)]
    if not a.shape:
        return parts[0]
    if len(a.shape) == 1:
        return "(" + ", ".join(parts) + ")"
    columns = a.shape[1]
    rows = [parts[r * columns : (r + 1) * columns] for r in range(a.shape[0])]
    return "(" + "; ".join(", ".join(row) for row in rows) + ")"


def _value(x: Value) -> str:
    if isinstance(x, BAD):
        return "undefined"
    plain = base(x)
    return str(plain) if isinstance(plain, fmpq) else decimal(plain, 6)


def _space(space: Space, variables: tuple[Variable, ...]) -> str:
    parts: list[str] = []
    for w in space.outcomes:
        values = ", ".join(_array(w.values[v], {}) for v in variables)
        parts.append(f"{values} with probability {w.probability}")
    return "; ".join(parts)
