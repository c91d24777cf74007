"""The status file of one agency for one period (SPEC 2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from ttdn_cli.model.fields import (
    NOTHING_PATTERN,
    Day,
    Flag,
    Listed,
    Model,
    OccurrenceId,
    Percent,
    PeriodField,
    StateField,
    Text,
    Whole,
    both,
    or_nothing,
    refusal,
)
from ttdn_cli.model.names import says_nothing
from ttdn_cli.model.states import State

FORM = "ttdn/status/1"
HEAD = frozenset(("schema", "agency", "period", "submitted_on"))


def _said(value: object) -> object:
    """Return nothing in place of words that say nothing."""
    return None if isinstance(value, str) and says_nothing(value) else value


def _said_in_list(value: object) -> object:
    """Return an empty list in place of nothing, and of words that say so."""
    return () if value is None or (isinstance(value, str) and says_nothing(value)) else value


def _named(value: object, read: ValidatorFunctionWrapHandler) -> tuple[str, ...]:
    """Return an empty list also where no element says anything, else all, as each is known by its number."""
    values: tuple[str, ...] = read(_said_in_list(value))
    return () if all(map(says_nothing, values)) else values


One = TypeVar("One")
Words = Annotated[str | None, BeforeValidator(_said)]
SaidList = Annotated[tuple[One, ...], BeforeValidator(_said_in_list), Field(strict=False, json_schema_extra=or_nothing)]
Named = Annotated[tuple[Text, ...], WrapValidator(_named), Field(strict=False, json_schema_extra=or_nothing)]


class Deliverable(Model):
    """Something produced, and how many of it."""

    name: Text = Field(description=both("What was produced", "Tên sản phẩm"))
    quantity: Whole = Field(description=both("How many, a whole number", "Số lượng, số nguyên"))
    # A number in it, as in `số (500 bản)`, leaves nothing open: the quantity is a field of its own, as it is in no cell.
    unit: Text | None = Field(None, description=both("Unit of measure", "Đơn vị tính"))


def _with_a_state(schema: dict[str, Any]) -> None:
    """Let a schema of items ask for the state where anything else is filled in."""
    nothing = {"anyOf": [{"enum": [None, []]}, {"type": "string", "pattern": NOTHING_PATTERN}]}
    filled = {"required": ["state"], "properties": {"state": {"not": {"type": "null"}}}}
    blank = {"patternProperties": {"^(?!task$|occurrence$)": nothing}}
    schema["anyOf"] = [{**one, "additionalProperties": True} for one in (filled, blank)]


class Item(Model):
    """What a report says of one occurrence of one task. Without a state it says nothing, in any of its fields."""

    model_config = ConfigDict(json_schema_extra=_with_a_state)

    task: Text = Field(
        description=both("Id of the task in the plan, such as II.3.c", "Mã nhiệm vụ trong kế hoạch, ví dụ II.3.c")
    )
    occurrence: OccurrenceId | None = Field(
        None, description=both("Which occurrence, when the task has several", "Kỳ thực hiện, nếu nhiệm vụ có nhiều kỳ")
    )
    state: StateField | None = Field(None, description=both("State of the work", "Tình hình thực hiện"))
    completed_on: Day | None = Field(
        None, description=both("Day of completion, with state done only", "Ngày hoàn thành, chỉ ghi khi đã hoàn thành")
    )
    progress: Percent | None = Field(None, description=both("Progress, 0 to 100", "Tiến độ, từ 0 đến 100"))
    coordinated_with: Named = Field((), description=both("Agencies and groups that took part", "Cơ quan đã phối hợp"))
    deliverables: SaidList[Deliverable] = Field((), description=both("What was delivered", "Sản phẩm đã có"))
    evidence: Named = Field(
        (), description=both("Document numbers, files or addresses", "Minh chứng: số văn bản, tệp, địa chỉ")
    )
    result: Words = Field(None, description=both("Result, in words", "Kết quả thực hiện"))
    obstacles: Words = Field(None, description=both("What stands in the way", "Khó khăn, vướng mắc"))
    proposals: Words = Field(None, description=both("What is proposed", "Kiến nghị, đề xuất"))

    @model_validator(mode="after")
    def _completion_goes_with_done(self) -> Self:
        if self.state is None and not self.says_nothing():
            raise refusal("missing", field="state")
        if self.state is State.DONE and self.completed_on is None:
            raise refusal("completed_on_missing")
        if self.state is not State.DONE and self.completed_on is not None:
            raise refusal("completed_on_not_done", field="completed_on")
        return self

    def says_nothing(self) -> bool:
        """Tell whether nothing is filled in but which task and occurrence it would speak of."""
        return self.state is None and self.has_only_a_state()

    def is_as_handed_out(self) -> bool:
        """Tell whether the item is what older forms held before anybody filled them in: a state, and nothing else."""
        return self.state is State.NOT_STARTED and self.has_only_a_state()

    def has_only_a_state(self) -> bool:
        """Tell whether nothing is filled in but a state, if that."""
        said = (self.completed_on, self.coordinated_with, self.deliverables, self.evidence)
        return self.progress is None and not any((*said, self.result, self.obstacles, self.proposals))


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
        default=False, description=both("true when there is nothing to report", "Không có nội dung báo cáo: ghi true")
    )


class Status(StatusHead):
    """A whole report."""

    items: Listed[Item] = Field(
        (), description=both("One entry for each occurrence", "Các mục báo cáo: mỗi mục là một kỳ thực hiện")
    )

    @model_validator(mode="after")
    def _items_or_nothing(self) -> Self:
        if self.nothing_to_report and not all(item.says_nothing() for item in self.items):
            raise refusal("nothing_but_items", field="nothing_to_report")
        if not self.nothing_to_report and not self.items:
            raise refusal("no_items", field="items")
        return self


def is_untouched(head: StatusHead | None, items: Sequence[Item]) -> bool:
    """Tell whether a report is a form that came back with nothing filled in: no item says anything.

    Older forms came with a state in every item, and with the first day of the period, on which nobody has anything to
    report, as the day of submission: such a one is untouched when nobody has put a name or a letter to it either.
    """
    if not items or not items[0].has_only_a_state() or (head and head.nothing_to_report):
        return False
    if all(item.says_nothing() for item in items):
        return True
    if head is None or head.submitted_on != head.period.begins:
        return False
    signed = any(any(dict(part).values()) for part in (head.submitted_by, head.document) if part)
    return not signed and all(item.is_as_handed_out() for item in items)
