"""Which expression of a script stopped the line?  The tree of the source there, what stands around it, and what its names are."""

from __future__ import annotations

import ast
import builtins
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final, TypeAlias, final

from checks.run.scripts import Script

Said: TypeAlias = tuple[str, str, str]  # code, sentence, advice


@final
class Unknown:
    """What is not told without running the author's code once more."""


UNKNOWN: Final = Unknown()


@final
@dataclass(frozen=True, slots=True)
class Fault:
    """The innermost node first, then those around it, up to the statement.  `names` are those of the frame.

    `here`: the exception was raised by the author's line itself, not in something that it called.
    """

    path: tuple[ast.AST, ...]
    names: Mapping[str, object]
    here: bool

    @property
    def node(self) -> ast.AST:
        return self.path[0]

    def value(self, x: ast.AST) -> object:
        """What a name stands for, or an attribute of a module or of a value of ours."""
        match x:
            case ast.Name(id=name):
                return self.names.get(name, getattr(builtins, name, UNKNOWN))
            case ast.Attribute(value=of, attr=attr):
                owner = self.value(of)
                known = isinstance(owner, ModuleType) or type(owner).__module__.startswith("checks.words")
                return getattr(owner, attr, UNKNOWN) if known else UNKNOWN
            case _:
                return UNKNOWN


def find(e: BaseException, script: Script) -> Fault | None:
    """The expression in the deepest line of the book on the way to the error; nothing if Python does not know its columns."""
    frames = list(zip(traceback.extract_tb(e.__traceback__), traceback.walk_tb(e.__traceback__), strict=True))
    for depth, (at, (frame, _)) in enumerate(reversed(frames)):
        file = Path(at.filename)
        if file.parent != script.path.parent or not file.is_file():
            continue
        if at.lineno is None or at.end_lineno is None or at.colno is None or at.end_colno is None:
            return None
        path = _around(ast.parse(file.read_bytes()), (at.lineno, at.colno), (at.end_lineno, at.end_colno))
        return Fault(path, {**frame.f_globals, **frame.f_locals}, depth == 0) if path else None
    return None


def _around(tree: ast.AST, start: tuple[int, int], end: tuple[int, int]) -> tuple[ast.AST, ...]:
    """The nodes that hold the range, innermost first."""
    found: list[ast.AST] = []
    node: ast.AST | None = tree
    while node is not None:
        node = next((c for c in ast.iter_child_nodes(node) if _holds(c, start, end)), None)
        if node is not None:
            found.append(node)
    return tuple(reversed(found))


def _holds(x: ast.AST, start: tuple[int, int], end: tuple[int, int]) -> bool:
    if not isinstance(x, (ast.expr, ast.stmt, ast.keyword)):
        return isinstance(x, ast.comprehension) and _holds(x.iter, start, end)
    return (
        x.end_lineno is not None
        and x.end_col_offset is not None
        and ((x.lineno, x.col_offset) <= start and end <= (x.end_lineno, x.end_col_offset))
    )
