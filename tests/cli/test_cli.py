"""The command line: what each command prints, and its exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from checks.cli import main
from checks.console.screen import fold
from report.json import schema
from tests.run.books import judged_by_stand_in, write

Say = Callable[..., tuple[int, str, str]]

SOFTMAX = """z = vector('z', n)
i = indices('i', over=n)
good = theorem('A good one', z[i] == z[i], book='C.6', proof=calc(z[i], eq(z[i], by=algebra), eq(z[i])))
"""
BAD = "bad = theorem('A bad one', z[i] == z[i], note='refuted', proof=calc(z[i], eq(z[i])))\n"
NUMBERS = "h = printed('0.828', n, at={n: '2'}, unit='nats', book='C.3')\n"


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command in the book's folder; its exit code, standard output and standard error."""
    judged_by_stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*argv: str) -> tuple[int, str, str]:
        hook, path = sys.excepthook, list(sys.path)
        try:
            code = main(argv)
        except SystemExit as e:
            code = int(e.code or 0)
        finally:
            sys.excepthook, sys.path[:] = hook, path
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_all_that_is_proved(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    code, out, err = say("all", "--jobs", "0")
    assert (code, err) == (0, "")
    assert out == (
        "derivations/softmax.py\n"
        "  ✓ softmax.good  A good one  C.6\n"
        "\n"
        "wrote build/results.json\n"
        "wrote build/report/index.html\n"
        "wrote build/appendix.tex\n"
        "1 theorem: 1 proved\n"
    )
    files = sorted(p.relative_to(tmp_path).as_posix() for p in (tmp_path / "build").rglob("*") if p.is_file())
    assert files == [f"build/{f}" for f in ("appendix.tex", "report/index.html", "results.json", "tex/softmax.good.tex", "timings.json")]


def test_all_with_faults_says_where_and_what_to_do(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX + BAD + NUMBERS})
    code, out, _ = say("all", "--jobs", "1")
    assert code == 1
    assert (
        'derivations/softmax.py:6: refuted: step 1 of "A bad one" is false\n'
        "    claimed  left0 == left1\n"
        "    at       n = 2, z = (-5/4, 9/4)\n"
        "    left     -0.02845\n"
        "    right    0.02845\n"
        "    more     python -m checks explain refuted\n"
    ) in out
    assert (
        "derivations/softmax.py:7: truncated: the printed 0.828 nats (C.3) is cut off, not rounded\n"
        "    value of  H(P)\n"
        "    at        n = 2\n"
        "    value     0.8286 nats\n"
        "    print     0.829 nats\n"
        "    more      python -m checks explain truncated\n"
    ) in out
    assert "2 theorems: 1 proved, 1 refuted\n1 printed number: 1 truncated\n" in out


def test_an_erratum_covers_a_misprint(tmp_path: Path, say: Say) -> None:
    fix = "right = printed('0.829', n, at={n: '2'})\nerr = erratum(prints=h, should_be=right, why='cut off', book='C.3')\n"
    write(tmp_path, {"softmax.py": SOFTMAX + NUMBERS + fix})
    code, out, _ = say("all", "--jobs", "0")
    assert code == 0
    assert "Errata\n  ✓ C.3  0.828  should be  right\n         cut off\n" in out
    assert "2 printed numbers: 1 right, 1 corrected by an erratum\n1 erratum: 1 holding\n" in out


def test_a_broken_script_is_exit_code_4_and_the_rest_is_checked(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX, "bad.py": "siz('m')\n"})
    code, out, _ = say("all", "--jobs", "0")
    assert code == 4
    assert "\n\nderivations/bad.py:3: unknown-name: the name siz is not defined\n    advice   did you mean size?\n" in out
    assert "1 theorem: 1 proved\n1 error in scripts: what these state was not checked\n" in out


def test_a_part_of_the_book_says_that_it_is_one(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX, "other.py": BAD.replace("z[i]", "n")})
    _, out, _ = say("all", "derivations/softmax.py", "--jobs", "0")
    assert "note: build/ now holds a part of the book: derivations/softmax.py\n1 theorem: 1 proved\n" in out
    results = json.loads((tmp_path / "build" / "results.json").read_text(encoding="utf-8"))
    assert results["part"] == ["derivations/softmax.py"]
    assert "This is a part of the book" in (tmp_path / "build" / "report" / "index.html").read_text(encoding="utf-8")
    for whole in ((), ("derivations",)):
        _, out, _ = say("all", *whole, "--jobs", "0")
        assert "part of the book" not in out


