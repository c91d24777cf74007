"""Who is asked and who speaks: by the day and by the period, of old and new leads, coordinators and offices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, amended, found, judge, outcomes, put, task

Q2, YEAR = task("quarter: Q2"), task("year: 2017")
OVERDUE = ("overdue", "a", "T", None)
SPOKE = ("overdue",)
MERGED = (
    "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: c}",
    "{id: b, name: Sở Biển, valid_to: 2017-06-30, successor: c}",
    "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
    "{id: l, name: Sở Lúa}",
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_which_tasks_and_occurrences_there_are_goes_by_the_day_of_judgement(run: Run) -> None:
    put(Q2 + amended("2017-06-20 T: {schedule: {every: half}}"), PLAIN, {"Q1/b 2017-03-19": ""})
    assert outcomes(run, "--as-of", "2017-06-19") == {"in_time": 1}, "the second quarter"
    assert outcomes(run, "--as-of", "2017-06-20") == {"in_time": 1, "not_begun": 1}, "two halves"


def test_a_withdrawn_task_is_asked_for_no_report_no_coordinator_and_no_evidence_of_its_cancelling(run: Run) -> None:
    tasks = task("year: 2017", more=", coordinators: [b]") + amended("2017-07-02 T: {withdrawn: true}")
    said = {"Q1/a 2017-03-19": AT_WORK, "Q2/c 2017-06-19": ""}
    rules = ("missing-report", "missing-coordinator", "no-evidence", "unreported-task")
    before = [
        ("missing-coordinator", "b", "T", None),
        ("missing-report", "a", None, "2017-Q2"),
        ("missing-report", "b", None, "2017-Q1"),
        ("missing-report", "b", None, "2017-Q2"),
    ]
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-01", rules=rules) == before
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02", rules=rules) == []
    said = {"Q2/a 2017-06-19": "{task: T, state: cancelled}"}
    assert ("no-evidence", "a", "T", None) in judge(run, tasks, PLAIN, said, "--as-of", "2017-07-01", rules=rules)
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-02", rules=rules) == []


@pytest.mark.parametrize(("lead", "day"), [("b", "2017-06-30"), ("a", "2017-07-01")])
def test_the_leads_for_a_period_are_those_on_its_last_day(lead: str, day: str, run: Run) -> None:
    tasks = YEAR + amended(f"{day} T: {{lead: b}}")
    said = {"Q1/a 2017-03-19": AT_WORK}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-05") == [("missing-report", lead, None, "2017-Q2")]


@pytest.mark.parametrize(("coordinator", "day"), [("c", "2017-06-30"), ("b", "2017-07-01")])
def test_the_coordinators_for_a_period_are_those_on_its_last_day(coordinator: str, day: str, run: Run) -> None:
    tasks = task("quarter: Q2", more=", coordinators: [b]") + amended(f"{day} T: {{coordinators: [c]}}")
    said = {"Q1/a 2017-03-19": "", "Q2/a 2017-06-19": DONE, "Q1/b 2017-03-19": ""}
    rules = ("missing-report", "missing-coordinator")
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-05", rules=rules) == [
        ("missing-coordinator", coordinator, "T", None),
        ("missing-report", coordinator, None, "2017-Q2"),
    ]


def test_for_a_period_that_is_not_over_the_leads_and_coordinators_are_those_on_the_day(run: Run) -> None:
    tasks = (
        task("year: 2017", more=", coordinators: [b]")
        + task("year: 2017", identity="U", lead="b")
        + amended("2017-06-10 T: {lead: c, coordinators: [a]}")
    )
    said = {"Q1/a 2017-03-19": AT_WORK, "Q1/b 2017-03-19": "{task: U, state: in_progress}"}
    said |= {"Q2/a 2017-06-05": "", "Q2/b 2017-06-05": "{task: U, state: in_progress}"}
    rules = ("unreported-task", "missing-coordinator")
    left = ("unreported-task", "a", "T", "2017-Q2")
    asked = ("missing-coordinator", "b", "T", None)
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-06-09", rules=rules) == [asked, left]
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-06-10", rules=rules) == [asked], "c leads since"


def test_the_agency_named_is_asked_and_once_its_time_is_over_its_successors_before_its_time_nobody(run: Run) -> None:
    tasks = task("year: 2017", more=", coordinators: [k]") + task("year: 2017", identity="U", lead="k")
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: [b, c]}",
        "{id: b, name: Sở Biển, valid_from: 2017-07-01}",
        "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
        "{id: k, name: Sở Khe, valid_from: 2017-07-01}",
        "{id: l, name: Sở Lúa}",
    )
    missing = judge(run, tasks, agencies, {"Q1/l 2017-03-19": ""}, "--as-of", "2017-10-01", rules=("missing-report",))
    assert [(agency, period) for _, agency, _, period in missing] == [
        ("a", "2017-Q1"),
        ("a", "2017-Q2"),
        ("b", "2017-Q3"),
        ("c", "2017-Q3"),
        ("k", "2017-Q3"),
    ]


def test_missing_coordinator_goes_by_the_period_of_the_entry_that_decides_whatever_the_day(run: Run) -> None:
    tasks = task("quarter: Q2", more=", coordinators: [b]") + amended("2017-07-03 T: {coordinators: [c]}")
    for submitted in ("2017-06-19", "2017-07-04"):
        said = {f"Q2/a {submitted}": DONE}
        assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01", rules=("missing-coordinator",)) == [
            ("missing-coordinator", "b", "T", None)
        ]


@pytest.mark.parametrize("submitted", ["2017-06-19", "2017-07-10"])
def test_not_assigned_unreported_and_disputed_go_by_the_period_of_the_report_and_not_by_its_day(
    submitted: str, run: Run
) -> None:
    tasks = (
        task("year: 2017", more=", coordinators: [b]")
        + task("year: 2017", identity="U", lead="c")
        + amended("2017-07-05 T: {lead: c, coordinators: []}")
    )
    mine = "{task: T, state: in_progress, coordinated_with: [b]}"
    own = "{task: U, state: in_progress}"
    rules = ("not-assigned", "unreported-task", "disputed-coordination")
    said = {f"Q2/a {submitted}": mine, f"Q2/b {submitted}": AT_WORK, f"Q2/c {submitted}": own}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-20", rules=rules) == []
    said[f"Q2/a {submitted}"], said[f"Q2/b {submitted}"] = "", own
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-20", rules=rules) == [
        ("disputed-coordination", "b", "U", None),
        ("not-assigned", "b", "U", None),
        ("unreported-task", "a", "T", "2017-Q2"),
    ]


def test_whoever_led_or_coordinated_on_another_day_of_the_period_has_a_part_and_speaks_as_a_lead(run: Run) -> None:
    tasks = task("quarter: Q2", more=", coordinators: [c]") + amended("2017-05-02 T: {lead: b, coordinators: []}")
    rules = ("not-assigned", "overdue", "disputed-coordination", "missing-coordinator")
    said = {"Q2/a 2017-06-19": DONE, "Q2/c 2017-06-19": AT_WORK}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-05", rules=rules) == [
        ("disputed-coordination", "c", "T", None)
    ], "the lead until May did the work, and did not name c, who coordinated until May"


def test_a_report_is_not_short_of_what_its_sender_came_to_lead_after_handing_it_in(run: Run) -> None:
    tasks = task("year: 2017", identity="U", lead="b") + YEAR
    said = {"Q2/b 2017-06-19": "{task: U, state: in_progress}"}
    for day, expected in (("2017-06-20", []), ("2017-06-19", [("unreported-task", "b", "T", "2017-Q2")])):
        changed = tasks + amended(f"{day} T: {{lead: b}}")
        assert judge(run, changed, PLAIN, said, "--as-of", "2017-07-05", rules=("unreported-task",)) == expected


def test_a_report_counts_for_what_its_sender_led_itself_and_never_as_anothers_report(run: Run) -> None:
    tasks = task("quarter: Q2", lead="a") + task("quarter: Q2", identity="U", lead="b")
    both = f"{DONE}, {DONE.replace('T,', 'U,')}"
    assert judge(run, tasks, MERGED, {"Q2/a 2017-06-19": both}, "--as-of", "2017-07-05", rules=SPOKE) == [
        ("overdue", "c", "U", None)
    ]
    assert ("missing-report", "b", None, "2017-Q2") in found(run, "--as-of", "2017-07-05")


def test_a_lead_that_took_over_stands_at_its_newest_entry_for_a_period_that_ended_after_it_took_over(run: Run) -> None:
    tasks = YEAR + amended("2017-05-02 T: {lead: b}")
    theirs = DONE.replace("06-10", "03-10")
    said = {"Q1/a 2017-03-19": theirs, "Q1/b 2017-03-19": AT_WORK}
    put(tasks, PLAIN, said)
    assert outcomes(run, "--as-of", "2017-07-05") == {"done_on_time": 1}, "b spoke of it before it led"
    put(tasks, PLAIN, said | {"Q2/b 2017-06-19": AT_WORK})
    assert outcomes(run, "--as-of", "2017-07-05") == {"in_time": 1}


def test_before_it_has_one_it_stands_at_the_least_advanced_of_those_whose_part_it_took_over(run: Run) -> None:
    tasks = task("quarter: Q2", lead="[a, b]")
    said = {"Q2/a 2017-06-19": DONE, "Q2/b 2017-06-19": AT_WORK}
    late = [("overdue", "c", "T", None)]
    assert judge(run, tasks, MERGED, said, "--as-of", "2017-07-05", rules=SPOKE) == late
    said["Q2/b 2017-06-19"] = DONE
    assert judge(run, tasks, MERGED, said, "--as-of", "2017-07-05", rules=SPOKE) == []
    del said["Q2/b 2017-06-19"]
    assert judge(run, tasks, MERGED, said, "--as-of", "2017-07-05", rules=SPOKE) == late, "one of them was silent"


def test_its_own_earlier_entries_are_among_them(run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: b}", "{id: b, name: Sở Biển}")
    tasks = task("quarter: Q2", lead="[a, b]")
    late = [("overdue", "b", "T", None)]
    for mine, theirs, expected in ((DONE, AT_WORK, late), (AT_WORK, DONE, late), (DONE, DONE, [])):
        said = {"Q2/b 2017-06-19": mine, "Q2/a 2017-06-19": theirs}
        assert judge(run, tasks, agencies, said, "--as-of", "2017-07-05", rules=SPOKE) == expected
    said = {"Q2/b 2017-06-19": AT_WORK, "Q2/a 2017-06-19": AT_WORK, "Q3/b 2017-09-19": DONE}
    assert judge(run, tasks, agencies, said, "--as-of", "2017-10-01", rules=SPOKE) == [], "a newer one of its own"


def test_a_lead_that_stays_takes_over_the_part_of_one_that_is_replaced_only_where_nobody_comes_in_its_place(
    run: Run,
) -> None:
    for lead, expected in (("[c, a]", []), ("[a]", [("overdue", "a", "T", None)])):
        tasks = task("by: 2017-06-10", lead="[b, a]") + amended(f"2017-07-01 T: {{lead: {lead}}}")
        said = {"Q1/a 2017-03-19": DONE.replace("06-10", "03-10"), "Q2/b 2017-06-19": "{task: T, state: not_started}"}
        if "c" in lead:
            said["Q3/c 2017-09-19"] = DONE
        assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01", rules=SPOKE) == expected


@pytest.mark.parametrize(("expected", "submitted"), [([], "2017-09-20"), ([("overdue", "b", "T", None)], "2017-09-19")])
def test_a_done_of_theirs_for_an_earlier_period_that_came_in_later_decides_as_its_own_would(
    expected: list[tuple[str, str, str, None]], submitted: str, run: Run
) -> None:
    tasks = Q2 + amended("2017-07-05 T: {lead: b}")
    said = {f"Q2/a {submitted}": DONE, "Q3/b 2017-09-19": AT_WORK}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-10-01", rules=SPOKE) == expected


def test_a_name_among_those_that_took_part_stands_for_its_predecessors_and_successors_too(run: Run) -> None:
    tasks = task("year: 2017", lead="l", more=", coordinators: [a]")
    at_work = "{task: T, state: in_progress, coordinated_with: [%s]}"
    rules = ("missing-coordinator", "unknown-coordinator")
    for period, named in (("Q2/l 2017-06-19", "c"), ("Q3/l 2017-09-19", "a"), ("Q3/l 2017-09-19", "c")):
        assert judge(run, tasks, MERGED, {period: at_work % named}, "--as-of", "2017-10-01", rules=rules) == [], named
    missing = judge(run, tasks, MERGED, {"Q2/l 2017-06-19": at_work % "l"}, "--as-of", "2017-10-01", rules=rules)
    assert missing == [("missing-coordinator", "a", "T", None)]


def test_a_group_that_a_lead_names_stands_for_its_members_of_any_day(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-09-30}",
        "{id: b, name: Sở Biển}",
        "{id: l, name: Sở Lúa}\ngroups:\n  - {id: nhom, name: Nhóm, members: [a, b]}",
    )
    tasks = task("year: 2017", lead="l", more=", coordinators: [a]")
    said = {
        "Q1/l 2017-03-19": "{task: T, state: in_progress, coordinated_with: [nhom]}",
        "Q1/a 2017-03-19": AT_WORK,
    }
    for day in ("2017-05-01", "2018-01-01"):
        assert judge(run, tasks, agencies, said, "--as-of", day, rules=("disputed-coordination",)) == []
    said["Q1/l 2017-03-19"] = "{task: T, state: in_progress, coordinated_with: [b]}"
    more = task("year: 2017", lead="l")
    assert judge(run, more, agencies, said, "--as-of", "2018-01-01", rules=("disputed-coordination",)) != []


def test_an_office_that_has_since_become_part_of_the_lead_disputes_nothing_with_it(run: Run) -> None:
    tasks = task("year: 2017", more=", coordinators: [b]") + task("year: 2017", identity="U", lead="b")
    said = {"Q2/a 2017-06-19": AT_WORK, "Q2/b 2017-06-19": "{task: T, state: in_progress}"}
    named = said | {
        "Q2/a 2017-06-19": "{task: T, state: in_progress, coordinated_with: [b]}",
        "Q2/b 2017-06-19": "{task: U, state: in_progress}",
    }
    rules = ("disputed-coordination",)
    assert judge(run, tasks, MERGED, named, "--as-of", "2017-06-30", rules=rules) != []
    for world in (said, named):
        assert judge(run, tasks, MERGED, world, "--as-of", "2017-07-01", rules=rules) == []


def test_who_must_answer_for_what_is_overdue_leads_on_the_day(run: Run) -> None:
    tasks = Q2 + amended("2017-07-10 T: {lead: b}")
    said = {"Q2/a 2017-06-19": AT_WORK}
    for day, lead in (("2017-07-09", "a"), ("2017-07-10", "b")):
        put(tasks, PLAIN, said)
        common = ("reports", "--plan", "plan.yaml", "--as-of", day, "--format", "json")
        (row,) = run("overdue", *common).json["overdue"]
        assert (row["lead"], row["behind"]) == ([lead], [lead])


@pytest.mark.parametrize(
    ("expected", "item"), [([], DONE), ([OVERDUE], AT_WORK)], ids=["it was done", "it was in progress"]
)
def test_where_all_leads_are_gone_without_successor_it_is_judged_as_they_left_it(
    expected: list[tuple[str, str, str, None]], item: str, run: Run
) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-06-25}", *PLAIN[1:])
    assert judge(run, Q2, agencies, {"Q2/a 2017-06-19": item}, "--as-of", "2017-07-05", rules=SPOKE) == expected


def test_who_follows_a_lead_on_the_day_of_an_amendment_does_not_come_in_the_place_of_another(run: Run) -> None:
    agencies = (
        "{id: a, name: Sở Ánh}",
        "{id: b, name: Sở Biển}",
        "{id: c, name: Sở Cầu, valid_to: 2017-06-30, successor: d}",
        "{id: d, name: Sở Đá, valid_from: 2017-07-01}",
    )
    done = {"Q1/a 2017-03-19": DONE.replace("06-10", "03-10"), "Q1/c 2017-03-19": DONE.replace("06-10", "03-10")}
    said = {**done, "Q2/b 2017-06-19": "{task: T, state: not_started}"}
    for day in ("2017-06-25", "2017-07-01", "2017-07-02"):
        lead = "[a, c]" if day < "2017-07" else "[a, d]"
        tasks = task("by: 2017-06-10", lead="[a, b, c]") + amended(f"{day} T: {{lead: {lead}}}")
        late = judge(run, tasks, agencies, said, "--as-of", "2017-10-01", rules=SPOKE)
        assert late == [("overdue", "a", "T", None)], day


def test_for_a_period_at_whose_end_nobody_leads_coordinators_owe_no_report(run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-04-01}", *PLAIN[1:])
    tasks = task("year: 2017", more=", coordinators: [b]")
    owed = [("missing-report", "a", None, "2017-Q1")]
    said = {"Q1/b 2017-03-19": ""}
    assert judge(run, tasks, agencies, said, "--as-of", "2017-10-01", rules=("missing-report",)) == owed


def test_of_several_leads_one_whose_own_part_is_done_or_cancelled_is_asked_for_no_further_report_on_it(
    run: Run,
) -> None:
    tasks = task("quarter: Q1", lead="[a, b, c]")
    done = DONE.replace("06-10", "03-10")
    cancelled = '{task: T, state: cancelled, evidence: ["2"]}'
    said = {"Q1/a 2017-03-19": done, "Q1/b 2017-03-19": cancelled, "Q1/c 2017-03-19": AT_WORK}
    rules = ("missing-report", "unreported-task")
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-01", rules=rules) == [
        ("missing-report", "c", None, "2017-Q2")
    ]
    said |= {f"Q2/{one} 2017-06-19": "" for one in "abc"}
    assert judge(run, tasks, PLAIN, said, "--as-of", "2017-07-01", rules=rules) == [
        ("unreported-task", "c", "T", "2017-Q2")
    ]


def test_in_the_summary_each_lead_is_counted_by_its_own_entries_and_each_member_of_a_group_by_the_groups(
    run: Run,
) -> None:
    agencies = (*PLAIN, "{id: d, name: Sở Đá}\ngroups:\n  - {id: nhom, name: Nhóm, members: [b, c]}")
    said = {"Q2/a 2017-06-19": AT_WORK, "Q2/b 2017-06-19": DONE}
    put(task("quarter: Q2", lead="[a, nhom]"), agencies, said)
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-05", "--format", "json")
    rows = {one["agency"]: one["outcomes"] for one in run("summary", *common).json["agencies"]}
    counted = {
        agency: {name for name, number in row.items() if number} for agency, row in rows.items() if any(row.values())
    }
    assert counted == {"a": {"overdue"}, "b": {"done_on_time"}, "c": {"done_on_time"}}
    (row,) = run("overdue", *common).json["overdue"]
    assert row["behind"] == ["a"], "findings and lists name the leads that are behind"


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


def test_a_waiver_of_an_office_that_is_gone_holds_for_its_tasks_and_for_no_report_of_another(run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_to: 2017-05-31, successor: b}", "{id: b, name: Sở Biển}")
    tasks = task("quarter: Q1", lead="[a, b]")
    Path("w.yaml").write_text(
        "schema: ttdn/waivers/1\nwaivers:\n"
        + "".join(
            f"  - {{rule: {rule}, agency: a, reason: x, authority: y, until: 2018-12-31}}\n"
            for rule in ("missing-report", "overdue")
        ),
        "utf-8",
    )
    Path("ttdn.toml").write_text('waivers = "w.yaml"\n', "utf-8")
    put(tasks, agencies, {"Q1/a 2017-03-19": AT_WORK, "Q1/b 2017-03-19": AT_WORK})
    common = ("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-07-05", "--format", "json")
    told = run(*common, "--select", "missing-report,overdue").json
    assert [(one["rule"], one["agency"], one["period"]) for one in told["findings"]] == [
        ("missing-report", "b", "2017-Q2")
    ]
    assert [(one["rule"], one["agency"]) for one in told["waived"]] == [("overdue", "b")]
