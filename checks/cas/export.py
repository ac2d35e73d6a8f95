"""Which stand-alone SymPy script replays what SymPy confirmed?  It imports only sympy; any reader can run it without us.

Each step is a function that states variables, definitions and hypotheses, writes both sides out at explicit sizes, and asserts
a symbolic zero.  The script prints one line a step and exits with 1 if one fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from checks.cas.naming import declarations, free_in_order, of_claims
from checks.cas.python_text import PythonText
from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Forall, Rel, Relation
from checks.kernel.names import Index, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.text import text

MARK = "# ---- copied from here ----\n"


@final
@dataclass(frozen=True, slots=True)
class ConfirmedStep:
    """A step that SymPy confirmed at `sizes` (each size of the step takes these values; none if it has no size).

    `cited` are the claims that the step cites, as they were told to the judge; the script states them as it states hypotheses.
    """

    title: str
    number: int
    left: Term
    rel: Rel
    right: Term
    hypotheses: tuple[Claim, ...]
    sizes: tuple[int, ...]
    cited: tuple[Claim, ...] = ()


def export_script(steps: Sequence[ConfirmedStep]) -> str:
    """The script that replays `steps`, in order."""
    prelude = Path(__file__).with_name("prelude.py").read_text(encoding="utf-8").partition(MARK)[2]
    bodies: list[str] = []
    calls: list[str] = []
    for n, s in enumerate(steps, 1):
        name = f"{_identifier(s.title)}_step_{s.number}_{n}"
        bodies.append(_function(name, s))
        calls.append(f"    ({name}, {s.title!r}, {s.number}, {s.sizes!r}),")
    return "\n\n".join((_HEADER + prelude.rstrip(), *bodies, _MAIN.replace("CALLS", "\n".join(calls)))) + "\n"


_HEADER = '''"""Derivation Checks: the steps that SymPy confirms, written out.  Needs only SymPy: `python this_file.py`."""
'''

_MAIN = """STEPS = [
CALLS
]


def main():
    failed = 0
    for step, title, number, sizes in STEPS:
        try:
            for n in sizes or (1,):
                FAMILY.clear()
                step(n)
        except AssertionError as e:
            failed += 1
            print(f"FAILED  {title}, step {number}: {e}")
        else:
            at = f"at size {', '.join(map(str, sizes))}" if sizes else "at every size"
            print(f"ok      {title}, step {number}, {at}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())"""


def _identifier(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower()).strip("_") or "step"


def _function(name: str, s: ConfirmedStep) -> str:
    """One step as a function of the common size."""
    writer = PythonText()
    assumed = (*s.hypotheses, *s.cited)
    terms = (s.left, s.right, *of_claims(assumed))
    free = free_in_order(terms)
    left, right = writer.write(s.left), writer.write(s.right)
    positions = [i for i in free if isinstance(i, Index) and i.fixed]
    indices = [i for i in free_in_order((s.left, s.right)) if isinstance(i, Index) and not i.fixed]
    variables = [x for x in declarations(terms) if isinstance(x, Variable) and x in free]

    given = [f"given += {fact}" for x in variables for fact in writer.facts(x)]
    facts: list[str] = []
    for h in assumed:
        _hypothesis(h, writer, given, facts, ())
    inner = [f"left = {left}", f"right = {right}", _comparison(s.rel)]

    sizes = [f"{writer.name(x)} = n" for x in free if isinstance(x, Size)]
    lines = [writer.declare(x) for x in variables if not x.of]
    lines += [*writer.functions.values(), *(writer.declare(x) for x in variables if x.of)]
    for d in writer.definitions.values():
        lines += d.split("\n")
    lines += ["given, facts = [], []", *given, *facts]
    lines += _loop(writer, indices, inner)
    shown = f"{text(s.left)} {s.rel.value} {text(s.right)}".replace("\\", "\\\\")
    head = f'def {name}(n):\n    """{shown}"""\n'
    return "\n" + head + "\n".join("    " + line for line in (*sizes, *_loop(writer, positions, lines)))


def _comparison(rel: Rel) -> str:
    match rel:
        case Rel.EQ:
            return "same(left, right, given)"
        case Rel.GE | Rel.GT:
            return f"at_least(left, right, given, facts, strict={rel is Rel.GT})"
        case Rel.LE | Rel.LT:
            return f"at_least(right, left, given, facts, strict={rel is Rel.LT})"
        case _:
            return "assert left != right"


def _loop(writer: PythonText, indices: Iterable[Index], body: list[str]) -> list[str]:
    for i in reversed(list(indices)):
        body = [f"for {writer.name(i)} in {writer.range(t.ONE, i.over)}:", *("    " + line for line in body)]
    return body


def _hypothesis(h: Claim, writer: PythonText, given: list[str], facts: list[str], bound: tuple[Index, ...]) -> None:
    """What `h` says, as lines that add to `given` (expressions that are zero) or `facts` (expressions that are >= 0)."""
    match h:
        case Both(parts):
            for p in parts:
                _hypothesis(p, writer, given, facts, bound)
        case Forall(indices, body):
            _hypothesis(body, writer, given, facts, (*bound, *indices))
        case Relation(left, rel, right):
            loops = [i for i in free_in_order((left, right)) if isinstance(i, Index) and not i.fixed]
            a, b = (left, right) if rel not in (Rel.LE, Rel.LT) else (right, left)
            difference = (
                f"add({writer.write(a)}, scale(-1, {writer.write(b)})).values()" if shape_of(a) else f"[{writer.write(t.Sub(a, b))}]"
            )
            into = given if rel is Rel.EQ else facts
            if rel is not Rel.NE:
                into += _loop(writer, loops, [f"{'given' if rel is Rel.EQ else 'facts'} += {difference}"])
        case _:
            pass
