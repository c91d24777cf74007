"""What JSON Schemas say of words, days and periods: the patterns of the parsers, for texts as they are written.

They hold in the regular expressions of Python and of JavaScript, by which editors check.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ttdn_cli.limits import MAX_PERIOD
from ttdn_cli.model import days, periods
from ttdn_cli.model.fields import both
from ttdn_cli.model.names import fold
from ttdn_cli.model.states import LONGEST, STATE_WORDS

_MARKS = r"[\u0300-\u036f]*"
_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
# What folding drops, as & is a word; of a period / and - separate the parts.
_BETWEEN = r"[\s!-%'-/:-@\[-`{-~\u00a0\u2010-\u206f\u3000]"
_DROPPED = r"[\s!-%'-,.:-@\[-`{-~\u00a0\u2010-\u206f\u3000]"
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|[a-z]| ")
_YEAR = "(?!0000)[0-9]{4}"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"


@cache
def _letter(folded: str) -> str:
    """Return a class of what folds to a letter, with the marks that may follow it; of consonants only đ has others."""
    if folded not in "aeiouyd":
        return f"[{folded}{folded.upper()}]"
    codes = [ord(one) for one in _LETTERS if fold(one) == folded]
    ends = [code for code in codes if code + 1 not in codes]
    runs = zip((code for code in codes if code - 1 not in codes), ends, strict=True)
    return f"[{''.join(chr(first) + (f'-{chr(last)}' if last > first else '') for first, last in runs)}]{_MARKS}"


def _written(pattern: str, space: str) -> str:
    """Return a pattern of folded text as one of text that is still to be folded."""

    def token(match: re.Match[str]) -> str:
        part = match[0]
        if part in string.ascii_lowercase:
            return _letter(part)
        return f"{space}+" if part == " " else space if part == r"\s" else part

    return _TOKEN.sub(token, pattern).replace(f"{space}+?", f"{space}*")


def _words(known: Iterable[str]) -> str:
    """Return a pattern of words, however they are folded."""
    folded = dict.fromkeys(fold(one) for one in known)
    return f"{_BETWEEN}*(?:{'|'.join(_written(one, _BETWEEN) for one in folded)}){_BETWEEN}*"


def _calendar(order: str) -> str:
    """Return the days that exist, in an order of `{d}`, `{m}`, `{y}`; months and days may be of one digit."""
    zero = "0" if order.startswith("{y}") else "0?"
    parts = (
        (rf"(?:{zero}[1-9]|[12][0-9]|3[01])", f"(?:{zero}[13578]|1[02])", _YEAR),
        (rf"(?:{zero}[1-9]|[12][0-9]|30)", f"(?:{zero}[469]|11)", _YEAR),
        (rf"(?:{zero}[1-9]|1[0-9]|2[0-8])", f"{zero}2", _YEAR),
        ("29", f"{zero}2", _LEAP),
    )
    return "(?:" + "|".join(order.format(d=d, m=m, y=y) for d, m, y in parts) + ")"


def _days(separators: str) -> str:
    """Return a pattern of days in every spelling; those in numbers with one of some separators."""
    forms = [f"{days.BEFORE}{_calendar('{y}-{m}-{d}')}{days.AFTER_ISO}"]
    numeric = (_calendar(f"{{d}} ?{one} ?{{m}} ?{one} ?{{y}}") for one in separators.split())
    worded = _calendar("{d} thang {m}(?: nam)? {y}")
    forms.append(f"{days.BEFORE}(?:{'|'.join((*numeric, worded))}){days.AFTER}")
    return _written(rf"\s*(?:{'|'.join(forms)})\s*", r"[\s,]")


def _periods() -> str:
    """Return a pattern of periods with their year."""
    forms = "|".join(periods.FORMS).replace(periods.YEAR, f"({_YEAR})")
    return _written(rf"\s*(?:{forms})\s*", _DROPPED)


def _day() -> dict[str, Any]:
    said = both("Write a day that exists: 2017-06-28 or 28/6/2017", "Ghi một ngày có thật: 2017-06-28 hoặc 28/6/2017")
    return {**_text(_days(r"/ \. -")), "examples": ["2017-06-28", "28/6/2017"], "patternErrorMessage": said}


def _period() -> dict[str, Any]:
    said = both("Write for example 2017-Q2, with the year", "Ghi kỳ báo cáo kèm năm, ví dụ Quý II/2017")
    return {**_text(_periods()), "examples": ["2017-Q2", "Quý II/2017"], "patternErrorMessage": said}


def _occurrence() -> dict[str, Any]:
    """Return the form of an occurrence: a period, a day, a day and a later one (or none), or a word."""
    every, without_slash = _days(r"/ \. -"), _days(r"\. -")
    window = rf"{without_slash}/(?:\s*\.\.\s*|{every})"
    alone = [{"$ref": "#/definitions/period"}, {"$ref": "#/definitions/day"}]
    return {"anyOf": [*alone, _text(window), _text(_words(periods.OCCURRENCE_WORDS))]}


def _state() -> dict[str, Any]:
    known = [word for state, words in STATE_WORDS.items() for word in (state.value, *words)]
    return {"anyOf": [{"enum": known}, {**_text(_words(known)), "maxLength": LONGEST}]}


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^(?:{pattern})$", "maxLength": MAX_PERIOD}


_SHARED: dict[str, Callable[[], dict[str, Any]]] = {
    "occurrence": _occurrence, "period": _period, "day": _day, "state": _state
}  # fmt: skip


def shared(schema: Any) -> dict[str, Any]:
    """Return the forms that a schema refers to, by name; an occurrence refers to others."""
    found: dict[str, Any] = {}
    for name, form in _SHARED.items():
        if f'"#/definitions/{name}"' in json.dumps([schema, found]):
            found[name] = form()
    return found
