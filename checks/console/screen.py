"""How is a line put on the terminal?  As spans with a meaning; colour is added only where it is wanted."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TextIO, TypeAlias, final

from checks.outcome import Status


class Tone(Enum):
    """What a span means; the value is its SGR code."""

    PLAIN = ""
    STRONG = "1"
    SOFT = "2"
    GOOD = "32"
    BAD = "1;31"
    WARN = "33"
    ASSUMED = "35"
    LABEL = "36"


TONE = {
    Status.PROVED: Tone.GOOD,
    Status.REFUTED: Tone.BAD,
    Status.MISJUSTIFIED: Tone.WARN,
    Status.UNDECIDED: Tone.WARN,
    Status.ASSUMED: Tone.ASSUMED,
}
MARK = {Status.PROVED: "✓", Status.REFUTED: "✗", Status.MISJUSTIFIED: "≠", Status.UNDECIDED: "?", Status.ASSUMED: "◇"}
ASCII_MARK = {Status.PROVED: "+", Status.REFUTED: "x", Status.MISJUSTIFIED: "!", Status.UNDECIDED: "?", Status.ASSUMED: "o"}


@final
@dataclass(frozen=True, slots=True)
class Span:
    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Span, ...]


def clean(text: str) -> str:
    """`text` without anything that steers a terminal: control characters, bidirectional overrides, line ends."""
    return "".join(
        " " if c in "\n\t\r" else c for c in text if c in "\n\t\r" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def width(text: str) -> int:
    """How many columns `text` takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """`text` filled up with spaces."""
    return text + " " * max(0, columns - width(text))


def fold(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`, broken at spaces, those after the first set in; one line if `columns` is 0."""
    if not columns or width(text) <= columns:
        return [text]
    room = max(columns, 20)
    return textwrap.wrap(text, room, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) or [""]


def wants_colour(choice: str, stream: TextIO) -> bool:
    """`always`, `never`, or for `auto` a terminal whose user has not set NO_COLOR (https://no-color.org)."""
    match choice:
        case "always":
            return True
        case "never":
            return False
        case _:
            return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@final
class Screen:
    """Where lines go.  Marks are ASCII where the stream cannot encode more.  `columns`: how wide it is, 0 if nothing limits it."""

    def __init__(self, stream: TextIO, *, colour: bool, columns: int = 0) -> None:
        self._stream, self._colour = stream, colour
        self.columns = columns
        self._unicode = _can_encode(stream, "".join(MARK.values()))

    def mark(self, status: Status) -> Span:
        return Span((MARK if self._unicode else ASCII_MARK)[status], TONE[status])

    def line(self, *spans: Span | str) -> None:
        """One line.  Texts are cleaned here, so that no title or formula can steer the terminal."""
        out: list[str] = []
        for s in spans:
            span = Span(s) if isinstance(s, str) else s
            text = clean(span.text)
            out.append(f"\x1b[{span.tone.value}m{text}\x1b[0m" if self._colour and span.tone is not Tone.PLAIN and text.strip() else text)
        text = "".join(out).rstrip()
        if not self._unicode:
            text = text.encode(self._stream.encoding or "ascii", "backslashreplace").decode(self._stream.encoding or "ascii")
        self._stream.write(text + "\n")

    def gap(self) -> None:
        self._stream.write("\n")

    def flush(self) -> None:
        self._stream.flush()


def _can_encode(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def standard(choice: str) -> Screen:
    """The screen of this process."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    return Screen(sys.stdout, colour=wants_colour(choice, sys.stdout), columns=columns)
