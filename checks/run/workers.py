"""How are checks run side by side, so that none can stop the others?  Worker processes with limits enforced from outside.

A worker that is late or dead is ended and replaced; its job alone is lost.  With `fork` a worker holds the loaded scripts already;
elsewhere it loads them itself.  No threads are involved: a process that has them cannot be forked safely.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any, TypeAlias, final

from checks.run.limits import Crashed, Done, End, Limits, OverMemory, OverTime, TooDeep, allow_depth, arm, died, disarm, limit_memory

Do: TypeAlias = Callable[[Any], Any]  # does one job; what it returns can be pickled
Start: TypeAlias = Callable[[], Do]  # called once in a worker; with `spawn`, it can be pickled

PACKAGE = Path(__file__).resolve().parent.parent
READY = b""  # what a worker says once it has started: its first job's time begins then


def start_method() -> str:
    """`fork` where there is one: the scripts need not be loaded again."""
    methods = multiprocessing.get_all_start_methods()
    return "fork" if "fork" in methods and os.name == "posix" else "spawn"


@contextmanager
def uninterrupted() -> Generator[None]:
    """Hold Ctrl-C and SIGTERM back for a moment: a worker that is being started would be left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = {s: signal.signal(s, lambda number, frame: caught.append(number)) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)
    if caught:
        signal.raise_signal(caught[0])


# ---------------------------------------------------------------- in a worker
def serve(pipe: connection.Connection, start: Start, limits: Limits, said: str, inherited: connection.Connection | None = None) -> None:
    """A worker's life: its limits, the scripts, then one job after another until the parent is gone."""
    if inherited is not None:
        inherited.close()  # the parent's end: while it is open here, this worker would never see the other go
    _enter(limits, said)
    do = start()
    pipe.send_bytes(READY)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(attempt(do, job, limits))


def _enter(limits: Limits, said: str) -> None:
    """Signals, a place for what is printed, limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    stream = os.open(_log(said, os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    faulthandler.enable(2)
    limit_memory(limits.megabytes)
    allow_depth()


def attempt(do: Do, job: Any, limits: Limits) -> bytes:
    """One job, and how it ended, pickled.  Whatever a judge raises is a fault of the checker's, and concerns this job alone."""
    began = time.perf_counter()
    arm(limits.seconds)  # none outlives a parent that was killed
    end: End
    try:
        return pickle.dumps(Done(do(job), time.perf_counter() - began))
    except MemoryError:
        end = OverMemory(limits.megabytes)
    except RecursionError:
        end = TooDeep()
    except (Exception, SystemExit) as e:
        end = Crashed(f"{type(e).__name__}{f': {e}' if str(e) else ''}{_origin(e)}")
    finally:
        disarm()
    return pickle.dumps(end)


def _origin(e: BaseException) -> str:
    """Where in this project an exception came from, as the project names its files."""
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            return f" ({path.relative_to(PACKAGE.parent).as_posix()}:{frame.lineno})"
    return ""


def _log(folder: str, pid: int) -> str:
    return os.path.join(folder, str(pid))


# ---------------------------------------------------------------- in the parent
@final
@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: connection.Connection
    jobs: list[Any]  # the one it is at, if any
    deadline: float = float("inf")


@final
class Workers:
    """At most `count` workers.  `with Workers(...) as w:` ends them all on the way out, however it is left."""

    def __init__(self, count: int, start: Start, limits: Limits, *, method: str = "") -> None:
        self._count, self._start, self._limits = count, start, limits
        self._said = tempfile.TemporaryDirectory(prefix="checks-")
        self._context: Any = multiprocessing.get_context(method or start_method())
        self._workers: list[_Worker] = []
        self.last_words = ""  # what the last worker that was lost had written to its streams

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with uninterrupted():
            for w in self._workers:
                w.process.kill()
            for w in self._workers:
                w.process.join()
                w.pipe.close()
            self._workers.clear()
            self._said.cleanup()

    def free(self) -> int:
        """How many jobs can be begun now."""
        return self._count - self.busy()

    def busy(self) -> int:
        return sum(len(w.jobs) for w in self._workers)

    def begin(self, job: Any) -> None:
        """Give `job` to a worker.  Only when `free()`."""
        idle = [w for w in self._workers if not w.jobs]
        for w in idle:
            if not w.process.is_alive():
                self._lost(w, None)
        w = next((w for w in idle if w in self._workers), None) or self._new()
        w.jobs.append(job)
        self._clock(w)
        with contextlib.suppress(OSError):  # it has just died, which `wait` will see
            w.pipe.send(job)

    def wait(self) -> list[tuple[Any, End]]:
        """Wait until something ends; every job that ended, and how.  Only when `busy()`."""
        ended: list[tuple[Any, End]] = []
        while not ended:
            busy = [w for w in self._workers if w.jobs]
            soon = min(w.deadline for w in busy) - time.monotonic()
            heard = connection.wait(
                [x for w in busy for x in (w.pipe, w.process.sentinel)], timeout=None if soon == float("inf") else max(soon, 0)
            )
            for w in busy:
                if w.pipe in heard or w.process.sentinel in heard:
                    ended += self._hear(w)
                elif time.monotonic() >= w.deadline:
                    ended += self._lost(w, OverTime(self._limits.seconds))
        return ended

    def _new(self) -> _Worker:
        with uninterrupted():
            ours, theirs = self._context.Pipe()
            inherited = ours if self._context.get_start_method() == "fork" else None
            process = self._context.Process(target=serve, args=(theirs, self._start, self._limits, self._said.name, inherited), daemon=True)
            process.start()
            theirs.close()  # so that its end is ours to notice
            w = _Worker(process, ours, [])
            self._workers.append(w)
        return w

    def _clock(self, w: _Worker) -> None:
        w.deadline = time.monotonic() + self._limits.seconds if self._limits.seconds > 0 else float("inf")

    def _hear(self, w: _Worker) -> list[tuple[Any, End]]:
        """What a worker has to say: that it is ready, how its job ended, or, being dead, nothing."""
        try:
            heard = w.pipe.recv_bytes() if w.pipe.poll() else None
        except (EOFError, OSError):
            heard = None
        if heard is None:
            w.process.join()
            return self._lost(w, None)
        if heard == READY:
            self._clock(w)
            return []
        return [(w.jobs.pop(), pickle.loads(heard))]

    def _lost(self, w: _Worker, end: End | None) -> list[tuple[Any, End]]:
        """End a worker for good; its job ended as given, or as its exit code and its last words tell."""
        with uninterrupted():
            w.process.kill()
            w.process.join()
            w.pipe.close()
            self._workers.remove(w)
        try:
            self.last_words = Path(_log(self._said.name, w.process.pid)).read_bytes()[-64_000:].decode("utf-8", "replace")
        except OSError:
            self.last_words = ""
        return [(job, end or died(w.process.exitcode, self.last_words, self._limits)) for job in w.jobs]
