"""Which declarations does a formula mention, in reading order?  Order of output never depends on hashes."""

from __future__ import annotations

from collections.abc import Iterable

from checks.kernel import term as t
from checks.kernel.bind import free
from checks.kernel.claim import Claim
from checks.kernel.names import Declaration, Index, OneHot, Recurrence, Size, Term, Variable
from checks.kernel.walk import bound_index, children, claim_terms, subterms


def declarations(terms: Iterable[Term]) -> tuple[Declaration, ...]:
    """Sizes, indices (bound ones too) and variables, through definitions, in the order in which they are first read."""
    seen: dict[int, Term] = {}
    found: dict[Declaration, None] = {}

    def visit(x: Term) -> None:
        if id(x) in seen:
            return
        seen[id(x)] = x
        match x:
            case Size():
                found[x] = None
            case Index():
                visit(x.over)
                found[x] = None
            case Variable():
                for s in (*x.shape, *x.of):
                    visit(s)
                if isinstance(x.facts, OneHot):
                    visit(x.facts.at)
                if isinstance(x.facts, Recurrence):
                    for own in (x.facts.previous, x.facts.index):
                        seen[id(own)] = own  # bound in the step
                    visit(x.facts.start)
                    visit(x.facts.step)
                found[x] = None
            case _:
                if isinstance(x, t.Apply):
                    for i in x.definition.indices:
                        visit(i.over)
                    visit(x.definition.body)
                if isinstance(x, (t.Call, t.Gradient)):
                    for s in x.function.of:
                        visit(s)
                if (index := bound_index(x)) is not None:
                    visit(index)
                for c in children(x):
                    visit(c)

    for x in terms:
        visit(x)
    return tuple(found)


def free_in_order(terms: Iterable[Term]) -> tuple[Declaration, ...]:
    """The free ones among `declarations`."""
    terms = tuple(terms)
    loose = frozenset[Declaration]().union(*(free(x) for x in terms))
    return tuple(d for d in declarations(terms) if d in loose)


def of_claims(claims: Iterable[Claim]) -> tuple[Term, ...]:
    return tuple(x for c in claims for x in claim_terms(c))


def speaks_of_unknown(terms: Iterable[Term]) -> bool:
    """Does an unknown function occur, through definitions?"""
    for x in terms:
        for y in subterms(x):
            if isinstance(y, (t.Call, t.Gradient)) or (isinstance(y, t.Apply) and speaks_of_unknown((y.definition.body,))):
                return True
    return False
