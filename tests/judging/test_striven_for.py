"""A due date that the plan only strives for (phấn đấu), of a time frame or of one milestone, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

REGISTRY = "schema: ttdn/agencies/1\nagencies: [{id: a, name: Sở Ánh}]\n"
PLAN = (
    "schema: ttdn/plan/1\nid: p\nrevision: 1\nbegins: 2017-01-01\nends: 2017-12-31\nagencies: agencies.yaml\n"
    "tasks:\n  - {id: T.1, title: Việc, lead: a, schedule: SCHEDULE}\n"
)
SCHEDULES = (
    "{milestones: [{id: m1, by: 2017-03-31, aspirational: true}, {id: m2, by: 2017-12-31}]}",
    "{milestones: [{id: m1, by: 2017-03-31}, {id: m2, by: 2017-12-31}], aspirational: true}",
)
OPTIONS = ("--plan", "plan.yaml", "--as-of", "2017-04-10", "--lang", "en")


@pytest.fixture(autouse=True, params=SCHEDULES, ids=["milestone", "schedule"])
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN.replace("SCHEDULE", request.param), "utf-8")
    Path("agencies.yaml").write_text(REGISTRY, "utf-8")


def report(item: str) -> None:
    """Write the report of the lead for the first quarter."""
    head = "schema: ttdn/status/1\nagency: a\nperiod: 2017-Q1\nsubmitted_on: 2017-04-05\n"
    Path("reports").mkdir()
    Path("reports/a.yaml").write_text(head + f"items: [{{task: T.1, occurrence: m1, {item}}}]\n", "utf-8")


def test_what_is_overdue_is_a_warning_and_does_not_fail_the_check(run: Run) -> None:
    report("state: in_progress, obstacles: mưa")
    ran = run("check", "reports", *OPTIONS, "--select", "overdue", "--format", "json")
    assert [(one["rule"], one["severity"]) for one in ran.json["findings"]] == [("overdue", "warning")]
    assert ran.code == 0


def test_what_was_done_late_is_a_note(run: Run) -> None:
    report('state: done, completed_on: 2017-04-03, evidence: ["1/BC"]')
    ran = run("check", "reports", *OPTIONS, "--select", "done-late", "--format", "json")
    assert [(one["rule"], one["severity"]) for one in ran.json["findings"]] == [("done-late", "info")]


def test_lists_say_that_the_date_is_striven_for(run: Run) -> None:
    report("state: in_progress")
    assert run("overdue", "reports", *OPTIONS, "--format", "json").json["overdue"][0]["aspirational"] is True
    assert "striven for" in run("overdue", "reports", *OPTIONS).out


def test_the_paper_and_the_letter_say_that_the_date_is_striven_for(run: Run) -> None:
    report("state: in_progress")
    assert "striven for" in run("report", "reports", *OPTIONS, "--format", "md").out
    run("remind", "reports", *OPTIONS, "--output", "letters")
    letter = next(one for one in Path("letters").glob("*.md") if one.stem == "a").read_text("utf-8")
    assert "2017-03-31 (striven for)" in letter
