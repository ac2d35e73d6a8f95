"""What is a node of a tree?  An immutable record, compared by structure, whose hash is computed once.  Trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


class Node:
    """What the families of terms and claims share: room for the hash."""

    __slots__ = ("hashed",)
    hashed: int


@dataclass_transform(frozen_default=True)
def node(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass of such a family.  Every table of the kernel is keyed by trees, and trees are deep."""
    made = dataclass(frozen=True, slots=True)(cls)
    made.__hash__ = _once(made.__hash__)  # type: ignore[assignment]
    return made


def _once(compute: Callable[[object], int]) -> Callable[[Node], int]:
    def remembered(self: Node) -> int:
        try:
            return self.hashed
        except AttributeError:
            found = compute(self)
            object.__setattr__(self, "hashed", found)
            return found

    return remembered
