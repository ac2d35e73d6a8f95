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
from checks.kernel.check import Derivation, Unproved
from checks.kernel.cite import Warrant
from checks.kernel.claim import Claim, Implies
from checks.kernel.walk import claim_terms
from checks.refute.attack import Attack, Counterexample, NoCounterexample, Vacuous
from checks.refute.together import attack_each
from checks.run import mending
from checks.run.asked import side_condition
from checks.run.judgements import contradictor, kernel_says, refuter_says, rests_on_citation
from checks.run.sampled import example, objection
from checks.run.second_judge import SympySays, ask_sympy, says_no
from checks.run.second_reader import misreadings
from checks.run.setting import declared, definitions, proof_terms
from checks.run.shown import shown, shown_claim, where
from checks.run.side_conditions import evidence_names, obligations
from checks.run.stands_on import cites, under
from checks.run.unneeded import superfluous_reasons, unused_hypotheses
from checks.tactics.prove import Job, Misshapen, Plan, Prover, Result, conclude, plan, solve
from checks.tactics.scope import BadPremise, NoWarrant, OutOfScope, describe
from checks.tactics.search import missing
from checks.words.place import Place
from checks.words.reasons import Auto, Instance, Reason
from checks.words.state import Theorem
from checks.words.state import Unproved as NoProof


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
        self.examples, self.bad_example = example(th)

    # ------------------------------------------------------------ the whole
    def result(self) -> o.TheoremResult:
        th = self.th
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
            self.warnings += unused_hypotheses(th.given, jobs, self.used, self._place)
        given = tuple(x for c in self.given for x in claim_terms(c))
        terms = (*claim_terms(th.claim), *given, *proof_terms(th.proof))
        if self.sympy:
            for says in misreadings(terms):
                self._alarm(says)
        relies = verdict.relies_on if isinstance(verdict, o.Proved) else ()
        return o.TheoremResult(
            id=self.ids.get(th, th.title),
            title=th.title,
            book=th.book,
            covers=th.covers,
            note=th.note,
            where=self._place(th.place),
            claim=shown_claim(th.claim),
            claim_sympy=self._claim_sympy(),
            given=tuple((shown_claim(h.claim), h.says) for h in th.given),
            declared=declared(th.claim, self.given, tuple(proof_terms(th.proof))),
            definitions=definitions(terms),
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
            sound = not any(map(rests_on_citation, found.values()))  # a false citation is the author's fault
            complete = made if sound and isinstance(made, Plan) and len(found) == len(made.jobs) else None
            if complete and not isinstance(conclude(self.th, self.scope, complete, found), NoWarrant):  # true steps may miss the claim
                self._alarm("the kernel proves a claim that the refuter refutes")
            return o.Refuted(whole.witness)
        worst = min((s.verdict for s in steps), key=lambda v: list(o.Status).index(o.status(v)), default=None)
        if worst is not None and not isinstance(worst, o.Proved):
            return worst
        if isinstance(made, Misshapen):
            if isinstance(self.th.proof, NoProof):
                return mending.no_proof(self.th.claim, self.names)
            return o.Undecided(o.Why.NO_RULE, shown_claim(self.th.claim), advice=made.says)
        too_few = objection(self.th, whole, self.bad_example, self.names)
        if too_few is not None:
            return too_few
        warrant = conclude(self.th, self.scope, made, found)
        if isinstance(warrant, NoWarrant):
            fault = mending.chain_fault(self.th.claim, self.th.proof, self.names)
            if fault is not None:
                return o.Undecided(o.Why.NO_RULE, advice=fault[0], write=fault[1])
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
            self.warnings += superfluous_reasons(job, number, result, self._place)
        judges = o.Judges(kernel_says(result), second.judgement, refuter_says(found))
        step = o.StepResult(
            relation=job.relation.rel.value,
            left=shown(job.relation.left),
            right=shown(job.relation.right),
            by=tuple(describe(r) for r in (reasons if isinstance(verdict, o.Proved) else job.by)),
            note=job.note,
            where=self._place(job.place),
            verdict=verdict,
            judges=judges,
            sympy_sizes=second.sizes,
            under=under(job),
            cites=cites(job, reasons, self.ids),
        )
        return step, result if isinstance(verdict, o.Proved) and isinstance(result, Derivation) else None

    def _step_verdict(  # noqa: PLR0917  (everything that was found out about the step)
        self, job: Job, number: int, result: Result, reasons: tuple[Reason, ...], found: Attack, second: SympySays
    ) -> o.Verdict:
        proved = isinstance(result, Derivation)
        witness = found.witness if isinstance(found, Counterexample) else says_no(second)
        if witness is not None:
            if isinstance(result, Derivation) and not rests_on_citation(result):  # a false citation is the author's, not ours
                self._alarm(f"step {number}: the kernel proves what {contradictor(found)} contradicts")
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
            return mending.premise(job, result, self.names)
        more = missing(job)
        if more:
            return mending.misjustified(job, more, self.names)
        if result.open:
            return side_condition(job, result.open, self.names)
        return mending.no_rule(job, result)

    # ------------------------------------------------------------ words
    def _alarm(self, says: str) -> None:
        self.alarms.append(o.Alarm(self._place(self.th.place), says))

    def _uses(self, jobs: Sequence[Job]) -> tuple[str, ...]:
        cited = [r.of if isinstance(r, Instance) else r for j in jobs for r in j.by]
        return tuple(dict.fromkeys(self.ids.get(r, r.title) for r in cited if isinstance(r, Theorem)))

    def _claim_sympy(self) -> str:
        if not self.sympy:
            return ""
        from checks.run.second_judge import claim_srepr

        return claim_srepr(self.th.claim)

    def _place(self, p: Place) -> o.Where:
        return where(self.root, p.file, p.line)


# ---------------------------------------------------------------- small translations
def goal(job: Job) -> Claim:
    """A step with what is assumed where it stands, as one claim."""
    claim: Claim = job.relation
    for f in reversed(job.scope.assumed):
        claim = Implies(f.claim, claim)
    return claim


def _reliance(w: Warrant) -> tuple[o.Reliance, ...]:
    return tuple(o.Reliance(o.RelianceKind.CITATION, name) for name in sorted(w.relies_on))
