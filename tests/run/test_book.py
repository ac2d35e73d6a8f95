"""Which book, and which of its files?"""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.run.book import UsageError, find_book
from checks.run.scripts import find_scripts
from tests.run.books import write


def names(root: Path, *paths: str) -> list[str]:
    return [s.rel for s in find_scripts(find_book(paths, root)).scripts]


def test_without_a_configuration_the_folder_is_derivations(tmp_path: Path) -> None:
    write(tmp_path, {"b.py": "", "a.py": "", "notes.txt": "", "__init__.py": "raise RuntimeError"})
    assert names(tmp_path) == ["derivations/a.py", "derivations/b.py"]


def test_the_configuration_is_found_upward_and_names_the_title_and_the_folders(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"pyproject.toml": '[tool.checks]\ntitle = "T"\npaths = ["maths", "more"]\n', "maths/a.py": "", "more/b.py": "", "c.py": ""},
    )
    below = tmp_path / "chapters" / "one"
    below.mkdir(parents=True)
    book = find_book((), below)
    assert (book.root, book.title) == (tmp_path.resolve(), "T")
    assert names(below) == ["maths/a.py", "more/b.py"]


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "[tool.checks]\n", "sub/pyproject.toml": "[project]\nname='x'\n", "a.py": ""})
    assert find_book((), tmp_path / "sub").root == tmp_path.resolve()


def test_paths_win_over_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "[tool.checks]\n", "a.py": "", "b.py": "", "other/c.py": ""})
    assert names(tmp_path, "derivations/b.py", "other") == ["derivations/b.py", "other/c.py"]
    assert names(tmp_path, "derivations/b.py", "derivations") == ["derivations/a.py", "derivations/b.py"]


def test_a_path_outside_the_working_directory_brings_its_own_book(tmp_path: Path) -> None:
    book = write(tmp_path / "book", {"pyproject.toml": '[tool.checks]\ntitle = "B"\n', "a.py": ""})
    loose = write(tmp_path / "loose", {"a.py": ""})
    here = tmp_path / "here"
    here.mkdir()
    assert find_book((str(book / "derivations"),), here).title == "B"
    assert names(here, str(loose / "derivations" / "a.py")) == ["derivations/a.py"]


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("[tool.checks]\npaths = 'x'\n", "must be a list"),
        ("[tool.checks]\ntitle = 3\n", "must be a text"),
        ("[tool.checks]\npath = ['x']\n", "no setting 'path'"),
        ("[tool.checks]\npaths = ['gone']\n", "does not exist"),
        ("[tool.checks\n", "cannot be read"),
    ],
)
def test_a_wrong_configuration_is_a_usage_error(tmp_path: Path, config: str, says: str) -> None:
    write(tmp_path, {"pyproject.toml": config})
    with pytest.raises(UsageError, match=says):
        find_book((), tmp_path)


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.py: no such file"):
        find_book(("gone.py",), tmp_path)
    (tmp_path / "x.txt").write_text("")
    with pytest.raises(UsageError, match="not a Python script"):
        find_book(("x.txt",), tmp_path)


def test_names_that_cannot_begin_an_id_are_errors(tmp_path: Path) -> None:
    write(tmp_path, {"01-soft.max.py": "", "ok.py": "", "other/ok.py": ""})
    found = find_scripts(find_book(("derivations", "other"), tmp_path))
    assert [s.rel for s in found.scripts] == ["derivations/ok.py"]
    assert [(e.where.file, e.code, e.advice) for e in found.errors] == [
        ("derivations/01-soft.max.py", "file-name", "rename it, for example to soft_max.py"),
        ("other/ok.py", "file-name", "rename one of the two files"),
    ]


def test_a_subfolder_with_scripts_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "derivations/part/b.py": "", "derivations/data/x.txt": ""})
    assert find_scripts(find_book((), tmp_path)).notices == (
        "derivations/part/ holds 1 script that was not checked: add it to paths in [tool.checks]",
    )
