"""What do the three judges say of a theorem?  Kernel, SymPy and refuter, step by step, and one verdict.

| kernel | refuter               | SymPy       | verdict                           |
|--------|-----------------------|-------------|-----------------------------------|
| proved | none found            | any but no  | Proved                            |
| proved | counterexample        | any         | Refuted, and a soundness alarm    |
| proved | none found            | contradicts | Refuted, and a soundness alarm    |
| proved | undefined somewhere   | any         | Undecided, and a soundness alarm  |
| stuck  | counterexample        | any         | Refuted                           |
| stuck  | none found            | contradicts | Refuted                           |
| stuck  | none found            | any but no  | Misjustified, or Undecided        |
| any    | too few models        | any         | Undecided (unsampled)             |
| any    | hypotheses contradict | any         | Undecided (vacuous)               |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from checks import outcome as o
from checks.evaluate.model import Model
from checks.kernel.bind import claim_free
from checks.kernel.check import Derivation, Unproved
from checks.kernel.cite import Warrant
from checks.kernel.claim import Claim, Implies

from checks.kernel.names import Declaration, Term
from checks.kernel.tex import claim_tex, tex
from checks.kernel.text import claim_text, declared_text, text
from checks.kernel.walk import claim_terms
from checks.refute.attack import Attack, Counterexample, NoCounterexample, Unsampled, Vacuous
from checks.refute.example import BadExample, example_model
from checks.refute.together import attack_each
from checks.run.second_reader import misreadings
from checks.run.second_judge import SympySays, ask_sympy, says_no
from checks.run.side_conditions import condition, evidence_names, obligations
from checks.tactics.prove import Job, Misshapen, Plan, Prover, Result, conclude, plan, solve
from checks.tactics.scope import BadPremise, NoWarrant, OutOfScope, describe, write
from checks.tactics.search import missing, superfluous
from checks.words.formula import Formula, as_term
from checks.words.reasons import Auto, Citation, Hypothesis, Instance, Reason
from checks.words.state import Theorem
from checks.words.state import Unproved as NoProof

SILENT = "no counterexample"


def judge_theorem(
    th: Theorem,
    ids: Mapping[Theorem, str],
    verdicts: Mapping[Theorem, o.Verdict],
    root: Path,
    *,
    sympy: bool = True,
    names: Mapping[int, str] | None = None,
) -> o.TheoremResult:
    """One theorem: every step by three judges, then the whole claim by the refuter.  `names` are those of the script's values."""
    return _Judge(th, ids, verdicts, root, sympy=sympy, names=names or {}).result()


