"""What files submitted, kept for runs that follow one another (`check --watch`)."""

from __future__ import annotations

import os
from dataclasses import replace

from ttdn_cli.clock import now
from ttdn_cli.files.paths import Source
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission

SETTLED = 2_000_000_000  # nanoseconds after which a file system gives another time to another change
Stamp = tuple[int, ...]


class Memory:
    """Receives through an intake what has changed since the run before, and gives the rest again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp, Submission]] = {}
        self._basis: object = None
        self._intake: Intake

    def over(self, intake: Intake, basis: object) -> Memory:
        """Use an intake from now on; with another `basis` (plan, registry, day) nothing that is kept holds."""
        if basis != self._basis:
            self._known.clear()
        self._intake, self._basis = intake, basis
        return self

    def receive(self, source: Source) -> Submission:
        """Return what a file submits; it is read unless it is as it was."""
        stamp = _stamp(source.opened)
        known = self._known.get(source.shown)
        if known is None or stamp is None or known[0] != stamp:
            submission = self._intake.receive(source)
            if stamp is None or submission.crash:
                self._known.pop(source.shown, None)
                return submission
            known = self._known[source.shown] = stamp, submission
        # Judging takes faults and entries away from what does not count.
        return replace(known[1], input_errors=list(known[1].input_errors))

    def lost(self, source: Source) -> Submission:
        """Return what is known of a file on which the process ended that read it."""
        return self._intake.lost(source)


def _stamp(path: str | None) -> Stamp | None:
    """Return what changes when a file does; None where that cannot be told, or has only just changed."""
    try:
        found = os.lstat(path) if path else None
    except (OSError, ValueError):
        return None
    if found is None or now() - max(found.st_mtime_ns, found.st_ctime_ns) < SETTLED:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
