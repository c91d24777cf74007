"""The shape of a time frame (SPEC 2.2)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ttdn_cli.model.schedule import wrong_schedule
from ttdn_cli.model.shapes.fields import Day, Flag, Listed, Model, Percent, Text, Whole, Yes, both


class Deliverable(Model):
    """What one occurrence of a task must produce."""

    name: Text = Field(description=both("What is to be produced", "Tên sản phẩm"))
    quantity: Whole | None = Field(None, description=both("How many in each occurrence", "Số lượng mỗi kỳ"))
    unit: Text | None = Field(None, description=both("Unit of measure", "Đơn vị tính"))


class Milestone(Model):
    """One of several dated products of a task, judged on its own."""

    by: Day = Field(description=both("Last day, inclusive", "Thời hạn, tính cả ngày này"))
    name: Text | None = Field(None, description=both("What is due on that day", "Nội dung đến hạn"))
    percent: Percent | None = Field(
        None, description=both("Share of the whole that is to be reached", "Tỷ lệ phần trăm phải đạt")
    )
    deliverables: Listed[Deliverable] = Field(
        (), description=both("Deliverables of this milestone", "Sản phẩm của mốc này")
    )


class Schedule(Model):
    """One form of time frame, with the source's words."""

    year: Whole | None = Field(None, description=both("The whole of one year", "Cả năm"))
    quarter: Text | None = Field(None, description=both("One quarter: Q3, or 2017-Q3", "Một quý: Q3 hoặc 2017-Q3"))
    half: Text | None = Field(
        None, description=both("One half of the year: H1, or 2017-H1", "Sáu tháng: H1 hoặc 2017-H1")
    )
    month: Text | None = Field(None, description=both("One month: 2017-06", "Một tháng: 2017-06"))
    every: Literal["month", "quarter", "half", "year"] | None = Field(
        None, description=both("Once in each period of the plan", "Định kỳ trong thời gian của kế hoạch")
    )
    by: Day | None = Field(
        None, description=both("Due on a day, from the beginning of the plan", "Thời hạn là một ngày")
    )
    from_: Day | None = Field(None, alias="from", description=both("First day of a window", "Ngày bắt đầu"))
    to: Day | None = Field(None, description=both("Last day of the window", "Ngày kết thúc"))
    open_ended: Flag = Field(
        default=False, description=both("From a day on, without an end", "Từ một ngày trở đi, không có ngày kết thúc")
    )
    milestones: Listed[Milestone] | None = Field(
        None, description=both("Several dated products", "Các mốc thời hạn"), min_length=1
    )
    ongoing: Yes | None = Field(None, description=both("Continuous, no due date", "Thường xuyên, không có thời hạn"))
    unspecified: Yes | None = Field(
        None, description=both("The source gives no time", "Văn bản không quy định thời hạn")
    )
    tentative: Flag = Field(default=False, description=both("The source says it is expected", "Văn bản ghi dự kiến"))
    aspirational: Flag = Field(
        default=False, description=both("The source says it is striven for", "Văn bản ghi phấn đấu")
    )
    duration_days: Whole | None = Field(None, description=both("How many days the work takes", "Số ngày thực hiện"))
    as_written: Text | None = Field(None, description=both("The words of the source", "Nguyên văn"))

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        return self._whole(wrong_schedule)
