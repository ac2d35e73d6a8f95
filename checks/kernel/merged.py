"""How can a polynomial be read as one sum over a range, plus a rest?  Sums over the same range are added up term by term.  Trusted.

sum_k f_k + sum_k g_k + rest = sum_k (f_k + g_k) + rest          n c = sum_{k=1..n} c
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from flint import fmpq

from checks.kernel import sums
from checks.kernel.affine import Affine, at_least_zero, name_form
from checks.kernel.aligned import aligned
from checks.kernel.atoms import Kind, Mono, Poly, plus

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser


@final
@dataclass(frozen=True, slots=True)
class Merged:
    """p = sum over the opened indices of body, plus rest."""

    binders: tuple[sums.Binder, ...]
    body: Poly
    rest: Poly


def merged(n: Normaliser, p: Poly) -> list[Merged]:
    """The ways to read p as one sum and a rest: terms with exactly one sum atom over the same ranges are gathered."""
    groups: dict[tuple[tuple[Affine, Affine], ...], list[tuple[int, Mono, fmpq]]] = {}
    for m, c in p.items():
        atoms = [a for a, _ in m if n.atoms[a].kind is Kind.SUM]
        if len(atoms) == 1 and dict(m)[atoms[0]] == 1:
            groups.setdefault(n.atoms[atoms[0]].binders, []).append((atoms[0], m, c))
    out: list[Merged] = []
    for ranges, members in groups.items():
        shared: tuple[sums.Binder, ...] | None = None
        body: Poly = {}
        rest = dict(p)
        for a, m, c in members:
            rest.pop(m)
            binders, inner = sums.opened_sum(n, n.atoms[a])
            if shared is None:
                shared = binders
            else:
                inner = n.moved(inner, {i: name_form(j) for (i, _), (j, _) in zip(binders, shared, strict=True)})
            outside = tuple((b, e) for b, e in m if b != a)
            body = plus(body, n.times(inner, {outside: c}))
        if shared is not None:
            out.append(Merged(shared, body, rest))
            out.extend(_with_constants(n, Merged(shared, body, rest), ranges))
    return out


def _with_constants(n: Normaliser, m: Merged, ranges: tuple[tuple[Affine, Affine], ...]) -> list[Merged]:
    """The same, with the multiples of the length of the range as terms: n c = sum c."""
    if len(ranges) != 1:
        return []
    low, high = ranges[0]
    length = high.plus(low, -1)
    if low.terms or low.const != 1 or len(high.terms) != 1 or high.const or not at_least_zero(length, n.ranges):
        return []
    size = n.integer(high)
    body, rest = m.body, dict(m.rest)
    for mono, c in m.rest.items():
        quotient = n.quotient({mono: c}, size)
        if quotient is not None and all(e > 0 for k in quotient for a, e in k if n.atoms[a].kind is Kind.SIZE):
            body = plus(body, quotient)
            rest.pop(mono)
    return [Merged(m.binders, body, rest)] if len(rest) < len(m.rest) else []


def vanishes(n: Normaliser, p: Poly) -> bool:
    """Zero, with sums over the same range added up term by term, and sums over nearby ranges brought to one."""
    if n.is_zero(p):
        return True
    if any(n.is_zero(n.reduced(m.body)) and vanishes(n, m.rest) for m in merged(n, p) if m.rest != p):
        return True
    nearer = aligned(n, p)
    return _sums(n, nearer) < _sums(n, p) and vanishes(n, nearer)


def _sums(n: Normaliser, p: Poly) -> int:
    return len({a for m in p for a, _ in m if n.atoms[a].kind is Kind.SUM})
