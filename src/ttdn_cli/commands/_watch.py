"""`check --watch`: the same run again whenever something changes that it has read."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace

from ttdn_cli.clock import time_of_day
from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.commands._judge import check
from ttdn_cli.commands._plan import plan_file, read_plan
from ttdn_cli.console.writing import tell
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.files.paths import STDIN, given_paths
from ttdn_cli.files.watch import Places, Watcher, places
from ttdn_cli.intake.memory import Memory
from ttdn_cli.text.i18n import N_


def check_again_and_again(context: Context) -> int:
    """Check, wait for a change, and check again; it ends by a signal, or with 0 when nobody reads its output any more.

    Wrong usage ends it at the first run; later every failure is told, and the next change awaited.
    """
    options = context.options
    if STDIN in options.paths:
        raise UsageError(N_("--watch cannot be used with standard input"), N_("Name files or folders"))
    gc.enable()  # a program that stays has to tidy up
    options = replace(options, jobs=options.jobs or 1)  # processes are not forked beside the threads that watch
    context = replace(context, options=options)
    watcher, memory = Watcher(options.output), Memory()
    watcher.follow(_places(context))
    reader = _identity()
    first = True
    try:
        while True:
            try:
                context = context if first else open_context(options)
                check(context, memory)
            except TtdnError as error:
                if first and isinstance(error, UsageError):
                    raise
                words = context.words
                tell(words.say(error.message, **error.values), words.say(error.hint, **error.values))
            first = False
            if _identity() != reader:
                return 0
            watcher.follow(_places(context))
            watcher.settle()
            if not options.quiet:
                context.info(N_("Judged at {time}; again when a file changes, Ctrl-C ends"), time=time_of_day())
            gc.collect()
            watcher.wait()
            _clear(options.output)
    finally:
        watcher.end()


def _places(context: Context) -> Places:
    """Return what a run reads: reports, plan, registry, days off, settings, waivers."""
    reports = context.options.reports or context.settings.reports
    given = given_paths(context.options.paths, reports)
    folders = [one for one in given if not os.path.isfile(one)]
    files = [one for one in given if os.path.isfile(one)]
    named = [plan_file(context), *read_plan(context).files, *context.setting_files]
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
