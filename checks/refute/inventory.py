"""Which names does a statement speak of?  In the order in which they first occur, never in the order of a set.

The same walk gives the statement's digest, in which declarations are numbers: what is printed for them does not matter, so
the same statement always meets the same models.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import final

from checks.kernel import term as t
from checks.kernel.bind import claim_free, implicit_sizes, random_variables
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import (
    Declaration,
    Definition,
    Domain,
    Family,
    Free,
    Function,
    Index,
    OneHot,
    Recurrence,
    Simplex,
    Size,
    Term,
    Variable,
)
from checks.kernel.walk import bound_index, children, claim_terms


@final
@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything a model must give a value to."""

    sizes: tuple[Size, ...]
    positions: tuple[Index, ...]
    variables: tuple[Variable, ...]  # not random ones
    random: tuple[Variable, ...]
    families: tuple[Family, ...]
    functions: tuple[Function, ...]
    optimised: tuple[Variable, ...]  # bound by a claim that something maximises
    seed: int


def inventory(claims: Sequence[Claim], terms: Sequence[Term] = ()) -> Inventory:
    """The names of `claims` and `terms`, and a seed that depends on their structure alone."""
    reader = _Reader()
    for c in claims:
        reader.claim(c, frozenset())
    seed = int.from_bytes(sha256(" ".join(reader.tokens).encode()).digest(), "big")
    for x in terms:
        reader.term(x, frozenset())
    found = list(reader.found)
    variables = [v for v in found if isinstance(v, Variable)]
    return Inventory(
        tuple(s for s in found if isinstance(s, Size)),
        tuple(i for i in found if isinstance(i, Index) and i.fixed),
        tuple(v for v in variables if v.family is None),
        tuple(v for v in variables if v.family is not None),
        tuple(f for f in found if isinstance(f, Family)),
        tuple(f for f in found if isinstance(f, Function)),
        tuple(reader.optimised),
        seed,
    )


def free_claim_indices(c: Claim) -> tuple[Index, ...]:
    """The indices over which a claim is closed, in order of occurrence."""
    free = claim_free(c)
    reader = _Reader()
    reader.claim(c, frozenset())
    return tuple(i for i in reader.indices if i in free and not i.fixed)


def free_term_indices(x: Term) -> tuple[Index, ...]:
    return free_claim_indices(Relation(x, t.Rel.EQ, x))


def free_families(c: Claim) -> frozenset[Family]:
    """Families of random variables that stand outside every expectation: the claim is about each of their outcomes."""
    return frozenset(v.family for x in claim_terms(c) for v in random_variables(x) if v.family is not None)


class _Reader:
    """Walks statements, numbering declarations and definitions by first occurrence."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.numbers: dict[object, int] = {}
        self.found: dict[Size | Index | Variable | Family | Function, None] = {}
        self.optimised: dict[Variable, None] = {}
        self.indices: dict[Index, None] = {}
        self.inside: dict[tuple[Definition, frozenset[Declaration]], None] = {}

    def name(self, x: object) -> bool:
        """Write the number of `x`; True at its first occurrence."""
        new = x not in self.numbers
        self.tokens.append(f"{type(x).__name__}{self.numbers.setdefault(x, len(self.numbers))}")
        return new

    def claim(self, c: Claim, bound: frozenset[Declaration]) -> None:
        self.tokens.append(type(c).__name__)
        match c:
            case Relation(a, rel, b):
                self.tokens.append(rel.value)
                self.term(a, bound)
                self.term(b, bound)
            case Forall(indices, body):
                for i in indices:
                    self.term(i, bound)
                self.claim(body, bound)
            case Both(parts):
                self.tokens.append(str(len(parts)))
                for p in parts:
                    self.claim(p, bound)
            case Implies(a, b) | Iff(a, b):
                self.claim(a, bound)
                self.claim(b, bound)
            case Maximises(point, variable, objective, extra):
                self.term(point, bound)
                inner = bound | {variable}
                self.optimised.setdefault(variable)
                self.term(variable, inner)
                self.term(objective, inner)
                for p in extra:
                    self.claim(p, inner)
            case _:
                raise TypeError(f"not a claim: {c!r}")

    def term(self, x: Term, bound: frozenset[Declaration]) -> None:
        match x:
            case Size():
                if self.name(x):
                    self.tokens.append(str(x.at_least))
                self._found(x, bound)
            case Index():
                self.indices.setdefault(x)
                if self.name(x):
                    self.tokens.append(str(x.fixed))
                self.term(x.over, bound)
                self._found(x, bound)
            case Variable():
                self._variable(x, bound)
            case t.Num(v):
                self.tokens.append(str(v))
            case t.Apply(d, args):
                self.tokens.append(f"Apply{len(args)}")
                for a in args:
                    self.term(a, bound)
                self._definition(d, bound)
            case _:
                self.tokens.append(type(x).__name__)
                match x:
                    case t.Func(fn, _):
                        self.tokens.append(fn.value)
                    case t.Indicator(r):
                        self.tokens.append(r.rel.value)
                    case t.Zeros(parts) | t.Entry(_, parts):
                        self.tokens.append(str(len(parts)))
                    case t.Call(f, _) | t.Gradient(f, _):
                        if self.name(f):
                            for n in f.of:
                                self.term(n, bound)
                        self.found.setdefault(f)
                    case _:
                        pass
                index = bound_index(x)
                if index is not None:
                    self.term(index, bound)
                for c in children(x):
                    self.term(c, bound)

    def _variable(self, x: Variable, bound: frozenset[Declaration]) -> None:
        if self.name(x):
            match x.facts:
                case Free(domain):
                    self.tokens.append(domain.value if domain is not Domain.REAL else "free")
                case Simplex(positive):
                    self.tokens.append(f"simplex {positive}")
                case OneHot():
                    self.tokens.append("one-hot")
                case Recurrence():
                    self.tokens.append("recurrence")
        if x not in bound:
            for n in (*x.shape, *x.of):
                self.term(n, bound)
            if isinstance(x.facts, OneHot):
                self.term(x.facts.at, bound)
            if isinstance(x.facts, Recurrence):
                own: frozenset[Declaration] = bound | {x.facts.previous, x.facts.index}
                for c in (x.facts.index, x.facts.start, x.facts.step):
                    self.term(c, own)
            if x.family is not None:
                self.name(x.family)
                self.found.setdefault(x.family)
        self._found(x, bound)

    def _definition(self, d: Definition, bound: frozenset[Declaration]) -> None:
        self.name(d)
        inner = bound | set(d.params) | implicit_sizes(d)
        if (d, inner) in self.inside:
            return
        self.inside[d, inner] = None
        for p in (*d.params, *d.indices):
            self.term(p, inner)
        self.term(d.body, inner)

    def _found(self, x: Size | Index | Variable, bound: frozenset[Declaration]) -> None:
        if x not in bound:
            self.found.setdefault(x)
