"""What an entry counts as, which one decides, who is asked and who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, judge, put, task

Q2 = "  - {id: T, title: t, lead: a, schedule: {quarter: Q2}}\n"
BOTH = "  - {id: T, title: t, lead: [a, b], schedule: {quarter: Q2}}\n"
YEAR = "  - {id: T, title: t, lead: a, schedule: {year: 2017}}\n"
CANCELLED = '{task: T, state: cancelled, evidence: ["2"]}'
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


def test_a_cancelled_without_evidence_counts_as_not_started(run: Run) -> None:
    assert lead_of(run, "{task: T, state: cancelled}", AT_WORK) == "a", "less than what is in progress"
    assert judge(run, Q2, PLAIN, {"Q2/a 2017-06-19": "{task: T, state: cancelled, obstacles: x}"}, *JULY) == OVERDUE


def test_of_two_in_progress_the_lower_progress_decides_and_none_given_is_0(run: Run) -> None:
    share = "{task: T, state: in_progress, progress: %s}"
    assert (lead_of(run, share % 41, share % 40), lead_of(run, share % 40, share % 41)) == ("b", "a")
    assert (lead_of(run, share % 1, AT_WORK), lead_of(run, AT_WORK, share % 1)) == ("b", "a")


def test_of_two_that_are_done_the_later_completion_decides_and_done_is_the_whole_whatever_its_progress(
    run: Run,
) -> None:
    early, late = (DONE.replace("06-10", day) for day in ("07-01, progress: 100", "07-03"))
    for mine, theirs, decides in ((early, late, "b"), (late, early, "a")):
        said = {"Q2/a 2017-07-04": mine, "Q2/b 2017-07-04": theirs}
        assert ("done-late", decides, "T", None) in judge(run, BOTH, PLAIN, said, *JULY)


def test_of_equals_the_first_in_the_order_of_the_plan_decides(run: Run) -> None:
    assert lead_of(run, AT_WORK, AT_WORK) == "a"
    caught = DONE.replace("06-10", "06-10, progress: 0")
    assert lead_of(run, AT_WORK, caught) == "a", "the day of a claim that counts as in progress says nothing"
    said = {"Q2/a 2017-06-19": AT_WORK, "Q2/b 2017-06-18": AT_WORK}
    put(BOTH.replace("[a, b]", "[b, a]"), PLAIN, said)
    (one,) = run(*("check", "reports", "--plan", "plan.yaml", *JULY, "--select", "overdue", "--format", "json")).json[
        "findings"
    ]
    assert (one["path"], one["behind"]) == ("reports/Q2/b.yaml", ["b", "a"])


ANY = (*PLAIN[:2], "{id: c, name: Sở Cầu}\ngroups:\n  - {id: nhom, name: Nhóm, members: [a, b], requires: any}")


@pytest.mark.parametrize(
    ("decides", "mine", "theirs"),
    [
        ("b", "{task: T, state: not_started}", AT_WORK),
        ("a", "{task: T, state: in_progress, progress: 60}", AT_WORK),
        ("a", "{task: T, state: not_started}", CANCELLED),
        ("a", AT_WORK, CANCELLED),
        ("b", "", AT_WORK),
        (None, DONE, AT_WORK),
        (None, DONE, CANCELLED),
        (None, DONE, ""),
    ],
)
def test_of_a_group_of_which_any_may_answer_the_most_advanced_speaks_and_cancelled_is_the_least_of_all(
    decides: str | None, mine: str, theirs: str, run: Run
) -> None:
    said = {f"Q2/{one} 2017-06-19": item for one, item in zip("ab", (mine, theirs), strict=True) if item}
    put(Q2.replace("lead: a", "lead: nhom"), ANY, said)
    findings = run(*("check", "reports", "--plan", "plan.yaml", *JULY, "--select", "overdue", "--format", "json")).json[
        "findings"
    ]
    assert [one["path"] for one in findings] == ([f"reports/Q2/{decides}.yaml"] if decides else [])


MADE = task("quarter: Q2", lead="[a, nhom]", more=", deliverables: [{name: Lớp, quantity: 3}]")
SHORT = ("short-delivery",)


def made(number: int, more: str = "") -> str:
    """Return a claim of done with what was delivered."""
    return DONE.replace("}", f", deliverables: [{{name: Lớp, quantity: {number}}}]{more}}}")


def test_quantities_in_an_entry_are_totals_and_not_added_to_older_ones(run: Run) -> None:
    tasks = MADE.replace("[a, nhom]", "a")
    said = {"Q2/a 2017-06-19": made(2), "Q3/a 2017-09-19": made(2)}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01", rules=SHORT) == [("short-delivery", "a", "T", None)]
    said["Q3/a 2017-09-19"] = made(3)
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01", rules=SHORT) == []


@pytest.mark.parametrize(
    ("number", "third"),
    [
        (0, made(1)),
        (0, "{task: T, state: in_progress, deliverables: [{name: Lớp, quantity: 1}]}"),
        (1, made(0)),
        (1, made(1, ", progress: 50")),
        (1, made(1).replace("06-10", "06-25")),
    ],
    ids=["of a member", "of a member at work", "too few", "caught by its progress", "caught by its day"],
)
def test_delivered_is_the_sum_over_the_newest_entries_of_all_leads_and_members_without_those_that_are_caught(
    number: int, third: str, run: Run
) -> None:
    agencies = (*PLAIN[:2], "{id: c, name: Sở Cầu}\ngroups:\n  - {id: nhom, name: Nhóm, members: [b, c]}")
    said = {"Q2/a 2017-06-19": made(1), "Q2/b 2017-06-19": made(1), "Q2/c 2017-06-19": third}
    assert len(judge(run, MADE, agencies, said, *JULY, rules=SHORT)) == number


def test_where_an_entry_speaks_of_several_occurrences_each_finding_names_the_one_that_it_is_about(run: Run) -> None:
    moved = 'amendments:\n  - {document: {number: "9"}, effective: 2017-06-20, changes: {T: {schedule: {%s}}}}\n'
    tasks = task("quarter: Q2", more=", coordinators: [b], deliverables: [{name: Lớp, quantity: 2}]")
    claim = "{task: T, occurrence: 2017-Q2, state: done, completed_on: 2017-06-10}"
    put(tasks + moved % "every: month, from: 2017-04-01, to: 2017-06-30", PLAIN, {"Q2/a 2017-06-19": claim})
    said = run("check", "reports", "--plan", "plan.yaml", *JULY, "--format", "json", "--lang", "en").json["findings"]
    months = ("2017-04", "2017-05", "2017-06")
    for rule, expected in (
        ("done-late", months[:2]),
        ("unexplained-delay", months[:2]),
        ("missing-coordinator", months),
        ("short-delivery", months),
        ("no-evidence", months),
    ):
        found = [one for one in said if one["rule"] == rule]
        assert sorted(one["occurrence"] for one in found) == list(expected), rule
        assert all(f"({one['occurrence']})" in one["message"] for one in found), rule


def test_what_is_taken_back_is_told_of_the_occurrence_that_it_was(run: Run) -> None:
    moved = 'amendments:\n  - {document: {number: "9"}, effective: 2017-04-01, changes: {T: {schedule: {%s}}}}\n'
    claim = "{task: T, occurrence: 2017-Q2, state: done, completed_on: 2017-03-10}"
    tasks = YEAR + moved % "every: quarter"
    put(
        tasks, PLAIN, {"Q1/a 2017-04-02": claim, "Q2/a 2017-06-19": "{task: T, occurrence: '2017', state: not_started}"}
    )
    said = run("check", "reports", "--plan", "plan.yaml", *JULY, "--select", "regressed", "--format", "json").json
    assert [one["occurrence"] for one in said["findings"]] == ["2017-Q2"]
