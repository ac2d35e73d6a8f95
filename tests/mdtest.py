"""Literate tests: a Markdown file whose code blocks are scripts, judged as an author's script is.

The first block of a file sets the scene and is shared by all others; each other block is run by itself after it.  What a block
states must be proved, without a warning, unless a comment says which message is expected where:

    wrong = theorem("...", ..., proof=by(algebra))  # error: [misjustified] summing a Kronecker delta

The code in brackets is that of the verdict (`refuted`, `misjustified`), of the reason why a step is undecided (`side-condition`,
`no-rule`, ...), of a warning (`superfluous-reason`), or of an ill-formed formula (`size-mismatch`, ...); the text after it must
occur in the message.  A comment speaks of the statement in whose lines it stands.  Place and line are those of the Markdown file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.diagnostics import failures
from checks.kernel.shape import Malformed
from checks.outcome import TheoremResult, Undecided, Verdict
from checks.run.judge import judge_theorem
from checks.run.script_names import script_names
from checks.words.state import Theorem

FENCE = re.compile(r"^```py\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"#\s*error:\s*\[([\w-]+)\]\s*(.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A code block, the line of the file on which its first line stands, and the blocks it needs."""

    file: Path
    line: int
    source: str
    scene: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Said:
    """A message, expected or given: its code, its text, its line."""

    code: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"line {self.line}: [{self.code}] {self.text}"


def blocks(file: Path) -> list[Block]:
    """The blocks of a file after the first, each with the first before it."""
    text = file.read_text(encoding="utf-8")
    found = [(text.count("\n", 0, m.start(1)) + 1, m.group(1)) for m in FENCE.finditer(text)]
    if len(found) < 2:
        raise ValueError(f"{file.name} needs a first block that sets the scene, and another one")
    at, first = found[0]
    scene = "\n" * (at - 1) + first  # so that lines are those of the file
    return [Block(file, line, source, scene) for line, source in found[1:]]


def disagreements(block: Block) -> list[str]:
    """What was expected and not said, and what was said and not expected, with file and line; empty if all is as it should be."""
    statements = ast.parse(block.source).body
    ranges = [(s.lineno + block.line - 1, (s.end_lineno or s.lineno) + block.line - 1) for s in statements]
    wanted, given = list(expected(block)), list(messages(block))
    out: list[str] = []
    for low, high in ranges:
        here = [w for w in wanted if low <= w.line <= high]
        said = [g for g in given if low <= g.line <= high]
        for w in here:
            match = next((g for g in said if g.code == w.code and w.text in g.text), None)
            if match is None:
                out.append(f"{block.file}:{w.line}: expected [{w.code}] {w.text}, but " + ("; ".join(map(str, said)) or "nothing was said"))
            else:
                said.remove(match)
        if not here:
            out += [f"{block.file}:{g.line}: not expected: [{g.code}] {g.text}" for g in said]
    return out


def expected(block: Block) -> Iterator[Said]:
    for n, line in enumerate(block.source.splitlines()):
        if m := EXPECTED.search(line):
            yield Said(m.group(1), m.group(2), block.line + n)


def messages(block: Block) -> Iterator[Said]:
    """What an author would be told of a block: of formulas that are none, of steps that fail, and warnings."""
    names: dict[str, object] = {}
    exec(compile(block.scene, str(block.file), "exec"), names)
    before = set(map(id, names.values()))
    for statement in ast.parse("\n" * (block.line - 1) + block.source).body:
        try:
            exec(compile(ast.Module([statement], []), str(block.file), "exec"), names)
        except Malformed as e:
            yield Said(e.code, e.says, statement.lineno)
    verdicts: dict[Theorem, Verdict] = {}
    called = script_names(names)
    for name, value in names.items():
        if not isinstance(value, Theorem):
            continue
        result = judge_theorem(value, {value: f"{block.file.stem}.{name}"}, verdicts, block.file.parent, sympy=False, names=called)
        verdicts[value] = result.verdict
        if id(value) in before:
            continue
        yield from told(result)


def told(result: TheoremResult) -> Iterator[Said]:
    """The messages about one theorem, by code."""
    codes = iter([s.verdict for s in result.steps if _fails(s.verdict)] or [result.verdict])
    for m in failures(result):
        v = next(codes)
        code = v.why.value if isinstance(v, Undecided) else m.code
        yield Said(code, " | ".join([m.says, *(f"{k}: {x}" for k, x in m.rows)]), m.where.line)
    for w in result.warnings:
        yield Said(w.code, w.says, w.where.line)
    for a in result.alarms:
        yield Said("alarm", a.says, a.where.line)


def _fails(v: Verdict) -> bool:
    from checks.diagnostics import failed

    return failed(v)
