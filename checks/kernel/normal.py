"""What is this formula as a polynomial in atoms, by the permitted moves?  Trusted.

`Normaliser.of` reads a tree; the theories beside this file say what each head means.  Every rewriting is valid over the
reals wherever the obligations of the formulas as written hold; nothing is rewritten that the moves do not permit.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, final

from flint import fmpq

from checks.kernel import arrays, calculus, chance, explog, maxima, piecewise, products, sums
from checks.kernel import term as t
from checks.kernel.affine import Affine, NotAnInteger, Range, affine, declared_range, name_form, whole
from checks.kernel.atoms import Array, Atom, Key, Kind, Mono, Poly, constant, plus, single
from checks.kernel.bind import free, free_of
from checks.kernel.moves import Move
from checks.kernel.names import Declaration, Definition, Index, OneHot, Recurrence, Size, Term, Variable
from checks.kernel.ring import Ring, Stuck
from checks.kernel.sign import Sign, implies
from checks.kernel.substitute import shape_of, unfold, unfold_entry

if TYPE_CHECKING:
    from checks.kernel.rewrite import Rewriter
    from checks.kernel.signs import Signs

Env: TypeAlias = Mapping[Term, Affine]
NO_ENV: Env = {}

COMPOUND = (t.Add, t.Sub, t.Mul, t.Div, t.Neg, t.Pow, t.Maximum, t.Minimum, t.Min)
NOWHERE = t.Pi()  # the size of an index whose range is not its declaration's: not an integer, so nothing follows from it
_BOUND: list[Index] = []


def bound(level: int) -> Index:
    """The canonical bound index of a level: it never occurs in an author's formula."""
    while len(_BOUND) <= level:
        _BOUND.append(Index(f"_{len(_BOUND)}", "", NOWHERE))
    return _BOUND[level]


@final
@dataclass(frozen=True, slots=True)
class Under:
    """The variables bound by the derivatives and expectations around the place where the kernel works."""

    derivative: frozenset[Variable] = frozenset()
    mean: frozenset[Variable] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class Source:
    """The defined name behind an atom, its indices, and the values of the bound indices of its arguments."""

    name: t.Apply
    indices: tuple[Affine, ...]
    env: Env


@final
@dataclass(frozen=True, slots=True)
class Moves:
    """What a step may do: permissions, definitions that may be unfolded, facts that may be used."""

    permits: frozenset[Move] = frozenset()
    unfolds: frozenset[Definition] = frozenset()
    unfolds_all: bool = False


