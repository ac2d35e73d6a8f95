"""What do the code blocks of README.md say?  Scripts to write, commands to run, and what they print.

`python -m tests.packaging.readme` writes what the commands print into README.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(kind, body) for kind, body in BLOCK.findall(text)]


def shell_commands() -> list[str]:
    """The one-line commands of the `sh` blocks: set-up and main job, set-up and tests, and those for another book."""
    return [line for b in blocks(README.read_text(encoding="utf-8")) if b.kind == "sh" for line in b.text.splitlines()]


def transcripts(text: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Write the scripts into `folder` and run the commands there: (command, what README shows, what is printed)."""
    for b in blocks(text):
        if b.kind == "python":
            script = folder / b.text.partition("\n")[0].removeprefix("# ")
            script.parent.mkdir(exist_ok=True)
            with script.open("a", encoding="utf-8") as f:  # several blocks with one name are one script, first lines and all
                f.write(b.text + "\n")
        elif b.kind == "text":
            command, _, shown = b.text.partition("\n")
            yield command, shown, run(command, folder)


def run(command: str, folder: Path) -> str:
    """What `$ python -m checks ...` prints in the folder."""
    prompt, python, *rest = command.split()
    assert (prompt, python) == ("$", "python")
    done = subprocess.run(
        [sys.executable, *rest], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def renewed(text: str, folder: Path) -> str:
    """README with what its commands print today."""
    for command, shown, printed in transcripts(text, folder):
        text = text.replace(f"```text\n{command}\n{shown}```", f"```text\n{command}\n{printed}```")
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        README.write_text(renewed(README.read_text(encoding="utf-8"), Path(made)), encoding="utf-8")
