"""Premises first, each check under its own limits, and the same results whatever the number of workers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checks.outcome import ExitCode, Proved, Run, TheoremResult, Undecided, Why, exit_code, status
from checks.run.book import find_book
from checks.run.limits import Crashed, Done, Limits, OverMemory, OverTime, TooDeep
from checks.run.runner import Options, run_book
from checks.run.workers import Workers
from tests.run.books import errors, run, write


def th(name: str, note: str = "", by: str = "algebra") -> str:
    return f"{name} = theorem('{name}', n == n, note='{note}', proof=by({by}))\n"


def verdicts(found: Run) -> dict[str, str]:
    return {t.id: status(t.verdict).value for t in found.theorems}


def why(t: TheoremResult) -> Why:
    assert isinstance(t.verdict, Undecided)
    return t.verdict.why


def test_premises_are_judged_before_what_cites_them_even_across_files(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "from derivations.z import base\n" + th("first", by="base"), "z.py": th("base")})
    for jobs in (0, 1, 2):
        assert verdicts(run(tmp_path, jobs=jobs)) == {"a.first": "proved", "z.base": "proved"}


def test_what_rests_on_a_failure_is_judged_and_finds_its_premise_unproved(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("bad", "refuted") + th("next", by="bad") + th("after", by="next.at({n: n})")})
    found = run(tmp_path, jobs=2)
    assert verdicts(found) == {"a.bad": "refuted", "a.next": "undecided", "a.after": "undecided"}
    assert why(found.theorems[2]) is Why.PREMISE


def test_a_circle_of_citations_is_an_error_and_the_rest_is_judged(tmp_path: Path) -> None:
    mutate = "object.__setattr__(one, 'proof', by(two))\n"
    write(tmp_path, {"a.py": th("one") + th("two", by="one") + mutate + th("three") + th("four", by="two")})
    found = run(tmp_path, jobs=2)
    assert errors(found) == [("derivations/a.py:3", "citation-circle")]
    assert found.errors[0].says == "theorems cite one another in a circle: a.one rests on a.two rests on a.one"
    assert verdicts(found) == {"a.one": "undecided", "a.two": "undecided", "a.three": "proved", "a.four": "undecided"}


def test_results_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    body = "".join(th(f"t{k}", by=f"t{k - 3}" if k >= 3 else "algebra") for k in range(12))
    write(tmp_path, {"a.py": body, "b.py": "from derivations.a import t11\n" + th("x", "refuted") + th("y", by="t11")})
    alone = run(tmp_path, jobs=0)
    assert [t.id for t in alone.theorems] == [*(f"a.t{k}" for k in range(12)), "b.x", "b.y"]
    assert run(tmp_path, jobs=1) == run(tmp_path, jobs=3) == alone


def test_an_endless_check_is_undecided_and_the_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("slow", "sleep") + th("fine") + th("next", by="slow")})
    began = time.monotonic()
    found = run(tmp_path, jobs=2, seconds=0.5)
    assert time.monotonic() - began < 10
    assert verdicts(found) == {"a.slow": "undecided", "a.fine": "proved", "a.next": "undecided"}
    assert (why(found.theorems[0]), why(found.theorems[2])) == (Why.TIME, Why.PREMISE)
    assert exit_code(found) is ExitCode.FAILED


def test_a_hungry_check_is_undecided_and_the_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("big", "memory") + th("fine")})
    found = run(tmp_path, jobs=1, megabytes=600)
    assert verdicts(found) == {"a.big": "undecided", "a.fine": "proved"}
    assert why(found.theorems[0]) is Why.MEMORY


@pytest.mark.parametrize(("note", "says"), [("crash", "KeyError: 'no such rule'"), ("abort", "SIGABRT")])
def test_a_crash_is_an_error_for_that_theorem_alone(tmp_path: Path, note: str, says: str) -> None:
    write(tmp_path, {"a.py": th("bad", note) + th("fine")})
    found = run(tmp_path, jobs=1)
    assert verdicts(found) == {"a.bad": "undecided", "a.fine": "proved"}
    assert why(found.theorems[0]) is Why.FAULT
    assert errors(found) == [("derivations/a.py:3", "internal-error")]
    assert says in found.errors[0].says
    assert exit_code(found) is ExitCode.INTERNAL


def test_without_workers_a_crash_shows_its_whole_trace(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("bad", "crash")})
    with pytest.raises(KeyError, match="no such rule"):
        run(tmp_path, jobs=0)


def test_only_judges_what_is_asked_for_and_what_it_rests_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("one") + th("two", by="one") + th("three", "crash")})
    assert verdicts(run(tmp_path, only=("a.two",))) == {"a.one": "proved", "a.two": "proved"}
    assert run(tmp_path, only=("a.nothing",)).theorems == ()


def test_nothing_found_is_its_own_exit_code(tmp_path: Path) -> None:
    assert exit_code(run(tmp_path)) is ExitCode.NOTHING


def test_sources_are_digests_that_do_not_depend_on_line_ends(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("x")})
    before = run(tmp_path).sources
    file = tmp_path / "derivations" / "a.py"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run(tmp_path).sources == before


# ---------------------------------------------------------------- the workers themselves
def _do(job: str) -> str:
    match job:
        case "sleep":
            time.sleep(600)
        case "exit":
            os._exit(7)
        case "flint":
            os.write(2, b"FLINT exception: Unable to allocate memory (403732520).\n")
            os.abort()
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "deep":
            return _do(job)
        case "write":
            print("to nobody")
        case _:
            pass
    return job.upper()


def _start() -> object:
    return _do


def _ends(jobs: list[str], seconds: float = 60.0, method: str = "", count: int = 2) -> dict[str, object]:
    found: dict[str, object] = {}
    todo = list(jobs)
    with Workers(count, _start, Limits(seconds, 0), method=method) as workers:  # type: ignore[arg-type]
        while todo or workers.busy():
            while todo and workers.free():
                workers.begin(todo.pop(0))
            found.update(workers.wait())
    assert not multiprocessing.active_children()
    return found


def test_how_a_job_can_end() -> None:
    ends = _ends(["a", "exit", "flint", "kill", "deep", "b", "sleep", "c"], seconds=1.0)
    assert [type(ends[j]) for j in ("a", "b", "c")] == [Done, Done, Done]
    assert ends["exit"] == Crashed("the checker's process ended with exit code 7")
    assert ends["flint"] == OverMemory(0)
    assert ends["kill"] == OverMemory(0)
    assert ends["deep"] == TooDeep()
    assert ends["sleep"] == OverTime(1.0)


def test_workers_start_where_there_is_no_fork(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("x")})
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from checks.run.bench import Start\n"
        "from checks.run.book import find_book\n"
        "import pickle\n"
        "start = pickle.loads(pickle.dumps(Start(find_book((), Path.cwd()), True, 60.0, {}, object())))\n"
        "print(sorted(start().theorem))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, env=_env(), check=False)
    assert (done.stdout, done.stderr) == ("['a.x']\n", "")
    ends = _ends(["a", "sleep"], seconds=2.0, method="spawn")
    assert [type(ends[j]) for j in ("a", "sleep")] == [Done, OverTime]


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def test_the_job_of_the_best_worker_is_proved(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": th("x")})
    found = run_book(find_book((), tmp_path), Options(jobs=2))
    assert isinstance(found.theorems[0].verdict, Proved)
    assert [name for name, _ in found.timings] == ["a.x"]