class _Judge:
    """The judging of one theorem."""

    def __init__(
        self,
        th: Theorem,
        ids: Mapping[Theorem, str],
        verdicts: Mapping[Theorem, o.Verdict],
        root: Path,
        *,
        sympy: bool,
        names: Mapping[int, str],
    ) -> None:
        self.th, self.ids, self.root, self.sympy = th, ids, root, sympy
        bad = {
            t: f"its verdict is {o.status(v).value}" for t, v in verdicts.items() if o.status(v) not in (o.Status.PROVED, o.Status.ASSUMED)
        }
        self.prover = Prover(bad)
        self.scope = self.prover.scope(th)
        self.names = names
        self.given = tuple(h.claim for h in th.given)
        self.warnings: list[o.Warned] = []
        self.alarms: list[o.Alarm] = []
        self.used: set[str] = set()
        self.examples, self.bad_example = self._examples()

    # ------------------------------------------------------------ the whole
    def result(self) -> o.TheoremResult:
        th = self.th
        where = self._where(th.place.file, th.place.line)
        made = plan(th.claim, th.proof, self.scope)
        steps: list[o.StepResult] = []
        found: dict[Job, Derivation] = {}
        jobs = made.jobs if isinstance(made, Plan) else ()
        whole, *each = attack_each((th.claim, *(goal(j) for j in jobs)), self.given, examples=self.examples)
        for (number, job), attacked in zip(enumerate(jobs, 1), each, strict=True):
            step, derivation = self._step(job, number, attacked)
            steps.append(step)
            if derivation is not None:
                found[job] = derivation
        verdict = self._verdict(made, steps, found, whole)
        if isinstance(verdict, o.Proved):
            self._unused(jobs)
        relies = verdict.relies_on if isinstance(verdict, o.Proved) else ()
        return o.TheoremResult(
            id=self.ids.get(th, th.title),
            title=th.title,
            book=th.book,
            covers=th.covers,
            note=th.note,
            where=where,
            claim=shown_claim(th.claim),
            claim_sympy=self._claim_sympy(),
            given=tuple((shown_claim(h.claim), h.says) for h in th.given),
            declared=tuple(declared_text(n) for n in _declared((th.claim, *self.given))),
            verdict=verdict,
            steps=tuple(steps),
            relies_on=relies,
            uses=self._uses(jobs),
            obligations=verdict.obligations if isinstance(verdict, o.Proved) else (),
            warnings=tuple(self.warnings),
            alarms=tuple(self.alarms),
        )

    def _verdict(self, made: Plan | Misshapen, steps: Sequence[o.StepResult], found: Mapping[Job, Derivation], whole: Attack) -> o.Verdict:
        if isinstance(whole, Counterexample):
            if isinstance(made, Plan) and len(found) == len(made.jobs):
                self._alarm("the kernel proves every step of a claim that the refuter refutes")
            return o.Refuted(whole.witness)
        worst = min((s.verdict for s in steps), key=lambda v: list(o.Status).index(o.status(v)), default=None)
        if worst is not None and not isinstance(worst, o.Proved):
            return worst
        if isinstance(made, Misshapen):
            why = o.Why.NO_PROOF if isinstance(self.th.proof, NoProof) else o.Why.NO_RULE
            return o.Undecided(why, shown_claim(self.th.claim), advice=made.says)
        sampled = self._sampled(whole)
        if sampled is not None:
            return sampled
        warrant = conclude(self.th, self.scope, made, found)
        if isinstance(warrant, NoWarrant):
            why = o.Why.SIDE_CONDITION if "defined" in warrant.says or "feasible" in warrant.says else o.Why.NO_RULE
            return o.Undecided(why, shown_claim(self.th.claim), advice=warrant.says)
        gathered = dict.fromkeys(x for s in steps if isinstance(s.verdict, o.Proved) for x in s.verdict.obligations)
        return o.Proved(_reliance(warrant), tuple(gathered))

    # ------------------------------------------------------------ one step
    def _step(self, job: Job, number: int, found: Attack) -> tuple[o.StepResult, Derivation | None]:
        result, reasons = solve(job)
        second = ask_sympy(job, reasons, result, on=self.sympy)
        verdict = self._step_verdict(job, number, result, reasons, found, second)
        if isinstance(verdict, o.Proved) and isinstance(result, Derivation):
            self.used |= evidence_names(result)
            self._superfluous(job, number, result)
        judges = o.Judges(_kernel_says(result), second.judgement, _refuter_says(found))
        step = o.StepResult(
            relation=job.relation.rel.value,
            left=shown(job.relation.left),
            right=shown(job.relation.right),
            by=tuple(describe(r) for r in reasons),
            note=job.note,
            where=self._where(job.place.file, job.place.line),
            verdict=verdict,
            judges=judges,
            sympy_sizes=second.sizes,
        )
        return step, result if isinstance(verdict, o.Proved) and isinstance(result, Derivation) else None

    def _step_verdict(
        self, job: Job, number: int, result: Result, reasons: tuple[Reason, ...], found: Attack, second: SympySays
    ) -> o.Verdict:
        proved = isinstance(result, Derivation)
        witness = found.witness if isinstance(found, Counterexample) else says_no(second)
        if witness is not None:
            if proved:
                self._alarm(f"step {number}: the kernel proves what {_who(found)} contradicts")
            return o.Refuted(witness)
        if isinstance(found, Vacuous) and not job.scope.assumed:
            return o.Undecided(o.Why.VACUOUS, advice=found.why)
        if proved and isinstance(found, NoCounterexample) and found.undefined is not None:
            self._alarm(f"step {number}: every side condition is discharged, but {found.undefined}")
            return o.Undecided(o.Why.SIDE_CONDITION, advice=str(found.undefined))
        match result:
            case Derivation():
                auto = tuple(describe(r) for r in reasons if r not in job.by) if any(isinstance(r, Auto) for r in job.by) else ()
                return o.Proved((), obligations(result), auto)
            case OutOfScope(says):
                return o.Undecided(o.Why.NO_RULE, advice=says)
            case BadPremise(says):
                return o.Undecided(o.Why.PREMISE, advice=says)
            case Unproved():
                return self._unproved(job, result)

    def _unproved(self, job: Job, result: Unproved) -> o.Verdict:
        if result.owed:
            says = "; ".join(claim_text(c) for c in result.owed)
            return o.Undecided(o.Why.PREMISE, shown_claim(result.owed[0]), advice=f"not established: {says}")
        more = missing(job)
        if more:
            by = tuple(r for r in job.by if not isinstance(r, Auto))
            line = ", ".join(write(r, self.names) for r in (*by, *more))
            return o.Misjustified(tuple(describe(r) for r in more), f"by=[{line}]" if len(by) + len(more) > 1 else f"by={line}")
        if result.open:
            open_one = condition(result.open[0])
            return o.Undecided(o.Why.SIDE_CONDITION, open_one, advice=f"nothing declared or given implies {open_one.text}")
        residual = shown(result.residual) if result.residual is not None else None
        return o.Undecided(o.Why.NO_RULE, residual, tried=tuple(describe(r) for r in job.by), advice=result.says)

    # ------------------------------------------------------------ the refuter
    def _sampled(self, whole: Attack) -> o.Undecided | None:
        """An objection if too few models of the hypotheses were seen; `None` if there were enough."""
        match whole:
            case Vacuous(why):
                return o.Undecided(o.Why.VACUOUS, advice=f"the hypotheses contradict one another: {why}")
            case Unsampled(why):
                return o.Undecided(o.Why.UNSAMPLED, advice=self.bad_example or f"{why}; give example={{...}}, a model of the hypotheses")
            case _ if self.bad_example:
                return o.Undecided(o.Why.UNSAMPLED, advice=self.bad_example)
            case _:
                return None

    def _examples(self) -> tuple[tuple[Model, ...], str]:
        if not self.th.example:
            return (), ""
        pairs = [(_declaration(k), v if isinstance(v, str) else str(v)) for k, v in self.th.example.items()]
        made = example_model(self.th.claim, self.given, pairs)
        return ((), f"example=: {made.why}") if isinstance(made, BadExample) else ((made,), "")

    # ------------------------------------------------------------ warnings and words
    def _superfluous(self, job: Job, number: int, result: Derivation) -> None:
        for r in superfluous(job, evidence_names(result)):
            says = f"step {number} does not need {describe(r)}"
            self.warnings.append(o.Warned("superfluous-reason", says, self._where(job.place.file, job.place.line)))

    def _unused(self, jobs: Sequence[Job]) -> None:
        cited = {h for j in jobs for h in j.by if isinstance(h, Hypothesis)}
        owed = {c for j in jobs for r in j.by if isinstance(r, (Theorem, Citation, Instance)) for c in _owed(r)}
        for h in self.th.given:
            name = h.says or claim_text(h.claim)
            if h not in cited and name not in self.used and h.claim not in owed:
                self.warnings.append(
                    o.Warned("unused-hypothesis", f"no step uses the hypothesis {name!r}", self._where(h.place.file, h.place.line))
                )

    def _alarm(self, says: str) -> None:
        self.alarms.append(o.Alarm(self._where(self.th.place.file, self.th.place.line), says))

    def _uses(self, jobs: Sequence[Job]) -> tuple[str, ...]:
        cited = [r.of if isinstance(r, Instance) else r for j in jobs for r in j.by]
        return tuple(dict.fromkeys(self.ids.get(r, r.title) for r in cited if isinstance(r, Theorem)))

    def _claim_sympy(self) -> str:
        if not self.sympy:
            return ""
        from checks.run.second_judge import claim_srepr

        return claim_srepr(self.th.claim)

    def _where(self, file: str, line: int) -> o.Where:
        return where(self.root, file, line)


