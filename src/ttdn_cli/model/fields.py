"""How single fields are read: strictly, from the text that was written. `model.shapes` tells pydantic the same.

A reader returns the value, or raises `Misfit`; its code is the one under which `invalid-field` words the message, and
its context holds the values of that message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from ttdn_cli.findings import Path
from ttdn_cli.limits import MAX_ID
from ttdn_cli.load.tree import Quoted
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import Period, parse_day, parse_occurrence, parse_period

Part = tuple[Path, str, Mapping[str, object], object]
Day = date  # for records that have a field of that name
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
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_DEVICE = re.compile(ID)


class Misfit(ValueError):  # noqa: N818 - a misfit, said as one
    """Something does not fit: `code` is what `invalid-field` words, `context` holds the values.

    Of a list, mapping or record `parts` holds what does not fit in it: path, code, context and the value that is there.
    """

    def __init__(self, code: str, parts: Sequence[Part] = (), **context: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts
        self.context = context

    def under(self, step: str | int, value: object) -> list[Part]:
        """Return the parts as whatever holds the value sees them; something without parts is one itself."""
        if self.parts:
            return [((step, *at), code, context, inner) for at, code, context, inner in self.parts]
        return [((step,), self.code, self.context, value)]


def read_words(value: object) -> str:
    """Read any text, with or without quotes."""
    if isinstance(value, str):
        return str(value)
    raise Misfit("text")


def read_text(value: object) -> str:
    """Read a text that says something."""
    if type(value) is str and value:  # as nearly all are
        return value
    text = read_words(value)
    if text:
        return text
    raise Misfit("empty")


def read_slug(value: object) -> str:
    """Read an id of small letters, digits and dashes."""
    text = read_words(value)
    if len(text) > MAX_ID or not _ID.fullmatch(text):
        raise Misfit("slug")
    return read_id(text)


def read_id(value: object) -> str:
    """Read an id that may become the name of a file."""
    text = read_text(value)
    if is_device(text):
        raise Misfit("device")
    return text


def is_device(text: str) -> bool:
    """Tell whether Windows takes a file of that name, whatever its ending, for a device."""
    return not _NO_DEVICE.match(text)


def read_whole(value: object) -> int:
    """Read a whole number written in plain digits, without quotes, sign or leading zero."""
    if type(value) is int:  # built in code, or read back from a dump
        return value
    if isinstance(value, str) and type(value) is not Quoted and _WHOLE.fullmatch(value):
        return int(value)
    raise Misfit("whole_number", quoted=isinstance(value, Quoted))


def read_flag(value: object) -> bool:
    """Read `true` or `false`, without quotes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and type(value) is not Quoted and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise Misfit("flag")


def read_yes(value: object) -> bool:
    """Read `true`, the only value that a field may have which is left out otherwise."""
    if read_flag(value):
        return True
    raise Misfit("true_or_left_out")


def read_day(value: object) -> date:
    """Read a day: `2017-06-28` or, day first, `28/6/2017`."""
    if type(value) is date:
        return value
    if isinstance(value, str) and (day := parse_day(value)):
        return day
    raise Misfit("day")


def read_period(value: object) -> Period:
    """Read a period with its year: `2017-Q2`, `Quý II/2017`."""
    if isinstance(value, Period):
        return value
    if isinstance(value, str) and (period := parse_period(value)):
        return period
    raise Misfit("period")


def read_occurrence(value: object) -> str:
    """Read the id of an occurrence: a period, a day, `FROM/TO`, `ongoing` or `unspecified`."""
    if isinstance(value, str) and (found := parse_occurrence(value)):
        return found
    raise Misfit("occurrence")


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
    raise Misfit("state")
