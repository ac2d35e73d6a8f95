"""What may stand in `by=`, and what does a code mean?  The commands that explain the tool itself."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from checks import diagnostics as d
from checks.console.screen import Span, Tone, pad, standard
from checks.outcome import ExitCode
from checks.run.book import UsageError
from checks.run.near import near


def rules(asked: Namespace) -> ExitCode:
    """The reasons that may stand in `by=`."""
    from checks.kernel.text import claim_text
    from checks.rules import all_rules

    found = all_rules()
    if asked.format == "json":
        rows = [
            {
                "name": r.id.replace("-", "_"), "says": r.says, "statement": claim_text(r.statement) if r.statement else None,
                "when": [claim_text(c) for c in r.when], "moves": sorted(m.value for m in r.permits), "source": r.source,
            }
            for r in found
        ]  # fmt: skip
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    screen = standard(asked.color)
    for r in found:
        screen.line(Span(r.id.replace("-", "_"), Tone.STRONG), "  ", r.says)
        if r.statement:
            screen.line("    ", Span("says    ", Tone.LABEL), claim_text(r.statement))
        for c in r.when:
            screen.line("    ", Span("where   ", Tone.LABEL), claim_text(c))
        screen.line(
            "    ",
            Span("permits ", Tone.LABEL),
            "; ".join(sorted(m.value for m in r.permits)) or "nothing beyond arithmetic, which every step may use",
        )
        screen.line("    ", Span("source  ", Tone.LABEL), r.source)
        screen.gap()
    return ExitCode.OK


def explain(asked: Namespace) -> ExitCode:
    """The long text of a code, or the list of them."""
    texts = d.explanations()
    screen = standard(asked.color)
    if asked.code is None:
        for code, text in texts.items():
            screen.line(pad(code, max(map(len, texts))), "  ", Span(text.split("\n", 1)[0], Tone.SOFT))
        return ExitCode.OK
    if asked.code not in texts:
        guess = near(asked.code, texts)
        raise UsageError(f"{asked.code}: no such code", f"did you mean {guess}?" if guess else "python -m checks explain lists them")
    screen.line(Span(asked.code, Tone.STRONG))
    screen.gap()
    for line in texts[asked.code].splitlines():
        screen.line(line)
    return ExitCode.OK
