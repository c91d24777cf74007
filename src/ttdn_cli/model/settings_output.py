"""The machine format of `ttdn config` (like those of `model.outputs`)."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # as in model.outputs

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
