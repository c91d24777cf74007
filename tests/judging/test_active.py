"""In which periods a task is active: for whom it has begun and is not finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, PLAIN, found, put, task

DONE = '{task: T, state: done, completed_on: 2017-03-10, evidence: ["1"]}'
RULES = ("missing-report", "unreported-task")
SILENT = ("missing-report", "a", None, "2017-Q2")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(run: Run, tasks: str, said: dict[str, str], day: str = "2017-07-01") -> list[tuple[str, str | None]]:
    """Return of whom a report is missing for which period."""
    put(tasks, PLAIN, said or {"Q1/c 2017-03-19": ""})
    return [(str(agency), period) for _, agency, _, period in found(run, "--as-of", day, rules=("missing-report",))]


@pytest.mark.parametrize(
    ("periods", "begins"),
    [(["2017-Q1", "2017-Q2"], "2017-03-31"), (["2017-Q2"], "2017-04-01"), ([], "2017-07-01")],
)
def test_a_task_is_active_in_a_period_by_whose_end_an_occurrence_has_begun(
    periods: list[str], begins: str, run: Run
) -> None:
    assert asked(run, task(f"from: {begins}, to: 2017-12-31"), {}) == [("a", one) for one in periods]


def test_past_its_due_date_it_stays_active_until_it_is_finished(run: Run) -> None:
    tasks = task("quarter: Q1")
    assert asked(run, tasks, {"Q1/a 2017-03-19": AT_WORK}) == [("a", "2017-Q2")]
    assert asked(run, tasks, {"Q1/a 2017-03-19": DONE}) == []


@pytest.mark.parametrize(
    ("active", "item"),
    {
        "done": (False, DONE),
        "cancelled": (False, '{task: T, state: cancelled, evidence: ["2"]}'),
        "cancelled without evidence": (True, "{task: T, state: cancelled}"),
        "done at 80 %": (True, DONE.replace("03-10", "03-10, progress: 80")),
        "done after submission": (True, DONE.replace("03-10", "03-20")),
        "in progress": (True, AT_WORK),
        "not started": (True, "{task: T, state: not_started}"),
        "nothing": (True, ""),
    }.values(),
)
def test_it_is_finished_for_a_lead_whose_newest_entry_for_an_earlier_period_counts_as_done_or_cancelled(
    active: bool,  # noqa: FBT001 - expected
    item: str,
    run: Run,
) -> None:
    put(task("year: 2017"), PLAIN, {"Q1/a 2017-03-19": item})
    assert (SILENT in found(run, "--as-of", "2017-07-01", rules=RULES)) is active


def test_a_done_for_the_period_itself_leaves_it_active_in_that_period(run: Run) -> None:
    done = DONE.replace("03-10", "06-10")
    assert asked(run, task("year: 2017"), {"Q2/a 2017-06-19": done}) == [("a", "2017-Q1")]
    assert asked(run, task("year: 2017"), {"Q2/a 2017-06-19": done}, "2017-10-01") == [("a", "2017-Q1")]


def test_work_that_is_opened_again_is_active_again(run: Run) -> None:
    tasks = task("ongoing: true")
    said = {"Q1/a 2017-03-19": DONE}
    assert asked(run, tasks, said, "2017-10-01") == []
    assert asked(run, tasks, said | {"Q2/a 2017-06-19": AT_WORK}, "2017-10-01") == [("a", "2017-Q3")]


def test_it_is_active_for_each_lead_by_its_own_entries(run: Run) -> None:
    tasks = task("year: 2017", lead="[a, b]")
    said = {"Q1/a 2017-03-19": DONE, "Q1/b 2017-03-19": AT_WORK}
    assert asked(run, tasks, said) == [("b", "2017-Q2")]


def test_it_is_active_for_coordinators_while_it_is_for_any_lead(run: Run) -> None:
    tasks = task("year: 2017", lead="[a, b]", more=", coordinators: [c]")
    said = {"Q1/a 2017-03-19": DONE, "Q1/b 2017-03-19": AT_WORK, "Q1/c 2017-03-19": ""}
    assert asked(run, tasks, said) == [("b", "2017-Q2"), ("c", "2017-Q2")]
    assert asked(run, tasks, said | {"Q1/b 2017-03-19": DONE}) == []


def test_a_coordinators_word_finishes_nothing(run: Run) -> None:
    tasks = task("year: 2017", more=", coordinators: [c]")
    said = {"Q1/a 2017-03-19": AT_WORK, "Q1/c 2017-03-19": DONE}
    assert asked(run, tasks, said) == [("a", "2017-Q2"), ("c", "2017-Q2")]


def test_each_occurrence_is_active_by_itself(run: Run) -> None:
    tasks = task("every: quarter")
    first = DONE.replace("T,", "T, occurrence: 2017-Q1,")
    put(tasks, PLAIN, {"Q1/a 2017-03-19": first, "Q2/a 2017-06-19": ""})
    said = run("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-07-01", "--format", "json").json
    left = [one["occurrence"] for one in said["findings"] if one["rule"] == "unreported-task"]
    assert left == ["2017-Q2"]
