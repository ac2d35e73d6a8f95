"""The equivalents and the figures of the mutant test, as files."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
EQUIVALENTS, FIGURES = HERE / "equivalents.toml", HERE / "figures.toml"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An altered step that is true: which, in which way (see `_kind`), and why."""

    theorem: str
    step: int
    operator: str
    at: str
    says: str
    kind: str
    why: str

    @property
    def key(self) -> tuple[str, int, str, str, str]:
        return self.theorem, self.step, self.operator, self.at, self.says

    def __str__(self) -> str:
        return f"{self.theorem}, step {self.step}, {self.operator} at {self.at}: {self.says}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the alterations of one theorem."""

    theorem: str
    refuted: int
    nowhere_defined: int
    misjustified: int
    undecided: int
    proved: int


@dataclass(slots=True)
class Listed:
    """What the files say; `record` takes what was measured, for `--snapshot-update`."""

    equivalents: list[Equivalent]
    figures: dict[str, Figures]
    update: bool = False

    def of(self, theorem: str) -> list[Equivalent]:
        return [e for e in self.equivalents if e.theorem == theorem]

    def record(self, figures: Figures, proved: list[Equivalent]) -> None:
        if not self.update:
            return
        self.figures[figures.theorem] = figures
        known = {e.key: e.why for e in self.of(figures.theorem)}
        rest = [e for e in self.equivalents if e.theorem != figures.theorem]
        self.equivalents = rest + [replace(e, why=known.get(e.key, "")) for e in proved]


@cache
def listed() -> Listed:
    entries = _read(EQUIVALENTS).get("equivalent", [])
    figures = _read(FIGURES)
    return Listed([Equivalent(**e) for e in entries], {name: Figures(theorem=name, **f) for name, f in figures.items()})


def _read(file: Path) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def write(made: Listed) -> None:
    head = "# Altered steps that are true all the same.  kind and why say in which way; the test confirms the kind.\n"
    blocks = ["".join(f"{k} = {json.dumps(getattr(e, k), ensure_ascii=False)}\n" for k in e.__slots__) for e in _sorted(made.equivalents)]
    EQUIVALENTS.write_text(head + "".join(f"\n[[equivalent]]\n{b}" for b in blocks), encoding="utf-8")
    head = "# How many altered steps there are of each theorem, and what became of them.  Written by --snapshot-update.\n"
    keys = Figures.__slots__[1:]
    tables = (f'\n["{n}"]\n' + "".join(f"{k} = {getattr(f, k)}\n" for k in keys) for n, f in sorted(made.figures.items()))
    FIGURES.write_text(head + "".join(tables), encoding="utf-8")


def _sorted(entries: list[Equivalent]) -> list[Equivalent]:
    return sorted(entries, key=lambda e: e.key)
