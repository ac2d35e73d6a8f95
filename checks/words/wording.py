"""Is this name, or this text, fit to be printed?"""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from checks.kernel.shape import Malformed

LONGEST_NAME = 60
LONGEST_TEXT = 5_000  # characters: some two pages


def checked_name(name: object, what: str) -> str:
    """A name that can be printed.  Raises `Malformed`."""
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise Malformed("name", name, f"the name of a {what} must be a short printable text, not {name!r:.100}")
    return name


def checked_text(text: str, what: str) -> str:
    """A text for readers, which may be empty and may hold anything that a file can.  Raises `Malformed`."""
    if not isinstance(text, str):
        raise Malformed("text", None, f"{what} must be a text, not {text!r:.100}")
    if len(text) > LONGEST_TEXT:
        raise Malformed("text", None, f"{what} has {len(text)} characters, and {LONGEST_TEXT} are the most that a page can hold")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Malformed("text", None, f"{what} holds half of a character, which cannot be written: {text!r:.100}")
    return text
