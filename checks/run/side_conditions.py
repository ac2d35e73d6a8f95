"""Which side conditions does a step have, for people?  What was asked, in which place, and the evidence that discharged it."""

from __future__ import annotations

from checks import outcome as o
from checks.kernel import term as t
from checks.kernel.check import Derivation
from checks.kernel.claim import Both, Claim, Forall, Implies, Rel, Relation
from checks.kernel.discharge import Discharged
from checks.kernel.names import Index
from checks.kernel.obligations import Impossible, Integrable, Obligation, Under, Within
from checks.kernel.tex import claim_tex, tex
from checks.kernel.tex_names import escape
from checks.kernel.text import claim_text, text


def obligations(d: Derivation) -> tuple[o.Obligation, ...]:
    """The side conditions of a step that say something: index ranges that hold by declaration are left out."""
    out: dict[o.Obligation, None] = {}
    for x in d.discharged:
        if not _plain(x):
            out[o.Obligation(shown(x.obligation), ", ".join(x.evidence) or "declarations and signs")] = None
    return tuple(out)


def evidence_names(d: Derivation) -> frozenset[str]:
    """The names of the facts that side conditions and equations used."""
    return d.paid_by.union(*(x.evidence for x in d.discharged))


def _plain(x: Discharged) -> bool:
    match x.obligation.condition:
        case Within(Index(), _):
            return True
        case Relation(t.Num() | t.Size(), _, _):
            return True
        case _:
            return False


def condition(u: Under) -> o.Shown:
    return shown(u.obligation)


def as_claim(x: Obligation) -> Claim | None:
    """The condition, for all bound indices around, under the factors that guard it; `None` if it is not one that can be given."""
    match x.condition:
        case Relation() as r:
            c: Claim = r
        case Within(index, size):
            return Both((Relation(t.ONE, Rel.LE, index), Relation(index, Rel.LE, size)))
        case Integrable() | Impossible():
            return None
    for w in reversed(x.place.absorbed):
        c = Implies(Relation(w, Rel.GT, t.ZERO), c)
    names = tuple(i for i, _, _ in x.place.bound)
    return Forall(names, c) if names else c


def shown(x: Obligation) -> o.Shown:
    """The condition as a reader sees it."""
    match x.condition:
        case Within(index, size):
            return o.Shown(f"1 <= {text(index)} <= {text(size)}", rf"1 \le {tex(index)} \le {tex(size)}")
        case Integrable(body):
            mean = t.Mean(body)
            return o.Shown(f"{text(mean)} exists", rf"{tex(mean)} \text{{ exists}}")
        case Impossible(says):
            return o.Shown(says, rf"\text{{{escape(says)}}}")
        case Relation() as r:
            c = as_claim(x) or r
            return o.Shown(claim_text(c), claim_tex(c))
