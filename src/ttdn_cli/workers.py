"""Reads many files, in several processes when there are enough of them to pay for it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from ttdn_cli.errors import TtdnError
from ttdn_cli.intake import Intake
from ttdn_cli.limits import MAX_JOBS
from ttdn_cli.paths import Source
from ttdn_cli.submission import Submission

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ENOUGH_FILES = 10_000
CHUNK = 64
_ENDING = (signal.SIGINT, signal.SIGTERM)
Watch = Callable[[Iterable[Submission]], Iterator[Submission]]


def receive_all(intake: Intake, sources: Sequence[Source], jobs: int | None, watch: Watch = iter) -> list[Submission]:
    """Return what every file submits, in the order of the sources, whatever the number of jobs.

    With `jobs` None there is one process for few files, and one for each core for many. `watch` passes on what comes
    and sees when it does.
    """
    if jobs is None:
        jobs = jobs_for(sources)
    if jobs <= 1 or len(sources) < 2 or sys.platform == "win32":  # noqa: PLR2004 - one file needs one process
        return list(watch(map(intake.receive, sources)))
    size = min(CHUNK, -(-len(sources) // jobs))
    parts = [sources[start : start + size] for start in range(0, len(sources), size)]
    with closing(_shared(intake, parts, min(jobs, len(parts)))) as found:  # an interrupt may come to whoever watches
        return list(watch(found))


def jobs_for(files: Iterable[object]) -> int:
    """Return how many processes pay for so many files, which are counted only as far as needed."""
    return min(os.cpu_count() or 1, MAX_JOBS) if any(number >= ENOUGH_FILES for number, _ in enumerate(files, 1)) else 1


def in_turn(judge: Any, parts: Sequence[Any], jobs: int) -> Iterator[Any]:
    """Yield what `judge.receive` returns for each part, in order and one by one, by so many processes at most."""
    if jobs <= 1 or len(parts) < 2 or sys.platform == "win32":  # noqa: PLR2004 - as above
        yield from map(judge.receive, parts)
    else:
        yield from _shared(judge, [(one,) for one in parts], min(jobs, len(parts)))


def _read(intake: Intake, sources: Sequence[Source]) -> list[Submission]:
    return [intake.receive(source) for source in sources]


def _shared(intake: Intake, parts: Sequence[Sequence[Source]], jobs: int) -> Generator[Submission, None, None]:
    """Yield what the files submit, read by several processes, none of which outlives a run that is interrupted.

    The parts are dealt out in turn: what comes back is in order, and no process waits for a lock that another holds.
    """
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        _start(workers, intake, parts, jobs)
        for number, part in enumerate(parts):
            yield from _told(workers, number % jobs) or _read(intake, part)
    finally:
        for process, _ in workers:
            process.kill()
            process.join()


def _start(
    workers: list[tuple[BaseProcess, Connection]], intake: Intake, parts: Sequence[Sequence[Source]], jobs: int
) -> None:
    """Start the processes and add them to `workers`, as many as the system allows."""
    from multiprocessing import get_context

    context = get_context("fork")
    # Signals are held back until a worker has given up what this process does about them.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        for number in range(jobs):
            here, there = context.Pipe(duplex=False)
            inherited = [*(one for _, one in workers), here]
            arguments = (there, inherited, intake, parts[number::jobs], before)
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            there.close()
            workers.append((process, here))
    except OSError:  # no more processes or files allowed: what nobody reads is read here
        pass
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    there: Connection,
    inherited: Iterable[Connection],
    intake: Intake,
    parts: Sequence[Sequence[Source]],
    mask: Iterable[int],
) -> None:
    """Read parts in a process of its own. A signal ends it without a word: what is to be said, the first one says.

    The ends that were inherited are closed, else it would wait for ever once the first process is gone.
    """
    for one in inherited:
        one.close()
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    with suppress(TtdnError, BrokenPipeError):  # what is missing here is missing there, too, and told there
        for part in parts:
            found = _read(intake, part)
            if part is parts[-1]:
                intake.end()  # before the last word, after which nobody waits for this process
            there.send(found)


def _told(workers: Sequence[tuple[BaseProcess, Connection]], number: int) -> list[Submission] | None:
    """Return the next part from a worker; None when there is no such worker, or it is gone."""
    try:
        return workers[number][1].recv()  # type: ignore[no-any-return]  # what `_work` sends
    except (IndexError, EOFError, OSError):
        return None
