"""The parts of a plan (SPEC 2.2): its document, sections, tasks, duties, reporting, assumptions and amendments."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, Literal

from pydantic import Field

from ttdn_cli.model.fields import Day, DayOfMonth, Flag, Id, Listed, Model, OneOrMany, Slug, Text, Whole, Yes, both
from ttdn_cli.model.periods import Period
from ttdn_cli.model.schedule import Deliverable, Schedule


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
