"""What a run has put out so far, for the case that it is to be kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_cli.cache.folder import digest_of
from ttdn_cli.paths import Found


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
            inputs = [[os.path.relpath(path, os.path.dirname(plan)), digest_of(data)] for path, data in self.inputs]
        except ValueError:  # on another drive
            return None
        return Result(code, self.before, self.after, self.text, inputs, self.data)
