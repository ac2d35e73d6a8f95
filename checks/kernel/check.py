"""Is this step proved by these moves?  The kernel's only entry point, and the only maker of derivations.  Trusted.

`check(context, claim, moves)` answers with a `Derivation` (the moves, the facts that were used, every side condition with its
evidence) or with `Unproved` (what is left over, and the side conditions that are open).  It never searches for reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import term as t
from checks.kernel.atoms import Poly, plus, scaled
from checks.kernel.bind import free
from checks.kernel.claim import Forall, Rel, Relation
from checks.kernel.discharge import Discharged, Discharger, Open, normaliser
from checks.kernel.facts import Clause, Fact, Origin, clauses
from checks.kernel.moves import Move
from checks.kernel.names import Definition, Index, OneHot, Simplex, Term, Variable
from checks.kernel.normal import Moves, Normaliser
from checks.kernel.obligations import Under, of_claim
from checks.kernel.order import Order
from checks.kernel.ring import Stuck
from checks.kernel.shape import check_claim
from checks.kernel.sign import Sign, implies
from checks.kernel.substitute import shape_of
from checks.kernel.walk import claim_terms

_SEAL = object()


@final
@dataclass(frozen=True, slots=True)
class Context:
    """What holds where a step stands: the hypotheses of the theorem and the assumptions of the branch."""

    facts: tuple[Fact, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class StepMoves:
    """What the reasons of a step permit: moves, definitions, facts."""

    permits: frozenset[Move] = frozenset()
    unfolds: frozenset[Definition] = frozenset()
    facts: tuple[Fact, ...] = ()


@final
class Derivation:
    """A proved relation.  Only `check` makes one."""

    __slots__ = ("context", "discharged", "moves", "relation", "used")

    def __init__(
        self, seal: object, context: Context, relation: Relation, moves: StepMoves, used: tuple[Fact, ...], discharged: tuple[Discharged, ...]
    ) -> None:
        if seal is not _SEAL:
            raise TypeError("only kernel.check makes derivations")
        self.context, self.relation, self.moves, self.used, self.discharged = context, relation, moves, used, discharged

    def replay(self) -> Outcome:
        """The same check again."""
        return check(self.context, self.relation, self.moves)


@final
@dataclass(frozen=True, slots=True)
class Unproved:
    """Not proved: `residual` is right - left in what remains, `open` the side conditions that do not follow."""

    says: str
    residual: Term | None
    open: tuple[Under, ...]


Outcome: TypeAlias = Derivation | Unproved


def declared_facts(terms: tuple[Term, ...]) -> tuple[Fact, ...]:
    """What the declarations of the variables in these formulas say, as facts."""
    names = sorted({v for x in terms for v in free(x) if isinstance(v, Variable)}, key=lambda v: v.name)
    return tuple(f for v in names for f in facts_of(v))


def facts_of(v: Variable) -> tuple[Fact, ...]:
    """Equations from a declaration: a distribution sums to one, a one-hot vector is a delta.  Signs are known to `signs`."""
    indices = tuple(Index(f"e{k}", f"e_{k}", s) for k, s in enumerate(v.shape, 1))
    match v.facts:
        case Simplex():
            body: Term = t.Entry(v, indices)
            for i in indices:
                body = t.Sum(i, t.ONE, i.over, body)
            return (Fact(Relation(body, Rel.EQ, t.ONE), Origin.DECLARED, f"{v.name} sums to one"),)
        case OneHot(at):
            (i,) = indices
            return (
                Fact(Forall((i,), Relation(t.Entry(v, (i,)), Rel.EQ, t.Delta(i, at))), Origin.DECLARED, f"{v.name} is one-hot"),
                Fact(Relation(t.Sum(i, t.ONE, i.over, t.Entry(v, (i,))), Rel.EQ, t.ONE), Origin.DECLARED, f"{v.name} sums to one"),
            )
        case _:
            return ()


def check(context: Context, relation: Relation, moves: StepMoves) -> Outcome:
    """Prove `relation`, for all values of its free names, from the context by the moves; or say what is left."""
    check_claim(relation)
    terms = claim_terms(relation) + tuple(x for f in (*context.facts, *moves.facts) for x in claim_terms(f.claim))
    known = tuple(c for f in (*context.facts, *declared_facts(terms), *moves.facts) for c in clauses(f))
    discharger = Discharger(known)
    results = [discharger.discharge(u) for u in of_claim(relation)]
    still_open = tuple(Under((), r.obligation) for r in results if isinstance(r, Open))
    discharged = tuple(r for r in results if isinstance(r, Discharged))
    cited = tuple(c for f in moves.facts for c in clauses(f))
    n = normaliser(Moves(moves.permits, moves.unfolds), known, cited)
    order = Order(n, cited)
    entries = _entries(relation)
    try:
        holds, gap = _shown(n, order, entries)
        residual = None if holds else _residual(n, gap)
        says = "" if holds else "the two sides are not related by these moves"
    except Stuck as e:
        holds, residual, says = False, None, e.says
    if not holds:
        return Unproved(says, residual, still_open)
    if still_open:
        return Unproved("a side condition does not follow", None, still_open)
    used = {id(u.clause.fact): u.clause.fact for u in n.rewriter.used} | {id(c.fact): c.fact for c in order.used}
    return Derivation(_SEAL, context, relation, moves, tuple(f for f in moves.facts if id(f) in used), discharged)


def _entries(r: Relation) -> Relation:
    """A relation between arrays, at new names for an arbitrary entry."""
    shape = shape_of(r.left)
    if not shape:
        return r
    at = tuple(Index(n, n, s) for n, s in zip("ijkl", shape, strict=False))
    return Relation(t.Entry(r.left, at), r.rel, t.Entry(r.right, at))


def _shown(n: Normaliser, order: Order, r: Relation) -> tuple[bool, Poly]:
    """Is the relation shown, and the difference right - left."""
    gap = n.reduced(plus(_read(n, r.right), _read(n, r.left), -1))
    match r.rel:
        case Rel.EQ:
            return order.sign(gap, 0) is Sign.ZERO or _zero_square(n, order, gap), gap
        case Rel.LE:
            return implies(order.sign(gap), Sign.NONNEGATIVE) or _monotone(n, order, r, strict=False), gap
        case Rel.LT:
            return order.sign(gap) is Sign.POSITIVE or _monotone(n, order, r, strict=True), gap
        case Rel.GE | Rel.GT:
            flipped = Relation(r.right, Rel.LE if r.rel is Rel.GE else Rel.LT, r.left)
            return _shown(n, order, flipped)[0], gap
        case Rel.NE:
            return implies(order.n.signs.poly(gap), Sign.NONZERO), gap


def _read(n: Normaliser, x: Term) -> Poly:
    from checks.kernel.explog import split_logs

    return split_logs(n, n.of(x))


def _zero_square(n: Normaliser, order: Order, gap: Poly) -> bool:
    """a = b from (a - b)**2 <= 0."""
    if not n.may(Move.SQUARES) or not gap:
        return False
    return implies(order.sign(scaled(n.times(gap, gap), -1)), Sign.NONNEGATIVE)


MONOTONE = {t.Fn.EXP: None, t.Fn.TANH: None, t.Fn.LOG: Sign.POSITIVE, t.Fn.SQRT: Sign.NONNEGATIVE}


def _monotone(n: Normaliser, order: Order, r: Relation, *, strict: bool) -> bool:
    """f(a) <= f(b) from a <= b, for f increasing on a domain that contains both."""
    match r.left, r.right:
        case (t.Func(f, a), t.Func(g, b)) if f is g and f in MONOTONE and n.may(Move.MONOTONE):
            low, high = n.of(a), n.of(b)
            domain = MONOTONE[f]
            if domain is not None and not (implies(n.signs.poly(low), domain) and implies(n.signs.poly(high), domain)):
                return False
            return implies(order.sign(plus(high, low, -1)), Sign.POSITIVE if strict else Sign.NONNEGATIVE)
        case _:
            return False


def _residual(n: Normaliser, gap: Poly) -> Term | None:
    from checks.kernel.readback import formula

    return formula(n, gap)


_ = Clause
