"""Time frames take one form, and give the windows that SPEC 2.2 words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ttdn_cli.model.periods import every
from ttdn_cli.model.schedule import Schedule, windows

BEGINS, ENDS = date(2017, 1, 1), date(2017, 12, 31)


def found(fields: dict[str, Any], begins: date = BEGINS, ends: date = ENDS) -> list[str]:
    """Return the windows of a time frame: id, first day, due day."""
    return [f"{one.id} {one.begins} {one.due}" for one in windows("T", Schedule.model_validate(fields), begins, ends)]


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (["2017-01 2017-01-01 2017-01-31"], {"month": "1"}),
        (["2017-12 2017-12-01 2017-12-31"], {"month": "12"}),
        (["2017-06 2017-06-01 2017-06-30"], {"month": "2017-06"}),
        ([], {"month": "13"}),
        ([], {"month": "0"}),
        (["2017-H2 2017-07-01 2017-12-31"], {"half": "H2"}),
        (["2017-Q3 2017-07-01 2017-09-30"], {"quarter": "Q3"}),
        (["2017-06-15 2017-01-01 2017-06-15"], {"by": "2017-06-15"}),
        (["2017-06-15/2018-01-15 2017-06-15 2018-01-15"], {"from": "2017-06-15", "to": "2018-01-15"}),
        (["2017-06-15/.. 2017-06-15 None"], {"from": "2017-06-15", "open_ended": True}),
        (["2018-06-15/.. 2018-06-15 None"], {"from": "2018-06-15", "open_ended": True}),
        (["ongoing 2017-01-01 None"], {"ongoing": True}),
        (["0001 0001-01-01 0001-12-31"], {"year": "1"}),
        (["9999 9999-01-01 9999-12-31"], {"year": "9999"}),
        ([], {"year": "0"}),
        ([], {"year": "10000"}),
        (
            ["2017-03-31 2017-01-01 2017-03-31", "2017-06-30 2017-04-01 2017-06-30"],
            {"milestones": [{"by": "2017-06-30"}, {"by": "2017-03-31"}]},
        ),
        (["9999-12-31 2017-01-01 9999-12-31"], {"milestones": [{"by": "9999-12-31"}]}),
    ],
)
def test_a_form_gives_its_windows(expected: list[str], fields: dict[str, Any]) -> None:
    assert found(fields) == expected


@pytest.mark.parametrize(
    ("expected", "begins", "ends"),
    [
        (["2017-Q2", "2017-Q3"], "2017-04-01", "2017-09-30"),
        (["2017-Q2", "2017-Q3"], "2017-06-30", "2017-12-30"),  # what ends after the plan is none of its quarters
        (["2017-Q2"], "2017-06-30", "2017-06-30"),
    ],
)
def test_a_rhythm_has_the_periods_that_end_within_the_plan(expected: list[str], begins: str, ends: str) -> None:
    days = date.fromisoformat(begins), date.fromisoformat(ends)
    assert [one.split()[0] for one in found({"every": "quarter"}, *days)] == expected


@pytest.mark.parametrize("fields", [{"quarter": "Q2"}, {"month": "6"}, {"half": "H1"}])
def test_without_a_year_a_plan_of_several_years_has_no_window(fields: dict[str, Any]) -> None:
    assert found(fields, BEGINS, date(2018, 12, 31)) == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("schedule_forms", {}),
        ("schedule_forms", {"year": "2017", "quarter": "Q1"}),
        ("schedule_forms", {"year": "2017", "to": "2017-06-15"}),
        ("schedule_forms", {"year": "2017", "from": "2017-06-15"}),
        ("schedule_from_to", {"from": "2017-06-15"}),
        ("schedule_from_to", {"to": "2017-06-15"}),
        ("schedule_open_ended", {"year": "2017", "open_ended": True}),
        ("schedule_open_ended", {"from": "2017-06-15", "to": "2017-06-16", "open_ended": True}),
        ("schedule_open_ended", {"to": "2017-06-16", "open_ended": True}),
    ],
)
def test_a_time_frame_takes_exactly_one_form(code: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Schedule.model_validate(fields)
    assert code in [one["type"] for one in caught.value.errors()]


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (
            ["2017-Q2 2017-05-15 2017-06-30", "2017-Q3 2017-07-01 2017-09-30"],
            {"every": "quarter", "from": "2017-05-15", "to": "2017-12-30"},
        ),
        (["2017-11 2017-11-01 2017-11-30", "2017-12 2017-12-01 2017-12-31"], {"every": "month", "from": "2017-11-01"}),
        (["2017-01 2017-01-01 2017-01-31"], {"every": "month", "to": "2017-02-27"}),
        (["2017-H1 2017-01-01 2017-06-20", "2017-H2 2017-07-01 2017-12-20"], {"every": "half", "on": "20"}),
        (["2017-02 2017-02-01 2017-02-28"], {"every": "month", "from": "2017-02-01", "to": "2017-03-01", "on": "31"}),
        (["2017 2017-01-01 2017-12-15"], {"every": "year", "on": "12-15"}),
        (["2017 2017-01-01 2017-02-28"], {"every": "year", "on": "2-29"}),
        ([], {"every": "quarter", "from": "2017-04-01", "to": "2017-06-29"}),
        ([], {"every": "month", "from": "2018-01-01"}),
        ([], {"every": "month", "from": "2017-06-01", "to": "2017-05-31"}),
    ],
)
def test_a_rhythm_may_begin_and_end_within_the_plan_and_fall_due_on_its_own_day(
    expected: list[str], fields: dict[str, Any]
) -> None:
    assert found(fields) == expected


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("schedule_on", {"quarter": "Q1", "on": "20"}),
        ("schedule_on", {"from": "2017-06-15", "to": "2017-06-16", "on": "20"}),
        ("schedule_on_year", {"every": "year", "on": "20"}),
        ("schedule_on_day", {"every": "half", "on": "06-20"}),
        ("schedule_open_ended", {"every": "month", "from": "2017-06-15", "open_ended": True}),
        ("range", {"every": "month", "on": "32"}),
        ("range", {"every": "month", "on": "0"}),
        ("whole_number", {"every": "month", "on": "cuối tháng"}),
        ("no_such_due_day", {"every": "year", "on": "15-12"}),
        ("no_such_due_day", {"every": "year", "on": "02-30"}),
        ("no_such_due_day", {"every": "year", "on": "00-01"}),
    ],
)
def test_the_due_day_of_a_rhythm_is_one_that_its_periods_have(code: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Schedule.model_validate(fields)
    assert code in [one["type"] for one in caught.value.errors()]


def test_milestones_of_one_day_begin_together_and_a_phase_begins_on_its_own_first_day() -> None:
    milestones = [
        {"by": "2017-03-31"},
        {"id": "m2", "by": "2017-06-30"},
        {"id": "m1", "by": "2017-06-30"},
        {"id": "m3", "by": "2017-09-30", "from": "2017-08-01"},
        {"id": "m4", "by": "2017-12-31", "from": "2017-02-01"},
    ]
    assert found({"milestones": milestones}) == [
        "2017-03-31 2017-01-01 2017-03-31",
        "m2 2017-04-01 2017-06-30",
        "m1 2017-04-01 2017-06-30",
        "m3 2017-08-01 2017-09-30",
        "m4 2017-02-01 2017-12-31",
    ]


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (["2017-Q1"], {"every": "quarter", "on": "15"}),
        (["2017-Q1", "2017-Q2"], {"every": "half", "from": "2017-03-01"}),
        ([], {"every": "month"}),
        (["2017-Q1"], {"milestones": [{"id": "2017", "by": "2017-03-31"}]}),
        (["2017-Q2", "2017-Q3", "2017-Q4"], {"from": "2017-01-02", "to": "2017-12-31"}),
    ],
)
def test_an_occurrence_contains_what_lies_in_its_window_or_in_the_period_it_is_named_after(
    expected: list[str], fields: dict[str, Any]
) -> None:
    first = windows("T", Schedule.model_validate(fields), BEGINS, ENDS)[0]
    assert [one.id for one in every("quarter", BEGINS, ENDS) if first.contains(one)] == expected
