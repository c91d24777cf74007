"""The plan (SPEC 2.2): its tasks, duties, words and amendments."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ttdn_cli.model.fields import Day, Listed, Model, OneOrMany, Slug, Text, Whole, Yes, both, refuse
from ttdn_cli.model.periods import Period, every
from ttdn_cli.model.schedule import Occurrence, Schedule, windows

FORM = "ttdn/plan/1"


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

    id: Text = Field(description=both("Place in the source, such as II.3", "Vị trí trong văn bản, ví dụ II.3"))
    title: Text = Field(description=both("Heading, quoted", "Tên mục, nguyên văn"))


class Deliverable(Model):
    """What one occurrence of a task must produce."""

    name: Text = Field(description=both("What is to be produced", "Tên sản phẩm"))
    quantity: Whole | None = Field(None, description=both("How many in each occurrence", "Số lượng mỗi kỳ"))
    unit: Text | None = Field(None, description=both("Unit of measure", "Đơn vị tính"))


class Task(Model):
    """The smallest unit with its own lead, coordinators and schedule."""

    id: Text = Field(description=both("Place in the source, such as II.3.b", "Vị trí trong văn bản, ví dụ II.3.b"))
    section: Text | None = Field(None, description=both("Id of the heading", "Mã mục"))
    title: Text = Field(description=both("Title, quoted", "Tên nhiệm vụ, nguyên văn"))
    content: OneOrMany[Text] = Field((), description=both("Points, quoted", "Nội dung, nguyên văn"))
    lead: OneOrMany[Slug] = Field((), description=both("Lead agency (rarely several)", "Cơ quan chủ trì"))
    coordinators: Listed[Slug] = Field((), description=both("Coordinating agencies and groups", "Cơ quan phối hợp"))
    schedule: Schedule = Field(description=both("Time frame", "Thời gian thực hiện"))
    deliverables: Listed[Deliverable] = Field((), description=both("Deliverables", "Sản phẩm"))


class Duty(Model):
    """A standing responsibility of the section on who does what."""

    id: Text = Field(description=both("Place in the source, such as IV.1.3", "Vị trí trong văn bản, ví dụ IV.1.3"))
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
    due: Whole | None = Field(
        None, ge=1, le=31, description=both("Day of the period's last month", "Ngày của tháng cuối kỳ")
    )

    def due_day(self, period: Period) -> date | None:
        """Return the last day (inclusive) on which a report of the period is in time."""
        if self.due is None:
            return None
        ends = period.ends
        return ends.replace(day=min(self.due, monthrange(ends.year, ends.month)[1]))


class Assumption(Model):
    """A place where the source is silent, faulty or ambiguous, and what the data decided."""

    about: Text = Field(description=both("An id or a field", "Mã hoặc trường"))
    text: Text = Field(description=both("What was assumed, and why", "Nội dung và lý do"))


class Change(Model):
    """What an amendment does to one task."""

    lead: OneOrMany[Slug] | None = Field(None, description=both("New lead", "Cơ quan chủ trì mới"))
    coordinators: Listed[Slug] | None = Field(None, description=both("New coordinators", "Cơ quan phối hợp mới"))
    schedule: Schedule | None = Field(None, description=both("New time frame", "Thời gian thực hiện mới"))
    deliverables: Listed[Deliverable] | None = Field(None, description=both("New deliverables", "Sản phẩm mới"))
    withdrawn: Yes | None = Field(None, description=both("The task is withdrawn", "Rút nhiệm vụ"))


class Amendment(Model):
    """A document that changed the plan from a day on."""

    document: Document = Field(description=both("The amending document", "Văn bản điều chỉnh"))
    effective: Day = Field(description=both("First day it holds", "Ngày có hiệu lực"))
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

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.ends < self.begins:
            raise refuse("ends_before_begins", field="ends")
        return self

    @cached_property
    def periods(self) -> dict[str, Period]:
        """The reporting periods of the plan, by id, in order."""
        return {period.id: period for period in every(self.reporting.every, self.begins, self.ends)}

    @cached_property
    def occurrences(self) -> dict[str, tuple[Occurrence, ...]]:
        """The occurrences of every task, as the plan was issued."""
        return {task.id: windows(task.id, task.schedule, self.begins, self.ends) for task in self.tasks}

    def on(self, day: date) -> Plan:
        """Return the plan as it was on a day: every amendment effective by then is carried out."""
        tasks = {task.id: task for task in self.tasks}
        for amendment in self._effective(day):
            for identity, change in amendment.changes.items():
                if identity in tasks:
                    tasks[identity] = tasks[identity].model_copy(update=_changed(change))
        if not self.amendments:
            return self
        amended = self.model_copy(update={"tasks": tuple(tasks.values())})
        amended.__dict__.pop("occurrences", None)  # worked out from the tasks as they were
        return amended

    def withdrawn(self, day: date) -> frozenset[str]:
        """Return the ids of the tasks that amendments effective by the day have withdrawn."""
        return frozenset(
            identity
            for amendment in self._effective(day)
            for identity, change in amendment.changes.items()
            if change.withdrawn
        )

    def _effective(self, day: date) -> list[Amendment]:
        return sorted((one for one in self.amendments if one.effective <= day), key=lambda one: one.effective)


def _changed(change: Change) -> dict[str, Any]:
    given = {name: getattr(change, name) for name in ("lead", "coordinators", "schedule", "deliverables")}
    return {name: value for name, value in given.items() if value is not None}
