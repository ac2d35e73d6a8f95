r"""Which parts of a declaration are words?  `z\text{: vector of size }V` is a formula, words, a formula: words are set as words."""

from __future__ import annotations

import re
from typing import TypeAlias

from checks.outcome import Shown

Part: TypeAlias = str | Shown

_WORDS = re.compile(r"\\text\{([^{}\\]*)\}")


def prose(x: Shown) -> tuple[Part, ...]:
    """The words and formulas of a declaration in turn; the whole as one formula where its words are not plain or stand inside one."""
    parts: list[Part] = []
    end = 0
    for m in _WORDS.finditer(x.tex):
        if x.tex.count("{", 0, m.start()) != x.tex.count("}", 0, m.start()):
            return (x,)
        parts += [_formula(x.tex[end : m.start()]), m[1] + (" " if _relation(x.tex[m.end() :]) else "")]
        end = m.end()
    parts.append(_formula(x.tex[end:]))
    if not any(isinstance(p, str) for p in parts):
        return (x,)
    return tuple(p for p in parts if p if isinstance(p, str) or p.tex)


def _relation(tex: str) -> bool:
    r"""A formula that goes on with a relation: `: integer` and then `\ge 1`."""
    return tex.lstrip().startswith(("\\ge", ">"))


def _formula(tex: str) -> Shown:
    return Shown("", tex.strip())
