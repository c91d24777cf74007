"""Which reports count: rejected ones, items left out, later periods, and of two for one period the later one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, found, judge, put, task

Q2 = task("quarter: Q2")
JULY = ("--as-of", "2017-07-05", "--ignore", "late-report")
OVERDUE = ("overdue", "a", "T", None)
SILENT = ("missing-report", "a", None, "2017-Q2")
HEAD = "schema: ttdn/status/1\nagency: a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


REJECTED = {
    "it cannot be read": "[",
    "none of its items can be read": f"{HEAD}items: [{{task: X, state: done}}, {{state: in_progress}}]\n",
    "its schema is another": HEAD.replace("status/1", "status/9") + f"items: [{DONE}]\n",
    "its agency is unknown": HEAD.replace("agency: a", "agency: x") + f"items: [{DONE}]\n",
    "it has no agency": HEAD.replace("agency: a\n", "") + f"items: [{DONE}]\n",
    "its period is none of the plan's": HEAD.replace("2017-Q2", "2018-Q2") + f"items: [{DONE}]\n",
    "its period contradicts its folder": HEAD.replace("2017-Q2", "2017-Q1") + f"items: [{DONE}]\n",
    "its day is none": HEAD.replace("2017-06-19", "2017-06-31") + f"items: [{DONE}]\n",
    "it has no day": HEAD.replace("submitted_on: 2017-06-19\n", "") + f"items: [{DONE}]\n",
    "it was submitted before its period began": HEAD.replace("06-19", "03-31") + f"items: [{DONE}]\n",
}


@pytest.mark.parametrize("text", REJECTED.values(), ids=REJECTED)
def test_a_report_is_rejected_when_it_or_its_head_or_all_its_items_cannot_be_read(text: str, run: Run) -> None:
    put(Q2, PLAIN, {"Q2/b 2017-06-19": ""})
    Path("reports/Q2/z.yaml").write_text(text, "utf-8")
    assert found(run, *JULY, rules=("overdue", "missing-report")) == [SILENT, OVERDUE], "it counts as none"
    verdicts = run("check", "reports", "--plan", "plan.yaml", *JULY, "--format", "json").json["files"]
    assert {one["path"]: one["verdict"] for one in verdicts if "z" in one["path"]} == {"reports/Q2/z.yaml": "rejected"}


@pytest.mark.parametrize("text", REJECTED.values(), ids=REJECTED)
def test_a_rejected_report_supersedes_nothing(text: str, run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a 2017-06-10": DONE})
    Path("reports/Q2/z.yaml").write_text(text, "utf-8")
    rules = ("overdue", "missing-report", "superseded-report", "duplicate-report")
    assert found(run, *JULY, rules=rules) == []


def test_an_item_with_an_error_is_left_out_alone_and_not_told_as_unreported_as_well(run: Run) -> None:
    tasks = task("year: 2017") + task("year: 2017", identity="U")
    wrong = "{task: T, state: in_progress, progress: 120}"
    said = {"Q1/a 2017-03-19": f"{wrong}, {{task: U, state: in_progress}}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-04-02") == []
    said = {"Q1/a 2017-03-19": wrong.replace("120", "20")}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-04-02") == [("unreported-task", "a", "U", "2017-Q1")]


def test_of_an_item_left_out_it_is_said_where_and_why_and_the_lead_was_heard_on_that_day(run: Run) -> None:
    wrong = "{task: T, state: xong}, {task: U, state: in_progress}"
    put(Q2 + task("year: 2017", identity="U"), PLAIN, {"Q2/a 2017-07-03": wrong})
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-05")
    (row,) = run("overdue", *common, "--format", "json").json["overdue"]
    why = row["not_counted"]
    assert (why["because"], why["path"], why["line"]) == ("left-out", "reports/Q2/a.yaml", 5)
    assert (row["last_heard"], row["confirmed"]) == ("2017-07-03", True)
    paper = run("report", *common, "--format", "md", "--output", "-", "--lang", "en").out
    assert "not counted because of line 5" in paper
    run("remind", *common, "--output", "letters", "--lang", "en")
    assert any("line 5" in one.read_text("utf-8") for one in Path("letters").glob("*.md"))


def test_a_report_whose_period_begins_on_the_day_or_after_it_is_left_out(run: Run) -> None:
    said = {"Q2/a 2017-06-19": AT_WORK, "Q3/a 2017-07-01": DONE}
    assert judge(run, Q2, PLAIN, said, "--as-of", "2017-07-01") == [OVERDUE]
    assert judge(run, Q2, PLAIN, said, "--as-of", "2017-07-02") == []


@pytest.mark.parametrize(("expected", "other"), [([], "2017-06-20"), ([OVERDUE], "2017-06-18")])
def test_of_two_reports_of_one_sender_for_one_period_the_later_submitted_counts(
    expected: list[tuple[str, str, str, None]], other: str, run: Run
) -> None:
    said = {"Q2/a 2017-06-19": AT_WORK, f"Q2/a.0 {other}": DONE}
    assert expected == judge(run, Q2, PLAIN, said, *JULY), "whatever the names of the files"


def test_a_correction_of_a_report_that_came_in_time_is_not_late_and_a_first_one_that_was_rejected_is_none(
    run: Run,
) -> None:
    said = {"Q2/a.1 2017-06-19": AT_WORK, "Q2/a.2 2017-07-03": DONE}
    late = ("late-report",)
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-05", "--format", "json")
    assert judge(run, Q2, PLAIN, said, "--as-of", "2017-07-05", rules=late) == []
    assert [one["received"] for one in run("missing", *common).json["expected"]] == ["in_time"]
    Path("reports/Q2/a.1.yaml").write_text(HEAD.replace("status/1", "status/9") + f"items: [{DONE}]\n", "utf-8")
    assert found(run, "--as-of", "2017-07-05", rules=late) == [("late-report", "a", None, "2017-Q2")]
    assert [one["received"] for one in run("missing", *common).json["expected"]] == ["late"]


def test_where_the_first_report_was_late_it_is_said_once_at_the_report_that_counts(run: Run) -> None:
    put(Q2, PLAIN, {"Q2/a.1 2017-06-21": AT_WORK, "Q2/a.2 2017-07-03": DONE})
    said = run(
        *("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-07-05", "--select", "late-report"),
        *("--format", "json", "--lang", "en"),
    ).json["findings"]
    assert [one["path"] for one in said] == ["reports/Q2/a.2.yaml"]
    assert "2017-06-21" in said[0]["message"]
