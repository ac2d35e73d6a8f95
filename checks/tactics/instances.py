"""Which instance of a cited theorem does this step mean?  A bare citation is matched; two ways are an error.

The left side of the claim (the right one, if the left is a number) is matched against the subformulas of the step:
variables and positions stand for formulas of their shape, sizes for sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.affine import same_integer
from checks.kernel.bind import alpha_equal, claim_free, free
from checks.kernel.cite import Warrant
from checks.kernel.claim import Claim, Forall, Iff, Implies, Relation
from checks.kernel.facts import Fact
from checks.kernel.names import Declaration, Index, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.text import text
from checks.kernel.walk import bound_index, children, claim_terms, subterms, with_children

By: TypeAlias = tuple[tuple[Declaration, Term], ...]


@final
@dataclass(frozen=True, slots=True)
class Substituted:
    by: By


@final
@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing to replace: the theorem is used as it stands."""


@final
@dataclass(frozen=True, slots=True)
class Ambiguous:
    """More than one instance fits; each as the line to write."""

    ways: tuple[str, ...]


def matched(warrant: Warrant, step: Relation, context: tuple[Fact, ...]) -> Substituted | NoMatch | Ambiguous:
    """The instance of the warrant's claim that occurs in the step."""
    names = {n for n in claim_free(warrant.claim) if isinstance(n, (Variable, Size)) or n.fixed}
    here = frozenset[Declaration]().union(*(free(x) for x in claim_terms(step)), *(claim_free(f.claim) for f in context))
    if {n for n in names if isinstance(n, Variable)} <= here:
        return NoMatch()
    found: dict[By, None] = {}
    for pattern in _patterns(warrant.claim):
        for side in claim_terms(step):
            for s in subterms(side):
                by = match_term(pattern, s, {}, frozenset(names))
                if by is not None:
                    found[tuple(sorted(by.items(), key=lambda kv: (type(kv[0]).__name__, kv[0].name)))] = None
        if found:
            break
    ways = list(found)
    if not ways:
        return NoMatch()
    if len(ways) == 1:
        return Substituted(ways[0])
    return Ambiguous(tuple(f".at({{{', '.join(f'{text(k)}: {text(v)}' for k, v in w if not isinstance(k, Size))}}})" for w in ways))


def _patterns(c: Claim) -> list[Term]:
    match c:
        case Relation(a, _, b):
            return [x for x in (a, b) if not isinstance(x, t.Num)]
        case Forall(_, body) | Implies(_, body):
            return _patterns(body)
        case Iff(a, b):
            return _patterns(b) + _patterns(a)
        case _:
            return []


Found: TypeAlias = dict[Declaration, Term]


def match_term(pattern: Term, target: Term, found: Found, wild: frozenset[Declaration]) -> Found | None:
    """Names of `wild` (and bound or free indices of the pattern) to terms, so that the pattern becomes the target."""
    match pattern:
        case Variable() | Size() if pattern in wild:
            return _bind(pattern, target, found)
        case Index():
            return _bind(pattern, target, found) if isinstance(target, (Index, t.Num)) or pattern in found else None
        case _:
            pass
    if pattern is target:
        return found
    if type(pattern) is not type(target):
        return None
    i, j = bound_index(pattern), bound_index(target)
    a, b = children(pattern), children(target)
    if len(a) != len(b) or (not i and not _same_head(pattern, target, b)):
        return None
    inner: Found | None = dict(found)
    if i is not None and j is not None:
        inner = {**found, i: j}
    for p, q in zip(a, b, strict=True):
        if inner is None:
            return None
        inner = match_term(p, q, inner, wild)
    if inner is None:
        return None
    return {k: v for k, v in inner.items() if k is not i and (not isinstance(k, Index) or k.fixed)}


def _same_head(pattern: Term, target: Term, kids: tuple[Term, ...]) -> bool:
    try:
        return with_children(pattern, kids) == target
    except TypeError:
        return False


def _bind(name: Declaration, image: Term, found: Found) -> Found | None:
    known = found.get(name)
    if known is not None:
        return found if alpha_equal(known, image) else None
    if not isinstance(name, Variable):
        return {**found, name: image}
    shape = shape_of(image)
    if len(shape) != len(name.shape):
        return None
    out: Found = {**found, name: image}
    for dim, actual in zip(name.shape, shape, strict=True):
        if isinstance(dim, Size):
            have = out.setdefault(dim, actual)
            if not same_integer(have, actual):
                return None
    return out
