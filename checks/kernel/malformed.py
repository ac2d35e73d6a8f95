"""What is wrong with something that is not a formula?  Its code, the node, and a sentence about shapes.  Trusted."""

from __future__ import annotations

from checks.kernel.affine import same_integer
from checks.kernel.names import Term
from checks.kernel.text import text


class Malformed(Exception):
    """Not a formula: `code` is stable, `node` is what does not fit."""

    def __init__(self, code: str, node: object, says: str) -> None:
        super().__init__(says)
        self.code, self.node, self.says = code, node, says


def show_shape(shape: tuple[Term, ...]) -> str:
    return "a number" if not shape else ("size " if len(shape) == 1 else "shape ") + " x ".join(text(s) for s in shape)


def shaped(shape: tuple[Term, ...]) -> str:
    return f"{'has' if shape else 'is'} {show_shape(shape)}"


def same_shape(a: tuple[Term, ...], b: tuple[Term, ...]) -> bool:
    return len(a) == len(b) and all(same_integer(p, q) for p, q in zip(a, b, strict=True))