def test_a_name_that_prints_as_another_is_told_once(tmp_path: Path, say: Say) -> None:
    misnamed = "x = scalar('y')\nlogits = vector('l', n)\nu, u2 = scalar('u'), scalar(\"u'\")\na = vector('b', n)\nb = vector('a', n)\n"
    write(tmp_path, {"softmax.py": SOFTMAX + misnamed})
    code, out, _ = say("all", "--jobs", "0")
    assert code == 0
    assert [line for line in out.splitlines() if "name-mismatch" in line] == [
        'derivations/softmax.py:6: name-mismatch: x prints as y: declare it as "x", or call it y',
        'derivations/softmax.py:9: name-mismatch: a prints as b, but b is another thing in this script: declare it as "a", or call it b',
        'derivations/softmax.py:10: name-mismatch: b prints as a, but a is another thing in this script: declare it as "b", or call it a',
    ]


def test_a_narrow_terminal_gets_narrow_lines() -> None:
    long = "E(Sum(q[a]*k[a], a))  (q has uncorrelated entries with mean square 1)"
    assert fold(long, 40) == ["E(Sum(q[a]*k[a], a))  (q has", "  uncorrelated entries with mean square", "  1)"]
    assert fold(long, 0) == [long]


def test_nothing_to_check(tmp_path: Path, say: Say) -> None:
    code, out, _ = say("all")
    assert code == 5
    assert out.endswith("Nothing to check was found in derivations/: no script.\n")


@pytest.mark.parametrize("argv", [("all", "gone.py"), ("all", "--jobs", "-1"), ("all", "--timeout", "nan"), ("al",), ()])
def test_usage_errors_are_exit_code_4(say: Say, argv: tuple[str, ...]) -> None:
    code, out, err = say(*argv)
    assert (code, out) == (4, "")
    assert err


def test_help_lists_the_commands(say: Say) -> None:
    code, out, _ = say("--help")
    assert code == 0
    for word in ("all", "show", "list", "rules", "explain", "schema", "report", "export", "exit codes"):
        assert word in out


