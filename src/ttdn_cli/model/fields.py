"""What fields are: the types of the models, strict, read from the text that was written.

pydantic's own sentences are never shown: the type of an error is the code under which `invalid-field` words it, its
context holds the values of that message. What a JSON Schema tells editors of a type stands beside its reader.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ttdn_cli.files.tree import Quoted
from ttdn_cli.limits import MAX_ID
from ttdn_cli.model.days import parse_day, why_no_day
from ttdn_cli.model.names import NOTHING_WORDS, fold, remembered
from ttdn_cli.model.periods import Period, parse_occurrence, parse_period, why_no_occurrence, why_no_period
from ttdn_cli.model.states import State, parse_state

Value = TypeVar("Value")
_Why = tuple[str, dict[str, object]]  # the code of `invalid-field`, and what its message needs
# Names that Windows keeps for devices, whatever their case and whatever follows a point: no file can be called so.
_DEVICES = ("con", "prn", "aux", "nul", "conin$", "conout$", "com#", "lpt#")
_DEVICE = "|".join(
    "".join(
        f"[{one}{one.upper()}]" if one.isalpha() else one.replace("#", "[1-9¹²³]").replace("$", "[$]") for one in name
    )
    for name in _DEVICES
)
ID = rf"^(?!(?:{_DEVICE})\s*(?:[.:]|$))"
SLUG = r"^(?!(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$)[a-z0-9]+(-[a-z0-9]+)*$"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # as pydantic can read it
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_WHOLE_ALIKE = re.compile(r"\s*\+?0*([0-9]{1,9})\s*(%?)\s*")
_HUNDRED = 100  # the most that a share can be
_NO_DEVICE = re.compile(ID)
_IS_ID = re.compile(_SLUG)
_MONTH_AND_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


class Model(BaseModel):
    """Something frozen that takes nothing but its own fields, each in its own form."""

    # Built at first use: of the nested models only those that are asked for by themselves.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def file_keys(cls) -> dict[str, str]:
        """Return the names of the fields, in order, each with the key that it has in a file."""
        return {name: field.alias or name for name, field in cls.model_fields.items()}


def dump(value: Any) -> Any:
    """Return a value of a field as JSON holds it; of models the fields by the keys of files, without those left out."""
    if isinstance(value, Model):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, tuple):
        return [dump(one) for one in value]
    if isinstance(value, dict):
        return {key: dump(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def refusal(code: str, **context: object) -> PydanticCustomError:
    """Return the error to raise where something does not fit: the code of its message, and the values of that."""
    return PydanticCustomError(code, code, context)


def is_device(text: str) -> bool:
    """Tell whether Windows takes a file of that name, whatever its ending, for a device."""
    return not _NO_DEVICE.match(text)


def _no_device(text: str) -> str:
    if is_device(text):
        raise refusal("device")
    return text


def both(english: str, vietnamese: str) -> str:
    """Return a description for editors, in the two languages of the readers."""
    return f"{vietnamese}\n\n{english}"


class _Parsed(Generic[Value]):
    """Reads a field by a parser of texts; a value of the kind itself, built in code, stays as it is."""

    def __init__(
        self,
        kind: type[Value],
        parse: Callable[[str], Value | None],
        why: Callable[[str], _Why],
        shared: str,
    ) -> None:
        """Take the parser, what says why it reads nothing, and the name of what JSON Schemas say (`patterns.shared`)."""
        self.kind, self.parse, self.why, self.shared = kind, parse, why, shared

    def read(self, value: object) -> Value:
        """Return the value that a text stands for."""
        if isinstance(value, str):
            found = self.parse(value)
            if found is not None:
                return found
        elif type(value) is self.kind:
            return value
        code, values = self.why(value if isinstance(value, str) else "")
        raise refusal(code, **values)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Tell pydantic how the field is read."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """Return what editors are told."""
        return {"shared": self.shared}


@remembered
def _parse_whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _read_flag(value: object) -> bool:
    """Read `true` or `false`, without quotes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and type(value) is not Quoted and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise refusal("flag")


def _read_yes(value: object) -> bool:
    """Read `true`, the only value that a field may have which is left out otherwise."""
    if _read_flag(value):
        return True
    raise refusal("true_or_left_out")


