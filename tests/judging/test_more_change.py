"""Worlds around change, each with all its findings: late words of a former lead, silent heirs, offices given up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import PLAIN, judge

DONE = 'task: T, state: done, completed_on: 2017-06-20, evidence: ["1"]'
SPLIT = (
    "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: [b, c]}",
    "{id: b, name: Sở Biển, valid_from: 2017-07-01}",
    "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
)
GROUP = (*PLAIN, "{id: d, name: Sở Đồng}")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_a_former_lead_reports_done_late_for_its_own_quarter_stands_until_the_new_lead_speaks(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: a, schedule: {quarter: Q2}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-07-05, changes: {T: {lead: b}}}\n'
    )
    said = {"Q2/a 2017-08-02": f"{{{DONE}}}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-09-01") == [("late-report", "a", None, "2017-Q2")]
    said["Q3/b 2017-09-18"] = '{task: T, state: in_progress, obstacles: "Chưa nghiệm thu"}'
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01") == [
        ("late-report", "a", None, "2017-Q2"),
        ("overdue", "b", "T", None),
    ]


def test_of_the_heirs_of_an_office_that_was_split_the_silent_one_is_behind(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: a, schedule: {half: H2}}\n"
    said = {"Q3/b 2017-09-18": '{task: T, state: done, completed_on: 2017-09-10, evidence: ["1"]}'}
    assert judge(run, tasks, SPLIT, said, "--as-of", "2018-01-02") == [
        ("missing-report", "c", None, "2017-Q3"),
        ("missing-report", "c", None, "2017-Q4"),
        ("overdue", "c", "T", None),
    ]


def test_of_a_group_that_any_may_answer_for_who_is_at_work_speaks_before_who_gave_up(run: Run) -> None:
    agencies = "\n  - ".join(GROUP) + "\ngroups:\n  - {id: nhom, name: Nhóm, members: [b, c]"
    tasks = "  - {id: T, title: t, lead: nhom, schedule: {quarter: Q2}}\n"
    said = {
        "Q2/b 2017-06-19": '{task: T, state: cancelled, evidence: ["2"]}',
        "Q2/c 2017-06-19": "{task: T, state: in_progress, obstacles: x}",
    }
    assert judge(run, tasks, (agencies + "}",), said, "--as-of", "2017-07-03") == [("overdue", "nhom", "T", None)]
    del said["Q2/c 2017-06-19"]
    Path("reports/Q2/c.yaml").unlink()
    assert judge(run, tasks, (agencies + "}",), said, "--as-of", "2017-07-03") == [], "all that was said is given up"


def test_of_two_leads_one_that_cancels_without_a_document_has_not_started(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
    said = {"Q2/a 2017-06-21": f"{{{DONE}}}", "Q2/b 2017-06-19": "{task: T, state: cancelled, obstacles: x}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-03") == [
        ("late-report", "a", None, "2017-Q2"),
        ("overdue", "b", "T", None),
    ]
    said["Q2/b 2017-06-19"] = '{task: T, state: cancelled, evidence: ["7/QĐ"]}'
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-03") == [("late-report", "a", None, "2017-Q2")]


def test_an_amendment_inside_a_period_lets_both_leads_speak_for_it_and_asks_the_later_one(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: a, schedule: {quarter: Q2}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-05-15, changes: {T: {lead: b}}}\n'
    )
    said = {"Q2/a 2017-06-19": "{task: T, state: in_progress, obstacles: x}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-03") == [
        ("missing-report", "b", None, "2017-Q2"),
        ("overdue", "b", "T", None),
    ]
    said["Q2/b 2017-07-02"] = '{task: T, state: done, completed_on: 2017-06-28, evidence: ["1"]}'
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-03") == [("late-report", "b", None, "2017-Q2")]


def test_a_successor_that_sends_late_is_late_for_its_own_period_and_not_for_its_predecessors(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: c}",
        "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
    )
    tasks = "  - {id: T, title: t, lead: a, schedule: {year: 2017}}\n"
    at_work = "{task: T, state: in_progress}"
    said = {"Q1/a 2017-03-17": at_work, "Q2/a 2017-06-18": at_work, "Q3/c 2017-09-29": at_work}
    assert judge(run, tasks, agencies, said, "--as-of", "2017-10-02") == [("late-report", "c", None, "2017-Q3")]
    said["Q2/c 2017-07-04"] = at_work
    assert ("wrong-period", "c", None, "2017-Q2") in judge(run, tasks, agencies, said, "--as-of", "2017-10-02")


def test_of_two_leads_each_has_its_own_count_and_only_who_is_behind_is_spoken_of(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
    said = {"Q2/a 2017-06-20": f"{{{DONE}}}", "Q2/b 2017-06-20": "{task: T, state: in_progress, obstacles: x}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02") == [("overdue", "b", "T", None)]
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-02", "--format", "json")
    (row,) = run("overdue", *common).json["overdue"]
    assert row["behind"] == ["b"]
    counted = {one["agency"]: one["outcomes"] for one in run("summary", *common).json["agencies"]}
    assert (counted["a"]["done_on_time"], counted["a"]["overdue"]) == (1, 0)
    assert (counted["b"]["done_on_time"], counted["b"]["overdue"]) == (0, 1)


def test_an_old_office_keeps_its_row_for_its_reports_and_the_lists_say_who_answers(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-03-31, successor: c}",
        "{id: c, name: Sở Cầu, valid_from: 2017-04-01}",
        "{id: l, name: Sở Lúa}",
    )
    tasks = "  - {id: T, title: t, lead: a, schedule: {half: H1}}\n"
    silent = [("missing-report", "a", None, "2017-Q1")]
    assert judge(run, tasks, agencies, {"Q1/l 2017-03-15": ""}, "--as-of", "2017-04-05") == silent
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-04-05", "--format", "json")
    (row,) = run("missing", *common).json["expected"]
    assert (row["agency"], row["answers"]) == ("a", ["c"])
    rows = {one["agency"]: one for one in run("summary", *common).json["agencies"]}
    assert (rows["a"]["answers"], rows["c"]["answers"]) == (["c"], ["c"])
    assert not any(rows["a"]["outcomes"].values())
    assert rows["c"]["outcomes"]["in_time"] == 1


def test_a_withdrawn_task_asks_for_no_coordinator_and_no_evidence(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: a, coordinators: [b], schedule: {quarter: Q2}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-06-25, changes: {T: {withdrawn: true}}}\n'
    )
    said = {"Q2/a 2017-06-19": "{task: T, state: in_progress}"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-06-24") == [("missing-coordinator", "b", "T", None)]
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02") == []


def test_offices_that_have_been_merged_dispute_nothing_with_each_other(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: c}",
        "{id: b, name: Sở Biển, valid_to: 2017-06-30, successor: c}",
        "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
    )
    tasks = (
        "  - {id: T, title: t, lead: a, coordinators: [b], schedule: {year: 2017}}\n"
        "  - {id: U, title: u, lead: b, schedule: {year: 2017}}\n"
    )
    said = {
        "Q2/a 2017-06-19": "{task: T, state: in_progress, coordinated_with: [b]}",
        "Q2/b 2017-06-19": "{task: U, state: in_progress}",
    }
    disputed = ("disputed-coordination", "b", "T", None)
    assert disputed in judge(run, tasks, agencies, said, "--as-of", "2017-06-29")
    assert disputed not in judge(run, tasks, agencies, said, "--as-of", "2017-07-02")


def test_of_two_leads_done_the_later_is_late_and_both_owed_the_report_of_their_quarter(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
    said = {
        "Q3/a 2017-09-10": '{task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]}',
        "Q3/b 2017-09-10": '{task: T, state: done, completed_on: 2017-08-28, progress: 100, evidence: ["1"]}',
    }
    assert judge(run, tasks, PLAIN, said, "--quarter", "Q3") == [
        ("done-late", "b", "T", None),
        ("missing-report", "a", None, "2017-Q2"),
        ("missing-report", "b", None, "2017-Q2"),
        ("unexplained-delay", "b", "T", None),
    ]


def test_an_office_that_takes_in_another_owes_its_own_report_of_the_quarter_alone(run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-02-28, successor: c}", "{id: c, name: Sở Cầu}")
    tasks = (
        "  - {id: T, title: t, lead: a, schedule: {by: 2017-12-31}}\n"
        "  - {id: U, title: u, lead: c, schedule: {by: 2017-12-31}}\n"
    )
    said = {"Q1/a 2017-02-20": "{task: T, state: in_progress}"}
    assert judge(run, tasks, agencies, said, "--as-of", "2017-02-25") == []
    assert judge(run, tasks, agencies, said, "--as-of", "2017-04-05") == [("missing-report", "c", None, "2017-Q1")]


def test_a_gone_office_answers_for_nothing_and_what_it_sends_afterwards_is_rejected(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-02-28, successor: b}",
        "{id: b, name: Sở Biển, valid_from: 2017-03-01}",
        "{id: c, name: Sở Cầu}\ngroups:\n  - {id: nhom, name: Nhóm, members: [a, b, c], requires: all}",
    )
    tasks = "".join(
        f"  - {{id: T{number}, title: t, lead: {lead}, schedule: {{by: {day}}}}}\n"
        for number, lead, day in (
            (1, "a", "2017-01-31"),
            (2, "nhom", "2017-01-31"),
            (3, "b", "2017-01-31"),
            (4, "a", "2017-06-30"),
        )
    )
    said = {
        "Q1/c 2017-02-10": '{task: T2, state: done, completed_on: 2017-01-20, evidence: ["1"]}',
        "Q2/a 2017-06-19": '{task: T4, state: done, completed_on: 2017-06-10, evidence: ["1"]}',
    }
    late = [("overdue", "b", task, None) for task in ("T1", "T2", "T3")]
    assert judge(run, tasks, agencies, said, "--as-of", "2017-02-15") == [
        ("overdue", "a", "T1", None),
        ("overdue", "a", "T2", None),
    ]
    silent = [("missing-report", "b", None, "2017-Q1")]
    assert judge(run, tasks, agencies, said, "--as-of", "2017-04-05") == [*silent, *late]
    assert judge(run, tasks, agencies, said, "--as-of", "2017-07-05") == [
        *silent,
        ("missing-report", "b", None, "2017-Q2"),
        *late,
        ("overdue", "b", "T4", None),
        ("wrong-period", "a", None, "2017-Q2"),
    ]
