"""The plan (SPEC 2.2): what it says, and what it is on a day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from ttdn_cli.limits import MAX_AMENDMENTS, MAX_OCCURRENCES, MAX_YEARS
from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.fields import Day, Listed, Model, Slug, Text, Whole, both, refusal
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import Period, ending_within, kind_of, parse_period, period_of_year
from ttdn_cli.model.plan_parts import (
    AMENDABLE,
    Amendment,
    Assumption,
    Change,
    Document,
    Duty,
    Reporting,
    Section,
    Task,
)
from ttdn_cli.model.schedule import Occurrence, windows
from ttdn_cli.model.section_names import SectionNames
from ttdn_cli.model.task_ids import TaskIds

__all__ = ["AMENDABLE", "Amendment", "Assumption", "Change", "Document", "Duty", "Plan", "Reporting", "Section", "Task"]
FORM = "ttdn/plan/1"
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Plan(Model):
    """One issued document with its tasks."""

    form: Literal["ttdn/plan/1"] = Field(
        alias="schema", description=both("Kind and version of the file", "Loại và phiên bản tệp")
    )
    id: Slug = Field(description=both("Short id", "Mã kế hoạch"))
    revision: Whole = Field(
        description=both("Rises when the meaning changes", "Số phiên bản, tăng khi nội dung thay đổi")
    )
    language: Text = Field("vi", description=both("Language of the source", "Ngôn ngữ"))
    begins: Day = Field(description=both("First day", "Ngày bắt đầu"))
    ends: Day = Field(description=both("Last day", "Ngày kết thúc"))
    agencies: Text = Field(description=both("Path of the registry, from this file", "Đường dẫn danh mục cơ quan"))
    document: Document = Field(default_factory=Document, description=both("The issued document", "Văn bản ban hành"))
    parent: Document | None = Field(None, description=both("The plan it carries out", "Kế hoạch cấp trên"))
    due_on_days_off: Literal["next-working-day"] | None = Field(
        None, description=both("Where a due date on a day off moves to", "Thời hạn rơi vào ngày nghỉ thì chuyển đến")
    )
    days_off: Text | None = Field(
        None,
        description=both(
            "Path of the table of public holidays; the one that ships with ttdn without it", "Đường dẫn bảng ngày nghỉ"
        ),
    )
    legal_bases: Listed[Text] = Field((), description=both("Legal bases, quoted", "Căn cứ, nguyên văn"))
    purposes: Listed[Text] = Field((), description=both("Purposes, quoted", "Mục đích, nguyên văn"))
    requirements: Listed[Text] = Field((), description=both("Requirements, quoted", "Yêu cầu, nguyên văn"))
    sections: Listed[Section] = Field((), description=both("Headings that hold tasks", "Các mục"))
    tasks: Listed[Task] = Field(description=both("Tasks", "Nhiệm vụ"), min_length=1)
    duties: Listed[Duty] = Field((), description=both("Standing duties", "Trách nhiệm"))
    funding: Text | None = Field(None, description=both("Funding, quoted", "Kinh phí, nguyên văn"))
    recipients: Listed[Text] = Field((), description=both("Recipients, quoted", "Nơi nhận, nguyên văn"))
    reporting: Reporting = Field(default_factory=Reporting, description=both("Reporting", "Chế độ báo cáo"))
    assumptions: Listed[Assumption] = Field(
        (), description=both("Where the data had to decide", "Những điểm phải giả định")
    )
    amendments: Listed[Amendment] = Field((), description=both("Amendments", "Điều chỉnh, bổ sung"))

    _calendar: Calendar | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        if self.ends < self.begins:
            raise refusal("ends_before_begins", field="ends")
        if self.ends.year - self.begins.year > MAX_YEARS:
            raise refusal("too_many_years", field="ends", limit=MAX_YEARS)
        if len(self.amendments) > MAX_AMENDMENTS:
            raise refusal("too_many_amendments", field="amendments", limit=MAX_AMENDMENTS)
        if _upper_bound(self) > MAX_OCCURRENCES:
            raise refusal("too_many_occurrences", field="tasks", limit=MAX_OCCURRENCES)
        return self

    @cached_property
    def _versions(self) -> dict[int, Plan]:
        return {}

    @cached_property
    def periods(self) -> dict[str, Period]:
        """The reporting periods of the plan, by id, in order: those whose last day lies in it."""
        return {period.id: period for period in ending_within(self.reporting.every, self.begins, self.ends)}

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
    def section_names(self) -> SectionNames:
        """The names that mean somebody only for the tasks under a heading."""
        aliases = {one.id: one.aliases for one in self.sections}
        return SectionNames(aliases, {task.id: task.section for task in self.tasks})

    @property
    def unsettled(self) -> int:
        """How many points of the plan nobody has decided yet."""
        return sum(one.to_settle for one in self.assumptions)

    @cached_property
    def milestone_ids(self) -> frozenset[str]:
        """The ids that milestones have, before and after each amendment."""
        changed = (change.schedule for one in self.amendments for change in one.changes.values())
        schedules = (one for one in (*(task.schedule for task in self.tasks), *changed) if one)
        return frozenset(one.id for schedule in schedules for one in schedule.milestones or () if one.id)

    @cached_property
    def task_ids(self) -> TaskIds:
        """The ids of the tasks, to be found in what is written."""
        return TaskIds(task.id for task in self.tasks)

    @cached_property
    def task_titles(self) -> dict[str, str | None]:
        """The ids of the tasks by their folded titles; None where several have the same."""
        found: dict[str, str | None] = {}
        for task in self.tasks:
            title = fold(task.title)
            found[title] = None if title in found else task.id
        return found

    def planned_names(self, task: str) -> tuple[str, ...]:
        """Return the names of what a task must deliver, by itself or at any of its milestones."""
        one = next(one for one in self.tasks if one.id == task)
        later = (milestone.deliverables for milestone in one.schedule.milestones or ())
        return tuple(dict.fromkeys(each.name for part in (one.deliverables, *later) for each in part))

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
                        tasks[identity] = tasks[identity].model_copy(update=change.given())
            self._versions[count] = self.with_tasks(tuple(tasks.values()))
        return self._versions[count]

    def with_tasks(self, tasks: tuple[Task, ...]) -> Plan:
        """Return the same plan with other tasks."""
        changed = self.model_copy(update={"tasks": tasks, "_versions": self._versions})
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


def _upper_bound(plan: Plan) -> int:
    """Return how many occurrences the tasks have at most, before and after every amendment, without making them."""
    changed = [change.schedule for one in plan.amendments for change in one.changes.values()]
    schedules = [one for one in (*(task.schedule for task in plan.tasks), *changed) if one]
    months = 12 * (plan.ends.year - plan.begins.year + 1)
    each = (len(one.milestones or ()) + (months // MONTHS[one.every] if one.every else 1) for one in schedules)
    return sum(each) * (len({one.effective for one in plan.amendments}) + 1)
