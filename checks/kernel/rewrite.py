"""What does a cited equation say about this atom?  An occurrence equal to the entire left side becomes the right side.  Trusted.

An equation may be used wherever its left side, by the step's own moves or as written, is a single atom.  Inside a derivative or
an expectation only equations that do not restrict the bound variables are used (`facts.usable_under`).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from checks.kernel import term as t
from checks.kernel.affine import Affine, name_form, surely_positive
from checks.kernel.atoms import Q1, Atom, Poly, single
from checks.kernel.bind import free_indices
from checks.kernel.claim import Rel
from checks.kernel.facts import Clause, usable_under
from checks.kernel.match import Matcher
from checks.kernel.moves import Move
from checks.kernel.names import Index, Term
from checks.kernel.ring import Stuck

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser, Under

DEEPEST = 40  # equations used inside the results of equations
COMPOUND = (t.Add, t.Sub, t.Mul, t.Div, t.Neg, t.Pow)  # left sides that are no atom once they are read


@final
@dataclass(frozen=True, slots=True)
class Used:
    """One use of a fact: which, and for which values of its indices."""

    clause: Clause
    values: tuple[tuple[Index, Affine], ...]


class Rewriter:
    """The equations of a step, compiled to patterns in the table of its normaliser."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = tuple(c for c in clauses if c.relation.rel is Rel.EQ)
        self.used: list[Used] = []
        self._as_written: dict[Term, list[Clause]] = {}
        for c in self.clauses:
            if isinstance(c.relation.left, COMPOUND):
                self._as_written.setdefault(c.relation.left, []).append(c)
        self._patterns: dict[Under, list[tuple[int, Clause]]] = {}
        self._busy = False
        self._depth = 0
        self._withheld = False

    def _compiled(self, n: Normaliser) -> list[tuple[int, Clause]]:
        """(pattern atom, clause): the left side by the step's moves, and as written, each as it reads below the binders here."""
        patterns = self._patterns.get(n.under)
        if patterns is None:
            patterns = self._patterns[n.under] = []
            self._busy = True
            saved = n.moves
            try:
                with n.signs.neutral():
                    for clause in self.clauses:
                        for moves in (saved, type(saved)()):
                            n.moves = moves
                            n.collapse_deltas = False
                            found = _lone_atom(n, clause)
                            if found is not None and (found, clause) not in patterns:
                                patterns.append((found, clause))
            finally:
                n.moves, self._busy = saved, False
                n.collapse_deltas = n.may(Move.DELTA)
        return patterns

    def rewritten(self, n: Normaliser, a: Atom) -> Poly:
        """The atom, or what an equation says it equals."""
        number = n.atom(a)
        if not self.clauses or self._busy:
            return single(number)
        for pattern, clause in self._compiled(n):
            if n.atoms[pattern].kind is not a.kind:
                continue
            if not usable_under(clause, n.under.derivative, n.under.mean):
                self._withheld = True
                continue
            result = self._try(n, pattern, clause, number)
            if result is not None:
                return result
        return single(number)

    @property
    def resting(self) -> bool:
        """No equation is used at present."""
        return self._busy

    @contextmanager
    def paused(self) -> Generator[None]:
        """Inside: no equation is used."""
        busy, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = busy

    def whole(self, n: Normaliser, x: Term, env: Env) -> Poly | None:
        """The right side of an equation whose entire left side, as written, is x; `None` if there is none."""
        if self._busy:
            return None
        for clause in self._as_written.get(x, ()):
            if not usable_under(clause, n.under.derivative, n.under.mean):
                self._withheld = True
                continue
            if any(i in env and i not in clause.pattern for side in (x, clause.relation.right) for i in free_indices(side)):
                continue  # a rigid assumption speaks of the outer index of that name, not of the one bound here
            if not all(i in env or surely_positive(i.over) for i in clause.pattern):
                continue  # of an empty range nothing is said
            values: dict[Term, Affine] = {i: env.get(i) or name_form(i) for i in clause.pattern}
            if Matcher(n, frozenset(clause.pattern)).in_range(values) and all(n.signs.claim(p, values) for p in clause.premises):
                return self._replaced(n, clause, values)
        return None

    def _replaced(self, n: Normaliser, clause: Clause, values: dict[Term, Affine]) -> Poly:
        """The right side; an equation that leads back to itself ends the check."""
        if self._depth > DEEPEST:
            raise Stuck(f"using {clause.fact.name} never ends")
        self._depth += 1
        try:
            out = n.of(clause.relation.right, values)
        finally:
            self._depth -= 1
        self.used.append(Used(clause, tuple((i, values.get(i) or name_form(i)) for i in clause.pattern)))
        return out

    def _try(self, n: Normaliser, pattern: int, clause: Clause, target: int) -> Poly | None:
        """The right side at the first instance that matches and whose premises hold; `None` is "no instance"."""
        matcher = Matcher(n, frozenset(clause.pattern))
        for found in matcher.atoms(pattern, target, {}):
            values: dict[Term, Affine] = dict(found)
            if not matcher.in_range(values) or not all(n.signs.claim(p, values) for p in clause.premises):
                continue
            return self._replaced(n, clause, values)
        return None

    def withheld(self, n: Normaliser) -> bool:
        """Were equations kept from use by a binder that is left now?  Then the result is worth reading anew."""
        if self._withheld and not self._busy and not n.under.derivative and not n.under.mean:
            self._withheld = False
            return True
        return False


def _lone_atom(n: Normaliser, clause: Clause) -> int | None:
    """The atom that the left side is, if it is one that mentions every pattern index; `None` otherwise.

    Nor where the right side reads alike: abs(x) = x for x > 0 is no rule once abs(x) is read as x.
    """
    try:
        p = n.of(clause.relation.left)
        if len(p) != 1 or n.of(clause.relation.right) == p:
            return None
    except Stuck:
        return None
    ((m, c),) = p.items()
    if c != Q1 or len(m) != 1 or m[0][1] != 1:
        return None
    names = n.names(m[0][0])
    return m[0][0] if all(i in names for i in clause.pattern) else None
