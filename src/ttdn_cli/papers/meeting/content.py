"""What the papers for a meeting show: plain records, in the order in which they are shown.

Names and words are ready in the reader's language. Days stay days and numbers numbers, so that each form writes them
as it should. Texts of reports are as the agencies wrote them, untrusted: each form makes them safe at its border.
`agencies` in a row holds the ids of the agencies that the row is about, for filters.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ttdn_cli.papers.meeting.content_since import Since
from ttdn_cli.papers.meeting.content_work import AheadRow, ClarifyRow, NoteRow, Uncounted, WorkRow


class PlanHead(NamedTuple):
    """The plan that is followed; `amended_by` are the documents in force on D that changed it."""

    id: str
    revision: int
    title: str
    number: str
    issued: date | None
    place: str
    issuer: str
    programme: str
    begins: date
    ends: date
    focal: str
    amended_by: tuple[str, ...]


class Share(NamedTuple):
    """A numerator and its base, with what is counted and what the base is; the base may be 0."""

    label: str
    number: int
    of: str
    base: int


class Totals(NamedTuple):
    """How many occurrences came out how; the first four are the official table, the rest stands beside it."""

    done_on_time: int
    done_late: int
    in_time: int
    overdue: int
    not_begun: int
    cancelled: int
    undated_open: int
    undated_done: int

    @property
    def done(self) -> int:
        """First row of the table."""
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        """Second row of the table."""
        return self.in_time + self.overdue

    @property
    def table(self) -> int:
        """All four cells."""
        return self.done + self.open

    @property
    def total(self) -> int:
        """Every occurrence of the plan that is judged."""
        return sum(self)


class DueRow(NamedTuple):
    """An occurrence that is overdue or falls due soon; `days` overdue, or left, both in calendar days.

    `behind` are the leads that have not done their part, to whom `agencies`, `state` and `obstacles` belong.
    `notes` says of the due date that it was moved, is only striven for, or was amended. `heard` is when the lead last
    reported: the day of the state where that `is_one_word` that counts; `confirmed` is False where something is overdue
    and the lead was not heard after the due date; `is_received` tells that a file of it came since, which does not
    count. `waived` is empty, or why, by whom and until when.
    """

    task: str
    occurrence: str
    title: str
    agencies: tuple[str, ...]
    behind: tuple[str, ...]
    due: date
    days: int
    state: str
    heard: date | None
    is_one_word: bool
    confirmed: bool
    is_received: bool
    obstacles: str
    notes: str
    waived: str


class SilentRow(NamedTuple):
    """A report that was owed and has not been received, or does not count; `received` says why, `file` is its path.

    `unread` are files that count for nobody, among which it may be.
    """

    period: str
    agencies: tuple[str, ...]
    agency: str
    role: str
    is_lead: bool
    tasks: tuple[str, ...]
    received: str
    is_received: bool
    file: str
    waived: str
    unread: tuple[str, ...] = ()


class Cell(NamedTuple):
    """One field of a table of states: a code for colours and signs, and the words that say the same."""

    code: str
    words: str


class MatrixRow(NamedTuple):
    """The part of one agency or group in each task, in the order of `Meeting.tasks`.

    Codes: `lead` and `lead_silent` (its own report, or each or any of a group's as it requires, has an entry that
    counts, or not), `led` (it leads no longer, and has reported as a lead alone), `reported` (others have, with a part
    of their own), `part` (of a group, some have), `before` (only an office that it took over from has), `named` (by the
    lead), `kin` (the lead names an office before or after it), `missing` (what the rule `missing-coordinator` tells of
    it, whatever it reports itself), `silent`, `rejected` and `left_out` (a file or an entry of it came and does not
    count), `disputed`, `later` (its work has not begun), `open` (an open group: nobody is asked), `none` (not asked).
    """

    agency: str
    name: str
    is_group: bool
    cells: tuple[Cell, ...]


class HeatRow(NamedTuple):
    """The reports of one agency or group, in the order of `Meeting.periods`.

    Codes: `in_time`, `late`, `nothing_to_report`, `rejected`, `none`, `not_asked`.
    """

    agency: str
    name: str
    cells: tuple[Cell, ...]


class TaskHead(NamedTuple):
    """A task, for the heads of tables."""

    id: str
    title: str
    leads: tuple[str, ...]


class Bar(NamedTuple):
    """One occurrence on the timeline; all days are inclusive. `outcome` has the code of `Totals`' fields.

    `said` is what was last said of it, as far as it is not settled.
    """

    task: str
    occurrence: str
    title: str
    agencies: tuple[str, ...]
    leads: tuple[str, ...]
    begins: date
    ends: date
    due: date | None
    completed: date | None
    outcome: Cell
    said: str
    notes: str


class DoneRow(NamedTuple):
    """An occurrence that is done, with what was delivered and the evidence named; of several leads, by each."""

    task: str
    occurrence: str
    title: str
    agencies: tuple[str, ...]
    leads: tuple[str, ...]
    due: date | None
    completed: date
    outcome: Cell
    delivered: tuple[str, ...]
    evidence: tuple[str, ...]
    result: str


class WaivedRow(NamedTuple):
    """A finding that a waiver takes out of the verdict."""

    agencies: tuple[str, ...]
    rule: str
    message: str
    reason: str
    authority: str
    until: date


class FileRow(NamedTuple):
    """A file that does not count whole, and the first reasons why."""

    path: str
    agencies: tuple[str, ...]
    agency: str
    period: str
    verdict: Cell
    why: tuple[str, ...]


class RuleCount(NamedTuple):
    """How many findings a rule has; `severity` has the code error, warning or info."""

    rule: str
    about: str
    severity: Cell
    number: int


class Unknown(NamedTuple):
    """A name in a report that fits nobody, told in a sentence, with its place in the file in words."""

    path: str
    place: str
    message: str


class Quality(NamedTuple):
    """How far the reports can be relied on; `verdicts` counts the files by what became of them."""

    files: int
    verdicts: tuple[tuple[Cell, int], ...]
    faulty: tuple[FileRow, ...]
    rules: tuple[RuleCount, ...]
    unknown: tuple[Unknown, ...]


class Meeting(NamedTuple):
    """Everything that the papers show. `period` is in words, empty where the books are closed by a day alone.

    `next_period`, in words, is the one after it, "" at the plan's end. `followed` says from when on the plan is
    followed and how much is left out for it, where that is set. `agencies` names every agency and group that a row is
    about, by id, in the registry's order. `unread` are the files of kinds that are not read. `names` are those of files
    and sheets, which may stand in sentences. `since` is what has changed, where that was asked for. `files` are the
    paths of all reports, `folder` the one below which they are named, "" where that is not shortened.
    """

    plan: PlanHead
    as_of: date
    period: str
    complete: bool
    followed: tuple[str, ...]
    soon_days: int
    totals: Totals
    shares: tuple[Share, ...]
    overdue: tuple[DueRow, ...]
    soon: tuple[DueRow, ...]
    owed: int
    silent: tuple[SilentRow, ...]
    tasks: tuple[TaskHead, ...]
    matrix: tuple[MatrixRow, ...]
    bars: tuple[Bar, ...]
    periods: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    done: tuple[DoneRow, ...]
    notes: tuple[NoteRow, ...]
    waived: tuple[WaivedRow, ...]
    clarify: tuple[ClarifyRow, ...]
    work: tuple[WorkRow, ...]
    next_period: str
    ahead: tuple[AheadRow, ...]
    quality: Quality
    agencies: dict[str, str]
    unread: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    uncounted: Uncounted = Uncounted()
    since: Since | None = None
    files: tuple[str, ...] = ()
    folder: str = ""
