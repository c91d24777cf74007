"""The example reports of the 2017 plan, quarter by quarter: every finding, with place and words, in both languages."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, Run
from tests.generate.goldens import LANGUAGES, QUARTERS, examples

GOLDEN = ROOT / "tests" / "examples"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_examples_give_the_findings_that_are_on_file(quarter: str, language: str) -> None:
    assert (GOLDEN / f"{quarter}.{language}.txt").read_text("utf-8") == examples(quarter, language).decode()


def test_the_plan_of_2017_has_no_error_and_no_warning(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("plan", "check", "--format", "json")
    assert (result.json["counts"]["error"], result.json["counts"]["warning"]) == (0, 0)


def test_the_plan_of_2017_is_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    view = run("plan", "show", "--format", "json").json
    counted = {
        key: len(view[key]) for key in ("legal_bases", "purposes", "requirements", "tasks", "duties", "recipients")
    }
    assert counted == {
        "legal_bases": 6,
        "purposes": 2,
        "requirements": 3,
        "tasks": 12,
        "duties": 39,
        "recipients": 11,
    }
    due = {task["id"]: [one["due"] for one in task["occurrences"]] for task in view["tasks"]}
    assert due == {
        "II.1": ["2017-12-31"],
        "II.2": ["2017-12-31"],
        "II.3.a": ["2017-09-30"],
        "II.3.b": ["2017-06-30"],
        "II.3.c": ["2017-03-31", "2017-06-30", "2017-09-30", "2017-12-31"],
        "II.4.a": ["2017-12-31"],
        "II.4.b": [None],
        "II.4.c": [None],
        "II.5": ["2017-06-30"],
        "II.6": ["2017-09-30"],
        "II.7": ["2017-06-30"],
        "II.8": ["2017-03-31"],
    }
    leads = {task["id"]: [one["id"] for one in task["lead"]] for task in view["tasks"]}
    assert leads["II.3.c"] == ["so-ngoai-vu"]
    assert leads["II.2"] == ["cong-an"]
    assert sum(lead == ["so-tttt"] for lead in leads.values()) == 7
