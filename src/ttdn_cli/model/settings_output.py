"""The machine format of `ttdn config` (like those that `model.outputs` names)."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12, and brings it

SettingOut = TypedDict(
    "SettingOut",
    {
        "name": str,
        "value": str | list[str] | None,
        "source": Literal["environment", "file", "default"],
        "from": str | None,
    },
)


class ConfigOut(TypedDict):
    """The settings in force; `file` is the settings file that was found."""

    schema: Literal["ttdn/config/1"]
    file: str | None
    settings: list[SettingOut]
