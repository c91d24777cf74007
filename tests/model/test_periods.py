"""Periods are found in spans of days, and read with or without their year."""

from __future__ import annotations

from datetime import date

import pytest

from ttdn_cli.limits import MAX_PERIOD
from ttdn_cli.model.periods import every, parse_occurrence, parse_period, parse_quarter_number, period_of_year


@pytest.mark.parametrize(
    ("kind", "begins", "ends", "found"),
    [
        ("month", "2016-12-31", "2017-02-01", ["2016-12", "2017-01", "2017-02"]),
        ("month", "2017-01-31", "2017-01-31", ["2017-01"]),
        ("quarter", "2017-03-31", "2017-07-01", ["2017-Q1", "2017-Q2", "2017-Q3"]),
        ("quarter", "2017-04-01", "2017-06-30", ["2017-Q2"]),
        ("half", "2017-06-30", "2018-01-01", ["2017-H1", "2017-H2", "2018-H1"]),
        ("year", "2016-12-31", "2018-01-01", ["2016", "2017", "2018"]),
    ],
)
def test_periods_that_share_a_day_with_a_span_are_found(kind: str, begins: str, ends: str, found: list[str]) -> None:
    periods = every(kind, date.fromisoformat(begins), date.fromisoformat(ends))
    assert [one.id for one in periods] == found


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("2", "quarter", "2017-Q2"), ("2", "half", "2017-H2"), ("2", "month", "2017-02"), ("2", "year", None),
        ("II", "quarter", "2017-Q2"), ("II", "half", None), ("Q2", "half", "2017-Q2"), ("Q2", "month", "2017-Q2"),
        ("quý IV", "month", "2017-Q4"), ("H1", "quarter", "2017-H1"), ("H1", "half", "2017-H1"),
        ("H1", "month", "2017-H1"),
        ("1", "half", "2017-H1"), ("3", "half", None), ("T6", "quarter", "2017-06"), ("tháng 12", "half", "2017-12"),
        ("6", "month", "2017-06"), ("06", "month", "2017-06"), ("12", "month", "2017-12"), ("13", "month", None),
        ("6", "quarter", None), ("6", "half", None), ("", "month", None),
    ],
)  # fmt: skip
def test_a_period_without_its_year_is_read_by_the_kind_that_is_asked_for(
    text: str, kind: str, found: str | None
) -> None:
    period = period_of_year(text, 2017, kind)
    assert (period.id if period else None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2017-06-01/..", "2017-06-01/.."),
        ("1/6/2017", "2017-06-01"),
        ("2017-06-01 / 2017-07-15", "2017-06-01/2017-07-15"),
        ("2017-06-01/", None),
        ("/2017-06-01", None),
        ("2017-06-01/x", None),
        ("Thường xuyên", "ongoing"),
        ("x", None),
    ],
)
def test_an_occurrence_is_read_as_people_write_it(text: str, found: str | None) -> None:
    assert parse_occurrence(text) == found


def test_what_is_longer_than_any_period_is_none() -> None:
    def spaced(first: str, last: str, more: int) -> str:
        return first + " " * (MAX_PERIOD - len(first) - len(last) + more) + last

    assert [parse_period(spaced("Q2", "2017", more)) is not None for more in (0, 1)] == [True, False]
    assert [parse_occurrence(spaced("Q2", "2017", more)) for more in (0, 1)] == ["2017-Q2", None]
    assert [parse_quarter_number(spaced("Quý", "II", more)) for more in (0, 1)] == [2, None]
    assert [period_of_year(spaced("tháng", "6", more), 2017, "year") is not None for more in (0, 1)] == [True, False]
