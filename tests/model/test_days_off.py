"""Due dates on days off: they stay unless the plan moves them, and then both dates are shown (SPEC 2.2)."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
import yaml

from tests.conftest import ROOT, Run
from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.days_off import DaysOff

TABLE = yaml.load((ROOT / "plan" / "days-off.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - all is text
SILENT = (
    "schema: ttdn/status/1\nagency: so-tai-chinh\nperiod: 2017-Q1\nsubmitted_on: 2017-03-20\nnothing_to_report: true\n"
)


@pytest.fixture
def calendar() -> Calendar:
    return DaysOff.model_validate(TABLE).calendar()


@pytest.mark.parametrize("year", [int(one["year"]) for one in TABLE["years"]])
def test_the_table_is_what_the_library_says(year: int) -> None:
    expected = sorted(day.isoformat() for day in holidays.country_holidays("VN", years=year))
    (known,) = [one for one in TABLE["years"] if int(one["year"]) == year]
    assert expected == [day["date"] for day in known["days"]]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2017-06-30", "2017-06-30"),
        ("2017-09-30", "2017-10-02"),  # a Saturday
        ("2017-12-31", "2018-01-02"),  # a Sunday before the New Year
        ("2017-01-26", "2017-02-02"),  # Tết
        ("2017-04-29", "2017-05-03"),  # a Saturday before two holidays and a day in lieu
    ],
)
def test_the_next_working_day(day: str, working: str, calendar: Calendar) -> None:
    assert date.fromisoformat(working) == calendar.next_working_day(date.fromisoformat(day))


def test_every_day_moves_forward_to_a_working_day_and_stays_there(calendar: Calendar) -> None:
    for number in range(3650):
        day = date(2017, 1, 1) + timedelta(number)
        moved = calendar.next_working_day(day)
        assert day <= moved == calendar.next_working_day(moved)
        assert moved.weekday() < 5
    assert date.max == calendar.next_working_day(date.max)
    assert date.max == Calendar([date.max.year], [date.max]).next_working_day(date.max)


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the 2017 plan, told to move due dates, and one report."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "plan", "plan")
    path = Path("plan/2017/plan.yaml")
    text = path.read_text("utf-8").replace("\nends:", "\ndue_on_days_off: next-working-day\nends:", 1)
    path.write_text(text, "utf-8")
    Path("reports").mkdir()
    Path("reports/a.yaml").write_text(SILENT)
    return tmp_path


def overdue(run: Run, day: str) -> dict[tuple[str, str], tuple[str, str | None, int]]:
    arguments = ("--reports", "reports", "--plan", "plan/2017/plan.yaml", "--as-of", day, "--format", "json")
    rows = run("overdue", *arguments).json["overdue"]
    return {
        (one["task"], one["occurrence"]): (one["due"], one.get("due_as_written"), one["days_overdue"]) for one in rows
    }


@pytest.mark.usefixtures("moved")
def test_a_plan_that_says_so_moves_its_due_dates(run: Run) -> None:
    assert ("II.6", "2017-Q3") not in overdue(run, "2017-10-02")
    assert overdue(run, "2017-10-03")["II.6", "2017-Q3"] == ("2017-10-02", "2017-09-30", 1)
    assert overdue(run, "2018-01-03")["II.1", "2017"] == ("2018-01-02", "2017-12-31", 1)
    assert overdue(run, "2018-01-03")["II.7", "2017-Q2"] == ("2017-06-30", None, 187)


@pytest.mark.usefixtures("moved")
def test_both_dates_are_shown_where_they_differ(run: Run) -> None:
    arguments = ("--plan", "plan/2017/plan.yaml", "--as-of", "2017-10-05")
    shown = run("check", "reports", *arguments, "--select", "overdue", "--lang", "vi").out
    assert "thời hạn 02/10/2017 (lùi từ 30/9/2017 là ngày nghỉ)" in shown
    assert "02/10/2017 (lùi từ 30/9/2017 là ngày nghỉ)" in run("overdue", "--reports", "reports", *arguments).out
    (line,) = [line for line in shown.splitlines() if "II.7 " in line]
    assert "lùi từ" not in line


def test_a_plan_that_does_not_say_so_moves_nothing(run: Run, moved: Path) -> None:
    path = moved / "plan/2017/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("due_on_days_off: next-working-day\n", ""), "utf-8")
    assert overdue(run, "2017-10-02")["II.6", "2017-Q3"] == ("2017-09-30", None, 2)


def test_a_table_of_the_plans_own_is_used_and_must_hold_its_years(run: Run, moved: Path) -> None:
    path = moved / "plan/2017/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("\nends:", "\ndays_off: own.yaml\nends:", 1), "utf-8")
    own = (
        "schema: ttdn/days-off/1\nyears:\n  - {year: 2017, source: x, dated: 2017-01-01, days: [{date: %s, name: x}]}\n"
    )
    (moved / "plan/2017/own.yaml").write_text(own % "2017-10-02")
    result = run(
        "plan", "check", "plan/2017/plan.yaml", "--format", "json", "--lang", "en", "--select", "plan-schedule"
    )
    assert [one["message"] for one in result.json["findings"]] == [
        "The table of public holidays does not hold 2018; due dates there move over weekends only"
    ]
    (moved / "plan/2017/own.yaml").write_text(own % "2017-13-02")
    result = run("plan", "check", "plan/2017/plan.yaml", "--format", "json")
    assert [(one["path"], one["line"]) for one in result.json["findings"]] == [("plan/2017/own.yaml", 3)]
    (moved / "plan/2017/own.yaml").unlink()
    result = run("plan", "check", "plan/2017/plan.yaml", "--format", "json")
    assert [(one["rule"], one["path"]) for one in result.json["findings"]] == [("unreadable", "plan/2017/own.yaml")]
