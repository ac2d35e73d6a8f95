"""Can SymPy say it at every size at once?  Sums stay sums; SymPy differentiates them and collapses their deltas.

Every bound index has its own name (`to_sympy`), so SymPy's index capture cannot occur.  Where SymPy leaves
`Piecewise((f(j), (1 <= j) & (j <= n)), (0, True))`, the range of j decides.  What remains of a sum is a generator: constants are
taken out, bound names made canonical.  Hypotheses are not used, only that a distribution sums to one.
"""

from __future__ import annotations

from checks.cas.generators import Generators
from checks.cas.library import Expr, sp
from checks.cas.naming import declarations
from checks.cas.size import TooLarge, check_size, nodes
from checks.cas.to_sympy import Writer
from checks.cas.zero import Zero, decide
from checks.kernel import term as t
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Index, Recurrence, Simplex, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.walk import subterms

NODES = 1_000  # larger formulas are compared at explicit sizes only
_SPOKEN = (  # heads whose SymPy form SymPy can differentiate, sum and compare
    *(t.Num, t.Pi, Size, Index, Variable, t.Add, t.Sub, t.Neg, t.Mul, t.Div, t.Pow, t.Func, t.Entry, t.Apply),
    *(t.Sum, t.Average, t.Derivative, t.Delta),
)


def holds_at_every_size(claim: Relation) -> bool:
    """Is the equation symbolically true with its sizes as symbols?  False means only that SymPy did not say so."""
    sides = claim.left, claim.right
    if claim.rel is not Rel.EQ or shape_of(claim.left) or not all(_spoken(x) for x in sides):
        return False
    writer = Writer(sides)
    left, right = (writer.write(x, {}) for x in sides)
    if nodes(left) + nodes(right) > NODES or left.has(sp.MatrixExpr) or right.has(sp.MatrixExpr):
        return False
    try:
        at = _AtEverySize(writer, sides)
        difference = at.normal(left) - at.normal(right)
        return not difference.has(sp.nan, sp.zoo) and isinstance(decide(difference, Generators(), {}), Zero)
    except TooLarge:
        return False


def _spoken(x: Term) -> bool:
    """Only spoken heads, through definitions; a variable that is a function of others or random is not."""
    for y in subterms(x):
        if not isinstance(y, _SPOKEN) or (isinstance(y, Variable) and (y.of or y.family is not None or isinstance(y.facts, Recurrence))):
            return False
        if isinstance(y, t.Apply) and not _spoken(y.definition.body):
            return False
    return True


