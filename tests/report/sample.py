"""A run with one of everything, and one in which every text is hostile."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from checks import outcome as o

T = TypeVar("T")

YES = o.Judgement(o.JudgeSays.YES, "none in 24 models")
JUDGES = o.Judges(o.Judgement(o.JudgeSays.YES), o.Judgement(o.JudgeSays.UNKNOWN, "no rule"), YES)
CLAIM = o.Shown(
    "D(p[i], z[j]) == p[i]*(delta(i, j) - p[j])", r"\frac{\partial p_{i}}{\partial z_{j}} = p_{i} \left(\delta_{ij} - p_{j}\right)"
)
LEFT = o.Shown("D(p[i], z[j])", r"\frac{\partial p_{i}}{\partial z_{j}}")
MIDDLE = o.Shown("exp(z[i])/Z", r"\frac{e^{z_{i}}}{\sum_{k=1}^{V} e^{z_{k}}}")
RIGHT = o.Shown("p[i]*(delta(i, j) - p[j])", r"p_{i} \left(\delta_{ij} - p_{j}\right)")
LEFT_OVER = o.Shown("beta*log(Z)*(Sum(pi[y], y) - 1)", r"\beta \log Z \left(\sum_{y=1}^{m} \pi_{y} - 1\right)")
WITNESS = o.Witness((("V", "2"), ("z", "(-5/4, 9/4)")), "-0.304086", "0.304086", "==")
OBLIGATION = o.Obligation(o.Shown("Z != 0", r"Z \neq 0"), "a sum of exponentials is positive")
CITED = o.Reliance(o.RelianceKind.CITATION, "Cover & Thomas 2006, theorem 2.6.3")

UNDER = (o.Under(o.AssumedAs.CASE, o.Shown("z[i] >= 0", r"z_{i} \ge 0")),)
CITES = (
    o.Cited("Theorem number 0", "softmax.t0", CLAIM),
    o.Cited(CITED.name, "", o.Shown("KL(P, Q) >= 0", r"\mathrm{KL}\left(P, Q\right) \ge 0"), (OBLIGATION.condition, CLAIM)),
)
GIVEN = (OBLIGATION.condition, "Z is not zero")

VERDICTS: tuple[o.Verdict, ...] = (
    o.Proved((CITED,), (OBLIGATION,), ("calculus",)),
    o.Refuted(WITNESS),
    o.Misjustified(("definition of Z",), "by=[definition(Z), calculus]"),
    o.Undecided(o.Why.NO_RULE, LEFT_OVER, ("algebra",), "add pi.sums_to_one", "by=pi.sums_to_one"),
    o.Undecided(o.Why.TIME),
    o.Assumed("Eckart & Young 1936"),
)


def at(line: int) -> o.Where:
    return o.Where("derivations/softmax.py", line)


def theorem(n: int, verdict: o.Verdict) -> o.TheoremResult:
    steps = (
        o.StepResult("==", LEFT, MIDDLE, ("definition of p",), "", at(10 * n + 11), o.Proved(), JUDGES, (0, 1, 2)),
        o.StepResult("<=", MIDDLE, RIGHT, (), "a note", at(10 * n + 12), verdict, JUDGES, (), UNDER, CITES),
    )
    warned = (o.Warned("superfluous-reason", "step 1 does not need algebra", at(10 * n + 11)),)
    return o.TheoremResult(
        id=f"softmax.t{n}",
        title=f"Theorem number {n}",
        book="C.6",
        covers=("C.6.1",),
        note="A note.",
        where=at(10 * n + 10),
        claim=CLAIM,
        claim_sympy="Eq(x, y)",
        given=(GIVEN,),
        declared=(o.Shown("V: integer >= 1", r"V\text{: integer} \ge 1"), o.Shown("z: vector of size V", r"z\text{: vector of size }V")),
        definitions=(o.Shown("Z := Sum(exp(z[k]), k)", r"Z := \sum_{k=1}^{V} e^{z_{k}}"),),
        verdict=verdict,
        steps=steps if not isinstance(verdict, o.Assumed) else (),
        relies_on=(CITED,),
        uses=tuple(f"softmax.t{k}" for k in (n - 1, n - 3) if k >= 0),
        obligations=(OBLIGATION,),
        warnings=warned,
    )


def number(n: int, verdict: o.NumberVerdict) -> o.NumberResult:
    shown = o.Shown("H(P, Q)", r"H\left(P, Q\right)")
    return o.NumberResult(
        f"kl.n.{n}", "0.828", "nats", shown, (("P", "0.7 0.2 0.1"),), "0.828631", verdict, "0.829", "", "C.3.5", (), at(100 + n), n == 1
    )


ERRATA = (
    o.ErratumResult("kl.e1", "C.3.5", (), o.Shown("0.828", ""), o.Shown("0.829", ""), "kl.n.9", "cut off", o.Proved(), None, at(200)),
    o.ErratumResult(
        "kl.e2", "", (), CLAIM, CLAIM, "softmax.t1", "a sign", o.Undecided(o.Why.PREMISE), WITNESS, at(201), (GIVEN,), (), (CLAIM,)
    ),
)

RUN = o.Run(
    title="Math review for the rusty",
    tool="Derivation Checks 0.1.0",
    sources=(("derivations/softmax.py", "a" * 64),),
    theorems=tuple(theorem(n, v) for n, v in enumerate(VERDICTS)),
    numbers=tuple(number(n, v) for n, v in enumerate(o.NumberVerdict)),
    errata=ERRATA,
    uncheckable=(o.UncheckableResult("kl.u", "an observation", "C.1.5", ("C.1.5-01",), at(300)),),
    listed=(o.Listed("C.6.1", "C.6", "line 3"), o.Listed("C.1.5-01", "C.1.5", "line 4"), o.Listed("C.1.5-02", "C.1.5", "line 5")),
    errors=(o.ScriptError("unknown-name", "the name siz is not defined", o.Where("derivations/bad.py", 3), "did you mean size?"),),
    notices=("derivations/part/ holds 2 scripts that were not checked",),
    warnings=(o.Warned("name-mismatch", "z prints as y", at(3)),),
    scripts=(o.ScriptInfo("derivations/softmax.py", "Softmax: its Jacobian"),),
    part=("derivations/softmax.py",),
)

ALL_PROVED = o.Run("A book", "Derivation Checks 0.1.0", (), (theorem(0, o.Proved()), theorem(1, o.Proved())))
EMPTY = o.Run("A book", "Derivation Checks 0.1.0", ())
ALARMED = replace(
    RUN, theorems=(replace(RUN.theorems[0], alarms=(o.Alarm(at(1), "the kernel proved it, the refuter has a counterexample"),)),)
)

EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x' javascript:alert(1) "
    r"\input{/etc/passwd} \write18{id} \end{document} {{ 7*7 }} <* include 'x' *> <<< x >>> #let x = 1; $1/0$ % comment & _ ^ ~ # { } }} "
    "\x1b[31mred\x1b[0m \x07 \u202egnp.exe\u202c \u200b 中文 ∑ é 😀 -- ``quotes'' ^^41"
)


def hostile(x: T) -> T:
    """`x` with every text in it replaced, files and ids aside."""
    if isinstance(x, str):
        return cast(T, EVIL)
    if isinstance(x, tuple):
        return cast(T, tuple(hostile(y) for y in x))
    if is_dataclass(x) and not isinstance(x, (type, o.Where)):
        kept = {"id", "should_be_id", "uses", "relation", "sources", "file"}
        found: dict[str, Any] = {f.name: getattr(x, f.name) for f in fields(x)}
        changed = {k: v if k in kept or isinstance(v, (Enum, bool)) else hostile(v) for k, v in found.items()}
        return cast(T, replace(x, **changed))
    return x


HOSTILE = hostile(RUN)
