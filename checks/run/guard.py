"""What may a script not do to the process that loads it?  End it, hold it up, write to its output, or leave it changed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Generator

from checks.run.complaint import OutOfTime


@contextlib.contextmanager
def guarded(seconds: float) -> Generator[None]:
    """Around the loading of one script."""
    with _kept_alive(), _kept_as_it_was(), _heard_on_stderr(), within(seconds):
        yield


@contextlib.contextmanager
def _kept_alive() -> Generator[None]:
    """A script may not end the process that checks it: what has not been checked would pass for checked."""

    def refuse(code: int = 0) -> None:
        raise SystemExit(f"os._exit({code})")

    saved = os._exit
    os._exit = refuse  # type: ignore[assignment]
    try:
        yield
    finally:
        os._exit = saved


@contextlib.contextmanager
def _kept_as_it_was() -> Generator[None]:
    """Results would go to another folder, and deep formulas would end the process instead of being refused."""
    folder, depth = os.getcwd(), sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(depth)
        os.chdir(folder)


@contextlib.contextmanager
def _heard_on_stderr() -> Generator[None]:
    """What is printed goes to the error stream, by Python or below it: standard output is the results'."""
    if sys.__stdout__ is None or sys.__stderr__ is None:  # a program without a console has neither
        with contextlib.redirect_stdout(sys.stderr):
            yield
        return
    sys.__stdout__.flush()
    out, err = os.dup(1), os.dup(2)
    try:
        os.dup2(err, 1)
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        with contextlib.suppress(ValueError, OSError):  # the script has closed it
            sys.__stdout__.flush()
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.close(out)
        os.close(err)


@contextlib.contextmanager
def within(seconds: float) -> Generator[None]:
    """Raise `OutOfTime` in a script that loads for longer, where the system has interval timers."""
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(signum: int, frame: object) -> None:
        raise OutOfTime(seconds)

    before = signal.signal(signal.SIGALRM, late)
    remaining, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, remaining)
