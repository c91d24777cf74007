"""Time frames as officials write them are read, or left alone; nothing is guessed."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.names import fold
from ttdn_cli.model.schedule import Schedule
from ttdn_cli.plans.annex.timeframe import OnDay, TimeFrame, lacks_year, read_before, read_on_day, read_time_frame

READ: dict[str, dict[str, str]] = {
    "Quý II/2025": {"quarter": "2025-Q2"},
    "Quý II": {"quarter": "2025-Q2"},
    "QUÝ IV/2025": {"quarter": "2025-Q4"},
    "quý 2 năm 2025": {"quarter": "2025-Q2"},
    "quí III/2025": {"quarter": "2025-Q3"},
    "quy II/2025": {"quarter": "2025-Q2"},
    "Quý II - 2025": {"quarter": "2025-Q2"},
    "Q3/2025": {"quarter": "2025-Q3"},
    "I/2025": {"quarter": "2025-Q1"},
    "Trong quý II/2025": {"quarter": "2025-Q2"},
    "Hoàn thành trong quý II/2025": {"quarter": "2025-Q2"},
    "Quý I/2026": {"quarter": "2026-Q1"},
    "Cả năm 2025": {"year": "2025"},
    "Cả năm": {"year": "2025"},
    "Năm 2025": {"year": "2025"},
    "2025": {"year": "2025"},
    "Trong năm 2025": {"year": "2025"},
    "Trong năm": {"year": "2025"},
    "Thực hiện trong năm 2025.": {"year": "2025"},
    "Tháng 6/2025": {"month": "2025-06"},
    "Tháng 06/2025": {"month": "2025-06"},
    "tháng 6 năm 2025": {"month": "2025-06"},
    "Tháng 6": {"month": "2025-06"},
    "6/2025": {"month": "2025-06"},
    "Trong tháng 12": {"month": "2025-12"},
    "6 tháng đầu năm 2025": {"half": "2025-H1"},
    "06 tháng đầu năm": {"half": "2025-H1"},
    "6 tháng cuối năm": {"half": "2025-H2"},
    "Sáu tháng cuối năm 2025": {"half": "2025-H2"},
    "Thường xuyên": {"ongoing": "true"},
    "thường xuyên, liên tục": {"ongoing": "true"},
    "Thường xuyên trong năm": {"ongoing": "true"},
    "Thường xuyên trong năm 2025": {"ongoing": "true"},
    "Hàng quý": {"every": "quarter"},
    "Hằng quý": {"every": "quarter"},
    "Hàng tháng": {"every": "month"},
    "Hằng năm": {"every": "year"},
    "Định kỳ hàng quý": {"every": "quarter"},
    "Định kỳ 6 tháng": {"every": "half"},
    "6 tháng/lần": {"every": "half"},
    "01 số/quý": {"every": "quarter"},
    "01 số/quý/năm 2025": {"every": "quarter"},
    "01 lần/tháng": {"every": "month"},
    "Mỗi quý 01 lần": {"every": "quarter"},
    "6 tháng một lần": {"every": "half"},
    "06 tháng 01 lần": {"every": "half"},
    "Sáu tháng một lần": {"every": "half"},
    "Định kỳ 6 tháng 1 lần": {"every": "half"},
    "Hằng quý một lần": {"every": "quarter"},
    "Quý một lần": {"every": "quarter"},
    "Mỗi tháng một lần": {"every": "month"},
    "Một năm một lần": {"every": "year"},
    "Một lần/quý": {"every": "quarter"},
    "6 tháng/01 lần": {"every": "half"},
    "Chậm nhất 30/6/2025": {"by": "2025-06-30"},
    "Chậm nhất ngày 30/6": {"by": "2025-06-30"},
    "Chậm nhất trong quý II/2025": {"by": "2025-06-30"},
    "Đến 30/6/2025": {"by": "2025-06-30"},
    "Đến ngày 30/6": {"by": "2025-06-30"},
    "Đến hết ngày 30/6/2025": {"by": "2025-06-30"},
    "Đến hết quý II/2025": {"by": "2025-06-30"},
    "Trước quý III/2025": {"by": "2025-06-30"},
    "Xong trước tháng 9": {"by": "2025-08-31"},
    "Hoàn thành đến hết tháng 6": {"by": "2025-06-30"},
    "30/6/2025": {"by": "2025-06-30"},
    "30.6.2025": {"by": "2025-06-30"},
    "30-6-2025": {"by": "2025-06-30"},
    "2025-06-30": {"by": "2025-06-30"},
    "3/6/2025": {"by": "2025-06-03"},
    "Ngày 08 tháng 3 năm 2025": {"by": "2025-03-08"},
    "Ngày 08/3": {"by": "2025-03-08"},
    "Từ 01/3/2025 đến 30/6/2025": {"from": "2025-03-01", "to": "2025-06-30"},
    "Từ ngày 01/3 đến ngày 30/6/2025": {"from": "2025-03-01", "to": "2025-06-30"},
    "Từ ngày 01/3 đến ngày 30/6": {"from": "2025-03-01", "to": "2025-06-30"},
    "01/3/2025 - 30/6/2025": {"from": "2025-03-01", "to": "2025-06-30"},
    "01/3-30/6/2025": {"from": "2025-03-01", "to": "2025-06-30"},
    "Quý II - Quý III/2025": {"from": "2025-04-01", "to": "2025-09-30"},
    "Quý II – III/2025": {"from": "2025-04-01", "to": "2025-09-30"},
    "Từ quý II đến quý IV": {"from": "2025-04-01", "to": "2025-12-31"},
    "Quý IV/2025 - Quý I/2026": {"from": "2025-10-01", "to": "2026-03-31"},
    "Tháng 3 - 5/2025": {"from": "2025-03-01", "to": "2025-05-31"},
    "Từ tháng 3 đến tháng 5 năm 2025": {"from": "2025-03-01", "to": "2025-05-31"},
    "Giai đoạn 2025-2030": {"from": "2025-01-01", "to": "2030-12-31"},
    "2025 - 2027": {"from": "2025-01-01", "to": "2027-12-31"},
    "Từ năm 2025 đến năm 2027": {"from": "2025-01-01", "to": "2027-12-31"},
    "2025 và những năm tiếp theo": {"from": "2025-01-01", "open_ended": "true"},
    "Năm 2025 và các năm tiếp theo": {"from": "2025-01-01", "open_ended": "true"},
    "Từ quý II/2025": {"from": "2025-04-01", "open_ended": "true"},
    "Từ tháng 3/2025": {"from": "2025-03-01", "open_ended": "true"},
    "Bắt đầu từ ngày 01/3/2025": {"from": "2025-03-01", "open_ended": "true"},
    "Ngày 15/12 hằng năm": {"every": "year", "on": "12-15"},
    "Chậm nhất ngày 15 tháng 12 hàng năm": {"every": "year", "on": "12-15"},
    "Ngày 20 hằng tháng": {"every": "month", "on": "20"},
    "Ngày 20 tháng cuối quý": {"every": "quarter", "on": "20"},
    "T9/2026": {"month": "2026-09"},
    "T.9/2026": {"month": "2026-09"},
    "T3 - T5/2025": {"from": "2025-03-01", "to": "2025-05-31"},
    "Nhiệm vụ thường xuyên": {"ongoing": "true"},
    "Thường xuyên, hằng năm": {"ongoing": "true"},
    "Liên tục": {"ongoing": "true"},
    "Đến năm 2030": {"by": "2030-12-31"},
    "30 June 2025": {"by": "2025-06-30"},
    "June 30, 2025": {"by": "2025-06-30"},
    "30th of June 2025": {"by": "2025-06-30"},
    "By 30 June 2025": {"by": "2025-06-30"},
    "By the end of June 2025": {"by": "2025-06-30"},
    "End of 2025": {"by": "2025-12-31"},
    "No later than 30/6/2025": {"by": "2025-06-30"},
    "Before Q3 2025": {"by": "2025-06-30"},
    "June 2025": {"month": "2025-06"},
    "March": {"month": "2025-03"},
    "Second quarter of 2025": {"quarter": "2025-Q2"},
    "Q2 2025": {"quarter": "2025-Q2"},
    "First half of 2025": {"half": "2025-H1"},
    "Whole year 2025": {"year": "2025"},
    "Quarterly": {"every": "quarter"},
    "Every month": {"every": "month"},
    "Ongoing": {"ongoing": "true"},
    "From March to June 2025": {"from": "2025-03-01", "to": "2025-06-30"},
    "From 1 March 2025": {"from": "2025-03-01", "open_ended": "true"},
    "Từ năm 2025 trở đi": {"from": "2025-01-01", "open_ended": "true"},
}
LEFT_ALONE = (
    "",
    "-",
    "Quý ll",
    "Quý Il/2025",
    "Quý V",
    "Quý II, III/2025",
    "Quý II và Quý IV/2025",
    "Quý II; Quý IV",
    "Quý IV - Quý I/2026",  # whose fourth quarter is not said
    "Trước 30/6/2025",
    "Xong trước ngày 30/6/2025",
    "Trước",
    "Đến quý II/2025",  # until it begins, or until it ends
    "Cuối quý II/2025",
    "Cuối năm",
    "Trước 15/12 hằng năm",
    "Ngày 31/02 hằng năm",
    "Ngày 32 hằng tháng",
    "End of the year",
    "02 tuần sau khi ban hành",
    "Trong 05 ngày sau Hội nghị",
    "Within 10 days after approval",
    "Before 30 June 2025",
    "Đầu năm 2025",
    "3/6",  # 3 June, or what a spreadsheet made of 6 March
    "30/6",
    "30/6/25",
    "31/6/2025",
    "30/02/2025",
    "13/2025",
    "32 tháng 13 năm 2025",
    "02 số/quý",
    "02 lần/năm",
    "6 tháng hai lần",
    "Quý 1 lần",
    "Tháng 1 lần",
    "04 số",
    "Hàng tuần",
    "Hàng quý năm 2026",
    "Thường xuyên trong năm 2026",
    "Thường xuyên, định kỳ hàng quý",
    "Từ 30/6/2025 đến 01/3/2025",
    "Từ 01/3/2025 đến quý II/2025",
    "Sau khi có hướng dẫn của Trung ương",
    "Theo kế hoạch",
    "Quý II/2025?",
    "<30/6/2025",
    "~ 30/6/2025",
    "Quý II & III/2025",
    "10-12/2025",
    "Năm học 2025-2026",
    "Năm",
    "Phấn đấu",
    "Dự kiến",
    "0000",
    "Quý I/0000",
    "Q" * 5000,
)


@pytest.mark.parametrize("text", READ)
def test_a_time_frame_is_read(text: str) -> None:
    assert read_time_frame(text, 2025) == TimeFrame(READ[text])


@pytest.mark.parametrize("text", READ)
def test_a_time_frame_is_read_in_any_spelling(text: str) -> None:
    """Decomposed letters, capitals, stray spaces and a full stop do not matter; nor do missing marks."""
    for spelling in (normalize("NFD", text), text.upper(), f"  {text} . ".replace(" ", "\u00a0 ")):
        assert read_time_frame(spelling, 2025) == TimeFrame(READ[text])
    unmarked = "".join(fold(letter) or letter for letter in text)
    assert read_time_frame(unmarked, 2025) == TimeFrame(READ[text])


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    assert read_time_frame(text, 2025) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dự kiến Quý III/2025", TimeFrame({"quarter": "2025-Q3"}, tentative=True)),
        ("Quý III/2025 (dự kiến)", TimeFrame({"quarter": "2025-Q3"}, tentative=True)),
        ("Quý III/2025, dự kiến", TimeFrame({"quarter": "2025-Q3"}, tentative=True)),
        ("dự kiến 02 ngày trong Quý III/2025", TimeFrame({"quarter": "2025-Q3"}, tentative=True, duration_days=2)),
        ("Phấn đấu hoàn thành trong quý III/2025", TimeFrame({"quarter": "2025-Q3"}, aspirational=True)),
        ("Quý III/2025 (phấn đấu)", TimeFrame({"quarter": "2025-Q3"}, aspirational=True)),
        ("Phấn đấu đến 30/6/2025", TimeFrame({"by": "2025-06-30"}, aspirational=True)),
        ("Phấn đấu dự kiến quý IV", TimeFrame({"quarter": "2025-Q4"}, tentative=True, aspirational=True)),
    ],
)
def test_marks_beside_a_time_frame_are_kept(text: str, expected: TimeFrame) -> None:
    assert read_time_frame(text, 2025) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Trước 30/6/2025", date(2025, 6, 30)),
        ("Trước ngày 30/6", date(2025, 6, 30)),
        ("Hoàn thành trước ngày 30 tháng 6 năm 2025", date(2025, 6, 30)),
        ("Xong trước 30.6.2025", date(2025, 6, 30)),
        ("Trước quý III/2025", None),
        ("Trước 31/6/2025", None),
        ("30/6/2025", None),
        ("Trước đây", None),
    ],
)
def test_the_day_to_be_ready_before_is_found(text: str, day: date | None) -> None:
    assert read_before(text, 2025) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trước 15/12 hằng năm", OnDay({"every": "year", "on": "12-15"}, is_before=True)),
        ("Trước ngày 20 hằng tháng", OnDay({"every": "month", "on": "20"}, is_before=True)),
        ("Ngày 20 tháng cuối mỗi quý", OnDay({"every": "quarter", "on": "20"}, is_before=False)),
        ("Trước 15/13 hằng năm", None),
        ("Hằng năm", None),
    ],
)
def test_a_day_of_each_period_is_found(text: str, expected: OnDay | None) -> None:
    assert read_on_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II/2026", {"quarter": "2026-Q2"}),
        ("Năm 2026", {"year": "2026"}),
        ("Hằng quý", {"every": "quarter"}),
        ("Hằng quý năm 2026", {"every": "quarter", "from": "2026-01-01", "to": "2026-12-31"}),
        ("Từ tháng 3/2025 đến tháng 5/2026", {"from": "2025-03-01", "to": "2026-05-31"}),
        ("Quý II", None),
        ("Cả năm", None),
        ("Ngày 30/6", None),
        ("Từ quý II", None),
    ],
)
def test_in_a_plan_of_several_years_words_name_their_year(text: str, expected: dict[str, str] | None) -> None:
    found = read_time_frame(text, None)
    assert (dict(found.fields) if found else None) == expected
    assert lacks_year(text) == (expected is None)


def test_the_time_frames_of_the_plan_that_ships_are_read_as_it_has_them() -> None:
    plan = read_plan_files(str(ROOT / "plan/2017/plan.yaml"), "plan.yaml").plan
    assert plan is not None
    for task in plan.tasks:
        if task.schedule.as_written is None:
            continue
        found = read_time_frame(task.schedule.as_written, 2017)
        assert found is not None
        assert found.tentative == task.schedule.tentative
        assert found.duration_days == task.schedule.duration_days
        moved = task.model_copy(update={"schedule": Schedule.model_validate(dict(found.fields))})
        again = plan.model_copy(update={"tasks": (moved,)})
        again.__dict__.pop("occurrences", None)
        assert again.occurrences[task.id] == plan.occurrences[task.id]


WORDS = (
    "Quý II / 2025 - tháng 6 ngày 30 năm đến từ trước hết ( ) dự kiến phấn đấu 0000 9999 99 lần số hàng , ; chậm nhất "
    "và tiếp theo 31 ."
)
PHRASES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14)


@given(st.one_of(st.text(max_size=150), PHRASES.map(" ".join), PHRASES.map("".join)), st.integers(1, 9999))
def test_reading_never_fails_and_gives_only_what_a_schedule_takes(text: str, year: int) -> None:
    read_before(text, year)
    found = read_time_frame(text, year)
    if found is not None and "open_ended" not in found.fields:
        Schedule.model_validate(dict(found.fields))
