"""What the papers show of work and of what is asked: plain records, as `content` has the others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ClarifyRow(NamedTuple):
    """A finding that somebody has to make clear; `task` may be "", `source` is its place among the files.

    `agency` is asked, `about` is whom the finding is about, in names; `is_missing` tells that a coordinator is missing.
    """

    agencies: tuple[str, ...]
    agency: str
    task: str
    message: str
    asked: str
    source: str
    about: str = ""
    is_missing: bool = False


class Uncounted(NamedTuple):
    """What the numbers do not hold, beside files.

    `entries` is how many occurrences there are of which the last word does not count; `unsettled` are the points of the
    plan that nobody has decided yet, each with its text; `not_run` are the rules that the settings leave out, `crashed`
    what a fault of the program left undone; `earlier` is how many occurrences single files say nothing of;
    `beyond_cutoff` is how many reports are of later periods or were submitted after the day that is known.
    """

    entries: int = 0
    unsettled: tuple[tuple[str, str], ...] = ()
    not_run: tuple[str, ...] = ()
    crashed: tuple[str, ...] = ()
    earlier: int = 0
    beyond_cutoff: int = 0


class WorkRow(NamedTuple):
    """What one agency last reported of an occurrence: `said` is the state, the rest its own words."""

    agencies: tuple[str, ...]
    agency: str
    task: str
    occurrence: str
    title: str
    period: str
    submitted_on: date
    said: str
    delivered: tuple[str, ...]
    evidence: tuple[str, ...]
    result: str


class NoteRow(NamedTuple):
    """Obstacles and proposals of one agency, in its own words, from its newest entry for the occurrence.

    `settled` is the outcome of work that is done or cancelled by now, else "".
    """

    agencies: tuple[str, ...]
    agency: str
    task: str
    occurrence: str
    title: str
    period: str
    submitted_on: date
    obstacles: str
    proposals: str
    settled: str


class AheadRow(NamedTuple):
    """An occurrence that begins or falls due in the next period; `what` says which in words."""

    agencies: tuple[str, ...]
    task: str
    occurrence: str
    title: str
    leads: tuple[str, ...]
    begins: date
    due: date | None
    what: str
    notes: str
