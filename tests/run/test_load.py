"""Scripts are loaded by path, as submodules of a package that exists for them alone; what is wrong with one is one message."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.run.books import HEAD, errors, run, write

A = "a = theorem('A', n == n, proof=by(algebra))\n"


def ids(found: object) -> list[str]:
    return [th.id for th in found.theorems]  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", ["derivations", "my-maths", "sympy", "json", "checks", "report", "tests"])
def test_scripts_import_one_another_whatever_the_folder_is_called(tmp_path: Path, folder: str) -> None:
    package = folder.replace("-", "_")
    imports = (
        f"from {package}.base import a\nimport {package}.base as base\nfrom {package} import base as third\nfrom .base import a as fourth\n"
    )
    use = imports + "assert a is base.a is third.a is fourth\nb = theorem('B', n == n, proof=by(a))\n"
    write(tmp_path, {f"{folder}/base.py": A, f"{folder}/use.py": use})
    before = {name: id(m) for name, m in sys.modules.items() if name.partition(".")[0] == package}
    path = list(sys.path)
    found = run(tmp_path, folder)
    assert (found.errors, ids(found)) == ((), ["base.a", "use.b"])
    assert found.theorems[1].uses == ("base.a",)
    assert sys.path == path
    assert {n: id(m) for n, m in sys.modules.items() if n.partition(".")[0] == package} == before


def test_an_installed_package_of_the_folder_s_name_can_still_be_imported(tmp_path: Path) -> None:
    write(tmp_path, {"json/a.py": "import json\nfrom json import dumps\nassert dumps(json.loads('[1]')) == '[1]'\n" + A})
    assert errors(run(tmp_path, "json")) == []


def test_no_other_file_of_the_book_is_executed_or_importable(tmp_path: Path) -> None:
    boom = "raise RuntimeError('executed')\n"
    write(tmp_path, {"a.py": A, "conftest.txt": "", "report/__init__.py": boom, "checks.py": "", "tests/x.py": boom})
    (tmp_path / "checks.py").write_text(boom)
    assert run(tmp_path).errors == ()
    write(tmp_path, {"b.py": "import report.mine\n", "c.py": "import helper\n", "helper.txt": ""})
    assert [c for _, c in errors(run(tmp_path))] == ["import", "import"]


def test_a_file_that_was_not_asked_for_is_loaded_only_if_it_is_imported(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.py": A, "b.py": "from derivations.a import a\nb = theorem('B', n == n, proof=by(a))\n", "c.py": "raise RuntimeError\n"},
    )
    found = run(tmp_path, "derivations/b.py")
    assert found.errors == ()
    assert ids(found) == ["a.a", "b.b"]  # a.a because b.b rests on it
    assert [f for f, _ in found.sources] == ["derivations/a.py", "derivations/b.py"]


@pytest.mark.parametrize(
    ("text", "line", "code", "advice"),
    [
        ("m = siz('m')\n", 3, "unknown-name", "did you mean size?"),
        ("x = KroneckerDelta(n, n)\n", 3, "unknown-name", "the word for it here is delta"),
        ("x = (\n", 3, "syntax", "stopped reading"),
        ("i = indices('i', over=n)\nz = vector('z', size('m'))\nz[i]\n", 5, "size-mismatch", ""),
        ("import numpi_\n", 3, "import", "installed packages"),
        ("import a\n", 3, "import", "write from derivations.a import"),
        ("from derivations.aa import a\n", 3, "import", "did you mean a?"),
        ("from derivations.a import aa\n", 3, "import", "did you mean a?"),
        ("exit(3)\n", 3, "exits", "drop the call"),
        ("import sys\nsys.exit()\n", 4, "exits", ""),
        ("def f():\n    return 1 / 0\n\nf()\n", 4, "python", ""),
        ("n.at_leest\n", 3, "operator", ""),
        ("z = vector('z', n)\nz.sums\n", 4, "operator", ""),
        ("x = 0.5 * scalar('x')\n", 3, "float", ""),
    ],
)
def test_what_is_wrong_with_a_script_is_one_message(tmp_path: Path, text: str, line: int, code: str, advice: str) -> None:
    write(tmp_path, {"a.py": A, "bad.py": text})
    found = run(tmp_path)
    assert ids(found) == ["a.a"]  # the others are checked all the same
    assert errors(found) == [(f"derivations/bad.py:{line}", code)]
    assert advice in found.errors[0].advice


def test_a_missing_star_import_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": A})
    (tmp_path / "derivations" / "bad.py").write_text("n = size('n')\n")
    assert run(tmp_path).errors[0].advice == "begin the script with: from checks.language import *"


def test_bytes_that_are_not_text_are_one_message(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": A})
    (tmp_path / "derivations" / "bad.py").write_bytes(b"x = '\xff\xfe'\n")
    assert [c for _, c in errors(run(tmp_path))] == ["syntax"]


def test_what_imports_a_broken_script_depends_on_it_and_has_no_second_traceback(tmp_path: Path) -> None:
    write(tmp_path, {"bad.py": "siz\n", "one.py": "from derivations.bad import x\n", "two.py": "import derivations.one\n", "fine.py": A})
    found = run(tmp_path)
    assert errors(found) == [
        ("derivations/bad.py:3", "unknown-name"),
        ("derivations/one.py:3", "imports-broken"),
        ("derivations/two.py:3", "imports-broken"),
    ]
    assert found.errors[1].says == "derivations/bad.py does not load, and this script imports it"
    assert ids(found) == ["fine.a"]


def test_a_circle_of_imports_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "from derivations.b import x\n", "b.py": "from derivations.a import y\n"})
    found = run(tmp_path)
    assert sorted(c for _, c in errors(found)) == ["imports-broken", "imports-circle"]
    assert "derivations/a.py imports derivations/b.py imports derivations/a.py" in " ".join(e.says for e in found.errors)


def test_a_script_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": A, "bad.py": "while True:\n    pass\n"})
    found = run(tmp_path, seconds=0.3)
    assert ids(found) == ["a.a"]
    assert [c for _, c in errors(found)] == ["script-time"]


def test_what_a_script_prints_does_not_reach_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"a.py": "print('hello')\n" + A})
    run(tmp_path)
    out, err = capsys.readouterr()
    assert (out, err) == ("", "hello\n")


def test_a_book_in_a_folder_whose_path_begins_like_the_package_knows_its_own_lines(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "\n\n" + A})
    assert run(tmp_path).theorems[0].where.line == HEAD.count("\n") + 3


# ---------------------------------------------------------------- statements
def test_ids_are_the_names_in_the_file_that_defines_them(tmp_path: Path) -> None:
    numbers = "nums = [printed('1', n, at={n: '1'}), printed('0.828', n, at={n: '2'})]\none = printed('1', n, at={n: '1'})\n"
    more = "from derivations.a import a, nums\nagain = a\nb = theorem('B', n == n, proof=by(a))\nsame = b\n"
    errata = "from derivations.a import nums\nerr = erratum(prints=nums[1], should_be=printed('2', n, at={n: '2'}), why='cut off')\n"
    write(tmp_path, {"a.py": A + numbers, "b.py": more, "c.py": errata})
    found = run(tmp_path)
    assert found.errors == ()
    assert ids(found) == ["a.a", "b.b"]
    assert [(x.id, x.verdict.value, x.covered_by_erratum) for x in found.numbers] == [
        ("a.nums.1", "right", False),
        ("a.nums.2", "truncated", True),
        ("a.one", "right", False),
        ("c.err.should_be", "right", False),
    ]
    assert [(e.id, e.should_be_id) for e in found.errata] == [("c.err", "c.err.should_be")]


def test_a_statement_without_a_name_is_an_error(tmp_path: Path) -> None:
    text = "theorem('One', n == n)\nx = theorem('Two', n == n)\nx = theorem('Three', n == n)\nmany = [theorem('Four', n == n)]\n"
    write(tmp_path, {"a.py": text + "printed('1', n, at={n: '1'})\nerratum(prints=n == n, should_be=x, why='')\n"})
    found = run(tmp_path)
    assert ids(found) == ["a.x"]
    assert errors(found) == [
        ("derivations/a.py:3", "unnamed-theorem"),
        ("derivations/a.py:4", "unnamed-theorem"),
        ("derivations/a.py:6", "unnamed-theorem"),
        ("derivations/a.py:7", "unnamed-number"),
        ("derivations/a.py:8", "unnamed-erratum"),
    ]


def test_a_theorem_made_by_a_function_of_another_script_belongs_to_the_script_that_names_it(tmp_path: Path) -> None:
    factory = "def make(title):\n    return theorem(title, n == n, proof=by(algebra))\n"
    write(tmp_path, {"lib.py": factory, "use.py": "from derivations.lib import make\nmade = make('Made')\n"})
    found = run(tmp_path)
    assert (found.errors, ids(found)) == ((), ["use.made"])


def test_two_runs_in_one_process_do_not_see_each_other(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "theorem('One', n == n)\n" + A})
    assert run(tmp_path) == run(tmp_path)
