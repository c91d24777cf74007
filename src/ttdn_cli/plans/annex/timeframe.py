"""Time frames as officials write them: the words of one cell → fields of a schedule, or nothing.

What can mean two things is not read: the caller keeps the words and asks. So "Trước 30/6" (before 30 June) is left
alone, because it is 29 June to the letter and 30 June in the practice of many offices; `read_before` gives the day.
Before a whole period ("Trước quý III") can only be the day before it begins, and is read.
The same holds for two quarters side by side ("Quý II, III"), for "02 lần/năm", and for what a scanner makes of Roman
numbers ("Quý ll"). A day without year is read only beside a word such as "ngày": by itself, "3/6" may be what a
spreadsheet made of it. In a plan of several years nothing is read that does not name its year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ttdn_cli.model.days import parse_day
from ttdn_cli.model.periods import ONE_DAY, Period, half, kind_of, month, parse_period, quarter, whole_year
from ttdn_cli.plans.annex.time_words import ASPIRATIONAL, TENTATIVE, VERBS, plain_words, without

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DURATION = re.compile(r"([0-9]{1,3}) ngay,? (?=trong )")
_YEAR = r"(?P<year>[0-9]{4})"
_IN_YEAR = rf"(?:(?: trong| ca| trong ca)? nam(?: {_YEAR})?|/nam {_YEAR.replace('year', 'other')})?"
_ALL_YEAR = re.compile(rf"(?:trong ca|trong|ca) nam(?: {_YEAR})?")
_ONGOING = re.compile(rf"(?:thuong xuyen(?:,? lien tuc|,? hang nam)?|lien tuc){_IN_YEAR}")
_SPAN = r"(?P<span>6 thang|thang|quy|nam)"
_RHYTHMS = tuple(
    re.compile(pattern + _IN_YEAR)
    for pattern in (
        rf"(?:dinh ky )?(?:hang|moi) {_SPAN}",
        rf"dinh ky {_SPAN}",
        rf"(?:dinh ky )?(?:0?1|mot) [a-z]+(?: [a-z]+){{0,2}}/{_SPAN}",
        rf"(?:dinh ky )?{_SPAN}/(?:(?:0?1|mot) )?lan",
        rf"(?:dinh ky )?(?:hang|moi|mot) {_SPAN} (?:0?1|mot) lan",
        rf"(?:dinh ky )?{_SPAN} (?:01|mot) lan",
        r"(?:dinh ky )?(?P<span>6 thang|nam) 1 lan",  # "quý 1 lần" may be the first quarter
    )
)
_SPANS = {"6 thang": "half", "thang": "month", "quy": "quarter", "nam": "year"}
_EACH = r"(?:hang|moi)"
_ON_DAY = tuple(
    re.compile(rf"(?P<before>truoc )?(?:cham nhat |muon nhat |den )?{pattern}")
    for pattern in (
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}})(?:/| thang )(?P<month>[0-9]{{1,2}}) {_EACH} nam",
        rf"ngay (?P<day>[0-9]{{1,2}}) {_EACH} thang",
        rf"ngay (?P<day>[0-9]{{1,2}})(?: cua)? thang cuoi(?: cua)?(?: {_EACH})? quy",
    )
)
_ON_EVERY = ("year", "month", "quarter")
_ONWARDS = re.compile(
    rf"(?:nam )?{_YEAR} va (?:cac|nhung) nam (?:tiep theo|ke tiep|sau)|tu nam {_YEAR.replace('year', 'other')} tro di"
)
_FROM = re.compile(r"(?:bat dau |ke )?tu (?P<first>.+?)(?: tro di)?")
_TO_YEAR = re.compile(r"den (?=nam [0-9]{4}$)")
_LATEST = re.compile(r"(?:cham nhat|muon nhat)(?: la| vao| trong| den)?(?: het)? |den het (?:ngay (?=[0-9]))?|het ")
_UNTIL = re.compile(r"den (?=(?:ngay )?[0-9]+/)|den (?=ngay )")
_BEFORE = re.compile(r"(?:tu nay den )?truoc (?=ngay |thang |quy |nam |q ?[1-4i]|[0-9])")
_WORDED_DAY = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?: nam ([0-9]{4}))?")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_QUARTER = re.compile(r"(?:quy|qui|q) ?([1-4]|iii|ii|iv|i)")
_HALF = re.compile(r"6 thang (dau|cuoi)(?: nam)?")
_MONTH = re.compile(r"thang (0?[1-9]|1[0-2])")
_RANGE = re.compile(r"(?:giai doan |tu )?(?P<first>.+?)(?: den |-)(?P<last>.+)")
_FOUR_DIGITS = re.compile(r"[0-9]{4}")


class _NoYearError(ValueError):
    """The words do not say of which year they are."""


class TimeFrame(NamedTuple):
    """What the words say: `fields` of a schedule as they are written in a plan, and the marks beside them."""

    fields: Mapping[str, str]
    tentative: bool = False
    aspirational: bool = False
    duration_days: int | None = None


def read_time_frame(text: str, year: int | None) -> TimeFrame | None:
    """Return what a time frame in words says in a plan of the given year; None when it is not certain.

    Words without a year are of the plan's year, and not certain in a plan of several (None). Whether the time lies
    within the plan is not judged. Never raises.
    """
    plain = plain_words(text)
    plain, tentative = without(TENTATIVE, plain)
    plain, aspirational = without(ASPIRATIONAL, plain)
    if not tentative:
        plain, tentative = without(TENTATIVE, plain)
    plain, _ = without(VERBS, plain)
    duration = None
    if match := _DURATION.match(plain):
        duration, plain = int(match[1]), plain[match.end() :]
    try:
        fields = _fields(plain, year)
    except (ValueError, OverflowError):  # a day or a year that no calendar has
        fields = None
    return TimeFrame(fields, tentative, aspirational, duration) if fields else None


def lacks_year(text: str) -> bool:
    """Tell whether a time frame could be read if it said of which year it is. Never raises."""
    return read_time_frame(text, None) is None and read_time_frame(text, 2000) is not None


def span(fields: Mapping[str, str]) -> tuple[date, date] | None:
    """Return first and last day of what one day or period says (`by`, `year`, `quarter`, …), None for other forms."""
    if "by" in fields:
        day = date.fromisoformat(fields["by"])
        return day, day
    named = next((fields[kind] for kind in ("year", "quarter", "half", "month") if kind in fields), None)
    period = parse_period(named) if named else None
    return (period.begins, period.ends) if period else None


def read_before(text: str, year: int | None) -> date | None:
    """Return the day that a time frame says to be ready before (one day, not a period); else None. Never raises."""
    plain, _ = without(ASPIRATIONAL, without(TENTATIVE, plain_words(text))[0])
    plain, _ = without(VERBS, plain)
    match = _BEFORE.match(plain)
    try:
        return _day(plain[match.end() :], year, bare=True) if match else None
    except ValueError:
        return None


def _fields(plain: str, year: int | None) -> dict[str, str] | None:
    """Return the fields of the one form that the words have; raises ValueError for an impossible day or year."""
    if match := _ALL_YEAR.fullmatch(plain):
        return {"year": match["year"] or str(_sure(year))}
    if (match := _ONGOING.fullmatch(plain)) and _is_of(year, match):
        return {"ongoing": "true"}
    for rhythm in _RHYTHMS:
        if match := rhythm.fullmatch(plain):
            return _rhythm(_SPANS[match["span"]], year, match)
    if (found := _on_day(plain)) and not found.is_before:
        return dict(found.fields)
    if match := _ONWARDS.fullmatch(plain):
        return {"from": date(int(match["year"] or match["other"]), 1, 1).isoformat(), "open_ended": "true"}
    plain = re.sub(r"^(?:trong|vao) ", "", plain)
    return _due(plain, year) or _one_period(plain, year) or _window(plain, year) or _onwards(plain, year)


class OnDay(NamedTuple):
    """A rhythm with its due day; `is_before` where the words say to be ready before that day."""

    fields: Mapping[str, str]
    is_before: bool


def read_on_day(text: str) -> OnDay | None:
    """Return what "ngày 15/12 hằng năm" and "trước ngày 20 hằng tháng" say, else None. Never raises."""
    plain, _ = without(VERBS, plain_words(text))
    return _on_day(plain)


def _on_day(plain: str) -> OnDay | None:
    for every, pattern in zip(_ON_EVERY, _ON_DAY, strict=True):
        if match := pattern.fullmatch(plain):
            day, month_ = int(match["day"]), int(match["month"]) if every == "year" else 1
            if not 1 <= month_ <= 12 or not 1 <= day <= monthrange(2000, month_)[1]:  # noqa: PLR2004 - months
                return None
            on = f"{month_:02}-{day:02}" if every == "year" else str(day)
            return OnDay({"every": every, "on": on}, bool(match["before"]))
    return None


def _rhythm(every: str, year: int | None, match: re.Match[str]) -> dict[str, str] | None:
    """Return a rhythm; one of a single year of a plan of several begins and ends with that year."""
    if _is_of(year, match):
        return {"every": every}
    named = whole_year(int(match["year"] or match["other"]))
    return None if year else {"every": every, "from": named.begins.isoformat(), "to": named.ends.isoformat()}


def _sure(year: int | None) -> int:
    """Return the plan's year; raises `_NoYearError` where the plan has several."""
    if year is None:
        raise _NoYearError
    return year


