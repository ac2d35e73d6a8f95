"""How does a proof stand on the page?  Its lines with what is assumed in them, what it cites, and what is wrong with a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import final

from checks.outcome import Cited, Misjustified, Refuted, Shown, Status, StepResult, TheoremResult, Undecided, Verdict, Why, Witness, status

LABEL = {
    Status.PROVED: "Proved",
    Status.REFUTED: "Refuted",
    Status.MISJUSTIFIED: "Misjustified",
    Status.UNDECIDED: "Undecided",
    Status.ASSUMED: "Assumed",
}
WHY = {
    Why.NO_RULE: "The reasons given do not lead from one side to the other.",
    Why.TIME: "The check ran out of time.",
    Why.MEMORY: "The check ran out of memory.",
    Why.SIDE_CONDITION: "A side condition is not established.",
    Why.VACUOUS: "The hypotheses contradict each other, so the claim says nothing.",
    Why.UNSAMPLED: "No model of the hypotheses was found to try it on.",
    Why.PREMISE: "Something it cites is not proved.",
    Why.NO_PROOF: "No proof is given.",
    Why.FAULT: "The checker itself failed on it.",
}
RELATION = {"==": "=", "=": "=", "!=": r"\neq", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">"}


def anchor(id: str) -> str:
    """An id as an anchor, a label and a file's name: letters, digits, `_` and `-` only.  Different ids stay different."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else "-" if c == "." else f"-u{ord(c):x}-" for c in id)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation: `left` only where the chain begins, the relation in LaTeX, the right side, and all about it."""

    number: int
    anchor: str
    left: Shown | None
    relation: str
    right: Shown
    step: StepResult
    status: Status
    label: str
    trouble: Trouble | None

    @property
    def reasons(self) -> str:
        return ", ".join(self.step.by) or "arithmetic"


@final
@dataclass(frozen=True, slots=True)
class Branch:
    """The lines below one another that share their assumptions: each as a word and a formula, outermost first.

    `without`: nothing is assumed, but something was in the lines before.
    """

    assumed: tuple[tuple[str, Shown], ...]
    without: bool
    lines: tuple[Line, ...]


@final
@dataclass(frozen=True, slots=True)
class Citation:
    """A theorem of the run, or a source (`anchor` is then empty), and the claims it contributes to a proof."""

    title: str
    anchor: str
    claims: tuple[Cited, ...]


@final
@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a step or theorem, in the words of the report."""

    head: str
    says: str
    witness: Witness | None = None
    missing: tuple[str, ...] = ()
    write: str = ""
    residual: Shown | None = None
    residual_is: str = "Left over"
    advice: str = ""


def branches(name: str, steps: Sequence[StepResult]) -> tuple[Branch, ...]:
    """The lines of a proof, a chain that begins anew with its left side."""
    found: list[Branch] = []
    for under, numbered in groupby(enumerate(steps, 1), key=lambda ns: ns[1].under):
        lines: list[Line] = []
        for n, s in numbered:
            left = s.left if not lines or s.left != lines[-1].right else None
            st = status(s.verdict)
            lines.append(Line(n, f"{name}--{n}", left, RELATION.get(s.relation, s.relation), s.right, s, st, LABEL[st], trouble(s.verdict)))
        words = [u.kind.value if k else u.kind.value.capitalize() for k, u in enumerate(under)]
        assumed = tuple((word, u.claim) for word, u in zip(words, under, strict=True))
        found.append(Branch(assumed, not under and bool(found), tuple(lines)))
    return tuple(found)


def cites(th: TheoremResult, titles: dict[str, str]) -> tuple[Citation, ...]:
    """What the steps cite, in their order; what may not be cited there contributes no claim."""
    claims: dict[tuple[str, str], dict[Cited, None]] = {}
    for s in th.steps:
        for c in s.cites:
            claims.setdefault((c.id, c.title), {})[c] = None
    for u in th.uses:
        claims.setdefault((u, titles.get(u, u)), {})
    return tuple(Citation(title, anchor(id) if id in titles else "", tuple(found)) for (id, title), found in claims.items())


def trouble(v: Verdict) -> Trouble | None:
    """What keeps a verdict from being a proof; None if nothing does."""
    match v:
        case Refuted(witness):
            return Trouble("Counterexample", "", witness=witness)
        case Misjustified(missing, write):
            return Trouble("True, but not for this reason", "", missing=missing, write=write)
        case Undecided(why, residual, _, advice, write):
            lab = "Needs" if why in (Why.SIDE_CONDITION, Why.PREMISE) else "Left over"
            shown = residual if why is not Why.NO_PROOF else None  # it is the claim itself
            return Trouble("Not proved", WHY[why], residual=shown, residual_is=lab, advice=advice, write=write)
        case _:
            return None
