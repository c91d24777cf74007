"""What a whole run put out, for when everything that it rests on is as it was: nothing is judged again then."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_cli.cache.folder import Folder, digest, digest_of
from ttdn_cli.limits import MAX_PERIOD, MAX_RUN, MAX_RUNS
from ttdn_cli.model.periods import parse_period
from ttdn_cli.paths import Found

ROOM = "runs"


class Result(NamedTuple):
    """What a run put out: the lines on standard error before and after the result, the result, and the exit code.

    `text` says that the result is words for people. `inputs` are the plan and the files that it names, each by its path
    from the plan's folder and with the mark of its contents: only while they are the same is the result good.
    """

    code: int
    before: list[str]
    after: list[str]
    text: bool
    inputs: list[list[str]]
    data: bytes


@dataclass(slots=True)
class Record:
    """What a run does while it is made, as far as its result is to be kept.

    `sound` becomes False where the result rests on more than the files that are named here.
    """

    found: Found = field(default_factory=Found)
    digests: Sequence[str | None] = ()
    inputs: Sequence[tuple[str, bytes]] = ()
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    data: bytes | None = None
    text: bool = True
    sound: bool = True

    def say(self, text: str) -> None:
        """Take a line that is said, before or after the result."""
        (self.before if self.data is None else self.after).append(text)

    def result(self, code: int, plan: str) -> Result | None:
        """Return what the run that judged by a plan put out, if that can be kept."""
        if not self.sound or self.data is None:
            return None
        try:
            inputs = [[os.path.relpath(path, os.path.dirname(plan)), mark.hex()] for path, mark in self.inputs]
        except ValueError:  # on another drive
            return None
        return Result(code, self.before, self.after, self.text, inputs, self.data)


def tree_of(found: Found, digests: Iterable[str | None]) -> str | None:
    """Return the mark of all that was found, by names and contents; None where the contents of a file are not known.

    Of the folders that a file lies in those count that may be named after a period.
    """
    marks = list(digests)
    if None in marks or found.unreadable or len(marks) != len(found.sources):
        return None
    folders = {one: "/".join(filter(_may_be_period, one)) for one in {one.folders for one in found.sources}}
    files = [f"{one.shown}\n{mark}\n{folders[one.folders]}" for one, mark in zip(found.sources, marks, strict=True)]
    return digest([*files, "", *found.skipped, "", *found.litter, str(found.complete)])


def _may_be_period(name: str) -> bool:
    return (len(name) <= MAX_PERIOD and parse_period(name) is not None) or name[:1].lower() in ("q", "h", "t")


class Runs:
    """The results of one situation: a call with all that decides its output but the contents of the files it reads."""

    def __init__(self, folder: Folder, situation: Sequence[str]) -> None:
        self._folder = folder
        self._situation = digest(situation)

    def is_known(self) -> bool:
        """Tell whether there is a result of this situation, so that it is worth while to look at the files first."""
        return any(name.startswith(self._situation) for name in self._folder.names(ROOM))

    def find(self, tree: str) -> Result | None:
        """Return the result for files with these contents."""
        data = self._folder.read(ROOM, self._situation + tree) or b""
        mark, _, rest = data.partition(b"\n")
        if mark.decode("ascii", "replace") != digest_of(rest):
            return None
        head, _, body = rest.partition(b"\n")
        code, before, after, text, inputs = json.loads(head)
        return Result(code, before, after, text, inputs, body)

    def keep(self, tree: str, result: Result) -> None:
        """Keep a result, unless it is very large, and no more than `MAX_RUNS` of them."""
        head = json.dumps(result[:-1]).encode()
        rest = b"%b\n%b" % (head, result.data)
        if len(rest) <= MAX_RUN:
            self._folder.replace(b"%b\n%b" % (digest_of(rest).encode(), rest), ROOM, self._situation + tree)
            self._folder.thin(MAX_RUNS, ROOM)
