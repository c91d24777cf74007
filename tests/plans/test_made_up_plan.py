"""The second plan in `plan/` is made up, says so, has no fault, and is judged with its examples as a province would."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, Run

FOLDER = ROOT / "plan" / "mau-2026"
PLAN = ("--plan", str(FOLDER / "plan.yaml"))


def test_it_says_that_it_is_made_up_and_has_no_fault(run: Run) -> None:
    found = run("plan", "check", str(FOLDER / "plan.yaml"), "--format", "json").json
    assert [one for one in found["findings"] if one["severity"] != "info"] == []
    assert "bịa ra" in (FOLDER / "plan.yaml").read_text("utf-8").split("\n")[1]
    assert "bịa ra" in (FOLDER / "agencies.yaml").read_text("utf-8").split("\n")[1]


def test_a_commune_is_behind_and_a_merged_department_answers_for_both(run: Run) -> None:
    found = run("overdue", str(FOLDER / "examples"), *PLAN, "--quarter", "Q1", "--format", "json").json
    assert [(one["task"], one["occurrence"], one["lead"]) for one in found["overdue"]] == [
        ("II.1", "2026-03", ["bao-dai"]),
        ("I.2", "2026-03", ["so-nnmt"]),
        ("II.2", "2026-Q1", ["cap-xa"]),
    ]


@pytest.mark.parametrize(("period", "count"), [("Q1", 6), ("Q2", 8)])
def test_who_owes_a_report_goes_by_who_there_is(run: Run, period: str, count: int) -> None:
    day = {"Q1": "2026-04-01", "Q2": "2026-07-01"}[period]
    found = run("missing", str(FOLDER / "examples"), *PLAN, "--as-of", day, "--format", "json").json
    expected = [one for one in found["expected"] if one["period"] == f"2026-{period}" and one["received"] == "none"]
    assert len(expected) == count
    assert not {"so-nong-nghiep", "so-moi-truong"} & {one["agency"] for one in expected}
