"""When do two sums differ only by where they begin and end?  Then terms are split off until they agree.  Trusted.

    sum_{k=1..n} f_k = f_1 + sum_{k=2..n} f_k        sum_{k=1..n-1} f_{k+1} = sum_{k=2..n} f_k

Splitting t terms off the ends of low..high needs t of them: high - low + 1 >= t, at every size.  So does a sum to which t terms are
added, once it has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, final

from flint import fmpq

from checks.kernel import sums
from checks.kernel.affine import Affine, Range, at_least_zero, name_form, whole
from checks.kernel.atoms import Kind, Poly, constant, freeze, plus
from checks.kernel.match import Matcher
from checks.kernel.names import Index

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser

NEARBY = (0, 1, -1)  # shifts that are tried where matching finds none, as between 1/k and 1/(k + 1)
FARTHEST = 12  # terms split off one sum


@final
@dataclass(frozen=True, slots=True)
class Single:
    """A sum over one index."""

    atom: int
    index: Index
    range: Range
    body: Poly


def aligned(n: Normaliser, p: Poly) -> Poly:
    """p, with sums of the same terms over nearby ranges written over one range; p itself if there are none."""
    for group in _groups(n, p):
        images = _over_one_range(n, group)
        if images:
            return _replaced(n, p, images)
    return p


def _groups(n: Normaliser, p: Poly) -> list[list[tuple[Single, Range]]]:
    """Sums with the same terms as the first of them, each with its range in the index of the first."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for a in sorted({a for m in p for a, e in m if e == 1 and n.atoms[a].kind is Kind.SUM and len(n.atoms[a].binders) == 1}):
        alike.setdefault(_looks(n, a), []).append(a)
    out: list[list[tuple[Single, Range]]] = []
    for members in alike.values():
        first, *others = (_opened(n, a) for a in members) if len(members) > 1 else (None,)
        if first is None:
            continue
        group = [(first, first.range)]
        for other in others:
            shift = _shift(n, other, first)
            if shift is not None:
                group.append((other, _moved(other.range, shift)))
        if len(group) > 1:
            out.append(group)
    return out


def _looks(n: Normaliser, a: int) -> tuple[object, ...]:
    """What the terms are made of and which names the ranges mention: what differs in this is never aligned."""
    atom = n.atoms[a]
    factors: Counter[tuple[Hashable, ...]] = Counter()
    for m, _ in atom.polys[0]:
        for b, e in m:
            inner = n.atoms[b]
            head = (inner.kind, inner.head) if inner.kind not in (Kind.POLY, Kind.INDEX) else ()
            factors[(head, e)] += 1
    return frozenset(factors.items()), *(end.terms for end in atom.binders[0])


def _opened(n: Normaliser, a: int) -> Single:
    ((index, bounds),), body = sums.opened_sum(n, n.atoms[a])
    return Single(a, index, bounds, body)


def _shift(n: Normaliser, one: Single, other: Single) -> int | None:
    """s with one's term at k + s equal to other's term at k, for every k that one's range asks for; `None` if none is found."""
    matcher = Matcher(n, frozenset({one.index}))
    bindings = list(islice(matcher.polys(freeze(one.body), freeze(other.body), {}), 1))
    gaps = [found[one.index].plus(name_form(other.index), -1) for found in bindings if one.index in found]
    for s in [gap.const for gap in gaps if not gap.terms] or NEARBY:
        # an index of its own: what other's range allows to be said of k does not hold in one's
        k = name_form(n.fresh(_moved(one.range, s)))
        if n.moved(one.body, {one.index: k.plus(whole(s))}) == n.moved(other.body, {other.index: k}):
            return s
    return None


def _moved(bounds: Range, s: int) -> Range:
    return bounds[0].plus(whole(s), -1), bounds[1].plus(whole(s), -1)


def _over_one_range(n: Normaliser, group: list[tuple[Single, Range]]) -> dict[int, Poly]:
    """Each sum as one over the range that all share, or over the least that holds them all, and the terms at the ends between;
    {} if that cannot be said at every size."""
    lows, highs = [r[0] for _, r in group], [r[1] for _, r in group]
    shared = max(lows, key=_number), min(highs, key=_number)
    if all(_ends(r, shared) == 0 or _has(n, r, _ends(r, shared)) for _, r in group):
        return _images(n, group, shared, 1)
    hull = min(lows, key=_number), max(highs, key=_number)
    if all(_ends(hull, r) == 0 or _has(n, hull, _ends(hull, r)) for _, r in group):
        return _images(n, group, hull, -1)
    return {}


def _ends(longer: Range, shorter: Range) -> int:
    """How many terms the longer range has beside the shorter."""
    return _number(shorter[0]) - _number(longer[0]) + _number(longer[1]) - _number(shorter[1])


def _has(n: Normaliser, r: Range, count: int) -> bool:
    """The range has that many terms, at every size."""
    return count <= FARTHEST and at_least_zero(r[1].plus(r[0], -1).plus(whole(1 - count)), n.ranges)


def _images(n: Normaliser, group: list[tuple[Single, Range]], one: Range, sign: int) -> dict[int, Poly]:
    """Each sum as the sum over `one`, plus (sign = 1) the terms beside it, or minus (sign = -1) those too many."""
    first = group[0][0]
    k = n.fresh(one)
    whole_sum = sums.total(n, ((k, one),), n.moved(first.body, {first.index: name_form(k)}))
    out: dict[int, Poly] = {}
    for member, r in group:
        longer, shorter = (r, one) if sign > 0 else (one, r)
        before, after = _number(shorter[0]) - _number(longer[0]), _number(longer[1]) - _number(shorter[1])
        image = whole_sum
        for at in [longer[0].plus(whole(s)) for s in range(before)] + [longer[1].plus(whole(-s)) for s in range(after)]:
            image = plus(image, n.moved(first.body, {first.index: at}), sign)
        out[member.atom] = image
    return out


def _number(end: Affine) -> int:
    """Ends that are compared differ by a number."""
    return end.const


def _replaced(n: Normaliser, p: Poly, images: dict[int, Poly]) -> Poly:
    out: Poly = {}
    for m, c in p.items():
        product = n.times(constant(c), {tuple((a, e) for a, e in m if not (a in images and e == 1)): fmpq(1)})
        for a, e in m:
            if a in images and e == 1:
                product = n.times(product, images[a])
        out = plus(out, product)
    return out
