"""Reports name milestones by their ids, as the plan writes them, also where these read like a period or a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.forms import FILL, need
from tests.support.sample import HEAD, PLAN, lay_out, program
from ttdn_cli.files.paths import Source
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission

Fill = Callable[[Path, list[dict[str, Any]], date | None], None]
TASKS = """
  - id: T.1
    title: Các mốc
    lead: so-a
    schedule:
      milestones:
        - {id: m1, by: 2017-03-31}
        - {id: 2017-q2, by: 2017-06-30}
        - {id: "2017", by: 2017-06-30}
        - {by: 2017-09-30}
  - {id: T.2, title: Hằng quý, lead: so-a, schedule: {every: quarter, on: 20}}
  - {id: T.3, title: Cả năm, lead: so-a, schedule: {year: 2017}}
"""


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    head = (tmp_path / "plan.yaml").read_text("utf-8").partition("tasks:")[0]
    (tmp_path / "plan.yaml").write_text(f"{head}tasks:{TASKS}", "utf-8")


def intake() -> Intake:
    """Return what reads reports against the plan."""
    book = read_plan_files("plan.yaml", "plan.yaml")
    assert book.plan is not None
    assert book.directory is not None
    return Intake(book.plan, book.directory)


def receive(task: str, written: str) -> Submission:
    """Return what a report with one item submits."""
    line = f"    occurrence: {written}\n" if written else ""
    text = f"{HEAD}items:\n  - task: {task}\n{line}    state: in_progress\n"
    Path("report.yaml").write_text(text, "utf-8")
    return intake().receive(Source("report.yaml", "report.yaml", ()))


@pytest.mark.parametrize(
    ("expected", "task", "written"),
    [
        ("m1", "T.1", "m1"),
        ("m1", "T.1", '" m1 "'),
        ("2017-q2", "T.1", "2017-q2"),
        ("2017", "T.1", "2017"),
        ("2017-09-30", "T.1", "30/9/2017"),
        ("2017-Q2", "T.2", "2017-q2"),  # which is an id of another task, and a period here
        ("2017-Q2", "T.2", ""),  # though it falls due before the period ends
        ("2017", "T.3", "năm 2017"),
    ],
)
def test_an_id_of_a_milestone_is_taken_as_it_is_written(expected: str, task: str, written: str) -> None:
    found = receive(task, written)
    assert found.input_errors == []
    assert found.report is not None
    assert [one.occurrence for one in found.report.entries] == [expected]


@pytest.mark.parametrize(
    ("expected", "task", "written"),
    [
        (("unknown-task", "occurrence"), "T.1", "m2"),
        (("unknown-task", "occurrence"), "T.2", "m1"),
        (("unknown-task", "occurrence"), "T.1", "2017-Q2"),
        (("invalid-field", "no_year"), "T.1", "q2"),
        (("invalid-field", "no_quarter"), "T.1", "2017-q5"),
        (("invalid-field", "occurrence"), "T.1", "mốc một"),
    ],
)
def test_another_word_is_told_with_the_ids_of_the_task_or_as_what_it_looks_like(
    expected: tuple[str, str], task: str, written: str
) -> None:
    (error,) = receive(task, written).input_errors
    assert (error.rule, error.code) == expected
    if expected == ("unknown-task", "occurrence") and task == "T.1":
        assert error.values["known"] == ("m1", "2017-q2", "2017", "2017-09-30")


def test_an_item_left_out_keeps_the_id_of_its_milestone() -> None:
    Path("reports").mkdir()
    bad = "  - {task: T.1, occurrence: 2017-q2, state: xong rồi}\n  - {task: T.2, state: in_progress}\n"
    Path("reports/so-a.yaml").write_text(f"{HEAD}items:\n{bad}", "utf-8")
    found = intake().receive(Source("reports/so-a.yaml", "reports/so-a.yaml", ()))
    assert found.report is not None
    assert [(one.task, one.occurrence) for one in found.report.left_out] == [("T.1", "2017-q2")]


@pytest.mark.parametrize(("ending", "fill"), FILL.items(), ids=FILL)
def test_a_form_brings_the_ids_of_milestones_and_is_read_with_them(ending: str, fill: Fill) -> None:
    need(ending)
    made = program("template", *PLAN, "--agency", "so-a", "--quarter", "Q2", "--output", f"form.{ending}")
    assert made.returncode == 0, made.stderr
    fill(Path(f"form.{ending}"), [{"state": "in_progress"}], date(2017, 6, 19))
    found = intake().receive(Source(f"form.{ending}", f"form.{ending}", ()))
    assert found.input_errors == []
    assert found.report is not None
    assert [(one.task, one.occurrence) for one in found.report.entries] == [
        ("T.1", "m1"), ("T.1", "2017-q2"), ("T.1", "2017"), ("T.2", "2017-Q1"), ("T.2", "2017-Q2"), ("T.3", "2017"),
    ]  # fmt: skip
