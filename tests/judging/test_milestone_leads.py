"""A milestone that names leads of its own is led by them alone: in findings, lists, papers, forms and calendars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import lay_out

PLAN = (
    "schema: ttdn/plan/1\nid: p\nrevision: 1\nbegins: 2017-01-01\nends: 2017-12-31\nagencies: agencies.yaml\n"
    "reporting: {every: quarter, due: 20}\ntasks:\n"
)
PLAIN = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", "{id: c, name: Sở Cầu}")
TWO = (
    "  - {id: T, title: t, lead: [a, b], schedule: {milestones: ["
    "{id: m1, by: 2017-03-31, lead: a}, {id: m2, by: 2017-06-30, lead: b}]}}\n"
)
M1_DONE = '{task: T, occurrence: m1, state: done, completed_on: 2017-03-10, evidence: ["1/BC"]}'
M1_AT_WORK = "{task: T, occurrence: m1, state: in_progress}"
RULES = ("overdue", "missing-report", "unreported-task", "not-assigned")
GROUP = "\ngroups:\n  - {id: g, name: các sở, members: [a, b], requires: %s}\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def prepare(tasks: str, reports: dict[str, str], agencies: tuple[str, ...] = PLAIN, groups: str = "") -> None:
    """Write a world into the folder; a report is `Q1/a 2017-03-19` and its items."""
    registry = "schema: ttdn/agencies/1\nagencies:\n" + "".join(f"  - {one}\n" for one in agencies) + groups
    files: dict[str, str | bytes] = {"plan.yaml": PLAN + tasks, "agencies.yaml": registry, "reports/.keep": ""}
    for name, items in reports.items():
        path, day = name.split()
        quarter, agency = path.split("/")
        head = f"schema: ttdn/status/1\nagency: {agency}\nperiod: 2017-{quarter}\nsubmitted_on: {day}\n"
        files[f"reports/{path}.yaml"] = head + (f"items: [{items}]\n" if items else "nothing_to_report: true\n")
    lay_out(Path(), files=files)


def found(run: Run, as_of: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return rule, agency, occurrence and period of the findings."""
    chosen = [part for rule in RULES for part in ("--select", rule)]
    options = ("check", "reports", "--plan", "plan.yaml", "--as-of", as_of, *chosen, "--format", "json")
    rows = run(*options).json["findings"]
    return sorted(((one["rule"], one["agency"], one["occurrence"], one["period"]) for one in rows), key=str)


def listed(run: Run, command: str, as_of: str) -> Any:
    """Return a list as programs read it."""
    return run(command, "--plan", "plan.yaml", "--reports", "reports", "--as-of", as_of, "--format", "json").json


def overdue(run: Run, as_of: str) -> list[tuple[str, list[str], str | None]]:
    """Return occurrence, leads and state of what is overdue."""
    return [(one["occurrence"], one["lead"], one["state"]) for one in listed(run, "overdue", as_of)["overdue"]]


def test_a_milestone_is_done_when_its_own_lead_has_done_it_whatever_the_other_leads_say(run: Run) -> None:
    prepare(TWO, {"Q1/a 2017-03-19": M1_DONE, "Q1/b 2017-03-19": M1_AT_WORK})
    assert found(run, "2017-04-01") == []
    assert overdue(run, "2017-04-01") == []


def test_what_another_lead_of_the_task_says_of_a_milestone_does_not_stand_for_its_lead(run: Run) -> None:
    prepare(TWO, {"Q1/a 2017-03-19": "", "Q1/b 2017-03-19": M1_DONE})
    assert found(run, "2017-04-01") == [
        ("overdue", "a", "m1", None),
        ("unreported-task", "a", "m1", "2017-Q1"),
    ]
    assert overdue(run, "2017-04-01") == [("m1", ["a"], None)]