class Normaliser(Ring):
    """Reads formulas as polynomials.  `ranges` holds the range of every index opened on the way."""

    def __init__(self, moves: Moves, signs: Signs, rewriter: Rewriter) -> None:
        super().__init__()
        self.moves = moves
        self.signs = signs
        self.rewriter = rewriter
        self.cited = signs  # signs by what the step cites alone
        self.collapse_deltas = Move.DELTA in moves.permits
        self.reduce_sines = Move.TRIGONOMETRY in moves.permits
        self.reduce_indicators = Move.PIECEWISE in moves.permits
        self.ranges: dict[Index, Range] = {}
        self.sources: dict[int, Source] = {}
        self.under: Under = Under()
        self._names: dict[int, frozenset[Term]] = {}
        self._levels: dict[int, int] = {}
        self._fresh = 0
        self._renewing = False

    def may(self, move: Move) -> bool:
        return move in self.moves.permits

    def may_unfold(self, d: Definition) -> bool:
        return self.moves.unfolds_all or d in self.moves.unfolds

    # ------------------------------------------------------------ indices
    def fresh(self, bounds: Range) -> Index:
        """A new index with a range of its own."""
        self._fresh += 1
        made = Index(f"k{self._fresh}", f"k_{{{self._fresh}}}", NOWHERE)
        self.ranges[made] = bounds
        return made

    def index(self, x: Term, env: Env) -> Affine:
        try:
            return affine(x).replaced(env)
        except NotAnInteger:
            raise Stuck("an index that is not built from sizes, indices and whole numbers") from None

    def range_of(self, i: Index) -> Range | None:
        return self.ranges.get(i) or declared_range(i)

    def integer(self, x: Affine) -> Poly:
        """An affine form as a polynomial."""
        out = constant(x.const)
        for key, c in x.terms:
            product = constant(c)
            for name in key:
                kind = Kind.SIZE if isinstance(name, Size) else Kind.INDEX
                product = self.times(product, self.generator(Atom(kind, name)))
            out = plus(out, product)
        return out

    # ------------------------------------------------------------ binders of variables
    @contextmanager
    def binding(self, *, derivative: frozenset[Variable] = frozenset(), mean: frozenset[Variable] = frozenset()) -> Generator[None]:
        """Inside: facts that restrict these variables may not be used."""
        saved = self.under
        self.under = Under(saved.derivative | derivative, saved.mean | mean)
        try:
            yield
        finally:
            self.under = saved

    # ------------------------------------------------------------ reading a formula
    def of(self, x: Term, env: Env = NO_ENV) -> Poly:
        """A scalar formula as a polynomial; `env` gives the values of bound indices.  Raises `Stuck`."""
        if isinstance(x, COMPOUND):
            cited = self.rewriter.whole(self, x, env)
            if cited is not None:
                return cited
        match x:
            case t.Num(v):
                return constant(fmpq(v.numerator, v.denominator))
            case t.Pi():
                return self.generator(Atom(Kind.PI))
            case Size() | Index():
                return self.integer(name_form(x).replaced(env))
            case Variable():
                return self.entry_of(x, ())
            case t.Add(a, b):
                return plus(self.of(a, env), self.of(b, env))
            case t.Sub(a, b):
                return plus(self.of(a, env), self.of(b, env), -1)
            case t.Neg(a):
                return plus({}, self.of(a, env), -1)
            case t.Mul(a, b):
                return self._product(a, b, env)
            case t.Div(a, b):
                return self.times(self.of(a, env), self.inverse(self.of(b, env)))
            case t.Pow(a, b):
                return explog.power(self, self.of(a, env), self.of(b, env))
            case t.Func(fn, a):
                return explog.function(self, fn, self.of(a, env))
            case t.Entry(base, indices):
                return arrays.entry(self, base, tuple(self.index(i, env) for i in indices), env)
            case t.Apply():
                return self.applied(x, (), env)
            case t.Call(f, a):
                return self.emit(Atom(Kind.CALL, f, arrays=(self.array(a, env),)))
            case t.Gradient(f, a):
                return self.emit(Atom(Kind.GRADIENT, f, arrays=(self.array(a, env),)))
            case t.Sum(k, low, high, body):
                bounds = (self.index(low, env), self.index(high, env))
                opened = self.fresh(bounds)
                inner = explog.split_logs(self, self.of(body, {**env, k: name_form(opened)}))
                return sums.total(self, ((opened, bounds),), inner)
            case t.Product(k, low, high, body):
                bounds = (self.index(low, env), self.index(high, env))
                opened = self.fresh(bounds)
                return products.total(self, opened, bounds, self.of(body, {**env, k: name_form(opened)}))
            case t.Average(k, weights, body):
                return (
                    self.of(t.Sum(k, t.ONE, k.over, t.Mul(t.Entry(weights, (k,)), body)), env)
                    if _separate(k, weights)
                    else self._average(x, env)
                )
            case t.Derivative(body, target):
                return calculus.derivative(self, body, target, env)
            case t.Mean(body):
                return chance.mean(self, body, env)
            case t.Variance(a):
                return chance.covariance(self, a, a, env)
            case t.Covariance(a, b):
                return chance.covariance(self, a, b, env)
            case t.Delta(a, b):
                return self.delta(self.index(a, env), self.index(b, env))
            case t.Indicator(r):
                return piecewise.indicated(self, r.rel, plus(self.of(r.left, env), self.of(r.right, env), -1))
            case t.Max() | t.Min():
                return maxima.largest(self, x, env)
            case t.Maximum() | t.Minimum():
                return piecewise.of_two(self, x, env)
            case t.Rank(a):
                return self.emit(Atom(Kind.RANK, arrays=(self.array(a, env),)))
            case _:
                return arrays.scalar(self, x, env)

    def _product(self, a: Term, b: Term, env: Env) -> Poly:
        """A factor that is zero settles the product, whatever the other is: where it has no value, it is a logarithm (0 log 0)."""
        try:
            first = self.of(a, env)
        except Stuck:
            if self.of(b, env):
                raise
            return {}
        return self.times(first, self.of(b, env)) if first else {}

    def _average(self, x: t.Average, env: Env) -> Poly:
        """The weights mention the bound index of the mean outside it: give the bound one another name."""
        k = Index(x.index.name, x.index.tex, x.index.over)
        from checks.kernel.substitute import substitute

        return self.of(t.Average(k, x.weights, substitute(x.body, {x.index: k})), env)

    def applied(self, x: t.Apply, indices: tuple[Affine, ...], env: Env) -> Poly:
        """A defined name, or an entry of it: unfolded if that is permitted, an atom otherwise."""
        d = x.definition
        if not self.may_unfold(d):
            made = Atom(Kind.DEFINED, d, indices, arrays=tuple(self.array(a, env) for a in x.args))
            self.sources.setdefault(self.atom(made), Source(x, indices, dict(env)))
            return self.emit(made)
        if not d.params:
            if d.indices:
                return self.of(d.body, dict(zip(d.indices, indices, strict=True)))
            return arrays.entry(self, d.body, indices, NO_ENV) if indices else self.of(d.body, NO_ENV)
        if d.indices:
            stand_ins = tuple(Index(i.name, i.tex, i.over) for i in d.indices)
            inner: dict[Term, Affine] = dict(env)
            inner.update(zip(stand_ins, indices, strict=True))
            return self.of(unfold_entry(x, stand_ins), inner)
        return arrays.entry(self, unfold(x), indices, env) if indices else self.of(unfold(x), env)

    def array(self, x: Term, env: Env) -> Array:
        """An array (or number) as the polynomial of its entry at fresh indices, closed."""
        dims = tuple(self.index(s, env) for s in shape_of(x))
        names = tuple(self.fresh((whole(1), d)) for d in dims)
        inside = tuple(name_form(n) for n in names)
        p = arrays.entry(self, x, inside, env) if dims else self.of(x, env)
        return self.closed_array(dims, names, p)

    def closed_array(self, dims: tuple[Affine, ...], names: tuple[Index, ...], p: Poly) -> Array:
        p = self.reduced(p)
        level = self.level(p)
        by: Env = {n: name_form(bound(level + 1 + k)) for k, n in enumerate(names)}
        return Array(dims, level, self.key(self.moved(p, by)))

    def opened_array(self, a: Array) -> tuple[tuple[Index, ...], Poly]:
        names = tuple(self.fresh((whole(1), d)) for d in a.dims)
        by: Env = {bound(a.level + 1 + k): name_form(n) for k, n in enumerate(names)}
        return names, self.moved(dict(a.entry), by)

    # ------------------------------------------------------------ atoms, with the cited equations
    def emit(self, a: Atom) -> Poly:
        """An atom as a polynomial: what a cited equation says it equals, or the atom itself."""
        return self.rewriter.rewritten(self, a)

    def entry_of(self, v: Variable, indices: tuple[Affine, ...]) -> Poly:
        return self.emit(Atom(Kind.ENTRY, v, indices))

    def delta(self, a: Affine, b: Affine) -> Poly:
        gap = a.plus(b, -1)
        if not gap.terms:
            return constant(1 if gap.const == 0 else 0)
        if self.collapse_deltas and implies(self.cited.poly(self.integer(gap)), Sign.NONZERO):
            return {}
        first, second = sorted((a, b), key=self.order_of)
        return self.generator(Atom(Kind.DELTA, indices=(first, second)))

    def order_of(self, a: Affine) -> tuple[tuple[int, ...], int]:
        """Some fixed order of affine forms within this check."""
        numbers = sorted(self.atom(Atom(Kind.INDEX, n)) * 1000 + c for key, c in a.terms for n in key)
        return tuple(numbers), a.const

    def unify_deltas(self, p: Poly) -> Poly:
        return sums.unify_deltas(self, p)

    # ------------------------------------------------------------ what an atom depends on
    def names(self, a: int) -> frozenset[Term]:
        """Sizes, indices and variables on which an atom depends, its own bound ones left out."""
        found = self._names.get(a)
        if found is None:
            found = self._names[a] = self._find_names(self.atoms[a])
        return found

    def _find_names(self, a: Atom) -> frozenset[Term]:
        out: set[Term] = set()
        match a.head:
            case Variable() as v:
                out |= {v, *v.of}
                if isinstance(v.facts, OneHot):
                    out.add(v.facts.at)
                elif isinstance(v.facts, Recurrence):
                    out |= free(v)  # it varies with all that it is defined by
            case Definition() as d:
                out |= free_of(d)
            case Size() | Index() as n:
                out.add(n)
            case _:
                pass
        for i in a.indices:
            out |= i.names()
        for key in a.polys:
            out |= self.poly_names(dict(key))
        for low, high in a.binders:
            out |= low.names() | high.names()
        out -= {bound(a.level + 1 + k) for k in range(len(a.binders))}
        for array in a.arrays:
            inner = self.poly_names(dict(array.entry)) - {bound(array.level + 1 + k) for k in range(len(array.dims))}
            out |= inner.union(*(d.names() for d in array.dims))
        if a.kind in (Kind.MEAN, Kind.VARIANCE, Kind.COVARIANCE):
            out = {n for n in out if not (isinstance(n, Variable) and n.family is not None)}
        return frozenset(out)

    def poly_names(self, p: Poly) -> frozenset[Term]:
        return frozenset[Term]().union(*(self.names(a) for m in p for a, _ in m))

    def level(self, p: Poly) -> int:
        """The largest number of an index bound inside."""
        return max((self._atom_level(a) for m in p for a, _ in m), default=0)

    def _atom_level(self, a: int) -> int:
        found = self._levels.get(a)
        if found is None:
            atom = self.atoms[a]
            found = atom.level + len(atom.binders)
            for key in atom.polys:
                found = max(found, self.level(dict(key)))
            for array in atom.arrays:
                found = max(found, array.level + len(array.dims), self.level(dict(array.entry)))
            self._levels[a] = found
        return found

    # ------------------------------------------------------------ substitution of indices
    def moved(self, p: Poly, by: Env) -> Poly:
        """p with indices replaced, every atom built anew."""
        by = {k: v for k, v in by.items() if v != name_form(k)}
        if not by and not self._renewing:
            return p
        out: Poly = {}
        for m, c in p.items():
            out = plus(out, self.moved_mono(m, by), c)
        return out

    def moved_mono(self, m: Mono, by: Env) -> Poly:
        still = tuple((a, e) for a, e in m if self._stays(a, by))
        out: Poly = {still: fmpq(1)}
        for a, e in m:
            if not self._stays(a, by):
                out = self.times(out, self.raised(self.moved_atom(a, by), e))
        return out

    def _stays(self, a: int, by: Env) -> bool:
        return not self._renewing and self.names(a).isdisjoint(by)

    def raised(self, p: Poly, e: fmpq) -> Poly:
        """p ** e for an atom's image: a root stays a root of the whole."""
        return self.power(p, int(e.p)) if e.q == 1 else explog.root(self, p, e)

    def moved_atom(self, a: int, by: Env) -> Poly:
        atom = self.atoms[a]
        indices = tuple(i.replaced(by) for i in atom.indices)
        match atom.kind:
            case Kind.INDEX:
                return self.integer(name_form(atom.head).replaced(by)) if isinstance(atom.head, Index) else single(a)
            case Kind.ENTRY:
                return self.emit(Atom(Kind.ENTRY, atom.head, indices))
            case Kind.DELTA:
                return self.delta(*indices)
            case Kind.POLY:
                return self.moved(dict(atom.polys[0]), by)
            case Kind.DEFINED:
                source = self.sources[a]
                env = {k: v.replaced(by) for k, v in source.env.items()}
                return self.applied(source.name, indices, {**by, **env})  # an argument may also mention an index that is free
            case Kind.SUM:
                return sums.moved(self, atom, by)
            case Kind.PRODUCT:
                return products.moved(self, atom, by)
            case Kind.DERIVATIVE:
                return calculus.moved(self, atom, by)
            case Kind.MEAN | Kind.VARIANCE | Kind.COVARIANCE:
                return chance.moved(self, atom, by)
            case Kind.EXP | Kind.LOG | Kind.ABS | Kind.SIN | Kind.COS | Kind.TANH | Kind.POWER | Kind.FLOOR | Kind.ROUND:
                return explog.moved(self, atom, tuple(self.moved(dict(k), by) for k in atom.polys))
            case Kind.INDICATOR:
                return piecewise.moved(self, atom, self.moved(dict(atom.polys[0]), by))
            case _:
                arrays_moved = tuple(self._moved_array(x, by) for x in atom.arrays)
                return self.emit(Atom(atom.kind, atom.head, indices, arrays=arrays_moved))

    def _moved_array(self, a: Array, by: Env) -> Array:
        names, p = self.opened_array(a)
        return self.closed_array(tuple(d.replaced(by) for d in a.dims), names, self.moved(p, by))

    def renewed(self, p: Poly) -> Poly:
        """p with every atom built anew where the kernel now stands: facts that were out of reach inside a binder apply."""
        self._renewing = True
        try:
            return self.moved(p, NO_ENV)
        finally:
            self._renewing = False


def _separate(k: Index, weights: Term) -> bool:
    return k not in free(weights)


_ = (Declaration, Key)
