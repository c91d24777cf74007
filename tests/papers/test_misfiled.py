"""Of a report in the folder of another period a letter asks for which period it is, and moves no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, report, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}")
OPEN = "{task: T, state: in_progress}"
NOT_AGAIN = ("Correct and send again", "move the file", "corrected |")
CONFIRM = "Where the period that it names is the right one, nothing is to be corrected"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def letter(run: Run, agency: str, day: str = "2017-06-19") -> str:
    """Return the letter to who sent a report for the second quarter that lies in the folder of the first."""
    put(task("year: 2017"), PLAIN, {"Q1/a 2017-03-19": OPEN} if agency == "b" else {"Q2/x 2017-06-19": OPEN})
    _, text = report(f"Q2/{agency} 2017-06-19", OPEN)
    target = Path("reports/Q1/late.yaml")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace("2017-06-19", day), "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", "--all-replies", *given).code == 0
    return Path(f"letters/{agency}.md").read_text("utf-8").replace("`", "")


def test_who_owes_the_report_is_asked_for_its_period(run: Run) -> None:
    text = letter(run, "a")
    assert "| – | confirmation of the period of the report |" in text
    assert "Confirm which period the report is for: 2017-Q1 (late.yaml, line 3: The report says 2017-Q2" in text
    assert CONFIRM in text
    assert not [one for one in NOT_AGAIN if one in text]


def test_who_owes_none_is_asked_for_its_period_too(run: Run) -> None:
    text = letter(run, "b")
    assert CONFIRM in text
    assert not [one for one in NOT_AGAIN if one in text]


def test_a_report_with_another_error_in_its_head_is_asked_for_again(run: Run) -> None:
    assert "Correct and send again" in letter(run, "a", day="19/06/17")
