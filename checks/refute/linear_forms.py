"""Is a system of linear equations and inequalities solvable?  Fourier-Motzkin elimination over the rationals, with provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import final

from flint import fmpq

from checks.kernel.names import Index, Term

MOST = 400  # constraints during elimination; beyond it nothing is concluded


@final
@dataclass(frozen=True, slots=True)
class Atom:
    """An unknown: an entry of a variable, or a term that is not linear at given values of its indices."""

    of: Term
    at: int | frozenset[tuple[Index, int]]


class Sense(Enum):
    ZERO = "== 0"
    NONNEGATIVE = ">= 0"
    POSITIVE = "> 0"


@final
@dataclass(frozen=True, slots=True)
class Form:
    """constant + sum of coefficient * atom; coefficients are not zero."""

    constant: fmpq
    terms: Mapping[Atom, fmpq]

    def plus(self, other: Form, factor: fmpq) -> Form:
        out = dict(self.terms)
        for a, c in other.terms.items():
            out[a] = out.get(a, fmpq(0)) + factor * c
        return Form(self.constant + factor * other.constant, {a: c for a, c in out.items() if c})

    def times(self, factor: fmpq) -> Form:
        return Form(self.constant * factor, {a: c * factor for a, c in self.terms.items()} if factor else {})


@final
@dataclass(frozen=True, slots=True)
class Constraint:
    """`form` obeys `sense`; `source` are the numbers of the hypotheses it follows from."""

    form: Form
    sense: Sense
    source: frozenset[int]


@final
@dataclass(frozen=True, slots=True)
class Infeasible:
    """The hypotheses numbered `source` have no common solution."""

    source: frozenset[int]


@final
@dataclass(frozen=True, slots=True)
class Feasible:
    """No contradiction was found (there may be one that is not linear)."""


def feasible(system: Sequence[Constraint]) -> Infeasible | Feasible:
    """Eliminate every atom and look for 0 > 0, 0 >= 1 or 0 == 1 among what is left."""
    left = list(system)
    while True:
        for c in left:
            if not c.form.terms and not _true(c):
                return Infeasible(c.source)
        atom = next((a for c in left for a in c.form.terms), None)
        if atom is None or len(left) > MOST:
            return Feasible()
        left = _without(atom, [c for c in left if c.form.terms])


def _true(c: Constraint) -> bool:
    x = c.form.constant
    return x == 0 if c.sense is Sense.ZERO else x > 0 if c.sense is Sense.POSITIVE else x >= 0


def _without(atom: Atom, system: list[Constraint]) -> list[Constraint]:
    """The consequences of `system` that do not mention `atom`."""
    mentions = [c for c in system if atom in c.form.terms]
    rest = [c for c in system if atom not in c.form.terms]
    equation = next((c for c in mentions if c.sense is Sense.ZERO), None)
    if equation is not None:
        pivot = equation.form.terms[atom]
        for c in mentions:
            if c is not equation:
                form = c.form.plus(equation.form, -c.form.terms[atom] / pivot)
                rest.append(Constraint(form, c.sense, c.source | equation.source))
        return rest
    above = [c for c in mentions if c.form.terms[atom] > 0]
    below = [c for c in mentions if c.form.terms[atom] < 0]
    for a in above:
        for b in below:
            form = a.form.times(-b.form.terms[atom]).plus(b.form, a.form.terms[atom])
            strict = Sense.POSITIVE if Sense.POSITIVE in (a.sense, b.sense) else Sense.NONNEGATIVE
            rest.append(Constraint(form, strict, a.source | b.source))
    return rest
