"""A letter calls the part of another only what an agency has taken over, not what it led itself all along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
ENDING = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển, valid_to: 2017-07-31, successor: a}")
OPEN, DONE = "{task: T, state: in_progress}", '{task: T, state: done, completed_on: 2017-03-10, evidence: ["1"]}'
FORMERLY = "formerly the part of Sở Biển"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def row(run: Run, lead: str, reports: dict[str, str]) -> str:
    """Return the row of the letter to Sở Ánh on the task, at the close of the third quarter."""
    put(task("by: 2017-09-15", lead=lead), ENDING, reports)
    given = ("--plan", "plan.yaml", "--quarter", "Q3", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", *given).code == 0
    return next(one for one in Path("letters/a.md").read_text("utf-8").splitlines() if "T. t (2017-09-15)" in one)


def test_its_own_part_is_not_called_that_of_an_office_that_became_part_of_it(run: Run) -> None:
    told = row(run, "[a, b]", {"Q1/a 2017-03-19": OPEN, "Q1/b 2017-03-19": DONE})
    assert "in progress (reported on 2017-03-19)" in told
    assert FORMERLY not in told


def test_what_that_office_had_not_done_is_called_its_part(run: Run) -> None:
    told = row(run, "[a, b]", {"Q1/a 2017-03-19": DONE, "Q1/b 2017-03-19": OPEN})
    assert "in progress (reported by Sở Biển on 2017-03-19)" in told
    assert FORMERLY in told


def test_what_only_that_office_led_is_called_its_part(run: Run) -> None:
    assert FORMERLY in row(run, "b", {"Q1/b 2017-03-19": OPEN})
