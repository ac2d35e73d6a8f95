"""Which line would mend it?  What to say, and what to type, for each way in which a step or a proof fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks import outcome as o
from checks.kernel import term as t
from checks.kernel.bind import alpha_equal
from checks.kernel.check import StepMoves, Unproved
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Rel, Relation
from checks.kernel.facts import Fact
from checks.kernel.names import Declaration, Definition, Domain, Free, Index, Simplex, Size, Term, Variable
from checks.kernel.obligations import Integrable, Under
from checks.kernel.proof import compose, relation_implies
from checks.kernel.text import claim_text, text
from checks.kernel.walk import claim_terms, subterms
from checks.run.shown import shown, shown_claim
from checks.run.side_conditions import as_claim, condition
from checks.tactics.prove import Job
from checks.tactics.scope import Names, describe, moves, title, write
from checks.words.reasons import Auto, Citation, Hypothesis, Instance, Reason, Unfolds
from checks.words.state import Calc, Cases, Parts, Proof, Theorem

STEP = {Rel.EQ: "eq", Rel.LE: "le", Rel.LT: "lt", Rel.GE: "ge", Rel.GT: "gt"}

ZERO = {Rel.EQ: "0", Rel.LE: ">= 0", Rel.LT: "> 0", Rel.GE: "<= 0", Rel.GT: "< 0", Rel.NE: "other than 0"}  # right minus left


# ---------------------------------------------------------------- as it is typed
def typed_claim(c: Claim, names: Names, around: Claim | None = None) -> str:
    """`c` in the names of the script; a bound index that the kernel renamed is called as in the step `around` it."""
    return _renamed(claim_text(c), _named((c,) if around is None else (c, around)), names)


def typed(x: Term, names: Names) -> str:
    return _renamed(text(x), _named((Relation(x, Rel.EQ, x),)), names)


def _named(claims: Iterable[Claim]) -> tuple[Declaration | Definition, ...]:
    found: dict[Declaration | Definition, None] = {}
    for c in claims:
        for x in claim_terms(c):
            for s in subterms(x):
                if isinstance(s, (Size, Index, Variable)):
                    found.setdefault(s)
                elif isinstance(s, t.Apply):
                    found.setdefault(s.definition)
    return tuple(found)


def _renamed(printed: str, named: tuple[Declaration | Definition, ...], names: Names) -> str:
    """A printed formula in the names of the script: what prints as `y'` may be bound to `y2` there."""
    called = {n.name: names[id(n)] for n in named if names.get(id(n), n.name) != n.name}
    if not called:
        return printed
    longest = sorted(called, key=lambda name: (-len(name), name))
    pattern = rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest))})(?![\w'])"
    return re.sub(pattern, lambda m: called[m[0]], printed)


# ---------------------------------------------------------------- a step
def misjustified(job: Job, more: Sequence[Reason], names: Names) -> o.Misjustified:
    """The reasons that are missing, and the whole `by=` with them; a hypothesis that has no name in the script is given one."""
    every = merged((*(r for r in job.by if not isinstance(r, Auto)), *more))
    called, named = dict(names), list[str]()
    for r in every:
        if isinstance(r, Hypothesis) and id(r) not in names:
            called[id(r)] = f"h{len(named) + 1}"
            named.append(f"{called[id(r)]} = hypothesis({typed_claim(r.claim, names)})")
    line = ", ".join(write(r, called) for r in every)
    by = f"by=[{line}]" if len(every) > 1 else f"by={line}"
    return o.Misjustified(tuple(describe(r) for r in merged(more)), "; ".join((*named, by)))


def merged(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons with all definitions in one, where the first of them stood."""
    unfolded = tuple(dict.fromkeys(d for r in reasons if isinstance(r, Unfolds) for d in r.definitions))
    out: dict[Reason, None] = {}
    for r in reasons:
        out.setdefault(Unfolds(unfolded) if isinstance(r, Unfolds) else r)
    return tuple(out)


def side_condition(job: Job, open_: Sequence[Under], names: Names) -> o.Undecided:
    """What does not follow, and the hypothesis or declaration that would give it."""
    first = open_[0]
    needs = condition(first)
    others = dict.fromkeys(condition(u).text for u in open_ if condition(u) != needs)
    advice = f"also open: {', '.join(others)}" if others else ""
    return o.Undecided(o.Why.SIDE_CONDITION, needs, advice=advice, write=_give(job, first, names))


def _give(job: Job, u: Under, names: Names) -> str:
    claim = as_claim(u.obligation)
    if claim is not None:
        return " or  ".join(x for x in (f"given=[hypothesis({typed_claim(claim, names, job.relation)})]", _declare(claim, names)) if x)
    if isinstance(u.obligation.condition, Integrable):
        mean = typed(t.Mean(u.obligation.condition.body), names)
        return f"given=[hypothesis({mean} == ...)]: a hypothesis about a mean says that it exists"
    return ""


