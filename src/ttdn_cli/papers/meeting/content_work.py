"""What the papers show of work and of what is asked: plain records, as `content` has the others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ClarifyRow(NamedTuple):
    """A finding that somebody has to make clear; `task` may be "", `source` is its place among the files."""

    agencies: tuple[str, ...]
    agency: str
    task: str
    message: str
    asked: str
    source: str


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
