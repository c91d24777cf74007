"""Every time frame means the windows that SPEC 2.2 says, and every spelling of a period means one period."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_cli.model.days import parse_day
from ttdn_cli.model.periods import (
    Period,
    every,
    kind_of,
    month,
    parse_occurrence,
    parse_period,
    parse_quarter_number,
)
from ttdn_cli.model.plan import Reporting
from ttdn_cli.model.schedule import Schedule, windows

KINDS = ("month", "quarter", "half", "year")
YEARS = st.integers(1900, 2100)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
YEAR_2017 = ("2017-01-01", "2017-12-31")
ROMAN = ("I", "II", "III", "IV")


def shown(schedule: dict[str, str], begins: str, ends: str) -> list[str]:
    """Return the windows of a schedule, each as `id: begins to ends, due day`."""
    form = Schedule.model_validate(schedule)
    found = windows("T.1", form, date.fromisoformat(begins), date.fromisoformat(ends))
    assert {one.task for one in found} <= {"T.1"}
    return [f"{one.id}: {one.begins} to {one.ends}, due {one.due}" for one in found]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"year": "2017"}, "2017: 2017-01-01 to 2017-12-31, due 2017-12-31"),
        ({"quarter": "Q1"}, "2017-Q1: 2017-01-01 to 2017-03-31, due 2017-03-31"),
        ({"quarter": "Q2"}, "2017-Q2: 2017-04-01 to 2017-06-30, due 2017-06-30"),
        ({"quarter": "Quý III"}, "2017-Q3: 2017-07-01 to 2017-09-30, due 2017-09-30"),
        ({"quarter": "2017-Q4"}, "2017-Q4: 2017-10-01 to 2017-12-31, due 2017-12-31"),
        ({"half": "H1"}, "2017-H1: 2017-01-01 to 2017-06-30, due 2017-06-30"),
        ({"half": "h2"}, "2017-H2: 2017-07-01 to 2017-12-31, due 2017-12-31"),
        ({"half": "2017-H2"}, "2017-H2: 2017-07-01 to 2017-12-31, due 2017-12-31"),
        ({"month": "2017-02"}, "2017-02: 2017-02-01 to 2017-02-28, due 2017-02-28"),
        ({"month": "6"}, "2017-06: 2017-06-01 to 2017-06-30, due 2017-06-30"),
        ({"by": "2017-06-15"}, "2017-06-15: 2017-01-01 to 2017-06-15, due 2017-06-15"),
        ({"by": "15/6/2017"}, "2017-06-15: 2017-01-01 to 2017-06-15, due 2017-06-15"),
        (
            {"from": "2017-10-01", "to": "2018-03-31"},
            "2017-10-01/2018-03-31: 2017-10-01 to 2018-03-31, due 2018-03-31",
        ),
        ({"ongoing": "true"}, "ongoing: 2017-01-01 to 2017-12-31, due None"),
        ({"unspecified": "true"}, "unspecified: 2017-01-01 to 2017-12-31, due None"),
        ({"every": "year"}, "2017: 2017-01-01 to 2017-12-31, due 2017-12-31"),
    ],
    ids=str,
)
def test_a_time_frame_of_one_window(schedule: dict[str, str], expected: str) -> None:
    assert shown(schedule, *YEAR_2017) == [expected]


def test_a_window_in_each_month_quarter_or_half() -> None:
    assert shown({"every": "quarter"}, *YEAR_2017) == [
        "2017-Q1: 2017-01-01 to 2017-03-31, due 2017-03-31",
        "2017-Q2: 2017-04-01 to 2017-06-30, due 2017-06-30",
        "2017-Q3: 2017-07-01 to 2017-09-30, due 2017-09-30",
        "2017-Q4: 2017-10-01 to 2017-12-31, due 2017-12-31",
    ]
    assert shown({"every": "half"}, *YEAR_2017) == [
        "2017-H1: 2017-01-01 to 2017-06-30, due 2017-06-30",
        "2017-H2: 2017-07-01 to 2017-12-31, due 2017-12-31",
    ]
    assert shown({"every": "month"}, "2016-01-01", "2016-03-31") == [
        "2016-01: 2016-01-01 to 2016-01-31, due 2016-01-31",
        "2016-02: 2016-02-01 to 2016-02-29, due 2016-02-29",
        "2016-03: 2016-03-01 to 2016-03-31, due 2016-03-31",
    ]
    assert shown({"every": "year"}, "2016-01-01", "2017-12-31") == [
        "2016: 2016-01-01 to 2016-12-31, due 2016-12-31",
        "2017: 2017-01-01 to 2017-12-31, due 2017-12-31",
    ]


def test_the_windows_of_a_rhythm_begin_with_the_plan_and_fall_due_in_it() -> None:
    assert shown({"every": "quarter"}, "2017-02-15", "2017-09-29") == [
        "2017-Q1: 2017-02-15 to 2017-03-31, due 2017-03-31",
        "2017-Q2: 2017-04-01 to 2017-06-30, due 2017-06-30",
    ]
    assert shown({"every": "year"}, "2017-01-01", "2017-12-30") == []


def test_undated_work_and_work_due_by_a_day_begin_with_the_plan() -> None:
    assert shown({"by": "2017-06-15"}, "2016-07-01", "2017-06-30") == [
        "2017-06-15: 2016-07-01 to 2017-06-15, due 2017-06-15"
    ]
    assert shown({"ongoing": "true"}, "2016-07-01", "2017-06-30") == ["ongoing: 2016-07-01 to 2017-06-30, due None"]


@pytest.mark.parametrize("form", [{"quarter": "Q2"}, {"half": "H1"}, {"month": "6"}], ids=str)
def test_a_period_without_its_year_means_nothing_in_a_plan_of_two_years(form: dict[str, str]) -> None:
    assert shown(form, "2016-01-01", "2017-12-31") == []
    assert len(shown(form, *YEAR_2017)) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"quarter": "Q5"},
        {"quarter": "2017-H1"},
        {"quarter": "2017-06"},
        {"half": "H3"},
        {"half": "2017-Q1"},
        {"half": "2017"},
        {"month": "13"},
        {"month": "0"},
        {"month": "2017-13"},
        {"month": "2017-Q2"},
        {"month": "2017"},
        {"year": "0"},
        {"year": "10000"},
    ],
    ids=str,
)
def test_a_period_of_another_kind_or_none_at_all_gives_no_window(form: dict[str, str]) -> None:
    assert shown(form, *YEAR_2017) == []


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (20, "2017-Q2", "2017-06-20"),
        (31, "2017-Q2", "2017-06-30"),
        (30, "2016-02", "2016-02-29"),
        (31, "2017-02", "2017-02-28"),
    ],
)
def test_the_day_for_reports_lies_in_the_last_month_of_the_period(day: int, period: str, expected: str) -> None:
    found = parse_period(period)
    assert found is not None
    assert Reporting.model_validate({"due": str(day)}).due_day(found) == date.fromisoformat(expected)
    assert Reporting.model_validate({}).due_day(found) is None


@given(YEARS, st.sampled_from(KINDS))
def test_periods_of_a_kind_partition_every_year(year: int, kind: str) -> None:
    found = every(kind, date(year, 1, 1), date(year, 12, 31))
    assert len(found) == {"month": 12, "quarter": 4, "half": 2, "year": 1}[kind]
    assert (found[0].begins, found[-1].ends) == (date(year, 1, 1), date(year, 12, 31))
    assert all(after.begins - before.ends == timedelta(1) for before, after in pairwise(found))
    assert {kind_of(one) for one in found} == {kind}


@given(DAYS, DAYS, st.sampled_from(KINDS))
def test_the_periods_of_a_span_are_those_that_share_a_day_with_it(one: date, other: date, kind: str) -> None:
    begins, ends = sorted((one, other))
    found = every(kind, begins, ends)
    assert found[0].begins <= begins <= found[0].ends
    assert found[-1].begins <= ends <= found[-1].ends
    assert all(after.begins - before.ends == timedelta(1) for before, after in pairwise(found))


@given(YEARS, st.sampled_from(KINDS))
def test_the_id_of_a_period_reads_back_as_the_period(year: int, kind: str) -> None:
    for period in every(kind, date(year, 1, 1), date(year, 12, 31)):
        assert parse_period(period.id) == period
        assert parse_occurrence(period.id) == period.id


@given(YEARS, st.integers(1, 4), st.sampled_from(("NFC", "NFD")), st.sampled_from((str, str.upper, str.lower)))
def test_every_spelling_of_a_quarter_means_that_quarter(year: int, number: int, form: str, case: type[str]) -> None:
    roman = ROMAN[number - 1]
    spellings = (
        f"{year}-Q{number}",
        f"Q{number}/{year}",
        f"Q{number} - {year}",
        f"Quý {roman}/{year}",
        f"Quý {roman} năm {year}",
        f"quý {number} năm {year}",
        f"  quý  {number} / {year} ",
        f"qui {number}/{year}",
        f"quy {roman} nam {year}",
        f"{roman}/{year}",
    )
    found = {parse_period(case(normalize(form, text))) for text in spellings}  # type: ignore[arg-type]
    assert found == {_quarter(year, number)}


def _quarter(year: int, number: int) -> Period:
    last = {1: 31, 2: 30, 3: 30, 4: 31}[number]
    return Period(date(year, 3 * number - 2, 1), date(year, 3 * number, last), f"{year}-Q{number}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H1/2017", "2017-H1"),
        ("6 tháng đầu năm 2017", "2017-H1"),
        ("6 tháng cuối năm 2017", "2017-H2"),
        ("tháng 6/2017", "2017-06"),
        ("Tháng 06 năm 2017", "2017-06"),
        ("1/2017", "2017-01"),
        ("I/2017", "2017-Q1"),
        ("năm 2017", "2017"),
    ],
)
def test_halves_months_and_years_in_words(text: str, expected: str) -> None:
    assert getattr(parse_period(text), "id", None) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2017-Q0", "2017-Q5", "Q2/17", "Q2", "Quý V/2017", "Quý ll/2017", "Quý 12/2017", "2017-H3", "2017-13",
     "2017-00", "13/2017", "0000", "0000-Q1", "2017-Q2-Q3", "quỹ", "2017-04-01", "x" * 100, "2017-Q2" + " " * 60],
)  # fmt: skip
def test_what_is_no_period_is_not_made_one(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q2", 2),
        ("2", 2),
        ("II", 2),
        ("Quý II", 2),
        ("quý 4", 4),
        ("Q5", None),
        ("0", None),
        ("Q2/2017", None),
        ("", None),
    ],
)
def test_a_quarter_without_its_year(text: str, expected: int | None) -> None:
    assert parse_quarter_number(text) == expected


@given(DAYS)
def test_a_day_is_read_day_first_or_as_iso(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}") == day
    assert parse_day(f"{day.day:02}/{day.month:02}/{day.year}") == day
    assert parse_occurrence(f"{day.day}/{day.month}/{day.year}") == day.isoformat()


@given(DAYS.filter(lambda day: day.day > 12))
def test_a_day_with_the_month_first_is_refused(day: date) -> None:
    assert parse_day(f"{day.month}/{day.day}/{day.year}") is None


@given(YEARS)
def test_29_february_is_a_day_of_leap_years_alone(year: int) -> None:
    leap = date(year, 2, 29) if isleap(year) else None
    assert parse_day(f"{year}-02-29") == parse_day(f"29/2/{year}") == leap
    assert month(year, 2).ends == (leap or date(year, 2, 28))


@pytest.mark.parametrize(("year", "leap"), [(1900, False), (2000, True), (2016, True), (2017, False), (2100, False)])
def test_full_centuries_are_leap_years_every_400_years(year: int, *, leap: bool) -> None:
    assert (parse_day(f"{year}-02-29") is not None) == leap


@given(DAYS, DAYS)
def test_a_window_from_one_day_to_another_reads_back(one: date, other: date) -> None:
    assert parse_occurrence(f"{one}/{other}") == f"{one}/{other}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II/2017", "2017-Q2"),
        ("Thường xuyên", "ongoing"),
        ("ONGOING", "ongoing"),
        ("không quy định thời hạn", "unspecified"),
        ("2017-02-30/2017-03-01", None),
        ("2017-02-01/", None),
        ("Q2", None),
        ("", None),
        (" " * 100 + "2017-Q2", None),
    ],
)
def test_an_occurrence_as_people_write_it(text: str, expected: str | None) -> None:
    assert parse_occurrence(text) == expected
