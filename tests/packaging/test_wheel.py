"""Does the built wheel work for another book?  Built once, installed in a fresh environment, run in folders that are not ours."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
from checks.language import *

n = size("n")
k = indices("k", over=n)
x = vector("x", n)

square = theorem({title!r}, Sum((x[k] + 1) ** 2, k) == Sum(x[k] ** 2, k) + 2 * Sum(x[k], k) + n, proof=by(algebra))
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    wheel: Path
    bin: Path

    def run(self, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        program, *rest = args
        return subprocess.run([self.bin / program, *rest], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, in an environment that has the dependencies of this one but not this checkout."""
    made = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made], cwd=ROOT, capture_output=True, check=False
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = made.glob("*.whl")
    home = made / "env"
    venv.create(home, with_pip=True)
    bin = home / "bin"
    packages = subprocess.run(
        [bin / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    ).stdout.strip()
    # a .pth file adds the folder itself, not the editable installs that its own .pth files point to
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run([bin / "python", "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    return Installed(wheel, bin)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with files of its own under every name that ours could be confused with."""
    return write_book(tmp_path / "book", "A sum of squares")


def write_book(folder: Path, title: str) -> Path:
    (folder / "derivations").mkdir(parents=True)
    (folder / "derivations" / "first.py").write_text(SCRIPT.format(title=title), encoding="utf-8")
    own = "raise SystemExit('a file of the book was run')\n"
    for package in ("report", "tests"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text(own, encoding="utf-8")
    (folder / "checks.py").write_text(own, encoding="utf-8")
    return folder


def test_the_wheel_holds_the_tool_and_not_the_book(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    assert {n.split("/", 1)[0] for n in names if ".dist-info/" not in n} == {"checks", "report"}
    for needed in (
        "checks/py.typed",
        "report/py.typed",
        "checks/explain/verdicts.md",
        "report/templates/report.html.j2",
        "report/results.schema.json",
    ):
        assert needed in names
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_every_file_of_the_tool_is_in_the_wheel(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    ours = {
        p.relative_to(ROOT).as_posix()
        for package in ("checks", "report")
        for p in (ROOT / package).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert ours - names == set()


@pytest.mark.parametrize("command", [("checks",), ("python", "-P", "-m", "checks")])
def test_another_book_is_checked(installed: Installed, book: Path, command: tuple[str, ...]) -> None:
    done = installed.run(*command, "all", cwd=book)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((book / "build" / "results.json").read_text(encoding="utf-8"))
    assert [(t["id"], t["verdict"]) for t in results["theorems"]] == [("first.square", "proved")]
    assert (book / "build" / "report" / "index.html").is_file()
    assert (book / "build" / "appendix.tex").is_file()


def test_python_m_checks_runs_a_file_of_that_name_as_python_does(installed: Installed, book: Path) -> None:
    """README says so, and what to write instead."""
    done = installed.run("python", "-m", "checks", "all", cwd=book)
    assert "a file of the book was run" in done.stderr


def test_two_books_with_scripts_of_one_name(installed: Installed, tmp_path: Path) -> None:
    first, second = write_book(tmp_path / "one", "In the first book"), write_book(tmp_path / "two", "In the second book")
    for folder, title in ((first, "In the first book"), (second, "In the second book")):
        done = installed.run("checks", "all", cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
        results = json.loads((folder / "build" / "results.json").read_text(encoding="utf-8"))
        assert [t["title"] for t in results["theorems"]] == [title]


def test_two_scripts_of_one_name_in_one_run_are_refused(installed: Installed, tmp_path: Path) -> None:
    first, second = write_book(tmp_path / "one", "In the first book"), write_book(tmp_path / "two", "In the second book")
    done = installed.run("checks", "all", str(first / "derivations"), str(second / "derivations"), cwd=tmp_path)
    assert done.returncode == 4
    assert "has the same name" in done.stdout
