"""What is the sign of a sum, a product, a power?  The rules of signs, as one closed type.  Trusted."""

from __future__ import annotations

from enum import Enum


class Sign(Enum):
    """What is known of a real number.  UNKNOWN is the absence of knowledge, never a claim."""

    POSITIVE = "> 0"
    NONNEGATIVE = ">= 0"
    ZERO = "= 0"
    NONPOSITIVE = "<= 0"
    NEGATIVE = "< 0"
    NONZERO = "!= 0"
    UNKNOWN = "?"


# each sign as the set of {-1, 0, 1} it allows
_ALLOWS: dict[Sign, frozenset[int]] = {
    Sign.POSITIVE: frozenset({1}),
    Sign.NONNEGATIVE: frozenset({0, 1}),
    Sign.ZERO: frozenset({0}),
    Sign.NONPOSITIVE: frozenset({-1, 0}),
    Sign.NEGATIVE: frozenset({-1}),
    Sign.NONZERO: frozenset({-1, 1}),
    Sign.UNKNOWN: frozenset({-1, 0, 1}),
}
_OF = {v: k for k, v in _ALLOWS.items()}


def of_number(x: object) -> Sign:
    """The sign of an exact number."""
    return Sign.POSITIVE if x > 0 else Sign.NEGATIVE if x < 0 else Sign.ZERO  # type: ignore[operator]


def implies(known: Sign, wanted: Sign) -> bool:
    """Everything `known` allows, `wanted` allows."""
    return _ALLOWS[known] <= _ALLOWS[wanted]


def meet(a: Sign, b: Sign) -> Sign:
    """Both are known.  A contradiction gives the first: from contradictory facts nothing better is concluded here."""
    return _OF.get(_ALLOWS[a] & _ALLOWS[b], a)


def product(a: Sign, b: Sign) -> Sign:
    return _OF[frozenset(x * y for x in _ALLOWS[a] for y in _ALLOWS[b])]


def total(a: Sign, b: Sign) -> Sign:
    out: set[int] = set()
    for x in _ALLOWS[a]:
        for y in _ALLOWS[b]:
            out |= {-1, 0, 1} if x * y < 0 else {x or y}
    return _OF[frozenset(out)]


def opposite(a: Sign) -> Sign:
    return _OF[frozenset(-x for x in _ALLOWS[a])]


def integer_power(a: Sign, e: int) -> Sign:
    """The sign of x**e for an integer e; a negative power of what may be zero is unknown."""
    if e < 0 and 0 in _ALLOWS[a]:
        return Sign.UNKNOWN
    return _OF[frozenset(x if e % 2 else x * x for x in _ALLOWS[a])] if e else Sign.POSITIVE
