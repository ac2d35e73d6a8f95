"""Are the digits that a book prints the right ones?  Decided by ball arithmetic against the exact value, never by a tolerance.

Right means rounded to nearest, ties to even; ties away from zero are accepted too, but a genuine tie between the two is
reported.  "=" claims the exact value.  Prefixes are SI (K = 1000) unless printed as Ki, Mi, Gi.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

from flint import arb, fmpq

from checks.evaluate.evaluate import LADDER, evaluate, precision
from checks.evaluate.given import Unreadable, read_model
from checks.evaluate.model import Model
from checks.evaluate.numeral import BINARY, SI, Numeral, Sense, Unread, read, written
from checks.evaluate.show import shown
from checks.evaluate.value import BAD, Dual, Undecidable, Value
from checks.kernel.bind import free
from checks.kernel.names import Index, Variable
from checks.outcome import NumberVerdict
from checks.words.numbers import Printed

VALUE_DIGITS = 12


@final
@dataclass(frozen=True, slots=True)
class Digits:
    """A printed number against the value of its formula: fields as in `outcome.NumberResult`."""

    value: str
    verdict: NumberVerdict
    should_be: str
    note: str


class Whole(Enum):
    """Is the value, counted in last places, a whole number?"""

    YES = "exactly"
    NO = "certainly not"
    PERHAPS = "its enclosure contains one"


@final
@dataclass(frozen=True, slots=True)
class _Nearest:
    """The integers to which the value, counted in last places, rounds: half to even, half away from zero, and towards zero."""

    even: int
    away: int
    cut: int
    whole: Whole


@final
@dataclass(frozen=True, slots=True)
class _Unclear:
    says: str


_Rounded: TypeAlias = _Nearest | _Unclear


def check_digits(p: Printed) -> Digits:
    """Compare `p.text` with the value of `p.value` at `p.at`."""
    numeral = read(p.text, p.unit)
    if isinstance(numeral, Unread):
        return Digits("", NumberVerdict.UNREADABLE, "", numeral.says)
    try:
        model = read_model(p.at)
    except Unreadable as problem:
        return Digits("", NumberVerdict.UNDEFINED, "", str(problem))
    missing = _missing(p, model)
    if missing:
        return Digits("", NumberVerdict.UNDEFINED, "", missing)
    found = evaluate(p.value, model, bits=128)
    if isinstance(found, BAD):
        return Digits("", NumberVerdict.UNDEFINED, "", f"the formula has no value here: {found.why}")
    assert not isinstance(found, Dual)
    value = shown(found, VALUE_DIGITS)
    nearest = _rounded(p, model, numeral, numeral.scale)
    if isinstance(nearest, _Unclear):
        return Digits(value, NumberVerdict.UNDEFINED, "", nearest.says)
    exactly = numeral.sense is Sense.EXACTLY or (not p.approximate and numeral.sense is Sense.UNSAID)
    verdict, note = _verdict(numeral, nearest, exactly)
    if verdict is NumberVerdict.RIGHT:
        verdict, note = _sign(numeral, found)
    if verdict is NumberVerdict.RIGHT:
        return Digits(value, verdict, p.text, "")
    other = _other_prefix(p, model, numeral)
    should_be = _best(numeral, nearest, exactly, found)
    return Digits(value, verdict, should_be, "; ".join(x for x in (note, other) if x))


def _missing(p: Printed, model: Model) -> str:
    """Names of the formula that `at` gives no value; empty if there is none."""
    given = {*model.sizes, *model.positions, *model.arrays}
    lost = [n for n in free(p.value) if n not in given]
    loose = sorted(n.name for n in lost if isinstance(n, Index) and not n.fixed)
    if loose:
        return f"index {', '.join(loose)} is free in the formula: sum over it, or print one entry"
    random = sorted(n.name for n in lost if isinstance(n, Variable) and n.family is not None)
    if random:
        return f"{', '.join(random)} is random: a printed number needs a formula without random variables"
    names = sorted(n.name for n in lost)
    return f"at={{...}} gives no value for {', '.join(names)}" if names else ""


# ---------------------------------------------------------------- rounding
def _rounded(p: Printed, model: Model, numeral: Numeral, scale: fmpq) -> _Rounded:
    """Which integers the value in last places rounds to, at the first precision that decides it."""
    place = scale * fmpq(10) ** numeral.exponent
    for bits in (128, *LADDER[1:], 8192):
        value: Value = evaluate(p.value, model, bits=bits)
        if isinstance(value, BAD) and not isinstance(value, Undecidable):
            return _Unclear(value.why)
        if isinstance(value, fmpq):
            return _nearest(value / place)
        if isinstance(value, arb):
            with precision(bits):
                nearest = _nearest_ball(value / arb(place))
            if nearest is not None and (nearest.whole is not Whole.PERHAPS or bits > LADDER[-1]):
                return nearest
    return _Unclear("balls do not decide between two neighbouring last digits: the value may be an exact tie")


def _nearest(x: fmpq) -> _Nearest:
    """
    >>> _nearest(fmpq(5, 2))
    _Nearest(even=2, away=3, cut=2, whole=<Whole.NO: 'certainly not'>)
    """
    low = int(x.floor())
    half = x - low == fmpq(1, 2)
    near = int((x + fmpq(1, 2)).floor())
    cut = low if x >= 0 else int(x.ceil())
    if not half:
        return _Nearest(near, near, cut, Whole.YES if x.q == 1 else Whole.NO)
    return _Nearest(low + low % 2, low + 1 if x > 0 else low, cut, Whole.NO)


def _nearest_ball(x: arb) -> _Nearest | None:
    """The same for a value known to lie in a ball; None if the ball is too wide to say."""
    near = (x + fmpq(1, 2)).floor().unique_fmpz()
    if near is None:
        return None
    if x.contains_integer():
        return _Nearest(int(near), int(near), int(near), Whole.PERHAPS)
    low = x.floor().unique_fmpz()
    assert low is not None
    return _Nearest(int(near), int(near), int(low) + (1 if x < 0 else 0), Whole.NO)


def _verdict(numeral: Numeral, nearest: _Nearest, exactly: bool) -> tuple[NumberVerdict, str]:
    m = numeral.digits
    if exactly:
        if nearest.whole is Whole.YES and m == nearest.even:
            return NumberVerdict.RIGHT, ""
        if nearest.whole is Whole.PERHAPS and m == nearest.even:
            return NumberVerdict.UNDEFINED, '"=" claims the exact value, which balls cannot confirm: state it as a theorem, or print ≈'
        if m in (nearest.even, nearest.away):
            return NumberVerdict.WRONG, '"=" claims the exact value, and this is rounded: print ≈'
    if nearest.even != nearest.away and m in (nearest.even, nearest.away):
        return NumberVerdict.TIE, "the exact value lies half-way between two printed values: half to even and half up differ"
    if m == nearest.even:
        return NumberVerdict.RIGHT, ""
    if m == nearest.cut:
        return NumberVerdict.TRUNCATED, "the digits are cut off, not rounded"
    return NumberVerdict.WRONG, ""


def _sign(numeral: Numeral, value: fmpq | arb) -> tuple[NumberVerdict, str]:
    """ "-0.0" prints what is negative and rounds to 0; of 0 itself, and of what is positive, it is a misprint."""
    sign = numeral.head.rstrip()[-1:]
    if numeral.digits or sign not in ("-", "−", "+"):
        return NumberVerdict.RIGHT, ""
    what = "positive" if sign == "+" else "negative"
    if value > 0 if sign == "+" else value < 0:
        return NumberVerdict.RIGHT, ""
    if isinstance(value, arb) and not value.is_zero() and value.contains(0):
        return NumberVerdict.UNDEFINED, f"balls do not decide whether the value is {what}"
    return NumberVerdict.WRONG, f"the sign says that the value is {what}, and it is not"


def _best(numeral: Numeral, nearest: _Nearest, exactly: bool, value: fmpq | arb) -> str:
    """What the book should print, in the style in which it prints."""
    if exactly and nearest.whole is Whole.NO:
        finite = _terminating(value / numeral.scale) if isinstance(value, fmpq) and numeral.power is None else ""
        if finite:
            return finite + numeral.tail
        return "≈ " + written(numeral, nearest.even).lstrip("=≈~ ")
    return written(numeral, nearest.even)


def _terminating(x: fmpq) -> str:
    """The finite decimal expansion of x if it has at most twelve decimals; otherwise empty."""
    for k in range(13):
        y = x * fmpq(10) ** k
        if y.q == 1:
            digits = str(abs(int(y.p))).rjust(k + 1, "0")
            return ("-" if x < 0 else "") + (f"{digits[:-k]}.{digits[-k:]}" if k else digits)
    return ""


def _other_prefix(p: Printed, model: Model, numeral: Numeral) -> str:
    """Whether the digits would be right with the other meaning of the prefix."""
    if not numeral.prefix:
        return ""
    prefix = numeral.prefix.upper()
    scale = fmpq(10) ** SI[numeral.prefix] if numeral.binary else fmpq(2) ** BINARY[prefix]
    nearest = _rounded(p, model, numeral, scale)
    if isinstance(nearest, _Unclear) or numeral.digits not in (nearest.even, nearest.away):
        return ""
    if numeral.binary:
        return f"right with the SI prefix {numeral.prefix} = 10^{SI[numeral.prefix]}"
    return f"right with the binary prefix {prefix}i = 2^{BINARY[prefix]}"
