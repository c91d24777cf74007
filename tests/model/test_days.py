"""Days are read as people write them, and what is no day is told with the reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ttdn_cli.findings import Month
from ttdn_cli.limits import MAX_PERIOD
from ttdn_cli.model.days import parse_day, why_no_day
from ttdn_cli.model.patterns import shared
from ttdn_cli.model.periods import parse_occurrence, parse_period, why_no_occurrence, why_no_period
from ttdn_cli.model.states import parse_state
from ttdn_cli.text.i18n import Words

NUMBERS = st.integers(0, 32)
TIMES = st.sampled_from((
    "", " 14:30", " 14:30:00", " 14h30", " 14h", " lúc 14 giờ 30 phút", " 2:30 CH", " 08:00 SA", " 25:00", " 14:60",
    "T14:30", "T14:30:00.123", "T14:30+07:00", "T14:30Z", " 14:30 chiều",
))  # fmt: skip
SEPARATORS = st.sampled_from(("/", "-", ".", " / ", "\u00a0/\u3000", " tháng ", " THANG "))


FORMS = shared([{"$ref": f"#/definitions/{name}"} for name in ("occurrence", "state")])


def fits(form: Any, text: str) -> bool:
    """Tell whether a text fits one of the forms that schemas share, as an editor would."""
    form = FORMS[form] if isinstance(form, str) else form
    if "anyOf" in form:
        return any(fits(one, text) for one in form["anyOf"])
    if "$ref" in form:
        return fits(form["$ref"].rpartition("/")[2], text)
    if "enum" in form:
        return text in form["enum"]
    return len(text) <= form["maxLength"] and re.search(form["pattern"], text) is not None


@pytest.mark.parametrize(
    "text",
    ["2017-06-28", "28/6/2017", "28/06/2017", "28-6-2017", "28.6.2017", "28 / 6 / 2017", "ngày 28 tháng 6 năm 2017",
     "Ngày 28 tháng 06 năm 2017", "NGAY 28 THANG 6 NAM 2017", "28 tháng 6 năm 2017", "28 tháng 6, 2017",
     "nga\u0300y 28 tha\u0301ng 6 na\u0306m 2017", "ngày 28/6/2017", "2017-06-28T14:30", "2017-06-28 10:00:00",
     "2017-06-28T14:30:00.000+07:00", "28/06/2017 14:30", "28/06/2017 14:30:00", "28/6/2017 14h30", "28/6/2017 14h",
     "28/6/2017 2:30 CH", "14:30 28/6/2017", "14h30 ngày 28/6/2017", "14 giờ 30 phút, ngày 28 tháng 6 năm 2017",
     "28.6.2017 lúc 14 giờ", "\u00a028/6/2017\u3000", "28/6/2017 "],
)  # fmt: skip
def test_a_day_is_read_in_the_spellings_of_people_whatever_time_stands_beside_it(text: str) -> None:
    assert date(2017, 6, 28) == parse_day(text)
    assert parse_occurrence(text) == "2017-06-28"


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("28/6/17", "short_year", {}),
        ("ngày 28 tháng 6 năm 17", "short_year", {}),
        ("31/6/2017", "no_day_of_month", {"month": 6, "days": 30}),
        ("0/7/2017", "no_day_of_month", {"month": 7, "days": 31}),
        ("ngày 31 tháng 4 năm 2017", "no_day_of_month", {"month": 4, "days": 30}),
        ("2017-02-30", "no_day_of_february", {"year": "2017", "days": 28}),
        ("30-2-2016 14:30", "no_day_of_february", {"year": "2016", "days": 29}),
        ("6/28/2017", "no_month", {"number": "28"}),
        ("2017-13-01", "no_month", {"number": "13"}),
        ("2017-00-01", "no_month", {"number": "00"}),
        ("", "day", {}), ("2017-6-28", "day", {}), ("2017/06/28", "day", {}), ("28/6", "day", {}),
        ("28/6-2017", "day", {}),
        ("0000-01-01", "day", {}), ("٢٨/6/2017", "day", {}), ("2017-06-281", "day", {}), ("28/6/2017 25:00", "day", {}),
        ("2017-06-28T14:30Z", "day", {}), ("2017-06-28T14:30+00:00", "day", {}), ("hôm qua", "day", {}),
        (" " * MAX_PERIOD + "28/6/2017", "day", {}),
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_made_one_and_told_with_the_reason(
    text: str, code: str, values: dict[str, object]
) -> None:
    assert parse_day(text) is None
    assert (code, values) == why_no_day(text)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("Quý 5/2017", "no_quarter", {"number": "5"}), ("Q0/2017", "no_quarter", {"number": "0"}),
        ("2017-Q5", "no_quarter", {"number": "5"}), ("quý VI năm 2017", "no_quarter", {"number": "VI"}),
        ("13/2017", "no_month", {"number": "13"}), ("tháng 13/2017", "no_month", {"number": "13"}),
        ("2017-13", "no_month", {"number": "13"}), ("H3/2017", "no_half", {"number": "3"}),
        ("Quý II", "no_year", {}), ("2", "no_year", {}), ("tháng 6", "no_year", {}), ("6 tháng đầu năm", "no_year", {}),
        ("x", "period", {}), ("0000", "period", {}), ("", "period", {}), (" " * MAX_PERIOD + "2017", "period", {}),
    ],
)  # fmt: skip
def test_what_is_no_period_is_told_with_the_reason(text: str, code: str, values: dict[str, object]) -> None:
    assert parse_period(text) is None
    assert (code, values) == why_no_period(text)
    assert why_no_occurrence(text) == ("occurrence" if code == "period" else code, values)


def test_an_occurrence_that_is_a_day_is_told_with_the_reason_too() -> None:
    assert why_no_occurrence("31/6/2017") == ("no_day_of_month", {"month": 6, "days": 30})


def test_a_month_is_named_in_the_language_of_the_reader() -> None:
    assert [Words("vi").show(Month(6)), Words("en").show(Month(6))] == ["tháng 6", "June"]


@settings(deadline=None)  # a pattern is compiled when it is first tried
@given(NUMBERS, SEPARATORS, NUMBERS, st.sampled_from(("2016", "2017", "1900", "17", "0000")), TIMES)
def test_a_schema_takes_the_days_that_the_program_reads(
    day: int, separator: str, month: int, year: str, time: str
) -> None:
    before_year = " năm " if separator.strip().isalpha() else separator
    for text in (f"{day}{separator}{month}{before_year}{year}{time}", f"{year}-{month:02}-{day:02}{time}"):
        assert (parse_day(text) is not None) == fits("day", text), text
        assert (parse_occurrence(text) is not None) == fits("occurrence", text), text
        assert (parse_occurrence(f"{text}/..") is not None) == fits("occurrence", f"{text}/.."), text


@settings(deadline=None)
@example("", "06", " - ", "2017")
@given(
    st.sampled_from(("Quý ", "QUÝ", "quy  ", "Q", "q. ", "H", "tháng ", "Tháng", "T", "6 tháng đầu năm ", "năm ", "")),
    st.sampled_from(("0", "1", "2", "5", "06", "12", "13", "II", "iv", "VI", "")),
    st.sampled_from(("/", "-", " - ", " năm ", " NĂM ", " ", "–", ", ", "")),
    st.sampled_from(("2017", "0000", "17", "")),
)
def test_a_schema_takes_the_periods_that_the_program_reads(word: str, number: str, between: str, year: str) -> None:
    for text in (f"{word}{number}{between}{year}", f"{year}{between}{word}{number}"):
        assert (parse_period(text) is not None) == fits("period", text), text
        assert (parse_occurrence(text) is not None) == fits("occurrence", text), text


@pytest.mark.parametrize(
    "text",
    ["Hoàn thành", "HOÀN  THÀNH", "hoan thanh", "Đã  hoàn thành", "ĐANG THỰC HIỆN", "Dang-thuc-hien", "Hủy", "Huỷ",
     "huy.", "hu\u0309y", "Not started", "In-Progress", "DONE", "xong", "đã", "hoàn thành rồi", "", "cancel",
     "done " + " " * 40],
)  # fmt: skip
def test_a_schema_takes_the_states_that_the_program_reads(text: str) -> None:
    assert (parse_state(text) is not None) == fits("state", text)
