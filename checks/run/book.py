"""Which book is being checked?  Its folder, its title and the places of its scripts, from `[tool.checks]` in pyproject.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, final

DEFAULT_PATH = "derivations"


class UsageError(Exception):
    """The command line or the configuration asks for something that cannot be done.  `says` is for the author."""

    def __init__(self, says: str, advice: str = "") -> None:
        super().__init__(says)
        self.says, self.advice = says, advice


@final
@dataclass(frozen=True, slots=True)
class Book:
    """The folder that places are relative to, the title on the report, and the files and folders to check.

    `part` names those that were asked for, if they are not the whole book.
    """

    root: Path
    title: str
    paths: tuple[Path, ...]
    part: tuple[str, ...] = ()
    statements: str = ""  # the file that lists the statements of the book, relative to the root

    def relative(self, path: Path) -> str:
        """`path` as results name it: relative to the book's folder, with `/` as separator."""
        return _relative(self.root, path)


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def find_book(asked: tuple[str, ...], cwd: Path) -> Book:
    """The book around the given paths, or around `cwd` if none are given.

    Raises `UsageError` for a path that does not exist and for a configuration that cannot be read.
    """
    cwd = cwd.resolve()
    given = tuple((cwd / p).resolve() for p in asked)
    for shown, path in zip(asked, given, strict=True):
        if not path.exists():
            raise UsageError(f"{shown}: no such file or folder", "name a derivation file or a folder of them")
        if path.is_file() and path.suffix != ".py":
            raise UsageError(f"{shown}: not a Python script", "derivations are files that end in .py")
    start = (given[0] if given[0].is_dir() else given[0].parent) if given else cwd
    for folder in (start, *start.parents):
        config = _config(folder / "pyproject.toml")
        if config is not None:
            return _configured(folder, config, given)
    if not given:
        return Book(cwd, cwd.name, (cwd / DEFAULT_PATH,))
    root = _around(given, cwd)
    whole = (root / DEFAULT_PATH).resolve() in given or not (root / DEFAULT_PATH).is_dir()
    return Book(root, root.name, given, () if whole else tuple(_relative(root, p) for p in given))


def _around(given: tuple[Path, ...], cwd: Path) -> Path:
    """Without a configuration: the working directory if everything lies in it, else the nearest folder around the scripts' folders."""
    if all(p.is_relative_to(cwd) and p != cwd for p in given):
        return cwd
    folders = [(p if p.is_dir() else p.parent).parent for p in given]
    return next(f for f in (folders[0], *folders[0].parents) if all(g.is_relative_to(f) for g in folders))


def _config(file: Path) -> Mapping[str, object] | None:
    """`[tool.checks]` of a pyproject.toml; None if the file or the table is not there."""
    if not file.is_file():
        return None
    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise UsageError(f"{file.name} cannot be read: {e}", "correct the file; the book's configuration is its table [tool.checks]") from e
    tool = whole.get("tool")
    table = cast(Mapping[str, object], tool).get("checks") if isinstance(tool, dict) else None
    return cast(Mapping[str, object], table) if isinstance(table, dict) else None


def _configured(root: Path, config: Mapping[str, object], given: tuple[Path, ...]) -> Book:
    title, listed = config.get("title", root.name), config.get("paths", [DEFAULT_PATH])
    if not isinstance(title, str):
        raise UsageError("pyproject.toml: [tool.checks] title must be a text", 'write title = "The title of the book"')
    paths = [p for p in cast(list[object], listed) if isinstance(p, str)] if isinstance(listed, list) else []
    if not paths or paths != listed:
        raise UsageError("pyproject.toml: [tool.checks] paths must be a list of texts", 'write paths = ["derivations"]')
    statements = config.get("statements", "")
    if not isinstance(statements, str):
        raise UsageError("pyproject.toml: [tool.checks] statements must be a text", 'write statements = "derivations/statements.toml"')
    known = ("title", "paths", "statements")
    for key in config:
        if key not in known:
            raise UsageError(f"pyproject.toml: [tool.checks] has no setting {key!r}", f"the settings are {', '.join(known)}")
    found = tuple((root / p).resolve() for p in paths)
    if given:
        whole = set(found) <= set(given)
        return Book(root, title, given, () if whole else tuple(_relative(root, p) for p in given), statements)
    for name, path in zip(paths, found, strict=True):
        if not path.exists() and name != DEFAULT_PATH:
            raise UsageError(f"pyproject.toml: [tool.checks] paths names {name!r}, which does not exist")
    return Book(root, title, found, statements=statements)
