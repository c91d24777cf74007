"""A plan with points to settle says so wherever it is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import PLAN, lay_out

POINTS = """\
  - {about: T.1, text: Chưa rõ thời hạn., to_settle: true}
  - {about: T.2, text: Chưa rõ cơ quan chủ trì., to_settle: true}
  - {about: T.2, text: Đã xác định.}
"""
SAID = "In the plan mau-2017 points are still to settle: 2; ttdn plan check names them"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(lay_out(tmp_path))
    with Path("plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write(POINTS)
    Path("reports").mkdir(exist_ok=True)
    Path("reports/so-a.yaml").write_text(
        "schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q1\nsubmitted_on: 2017-03-19\nnothing_to_report: true\n",
        "utf-8",
    )
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "command",
    [
        ["check", "reports"],
        ["overdue", "reports"],
        ["summary", "reports"],
        ["report", "reports", "-o", "r.md"],
        ["calendar"],
    ],
)
def test_every_command_that_judges_by_such_a_plan_says_so_once(run: Run, command: list[str]) -> None:
    result = run(*command, *PLAN, "--as-of", "2017-07-05", "--lang", "en")
    assert result.err.count(SAID) == 1


@pytest.mark.usefixtures("folder")
def test_plan_check_says_how_many_and_is_no_failure(run: Run) -> None:
    result = run("plan", "check", "plan.yaml", "--select", "plan-unsettled", "--lang", "en")
    assert (result.code, result.out.count("still to settle")) == (0, 2)
    assert "Points to settle in the plan: 2" in result.err


@pytest.mark.usefixtures("folder")
def test_the_number_stands_in_json(run: Run) -> None:
    checked = run("plan", "check", "plan.yaml", "--format", "json").json
    judged = run("check", "reports", *PLAN, "--as-of", "2017-02-05", "--format", "json").json
    assert (checked["plan"]["unsettled"], judged["plan"]["unsettled"]) == (2, 2)


def test_a_settled_plan_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    result = run("plan", "check", "plan.yaml", "--format", "json")
    assert result.json["plan"]["unsettled"] == 0
    assert "settle" not in run("plan", "check", "plan.yaml", "--lang", "en").err
