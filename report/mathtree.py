"""How does a formula reach the PDF?  Its MathML, walked once into a small tree of lists that `templates/math.typ` sets.

A node is [kind, ...]: row, v (a variable), up (upright), op (a function), n (digits), t (words), o (an operator and its class),
big, sp, frac, sqrt, root, att (scripts), prime, lr (fences), acc, bar, brace, mat, grid, cases, aligned, nil.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from typing import Any, TypeAlias

from report.math import Unsafe, mathml

Node: TypeAlias = list[Any]
NIL: Node = ["nil"]

_INVISIBLE: dict[int, None] = dict.fromkeys((0x2061, 0x2062, 0x2063, 0x2064, 0xFE00, 0xFE01), None)
_OPEN, _CLOSE, _EITHER = "([{⟨⌊⌈⟦", ")]}⟩⌋⌉⟧", "|‖∣∥/"
_MOVABLE = "∑∏∐⋃⋂⨁⨂⨀⋁⋀⨄⨆"
_PRIMES = {"′": 1, "″": 2, "‴": 3}
_BRACES = "⏟⏞⎵⎴"
_BARS = "¯‾_―\u0305\u0332"


def mathtree(tex: str) -> Node:
    """The tree of a formula.  Raises `Unsafe` for what is not shown as one."""
    named = mathml(tex, display=True, annotation=False)
    xml = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", lambda m: html.unescape(m[0]), named)
    return _node(ET.fromstring(xml))


def _node(e: ET.Element) -> Node:
    kids = list(e)
    match e.tag:
        case "math" | "mstyle" | "mpadded" | "mtd":
            return _row([_node(k) for k in kids])
        case "mrow":
            return _mrow(e, kids)
        case "mi":
            s = _clean(e.text)
            if e.get("mathvariant") == "normal":
                return ["up", s]
            return ["op" if len(s) > 1 and s[0].isalpha() else "v", s]
        case "mn":
            return ["n", e.text or ""]
        case "mtext":
            return ["t", (e.text or "").replace("\xa0", " ")]
        case "mo":
            return _operator(e)
        case "mspace":
            margin = re.search(r"margin-left:\s*(-?[\d.]+em)", e.get("style") or "")
            return ["sp", _em(margin[1] if margin else e.get("width"))]
        case "mfrac":
            return ["frac", _node(kids[0]), _node(kids[1]), e.get("displaystyle") or ""]
        case "msqrt":
            return ["sqrt", _row([_node(k) for k in kids])]
        case "mroot":
            return ["root", _node(kids[1]), _node(kids[0])]
        case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
            return _scripts(e, kids)
        case "mtable":
            rows, aligned = _table(e)
            return ["aligned" if aligned else "grid", rows]
        case _:
            raise Unsafe(f"no rule for the MathML element {e.tag}")


def _mrow(e: ET.Element, kids: list[ET.Element]) -> Node:
    if len(kids) >= 2 and kids[0].tag == "mspace" and not kids[0].attrib:  # how the converter marks upright words
        return _upright(_row([_node(k) for k in kids[1:]]))
    if len(kids) >= 2 and all(_stretches(k) for k in (kids[0], kids[-1])):
        left, right, inner = _clean(kids[0].text), _clean(kids[-1].text), kids[1:-1]
        if len(inner) == 1 and inner[0].tag == "mtable":
            rows, _ = _table(inner[0])
            return ["cases", rows] if (left, right) == ("{", "") else ["mat", left, right, rows]
        return ["lr", left, right, _row([_node(k) for k in inner])]
    return _row([_node(k) for k in kids])


def _stretches(e: ET.Element) -> bool:
    s = _clean(e.text)
    fence = s == "" or s in _OPEN or s in _CLOSE or s in _EITHER
    return e.tag == "mo" and e.get("stretchy") != "false" and e.get("minsize") is None and fence


def _operator(e: ET.Element) -> Node:
    s = _clean(e.text)
    if not s:  # the invisible application of a function, with its thin space
        return ["sp", _em(e.get("lspace"))] if e.get("lspace") else NIL
    if s[0].isalpha():
        return ["op", s]
    if e.get("minsize"):
        return ["big", s, _em(e.get("minsize"))]
    tight = e.get("lspace") == "0" and e.get("rspace") == "0"
    match e.get("form"):
        case "prefix":
            kind = "opening"
        case "postfix":
            kind = "closing"
        case _ if (tight and s not in "()[]{}") or (s == "," and e.get("rspace") == "0"):
            kind = "normal"
        case _:
            kind = ""
    return ["o", s, kind]


def _scripts(e: ET.Element, kids: list[ET.Element]) -> Node:
    base, mark = kids[0], _clean(kids[1].text) if kids[1].tag == "mo" else ""
    match e.tag:
        case "msub":
            return ["att", _node(base), _node(kids[1]), NIL, ""]
        case "msup":
            return ["prime", _node(base), _PRIMES[mark]] if mark in _PRIMES else ["att", _node(base), NIL, _node(kids[1]), ""]
        case "msubsup":
            return ["att", _node(base), _node(kids[1]), _node(kids[2]), ""]
        case "munderover":
            return ["att", _node(base), _node(kids[1]), _node(kids[2]), _limits(base)]
        case _:
            return _over_or_under(e, kids, mark)


def _over_or_under(e: ET.Element, kids: list[ET.Element], mark: str) -> Node:
    base = kids[0]
    if mark and mark in _BRACES:
        return ["brace", mark, _node(base)]
    if mark and mark in _BARS:
        return ["bar", "over" if e.tag == "mover" else "under", _node(base)]
    if mark and e.tag == "mover" and e.get("accent") == "true":
        return ["acc", _node(base), mark]
    script = _node(kids[1])
    return ["att", _node(base), script, NIL, _limits(base)] if e.tag == "munder" else ["att", _node(base), NIL, script, _limits(base)]


def _limits(base: ET.Element) -> str:
    """Sums have limits in display and scripts inline; everything else with something over or under it keeps it there."""
    return "movable" if base.tag == "mo" and _clean(base.text) in _MOVABLE else "always"


def _table(e: ET.Element) -> tuple[list[list[Node]], bool]:
    """Rows of cells, and whether the columns are aligned at relations."""
    rows: list[list[Node]] = []
    aligned = False
    for tr in e:
        cells = [td for td in tr if "width: 50%" not in (td.get("style") or "")]
        aligned |= any("justify-items: end" in (td.get("style") or "") for td in cells)
        rows.append([_row([_node(k) for k in td]) for td in cells])
    return rows, aligned


def _row(nodes: list[Node]) -> Node:
    seen = [n for n in nodes if n != NIL]
    kept = [n for n, after in zip(seen, [*seen[1:], NIL], strict=False) if not (n[0] == "sp" and after[0] in ("lr", "mat"))]
    return kept[0] if len(kept) == 1 else ["row", kept]


def _upright(n: Node) -> Node:
    match n:
        case ["v" | "op", s]:
            return ["up", s]
        case ["row", xs]:
            return ["row", [_upright(x) for x in xs]]
        case _:
            return n


def _em(length: str | None) -> float:
    found = re.fullmatch(r"(-?[\d.]+)em", (length or "").strip())
    return float(found[1]) if found else 0.0


def _clean(s: str | None) -> str:
    return (s or "").strip().translate(_INVISIBLE)
