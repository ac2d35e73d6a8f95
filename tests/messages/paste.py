"""What does a script look like once an author has typed what a message suggests?"""

from __future__ import annotations

import ast
from collections.abc import Sequence

STEPS = ("eq", "le", "lt", "ge", "gt")


def ways(rows: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The lines of which one is enough, each in its parts, from the rows `write` and `or` of a message."""
    found: list[list[str]] = []
    for n, (label, text) in enumerate(rows):
        if label in ("write", "or"):
            found.append([text])
        elif not label and found and any(first in ("write", "or") for first, _ in rows[n - len(found[-1]) : n]):
            found[-1].append(text)
    return found


def pasted(source: str, line: int, parts: Sequence[str]) -> str:
    """`source` with the parts put where they belong, around the statement in `line`."""
    tree = ast.parse(source)
    at = next(n for n, s in enumerate(tree.body) if s.lineno <= line <= (s.end_lineno or s.lineno))
    statement = tree.body[at]
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.Call)
    named = [p for p in parts if _assigns(p)]
    for part in parts:
        if part in named:
            _declare(tree, at, ast.parse(part).body[0])
            at += 1
        else:
            _fit(statement.value, line, ast.parse(f"f({part})", mode="eval").body, replace=bool(named))
    return ast.unparse(tree) + "\n"


def _assigns(part: str) -> bool:
    return isinstance(ast.parse(part).body[0], ast.Assign) and " = " in part


def _declare(tree: ast.Module, before: int, made: ast.stmt) -> None:
    """After the statement that gave the name until now, or before the theorem."""
    assert isinstance(made, ast.Assign)
    assert isinstance(made.targets[0], ast.Name)
    name = made.targets[0].id
    old = [n for n, s in enumerate(tree.body[:before]) if isinstance(s, ast.Assign) and name in _targets(s)]
    tree.body.insert(old[-1] + 1 if old else before, made)


def _targets(s: ast.Assign) -> list[str]:
    return [n.id for t in s.targets for n in ast.walk(t) if isinstance(n, ast.Name)]


def _fit(theorem: ast.Call, line: int, call: ast.expr, *, replace: bool) -> None:
    """One `keyword=value`, or one step, into the call of a theorem."""
    assert isinstance(call, ast.Call)
    if call.args:  # a step, or a calculation
        (new,) = call.args
        old = _keyword(theorem, "proof")
        assert isinstance(new, ast.Call)
        assert isinstance(new.func, ast.Name)
        if new.func.id in STEPS:
            assert isinstance(old.value, ast.Call)
            old.value.args.append(new)
        else:
            old.value = new
        return
    (k,) = call.keywords
    assert k.arg is not None
    if k.arg == "by":
        _reasons(theorem, line, k.value)
    elif k.arg == "given" and not replace and any(x.arg == "given" for x in theorem.keywords):
        listed = _keyword(theorem, "given").value
        assert isinstance(listed, ast.List)
        assert isinstance(k.value, ast.List)
        listed.elts += k.value.elts
    else:
        theorem.keywords = [x for x in theorem.keywords if x.arg != k.arg] + [k]


def _keyword(call: ast.Call, name: str) -> ast.keyword:
    return next(k for k in call.keywords if k.arg == name)


def _reasons(theorem: ast.Call, line: int, value: ast.expr) -> None:
    """Into the step that stands in `line`, or into `by(...)`."""
    calls = [n for n in ast.walk(theorem) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    for c in calls:
        assert isinstance(c.func, ast.Name)
        if c.lineno <= line <= (c.end_lineno or c.lineno):
            if c.func.id in STEPS:
                c.keywords = [k for k in c.keywords if k.arg != "by"] + [ast.keyword("by", value)]
                return
            if c.func.id == "by":
                c.args = value.elts if isinstance(value, ast.List) else [value]
                return
    raise AssertionError("no step stands there")
