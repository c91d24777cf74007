"""The papers tell what was done under unfinished work, what the next period brings, and how late work was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out

CLOSED = ("--plan", "plan.yaml", "--lang", "en")
FORMS = ("md", "html", "docx", "xlsx")
LEAD = f"""{HEAD}items:
  - task: T.1
    state: done
    completed_on: 2017-06-15
    coordinated_with: [so-b]
    deliverables: [{{name: Phóng sự, quantity: 2}}]
    evidence: [1/BC]
    result: Xong cả hai
  - task: T.3
    state: in_progress
    progress: 40
    coordinated_with: [cac-huyen]
    evidence: [7/BC-SAB]
    result: Đã in 300 tờ rơi
"""
PART = """schema: ttdn/status/1
agency: so-b
period: 2017-Q2
submitted_on: 2017-07-20
items:
  - {task: T.1, state: done, completed_on: 2017-06-10, evidence: [2/BC], result: Đã cử hai phóng viên}
  - {task: T.2, occurrence: 2017-Q1, state: done, completed_on: 2017-04-07, evidence: [3/BC]}
  - {task: T.4, state: in_progress}
"""


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": LEAD, "r/so-b.yaml": PART}))


def paper(run: Run, form: str = "md", quarter: str = "Q2") -> list[str]:
    """Return the lines of a paper: of documents and workbooks the rows and paragraphs."""
    name = f"paper.{form}"
    if form in ("docx", "xlsx"):
        pytest.importorskip("docx" if form == "docx" else "openpyxl")
    assert run("report", "r", *CLOSED, "--quarter", quarter, "-o", name, "--force").code == 0
    data = Path(name).read_bytes()
    if form == "docx":
        document = pytest.importorskip("docx").Document(io.BytesIO(data))
        rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return [one.text for one in document.paragraphs] + rows
    if form == "xlsx":
        book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(data))
        lines = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
        return [" | ".join(str(cell) for cell in row if cell is not None) for row in lines]
    text = data.decode().replace("`", "")
    return text.split("<tr") if form == "html" else text.splitlines()


def section(lines: list[str], title: str) -> list[str]:
    """Return the rows of one part of a paper in Markdown."""
    begins = lines.index(f"## {title}") + 1
    ends = next((at for at in range(begins, len(lines)) if lines[at].startswith("## ")), len(lines))
    return [one for one in lines[begins:ends] if one][2:]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_what_was_done_under_unfinished_work_and_by_coordinators(form: str, run: Run) -> None:
    lines = paper(run, form)
    own = [line for line in lines if "Đã in 300 tờ rơi" in line]
    assert any("T.3" in line and "in progress, 40%" in line and "7/BC-SAB" in line for line in own)
    assert any("T.1" in line and "Sở Bình Yên" in line and "Đã cử hai phóng viên" in line for line in lines)


def test_what_a_lead_says_of_completed_work_stands_once(run: Run) -> None:
    assert sum("Xong cả hai" in line for line in paper(run)) == 1


def test_what_begins_or_falls_due_in_the_next_period_is_told(run: Run) -> None:
    title = "Work that begins or falls due in the next period"
    lines = paper(run)
    assert "Occurrences that begin or fall due in 2017-Q3:" in lines
    rows = [one for one in section(lines, title) if one.startswith("| T.")]
    assert [one.split(" | ")[0].split("<br>")[0] for one in rows] == ["| T.2 (2017-Q3)"]
    assert rows[0].endswith("| begins and falls due |")
    rows = [one for one in section(paper(run, quarter="Q3"), title) if one.startswith("| T.")]
    told = {one[2 : one.index(" (")]: one.split(" | ")[-1] for one in rows}
    assert told == {"T.2": "begins and falls due |", "T.3": "falls due |", "T.5": "begins and falls due |"}


def test_at_the_end_of_the_plan_there_is_no_next_period(run: Run) -> None:
    assert "The plan has no further period." in paper(run, quarter="Q4")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_documents_and_workbooks_tell_of_the_next_period(form: str, run: Run) -> None:
    assert any("T.2" in line and "2017-Q3" in line and "begins and falls due" in line for line in paper(run, form))


@pytest.mark.parametrize("form", FORMS)
def test_completed_work_is_told_with_the_days_that_it_was_late(form: str, run: Run) -> None:
    late = [line for line in paper(run, form) if "completed 7 days late" in line]
    assert any("T.2" in line and "2017-Q1" in line for line in late)
    assert not any("T.1" in line and "completed 0" in line for line in paper(run, form))
