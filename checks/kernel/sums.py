"""Finite sums of symbolic size: linearity, constants out, renaming, swapping, products of sums, Kronecker collapse.  Trusted.

A sum atom has ranges, and one monomial in which every factor is connected to the bound indices; constants are outside.
Products of sums are products of atoms; nested sums that depend on one another are one atom with several bound indices,
numbered so that the result does not depend on names or on the order of summation.
"""

from __future__ import annotations

from itertools import islice, permutations
from typing import TYPE_CHECKING, TypeAlias

from flint import fmpq

from checks.kernel.affine import Affine, Range, at_least_zero, inside, name_form, whole
from checks.kernel.atoms import Q1, UNIT, Atom, Kind, Mono, Poly, constant, freeze, plus, single
from checks.kernel.moves import Move
from checks.kernel.names import Index, Term
from checks.kernel.ring import Stuck

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser

Binder: TypeAlias = tuple[Index, Range]
LITERAL = 12  # sums over a literal range up to this length are written out
ORDERS = 120  # orders of summation tried for the smallest numbering


def total(n: Normaliser, binders: tuple[Binder, ...], p: Poly) -> Poly:
    """The sum of p over the opened indices."""
    out: Poly = {}
    for m, c in n.reduced(p).items():
        out = plus(out, _mono(n, binders, m), c)
    return out


def _mono(n: Normaliser, binders: tuple[Binder, ...], m: Mono) -> Poly:
    for k, (i, (low, high)) in enumerate(binders):
        rest = binders[:k] + binders[k + 1 :]
        if any(i in r[0].names() | r[1].names() for _, r in rest):
            continue
        length = high.plus(low, -1)
        if not length.terms and length.const < LITERAL:
            return _written_out(n, rest, m, i, low, length.const + 1)
        if n.may(Move.DELTA):
            collapsed = _collapse(n, rest, m, i, (low, high))
            if collapsed is not None:
                return collapsed
    return _flatten(n, binders, m)


def _written_out(n: Normaliser, rest: tuple[Binder, ...], m: Mono, i: Index, low: Affine, count: int) -> Poly:
    out: Poly = {}
    for k in range(count):
        term = n.moved_mono(m, {i: low.plus(whole(k))})
        out = plus(out, total(n, rest, term) if rest else term)
    return out


def _collapse(n: Normaliser, rest: tuple[Binder, ...], m: Mono, i: Index, bounds: Range) -> Poly | None:
    """sum_i delta(i, j) f(i) = f(j) for j in the range; `None` is "no delta to collapse"."""
    for a, e in m:
        atom = n.atoms[a]
        if atom.kind is not Kind.DELTA or e != 1:
            continue
        gap = atom.indices[0].plus(atom.indices[1], -1)
        c = dict(gap.terms).get((i,), 0)
        if abs(c) != 1:
            continue
        point = name_form(i).plus(gap, -c)  # the i with gap = 0
        if i in point.names() or not inside(point, bounds, n.ranges):
            continue
        others = tuple((b, x) for b, x in m if b != a)
        image = n.moved_mono(others, {i: point})
        return total(n, rest, image) if rest else image
    return None


def _flatten(n: Normaliser, binders: tuple[Binder, ...], m: Mono) -> Poly:
    """Open inner sums that depend on the bound indices; then split into connected parts."""
    bound_here = {i for i, _ in binders}
    for a, e in m:
        atom = n.atoms[a]
        if atom.kind is not Kind.SUM or n.names(a).isdisjoint(bound_here) or e < 0 or e.q != 1:
            continue
        others: Poly = {tuple((b, x) for b, x in m if b != a): Q1}
        inner: list[Binder] = []
        for _ in range(int(e.p)):
            opened, body = opened_sum(n, atom)
            inner.extend(opened)
            others = n.times(others, body)
        return total(n, binders + tuple(inner), others)
    return _components(n, binders, m)


def opened_sum(n: Normaliser, atom: Atom) -> tuple[tuple[Binder, ...], Poly]:
    """A sum atom with fresh indices for its bound ones, and its monomial in them."""
    by: dict[Term, Affine] = {}
    out: list[Binder] = []
    for k, (low, high) in enumerate(atom.binders):
        bounds = (low.replaced(by), high.replaced(by))
        f = n.fresh(bounds)
        by[_bound(atom.level + 1 + k)] = name_form(f)
        out.append((f, bounds))
    return tuple(out), n.moved(dict(atom.polys[0]), by)


def _bound(level: int) -> Index:
    from checks.kernel.normal import bound

    return bound(level)


