"""The machine format of `plan show`: the plan with every id looked up (SPEC section 6)."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12, and brings it


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
    """One window of a task; days are inclusive. A milestone has a name, or a share of the whole in percent.

    `leads` are the ids of who answers for it, `due_as_written` was a day off.
    """

    id: str
    begins: str
    due: str | None
    due_as_written: NotRequired[str]
    name: str | None
    percent: int | None
    leads: list[str]


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
    funding: list[str]
    parent: list[str]
    subjects: list[str]
    notes: list[str]


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
    """A place where the data had to decide; `to_settle` where nothing has been decided yet."""

    about: str
    text: str
    to_settle: bool


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
    as_of: str | None
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
    parent: NotRequired[dict[str, str | None]]
    amendments: NotRequired[list[AmendmentOut]]
