"""The machine formats of findings: of `check` and `plan check`, whole and line by line (SPEC section 6)."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12, and brings it

from ttdn_cli.findings import Because

Verdict = Literal["accepted", "with_errors", "partial", "superseded", "rejected", "unread"]


class RelatedOut(TypedDict):
    """Another place that a finding rests on."""

    path: str
    line: int
    column: int
    message: str


class NotCountedOut(TypedDict):
    """Why what was last reported, or a file that came, does not count, in the reader's language; and where that is.

    `before` is there where what came before it does not count either; `message` says that, too.
    """

    because: Because
    message: str
    path: str
    line: int
    column: int
    before: NotRequired[NotCountedOut]


class FindingOut(TypedDict):
    """One finding; keys that do not apply are null."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    path: str
    line: int
    column: int
    place: str | None
    agency: str | None
    task: str | None
    occurrence: str | None
    period: str | None
    due: str | None
    days_overdue: int | None
    related: list[RelatedOut]
    fingerprint: str
    not_counted: NotCountedOut | None
    behind: list[str] | None


class WaivedOut(FindingOut):
    """A finding that a waiver takes out of the verdict."""

    reason: str
    authority: str
    until: str


class DecisionOut(TypedDict):
    """Why a finding is waived, by whom, and until which day."""

    reason: str
    authority: str
    until: str


class LineOut(FindingOut):
    """One line of JSON Lines: a finding with its plan; `province` is the folder's name where several are judged."""

    province: str | None
    plan: str
    follow_from: str | None
    waived: DecisionOut | None


class ToolOut(TypedDict):
    """The program that wrote the file."""

    name: str
    version: str


class PlanOut(TypedDict):
    """The plan that was judged by; `unsettled` is how many of its points nobody has decided yet."""

    id: str
    revision: int | None
    path: str
    unsettled: int


class FileOut(TypedDict):
    """A report file and what became of it; `tasks` is how many it speaks of in items that count, null of a plan."""

    path: str
    agency: str | None
    period: str | None
    verdict: Verdict
    remarks: list[str]
    tasks: int | None


class CountsOut(TypedDict):
    """How many findings there are of each severity."""

    error: int
    warning: int
    info: int


class OutcomesOut(TypedDict):
    """How many occurrences came out how."""

    done_on_time: int
    done_late: int
    in_time: int
    overdue: int
    not_begun: int
    cancelled: int
    undated_open: int
    undated_done: int


class FindingsOut(TypedDict):
    """The findings of `check` and `plan check`.

    `follow_from` is the period that reporting began with, null where none is set; `not_followed` is how many
    occurrences were due before it and are left out, because no report speaks of them.
    """

    schema: Literal["ttdn/findings/1"]
    tool: ToolOut
    plan: PlanOut
    as_of: str | None
    quarter: str | None
    follow_from: str | None
    not_followed: int
    complete: bool
    files: list[FileOut]
    counts: CountsOut
    outcomes: OutcomesOut | None
    findings: list[FindingOut]
    waived: list[WaivedOut]
