"""A second, slow reading of the tree: mpmath numbers, definitions unfolded by the kernel, derivatives as central differences.

It shares nothing with `checks.evaluate` but the tree and the model.  Where a value is undefined it raises.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from flint import fmpq
from mpmath import mp, mpf

from checks.evaluate.model import Model
from checks.evaluate.value import Array
from checks.kernel import term as t
from checks.kernel.bind import random_variables
from checks.kernel.substitute import shape_of, target_variable, unfold, unfold_entry

mp.dps = 100
STEP = mpf(10) ** -25


def number(x: fmpq) -> Any:
    return mpf(int(x.p)) / int(x.q)


class Naive:
    """`values` are nested lists or numbers, for variables; `index` maps indices to integers."""

    def __init__(self, model: Model, index: dict[Any, int], values: dict[Any, Any] | None = None) -> None:
        self.model, self.index, self.values = model, {**model.positions, **index}, values or {}

    def whole(self, x: Any) -> int:
        match x:
            case t.Num(v):
                return int(v)
            case t.Size():
                return self.model.sizes[x]
            case t.Index():
                return self.index[x]
            case t.Add(a, b):
                return self.whole(a) + self.whole(b)
            case t.Sub(a, b):
                return self.whole(a) - self.whole(b)
            case t.Mul(a, b):
                return self.whole(a) * self.whole(b)
            case t.Neg(a):
                return -self.whole(a)
        raise TypeError(x)

    def with_index(self, i: Any, v: int) -> Naive:
        return Naive(self.model, {**self.index, i: v}, self.values)

    def with_values(self, values: dict[Any, Any]) -> Naive:
        return Naive(self.model, self.index, {**self.values, **values})

    # -------------------------------------------------------- arrays as dictionaries from places to numbers
    def variable(self, v: Any) -> dict[tuple[int, ...], Any]:
        if v in self.values:
            return self.values[v]
        if v in self.model.arrays:
            return self.table(self.model.arrays[v])
        if v in self.model.curves:
            u = [x for p in v.of for x in self.variable(p).values()]
            c = self.model.curves[v]
            w = [
                number(f) + (number(s) + sum(number(k) * x for k, x in zip(row, u, strict=True))) ** 2
                for f, s, row in zip(c.floors, c.shifts, c.slopes, strict=True)
            ]
            return dict(zip(self.places(v.shape), [x / sum(w) for x in w], strict=True))
        raise LookupError(v)

    @staticmethod
    def table(a: Array) -> dict[tuple[int, ...], Any]:
        at = list(product(*(range(1, n + 1) for n in a.shape)))
        return {k: number(x) for k, x in zip(at, a.entries, strict=True) if isinstance(x, fmpq)}

    def places(self, shape: Any) -> list[tuple[int, ...]]:
        return list(product(*(range(1, self.whole(n) + 1) for n in shape)))

    def array(self, x: Any) -> dict[tuple[int, ...], Any]:
        return {at: self.entry(x, at) for at in self.places(shape_of(x))}

    def entry(self, x: Any, at: tuple[int, ...]) -> Any:
        num = tuple(t.Num(i) for i in at)  # type: ignore[arg-type]
        match x:
            case t.Variable():
                return self.variable(x)[at]
            case t.Apply(d, _):
                return self.scalar(unfold_entry(x, num)) if d.indices else self.entry(unfold(x), at)
            case t.Zeros():
                return mpf(0)
            case t.Identity():
                return mpf(at[0] == at[1])
            case t.Add(a, b):
                return self.entry(a, at) + self.entry(b, at)
            case t.Sub(a, b):
                return self.entry(a, at) - self.entry(b, at)
            case t.Neg(a):
                return -self.entry(a, at)
            case t.Mul(a, b):
                return self.scalar(a) * self.entry(b, at) if shape_of(b) else self.entry(a, at) * self.scalar(b)
            case t.Div(a, b):
                return self.entry(a, at) / self.scalar(b)
            case t.Transpose(a):
                return self.entry(a, at[::-1])
            case t.Outer(a, b):
                return self.entry(a, at[:1]) * self.entry(b, at[1:])
            case t.Diagonal(a):
                return self.entry(a, at[:1]) if at[0] == at[1] else mpf(0)
            case t.MatMul(a, b):
                cut = len(shape_of(a)) - 1
                inner = range(1, self.whole(shape_of(b)[0]) + 1)
                return sum((self.entry(a, (*at[:cut], k)) * self.entry(b, (k, *at[cut:])) for k in inner), mpf(0))
            case t.Sum(i, low, high, body):
                return sum((self.with_index(i, v).entry(body, at) for v in range(self.whole(low), self.whole(high) + 1)), mpf(0))
            case t.Average(i, w, body):
                n = self.whole(i.over)
                return sum((self.entry(w, (v,)) * self.with_index(i, v).entry(body, at) for v in range(1, n + 1)), mpf(0))
            case t.Mean(a):
                return sum((p * s.entry(a, at) for p, s in self.outcomes(x)), mpf(0))
            case t.Gradient(f, a):
                u = self.array(a) if shape_of(a) else {(): self.scalar(a)}
                up, down = ({k: v + (STEP * sign if k == at else 0) for k, v in u.items()} for sign in (1, -1))
                return (self.polynomial(f, up) - self.polynomial(f, down)) / (2 * STEP)
        raise TypeError(x)

    def polynomial(self, f: Any, table: dict[tuple[int, ...], Any]) -> Any:
        p, u = self.model.functions[f], list(table.values())
        out = number(p.constant)
        for i, x in enumerate(u):
            linear, quadratic, cubic = (number(row[i % len(row)]) for row in (p.linear, p.quadratic, p.cubic))
            out += linear * x + quadratic * x * u[(i + 1) % len(u)] + cubic * x**3
        return out

    def outcomes(self, x: Any) -> list[tuple[Any, Naive]]:
        from checks.kernel.walk import children

        families = {v.family for c in children(x) for v in random_variables(c)}
        spaces = [s.outcomes for f, s in self.model.spaces.items() if f in families]
        out = []
        for choice in product(*spaces):
            p, values = mpf(1), {}
            for w in choice:
                p *= number(w.probability)
                values.update({v: self.table(a) for v, a in w.values.items()})
            out.append((p, self.with_values(values)))
        return out

    # -------------------------------------------------------- numbers
    def scalar(self, x: Any) -> Any:
        match x:
            case t.Num(v):
                return mpf(v.numerator) / v.denominator
            case t.Pi():
                return mp.pi
            case t.Size() | t.Index():
                return mpf(self.whole(x))
            case t.Variable():
                return self.variable(x)[()]
            case t.Add(a, b):
                return self.scalar(a) + self.scalar(b)
            case t.Sub(a, b):
                return self.scalar(a) - self.scalar(b)
            case t.Neg(a):
                return -self.scalar(a)
            case t.Mul(a, b):
                return self.scalar(a) * self.scalar(b)
            case t.Div(a, b):
                return self.scalar(a) / self.scalar(b)
            case t.Pow(a, b):
                return self.power(self.scalar(a), self.scalar(b))
            case t.Func(fn, a):
                return self.function(fn, self.scalar(a))
            case t.Entry(a, indices):
                return self.entry(a, tuple(self.whole(i) for i in indices))
            case t.Apply():
                return self.scalar(unfold(x))
            case t.Call(f, a):
                return self.polynomial(f, self.array(a) if shape_of(a) else {(): self.scalar(a)})
            case t.Sum(i, low, high, body):
                return sum((self.with_index(i, v).scalar(body) for v in range(self.whole(low), self.whole(high) + 1)), mpf(0))
            case t.Average(i, w, body):
                return sum((self.entry(w, (v,)) * self.with_index(i, v).scalar(body) for v in range(1, self.whole(i.over) + 1)), mpf(0))
            case t.Derivative(body, target):
                v = target_variable(target)
                at = tuple(self.whole(i) for i in target.indices) if isinstance(target, t.Entry) else ()
                here = self.variable(v)
                up, down = (self.with_values({v: {**here, at: here[at] + s * STEP}}).scalar(body) for s in (1, -1))
                return (up - down) / (2 * STEP)
            case t.Mean(a):
                return sum((p * s.scalar(a) for p, s in self.outcomes(x)), mpf(0))
            case t.Variance(a):
                return self.scalar(t.Covariance(a, a))
            case t.Covariance(a, b):
                rows = [(p, s.scalar(a), s.scalar(b)) for p, s in self.outcomes(x)]
                ea, eb = sum(p * u for p, u, _ in rows), sum(p * v for p, _, v in rows)
                return sum(p * (u - ea) * (v - eb) for p, u, v in rows)
            case t.Delta(a, b):
                return mpf(self.whole(a) == self.whole(b))
            case t.Indicator(r):
                a, b = self.scalar(r.left), self.scalar(r.right)
                return mpf({"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[r.rel.value])
            case t.Maximum(a, b):
                return max(self.scalar(a), self.scalar(b))
            case t.Minimum(a, b):
                return min(self.scalar(a), self.scalar(b))
            case t.Max(i, body):
                return max(self.with_index(i, v).scalar(body) for v in range(1, self.whole(i.over) + 1))
            case t.Min(i, body):
                return min(self.with_index(i, v).scalar(body) for v in range(1, self.whole(i.over) + 1))
            case t.Product(i, low, high, body):
                return mp.fprod(self.with_index(i, v).scalar(body) for v in range(self.whole(low), self.whole(high) + 1))
            case t.MatMul():
                return self.entry(x, ())
            case t.Trace(a):
                return sum((self.entry(a, (k, k)) for k in range(1, self.whole(shape_of(a)[0]) + 1)), mpf(0))
            case t.Norm(a):
                return mp.sqrt(sum((v**2 for v in self.array(a).values()), mpf(0)))
            case t.Rank(a):
                m, n = (self.whole(d) for d in shape_of(a))
                return mpf(_rank([[self.entry(a, (i, j)) for j in range(1, n + 1)] for i in range(1, m + 1)]))
        raise TypeError(x)

    @staticmethod
    def power(a: Any, b: Any) -> Any:
        if b == int(b):
            return a ** int(b)
        if a < 0 or (a == 0 and b < 0):
            raise ValueError((a, b))
        return a**b

    @staticmethod
    def function(fn: t.Fn, x: Any) -> Any:
        if (fn is t.Fn.LOG and x <= 0) or (fn is t.Fn.SQRT and x < 0):
            raise ValueError(fn, x)
        return getattr(mp, {"abs": "fabs"}.get(fn.value, fn.value))(x)


def _rank(rows: list[list[Any]]) -> int:
    """Gaussian elimination with a generous zero."""
    rank = 0
    for c in range(len(rows[0])):
        pivot = max(range(rank, len(rows)), key=lambda r: abs(rows[r][c]), default=None)
        if pivot is None or abs(rows[pivot][c]) < mpf(10) ** -60:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for r in range(rank + 1, len(rows)):
            factor = rows[r][c] / rows[rank][c]
            rows[r] = [x - factor * y for x, y in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    return rank
