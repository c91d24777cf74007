"""How a workbook shows its numbers: which of its formats mean a day, a duration or a percentage, and which day.

What is typed as 6/2026 is kept as 1 June and shown as a month: a format that shows no day tells month or year alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum

from ttdn_cli.files.markup import walk
from ttdn_cli.files.package import names, too_many
from ttdn_cli.limits import MAX_OTHER_TAGS

_NAMES = names("cellXfs", "numFmts", "xf", "numFmt")
# What a format code shows as it stands, and what is in brackets but the time that has passed. Each piece begins with
# another character, and one that is not closed goes to the end, so that no text is looked at twice.
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].?|\[(?!(?:hh?|mm?|ss?)\])[^\]]*\]?', re.DOTALL | re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_DAY = re.compile("[dmhys]", re.IGNORECASE)
_TIME = re.compile("[hs]", re.IGNORECASE)
_SAID = re.compile(r'"[^"]*"?|\\.?', re.DOTALL)  # what a format code shows as it stands, without what is in brackets
_WORDS = re.compile(r"[^\W_]+")
_OF_MONTHS = frozenset(("t", "tháng", "năm", "month", "year"))  # words beside a month that say no more than it
_NUMBER = re.compile("[0-9]{1,6}")
_LONGEST = 200  # characters of a format code that somebody made to show days
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - cells know no zone
_FALSE_LEAP_DAY = 60  # 29 February 1900, which there was not


class Format(Enum):
    """What a number in a cell means."""

    PLAIN = 0
    PERCENT = 1
    DAY = 2
    DURATION = 3


_MONTH_AND_YEAR = 17  # the number of the format mmm-yy
_BUILT_IN = {
    **dict.fromkeys((9, 10), Format.PERCENT),
    **dict.fromkeys((*range(14, 23), 45, 47), Format.DAY),
    46: Format.DURATION,
}


def format_of(code: str) -> Format:
    """Return what a format code means: days by its first section, percentages by any."""
    sections = _LITERAL.sub("", code)
    first = sections.partition(";")[0]
    if _ELAPSED.search(first):
        return Format.DURATION
    if _DAY.search(first):
        return Format.DAY
    return Format.PERCENT if "%" in sections else Format.PLAIN


def shows(code: str) -> str:
    """Return what a format code shows of a day where that is less than the day, `month` or `year`, else ""."""
    first = _LITERAL.sub("", code).partition(";")[0].lower()
    said = _WORDS.findall(" ".join(_SAID.findall(code[:_LONGEST])).lower())
    if "y" not in first or "d" in first or _TIME.search(first) or not _OF_MONTHS.issuperset(said):
        return ""
    return "month" if "m" in first else "year"


def alone(day: date, shown: str) -> str:
    """Return month or year of a day as it is written by hand, where no more is shown of it, else ""."""
    return {"month": f"{day.month:02}/{day.year}", "year": str(day.year)}.get(shown, "")


class Styles:
    """The styles of a workbook, as far as they say what a number means."""

    def __init__(self, content: bytes | None) -> None:
        """Take the part that describes the styles, if there is one; raises `FileRejected` when it cannot be read."""
        self._formats: list[int] = []
        self._codes: dict[int, str] = {}
        self._known: dict[int, Format] = {}
        self._shown: dict[int, str] = {}
        self._inside = ""
        if content is not None:
            if content.count(b"<") > MAX_OTHER_TAGS:
                raise too_many()
            walk(content, self._begin, self._end)

    def of(self, index: str) -> Format:
        """Return what the style with an index, as a cell names it, means; plain where there is no such style."""
        if not _NUMBER.fullmatch(index) or int(index) >= len(self._formats):
            return Format.PLAIN
        number = self._formats[int(index)]
        if number not in self._known:
            code = self._codes.get(number)
            self._known[number] = _BUILT_IN.get(number, Format.PLAIN) if code is None else format_of(code)
        return self._known[number]

    def shows(self, index: str) -> str:
        """Return what the style with an index shows of a day where that is less than the day, else ""."""
        if self.of(index) is not Format.DAY:
            return ""
        number = self._formats[int(index)]
        if number not in self._shown:
            self._shown[number] = shows(self._codes.get(number, "mmm-yy" if number == _MONTH_AND_YEAR else "d"))
        return self._shown[number]

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _NAMES.get(tag)
        if name in ("cellXfs", "numFmts"):
            self._inside = name
        elif name == "xf" and self._inside == "cellXfs":
            self._formats.append(_number(attributes.get("numFmtId", "0")))
        elif name == "numFmt" and self._inside == "numFmts":
            self._codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")

    def _end(self, tag: str) -> None:
        if _NAMES.get(tag) == self._inside:
            self._inside = ""


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else -1


def moment(value: float, shown: Format, *, since_1904: bool) -> datetime | time | timedelta:
    """Return the day, time of day or duration that a number stands for.

    Raises `ValueError` or `OverflowError` for what is no day of the calendar.
    """
    if shown is Format.DURATION:
        return _to_the_millisecond(timedelta(days=value))
    day, fraction = divmod(value, 1)
    rest = timedelta(milliseconds=round(fraction * 86_400_000))
    if day == 0 and not rest.days:
        return (_EPOCHS[since_1904] + rest).time()
    if 0 < value < _FALSE_LEAP_DAY and not since_1904:
        day += 1
    return _EPOCHS[since_1904] + timedelta(days=day) + rest


def _to_the_millisecond(length: timedelta) -> timedelta:
    return timedelta(days=length.days, seconds=length.seconds, microseconds=round(length.microseconds, -3))