def _onwards(plain: str, year: int | None) -> dict[str, str] | None:
    """Read a day or period from which on something goes on, without an end."""
    match = _FROM.fullmatch(plain)
    begin = (_day(match["first"], year, bare=True) or _period(match["first"], year)) if match else None
    if begin is None:
        return None
    return {"from": (begin.begins if isinstance(begin, Period) else begin).isoformat(), "open_ended": "true"}


def _is_of(year: int | None, match: re.Match[str]) -> bool:
    """Tell whether the year that stands beside a rhythm, if any, is the plan's."""
    named = match["year"] or match["other"]
    return named is None or int(named) == year


def _due(plain: str, year: int | None) -> dict[str, str] | None:
    if match := _LATEST.match(plain):
        rest = plain[match.end() :]
        period = _period(rest, year)
        day = period.ends if period else _day(rest, year, bare=True)
    elif match := _TO_YEAR.match(plain):
        period = _period(plain[match.end() :], year)
        day = period.ends if period else None
    elif match := _UNTIL.match(plain):
        day = _day(plain[match.end() :], year, bare=True)
    elif match := _BEFORE.match(plain):
        period = _period(plain[match.end() :], year)
        day = period.begins - ONE_DAY if period else None
    else:
        day = _day(plain, year, bare=False)
    return {"by": day.isoformat()} if day else None


