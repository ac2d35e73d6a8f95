"""What is the verdict of the whole, in one sentence?  The worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.outcome import NumberResult, NumberVerdict, Proved, Run, Status


def headline(run: Run, counts: Mapping[Status, int], wrong: Sequence[NumberResult]) -> tuple[str, bool]:
    """The sentence, and whether all is well.  `wrong` are the numbers that are not right and that no erratum corrects."""
    if any(th.alarms for th in run.theorems):
        return "The checker contradicts itself: nothing here can be trusted", False
    n = len(run.theorems)
    faults: list[str] = []
    for s, words in ((Status.REFUTED, "refuted"), (Status.MISJUSTIFIED, "true but misjustified"), (Status.UNDECIDED, "undecided")):
        if counts[s]:
            faults.append(f"{counts[s]} of {n} theorem{'s' * (n != 1)} {'is' if counts[s] == 1 else 'are'} {words}")
    if wrong:
        faults.append(f"{len(wrong)} printed number{'s are' if len(wrong) != 1 else ' is'} not right")
    broken = sum(1 for e in run.errata if not isinstance(e.holds, Proved))
    if broken:
        faults.append(f"{broken} {'errata do' if broken != 1 else 'erratum does'} not hold")
    if run.errors:
        faults.append(f"{len(run.errors)} error{'s' * (len(run.errors) != 1)} in scripts: what they state was not checked")
    if faults:
        return "; ".join(faults), False
    if not (run.theorems or run.numbers or run.errata):
        return "Nothing was checked", False
    parts: list[str] = []
    if counts[Status.PROVED]:
        every = not counts[Status.ASSUMED]
        parts.append(
            f"{'all ' if every and n > 1 else ''}{counts[Status.PROVED]} theorem{'s are' if counts[Status.PROVED] != 1 else ' is'} proved"
        )
    if counts[Status.ASSUMED]:
        parts.append(f"{counts[Status.ASSUMED]} {'are' if counts[Status.ASSUMED] != 1 else 'is'} assumed with a source")
    right = sum(1 for x in run.numbers if x.verdict is NumberVerdict.RIGHT)
    if right:
        parts.append(f"{right} printed number{'s are' if right != 1 else ' is'} right")
    if run.errata:
        parts.append(f"{len(run.errata)} {'errata hold' if len(run.errata) != 1 else 'erratum holds'}")
    said = ", ".join(parts)
    return said[:1].upper() + said[1:], True
