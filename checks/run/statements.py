"""What do the loaded scripts state?  Theorems, printed numbers and errata, each with its id, in file and line order.

A statement belongs to the first script, in the order of imports, that binds it to a module-level name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias, cast, final

from checks.outcome import ScriptError, Where
from checks.run.script_names import script_names
from checks.run.scripts import Script
from checks.words.numbers import Erratum, Printed
from checks.words.state import Theorem
from checks.words.uncheckable import NotCheckable

Statement: TypeAlias = Theorem | Printed | Erratum | NotCheckable


@final
@dataclass(frozen=True, slots=True)
class Statements:
    """Ids, by statement, in file and line order; `owner` gives the script, by id."""

    theorems: Mapping[Theorem, str]
    numbers: Mapping[Printed, str]
    errata: Mapping[Erratum, str]
    uncheckable: Mapping[NotCheckable, str]
    owner: Mapping[str, Script]
    names: Mapping[Script, Mapping[int, str]]  # what the values of a script are called in it
    errors: tuple[ScriptError, ...]


def read_statements(modules: Mapping[Script, ModuleType], made: Sequence[Statement]) -> Statements:
    """The statements of `modules` (in the order of loading).  `made` is everything that was stated while they loaded."""
    ids: dict[Statement, str] = {}
    owner: dict[str, Script] = {}

    def own(statement: Statement, script: Script, name: str) -> None:
        if statement not in ids:
            ids[statement] = f"{script.name}.{name}"
            owner[ids[statement]] = script

    for script, module in modules.items():
        for name, value in vars(module).items():
            match value:
                case Theorem() | Printed() | Erratum() | NotCheckable():
                    own(value, script, name)
                case list() | tuple():
                    for k, v in enumerate(cast(Sequence[object], value), 1):
                        if isinstance(v, (Printed, Erratum, NotCheckable)):
                            own(v, script, f"{name}.{k}")
                case _:
                    pass
    for statement, name in tuple(ids.items()):
        if isinstance(statement, Erratum):  # a number written inside an erratum is checked as part of it
            for part, number in (("prints", statement.prints), ("should_be", statement.should_be)):
                if isinstance(number, Printed):
                    own(number, owner[name], f"{name.partition('.')[2]}.{part}")

    def place(statement: Statement) -> tuple[str, int, str]:
        return owner[ids[statement]].rel, statement.place.line, ids[statement]

    ordered = sorted(ids, key=place)
    return Statements(
        {s: ids[s] for s in ordered if isinstance(s, Theorem)},
        {s: ids[s] for s in ordered if isinstance(s, Printed)},
        {s: ids[s] for s in ordered if isinstance(s, Erratum)},
        {s: ids[s] for s in ordered if isinstance(s, NotCheckable)},
        owner,
        {script: script_names(vars(module)) for script, module in modules.items()},
        tuple(e for s in made if s not in ids for e in _unnamed(s, modules)),
    )


def _unnamed(statement: Statement, modules: Mapping[Script, ModuleType]) -> list[ScriptError]:
    """The error for a statement without a name, unless its script does not load, which is an error already."""
    script = next((s for s in modules if str(s.path) == statement.place.file), None)
    if script is None:
        return []
    match statement:
        case Theorem(title=title):
            code, says, advice = "unnamed-theorem", f'"{title}" is bound to no name', "name = theorem(...)"
        case Printed(text=text):
            code, says, advice = "unnamed-number", f'printed("{text}", ...) is bound to no name', "name = printed(...), or a list of them"
        case Erratum():
            code, says, advice = "unnamed-erratum", "this erratum is bound to no name", "name = erratum(...), or a list of them"
        case NotCheckable():
            code, says, advice = (
                "unnamed-not-checkable",
                "this statement is bound to no name",
                "name = not_checkable(...), or a list of them",
            )
    says += ", so nothing could cite, show or check it"
    return [
        ScriptError(
            code,
            says,
            Where(script.rel, statement.place.line),
            f"write {advice} at the left margin; a name given twice keeps only the last",
        )
    ]