def test_a_report_is_owed_by_the_lead_of_a_milestone_that_has_begun_and_by_no_other_lead(run: Run) -> None:
    prepare(TWO, {"Q1/c 2017-03-19": ""})
    q1, q2 = (
        [
            (one["agency"], one["role"])
            for one in listed(run, "missing", "2017-07-01")["expected"]
            if one["period"] == by
        ]
        for by in ("2017-Q1", "2017-Q2")
    )
    assert q1 == [("a", "lead")]
    assert q2 == [("a", "lead"), ("b", "lead")]
    assert found(run, "2017-04-01") == [("missing-report", "a", None, "2017-Q1"), ("overdue", "a", "m1", None)]


def test_the_summary_counts_a_milestone_for_its_own_lead_alone(run: Run) -> None:
    prepare(TWO, {"Q1/a 2017-03-19": M1_DONE})
    rows = listed(run, "summary", "2017-04-01")["agencies"]
    counts = {one["agency"]: {name: n for name, n in one["outcomes"].items() if n} for one in rows}
    assert counts == {"a": {"done_on_time": 1}, "b": {"not_begun": 1}}


def test_when_an_amendment_has_left_none_of_a_milestones_leads_leading_all_leads_answer(run: Run) -> None:
    amended = 'amendments:\n  - {document: {number: "9"}, effective: 2017-02-01, changes: {T: {lead: [b, c]}}}\n'
    prepare(TWO + amended, {"Q1/a 2017-03-19": ""})
    assert overdue(run, "2017-04-01") == [("m1", ["b", "c"], None)]
    assert [one for one in found(run, "2017-04-01") if one[0] == "missing-report"] == [
        ("missing-report", "b", None, "2017-Q1"),
        ("missing-report", "c", None, "2017-Q1"),
    ]


@pytest.mark.parametrize("lead", ["[b, c]", "c"])
def test_whoever_followed_the_lead_of_a_milestone_leads_it_also_where_an_amendment_names_it(
    lead: str, run: Run
) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-01-31, successor: c}",
        "{id: b, name: Sở Biển}",
        "{id: c, name: Sở Cầu, valid_from: 2017-02-01}",
    )
    amended = (
        f'amendments:\n  - {{document: {{number: "9"}}, effective: 2017-02-15, changes: {{T: {{lead: {lead}}}}}}}\n'
    )
    for tasks in (TWO, TWO + amended):
        prepare(tasks, {"Q1/b 2017-03-19": M1_DONE}, agencies)
        assert overdue(run, "2017-04-01") == [("m1", ["c"], None)]
        assert ("missing-report", "c", None, "2017-Q1") in found(run, "2017-04-01")


def test_a_milestone_given_to_another_lead_by_a_new_time_frame_is_asked_of_each_for_its_own_period(run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: [a, b], schedule: {milestones: [{id: m1, by: 2017-06-30, lead: a}]}}\n"
    changes = "changes: {T: {schedule: {milestones: [{id: m1, by: 2017-06-30, lead: b}]}}}"
    amended = f'amendments:\n  - {{document: {{number: "9"}}, effective: 2017-04-15, {changes}}}\n'
    prepare(tasks + amended, {"Q1/a 2017-03-19": M1_AT_WORK})
    assert found(run, "2017-07-01") == [("missing-report", "b", None, "2017-Q2"), ("overdue", "b", "m1", None)]
    assert overdue(run, "2017-07-01") == [("m1", ["b"], "in_progress")], "it stands at what the lead before it said"


@pytest.mark.parametrize("requires", ["any", "all"])
def test_a_member_of_a_group_that_leads_a_task_may_lead_a_milestone_alone(requires: str, run: Run) -> None:
    tasks = "  - {id: T, title: t, lead: g, schedule: {milestones: [{id: m1, by: 2017-03-31, lead: b}]}}\n"
    prepare(tasks, {"Q1/a 2017-03-19": M1_DONE}, groups=GROUP % requires)
    assert found(run, "2017-04-01") == [("missing-report", "b", None, "2017-Q1"), ("overdue", "b", "m1", None)]
    assert overdue(run, "2017-04-01") == [("m1", ["b"], None)]


