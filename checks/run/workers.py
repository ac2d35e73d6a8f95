"""How are checks run side by side, so that none can stop the others?  One process per worker, one check at a time.

The parent is a single thread that waits for answers, deadlines and deaths; it ends a worker that is late, and starts
another.  With `fork` a worker holds the loaded scripts already; elsewhere it loads them itself.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any, TypeAlias, final

from checks.run.limits import Crashed, Done, End, Limits, OverMemory, OverTime, arm, died, disarm, limit_memory

Do: TypeAlias = Callable[[Any], Any]  # does one job; what it returns can be pickled
Start: TypeAlias = Callable[[], Do]  # called once in a worker; with `spawn`, it can be pickled

READY = "ready"
PACKAGE = Path(__file__).resolve().parent.parent


def start_method() -> str:
    """`fork` where there is one: the scripts need not be loaded again."""
    methods = multiprocessing.get_all_start_methods()
    return "fork" if "fork" in methods and os.name == "posix" else "spawn"


def serve(link: Connection, start: Start, limits: Limits, said: int | None, others: Sequence[Connection]) -> None:
    """A worker's life: limits, then jobs until the parent hangs up."""
    for other in others:  # inherited by fork; a worker must not keep its siblings' lines open
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if said is not None:  # what C libraries print belongs to the crash they report, not to the terminal
        os.dup2(said, 1)
        os.dup2(said, 2)
        faulthandler.enable(2)
    limit_memory(limits.megabytes)
    do = start()
    try:
        link.send(READY)
        while True:
            job = link.recv()
            arm(limits.seconds)
            end = attempt(do, job, limits)
            disarm()
            link.send(end)
            if isinstance(end, OverMemory):
                return
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent has gone
        return


def attempt(do: Do, job: Any, limits: Limits) -> End:
    """One job.  Whatever a judge raises is a fault of the checker's, and concerns this job alone."""
    began = time.perf_counter()
    try:
        return Done(do(job), time.perf_counter() - began)
    except (MemoryError, RecursionError):
        return OverMemory(limits.megabytes)
    except (Exception, SystemExit) as e:
        return Crashed(f"{type(e).__name__}{f': {e}' if str(e) else ''}{_origin(e)}")


def _origin(e: BaseException) -> str:
    """Where in this project an exception came from, as the project names its files."""
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            return f" ({path.relative_to(PACKAGE.parent).as_posix()}:{frame.lineno})"
    return ""


@final
@dataclass(slots=True)
class Worker:
    process: BaseProcess
    link: Connection
    said: IO[bytes]
    job: Any = None
    ready: bool = False
    began: float = 0.0


@final
class Workers:
    """At most `count` workers.  `with Workers(...) as w:` ends them all on the way out, however it is left."""

    def __init__(self, count: int, start: Start, limits: Limits, *, method: str = "") -> None:
        self._method = method or start_method()
        context: Any = multiprocessing.get_context(self._method)  # its type does not say what every context has
        self._pipe: Callable[[], tuple[Connection, Connection]] = context.Pipe
        self._process: Callable[..., BaseProcess] = context.Process
        self._count, self._start, self._limits = count, start, limits
        self._workers: list[Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for w in self._workers:
            w.process.kill()
        for w in self._workers:
            self._bury(w)
        self._workers.clear()

    def free(self) -> int:
        """How many jobs can be begun now."""
        return self._count - self.busy()

    def busy(self) -> int:
        return sum(1 for w in self._workers if w.job is not None)

    def begin(self, job: Any) -> None:
        """Give `job` to an idle worker, or to a new one.  Only when `free()`."""
        idle = next((w for w in self._workers if w.job is None), None) or self._hire()
        idle.job, idle.began = job, time.monotonic()
        if idle.ready:
            self._send(idle)

    def wait(self) -> list[tuple[Any, End]]:
        """Wait until something ends; every job that ended, and how.  Only when `busy()`."""
        while True:
            busy = [w for w in self._workers if w.job is not None]
            late = [w.began + self._limits.seconds - time.monotonic() for w in busy if w.ready and self._limits.seconds > 0]
            heard = wait([x for w in busy for x in (w.link, w.process.sentinel)], max(0.0, min(late)) if late else None)
            ended = [(job, end) for w in busy for job, end in self._hear(w, w.link in heard or w.process.sentinel in heard)]
            if ended:
                return ended

    def _hear(self, w: Worker, spoke: bool) -> list[tuple[Any, End]]:
        """What has become of a busy worker's job; nothing if it is still at it."""
        if spoke:
            try:
                message = w.link.recv()
            except (EOFError, ConnectionResetError):
                w.process.join()
                return [(w.job, self._fire(w, died(w.process.exitcode, _tail(w.said), self._limits)))]
            if message == READY:
                w.ready, w.began = True, time.monotonic()
                self._send(w)
                return []
            job, w.job = w.job, None
            if isinstance(message, OverMemory):  # it leaves: what is left of its memory is in pieces
                self._fire(w, message)
            return [(job, message)]
        if w.ready and self._limits.seconds > 0 and time.monotonic() - w.began >= self._limits.seconds:
            return [(w.job, self._fire(w, OverTime(self._limits.seconds)))]
        return []

    def _send(self, w: Worker) -> None:
        try:
            w.link.send(w.job)
        except BrokenPipeError:  # it died idle; `wait` hears of it
            return

    def _hire(self) -> Worker:
        ours, theirs = self._pipe()
        said = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as its worker)
        forks = self._method == "fork"
        others = [w.link for w in self._workers] + [ours] if forks else []
        args = (theirs, self._start, self._limits, said.fileno() if forks else None, others)
        process = self._process(target=serve, args=args, daemon=True)
        process.start()
        theirs.close()
        worker = Worker(process, ours, said)
        self._workers.append(worker)
        return worker

    def _fire(self, w: Worker, end: End) -> End:
        w.process.kill()
        self._bury(w)
        self._workers.remove(w)
        return end

    def _bury(self, w: Worker) -> None:
        w.process.join()
        w.link.close()
        w.said.close()
        w.process.close()


def _tail(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read()[-64_000:].decode("utf-8", "replace")
