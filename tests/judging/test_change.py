"""Who is asked and who speaks where offices merge, split, begin, end, or hand a task over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import PLAIN, judge

MERGED = (
    "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: c}",
    "{id: b, name: Sở Biển, valid_to: 2017-06-30, successor: c}",
    "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
    "{id: l, name: Sở Lúa}",
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


YEAR = "  - {id: T, title: t, lead: a, schedule: {year: 2017}}\n"
AT_WORK = "{task: T, state: in_progress}"


def test_the_lead_of_a_period_may_report_on_it_after_an_amendment_has_given_the_task_to_another(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: a, schedule: {quarter: Q2}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-07-10, changes: {T: {lead: b}}}\n'
    )
    said = {"Q2/a 2017-07-20": '{task: T, state: done, completed_on: 2017-06-28, evidence: ["1"]}'}
    assert judge(run, tasks, PLAIN, said, "--quarter", "Q3") == [("late-report", "a", None, "2017-Q2")]


def test_a_new_lead_owes_reports_from_the_period_in_which_it_was_given_the_task(run: Run) -> None:
    tasks = (
        f'{YEAR}amendments:\n  - {{document: {{number: "9"}}, effective: 2017-07-12, changes: {{T: {{lead: b}}}}}}\n'
    )
    said = {f"Q{number}/a 2017-{day}": AT_WORK for number, day in ((1, "03-15"), (2, "06-15"), (3, "09-15"))}
    assert judge(run, tasks, PLAIN, said, "--quarter", "Q3") == [("missing-report", "b", None, "2017-Q3")]


def test_a_dropped_coordinator_owed_the_reports_of_the_periods_before(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: a, coordinators: [b], schedule: {year: 2017}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-07-12, changes: {T: {coordinators: []}}}\n'
    )
    said = {f"Q{number}/a 2017-{day}": AT_WORK for number, day in ((1, "03-15"), (2, "06-15"), (3, "09-15"))}
    assert judge(run, tasks, PLAIN, said, "--quarter", "Q3") == [
        ("missing-report", "b", None, "2017-Q1"),
        ("missing-report", "b", None, "2017-Q2"),
    ]


def test_an_office_that_is_gone_without_successor_is_asked_for_nothing_after_its_time(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: a, coordinators: [o], schedule: {year: 2017}}\n"
    said = {f"Q{number}/a 2017-{day}": AT_WORK for number, day in ((1, "03-15"), (2, "06-15"), (3, "09-15"))}
    agencies = (*PLAIN, "{id: o, name: Sở Cũ, valid_to: 2017-03-31}")
    assert judge(run, tasks, agencies, said, "--quarter", "Q3") == [("missing-report", "o", None, "2017-Q1")]


def test_offices_that_were_merged_owe_the_reports_of_the_periods_that_they_saw_end(run: Run) -> None:
    tasks = "".join(
        f"  - {{id: T{number}, title: t, lead: {lead}, {more}schedule: {{year: 2017}}}}\n"
        for number, lead, more in ((1, "l", "coordinators: [b], "), (2, "a", ""), (3, "b", ""))
    )
    said = {
        "Q1/a 2017-03-19": "{task: T2, state: in_progress}",
        "Q1/l 2017-03-19": "{task: T1, state: in_progress, coordinated_with: [b]}",
    }
    silent = [("missing-report", "b", None, "2017-Q1")]
    assert judge(run, tasks, MERGED, said, "--as-of", "2017-06-30") == silent, "the other's report is not its own"
    assert judge(run, tasks, MERGED, said, "--as-of", "2017-07-02") == [
        ("missing-report", "a", None, "2017-Q2"),
        *silent,
        ("missing-report", "b", None, "2017-Q2"),
        ("missing-report", "l", None, "2017-Q2"),
    ]


def test_a_task_whose_lead_has_not_begun_to_exist_is_not_begun(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: c, schedule: {by: 2017-01-31}}\n"
    said = {"Q1/l 2017-03-20": ""}
    assert "overdue" not in [one[0] for one in judge(run, tasks, MERGED, said, "--as-of", "2017-06-15")]
    assert ("overdue", "c", "T", None) in judge(run, tasks, MERGED, said, "--as-of", "2017-07-05")


def test_of_several_leads_that_are_done_the_later_completion_decides_whatever_their_progress(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
    said = {
        "Q3/a 2017-09-15": '{task: T, state: done, completed_on: 2017-06-20, evidence: ["1"]}',
        "Q3/b 2017-09-15": '{task: T, state: done, completed_on: 2017-08-28, progress: 100, evidence: ["1"]}',
    }
    late = [one for one in judge(run, tasks, PLAIN, said, "--quarter", "Q3") if one[0] == "done-late"]
    assert late == [("done-late", "b", "T", None)]


def test_what_several_leads_delivered_is_added_up(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}, deliverables: [{name: Lớp, quantity: 2}]}\n"
    done = 'task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]'
    said = {
        "Q2/a 2017-06-15": f"{{{done}, deliverables: [{{name: Lớp, quantity: 2}}]}}",
        "Q2/b 2017-06-15": f"{{{done}}}",
    }
    assert judge(run, tasks, PLAIN, said, "--quarter", "Q2", "--ignore", "missing-report") == []
    said["Q2/a 2017-06-15"] = f"{{{done}, deliverables: [{{name: Lớp, quantity: 1}}]}}"
    short = judge(run, tasks, PLAIN, said, "--quarter", "Q2", "--ignore", "missing-report")
    assert [one[0] for one in short] == ["short-delivery"]


def test_a_correction_of_a_report_that_came_in_time_is_not_late(run: Run) -> None:
    said = {"Q1/a 2017-03-15": AT_WORK}
    assert judge(run, YEAR, PLAIN, said, "--quarter", "Q1") == []
    first = Path("reports/Q1/a.yaml")
    (first.parent / "b.yaml").write_text(first.read_text("utf-8").replace("2017-03-15", "2017-03-28"), "utf-8")
    assert judge(run, YEAR, PLAIN, said, "--quarter", "Q1") == []


def test_an_heir_that_an_amendment_leaves_as_the_only_lead_stands_at_what_it_inherited(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-05-31, successor: [b, c]}",
        "{id: b, name: Sở Biển, valid_from: 2017-06-01}",
        "{id: c, name: Sở Cầu, valid_from: 2017-06-01}",
    )
    tasks = (
        "  - {id: T, title: t, lead: a, schedule: {quarter: Q1}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-07-10, changes: {T: {lead: b}}}\n'
    )
    said = {"Q1/a 2017-03-20": '{task: T, state: done, completed_on: 2017-03-10, evidence: ["1"]}'}
    assert judge(run, tasks, agencies, said, "--as-of", "2017-07-09") == []
    assert judge(run, tasks, agencies, said, "--as-of", "2017-07-15") == []
