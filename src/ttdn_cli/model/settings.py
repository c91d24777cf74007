"""The settings that a file may hold (SPEC 2.4).

Every call knows the keys, and few have a settings file to check: pydantic is not imported before one is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, get_args, get_origin


class _Filled:
    """Tells pydantic of a text that it says something."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Mapping[str, object]:
        from pydantic_core import core_schema

        return core_schema.str_schema(min_length=1, strict=True)


Text = Annotated[str, _Filled()]
_PATH = MappingProxyType({"path": True})  # as the settings file names it, which it lies beside


@dataclass(frozen=True)
class SettingsFile:
    """What a settings file may say; None where it is silent."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}

    plan: Text | None = field(default=None, metadata=_PATH)
    reports: Text | None = field(default=None, metadata=_PATH)
    lang: Text | None = None
    fail_on: Text | None = None
    ignore: tuple[str, ...] | None = None
    waivers: Text | None = field(default=None, metadata=_PATH)
    follow_from: Text | None = None
    symbol: Text | None = None  # how documents abbreviate the focal agency: STTTT
    drafted_by: Text | None = None  # the unit that drafts them, as it stands in their symbols


KEYS = tuple(one.name for one in fields(SettingsFile))
PATHS = tuple(one.name for one in fields(SettingsFile) if one.metadata)
LISTS = tuple(one.name for one in fields(SettingsFile) if get_origin(get_args(one.type)[0]) is tuple)


def validate(table: Mapping[str, Any]) -> SettingsFile:
    """Return a table as settings; raises pydantic's `ValidationError`."""
    from pydantic import TypeAdapter

    return TypeAdapter(SettingsFile).validate_python(table)
