"""Which modules are there, and what does each answer?  The list of ARCHITECTURE.md.

`python -m tests.packaging.architecture` writes it.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.packaging.trusted import ROOT, question

ARCHITECTURE = ROOT / "ARCHITECTURE.md"
PACKAGES = ("checks", "report")
LIST = re.compile(r"(<!-- files: .*? -->\n).*?(<!-- end of files -->)", re.DOTALL)
NAMED = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def modules() -> list[Path]:
    return sorted(f for package in PACKAGES for f in (ROOT / package).rglob("*.py"))


def named(text: str) -> list[str]:
    """The files that ARCHITECTURE.md lists."""
    found = LIST.search(text)
    assert found, "the list of files is missing"
    return NAMED.findall(found[0])


def listing() -> str:
    lines = ["| file | |", "|---|---|"]
    lines += [f"| `{f.relative_to(ROOT).as_posix()}` | {question(f)} |" for f in modules()]
    return "\n".join(lines)


def renewed(text: str) -> str:
    return LIST.sub(lambda m: f"{m[1]}{listing()}\n{m[2]}", text)


if __name__ == "__main__":
    ARCHITECTURE.write_text(renewed(ARCHITECTURE.read_text(encoding="utf-8")), encoding="utf-8")
