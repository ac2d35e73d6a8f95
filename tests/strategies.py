"""Random well-formed formulas, built through the words of the language alone, so that every tree is one an author could write.

`formula(rng, size)` grows one number, `formulas(size)` is the same as a Hypothesis strategy, `sample(count, size, seed)` a
reproducible list.  `WORLD` holds everything the formulas speak of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from checks.language import *


class World:
    """Declared names of every kind.  `names` gives the words by the name they print under."""

    def __init__(self) -> None:
        n, m = size("n"), size("m", at_least=2)
        self.n, self.m = n, m
        self.i, self.j, self.k, self.l = indices("i j k l", over=n)
        self.a, self.b = indices("a b", over=m)
        self.t = position("t", over=n)
        self.x, self.y, self.beta = scalar("x"), scalar("y"), scalar("beta", positive=True)
        self.u, self.v, self.w = vector("u", n), vector("v", n), vector("w", m)
        self.A, self.B = matrix("A", m, n), matrix("B", n, n)
        self.P, self.Q = distribution("P", n), distribution("Q", n, positive=True)
        self.ref = distribution("ref", n, r"\pi_{\mathrm{ref}}")
        self.star = distribution("star", n, r"\pi^{*}", positive=True)
        self.hot = one_hot("hot", n, at=self.t)
        self.R = distribution("R", n, positive=True, of=self.x)
        self.q, self.r = random_vector("q", n, family="query"), random_vector("r", n, family="key")
        self.N = random_variable("N", family="noise")
        self.f, self.g = function("f", of=self.u), function("g", of=self.x)
        i, j, k = self.i, self.j, self.k
        self.Z = define("Z", Sum(exp(self.u[k]), k))
        self.p = define("p", i, exp(self.u[i]) / self.Z)
        self.G = define("G", i, j, self.u[i] * self.v[j] + self.x)
        self.c = define("c", self.B @ self.u)
        self.s = define("s", Sum(self.q[k] * self.r[k], k))
        self.sigma = define("sigma", self.x, 1 / (1 + exp(-self.x)))
        self.H = define("H", self.P, self.Q, -Sum(self.P[k] * log(self.Q[k]), k))
        self.soft = define("soft", self.v, i, exp(self.v[i]) / Sum(exp(self.v[k]), k))
        self.names: dict[str, Any] = dict(vars(self))


WORLD = World()


@dataclass(frozen=True, slots=True)
class Grower:
    """Grows formulas over `world`; `over_n` and `over_m` are the indices in scope.

    With `random=False` no random variable, expectation, unknown function or rank occurs; with `calculus=False` no derivative.
    """

    rng: Random
    world: World = WORLD
    random: bool = True
    calculus: bool = True
    over_n: tuple[Any, ...] = field(default=())
    over_m: tuple[Any, ...] = field(default=())

    def bind(self, *more_n: Any, over_m: tuple[Any, ...] = ()) -> Grower:
        n, m = (*self.over_n, *more_n), (*self.over_m, *over_m)
        return Grower(self.rng, self.world, self.random, self.calculus, n, m)

    def index(self) -> Any:
        return self.rng.choice((*self.over_n, *self.over_n, self.world.t, 1))

    def index_m(self) -> Any:
        return self.rng.choice((*self.over_m, *self.over_m, 2))

    def scalar(self) -> Any:
        w = self.world
        return self.rng.choice((w.x, w.y, w.beta))

    def leaf(self) -> Any:
        """A number without parts: a literal, a name, an entry, a delta."""
        w, rng = self.world, self.rng
        vectors = [w.u, w.v, w.P, w.Q, w.ref, w.star, w.hot, w.R, w.p, w.c]
        if self.random:
            vectors += [w.q, w.r]
        leaves: tuple[Callable[[], Any], ...] = (
            lambda: Rational(rng.randint(-3, 9)),
            lambda: Rational(*Fraction(rng.randint(-5, 7), rng.randint(2, 4)).as_integer_ratio()),
            lambda: rng.choice((Pi, w.n, w.m, w.Z, *((w.N, w.s) if self.random else ()))),
            self.scalar,
            lambda: rng.choice(vectors)[self.index()],
            lambda: rng.choice(vectors)[self.index()],
            lambda: rng.choice((w.B, w.G))[self.index(), self.index()],
            lambda: rng.choice((w.A[self.index_m(), self.index()], w.w[self.index_m()])),
            lambda: delta(self.index(), self.index()),
        )
        return rng.choice(leaves)()

    def number(self, size: int) -> Any:
        """A number with about `size` nodes."""
        if size <= 1:
            return self.leaf()
        kinds = [self._arithmetic, self._arithmetic, self._arithmetic, self._function, self._sum, self._applied, self._array_number]
        if self.random:
            kinds.append(self._chance)
        if self.calculus:
            kinds.append(self._derivative)
        return self.rng.choice(kinds)(size - 1)

    def _split(self, size: int) -> tuple[Any, Any]:
        left = self.rng.randint(1, max(1, size - 1))
        return self.number(left), self.number(max(1, size - left))

    def _arithmetic(self, size: int) -> Any:
        kind = self.rng.randrange(7)
        if kind == 0:
            return -self.number(size)
        a, b = self._split(size)
        match kind:
            case 1:
                return a + b
            case 2:
                return a - b
            case 3 | 4:
                return a * b
            case 5:
                return a / b
            case _:
                return a ** self.rng.choice((2, 3, -1, b))

    def _function(self, size: int) -> Any:
        if self.rng.random() < 0.15:
            return self.rng.choice((maximum, minimum))(*(self.number(s) for s in (1, max(1, size - 1))))
        return self.rng.choice((exp, exp, log, log, sqrt, abs_, sin, cos, tanh, floor, sign))(self.number(size))

    def _sum(self, size: int) -> Any:
        w = self.world
        if self.rng.random() < 0.25:
            bound = self.rng.choice((w.a, w.b))
            return Sum(self.bind(over_m=(bound,)).number(size), bound)
        bound = self.rng.choice((w.i, w.j, w.k, w.l))
        body = self.bind(bound).number(size)
        if self.rng.random() < 0.15:
            return self.rng.choice((Max, Min))(body, bound)
        over = self.rng.choice((bound, bound, bound, (bound, 2, w.n), (bound, 1, w.n - 1), (bound, 1, w.t)))
        return Sum(body, over)

    def _applied(self, size: int) -> Any:
        w = self.world
        kind = self.rng.randrange(6)
        match kind:
            case 0:
                return indicator(self.number(size // 2) < self.number(size // 2))
            case 1:
                return w.H(self.distribution(), self.distribution())
            case 2:
                return w.soft(self.vector(size))[self.index()]
            case 3 if self.random:
                return w.g(self.number(size))
            case 4 if self.random:
                return self.rng.choice((w.f(self.vector(size)), w.f.gradient(self.vector(size))[self.index()]))
            case _:
                return w.sigma(self.number(size))

    def distribution(self) -> Any:
        w = self.world
        return self.rng.choice((w.P, w.Q, w.ref, w.star, w.R))

    def _array_number(self, size: int) -> Any:
        kind = self.rng.randrange(7)
        match kind:
            case 0:
                return dot(self.vector(size // 2), self.vector(size // 2))
            case 1:
                return tr(self.square(size))
            case 2:
                return norm(self.vector(size))
            case 3:
                return norm(self.square(size))
            case 4 if self.random:
                return rank(self.square(size))
            case 5:
                return self.square(size)[self.index(), self.index()]
            case _:
                return self.vector(size)[self.index()]

    def _chance(self, size: int) -> Any:
        w = self.world
        match self.rng.randrange(5):
            case 0:
                return E(self.number(size))
            case 1:
                return Var(self.number(size))
            case 2:
                return Cov(*self._split(size))
            case 3:
                return E(self.number(size) * w.q[self.index()])
            case _:
                bound = self.rng.choice((w.i, w.j, w.k, w.l))
                return E(self.bind(bound).number(size), bound, self.distribution())

    def _derivative(self, size: int) -> Any:
        w = self.world
        entries = (w.u[self.index()], w.v[self.index()], w.B[self.index(), self.index()])
        return D(self.number(size), self.rng.choice((self.scalar(), *entries)))

    def vector(self, size: int) -> Any:
        """A vector of size n."""
        w = self.world
        if size <= 1:
            return self.rng.choice((w.u, w.v, w.P, w.star, w.ref, w.p, w.c, *((w.q,) if self.random else ()), zeros(w.n)))
        match self.rng.randrange(9):
            case 0:
                return self.vector(size // 2) + self.vector(size // 2)
            case 1:
                return self.vector(size // 2) - self.vector(size // 2)
            case 2:
                return self.number(size // 2) * self.vector(size // 2)
            case 3:
                return self.vector(size // 2) / self.number(size // 2)
            case 4:
                return -self.vector(size - 1)
            case 5:
                return self.square(size // 2) @ self.vector(size // 2)
            case 6:
                return self.vector(size // 2) @ self.square(size // 2)
            case 7:
                return w.A.T @ (w.A @ self.vector(size - 2))
            case _:
                return w.soft(self.vector(size - 1))

    def square(self, size: int) -> Any:
        """A matrix n x n."""
        w = self.world
        if size <= 1:
            return self.rng.choice((w.B, w.G, eye(w.n), zeros(w.n, w.n), w.A.T @ w.A))
        half = size // 2
        match self.rng.randrange(8):
            case 0:
                return self.square(half) + self.square(half)
            case 1:
                return self.square(half) - self.square(half)
            case 2:
                return self.square(half) @ self.square(half)
            case 3:
                return self.square(size - 1).T
            case 4:
                return outer(self.vector(half), self.vector(half))
            case 5:
                return diag(self.vector(size - 1))
            case 6:
                return self.number(half) * self.square(half)
            case _:
                return -self.square(size - 1)


def formula(rng: Random, size: int = 12, *, free: bool = True, random: bool = True, calculus: bool = True) -> Any:
    """A number with about `size` nodes; with `free`, the indices i, j (over n) and a (over m) occur free."""
    w = WORLD
    scope = ((w.i, w.j), (w.a,)) if free else ((), ())
    return Grower(rng, w, random, calculus, *scope).number(size)


def formulas(size: int = 12, *, free: bool = True, random: bool = True, calculus: bool = True) -> st.SearchStrategy[Any]:
    """`formula` for Hypothesis: it shrinks."""
    rngs = st.randoms(use_true_random=False)
    return rngs.map(lambda rng: formula(rng, size, free=free, random=random, calculus=calculus))


def sample(count: int, size: int = 12, seed: int = 1, *, free: bool = True, random: bool = True, calculus: bool = True) -> list[Any]:
    """The same `count` formulas for the same seed, of growing size."""
    rng = Random(seed)
    return [formula(rng, 1 + k % size, free=free, random=random, calculus=calculus) for k in range(count)]
