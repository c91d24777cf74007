"""The plan (SPEC 2.2): its tasks, duties, words and amendments."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from ttdn_cli.limits import MAX_AMENDMENTS, MAX_OCCURRENCES, MAX_YEARS
from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.fields import (
    Day,
    DayOfMonth,
    Flag,
    Id,
    Listed,
    Model,
    OneOrMany,
    Slug,
    Text,
    Whole,
    Yes,
    both,
    refusal,
)
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import Period, ending_within, kind_of, parse_period, period_of_year
from ttdn_cli.model.schedule import Deliverable, Occurrence, Schedule, windows
from ttdn_cli.model.section_names import SectionNames
from ttdn_cli.model.task_ids import TaskIds

FORM = "ttdn/plan/1"
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Document(Model):
    """The paper that the plan was issued as."""

    number: Text | None = Field(None, description=both("Number and symbol", "Số, ký hiệu"))
    date: Day | None = Field(None, description=both("Date of issue", "Ngày ban hành"))
    place: Text | None = Field(None, description=both("Place of issue", "Địa danh"))
    issuer: Text | None = Field(None, description=both("Issuing body", "Cơ quan ban hành"))
    signer: Text | None = Field(None, description=both("Who signed", "Người ký"))
    programme: Text | None = Field(None, description=both("Scheme or programme it carries out", "Đề án, chương trình"))
    title: Text | None = Field(None, description=both("Title of the plan", "Trích yếu"))


class Section(Model):
    """A heading that holds tasks."""

    id: Id = Field(description=both("Place in the source, such as II.3", "Vị trí trong văn bản, ví dụ II.3"))
    title: Text = Field(description=both("Heading, quoted", "Tên mục, nguyên văn"))
    aliases: dict[Text, Slug] = Field(
        default_factory=dict,
        description=both("What a name means for the tasks under it: name → id", "Tên gọi riêng trong mục: tên → mã"),
    )


class Task(Model):
    """The smallest unit with its own lead, coordinators and schedule."""

    id: Id = Field(description=both("Place in the source, such as II.3.b", "Vị trí trong văn bản, ví dụ II.3.b"))
    section: Text | None = Field(None, description=both("Id of the heading", "Mã mục"))
    title: Text = Field(description=both("Title, quoted", "Tên nhiệm vụ, nguyên văn"))
    content: OneOrMany[Text] = Field((), description=both("Points, quoted", "Nội dung, nguyên văn"))
    lead: OneOrMany[Slug] = Field((), description=both("Lead agency (rarely several), or group", "Cơ quan chủ trì"))
    coordinators: Listed[Slug] = Field((), description=both("Coordinating agencies and groups", "Cơ quan phối hợp"))
    scopes: dict[Slug, Text] = Field(
        default_factory=dict,
        description=both("To what a lead or coordinator is limited, by id", "Phạm vi của từng cơ quan, theo mã"),
    )
    schedule: Schedule = Field(description=both("Time frame", "Thời gian thực hiện"))
    deliverables: Listed[Deliverable] = Field((), description=both("Deliverables", "Sản phẩm"))
    funding: OneOrMany[Text] = Field((), description=both("Funding, quoted", "Kinh phí, nguyên văn"))
    parent: OneOrMany[Text] = Field(
        (), description=both("Document or task that it carries out", "Văn bản hoặc nhiệm vụ mà nhiệm vụ này thực hiện")
    )
    subjects: OneOrMany[Text] = Field(
        (), description=both("Whom the work is about; they owe nothing", "Đối tượng của nhiệm vụ")
    )
    notes: OneOrMany[Text] = Field((), description=both("Notes, quoted", "Ghi chú, nguyên văn"))


class Duty(Model):
    """A standing responsibility of the section on who does what."""

    id: Id = Field(description=both("Place in the source, such as IV.1.3", "Vị trí trong văn bản, ví dụ IV.1.3"))
    agencies: Listed[Slug] = Field(description=both("Who has it", "Cơ quan được giao"), min_length=1)
    role: Literal["lead", "coordinate", "focal", "perform"] = Field(
        description=both("Role word of the source", "Vai trò: chủ trì, phối hợp, đầu mối, thực hiện")
    )
    with_: Listed[Slug] = Field((), alias="with", description=both("With whom", "Phối hợp với"))
    text: Text = Field(description=both("The duty, quoted", "Trách nhiệm, nguyên văn"))
    when: Text | None = Field(None, description=both("Time, as worded", "Thời gian, nguyên văn"))


class Reporting(Model):
    """Who reports to whom, how often, and by which day."""

    every: Literal["month", "quarter", "half", "year"] = Field(
        "quarter", description=both("Reporting period", "Kỳ báo cáo")
    )
    to: Slug | None = Field(None, description=both("Focal agency", "Cơ quan đầu mối"))
    due: DayOfMonth | None = Field(None, description=both("Day of the period's last month", "Ngày của tháng cuối kỳ"))

    def due_day(self, period: Period) -> date | None:
        """Return the last day (inclusive) on which a report of the period is in time, before days off are considered."""
        if self.due is None:
            return None
        ends = period.ends
        return ends.replace(day=min(self.due, monthrange(ends.year, ends.month)[1]))


class Assumption(Model):
    """A place where the source is silent, faulty or ambiguous, and what the data decided."""

    about: Text = Field(description=both("An id or a field", "Mã hoặc trường"))
    text: Text = Field(description=both("What was assumed, and why", "Nội dung và lý do"))
    to_settle: Flag = Field(default=False, description=both("Nothing has been decided yet", "Chưa xác định"))


class Change(Model):
    """What an amendment does to one task."""

    lead: OneOrMany[Slug] | None = Field(None, description=both("New lead", "Cơ quan chủ trì mới"))
    coordinators: Listed[Slug] | None = Field(None, description=both("New coordinators", "Cơ quan phối hợp mới"))
    scopes: dict[Slug, Text] | None = Field(None, description=both("New scopes, by id", "Phạm vi mới, theo mã"))
    schedule: Schedule | None = Field(None, description=both("New time frame", "Thời gian thực hiện mới"))
    deliverables: Listed[Deliverable] | None = Field(None, description=both("New deliverables", "Sản phẩm mới"))
    withdrawn: Yes | None = Field(None, description=both("The task is withdrawn", "Rút nhiệm vụ"))

    def given(self) -> dict[str, Any]:
        """Return the fields of the task that change, with their new values."""
        return {name: value for name in AMENDABLE if (value := getattr(self, name)) is not None}


AMENDABLE = tuple(name for name in Change.model_fields if name != "withdrawn")


class Amendment(Model):
    """A document that changed the plan from a day on."""

    document: Document = Field(description=both("The amending document", "Văn bản điều chỉnh"))
    effective: Day = Field(description=both("First day it holds", "Ngày có hiệu lực"))
    revision: Whole | None = Field(
        None, description=both("First revision of this file that has it", "Phiên bản đầu tiên có điều chỉnh này")
    )
    reason: Text | None = Field(None, description=both("Why", "Lý do"))
    changes: dict[str, Change] = Field(description=both("Task id and what changes", "Mã nhiệm vụ và nội dung thay đổi"))


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
