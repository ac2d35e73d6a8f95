"""Which steps did SymPy confirm?  Outcomes joined again with the formulas they are about, for export as stand-alone scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import final

from checks.kernel.claim import Both, Claim, Iff, Implies, Rel, Relation
from checks.kernel.names import Term
from checks.kernel.text import text
from checks.outcome import JudgeSays, TheoremResult
from checks.run.bench import load_statements
from checks.run.book import Book
from checks.run.limits import Limits
from checks.words.state import ByReasons, Calc, Cases, Parts, Proof, Theorem


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A step as written: both sides, and what is assumed there beside the theorem's hypotheses."""

    left: Term
    rel: Rel
    right: Term
    assumed: tuple[Claim, ...] = ()


def written(claim: Claim, proof: Proof, assumed: tuple[Claim, ...] = ()) -> Iterator[Written]:
    """The steps of a proof in the order of writing."""
    match claim, proof:
        case _, Calc(start, steps):
            left = start
            for s in steps:
                yield Written(left, s.rel, s.right, assumed)
                left = s.right
        case Relation(left, rel, right), ByReasons():
            yield Written(left, rel, right, assumed)
        case Implies(premise, conclusion), _:
            yield from written(conclusion, proof, (*assumed, premise))
        case Both(parts), Parts(proofs) if len(parts) == len(proofs):
            for part, p in zip(parts, proofs, strict=True):
                yield from written(part, p, assumed)
        case Iff(a, b), Parts((forward, backward)):
            yield from written(b, forward, (*assumed, a))
            yield from written(a, backward, (*assumed, b))
        case _, Cases(branches):
            for case_, p in branches:
                yield from written(claim, p, (*assumed, case_))
        case _:
            return


def sympy_scripts(book: Book, results: Sequence[TheoremResult]) -> Mapping[str, str]:
    """One stand-alone SymPy script per derivation file, by name: every step that SymPy confirmed, at the sizes it confirmed.

    A step enters only if it prints as the result says it does.
    """
    export = import_module("checks.cas.export")
    stated = load_statements(book, seconds=Limits().seconds).stated
    theorem = {id: t for t, id in stated.theorems.items()}
    steps: dict[str, list[object]] = {}
    for r in results:
        for n, w in _confirmed(theorem[r.id], r):
            hypotheses = (*(h.claim for h in theorem[r.id].given), *w.assumed)
            sizes = tuple(k for k in r.steps[n - 1].sympy_sizes if k > 0)
            step = export.ConfirmedStep(r.title, n, w.left, w.rel, w.right, hypotheses, sizes)
            steps.setdefault(stated.owner[r.id].name, []).append(step)
    return {f"{name}.py": export.export_script(found) for name, found in sorted(steps.items())}


def _confirmed(th: Theorem, r: TheoremResult) -> Iterator[tuple[int, Written]]:
    for (n, s), w in zip(enumerate(r.steps, 1), written(th.claim, th.proof), strict=False):
        same = (text(w.left), text(w.right)) == (s.left.text, s.right.text)
        if s.judges.sympy.says is JudgeSays.YES and same:
            yield n, w
