r"""Can every text of a run be written down?  A script may hold half of a character (`"\ud800"`), which no file can."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")


def legible(x: T) -> T:
    r"""`x`, plain data, with every half of a character in its texts written as an author writes it: `\ud800`."""
    if isinstance(x, str):
        return x if x.isascii() else cast(T, x.encode("utf-8", "backslashreplace").decode("utf-8"))
    if isinstance(x, tuple):
        return cast(T, tuple(legible(y) for y in cast(tuple[object, ...], x)))
    if is_dataclass(x) and not isinstance(x, type):
        found: dict[str, Any] = {f.name: getattr(x, f.name) for f in fields(x)}
        clean: dict[str, Any] = {name: legible(value) for name, value in found.items()}
        return x if clean == found else replace(x, **clean)
    return x