def _one_period(plain: str, year: int | None) -> dict[str, str] | None:
    period = _period(plain, year)
    return {kind_of(period): period.id} if period else None


def _window(plain: str, year: int | None) -> dict[str, str] | None:
    """Read two days or two periods of one kind, the first without year of the last one's."""
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    first, last = match["first"], match["last"]
    word, _, _ = first.rpartition(" ")
    if word in ("quy", "qui", "thang") and not last.startswith(word):
        last = f"{word} {last}"
    named = _FOUR_DIGITS.search(last)
    worded = plain.startswith("tu ")
    end = _day(last, year, bare=worded) or _period(last, year)
    begin_year = int(named[0]) if named else _sure(year)
    begin = _day(first, begin_year, bare=worded or named is not None) or _period(first, begin_year)
    if isinstance(begin, Period) and isinstance(end, Period) and kind_of(begin) == kind_of(end):
        begin, end = begin.begins, end.ends
    if isinstance(begin, Period) or isinstance(end, Period) or begin is None or end is None or end < begin:
        return None
    return {"from": begin.isoformat(), "to": end.isoformat()}


def _day(plain: str, year: int | None, *, bare: bool) -> date | None:
    """Read a day; one without year when it says "ngày" or when `bare` allows it."""
    worded = plain.startswith("ngay ")
    if match := _WORDED_DAY.fullmatch(plain):
        is_sure = match[3] or worded or bare
        return date(int(match[3] or _sure(year)), int(match[2]), int(match[1])) if is_sure else None
    plain = plain.removeprefix("ngay ")
    if (worded or bare) and (match := _DAY_AND_MONTH.fullmatch(plain)):
        return date(_sure(year), int(match[2]), int(match[1]))
    return parse_day(plain)


def _period(plain: str, year: int | None) -> Period | None:
    if match := _QUARTER.fullmatch(plain):
        return quarter(_sure(year), _NUMBERS.get(match[1]) or int(match[1]))
    if match := _HALF.fullmatch(plain):
        return half(_sure(year), 1 if match[1] == "dau" else 2)
    if match := _MONTH.fullmatch(plain):
        return month(_sure(year), int(match[1]))
    if match := _ALL_YEAR.fullmatch(plain):
        return whole_year(int(match["year"] or _sure(year)))
    return parse_period(plain)
