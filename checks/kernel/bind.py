"""Which names does a formula depend on, and when are two formulas the same up to bound names?  Trusted.

Free names are computed through definitions and through the `of` of a variable: nothing hides behind a name.
"""

from __future__ import annotations

from functools import lru_cache

from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import Declaration, Definition, Index, OneHot, Recurrence, Size, Term, Variable
from checks.kernel.walk import bound_index, children, claim_terms, map_claim, with_children


@lru_cache(maxsize=200_000)
def free(x: Term) -> frozenset[Declaration]:
    """Sizes, free indices and variables on which the value of `x` depends, through definitions."""
    match x:
        case Size():
            return frozenset({x})
        case Index():
            return frozenset({x}) | free(x.over)
        case Variable():
            names = frozenset({x}).union(*(free(s) for s in x.shape), *(free(v) for v in x.of))
            match x.facts:
                case OneHot(at):
                    return names | free(at)
                case Recurrence(own, previous, start, step):
                    return names | free(start) | (free(step) - {own, previous})
                case _:
                    return names
        case t.Apply(d, args):
            return free_of(d).union(*(free(a) for a in args))
        case t.Call(f, a) | t.Gradient(f, a):
            return free(a).union(*(free(s) for s in f.of))
        case _:
            names = frozenset[Declaration]().union(*(free(c) for c in children(x)))
            index = bound_index(x)
            if index is None:
                return names
            # ranges and weights stand outside the binder
            *outside, body = children(x)
            return frozenset[Declaration]().union(*(free(c) for c in outside), free(index.over), free(body) - {index})


@lru_cache(maxsize=10_000)
def free_of(d: Definition) -> frozenset[Declaration]:
    """What a definition depends on beside its parameters: sizes in the shape of a parameter are parameters."""
    return free(d.body) - set(d.params) - set(d.indices) - implicit_sizes(d)


@lru_cache(maxsize=10_000)
def implicit_sizes(d: Definition) -> frozenset[Declaration]:
    """The sizes that follow from the arguments: those that are a dimension of a parameter by themselves."""
    return frozenset(dim for p in d.params for dim in p.shape if isinstance(dim, Size))


def free_indices(x: Term) -> frozenset[Index]:
    return frozenset(n for n in free(x) if isinstance(n, Index))


@lru_cache(maxsize=200_000)
def random_variables(x: Term) -> frozenset[Variable]:
    """The random variables on which `x` depends, those bound by an expectation left out."""
    match x:
        case t.Mean() | t.Variance() | t.Covariance():
            return frozenset()
        case Variable():
            return frozenset({x}) if x.family is not None else frozenset()
        case t.Apply(d, args):
            return frozenset(v for v in random_variables(d.body) if v not in d.params).union(*(random_variables(a) for a in args))
        case _:
            return frozenset[Variable]().union(*(random_variables(c) for c in children(x)))


def claim_free(c: Claim) -> frozenset[Declaration]:
    """Names free in a claim, at any depth outside its own quantifiers."""
    match c:
        case Relation(a, _, b):
            return free(a) | free(b)
        case Forall(indices, body):
            return (claim_free(body) - set(indices)).union(*(free(i.over) for i in indices))
        case Both(parts):
            return frozenset[Declaration]().union(*(claim_free(p) for p in parts))
        case Implies(a, b) | Iff(a, b):
            return claim_free(a) | claim_free(b)
        case Maximises(point, variable, objective, extra):
            return free(point) | ((free(objective).union(*(claim_free(p) for p in extra))) - {variable})
        case _:
            raise TypeError(f"not a claim: {c!r}")


# ---------------------------------------------------------------- equality up to bound names
def alpha_equal(a: Term, b: Term) -> bool:
    """The same tree up to the names of bound indices."""
    return _alpha(a, b, {}, {})


def _alpha(a: Term, b: Term, left: dict[Index, int], right: dict[Index, int]) -> bool:
    if isinstance(a, Index) and isinstance(b, Index) and (a in left or b in right):
        return left.get(a, -1) == right.get(b, -2)
    if isinstance(a, (Size, Index, Variable)):
        return a is b
    if type(a) is not type(b):
        return False
    i, j = bound_index(a), bound_index(b)
    if i is not None and j is not None:
        *outer_a, body_a = children(a)
        *outer_b, body_b = children(b)
        n = 1 + max((*left.values(), *right.values()), default=-1)  # a shadowed index leaves its number unused
        return all(_alpha(p, q, left, right) for p, q in zip(outer_a, outer_b, strict=True)) and _alpha(
            body_a, body_b, {**left, i: n}, {**right, j: n}
        )
    ka, kb = children(a), children(b)
    return len(ka) == len(kb) and with_children(b, ka) == a and all(_alpha(p, q, left, right) for p, q in zip(ka, kb, strict=True))


def alpha_equal_claims(a: Claim, b: Claim) -> bool:
    """The same claim up to bound names; quantified indices must be the same declarations."""
    ta, tb = claim_terms(a), claim_terms(b)
    same_shape = _skeleton(a) == _skeleton(b)
    return same_shape and len(ta) == len(tb) and all(alpha_equal(p, q) for p, q in zip(ta, tb, strict=True))


def _skeleton(c: Claim) -> Claim:
    return map_claim(lambda _: t.ZERO, c)
