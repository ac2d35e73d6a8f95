"""What became of every statement that a book lists, and what is said of one that nothing covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.coverage import Coverage, State, coverage
from checks.outcome import Run
from checks.run.book import UsageError
from tests.run.books import errors, run, write

LIST = '["C.1"]\n"C.1-1" = "line 3"\n"C.1-2" = "line 5"\n["C.2"]\n"C.2-1" = "lines 7, 9"\n'
PROJECT = '[tool.checks]\nstatements = "derivations/statements.toml"\n'
PROVED = "a = theorem('A', n == n, covers=['C.1-1'], proof=by(algebra))\n"


def book(root: Path, script: str, statements: str = LIST) -> Path:
    return write(root, {"pyproject.toml": PROJECT, "derivations/statements.toml": statements, "s.py": script})


def found(root: Path, script: str, *paths: str) -> Coverage:
    return coverage(run(book(root, script), *paths))


def states(c: Coverage) -> dict[str, str]:
    return {s.id: s.state.value for s in c.statements}


def test_a_statement_that_nothing_covers_is_missing(tmp_path: Path) -> None:
    c = found(tmp_path, PROVED)
    assert states(c) == {"C.1-1": "proved", "C.1-2": "missing", "C.2-1": "missing"}
    assert c.statements[0].by == ("s.a",)
    assert not c.complete


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ("x = theorem('X', n == n, covers=['C.1-2'], proof=by(algebra))", State.PROVED),
        ("x = theorem('X', n == n + 1, covers=['C.1-2'], proof=by(algebra))", State.FAILING),
        ("x = theorem('X', n == n, covers=['C.1-2'])", State.FAILING),
        ("x = theorem('X', exp(n) >= n, covers=['C.1-2'], proof=by(cite('Somebody 1900', exp(n) >= n)))", State.CITED),
        ("x = printed('4', n, at={n: '4'}, covers=['C.1-2'])", State.COMPUTED),
        ("x = printed('5', n, at={n: '4'}, covers=['C.1-2'])", State.FAILING),
        ("x = not_checkable('a matter of taste', covers=['C.1-2'])", State.NOT_CHECKABLE),
        ("x = erratum(prints=n == n + 1, should_be=a, why='off by one', covers=['C.1-2'])", State.REFUTED),
        ("x = erratum(prints=n == n, should_be=a, why='it is right', covers=['C.1-2'])", State.FAILING),
        (
            "x = erratum(prints=printed('5', n, at={n: '4'}, covers=['C.1-2']), should_be=printed('4', n, at={n: '4'}), why='')",
            State.REFUTED,
        ),
    ],
)
def test_every_state(tmp_path: Path, script: str, state: State) -> None:
    assert {s.id: s.state for s in found(tmp_path, PROVED + script + "\n").statements}["C.1-2"] is state


def test_the_worst_of_what_covers_a_statement_counts(tmp_path: Path) -> None:
    wrong = "b = theorem('B', n == n + 1, covers=['C.1-1'], proof=by(algebra))\n"
    c = found(tmp_path, PROVED + wrong)
    assert (c.statements[0].state, c.statements[0].by) == (State.FAILING, ("s.a", "s.b"))


def test_an_id_that_the_book_does_not_list_is_told(tmp_path: Path) -> None:
    c = found(tmp_path, PROVED.replace("C.1-1", "C.1-11"))
    assert c.unlisted == (("C.1-11", "s.a"),)
    assert not c.complete


def test_complete_means_nothing_missing_nothing_failing_nothing_misspelt(tmp_path: Path) -> None:
    c = found(tmp_path, PROVED.replace("['C.1-1']", "['C.1-1', 'C.1-2', 'C.2-1']"))
    assert c.complete
    assert [name for name, _ in c.sections] == ["C.1", "C.2"]
    assert c.sentence == "3 statements: 3 proved"


def test_a_run_over_a_part_says_nothing_of_the_whole(tmp_path: Path) -> None:
    book(tmp_path, PROVED)
    write(tmp_path, {"t.py": PROVED})
    assert run(tmp_path, "derivations/s.py").listed == ()


def test_a_book_without_a_list_has_no_coverage(tmp_path: Path) -> None:
    alone: Run = run(write(tmp_path, {"s.py": PROVED}))
    assert coverage(alone) == Coverage((), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no table", "derivations/statements.toml: the list of statements cannot be read"),
        ("C1 = 3\n", "derivations/statements.toml: C1 is not a section"),
        ('["C"]\n"C-1" = 3\n', "derivations/statements.toml: C-1 has no place"),
        ('["C"]\n"C-1" = "a"\n["D"]\n"C-1" = "b"\n', "derivations/statements.toml: C-1 stands in two sections"),
    ],
)
def test_a_list_that_is_none_is_a_usage_error(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as e:
        run(book(tmp_path, PROVED, text))
    assert e.value.says.startswith(says)
    assert e.value.advice


def test_a_list_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"derivations/statements.toml: the list of statements cannot be read: No such file"):
        run(write(tmp_path, {"pyproject.toml": PROJECT, "s.py": PROVED}))


def test_what_is_not_checkable_needs_a_reason_a_statement_and_a_name(tmp_path: Path) -> None:
    script = {"s.py": PROVED, "t.py": "x = not_checkable('', covers=['C'])\n", "u.py": "x = not_checkable('taste', covers=[])\n"}
    script |= {"v.py": "not_checkable('taste', covers=['C'])\n", "w.py": "x = not_checkable('taste', covers='C')\n"}
    assert errors(run(write(tmp_path, script))) == [
        ("derivations/t.py:3", "not-checkable"),
        ("derivations/u.py:3", "not-checkable"),
        ("derivations/v.py:3", "unnamed-not-checkable"),
        ("derivations/w.py:3", "not-checkable"),
    ]
