"""Which values of a script print by another name than they are called by?  `z = vector("y", n)` prints y.

A longer name for a short one is a habit of good style, `logits = vector("z", n)`, and so is another spelling of what is no name in
Python.  What is told is one letter for another, and the name of something else in the same script.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from checks.kernel import term as t
from checks.kernel.names import Definition, Function, Index, Size, Variable
from checks.outcome import Warned, Where
from checks.run.scripts import Script
from checks.words.declared import UnknownFunction
from checks.words.formula import Formula
from checks.words.state import DefinedFunction


def misnamed(script: Script, module: Mapping[str, object]) -> tuple[Warned, ...]:
    """A warning for each name bound in the script to something that prints as if it were another."""
    lines = _bindings(script.path.read_bytes())
    here = {name: d for name in lines if (d := _declared(module.get(name))) is not None}
    called: dict[int, set[str]] = {}
    for name, d in here.items():
        called.setdefault(id(d), set()).add(name)
    out: list[Warned] = []
    for name, d in here.items():
        if name.startswith("_") or d.name in called[id(d)] or not d.name.isidentifier():
            continue
        other = here.get(d.name)
        if other is not None:
            says = f"{name} prints as {d.name}, but {d.name} is another thing in this script"
        elif _letter(name) and _letter(d.name):
            says = f"{name} prints as {d.name}"
        else:
            continue
        out.append(Warned("name-mismatch", f'{says}: declare it as "{name}", or call it {d.name}', Where(script.rel, lines[name])))
    return tuple(out)


def _letter(name: str) -> bool:
    """One letter, and a number perhaps: x, y2, z_0."""
    return len(name.rstrip("0123456789").rstrip("_")) == 1


def _declared(value: object) -> Size | Index | Variable | Function | Definition | None:
    match value:
        case DefinedFunction():
            return value.definition
        case UnknownFunction():
            return value.function
        case Formula(term=Size() | Index() | Variable() as name):
            return name
        case Formula(term=t.Apply(definition, args)) if args == definition.params:
            return definition
        case _:
            return None


def _bindings(source: bytes) -> dict[str, int]:
    """The names that a script assigns to at its left margin, with the first line of each."""
    found: dict[str, int] = {}
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=targets):
                parts = [p for target in targets for p in ast.walk(target)]
            case ast.AnnAssign(target=target):
                parts = [target]
            case _:
                parts = []
        for p in parts:
            if isinstance(p, ast.Name):
                found.setdefault(p.id, statement.lineno)
    return found
