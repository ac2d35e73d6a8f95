"""What do the hypotheses and declared facts make of the entries?  Equations solved where they are linear, signs kept.

Nothing is used under a derivative: formulas are lowered and differentiated with every entry free, and only then are the
solutions put in.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

from checks.cas.library import Expr, sp
from checks.cas.lower import Lowering
from checks.cas.unknown import unknowns
from checks.kernel.names import Simplex, Variable

TERMS = 200  # an equation longer than this is kept, not solved


class Equations:
    """Equations `e == 0`, solved one symbol at a time; `unsolved` are those that are not linear in any symbol."""

    def __init__(self) -> None:
        self.solved: dict[Expr, Expr] = {}
        self.unsolved: list[Expr] = []
        self.nonnegative: list[Expr] = []  # known to be >= 0
        self.positive: list[Expr] = []  # known to be > 0; also in `nonnegative`
        self.contradictory = False

    def add(self, e: Expr) -> None:
        """Use `e == 0`."""
        e = sp.expand(e.xreplace(self.solved))
        if e == 0:
            return
        if e.is_number:
            self.contradictory = self.contradictory or bool(e.is_nonzero)
            if not e.is_nonzero:
                self.unsolved.append(e)
            return
        found = _solve(e) if len(sp.Add.make_args(e)) <= TERMS else ()
        if not found:
            self.unsolved.append(e)
            return
        x, value = found
        self.solved = {k: sp.expand(u.xreplace({x: value})) for k, u in self.solved.items()}
        self.solved[x] = value
        again, self.unsolved = self.unsolved, []
        for other in again:
            self.add(other)

    def at_least_zero(self, e: Expr, *, strict: bool) -> None:
        """Use `e >= 0`, or `e > 0` if strict."""
        self.nonnegative.append(e)
        if strict:
            self.positive.append(e)

    def add_fact(self, lowering: Lowering, v: Variable) -> None:
        """Use that the entries of a distribution sum to one, and that their derivatives by its parameters sum to zero."""
        if not isinstance(v.facts, Simplex):
            return
        entries = list(lowering.variable(v).values())
        self.add(sp.Add(*entries) - 1)
        parameters = range(1, 1 + (len(entries[0].args) if v.of else 0))
        for n in (1, 2):
            for slots in combinations_with_replacement(parameters, n):
                parts = list(entries)
                for k in slots:
                    parts = [p.fdiff(k) for p in parts]
                self.add(sp.Add(*parts))


def _solve(e: Expr) -> tuple[Expr, Expr] | tuple[()]:
    """A symbol (or value of an unknown function) in which `e == 0` is linear with a non-zero coefficient, and its solution.

    Means first, since they stand in no exp or log; then the last name, so that a distribution loses its last entry.
    """
    candidates = sorted(e.free_symbols | unknowns(e), key=lambda s: (str(s).startswith("E["), str(s)), reverse=True)
    for x in candidates:
        c = e.coeff(x, 1)
        rest = sp.expand(e - c * x)
        if c.is_nonzero and not c.has(x) and not rest.has(x):
            return x, sp.expand(-rest / c)
    return ()
