"""The machine formats of the lists: `overdue`, `missing` and `summary` (SPEC section 6). Days are ISO dates."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12, and brings it

from ttdn_cli.model.findings_output import NotCountedOut, OutcomesOut

Role = Literal["lead", "coordinator"]
Received = Literal["in_time", "late", "nothing_to_report", "rejected", "none"]


class FollowedOut(TypedDict):
    """From when on the plan is followed.

    `follow_from` is the period that reporting began with, null where none is set; `not_followed` is how many
    occurrences were due before it and are left out, because no report speaks of them.
    """

    follow_from: str | None
    not_followed: int


class PartRow(TypedDict):
    """What one of several leads that are behind said last, as in `OverdueRow`."""

    lead: str
    state: str | None
    progress: int | None
    said_on: str | None
    said_by: str | None
    not_counted: NotCountedOut | None
    unread: list[str]


class Particulars(TypedDict, total=False):
    """What only some occurrences have; the keys are left out where they do not apply."""

    due_as_written: str
    aspirational: bool
    amended_by: list[str]
    parts: list[PartRow]


class OverdueRow(Particulars):
    """One occurrence that is overdue or falls due soon; `unread`, where nothing was said, as for `ExpectedRow`.

    `said_on` is the day on which what `state` and `progress` have was said, `said_by` the name of who said it, where
    that is not the one lead that is behind.
    """

    task: str
    occurrence: str
    title: str
    lead: list[str]
    behind: list[str]
    due: str
    days_overdue: int
    state: str | None
    progress: int | None
    said_on: str | None
    said_by: str | None
    last_heard: str | None
    confirmed: bool
    obstacles: str | None
    path: str
    line: int
    not_counted: NotCountedOut | None
    unread: list[str]


class OverdueOut(FollowedOut):
    """What is overdue, and what falls due soon."""

    schema: Literal["ttdn/overdue/1"]
    as_of: str
    quarter: str | None
    overdue: list[OverdueRow]
    due_soon: list[OverdueRow]


class ExpectedRow(TypedDict):
    """One report that was owed: `answers` are those who answer for it on D, `unread`, where none counts, files of nobody."""

    agency: str
    answers: list[str]
    period: str
    role: Role
    tasks: list[str]
    received: Received
    path: str | None
    unread: list[str]
    not_counted: NotCountedOut | None


class MissingOut(FollowedOut):
    """Which reports were owed, and what became of each."""

    schema: Literal["ttdn/missing/1"]
    as_of: str
    expected: list[ExpectedRow]


class ReceivedRow(TypedDict):
    """What became of one report; `unread` as for `ExpectedRow`."""

    period: str
    received: Received
    unread: list[str]


class AgencyRow(TypedDict):
    """One agency: its own part of the occurrences it leads, its reports, and who answers for them on D."""

    agency: str
    answers: list[str]
    outcomes: OutcomesOut
    reports: list[ReceivedRow]


class SummaryOut(FollowedOut):
    """The outcomes, in all and by agency."""

    schema: Literal["ttdn/summary/1"]
    as_of: str
    outcomes: OutcomesOut
    agencies: list[AgencyRow]
