"""What is this formula in SymPy's words, at symbolic size, as it was written?

| tree | SymPy |
|---|---|
| size, index | `Symbol` with integer, positive |
| scalar | `Symbol` with its declared sign |
| entry `v[i]` of a vector, `A[i, j]` of a matrix | `Indexed`, counted from 1, of an `IndexedBase` with shape |
| array used whole | `MatrixSymbol` (a vector is a column); its entries are then `MatrixElement`, which SymPy counts from 0 |
| `Sum`, `Product` | the same, with a bound index of its own name |
| `D(f, x)` | `Derivative(f, x)`, not evaluated |
| `E`, `Var`, `Cov`, rank, `Max` and `Min` over an index | undefined functions of those names |
| unknown function, its gradient | undefined function `f`, `f_d(k)`... by name |
| definition | unfolded; with `unfold=False` a name, unless that would hide a derivative's target |

Every bound index has a name of its own, so `diff(exp(z[i])/Sum(exp(z[i]), (i, 1, n)), z[i])`, where SymPy confuses the two i's,
cannot be written.  Nothing is evaluated where SymPy lets one say so: `x/x` stays `x/x`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.cas.library import Expr, sp
from checks.cas.names import Names, assumptions
from checks.cas.unevaluated import number_of, product_of, sum_of, used_whole
from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.names import Index, Size, Term, Variable
from checks.kernel.substitute import argument_map, shape_of, substitute, target_variable, unfold, unfold_entry
from checks.kernel.walk import claim_terms

_FUNCTIONS = {
    t.Fn.EXP: sp.exp,
    t.Fn.LOG: sp.log,
    t.Fn.ABS: sp.Abs,
    t.Fn.SIN: sp.sin,
    t.Fn.COS: sp.cos,
    t.Fn.TANH: sp.tanh,
    t.Fn.FLOOR: sp.floor,
    t.Fn.CEILING: sp.ceiling,
    t.Fn.SIGN: sp.sign,
}
_RELATIONS = {Rel.EQ: sp.Eq, Rel.NE: sp.Ne, Rel.LE: sp.Le, Rel.LT: sp.Lt, Rel.GE: sp.Ge, Rel.GT: sp.Gt}


def to_sympy(x: Term, *, unfold: bool = True) -> Expr:
    """The SymPy expression of a well-formed formula; an array gives a matrix expression."""
    return Writer((x,), unfold).write(x, {})


def claim_to_sympy(c: Claim, *, unfold: bool = True) -> Expr:
    """The SymPy statement of a claim: `Eq`, `Le`, ..., joined by `And`, `Implies`, `Equivalent`; `forall` is left out."""
    return Writer(claim_terms(c), unfold).claim(c)


Bound = Mapping[Index, Expr]


class Writer:
    """One set of names for a formula or a claim."""

    def __init__(self, terms: Iterable[Term], unfold: bool = True) -> None:
        self.names, self.unfold = Names(), unfold
        self.targets: frozenset[Variable] = frozenset()  # of the derivatives around
        self.whole = frozenset(v for x in terms for v in used_whole(x, unfold))

    # ------------------------------------------------------------ names
    def size(self, s: Size) -> Expr:
        return sp.Symbol(self.names.of(s, s.name), integer=True, positive=True)

    def index(self, i: Index) -> Expr:
        return sp.Symbol(self.names.of(i, i.name), integer=True, positive=True)

    def array(self, x: Variable, shape: tuple[Expr, ...]) -> Expr:
        name = self.names.of(x, x.name)
        if x in self.whole:
            return sp.MatrixSymbol(name, *shape, *(1,) * (2 - len(shape)))
        return sp.IndexedBase(name, shape=shape, **assumptions(x))

    def shape(self, x: Term, bound: Bound) -> tuple[Expr, ...]:
        return tuple(self.write(s, bound) for s in shape_of(x))

    # ------------------------------------------------------------ claims
    def claim(self, c: Claim) -> Expr:
        match c:
            case Relation(a, rel, b):
                return _RELATIONS[rel](self.write(a, {}), self.write(b, {}), evaluate=False)
            case Forall(_, body):
                return self.claim(body)
            case Both(parts):
                return sp.And(*(self.claim(p) for p in parts), evaluate=False)
            case Implies(a, b):
                return sp.Implies(self.claim(a), self.claim(b), evaluate=False)
            case Iff(a, b):
                return sp.Equivalent(self.claim(a), self.claim(b), evaluate=False)
            case Maximises(point, variable, objective, _):
                best = self.function("Maximises")
                return best(self.write(point, {}), self.write(variable, {}), self.write(objective, {}))
            case _:
                raise TypeError(f"not a claim: {c!r}")

    # ------------------------------------------------------------ formulas
    def write(self, x: Term, bound: Bound) -> Expr:
        def sub(y: Term) -> Expr:
            return self.write(y, bound)

        match x:
            case t.Num(q):
                return number_of(q)
            case t.Pi():
                return sp.pi
            case Size():
                return self.size(x)
            case Index():
                return bound[x] if x in bound else self.index(x)
            case Variable() if x.of:
                parameters = [self.write(p, bound) for p in x.of]
                return self.function(self.names.of(x, x.name))(*parameters)
            case Variable(shape=()):
                return sp.Symbol(self.names.of(x, x.name), **assumptions(x))
            case Variable():
                return self.array(x, self.shape(x, bound))
            case t.Add(a, b):
                return sum_of(sub(a), sub(b))
            case t.Sub(a, b):
                return sum_of(sub(a), product_of(sp.S.NegativeOne, sub(b)))
            case t.Neg(a):
                return product_of(sp.S.NegativeOne, sub(a))
            case t.Mul(a, b):
                return product_of(sub(a), sub(b))
            case t.Div(a, b):
                return product_of(sub(a), sp.Pow(sub(b), -1, evaluate=False))
            case t.Pow(a, b):
                return sp.Pow(sub(a), sub(b), evaluate=False)
            case t.Func(t.Fn.SQRT, a):
                return sp.Pow(sub(a), sp.S.Half, evaluate=False)
            case t.Func(t.Fn.ROUND, a):
                return self.function(self.names.of("round", "round"))(sub(a))
            case t.Func(fn, a):
                return _FUNCTIONS[fn](sub(a), evaluate=False)
            case t.Entry(base, indices):
                return self.entry(base, indices, bound)
            case t.Apply():
                return self.apply(x, bound)
            case t.Call(f, a):
                return self.function(self.names.of(f, f.name))(sub(a))
            case t.Gradient(f, a):
                return self.gradient(f, a, bound)
            case t.Sum(i, low, high, body):
                k = self.fresh(i, bound)
                return sp.Sum(self.write(body, {**bound, i: k}), (k, sub(low), sub(high)))
            case t.Product(i, low, high, body):
                k = self.fresh(i, bound)
                return sp.Product(self.write(body, {**bound, i: k}), (k, sub(low), sub(high)))
            case t.Average(i, weights, body):
                k = self.fresh(i, bound)
                inner = {**bound, i: k}
                return sp.Sum(product_of(self.write(t.Entry(weights, (i,)), inner), self.write(body, inner)), (k, 1, sub(i.over)))
            case t.Max(i, body) | t.Min(i, body):
                k, name = self.fresh(i, bound), type(x).__name__
                return self.function(self.names.of(name, name))(self.write(body, {**bound, i: k}), k, 1, sub(i.over))
            case t.Maximum(a, b):
                return sp.Max(sub(a), sub(b), evaluate=False)
            case t.Minimum(a, b):
                return sp.Min(sub(a), sub(b), evaluate=False)
            case t.Derivative(body, target):
                return sp.Derivative(self.under_derivative(body, target, bound), sub(target))
            case t.Mean(a) | t.Variance(a) | t.Rank(a):
                name = {t.Mean: "E", t.Variance: "Var", t.Rank: "rank"}[type(x)]
                return self.function(self.names.of(name, name))(sub(a))
            case t.Covariance(a, b):
                return self.function(self.names.of("Cov", "Cov"))(sub(a), sub(b))
            case t.Delta(a, b):
                return sp.KroneckerDelta(sub(a), sub(b))
            case t.Indicator(Relation(a, rel, b)):
                return sp.Piecewise((1, _RELATIONS[rel](sub(a), sub(b))), (0, True))
            case _:
                return self.matrix(x, bound)

    def gradient(self, f: t.Function, a: Term, bound: Bound) -> Expr:
        """The array of `grad_f(i, j, a)`; SymPy counts the entries of a matrix from 0."""
        gradient, arg = self.function(self.names.of((f, "gradient"), f"grad_{f.name}")), self.write(a, bound)
        shape = self.shape(a, bound)
        if not shape:
            return gradient(arg)
        i, j = (sp.Symbol(self.names.of(object(), k), integer=True, nonnegative=True) for k in ("i", "j"))
        return sp.FunctionMatrix(*(*shape, 1)[:2], sp.Lambda((i, j), gradient(*(i + 1, j + 1)[: len(shape)], arg)))

    @staticmethod
    def function(name: str) -> Expr:
        return sp.Function(name, real=True)

    def fresh(self, i: Index, bound: Bound) -> Expr:
        """A bound name that nothing else in this formula has, not even the same index bound elsewhere."""
        return sp.Symbol(self.names.of((i, "bound", len(bound), object()), i.name), integer=True, positive=True)

    def under_derivative(self, body: Term, target: Term, bound: Bound) -> Expr:
        """Definitions that depend on the target are unfolded: a name would make SymPy's derivative 0."""
        outer, self.targets = self.targets, self.targets | {target_variable(target)}
        try:
            return self.write(body, bound)
        finally:
            self.targets = outer

    def unfolds(self, x: t.Apply) -> bool:
        return self.unfold or not self.targets.isdisjoint(free(x))

    def entry(self, base: Term, indices: tuple[Term, ...], bound: Bound) -> Expr:
        at = tuple(self.write(i, bound) for i in indices)
        match base:
            case t.Apply(d, _) if d.indices and self.unfolds(base):
                return self.write(unfold_entry(base, indices), bound)
            case t.Apply(d, ()) if d.indices:
                return sp.IndexedBase(self.names.of(d, d.name), shape=self.shape(base, bound), real=True)[at]
            case Variable() if base.of:
                parameters = [self.write(p, bound) for p in base.of]
                return self.function(self.names.of(base, base.name))(*at, *parameters)
            case Variable() if base not in self.whole:
                return self.array(base, self.shape(base, bound))[at]
            case t.Gradient(f, a):
                return self.function(self.names.of((f, "gradient"), f"grad_{f.name}"))(*at, self.write(a, bound))
            case _:
                zero_based = tuple(k - 1 for k in at)  # SymPy counts the entries of a matrix from 0
                return sp.MatrixExpr.__getitem__(self.write(base, bound), (*zero_based, *(0,) * (2 - len(at))))

    def apply(self, x: t.Apply, bound: Bound) -> Expr:
        d = x.definition
        if self.unfolds(x) and not d.indices:
            return self.write(unfold(x), bound)
        if self.unfolds(x):
            i, j = (self.fresh(k, bound) for k in (*d.indices, *d.indices)[:2])
            body = substitute(d.body, argument_map(x))
            named = dict(zip(d.indices, (i, j), strict=False))
            shape = self.shape(x, bound)
            entry = self.write(body, {**bound, **named}).xreplace({k: k + 1 for k in named.values()})
            rows, columns = (*shape, 1)[:2]
            return sp.FunctionMatrix(rows, columns, sp.Lambda((i, j), entry))
        args = [self.write(a, bound) for a in x.args]
        name = self.names.of(d, d.name)
        if args:
            return sp.Function(name)(*args)
        shape = self.shape(x, bound)
        return sp.MatrixSymbol(name, *(*shape, 1)[:2]) if shape else sp.Symbol(name, real=True)

    def matrix(self, x: Term, bound: Bound) -> Expr:
        def sub(y: Term) -> Expr:
            return self.write(y, bound)

        match x:
            case t.MatMul(a, b):
                p, q = sub(a), sub(b)
                if len(shape_of(a)) == 1:
                    p = p.T
                product = sp.MatMul(p, q)
                return product[0, 0] if not shape_of(x) else product.T if len(shape_of(a)) == 1 else product
            case t.Transpose(a):
                return sp.Transpose(sub(a))
            case t.Trace(a):
                return sp.Trace(sub(a))
            case t.Outer(a, b):
                return sp.MatMul(sub(a), sp.Transpose(sub(b)))
            case t.Norm(a):
                u = sub(a)
                return sp.Pow(sp.Trace(sp.MatMul(sp.Transpose(u), u)), sp.S.Half, evaluate=False)
            case t.Diagonal(a):
                return sp.DiagMatrix(sub(a))
            case t.Identity(n):
                return sp.Identity(sub(n))
            case t.Explicit(dims, entries):
                return sp.ImmutableDenseMatrix(*(*dims, 1)[:2], [sub(e) for e in entries])
            case t.Zeros(shape):
                return sp.ZeroMatrix(*(*(self.write(s, bound) for s in shape), 1)[:2])
            case _:
                raise TypeError(f"not a formula: {x!r}")
