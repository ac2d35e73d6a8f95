"""Which steps did SymPy confirm?  Outcomes joined again with the formulas they are about, for export as stand-alone scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from checks.kernel.text import text
from checks.outcome import JudgeSays, Run, StepResult, TheoremResult
from checks.run.bench import load_statements
from checks.run.book import Book
from checks.run.limits import Limits
from checks.run.rehearsal import fatal
from checks.run.second_judge import question
from checks.tactics.prove import Job, Plan, Prover, plan, solve
from checks.words.state import Theorem


def sympy_scripts(book: Book, run: Run, results: Sequence[TheoremResult]) -> Mapping[str, str]:
    """One stand-alone SymPy script per derivation file, by name: every step that SymPy confirmed, at the sizes it confirmed.

    A step that the script does not replay, or that prints otherwise than the result says, is listed in it as that.
    """
    export, replay = import_module("checks.cas.export"), import_module("checks.cas.replay")
    stated = load_statements(book, seconds=Limits().seconds, broken=fatal(run)).stated
    theorem = {id: t for t, id in stated.theorems.items()}
    prover = Prover()
    steps: dict[str, list[object]] = {}
    changed: dict[str, list[object]] = {}
    for r in results:
        name = stated.owner[r.id].name
        for n, s, job in _confirmed(theorem[r.id], r, prover):
            if (text(job.relation.left), text(job.relation.right)) != (s.left.text, s.right.text):
                changed.setdefault(name, []).append(export.NotReplayed(r.title, n, "it has changed since it was judged"))
                continue
            result, reasons = solve(job)
            asked = question(job, reasons, result)
            of, sizes = asked.relation, tuple(k for k in s.sympy_sizes if k > 0)
            step = export.ConfirmedStep(r.title, n, of.left, of.rel, of.right, asked.hypotheses, sizes, asked.cited)
            steps.setdefault(name, []).append(step)
    return {f"{name}.py": replay.replayed_script(steps.get(name, ()), changed.get(name, ())) for name in sorted({*steps, *changed})}


def _confirmed(th: Theorem, r: TheoremResult, prover: Prover) -> Iterator[tuple[int, StepResult, Job]]:
    made = plan(th.claim, th.proof, prover.scope(th))
    jobs = made.jobs if isinstance(made, Plan) else ()
    for (n, s), job in zip(enumerate(r.steps, 1), jobs, strict=False):
        if s.judges.sympy.says is JudgeSays.YES:
            yield n, s, job
