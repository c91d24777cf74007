"""What a later report leaves out and an earlier one gave is asked for, and the earlier one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import PLAIN, put, task

TASK = task("every: quarter", more=", deliverables: [{name: Bản tin, quantity: 3, unit: số}]")
BARE = "{task: T, occurrence: 2017-Q1, state: done, completed_on: 2017-03-10}"
EVIDENCE = BARE.replace("}", ', evidence: ["1"]}')
NUMBERS = BARE.replace("}", ", deliverables: [{name: Bản tin, quantity: 3}]}")
AT_WORK = NUMBERS.replace("state: done, completed_on: 2017-03-10", "state: in_progress")
CAUGHT = EVIDENCE.replace("03-10", "03-25")  # after the day of submission


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def message(run: Run, rule: str, first: str, second: str, sender: str = "a") -> str:
    """Return what a rule says where the reports for two quarters speak of the first quarter's work."""
    put(TASK, PLAIN, {f"Q1/{sender} 2017-03-19": first, "Q2/a 2017-06-19": second})
    options = ("--plan", "plan.yaml", "--quarter", "Q2", "--select", rule, "--lang", "en", "--format", "json")
    said = run("check", "reports", *options).json["findings"]
    (found,) = [one for one in said if one["occurrence"] == "2017-Q1"]
    return str(found["message"]).partition(": ")[2]


def test_evidence_that_an_earlier_report_gave_is_said_to_be_there(run: Run) -> None:
    plain = "reported done, without evidence"
    before = f"{plain}; the report for 2017-Q1 gave some, which the newest one does not repeat"
    assert message(run, "no-evidence", EVIDENCE, BARE) == before
    assert message(run, "no-evidence", BARE, BARE) == plain


def test_evidence_of_an_entry_that_does_not_count_or_of_another_sender_is_none(run: Run) -> None:
    plain = "reported done, without evidence"
    assert message(run, "no-evidence", CAUGHT, BARE) == plain
    assert message(run, "no-evidence", EVIDENCE, BARE, sender="b") == plain


@pytest.mark.parametrize("first", [NUMBERS, AT_WORK], ids=["done", "at work"])
def test_products_that_an_earlier_report_named_are_said_with_their_number(first: str, run: Run) -> None:
    short = "reported done with less than planned: 0/3 số (Bản tin)"
    assert message(run, "short-delivery", first, BARE) == f"{short}; the report for 2017-Q1 named 3/3 số (Bản tin)"


def test_an_earlier_report_that_named_no_more_is_not_mentioned(run: Run) -> None:
    two = NUMBERS.replace("quantity: 3", "quantity: 2")
    assert message(run, "short-delivery", two, two) == "reported done with less than planned: 2/3 số (Bản tin)"
