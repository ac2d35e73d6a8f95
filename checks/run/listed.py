"""Which statements does the book make?  The list that `[tool.checks] statements` names, read from TOML.

["C.1.1"]                       # a section of the book
"C.1.1-01" = "line 6"           # a statement in it: its id, and where it stands
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from checks.outcome import Listed
from checks.run.book import UsageError

FORM = 'write a table for each section of the book, and in it one line for each statement: "C.1.1-01" = "line 6"'


def read_listed(file: Path, shown: str) -> tuple[Listed, ...]:
    """The statements in the order of the file.  Raises `UsageError` for a file that is not such a list."""
    try:
        sections = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as e:
        raise UsageError(f"{shown}: the list of statements cannot be read: {e.strerror}", "correct [tool.checks] statements") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise UsageError(f"{shown}: the list of statements cannot be read: {e}", FORM) from e
    listed = tuple(s for name, table in sections.items() for s in _section(name, table, shown))
    seen: set[str] = set()
    for s in listed:
        if s.id in seen:
            raise UsageError(f"{shown}: {s.id} stands in two sections", "a statement belongs to one section")
        seen.add(s.id)
    return listed


def _section(name: str, table: object, shown: str) -> Iterator[Listed]:
    if not isinstance(table, dict):
        raise UsageError(f"{shown}: {name} is not a section", FORM)
    for id, place in cast(dict[str, object], table).items():
        if not isinstance(place, str):
            raise UsageError(f"{shown}: {id} has no place", FORM)
        yield Listed(id, name, place)
