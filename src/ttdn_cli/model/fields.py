"""How single fields are read: strictly, from the text that was written.

A reader raises `PydanticCustomError`; its type is the code under which `invalid-field` words the message, and its
context holds the values of that message. pydantic's own sentences are never shown.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ttdn_cli.limits import MAX_ID
from ttdn_cli.load.tree import Quoted
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import Period, parse_day, parse_occurrence, parse_period

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Model(BaseModel):
    """A frozen record that takes nothing but its own fields, each in its own form."""

    # Built at first use: of the nested models only those that are asked for by themselves.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


def refuse(code: str, **context: Any) -> PydanticCustomError:
    """Return the error of a field; `code` is what `invalid-field` words, `context` holds the values."""
    return PydanticCustomError(code, "{code}", {"code": code, **context})


def read_whole(value: object) -> int:
    """Read a whole number written in plain digits, without quotes, sign or leading zero."""
    if type(value) is int:  # built in code, or read back from a dump
        return value
    if isinstance(value, str) and type(value) is not Quoted and _WHOLE.fullmatch(value):
        return int(value)
    raise refuse("whole_number", quoted=isinstance(value, Quoted))


def read_flag(value: object) -> bool:
    """Read `true` or `false`, without quotes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and type(value) is not Quoted and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise refuse("flag")


def read_day(value: object) -> date:
    """Read a day: `2017-06-28` or, day first, `28/6/2017`."""
    if type(value) is date:
        return value
    if isinstance(value, str) and (day := parse_day(value)):
        return day
    raise refuse("day")


def read_period(value: object) -> Period:
    """Read a period with its year: `2017-Q2`, `Quý II/2017`."""
    if isinstance(value, Period):
        return value
    if isinstance(value, str) and (period := parse_period(value)):
        return period
    raise refuse("period")


def read_occurrence(value: object) -> str:
    """Read the id of an occurrence: a period, a day, `FROM/TO`, `ongoing` or `unspecified`."""
    if isinstance(value, str) and (found := parse_occurrence(value)):
        return found
    raise refuse("occurrence")


def both(english: str, vietnamese: str) -> str:
    """Return a description for editors, in the two languages of the readers."""
    return f"{vietnamese}\n\n{english}"


Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=_SLUG, max_length=MAX_ID)]
Whole = Annotated[int, BeforeValidator(read_whole), Field(ge=0)]
Percent = Annotated[int, BeforeValidator(read_whole), Field(ge=0, le=100)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Yes = Annotated[Literal[True], BeforeValidator(read_flag)]
_DAY_FORMS: list[dict[str, Any]] = [
    {"type": "string", "format": "date"},
    {"type": "string", "pattern": "^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"},
]
Day = Annotated[date, BeforeValidator(read_day), WithJsonSchema({"anyOf": _DAY_FORMS})]
_PERIOD_SCHEMA = {"type": "string", "examples": ["2017-Q2", "Quý II/2017"]}
PeriodField = Annotated[Period, BeforeValidator(read_period), WithJsonSchema(_PERIOD_SCHEMA)]
Occurrence = Annotated[str, BeforeValidator(read_occurrence), WithJsonSchema({"type": "string"})]


def _nothing_as_empty(value: object) -> object:
    return () if value is None else value


def one_or_many(value: object) -> object:
    """Read a single value as a list of one, and nothing as an empty list."""
    return _nothing_as_empty([value] if isinstance(value, str) else value)


def _or_one(schema: dict[str, Any]) -> None:
    """Let a schema of a list also take one element without the list."""
    listed = {name: schema.pop(name) for name in ("type", "items") if name in schema}
    schema["anyOf"] = [listed["items"], listed]


One = TypeVar("One")
Listed = Annotated[tuple[One, ...], BeforeValidator(_nothing_as_empty), Field(strict=False)]
OneOrMany = Annotated[tuple[One, ...], BeforeValidator(one_or_many), Field(strict=False, json_schema_extra=_or_one)]


class State(StrEnum):
    """What a report says of an occurrence, from the least advanced to the most."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CANCELLED = "cancelled"
    DONE = "done"


STATE_WORDS = {
    State.NOT_STARTED: ("chưa thực hiện",),
    State.IN_PROGRESS: ("đang thực hiện",),
    State.CANCELLED: ("hủy", "đã hủy"),
    State.DONE: ("hoàn thành", "đã hoàn thành"),
}
_STATES = {fold(word): state for state, words in STATE_WORDS.items() for word in (state.value, *words)}


def read_state(value: object) -> State:
    """Read a state by its English id or its Vietnamese words, folded like names."""
    if isinstance(value, State):
        return value
    if isinstance(value, str) and len(value) <= 40 and (state := _STATES.get(value) or _STATES.get(fold(value))):  # noqa: PLR2004 - longer than any state
        return state
    raise refuse("state")


StateField = Annotated[
    State,
    BeforeValidator(read_state),
    WithJsonSchema({"enum": [word for state, words in STATE_WORDS.items() for word in (state.value, *words)]}),
]
