"""Which steps does an exported script replay?  Found out by running it; what it cannot replay is named in it, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.cas.export import ConfirmedStep, NotReplayed, export_script

FAULTS = (AssertionError, ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError)


def replayed_script(steps: Sequence[ConfirmedStep], left_out: Sequence[NotReplayed] = ()) -> str:
    """The script of those of `steps` that it replays; the others, and `left_out`, are listed in it."""
    kept: list[ConfirmedStep] = []
    lost = list(left_out)
    for s in steps:
        try:
            script: dict[str, Any] = {"__name__": "replay"}
            exec(compile(export_script([s]), "<exported>", "exec", dont_inherit=True), script)
            for step, _, _, sizes in script["STEPS"]:
                script["replay"](step, sizes)
        except FAULTS as e:
            lost.append(NotReplayed(s.title, s.number, f"SymPy confirmed it to the checker, not in this script ({type(e).__name__}: {e})"))
        else:
            kept.append(s)
    return export_script(kept, lost)
