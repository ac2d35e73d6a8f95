"""Random claims over a few names, so that hypotheses, domains and formulas meet often: what a hostile author would write.

`SmallWorld(rng)` draws formulas, hypotheses and alterations from one generator of random numbers; two worlds with equal
generators and other spellings draw the same claims.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from checks.kernel import term as t
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Term
from checks.kernel.substitute import unfold
from checks.kernel.walk import children, subterms, with_children
from checks.language import *

Draw = Callable[[], Any]


class Names:
    """The declared names; `spell` is added to each of them."""

    def __init__(self, spell: str = "") -> None:
        def called(name: str) -> str:
            return name + spell

        n = self.n = size(called("n"))
        self.i, self.j, self.k = indices(f"{called('i')} {called('j')} {called('k')}", over=n)
        self.s = position(called("s"), over=n)
        self.x, self.y = scalar(called("x")), scalar(called("y"))
        self.w, self.beta = scalar(called("w"), nonnegative=True), scalar(called("beta"), positive=True)
        self.z, self.b = vector(called("z"), n), vector(called("b"), n)
        self.P, self.Q = distribution(called("P"), n), distribution(called("Q"), n)
        self.R = distribution(called("R"), n, positive=True, of=self.x)
        self.X, self.Y = (random_variable(called(v), family="first family") for v in ("X", "Y"))
        self.N = random_variable(called("N"), family="another")
        self.f = function(called("f"), of=self.z)
        i, j, k, z, w, x = self.i, self.j, self.k, self.z, self.w, self.x
        self.S = define(called("S"), Sum(z[k] ** 2, k))
        self.sigma = define(called("sigma"), x, 1 / (1 + exp(-x)))
        self.p = define(called("p"), i, exp(z[i]) / Sum(exp(z[k]), k))
        self.h = define(called("h"), i, self.P[i] * log(self.P[i] / self.Q[i]))
        self.o = define(called("o"), i, j, z[i] * self.b[j])
        self.m = define(called("m"), w, x, w * x**2)


class SmallWorld:
    """Draws from `rng`; `calculus`, `chance` and `sums` say which kinds of formulas occur."""

    def __init__(self, rng: Random, names: Names, *, calculus: bool = True, chance: bool = True, sums: bool = True) -> None:
        self.rng, self.v = rng, names
        self.calculus, self.chance, self.sums = calculus, chance, sums

    # ------------------------------------------------------------ formulas
    def formula(self, nodes: int) -> Term:
        v = self.v
        term: Term = self._number(nodes, [v.i, v.j, v.s], random=False).term
        return term

    def _leaf(self, scope: list[Any], random: bool) -> Any:
        v, rng = self.v, self.rng

        def at() -> Any:
            return rng.choice(scope)

        leaves: list[Draw] = [
            lambda: Rational(rng.choice((0, 1, 1, 2, -1, 3))),
            *(lambda q=q: q for q in (v.x, v.x, v.y, v.w, v.w, v.beta)),
        ]
        if self.sums:
            leaves += [lambda: v.z[at()], lambda: v.z[at()], lambda: v.b[at()], lambda: v.P[at()], lambda: v.P[at()], lambda: v.Q[at()]]
            leaves += [lambda: delta(at(), at()), lambda: v.n, lambda: v.S, lambda: v.p[at()], lambda: v.h[at()], lambda: v.o[at(), at()]]
            leaves += [lambda: v.R[at()]]
        if random and self.chance:
            leaves += [lambda: v.X, lambda: v.X, lambda: v.Y, lambda: v.N, lambda: v.N]
        return rng.choice(leaves)()

    def _number(self, nodes: int, scope: list[Any], *, random: bool) -> Any:
        v, rng = self.v, self.rng
        if nodes <= 1:
            return self._leaf(scope, random)

        def one() -> Any:
            return self._number(nodes - 1, scope, random=random)

        def two() -> tuple[Any, Any]:
            left = rng.randint(1, nodes - 1)
            return self._number(left, scope, random=random), self._number(max(1, nodes - left), scope, random=random)

        def op(which: str) -> Any:
            a, b = two()
            return {"+": a + b, "-": a - b, "*": a * b, "/": a / b}[which]

        kinds: list[Draw] = [lambda q=q: op(q) for q in "++--****//"]
        kinds += [lambda: one() ** rng.choice((2, 2, 3, -1, Rational(1, 2), Rational(3, 2), v.n)), lambda: -one()]
        kinds += [lambda: exp(one()), lambda: log(one()), lambda: log(one()), lambda: sqrt(one()), lambda: abs_(one())]
        kinds += [lambda: rng.choice((v.sigma, tanh, lambda q: v.f(q * v.z)))(one()), lambda: v.m(*two()), lambda: indicator(one() <= v.x)]
        kinds += [lambda: rng.choice((maximum, minimum))(*two()), lambda: rng.choice((floor, round_, sign))(one())]
        if self.sums:
            kinds += [lambda: self._sum(nodes, scope, random)]
        if self.calculus:
            kinds += [lambda: D(one(), rng.choice([v.x, v.w, v.beta, *([v.z[rng.choice(scope)]] if self.sums else [])]))]
        if self.chance:
            kinds += [lambda: self._mean(nodes, scope)]
        return rng.choice(kinds)()

    def _sum(self, nodes: int, scope: list[Any], random: bool) -> Any:
        v, rng = self.v, self.rng
        k = rng.choice((v.i, v.j, v.k))
        body = self._number(nodes - 1, [*scope, k, k], random=random)
        if rng.random() < 0.2:
            return E(body, k, rng.choice((v.P, v.Q)))
        if rng.random() < 0.2:
            return rng.choice((Max, Min))(body, k)
        return Sum(body, rng.choice((k, k, (k, 2, v.n), (k, 1, v.n - 1), (k, 1, 2), (k, 1, v.s))))

    def _mean(self, nodes: int, scope: list[Any]) -> Any:
        body = self._number(nodes - 1, scope, random=True)
        return self.rng.choice((E, E, Var))(body)

    # ------------------------------------------------------------ hypotheses
    def hypotheses(self) -> list[Any]:
        v, rng = self.v, self.rng
        x, y, w, z, b, i = v.x, v.y, v.w, v.z, v.b, v.i
        pool: list[Draw] = [lambda: rng.choice((x, y, w, x * y, w - x, x + y, x**v.n)) == rng.choice((0, 1, x, y))]
        pool += [lambda: rng.choice((x, y, x + y, y - x, 1 - w)) >= 0, lambda: rng.choice((x, -x, w, y, y - x)) > 0]
        pool += [
            lambda: rng.choice((x, y, w)) != rng.choice((0, 1, v.beta)),
            lambda: rng.choice((abs_(x), exp(x), log(v.beta))) == rng.choice((1, y)),
        ]
        pool += [lambda: implies(rng.choice((x >= 0, w > 0, x == 0)), rng.choice((y >= 0, y == 0, log(w) == x, abs_(x) == y)))]
        if self.sums:
            pool += [lambda: z[i] == rng.choice((0, x, b[i], 1)), lambda: rng.choice((z[i], b[i], b[i] - z[i], v.Q[i])) > 0]
            pool += [lambda: Sum(z[v.k], v.k) == rng.choice((0, 1, x)), lambda: z[v.s] == rng.choice((0, b[v.s]))]
            pool += [
                lambda: implies(v.P[i] > 0, rng.choice((v.Q[i] > 0, z[i] == 1 / v.P[i], b[i] >= 0))),
                lambda: v.P[v.s] == rng.choice((0, 1)),
            ]
            pool += [lambda: rng.choice((v.S, v.n)) == 1, lambda: forall(v.k, z[v.k] >= 0), lambda: v.p[i] == b[i]]
        if self.chance:
            moments = (E(v.X) == 0, E(v.X**2) == 1, E(v.N) == x, Var(v.N) == 1, E(v.X * v.Y) == 0, E(v.X + v.Y) == 1, E(abs_(v.X)) == w)
            pool += [lambda: rng.choice(moments)] * 5
        return [rng.choice(pool)() for _ in range(rng.choice((0, 1, 1, 2, 3)))]

    # ------------------------------------------------------------ claims
    def claim(self, nodes: int) -> Relation:
        """A formula compared with an altered copy of itself, or with a number."""
        left = self.formula(nodes)
        right = left
        for _ in range(self.rng.choice((1, 1, 2, 3))):
            right = self.altered(right)
        if self.rng.random() < 0.25:
            right = self.rng.choice((t.ZERO, t.ONE, self.v.x.term))
        rel = self.rng.choice((Rel.EQ, Rel.EQ, Rel.EQ, Rel.EQ, Rel.LE, Rel.GE, Rel.LT, Rel.GT, Rel.NE))
        return Relation(left, rel, right)

    def altered(self, x: Term) -> Term:
        """`x` with one node replaced: by an equal one, by one that is equal under conditions, or by a slip."""
        target = self.rng.randrange(sum(1 for _ in subterms(x)))
        count = [-1]

        def go(y: Term) -> Term:
            count[0] += 1
            if count[0] == target:
                return self._change(y)
            return with_children(y, tuple(go(c) for c in children(y)))

        return go(x)

    def _change(self, y: Term) -> Term:
        v = self.v
        options: list[Term] = [y]
        match y:
            case t.Add(a, b):
                options = [t.Add(b, a), t.Sub(a, b)]
            case t.Sub(a, b):
                options = [t.Add(a, t.Neg(b)), t.Neg(t.Sub(b, a)), t.Sub(b, a), t.Add(a, b)]
            case t.Mul(a, b):
                options = [t.Mul(b, a), t.Mul(b, a), a, t.Div(a, b)]
            case t.Div(a, b):
                options = [t.Mul(a, t.Div(t.ONE, b)), t.Mul(a, t.Pow(b, t.Neg(t.ONE))), t.Div(b, a), a]
            case t.Pow(a, e):
                options = [t.Mul(a, a), t.Pow(a, t.Add(e, t.ONE)), t.Mul(a, t.Pow(a, t.Sub(e, t.ONE)))]
            case t.Func(fn, a):
                options = [a, *self._function(fn, a)]
            case t.Sum(k, low, high, body):
                options = [t.Sum(k, t.Add(low, t.ONE), high, body), t.Sum(k, low, t.Sub(high, t.ONE), body), body]
            case t.Mean(t.Mul(a, b)):
                options = [t.Mul(t.Mean(a), t.Mean(b))]
            case t.Mean(t.Add(a, b)):
                options = [t.Add(t.Mean(a), t.Mean(b))]
            case t.Mean(a):
                options = [a, t.Mean(t.Add(a, t.ZERO))]
            case t.Variance(a):
                options = [t.Mean(t.Mul(a, a)), t.Sub(t.Mean(t.Mul(a, a)), t.Mul(t.Mean(a), t.Mean(a)))]
            case t.Delta():
                options = [t.ONE, t.Delta(y.right, y.left)]
            case t.Derivative(body, _):
                options = [t.ZERO, t.ONE, body]
            case t.Apply(d, _) if not d.indices:
                options = [unfold(y)]
            case t.Num(value):
                options = [t.Num(value + 1)]
            case t.Variable() if not y.shape:
                options = [t.ZERO, t.ONE, v.x.term]
            case t.Index() if not y.fixed:
                options = [v.i.term, v.j.term, v.s.term]
            case _:
                pass
        return self.rng.choice(options)

    @staticmethod
    def _function(fn: t.Fn, a: Term) -> list[Term]:
        """Laws that hold under conditions."""
        match fn, a:
            case t.Fn.LOG, t.Mul(b, c):
                return [t.Add(t.Func(fn, b), t.Func(fn, c))] * 4
            case t.Fn.LOG, t.Div(b, c):
                return [t.Sub(t.Func(fn, b), t.Func(fn, c))] * 4
            case t.Fn.LOG, t.Pow(b, e):
                return [t.Mul(e, t.Func(fn, b))] * 4
            case (t.Fn.LOG, t.Func(t.Fn.EXP, b)) | (t.Fn.EXP, t.Func(t.Fn.LOG, b)) | (t.Fn.SQRT, t.Pow(b, _)):
                return [b] * 4
            case t.Fn.ABS, _:
                return [t.Neg(a), t.Func(t.Fn.SQRT, t.Mul(a, a))]
            case _:
                return [t.Func(other, a) for other in (t.Fn.EXP, t.Fn.ABS)]
