"""How far is it?  A bar on a terminal for a run that takes a while; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from checks.run.runner import Progress, silent

PATIENCE = 0.5  # seconds before a bar is worth its own start


@contextmanager
def progress(asked: Namespace) -> Generator[Progress]:
    """What to call as checks end."""
    if not sys.stderr.isatty() or asked.format != "text" or asked.color == "never":
        yield silent
        return
    began = time.monotonic()
    with ExitStack() as stack:
        bar: list[Progress] = []

        def tell(ended: int, of: int, id: str) -> None:
            if not bar and time.monotonic() - began > PATIENCE:
                bar.append(_bar(stack, of))
            for b in bar:
                b(ended, of, id)

        yield tell


def _bar(stack: ExitStack, of: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # no thread of its own: a process that has one cannot be forked safely
    shown = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False))
    task = shown.add_task("", total=of)
    return lambda ended, of, id: shown.update(task, completed=ended, description=id, refresh=True)
