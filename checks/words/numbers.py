"""Printed numbers and misprints: what the book prints, and what it should print."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, final

from checks.kernel.claim import Claim
from checks.kernel.names import Declaration, Term
from checks.kernel.shape import Malformed, well_formed
from checks.words.formula import Formula, Number, as_term
from checks.words.place import Place, here
from checks.words.state import Theorem, as_claim
from checks.words.wording import checked_text


@final
@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A number as the book prints it, and the formula it should be the value of.

    `at` gives sizes and scalars as exact numbers, vectors as rows of exact numbers, matrices as rows separated by ";".
    """

    text: str
    value: Term
    at: tuple[tuple[Declaration, str], ...]
    unit: str
    book: str
    covers: tuple[str, ...]
    approximate: bool
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class Erratum:
    """What the book prints and what it should print.  Holds if the first is refuted and the second proved."""

    prints: Claim | Printed
    should_be: Theorem | Printed
    why: str
    given: tuple[Any, ...]
    book: str
    covers: tuple[str, ...]
    place: Place


Model: TypeAlias = Mapping[Any, Any]

_MADE: list[Printed | Erratum] = []  # everything stated so far, so that a statement without a name can be told


def printed(
    text: str,
    value: Number,
    *,
    at: Model | None = None,
    unit: str = "",
    book: str = "",
    covers: tuple[str, ...] | list[str] = (),
    approximate: bool = True,
) -> Printed:
    """`printed("0.802", H(P), at={P: "0.7 0.2 0.1"}, unit="nats", book="C.3.5")`: every printed digit is checked.

    `approximate=False` is the book's "=": the printed number must be the exact value.
    """
    if not isinstance(text, str) or not text.strip():
        raise Malformed("printed", text, "printed(...) needs the digits as the book prints them, in quotes")
    term = as_term(value)
    well_formed(term)
    if at is not None and not isinstance(at, Mapping):
        raise Malformed("printed", at, f'at={at!r}: values by name, as in at={{n: "2", x: "1/2"}}')
    model: list[tuple[Declaration, str]] = []
    for key, given in (at or {}).items():
        name: Any = key.term if isinstance(key, Formula) else key  # what is no declaration is refused when the number is evaluated
        if isinstance(given, float):
            raise Malformed("float", given, f'at={{...: {given!r}}}: write the number in quotes, "{given!r}", so that it is exact')
        model.append((name, _read(given if isinstance(given, str) else str(given))))
    for words, what in ((unit, "unit="), (book, "book="), *((c, "covers=") for c in covers)):
        checked_text(words, what)
    made = Printed(
        _read(checked_text(text.strip(), "a printed number")), term, tuple(model), unit, book, tuple(covers), approximate, here()
    )
    _MADE.append(made)
    return made


def _read(text: str) -> str:
    if re.search(r"\d{1001}", text):
        raise Malformed("too-large", None, "this number has more than 1000 digits")
    return text


def erratum(
    *,
    prints: Any,
    should_be: Theorem | Printed,
    why: str,
    given: Any = (),
    book: str = "",
    covers: tuple[str, ...] | list[str] = (),
) -> Erratum:
    """A misprint: `prints` must be refuted (under `given`), and `should_be` proved."""
    wrong = prints if isinstance(prints, Printed) else as_claim(prints)
    if not isinstance(should_be, (Theorem, Printed)):
        raise Malformed("erratum", should_be, "should_be= needs the theorem, or the printed(...) number, that is right")
    for words, what in ((why, "why="), (book, "book="), *((c, "covers=") for c in covers)):
        checked_text(words, what)
    made = Erratum(wrong, should_be, why, tuple(given), book, tuple(covers), here())
    _MADE.append(made)
    return made
