"""What does a word take?  A call that does not fit its signature, told as the call that would."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter

from checks.run.near import near

POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
BY_NAME = (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
ELSEWHERE = {  # what an author may give to the wrong word
    ("theorem", "by"): "reasons stand in the proof: proof=by(...), or eq(..., by=...) in a calculation",
    ("calc", "by"): "reasons stand in each step: eq(..., by=...)",
    ("theorem", "hypotheses"): "what is assumed stands in given=[...]",
}
MEANT_FIRST = ("by", "proof")  # what an author gives by position, though it may be left out


def wrong_call(call: ast.Call, name: str, word: Callable[..., object]) -> tuple[str, str] | None:
    """What is wrong with a call, and what to write; nothing if the call fits."""
    if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
        return None
    takes = inspect.signature(word).parameters
    named = {k.arg: k.value for k in call.keywords if k.arg is not None}
    for key in named:
        if key not in takes or takes[key].kind not in BY_NAME:
            return f"{name}(...) has no {key}=", ELSEWHERE.get((name, key)) or _instead(key, takes) or f"its form is {form(name, word)}"
    places = [p for p in takes.values() if p.kind in POSITIONAL]
    more = any(p.kind is Parameter.VAR_POSITIONAL for p in takes.values())
    if len(call.args) > len(places) and not more:
        return _too_many(call, name, takes, named, len(places))
    missing = [
        p
        for n, p in enumerate(takes.values())
        if p.default is Parameter.empty
        and p.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
        and p.name not in named
        and not (p.kind in POSITIONAL and n < len(call.args))
    ]
    if missing:
        lacks = " and ".join(f"{p.name}=" if p.kind is Parameter.KEYWORD_ONLY else p.name for p in missing)
        return f"{name}(...) needs {lacks}", f"its form is {form(name, word)}"
    return None


def _instead(key: str, takes: Mapping[str, Parameter]) -> str:
    guess = near(key, (k for k, p in takes.items() if p.kind in BY_NAME))
    return f"did you mean {guess}=?" if guess else ""


def _too_many(call: ast.Call, name: str, takes: Mapping[str, Parameter], named: dict[str, ast.expr], places: int) -> tuple[str, str]:
    extra = ast.unparse(call.args[places])
    says = f"{name}(...) takes {places or 'no'} argument{'s' * (places != 1)} by position, and {extra} is one more"
    free = [p.name for p in takes.values() if p.kind is Parameter.KEYWORD_ONLY and p.name not in named]
    due = [k for k in free if takes[k].default is Parameter.empty or k in MEANT_FIRST]
    if due:
        return says, f"give it by name: {due[0]}={extra}"
    return says, "what follows is given by name: " + ", ".join(f"{k}=" for k in free) if free else "drop it"


def form(name: str, word: Callable[..., object]) -> str:
    """How a word is called: its parameters without their types; a default stands behind what may be left out."""
    shown: list[str] = []
    star = False
    for p in inspect.signature(word).parameters.values():
        if p.kind is Parameter.KEYWORD_ONLY and not star:
            star = True
        default = "" if p.default is Parameter.empty else f"={p.default!r}"
        match p.kind:
            case Parameter.VAR_POSITIONAL:
                star = True
                shown.append(f"*{p.name}")
            case Parameter.KEYWORD_ONLY:
                shown.append(f"{p.name}{default or '=...'}")
            case _:
                shown.append(f"{p.name}{default}")
    return f"{name}({', '.join(shown)})"
