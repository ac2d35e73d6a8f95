"""Is this step proved by these moves?  The kernel's only entry point, and the only maker of derivations.  Trusted.

`check(context, claim, moves)` answers with a `Derivation` (the moves, the facts that were used, every side condition with its
evidence) or with `Unproved` (what is left over, and the side conditions that are open).  It never searches for reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from checks.kernel import literal
from checks.kernel import term as t
from checks.kernel.affine import surely_positive
from checks.kernel.atoms import Poly, plus, scaled
from checks.kernel.bind import alpha_equal_claims, claim_free
from checks.kernel.cite import is_instance
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.discharge import Discharged, Discharger, Open, discharger, normaliser
from checks.kernel.facts import Clause, Fact, Origin, assumption, clauses, declared_facts, facts_of
from checks.kernel.maxima import maxima_facts
from checks.kernel.moves import Move
from checks.kernel.names import Definition, Index, Term, Variable
from checks.kernel.normal import Moves, Normaliser
from checks.kernel.obligations import Under, of_claim
from checks.kernel.order import Order
from checks.kernel.piecewise import BETWEEN, Cases, bounds_of_two, distinctions
from checks.kernel.rank import rank_facts
from checks.kernel.ring import Stuck
from checks.kernel.rounding import rounding_facts
from checks.kernel.same_place import with_equal_indices
from checks.kernel.settled import establishes, follows, settled
from checks.kernel.shape import Malformed, check_claim
from checks.kernel.sign import Sign, implies
from checks.kernel.square_inverse import turned
from checks.kernel.substitute import shape_of
from checks.kernel.walk import claim_terms

_SEAL = object()
DEPTHS = (2, 4)  # most inequalities rest on one or two facts: these are tried in every way before longer sums of facts


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

    __slots__ = ("context", "discharged", "moves", "paid_by", "relation", "used")

    def __init__(
        self,
        seal: object,
        context: Context,
        relation: Relation,
        moves: StepMoves,
        used: tuple[Fact, ...],
        discharged: tuple[Discharged, ...],
        paid_by: frozenset[str],
    ) -> None:
        if seal is not _SEAL:
            raise TypeError("only kernel.check makes derivations")
        self.context, self.relation, self.moves, self.used, self.discharged = context, relation, moves, used, discharged
        self.paid_by = paid_by

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
    owed: tuple[Claim, ...] = ()  # hypotheses of cited theorems that are not established


Outcome: TypeAlias = Derivation | Unproved


def check(context: Context, relation: Relation, moves: StepMoves) -> Outcome:
    """Prove `relation`, for all values of its free names, from the context by the moves; or say what is left."""
    check_claim(relation)
    if any(f.origin not in (Origin.GIVEN, Origin.ASSUMED) for f in context.facts):
        return Unproved("a context holds hypotheses and assumptions, nothing else", None, ())
    try:
        for f in moves.facts:
            check_claim(f.claim)
    except Malformed as e:
        return Unproved(e.says, None, ())
    strange = [f for f in moves.facts if not _in_scope(context, f)]
    if strange:
        return Unproved(f"{strange[0].name} is not in scope here", None, ())
    terms = claim_terms(relation) + tuple(x for f in (*context.facts, *moves.facts) for x in claim_terms(f.claim))
    declared = declared_facts(terms)
    known = tuple(dict.fromkeys(c for f in (*context.facts, *declared, *moves.facts) for c in clauses(f)))
    paid_by: set[str] = set()
    nothing = over_nothing(context, (relation, *(c for f in moves.facts for c in (f.claim, *f.needs))))
    if nothing is not None:
        return Unproved(f"{nothing.name} may run over nothing: its size is not known to be at least 1", None, ())
    owed = _unpaid(context, moves.facts, declared, paid_by)
    if owed:
        return Unproved("what a cited theorem assumes is not established", None, (), owed)
    results = [settled(u, known) for u in dict.fromkeys(of_claim(relation))]
    still_open = tuple(Under((), r.obligation) for r in results if isinstance(r, Open))
    discharged = tuple(r for r in results if isinstance(r, Discharged))
    inverses = turned(moves.facts) if Move.SQUARE_INVERSE in moves.permits else ()
    bounds = rank_facts(relation, moves.facts, moves.unfolds) if Move.RANK in moves.permits else ()
    entries = _entries(relation)
    bounds += _of_theories(entries, moves, known)
    cited = tuple(c for f in (*moves.facts, *(other for _, other in inverses), *bounds) for c in clauses(f))
    n = normaliser(Moves(moves.permits, moves.unfolds), (*known, *(c for f in bounds for c in clauses(f))), cited, binding=True)
    order = Order(n, cited)
    try:
        holds, gap = _shown(n, order, entries)
        holds = holds or _value_by_value(n, order, entries) or _at_equal_indices(n, order, entries)
        holds = holds or _case_by_case(n, order, entries, moves, known)
        residual = None if holds else _residual(n, gap)
        says = "" if holds else "the two sides are not related by these moves"
    except Stuck as e:
        holds, residual, says = False, None, e.says
    if not holds:
        return Unproved(says, residual, still_open)
    if still_open:
        return Unproved("a side condition does not follow", None, still_open)
    used = {id(u.clause.fact) for u in n.rewriter.used} | {id(c.fact) for c in order.used}
    used |= {id(f) for f, other in inverses if id(other) in used}
    return Derivation(_SEAL, context, relation, moves, tuple(f for f in moves.facts if id(f) in used), discharged, frozenset(paid_by))


def _of_theories(r: Relation, moves: StepMoves, known: tuple[Clause, ...]) -> tuple[Fact, ...]:
    """What the permitted theories say of the formulas of this step."""
    out: tuple[Fact, ...] = ()
    if Move.MAXIMA in moves.permits:
        out += maxima_facts(r, moves.unfolds, known)
    if Move.ROUNDING in moves.permits:
        out += rounding_facts(r, moves.unfolds, known)
    if Move.PIECEWISE in moves.permits:
        out += bounds_of_two(r, moves.unfolds, known)
    return out


def over_nothing(context: Context, claims: tuple[Claim, ...]) -> Index | Variable | None:
    """A free name that has no value where its size is 0: what is shown of it there is shown of nothing."""
    names = {n for c in claims for n in claim_free(c) if isinstance(n, (Index, Variable))}
    for n in sorted(names, key=lambda n: n.name):
        sizes = (n.over,) if isinstance(n, Index) else n.shape
        if all(map(surely_positive, sizes)):
            continue
        hypotheses = discharger(tuple(c for f in context.facts for c in clauses(f)))
        if not all(follows(Relation(size, Rel.GE, t.ONE), hypotheses) for size in sizes):
            return n
    return None


def _in_scope(context: Context, f: Fact) -> bool:
    """A fact may be used if it is given or assumed here, declared, or drawn from a warrant."""
    match f.origin:
        case Origin.GIVEN | Origin.ASSUMED:
            return f in context.facts
        case Origin.DECLARED:
            return any(f in facts_of(v) for v in claim_free(f.claim) if isinstance(v, Variable))
        case Origin.PROVED:
            return is_instance(f)


def _unpaid(context: Context, facts: tuple[Fact, ...], declared: tuple[Fact, ...], by: set[str]) -> tuple[Claim, ...]:
    """What cited theorems assume and nothing establishes.  A theorem counts only once its own debts are paid: no circles.

    The names of the facts that paid are added to `by`.
    """
    paid: list[Fact] = [*context.facts, *declared, *(f for f in facts if not f.needs)]
    waiting: list[Fact] = [f for f in facts if f.needs]
    while waiting:
        payer = discharger(tuple(c for f in paid for c in clauses(f)))
        ready: list[Fact] = [f for f in waiting if all(_established(payer, context, c, by) for c in f.needs)]
        if not ready:
            return tuple(c for f in waiting for c in f.needs if not _established(payer, context, c, by))
        paid += ready
        waiting = [f for f in waiting if f not in ready]
    return ()


def _established(payer: Discharger, context: Context, c: Claim, by: set[str]) -> bool:
    word_for_word = next((f for f in context.facts if f.origin is Origin.GIVEN and alpha_equal_claims(c, f.claim)), None)
    if word_for_word is not None:
        by.add(word_for_word.name)
        return True
    if not establishes(c, payer):
        return False
    by.update(payer.evidence())
    return True


def _entries(r: Relation) -> Relation:
    """A relation between arrays, at new names for an arbitrary entry."""
    shape = shape_of(r.left)
    if not shape:
        return r
    at = tuple(Index(n, n, s) for n, s in zip("ijkl", shape, strict=False))
    return Relation(t.Entry(r.left, at), r.rel, t.Entry(r.right, at))


def _shown(n: Normaliser, order: Order, r: Relation) -> tuple[bool, Poly]:
    """Is the relation shown, and the difference right - left."""
    gap = _gap(n, r)
    match r.rel:
        case Rel.EQ:
            return order.sign(gap, 0) is Sign.ZERO or _zero_square(n, order, gap) or _neither_side(n, order, gap), gap
        case Rel.NE:
            return implies(n.cited.poly(gap), Sign.NONZERO), gap
        case Rel.GE | Rel.GT:
            flipped = Relation(r.right, Rel.LE if r.rel is Rel.GE else Rel.LT, r.left)
            return _shown(n, order, flipped)[0], gap
        case Rel.LE | Rel.LT:
            wanted = Sign.NONNEGATIVE if r.rel is Rel.LE else Sign.POSITIVE
            return any(_at_least(n, order, r, gap, wanted, depth) for depth in DEPTHS), gap


def _at_least(n: Normaliser, order: Order, r: Relation, gap: Poly, wanted: Sign, depth: int) -> bool:
    """right - left, here `gap`, has the wanted sign: as it reads, by a function that increases, beside squares, or as it is written."""
    if (
        implies(order.sign(gap, depth), wanted)
        or _monotone(n, order, r, wanted, depth)
        or implies(order.beside_squares(r, gap, depth), wanted)
    ):
        return True
    with n.rewriter.paused():  # an equation may have replaced the very sum whose terms are compared
        as_written = _gap(n, r)
    return as_written != gap and implies(order.sign(as_written, depth), wanted)


def _value_by_value(n: Normaliser, order: Order, r: Relation) -> bool:
    """Shown at every value of the indices that have a short literal range; False if there is none."""
    instances = tuple(literal.values(r))
    return bool(instances) and all(_shown(n, order, x)[0] for x in instances)


def _at_equal_indices(n: Normaliser, order: Order, r: Relation) -> bool:
    for image, equations in with_equal_indices(r, order.equations):
        if _shown(n, order, image)[0]:
            order.used += equations
            return True
    return False


def _case_by_case(n: Normaliser, order: Order, r: Relation, moves: StepMoves, known: tuple[Clause, ...]) -> bool:
    """Shown in each case of what may be distinguished, one distinction after another; False if there is none."""
    if Move.PIECEWISE not in moves.permits:
        return False
    cases = distinctions(r, tuple(f.claim for f in moves.facts), moves.unfolds, known)
    cited = tuple(c for c in order.all_cited if c.fact.name != BETWEEN)  # in each case they say nothing new
    return bool(cases) and _split(n, order, r, cases, ((*known, *cited), cited), ())


def _split(
    n: Normaliser,
    order: Order,
    r: Relation,
    cases: tuple[Cases, ...],
    facts: tuple[tuple[Clause, ...], tuple[Clause, ...]],
    assumed: tuple[Clause, ...],
) -> bool:
    """Shown in each case; a distinction that is decided already is passed over."""
    inside = normaliser(n.moves, facts[0], facts[1], binding=True)
    for signs in (inside.signs, inside.cited):
        signs.learn(assumed)
    if not cases:
        inner = Order(inside, facts[1] + assumed)
        shown = _shown(inside, inner, r)[0]
        order.used += inner.used
        n.rewriter.used += inside.rewriter.used
        return shown
    first, *rest = cases
    if any(inside.signs.claim(case, {}) for case in (first.one, first.other)):
        return _split(n, order, r, tuple(rest), facts, assumed)
    return all(_split(n, order, r, tuple(rest), facts, assumed + clauses(assumption(case))) for case in (first.one, first.other))


def _gap(n: Normaliser, r: Relation) -> Poly:
    return n.reduced(plus(_read(n, r.right), _read(n, r.left), -1))


def _read(n: Normaliser, x: Term) -> Poly:
    from checks.kernel.explog import split_logs

    return split_logs(n, n.of(x))


def _zero_square(n: Normaliser, order: Order, gap: Poly) -> bool:
    """a = b from (a - b)**2 <= 0."""
    if not n.may(Move.SQUARES) or not gap:
        return False
    return implies(order.sign(scaled(n.times(gap, gap), -1)), Sign.NONNEGATIVE)


def _neither_side(n: Normaliser, order: Order, gap: Poly) -> bool:
    """a = b from a <= b and a >= b: cited, or what a maximum or a case of something piecewise says."""
    if n.cited.poly(gap) is Sign.ZERO:
        return True
    if not (order.cited or n.may(Move.MAXIMA) or n.may(Move.PIECEWISE)):
        return False
    return all(implies(order.sign(p), Sign.NONNEGATIVE) for p in (gap, scaled(gap, -1)))


MONOTONE = {t.Fn.EXP: None, t.Fn.TANH: None, t.Fn.LOG: Sign.POSITIVE, t.Fn.SQRT: Sign.NONNEGATIVE}


def _monotone(n: Normaliser, order: Order, r: Relation, wanted: Sign, depth: int) -> bool:
    """f(a) <= f(b) from a <= b, for f increasing on a domain that contains both."""
    match r.left, r.right:
        case (t.Func(f, a), t.Func(g, b)) if f is g and f in MONOTONE and n.may(Move.MONOTONE):
            low, high = n.of(a), n.of(b)
            domain = MONOTONE[f]
            if domain is not None and not (implies(n.signs.poly(low), domain) and implies(n.signs.poly(high), domain)):
                return False
            return implies(order.sign(plus(high, low, -1), depth), wanted)
        case _:
            return False


def _residual(n: Normaliser, gap: Poly) -> Term | None:
    from checks.kernel.readback import formula

    return formula(n, gap)
