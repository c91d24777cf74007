"""What each report says, kept by its contents: intake that reads only what it has not read before."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping, Sequence

from ttdn_cli.cache.folder import Folder, digest, digest_of, program
from ttdn_cli.cache.form import UNFIT, decode, encode
from ttdn_cli.cache.stamps import Ahead, Stamps
from ttdn_cli.faults import refused
from ttdn_cli.intake import Intake
from ttdn_cli.limits import MAX_SHARD
from ttdn_cli.load.files import read_file
from ttdn_cli.load.tree import Refused
from ttdn_cli.paths import Source
from ttdn_cli.planbook import Planbook
from ttdn_cli.submission import Submission

ROOM = "facts"
_MANY = 4096  # lines that wait to be written


class Facts:
    """The lines of one context: a plan with its registry, and whatever else decides what a report comes to.

    They lie in files by the beginning of their key. Each line has a sum of its own, so that a line that was cut off or
    changed is no line.
    """

    def __init__(self, folder: Folder, context: str) -> None:
        self._folder = folder
        self._context = context
        self._shards: dict[bytes, dict[bytes, bytes]] = {}
        self._new: list[tuple[bytes, bytes]] = []

    def find(self, key: bytes) -> bytes | None:
        """Return the line of a key."""
        if key[:2] not in self._shards:
            data = self._folder.read(ROOM, self._context, key[:2].decode()) or b""
            parts = [line.split(b" ", 2) for line in data.split(b"\n")]
            self._shards[key[:2]] = {part[1]: part[0] + part[2] for part in parts if len(part) == 3}  # noqa: PLR2004
        found = self._shards[key[:2]].get(key, b"")
        return found[8:] if found and found[:8] == _sum(key, found[8:]) else None

    def add(self, key: bytes, line: bytes) -> None:
        """Keep a line; it is written with others."""
        self._new.append((key, line))
        if len(self._new) >= _MANY:
            self.flush()

    def flush(self) -> None:
        """Write what waits. A line break comes first, as what was written last may have been cut off."""
        shards: dict[bytes, list[bytes]] = {}
        for key, line in self._new:
            shards.setdefault(key[:2], []).append(b"%b %b %b\n" % (_sum(key, line), key, line))
        self._new = []
        for shard, lines in shards.items():
            self._folder.append(b"\n" + b"".join(lines), MAX_SHARD, ROOM, self._context, shard.decode())


def _sum(key: bytes, line: bytes) -> bytes:
    return b"%08x" % zlib.crc32(line, zlib.crc32(key))


class CachedIntake(Intake):
    """Intake that looks first whether a report with these contents has been read before."""

    def __init__(self, intake: Intake, facts: Facts, digests: Mapping[str, str]) -> None:
        """Take where facts are kept, and the marks of contents that are known without reading, by path."""
        super().__init__(intake.plan, intake.directory, intake.day, texts=intake.texts)
        self._facts, self._digests = facts, digests
        self._variants: dict[tuple[str, tuple[str, ...]], bytes] = {}

    def take(self, source: Source, found: Submission) -> None:
        """Fill a submission with what is kept of these contents, else with what is read, which is kept then."""
        if source.opened is None:
            super().take(source, found)
            return
        mark = self._digests.get(source.opened)
        if mark and self._recall(source, mark, found):
            return
        try:
            data = read_file(source.opened)
        except Refused as error:
            found.faults.append(refused(source.shown, error))
            return
        if mark != (mark := digest_of(data)) and self._recall(source, mark, found):
            return
        self.understand(source, data, found)
        found.digest = mark
        if (line := encode(found)) is not None:
            self._facts.add(self._key(source, mark), line)

    def _recall(self, source: Source, mark: str, found: Submission) -> bool:
        """Fill a submission with what is kept of contents, and tell whether there is any such."""
        line = self._facts.find(self._key(source, mark))
        if line is None:
            return False
        try:
            decode(line, found, self.plan.periods)
        except UNFIT:  # a line of ours that does not fit: not of this program after all
            return False
        found.digest = mark
        return True

    def _key(self, source: Source, mark: str) -> bytes:
        """Return the key of a file: its contents, the ending that decides the reader, the period of its folder."""
        ending = os.path.splitext(source.opened or "")[1].lower()
        asked = ending, source.folders
        if asked not in self._variants:
            folder, fits = self.period_folder(source.folders)
            self._variants[asked] = digest((ending, folder, *sorted(fits)))[:8].encode()
        return mark.encode() + self._variants[asked]

    def end(self) -> None:
        """Write what has been read; a process that reads for another one writes its own."""
        self._facts.flush()


def receive_kept(  # noqa: PLR0913 - what is read, by what, and what is known of it
    intake: Intake,
    book: Planbook,
    folder: Folder,
    sources: Sequence[Source],
    receive: Callable[[Intake], list[Submission]],
    ahead: Ahead | None = None,
) -> list[Submission]:
    """Return what `receive` makes of an intake that knows what earlier runs have read; keep what this one reads."""
    marks = [digest_of(data) for _, data in book.read]
    context = digest((program(), *marks, intake.day.isoformat(), str(intake.texts)))
    is_new = context not in folder.names(ROOM)
    stamps = ahead.stamps if ahead else Stamps(folder, sources)
    kept = CachedIntake(intake, Facts(folder, context), ahead.digests if ahead else stamps.known())
    found = receive(kept)
    kept.end()
    stamps.keep([one.digest for one in found])
    if is_new:
        folder.trim()
    return found