# ---------------------------------------------------------------- small translations
def where(root: Path, file: str, line: int) -> o.Where:
    path = Path(file)
    rel = path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else Path(path.name)
    return o.Where(rel.as_posix(), line)


def goal(job: Job) -> Claim:
    """A step with what is assumed where it stands, as one claim."""
    claim: Claim = job.relation
    for f in reversed(job.scope.assumed):
        claim = Implies(f.claim, claim)
    return claim


def shown(x: Term) -> o.Shown:
    return o.Shown(text(x), tex(x))


def shown_claim(c: Claim) -> o.Shown:
    return o.Shown(claim_text(c), claim_tex(c))


def _declaration(key: object) -> Declaration:
    term = as_term(key) if isinstance(key, Formula) else key
    return term  # type: ignore[return-value]  # example_model refuses what is not a declaration


def _declared(claims: Sequence[Claim]) -> list[Declaration]:
    names: dict[Declaration, None] = {}
    for c in claims:
        names.update(dict.fromkeys(sorted(claim_free(c), key=lambda n: (type(n).__name__ != "Size", n.name))))
    return list(names)


def _owed(r: Theorem | Citation | Instance) -> tuple[Claim, ...]:
    of = r.of if isinstance(r, Instance) else r
    return tuple(h.claim for h in of.given)


def _reliance(w: Warrant) -> tuple[o.Reliance, ...]:
    return tuple(o.Reliance(o.RelianceKind.CITATION, name) for name in sorted(w.relies_on))


def _who(found: Attack) -> str:
    return "the refuter" if isinstance(found, Counterexample) else "SymPy"


def _kernel_says(result: Result) -> o.Judgement:
    if isinstance(result, Derivation):
        return o.Judgement(o.JudgeSays.YES, "proved for every size")
    return o.Judgement(o.JudgeSays.NO, result.says)


def _refuter_says(found: Attack) -> o.Judgement:
    match found:
        case Counterexample(witness):
            return o.Judgement(o.JudgeSays.NO, str(witness))
        case NoCounterexample(models, largest, _):
            sizes = f", sizes up to {largest}" if largest else ""
            return o.Judgement(o.JudgeSays.YES, f"{SILENT} in {models} model{'s' * (models != 1)}{sizes}")
        case Unsampled(why, _) | Vacuous(why):
            return o.Judgement(o.JudgeSays.UNKNOWN, why)
