"""What may be used of a theorem, and what must be shown first?  Warrants, and their instances as facts.  Trusted.

A warrant is what `proof.establish` hands out, or what `assume` makes of a citation.  An instance replaces sizes, variables and
positions consistently; every hypothesis, every fact declared of what was replaced, and every lower bound of a size is then owed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import final

from checks.kernel import term as t
from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Claim, Forall, Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.names import Declaration, Domain, Free, Index, OneHot, Simplex, Size, Term, Variable
from checks.kernel.substitute import Capture, Substitution, shape_of, substitute, substitute_claim

_SEAL = object()


@final
class Warrant:
    """A statement that is proved, or assumed on the word of a source: if every `given` holds, so does `claim`."""

    __slots__ = ("claim", "given", "name", "relies_on")

    def __init__(self, seal: object, name: str, given: tuple[Claim, ...], claim: Claim, relies_on: frozenset[str]) -> None:
        if seal is not _SEAL:
            raise TypeError("only the kernel makes warrants")
        self.name, self.given, self.claim, self.relies_on = name, given, claim, relies_on


def warranted(name: str, given: tuple[Claim, ...], claim: Claim, relies_on: frozenset[str]) -> Warrant:
    """For `proof.establish` alone."""
    return Warrant(_SEAL, name, given, claim, relies_on)


def assume(source: str, given: tuple[Claim, ...], claim: Claim) -> Warrant:
    """A named result used without proof: everything that uses it relies on `source`."""
    return Warrant(_SEAL, source, given, claim, frozenset({source}))


def cite(warrant: Warrant, by: Substitution | None = None) -> Fact:
    """The warrant's claim at other names, with what is owed for it.  Raises `Capture`."""
    by = dict(by or {})
    _refuse(warrant, by)
    claim = _at(warrant.claim, by)
    conditions = tuple(_at(g, by) for g in warrant.given)
    owed = tuple(c for name, image in by.items() for c in declared_claims(name, image, by))
    return Fact(claim, Origin.PROVED, warrant.name, conditions + owed, conditions + owed, warrant)


def _at(c: Claim, by: Substitution) -> Claim:
    """A closed claim at other names: its universally quantified indices take on the sizes of the instance."""
    renamed: dict[Declaration, Term] = {}
    for i in claim_free(c):
        if isinstance(i, Index) and not i.fixed and i not in by and not free(i.over).isdisjoint(by):
            renamed[i] = Index(i.name, i.tex, substitute(i.over, by))
    return substitute_claim(c, {**by, **renamed})


def is_instance(fact: Fact) -> bool:
    """The fact was made by `cite`: its claim and its debts are those of its warrant."""
    return isinstance(fact.warrant, Warrant) and set(fact.conditions) <= set(fact.needs)


def _refuse(warrant: Warrant, by: dict[Declaration, Term]) -> None:
    names = claim_free(warrant.claim).union(*(claim_free(g) for g in warrant.given))
    families: dict[object, object] = {}
    for name in sorted((n for n in names if isinstance(n, Variable)), key=lambda v: v.name):
        image = by.get(name, name)
        if name.of and image is not name and not (isinstance(image, Variable) and image.of == name.of):
            raise Capture(name, name, image)
        if name.family is not None:  # independent families stay independent: one to one
            if not isinstance(image, Variable) or image.family is None:
                raise Capture(name, name, image)
            if families.setdefault(name.family, image.family) is not image.family:
                raise Capture(name, name, image)
    if len(set(map(id, families.values()))) != len(families):
        raise Capture(next(iter(by), t.ZERO), next(iter(by)), t.ZERO)
    for name, image in by.items():
        if isinstance(name, Index) and not name.fixed:
            continue  # a renaming of an index that is universally quantified
        if isinstance(name, Variable) and len(shape_of(image)) != len(name.shape):
            raise Capture(name, name, image)


def declared_claims(name: Declaration, image: Term, by: Substitution) -> list[Claim]:
    """What was declared of `name`, as claims about what replaces it."""
    match name:
        case Size():
            return [Relation(image, Rel.GE, t.Num(Fraction(name.at_least)))]
        case Index():
            over = substitute(name.over, {k: v for k, v in by.items() if k is not name})
            return [Relation(image, Rel.GE, t.ONE), Relation(image, Rel.LE, over)]
        case Variable():
            return _of_variable(name, image, by)


def _of_variable(v: Variable, image: Term, by: Substitution) -> list[Claim]:
    shape = shape_of(image)
    sizes = {k: s for k, s in by.items() if not isinstance(k, Variable)}
    owed: list[Claim] = []
    for dim, actual in zip(v.shape, shape, strict=True):
        if substitute(dim, sizes) != actual:
            owed.append(Relation(actual, Rel.EQ, substitute(dim, sizes)))
    at = tuple(Index(f"e{k}", f"e_{k}", s) for k, s in enumerate(shape, 1))
    entry = t.Entry(image, at) if at else image

    def every(rel: Rel, bound: Term) -> Claim:
        claim = Relation(entry, rel, bound)
        return Forall(at, claim) if at else claim

    total = entry
    for i in at:
        total = t.Sum(i, t.ONE, i.over, total)
    match v.facts:
        case Free(Domain.POSITIVE):
            owed.append(every(Rel.GT, t.ZERO))
        case Free(Domain.NONNEGATIVE):
            owed.append(every(Rel.GE, t.ZERO))
        case Simplex(positive):
            owed += [every(Rel.GT if positive else Rel.GE, t.ZERO), Relation(total, Rel.EQ, t.ONE)]
        case OneHot(where):
            owed.append(every(Rel.EQ, t.Delta(at[0], by.get(where, where))))
        case _:
            pass
    return owed
