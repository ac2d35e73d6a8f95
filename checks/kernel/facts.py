"""Which claims may a step use, for which indices, under which conditions?  Trusted.

A hypothesis is closed over its own free indices; an assumption of a proof by cases or of an equivalence is rigid: its free
indices are the ones around it.  A claim is taken apart into clauses: premises, then one relation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import final

from checks.kernel import term as t
from checks.kernel.affine import surely_positive
from checks.kernel.bind import claim_free, free, random_variables
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.names import Domain, Free, Index, OneHot, Recurrence, Simplex, Term, Variable
from checks.kernel.substitute import shape_of, substitute, substitute_claim
from checks.kernel.walk import claim_terms, subterms


class Origin(Enum):
    """Where a fact comes from decides under which binders it may be used."""

    GIVEN = auto()  # a hypothesis: holds at the point, restricts what it mentions
    ASSUMED = auto()  # a rigid assumption: likewise
    DECLARED = auto()  # what a declaration says
    PROVED = auto()  # an identity under its conditions


@final
@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in scope.  `conditions` are what an identity rests on: the instantiated `given` of a theorem.

    `needs` must be established where the fact is used: its conditions, and what was declared of variables that were replaced.
    A fact of origin PROVED carries the instance of a warrant it was drawn as (`cite.py`); without one the kernel refuses it.
    """

    claim: Claim
    origin: Origin
    name: str  # for evidence: "y sums to one", "Gibbs' inequality"
    conditions: tuple[Claim, ...] = ()
    needs: tuple[Claim, ...] = ()
    warrant: object = None

    @property
    def restricting(self) -> tuple[Claim, ...]:
        """The claims that restrict the variables they mention."""
        return (self.claim,) if self.origin in (Origin.GIVEN, Origin.ASSUMED) else self.conditions


def assumption(c: Claim) -> Fact:
    """A rigid assumption: its free indices are the ones around it."""
    return Fact(c, Origin.ASSUMED, "assumed here")


@final
@dataclass(frozen=True, slots=True)
class Clause:
    """For all values of `pattern`: if every premise holds, so does the relation."""

    fact: Fact
    pattern: tuple[Index, ...]
    premises: tuple[Claim, ...]
    relation: Relation


@lru_cache(maxsize=10_000)
def clauses(fact: Fact) -> tuple[Clause, ...]:
    """The clauses of a fact."""
    rigid = fact.origin is Origin.ASSUMED
    pattern = () if rigid else tuple(i for i in sorted_indices(fact.claim) if not i.fixed)
    return tuple(replace(c, pattern=_spoken_of(c)) for c in _clauses(fact, fact.claim, pattern, ()))


def _spoken_of(c: Clause) -> tuple[Index, ...]:
    """The indices of a clause without those it does not mention: `forall(k, q > 0)` is `q > 0`, unless there may be no k."""
    mentioned = claim_free(c.relation).union(*(claim_free(p) for p in c.premises))
    return tuple(i for i in c.pattern if i in mentioned or not surely_positive(i.over))


def sorted_indices(c: Claim) -> tuple[Index, ...]:
    """The free indices of a claim, in order of first occurrence."""
    free = claim_free(c)
    seen: dict[Index, None] = {}
    for x in claim_terms(c):
        for s in subterms(x):
            if isinstance(s, Index) and s in free:
                seen[s] = None
    return tuple(seen)


def _clauses(fact: Fact, c: Claim, pattern: tuple[Index, ...], premises: tuple[Claim, ...]) -> list[Clause]:
    match c:
        case Relation(a, rel, b):
            shape = shape_of(a)
            at = tuple(Index(f"e{k}", f"e_{k}", size) for k, size in enumerate(shape, 1))
            entries = Relation(t.Entry(a, at), rel, t.Entry(b, at)) if at else c
            return [Clause(fact, pattern + at, premises, entries)]
        case Forall(indices, body):
            # names of their own: a premise outside may speak of an outer index of the same name
            fresh = tuple(Index(i.name, i.tex, i.over) for i in indices)
            inner = substitute_claim(body, dict(zip(indices, fresh, strict=True)))
            return _clauses(fact, inner, pattern + fresh, premises)
        case Both(parts):
            return [x for p in parts for x in _clauses(fact, p, pattern, premises)]
        case Implies(a, b):
            return _clauses(fact, b, pattern, (*premises, a))
        case Iff(a, b):
            return _clauses(fact, b, pattern, (*premises, a)) + _clauses(fact, a, pattern, (*premises, b))
        case Maximises():
            return []
        case _:
            raise TypeError(f"not a claim: {c!r}")