def _components(n: Normaliser, binders: tuple[Binder, ...], m: Mono) -> Poly:
    """Constants out; a product of factors over separate indices is the product of their sums."""
    groups: list[tuple[set[Index], list[tuple[int, fmpq]]]] = []
    outside: list[tuple[int, fmpq]] = []
    here = [i for i, _ in binders]
    ranges = dict(binders)
    for i, (low, high) in binders:  # a range that mentions another bound index ties the two
        tied = {i} | {j for j in here if j in low.names() | high.names()}
        if len(tied) > 1:
            _join(groups, tied, [])
    for a, e in m:
        touched = {i for i in here if i in n.names(a)}
        if touched:
            _join(groups, touched, [(a, e)])
        else:
            outside.append((a, e))
    out: Poly = {tuple(outside): Q1}
    used: set[Index] = set()
    for members, factors in groups:
        used |= members
        part = tuple((i, ranges[i]) for i in here if i in members)
        out = n.times(out, _atom(n, part, tuple(sorted(factors))))
    for i in here:
        if i not in used:
            out = n.times(out, _length(n, (i, ranges[i])))
    return out


def _join(groups: list[tuple[set[Index], list[tuple[int, fmpq]]]], members: set[Index], factors: list[tuple[int, fmpq]]) -> None:
    hit = [g for g in groups if g[0] & members]
    for g in hit:
        groups.remove(g)
    groups.append((members.union(*(g[0] for g in hit)), factors + [f for g in hit for f in g[1]]))


def _length(n: Normaliser, binder: Binder) -> Poly:
    """sum over a range of 1: its length, where that cannot be negative."""
    low, high = binder[1]
    length = high.plus(low, -1).plus(whole(1))
    return n.integer(length) if at_least_zero(length, n.ranges) else _atom(n, (binder,), UNIT)


def _atom(n: Normaliser, binders: tuple[Binder, ...], m: Mono) -> Poly:
    """The sum as an atom: of all orders of its indices, the one with the smallest numbering."""
    level = n.level({m: Q1})
    best: tuple[tuple[Range, ...], Poly] | None = None
    smallest: object = None
    for order in islice(permutations(binders), ORDERS):
        if not _respects(order):
            continue
        by: dict[Term, Affine] = {i: name_form(_bound(level + 1 + k)) for k, (i, _) in enumerate(order)}
        body = n.moved_mono(m, by)
        ranges = tuple((low.replaced(by), high.replaced(by)) for _, (low, high) in order)
        key = (
            _look(n, body, list(by.values())) if len(order) > 1 else (),
            freeze(body),
            tuple((n.order_of(a), n.order_of(b)) for a, b in ranges),
        )
        if smallest is None or key < smallest:  # type: ignore[operator]
            smallest, best = key, (ranges, body)
    if best is None:
        raise Stuck("a sum whose ranges depend on one another in a circle")
    ranges, body = best
    if list(body) and len(body) == 1:
        ((inner, c),) = body.items()
        made = n.emit(Atom(Kind.SUM, polys=(((inner, Q1),),), binders=ranges, level=level))
        return n.times(constant(c), made)
    raise Stuck("the body of a sum changed while its index was renamed")


def _look(n: Normaliser, body: Poly, places: list[Affine]) -> object:
    """Where the bound indices stand, whatever the free ones are called: a pattern and its instances are numbered alike."""
    number = {name: k for k, at in enumerate(places) for name in at.names()}

    def seen(at: Affine) -> tuple[object, ...]:
        return at.const, *sorted((number[k[0]], c) for k, c in at.terms if len(k) == 1 and k[0] in number)

    factors = [(n.atoms[a], e) for m in body for a, e in m]
    return sorted((n.heads[(x.kind, x.head)], e, tuple(map(seen, x.indices))) for x, e in factors)


def _respects(order: tuple[Binder, ...]) -> bool:
    """A range may mention only the indices before it."""
    seen: set[Term] = set()
    every = {i for i, _ in order}
    for i, (low, high) in order:
        if ((low.names() | high.names()) & every) - seen:
            return False
        seen.add(i)
    return True


def moved(n: Normaliser, atom: Atom, by: Env) -> Poly:
    """A sum atom with free indices replaced."""
    binders, body = opened_sum(n, atom)
    outer = tuple((i, (low.replaced(by), high.replaced(by))) for i, (low, high) in binders)
    for i, bounds in outer:
        n.ranges[i] = bounds
    return total(n, outer, n.moved(body, by))


def unify_deltas(n: Normaliser, p: Poly) -> Poly:
    """delta(i, j) f(j) = delta(i, j) f(i): the later index is replaced by the earlier wherever a delta is a factor."""
    out: Poly = {}
    for m, c in p.items():
        out = plus(out, _unified(n, m), c)
    return out


def _unified(n: Normaliser, m: Mono) -> Poly:
    for a, e in m:
        atom = n.atoms[a]
        if atom.kind is not Kind.DELTA or e < 0:
            continue
        keep, drop = atom.indices
        name = _lone(drop)
        if name is None:
            keep, drop = drop, keep
            name = _lone(drop)
        if name is None or name in keep.names():
            continue
        others = tuple((b, x) for b, x in m if b != a)
        if any(name in n.names(b) for b, _ in others):
            image = n.moved_mono(others, {name: keep})
            return n.times(image, single(a, e))
    return {m: Q1}


def _lone(x: Affine) -> Term | None:
    """The index that an affine form consists of; `None` if it is anything else."""
    if x.const or len(x.terms) != 1:
        return None
    ((key, c),) = x.terms
    return key[0] if c == 1 and len(key) == 1 and isinstance(key[0], Index) else None
