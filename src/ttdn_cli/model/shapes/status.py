"""The shape of a report (SPEC 2.3)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ttdn_cli.model.shapes.fields import (
    Day,
    Flag,
    Listed,
    Model,
    Occurrence,
    Percent,
    PeriodField,
    StateField,
    Text,
    Whole,
    both,
)
from ttdn_cli.model.status import wrong_item, wrong_status


class Deliverable(Model):
    """Something produced, and how many of it."""

    name: Text = Field(description=both("What was produced", "Tên sản phẩm"))
    quantity: Whole = Field(description=both("How many, a whole number", "Số lượng, số nguyên"))
    unit: Text | None = Field(None, description=both("Unit of measure", "Đơn vị tính"))


class Item(Model):
    """What a report says of one occurrence of one task."""

    task: Text = Field(
        description=both("Id of the task in the plan, such as II.3.c", "Mã nhiệm vụ trong kế hoạch, ví dụ II.3.c")
    )
    occurrence: Occurrence | None = Field(
        None, description=both("Which occurrence, when the task has several", "Kỳ thực hiện, nếu nhiệm vụ có nhiều kỳ")
    )
    state: StateField = Field(description=both("State of the work", "Tình hình thực hiện"))
    completed_on: Day | None = Field(
        None, description=both("Day of completion, with state done only", "Ngày hoàn thành, chỉ ghi khi đã hoàn thành")
    )
    progress: Percent | None = Field(None, description=both("Progress, 0 to 100", "Tiến độ, từ 0 đến 100"))
    coordinated_with: Listed[Text] = Field(
        (), description=both("Agencies and groups that took part", "Cơ quan đã phối hợp")
    )
    deliverables: Listed[Deliverable] = Field((), description=both("What was delivered", "Sản phẩm đã có"))
    evidence: Listed[Text] = Field(
        (), description=both("Document numbers, files or addresses", "Minh chứng: số văn bản, tệp, địa chỉ")
    )
    result: str | None = Field(None, description=both("Result, in words", "Kết quả thực hiện"))
    obstacles: str | None = Field(None, description=both("What stands in the way", "Khó khăn, vướng mắc"))
    proposals: str | None = Field(None, description=both("What is proposed", "Kiến nghị, đề xuất"))

    @model_validator(mode="after")
    def _completion_goes_with_done(self) -> Self:
        return self._whole(wrong_item)


class Person(Model):
    """Who signed the report off."""

    name: Text | None = Field(None, description=both("Name", "Họ và tên"))
    title: Text | None = Field(None, description=both("Title", "Chức vụ"))


class Letter(Model):
    """The covering letter."""

    number: Text | None = Field(None, description=both("Number and symbol", "Số, ký hiệu"))
    date: Day | None = Field(None, description=both("Date", "Ngày ban hành"))


class StatusHead(Model):
    """Everything in a report but its items."""

    form: Literal["ttdn/status/1"] = Field(
        alias="schema", description=both("Kind and version of the file", "Loại và phiên bản tệp")
    )
    agency: Text = Field(
        description=both("The reporting agency: id, name or alias", "Cơ quan báo cáo: mã, tên hoặc tên viết tắt")
    )
    period: PeriodField = Field(description=both("Reporting period, such as 2017-Q2", "Kỳ báo cáo, ví dụ Quý II/2017"))
    submitted_on: Day = Field(description=both("Day of submission", "Ngày gửi báo cáo"))
    plan_revision: Whole | None = Field(
        None, description=both("Revision of the plan it answers to", "Phiên bản kế hoạch")
    )
    submitted_by: Person | None = Field(None, description=both("Who submits", "Người gửi"))
    document: Letter | None = Field(None, description=both("Covering letter", "Công văn kèm theo"))
    nothing_to_report: Flag = Field(
        default=False, description=both("true when there is nothing to report", "true nếu không có nội dung báo cáo")
    )


class Status(StatusHead):
    """A whole report."""

    items: Listed[Item] = Field((), description=both("One entry for each occurrence", "Mỗi mục là một kỳ thực hiện"))

    @model_validator(mode="after")
    def _items_or_nothing(self) -> Self:
        return self._whole(wrong_status)
