"""Where did the author write it?  The first frame outside this package."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import final

PACKAGE = str(Path(__file__).parent.parent) + os.sep  # a book may lie in a folder whose name begins like this one


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A line of a script; `file` as Python names it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def here() -> Place:
    """The innermost line outside `checks` that led to this call."""
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  # the public ways to a frame read source files
    while frame.f_back is not None and frame.f_code.co_filename.startswith(PACKAGE):
        frame = frame.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno)
