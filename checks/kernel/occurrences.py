"""Which formulas does a step speak of, and below which indices?  Through the definitions that it may unfold.  Trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.kernel import term as t
from checks.kernel.bind import free, random_variables
from checks.kernel.claim import Claim
from checks.kernel.facts import Clause, Fact, Origin
from checks.kernel.names import Definition, Index, Term
from checks.kernel.obligations import of_claim
from checks.kernel.substitute import Capture, unfold, unfold_entry
from checks.kernel.walk import bound_index, children

MOST = 400  # formulas that are looked at in one step


def occurrences(terms: Iterable[Term], unfolds: frozenset[Definition]) -> dict[Term, frozenset[Index]]:
    """Every subterm, definitions unfolded where the step may, with the bound indices around it that it mentions."""
    out: dict[Term, frozenset[Index]] = {}
    for x in terms:
        for s, around in _inside(x, unfolds, frozenset()):
            out.setdefault(s, around & free_indices_of(s))
            if len(out) >= MOST:
                return out
    return out


def free_indices_of(x: Term) -> frozenset[Index]:
    return frozenset(n for n in free(x) if isinstance(n, Index))


def _inside(x: Term, unfolds: frozenset[Definition], around: frozenset[Index]) -> Iterator[tuple[Term, frozenset[Index]]]:
    yield x, around
    if isinstance(x, t.Derivative):
        return  # what is differentiated is a function, not a value
    i = bound_index(x)
    parts = children(x)
    for c in parts[:-1]:
        yield from _inside(c, unfolds, around)
    for c in parts[-1:]:  # the scope of a bound index
        yield from _inside(c, unfolds, around if i is None else around | {i})
    try:
        match x:
            case t.Entry(t.Apply(d, _) as base, indices) if d in unfolds and d.indices:
                yield from _inside(unfold_entry(base, indices), unfolds, around)
            case t.Apply(d, _) if d in unfolds and not d.indices:
                yield from _inside(unfold(x), unfolds, around)
            case _:
                pass
    except Capture:
        return


def apart(x: Term, around: frozenset[Index]) -> bool:
    """One number where the step stands: it depends on no index bound around it and on no outcome of a random variable."""
    return not around and not random_variables(x)


def defined(facts: Iterable[Fact], known: tuple[Clause, ...]) -> tuple[Fact, ...]:
    """The facts that speak only of what is defined, for all values of their indices: of a term under a guard nothing is said."""
    return tuple(f for f in facts if is_defined(f.claim, known))


def is_defined(c: Claim, known: tuple[Clause, ...]) -> bool:
    from checks.kernel.discharge import Discharged
    from checks.kernel.settled import settled

    return all(isinstance(settled(u, known), Discharged) for u in dict.fromkeys(of_claim(c)))


def everywhere(c: Claim, name: str) -> Fact:
    """A fact that holds for all values of its free indices and of its random variables."""
    return Fact(c, Origin.DECLARED, name)


def here(c: Claim, name: str) -> Fact:
    """A fact about the indices around the step, as they are."""
    return Fact(c, Origin.ASSUMED, name)