class _Whole:
    """Reads whole numbers in plain digits, without quotes, sign or leading zero, between two bounds (inclusive)."""

    def __init__(self, least: int = 0, most: int | None = None) -> None:
        self.least, self.most = least, most

    def read(self, value: object) -> int:
        """Return the number that a text is; one that was built in code, or read back from a dump, stays as it is."""
        number = value if type(value) is int else _parse_whole(value) if type(value) is str else None
        if number is None:
            meant = self._meant(value)
            if meant is None:
                raise refusal("whole_number")
            self._judge_range(meant)
            raise refusal("whole_number_meant", fixed=str(meant))
        if number < self.least or (self.most is not None and number > self.most):
            self._judge_range(number)
        return number

    def _judge_range(self, number: int) -> None:
        if number < self.least or (self.most is not None and number > self.most):
            raise refusal("range", least=self.least, most=self.most)

    def _meant(self, value: object) -> int | None:
        """Return the number to write in place of a text that is one but for quotes, a sign, zeros or a percent sign."""
        found = _WHOLE_ALIKE.fullmatch(value) if isinstance(value, str) else None
        return int(found[1]) if found and (not found[2] or self.most == _HUNDRED) else None

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Tell pydantic how the number is read, and schemas between which bounds it lies."""
        bounds = core_schema.int_schema(ge=self.least, le=self.most)
        return core_schema.no_info_before_validator_function(self.read, bounds)


class _Occurrence:
    """Reads an occurrence in the spellings of people; an id that a milestone of the plan has stays as it is written.

    These ids are the context of the validation; without a context nothing is known of the plan, and any id will do.
    Where there are some, another text like an id stays as well, so that those of its task can be told.
    """

    parsed = _Parsed(str, parse_occurrence, why_no_occurrence, "occurrence")

    def read(self, value: object, info: ValidationInfo) -> str:
        """Return the id of an occurrence."""
        ids, written = info.context, value.strip() if isinstance(value, str) else ""
        if ids and written in ids:
            return written
        try:
            return self.parsed.read(value)
        except PydanticCustomError as error:
            may_be = ids is None or (bool(ids) and error.type == "occurrence")
            if may_be and len(written) <= MAX_ID and _IS_ID.fullmatch(written):
                return written
            raise

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Tell pydantic how the id is read."""
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """Return what editors are told: they do not know the plan, so that any id will do."""
        return {"anyOf": [{"shared": "occurrence"}, {"type": "string", "pattern": SLUG, "maxLength": MAX_ID}]}


class _DueDay:
    """Reads the day of a month on which a rhythm falls due, 1 to 31, or month and day of a year: `12-15`."""

    day = _Whole(1, 31)

    def read(self, value: object) -> int | str:
        """Return the day as a number, or month and day as MM-DD, which exist in a leap year."""
        match = _MONTH_AND_DAY.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return self.day.read(value)
        month, day = map(int, match.groups())
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:  # noqa: PLR2004 - months of a year
            raise refusal("no_such_due_day")
        return f"{month:02}-{day:02}"

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Tell pydantic how the day is read."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """Return what editors are told."""
        days = (
            "(?:0?[13578]|1[02])-(?:0?[1-9]|[12][0-9]|3[01])",
            "(?:0?[469]|11)-(?:0?[1-9]|[12][0-9]|30)",
            "0?2-(?:0?[1-9]|[12][0-9])",
        )
        written = {"type": "string", "pattern": f"^(?:{'|'.join(days)})$", "examples": ["12-15"]}
        return {"anyOf": [{"type": "integer", "minimum": self.day.least, "maximum": self.day.most}, written]}


def _nothing_as_empty(value: object) -> object:
    return () if value is None else value


def _one_as_list(value: object) -> object:
    """Return a single text as a list of one, and nothing as an empty list."""
    return _nothing_as_empty([value] if isinstance(value, str) else value)


def _or_one(schema: dict[str, Any]) -> None:
    """Let a schema of a list also take one element without the list."""
    listed = {name: schema.pop(name) for name in ("type", "items") if name in schema}
    schema["anyOf"] = [listed["items"], listed]


def _any_case(words: str) -> str:
    """Return a pattern for words in any case, with or without their marks."""
    letters = {one: sorted({*one, *one.upper(), *fold(one), *fold(one).upper()}) for one in words if one.isalpha()}
    return "".join(f"[{''.join(letters[one])}]" if one in letters else r"\s+" if one == " " else one for one in words)


NOTHING_PATTERN = rf"^\s*(?:{'|'.join(map(_any_case, NOTHING_WORDS))}|[-‐-―−.…\s]*)\s*$"


def or_nothing(schema: dict[str, Any]) -> None:
    """Let a schema of a list also take the words that say that there is nothing."""
    listed = {name: schema.pop(name) for name in ("type", "items") if name in schema}
    schema["anyOf"] = [listed, {"type": "string", "pattern": NOTHING_PATTERN}, {"type": "null"}]


def _why_no_state(_text: str) -> _Why:
    return "state", {}


Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[
    str,
    Field(pattern=_SLUG, max_length=MAX_ID),
    AfterValidator(_no_device),
    WithJsonSchema({"type": "string", "pattern": SLUG, "maxLength": MAX_ID}),
]
Id = Annotated[
    str,
    Field(min_length=1),
    AfterValidator(_no_device),
    WithJsonSchema({"type": "string", "pattern": ID, "minLength": 1}),
]
Whole = Annotated[int, _Whole()]
Percent = Annotated[int, _Whole(0, 100)]
DayOfMonth = Annotated[int, _Whole(1, 31)]
DueDay = Annotated[int | str, _DueDay()]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Yes = Annotated[Literal[True], BeforeValidator(_read_yes)]
Day = Annotated[date, _Parsed(date, parse_day, why_no_day, "day")]
PeriodField = Annotated[Period, _Parsed(Period, parse_period, why_no_period, "period")]
OccurrenceId = Annotated[str, _Occurrence()]
StateField = Annotated[State, _Parsed(State, parse_state, _why_no_state, "state")]

One = TypeVar("One")
Listed = Annotated[tuple[One, ...], BeforeValidator(_nothing_as_empty), Field(strict=False)]
OneOrMany = Annotated[tuple[One, ...], BeforeValidator(_one_as_list), Field(strict=False, json_schema_extra=_or_one)]
