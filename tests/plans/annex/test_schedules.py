"""When a task is due goes by what its column means; rates make one occurrence for each period."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.annex_files import HEAD
from tests.support.annexes import YEAR, read
from ttdn_cli.plans.annex.parts import DraftTask, Span

YEARS = Span(date(2025, 1, 1), date(2027, 12, 31))


def task(time: str, heading: str = "Thời gian thực hiện", results: str = "", span: Span = YEAR) -> DraftTask:
    return read([(*HEAD[:5], heading), ("1", "Việc", "Sở A", "", results, time)], span=span).task("1")


def told(
    time: str, heading: str = "Thời gian thực hiện", results: str = "", span: Span = YEAR
) -> list[tuple[str, int]]:
    found = read([(*HEAD[:5], heading), ("1", "Việc", "Sở A", "", results, time)], span=span)
    return [(one.kind, one.column) for one in found.draft.doubts]


DEADLINES = ("Thời hạn hoàn thành", "Thời hạn", "Hạn hoàn thành", "Thời gian hoàn thành", "Ngày hoàn thành", "Deadline")
WINDOWS = ("Thời gian thực hiện", "Thời gian", "Tiến độ thực hiện", "Lộ trình", "Timeline")


@pytest.mark.parametrize("heading", DEADLINES)
@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("12/2025", "2025-12-31"),
        ("Quý II/2025", "2025-06-30"),
        ("Năm 2025", "2025-12-31"),
        ("Đến hết tháng 12/2025", "2025-12-31"),
        ("6 tháng đầu năm", "2025-06-30"),
        ("T9", "2025-09-30"),
    ],
)
def test_a_period_in_a_column_of_deadlines_is_due_by_its_end(heading: str, time: str, day: str) -> None:
    assert task(time, heading).schedule == {"by": day}


@pytest.mark.parametrize("heading", WINDOWS)
@pytest.mark.parametrize(
    ("time", "schedule"),
    [
        ("12/2025", {"month": "2025-12"}),
        ("Quý II/2025", {"quarter": "2025-Q2"}),
        ("Năm 2025", {"year": "2025"}),
        ("30/6/2025", {"by": "2025-06-30"}),
    ],
)
def test_a_period_in_a_column_of_windows_is_a_window(heading: str, time: str, schedule: dict[str, str]) -> None:
    assert task(time, heading).schedule == schedule


@pytest.mark.parametrize("heading", ["Thời hạn", "Thời gian thực hiện"])
@pytest.mark.parametrize(
    ("time", "schedule"),
    [
        ("Cả năm 2025", {"year": "2025"}),
        ("Nhiệm vụ thường xuyên", {"ongoing": "true"}),
        ("Hằng quý", {"every": "quarter"}),
        ("Từ quý II/2025", {"from": "2025-04-01", "open_ended": "true"}),
        ("Quý II - Quý III/2025", {"from": "2025-04-01", "to": "2025-09-30"}),
    ],
)
def test_what_is_no_one_period_means_the_same_in_both(heading: str, time: str, schedule: dict[str, str]) -> None:
    assert task(time, heading).schedule == schedule


def test_before_a_day_of_each_year_proposes_that_day_and_is_told() -> None:
    assert task("Trước 15/12 hằng năm").schedule == {"every": "year", "on": "12-15"}
    assert told("Trước 15/12 hằng năm") == [("time", 5)]


@pytest.mark.parametrize(
    "words",
    ["02 tuần sau khi ban hành", "Trước 30/6/2025", "Cuối năm", "Quý II, III", "2026", "05 ngày làm việc sau mỗi quý"],
)
def test_words_that_are_not_certain_stay_unspecified_and_are_told(words: str) -> None:
    assert task(words).schedule == {"unspecified": "true"}
    assert told(words) == [("time", 5)]


@pytest.mark.parametrize("time", ["2025", "Năm 2025", "Cả năm", "Thường xuyên", "", "Hằng quý"])
@pytest.mark.parametrize("results", ["01 số/quý", "1 số mỗi quý", "Bản tin: 01 số/quý"])
def test_a_rate_makes_one_occurrence_for_each_period(time: str, results: str) -> None:
    found = task(time, results=results)
    assert found.schedule == {"every": "quarter"}
    assert [(one.quantity, one.unit) for one in found.deliverables] == [(1, "số")]
    assert told(time, results=results) == []


@pytest.mark.parametrize("heading", ["Thời hạn", "Thời gian"])
def test_a_rate_beside_a_year_holds_in_both_kinds_of_columns(heading: str) -> None:
    found = task("2025", heading, "04 bài/tháng")
    assert (found.schedule, [one.quantity for one in found.deliverables]) == ({"every": "month"}, [4])


def test_a_rate_within_a_window_is_limited_by_it() -> None:
    assert task("Quý II/2025", results="04 bài/tháng").schedule == (
        {"every": "month", "from": "2025-04-01", "to": "2025-06-30"}
    )


@pytest.mark.parametrize(
    ("time", "results"),
    [("30/6/2025", "01 số/quý"), ("Năm 2025", "01 số/quý; 01 báo cáo"), ("Năm 2025", "01 số/quý; 02 bài/tháng")],
)
def test_a_rate_that_does_not_fit_is_told(time: str, results: str) -> None:
    found = task(time, results=results)
    assert "every" not in found.schedule
    assert "01 số/quý" in [one.name for one in found.deliverables]
    assert ("other", 4) in told(time, results=results)


def test_a_rate_in_the_column_of_time_is_one_of_the_results() -> None:
    found = task("04 bài/tháng", results="Bài viết")
    assert (found.schedule, [(one.name, one.quantity) for one in found.deliverables]) == (
        ({"every": "month"}, [("Bài viết", 4)])
    )


@pytest.mark.parametrize(
    "words",
    [
        "02 báo cáo hoặc 01 đề án",
        "ít nhất 02 bài",
        "02-03 bài",
        "1.500 tờ rơi",
        "báo cáo hoặc đề án",
        "02 vật lạ",
        "Video: 05",
        "Năm 2025: 1.500 lượt người",
        "02 báo cáo sau mỗi quý",
        "3",
        "50%",
    ],
)
def test_a_number_that_is_not_plain_is_told_and_no_quantity(words: str) -> None:
    found = task("Năm 2025", results=words)
    assert [(one.name, one.quantity) for one in found.deliverables] == [(words, None)]
    assert told("Năm 2025", results=words) == [("other", 4)]


def test_several_results_of_one_line_are_parted_by_their_numbers() -> None:
    found = task("Năm 2025", results="02 phóng sự, 01 báo cáo và 03 bài viết")
    assert [(one.name, one.quantity) for one in found.deliverables] == [
        ("phóng sự", 2),
        ("báo cáo", 1),
        ("bài viết", 3),
    ]


def test_in_a_plan_of_several_years_a_time_without_its_year_is_asked_for() -> None:
    found = read([(*HEAD[:5], "Thời gian"), ("1", "Việc", "Sở A", "", "", "Quý II")], span=YEARS)
    assert found.task("1").schedule == {"unspecified": "true"}
    assert "of which year?" in found.draft.doubts[0].message
    assert task("Quý II/2026", span=YEARS).schedule == {"quarter": "2026-Q2"}
    assert task("Đến năm 2027", span=YEARS).schedule == {"by": "2027-12-31"}
