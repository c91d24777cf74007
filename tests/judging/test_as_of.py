"""As of which day: civil days, the close of a quarter, the newest period, and what was known on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, found, judge, outcomes, put, task
from ttdn_cli import clock

Q2 = task("quarter: Q2")
OVERDUE = [("overdue", "a", "T", None)]
QUIET = ("--ignore", "missing-report", "--ignore", "late-report")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ttdn_cli.commands._context.today", lambda: date(2017, 12, 5))


@pytest.mark.parametrize(("day", "hour"), [(date(2017, 6, 30), 16), (date(2017, 7, 1), 17)])
def test_days_are_civil_days_in_ho_chi_minh_city(day: date, hour: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Now(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Now:
            return cls(2017, 6, 30, hour, 59, 59, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Now)
    assert day == clock.today()


def test_of_the_books_of_a_quarter_only_reports_for_periods_up_to_it_count(run: Run) -> None:
    said = {"Q2/a 2017-06-19": AT_WORK, "Q3/a 2017-07-01": DONE}
    assert judge(run, Q2, PLAIN, said, "--quarter", "Q2") == OVERDUE
    assert judge(run, Q2, PLAIN, said, "--quarter", "Q2", "--as-of", "2017-08-01") == OVERDUE, "whatever the day"
    assert judge(run, Q2, PLAIN, said, "--quarter", "Q3") == []


def test_the_day_is_the_one_after_the_newest_period_among_the_reports_rejected_ones_too(run: Run) -> None:
    put(Q2, PLAIN, {"Q1/a 2017-03-19": AT_WORK})
    assert outcomes(run) == {"not_begun": 1}, "on 1 April"
    put(Q2, PLAIN, {"Q1/a 2017-03-19": AT_WORK, "Q2/b 2017-06-31": AT_WORK})
    assert outcomes(run) == {"overdue": 1}, "on 1 July, though the report for the second quarter has a day that is none"


def test_the_period_that_a_report_says_moves_the_day_whatever_folder_it_lies_in(run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-19": AT_WORK})
    Path("reports/Q1").mkdir()
    misfiled = Path("reports/Q2/a.yaml").rename("reports/Q1/a.yaml")
    for path in ("reports", str(misfiled)):
        said = run("check", path, "--plan", "plan.yaml", "--format", "json").json
        assert said["as_of"] == "2017-07-01", path
        assert "wrong-period" in [one["rule"] for one in said["findings"]], "and it is rejected all the same"


def test_without_a_report_the_day_is_today(run: Run) -> None:
    put(Q2, PLAIN, {})
    Path("reports/x.yaml").write_text("[", "utf-8")
    said = run("check", "reports", "--plan", "plan.yaml", "--format", "json").json
    assert said["as_of"] == "2017-12-05"


def test_single_files_that_are_all_left_out_by_their_date_check_nothing_and_a_folder_is_judged(run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-19": AT_WORK})
    common = ("--plan", "plan.yaml", "--as-of", "2017-06-18")
    assert run("check", "reports/Q2/a.yaml", *common).code == 3
    assert run("check", "reports", *common).code == 0


def test_beside_a_quarter_the_day_asked_for_is_the_one_that_is_judged_by(run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-19": AT_WORK})
    assert outcomes(run, "--quarter", "Q2", "--as-of", "2017-06-25") == {"in_time": 1}
    (row,) = run(
        *("overdue", "reports", "--plan", "plan.yaml", "--quarter", "Q2", "--as-of", "2017-07-10", "--format", "json")
    ).json["overdue"]
    assert row["days_overdue"] == 10


@pytest.mark.parametrize("quarter", [(), ("--quarter", "Q2")])
def test_reports_submitted_after_the_day_asked_for_are_left_out(quarter: tuple[str, ...], run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-19": AT_WORK, "Q2/a.2 2017-07-05": DONE})
    assert found(run, *quarter, "--as-of", "2017-07-04", *QUIET) == OVERDUE
    assert found(run, *quarter, "--as-of", "2017-07-05", *QUIET) == []


def test_a_quarter_alone_counts_its_reports_whenever_they_came_in(run: Run) -> None:
    said = {"Q2/a 2017-06-19": AT_WORK, "Q2/a.2 2017-11-05": DONE}
    assert judge(run, Q2, PLAIN, said, "--quarter", "Q2", *QUIET) == []


@pytest.mark.parametrize("command", ["check", "overdue", "missing", "summary", "report", "remind"])
@pytest.mark.parametrize("how", [(), ("--as-of", "2017-07-01"), ("--quarter", "Q2")], ids=["neither", "day", "quarter"])
def test_the_day_is_always_printed(command: str, how: tuple[str, ...], run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-19": AT_WORK})
    to = {"report": ("--output", "paper.md"), "remind": ("--output", "letters")}.get(command, ())
    said = run(command, "reports", "--plan", "plan.yaml", *how, *to, "--lang", "en", "--quiet")
    assert "2017-07-01" in said.err
