"""Periods and days as plans and reports write them. All days are civil days; ends are inclusive."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any, NamedTuple

from ttdn_cli.limits import MAX_PERIOD
from ttdn_cli.model.days import parse_day, why_no_day
from ttdn_cli.model.names import fold, remembered

ONE_DAY = timedelta(days=1)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"([1-4]|iii|ii|iv|i)"
YEAR = r"([0-9]{4})"
_JOIN = r"(?:\s*[/-]\s*|\s+nam\s+|\s+)"
_QUARTER_WORD = r"(?:quy|qui|q)\s*"
# Patterns are compiled when they are first needed; most runs need few.
_QUARTER_FIRST = rf"(?:{_QUARTER_WORD}{_NUMBER}|(i|ii|iii|iv)){_JOIN}{YEAR}"
_QUARTER_LAST = rf"{YEAR}{_JOIN}(?:{_QUARTER_WORD}{_NUMBER}|(i|ii|iii|iv))"
_QUARTER_ALONE = rf"(?:{_QUARTER_WORD})?{_NUMBER}"
_HALF_FIRST = rf"h([12]){_JOIN}{YEAR}"
_HALF_LAST = rf"{YEAR}{_JOIN}h([12])"
_HALF_WORDS = rf"6 thang (dau|cuoi)(?: nam)?{_JOIN}{YEAR}"
_MONTH_FIRST = rf"(?:thang\s*)?(0?[1-9]|1[0-2]){_JOIN}{YEAR}"
_MONTH_LAST = rf"{YEAR}\s*-\s*(0[1-9]|1[0-2])"
_YEAR_ONLY = rf"(?:nam\s+)?{YEAR}"
_ID = re.compile("([0-9]{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")  # as files write most of them
FORMS = (
    _QUARTER_FIRST, _QUARTER_LAST, _HALF_FIRST, _HALF_LAST, _HALF_WORDS, _MONTH_FIRST, _MONTH_LAST, _YEAR_ONLY,
)  # fmt: skip
_WITHOUT_YEAR = r"h[12]|6 thang (?:dau|cuoi) nam|(?:thang\s*|t)(?:0?[1-9]|1[0-2])"
_ANY_NUMBER = "([0-9]{1,2}|[ivx]+)"
# What is written like a period of a kind, whether there is such a one; the number is the group that is no year.
_LIKE = {
    "no_quarter": rf"{_QUARTER_WORD}{_ANY_NUMBER}(?:{_JOIN}[0-9]{{4}})?|[0-9]{{4}}{_JOIN}{_QUARTER_WORD}{_ANY_NUMBER}",
    "no_half": rf"h([0-9]{{1,2}})(?:{_JOIN}[0-9]{{4}})?|[0-9]{{4}}{_JOIN}h([0-9]{{1,2}})",
    "no_month": (
        rf"(?:thang\s*)?([0-9]{{1,2}}){_JOIN}[0-9]{{4}}|[0-9]{{4}}-([0-9]{{1,2}})|(?:thang\s*|t)([0-9]{{1,2}})"
    ),
}


class Period(NamedTuple):
    """A span of days with its canonical id; `begins` and `ends` are both inside it."""

    begins: date
    ends: date
    id: str


def months(year: int, first: int, last: int, name: str) -> Period:
    """Return the period from the first day of one month to the last day of another."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), name)


