"""What is a formula at explicit sizes?  Every entry a symbol, every sum written out, every derivative taken by SymPy.

At explicit sizes nothing is indexed any more, so SymPy's traps with bound indices cannot occur: `D(f, z[j])` is `diff` by the
one symbol `z_j`.  Definitions are unfolded.  A sum over an empty range is 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks.cas import cells as c
from checks.cas import values as v
from checks.cas.cells import Cells
from checks.cas.library import Expr, sp
from checks.cas.means import Means
from checks.cas.names import Names, assumptions, symbol
from checks.cas.unknown import unknown_function
from checks.cas.values import Undefined, Value
from checks.kernel import term as t
from checks.kernel.bind import free_indices
from checks.kernel.names import Definition, Index, OneHot, Recurrence, Size, Term, Variable
from checks.kernel.substitute import Capture, argument_map, shape_of, substitute, target_variable, unfold_entry

Env = Mapping[Index, int]


class Beyond(Exception):
    """SymPy cannot be asked this: `why` completes the sentence "SymPy cannot decide: ..."."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_FUNCTIONS = {
    t.Fn.EXP: sp.exp,
    t.Fn.SQRT: sp.sqrt,
    t.Fn.ABS: sp.Abs,
    t.Fn.SIN: sp.sin,
    t.Fn.COS: sp.cos,
    t.Fn.TANH: sp.tanh,
    t.Fn.FLOOR: sp.floor,
    t.Fn.CEILING: sp.ceiling,
    t.Fn.SIGN: sp.sign,
}


