r"""How does a declared name take indices, powers and arguments in LaTeX?  Trusted.

A name may bring its own scripts: `\pi_{\mathrm{ref}}`, `\pi^{*}`, `y'`.  An index joins the subscript, a power stands outside
parentheses where there is a superscript already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import final

_TOKEN = re.compile(r"\\[A-Za-z]+\s*|\\.|\s+|.", re.DOTALL)

_OPERATORS = frozenset("+-=<>/*!,") | {r"\pm", r"\cdot", r"\times", r"\sum", r"\le", r"\ge", r"\neq"}
_OPENING = frozenset({"(", "[", r"\left", r"\{"})
_CLOSING = frozenset({")", "]", r"\right", r"\}"})
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {c: f"\\{c}" for c in "{}_%#&$"}


@final
@dataclass(frozen=True, slots=True)
class Scripted:
    """A name taken apart: what stands on the line, its subscript and its superscript ('' if there is none)."""

    nucleus: str
    subscript: str
    superscript: str
    primes: str

    @property
    def raised(self) -> bool:
        """Something stands where a power would go."""
        return bool(self.superscript or self.primes)

    def indexed(self, index: str) -> str:
        """The name with `index` in its subscript."""
        below = f"{self.subscript}, {index}" if self.subscript else index
        above = f"^{{{self.superscript}}}" if self.superscript else ""
        # the subscript last: TeX sets both at the nucleus, and a reader of the source sees the index where it was added
        return f"{self.nucleus}{self.primes}{above}_{{{below}}}"


@lru_cache(maxsize=4096)
def scripted(tex: str) -> Scripted | None:
    """`tex` as one symbol with scripts, or None: `\\Delta W` and `J(\\pi)` are not one symbol."""
    parts = _parts(tex)
    at = next((n for n, p in enumerate(parts) if p in "_^'"), len(parts))
    nucleus, rest = parts[:at], parts[at:]
    if not _one_symbol(nucleus):
        return None
    below, above, primes = "", "", ""
    while rest:
        match rest:
            case ["'", *rest]:
                primes += "'"
            case ["_", script, *rest] if not below and script not in "_^'":
                below = _bare(script)
            case ["^", script, *rest] if not above and script not in "_^'":
                above = _bare(script)
            case _:
                return None
    return None if primes and above else Scripted("".join(nucleus), below, above, primes)


def _parts(tex: str) -> list[str]:
    """Top-level tokens, a braced group being one; no spaces around them."""
    parts: list[str] = []
    depth = 0
    for token in _TOKEN.findall(tex.strip()):
        if depth:
            parts[-1] += token
        elif not token.isspace():
            parts.append(token.rstrip() if token.startswith("\\") and token != "\\ " else token)
        depth += (token == "{") - (token == "}")
    return parts


def _one_symbol(parts: list[str]) -> bool:
    """A letter, a command, or a command with one braced argument, as in \\mathrm{KL} or \\hat{y}."""
    match parts:
        case [one]:
            return len(one) == 1 or one[0] in "\\{"
        case [command, group]:
            return command[0] == "\\" and group[0] == "{"
        case _:
            return False


def _bare(script: str) -> str:
    return script[1:-1] if script.startswith("{") else script


def with_index(tex: str, index: str) -> str:
    r"""`x`, `i` -> `x_{i}`; `\pi_{\mathrm{ref}}`, `y` -> `\pi_{\mathrm{ref}, y}`; `\pi^{*}`, `y` -> `\pi^{*}_{y}`."""
    name = scripted(tex)
    return name.indexed(index) if name is not None else rf"\left({tex}\right)_{{{index}}}"


def takes_power(tex: str) -> bool:
    """Whether a power may stand right behind the name."""
    name = scripted(tex)
    return name is not None and not name.raised


def standing(tex: str) -> str:
    """A name where a formula stands: in parentheses if an operator in it would seem to belong to the formula around it."""
    depth = 0
    for part in _parts(tex):
        depth += (part in _OPENING) - (part in _CLOSING)
        if not depth and part in _OPERATORS:
            return rf"\left({tex}\right)"
    return tex


def joined(indices: list[str]) -> str:
    """`ij` for single letters, `i, j + 1` otherwise."""
    letters = all(len(i) == 1 and i.isalpha() for i in indices)
    return ("" if letters else ", ").join(indices)


def tall(tex: str) -> bool:
    """Whether parentheses around it must grow."""
    return r"\frac" in tex or r"\sum" in tex or r"\left" in tex


def applied(tex: str, args: str) -> str:
    r"""`\sigma`, `u` -> `\sigma(u)`: no space before the parenthesis, unlike a product."""
    return rf"{tex}\!\left({args}\right)" if tall(args) else f"{tex}({args})"


def escape(words: str) -> str:
    r"""Plain words made harmless inside \text."""
    return "".join(_ESCAPED.get(c, c) for c in words)
