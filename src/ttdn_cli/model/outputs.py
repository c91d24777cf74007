"""The machine formats (SPEC section 6): plain dictionaries with a schema and a version, and nothing internal."""

from __future__ import annotations

from typing import (
    Any,
    Literal,
    NotRequired,  # pydantic asks for it before Python 3.12, and brings it
)

from typing_extensions import TypedDict

from ttdn_cli.model.settings_output import ConfigOut

Verdict = Literal["accepted", "with_errors", "partial", "superseded", "rejected"]
Role = Literal["lead", "coordinator"]
Received = Literal["in_time", "late", "nothing_to_report", "rejected", "none"]


class RelatedOut(TypedDict):
    """Another place that a finding rests on."""

    path: str
    line: int
    column: int
    message: str


class FindingOut(TypedDict):
    """One finding; keys that do not apply are null."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    path: str
    line: int
    column: int
    agency: str | None
    task: str | None
    occurrence: str | None
    period: str | None
    due: str | None
    days_overdue: int | None
    related: list[RelatedOut]
    fingerprint: str


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
    waived: DecisionOut | None


class ToolOut(TypedDict):
    """The program that wrote the file."""

    name: str
    version: str


class PlanOut(TypedDict):
    """The plan that was judged by."""

    id: str
    revision: int | None
    path: str


class FileOut(TypedDict):
    """A report file and what became of it."""

    path: str
    agency: str | None
    period: str | None
    verdict: Verdict


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
    """The findings of `check` and `plan check`."""

    schema: Literal["ttdn/findings/1"]
    tool: ToolOut
    plan: PlanOut
    as_of: str | None
    quarter: str | None
    complete: bool
    files: list[FileOut]
    counts: CountsOut
    outcomes: OutcomesOut | None
    findings: list[FindingOut]
    waived: list[WaivedOut]


class Particulars(TypedDict, total=False):
    """What only some occurrences have; the keys are left out where they do not apply."""

    due_as_written: str
    aspirational: bool
    amended_by: list[str]


class OverdueRow(Particulars):
    """One occurrence that is overdue or falls due soon."""

    task: str
    occurrence: str
    title: str
    lead: list[str]
    due: str
    days_overdue: int
    state: str | None
    last_heard: str | None
    confirmed: bool
    obstacles: str | None
    path: str
    line: int


class OverdueOut(TypedDict):
    """What is overdue, and what falls due soon."""

    schema: Literal["ttdn/overdue/1"]
    as_of: str
    quarter: str | None
    overdue: list[OverdueRow]
    due_soon: list[OverdueRow]


class ExpectedRow(TypedDict):
    """One report that was owed."""

    agency: str
    period: str
    role: Role
    tasks: list[str]
    received: Received
    path: str | None


class MissingOut(TypedDict):
    """Which reports were owed, and what became of each."""

    schema: Literal["ttdn/missing/1"]
    as_of: str
    expected: list[ExpectedRow]


class ReceivedRow(TypedDict):
    """What became of one report."""

    period: str
    received: Received


class AgencyRow(TypedDict):
    """One agency: the occurrences it leads, and its reports."""

    agency: str
    outcomes: OutcomesOut
    reports: list[ReceivedRow]


class SummaryOut(TypedDict):
    """The outcomes, in all and by agency."""

    schema: Literal["ttdn/summary/1"]
    as_of: str
    outcomes: OutcomesOut
    agencies: list[AgencyRow]


class Scoped(TypedDict, total=False):
    """The words that limit a lead or coordinator to a part of the task, if there are any."""

    scope: str


class NamedOut(Scoped):
    """An agency by id and name."""

    id: str
    name: str


class CoordinatorOut(Scoped):
    """An agency or group that the plan says takes part; `members` are the agencies of a closed group."""

    id: str
    name: str
    kind: Literal["agency", "group"]
    open: bool
    members: list[str]


class OccurrenceOut(TypedDict):
    """One window of a task; days are inclusive. Of a milestone there is more to say; `due_as_written` was a day off."""

    id: str
    begins: str
    due: str | None
    due_as_written: NotRequired[str]
    name: NotRequired[str]
    percent: NotRequired[int]


class DeliverableOut(TypedDict):
    """What one occurrence must produce."""

    name: str
    quantity: int | None
    unit: str | None


class TaskOut(TypedDict):
    """One task of the plan."""

    id: str
    title: str
    content: list[str]
    lead: list[NamedOut]
    coordinators: list[CoordinatorOut]
    schedule: dict[str, Any]
    occurrences: list[OccurrenceOut]
    deliverables: list[DeliverableOut]


DutyOut = TypedDict(
    "DutyOut",
    {"id": str, "agencies": list[str], "role": str, "with": list[str], "text": str, "when": str | None},
)


class AgencyOut(TypedDict):
    """One agency of the registry."""

    id: str
    name: str
    name_en: str | None
    aliases: list[str]
    kind: str | None


class GroupOut(TypedDict):
    """One group of the registry."""

    id: str
    name: str
    open: bool
    requires: Literal["any", "all"]
    members: list[str]


class AssumptionOut(TypedDict):
    """A place where the data had to decide."""

    about: str
    text: str


class AmendmentOut(TypedDict):
    """A document that changed the plan from a day on."""

    document: dict[str, str | None]
    effective: str
    reason: str | None
    tasks: list[str]


class PlanView(TypedDict):
    """The plan with every id looked up."""

    schema: Literal["ttdn/plan-view/1"]
    id: str
    revision: int
    document: dict[str, str | None]
    legal_bases: list[str]
    purposes: list[str]
    requirements: list[str]
    funding: str | None
    recipients: list[str]
    tasks: list[TaskOut]
    duties: list[DutyOut]
    agencies: list[AgencyOut]
    groups: list[GroupOut]
    assumptions: list[AssumptionOut]
    as_of: NotRequired[str]
    parent: NotRequired[dict[str, str | None]]
    amendments: NotRequired[list[AmendmentOut]]


class DiffedOut(TypedDict):
    """One of the two plans that are compared; `path` is a file, or `REV:path` in the git repository."""

    id: str
    revision: int
    path: str


class DifferenceOut(TypedDict):
    """One difference; `id` is that of a task, duty, agency, group or amending document, null for the plan itself."""

    kind: str
    id: str | None
    field: str
    old: Any
    new: Any
    meaning: bool
    message: str


class PlanDiff(TypedDict):
    """What differs between two versions of a plan, in the order in which a reader meets it."""

    schema: Literal["ttdn/plan-diff/1"]
    old: DiffedOut
    new: DiffedOut
    same_meaning: bool
    changes: list[DifferenceOut]


OUTPUTS: dict[str, Any] = {
    "config": ConfigOut,
    "finding-line": LineOut,
    "findings": FindingsOut,
    "overdue": OverdueOut,
    "missing": MissingOut,
    "summary": SummaryOut,
    "plan-diff": PlanDiff,
    "plan-view": PlanView,
}
