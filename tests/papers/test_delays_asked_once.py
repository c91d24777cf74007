"""A letter asks once for what caused a delay, and not where the agency has given it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}",)
LATE = '{{task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]{}}}'
OPEN = "{{task: T, state: in_progress{}}}"
LEFT_OUT = "{task: T, state: xong, obstacles: Đối tác hoãn}, {task: U, state: in_progress}"
PLAN = task("by: 2017-05-31") + task("year: 2017", identity="U")
WHY = ", obstacles: Mưa bão"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(run: Run, reports: dict[str, str]) -> list[str]:
    """Return what the agency is asked for about its task, one kind of thing a line."""
    put(PLAN, PLAIN, reports)
    Path("ttdn.toml").write_text("follow_from = '2017-Q2'\n", "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q3", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", "--all-replies", *given).code == 0
    lines = Path("letters/a.md").read_text("utf-8").splitlines()
    return [one for one in lines if one[:1].isdigit() and "T (2017-05-31)" in one]


def hint(run: Run, rule: str) -> str:
    """Return the hint of the only finding of a rule."""
    said = run("check", "reports", "--plan", "plan.yaml", "--quarter", "Q3", "--lang", "en", "--format", "json").json
    (found,) = [one["hint"] for one in said["findings"] if one["rule"] == rule]
    return str(found)


def test_the_cause_of_a_late_completion_is_asked_for_once(run: Run) -> None:
    (only,) = asked(run, {"Q2/a 2017-06-19": LATE.format(""), "Q3/a 2017-09-19": "{task: U, state: in_progress}"})
    assert "Say under obstacles what caused the delay" in only
    assert hint(run, "done-late") == "Say under obstacles what caused the delay"


def test_the_cause_of_a_late_completion_that_was_given_is_not_asked_for(run: Run) -> None:
    reports = {"Q2/a 2017-06-19": LATE.format(WHY), "Q3/a 2017-09-19": "{task: U, state: in_progress}"}
    assert asked(run, reports) == []
    assert "Noted as completed after the due date: T (2017-05-31): " in Path("letters/a.md").read_text("utf-8")
    assert hint(run, "done-late") == "The report gives the obstacles; nothing more is asked for"


def test_obstacles_in_an_item_left_out_are_not_asked_for_but_its_correction_is(run: Run) -> None:
    (only,) = asked(run, {"Q2/a 2017-06-19": OPEN.format(""), "Q3/a 2017-09-19": LEFT_OUT})
    assert only.startswith("1. Correct what was reported, and send the report again: T (2017-05-31): Write")
    assert hint(run, "unexplained-delay") == "Correct that item, so that they count"


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (OPEN.format(WHY), "once it is completed"),
        (OPEN.format(""), "or say under obstacles what stands in the way"),
        (LEFT_OUT, "once it is completed"),
        (LEFT_OUT.replace("Đối tác hoãn", "không có"), "or say under obstacles what stands in the way"),
    ],
)
def test_the_hint_on_overdue_work_asks_for_obstacles_where_none_are_given(items: str, told: str, run: Run) -> None:
    put(PLAN, PLAIN, {"Q3/a 2017-09-19": items})
    assert told in hint(run, "overdue")
