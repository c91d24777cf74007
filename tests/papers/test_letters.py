"""What each agency is asked for, of all the ways in which something can be owed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import PLAN, lay_out

pytest.importorskip("docx", reason="the extra `office` is not installed")

Written = Callable[..., list[str]]


def report(agency: str, *items: str, period: str = "2017-Q2", on: str = "2017-06-19") -> str:
    head = f"schema: ttdn/status/1\nagency: {agency}\nperiod: {period}\nsubmitted_on: {on}\n"
    return head + ("items:\n" + "".join(f"  - {{{one}}}\n" for one in items) if items else "nothing_to_report: true\n")


DONE = "task: T.1, state: done, completed_on: 2017-06-15"
WHOLE = f"{DONE}, coordinated_with: [so-b], evidence: [1/BC], deliverables: [{{name: Phóng sự, quantity: 2}}]"
YEAR = "task: T.3, state: in_progress, coordinated_with: [cac-huyen]"


@pytest.fixture
def written(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return a function that gives the list of letters at the close of Q2 for some reports."""

    def call(*reports: str) -> list[str]:
        files: dict[str, str | bytes] = {f"reports/{n}.yaml": text for n, text in enumerate(reports)}
        lay_out(tmp_path, files=files)
        monkeypatch.chdir(tmp_path)
        given = ("--reports", "reports", "--quarter", "Q2", "--output", "cv", "--force", "--lang", "en")
        assert run("remind", *PLAN, *given).code == 0
        lines = (tmp_path / "cv" / "danh-sach.md").read_text("utf-8").splitlines()
        return [line for line in lines if line.startswith("| ") and "Sở An Bình" in line]

    return call


@pytest.mark.parametrize(
    ("item", "asked", "not_asked"),
    [
        (WHOLE, "", "T.1"),
        (
            f"{DONE}, coordinated_with: [so-b], evidence: [1/BC]",
            "T.1 (2017-Q2): the rest of the products (reported: 0/2",
            "evid",
        ),
        (WHOLE.replace(", evidence: [1/BC]", ""), "T.1 (2017-Q2): evidence of the result", "products"),
        (WHOLE.replace("coordinated_with: [so-b], ", ""), "T.1 (2017-Q2): whether Sở", "evidence"),
        ("task: T.1, state: in_progress, coordinated_with: [so-b]", "completion; result, date and evid", "products"),
        (
            "task: T.1, state: cancelled, coordinated_with: [so-b]",
            "T.1 (2017-Q2): correction of the report: the document by which the work was cancelled",
            "completion",
        ),
    ],
)
def test_a_lead_is_asked_for_what_its_entry_lacks(item: str, asked: str, not_asked: str, written: Written) -> None:
    lines = written(report("so-a", item, YEAR), report("so-b", "task: T.1, state: in_progress"))
    shown = lines[0] if lines else ""
    assert asked in shown
    assert not_asked not in shown


def test_a_task_left_out_is_asked_for_until_a_later_report_speaks_of_it(written: Written) -> None:
    before = report("so-a", period="2017-Q1", on="2017-03-19")
    assert "state of the work" in written(before, report("so-a", WHOLE))[0]
    told = written(before, report("so-a", WHOLE, YEAR))
    assert "state of the work" not in "".join(told)


def test_a_report_that_could_not_be_read_is_asked_for_again(written: Written, tmp_path: Path) -> None:
    broken = report("so-a", WHOLE, YEAR) + "schema: ttdn/status/2\n"
    assert "report on 2017-Q2" in written(broken)[0]
    assert "the file `0.yaml` of 2017-06-19 was received but is not counted because: " in (
        tmp_path / "cv" / "so-a.md"
    ).read_text("utf-8")


def test_a_silent_coordinator_is_asked_once_by_its_missing_report(written: Written, tmp_path: Path) -> None:
    written(report("so-a", WHOLE, YEAR))
    said = (tmp_path / "cv" / "so-b.md").read_text("utf-8")
    assert "Send the report on" in said
    assert "part taken" not in said


def test_a_coordinator_whose_report_leaves_the_task_out_is_asked_for_its_part(written: Written, tmp_path: Path) -> None:
    written(report("so-a", WHOLE, YEAR), report("so-b", "task: T.4, state: in_progress"))
    assert "T.1 (2017-Q2)" in (tmp_path / "cv" / "so-b.md").read_text("utf-8").split("Inform of the part")[1]


def test_whoever_is_to_complete_the_work_is_not_asked_for_its_state_as_well(written: Written) -> None:
    shown = written(report("so-a", YEAR))[0]
    assert "T.1 (2017-Q2): completion; result, date and evidence (1 day overdue)" in shown
    assert "state of the work" not in shown
