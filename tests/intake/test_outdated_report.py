"""What has changed since the revision that a report answers to is told by the plan as git holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.repository import begin, commit

REPORT = """schema: ttdn/status/1
agency: so-tttt
period: 2017-Q2
submitted_on: 2017-06-20
plan_revision: 1
items:
  - {task: II.5, state: in_progress}
  - {task: II.7, state: in_progress}
"""


def edit(plan: Path, *edits: tuple[str, str]) -> None:
    text = plan.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    plan.write_text(text, "utf-8")


def outdated(run: Run) -> list[str]:
    result = run("check", "reports", "--plan", "plan/2017/plan.yaml", "--select", "outdated-report", "--format", "json")
    return [one["message"].rpartition(": II")[2] for one in result.json["findings"]]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = begin(tmp_path, monkeypatch)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "so-tttt.yaml").write_text(REPORT, "utf-8")
    return path


def test_an_edit_of_a_reported_task_is_told(plan: Path, run: Run) -> None:
    edit(plan, ("revision: 1\n", "revision: 2\n"), ("quantity: 2, unit: cụm", "quantity: 3, unit: cụm"))
    assert outdated(run) == [".5: sản phẩm"]
    commit(plan.parent, "second")
    assert outdated(run) == [".5: sản phẩm"]


def test_an_edit_of_another_task_or_of_a_spelling_is_not(plan: Path, run: Run) -> None:
    edit(plan, ("revision: 1\n", "revision: 2\n"), ("    title: Tập huấn", "    title: Lớp tập huấn"))
    assert outdated(run) == []
    edit(plan, ("revision: 2\n", "revision: 3\n"), ("quarter: Q2", "quarter: 2017-Q2"))
    assert outdated(run) == []


def test_the_newest_commit_of_the_old_revision_is_compared_with(plan: Path, run: Run) -> None:
    edit(plan, ("quantity: 2, unit: cụm", "quantity: 3, unit: cụm"))
    commit(plan.parent, "a slip corrected under the same number")
    edit(plan, ("revision: 1\n", "revision: 2\n"))
    assert outdated(run) == []


def test_without_the_history_an_edit_is_not_known(plan: Path, run: Run) -> None:
    edit(plan, ("revision: 1\n", "revision: 2\n"), ("quantity: 2, unit: cụm", "quantity: 3, unit: cụm"))
    (plan.parents[2] / ".git").rename(plan.parents[2] / "no-git")
    assert outdated(run) == []


def test_a_task_that_the_old_revision_does_not_have_is_told(plan: Path, run: Run) -> None:
    edit(
        plan,
        ("revision: 1\n", "revision: 2\n"),
        ("  - id: II.7\n", "  - id: II.77\n"),
        ("about: II.7\n", "about: II.77\n"),
    )
    report = Path("reports/so-tttt.yaml")
    report.write_text(report.read_text("utf-8").replace("II.7", "II.77"), "utf-8")
    assert outdated(run) == [".77: cơ quan chủ trì, cơ quan phối hợp, phạm vi, thời gian thực hiện, sản phẩm"]


def test_an_amendment_that_the_old_revision_had_is_not_told(plan: Path, run: Run) -> None:
    letter = "  - document: {{number: {0}/UBND, date: 2017-0{0}-01}}\n    effective: 2017-0{0}-02\n"
    first = letter.format(3) + "    changes: {II.7: {schedule: {quarter: Q3}}}\n"
    second = letter.format(4) + "    changes: {II.7: {schedule: {quarter: Q4}}}\n"
    edit(plan, ("amendments: []\n", f"amendments:\n{first}"))
    commit(plan.parent, "with a letter")
    edit(plan, ("revision: 1\n", "revision: 2\n"), (first, first + second))
    (told,) = outdated(run)
    assert "4/UBND" in told
    assert "3/UBND" not in told
