"""Which contents a file has, as long as it lies there as it did: by size, times and inode, folder by folder.

A stamp is trusted only when it was made well after the file was last written: what changes within the clock's grain
would keep its stamp.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from ttdn_cli.cache.folder import Folder, digest, digest_of
from ttdn_cli.clock import now
from ttdn_cli.load.files import read_file
from ttdn_cli.load.tree import Refused
from ttdn_cli.paths import Found, Source

ROOM = "stamps"
_GRAIN = 2_000_000_000  # nanoseconds: the coarsest clock of a file system that is still in use


class Stamps:
    """The stamps of the files of one run. What is kept of a folder is one file: a mark of its lines, then the lines."""

    def __init__(self, folder: Folder, sources: Sequence[Source]) -> None:
        """Take the cache and the files; each is asked for its stamp now, before anything of it is read."""
        self._folder = folder
        self._known: dict[str, dict[str, str]] = {}
        self._made = now()
        self._sources = sources
        self._now = [_stamp(one.opened) if one.opened else "" for one in sources]

    def known(self) -> dict[str, str]:
        """Return the mark of the contents of each file, by its path, as far as it is known without reading."""
        found: dict[str, str] = {}
        here, known = None, {}
        for source, stamp in zip(self._sources, self._now, strict=True):
            if not stamp or source.opened is None:
                continue
            folder, name = _split(source.opened)
            if folder != here:
                here, known = folder, self._of(folder)
            kept = known.get(name, "")
            if kept[33:] == stamp:
                found[source.opened] = kept[:32]
        return found

    def _of(self, folder: str) -> dict[str, str]:
        """Return what is kept of a folder: for each name the mark of the contents, a space, and the stamp."""
        if folder not in self._known:
            text = (self._folder.read(ROOM, _name(folder)) or b"").decode("utf-8", "replace")
            mark, _, lines = text.partition("\n")
            pairs = [line.split("\t") for line in lines.split("\n")] if mark == digest((lines,)) else []
            self._known[folder] = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}  # noqa: PLR2004 - name, rest
        return self._known[folder]

    def keep(self, digests: Iterable[str | None]) -> None:
        """Keep the marks of the contents, one for each file in order, where they are known and the stamp is old enough.

        Of each folder that has anything new, all is written: what is no longer there is forgotten.
        """
        folders: dict[str, dict[str, str]] = {}
        for source, stamp, mark in zip(self._sources, self._now, digests, strict=True):
            folder, name = _split(source.opened or "")
            kept = folders.setdefault(folder, {})
            if stamp and mark and self._is_old(stamp) and name.isprintable():
                kept[name] = f"{mark} {stamp}"
        for folder, kept in folders.items():
            known = self._of(folder)
            if any(known.get(name) != line for name, line in kept.items()):
                lines = "\n".join(f"{name}\t{line}" for name, line in kept.items())
                data = f"{digest((lines,))}\n{lines}".encode()
                self._folder.replace(data, ROOM, _name(folder))

    def _is_old(self, stamp: str) -> bool:
        _, modified, changed, _ = stamp.split(" ")
        return max(int(modified), int(changed)) < self._made - _GRAIN


class Ahead(NamedTuple):
    """What is known of the files before anything is judged: which there are, and the contents of each, by its path."""

    found: Found
    stamps: Stamps
    digests: dict[str, str]


def look_ahead(folder: Folder, found: Found) -> Ahead:
    """Return which contents the files have; those that do not lie there as they did are read for it."""
    stamps = Stamps(folder, found.sources)
    digests = stamps.known()
    for source in found.sources:
        if source.opened and source.opened not in digests:
            with suppress(Refused):
                digests[source.opened] = digest_of(read_file(source.opened))
    return Ahead(found, stamps, digests)


def _split(path: str) -> tuple[str, str]:
    """Return folder and name, as `os.path.split` does for the paths that are found, at a third of its price."""
    folder, _, name = path.rpartition(os.sep)
    return folder or path[: len(path) - len(name)], name


def _name(folder: str) -> str:
    return digest((os.path.abspath(folder),))


def _stamp(path: str) -> str:
    """Return size, times and inode of a regular file in one text; empty for anything else."""
    try:
        info = os.lstat(path)
    except (OSError, ValueError):
        return ""
    if not stat.S_ISREG(info.st_mode):
        return ""
    return f"{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"