def _declare(c: Claim, names: Names) -> str:
    """The declaration that says so, for a variable that is to be positive (or not zero)."""
    match c:
        case Relation(Variable(shape=(), family=None, facts=Free(Domain.REAL | Domain.NONNEGATIVE)) as v, Rel.GT | Rel.NE, t.Num(zero)) if (
            zero == 0
        ):
            return f'{names.get(id(v), v.name)} = scalar("{v.name}", positive=True)'
        case Forall(_, body) | Implies(_, body):
            return _declare(body, names)
        case Relation(t.Entry(Variable(shape=(size,), facts=Simplex(False)) as v, _), Rel.GT | Rel.NE, t.Num(zero)) if zero == 0:
            return f'{names.get(id(v), v.name)} = distribution("{v.name}", {typed(size, names)}, positive=True)'
        case _:
            return ""


def no_rule(job: Job, result: Unproved) -> o.Undecided:
    """What is left over, and what it would have to be."""
    if result.residual is None:
        return o.Undecided(o.Why.NO_RULE, None, tuple(describe(r) for r in job.by), result.says)
    advice = f"that is the right side minus the left, and must be {ZERO[job.relation.rel]}"
    return o.Undecided(o.Why.NO_RULE, shown(result.residual), tuple(describe(r) for r in job.by), advice)


def premise(job: Job, result: Unproved, names: Names) -> o.Undecided:
    """Which hypothesis of which cited theorem is not established."""
    owed = result.owed[0]
    says = f"{_whose(job, owed)} {claim_text(owed)}, and nothing declared or given here implies it"
    return o.Undecided(o.Why.PREMISE, shown_claim(owed), advice=says, write=f"given=[hypothesis({typed_claim(owed, names, job.relation)})]")


def _whose(job: Job, owed: Claim) -> str:
    """Gibbs' inequality assumes that ..., in words where it has them."""
    permitted = moves(job.by, job.scope, job.relation)
    facts: tuple[Fact, ...] = permitted.facts if isinstance(permitted, StepMoves) else ()
    for f in facts:
        if owed not in f.needs:
            continue
        of = next((x for r in job.by if (x := _cited(r)) is not None and title(x) == f.name), None)
        k = f.needs.index(owed)
        if of is None or k >= len(of.given):
            return f"{f.name!r} was stated for something of which more is declared; here it needs"
        words = of.given[k].says
        return f"{f.name!r} assumes that {words}, here" if words else f"{f.name!r} assumes"
    return "what is cited needs"


def _cited(r: Reason) -> Theorem | Citation | None:
    match r:
        case Theorem() | Citation():
            return r
        case Instance(of, _):
            return of
        case _:
            return None


# ---------------------------------------------------------------- a proof
def no_proof(claim: Claim, names: Names) -> o.Undecided:
    """How a proof of this claim begins."""
    advice = "write the calculation, or proof=by(reason, ...) if one step is enough; a result you do not prove is cite(source, claim)"
    return o.Undecided(o.Why.NO_PROOF, shown_claim(claim), advice=advice, write=f"proof={_outline(claim, names)}")


def _outline(c: Claim, names: Names) -> str:
    match c:
        case Relation(a, rel, b) if rel in STEP:
            return f"calc({typed(a, names)}, ..., {STEP[rel]}({typed(b, names)}, by=...))"
        case Forall(_, body) | Implies(_, body):
            return _outline(body, names)
        case Both(claims):
            return f"parts({', '.join(_outline(x, names) for x in claims)})"
        case Iff():
            return "parts(forward, backward)"
        case _:
            return "by(...)"


def chain_fault(claim: Claim, proof: Proof, names: Names) -> tuple[str, str] | None:
    """What keeps a chain of proved steps from proving the claim, and the line to write; `None` if it is something else."""
    for goal, chain in _chains(claim, proof):
        end = chain.steps[-1].right if chain.steps else chain.start
        rels = tuple(s.rel for s in chain.steps)
        if not alpha_equal(chain.start, goal.left):
            says = f"the chain starts at {text(chain.start)}, but the left side of the claim is {text(goal.left)}"
            return says, f"calc({typed(goal.left, names)}, ...)"
        if not alpha_equal(end, goal.right):
            says = f"the chain ends at {text(end)}, but the right side of the claim is {text(goal.right)}"
            return says, f"one more step: {STEP.get(goal.rel, 'eq')}({typed(goal.right, names)}, by=...)"
        composed = compose(rels)
        if composed is None or not relation_implies(composed, goal.rel):
            proves = f"a chain of {' '.join(r.value for r in rels)} proves {composed.value if composed else 'no relation'}"
            step = STEP.get(goal.rel)
            return f"{proves}, but the claim says {goal.rel.value}", f"one of the steps as {step}(...)" if step else ""
    return None


def _chains(claim: Claim, proof: Proof) -> Iterator[tuple[Relation, Calc]]:
    """The calculations of a proof, each with the relation it is to prove."""
    match claim, proof:
        case _, Cases(branches):
            for _, p in branches:
                yield from _chains(claim, p)
        case ((Forall(_, body) | Implies(_, body)), _):
            yield from _chains(body, proof)
        case Both(parts), Parts(proofs) if len(parts) == len(proofs):
            for c, p in zip(parts, proofs, strict=True):
                yield from _chains(c, p)
        case Iff(a, b), Parts((forward, backward)):
            yield from _chains(b, forward)
            yield from _chains(a, backward)
        case Relation(), Calc():
            yield claim, proof
        case _:
            return