def quarter(year: int, number: int) -> Period:
    """Return quarter 1 to 4 of a year."""
    return months(year, 3 * number - 2, 3 * number, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    """Return the first or second half of a year."""
    return months(year, 6 * number - 5, 6 * number, f"{year:04}-H{number}")


def month(year: int, number: int) -> Period:
    """Return one month of a year."""
    return months(year, number, number, f"{year:04}-{number:02}")


def whole_year(year: int) -> Period:
    """Return a calendar year."""
    return months(year, 1, 12, f"{year:04}")


def every(kind: str, begins: date, ends: date) -> list[Period]:
    """Return all periods of a kind (month, quarter, half, year) that share a day with a span, in order."""
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    make = {"month": month, "quarter": quarter, "half": half}.get(kind)
    found = []
    for year in range(begins.year, ends.year + 1):
        for number in range(1, 12 // size + 1):
            period = make(year, number) if make else whole_year(year)
            if period.begins <= ends and begins <= period.ends:
                found.append(period)
    return found


def ending_within(kind: str, begins: date, ends: date) -> list[Period]:
    """Return the periods of a kind whose last day lies within a span, in order; of an empty span none."""
    return [period for period in every(kind, begins, ends) if begins <= period.ends <= ends]


def kind_of(period: Period) -> str:
    """Return month, quarter, half or year, from the form of the id."""
    return {"Q": "quarter", "H": "half"}.get(period.id[5:6], "month" if "-" in period.id else "year")


@remembered
def parse_period(text: str) -> Period | None:
    """Read a year, half, quarter or month with its year, in the spellings people use; else None.

    Quarters: `2017-Q2`, `Q2/2017`, `Quý II/2017`, `quý 2 năm 2017`, `II/2017`.
    """
    if len(text) > MAX_PERIOD:
        return None
    try:
        if match := _ID.fullmatch(text):
            return _identified(*match.groups())
        plain = _plain(text)
        return _quarter_of(plain) or _half_of(plain) or _month_or_year_of(plain)
    except ValueError:  # the year 0
        return None


def _identified(year: str, in_quarters: str | None, in_halves: str | None, in_months: str | None) -> Period:
    """Return the period of an id, from its year and the number of the period in it; raises `ValueError` for year 0."""
    if in_quarters:
        return quarter(int(year), int(in_quarters))
    if in_halves:
        return half(int(year), int(in_halves))
    return month(int(year), int(in_months)) if in_months else whole_year(int(year))


def why_no_period(text: str) -> tuple[str, dict[str, Any]]:
    """Return the code of `invalid-field` for a text that is no period, and what its message needs."""
    if len(text) > MAX_PERIOD:
        return "period", {}
    plain = _plain(text)
    if parse_quarter_number(text) or re.fullmatch(_WITHOUT_YEAR, plain):
        return "no_year", {}
    for code, pattern in _LIKE.items():
        if match := re.fullmatch(pattern, plain):
            return code, {"number": next(filter(None, match.groups())).upper()}
    return "period", {}


def why_no_occurrence(text: str) -> tuple[str, dict[str, Any]]:
    """Return the code of `invalid-field` for a text that is no occurrence, and what its message needs."""
    for code, values in (why_no_period(text), why_no_day(text)):
        if code not in ("period", "day"):
            return code, values
    return "occurrence", {}


def _plain(text: str) -> str:
    """Fold letters but keep `/` and `-`, which separate the parts of a period."""
    return re.sub(
        r"\s+", " ", "".join(part if part in "/-" else fold(part) for part in re.split(r"([/-])", text))
    ).strip()


def _quarter_of(plain: str) -> Period | None:
    if match := re.fullmatch(_QUARTER_FIRST, plain):
        number, roman, year = match.groups()
    elif match := re.fullmatch(_QUARTER_LAST, plain):
        year, number, roman = match.groups()
    else:
        return None
    return quarter(int(year), _number(number or roman))


def _half_of(plain: str) -> Period | None:
    if match := re.fullmatch(_HALF_FIRST, plain):
        return half(int(match[2]), int(match[1]))
    if match := re.fullmatch(_HALF_LAST, plain):
        return half(int(match[1]), int(match[2]))
    if match := re.fullmatch(_HALF_WORDS, plain):
        return half(int(match[2]), 1 if match[1] == "dau" else 2)
    return None


def _month_or_year_of(plain: str) -> Period | None:
    if match := re.fullmatch(_MONTH_LAST, plain):
        return month(int(match[1]), int(match[2]))
    if match := re.fullmatch(_MONTH_FIRST, plain):
        return month(int(match[2]), int(match[1]))
    if match := re.fullmatch(_YEAR_ONLY, plain):
        return whole_year(int(match[1]))
    return None


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def parse_quarter_number(text: str) -> int | None:
    """Read a quarter without its year: `Q2`, `2`, `II`, `Quý II`; else None."""
    if len(text) > MAX_PERIOD:
        return None
    match = re.fullmatch(_QUARTER_ALONE, _plain(text))
    return _number(match[1]) if match else None


def period_of_year(text: str, year: int, kind: str) -> Period | None:
    """Read a period without its year: `Q2`, `2`, `II`; `H1`, `1`; `T6`, `tháng 6`, `6`. `kind` decides a bare number."""
    if len(text) > MAX_PERIOD:
        return None
    plain = _plain(text)
    if kind == "quarter" and (number := parse_quarter_number(text)):
        return quarter(year, number)
    if match := re.fullmatch(r"h([12])" if kind != "half" else r"h?([12])", plain):
        return half(year, int(match[1]))
    if match := re.fullmatch(r"(?:thang\s*|t)%s(0?[1-9]|1[0-2])" % ("?" if kind == "month" else ""), plain):
        return month(year, int(match[1]))
    if match := re.fullmatch(rf"{_QUARTER_WORD}{_NUMBER}", plain):
        return quarter(year, _number(match[1]))
    return None


@remembered
def parse_occurrence(text: str) -> str | None:
    """Return the canonical id of an occurrence as people write it: a period, a day, FROM/TO, ongoing; else None."""
    if len(text) > MAX_PERIOD:
        return None
    if found := parse_period(text):
        return found.id
    if day := parse_day(text):
        return day.isoformat()
    first, _, last = text.partition("/")
    if begins := parse_day(first.strip()):
        if last.strip() == "..":  # open-ended
            return f"{begins}/.."
        if ends := parse_day(last.strip()):
            return f"{begins}/{ends}"
    return OCCURRENCE_WORDS.get(fold(text))


OCCURRENCE_WORDS = {
    "ongoing": "ongoing",
    "thuong xuyen": "ongoing",
    "unspecified": "unspecified",
    "khong quy dinh thoi han": "unspecified",
}
