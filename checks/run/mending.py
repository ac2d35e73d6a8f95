"""Which line would mend it?  What to say, and what to type, for each way in which a step or a proof fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks import outcome as o
from checks.kernel.bind import alpha_equal
from checks.kernel.check import StepMoves, Unproved
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Rel, Relation
from checks.kernel.facts import Fact
from checks.kernel.proof import compose, relation_implies
from checks.kernel.text import claim_text, text
from checks.run.shown import shown, shown_claim
from checks.run.typed import typed, typed_claim
from checks.tactics.prove import Job
from checks.tactics.scope import Names, describe, moves, title, write
from checks.tactics.search import candidates
from checks.words.reasons import Auto, Citation, Instance, Reason, Unfolds
from checks.words.state import Calc, Cases, Induction, Parts, Proof, Step, Theorem

STEP = {Rel.EQ: "eq", Rel.LE: "le", Rel.LT: "lt", Rel.GE: "ge", Rel.GT: "gt"}

ZERO = {Rel.EQ: "0", Rel.LE: ">= 0", Rel.LT: "> 0", Rel.GE: "<= 0", Rel.GT: "< 0", Rel.NE: "other than 0"}  # right minus left


# ---------------------------------------------------------------- a step
def misjustified(job: Job, more: Sequence[Reason], names: Names) -> o.Misjustified:
    """The reasons that are missing, and the whole `by=` with them; a hypothesis that has no name in the script is given one."""
    every = merged((*(r for r in job.by if not isinstance(r, Auto)), *more))
    called, named = dict(names), list[str]()
    for h, _ in job.scope.given:
        if h in every and id(h) not in names:
            called[id(h)] = f"h{len(named) + 1}"
            named.append(f"{called[id(h)]} = hypothesis({typed_claim(h.claim, names)})")
    if named:
        given = (called.get(id(h), typed_claim(h.claim, names)) for h, _ in job.scope.given)
        named.append(f"given=[{', '.join(given)}]")
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


def no_rule(job: Job, result: Unproved) -> o.Undecided:
    """What is left over, and what it would have to be."""
    tried = tried_by(job)
    if result.residual is None:
        return o.Undecided(o.Why.NO_RULE, None, tried, result.says)
    advice = f"that is the right side minus the left, and must be {ZERO[job.relation.rel]}"
    return o.Undecided(o.Why.NO_RULE, shown(result.residual), tried, advice)


def tried_by(job: Job) -> tuple[str, ...]:
    """The reasons of the step, and what `auto` put in its place."""
    found: dict[str, None] = {}
    for r in job.by:
        if isinstance(r, Auto):
            found.update(dict.fromkeys(describe(c) for c in candidates(job)))
        else:
            found.setdefault(describe(r))
    return tuple(found)


def premise(job: Job, result: Unproved, names: Names) -> o.Undecided:
    """Which hypotheses of which cited theorem are not established."""
    every = tuple(dict.fromkeys(result.owed))
    says = f"{_whose(job, every[0])} {claim_text(every[0])}, and nothing declared or given here implies it"
    needs = o.Shown(", ".join(shown_claim(c).text for c in every), r",\quad ".join(shown_claim(c).tex for c in every))
    assumed = ", ".join(f"hypothesis({typed_claim(c, names, job.relation)})" for c in every)
    return o.Undecided(o.Why.PREMISE, needs, advice=says, write=f"given=[{assumed}]")


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
    advice = "put the steps between, with their reasons, or let auto look for one; a result you do not prove is cite(source, claim)"
    return o.Undecided(o.Why.NO_PROOF, shown_claim(claim), advice=advice, write=f"proof={_outline(claim, names)}")


def _outline(c: Claim, names: Names) -> str:
    match c:
        case Relation(a, rel, b) if rel in STEP:
            return f"calc({typed(a, names)}, {STEP[rel]}({typed(b, names)}, by=auto))"
        case Forall(_, body) | Implies(_, body):
            return _outline(body, names)
        case Both(claims):
            return f"parts({', '.join(_outline(x, names) for x in claims)})"
        case Iff(b, a):
            return f"parts({_outline(a, names)}, {_outline(b, names)})"
        case _:
            return "by(auto)"


def chain_fault(claim: Claim, proof: Proof, names: Names) -> tuple[str, str] | None:
    """What keeps a chain of proved steps from proving the claim, and the line to write; `None` if it is something else."""
    for goal, chain in _chains(claim, proof):
        end = chain.steps[-1].right if chain.steps else chain.start
        rels = tuple(s.rel for s in chain.steps)
        if not alpha_equal(chain.start, goal.left):
            says = f"the chain starts at {text(chain.start)}, but the left side of the claim is {text(goal.left)}"
            steps = [f"eq({typed(chain.start, names)}, by=auto)", *(_typed_step(s, names) for s in chain.steps)]
            return says, f"calc({typed(goal.left, names)}, {', '.join(steps)})"
        if not alpha_equal(end, goal.right):
            says = f"the chain ends at {text(end)}, but the right side of the claim is {text(goal.right)}"
            return f"{says}: one more step is missing", f"{STEP.get(goal.rel, 'eq')}({typed(goal.right, names)}, by=auto)"
        composed = compose(rels)
        if composed is None or not relation_implies(composed, goal.rel):
            proves = f"a chain of {' '.join(r.value for r in rels)} proves {composed.value if composed else 'no relation'}"
            step = STEP.get(goal.rel)
            return f"{proves}, but the claim says {goal.rel.value}" + (f": one of the steps must be {step}(...)" if step else ""), ""
    return None


def _typed_step(s: Step, names: Names) -> str:
    reasons = ", ".join(write(r, names) for r in s.by)
    by = f", by={reasons}" if len(s.by) == 1 else f", by=[{reasons}]" if s.by else ""
    return f"{STEP.get(s.rel, 'eq')}({typed(s.right, names)}{by})"


def _chains(claim: Claim, proof: Proof) -> Iterator[tuple[Relation, Calc]]:
    """The calculations of a proof, each with the relation it is to prove."""
    match claim, proof:
        case _, Cases(branches):
            for _, p in branches:
                yield from _chains(claim, p)
        case _, Induction():  # its ends are bridged
            return
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
