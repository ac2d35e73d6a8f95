"""Which stand-alone SymPy script replays what SymPy confirmed?  It imports only sympy; any reader can run it without us.

Each step is a function that states variables, definitions, hypotheses and the assumptions of its case, writes both sides out at
explicit sizes, and asserts a symbolic zero.  The script prints one line a step and exits with 1 if one fails.  A step that it
cannot replay is listed by it as that.
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
from checks.kernel.names import Index, Recurrence, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.text import claim_text, text

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


@final
@dataclass(frozen=True, slots=True)
class NotReplayed:
    """A step that SymPy confirmed to us and that the script cannot replay: `why` completes the sentence."""

    title: str
    number: int
    why: str


def export_script(steps: Sequence[ConfirmedStep], left_out: Sequence[NotReplayed] = ()) -> str:
    """The script that replays `steps`, in order, and names those that are left out.  Raises TypeError for a formula it cannot write."""
    prelude = Path(__file__).with_name("prelude.py").read_text(encoding="utf-8").partition(MARK)[2]
    bodies: list[str] = []
    calls: list[str] = []
    for n, s in enumerate(steps, 1):
        name = f"{_identifier(s.title)}_step_{s.number}_{n}"
        bodies.append(_function(name, s))
        calls.append(f"    ({name}, {s.title!r}, {s.number}, {s.sizes!r}),")
    listed = [f"    ({x.title!r}, {x.number}, {x.why!r})," for x in left_out]
    main = _MAIN.replace("CALLS", "\n".join(calls)).replace("LEFT_OUT", "\n".join(listed)).replace("[\n\n]", "[]")
    return "\n\n".join((_HEADER + prelude.rstrip(), *bodies, main)) + "\n"


_HEADER = '''"""Derivation Checks: the steps that SymPy confirms, written out.  Needs only SymPy: `python this_file.py`."""
'''

_MAIN = """STEPS = [
CALLS
]
NOT_REPLAYED = [
LEFT_OUT
]


def replay(step, sizes):
    for n in sizes or (1,):
        FAMILY.clear()
        step(n)


def main():
    failed = 0
    for step, title, number, sizes in STEPS:
        try:
            replay(step, sizes)
        except AssertionError as e:
            failed += 1
            print(f"FAILED  {title}, step {number}: {e}")
        else:
            at = f"at size {', '.join(map(str, sizes))}" if sizes else "at every size"
            print(f"ok      {title}, step {number}, {at}")
    for title, number, why in NOT_REPLAYED:
        print(f"not replayed  {title}, step {number}: {why}")
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

    told = [f"given += {fact}" for x in variables for fact in writer.facts(x)]
    for h in assumed:
        told += _hypothesis(h, writer) or [f"# not used: {claim_text(h)}"]
    inner = [f"left = {left}", f"right = {right}", _comparison(s.rel)]

    sizes = [f"{writer.name(x)} = n" for x in free if isinstance(x, Size)]
    sequences = [x for x in variables if isinstance(x.facts, Recurrence)]
    lines = [writer.declare(x) for x in variables if not x.of and x not in sequences]
    unrolled = [line for x in sequences for line in writer.declare(x).split("\n")]  # from the definitions, which come first
    lines += [*writer.functions.values(), *(writer.declare(x) for x in variables if x.of)]
    for d in writer.definitions.values():
        lines += d.split("\n")
    lines += unrolled
    lines += ["given, facts, positive = [], [], []  # what is zero, >= 0, > 0", *told]
    lines += _loop(writer, indices, inner)
    shown = f"{text(s.left)} {s.rel.value} {text(s.right)}".replace("\\", "\\\\")
    head = f'def {name}(n):\n    """{shown}"""\n'
    return "\n" + head + "\n".join("    " + line for line in (*sizes, *_loop(writer, positions, lines)))


def _comparison(rel: Rel) -> str:
    match rel:
        case Rel.EQ:
            return "same(left, right, given, facts, positive)"
        case Rel.GE | Rel.GT:
            return f"at_least(left, right, given, facts, positive, strict={rel is Rel.GT})"
        case Rel.LE | Rel.LT:
            return f"at_least(right, left, given, facts, positive, strict={rel is Rel.LT})"
        case _:
            return "assert left != right"


def _loop(writer: PythonText, indices: Iterable[Index], body: list[str]) -> list[str]:
    for i in reversed(list(indices)):
        body = [f"for {writer.name(i)} in {writer.range(t.ONE, i.over)}:", *("    " + line for line in body)]
    return body


def _hypothesis(h: Claim, writer: PythonText) -> list[str]:
    """What `h` says, as lines that add to `given` (what is zero), `facts` (what is >= 0) or `positive`; none if it cannot be said."""
    match h:
        case Both(parts):
            return [line for p in parts for line in _hypothesis(p, writer)]
        case Forall(_, body):
            return _hypothesis(body, writer)
        case Relation(left, rel, right) if rel is not Rel.NE:
            loops = [i for i in free_in_order((left, right)) if isinstance(i, Index) and not i.fixed]
            a, b = (left, right) if rel not in (Rel.LE, Rel.LT) else (right, left)
            difference = (
                f"add({writer.write(a)}, scale(-1, {writer.write(b)})).values()" if shape_of(a) else f"[{writer.write(t.Sub(a, b))}]"
            )
            into = "given" if rel is Rel.EQ else "facts" if rel in (Rel.GE, Rel.LE) else "positive"
            return _loop(writer, loops, [f"{into} += {difference}"])
        case _:
            return []
