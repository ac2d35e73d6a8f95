"""What does a printed number say?  Its digits, the place of the last one, its prefix and unit; or that it cannot be read.

0.802   16,777,216   2.5e-3   60%   256x   65K   16.7M   43 GB   134.2 MB   512 MiB   ≈ 0.5   = 2
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import final

from flint import fmpq

SI = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15}
BINARY = {"K": 10, "M": 20, "G": 30, "T": 40, "P": 50}

_SHAPE = re.compile(
    r"(?P<sign>[≈~=]?\s*[+\-−]?)"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<power>[eE][+\-−]?\d{1,4}|\s*[×x]\s*10\^?[+\-−]?\d{1,4}|\s*[×x]\s*10\^\{[+\-−]?\d{1,4}\})?"
    r"(?P<gap>\s*)(?P<suffix>[^\d\s].*)?"
)


class Sense(Enum):
    """What the book's sign before the number, if any, claims."""

    UNSAID = ""
    ABOUT = "≈"
    EXACTLY = "="


@final
@dataclass(frozen=True, slots=True)
class Numeral:
    """digits * 10**exponent * scale.  `digits` is a signed integer; the last printed digit is worth 10**exponent * scale."""

    digits: int
    decimals: int
    grouped: bool
    power: int | None  # the exponent that is printed, if one is
    exponent: int
    scale: fmpq
    prefix: str  # K, M, G, T, P or nothing
    binary: bool  # KiB, MiB, ...
    head: str  # the sign before the digits, as printed
    tail: str  # everything after the digits, as printed, without the power
    power_text: str
    sense: Sense


@final
@dataclass(frozen=True, slots=True)
class Unread:
    says: str


@final
@dataclass(frozen=True, slots=True)
class _Suffix:
    scale: fmpq
    prefix: str
    binary: bool


def read(text: str, unit: str) -> Numeral | Unread:
    """The numeral in `text`; `unit` is the unit the author gave beside it."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        return Unread(f'"{text}" is not a number this check can read')
    suffix = _suffix((found["suffix"] or "").strip(), found["gap"] != "", unit)
    if isinstance(suffix, Unread):
        return suffix
    head, whole, decimals = found["sign"], found["whole"], found["decimals"] or ""
    if whole.startswith("0") and whole != "0" and not decimals:
        return Unread(f'"{text}" starts with a 0')
    digits = int(whole.replace(",", "") + decimals)
    power_text = found["power"] or ""
    power = int(re.sub(r"^\s*[×x]\s*10\^?|[eE{}]", "", power_text).replace("−", "-")) if power_text else None
    sense = Sense.EXACTLY if head.startswith("=") else Sense.ABOUT if head[:1] in ("≈", "~") and head else Sense.UNSAID
    negative = head.rstrip()[-1:] in ("-", "−") and bool(head.strip())
    return Numeral(
        -digits if negative else digits,
        len(decimals),
        "," in whole,
        power,
        (power or 0) - len(decimals),
        suffix.scale,
        suffix.prefix,
        suffix.binary,
        head,
        found["gap"] + (found["suffix"] or ""),
        power_text,
        sense,
    )


def _suffix(s: str, apart: bool, unit: str) -> _Suffix | Unread:
    """What stands behind the digits."""
    if s in ("", "x", "×") or s == unit or s in ("nats", "bits", "bytes", "B" if apart or unit in ("B", "bytes") else "bytes"):
        return _Suffix(fmpq(1), "", False)
    if s == "%":
        return _Suffix(fmpq(1, 100), "", False)
    if s == "B":
        if unit:
            return _Suffix(fmpq(10) ** 9, "", False)
        return Unread('"B" may mean billions or bytes: give unit="bytes", or unit= what is counted')
    found = re.fullmatch(r"([kKMGTP])(i?)(B|bytes|bits|bit|b)?", s)
    if found is None and unit and s.endswith(unit):
        found = re.fullmatch(r"([kKMGTP])(i?)()\s*", s[: -len(unit)])
    if found is None:
        return Unread(f'"{s}" behind the digits is not a unit this check knows: name it in unit=, or leave it out')
    prefix, binary = found[1], bool(found[2])
    if binary:
        return Unread(f'"{s}": the binary prefix is Ki') if prefix == "k" else _Suffix(fmpq(2) ** BINARY[prefix], prefix, True)
    return _Suffix(fmpq(10) ** SI[prefix], prefix, False)


def written(n: Numeral, digits: int) -> str:
    """The numeral with other digits, in the same style: decimals, separators, prefix and unit as printed."""
    power = n.power_text
    if n.power is not None:  # keep the number of significant digits, one or more of them before the point
        width = len(str(abs(n.digits)))
        shift = len(str(abs(digits))) - width if digits and n.digits else 0
        if shift > 0:
            digits = _halved(digits, 10**shift)
            power = _power(n, n.power + shift)
        elif shift < 0:
            return _written(n, digits * 10**-shift, _power(n, n.power + shift))
    return _written(n, digits, power)


def _halved(digits: int, by: int) -> int:
    """digits/by, rounded half to even."""
    q, r = divmod(abs(digits), by)
    q += 2 * r > by or (2 * r == by and q % 2 == 1)
    return -q if digits < 0 else q


def _power(n: Numeral, power: int) -> str:
    assert n.power is not None
    return re.sub(r"[+\-−]?\d+(?=\}?$)", str(power), n.power_text)


def _written(n: Numeral, digits: int, power: str) -> str:
    whole, _, decimals = _decimal(abs(digits), n.decimals).partition(".")
    if n.grouped or (len(whole) > 4 and n.power is None and len(str(abs(n.digits))) - n.decimals <= 3 and not n.prefix):
        whole = f"{int(whole):,}"
    sign = re.sub(r"[+\-−]", "", n.head) + ("-" if digits < 0 else "")
    return sign + whole + (f".{decimals}" if decimals else "") + power + n.tail


def _decimal(digits: int, decimals: int) -> str:
    text = str(digits).rjust(decimals + 1, "0")
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
