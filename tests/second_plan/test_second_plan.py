"""A made-up plan of another kind: monthly reports, several leads, groups as lead, milestones, offices that change.

They are renamed, merged, split and founded within its year. It is judged on eight days; tests/second_plan/expected
holds every finding of each day, the table here what matters most.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.generate.goldens import second_plan

HERE = Path(__file__).parent
# Which occurrences are overdue on a day, each with the days. Of "4" (Báo or Đài, every month) only two months are done.
OVERDUE = {
    "2025-02-01": {},
    "2025-04-01": {
        ("4", "2025-03"): 1,
    },
    "2025-05-10": {
        ("4", "2025-03"): 40,
        ("4", "2025-04"): 5,
    },
    "2025-07-01": {
        ("3", "2025-H1"): 1,  # one of two districts has not finished
        ("4", "2025-03"): 92,
        ("4", "2025-04"): 57,  # due on 30 April, a holiday before another one and a weekend: 5 May
        ("4", "2025-05"): 29,
        ("4", "2025-06"): 1,
        ("5", "2025-05-15"): 47,
    },
    "2025-08-25": {
        ("2", "2025-08-15"): 10,
        ("3", "2025-H1"): 56,
        ("4", "2025-03"): 147,
        ("4", "2025-04"): 112,
        ("4", "2025-05"): 84,
        ("4", "2025-06"): 56,
        ("4", "2025-07"): 25,
        ("5", "2025-05-15"): 102,
        ("8", "2025-08-15"): 10,  # the merged office stands where the less advanced of the two stood
    },
    "2025-10-01": {  # the letter gave "5" to another lead, with another day
        ("2", "2025-08-15"): 47,
        ("3", "2025-H1"): 93,
        ("4", "2025-03"): 184,
        ("4", "2025-04"): 149,
        ("4", "2025-05"): 121,
        ("4", "2025-06"): 93,
        ("4", "2025-07"): 62,
        ("4", "2025-08"): 28,  # due on 31 August, a Sunday before two holidays: 3 September
        ("4", "2025-09"): 1,
        ("9", "2025-Q3"): 1,
    },
    "2025-11-05": {
        ("2", "2025-08-15"): 82,
        ("3", "2025-H1"): 128,
        ("4", "2025-03"): 219,
        ("4", "2025-04"): 184,
        ("4", "2025-05"): 156,
        ("4", "2025-06"): 128,
        ("4", "2025-07"): 97,
        ("4", "2025-08"): 63,
        ("4", "2025-09"): 36,
        ("4", "2025-10"): 5,
        ("5", "2025-10-15"): 21,
        ("9", "2025-Q3"): 36,
    },
    "2025-12-01": {  # "2" (2025-11-30) is due on this Monday
        ("2", "2025-08-15"): 108,
        ("3", "2025-H1"): 154,
        ("4", "2025-03"): 245,
        ("4", "2025-04"): 210,
        ("4", "2025-05"): 182,
        ("4", "2025-06"): 154,
        ("4", "2025-07"): 123,
        ("4", "2025-08"): 89,
        ("4", "2025-09"): 62,
        ("4", "2025-10"): 31,
        ("5", "2025-10-15"): 47,
        ("9", "2025-Q3"): 62,
    },
}


@pytest.mark.parametrize("day", OVERDUE)
def test_the_findings_of_a_day(day: str) -> None:
    assert (HERE / "expected" / f"{day}.txt").read_text("utf-8") == second_plan(day).decode()


@pytest.mark.parametrize("day", OVERDUE)
def test_what_is_overdue_on_a_day(day: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    found = run("overdue", "--reports", "reports", "--plan", "plan.yaml", "--as-of", day, "--format", "json").json
    days = {(one["task"], one["occurrence"]): one["days_overdue"] for one in found["overdue"]}
    assert days == OVERDUE[day]


def test_a_month_closes_the_books(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    common = ("--reports", "reports", "--plan", "plan.yaml", "--format", "json")
    by_month = run("overdue", "--period", "2025-06", *common).json
    assert (by_month["as_of"], by_month["quarter"]) == ("2025-07-01", "2025-06")
    assert run("overdue", "--period", "tháng 6", *common).json == by_month
    assert run("overdue", "--period", "H1", *common).json["as_of"] == "2025-07-01"
    assert run("overdue", "--quarter", "Q2", *common).json["as_of"] == "2025-07-01"
    assert run("overdue", "--quarter", "Q2", "--period", "2025-06", *common).code == 2
    assert run("overdue", "--period", "2025-13", *common).code == 2
    assert run("overdue", "--period", "2024", *common).code == 2


def test_whoever_answers_for_a_lead_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    listed = run("missing", "--reports", "reports", "--plan", "plan.yaml", "--as-of", "2025-10-01", "--format", "json")
    found = {(one["agency"], one["period"]): one["received"] for one in listed.json["expected"]}
    assert found["so-tin", "2025-01"] == "in_time", "who owed a report is who existed when its period ended"
    assert found["so-khcn", "2025-04"] == "none"
    assert found["bao-dai", "2025-02"] == "in_time", "one member of a group is enough where any may answer"
    assert found["bao-dai", "2025-03"] == "none"
    assert found["huyen-dong", "2025-06"] == "in_time", "a report keeps its sender across a split"
    assert ("xa-dong-hai", "2025-06") not in found, "nobody owes a report for a time before it existed"
    assert found["xa-dong-hai", "2025-09"] == "none"
    assert found["huyen-tay", "2025-05"] == "none", "each member of a group answers where all must"
    assert ("so-tai", "2025-09") not in found, "whom a letter took the lead from owes nothing after it"
    assert found["so-tai", "2025-08"] == "none"
    assert found["van-phong", "2025-09"] == "in_time"
    assert not {"cac-huyen", "bao-an-hoa"} & {agency for agency, _ in found}


def test_a_single_report_is_judged_by_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    result = run(
        "check", "reports/2025-03/so-khcn.yaml", "--plan", "plan.yaml", "--as-of", "2025-04-01", "--format", "json"
    )
    assert [one["rule"] for one in result.json["findings"]] == ["unreported-task"]


def test_the_plan_is_shown_with_all_that_is_particular(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    view = run("plan", "show", "--plan", "plan.yaml", "--format", "json").json
    tasks = {task["id"]: task for task in view["tasks"]}
    assert tasks["1"]["lead"][0] == {"id": "so-noi", "name": "Sở Nội vụ An Hòa", "scope": "thủ tục nội bộ"}
    assert tasks["2"]["occurrences"][0] == {
        "id": "2025-03-31", "begins": "2025-01-01", "due": "2025-03-31", "name": "Số hóa hồ sơ", "percent": 50,
        "leads": ["so-tin"],
    }  # fmt: skip
    assert tasks["2"]["occurrences"][2]["due"] == "2025-12-01"
    assert tasks["2"]["occurrences"][2]["due_as_written"] == "2025-11-30"
    assert tasks["6"]["occurrences"][0]["id"] == "2025-04-01/.."
    assert (tasks["6"]["occurrences"][0]["begins"], tasks["6"]["occurrences"][0]["due"]) == ("2025-04-01", None)
    assert view["parent"]["number"] == "01/KH-TW"
    assert view["amendments"][0]["tasks"] == ["5", "7"]
    later = run("plan", "show", "--plan", "plan.yaml", "--as-of", "2025-09-01", "--format", "json").json
    assert [task["lead"][0]["id"] for task in later["tasks"] if task["id"] == "5"] == ["van-phong"]
    text = run("plan", "show", "--plan", "plan.yaml", "--lang", "en").out
    assert "striven for" in text
    assert "2025-12-01 (moved from 2025-11-30, a day off)" in text
    assert "Sở Nội vụ An Hòa (thủ tục nội bộ)" in text
