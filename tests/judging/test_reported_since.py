"""What a report left out and a later one tells is not asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, PLAIN, put, task

MERGED = ("{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: b}", *PLAIN[1:])
WORK = task("year: 2017")
SINCE = (
    "Nothing is to be added here: the report for 2017-Q3 speaks of it. Each report tells how all work in hand stands"
)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def hint(run: Run) -> str:
    """Return the hint of the one finding about an occurrence that a report leaves out."""
    given = ("--plan", "plan.yaml", "--lang", "en", "--select", "unreported-task", "--format", "json")
    (found,) = run("check", "reports", *given).json["findings"]
    said: str = found["hint"]
    return said


def test_a_report_that_leaves_work_out_is_asked_to_tell_of_it(run: Run) -> None:
    put(WORK, PLAIN, {"Q1/a 2017-03-19": AT_WORK, "Q2/a 2017-06-19": ""})
    assert hint(run) == "Report on it too, even if nothing has been done yet (chưa thực hiện)"


def test_one_that_was_followed_by_a_report_on_the_work_is_not(run: Run) -> None:
    put(WORK, PLAIN, {"Q2/a 2017-06-19": "", "Q3/a 2017-09-19": AT_WORK, "Q4/a 2017-12-19": AT_WORK})
    assert hint(run) == SINCE


def test_nor_is_one_of_an_office_whose_successor_has_told_of_it(run: Run) -> None:
    put(WORK, MERGED, {"Q2/a 2017-06-19": "", "Q3/b 2017-09-19": AT_WORK})
    assert hint(run) == SINCE
