"""Time frames in English, said in the folded Vietnamese words that `timeframe` reads."""

from __future__ import annotations

import re

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_COUNTED = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_IS_ENGLISH = re.compile(
    rf"(?:\b{_MONTH}\b(?=[ ,/]*[0-9]|$)|\b[0-9]{{1,2}}(?: of)? {_MONTH}\b|\b(?:quarter|half|year)\b|"
    r"^(?:by|before|from|until|till|in|within|"
    r"during|throughout|end of|no later than|not later than|expected|completed|ongoing|continuous|regular|starting)\b|"
    r"\b(?:quarterly|monthly|yearly|annually|every|each|continuously|regularly|onwards)\b)"
)
_REPLACED = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"\b(first|second|third|fourth|[1-4]) quarter(?: of)?,? ?([0-9]{4})?", r"quy <\1> nam \2"),
        (r"\bquarter ([1-4]|iv|i{1,3})(?: of|,)? ?([0-9]{4})?", r"quy \1 nam \2"),
        (r"\b(?:the )?(first|second|[12]) half(?: of)?,? ?(?:the year|([0-9]{4}))", r"half<\1> \2"),
        (
            r"\b(?:the )?(?:whole|full|entire|all) (?:of )?(?:the )?year\b|\bthroughout (?:the )?year\b|\ball year\b",
            "ca nam",
        ),
        (r"\bthroughout (?=[0-9]{4})", "ca nam "),
        (r"\byear (?=[0-9]{4})", "nam "),
        (r"\b(?:quarterly|(?:every|each) quarter)\b", "hang quy"),
        (r"\b(?:monthly|(?:every|each) month)\b", "hang thang"),
        (r"\b(?:yearly|annually|(?:every|each) year)\b", "hang nam"),
        (r"\b(?:semi annually|half yearly|every (?:6|six) months)\b", "hang 6 thang"),
        (r"\b(?:ongoing|continuous(?:ly)?|regular(?:ly)?)\b", "thuong xuyen"),
        (r"^(?:to be )?complete[d]? ", ""),
        (r"^expected(?: in| by)? ", "du kien "),
        (r"^(?:by |until |before )?(?:the )?end of ", "den het "),
        (r"^(?:by|no later than|not later than|until|till|on or before) ", "cham nhat "),
        (r"^before ", "truoc "),
        (r"^(?:from|starting|starting from|since) (.+?) (?:to|until|till) (.+)", r"tu \1 den \2"),
        (r"^between (.+?) va (.+)", r"tu \1 den \2"),
        (r"^(?:from|starting|starting from|since) (.+?)(?: onwards?)?$", r"tu \1 tro di"),
        (r"^(?:in|within|during|on) ", "trong "),
        (r"(?<=\S) (?:to|until) (?=\S)", " den "),
    )
)
_DAY_FIRST = re.compile(rf"\b([0-9]{{1,2}})(?: of)? {_MONTH}\b,? ?([0-9]{{4}})?")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} ([0-9]{{1,2}})(?![0-9]),? ?([0-9]{{4}})?")
_MONTH_ALONE = re.compile(rf"\b{_MONTH}\b[ ,/]*([0-9]{{4}})?")


def in_vietnamese(plain: str) -> str:
    """Return folded words in which English ones for time are Vietnamese; what is not English stays as it is."""
    if not _IS_ENGLISH.search(plain):
        return plain
    plain = _DAY_FIRST.sub(lambda found: _day(found[1], found[2], found[3]), plain)
    plain = _MONTH_FIRST.sub(lambda found: _day(found[2], found[1], found[3]), plain)
    plain = _MONTH_ALONE.sub(lambda found: f"thang {_number(found[1])}{_year(found[2])} ", plain)
    for pattern, said in _REPLACED:
        plain = pattern.sub(said, plain)
    plain = re.sub("<(first|second|third|fourth|[1-4])>", lambda found: f"<{_COUNTED.get(found[1], found[1])}>", plain)
    plain = plain.replace("half<1>", "6 thang dau nam").replace("half<2>", "6 thang cuoi nam")
    plain = re.sub("<([1-4])>", r"\1", plain)
    plain = re.sub(r" nam(?= *$| (?!\d))(?<!ca nam)(?<!hang nam)(?<!dau nam)(?<!cuoi nam)", "", plain)
    return " ".join(plain.split())


def _number(name: str) -> int:
    return _MONTHS[name[:3]]


def _year(text: str | None) -> str:
    return f" nam {text}" if text else ""


def _day(day: str, name: str, year: str | None) -> str:
    return f"ngay {day} thang {_number(name)}{_year(year)}"
