"""What pydantic is told of single fields: the readers of `model.fields`, and what a schema says of them.

pydantic's own sentences are never shown: the type of an error is the code under which `invalid-field` words it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ttdn_cli.limits import MAX_ID
from ttdn_cli.model import fields
from ttdn_cli.model.fields import ID, SLUG, STATE_WORDS, Misfit, State
from ttdn_cli.model.periods import Period

Value = TypeVar("Value")


class Model(BaseModel):
    """A frozen record that takes nothing but its own fields, each in its own form."""

    # Built at first use: of the nested models only those that are asked for by themselves.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    def _whole(self, wrong: Callable[[Any], Misfit | None]) -> Self:
        """Return the model itself unless something is wrong with it as a whole."""
        if misfit := wrong(self):
            raise _refusal(misfit)
        return self


def _refusal(misfit: Misfit) -> PydanticCustomError:
    return PydanticCustomError(misfit.code, "{code}", {"code": misfit.code, **misfit.context})


def _read_by(read: Callable[[object], Value]) -> BeforeValidator:
    """Return what lets pydantic read a field by a reader of `model.fields`."""

    def call(value: object) -> Value:
        try:
            return read(value)
        except Misfit as misfit:
            raise _refusal(misfit) from None

    call.__name__ = read.__name__
    return BeforeValidator(call)


def both(english: str, vietnamese: str) -> str:
    """Return a description for editors, in the two languages of the readers."""
    return f"{vietnamese}\n\n{english}"


Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[
    str,
    _read_by(fields.read_slug),
    WithJsonSchema({"type": "string", "pattern": SLUG, "maxLength": MAX_ID}),
]
Id = Annotated[str, _read_by(fields.read_id), WithJsonSchema({"type": "string", "pattern": ID, "minLength": 1})]
Whole = Annotated[int, _read_by(fields.read_whole), Field(ge=0)]
Percent = Annotated[int, _read_by(fields.read_whole), Field(ge=0, le=100)]
Flag = Annotated[bool, _read_by(fields.read_flag)]
Yes = Annotated[Literal[True], _read_by(fields.read_flag)]
_DAY_FORMS: list[dict[str, Any]] = [
    {"type": "string", "format": "date"},
    {"type": "string", "pattern": "^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"},
]
Day = Annotated[date, _read_by(fields.read_day), WithJsonSchema({"anyOf": _DAY_FORMS})]
_PERIOD_SCHEMA = {"type": "string", "examples": ["2017-Q2", "Quý II/2017"]}
PeriodField = Annotated[Period, _read_by(fields.read_period), WithJsonSchema(_PERIOD_SCHEMA)]
Occurrence = Annotated[str, _read_by(fields.read_occurrence), WithJsonSchema({"type": "string"})]


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


StateField = Annotated[
    State,
    _read_by(fields.read_state),
    WithJsonSchema({"enum": [word for state, words in STATE_WORDS.items() for word in (state.value, *words)]}),
]
