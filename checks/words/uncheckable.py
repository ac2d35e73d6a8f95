"""What a book says that no proof and no computation can settle, named so that nobody takes it for checked."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from checks.kernel.shape import Malformed
from checks.words.place import Place, here


@final
@dataclass(frozen=True, slots=True, eq=False)
class NotCheckable:
    """A statement of the book that is empirical, or a matter of taste; `why` says what would settle it."""

    why: str
    book: str
    covers: tuple[str, ...]
    place: Place


_MADE: list[NotCheckable] = []  # everything stated so far, so that a statement without a name can be told


def not_checkable(why: str, *, covers: Sequence[str], book: str = "") -> NotCheckable:
    """`not_checkable("an observation about trained models", covers=["C.1.5-01"], book="C.1.5")`: in the book, but not mathematics.

    `covers` names the statements of the book; `why` says in a few words why neither a proof nor a computation settles them.
    Raises `Malformed` without a reason, and without a statement that it speaks of.
    """
    if not isinstance(why, str) or not why.strip():
        raise Malformed("not-checkable", why, 'not_checkable("why no proof settles it", covers=[...]) needs a reason')
    if isinstance(covers, str) or not covers:
        raise Malformed("not-checkable", covers, 'not_checkable(...) needs covers=["the id of a statement of the book", ...]')
    made = NotCheckable(why.strip(), book, tuple(covers), here())
    _MADE.append(made)
    return made
