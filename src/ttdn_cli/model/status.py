"""The status file of one agency for one period (SPEC 2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ttdn_cli.model.fields import Day, Misfit, State
from ttdn_cli.model.periods import Period
from ttdn_cli.model.records import Record

FORM = "ttdn/status/1"
HEAD = frozenset(("schema", "agency", "period", "submitted_on"))


class Deliverable(Record):
    """Something produced, and how many of it."""

    name: str
    quantity: int
    unit: str | None


class Item(Record):
    """What a report says of one occurrence of one task."""

    task: str
    occurrence: str | None
    state: State
    completed_on: date | None
    progress: int | None
    coordinated_with: tuple[str, ...]
    deliverables: tuple[Deliverable, ...]
    evidence: tuple[str, ...]
    result: str | None
    obstacles: str | None
    proposals: str | None

    def is_blank(self) -> bool:
        """Tell whether the item says nothing but that the work has not begun."""
        said = (self.completed_on, self.progress, self.coordinated_with, self.deliverables, self.evidence)
        words = (self.result, self.obstacles, self.proposals)
        return self.state is State.NOT_STARTED and not any(said) and self.progress is None and not any(words)


class Person(Record):
    """Who signed the report off."""

    name: str | None
    title: str | None


class Letter(Record):
    """The covering letter."""

    number: str | None
    date: Day | None


class StatusHead(Record):
    """Everything in a report but its items."""

    form: Literal["ttdn/status/1"]
    agency: str
    period: Period
    submitted_on: date
    plan_revision: int | None
    submitted_by: Person | None
    document: Letter | None
    nothing_to_report: bool


class Status(StatusHead):
    """A whole report."""

    items: tuple[Item, ...]


def wrong_item(one: Item) -> Misfit | None:
    """Return what is wrong with an item as a whole: a day of completion goes with `done`, and only with it."""
    if one.state is State.DONE and one.completed_on is None:
        return Misfit("completed_on_missing")
    if one.state is not State.DONE and one.completed_on is not None:
        return Misfit("completed_on_not_done", field="completed_on")
    return None


def wrong_status(one: Status) -> Misfit | None:
    """Return what is wrong with a report as a whole: it has items, or says that there is nothing to report."""
    if one.nothing_to_report and one.items:
        return Misfit("nothing_but_items", field="nothing_to_report")
    if not one.nothing_to_report and not one.items:
        return Misfit("no_items", field="items")
    return None


def is_untouched(head: StatusHead, items: Sequence[Item]) -> bool:
    """Tell whether a report is a template as it was handed out.

    Its day of submission is still the first day of the period, on which nobody has anything to report, nobody has put
    a name or a letter to it, and no item says anything but that the work has not begun.
    """
    signed = any(any(part.held().values()) for part in (head.submitted_by, head.document) if part)
    blank = bool(items) and all(item.is_blank() for item in items)
    return blank and not signed and head.submitted_on == head.period.begins
