"""The largest value of a formula over the whole range of an index: it bounds every value, and it is one of them.  Trusted.

    f(k) <= Max(f, k)  for every k             Max(f, k) == f(m)  at some place m
    Min(f, k) = -Max(-f, k)

A range has at least one place: that is a side condition.  The place m is a name of its own, of which nothing else is known;
it depends on what f depends on, so a maximum below a bound index, or of something random, gets none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.kernel import term as t
from checks.kernel.affine import name_form, whole
from checks.kernel.atoms import Atom, Kind, Poly, plus
from checks.kernel.claim import Forall, Rel, Relation
from checks.kernel.facts import Clause, Fact
from checks.kernel.names import Definition, Index, Term
from checks.kernel.occurrences import apart, defined, everywhere, free_indices_of, here, occurrences
from checks.kernel.substitute import substitute
from checks.kernel.walk import bound_index, children, claim_terms, with_children

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser

BOUND = "a maximum is no less than any of its values"
ATTAINED = "a maximum is one of its values"
DEEPEST = 3  # maxima of maxima


def largest(n: Normaliser, x: t.Max | t.Min, env: Env) -> Poly:
    """The maximum as an atom: a function of the array of its values."""
    body = t.Neg(x.body) if isinstance(x, t.Min) else x.body
    size = n.index(x.index.over, env)
    opened = n.fresh((whole(1), size))
    values = n.of(body, {**env, x.index: name_form(opened)})
    out = n.emit(Atom(Kind.MAX, arrays=(n.closed_array((size,), (opened,), values),)))
    return plus({}, out, -1) if isinstance(x, t.Min) else out


def maxima_facts(r: Relation, unfolds: frozenset[Definition], known: tuple[Clause, ...]) -> tuple[Fact, ...]:
    """The bounds of every maximum in the step, and a place where it is attained."""
    found: dict[Fact, None] = {}
    values: dict[Term, Term] = {}
    for x, around in reversed(occurrences(claim_terms(r), unfolds).items()):  # the inner ones first
        if isinstance(x, (t.Max, t.Min)):
            for y in dict.fromkeys((x, _valued(x, values, frozenset()))):
                if isinstance(y, (t.Max, t.Min)):
                    found.update((f, None) for f in _said(_as_maximum(y), around, unfolds, 0))
            if apart(x, around):
                values.update((f.claim.left, f.claim.right) for f in found if isinstance(f.claim, Relation) and f.claim.rel is Rel.EQ)
    return defined(found, known)


def _valued(x: Term, values: dict[Term, Term], bound: frozenset[Index]) -> Term:
    """x with the values that its inner maxima take, as the step reads them; none that an index bound in x reaches."""
    i = bound_index(x)
    parts = children(x)
    inside = bound if i is None else bound | {i}
    outer = tuple(_value(c, values, bound) for c in parts[:-1])
    return with_children(x, outer + tuple(_value(c, values, inside) for c in parts[-1:]))


def _value(x: Term, values: dict[Term, Term], bound: frozenset[Index]) -> Term:
    found = values.get(x)
    return _valued(x, values, bound) if found is None or not free_indices_of(x).isdisjoint(bound) else found


def _as_maximum(x: t.Max | t.Min) -> t.Max:
    return x if isinstance(x, t.Max) else t.Max(x.index, t.Neg(x.body))


def _said(x: t.Max, around: frozenset[Index], unfolds: frozenset[Definition], depth: int) -> Iterator[Fact]:
    bound = Relation(x.body, Rel.LE, x)
    if not apart(x, around):
        yield everywhere(bound, BOUND)
        return
    place = Index(f"{x.index.name}*", rf"{x.index.tex}^{{*}}", x.index.over, fixed=True)
    there = substitute(x.body, {x.index: place})
    yield here(Relation(x, Rel.EQ, there), ATTAINED)  # the step reads the maximum as this
    yield here(Forall((x.index,), Relation(x.body, Rel.LE, there)), BOUND)
    inner = [(y, below) for y, below in occurrences((there,), unfolds).items() if isinstance(y, (t.Max, t.Min)) and not below]
    if inner and depth < DEEPEST:  # what is read differently is joined by the maximum itself
        yield here(Forall((x.index,), bound), BOUND)
        yield here(Relation(x, Rel.LE, there), ATTAINED)
        for y, below in inner:
            yield from _said(_as_maximum(y), below, unfolds, depth + 1)
