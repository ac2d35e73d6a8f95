"""A stand-in for the judges: what it says of a theorem is written in the theorem's note.

"" or "proved"   proved, if every premise is        "crash"     raises
"refuted"        refuted at step 1                   "abort"     ends its process
"sleep"          does not end                        "memory"    asks for memory until it has none
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from checks import outcome as o
from checks.run.order import cited
from checks.words.numbers import Erratum, Printed
from checks.words.state import Calc, Theorem

YES = o.Judgement(o.JudgeSays.YES)


def shown(text: str, tex: str = "") -> o.Shown:
    return o.Shown(text, tex)


def judge_theorem(
    th: Theorem,
    ids: Mapping[Theorem, str],
    verdicts: Mapping[Theorem, o.Verdict],
    root: Path,
    *,
    sympy: bool = True,
    names: Mapping[int, str] | None = None,
) -> o.TheoremResult:
    where = o.Where(Path(th.place.file).relative_to(root).as_posix(), th.place.line)
    match th.note:
        case "sleep":
            time.sleep(600)
        case "crash":
            raise KeyError("no such rule")
        case "abort":
            os.abort()
        case "memory":
            held = []
            while True:
                held.append(bytearray(1 << 24))
        case _:
            pass
    verdict: o.Verdict = o.Proved()
    if any(not isinstance(verdicts.get(p), (o.Proved, o.Assumed)) for p in cited(th)):
        verdict = o.Undecided(o.Why.PREMISE)
    if th.note == "refuted":
        verdict = o.Refuted(o.Witness((("n", "2"), ("z", "(-5/4, 9/4)")), "-0.02845", "0.02845", "=="))
    steps: list[o.StepResult] = []
    if isinstance(th.proof, Calc):
        for n, s in enumerate(th.proof.steps):
            mine = verdict if n == 0 else o.Proved()
            at = o.Where(where.file, s.place.line)
            steps.append(
                o.StepResult(
                    "==",
                    shown(f"left{n}", f"x_{n}"),
                    shown(f"left{n + 1}", f"x_{n + 1}"),
                    ("algebra",),
                    s.note,
                    at,
                    mine,
                    o.Judges(YES, YES, YES),
                    (0,),
                )
            )
    uses = tuple(ids[p] for p in cited(th))
    claim = shown("p[i] == p[i]", r"p_i = p_i")
    return o.TheoremResult(
        ids[th],
        th.title,
        th.book,
        th.covers,
        th.note,
        where,
        claim,
        "Eq(p, p)",
        (),
        (shown("V: a size", r"V\text{: a size}"),),
        (),
        verdict,
        tuple(steps),
        (),
        uses,
        (),
        (),
    )


def judge_number(p: Printed, id: str, root: Path) -> o.NumberResult:
    where = o.Where(Path(p.place.file).relative_to(root).as_posix(), p.place.line)
    right = p.text != "0.828"
    verdict = o.NumberVerdict.RIGHT if right else o.NumberVerdict.TRUNCATED
    at = tuple((k.name, v) for k, v in p.at)
    return o.NumberResult(id, p.text, p.unit, shown("H(P)", "H(P)"), at, "0.8286", verdict, "0.829", "", p.book, p.covers, where)


def judge_erratum(  # noqa: PLR0917  (called as the real one is)
    e: Erratum,
    id: str,
    ids: Mapping[Theorem, str],
    verdicts: Mapping[Theorem, o.Verdict],
    numbers: Mapping[Printed, o.NumberResult],
    root: Path,
) -> o.ErratumResult:
    where = o.Where(Path(e.place.file).relative_to(root).as_posix(), e.place.line)
    if isinstance(e.should_be, Printed):
        right, name = numbers[e.should_be].verdict is o.NumberVerdict.RIGHT, numbers[e.should_be].id
    else:
        right, name = isinstance(verdicts.get(e.should_be), o.Proved), ids[e.should_be]
    prints = e.prints.text if isinstance(e.prints, Printed) else "a claim"
    holds: o.Verdict = o.Proved() if right else o.Undecided(o.Why.PREMISE)
    return o.ErratumResult(id, e.book, e.covers, shown(prints), shown("right"), name, e.why, holds, None, where)
