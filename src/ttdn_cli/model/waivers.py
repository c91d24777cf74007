"""Findings that somebody with the right to do so has set aside for a time (SPEC 2.4)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ttdn_cli.model.fields import Day, Listed, Model, PeriodField, Text, both


class Waiver(Model):
    """One decision: which findings, why, by whose authority, and until which day (inclusive)."""

    rule: Text = Field(description=both("Name of the rule", "Tên quy tắc"))
    agency: Text | None = Field(None, description=both("Agency: id, name or alias", "Cơ quan"))
    task: Text | None = Field(None, description=both("Id of the task", "Mã nhiệm vụ"))
    period: PeriodField | None = Field(None, description=both("Reporting period", "Kỳ báo cáo"))
    reason: Text = Field(description=both("Why", "Lý do"))
    authority: Text = Field(description=both("Document or person that decided", "Căn cứ hoặc người quyết định"))
    until: Day = Field(description=both("Last day it holds", "Có hiệu lực đến hết ngày"))


class Waivers(Model):
    """The file of waivers."""

    form: Literal["ttdn/waivers/1"] = Field(
        alias="schema", description=both("Kind and version of the file", "Loại và phiên bản tệp")
    )
    waivers: Listed[Waiver] = Field((), description=both("Waivers", "Danh sách nội dung không tính"))
