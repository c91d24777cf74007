"""What an entry counts as, which one decides, who is asked and who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, judge

Q2 = "  - {id: T, title: t, lead: a, schedule: {quarter: Q2}}\n"
BOTH = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
YEAR = "  - {id: T, title: t, lead: a, schedule: {year: 2017}}\n"
JULY = ("--as-of", "2017-07-05", "--ignore", "missing-report", "--ignore", "late-report")
OVERDUE = [("overdue", "a", "T", None)]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lead_of(run: Run, *items: str) -> str | None:
    """Return which of two leads, a or b, is behind in Q2 by what they said; None when nobody is."""
    said = {f"Q2/{name} 2017-06-19": item for name, item in zip("ab", items, strict=True) if item}
    if not said:
        return None
    for path in Path("reports").glob("*/*.yaml"):
        path.unlink()
    found = [one for one in judge(run, BOTH, PLAIN, said, *JULY) if one[0] == "overdue"]
    place = run("check", "reports", "--plan", "plan.yaml", *JULY, "--select", "overdue", "--format", "json").json
    decides = [one["path"] for one in place["findings"]]
    assert len(decides) == len(found)
    return decides[0].rpartition("/")[2].removesuffix(".yaml") if decides else None


@pytest.mark.parametrize(
    "wrong",
    ["completed_on: 2017-06-28", "completed_on: 2016-12-01", "completed_on: 2017-06-10, progress: 80"],
    ids=["after-submission", "before-the-plan", "contradiction"],
)
def test_a_done_that_is_caught_counts_as_in_progress(wrong: str, run: Run) -> None:
    said = {"Q2/a 2017-06-19": f'{{task: T, state: done, {wrong}, evidence: ["1"], obstacles: x}}'}
    assert judge(run, Q2, PLAIN, said, *JULY) == OVERDUE


def test_a_done_that_was_completed_on_the_day_or_after_it_counts_as_in_progress(run: Run) -> None:
    tasks = Q2.replace("quarter: Q2", "by: 2017-06-20")
    said = {"Q2/a 2017-07-03": '{task: T, state: done, completed_on: 2017-07-02, evidence: ["1"], obstacles: x}'}
    common = ("--ignore", "missing-report", "--ignore", "late-report")
    assert ("done-late", "a", "T", None) in judge(run, tasks, PLAIN, said, "--as-of", "2017-07-03", *common)
    said = {"Q2/a 2017-07-02": '{task: T, state: done, completed_on: 2017-07-02, evidence: ["1"], obstacles: x}'}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02", *common) == OVERDUE


def test_a_leads_newest_entry_is_that_in_its_newest_report_by_period(run: Run) -> None:
    said = {"Q1/a 2017-03-20": AT_WORK, "Q2/a 2017-06-19": DONE}
    assert judge(run, Q2, PLAIN, said, *JULY) == []
    said = {"Q2/a 2017-06-19": AT_WORK, "Q3/a 2017-09-19": DONE}
    assert judge(run, Q2, PLAIN, said, "--as-of", "2017-10-01", "--ignore", "missing-report") == []


def test_a_done_for_an_earlier_period_that_came_in_on_a_later_day_goes_before_the_newest(run: Run) -> None:
    said = {"Q2/a 2017-09-25": DONE, "Q3/a 2017-09-19": AT_WORK}
    common = ("--as-of", "2017-10-01", "--ignore", "missing-report", "--ignore", "late-report")
    assert judge(run, Q2, PLAIN, said, *common) == []
    said = {"Q2/a 2017-06-19": DONE, "Q3/a 2017-09-19": AT_WORK}
    Path("reports/Q2/a.yaml").unlink()
    assert judge(run, Q2, PLAIN, said, *common) == OVERDUE, "what came in earlier is reopened"


def test_of_several_leads_the_least_advanced_decides(run: Run) -> None:
    order = [
        "{task: T, state: not_started}",
        "{task: T, state: in_progress, progress: 20}",
        "{task: T, state: in_progress, progress: 60}",
        '{task: T, state: cancelled, evidence: ["2"]}',
        DONE,
    ]
    for number, less in enumerate(order[:3]):
        for more in order[number + 1 :]:
            assert (lead_of(run, less, more), lead_of(run, more, less)) == ("a", "b"), (less, more)
    assert lead_of(run, order[3], DONE) is None
    assert lead_of(run, "", DONE) == "plan", "nobody has been heard: there is no entry that decides"


def test_of_a_group_that_requires_all_each_member_is_a_lead(run: Run) -> None:
    agencies = (
        *PLAIN[:2],
        "{id: c, name: Sở Cầu}\ngroups:\n  - {id: nhom, name: Nhóm, members: [a, b], requires: all}",
    )
    tasks = Q2.replace("lead: a", "lead: nhom")
    said = {"Q2/a 2017-06-19": DONE, "Q2/b 2017-06-19": AT_WORK}
    assert judge(run, tasks, agencies, said, *JULY) == [("overdue", "b", "T", None)]


def test_an_entry_for_an_occurrence_that_was_moved_speaks_of_the_one_in_its_place(run: Run) -> None:
    moved = 'amendments:\n  - {document: {number: "9"}, effective: 2017-06-20, changes: {T: {schedule: {%s}}}}\n'
    said = {"Q2/a 2017-06-19": DONE.replace("T,", "T, occurrence: 2017-Q2,")}
    assert judge(run, Q2 + moved % "by: 2017-06-30", PLAIN, said, *JULY) == [], "it had one, and has one"
    months = judge(run, Q2 + moved % "every: month, from: 2017-04-01, to: 2017-06-30", PLAIN, said, *JULY)
    assert [one[0] for one in months] == ["done-late"] * 2 + ["unexplained-delay"] * 2, "of April, May and June"
    year = YEAR.replace("year: 2017", "every: quarter") + moved % "every: half"
    assert judge(run, year, PLAIN, {"Q1/a 2017-03-19": DONE.replace("06-10", "03-10")}, *JULY) == OVERDUE, "for nothing"


def test_a_report_is_not_short_of_what_its_sender_came_to_lead_after_handing_it_in(run: Run) -> None:
    tasks = (
        "  - {id: U, title: u, lead: b, schedule: {year: 2017}}\n"
        "  - {id: T, title: t, lead: a, schedule: {year: 2017}}\n"
        'amendments:\n  - {document: {number: "9"}, effective: 2017-06-%s, changes: {T: {lead: b}}}\n'
    )
    said = {"Q2/b 2017-06-19": "{task: U, state: in_progress}"}
    short = ("unreported-task", "b", "T", None)
    assert short not in [(*one[:3], None) for one in judge(run, tasks % 20, PLAIN, said, *JULY)]
    assert short in [(*one[:3], None) for one in judge(run, tasks % 19, PLAIN, said, *JULY)]


def test_what_an_office_left_without_a_successor_is_judged_as_it_left_it(run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-06-25}", *PLAIN[1:])
    assert judge(run, Q2, agencies, {"Q2/a 2017-06-19": DONE}, *JULY) == []
    Path("reports/Q2/a.yaml").unlink()
    assert judge(run, Q2, agencies, {"Q2/a 2017-06-20": AT_WORK}, *JULY) == OVERDUE


def test_a_successor_may_hand_in_what_its_predecessor_owes_in_the_predecessors_name(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-03-31, successor: c}",
        "{id: c, name: Sở Cầu, valid_from: 2017-04-01}",
        "{id: l, name: Sở Lúa}",
    )
    said = {"Q1/l 2017-03-19": ""}
    assert judge(run, YEAR, agencies, said, "--as-of", "2017-04-20") == [("missing-report", "a", None, "2017-Q1")]
    said["Q1/a 2017-04-10"] = "{task: T, state: in_progress}"
    assert judge(run, YEAR, agencies, said, "--as-of", "2017-04-20") == [("late-report", "a", None, "2017-Q1")]


def test_a_lead_that_has_done_its_part_is_asked_for_no_further_report_on_it(run: Run) -> None:
    said = {"Q2/a 2017-06-19": DONE, "Q2/b 2017-06-19": AT_WORK}
    common = ("--as-of", "2017-10-01", "--ignore", "overdue")
    assert judge(run, BOTH, PLAIN, said, *common) == [("missing-report", "b", None, "2017-Q3")]


def test_work_that_is_opened_again_is_active_again(run: Run) -> None:
    tasks = YEAR.replace("year: 2017", "ongoing: true")
    said = {"Q1/a 2017-03-19": DONE.replace("06-10", "03-10")}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02") == []
    said["Q2/a 2017-06-19"] = "{task: T, state: in_progress}"
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-02") == [("missing-report", "a", None, "2017-Q3")]
