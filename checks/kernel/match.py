"""Is this atom an instance of that pattern, for which values of its indices?  First-order matching.  Trusted.

Products and sums are matched up to order.  A pattern index stands for one affine form within its declared range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from flint import fmpq

from checks.kernel.affine import Affine, inside, name_form
from checks.kernel.atoms import Atom, Key, Kind, Mono, freeze
from checks.kernel.names import Index, Term

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

Binding: TypeAlias = Mapping[Term, Affine]

MOST = 3  # indices of a sum that are matched in every order


class Matcher:
    """Matches within one table of atoms."""

    def __init__(self, n: Normaliser, wild: frozenset[Index]) -> None:
        self.n = n
        self.wild = wild
        self.fuel = 4000

    def atoms(self, pattern: int, target: int, found: Binding) -> Iterator[Binding]:
        """Every binding that makes the pattern atom the target atom."""
        self.fuel -= 1
        if self.fuel < 0:
            return
        if self.wild.isdisjoint(self.n.names(pattern)):
            if pattern == target:
                yield found
            return
        p, t = self.n.atoms[pattern], self.n.atoms[target]
        alike = (p.kind, p.head, p.level, len(p.indices), len(p.polys), len(p.arrays), len(p.binders))
        if alike != (t.kind, t.head, t.level, len(t.indices), len(t.polys), len(t.arrays), len(t.binders)):
            return
        yield from self._parts(p, t, found)
        if p.kind is Kind.SUM:
            for other in self._reordered(t):
                yield from self._parts(p, other, found)

    def _reordered(self, t: Atom) -> Iterator[Atom]:
        """A sum over several indices in its other orders: which one an atom is kept in depends on what was met before."""
        from checks.kernel.normal import bound

        names = [bound(t.level + 1 + k) for k in range(len(t.binders))]
        if not 2 <= len(names) <= MOST or any(not (low.names() | high.names()).isdisjoint(names) for low, high in t.binders):
            return
        for order in list(permutations(range(len(names))))[1:]:
            with self.n.rewriter.paused():
                body = self.n.moved(dict(t.polys[0]), {names[k]: name_form(names[to]) for k, to in enumerate(order)})
            binders = tuple(t.binders[order.index(k)] for k in range(len(names)))
            yield replace(t, polys=(freeze(body),), binders=binders)

    def _parts(self, p: Atom, t: Atom, found: Binding) -> Iterator[Binding]:
        pairs = list(zip(p.indices, t.indices, strict=True))
        pairs += [q for a, b in zip(p.binders, t.binders, strict=True) for q in zip(a, b, strict=True)]
        polys = list(zip(p.polys, t.polys, strict=True))
        for a, b in zip(p.arrays, t.arrays, strict=True):
            if a.level != b.level or len(a.dims) != len(b.dims):
                return
            pairs += list(zip(a.dims, b.dims, strict=True))
            polys.append((a.entry, b.entry))
        for first in self._affines(pairs, found):
            yield from self._all_polys(polys, first)

    def _affines(self, pairs: list[tuple[Affine, Affine]], found: Binding) -> Iterator[Binding]:
        for pattern, target in pairs:
            bound = self._affine(pattern, target, found)
            if bound is None:
                return
            found = bound
        yield found

    def _affine(self, pattern: Affine, target: Affine, found: Binding) -> Binding | None:
        """One index form against another; `None` is "no match"."""
        loose = [k for k in pattern.names() if k in self.wild and k not in found]
        if not loose:
            return found if pattern.replaced(found) == target else None
        if len(loose) > 1:
            return None
        (i,) = loose
        c = dict(pattern.terms).get((i,), 0)
        rest = pattern.plus(name_form(i), -c)  # taken apart before anything is replaced: a value may be called i too
        if abs(c) != 1 or i in rest.names() or not isinstance(i, Index):
            return None
        value = Affine(0, frozenset()).plus(target, c).plus(rest.replaced(found), -c)
        return {**found, i: value}

    def _all_polys(self, pairs: list[tuple[Key, Key]], found: Binding) -> Iterator[Binding]:
        if not pairs:
            yield found
            return
        (pattern, target), rest = pairs[0], pairs[1:]
        for first in self.polys(pattern, target, found):
            yield from self._all_polys(rest, first)

    def polys(self, pattern: Key, target: Key, found: Binding) -> Iterator[Binding]:
        """Every binding that makes the polynomials equal, term by term, in any order."""
        if len(pattern) != len(target):
            return
        if not pattern:
            yield found
            return
        (m, c), rest = pattern[0], pattern[1:]
        for k, (n, d) in enumerate(target):
            if c == d:
                for first in self.monos(m, n, found):
                    yield from self.polys(rest, target[:k] + target[k + 1 :], first)

    def monos(self, pattern: Mono, target: Mono, found: Binding) -> Iterator[Binding]:
        """Every binding that makes the products equal, factor by factor, in any order; x**2 is x * x."""
        yield from self._factors(_spread(pattern), _spread(target), found)

    def _factors(self, pattern: list[tuple[int, fmpq]], target: list[tuple[int, fmpq]], found: Binding) -> Iterator[Binding]:
        if len(pattern) != len(target):
            return
        if not pattern:
            yield found
            return
        (a, e), rest = pattern[0], pattern[1:]
        for k, (b, f) in enumerate(target):
            if e == f and (k == 0 or target[k - 1] != target[k]):
                for first in self.atoms(a, b, found):
                    yield from self._factors(rest, target[:k] + target[k + 1 :], first)

    def in_range(self, found: Binding) -> bool:
        """Every pattern index lies in its declared range."""
        for i in self.wild:
            value = found.get(i)
            bounds = self.n.range_of(i)
            if value is None or bounds is None or not inside(value, bounds, self.n.ranges):
                return False
        return True


def _spread(m: Mono) -> list[tuple[int, fmpq]]:
    out: list[tuple[int, fmpq]] = []
    for a, e in m:
        if e.q == 1 and 1 < e <= 6:
            out.extend([(a, fmpq(1))] * int(e.p))
        else:
            out.append((a, e))
    return out
