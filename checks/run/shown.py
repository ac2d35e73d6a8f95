"""How does a result name a place, a formula or a claim?  Text and LaTeX from the kernel's printers, places relative to the book."""

from __future__ import annotations

from pathlib import Path

from checks import outcome as o
from checks.kernel.claim import Claim
from checks.kernel.declared import Declared
from checks.kernel.names import Term
from checks.kernel.tex import claim_tex, declared_tex, tex
from checks.kernel.text import claim_text, declared_text, text


def where(root: Path, file: str, line: int) -> o.Where:
    """A line of a script; a file outside the book is named by its last part."""
    path = Path(file)
    rel = path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else Path(path.name)
    return o.Where(rel.as_posix(), line)


def shown(x: Term) -> o.Shown:
    return o.Shown(text(x), tex(x))


def shown_claim(c: Claim) -> o.Shown:
    return o.Shown(claim_text(c), claim_tex(c))


def shown_declaration(name: Declared) -> o.Shown:
    return o.Shown(declared_text(name), declared_tex(name))
