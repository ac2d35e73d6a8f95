"""How are checks run side by side, so that none can stop the others?  Worker processes with limits enforced from outside (pebble).

A worker that is late or dead is ended and replaced; its job alone is lost.  With `fork` a worker holds the loaded scripts already;
elsewhere it loads them itself.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias, cast, final

from pebble import ProcessExpired, ProcessPool

from checks.run.limits import Crashed, Done, End, Limits, OverMemory, OverTime, arm, died, disarm, limit_memory

Do: TypeAlias = Callable[[Any], Any]  # does one job; what it returns can be pickled
Start: TypeAlias = Callable[[], Do]  # called once in a worker; with `spawn`, it can be pickled

PACKAGE = Path(__file__).resolve().parent.parent

HEED = 0.1  # seconds within which Ctrl-C is heeded

_worker: list[Do] = []  # in a worker: what it does


def start_method() -> str:
    """`fork` where there is one: the scripts need not be loaded again."""
    methods = multiprocessing.get_all_start_methods()
    return "fork" if "fork" in methods and os.name == "posix" else "spawn"


@contextmanager
def uninterrupted() -> Generator[None]:
    """Hold Ctrl-C and SIGTERM back for a moment: in the middle of the pool's or a future's own business they would leave a lock held."""
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


def enter(start: Start, limits: Limits, said: str) -> None:
    """A worker's first act: signals, a place for what C libraries print, limits, the scripts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    stream = os.open(_log(said, os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    faulthandler.enable(2)
    limit_memory(limits.megabytes)
    _worker.clear()
    _worker.append(start())


def attempt(job: Any, limits: Limits) -> End:
    """One job, in a worker.  Whatever a judge raises is a fault of the checker's, and concerns this job alone."""
    began = time.perf_counter()
    arm(limits.seconds)  # none outlives a parent that was killed
    try:
        return Done(_worker[0](job), time.perf_counter() - began)
    except (MemoryError, RecursionError):
        return OverMemory(limits.megabytes)
    except (Exception, SystemExit) as e:
        return Crashed(f"{type(e).__name__}{f': {e}' if str(e) else ''}{_origin(e)}")
    finally:
        disarm()


def _origin(e: BaseException) -> str:
    """Where in this project an exception came from, as the project names its files."""
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            return f" ({path.relative_to(PACKAGE.parent).as_posix()}:{frame.lineno})"
    return ""


def _log(folder: str, pid: int) -> str:
    return os.path.join(folder, str(pid))


@final
class Workers:
    """At most `count` workers.  `with Workers(...) as w:` ends them all on the way out, however it is left."""

    def __init__(self, count: int, start: Start, limits: Limits, *, method: str = "") -> None:
        self._count, self._limits = count, limits
        self._said = tempfile.TemporaryDirectory(prefix="checks-")
        context: Any = multiprocessing.get_context(method or start_method())
        self._pool: Any = ProcessPool(count, initializer=enter, initargs=(start, limits, self._said.name), context=context)
        self._jobs: dict[Future[Any], Any] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with uninterrupted():
            if kind is None:
                self._pool.close()
            else:
                self._pool.stop()
            self._pool.join()
            self._said.cleanup()

    def free(self) -> int:
        """How many jobs can be begun now."""
        return self._count - self.busy()

    def busy(self) -> int:
        return len(self._jobs)

    def begin(self, job: Any) -> None:
        """Give `job` to a worker.  Only when `free()`."""
        with uninterrupted():
            future: Future[Any] = self._pool.schedule(attempt, args=(job, self._limits), timeout=self._limits.seconds or None)
            self._jobs[future] = job

    def wait(self) -> list[tuple[Any, End]]:
        """Wait until something ends; every job that ended, and how.  Only when `busy()`."""
        done: set[Future[Any]] = set()
        while not done:
            with uninterrupted():
                done, _ = wait(self._jobs, timeout=HEED, return_when=FIRST_COMPLETED)
        return [(self._jobs.pop(future), self._end(future)) for future in sorted(done, key=list(self._jobs).index)]

    def _end(self, future: Future[Any]) -> End:
        try:
            end: End = future.result()
        except TimeoutError:
            return OverTime(self._limits.seconds)
        except ProcessExpired as e:
            pid = cast("int | None", e.pid)  # pyright: ignore[reportUnknownMemberType]  (pebble does not say)
            return died(e.exitcode, self._tail(pid), self._limits)
        except OSError as e:  # the answer could not be sent
            return Crashed(f"{type(e).__name__}: {e}")
        return end

    def _tail(self, pid: int | None) -> str:
        """The last that a dead worker wrote to its error stream."""
        try:
            return Path(_log(self._said.name, pid or 0)).read_bytes()[-64_000:].decode("utf-8", "replace")
        except OSError:
            return ""
