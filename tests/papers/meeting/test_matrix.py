"""Each sign in the table of agencies and tasks is true of that very agency, and agrees with `missing-coordinator`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.worlds import Data, World, case_of, draw, read
from ttdn_cli.judging.case import Case
from ttdn_cli.papers.meeting import Meeting, meeting
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.results.engine import judge_reports
from ttdn_cli.rules import all_rules
from ttdn_cli.text.i18n import Words

WORDS = Words("en")
BEFORE, AFTER = date(2017, 5, 15), date(2017, 5, 16)
AGENCIES: list[Data] = [
    {"id": "a", "name": "Sở A"},
    {"id": "b", "name": "Sở B", "valid_to": BEFORE, "successor": "m"},
    {"id": "c", "name": "Sở C", "valid_to": BEFORE, "successor": "m"},
    {"id": "m", "name": "Sở M", "valid_from": AFTER},
    {"id": "x", "name": "Xã X"},
    {"id": "y", "name": "Xã Y"},
    {"id": "late", "name": "Sở Sau", "valid_from": date(2017, 8, 1)},
]
GROUPS = [{"id": "xa", "name": "các xã", "members": ["x", "y"], "requires": "all"}]


def world(tasks: list[Data], reports: dict[str, Any], **more: Any) -> World:
    """Return a world of a merger: Sở B and Sở C became Sở M on 16 May; judged on 1 July."""
    plan: dict[str, Any] = {"schema": "ttdn/plan/1", "id": "mau", "revision": 1, "agencies": "agencies.yaml"}
    plan |= {"begins": date(2017, 1, 1), "ends": date(2017, 12, 31)}
    plan |= {"reporting": {"every": "quarter", "to": "a", "due": 20}, "amendments": more.get("amendments", [])}
    plan["tasks"] = [{"title": "Việc", "coordinators": [], "schedule": {"year": 2017}, **one} for one in tasks]
    given = {}
    for name, items in reports.items():
        agency, quarter = name.split("-")
        day = date(2017, 3 * int(quarter[1]), 19)
        given[f"{quarter}/{agency}.yaml"] = {
            "schema": "ttdn/status/1", "agency": agency, "period": f"2017-{quarter}", "submitted_on": day,
            "items": items,
        }  # fmt: skip
    registry = {"schema": "ttdn/agencies/1", "agencies": AGENCIES, "groups": GROUPS}
    return World(plan, registry, given, more.get("as_of", date(2017, 7, 1)))


def shown(found: World) -> tuple[Case, Report, Meeting]:
    """Return how a world is judged, and the meeting on it."""
    book = read(found)
    case = case_of(found, book)
    report = judge_reports(all_rules().values(), case, book, WORDS)
    return case, report, meeting(case, report, WORDS)


def signs(found: World) -> dict[str, list[str]]:
    """Return the codes of the table by the name of its row."""
    return {row.name: [cell.code for cell in row.cells] for row in shown(found)[2].matrix}


def test_a_successor_has_not_reported_what_an_office_before_it_did() -> None:
    tasks: list[Data] = [{"id": "T.1", "lead": "b"}, {"id": "T.2", "lead": "a", "coordinators": ["c"]}]
    begun = [{"task": "T.1", "state": "in_progress"}]
    found = signs(world(tasks, {"b-Q1": begun, "c-Q1": [*begun, {"task": "T.2", "state": "done"}]}))
    assert found["Sở B (now Sở M)"] == ["led", "none"]
    assert found["Sở M"] == ["before", "silent"], "the item of Sở C without a day does not count"
    assert found["Sở C (now Sở M)"] == ["reported", "left_out"]
    assert signs(world(tasks, {"m-Q2": [{"task": "T.1", "state": "in_progress"}]}))["Sở M"] == ["lead", "silent"]


def test_who_reported_as_a_lead_before_an_amendment_is_not_said_to_have_reported_a_part_of_its_own() -> None:
    change = {"document": {"number": "5/QĐ", "date": date(2017, 5, 1)}, "effective": date(2017, 5, 2)}
    change["changes"] = {"T.1": {"lead": "a", "coordinators": ["xa"]}}
    begun = [{"task": "T.1", "state": "in_progress"}]
    tasks: list[Data] = [{"id": "T.1", "lead": ["a", "x"]}, {"id": "T.2", "lead": "y"}]
    found = signs(world(tasks, {"x-Q1": begun}, amendments=[change]))
    assert (found["Xã X"], found["các xã"]) == (["led", "none"], ["part", "none"])
    as_both = change | {"effective": date(2017, 3, 31), "changes": {"T.1": {"lead": "a"}}}
    reports = {"x-Q1": begun, "x-Q2": begun}
    assert signs(world(tasks, reports, amendments=[as_both]))["Xã X"] == ["reported", "none"]
    named = {"a-Q2": [{**begun[0], "coordinated_with": ["x"]}]}
    assert signs(world(tasks, {"x-Q1": begun} | named, amendments=[change]))["Xã X"] == ["named", "none"]


def test_only_the_office_that_the_lead_named_is_named() -> None:
    tasks: list[Data] = [
        {"id": "T.1", "lead": "a", "coordinators": ["b"]},
        {"id": "T.2", "lead": "a"},
        {"id": "T.3", "lead": "x", "coordinators": ["late"]},
    ]
    names = [{"task": one, "state": "in_progress", "coordinated_with": ["b"]} for one in ("T.1", "T.2")]
    found = signs(world(tasks, {"a-Q1": names}))
    assert found["Sở B (now Sở M)"][:2] == ["named", "named"]
    assert found["Sở M"] == ["kin", "none", "none"]
    assert "Sở C (now Sở M)" not in found
    assert "Sở Sau" not in found


def test_an_office_founded_after_its_group_was_named_is_not_named() -> None:
    registry = [{**one, "members": ["x", "y", "late"]} for one in GROUPS]
    tasks: list[Data] = [{"id": "T.1", "lead": "a"}, {"id": "T.2", "lead": "late", "coordinators": ["x"]}]
    own = {"task": "T.1", "state": "in_progress", "coordinated_with": ["xa"]}
    found = world(tasks, {"a-Q2": [own]}, as_of=date(2017, 10, 1))
    rows = signs(found._replace(registry={**found.registry, "groups": registry}))
    assert rows["Sở Sau"] == ["none", "lead_silent"]
    assert rows["Xã X"] == ["named", "silent"]


def test_entries_that_do_not_count_are_told_as_such() -> None:
    wrong = {"task": "T.1", "state": "done", "progress": "80"}
    found = signs(
        world([{"id": "T.1", "lead": "a", "coordinators": ["x"]}], {"a-Q2": [wrong, {"task": "T.9"}], "x-Q2": [wrong]})
    )
    assert (found["Sở A"], found["Xã X"]) == (["rejected"], ["rejected"])


def test_a_group_that_requires_all_has_reported_when_each_of_it_has() -> None:
    tasks: list[Data] = [{"id": "T.1", "lead": "xa"}, {"id": "T.2", "lead": "a", "coordinators": ["xa"]}]
    one = {"x-Q2": [{"task": "T.1", "state": "in_progress"}, {"task": "T.2", "state": "in_progress"}]}
    assert signs(world(tasks, one))["các xã"] == ["part", "part"]
    assert signs(world(tasks, one | {"y-Q2": one["x-Q2"]}))["các xã"] == ["lead", "reported"]


def test_of_a_group_of_which_any_may_answer_nobody_else_is_said_to_be_silent() -> None:
    found = world([{"id": "T.1", "lead": "xa"}], {"x-Q2": [{"task": "T.1", "state": "in_progress"}]})
    rows = signs(found._replace(registry={**found.registry, "groups": [{**GROUPS[0], "requires": "any"}]}))
    assert rows == {"Xã X": ["lead"], "các xã": ["lead"]}


def test_who_leads_only_a_milestone_to_come_is_not_said_to_be_silent() -> None:
    marks = [{"by": date(2017, 3, 31), "lead": "a"}, {"by": date(2017, 12, 1), "lead": "x", "from": date(2017, 9, 1)}]
    found = signs(world([{"id": "T.1", "lead": ["a", "x"], "schedule": {"milestones": marks}}], {}))
    assert found == {"Sở A": ["lead_silent"], "Xã X": ["later"]}


def test_of_a_withdrawn_task_silence_says_nothing() -> None:
    change = {"document": {"number": "5/QĐ", "date": date(2017, 5, 1)}, "effective": date(2017, 5, 2)}
    change["changes"] = {"T.1": {"withdrawn": True}}
    tasks: list[Data] = [{"id": "T.1", "lead": "a", "coordinators": ["x"]}, {"id": "T.2", "lead": "y"}]
    assert signs(world(tasks, {}, amendments=[change])) == {"Xã Y": ["none", "lead_silent"]}


@pytest.mark.sampled(20)
@pytest.mark.parametrize("number", range(0, 400, 4))
def test_in_every_world_signs_rest_on_reports_and_agree_with_missing_coordinator(number: int) -> None:
    case, report, found = shown(draw(number))
    told = {(row.task, row.agency) for row in report.rows if row.rule == "missing-coordinator"}
    own = {(entry.task, one.agency) for one in case.received.reports for entry in one.entries}
    beside = {
        (entry.task, one.agency)
        for one in case.received.reports
        for entry in one.entries
        if one.agency not in case.lead_assignments.leads(entry.task, one.period.ends)
        and one.agency not in case.lead_assignments.leads(entry.task, one.period.begins)
    }
    names = {
        (reported.entry.task, name)
        for window in case.all_occurrences
        for reported in case.entries.of_leads(window)
        for name in reported.entry.named
    }
    for row in found.matrix:
        leads = {one.id: set(case.lead_assignments.answering(one.id)) for one in case.plan.tasks}
        for head, cell in zip(found.tasks, row.cells, strict=True):
            key = head.id, row.agency
            is_lead = any(row.agency in party.members for party in leads[head.id])
            if not row.is_group:
                assert cell.code not in ("lead", "led", "reported") or key in own
                assert cell.code != "reported" or key in beside
                assert cell.code != "led" or (not is_lead and key not in beside)
                assert not is_lead or cell.code not in ("named", "silent", "missing")
                assert (
                    cell.code != "named"
                    or key in names
                    or any((head.id, one) in names for one in case.directory.groups)
                )
            if not is_lead and not row.is_group:
                assert (cell.code == "missing") == (key in told)
