"""The command line as a program: another book's folder, interruptions, streams that are no terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_cli import SOFTMAX
from tests.run.books import write

ROOT = Path(__file__).resolve().parents[2]

LAUNCH = """
import importlib, sys
sys.path.insert(0, {root!r})
for name in ("checks.run.judge", "checks.run.judge_numbers"):
    sys.modules[name] = importlib.import_module("tests.run.fake_judge")
del sys.path[0]
sys.path.insert(0, "")
from checks.cli import main
sys.exit(main())
"""


def program(cwd: Path, *argv: str, **env: str) -> subprocess.Popen[str]:
    launch = LAUNCH.format(root=str(ROOT))
    return subprocess.Popen(
        [sys.executable, "-c", launch, *argv],
        cwd=cwd, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_another_book_with_our_folders_names_beside_its_derivations(tmp_path: Path) -> None:
    boom = "raise RuntimeError('this is the book\\'s own')\n"
    write(tmp_path, {"softmax.py": SOFTMAX, "report/__init__.py": boom, "report/html.py": boom, "tests/__init__.py": boom})
    (tmp_path / "jinja2.py").write_text(boom)
    (tmp_path / "checks.py").write_text(boom)
    done = program(tmp_path, "all")
    out, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (0, "")
    assert "wrote build/report/index.html" in out


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupting_exits_2_and_leaves_no_process_behind(tmp_path: Path, sent: signal.Signals) -> None:
    write(tmp_path, {"a.py": "".join(f"t{k} = theorem('t{k}', n == n, note='sleep', proof=by(algebra))\n" for k in range(4))})
    run = program(tmp_path, "all", "--jobs", "3")
    deadline = time.monotonic() + 20
    while len(_children(run.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    children = _children(run.pid)
    assert len(children) == 3
    run.send_signal(sent)
    _, err = run.communicate(timeout=20)
    assert (run.returncode, err) == (2, "interrupted\n")
    assert not [p for p in children if Path(f"/proc/{p}").exists()]


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "t = theorem('t', n == n, note='sleep', proof=by(algebra))\n"})
    run = program(tmp_path, "all", "--jobs", "1", "--timeout", "0.5")
    deadline = time.monotonic() + 20
    while not _children(run.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    children = _children(run.pid)
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 20
    while any(_alive(p) for p in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [p for p in children if _alive(p)]


def test_no_colour_and_no_rich_without_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX})
    probe = LAUNCH.replace(
        "sys.exit(main())", "code = main(); print(sorted({{m.partition('.')[0] for m in sys.modules}} & {{'rich', 'typst'}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe.format(root=str(ROOT)), "all"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert done.stdout.endswith("[]\n")
    assert "\x1b" not in done.stdout


def test_a_stream_that_cannot_encode_gets_ascii(tmp_path: Path) -> None:
    write(tmp_path, {"softmax.py": SOFTMAX.replace("A good one", "A göod one")})
    done = program(tmp_path, "all", PYTHONIOENCODING="ascii")
    out, _ = done.communicate(timeout=60)
    assert done.returncode == 0
    assert "  + softmax.good  A g\\xf6od one  C.6\n" in out


def _children(pid: int) -> list[int]:
    found = []
    for p in Path("/proc").iterdir():
        if p.name.isdecimal():
            try:
                stat = (p / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found.append(int(p.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
