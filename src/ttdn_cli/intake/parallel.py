"""Does the same with many things, in several processes when there are enough of them to pay for it."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ttdn_cli.files.paths import Source
from ttdn_cli.intake.submission import Submission
from ttdn_cli.limits import MAX_JOBS

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

ENOUGH_FILES = 1_600
CHUNK = 128
AHEAD = 4  # chunks for each process that are dealt out before their results are asked for
_ENDING = (signal.SIGINT, signal.SIGTERM)
Watch = Callable[[Iterable[Submission]], Iterator[Submission]]
Part = TypeVar("Part")
Part_contra = TypeVar("Part_contra", contravariant=True)
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Worker(Protocol[Part_contra, Result_co]):
    """What is done with each part; it goes to the processes, and so do the parts and results."""

    def receive(self, part: Part_contra, /) -> Result_co:
        """Return the result of one part."""

    def lost(self, part: Part_contra, /) -> Result_co:
        """Return the result of a part on which the process ended that worked on it."""


def receive_all(
    worker: Worker[Source, Submission],
    sources: Sequence[Source],
    jobs: int | None,
    watch: Watch = iter,
    winnow: Watch = iter,
) -> list[Submission]:
    """Return what every file submits, in the order of the sources, whatever the number of jobs.

    With `jobs` None there is one process for few files, and one for each core for many. `watch` passes on what comes
    and sees when it does. `winnow` takes away from what comes all that will not be needed: first in the process that
    has read it, which has the less to hand over, then once more over all.
    """
    jobs = jobs_for(sources) if jobs is None else jobs
    with closing(in_turn(worker, sources, jobs, CHUNK, winnow)) as found:
        return list(winnow(watch(found)))


def jobs_for(files: Iterable[object]) -> int:
    """Return how many processes pay for so many files, which are counted only as far as needed."""
    return min(os.cpu_count() or 1, MAX_JOBS) if any(number >= ENOUGH_FILES for number, _ in enumerate(files, 1)) else 1


def in_turn(
    worker: Worker[Part, Result],
    parts: Sequence[Part],
    jobs: int,
    size: int = 1,
    winnow: Callable[[Iterable[Result]], Iterable[Result]] = iter,
) -> Generator[Result, None, None]:
    """Return a generator of what `worker.receive` returns for each part, in order.

    By so many processes at most, each of which takes up to `size` parts at a time and passes their results through
    `winnow`. They have begun before the first result is asked for, so that no process is forked beside a thread of
    whoever asks.
    """
    size = min(size, -(-len(parts) // max(jobs, 1)))
    if jobs <= 1 or len(parts) < 2:  # noqa: PLR2004 - one part needs one process
        return (worker.receive(part) for part in parts)
    chunks = [parts[start : start + size] for start in range(0, len(parts), size)]
    pool = _Pool(worker, min(jobs, len(chunks)), winnow)
    ahead = AHEAD * jobs
    for chunk in chunks[:ahead]:
        pool.submit(chunk)
    return _results(pool, chunks, ahead)


def _results(pool: _Pool, chunks: Sequence[Sequence[Any]], ahead: int) -> Generator[Any, None, None]:
    try:
        for number, chunk in enumerate(chunks):
            found = pool.result()
            yield from _apart(pool.worker, chunk) if found is None else found
            if number + ahead < len(chunks):
                pool.submit(chunks[number + ahead])
    finally:
        pool.end()


class _Pool:
    """Processes that do chunks of work in the order in which they are submitted."""

    def __init__(self, worker: Worker[Any, Any], jobs: int, winnow: Callable[[Any], Any] = iter) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self.worker = worker
        # A forked process has everything imported already, but only on Linux is a fork safe.
        context = get_context("fork" if sys.platform == "linux" else "spawn")
        self.executor: ProcessPoolExecutor | None = None
        with suppress(OSError):  # no more files allowed
            self.executor = ProcessPoolExecutor(jobs, context, _begin, (worker, winnow))
        self.waiting: deque[Future[list[Any]] | None] = deque()

    def submit(self, chunk: Sequence[Any]) -> None:
        """Take a chunk of work; where no process can be had it stays undone."""
        from concurrent.futures.process import BrokenProcessPool

        future = None
        try:
            with _signals_held():  # the first one starts the processes
                future = self.executor.submit(_work, chunk) if self.executor else None
        except BrokenProcessPool:
            pass
        except OSError:  # no more processes allowed
            self.executor = None
        self.waiting.append(future)

    def result(self) -> list[Any] | None:
        """Return the results of the next chunk; None when no process has done it, or one has died."""
        from concurrent.futures.process import BrokenProcessPool

        future = self.waiting.popleft()
        try:
            return future.result() if future else None
        except BrokenProcessPool:
            return None

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        from multiprocessing import active_children

        for process in active_children():
            process.kill()
        if self.executor:
            self.executor.shutdown(cancel_futures=True)


def _apart(worker: Worker[Any, Any], parts: Sequence[Any]) -> list[Any]:
    """Return the results of parts, done by a process of their own; of the part that ends it, what `lost` returns."""
    pool = _Pool(worker, 1)
    try:
        pool.submit(parts)
        found = pool.result()
    finally:
        pool.end()
    if found is not None:
        return found
    if pool.executor is None:
        return list(map(worker.receive, parts))
    return [worker.lost(parts[0])] if len(parts) == 1 else [one for part in parts for one in _apart(worker, [part])]


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold signals back until a new process has given up what this one does about them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# The worker of this process, when it is one of a pool, and what its results pass through.
_worker: list[tuple[Worker[Any, Any], Callable[[Any], Any]]] = []


def _begin(worker: Worker[Any, Any], winnow: Callable[[Any], Any]) -> None:
    """Make this process ready for work. A signal ends it without a word: what is to be said, the first one says."""
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    _worker.append((worker, winnow))
    if parent := parent_process():
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    """End this process once the first one is gone, which else would wait for work for ever."""
    parent.join()
    os._exit(1)


def _work(parts: Sequence[Any]) -> list[Any]:
    worker, winnow = _worker[0]
    return list(winnow([worker.receive(part) for part in parts]))
