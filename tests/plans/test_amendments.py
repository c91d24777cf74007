"""What an amendment does to the 2017 plan: a letter moves II.7 from the second quarter to the third."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

LETTER = """
amendments:
  - document: {number: 3456/UBND-KGVX, date: 2017-07-07}
    effective: 2017-07-10
    reason: Chờ giấy phép xuất bản
    changes:
      II.7: {schedule: {quarter: Q3, as_written: Quý III/2017}}
"""
DAYS = ("2017-07-05", "2017-07-12", "2017-10-05")
HEAD = "schema: ttdn/status/1\nagency: so-tttt\nperiod: 2017-Q2\nsubmitted_on: {day}\n"
WORKING = HEAD.format(day="2017-06-20") + "items:\n  - {task: II.7, occurrence: 2017-Q2, state: in_progress}\n"
DONE = HEAD.format(day="2017-06-29") + (
    "items:\n  - {task: II.7, state: done, completed_on: 2017-06-28, evidence: [511/STTTT], coordinated_with: "
    "[so-ngoai-vu], deliverables: [{name: Sổ tay, quantity: 1}]}\n"
)


def plan(folder: Path, *, amended: bool) -> None:
    """Copy the 2017 plan, with the letter or without it."""
    shutil.copytree(ROOT / "plan", folder / "plan")
    path = folder / "plan" / "2017" / "plan.yaml"
    text = path.read_text("utf-8")
    assert "\namendments: []\n" in text
    if amended:
        path.write_text(text.replace("\namendments: []\n", LETTER), "utf-8")


def judged(run: Run, day: str, report: str, folder: Path) -> list[dict[str, object]]:
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "so-tttt.yaml").write_text(report, "utf-8")
    arguments = ("--plan", "plan/2017/plan.yaml", "--as-of", day, "--format", "json", "--lang", "vi")
    found = run("check", "reports", *arguments, "--select", "overdue,due-soon,unknown-task,not-assigned")
    return [one for one in found.json["findings"] if one["task"] == "II.7"]


def test_the_letter_moves_the_due_date_from_its_day_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=True)
    before, between, after = (judged(run, day, WORKING, tmp_path) for day in DAYS)
    assert [(one["rule"], one["occurrence"], one["due"], one["days_overdue"]) for one in before] == [
        ("overdue", "2017-Q2", "2017-06-30", 5)
    ]
    assert "3456" not in str(before)
    assert between == []
    assert [(one["rule"], one["occurrence"], one["due"], one["days_overdue"]) for one in after] == [
        ("overdue", "2017-Q3", "2017-09-30", 5)
    ]
    assert "điều chỉnh theo 3456/UBND-KGVX ngày 07/7/2017, có hiệu lực từ 10/7/2017" in str(after[0]["message"])


def test_the_outcome_between_the_two_due_dates_is_in_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=True)
    judged(run, DAYS[1], WORKING, tmp_path)
    arguments = ("--reports", "reports", "--plan", "plan/2017/plan.yaml", "--as-of", DAYS[1], "--format", "json")
    soon = run("overdue", *arguments, "--soon", "90").json["due_soon"]
    assert [one["due"] for one in soon if one["task"] == "II.7"] == ["2017-09-30"]
    assert [one["amended_by"] for one in soon if one["task"] == "II.7"] == [["3456/UBND-KGVX"]]


def test_without_the_letter_it_is_overdue_on_all_three_days(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=False)
    found = [judged(run, day, WORKING, tmp_path) for day in DAYS]
    assert [[(one["rule"], one["days_overdue"]) for one in day] for day in found] == [
        [("overdue", 5)],
        [("overdue", 12)],
        [("overdue", 97)],
    ]


def test_what_was_reported_before_the_letter_keeps_its_value(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=True)
    assert [judged(run, day, DONE, tmp_path) for day in DAYS] == [[], [], []]


@pytest.mark.parametrize("occurrence", ["2017-Q2", "2017-Q3"])
def test_a_report_after_the_letter_may_name_either_occurrence(
    occurrence: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=True)
    report = DONE.replace("2017-06-29", "2017-07-14").replace("II.7,", f"II.7, occurrence: {occurrence},")
    assert judged(run, DAYS[2], report, tmp_path) == []


def test_a_report_before_the_letter_cannot_name_what_it_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, amended=True)
    report = WORKING.replace("occurrence: 2017-Q2", "occurrence: 2017-Q3")
    assert [one["rule"] for one in judged(run, DAYS[0], report, tmp_path)] == ["overdue", "unknown-task"]
    assert judged(run, DAYS[1], report, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("date: 2017-07-07", "date: 2017-03-16", [("older", "date: 2017-03-16")]),
        ("date: 2017-07-07", "date: 2017-03-17", []),
        ("effective: 2017-07-10", "effective: 2017-07-06", [("early", "effective: 2017-07-06")]),
        ("effective: 2017-07-10", "effective: 2018-01-01", [("outside", "effective: 2018-01-01")]),
        ("{number: 3456/UBND-KGVX, date: 2017-07-07}", "{number: 1/UBND}", []),
        (
            ", date: 2017-07-07}\n    effective: 2017-07-10",
            "}\n    effective: 2017-02-01",
            [("older", "effective: 2017-02")],
        ),
    ],
)
def test_an_amendment_of_a_doubtful_day_is_told_at_that_day(
    old: str, new: str, said: list[tuple[str, str]], run: Run, tmp_path: Path
) -> None:
    plan(tmp_path, amended=True)
    path = tmp_path / "plan" / "2017" / "plan.yaml"
    text = path.read_text("utf-8").replace(old, new)
    path.write_text(text, "utf-8")
    words = {
        "older": "before the plan itself",
        "early": "before the day of its document",
        "outside": "outside the plan",
    }
    found = run("plan", "check", str(path), "--select", "plan-amendment", "--format", "json", "--lang", "en").json[
        "findings"
    ]
    assert [one["severity"] for one in found] == ["warning"] * len(said)
    for one, (kind, place) in zip(found, said, strict=True):
        assert words[kind] in one["message"]
        assert text.splitlines()[one["line"] - 1][one["column"] - 1 :].startswith(place)
