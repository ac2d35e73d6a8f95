"""What does a cited equation say about this atom?  An occurrence equal to the entire left side becomes the right side.  Trusted.

An equation may be used wherever its left side, by the step's own moves or as written, is a single atom.  Inside a derivative or
an expectation only equations that do not restrict the bound variables are used (`facts.usable_under`).  An equation that leads
back to its own left side is used only where that is a step down (`permuted.py`).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from checks.kernel import permuted
from checks.kernel import term as t
from checks.kernel.affine import Affine, name_form, surely_positive
from checks.kernel.atoms import Q1, Atom, Poly, constant, plus, single
from checks.kernel.bind import claim_free, free_indices
from checks.kernel.claim import Rel
from checks.kernel.facts import Clause, usable_under
from checks.kernel.match import Matcher
from checks.kernel.moves import Move
from checks.kernel.names import Index, Term
from checks.kernel.ring import Stuck
from checks.kernel.walk import subterms

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser, Under

DEEPEST = 40  # equations used inside the results of equations
COMPOUND = (t.Add, t.Sub, t.Mul, t.Div, t.Neg, t.Pow, t.Maximum, t.Minimum, t.Min)  # left sides that are no atom once they are read


@final
@dataclass(frozen=True, slots=True)
class Used:
    """One use of a fact: which, and for which values of its indices."""

    clause: Clause
    values: tuple[tuple[Index, Affine], ...]


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """A clause as a rule for the atoms that `pattern` matches; `ordered`: it leads back to its own left side."""

    pattern: int
    clause: Clause
    ordered: bool


class Rewriter:
    """The equations of a step, compiled to patterns in the table of its normaliser."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = tuple(c for c in clauses if c.relation.rel is Rel.EQ)
        self.used: list[Used] = []
        self._as_written: dict[Term, list[Clause]] = {}
        for c in self.clauses:
            # one that stands in its own right side would be found again in what it becomes
            if isinstance(c.relation.left, COMPOUND) and c.relation.left not in subterms(c.relation.right):
                self._as_written.setdefault(c.relation.left, []).append(c)
        self._patterns: dict[Under, list[Rule]] = {}
        self._busy = False
        self._depth = 0
        self._withheld = False

    def _compiled(self, n: Normaliser) -> list[Rule]:
        """The rules: left sides by the step's moves, and as written, each as it reads below the binders here."""
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
                            found = _rule(n, clause)
                            if found is not None and found not in patterns:
                                patterns.append(found)
            finally:
                n.moves, self._busy = saved, False
                n.collapse_deltas = n.may(Move.DELTA)
        return patterns

    def rewritten(self, n: Normaliser, a: Atom) -> Poly:
        """The atom, or what an equation says it equals."""
        number = n.atom(a)
        if not self.clauses or self._busy:
            return single(number)
        for rule in self._compiled(n):
            if n.atoms[rule.pattern].kind is not a.kind:
                continue
            if not usable_under(rule.clause, n.under.derivative, n.under.mean):
                self._withheld = True
                continue
            result = self._try(n, rule, number)
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
        """The right side, with the equations used in it."""
        with self._deeper(clause):
            out = n.of(clause.relation.right, values)
        self._note(clause, values)
        return out

    @contextmanager
    def _deeper(self, clause: Clause) -> Generator[None]:
        """Inside the result of an equation; equations that lead from one to the other and back end the check."""
        if self._depth > DEEPEST:
            raise Stuck(f"using {clause.fact.name} never ends")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _try(self, n: Normaliser, rule: Rule, target: int) -> Poly | None:
        """The right side at the first instance that matches and whose premises hold; `None` is "no instance"."""
        clause = rule.clause
        matcher = Matcher(n, frozenset(clause.pattern))
        unsaid = permuted.chosen(clause, n.names(rule.pattern)) if rule.ordered else {}
        for found in matcher.atoms(rule.pattern, target, {}):
            values = n.signs.instance(clause, matcher, {**found, **unsaid})
            if values is None:
                continue
            if not rule.ordered:
                return self._replaced(n, clause, values)
            lower = self._lowered(n, rule, target, values)
            if lower is not None:
                return lower
        return None

    def _lowered(self, n: Normaliser, rule: Rule, target: int, values: dict[Term, Affine]) -> Poly | None:
        """The right side where it is a step down, its atoms rewritten in their turn; `None` where it is none."""
        with self.paused():
            image = n.of(rule.clause.relation.right, values)
        if image.keys() == single(target).keys() and image != single(target):  # x == -x: only zero is another multiple of itself
            self._note(rule.clause, values)
            return {}
        if not permuted.goes_down(n, rule.pattern, rule.clause, target, image):
            return None
        out: Poly = {}
        with self._deeper(rule.clause):
            for m, c in image.items():
                product = constant(c)
                for a, e in m:
                    product = n.times(product, n.raised(self.rewritten(n, n.atoms[a]), e))
                out = plus(out, product)
        self._note(rule.clause, values)
        return out

    def _note(self, clause: Clause, values: dict[Term, Affine]) -> None:
        self.used.append(Used(clause, tuple((i, values.get(i) or name_form(i)) for i in clause.pattern)))

    def withheld(self, n: Normaliser) -> bool:
        """Were equations kept from use by a binder that is left now?  Then the result is worth reading anew."""
        if self._withheld and not self._busy and not n.under.derivative and not n.under.mean:
            self._withheld = False
            return True
        return False


def _rule(n: Normaliser, clause: Clause) -> Rule | None:
    """The clause as a rule, if its left side is one atom that mentions every pattern index of its sides; `None` otherwise.

    Nor where the right side reads alike: abs(x) = x for x > 0 is no rule once abs(x) is read as x.
    One that leads back to its left side may leave out an index: z[k] == z[j] says that all are z[1].
    """
    try:
        p = n.of(clause.relation.left)
        if len(p) != 1:
            return None
        ((m, c),) = p.items()
        if c != Q1 or len(m) != 1 or m[0][1] != 1:
            return None
        right = n.of(clause.relation.right)
    except Stuck:
        return None
    if right == p:
        return None
    pattern = m[0][0]
    ordered = permuted.leads_back(n, pattern, clause, right)
    said = claim_free(clause.relation)  # an index of premises alone is found where the rule is used
    mentioned = [i in n.names(pattern) for i in clause.pattern if i in said]
    return Rule(pattern, clause, ordered) if all(mentioned) or (ordered and any(mentioned)) else None
