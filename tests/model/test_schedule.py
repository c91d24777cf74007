"""Time frames take one form, and give the windows that SPEC 2.2 words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

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
