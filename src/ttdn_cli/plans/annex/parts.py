"""The parts of a plan that is being drafted from a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ttdn_cli.plans.annex.results import DraftDeliverable

QUOTED = ("funding", "parent", "subjects", "notes")


class Span(NamedTuple):
    """First and last day of a plan."""

    begins: date
    ends: date

    @property
    def year(self) -> int | None:
        """The year of words that name none; None in a plan of several years."""
        return self.begins.year if self.begins.year == self.ends.year else None


class Doubt(NamedTuple):
    """What the table does not settle.

    The id of the task, section or agency, its kind, line and column (from 0) of the cell, and the words for it.
    """

    about: str
    kind: str
    line: int
    column: int
    message: str
    values: Mapping[str, object]


class DraftTask(NamedTuple):
    """A task as far as the table settles it; `lead_words` is what the lead's cell says when nobody is found in it."""

    id: str
    section: str | None
    title: str
    lead: tuple[str, ...]
    lead_words: str
    coordinators: tuple[str, ...]
    schedule: Mapping[str, str]
    as_written: str
    deliverables: tuple[DraftDeliverable, ...]
    content: tuple[str, ...] = ()
    scopes: Mapping[str, str] = {}
    quoted: Mapping[str, str] = {}


class Draft(NamedTuple):
    """The parts of a plan: headings (id and title), tasks, and everything to settle, in the order of the table.

    `rows` counts the rows of the table that were read as headings, tasks or parts of tasks. `decided` is what the words
    were taken for where they do not say it, and is not to settle.
    """

    sections: tuple[tuple[str, str], ...]
    tasks: tuple[DraftTask, ...]
    doubts: tuple[Doubt, ...]
    rows: int = 0
    decided: tuple[Doubt, ...] = ()
