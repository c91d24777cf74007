"""`check --watch`: the same run again whenever something changes that it has read."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

from ttdn_cli.clock import time_of_day
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.i18n import N_, current
from ttdn_cli.memory import Memory
from ttdn_cli.output import tell
from ttdn_cli.paths import STDIN
from ttdn_cli.watching import Places, Watcher, places

Run = Callable[[Session, Sequence[str] | None], int]


def watch(asked: Asked, paths: Sequence[str] | None, run: Run) -> int:
    """Run, wait for a change, and run again; it ends by a signal, or with 0 when nobody reads its output any more.

    Wrong usage ends it at the first run; later every failure is told, and the next change awaited.
    """
    if STDIN in (paths or ()):
        raise UsageError(N_("--watch cannot be used with standard input"), N_("Name files or folders"))
    gc.enable()  # a program that stays has to tidy up
    asked.jobs = asked.jobs or "1"  # processes are not forked beside the threads that watch
    watcher = Watcher(asked.output)
    memory = Memory()
    session = Session(asked, memory=memory)
    watcher.follow(_places(session, paths))
    reader = _identity()
    first = True
    try:
        while True:
            try:
                session = session if first else Session(asked, memory=memory)
                run(session, paths)
            except TtdnError as error:
                if first and isinstance(error, UsageError):
                    raise
                words = current()
                tell(words.say(error.message, **error.values), words.say(error.hint, **error.values))
            first = False
            if _identity() != reader:
                return 0
            watcher.follow(_places(session, paths))
            watcher.settle()
            if not asked.quiet:
                said = N_("Judged at {time}; again when a file changes, Ctrl-C ends")
                session.talk(session.words.say(said, time=time_of_day()))
            gc.collect()
            watcher.wait()
            _clear(asked.output)
    finally:
        watcher.end()


def _places(session: Session, paths: Sequence[str] | None) -> Places:
    """Return what a run has read or would have read: reports, plan, registry, settings, waivers."""
    settings = session.settings
    reports = session.asked.reports or settings.reports
    given = list(paths or ([reports] if reports else []))
    folders = [one for one in given if not os.path.isfile(one)]
    files = [one for one in given if os.path.isfile(one)]
    named = [*session.inputs, session.asked.plan, settings.plan, settings.waivers, settings.file]
    below = tuple(os.path.join(one, "") for one in folders)
    return places(folders, files + [one for one in named if one and not one.startswith(below)])


def _clear(output: str) -> None:
    """Begin at the top of the screen, where nothing but the screen would hold what stood there."""
    if output != "-" or os.environ.get("TERM") == "dumb":
        return
    try:
        if sys.stdout.isatty() and sys.stderr.isatty():
            sys.stdout.write("\x1b[2J\x1b[H")
            sys.stdout.flush()
    except (OSError, ValueError, AttributeError):  # gone, closed, or never there
        pass


def _identity() -> tuple[int, int] | None:
    """Return what standard output leads to; it changes when the reader of a pipe is gone (`output.silence`)."""
    try:
        found = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return found.st_dev, found.st_ino
