"""The second reader: it reads back what the printer prints, and it sees a printer that forgets a parenthesis."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.kernel import term as t
from checks.kernel import tex_formula
from checks.kernel.tex_formula import Printer
from checks.kernel.tex_holds import Holds, Then, holds
from checks.kernel.text import text
from checks.language import *
from checks.read import latex2sympy
from checks.read.latex2sympy import Missing, NotRead, reader
from checks.read.second import Agrees, Disagrees, NotCovered, Unavailable, second_read
from checks.read.skeleton import Masks, power, quotient, skeleton_tex, skeletons, value
from tests.small_trees import small_trees
from tests.strategies import WORLD, sample

w = WORLD
ROOT = Path(__file__).parent.parent.parent


# ---------------------------------------------------------------- it agrees
def test_it_agrees_with_the_printer_on_random_formulas() -> None:
    agreed = 0
    for x in sample(200, 16, seed=21):
        match second_read(x.term):
            case Agrees():
                agreed += 1
            case NotCovered():
                assert not list(skeletons(x.term)), text(x.term)
            case other:
                pytest.fail(f"{text(x.term)}: {other}")
    assert agreed > 120


def test_it_agrees_on_small_trees() -> None:
    for x in list(small_trees())[::197]:
        assert not isinstance(second_read(x), Disagrees), text(x)


@pytest.mark.parametrize(
    "x",
    [
        w.p[w.i] * (delta(w.i, w.j) - w.p[w.j]),
        -Sum(w.P[w.i] * log(w.Q[w.i]), w.i),
        exp(w.u[w.i] / w.beta) / Sum(exp(w.u[w.k] / w.beta), w.k),
        Sum(Sum(w.B[w.i, w.j], w.i), (w.j, 2, w.n - 1)) * 2 - 1,
        sqrt(w.n) ** 2 - abs_(-w.x) ** 3,
        Rational(2, 3) * w.x / 2 + Rational(2) / 3,
        sin(w.x) * cos(w.y) + tanh(Pi * w.x) ** w.beta,
        E((w.x + w.q[w.i]) ** 2) - E(w.x * w.q[w.i]),
        log(w.x) * w.y - log(w.x * w.y),
    ],
)
def test_formulas_of_a_book(x: Any) -> None:
    assert isinstance(second_read(x.term), Agrees)


def test_it_reads_inside_what_it_masks() -> None:
    assert second_read(E((w.x + w.y) * w.N).term) == Agrees(1)
    assert second_read((E(w.x * w.N) + D(w.x**2, w.x)).term) == Agrees(3)


def test_what_it_does_not_cover() -> None:
    assert isinstance(second_read(w.u[w.i].term), NotCovered)
    assert isinstance(second_read((w.B @ w.u).term), NotCovered)
    deep: Any = w.x
    for _ in range(60):
        deep = log(1 + deep)
    assert isinstance(second_read(deep.term), NotCovered)


# ---------------------------------------------------------------- it sees a wrong print
def no_parentheses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Printer, "operand", lambda self, x, least, then=Then.NOTHING: self.inline(x, then))


def minus_not_set_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tex_formula, "leads_with_minus", lambda x: False)


def sums_reach_too_far(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tex_formula, "holds", lambda x, then=Then.NOTHING: Holds.FACTOR if isinstance(x, t.Sum) else holds(x, then))


def logs_take_everything_bare(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tex_formula, "stands_alone", lambda a: True)


def sums_hold_like_products(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tex_formula, "holds", lambda x, then=Then.NOTHING: max(Holds.PRODUCT, holds(x, then)))


def powers_without_parentheses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Printer, "_base", lambda self, x: self.inline(x))


def numbers_touch(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tex_formula, "times", lambda left, right: f"{left}{right}")


BUGS: list[Callable[[pytest.MonkeyPatch], None]] = [
    no_parentheses,
    minus_not_set_apart,
    sums_reach_too_far,
    logs_take_everything_bare,
    sums_hold_like_products,
    powers_without_parentheses,
    numbers_touch,
]


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_in_the_printer_is_seen(bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    trees = [x.term for x in sample(900, 12, seed=4, random=False, calculus=False)]
    bug(monkeypatch)
    assert any(isinstance(second_read(x), Disagrees) for x in trees)


def test_a_disagreement_says_what_was_printed_and_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    no_parentheses(monkeypatch)
    found = second_read((w.x * (w.u[w.i] + 1)).term)
    assert found == Disagrees(r"x \, u_{i} + 1", "x*u[i] + 1")


# ---------------------------------------------------------------- the guard
@pytest.fixture
def read() -> Callable[[str], Any]:
    found = reader()
    assert not isinstance(found, Missing)
    return found


@pytest.mark.parametrize("broken", ["a + b ) garbage", "x^2 } }", "a + b\\\\c", "x + y = 3", r"\frac{a}{b", "", "a < b"])
def test_text_that_is_not_one_formula_is_refused(broken: str, read: Callable[[str], Any]) -> None:
    with pytest.raises(NotRead):
        read(broken)


def test_a_reading_leaves_no_trace(read: Callable[[str], Any]) -> None:
    before = str(read(r"\frac{A}{2}"))
    for broken in ("A = 3", "2 d r )"):
        with pytest.raises(NotRead):
            read(broken)
    assert str(read(r"\frac{A}{2}")) == before


def test_a_package_of_the_books_that_is_called_gen_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "gen").mkdir()
    (tmp_path / "gen" / "__init__.py").write_text("WHOSE = 'the book'\n", encoding="utf-8")
    script = "from checks.read.latex2sympy import reader\nprint(reader()('x + 1'))\nimport gen\nprint(gen.WHOSE)\n"
    for first in ("", "import gen\n"):
        path = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, "-c", first + script], cwd=tmp_path, env=path, capture_output=True, text=True, check=True)
        assert done.stdout.split("\n")[:2] == ["x + 1", "the book"]


@pytest.fixture
def unread() -> Iterator[None]:
    reader.cache_clear()
    yield
    reader.cache_clear()


@pytest.mark.usefixtures("unread")
def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latex2sympy, "find_spec", lambda name: None)
    assert second_read((w.x + 1).term) == Unavailable("latex2sympy2 is not installed")


@pytest.mark.usefixtures("unread")
def test_with_another_runtime_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latex2sympy, "version", lambda name: "4.13.2")
    assert isinstance(second_read((w.x + 1).term), Unavailable)


# ---------------------------------------------------------------- skeletons
def test_the_skeleton_keeps_arithmetic_and_masks_the_rest() -> None:
    masks = Masks()
    x = w.p[w.i] * (delta(w.i, w.j) - w.p[w.i])
    assert skeleton_tex(x.term, masks) == r"\variable{v0} \left(\variable{v1} - \variable{v0}\right)"
    assert [text(leaf) for leaf in masks.names] == ["p[i]", "delta(i, j)"]


@pytest.mark.parametrize(
    ("x", "y", "same"),
    [
        (w.x * (w.y + 1), w.x * w.y + w.x, True),
        (w.x / w.y, w.x * w.y**-1, True),
        (sqrt(w.x), w.x ** Rational(1, 2), True),
        (w.x - (w.y - 1), w.x - w.y - 1, False),
        (exp(w.x) * exp(w.y), exp(w.x + w.y), False),
        (Sum(w.u[w.k] * w.x, w.k), Sum(w.u[w.k], w.k) * w.x, False),
        (w.x / 0, w.x / (w.y - w.y), True),
        (w.x**w.y, w.y**w.x, False),
    ],
)
def test_values_tell_skeletons_apart_up_to_ring_arithmetic(x: Any, y: Any, same: bool) -> None:
    masks = Masks()
    assert (value(x.term, masks, 1, {}) == value(y.term, masks, 1, {})) is same


def test_powers_of_residues() -> None:
    assert power(3, 4) == 81
    assert power(3, (-2) % (2**127 - 1)) == quotient(1, 9)
