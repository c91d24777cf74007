"""Columns of their own for quarters, months and years are read by the marks in them; anything else there is told."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.annex_files import FORMS, LEFT, UP, Rows
from tests.support.annexes import Read, read
from ttdn_cli.plans.annex.parts import Span

HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV")
SECOND = "{by: 2025-06-30, from: 2025-04-01}"
THREE_YEARS = Span(date(2026, 1, 1), date(2028, 12, 31))


def of(*cells: str) -> Read:
    return read([HEAD, ("1", "Việc", "Sở Y tế", *cells)])


@pytest.mark.parametrize("mark", ["x", "X", "×", "✓", "√"])
def test_one_mark_is_the_period_of_its_column(mark: str) -> None:
    found = of("", "-", mark, "")
    assert (found.task("1").schedule, found.task("1").as_written) == ({"quarter": "2025-Q3"}, "Quý III")
    assert found.told == frozenset()


@pytest.mark.parametrize(
    ("cells", "schedule"),
    [
        (("x", "x", "x", "x"), {"every": "quarter"}),
        (
            ("", "x", "", "x"),
            {"milestones": "[{by: 2025-06-30, from: 2025-04-01}, {by: 2025-12-31, from: 2025-10-01}]"},
        ),
        (("x", "x", "", ""), {"milestones": "[{by: 2025-03-31}, {by: 2025-06-30}]"}),
    ],
)
def test_several_marks_are_a_rhythm_or_milestones_and_told(cells: tuple[str, ...], schedule: dict[str, str]) -> None:
    found = of(*cells)
    assert found.task("1").schedule == schedule
    assert [(one.kind, one.line, one.column) for one in found.draft.doubts] == [("other", 1, 3 + cells.index("x"))]


@pytest.mark.parametrize("cells", [("x", "30/6", "", ""), ("", "01 bài", "", ""), ("", "?", "", "")])
def test_what_only_marks_nothing_is_told_with_its_cell_and_no_time_is_read(cells: tuple[str, ...]) -> None:
    found = of(*cells)
    assert found.task("1").schedule == {"unspecified": "true"}
    assert [(one.kind, one.line, one.column, one.values["text"]) for one in found.draft.doubts] == (
        [("time", 1, 4, cells[1])]
    )


def test_a_row_without_a_mark_is_proposed_like_the_one_above() -> None:
    found = read([HEAD, ("1", "A", "Sở Y tế", "", "x", "", ""), ("2", "B", "Sở Y tế", "", "", "", "")])
    assert found.task("2").schedule == {"quarter": "2025-Q2"}
    assert found.told == {"2"}


def test_a_cell_that_reaches_over_several_columns_marks_them_all() -> None:
    found = read([HEAD, ("1", "Việc", "Sở Y tế", "", "x", LEFT, "")], "docx")
    assert found.task("1").schedule == {"milestones": f"[{SECOND}, {{by: 2025-09-30}}]"}


MONTHS: Rows = [
    ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian (tháng)", *[LEFT] * 11),
    (UP, UP, UP, *map(str, range(1, 13))),
    ("1", "Việc", "Sở Y tế", *[""] * 4, "x", *[""] * 7),
]
YEARS: Rows = [
    ("TT", "Nhiệm vụ", "Chủ trì", "Lộ trình", LEFT, LEFT, "Kinh phí", LEFT),
    (UP, UP, UP, "2026", "2027", "2028", "2026", "2027"),
    ("1", "Việc", "Sở Y tế", "", "x", "", "10", "20"),
]
QUARTERS: Rows = [
    ("TT", "Nhiệm vụ", "Chủ trì", "Năm 2026", LEFT, "Năm 2027", LEFT),
    (UP, UP, UP, "Quý I", "Quý II", "Quý I", "Quý II"),
    ("1", "Việc", "Sở Y tế", "", "", "", "x"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("rows", "span", "schedule"),
    [
        (MONTHS, Span(date(2026, 1, 1), date(2026, 12, 31)), {"month": "2026-05"}),
        (YEARS, THREE_YEARS, {"year": "2027"}),
        (QUARTERS, THREE_YEARS, {"quarter": "2027-Q2"}),
    ],
)
def test_a_heading_above_says_of_which_kind_and_year_the_columns_are(
    form: str, rows: Rows, span: Span, schedule: dict[str, str]
) -> None:
    found = read(rows, form, span)
    assert found.task("1").schedule == schedule
    assert found.told == frozenset()


def test_periods_of_money_are_no_time() -> None:
    assert read(YEARS, "docx", THREE_YEARS).table.unread == ("Kinh phí 2026", "Kinh phí 2027")


def test_beside_a_column_of_deadlines_the_columns_of_periods_are_not_read_and_named() -> None:
    found = read([(*HEAD[:5], "Thời hạn"), ("1", "Việc", "Sở Y tế", "x", "", "30/3/2025")])
    assert (found.task("1").schedule, found.table.unread) == ({"by": "2025-03-30"}, ("Quý I", "Quý II"))


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (THREE_YEARS, "of which year"),
        (Span(date(2025, 4, 1), date(2025, 12, 31)), "lies outside the plan"),
    ],
)
def test_a_marked_period_that_is_none_of_the_plan_is_told(span: Span, said: str) -> None:
    found = read([HEAD, ("1", "Việc", "Sở Y tế", "x", "", "", "")], span=span)
    assert found.task("1").schedule == {"unspecified": "true"}
    (doubt,) = found.draft.doubts
    assert said in doubt.message