# ---------------------------------------------------------------- what declarations say
def declared_facts(terms: tuple[Term, ...]) -> tuple[Fact, ...]:
    """What the declarations of the variables in these formulas say, as facts."""
    names = sorted({v for x in terms for v in free(x) if isinstance(v, Variable)}, key=lambda v: v.name)
    return tuple(f for v in names for f in facts_of(v))


@lru_cache(maxsize=10_000)
def facts_of(v: Variable) -> tuple[Fact, ...]:
    """What the declaration of a variable says, as facts: signs, sums to one, one-hot."""
    at = tuple(Index(f"e{k}", f"e_{k}", s) for k, s in enumerate(v.shape, 1))
    entry: Term = t.Entry(v, at) if at else v
    total = entry
    for i in at:
        total = t.Sum(i, t.ONE, i.over, total)

    def fact(claim: Relation, says: str) -> Fact:
        quantified = at if claim.left is entry else ()
        return Fact(Forall(quantified, claim) if quantified else claim, Origin.DECLARED, f"{v.name} {says}")

    nonnegative = fact(Relation(entry, Rel.GE, t.ZERO), "is non-negative")
    positive = fact(Relation(entry, Rel.GT, t.ZERO), "is positive")
    sums = fact(Relation(total, Rel.EQ, t.ONE), "sums to one")
    match v.facts:
        case Simplex(strict):
            return (sums, positive if strict else nonnegative)
        case Recurrence(index, previous, start, step):
            first = Relation(t.Entry(v, (t.ONE,)), Rel.EQ, start)
            then = Relation(t.Entry(v, (t.Add(index, t.ONE),)), Rel.EQ, substitute(step, {previous: t.Entry(v, (index,))}))
            says = f"{v.name} by its recurrence"
            return (Fact(first, Origin.DECLARED, says), Fact(Forall((index,), then), Origin.DECLARED, says))
        case OneHot(where):
            return (fact(Relation(entry, Rel.EQ, t.Delta(at[0], where)), "is one-hot"), sums, nonnegative)
        case Free(Domain.POSITIVE):
            return (positive,)
        case Free(Domain.NONNEGATIVE):
            return (nonnegative,)
        case _:
            return ()


# ---------------------------------------------------------------- below binders
STRICT = (t.Rel.LT, t.Rel.GT, t.Rel.NE)
# not continuous, or not known to be: the gradient of a differentiable function may jump, and so may a mean over a parameter
JUMPS = (t.Indicator, t.Rank, t.Gradient, t.Derivative, t.Mean, t.Variance, t.Covariance)


def usable_under(clause: Clause, derivative: frozenset[Variable], mean: frozenset[Variable]) -> bool:
    """May the clause be used as an identity below these binders?

    Not if a condition it rests on restricts a variable bound by an expectation, nor if one, or a premise, restricts a
    variable of a derivative by anything but strict relations between continuous functions.  (A premise below an
    expectation is established there, by facts that do not restrict its variables.)
    """
    conditions = clause.fact.restricting
    if any(not random_variables(x).isdisjoint(mean) for c in conditions for x in claim_terms(c)):
        return False
    return all(claim_free(c).isdisjoint(derivative) or _open(c) for c in (*conditions, *clause.premises))


def _open(c: Claim) -> bool:
    """The claim holds in a neighbourhood wherever it holds: strict, between functions that are continuous where defined."""
    match c:
        case Relation(a, rel, b):
            return rel in STRICT and not any(_jumps(s) for x in (a, b) for s in unfolded_subterms(x))
        case Both(parts):
            return all(_open(p) for p in parts)
        case Forall(_, body):
            return _open(body)  # finitely many indices
        case _:
            return False


def _jumps(x: Term) -> bool:
    return isinstance(x, JUMPS) or (isinstance(x, t.Func) and x.fn in t.JUMPING)


def unfolded_subterms(x: Term) -> list[Term]:
    """The subterms of x, the bodies of its definitions included."""
    out: list[Term] = []
    for s in subterms(x):
        out.append(s)
        if isinstance(s, t.Apply):
            out.extend(unfolded_subterms(s.definition.body))
    return out
