"""What is left in build/?  The results, the report, the appendix in LaTeX (and PDF), one file per theorem, and the timings."""

from __future__ import annotations

import json
from pathlib import Path

from checks.home import report
from checks.outcome import Run

BUILD = "build"
RESULTS = "results.json"


def write_all(out: Path, run: Run, *, pdf: bool) -> list[Path]:
    """Everything a run leaves behind; the files worth naming."""
    written = [_write(out / RESULTS, report("json").to_json(run))]
    _write(out / "timings.json", json.dumps(dict(run.timings), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    for kind in ("html", "latex", "pdf") if pdf else ("html", "latex"):
        written += write_report(out, run, kind)
    return written


def write_report(out: Path, run: Run, kind: str) -> list[Path]:
    """One kind of report: html, latex or pdf; the files worth naming."""
    match kind:
        case "html":
            return [_write(out / "report" / "index.html", report("html").html(run))]
        case "pdf":
            out.mkdir(parents=True, exist_ok=True)
            file = out / "appendix.pdf"
            file.write_bytes(report("pdf").pdf(run))
            return [file]
        case _:
            latex = report("latex")
            pieces: dict[str, str] = latex.pieces(run)
            for old in sorted((out / "tex").glob("*.tex")):  # of a theorem that is gone
                if old.name not in pieces and old.read_text(encoding="utf-8", errors="replace").startswith(latex.GENERATED):
                    old.unlink()
            for name, text in pieces.items():
                _write(out / "tex" / name, text)
            return [_write(out / "appendix.tex", latex.appendix(run))]


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file
