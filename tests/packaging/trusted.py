"""Which files must be believed, and how long are they?  The tables of TRUST.md; `python -m tests.packaging.trusted` writes them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from checks.rules import all_rules

ROOT = Path(__file__).resolve().parents[2]
TRUST = ROOT / "TRUST.md"
PRINTERS = ("tex", "tex_formula", "tex_holds", "tex_names", "text", "declared", "bound_names")


def question(file: Path) -> str:
    """The first line of a module's docstring."""
    doc = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return doc.split("\n", 1)[0].replace("  Trusted.", "").replace("|", r"\|")


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def trusted() -> dict[str, list[Path]]:
    """The trusted files by what they do."""
    kernel = [f for f in sorted((ROOT / "checks" / "kernel").glob("*.py")) if f.stem != "__init__"]
    return {
        "proof": [f for f in kernel if f.stem not in PRINTERS],
        "print": [f for f in kernel if f.stem in PRINTERS],
        "rules": sorted((ROOT / "checks" / "rules").glob("*.py")),
    }


def files_table() -> str:
    lines = ["| file | lines | question |", "|---|---:|---|"]
    for group, files in trusted().items():
        lines.append(f"| **{group}** | **{sum(map(length, files))}** | |")
        lines += [f"| `{f.relative_to(ROOT).as_posix()}` | {length(f)} | {question(f)} |" for f in files]
    return "\n".join(lines)


def rules_list() -> str:
    """Every rule as its own file states it: formulas, side conditions, what it permits, where it comes from."""
    parts: list[str] = []
    for r in all_rules():
        name = r.id.replace("-", "_")
        doc = ast.get_docstring(ast.parse((ROOT / "checks" / "rules" / f"{name}.py").read_text(encoding="utf-8"))) or ""
        moves = "; ".join(sorted(m.value for m in r.permits)) or "nothing beyond what every step may do"
        parts.append(f"**`{name}`** permits: {moves}. Source: {r.source}.\n\n```text\n{doc}\n```")
    return "\n\n".join(parts)


def renewed(text: str) -> str:
    """TRUST.md with its tables as the code has them."""
    for name, table in (("trusted files", files_table()), ("rules", rules_list())):
        pattern = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        assert pattern.search(text), name
        text = pattern.sub(lambda m, table=table: f"{m[1]}{table}\n{m[2]}", text)
    return text


if __name__ == "__main__":
    TRUST.write_text(renewed(TRUST.read_text(encoding="utf-8")), encoding="utf-8")
