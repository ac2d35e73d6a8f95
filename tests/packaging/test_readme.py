"""Is README.md true?  Its scripts are checked, its commands print what it shows, its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.cli import parser
from checks.outcome import ExitCode
from tests.packaging.readme import README, ROOT, shell_commands, transcripts

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.slow
def test_commands_print_what_is_shown(tmp_path: Path) -> None:
    """`python -m tests.packaging.readme` renews README.md."""
    ran = list(transcripts(TEXT, tmp_path))
    assert len(ran) >= 5
    for command, shown, printed in ran:
        assert printed == shown, command


def _first_column(header: str) -> list[str]:
    table = TEXT[TEXT.index(header) :].split("\n\n", 1)[0]
    return [line.split("|", 2)[1].strip() for line in table.splitlines()[2:]]


def test_the_command_table_is_complete() -> None:
    named = {cell.strip("`").split()[0] for cell in _first_column("| command |")}
    (commands,) = [a for a in parser()._actions if a.dest == "command"]  # argparse has no public list of subcommands
    assert named == set(commands.choices or ())


def test_the_exit_codes_are_complete() -> None:
    assert [int(cell) for cell in _first_column("| exit code |")] == sorted(int(c) for c in ExitCode)


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    """The same strings, so that neither can drift."""
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    main_job, tests = shell_commands()[:2]
    assert "checks all" in main_job
    assert "pytest" in tests
    for command in (main_job, tests):
        assert command in ci


def test_contributors_are_told_the_same_command() -> None:
    assert shell_commands()[1] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
