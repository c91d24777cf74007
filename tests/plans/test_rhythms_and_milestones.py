"""Rhythms with days of their own, and milestones with ids, leads and phases, as plans are shown and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.schemas import validate

REGISTRY = """
schema: ttdn/agencies/1
agencies:
  - {id: cu, name: Sở Cũ, valid_to: 2017-06-30, successor: moi}
  - {id: cung, name: Sở Cùng Nhập, valid_to: 2017-06-30, successor: moi}
  - {id: moi, name: Sở Mới, valid_from: 2017-07-01}
  - {id: sau, name: Sở Sau, valid_from: 2017-10-01}
  - {id: tan, name: Sở Giải Thể, valid_to: 2017-03-31}
  - {id: b, name: Sở B}
groups:
  - {id: nhom, name: các sở, members: [cu, sau, b]}
"""
PLAN = """
schema: ttdn/plan/1
id: mau-2017
revision: 1
begins: 2017-01-01
ends: 2017-12-31
agencies: agencies.yaml
reporting: {every: quarter, due: 20}
tasks:
  - id: T.1
    title: Các mốc
    lead: [cu, nhom]
    scopes: {cu: phía bắc, cung: phía nam}
    coordinators: [cung, tan, sau]
    schedule:
      milestones:
        - {id: m1, by: 2017-06-30, name: Bước một, percent: 50, lead: cu}
        - {id: m2, by: 2017-06-30, from: 2017-05-01, lead: b, aspirational: true}
        - {by: 2017-12-31}
  - {id: T.2, title: Hằng quý, lead: b, schedule: {every: quarter, from: 2017-05-15, on: 20}}
