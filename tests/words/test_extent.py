"""A formula may share its parts: what is 2**60 when it is written out is refused at its own line, and at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from checks.kernel.claim import Relation
from checks.kernel.shape import Malformed
from checks.language import *
from checks.words.extent import LARGEST

n = size("n")
i = indices("i", over=n)
x, u = scalar("x"), scalar("u")
z = vector("z", n)
A = matrix("A", n, n)


def again(start: Any, step: Callable[[Any], Any], times: int = 60) -> Any:
    for _ in range(times):
        start = step(start)
    return start


def named(step: Callable[[Any], Any], times: int = 60) -> Any:
    f: Any = define("f0", x + 1)
    for k in range(1, times):
        f = define(f"f{k}", step(f))
    return f


def iterated(times: int = 60) -> Any:
    f: Any = define("g0", u, u + u)
    for k in range(1, times):
        v = scalar("u")
        f = define(f"g{k}", v, f(f(v)))
    return f(x)


def hidden(times: int = 60) -> Any:
    """g(u) := h + h, where h stands for u + u: the argument is hidden in a name."""
    h = define("h", u + u)
    g: Any = define("g", u, h + h)
    return again(x, g, times)


def doubled(f: Any) -> Any:
    return sp.Add(f, f, evaluate=False)


LARGE = {
    "sums": lambda: again(x, lambda f: f + f),
    "products": lambda: again(x, lambda f: f * f),
    "powers": lambda: again(x, lambda f: f**f),
    "functions": lambda: again(x, lambda f: exp(f) + log(f)),
    "binders": lambda: again(z[i], lambda f: Sum(f * f, i) + z[i]),
    "derivatives": lambda: again(x, lambda f: D(f * f, x)),
    "means": lambda: again(x, lambda f: E(f + f)),
    "vectors": lambda: again(z, lambda f: f + f),
    "matrices": lambda: again(A, lambda f: f @ f),
    "sizes": lambda: again(n, lambda f: f + f),
    "claims": lambda: again(x == x, lambda c: both(c, c)),
    "indicators": lambda: again(x, lambda f: indicator(f == f)),
    "replacements": lambda: again(x, lambda f: (x + x).at({x: f})),
    "definitions": lambda: named(lambda f: f + f),
    "functions of functions": iterated,
    "hidden arguments": hidden,
    "sympy": lambda: lift(again(sp.Symbol("x"), doubled)),
    "sympy claims": lambda: theorem("T", sp.Eq(again(sp.Symbol("x"), doubled), 1, evaluate=False)),
    "numbers": lambda: x + 10**1000,
    "printed": lambda: printed("1" * 4000, x),
    "places": lambda: printed("1", x, at={x: "0." + "3" * 5000}),
    "fractions": lambda: x + lift(sp.Rational(1, 10**1000)),
}

DEEP = {
    "minus": lambda: again(x, lambda f: -f, 10_000),
    "plus": lambda: again(x, lambda f: f + 1, 10_000),
    "exp": lambda: again(x, exp, 10_000),
    "entries": lambda: again(z, lambda f: -f, 10_000)[i],
    "implications": lambda: again(x == x, lambda c: implies(x == x, c), 10_000),
    "definitions": lambda: named(lambda f: f + 1, 10_000),
    "replacements": lambda: again(x, lambda f: (x + 1).at({x: f}), 10_000),
    "sympy": lambda: lift(again(sp.Symbol("x"), sp.sin, 300)),
}


@pytest.mark.parametrize("kind", LARGE)
def test_what_is_too_large_is_refused(kind: str) -> None:
    with pytest.raises(Malformed) as e:
        LARGE[kind]()
    assert e.value.code == "too-large"


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_too_deep_is_refused(kind: str) -> None:
    with pytest.raises(Malformed) as e:
        DEEP[kind]()
    assert e.value.code == "too-deep"


def test_what_is_large_but_not_too_large_is_a_formula() -> None:
    assert isinstance((again(x, lambda f: f + f, 11) == 2048 * x).claim, Relation)
    assert 2**12 < LARGEST < 2**13
