"""What the papers show of what has changed since an earlier day: plain records, as `content` has the others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ChangeRow(NamedTuple):
    """What has changed of one occurrence; `kind` is one of `CHANGES` in `since`, `what` says it in words.

    `due` is the due date on D; of an occurrence that is no more, the one that it had.
    """

    kind: str
    agencies: tuple[str, ...]
    task: str
    occurrence: str
    title: str
    leads: tuple[str, ...]
    due: date | None
    what: str


class CameRow(NamedTuple):
    """A report that has come in since, and what became of it; `agency` and `period` may be ""."""

    agencies: tuple[str, ...]
    agency: str
    period: str
    submitted_on: date
    became: str
    file: str
    counts: bool


class Since(NamedTuple):
    """What has changed from the beginning of `day` to the beginning of D.

    `undated` are files of which the day of submission is not known.
    """

    day: date
    changes: tuple[ChangeRow, ...]
    came: tuple[CameRow, ...]
    undated: tuple[str, ...]
