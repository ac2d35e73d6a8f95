"""What follows for derivatives from an equation that a declaration states?  It holds at every point, so its slope is zero.  Trusted.

    sum_k p_k(theta) = 1 for all theta      gives      sum_k D(p_k, theta) = 0

Only of declared equations, which are sums of entries: they are differentiable wherever they are stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.kernel import calculus
from checks.kernel.affine import Affine
from checks.kernel.atoms import Kind, Poly, plus
from checks.kernel.claim import Rel
from checks.kernel.facts import Clause, Origin, usable_under
from checks.kernel.moves import Move
from checks.kernel.names import Index, Variable

if TYPE_CHECKING:
    from checks.kernel.normal import Normaliser


def slopes(n: Normaliser, p: Poly, clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, Poly]]:
    """The derivatives of declared equations, by what p is differentiated by; each is zero."""
    if not n.may(Move.CALCULUS):
        return
    stated = [c for c in clauses if c.fact.origin is Origin.DECLARED and c.relation.rel is Rel.EQ and not c.pattern and not c.premises]
    for v, at in dict.fromkeys(_targets(n, p)) if stated else ():
        for clause in stated:
            if usable_under(clause, frozenset({v}), n.under.mean):
                with n.rewriter.paused(), n.binding(derivative=frozenset({v})):
                    gap = plus(n.of(clause.relation.left), n.of(clause.relation.right), -1)
                    slope = n.reduced(calculus.differentiated(n, gap, v, at))
                if slope:
                    yield clause, slope


def _targets(n: Normaliser, p: Poly) -> Iterator[tuple[Variable, tuple[Affine, ...]]]:
    """What the derivatives in p, and in the sums in it, are taken by; places that a sum runs over are left out."""
    for m in p:
        for a, _ in m:
            atom = n.atoms[a]
            if atom.kind is Kind.SUM:
                yield from _targets(n, dict(atom.polys[0]))
            elif atom.kind is Kind.DERIVATIVE and isinstance(atom.head, Variable) and all(map(_free, atom.indices)):
                yield atom.head, atom.indices


def _free(at: Affine) -> bool:
    from checks.kernel.normal import NOWHERE

    return all(not isinstance(k, Index) or k.over is not NOWHERE for k in at.names())
