"""Do the hypotheses contradict one another?

Each is read as linear constraints on what it speaks of, at a few sizes; anything that is not linear is one unknown of its own.
Only linear contradictions are found: `x > 0` and `x < 0`, `P != P`, `a == b` and `a != b`, a sum that is 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from flint import fmpq

from checks.evaluate.integers import integer, places
from checks.evaluate.model import Model, place
from checks.evaluate.scope import Evaluation, Scope, root
from checks.kernel import term as t
from checks.kernel.bind import free_indices
from checks.kernel.claim import Both, Claim, Forall, Rel, Relation
from checks.kernel.names import Domain, Free, Index, Simplex, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.text import claim_text
from checks.refute.inventory import Inventory, free_claim_indices
from checks.refute.linear_forms import Atom, Constraint, Feasible, Form, Infeasible, Sense, feasible

MOST_CONSTRAINTS = 120
MOST_POSITIONS = 64
MOST_DIFFERENCES = 5  # of `!=`; each doubles the work


def contradiction(names: Inventory, given: Sequence[Claim], tried: Sequence[dict[Size, int]]) -> str:
    """Why the hypotheses have no common model at any of the sizes `tried`; empty if no contradiction is seen."""
    source: frozenset[int] | None = None
    for sizes in tried:
        s = root(Evaluation(Model(sizes=sizes)))
        positions = places(tuple(integer(i.over)(s) for i in names.positions))
        if len(positions) > MOST_POSITIONS:
            return ""
        for at in positions:
            found = _at(given, Model(sizes=sizes, positions=dict(zip(names.positions, at, strict=True))))
            if isinstance(found, Feasible):
                return ""
            source = found.source if source is None else source | found.source
    if source is None:
        return ""
    return "no values satisfy " + " and ".join(claim_text(given[k]) for k in sorted(source))


def _at(given: Sequence[Claim], model: Model) -> Infeasible | Feasible:
    system: list[Constraint] = []
    apart: list[Constraint] = []
    s = root(Evaluation(model))
    for k, c in enumerate(given):
        for form, rel in islice(_forms(c, free_claim_indices(c), s), MOST_CONSTRAINTS):
            source = frozenset({k})
            match rel:
                case Rel.EQ:
                    system.append(Constraint(form, Sense.ZERO, source))
                case Rel.GE | Rel.GT:
                    system.append(Constraint(form, Sense.POSITIVE if rel is Rel.GT else Sense.NONNEGATIVE, source))
                case Rel.LE | Rel.LT:
                    negative = form.times(fmpq(-1))
                    system.append(Constraint(negative, Sense.POSITIVE if rel is Rel.LT else Sense.NONNEGATIVE, source))
                case Rel.NE:
                    apart.append(Constraint(form, Sense.POSITIVE, source))
    system += _facts([*system, *apart], s)
    return _with_differences(system, apart[:MOST_DIFFERENCES])


def _with_differences(system: list[Constraint], apart: list[Constraint]) -> Infeasible | Feasible:
    """Two things that differ: one of them is larger."""
    if not apart:
        return feasible(system)
    first, *rest = apart
    source = frozenset[int]()
    for sign in (1, -1):
        found = _with_differences([*system, Constraint(first.form.times(fmpq(sign)), Sense.POSITIVE, first.source)], rest)
        if isinstance(found, Feasible):
            return found
        source |= found.source
    return Infeasible(source)


# ---------------------------------------------------------------- reading
def _forms(c: Claim, over: tuple[Index, ...], s: Scope) -> Iterator[tuple[Form, Rel]]:
    """left - right of every relation that must hold, for all values of the indices."""
    match c:
        case Relation(a, rel, b) if not shape_of(a):
            for at in places(tuple(integer(i.over)(s) for i in over)):
                s.index.update(zip(over, at, strict=True))
                yield _linear(a, s).plus(_linear(b, s), fmpq(-1)), rel
        case Both(parts):
            for p in parts:
                yield from _forms(p, over, s)
        case Forall(indices, body):
            yield from _forms(body, (*over, *indices), s)
        case _:
            pass


def _linear(x: Term, s: Scope) -> Form:
    """`x` as a linear form; whatever is not linear is an atom, told apart by the values of its free indices."""
    match x:
        case t.Num(v):
            return _constant(fmpq(v.numerator, v.denominator))
        case Size() | Index():
            return _constant(fmpq(integer(x)(s)))
        case t.Delta(a, b):
            return _constant(fmpq(integer(a)(s) == integer(b)(s)))
        case t.Neg(a):
            return _linear(a, s).times(fmpq(-1))
        case t.Add(a, b):
            return _linear(a, s).plus(_linear(b, s), fmpq(1))
        case t.Sub(a, b):
            return _linear(a, s).plus(_linear(b, s), fmpq(-1))
        case t.Mul(a, b):
            p, q = _linear(a, s), _linear(b, s)
            if not p.terms:
                return q.times(p.constant)
            return p.times(q.constant) if not q.terms else _atom(x, s)
        case t.Div(a, b):
            q = _linear(b, s)
            return _linear(a, s).times(1 / q.constant) if not q.terms and q.constant else _atom(x, s)
        case t.Sum(i, low, high, body) if not shape_of(x):
            out = _constant(fmpq(0))
            before = s.index.get(i)
            for at in range(integer(low)(s), integer(high)(s) + 1):
                s.index[i] = at
                out = out.plus(_linear(body, s), fmpq(1))
            if before is not None:
                s.index[i] = before
            return out
        case t.Entry(Variable() as v, indices):
            shape = tuple(integer(n)(s) for n in v.shape)
            k = place(shape, tuple(integer(i)(s) for i in indices))
            return _atom(x, s) if k is None else _one(Atom(v, k))
        case Variable():
            return _one(Atom(x, 0))
        case _:
            return _atom(x, s)


def _constant(x: fmpq) -> Form:
    return Form(x, {})


def _atom(x: Term, s: Scope) -> Form:
    return _one(Atom(x, frozenset((i, s.index[i]) for i in free_indices(x))))


def _one(atom: Atom) -> Form:
    return Form(fmpq(0), {atom: fmpq(1)})


# ---------------------------------------------------------------- declared facts
def _facts(system: Sequence[Constraint], s: Scope) -> list[Constraint]:
    """What declarations say of the atoms that occur."""
    out: list[Constraint] = []
    atoms = dict.fromkeys(a for c in system for a in c.form.terms)
    whole: dict[Variable, None] = {}
    for atom in atoms:
        what = atom.of
        one = _one(atom)
        match what:
            case Variable(facts=Free(Domain.POSITIVE)) | Variable(facts=Simplex(True)) | t.Func(t.Fn.EXP, _):
                out.append(Constraint(one, Sense.POSITIVE, frozenset()))
            case Variable(facts=Free(Domain.NONNEGATIVE)) | Variable(facts=Simplex(False)) | t.Norm() | t.Variance():
                out.append(Constraint(one, Sense.NONNEGATIVE, frozenset()))
            case t.Func(t.Fn.ABS | t.Fn.SQRT, _):
                out.append(Constraint(one, Sense.NONNEGATIVE, frozenset()))
            case t.Pow(_, t.Num(e)) if e.denominator == 1 and e % 2 == 0:
                out.append(Constraint(one, Sense.NONNEGATIVE, frozenset()))
            case _:
                pass
        if isinstance(what, Variable) and isinstance(what.facts, Simplex):
            whole.setdefault(what)
    for v in whole:
        count = len(places(tuple(integer(n)(s) for n in v.shape)))
        entries = Form(fmpq(-1), {Atom(v, k): fmpq(1) for k in range(count)})
        out.append(Constraint(entries, Sense.ZERO, frozenset()))
        out += [Constraint(_one(Atom(v, k)), Sense.NONNEGATIVE, frozenset()) for k in range(count)]
    return out
