"""The plan (SPEC 2.2): its tasks, duties, words and amendments."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ttdn_cli.limits import MAX_AMENDMENTS, MAX_OCCURRENCES, MAX_YEARS
from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.fields import Day, Misfit
from ttdn_cli.model.periods import Period, every, kind_of, parse_period, period_of_year
from ttdn_cli.model.records import Record
from ttdn_cli.model.schedule import Deliverable, Occurrence, Schedule, windows

FORM = "ttdn/plan/1"
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Document(Record):
    """The paper that the plan was issued as."""

    number: str | None
    date: Day | None
    place: str | None
    issuer: str | None
    signer: str | None
    programme: str | None
    title: str | None


class Section(Record):
    """A heading that holds tasks."""

    id: str
    title: str


class Task(Record):
    """The smallest unit with its own lead, coordinators and schedule."""

    id: str
    section: str | None
    title: str
    content: tuple[str, ...]
    lead: tuple[str, ...]
    coordinators: tuple[str, ...]
    scopes: dict[str, str]
    schedule: Schedule
    deliverables: tuple[Deliverable, ...]


class Duty(Record):
    """A standing responsibility of the section on who does what."""

    id: str
    agencies: tuple[str, ...]
    role: Literal["lead", "coordinate", "focal", "perform"]
    with_: tuple[str, ...]
    text: str
    when: str | None


class Reporting(Record):
    """Who reports to whom, how often, and by which day."""

    every: Literal["month", "quarter", "half", "year"]
    to: str | None
    due: int | None

    def due_day(self, period: Period) -> date | None:
        """Return the last day (inclusive) on which a report of the period is in time, before days off are considered."""
        if self.due is None:
            return None
        ends = period.ends
        return ends.replace(day=min(self.due, monthrange(ends.year, ends.month)[1]))


class Assumption(Record):
    """A place where the source is silent, faulty or ambiguous, and what the data decided."""

    about: str
    text: str


class Change(Record):
    """What an amendment does to one task."""

    lead: tuple[str, ...] | None
    coordinators: tuple[str, ...] | None
    scopes: dict[str, str] | None
    schedule: Schedule | None
    deliverables: tuple[Deliverable, ...] | None
    withdrawn: Literal[True] | None


class Amendment(Record):
    """A document that changed the plan from a day on."""

    document: Document
    effective: date
    revision: int | None
    reason: str | None
    changes: dict[str, Change]


class Plan(Record):
    """One issued document with its tasks."""

    form: Literal["ttdn/plan/1"]
    id: str
    revision: int
    language: str
    begins: date
    ends: date
    agencies: str
    document: Document
    parent: Document | None
    due_on_days_off: Literal["next-working-day"] | None
    days_off: str | None
    legal_bases: tuple[str, ...]
    purposes: tuple[str, ...]
    requirements: tuple[str, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    duties: tuple[Duty, ...]
    funding: str | None
    recipients: tuple[str, ...]
    reporting: Reporting
    assumptions: tuple[Assumption, ...]
    amendments: tuple[Amendment, ...]

    _calendar: Calendar | None = None

    @cached_property
    def _versions(self) -> dict[int, Plan]:
        return {}

    @cached_property
    def periods(self) -> dict[str, Period]:
        """The reporting periods of the plan, by id, in order."""
        return {period.id: period for period in every(self.reporting.every, self.begins, self.ends)}

    def periods_named(self, name: str) -> frozenset[str]:
        """Return the ids of the periods, of the kind that is reported by, that a name can mean: `Q2` has no year."""
        if period := parse_period(name):
            return frozenset([period.id] if kind_of(period) == self.reporting.every else ())
        if name[:1].lower() not in ("q", "h", "t"):  # quý, a half-year, tháng; a bare number is no period
            return frozenset()
        years = range(self.begins.year, self.ends.year + 1)
        found = [period for year in years if (period := period_of_year(name, year, self.reporting.every))]
        return frozenset(one.id for one in found if kind_of(one) == self.reporting.every)

    @cached_property
    def occurrences(self) -> dict[str, tuple[Occurrence, ...]]:
        """The occurrences of every task, as the tasks of this plan say."""
        return {
            task.id: tuple(map(self._moved, windows(task.id, task.schedule, self.begins, self.ends)))
            for task in self.tasks
        }

    @cached_property
    def every_window(self) -> dict[str, dict[str, Occurrence]]:
        """All occurrences that a task has or had, before and after each amendment, by id; the oldest first."""
        found: dict[str, dict[str, Occurrence]] = {task.id: {} for task in self.tasks}
        for _, plan in self.versions:
            for task, occurrences in plan.occurrences.items():
                for one in occurrences:
                    found[task].setdefault(one.id, one)
        return found

    @cached_property
    def versions(self) -> tuple[tuple[date, Plan], ...]:
        """The plan as issued, then as it was from each day on which amendments took effect, with that day."""
        days = sorted({one.effective for one in self.amendments})
        return ((date.min, self._after(0) if days else self), *((day, self.on(day)) for day in days))

    def keep_off(self, calendar: Calendar) -> None:
        """Let due dates that fall on days off move; to be called before anything is asked of the plan."""
        self._calendar = calendar

    def working_day(self, day: date) -> date:
        """Return a last day as this plan moves it: itself, or the next working day (`due_on_days_off`)."""
        return self._calendar.next_working_day(day) if self._calendar else day

    @property
    def years_not_covered(self) -> list[int]:
        """The years in which due dates fall that the table of public holidays does not hold."""
        if self._calendar is None:
            return []
        windows_ = (one for windows_of in self.occurrences.values() for one in windows_of)
        years = {day.year for one in windows_ if one.due for day in (one.ends, one.due)}
        return sorted(years - self._calendar.years)

    def _moved(self, window: Occurrence) -> Occurrence:
        return window._replace(due=self.working_day(window.due)) if window.due and self._calendar else window

    def on(self, day: date) -> Plan:
        """Return the plan as it was on a day: every amendment effective by then is carried out."""
        if not self.amendments:
            return self
        return self._after(len(self.effective(day)))

    def _after(self, count: int) -> Plan:
        if count not in self._versions:
            tasks = {task.id: task for task in self.tasks}
            for _, amendment in self.effective(date.max)[:count]:
                for identity, change in amendment.changes.items():
                    if identity in tasks:
                        tasks[identity] = tasks[identity].changed(**_changed(change))
            self._versions[count] = self.with_tasks(tuple(tasks.values()))
        return self._versions[count]

    def with_tasks(self, tasks: tuple[Task, ...]) -> Plan:
        """Return the same plan with other tasks."""
        changed = self.changed(tasks=tasks, _versions=self._versions)
        changed.__dict__.pop("occurrences", None)  # worked out from the tasks as they were
        return changed

    def withdrawn(self, day: date) -> frozenset[str]:
        """Return the ids of the tasks that amendments effective by the day have withdrawn."""
        return frozenset(
            identity
            for _, amendment in self.effective(day)
            for identity, change in amendment.changes.items()
            if change.withdrawn
        )

    def effective(self, day: date) -> list[tuple[int, Amendment]]:
        """Return the amendments in force on a day, the earliest first, each with its index in the file."""
        found = [(number, one) for number, one in enumerate(self.amendments) if one.effective <= day]
        return sorted(found, key=lambda pair: pair[1].effective)


AMENDABLE = ("lead", "coordinators", "scopes", "schedule", "deliverables")


def _changed(change: Change) -> dict[str, Any]:
    given = {name: getattr(change, name) for name in AMENDABLE}
    return {name: value for name, value in given.items() if value is not None}


def wrong_plan(one: Plan) -> Misfit | None:
    """Return what is wrong with a plan as a whole: it must not end before it begins, and it must have an end."""
    if one.ends < one.begins:
        return Misfit("ends_before_begins", field="ends")
    if one.ends.year - one.begins.year > MAX_YEARS:
        return Misfit("too_many_years", field="ends", limit=MAX_YEARS)
    if len(one.amendments) > MAX_AMENDMENTS:
        return Misfit("too_many_amendments", field="amendments", limit=MAX_AMENDMENTS)
    if _upper_bound(one) > MAX_OCCURRENCES:
        return Misfit("too_many_occurrences", field="tasks", limit=MAX_OCCURRENCES)
    return None


def _upper_bound(plan: Plan) -> int:
    """Return how many occurrences the tasks have at most, before and after every amendment, without making them."""
    changed = [change.schedule for one in plan.amendments for change in one.changes.values()]
    schedules = [one for one in (*(task.schedule for task in plan.tasks), *changed) if one]
    months = 12 * (plan.ends.year - plan.begins.year + 1)
    each = (len(one.milestones or ()) + (months // MONTHS[one.every] if one.every else 1) for one in schedules)
    return sum(each) * (len({one.effective for one in plan.amendments}) + 1)
