"""Which steps did SymPy confirm?  Outcomes joined again with the formulas they are about, for export as stand-alone scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from checks.kernel.text import text
from checks.outcome import JudgeSays, Run, TheoremResult
from checks.run.bench import load_statements
from checks.run.book import Book
from checks.run.limits import Limits
from checks.run.rehearsal import fatal
from checks.run.second_judge import cited, hypotheses
from checks.tactics.prove import Job, Plan, Prover, plan, solve
from checks.words.state import Theorem


def sympy_scripts(book: Book, run: Run, results: Sequence[TheoremResult]) -> Mapping[str, str]:
    """One stand-alone SymPy script per derivation file, by name: every step that SymPy confirmed, at the sizes it confirmed.

    A step enters only if it prints as the result says it does.
    """
    export = import_module("checks.cas.export")
    stated = load_statements(book, seconds=Limits().seconds, broken=fatal(run)).stated
    theorem = {id: t for t, id in stated.theorems.items()}
    prover = Prover()
    steps: dict[str, list[object]] = {}
    for r in results:
        for n, job in _confirmed(theorem[r.id], r, prover):
            sizes = tuple(k for k in r.steps[n - 1].sympy_sizes if k > 0)
            result, reasons = solve(job)
            of = job.relation
            step = export.ConfirmedStep(r.title, n, of.left, of.rel, of.right, hypotheses(job), sizes, cited(job, reasons, result))
            steps.setdefault(stated.owner[r.id].name, []).append(step)
    return {f"{name}.py": export.export_script(found) for name, found in sorted(steps.items())}


def _confirmed(th: Theorem, r: TheoremResult, prover: Prover) -> Iterator[tuple[int, Job]]:
    made = plan(th.claim, th.proof, prover.scope(th))
    jobs = made.jobs if isinstance(made, Plan) else ()
    for (n, s), job in zip(enumerate(r.steps, 1), jobs, strict=False):
        same = (text(job.relation.left), text(job.relation.right)) == (s.left.text, s.right.text)
        if s.judges.sympy.says is JudgeSays.YES and same:
            yield n, job
