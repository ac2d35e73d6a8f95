"""Which files are derivations?  Every *.py of a folder, in sorted order; nothing else is ever executed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import final

from checks.outcome import ScriptError, Where
from checks.run.book import Book

LONGEST_HEADING = 500  # characters


@final
@dataclass(frozen=True, slots=True)
class Script:
    """A derivation file.  `name` begins the ids of its statements; `rel` is how results name the file."""

    path: Path
    rel: str
    name: str


@final
@dataclass(frozen=True, slots=True)
class Found:
    """The scripts to check in sorted order, what is wrong with file names, and a line for each thing that was left out."""

    scripts: tuple[Script, ...]
    errors: tuple[ScriptError, ...]
    notices: tuple[str, ...]


def find_scripts(book: Book) -> Found:
    """Scripts of the book's paths.  Names that start with two underscores (`__init__.py`) are not derivations."""
    files: dict[Path, None] = {}
    notices: list[str] = []
    for path in book.paths:
        if path.is_file():
            files.setdefault(path)
        elif path.is_dir():
            for file in sorted(path.glob("*.py")):
                if file.is_file() and (not file.name.startswith("__") or b"checks.language" in file.read_bytes()):
                    files.setdefault(file.resolve())
            notices += _left_out(book, path)
    scripts: dict[str, Script] = {}
    errors: list[ScriptError] = []
    for file in sorted(files, key=book.relative):
        script = Script(file, book.relative(file), file.stem)
        if script.name.startswith("__"):
            says = f"what {file.name} states is not checked: it is no derivation"
            errors.append(ScriptError("file-name", says, Where(script.rel, 1), "move its statements to a file of their own"))
        elif not script.name.isidentifier():
            says = f"{file.name!r} cannot begin the name of a theorem: a script's name must be a Python name"
            errors.append(ScriptError("file-name", says, Where(script.rel, 1), f"rename it, for example to {_identifier(file.stem)}.py"))
        elif script.name in scripts:
            says = f"{scripts[script.name].rel} has the same name, so two theorems could have one id"
            errors.append(ScriptError("file-name", says, Where(script.rel, 1), "rename one of the two files"))
        else:
            scripts[script.name] = script
    return Found(tuple(sorted(scripts.values(), key=lambda s: s.rel)), tuple(errors), tuple(notices))


def _left_out(book: Book, folder: Path) -> list[str]:
    """A line for each subfolder with scripts in it: they are not checked unless they are named."""
    out: list[str] = []
    for sub in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))):
        n = sum(1 for f in sub.glob("*.py") if not f.name.startswith("__"))
        if n:
            rel = book.relative(sub)
            out.append(
                f"{rel}/ holds {n} script{'s' * (n != 1)} that {'were' if n != 1 else 'was'} not checked: add it to paths in [tool.checks]"
            )
    return out


def _identifier(stem: str) -> str:
    clean = "".join(c if c.isalnum() or c == "_" else "_" for c in stem).strip("_").lstrip("0123456789_")
    return clean or "derivation"


def digest(path: Path) -> str:
    """SHA-256 of a file, with line ends as Git stores them, so that it is the same on every machine."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def headline(docstring: str | None) -> str:
    """The first line of a script's docstring, as a heading."""
    first = next(iter((docstring or "").strip().splitlines()), "")[:LONGEST_HEADING]
    return re.sub(r"\.$", "", re.sub(r"\.\s+\(", " (", " ".join(first.split())))
