"""Which folder may import which?  The arrows of the design as data, and the imports as they stand in the code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = ("checks", "report", "derivations")

# Folder (or file) -> what of the project it may import.  Every folder may import itself.  Arrows point down only.
ARROWS: dict[str, frozenset[str]] = {
    "derivations": frozenset({"checks.language"}),
    "report": frozenset({"checks.coverage", "checks.outcome"}),
    "checks": frozenset(),
    "checks.__main__": frozenset({"checks.cli"}),
    "checks.cli": frozenset({"checks", "checks.home", "checks.outcome", "checks.console", "checks.run"}),
    "checks.console": frozenset(
        {"checks", "checks.coverage", "checks.diagnostics", "checks.home", "checks.outcome", "checks.run", "checks.rules", "checks.kernel"}
    ),
    "checks.coverage": frozenset({"checks.outcome"}),
    "checks.diagnostics": frozenset({"checks.outcome"}),
    "checks.home": frozenset(),
    "checks.outcome": frozenset(),
    "checks.language": frozenset({"checks.rules", "checks.words"}),
    "checks.rules": frozenset({"checks.kernel", "checks.words"}),
    "checks.words": frozenset({"checks.kernel"}),
    "checks.kernel": frozenset(),
    "checks.evaluate": frozenset({"checks.kernel", "checks.outcome", "checks.words"}),
    "checks.refute": frozenset({"checks.evaluate", "checks.kernel", "checks.outcome"}),
    "checks.cas": frozenset({"checks.evaluate", "checks.kernel", "checks.outcome"}),
    "checks.read": frozenset({"checks.kernel"}),
    "checks.tactics": frozenset({"checks.kernel", "checks.rules", "checks.words"}),
    "checks.mutate": frozenset({"checks.evaluate", "checks.kernel", "checks.outcome", "checks.refute", "checks.tactics", "checks.words"}),
    "checks.run": frozenset(
        {"checks", "checks.evaluate", "checks.kernel", "checks.outcome", "checks.read", "checks.refute", "checks.tactics", "checks.words"}
    ),
}

# Libraries, by folder.  A folder that is not named here uses the standard library alone.
LIBRARIES: dict[str, frozenset[str]] = {
    "checks.kernel": frozenset({"flint"}),
    "checks.evaluate": frozenset({"flint"}),
    "checks.refute": frozenset({"flint"}),
    "checks.cas": frozenset({"sympy"}),
    "checks.console": frozenset({"rich"}),
    "report": frozenset({"jinja2", "markupsafe", "math_core", "typst"}),
    "derivations": frozenset({"sympy"}),  # an author may bring SymPy expressions
}

# Imports inside functions, beside the arrows above: each with the reason why it is late.
LATE: dict[tuple[str, str], str] = {
    ("checks.words.hooks", "checks.cas"): "the one door to SymPy: only a script that uses it pays for it",
    ("checks.words.claims", "checks.cas"): "a SymPy relation as a claim, through the same door",
    ("checks.run.complaint", "checks.language"): "the words of the language, for 'did you mean'",
    ("checks.run.meant", "checks.language"): "the words of the language, for what is none",
    ("checks.run.vocabulary", "checks.language"): "the words of the language, to list them",
    ("checks.run.second_judge", "checks.cas"): "SymPy's verdict is asked for only where SymPy is on",
    ("checks.run.confirmed", "checks.cas"): "exported scripts are written only after a run",
    ("checks.read.latex2sympy", "latex2sympy2"): "the second reader, where it is installed",
    ("checks.read.latex2sympy", "antlr4"): "the second reader's runtime",
    ("checks.home", "report"): "a book that is not rendered needs no template engine",
}

# What the refuter and the evaluator share with the kernel: the tree and its print, no rule and no proof.
TREE = frozenset(f"checks.kernel.{m}" for m in ("names", "term", "claim", "walk", "bind", "substitute", "affine", "shape", "text"))
INDEPENDENT = ("checks.refute", "checks.evaluate")


@dataclass(frozen=True, slots=True)
class Import:
    """Module `source` names module `target` in line `line`; `late` inside a function, `typing` for annotations alone."""

    source: str
    target: str
    line: int
    late: bool
    typing: bool


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the project, by dotted name."""
    for top in OWN:
        for file in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), file


def imports(name: str, file: Path) -> Iterator[Import]:
    """Every import in a file: statements, and `import_module` with a name that can be read off."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    typing = {id(n) for branch in ast.walk(tree) if _for_typing(branch) for n in ast.walk(branch)}
    late = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        for target in _targets(node, name):
            yield Import(name, target, node.lineno, id(node) in late, id(node) in typing)  # type: ignore[attr-defined]


def _for_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _targets(node: ast.AST, here: str) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [a.name for a in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            if module in OWN:  # from checks import outcome
                return [f"{module}.{a.name}" if _is_module(f"{module}.{a.name}") else module for a in names]
            return [module]
        case ast.ImportFrom():
            return [f"{here} (relative)"]
        case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(module)), *_]):
            return [module]
        case ast.Call(func=ast.Name(id="import_module"), args=[ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]), *_]):
            return [start.rstrip(".")]
        case _:
            return []


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def folder(module: str) -> str:
    """The row of the table that a module belongs to: "checks.kernel.term" -> "checks.kernel"; a library is its own."""
    parts = module.split(".")
    if parts[0] == "checks":
        return ".".join(parts[:2])
    return parts[0]


def objection(i: Import) -> str:
    """Why an import is not allowed; empty if it is."""
    source, target = folder(i.source), folder(i.target)
    if source == target or target in sys.stdlib_module_names or target == "__future__":
        return ""
    if source not in ARROWS:
        return f"{source} has no row in tests/architecture/arrows.py"
    allowed = ARROWS[source] if target.split(".")[0] in OWN else LIBRARIES.get(source, frozenset())
    if target in allowed:
        return ""
    if i.late and (i.source, target) in LATE:
        return ""
    what = "only inside a function" if (i.source, target) in LATE else "not at all"
    return f"{i.source}, line {i.line}, imports {i.target}: {source} may import {target} {what}"
