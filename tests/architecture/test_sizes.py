"""A file holds one concept, and what must be trusted is small enough to be read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.arrows import ROOT, modules

LINES = 250

# Files over the limit, each with the reason why it is one concept all the same, and its own limit.
LONGER: dict[str, tuple[int, str]] = {
    "checks/cas/lower.py": (310, "the tree as a SymPy expression at a given size: one case a node"),
    "checks/cas/to_sympy.py": (280, "the tree as a SymPy expression at symbolic size: one case a node"),
    "checks/evaluate/compile.py": (300, "the tree as a function to be evaluated: one case a node"),
    "checks/kernel/check.py": (350, "the one entry point, with everything it promises"),
    "checks/kernel/discharge.py": (290, "how a side condition follows: one case a condition"),
    "checks/kernel/explog.py": (310, "one theory: exponentials, logarithms, powers"),
    "checks/kernel/normal.py": (430, "the normal form: one case a node"),
    "checks/kernel/obligations.py": (300, "when is a formula defined: one case a node"),
    "checks/kernel/order.py": (370, "inequalities as sums of facts times factors"),
    "checks/kernel/ring.py": (320, "polynomials over atoms, exactly"),
    "checks/kernel/shape.py": (270, "does a node fit its children: one case a node"),
    "checks/kernel/signs.py": (480, "the sign of a term: one case a node"),
    "checks/kernel/term.py": (350, "the tree: one class a node"),
    "checks/mutate/operators.py": (270, "slips of the pen, one case a kind"),
    "checks/outcome.py": (440, "every verdict and every result, as one page of plain data that reports read"),
    "checks/words/formula.py": (340, "the operators of numbers, vectors and matrices, line by line"),
    "checks/words/operators.py": (280, "the words that build formulas, one function a word"),
    "checks/words/state.py": (280, "the sentences of a derivation and the forms of a proof"),
    "derivations/entropy.py": (300, "one subject of the book"),
    "derivations/linear_algebra.py": (320, "one subject of the book"),
    "derivations/logsumexp.py": (270, "one subject of the book"),
    "derivations/lora.py": (310, "one subject of the book"),
    "derivations/mutual_information.py": (310, "one subject of the book"),
    "derivations/norms.py": (310, "one subject of the book"),
    "derivations/orthogonality.py": (280, "one subject of the book"),
    "derivations/softmax.py": (310, "one subject of the book"),
    "derivations/why_cross_entropy.py": (290, "one subject of the book"),
    "derivations/worked.py": (260, "one subject of the book"),
    "derivations/worked_entropy.py": (260, "one subject of the book"),
}

# The trusted core, which proves, and the theories beside it, of at most 250 lines of code each.
CORE = (
    "names", "node", "term", "claim", "walk", "bind", "substitute", "affine", "malformed", "shape", "moves", "atoms", "ring", "sums",
    "normal", "match", "facts", "settled", "rewrite", "sign", "signs", "obligations", "discharge",
    "order", "check", "cite", "cover", "proof", "declared", "readback", "bound_names",
)  # fmt: skip
THEORIES = (
    "arrays", "literal", "permuted", "some_term", "absolute", "aligned", "calculus", "explog", "chance", "merged", "products",
    "ends", "rank", "slopes", "square_inverse", "squares", "induction", "recurrent", "tex", "tex_formula", "tex_holds", "tex_names",
    "text", "trig", "maxima", "occurrences", "piecewise", "rounding", "same_place", "unit_interval", "unsaid",
)  # fmt: skip
CORE_LINES = 4500
THEORY_LINES = 250


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def code_lines(file: Path) -> int:
    """Lines that are neither blank nor comment nor docstring: what has to be right."""
    source = file.read_text(encoding="utf-8")
    prose = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return sum(1 for n, line in enumerate(source.splitlines(), 1) if n not in prose and line.strip() and not line.strip().startswith("#"))


FILES = sorted(file for _, file in modules())


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_a_file_stays_short(file: Path) -> None:
    name = file.relative_to(ROOT).as_posix()
    limit, _ = LONGER.get(name, (LINES, ""))
    assert lines(file) <= limit, f"{name} has {lines(file)} lines: split it by concept"


def test_every_exception_is_needed() -> None:
    assert [name for name in LONGER if lines(ROOT / name) <= LINES] == []


def test_every_module_says_which_question_it_answers() -> None:
    silent = [f.relative_to(ROOT).as_posix() for f in FILES if not f.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))]
    assert silent == []


def test_every_file_of_the_kernel_is_counted() -> None:
    here = {f.stem for f in (ROOT / "checks" / "kernel").glob("*.py")} - {"__init__"}
    assert here == set(CORE) | set(THEORIES)


def test_the_trusted_core_is_small(capsys: pytest.CaptureFixture[str]) -> None:
    core = {m: code_lines(ROOT / "checks" / "kernel" / f"{m}.py") for m in CORE}
    theories = {m: code_lines(ROOT / "checks" / "kernel" / f"{m}.py") for m in THEORIES}
    with capsys.disabled():
        print(f"\ntrusted lines of code: core {sum(core.values())}, theories {sum(theories.values())}")
    assert sum(core.values()) <= CORE_LINES
    assert {m: n for m, n in theories.items() if n > THEORY_LINES} == {}