class Lowering:
    """Formulas at one assignment of the sizes and positions; entries keep their symbols from one formula to the next."""

    def __init__(self, sizes: Mapping[Size, int], positions: Env, names: Names) -> None:
        self.sizes, self.positions, self.names = dict(sizes), dict(positions), names
        self.means = Means()
        self.entries: dict[Expr, tuple[Variable, tuple[int, ...]]] = {}
        self._memo: dict[tuple[int, tuple[int, ...]], tuple[Term, Cells]] = {}
        self._variables: dict[Variable, Cells] = {}
        self._unfolded: dict[int, tuple[Term, Term]] = {}

    # ------------------------------------------------------------ integers and shapes
    def integer(self, x: Term, env: Env) -> int:
        """The value of a size or an index expression."""
        match x:
            case t.Num(q) if q.denominator == 1:
                return int(q)
            case Size():
                if x not in self.sizes:
                    raise Beyond(f"the size {x.name} is not one of the step")
                return self.sizes[x]
            case Index():
                if x not in env and x not in self.positions:
                    raise Beyond(f"the index {x.name} is not one of the step")
                return env[x] if x in env else self.positions[x]
            case t.Add(a, b):
                return self.integer(a, env) + self.integer(b, env)
            case t.Sub(a, b):
                return self.integer(a, env) - self.integer(b, env)
            case t.Neg(a):
                return -self.integer(a, env)
            case t.Mul(a, b):
                return self.integer(a, env) * self.integer(b, env)
            case _:
                raise Beyond("an index or a size that is not built from sizes, indices and whole numbers")

    def shape(self, x: Term, env: Env) -> tuple[int, ...]:
        return tuple(self.integer(s, env) for s in shape_of(x))

    # ------------------------------------------------------------ formulas
    def number(self, x: Term, env: Env) -> Value:
        """A scalar formula."""
        return self.cells(x, env)[()]

    def cells(self, x: Term, env: Env) -> Cells:
        """Every entry of a formula; one entry at () for a scalar.  Raises `Beyond`."""
        key = id(x), tuple(env[i] for i in sorted(free_indices(x) & env.keys(), key=lambda i: (i.name, id(i))))
        if key not in self._memo:
            self._memo[key] = x, self._cells(x, env)  # x is kept, so that its id stays its own
        return self._memo[key][1]

    def _cells(self, x: Term, env: Env) -> Cells:
        match x:
            case t.Num(value):
                return {(): sp.Rational(value.numerator, value.denominator)}
            case t.Pi():
                return {(): sp.pi}
            case Size() | Index():
                return {(): sp.Integer(self.integer(x, env))}
            case Variable():
                return self.variable(x)
            case t.Add(a, b):
                return c.add(self.cells(a, env), self.cells(b, env))
            case t.Sub(a, b):
                return c.add(self.cells(a, env), c.negate(self.cells(b, env)))
            case t.Neg(a):
                return c.negate(self.cells(a, env))
            case t.Mul(a, b):
                return c.scale(self.cells(a, env), self.cells(b, env))
            case t.Div(a, b):
                below = self.number(b, env)
                return {k: v.divide(u, below) for k, u in self.cells(a, env).items()}
            case t.Pow(a, b):
                return {(): v.power(self.number(a, env), self.number(b, env))}
            case t.Func(t.Fn.LOG, a):
                return {(): v.log(self.number(a, env))}
            case t.Func(t.Fn.ROUND, _):
                raise Beyond("rounding with ties to even")
            case t.Func(fn, a):
                return {(): v.strict(_FUNCTIONS[fn], self.number(a, env))}
            case t.Entry(base, indices):
                return {(): self._entry(base, tuple(self.integer(i, env) for i in indices), env)}
            case t.Apply():
                return self._apply(x, env)
            case t.Call(f, a):
                return {(): v.strict(self._unknown(f), *self._arguments(a, env))}
            case t.Gradient(f, a):
                args, name = self._arguments(a, env), self.names.of(f, f.name)
                return {k: v.strict(unknown_function(name, (n,)), *args) for n, k in enumerate(self.cells(a, env), 1)}
            case t.Sum() | t.Average():
                return self._sum(x, env)
            case t.Product(i, low, high, body):
                inside = [{**env, i: n} for n in range(self.integer(low, env), self.integer(high, env) + 1)]
                return {(): v.strict(sp.Mul, *(self.cells(body, e)[()] for e in inside))}
            case t.Max(i, body) | t.Min(i, body):
                return {(): self._extreme(x, [self.number(body, {**env, i: k}) for k in range(1, self.integer(i.over, env) + 1)])}
            case t.Maximum(a, b) | t.Minimum(a, b):
                return {(): self._extreme(x, [self.number(a, env), self.number(b, env)])}
            case t.Derivative(body, target):
                return {(): self._derivative(body, target, env)}
            case t.Mean(a):
                return {k: v.strict(self.means.mean, u) for k, u in self.cells(a, env).items()}
            case t.Variance(a):
                return {(): self._covariance(a, a, env)}
            case t.Covariance(a, b):
                return {(): self._covariance(a, b, env)}
            case t.Delta(a, b):
                return {(): sp.Integer(self.integer(a, env) == self.integer(b, env))}
            case t.Indicator(r):
                return {(): self._indicator(r, env)}
            case _:
                return self._array(x, env)

    # ------------------------------------------------------------ names
    def variable(self, x: Variable) -> Cells:
        """A symbol for every entry; entries of a family indexed by parameters are unknown functions of these."""
        if x not in self._variables and isinstance(x.facts, Recurrence):
            self._variables[x] = self._sequence(x, x.facts)
        if x not in self._variables:
            parameters = [u for p in x.of for u in self.cells(p, {}).values()]
            self._variables[x] = {k: self._variable_entry(x, k, parameters) for k in c.places(self.shape(x, {}))}
        return self._variables[x]

    def _sequence(self, x: Variable, r: Recurrence) -> Cells:
        """Every entry written out in what the recurrence is built from."""
        (length,) = self.shape(x, {})
        formula = r.start
        out: dict[tuple[int, ...], Value] = {(1,): self.number(formula, {})}
        for k in range(1, length):
            formula = substitute(r.step, {r.previous: formula, r.index: _number(k)})
            out[(k + 1,)] = self.number(formula, {})
        return out

    def _variable_entry(self, x: Variable, at: tuple[int, ...], parameters: list[Expr]) -> Expr:
        if isinstance(x.facts, OneHot):
            return sp.Integer(at == (self.positions[x.facts.at],))
        name = self.names.of((x, at), "_".join((x.name, *map(str, at))))
        if parameters:
            return unknown_function(name)(*parameters)
        made = symbol(name, **assumptions(x))
        self.entries[made] = x, at
        if x.family is not None:
            self.means.random(made, x.family)
        return made

    def _entry(self, base: Term, at: tuple[int, ...], env: Env) -> Value:
        if isinstance(base, t.Apply) and base.definition.indices:
            if any(not 1 <= k <= n for k, n in zip(at, self.shape(base, env), strict=True)):
                return Undefined.PLAIN
            return self._defined_entry(base, at, env)
        return self.cells(base, env).get(at, Undefined.PLAIN)

    def _apply(self, x: t.Apply, env: Env) -> Cells:
        if x.definition.indices:
            return {k: self._defined_entry(x, k, env) for k in c.places(self.shape(x, env))}
        return self.cells(self._body(x), env)

    def _defined_entry(self, x: t.Apply, at: tuple[int, ...], env: Env) -> Value:
        d: Definition = x.definition
        if not x.args:
            return self.number(d.body, {**env, **dict(zip(d.indices, at, strict=True))})
        try:
            return self.number(unfold_entry(x, tuple(_number(k) for k in at)), env)
        except Capture as e:
            raise Beyond(f"{d.name} cannot be unfolded under a derivative or an expectation") from e

    def _body(self, x: t.Apply) -> Term:
        if id(x) not in self._unfolded:
            try:
                self._unfolded[id(x)] = x, substitute(x.definition.body, argument_map(x))
            except Capture as e:
                raise Beyond(f"{x.definition.name} cannot be unfolded under a derivative or an expectation") from e
        return self._unfolded[id(x)][1]

    def _unknown(self, f: t.Function) -> Expr:
        name = self.names.of(f, f.name)
        return unknown_function(name)

    def _arguments(self, a: Term, env: Env) -> list[Value]:
        return list(self.cells(a, env).values())

    # ------------------------------------------------------------ binders
    def _sum(self, x: t.Sum | t.Average, env: Env) -> Cells:
        if isinstance(x, t.Average):
            low, high, weights = 1, self.integer(x.index.over, env), self.cells(x.weights, env)
        else:
            low, high, weights = self.integer(x.lower, env), self.integer(x.upper, env), None
        total: dict[tuple[int, ...], list[Value]] = {k: [] for k in c.places(self.shape(x.body, env))}
        for n in range(low, high + 1):
            for k, u in self.cells(x.body, {**env, x.index: n}).items():
                total[k].append(u if weights is None else v.multiply(weights[n,], u))
        return {k: v.add(*terms) for k, terms in total.items()}

    @staticmethod
    def _extreme(x: Term, values: list[Value]) -> Value:
        """The larger of two is (a + b + |a - b|) / 2; of none there is none."""
        sign = 1 if isinstance(x, (t.Max, t.Maximum)) else -1

        def outer(a: Expr, b: Expr) -> Expr:
            return (a + b + sign * sp.Abs(a - b)) / 2

        out: Value = values[0] if values and not isinstance(values[0], Undefined) else Undefined.PLAIN
        for u in values[1:]:
            out = v.strict(outer, out, u)
        return out

    def _derivative(self, body: Term, target: Term, env: Env) -> Value:
        value, by = self.number(body, env), self.number(target, env)
        if isinstance(value, Undefined) or isinstance(by, Undefined):
            return Undefined.PLAIN
        if target_variable(target).of or not by.is_Symbol:
            raise Beyond("a derivative by something that is not free to vary")
        if self.means.depend_on(value, by):
            raise Beyond("a derivative of an expectation whose integrand depends on the target")
        return v.checked(sp.diff(value, by))

    def _covariance(self, a: Term, b: Term, env: Env) -> Value:
        """E[a b] - E[a] E[b]."""
        mean = self.means.mean

        def covariance(p: Expr, q: Expr) -> Expr:
            return mean(p * q) - mean(p) * mean(q)

        return v.strict(covariance, self.number(a, env), self.number(b, env))

    def _indicator(self, r: t.Relation, env: Env) -> Value:
        difference = v.add(self.number(r.left, env), v.negate(self.number(r.right, env)))
        if isinstance(difference, Undefined):
            return Undefined.PLAIN
        if not difference.is_Rational:
            raise Beyond("an indicator whose condition depends on the entries")
        return sp.Integer(v.holds(difference, r.rel))

    # ------------------------------------------------------------ arrays
    def _array(self, x: Term, env: Env) -> Cells:
        match x:
            case t.MatMul(a, b):
                return c.matmul(self.cells(a, env), self.cells(b, env))
            case t.Transpose(a):
                return {k[::-1]: u for k, u in self.cells(a, env).items()}
            case t.Trace(a):
                return {(): v.add(*(u for (i, j), u in self.cells(a, env).items() if i == j))}
            case t.Outer(a, b):
                return c.outer(self.cells(a, env), self.cells(b, env))
            case t.Norm(a):
                return {(): c.norm(self.cells(a, env))}
            case t.Diagonal(a):
                return c.diagonal(self.cells(a, env))
            case t.Identity(n):
                return c.identity(self.integer(n, env))
            case t.Explicit(dims, entries):
                return dict(zip(c.places(dims), (self.number(e, env) for e in entries), strict=True))
            case t.Zeros(shape):
                return dict.fromkeys(c.places(tuple(self.integer(s, env) for s in shape)), sp.S.Zero)
            case t.Rank():
                raise Beyond("a rank")
            case _:
                raise TypeError(f"not a formula: {x!r}")


def _number(k: int) -> Term:
    return t.Num(t.ZERO.value + k)