duties: [{id: D.1, agencies: [cu, b], role: perform, with: [tan], text: Việc chung}]
"""


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("agencies.yaml").write_text(REGISTRY, "utf-8")
    Path("plan.yaml").write_text(PLAN, "utf-8")


def view(run: Run, *arguments: str) -> dict[str, Any]:
    """Return what `plan show` gives to programs; it fits its schema."""
    found: dict[str, Any] = run("plan", "show", "--plan", "plan.yaml", "--format", "json", *arguments).json
    validate(found, "plan-view")
    return found


def test_the_plan_shows_of_every_occurrence_its_name_its_share_and_who_answers_for_it(run: Run) -> None:
    found = view(run)
    assert found["as_of"] is None
    of_milestones, of_rhythm = (task["occurrences"] for task in found["tasks"])
    assert of_milestones == [
        {"id": "m1", "begins": "2017-01-01", "due": "2017-06-30", "name": "Bước một", "percent": 50, "leads": ["cu"]},
        {"id": "m2", "begins": "2017-05-01", "due": "2017-06-30", "name": None, "percent": None, "leads": ["b"]},
        {
            "id": "2017-12-31", "begins": "2017-07-01", "due": "2017-12-31", "name": None, "percent": None,
            "leads": ["cu", "nhom"],
        },
    ]  # fmt: skip
    assert [(one["id"], one["begins"], one["due"], one["leads"]) for one in of_rhythm] == [
        ("2017-Q2", "2017-05-15", "2017-06-20", ["b"]),
        ("2017-Q3", "2017-07-01", "2017-09-20", ["b"]),
        ("2017-Q4", "2017-10-01", "2017-12-20", ["b"]),
    ]
    assert found["tasks"][1]["schedule"] == {"every": "quarter", "from": "2017-05-15", "on": 20}


@pytest.mark.parametrize(
    ("day", "leads", "coordinators", "members", "agencies"),
    [
        ("2017-03-31", ["cu"], ["cung", "tan"], ["cu", "b"], ["cu", "cung", "tan", "b"]),
        ("2017-06-30", ["cu"], ["cung"], ["cu", "b"], ["cu", "cung", "b"]),
        ("2017-07-01", ["moi"], ["moi"], ["moi", "b"], ["moi", "b"]),
        ("2017-10-01", ["moi"], ["moi", "sau"], ["moi", "sau", "b"], ["moi", "sau", "b"]),
    ],
)
def test_as_of_a_day_the_plan_shows_the_offices_of_that_day(  # noqa: PLR0913 - all that is shown
    day: str, leads: list[str], coordinators: list[str], members: list[str], agencies: list[str], run: Run
) -> None:
    found = view(run, "--as-of", day)
    task = found["tasks"][0]
    assert found["as_of"] == day
    assert [one["id"] for one in task["lead"]] == [*leads, "nhom"]
    assert [one["id"] for one in task["coordinators"]] == coordinators
    assert found["groups"][0]["members"] == members
    assert [one["id"] for one in found["agencies"]] == agencies
    assert [one["leads"] for one in task["occurrences"]] == [leads, ["b"], [*leads, "nhom"]]
    assert found["duties"][0]["agencies"] == [*leads, "b"]
    assert found["duties"][0]["with"] == (["tan"] if "tan" in agencies else [])


def test_whoever_followed_several_offices_has_the_scopes_of_all(run: Run) -> None:
    assert view(run, "--as-of", "2017-07-01")["tasks"][0]["lead"][0] == {
        "id": "moi",
        "name": "Sở Mới",
        "scope": "phía bắc; phía nam",
    }


def test_a_milestone_whose_leads_lead_no_more_is_answered_for_by_all_leads(run: Run) -> None:
    amendment = "amendments: [{document: {number: 2/QĐ}, effective: 2017-02-01, changes: {T.1: {lead: [b, cung]}}}]\n"
    Path("plan.yaml").write_text(PLAN + amendment, "utf-8")
    found = view(run, "--as-of", "2017-02-01")["tasks"][0]["occurrences"]
    assert [one["leads"] for one in found] == [["b", "cung"], ["b"], ["b", "cung"]]


def test_a_milestone_whose_lead_is_gone_without_successor_is_answered_for_by_nobody(run: Run) -> None:
    changed = PLAN.replace("lead: [cu, nhom]", "lead: [tan, nhom]").replace("lead: cu}", "lead: tan}")
    Path("plan.yaml").write_text(changed.replace("cu: phía bắc", "tan: phía bắc"), "utf-8")
    before, after = (view(run, "--as-of", day)["tasks"][0] for day in ("2017-03-31", "2017-04-01"))
    assert [one["leads"] for one in before["occurrences"]] == [["tan"], ["b"], ["tan", "nhom"]]
    assert [one["leads"] for one in after["occurrences"]] == [[], ["b"], ["nhom"]]


def test_a_milestone_is_answered_for_by_whoever_took_over_from_its_lead_and_leads_still(run: Run) -> None:
    amendment = "amendments: [{document: {number: 2/QĐ}, effective: 2017-07-01, changes: {T.1: {lead: [moi, b]}}}]\n"
    Path("plan.yaml").write_text(PLAN + amendment, "utf-8")
    found = view(run, "--as-of", "2017-07-01")["tasks"][0]["occurrences"]
    assert [one["leads"] for one in found] == [["moi"], ["b"], ["moi", "b"]]


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "nobody on this day"), ("vi", "không có cơ quan nào vào ngày này")]
)
def test_the_table_says_where_nobody_leads_on_a_day(lang: str, expected: str, run: Run) -> None:
    Path("plan.yaml").write_text(
        PLAN.replace("lead: b, schedule: {every", "lead: [sau, tan], schedule: {every"), "utf-8"
    )
    Path("plan.yaml").write_text(Path("plan.yaml").read_text("utf-8").replace("2017-05-15", "2017-12-01"), "utf-8")
    shown = run("plan", "show", "--plan", "plan.yaml", "--as-of", "2017-05-01", "--lang", lang).out
    assert expected in shown
    assert "Sở Cũ (phía bắc)" in shown


@pytest.mark.parametrize("given", [("plan.yaml",), ("--plan", "plan.yaml")])
def test_the_plan_to_show_is_named_as_for_plan_check_or_by_the_option(given: tuple[str, ...], run: Run) -> None:
    assert "T.1" in run("plan", "show", *given, "--lang", "en").out


def test_a_plan_to_show_that_is_named_twice_is_refused(run: Run) -> None:
    result = run("plan", "show", "plan.yaml", "--plan", "plan.yaml", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert "Both PLAN and --plan are given" in result.err


@pytest.mark.parametrize(
    ("schedule", "shown"),
    [
        ("{every: quarter}", "hằng quý; 31/3/2017"),
        ("{quarter: Q2}", "quý II/2017; 30/6/2017"),
        ("{by: 2017-06-15}", "| 15/6/2017"),
        ("{ongoing: true}", "| thường xuyên"),
    ],
)
def test_a_time_frame_without_words_of_the_source_is_shown_in_words(schedule: str, shown: str, run: Run) -> None:
    task = f"  - {{id: X, section: S, title: Việc X, lead: b, schedule: {schedule}}}\n"
    text = PLAN.replace("tasks:\n", f"tasks:\n{task}", 1)
    assert task in text
    Path("plan.yaml").write_text(text, "utf-8")
    line = next(one for one in run("plan", "show", "plan.yaml", "--lang", "vi").out.splitlines() if "Việc X" in one)
    assert shown in line


def test_a_task_is_explained_with_the_lead_of_each_milestone_and_what_is_striven_for(run: Run) -> None:
    said = " ".join(run("explain", "T.1", "--plan", "plan.yaml", "--lang", "en").out.split())
    assert "Occurrence m1: from 2017-01-01, due 2017-06-30: Bước một 50%; Lead: Sở Cũ" in said
    assert "Occurrence m2: from 2017-05-01, due 2017-06-30: Lead: Sở B; striven for" in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("on: 20}", "on: 25}", ["due-moved occurrences.2017-Q2.due", "due-moved occurrences.2017-Q3.due",
                                "due-moved occurrences.2017-Q4.due"]),
        ("from: 2017-05-15, on", "from: 2017-07-01, on", ["occurrence-removed schedule"]),
        ("from: 2017-05-15, on", "from: 2017-04-15, on", ["window-begins-earlier occurrences.2017-Q2.begins"]),
        ("on: 20}", "on: 20, to: 2017-12-31}", []),
        ("id: m2, by: 2017-06-30", "id: m2, by: 2017-07-31", [
            "due-moved occurrences.m2.due", "window-begins-later occurrences.2017-12-31.begins",
        ]),
        ("id: m2, by", "id: m3, by", ["occurrence-renamed occurrences.m2.id"]),
        ("from: 2017-05-01", "from: 2017-05-02", ["window-begins-later occurrences.m2.begins"]),
        ("lead: cu}", "lead: b}", ["milestones-changed schedule.milestones"]),
        ("aspirational: true", "aspirational: false", ["milestones-changed schedule.milestones"]),
    ],
)  # fmt: skip
def test_a_comparison_tells_what_changed_in_a_rhythm_or_a_milestone(
    old: str, new: str, expected: list[str], run: Run
) -> None:
    assert old in PLAN
    Path("new.yaml").write_text(PLAN.replace(old, new), "utf-8")
    found = run("plan", "diff", "plan.yaml", "new.yaml", "--format", "json", "--lang", "en").json["changes"]
    assert [f"{one['kind']} {one['field']}" for one in found] == expected


def test_a_comparison_tells_that_two_milestones_changed_what_they_ask_for(run: Run) -> None:
    swapped = PLAN.replace("lead: cu}", "lead: X}").replace("lead: b,", "lead: cu,").replace("lead: X}", "lead: b}")
    Path("new.yaml").write_text(swapped, "utf-8")
    found = run("plan", "diff", "plan.yaml", "new.yaml", "--format", "json", "--lang", "en").json["changes"]
    assert "milestones-changed" in [one["kind"] for one in found]


def test_a_plan_that_is_only_warned_of_can_be_judged_by(run: Run) -> None:
    later = "amendments: [{document: {number: 2/QĐ}, effective: 2018-01-01, changes: {T.2: {lead: tan}}}]\n"
    Path("plan.yaml").write_text(
        PLAN.replace("lead: b, schedule: {every", "lead: tan, schedule: {every") + later, "utf-8"
    )
    checked = run("plan", "check", "plan.yaml", "--format", "json", "--lang", "en").json["findings"]
    assert {(one["rule"], one["severity"]) for one in checked} >= {
        ("plan-amendment", "warning"),
        ("plan-schedule", "warning"),
    }
    assert {one["severity"] for one in checked} <= {"warning", "info"}
    assert run("summary", "--plan", "plan.yaml", "--reports", ".", "--as-of", "2017-07-01").code == 0
