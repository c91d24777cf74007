"""Waits until a file changes that a run has read; what editors, systems and the program itself leave is not one."""

from __future__ import annotations

import os
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any, NamedTuple

from ttdn_cli.errors import TtdnError, reason_of
from ttdn_cli.extras import need
from ttdn_cli.files.paths import SUFFIXES, is_litter
from ttdn_cli.files.unread_kinds import UNREAD_SUFFIXES
from ttdn_cli.text.i18n import N_

TOGETHER = 400  # milliseconds that changes may take to count as one
LOOK = 200  # milliseconds after which a watch looks whether it is to end
MODIFIED = 2  # as the library numbers kinds of changes: added 1, modified 2, deleted 3


class Places(NamedTuple):
    """What is watched: folders with everything below them, and single files; absolute, links followed."""

    folders: frozenset[str]
    files: frozenset[str]


def places(folders: list[str], files: list[str]) -> Places:
    """Return places to watch by their names."""
    return Places(frozenset(map(os.path.realpath, folders)), frozenset(map(os.path.realpath, files)))


class Watcher:
    """Watches places in threads of its own, so that nothing is missed while a run goes on."""

    def __init__(self, ignored: str) -> None:
        """Take the file that runs write to; raises `UsageError` when the library of the extra is not there."""
        self._watch = need("watch", "watchfiles").watch
        self._ignored = os.path.realpath(ignored)
        self._changes: Queue[set[tuple[Any, str]] | Exception] = Queue()
        self._places = Places(frozenset(), frozenset())
        self._state: object = None
        self._stop = Event()
        self._ready: list[Event] = []

    def follow(self, found: Places) -> None:
        """Watch these places from now on; a folder that was taken away and made anew is another one."""
        above = {os.path.dirname(one) for one in (*found.folders, *found.files)}
        state = [(one, _identity(one)) for one in sorted({*found.folders, *above})]
        if (found, state) == (self._places, self._state):
            return
        self.end()
        self._places, self._state, self._stop, self._ready = found, state, Event(), []
        there = {one for one, identity in state if identity}
        for paths, recursive in ((there & found.folders, True), (there & above, False)):
            if paths:
                self._ready.append(Event())
                given = (sorted(paths), recursive, self._stop, self._ready[-1])
                Thread(target=self._look, args=given, daemon=True).start()

    def wait(self) -> None:
        """Return when something has changed that matters. Raises `TtdnError` (3) when the system cannot tell."""
        while True:
            try:
                changes = self._changes.get(timeout=1)  # without an end Ctrl-C would not be heard on every system
            except Empty:
                continue
            if isinstance(changes, Exception):
                reason = reason_of(changes) if isinstance(changes, OSError) else str(changes)
                hint = N_("WATCHFILES_FORCE_POLLING=1 in the environment makes it look again and again instead")
                raise TtdnError(N_("Changes cannot be watched: {reason}"), hint, reason=reason)
            if any(self._matters(int(kind), path) for kind, path in changes):
                return

    def settle(self) -> None:
        """Return when every watch has begun."""
        for one in self._ready:
            one.wait(5)

    def end(self) -> None:
        """Stop watching."""
        self._stop.set()

    def _look(self, paths: list[str], recursive: bool, stop: Event, ready: Event) -> None:  # noqa: FBT001 - as the library has it
        try:
            for changes in self._watch(
                *paths,
                watch_filter=None,
                debounce=TOGETHER,
                stop_event=stop,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                raise_interrupt=False,
                recursive=recursive,
            ):
                ready.set()
                if changes:
                    self._changes.put(changes)
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to: the one who waits is told
            self._changes.put(error)
        finally:
            ready.set()

    def _matters(self, kind: int, path: str) -> bool:
        """Tell whether a change can alter a verdict: of a file that was read, or of what may be a report."""
        if path == self._ignored:
            return False
        if path in self._places.files:
            return True
        if path in self._places.folders:
            return kind != MODIFIED
        for folder in self._places.folders:
            if path.startswith(os.path.join(folder, "")):
                parts = os.path.relpath(path, folder).split(os.sep)
                if any(map(is_litter, parts)):
                    return False
                name = parts[-1].lower()
                is_new = kind != MODIFIED and (name.endswith(UNREAD_SUFFIXES) or "." not in name or os.path.isdir(path))
                return is_new or name.endswith(SUFFIXES)
        return False


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells a folder from another one of its name; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
