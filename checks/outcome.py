"""What can a check say?  The verdicts, as values that carry their evidence in print.

Everything here is plain data: texts, LaTeX and places.  Reports and the command line read outcomes and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TypeAlias, final


@final
@dataclass(frozen=True, slots=True)
class Shown:
    """A formula or claim for people: plain text and LaTeX, both printed by the kernel from the checked tree."""

    text: str
    tex: str


@final
@dataclass(frozen=True, slots=True)
class Where:
    """A line of a script, relative to the book's folder, with `/` as separator."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


# ---------------------------------------------------------------- evidence
@final
@dataclass(frozen=True, slots=True)
class Obligation:
    """A side condition and the evidence that discharged it ("positive: exp", "given: x != 1")."""

    condition: Shown
    evidence: str


class RelianceKind(Enum):
    CITATION = "citation"  # a named result used without proof
    ORACLE = "oracle"  # SymPy closed a step
    HYPOTHESIS = "hypothesis"


@final
@dataclass(frozen=True, slots=True)
class Reliance:
    """Something a proof rests on beside the kernel; travels through every theorem that cites it."""

    kind: RelianceKind
    name: str


@final
@dataclass(frozen=True, slots=True)
class Witness:
    """A model of the hypotheses at which a claim fails: assignments, and both sides with disjoint enclosures.

    The relation `=` is that of a printed number (left) to its value (right).
    """

    assignments: tuple[tuple[str, str], ...]  # ("n", "2"), ("z", "(-5/4, 9/4)"), ("i", "2")
    left: str
    right: str
    relation: str

    @property
    def values(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every name with its value; random variables with one value for each outcome, and its probability."""
        return tuple((k, tuple(re.findall(r"(?:; )?(.+? with probability \S+?)(?=; |$)", v)) or (v,)) for k, v in self.assignments)

    def __str__(self) -> str:
        at = ", ".join(f"{k} = {v}" for k, v in self.assignments)
        return f"{at}: left {self.left}, right {self.right}"


class JudgeSays(Enum):
    YES = "yes"  # kernel: proved; SymPy: confirms; refuter: no counterexample
    NO = "no"  # kernel: not by these reasons; SymPy: contradicts; refuter: counterexample
    UNKNOWN = "unknown"
    OFF = "off"


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge says of a step, with a short note ("at sizes 1, 2, 3", "none in 24 models")."""

    says: JudgeSays
    note: str = ""


@final
@dataclass(frozen=True, slots=True)
class Judges:
    kernel: Judgement
    sympy: Judgement
    refuter: Judgement


# ---------------------------------------------------------------- verdicts
class Why(Enum):
    """Why a step is undecided; each fails the run."""

    NO_RULE = "no-rule"
    TIME = "time"
    MEMORY = "memory"
    SIDE_CONDITION = "side-condition"
    VACUOUS = "vacuous"
    UNSAMPLED = "unsampled"
    PREMISE = "premise"
    NO_PROOF = "no-proof"
    FAULT = "fault"  # the checker itself failed; the run has an error with the code INTERNAL beside it


@final
@dataclass(frozen=True, slots=True)
class Proved:
    relies_on: tuple[Reliance, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    found: tuple[str, ...] = ()  # the reasons by=auto found


@final
@dataclass(frozen=True, slots=True)
class Refuted:
    witness: Witness


@final
@dataclass(frozen=True, slots=True)
class Misjustified:
    """True for another reason: `missing` names it, `write` is the line to type."""

    missing: tuple[str, ...]
    write: str


@final
@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither proved nor refuted.  `residual` is what is left over: often the missing hypothesis.  `write` is the line to type."""

    why: Why
    residual: Shown | None = None
    tried: tuple[str, ...] = ()
    advice: str = ""
    write: str = ""


@final
@dataclass(frozen=True, slots=True)
class Assumed:
    source: str


Verdict: TypeAlias = Proved | Refuted | Misjustified | Undecided | Assumed


class Status(Enum):
    """The verdict's name, for tables and exit codes; worst first."""

    REFUTED = "refuted"
    MISJUSTIFIED = "misjustified"
    UNDECIDED = "undecided"
    ASSUMED = "assumed"
    PROVED = "proved"


def status(v: Verdict) -> Status:
    match v:
        case Refuted():
            return Status.REFUTED
        case Misjustified():
            return Status.MISJUSTIFIED
        case Undecided():
            return Status.UNDECIDED
        case Assumed():
            return Status.ASSUMED
        case Proved():
            return Status.PROVED


@final
@dataclass(frozen=True, slots=True)
class Warned:
    """Something that does not change the verdict: a superfluous reason, an unused hypothesis, a name that does not fit."""

    code: str
    says: str
    where: Where


@final
@dataclass(frozen=True, slots=True)
class Alarm:
    """A soundness alarm: two judges contradict each other.  The run fails loudly."""

    where: Where
    says: str


# ---------------------------------------------------------------- results
class AssumedAs(Enum):
    """Why something is assumed where a step stands, as it reads before the formula."""

    CASE = "case"  # a branch of `cases`
    PREMISE = "assume"  # of `implies`, or one side of `iff` while the other is shown
    INDUCTION = "induction"  # the claim for the smaller instance, and that there is a next
    CONSTRAINT = "subject to"  # of every competitor of a maximiser


@final
@dataclass(frozen=True, slots=True)
class Under:
    """What is assumed where a step stands, beside the hypotheses of its theorem."""

    kind: AssumedAs
    claim: Shown

    def __str__(self) -> str:
        return f"{self.kind.value} {self.claim.text}"


@final
@dataclass(frozen=True, slots=True)
class Cited:
    """What a cited statement contributes to a step: its claim and its hypotheses, at the names of the step.

    `id` is empty for a source outside the book.
    """

    title: str
    id: str
    claim: Shown
    given: tuple[Shown, ...] = ()

    @property
    def says(self) -> str:
        return ", ".join((self.claim.text, *(f"{'and ' if n else 'given '}{g.text}" for n, g in enumerate(self.given))))


@final
@dataclass(frozen=True, slots=True)
class StepResult:
    relation: str
    left: Shown
    right: Shown
    by: tuple[str, ...]
    note: str
    where: Where
    verdict: Verdict
    judges: Judges
    sympy_sizes: tuple[int, ...] = ()  # explicit sizes at which SymPy confirmed; 0 stands for symbolic size
    under: tuple[Under, ...] = ()  # what is assumed here, outermost first
    cites: tuple[Cited, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class TheoremResult:
    id: str  # "softmax.jacobian"
    title: str
    book: str
    covers: tuple[str, ...]
    note: str
    where: Where
    claim: Shown
    claim_sympy: str
    given: tuple[tuple[Shown, str], ...]  # formula, words
    declared: tuple[Shown, ...]  # "V: integer >= 1", "z: vector of size V"
    definitions: tuple[Shown, ...]  # "Z := Sum(exp(z[k]), k)", each behind those it rests on
    verdict: Verdict
    steps: tuple[StepResult, ...]
    relies_on: tuple[Reliance, ...]
    uses: tuple[str, ...]  # ids of theorems cited
    obligations: tuple[Obligation, ...]
    warnings: tuple[Warned, ...]
    alarms: tuple[Alarm, ...] = ()


class NumberVerdict(Enum):
    RIGHT = "right"
    TRUNCATED = "truncated"
    WRONG = "wrong"
    TIE = "tie"
    UNREADABLE = "unreadable"
    UNDEFINED = "undefined"


@final
@dataclass(frozen=True, slots=True)
class NumberResult:
    """A printed number against the exact value.  `value` shows the enclosure's digits, `should_be` the right print."""

    id: str
    printed: str
    unit: str
    formula: Shown
    at: tuple[tuple[str, str], ...]
    value: str
    verdict: NumberVerdict
    should_be: str
    note: str
    book: str
    covers: tuple[str, ...]
    where: Where
    covered_by_erratum: bool = False


@final
@dataclass(frozen=True, slots=True)
class ErratumResult:
    id: str
    book: str
    covers: tuple[str, ...]
    prints: Shown
    should_be: Shown
    should_be_id: str
    why: str
    holds: Verdict  # Proved if the misprint is refuted and the right form proved
    witness: Witness | None
    where: Where
    given: tuple[tuple[Shown, str], ...] = ()  # what the misprint was refuted under, and what its names stand for
    declared: tuple[Shown, ...] = ()
    definitions: tuple[Shown, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class UncheckableResult:
    """What the book says that no proof and no computation can settle, and why."""

    id: str
    why: str
    book: str
    covers: tuple[str, ...]
    where: Where


@final
@dataclass(frozen=True, slots=True)
class Listed:
    """A statement that the book makes: its id, its section, and where it stands there."""

    id: str
    section: str
    place: str


INTERNAL = "internal-error"  # the code of a fault of the checker's own, which concerns one statement


@final
@dataclass(frozen=True, slots=True)
class ScriptError:
    """A script that does not load, or a statement that is not well formed: one message with place and advice."""

    code: str
    says: str
    where: Where
    advice: str = ""


@final
@dataclass(frozen=True, slots=True)
class ScriptInfo:
    """A script of the run; `title` is the first line of its docstring."""

    file: str
    title: str


@final
@dataclass(frozen=True, slots=True)
class Run:
    """Everything a run found, in file and line order.  `part`: what was asked for, if that is not the whole book."""

    title: str
    tool: str
    sources: tuple[tuple[str, str], ...]  # path, sha256
    theorems: tuple[TheoremResult, ...] = ()
    numbers: tuple[NumberResult, ...] = ()
    errata: tuple[ErratumResult, ...] = ()
    uncheckable: tuple[UncheckableResult, ...] = ()
    listed: tuple[Listed, ...] = ()  # the statements that the whole book makes, if it lists them
    errors: tuple[ScriptError, ...] = ()
    notices: tuple[str, ...] = ()  # one line each: the second reader is off, ...
    warnings: tuple[Warned, ...] = ()  # of scripts; those of a theorem are with it
    scripts: tuple[ScriptInfo, ...] = ()
    part: tuple[str, ...] = ()
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)  # never in results.json


class ExitCode(IntEnum):
    """As pytest where pytest has one."""

    OK = 0
    FAILED = 1
    INTERRUPTED = 2
    INTERNAL = 3
    USAGE = 4
    NOTHING = 5


def exit_code(run: Run) -> ExitCode:
    """When several hold: 3 (alarm, or the checker failed), 4 (a script does not load), 1 (something is not proved), 5 (nothing found), 0.

    | alarm | script error | failed | found | code |
    |-------|--------------|--------|-------|------|
    | yes   | any          | any    | any   | 3    |
    | no    | yes          | any    | any   | 4    |
    | no    | no           | yes    | any   | 1    |
    | no    | no           | no     | no    | 5    |
    | no    | no           | no     | yes   | 0    |
    """
    if any(th.alarms for th in run.theorems) or any(e.code == INTERNAL for e in run.errors):
        return ExitCode.INTERNAL
    if run.errors:
        return ExitCode.USAGE
    bad = any(status(th.verdict) not in (Status.PROVED, Status.ASSUMED) for th in run.theorems)
    bad |= any(n.verdict is not NumberVerdict.RIGHT and not n.covered_by_erratum for n in run.numbers)
    bad |= any(status(e.holds) is not Status.PROVED for e in run.errata)
    if bad:
        return ExitCode.FAILED
    if not (run.theorems or run.numbers or run.errata):
        return ExitCode.NOTHING
    return ExitCode.OK
