"""Which model does an author's example describe?  Sizes, numbers, vectors and matrices, read strictly from text.

    "4096"  "1/3"  "-2.5e-3"      a size or a number
    "0.7 0.2 0.1"  "1/3, 2/3"     a vector
    "1 0; 0 1"                    a matrix, rows separated by ";"

Decimals are exact.  Sizes follow from the arrays that have them.  Declared facts are checked, not assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import fmpq

from checks.evaluate.integers import integer
from checks.evaluate.model import Model
from checks.evaluate.scope import Evaluation, root
from checks.evaluate.value import ONE, Array
from checks.kernel.names import Declaration, Domain, Free, Index, OneHot, Simplex, Size, Term, Variable
from checks.kernel.text import text

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?|\d+/0*[1-9]\d*)")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


class Unreadable(Exception):
    """An example that describes no model: the name, what was written for it, and what is wrong."""

    def __init__(self, name: Declaration, given: str, says: str) -> None:
        super().__init__(name, given, says)
        self.name, self.given, self.says = name, given, says

    def __str__(self) -> str:
        return f'{text(self.name)} = "{self.given}": {self.says}'


def exact(given: str) -> fmpq | None:
    """A decimal or a fraction, exactly; None if it is neither."""
    if NUMBER.fullmatch(given) is None:
        return None
    value = Fraction(given)
    return fmpq(value.numerator, value.denominator)


@final
@dataclass(frozen=True, slots=True)
class _Table:
    shape: tuple[int, ...]
    entries: tuple[fmpq, ...]


def read_model(at: Sequence[tuple[Declaration, str]]) -> Model:
    """The model that `at` describes.  Raises `Unreadable`."""
    sizes: dict[Size, int] = {}
    positions: dict[Index, int] = {}
    tables: dict[Variable, tuple[_Table, str]] = {}
    for name, given in at:
        match name:
            case Size():
                _agree(sizes, name, _whole(name, given), given)
            case Index():
                positions[name] = _whole(name, given)
            case Variable():
                table = _table(name, given)
                tables[name] = (table, given)
                for dim, n in zip(name.shape, table.shape, strict=True):
                    if isinstance(dim, Size):
                        _agree(sizes, dim, n, given)
            case _:
                raise Unreadable(name, given, "only declared sizes, positions and variables can be given a value")
    for v, (table, given) in tables.items():
        _fits(v, table, given, sizes)
        if isinstance(v.facts, OneHot):
            positions.setdefault(v.facts.at, 1 + next((k for k, x in enumerate(table.entries) if x == 1), 0))
        problem = _broken(v, table.entries, positions)
        if problem:
            raise Unreadable(v, given, problem)
    for i, k in positions.items():
        top = _size_of(i.over, sizes)
        if top is not None and k > top:
            raise Unreadable(i, str(k), f"it runs from 1 to {top}")
    return Model(sizes, positions, {v: Array(table.shape, table.entries) for v, (table, _) in tables.items()})


def _whole(name: Size | Index, given: str) -> int:
    plain = given.replace(",", "") if GROUPED.fullmatch(given) else given
    if not re.fullmatch(r"\d{1,18}", plain):
        raise Unreadable(name, given, "a whole number is needed")
    value = int(plain)
    least = name.at_least if isinstance(name, Size) else 1
    if value < least:
        raise Unreadable(name, given, f"it must be at least {least}")
    return value


def _agree(sizes: dict[Size, int], name: Size, value: int, given: str) -> None:
    if value < name.at_least:
        raise Unreadable(name, given, f"{name.name} must be at least {name.at_least}")
    if sizes.setdefault(name, value) != value:
        raise Unreadable(name, given, f"{name.name} is {sizes[name]} here and {value} there")


def _table(v: Variable, given: str) -> _Table:
    if v.family is not None or v.of:
        raise Unreadable(v, given, "a random variable or a function of parameters cannot be given as numbers")
    if not v.shape:
        plain = given.replace(",", "") if GROUPED.fullmatch(given) else given
        return _Table((), (_number(v, plain.strip(), given),))
    rows = [[_number(v, x, given) for x in re.split(r"\s*,\s*|\s+", row.strip())] for row in given.split(";")]
    if len(v.shape) == 1:
        if len(rows) != 1:
            raise Unreadable(v, given, "a vector is one row of numbers")
        return _Table((len(rows[0]),), tuple(rows[0]))
    if len({len(row) for row in rows}) != 1:
        raise Unreadable(v, given, "the rows of the matrix differ in length")
    return _Table((len(rows), len(rows[0])), tuple(x for row in rows for x in row))


def _number(v: Variable, part: str, given: str) -> fmpq:
    value = exact(part)
    if value is None:
        raise Unreadable(v, given, f'"{part}" is neither a decimal nor a fraction')
    return value


def _size_of(n: Term, sizes: Mapping[Size, int]) -> int | None:
    """The value of a size built from others; None if one of them is not given."""
    try:
        return integer(n)(root(Evaluation(Model(sizes=sizes))))
    except KeyError:
        return None


def _fits(v: Variable, table: _Table, given: str, sizes: Mapping[Size, int]) -> None:
    for dim, n in zip(v.shape, table.shape, strict=True):
        wanted = _size_of(dim, sizes)
        if wanted is not None and wanted != n:
            raise Unreadable(v, given, f"it has {n} entries where {wanted} are needed")


def _broken(v: Variable, entries: tuple[fmpq, ...], positions: Mapping[Index, int]) -> str:
    """What the given values violate of the declared facts; empty if nothing."""
    match v.facts:
        case Free(Domain.POSITIVE) | Simplex(True) if any(x <= 0 for x in entries):
            return f"{v.name} is declared positive"
        case Free(Domain.NONNEGATIVE) | Simplex(False) if any(x < 0 for x in entries):
            return f"{v.name} is declared non-negative"
        case Simplex() if (whole := sum(entries, fmpq(0))) != 1:
            return f"a distribution sums to 1, but these sum to {whole}"
        case OneHot(at) if any(x != (ONE if k == positions[at] else 0) for k, x in enumerate(entries, 1)):
            return f"one entry must be 1, at position {at.name}, and the others 0"
        case _:
            return ""
