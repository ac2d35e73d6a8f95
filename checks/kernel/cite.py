"""What may be used of a theorem, and what must be shown first?  Warrants, and their instances as facts.  Trusted.

A warrant is what `proof.establish` hands out, or what `assume` makes of a citation.  An instance replaces sizes, variables and
positions consistently; every hypothesis, every fact declared of what was replaced, and every lower bound of a size is then owed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import final

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine
from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Claim, Forall, Rel, Relation
from checks.kernel.facts import Fact, Origin, sorted_indices
from checks.kernel.names import Declaration, Domain, Free, Index, OneHot, Recurrence, Simplex, Size, Term, Variable
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
    # a hypothesis is closed over its own indices: one of the claim's says nothing about those of the same name there
    shared = {k: v for k, v in by.items() if not isinstance(k, Index) or k.fixed}
    conditions = tuple(_at(g, shared) for g in warrant.given)
    owed = tuple(c for name, image in by.items() for c in declared_claims(name, image, by))
    # what replaces a variable must be a number: at x := 1/y, "x*y == 1 implies y != 0" says nothing of y = 0
    defined = tuple(Relation(x, Rel.EQ, x) for k, x in by.items() if isinstance(k, Variable) and not isinstance(x, Variable))
    drawn = Instance(_SEAL, warrant, claim, conditions + owed, conditions + owed + defined)
    return Fact(claim, Origin.PROVED, warrant.name, drawn.conditions, drawn.needs, drawn)


def _at(c: Claim, by: Substitution) -> Claim:
    """A closed claim at other names: its universally quantified indices take on the sizes of the instance."""
    renamed: dict[Declaration, Term] = {}
    taken = frozenset[Declaration]().union(*(free(x) for x in by.values()))
    for i in sorted_indices(c):
        if not i.fixed and i not in by and (i in taken or not free(i.over).isdisjoint(by)):
            renamed[i] = Index(i.name, i.tex, substitute(i.over, by))
    return substitute_claim(c, {**by, **renamed})


@final
class Instance:
    """What `cite` drew from a warrant.  A fact that carries one says just that, and owes just that."""

    __slots__ = ("claim", "conditions", "needs", "of")

    def __init__(self, seal: object, of: Warrant, claim: Claim, conditions: tuple[Claim, ...], needs: tuple[Claim, ...]) -> None:
        if seal is not _SEAL:
            raise TypeError("only kernel.cite draws instances")
        self.of, self.claim, self.conditions, self.needs = of, claim, conditions, needs


def is_instance(fact: Fact) -> bool:
    """The fact was made by `cite`: its claim and its debts are those of its warrant's instance."""
    drawn = fact.warrant
    return isinstance(drawn, Instance) and (fact.claim, fact.conditions, fact.needs) == (drawn.claim, drawn.conditions, drawn.needs)


def _refuse(warrant: Warrant, by: dict[Declaration, Term]) -> None:
    names = claim_free(warrant.claim).union(*(claim_free(g) for g in warrant.given))
    families: dict[object, object] = {}
    for name in sorted((n for n in names if isinstance(n, Variable)), key=lambda v: v.name):
        image = by.get(name, name)
        if name.of and image is not name and not (isinstance(image, Variable) and image.of == name.of):
            raise Capture(name, name, image)
        if name.family is not None:  # independent families stay independent: one to one
            # what is declared of a random variable holds at every outcome, so it must be declared of the other too
            if not isinstance(image, Variable) or image.family is None or name.facts not in (Free(), image.facts):
                raise Capture(name, name, image)
            if families.setdefault(name.family, image.family) is not image.family:
                raise Capture(name, name, image)
    if len(set(map(id, families.values()))) != len(families):
        raise Capture(next(iter(by), t.ZERO), next(iter(by)), t.ZERO)
    for replaced, image in by.items():
        if isinstance(replaced, (Size, Index)) and not _whole(image):
            raise Capture(replaced, replaced, image)
        if isinstance(replaced, Variable) and len(shape_of(image)) != len(replaced.shape):
            raise Capture(replaced, replaced, image)


def _whole(x: Term) -> bool:
    """An integer, whatever its sizes and indices are."""
    try:
        affine(x)
    except NotAnInteger:
        return False
    return True


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
    sizes: Substitution = {k: s for k, s in by.items() if not isinstance(k, Variable)}
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
        case Recurrence():
            raise Capture(image, v, image)  # it is what it was defined to be
        case OneHot(where):
            owed.append(every(Rel.EQ, t.Delta(at[0], by.get(where, where))))
        case _:
            pass
    return owed
