"""Does a claim hold in a model?  Decided by evaluating both sides; balls that overlap decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checks.evaluate.compile import number_once, once
from checks.evaluate.integers import integer, places
from checks.evaluate.scope import Scope
from checks.evaluate.value import BAD, HOLDS, Order, Undecidable, Value, base, order
from checks.kernel.bind import random_variables
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import Family, Index, Term
from checks.kernel.substitute import shape_of
from checks.refute.inventory import free_claim_indices, free_families
from checks.refute.truth import Check, Fails, Holds, Meets, NoValue, Rivals, Truth, Unknown, all_of


def check(c: Claim, rivals: Rivals) -> Check:
    """The function from a scope to the truth of `c` there; its free indices have their values from the scope."""
    match c:
        case Relation():
            return _relation(c)
        case Forall(indices, body):
            return _every(indices, check(body, rivals))
        case Both(parts):
            runs = [check(p, rivals) for p in parts]
            return lambda s: all_of(run(s) for run in runs)
        case Implies(a, b):
            return _implies(check(a, rivals), check(b, rivals))
        case Iff(a, b):
            return _iff(check(a, rivals), check(b, rivals))
        case Maximises():
            return rivals(c)
        case _:
            raise TypeError(f"not a claim: {c!r}")


def closed(c: Claim, rivals: Rivals) -> Check:
    """The truth of `c` for all values of its free indices and all outcomes of its free random variables."""
    run = _every(free_claim_indices(c), check(c, rivals))
    families = free_families(c)
    return _every_outcome(families, run) if families else run


def defined(x: Term, over: tuple[Index, ...]) -> Check:
    """Whether `x` has a value for all values of the indices `over`."""
    of = once(x)

    def run(s: Scope) -> Truth:
        for value in of(s).entries:
            if isinstance(value, Undecidable):
                return Unknown(value.why)
            if isinstance(value, BAD):
                return NoValue(x, value.why)
        return Holds()

    families = frozenset(v.family for v in random_variables(x) if v.family is not None)
    every = _every(over, run)
    return _every_outcome(families, every) if families else every


# ---------------------------------------------------------------- one relation
def _relation(c: Relation) -> Check:
    if not shape_of(c.left):
        x, y = number_once(c.left), number_once(c.right)
        return lambda s: _compared(c, x(s), y(s))
    left, right = once(c.left), once(c.right)

    def run(s: Scope) -> Truth:
        ours, theirs = left(s), right(s)
        return all_of(_compared(c, x, y, at) for x, y, at in zip(ours.entries, theirs.entries, places(ours.shape), strict=True))

    return run


def _compared(c: Relation, x: Value, y: Value, entry: tuple[int, ...] = ()) -> Truth:
    for side, value in ((c.left, x), (c.right, y)):
        if isinstance(value, Undecidable):
            return Unknown(value.why)
        if isinstance(value, BAD):
            return NoValue(side, value.why)
    assert not isinstance(x, BAD)
    assert not isinstance(y, BAD)
    a, b = base(x), base(y)
    o = order(a, b)
    if o is Order.OVERLAP:
        return Meets()
    return Holds() if o in HOLDS[c.rel] else Fails(a, c.rel.value, b, entry=entry)


# ---------------------------------------------------------------- quantifiers
def _every(indices: tuple[Index, ...], body: Check) -> Check:
    if not indices:
        return body
    ranges = [integer(i.over) for i in indices]

    def run(s: Scope) -> Truth:
        env = s.index
        before = {i: env[i] for i in indices if i in env}

        def each() -> Iterable[Truth]:
            for at in places(tuple(n(s) for n in ranges)):
                env.update(zip(indices, at, strict=True))
                found = body(s)
                if isinstance(found, Fails | NoValue):
                    found = replace(found, where=(*zip(indices, at, strict=True), *found.where))
                yield found

        out = all_of(each())
        for i in indices:
            env.pop(i, None)
        env.update(before)
        return out

    return run


def _every_outcome(families: frozenset[Family], body: Check) -> Check:
    def run(s: Scope) -> Truth:
        def each() -> Iterable[Truth]:
            for w in s.model.outcomes(tuple(f for f in s.model.spaces if f in families)):
                found = body(s.given(w.values))
                if isinstance(found, Fails | NoValue):
                    found = replace(found, chosen=tuple((v.name, a) for v, a in w.values.items()))
                yield found

        return all_of(each())

    return run


# ---------------------------------------------------------------- connectives
def _implies(premise: Check, conclusion: Check) -> Check:
    def run(s: Scope) -> Truth:
        p = premise(s)
        if isinstance(p, Fails):
            return Holds()
        if isinstance(p, NoValue):
            return p
        c = conclusion(s)
        if isinstance(p, Holds) or isinstance(c, Holds):
            return c
        return Unknown("whether the premise holds")

    return run


def _iff(left: Check, right: Check) -> Check:
    def run(s: Scope) -> Truth:
        a, b = left(s), right(s)
        for x in (a, b):
            if isinstance(x, NoValue):
                return x
        match a, b:
            case (Holds(), Holds()) | (Fails(), Fails()):
                return Holds()
            case Holds(), Fails():
                return Fails("true", "iff", "false", b.where)
            case Fails(), Holds():
                return Fails("false", "iff", "true", a.where)
            case (Meets(), Meets() | Holds()) | (Holds(), Meets()):
                return Meets()
            case _:
                return Unknown("whether one side of the equivalence holds")

    return run
