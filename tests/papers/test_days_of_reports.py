"""A letter counts days overdue of a report where it is known that it did not come in time, and of no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}",)
HEAD = "schema: ttdn/status/1\nagency: {}\nperiod: 2017-Q2\nsubmitted_on: {}\nitems: [{}]\n"
WRONG = AT_WORK.replace("task: T", "task: Không có")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def letter(run: Run, files: dict[str, str]) -> tuple[str, str, str]:
    """Return the row on the report for the second quarter, the list of letters, and the first thing asked."""
    put(task("by: 2017-12-31"), PLAIN, {"Q1/a 2017-03-19": AT_WORK})
    for path, text in files.items():
        target = Path("reports") / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", *given).code == 0
    lines = Path("letters/a.md").read_text("utf-8").splitlines()
    row = next(one for one in lines if "Report on 2017-Q2" in one)
    asked = next(one for one in lines if one.startswith("1. "))
    return row, Path("letters/danh-sach.md").read_text("utf-8"), asked


@pytest.mark.parametrize(
    ("files", "days"),
    [
        ({}, "11"),
        ({"Q2/a.yaml": HEAD.format("a", "2017-06-29", WRONG)}, "11"),
        ({"Q2/a.yaml": HEAD.format("a", "2017-06-20", WRONG)}, "–"),
        ({"Q2/a.yaml": HEAD.format("a", "20/06/17", AT_WORK)}, "–"),
        ({"Q2/a.yaml": HEAD.format("Sở Ánk", "2017-06-20", AT_WORK)}, "–"),
        ({"Q2/a.pdf": "%PDF"}, "–"),
    ],
    ids=["nothing", "late", "in-time", "day-unknown", "sender-unknown", "kind-not-read"],
)
def test_days_are_counted_where_it_is_known_that_the_report_is_late(files: dict[str, str], days: str, run: Run) -> None:
    row, listed, _ = letter(run, files)
    assert row.split(" | ")[5] == days
    assert ("11 days overdue" in listed) is (days == "11")


BY_NAME = "look whether the file opens and names the agency as the plan does, and send it again."
BY_KIND = "as a file of Word (.docx) or Excel (.xlsx); likewise where it was sent already in another form."
BY_BOTH = "as a file of Word (.docx) or Excel (.xlsx) that names the agency as the plan does; where it was sent already"


@pytest.mark.parametrize(
    ("names", "asked", "state"),
    [
        (["b.yaml"], BY_NAME, "no report that counts for it received yet"),
        (["b.pdf"], BY_KIND, "not received in a form that can be counted"),
        (["b.yaml", "b.pdf"], BY_BOTH, "not received in a form that can be counted"),
    ],
)
def test_a_file_of_nobody_is_said_to_be_of_a_wrong_kind_where_it_is(
    names: list[str], asked: str, state: str, run: Run
) -> None:
    text = HEAD.format("Sở Ánk", "2017-06-20", AT_WORK)
    row, _, first = letter(run, {f"Q2/{one}": text for one in names})
    assert asked in first
    assert f"{state}; there are files that count for no agency" in row
