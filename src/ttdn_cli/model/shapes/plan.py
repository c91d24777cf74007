"""The shape of a plan (SPEC 2.2)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ttdn_cli.model.plan import wrong_plan
from ttdn_cli.model.shapes.fields import Day, Id, Listed, Model, OneOrMany, Slug, Text, Whole, Yes, both
from ttdn_cli.model.shapes.schedule import Deliverable, Schedule


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
    due: Whole | None = Field(
        None, ge=1, le=31, description=both("Day of the period's last month", "Ngày của tháng cuối kỳ")
    )


class Assumption(Model):
    """A place where the source is silent, faulty or ambiguous, and what the data decided."""

    about: Text = Field(description=both("An id or a field", "Mã hoặc trường"))
    text: Text = Field(description=both("What was assumed, and why", "Nội dung và lý do"))


class Change(Model):
    """What an amendment does to one task."""

    lead: OneOrMany[Slug] | None = Field(None, description=both("New lead", "Cơ quan chủ trì mới"))
    coordinators: Listed[Slug] | None = Field(None, description=both("New coordinators", "Cơ quan phối hợp mới"))
    scopes: dict[Slug, Text] | None = Field(None, description=both("New scopes, by id", "Phạm vi mới, theo mã"))
    schedule: Schedule | None = Field(None, description=both("New time frame", "Thời gian thực hiện mới"))
    deliverables: Listed[Deliverable] | None = Field(None, description=both("New deliverables", "Sản phẩm mới"))
    withdrawn: Yes | None = Field(None, description=both("The task is withdrawn", "Rút nhiệm vụ"))


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

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        return self._whole(wrong_plan)
