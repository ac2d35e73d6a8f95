"""What is a bound index called in print?  Its own name, unless something else in its scope prints alike.  Trusted.

Substitution makes fresh indices that keep the name of the old one: printed as they are, `sum_k z_k w_k` could mean
two different things.  The printers rename the bound one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import Definition, Function, Index, Size, Term, Variable
from checks.kernel.walk import bound_index, children

Printed: TypeAlias = Size | Index | Variable | Definition | Function
Names: TypeAlias = Mapping[Index, str]


@lru_cache(maxsize=50_000)
def visible(x: Term) -> frozenset[Printed]:
    """The names free in `x` that a reader sees: definitions are not looked into."""
    match x:
        case Size() | Index() | Variable():
            return frozenset({x})
        case t.Apply(d, args):
            return frozenset[Printed]({d}).union(*(visible(a) for a in args))
        case t.Call(f, a) | t.Gradient(f, a):
            return visible(a) | {f}
        case _:
            parts = children(x)
            outside = frozenset[Printed]().union(*(visible(c) for c in parts[:-1]))
            return outside.union(*(visible(c) - {bound_index(x)} for c in parts[-1:]))


def visible_in_claim(c: Claim) -> frozenset[Printed]:
    """The names free in a claim that a reader sees."""
    match c:
        case Relation(a, _, b):
            return visible(a) | visible(b)
        case Forall(indices, body):
            return visible_in_claim(body) - frozenset(indices)
        case Both(parts):
            return frozenset[Printed]().union(*(visible_in_claim(p) for p in parts))
        case Implies(a, b) | Iff(a, b):
            return visible_in_claim(a) | visible_in_claim(b)
        case Maximises(point, variable, objective, extra):
            inside = visible(objective).union(*(visible_in_claim(p) for p in extra))
            return visible(point) | (inside - {variable})
        case _:
            raise TypeError(f"not a claim: {c!r}")


def scope_names(
    bound: Iterable[Index],
    rivals: frozenset[Printed],
    names: Names,
    plain: Callable[[Printed], str],
    variant: Callable[[str, int], str],
) -> dict[Index, str]:
    """`names` extended by the bound indices, each spelled unlike every rival and unlike the others.

    `rivals` are the names printed in the scope (and the range) of the binder that are not bound by it.
    """
    taken = {names.get(r, plain(r)) if isinstance(r, Index) else plain(r) for r in rivals}
    out = dict(names)
    for index in bound:
        spelling, n = plain(index), 1
        while spelling in taken:
            n += 1
            spelling = variant(plain(index), n)
        out[index] = spelling
        taken.add(spelling)
    return out


def rivals_of(x: Term) -> frozenset[Printed]:
    """What the index bound by `x` (a sum or an average) must not be mistaken for."""
    *outside, body = children(x)
    return frozenset[Printed]().union(*(visible(c) for c in outside), visible(body) - {bound_index(x)})
