"""The file of agencies and groups as it is written (SPEC 2.1)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ttdn_cli.limits import MAX_GROUPS
from ttdn_cli.model.fields import Day, Flag, Listed, Model, OneOrMany, Slug, Text, both, refusal


class Agency(Model):
    """One agency, with every name it goes by."""

    id: Slug = Field(description=both("Short id, unique in the file", "Mã ngắn, không trùng trong tệp"))
    name: Text = Field(description=both("Official name", "Tên chính thức"))
    name_en: Text | None = Field(None, description=both("Name in English", "Tên tiếng Anh"))
    aliases: Listed[Text] = Field((), description=both("Other names and abbreviations", "Tên gọi khác, tên viết tắt"))
    kind: Text | None = Field(None, description=both("department, district, press …", "Loại cơ quan"))
    valid_from: Day | None = Field(None, description=both("First day of the agency", "Ngày bắt đầu hoạt động"))
    valid_to: Day | None = Field(None, description=both("Last day of the agency", "Ngày cuối cùng hoạt động"))
    successor: OneOrMany[Slug] = Field((), description=both("Agency or agencies that took over", "Cơ quan kế thừa"))


class Group(Model):
    """Agencies named collectively: closed (with members) or open."""

    id: Slug = Field(description=both("Short id, unique in the file", "Mã ngắn, không trùng trong tệp"))
    name: Text = Field(description=both("The group as the plan words it", "Tên nhóm như văn bản ghi"))
    aliases: Listed[Text] = Field((), description=both("Other names", "Tên gọi khác"))
    members: Listed[Slug] = Field((), description=both("Agencies or groups in it", "Cơ quan, nhóm thành viên"))
    requires: Literal["any", "all"] = Field(
        "any",
        description=both("Whose part is asked for: any member's or all", "Yêu cầu một hay tất cả thành viên phối hợp"),
    )
    open: Flag = Field(
        default=False, description=both("Members cannot be listed", "Nhóm mở, không liệt kê được thành viên")
    )

    @model_validator(mode="after")
    def _members_or_open(self) -> Self:
        if self.open == bool(self.members):
            raise refusal("members_or_open")
        return self


class Registry(Model):
    """The file of agencies and groups."""

    form: Literal["ttdn/agencies/1"] = Field(
        alias="schema", description=both("Kind and version of the file", "Loại và phiên bản tệp")
    )
    agencies: Listed[Agency] = Field(description=both("Agencies", "Danh mục cơ quan"), min_length=1)
    groups: Listed[Group] = Field((), description=both("Groups of agencies", "Nhóm cơ quan"))

    @model_validator(mode="after")
    def _few_groups(self) -> Self:
        if len(self.groups) > MAX_GROUPS:
            raise refusal("too_many_groups", field="groups", limit=MAX_GROUPS)
        return self