def test_a_milestone_whose_lead_is_gone_without_successor_is_judged_as_it_left_it(run: Run) -> None:
    gone = ("{id: a, name: Sở Ánh, valid_to: 2017-03-20}", *PLAIN[1:])
    prepare(TWO, {"Q1/a 2017-03-19": M1_AT_WORK, "Q1/b 2017-03-19": M1_DONE}, gone)
    assert overdue(run, "2017-04-01") == [("m1", ["a"], "in_progress")]
    assert [one for one in found(run, "2017-04-01") if one[0] == "missing-report"] == []


def test_a_milestone_whose_lead_does_not_exist_yet_has_not_begun(run: Run) -> None:
    later = ("{id: a, name: Sở Ánh, valid_from: 2017-08-01}", *PLAIN[1:])
    prepare(TWO, {"Q1/b 2017-03-19": M1_DONE}, later)
    assert overdue(run, "2017-04-01") == []
    assert listed(run, "summary", "2017-04-01")["outcomes"]["not_begun"] == 2


@pytest.mark.parametrize(("agency", "expected"), [("a", []), ("b", ["m2"])])
def test_a_single_file_is_judged_on_the_milestones_of_its_sender(agency: str, expected: list[str], run: Run) -> None:
    said = {"a": M1_DONE, "b": "{task: T, occurrence: m2, state: in_progress}"}
    prepare(TWO, {f"Q2/{agency} 2017-07-03": said[agency]})
    options = ("--plan", "plan.yaml", "--as-of", "2017-07-04", "--format", "json")
    told = run("check", f"reports/Q2/{agency}.yaml", *options).json
    assert [one["occurrence"] for one in told["findings"] if one["rule"] == "overdue"] == expected
    assert told["outcomes"]["overdue"] == len(expected)


def test_what_the_leads_of_a_milestone_named_and_delivered_is_theirs_alone(run: Run) -> None:
    tasks = (
        "  - {id: T, title: t, lead: [a, b], coordinators: [c], schedule: {milestones: ["
        "{id: m1, by: 2017-03-31, lead: a, deliverables: [{name: tin, quantity: 3}]}]}}\n"
    )
    said = M1_DONE.replace("evidence", "coordinated_with: [%s], deliverables: [{name: tin, quantity: %s}], evidence")
    prepare(tasks, {"Q1/a 2017-03-19": said % ("", 1), "Q1/b 2017-03-19": said % ("c", 2)})
    options = ("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-04-01", "--format", "json")
    rules = {(one["rule"], one["agency"]) for one in run(*options).json["findings"]}
    assert rules >= {("short-delivery", "a"), ("missing-coordinator", "c")}


def test_a_form_asks_the_lead_of_a_milestone_alone(run: Run) -> None:
    prepare(TWO, {})
    run("template", "--all", "forms", "--quarter", "Q1", "--plan", "plan.yaml", "--format", "yaml")
    assert [one.name for one in Path("forms").rglob("*.yaml")] == ["a.yaml"]


def test_a_calendar_of_one_agency_holds_its_own_milestones(run: Run) -> None:
    prepare(TWO, {})
    ends = {"a": "20170401", "b": "20170701"}
    for agency, day in ends.items():
        run("calendar", "--plan", "plan.yaml", "--agency", agency, "--output", f"{agency}.ics")
        said = Path(f"{agency}.ics").read_text("utf-8")
        events = [one for one in said.split("BEGIN:VEVENT") if "T" in one and ("m1" in one or "m2" in one)]
        assert [day in one for one in events] == [True]


def test_letters_ask_the_lead_of_a_milestone_for_the_work_and_no_other_lead(run: Run) -> None:
    prepare(TWO, {"Q1/a 2017-03-19": M1_AT_WORK, "Q1/b 2017-03-19": ""})
    run("remind", "reports", "--plan", "plan.yaml", "--as-of", "2017-04-01", "--lang", "en", "--output", "letters")
    assert sorted({one.stem for one in Path("letters").rglob("*.md")} & {"a", "b"}) == ["a"]