def test_json_goes_to_standard_output_alone_and_fits_the_schema(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": "print('noise')\n" + SOFTMAX + BAD + NUMBERS, "bad.py": "siz\n"})
    _, out, _ = say("all", "--jobs", "0", "--format", "json")
    jsonschema.Draft202012Validator(json.loads(schema())).validate(json.loads(out))
    assert (tmp_path / "build" / "results.json").read_text(encoding="utf-8") == out
    assert str(tmp_path) not in out
    assert set(json.loads((tmp_path / "build" / "timings.json").read_text())) == {"softmax.good", "softmax.bad", "softmax.h"}


def test_the_schema_is_printed(say: Say) -> None:
    code, out, _ = say("schema")
    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_show_prints_a_theorem_with_its_steps_aligned(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    code, out, _ = say("show", "softmax.good", "--jobs", "0")
    assert code == 0
    assert out == (
        "✓ A good one  C.6  proved\n"
        "  softmax.good  derivations/softmax.py:5\n"
        "\n"
        "  claim     p[i] == p[i]\n"
        "  for       V: a size\n"
        "\n"
        "        left0\n"
        "1  ✓ == left1  by algebra\n"
        "2  ✓ == left2  by algebra\n"
        "\n"
        "  judges    kernel 2/2  SymPy 2/2  refuter 2/2\n"
    )


def test_show_prints_one_step_with_its_judges(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    code, out, _ = say("show", "softmax.good:2", "--jobs", "0")
    assert code == 0
    assert out == (
        '✓ step 2 of "A good one"  proved  derivations/softmax.py:5\n'
        "\n"
        "  from      left1\n"
        "  to        == left2\n"
        "  by        algebra\n"
        "  kernel    yes\n"
        "  SymPy     yes  symbolic size\n"
        "  refuter   yes\n"
    )


def test_show_of_a_failing_step_says_how_to_mend_it(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX + BAD + NUMBERS})
    code, out, _ = say("show", "softmax.bad:1", "--jobs", "0")
    assert code == 1
    assert "  at        n = 2, z = (-5/4, 9/4)\n" in out
    code, out, _ = say("show", "softmax.h", "--jobs", "0")
    assert code == 1
    assert "    print     0.829 nats\n" in out


def test_show_of_numbers_and_errata(tmp_path: Path, say: Say) -> None:
    fix = "right = printed('0.829', n, at={n: '2'})\nerr = erratum(prints=h, should_be=right, why='cut off', book='C.3')\n"
    write(tmp_path, {"softmax.py": SOFTMAX + NUMBERS + fix})
    code, out, _ = say("show", "softmax.right", "--jobs", "0")
    assert code == 0
    assert out.startswith("derivations/softmax.py:7: right: the printed 0.829 is right\n    value of  H(P)\n")
    code, out, _ = say("show", "softmax.err", "--jobs", "0")
    assert code == 0
    assert out == (
        "derivations/softmax.py:8: erratum: the erratum on C.3 holds\n"
        "    prints     0.828\n"
        "    should be  right\n"
        "    why        cut off\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("id", "says", "advice"),
    [
        ("softmax.goood", "no such theorem", "did you mean softmax.good?"),
        ("other.good", "no such theorem", "did you mean softmax.good?"),
        ("zzz", "no such theorem", "checks list"),
        ("softmax.good:3", "has no step 3", "its steps are 1 to 2"),
        ("softmax.good:x", "has no step x", "its steps are 1 to 2"),
    ],
)
def test_an_id_that_is_not_there(tmp_path: Path, say: Say, id: str, says: str, advice: str) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    code, out, err = say("show", id, "--jobs", "0")
    assert (code, out) == (4, "")
    assert says in err
    assert advice in err


def test_list(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX + BAD})
    code, out, _ = say("list", "--jobs", "0")
    assert code == 1
    assert out == "✓ softmax.good  proved        C.6  A good one\n✗ softmax.bad   refuted            A bad one\n"
    _, out, _ = say("list", "--jobs", "0", "--format", "json")
    assert [r["verdict"] for r in json.loads(out)] == ["proved", "refuted"]


def test_rules_and_explain(say: Say) -> None:
    code, out, _ = say("rules")
    assert code == 0
    assert "sum_of_delta  summing a Kronecker delta\n" in out
    code, out, _ = say("explain", "misjustified")
    assert code == 0
    assert out.startswith("misjustified\n\nThe step is true, but")
    code, _, err = say("explain", "misjustifed")
    assert code == 4
    assert "did you mean misjustified?" in err
    code, out, _ = say("explain")
    assert "unsampled" in out


def test_report_renders_the_last_results_without_judging(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX + BAD})
    code, _, err = say("report", "html")
    assert code == 4
    assert "run python -m checks all first" in err
    say("all", "--jobs", "0", "--pdf")
    monkeypatch.setitem(sys.modules, "checks.run.judge", None)  # type: ignore[arg-type]
    for kind, file in (("html", "report/index.html"), ("latex", "appendix.tex"), ("pdf", "appendix.pdf")):
        before = (tmp_path / "build" / file).read_bytes()
        (tmp_path / "build" / file).unlink()
        code, out, _ = say("report", kind)
        assert (code, out) == (0, f"wrote build/{file}\n")
        assert (tmp_path / "build" / file).read_bytes() == before
    (tmp_path / "build" / "results.json").write_text("{}")
    code, _, err = say("report", "html")
    assert code == 4
    assert "not results of version 2" in err


def test_files_of_theorems_that_are_gone_are_removed_and_no_others(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX + BAD})
    say("all", "--jobs", "0")
    own = tmp_path / "build" / "tex" / "mine.tex"
    own.write_text("mine")
    write(tmp_path, {"softmax.py": SOFTMAX})
    say("all", "--jobs", "0")
    assert sorted(p.name for p in own.parent.iterdir()) == ["mine.tex", "softmax.good.tex"]


def test_colour_only_where_it_is_wanted(tmp_path: Path, say: Say) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    assert "\x1b" not in say("all", "--jobs", "0")[1]
    assert "\x1b[32m✓\x1b[0m" in say("all", "--jobs", "0", "--color", "always")[1]
