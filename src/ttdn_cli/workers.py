"""Reads many files, in several processes when there are enough of them to pay for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from ttdn_cli.intake import Intake
from ttdn_cli.limits import MAX_JOBS
from ttdn_cli.paths import Source
from ttdn_cli.submission import Submission

ENOUGH_FILES = 10_000
CHUNK = 64
Watch = Callable[[Iterable[Submission]], Iterator[Submission]]


class _Here:
    """The intake of a worker process; a forked child finds it set."""

    intake: Intake


def receive_all(intake: Intake, sources: Sequence[Source], jobs: int | None, watch: Watch = iter) -> list[Submission]:
    """Return what every file submits, in the order of the sources, whatever the number of jobs.

    With `jobs` None there is one process for few files, and one for each core for many. `watch` passes on what comes
    and sees when it does.
    """
    if jobs is None:
        jobs = min(os.cpu_count() or 1, MAX_JOBS) if len(sources) >= ENOUGH_FILES else 1
    if jobs <= 1 or len(sources) < 2 or sys.platform == "win32":  # noqa: PLR2004 - one file needs one process
        return list(watch(map(intake.receive, sources)))
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _Here.intake = intake
    with ProcessPoolExecutor(min(jobs, len(sources)), get_context("fork")) as pool:
        return list(watch(pool.map(_receive, sources, chunksize=CHUNK if len(sources) > jobs * CHUNK else 1)))


def _receive(source: Source) -> Submission:
    return _Here.intake.receive(source)
