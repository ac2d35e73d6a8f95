"""What may one check cost?  Seconds and megabytes, and what is told when they are spent."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from typing import Any, TypeAlias, final

# After this much more than its time a worker is ended by the system itself, so that none outlives a parent that was killed.
GRACE = 5.0

DEPTH = 4_000  # frames of Python

# What libraries written in C print when they give up for want of memory instead of raising MemoryError.
OUT_OF_MEMORY = ("unable to allocate memory", "cannot allocate memory", "out of memory", "bad_alloc", "memory exhausted")


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """Per check: wall-clock seconds and megabytes of address space; 0 is no limit."""

    seconds: float = 60.0
    megabytes: int = 2048


@final
@dataclass(frozen=True, slots=True)
class Done:
    """The check came to its end; `result` is its outcome, `seconds` its time."""

    result: Any
    seconds: float


@final
@dataclass(frozen=True, slots=True)
class OverTime:
    seconds: float


@final
@dataclass(frozen=True, slots=True)
class OverMemory:
    megabytes: int


@final
@dataclass(frozen=True, slots=True)
class TooDeep:
    """A formula is nested more deeply than Python can follow."""


@final
@dataclass(frozen=True, slots=True)
class Crashed:
    """The checker itself failed; `says` is how, and where in its own files."""

    says: str


End: TypeAlias = Done | OverTime | OverMemory | TooDeep | Crashed


def limit_memory(megabytes: int) -> None:
    """Bound the address space of this process, where the system can."""
    if megabytes <= 0:
        return
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes << 20
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):  # macOS knows the name and refuses the call
        return


def allow_depth() -> None:
    """Room to follow the deepest formula that the language admits through every walk, on the stack that a process has."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEPTH))


def arm(seconds: float) -> None:
    """Let the system end this process if it is still at the same check well after its time."""
    if seconds > 0 and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)


def disarm() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def died(code: int | None, said: str, limits: Limits) -> End:
    """Why a worker ended by itself, from its exit code and the last it wrote to its error stream."""
    if any(sign in said.casefold() for sign in OUT_OF_MEMORY):
        return OverMemory(limits.megabytes)
    if code is not None and code < 0:
        if sys.platform != "win32" and -code == signal.SIGKILL:  # the system does this to the hungriest process
            return OverMemory(limits.megabytes)
        if sys.platform != "win32" and -code == signal.SIGALRM:
            return OverTime(limits.seconds)
        name = signal.Signals(-code).name if -code in {int(s) for s in signal.Signals} else f"signal {-code}"
        return Crashed(f"the checker's process was ended by {name}")
    return Crashed(f"the checker's process ended with exit code {code}")
