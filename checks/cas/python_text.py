"""How is a formula written in Python, at sizes that are numbers?  Sums as `sum(... for k in range(1, n + 1))`, `D` as `diff`.

The exported scripts read like the formulas: definitions are functions of the same names, arrays are indexed from 1.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from itertools import product

from checks.cas.names import Names, assumptions
from checks.kernel import term as t
from checks.kernel.bind import implicit_sizes
from checks.kernel.names import Definition, Family, Function, Index, OneHot, Recurrence, Simplex, Size, Term, Variable
from checks.kernel.substitute import argument_map, shape_of, substitute, unfold, unfold_entry

_RESERVED = (
    "E Cov FAMILY UNDEFINED add at_least delta diagonal diff entries exp given facts is_zero left log matmul matrix n norm normal",
    "not_below outer positive replay signed ways larger smaller floor ceiling sign",
    "prod product random range right same scale sqrt sum sys trace transpose unknown vector pi Abs sin cos tanh Rational Integer S Symbol",
    *keyword.kwlist,
)


class PythonText:
    """Writes formulas; remembers which definitions were used, in the order in which they must be stated."""

    def __init__(self) -> None:
        self.names = Names()
        for word in " ".join(_RESERVED).split():
            self.names.of(word, word)
        self.definitions: dict[Definition, str] = {}  # definition -> its `def` line
        self.functions: dict[Function, str] = {}

    def name(self, x: Size | Index | Variable | Definition | Function) -> str:
        return self.names.of(x, x.name)

    # ------------------------------------------------------------ statements
    def declare(self, x: Variable) -> str:
        """The line that makes the entries of `x`."""
        name, shape = self.name(x), ", ".join(map(self.write, x.shape))
        if isinstance(x.facts, OneHot):
            return f"{name} = {{i: delta(i, {self.name(x.facts.at)}) for i in range(1, {shape} + 1)}}"
        if isinstance(x.facts, Recurrence):
            at, then = self.name(x.facts.index), substitute(x.facts.step, {x.facts.previous: t.Entry(x, (x.facts.index,))})
            first = f"{name} = {{1: {self.write(x.facts.start)}}}"
            return f"{first}\nfor {at} in range(1, {shape}):\n    {name}[{at} + 1] = {self.write(then)}"
        if x.of:
            parameters = ", ".join(self._entries(p) for p in x.of)
            return f"{name} = {{k: unknown(f{name + '_{k}'!r})({parameters}) for k in range(1, {shape} + 1)}}"
        # an entry that may be 0 is written as positive: only then does SymPy split its log, and where the log has a value it is
        assume = ", ".join("positive=True" if k == "nonnegative" else f"{k}=True" for k in assumptions(x))
        if not x.shape:
            made = f'Symbol("{name}", {assume})'
        else:
            made = f'{"vector" if len(x.shape) == 1 else "matrix"}("{name}", {shape}, {assume})'
        return f"{name} = {made}" if x.family is None else f'{name} = random({made}, "{self.family(x.family)}")'

    def family(self, f: Family) -> str:
        return self.names.of(f, f"family_{f.name}")

    def facts(self, x: Variable) -> list[str]:
        """Equations that hold of `x` as declared, as expressions that are zero."""
        if not isinstance(x.facts, Simplex):
            return []
        whole = f"sum({self.name(x)}.values()) - 1"
        if not x.of:
            return [f"[{whole}]"]
        by = ", ".join(self._entries(p) for p in x.of)
        return [f"[{whole}, *(diff({whole}, u) for u in [{by}]), *(diff({whole}, u, v) for u in [{by}] for v in [{by}])]"]

    def _entries(self, p: Variable) -> str:
        return f"*{self.name(p)}.values()" if p.shape else self.name(p)

    # ------------------------------------------------------------ formulas
    def write(self, x: Term) -> str:
        """The Python expression of `x`; precedence by brackets, as few as needed."""
        w = self.write
        match x:
            case t.Num(value):
                return str(value) if value.denominator == 1 else f"Rational({value.numerator}, {value.denominator})"
            case t.Pi():
                return "pi"
            case Size() | Index() | Variable():
                return self.names.of(x, x.name)
            case t.Add(a, b):
                return f"add({w(a)}, {w(b)})" if shape_of(x) else f"{w(a)} + {self._factor(b)}"
            case t.Sub(a, b):
                return f"add({w(a)}, scale(-1, {w(b)}))" if shape_of(x) else f"{w(a)} - {self._factor(b)}"
            case t.Neg(a):
                return f"scale(-1, {w(a)})" if shape_of(x) else f"-{self._factor(a)}"
            case t.Mul(a, b) if shape_of(x):
                return f"scale({w(b)}, {w(a)})" if shape_of(a) else f"scale({w(a)}, {w(b)})"
            case t.Mul(a, b):
                return f"{self._factor(a)} * {self._atom(b)}"
            case t.Div(a, b) if shape_of(x):
                return f"scale(1 / S({w(b)}), {w(a)})"
            case t.Div(a, b):
                return f"{self._number(a)} / {self._atom(b)}"
            case t.Pow(a, b):
                return f"{self._number(a)} ** {self._atom(b)}"
            case t.Func(fn, a):
                return f"{'Abs' if fn is t.Fn.ABS else fn.value}({w(a)})"
            case t.Entry(base, indices):
                return self._entry(base, indices)
            case t.Apply():
                return self._apply(x)
            case t.Call(f, a):
                return f"{self._function(f)}({self._spread(a)})"
            case t.Gradient(f, a):
                return f"dict(zip({w(a)}, ({self._function(f)}({self._spread(a)}).fdiff(k) for k in range(1, len({w(a)}) + 1))))"
            case t.Sum(i, low, high, body):
                return self._sum(body, i, low, high)
            case t.Product(i, low, high, body):
                return f"prod([{self.write(body)} for {self.name(i)} in {self.range(low, high)}])"
            case t.Average(i, weights, body):
                return self._sum(t.Mul(t.Entry(weights, (i,)), body), i, t.ONE, i.over)
            case t.Max(i, body) | t.Min(i, body):
                return f"{self._extreme(x)}(*({w(body)} for {self.name(i)} in {self.range(t.ONE, i.over)}))"
            case t.Maximum(a, b) | t.Minimum(a, b):
                return f"{self._extreme(x)}({w(a)}, {w(b)})"
            case t.Derivative(body, target):
                return f"diff({w(body)}, {w(target)})"
            case t.Mean(a):
                return f"E({w(a)})"
            case t.Variance(a):
                return f"Cov({w(a)}, {w(a)})"
            case t.Covariance(a, b):
                return f"Cov({w(a)}, {w(b)})"
            case t.Delta(a, b):
                return f"delta({w(a)}, {w(b)})"
            case t.Indicator(r):
                return f"Integer(bool({w(r.left)} {r.rel.value} {w(r.right)}))"
            case _:
                return self._array(x)

    @staticmethod
    def _extreme(x: Term) -> str:
        return "larger" if isinstance(x, (t.Max, t.Maximum)) else "smaller"

    def _array(self, x: Term) -> str:
        w = self.write
        match x:
            case t.MatMul(a, b):
                return f"matmul({w(a)}, {w(b)})"
            case t.Outer(a, b):
                return f"outer({w(a)}, {w(b)})"
            case t.Transpose(a) | t.Trace(a) | t.Norm(a) | t.Diagonal(a):
                return f"{type(x).__name__.lower()}({w(a)})"
            case t.Identity(n):
                return f"{{(i, j): delta(i, j) for i in range(1, {w(n)} + 1) for j in range(1, {w(n)} + 1)}}"
            case t.Explicit(dims, entries):
                places = product(*(range(1, d + 1) for d in dims))
                return f"{{{', '.join(f'{at[0] if len(at) == 1 else at}: {w(e)}' for at, e in zip(places, entries, strict=True))}}}"
            case t.Zeros(shape):
                return f"scale(0, {('vector', 'matrix')[len(shape) - 1]}('zero', {', '.join(map(w, shape))}))"
            case _:
                raise TypeError(f"not a formula SymPy can be asked about: {x!r}")

    def _sum(self, body: Term, i: Index, low: Term, high: Term) -> str:
        if shape_of(body):
            raise TypeError(f"a sum of arrays has no Python text: {body!r}")
        return f"sum({self.write(body)} for {self.name(i)} in {self.range(low, high)})"

    def range(self, low: Term, high: Term) -> str:
        return f"range({self.write(low)}, {self.write(high)} + 1)"

    def _entry(self, base: Term, indices: Iterable[Term]) -> str:
        at = ", ".join(map(self.write, indices))
        if isinstance(base, t.Apply) and base.definition.indices:
            if not self._plain(base):
                return self._bracket(unfold_entry(base, tuple(indices)))
            return f"{self._define(base.definition)}({', '.join((*map(self.write, base.args), at))})"
        return f"{self._atom(base)}[{at}]"

    def _apply(self, x: t.Apply) -> str:
        d = x.definition
        args = [self.write(a) for a in x.args]
        if d.indices:
            at = [self.name(i) for i in d.indices]
            loops = " ".join(f"for {self.name(i)} in {self.range(t.ONE, n)}" for i, n in zip(d.indices, shape_of(x), strict=True))
            return f"{{({', '.join(at)}): {self._entry(x, d.indices)} {loops}}}"
        if not self._plain(x):
            return self._bracket(unfold(x))
        return f"{self._define(d)}({', '.join(args)})"

    @staticmethod
    def _plain(x: t.Apply) -> bool:
        """The definition can be a Python function: its parameters have the sizes of its arguments."""
        sizes = argument_map(x)
        return all(sizes.get(s, s) is s for s in implicit_sizes(x.definition))

    def _define(self, d: Definition) -> str:
        if d not in self.definitions:
            parameters = ", ".join((*map(self.name, d.params), *map(self.name, d.indices)))
            body = self.write(d.body)  # first, so that what it uses is stated before it
            self.definitions[d] = f"def {self.name(d)}({parameters}):\n    return {body}"
        return self.name(d)

    def _function(self, f: Function) -> str:
        self.functions.setdefault(f, f'{self.name(f)} = unknown("{self.name(f)}")')
        return self.name(f)

    def _spread(self, a: Term) -> str:
        return f"*{self._atom(a)}.values()" if shape_of(a) else self.write(a)

    # ------------------------------------------------------------ brackets
    def _bracket(self, x: Term) -> str:
        return f"({self.write(x)})"

    def _atom(self, x: Term) -> str:
        return self._bracket(x) if isinstance(x, (t.Add, t.Sub, t.Neg, t.Mul, t.Div, t.Pow)) and not shape_of(x) else self.write(x)

    def _factor(self, x: Term) -> str:
        return self._bracket(x) if isinstance(x, (t.Add, t.Sub, t.Neg)) and not shape_of(x) else self.write(x)

    def _number(self, x: Term) -> str:
        """`x` as SymPy's number, where Python might divide two whole numbers and make a float of it."""
        match x:
            case t.Func() | Variable() | t.Entry(Variable(), _):
                return self.write(x)
            case _:
                return f"S({self.write(x)})"