class _AtEverySize:
    def __init__(self, writer: Writer, sides: tuple[Term, ...]) -> None:
        names = declarations(sides)
        self.upper: dict[Expr, Expr] = {writer.index(i): writer.write(i.over, {}) for i in names if isinstance(i, Index)}
        self.simplex = {writer.names.of(x, x.name) for x in names if isinstance(x, Variable) and isinstance(x.facts, Simplex)}
        self._atoms: dict[Expr, Expr] = {}

    def normal(self, x: Expr) -> Expr:
        """`x` with derivatives taken, deltas collapsed, and each remaining sum, delta and entry as one symbol."""
        return self._close(self._evaluate(x))

    def _evaluate(self, x: Expr) -> Expr:
        if isinstance(x, sp.Derivative):
            body = self._evaluate(x.expr)
            for target, times in x.variable_count:
                body = sp.diff(body, target, times)
            return self._evaluate(body) if body.has(sp.Derivative, sp.Sum) and not isinstance(body, sp.Derivative) else body
        if isinstance(x, sp.Sum):
            self.upper.update({k: high for k, low, high in x.limits if low == 1})
            return self._sum(self._evaluate(x.function), x.limits)
        if not x.args or isinstance(x, sp.Indexed):
            return x
        # rebuilt, and so evaluated: SymPy's assumptions are not reliable on what is held
        return x.func(*(self._evaluate(a) for a in x.args))

    def _sum(self, body: Expr, limits: tuple[Expr, ...]) -> Expr:
        """sum of `body`: term by term, constants out, deltas collapsed."""
        for k, low, high in limits:
            check_size(body)
            body = sp.Add(*(self._sum_term(term, k, low, high) for term in sp.Add.make_args(sp.expand(body))))
        return body

    def _sum_term(self, term: Expr, k: Expr, low: Expr, high: Expr) -> Expr:
        constant, inside = term.as_independent(k, as_Add=False)
        if inside == 1:
            return constant * (high - low + 1) if low == 1 and high.is_positive else constant * sp.Sum(1, (k, low, high))
        if inside.has(sp.KroneckerDelta):
            found = sp.concrete.delta.deltasummation(inside, (k, low, high)).replace(sp.Piecewise, self._in_range)
            if not found.has(sp.Piecewise, k):
                return constant * self._evaluate(found)
        if low == 1 and isinstance(inside, sp.Indexed) and str(inside.base) in self.simplex and inside.indices == (k,):
            return constant
        return constant * sp.Sum(inside, (k, low, high))

    def _in_range(self, *pieces: Expr) -> Expr:
        """The first piece, if its condition says only that indices lie in their ranges."""
        (value, condition), *_ = pieces
        atoms = sp.And.make_args(condition)
        return value if all(self._is_range(c) for c in atoms) else sp.Piecewise(*pieces)

    def _is_range(self, c: Expr) -> bool:
        if not isinstance(c, (sp.Le, sp.Ge)):
            return False
        small, large = c.lts, c.gts
        return bool((small == 1 and large in self.upper) or (small in self.upper and self.upper[small] == large))

    def _close(self, x: Expr) -> Expr:
        """Sums, deltas and entries as symbols; a delta lets its two indices be exchanged beside it."""
        if isinstance(x, (sp.Sum, sp.KroneckerDelta, sp.Indexed)):
            return self._atom(_canonical(x, 0))
        if x.has(sp.KroneckerDelta) and isinstance(x, (sp.Add, sp.Mul, sp.Pow)):
            check_size(x)
            x = sp.Add(*(_exchange(term) for term in sp.Add.make_args(sp.expand(x))))
            if isinstance(x, sp.KroneckerDelta):
                return self._atom(x)
        return x.func(*(self._close(a) for a in x.args)) if x.args else x

    def _atom(self, x: Expr) -> Expr:
        if x not in self._atoms:
            positive = (
                isinstance(x, sp.Sum) and bool(x.function.is_positive) and all(low == 1 and high.is_positive for _, low, high in x.limits)
            )
            assume = {"positive": True} if positive or x.is_positive else {"nonnegative": True} if x.is_nonnegative else {"real": True}
            self._atoms[x] = sp.Symbol(f"atom{len(self._atoms)}", **assume)
        return self._atoms[x]


def _canonical(x: Expr, depth: int) -> Expr:
    """Bound names by depth, independent ranges in one order, so that equal sums are equal trees."""
    if not isinstance(x, sp.Sum):
        return x.func(*(_canonical(a, depth) for a in x.args)) if x.args and x.has(sp.Sum) else x
    ranges = x.limits
    if not any(ends.has(*x.variables) for _, *pair in ranges for ends in pair):
        ranges = sorted(ranges, key=lambda r: (str(r[2]), str(r[1])))
    names = {k: sp.Symbol(f"_{depth + n}", integer=True, positive=True) for n, (k, *_) in enumerate(ranges)}
    limits = [(names[k], low.xreplace(names), high.xreplace(names)) for k, low, high in ranges]
    return sp.Sum(_canonical(x.function.xreplace(names), depth + len(names)), *limits)


def _exchange(term: Expr) -> Expr:
    """delta(i, j) f(i) = delta(i, j) f(j); a delta is its own square."""
    for factor in sorted(term.atoms(sp.KroneckerDelta), key=str):
        base, power = next(((b, e) for b, e in (f.as_base_exp() for f in sp.Mul.make_args(term)) if b == factor), (None, sp.S.Zero))
        if base is not None and power.is_Integer and power > 0:
            i, j = factor.args
            if i.is_Symbol:
                term = factor * (term / factor**power).xreplace({i: j})
    return term
