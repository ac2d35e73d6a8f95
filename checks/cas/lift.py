"""What formula does this SymPy expression hold?  Read exactly as SymPy holds it; nothing is evaluated again.

| SymPy | tree |
|---|---|
| `Symbol` | a scalar with its sign; integer and positive: a size; used as an index: an index |
| `IndexedBase("z", shape=(n,))`, `z[i]` | a vector or matrix and its entries, counted from 1; the shape may come from the sums around |
| `Sum(f, (k, 1, n))`, `Product(f, (k, 1, n))`, `Derivative(f, z[j])`, `KroneckerDelta(i, j)` | the same |
| `MatrixSymbol`, `*`, `.T`, `Trace`, `Identity`, `A[i - 1, j - 1]` | matrices; SymPy counts the entries of a `MatrixSymbol` from 0 |
| `f(x)` with `f = Function("f")` | an unknown smooth function |
| `Eq Ne Le Lt Ge Gt And Implies Equivalent` | claims |

What SymPy evaluated before it could be read is gone: write `Derivative(f, x)` for `diff(f, x)`, and `evaluate=False` or
`with evaluate(False):` around what must stay as written.  Anything else raises `Malformed` with the line to write.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from checks.cas.declared import Declared, declared_here
from checks.cas.held import constant, plus, terms, without_minus
from checks.cas.library import Expr, sp
from checks.cas.ranges import Bound, index_range, read_ranges
from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Iff, Implies, Rel, Relation
from checks.kernel.names import Term
from checks.kernel.shape import Malformed

_Applied, _Element = sp.core.function.AppliedUndef, sp.matrices.expressions.matexpr.MatrixElement
_FUNCTIONS = {
    sp.exp: t.Fn.EXP,
    sp.log: t.Fn.LOG,
    sp.Abs: t.Fn.ABS,
    sp.sin: t.Fn.SIN,
    sp.cos: t.Fn.COS,
    sp.tanh: t.Fn.TANH,
    sp.floor: t.Fn.FLOOR,
    sp.ceiling: t.Fn.CEILING,
    sp.sign: t.Fn.SIGN,
}
_RELATIONS = {sp.Eq: Rel.EQ, sp.Ne: Rel.NE, sp.Le: Rel.LE, sp.Lt: Rel.LT, sp.Ge: Rel.GE, sp.Gt: Rel.GT}


def lift_term(x: Expr) -> Term:
    """The formula of a SymPy expression.  Raises `Malformed`."""
    return _Reader(declared_here(), x).term(x, {})


def lift_claim(x: Expr) -> Claim:
    """The claim of a SymPy relation, or of relations joined by `And`, `Implies`, `Equivalent`.  Raises `Malformed`."""
    return _Reader(declared_here(), x).claim(x)


class _Reader:
    def __init__(self, declared: Declared, whole: Expr) -> None:
        self.declared = declared
        self.free = read_ranges(whole, declared)

    def claim(self, x: Expr) -> Claim:
        match x:
            case sp.logic.boolalg.BooleanAtom():
                says = f"SymPy evaluated this claim to {x} before it could be read: write Eq(left, right, evaluate=False)"
                raise Malformed("evaluated", x, says)
            case sp.core.relational.Relational():
                return Relation(self.term(x.args[0], {}), _RELATIONS[x.func], self.term(x.args[1], {}))
            case sp.And():
                return Both(tuple(self.claim(a) for a in x.args))
            case sp.Implies():
                return Implies(self.claim(x.args[0]), self.claim(x.args[1]))
            case sp.Equivalent() if len(x.args) == 2:
                return Iff(self.claim(x.args[0]), self.claim(x.args[1]))
            case _:
                raise Malformed("not-a-claim", x, f"{x} is not a claim: write Eq(left, right), Le(left, right) or Lt(left, right)")

    # ------------------------------------------------------------ formulas
    def term(self, x: Expr, bound: Bound) -> Term:
        def sub(y: Expr) -> Term:
            return self.term(y, bound)

        match x:
            case sp.Float():
                exact = Fraction(str(x))
                says = f"{x} is a binary float, not an exact number: write Rational({exact.numerator}, {exact.denominator})"
                raise Malformed("float", x, says)
            case sp.Rational():
                return t.Num(Fraction(int(x.p), int(x.q)))
            case sp.Symbol() | sp.Idx():
                return self.symbol(x, bound)
            case sp.MatrixExpr() | _Element() | sp.Trace():  # before Add and Mul: MatAdd and MatMul are kinds of these
                return self.matrix(x, bound)
            case sp.Add():
                return reduce(plus, (sub(a) for a in terms(x)))
            case sp.Mul():
                return self.product(x.args, bound)
            case sp.Pow():
                return self.power(x.args[0], x.args[1], bound)
            case sp.Indexed():
                return self.entry(x, bound)
            case sp.Sum() | sp.Product():
                return self.sum(x, bound)
            case sp.Derivative():
                body = sub(x.expr)
                for target, times in x.variable_count:
                    for _ in range(int(times)):
                        body = t.Derivative(body, self.target(target, bound))
                return body
            case sp.KroneckerDelta():
                return t.Delta(sub(x.args[0]), sub(x.args[1]))
            case _Applied() if len(x.args) == 1 and not isinstance(x.args[0], sp.MatrixExpr):
                return t.Call(self.declared.function(x.func), sub(x.args[0]))
            case sp.Piecewise():
                return self.indicator(x, bound)
            case sp.Function() if x.func in _FUNCTIONS:
                return t.Func(_FUNCTIONS[x.func], sub(x.args[0]))
            case _:
                return constant(x)

    def symbol(self, s: Expr, bound: Bound) -> Term:
        if s in bound:
            return bound[s]
        if s in self.free:
            return self.free[s]
        if isinstance(s, sp.Idx):
            over = index_range(s, self.declared)
            return self.declared.index(s, over)
        if s in self.declared.indices and s not in self.declared.sizes:
            return self.declared.indices[s][0]
        if s.is_integer and s.is_positive:
            return self.declared.size(s)
        if s.is_integer:
            says = f"{s} is an integer, but indexes nothing here: write positive=True if it is a size, or use it as in z[{s}] first"
            raise Malformed("not-an-index", s, says)
        return self.declared.scalar(s)

    def product(self, args: tuple[Expr, ...], bound: Bound) -> Term:
        """Factors in the order held; powers with a negative exponent go below one line of division."""
        negative, args = without_minus(args)
        above: list[Term] = []
        below: list[Term] = []
        for a in args:
            if a.is_Pow and a.exp.is_Rational and a.exp.is_negative:
                below.append(self.power(a.base, -a.exp, bound))
            else:
                above.append(self.term(a, bound))
        top = reduce(t.Mul, above) if above else t.ONE
        made = t.Div(top, reduce(t.Mul, below)) if below else top
        return t.Neg(made) if negative else made

    def power(self, base: Expr, exponent: Expr, bound: Bound) -> Term:
        match exponent:
            case sp.Rational() if exponent.is_negative:
                return t.Div(t.ONE, self.power(base, -exponent, bound))
            case sp.S.One:
                return self.term(base, bound)
            case sp.S.Half:
                return t.Func(t.Fn.SQRT, self.term(base, bound))
            case _ if base is sp.E:
                return t.Func(t.Fn.EXP, self.term(exponent, bound))
            case _:
                return t.Pow(self.term(base, bound), self.term(exponent, bound))

    def entry(self, x: Expr, bound: Bound) -> Term:
        shape = self.shape(x.base, bound)
        return t.Entry(self.declared.array(x.base, shape), tuple(self.term(i, bound) for i in x.indices))

    def shape(self, base: Expr, bound: Bound) -> tuple[Term, ...]:
        if base.shape is not None:  # given by the author
            return tuple(self.term(n, bound) for n in base.shape)
        if base not in self.declared.shapes:
            says = f'the size of {base} is not known: write {base} = IndexedBase("{base}", shape=(n,))'
            raise Malformed("unknown-shape", base, says)
        return self.declared.shapes[base]

    def sum(self, x: Expr, bound: Bound) -> Term:
        ranges: list[tuple[t.Index, Term, Term]] = []
        inner = dict(bound)
        for k, low, high in reversed(x.limits):  # SymPy writes the innermost first
            lower, upper = self.term(low, inner), self.term(high, inner)
            i = self.declared.index(k, self.over(x, k, upper))
            inner[k] = i
            ranges.append((i, lower, upper))
        body = self.term(x.function, inner)
        for i, lower, upper in reversed(ranges):
            body = (t.Sum if isinstance(x, sp.Sum) else t.Product)(i, lower, upper, body)
        return body

    def over(self, x: Expr, k: Expr, upper: Term) -> Term:
        """What a bound index runs over: the size of what it indexes, else the upper end of its sum."""
        for a in sorted(x.function.atoms(sp.Indexed), key=str):
            if k in a.indices:
                return self.shape(a.base, {})[list(a.indices).index(k)]
        return upper.over if isinstance(upper, t.Index) else upper

    def target(self, x: Expr, bound: Bound) -> Term:
        if isinstance(x, (sp.Symbol, sp.Indexed, _Element)):
            return self.term(x, bound)
        raise Malformed("derivative-target", x, f"Derivative(f, {x}): differentiate by a scalar or by an entry such as z[j]")

    def indicator(self, x: Expr, bound: Bound) -> Term:
        match [(a.expr, a.cond) for a in x.args]:
            case [(sp.S.One, sp.core.relational.Relational() as r), (sp.S.Zero, sp.S.true)]:
                return t.Indicator(Relation(self.term(r.args[0], bound), _RELATIONS[r.func], self.term(r.args[1], bound)))
            case _:
                raise Malformed("not-a-formula", x, "of Piecewise only an indicator is a formula: Piecewise((1, condition), (0, True))")

    # ------------------------------------------------------------ matrices
    def matrix(self, x: Expr, bound: Bound) -> Term:
        def sub(y: Expr) -> Term:
            return self.term(y, bound)

        match x:
            case sp.MatrixSymbol():
                return self.declared.array(x, (sub(x.rows), sub(x.cols)))
            case _Element():
                return t.Entry(sub(x.parent), tuple(self.one_based(i, x, bound) for i in x.indices))
            case sp.MatAdd():
                return reduce(plus, (sub(a) for a in terms(x)))
            case sp.MatMul():
                negative, args = without_minus(x.args)
                numbers = [sub(a) for a in args if not a.is_Matrix]
                product = reduce(t.Mul, [*numbers, reduce(t.MatMul, [sub(a) for a in args if a.is_Matrix])])
                return t.Neg(product) if negative else product
            case sp.Transpose():
                return t.Transpose(sub(x.arg))
            case sp.Trace():
                return t.Trace(sub(x.arg))
            case sp.MatPow() if x.exp.is_Integer and x.exp >= 1:
                return reduce(t.MatMul, [sub(x.base)] * int(x.exp))
            case sp.Identity():
                return t.Identity(sub(x.rows))
            case sp.ZeroMatrix():
                return t.Zeros((sub(x.rows), sub(x.cols)))
            case _:
                return constant(x)

    def one_based(self, i: Expr, x: Expr, bound: Bound) -> Term:
        """SymPy counts the entries of a matrix from 0: `A[i - 1, j - 1]` is the entry (i, j)."""
        counted = i + 1
        if counted.is_Symbol or counted.is_Integer:
            return self.term(counted, bound)
        says = (
            f"{x}: SymPy counts the entries of a MatrixSymbol from 0; write {x.parent}[i - 1, j - 1], or use an IndexedBase, counted from 1"
        )
        raise Malformed("counts-from-zero", x, says)
