"""Rules that look at every entry of every report that counts, and rules that speak once of an occurrence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, found, put, task

ON = ("--as-of", "2017-07-05")
TASKS = task("quarter: Q2", more=", coordinators: [b], deliverables: [{name: Lớp, quantity: 2}]")
NAMED = "{task: T, state: in_progress, coordinated_with: [%s]}"

# what is wrong in an item, wherever it stands
EVERY = {
    "impossible-date": DONE.replace("2017-06-10", "2016-12-31"),
    "contradiction": "{task: T, state: not_started, progress: 10}",
    "duplicate-entry": f"{AT_WORK}, {AT_WORK}",
    "unknown-coordinator": NAMED % "x",
    "invalid-field": "{task: T, state: in_progress, progress: 101}, {task: T, state: in_progress}",
    "unknown-task": f"{AT_WORK}, {{task: X, state: in_progress}}",
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def paths(run: Run, rule: str, *options: str) -> list[str]:
    """Return the files in which a rule finds something, once for each finding."""
    said = run("check", "reports", "--plan", "plan.yaml", *options, "--select", rule, "--format", "json").json
    return sorted(one["path"].removeprefix("reports/") for one in said["findings"])


@pytest.mark.parametrize(("rule", "item"), EVERY.items(), ids=EVERY)
def test_every_entry_of_every_report_that_counts_is_looked_at_whoever_sent_it(rule: str, item: str, run: Run) -> None:
    reports = ("Q1/a 2017-03-19", "Q2/a 2017-06-19", "Q1/b 2017-03-19", "Q2/b 2017-06-19")
    put(TASKS, PLAIN, dict.fromkeys(reports, item))
    assert paths(run, rule, *ON) == ["Q1/a.yaml", "Q1/b.yaml", "Q2/a.yaml", "Q2/b.yaml"]


@pytest.mark.parametrize(("rule", "item"), EVERY.items(), ids=EVERY)
def test_in_a_report_that_another_supersedes_nothing_is_looked_at(rule: str, item: str, run: Run) -> None:
    put(TASKS, PLAIN, {"Q2/a.1 2017-06-18": item, "Q2/a.2 2017-06-19": NAMED % "b"})
    assert paths(run, rule, *ON) == []


def test_every_entry_of_who_has_no_part_is_told(run: Run) -> None:
    put(TASKS, PLAIN, {"Q1/c 2017-03-19": AT_WORK, "Q2/c 2017-06-19": AT_WORK})
    assert paths(run, "not-assigned", *ON) == ["Q1/c.yaml", "Q2/c.yaml"]


def test_every_entry_that_takes_something_back_is_told_of_lead_and_coordinator(run: Run) -> None:
    item = "{task: T, state: in_progress, progress: %s}"
    said = {f"Q{number}/{one} 2017-0{3 * number}-19": item % (90 - number) for one in "ab" for number in (1, 2, 3)}
    put(task("year: 2017", more=", coordinators: [b]"), PLAIN, said)
    assert paths(run, "regressed", "--as-of", "2017-10-01") == ["Q2/a.yaml", "Q2/b.yaml", "Q3/a.yaml", "Q3/b.yaml"]


def test_every_entry_that_is_disputed_is_told(run: Run) -> None:
    said = {
        "Q1/a 2017-03-19": NAMED % "b",
        "Q2/a 2017-06-19": NAMED % "b",
        "Q1/b 2017-03-19": "",
        "Q2/b 2017-06-19": "",
    }
    put(TASKS, PLAIN, said)
    assert paths(run, "disputed-coordination", *ON) == ["Q1/a.yaml", "Q2/a.yaml"]


# the rule: the time frame, an item of which the rule speaks, the day on which it is judged
DECIDING = {
    "overdue": ("quarter: Q1", "{task: T, state: in_progress}", "2017-07-05"),
    "done-late": ("by: 2017-03-01", DONE.replace("06-10", "03-10"), "2017-07-05"),
    "unexplained-delay": ("quarter: Q1", "{task: T, state: in_progress}", "2017-07-05"),
    "due-soon": ("by: 2017-07-10", "{task: T, state: in_progress}", "2017-07-05"),
    "closed-early": ("year: 2017", DONE.replace("06-10", "03-10"), "2017-07-05"),
    "left-open": ("unspecified: true", "{task: T, state: in_progress}", "2018-01-05"),
    "missing-coordinator": ("year: 2017", "{task: T, state: in_progress}", "2017-07-05"),
    "short-delivery": ("year: 2017", DONE.replace("06-10", "03-10"), "2017-07-05"),
    "no-evidence": ("year: 2017", "{task: T, state: done, completed_on: 2017-03-10}", "2017-07-05"),
}


@pytest.mark.parametrize("rule", DECIDING)
def test_of_an_occurrence_it_is_spoken_once_at_the_entry_that_decides(rule: str, run: Run) -> None:
    schedule, item, day = DECIDING[rule]
    tasks = task(schedule, lead="[a, c]", more=", coordinators: [b], deliverables: [{name: Lớp, quantity: 2}]")
    said = {f"{period}-19": item for period in ("Q1/a 2017-03", "Q2/a 2017-06", "Q1/c 2017-03", "Q2/c 2017-06")}
    put(tasks, PLAIN, said | {"Q1/b 2017-03-19": item, "Q2/b 2017-06-19": item})
    assert paths(run, rule, "--as-of", day) == ["Q2/a.yaml"]


def test_of_coordinators_it_is_spoken_once_for_each_agency_or_group(run: Run) -> None:
    agencies = (*PLAIN, "{id: d, name: Sở Đá}\ngroups:\n  - {id: nhom, name: Nhóm, members: [c, d], requires: all}")
    tasks = task("year: 2017", more=", coordinators: [b, nhom]")
    put(tasks, agencies, {"Q1/a 2017-03-19": AT_WORK, "Q2/a 2017-06-19": AT_WORK})
    assert found(run, *ON, rules=("missing-coordinator",)) == [
        ("missing-coordinator", "b", "T", None),
        ("missing-coordinator", "nhom", "T", None),
    ]
