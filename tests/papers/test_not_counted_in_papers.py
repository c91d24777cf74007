"""Papers and letters say of what does not count what was reported, why it does not count and what to correct."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support import forms
from tests.support.sample import lay_out
from tests.support.uncounted import CLOSED, FILE, WORLDS, World

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="the extra `office` is not installed")
FORMS = ("md", "html", "docx", "xlsx")
SILENCE = ("has not been received", "not reported yet", "report not received yet", "not reported", "nothing heard")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def words(data: bytes, form: str) -> list[str]:
    """Return the rows, paragraphs or lines of a paper, without what Markdown sets around names."""
    if form == "docx":
        paper = docx.Document(io.BytesIO(data))
        rows = [" | ".join(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
        return [one.text for one in paper.paragraphs] + rows
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        lines = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
        return [" | ".join(str(cell) for cell in row if cell is not None) for row in lines]
    text = data.decode().replace("`", "")
    return text.split("<tr" if form == "html" else "\n")


def paper(run: Run, form: str) -> list[str]:
    """Return the lines of the paper for the meeting at the close of the second quarter."""
    assert run("report", "reports", *CLOSED, "-o", f"paper.{form}", "--force").code == 0
    return words(Path(f"paper.{form}").read_bytes(), form)


def letter(run: Run, agency: str = "so-a", form: str = "md") -> str:
    """Return the letter to an agency as one text."""
    assert run("remind", "reports", *CLOSED, "-o", "letters", "--force").code == 0
    return "\n".join(words(Path(f"letters/{agency}.{form}").read_bytes(), form))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_the_paper_shows_what_was_reported_with_the_reason(world: World, form: str, run: Run) -> None:
    world.lay_out(Path())
    told = [line for line in paper(run, form) if world.message in line]
    assert any("T.1" in line and "2017-Q2" in line for line in told)
    assert not any(silence in line for line in told for silence in SILENCE)


@pytest.mark.parametrize("form", ["md", "html", "xlsx"])
def test_the_obstacles_of_an_entry_that_does_not_count_stand_in_the_paper(form: str, run: Run) -> None:
    WORLDS["contradiction"].lay_out(Path())
    assert any("80%" in line and "Máy hỏng" in line for line in paper(run, form) if "T.1" in line)


@pytest.mark.parametrize("form", ["md", "docx"])
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_the_letter_shows_the_reason_and_asks_for_what_mends_it(world: World, form: str, run: Run) -> None:
    world.lay_out(Path())
    text = letter(run, form=form)
    row = next(line for line in text.splitlines() if "T.1. Hai phóng sự" in line)
    assert world.message in row
    assert not any(silence in row for silence in SILENCE)
    assert world.asked in text.replace("`", "")


@pytest.mark.parametrize("because", ["contradiction", "impossible-date", "no-evidence", "left-out"])
def test_who_can_mend_what_was_reported_is_not_asked_to_do_the_work(because: str, run: Run) -> None:
    WORLDS[because].lay_out(Path())
    text = letter(run)
    assert "Complete the work" not in text
    assert "1. Send the report on 2017-Q1.\n2. Correct what was reported, and send the report again: T.1" in text


def test_the_letter_says_of_a_rejected_file_that_it_came_and_asks_for_it_again(run: Run) -> None:
    WORLDS["rejected"].lay_out(Path())
    text = letter(run)
    row = next(line for line in text.splitlines() if "Report on 2017-Q2" in line)
    assert WORLDS["rejected"].message in row
    assert "report on 2017-Q2, corrected" in row
    assert "report not received yet" not in row


def test_an_item_left_out_is_asked_for_although_nothing_is_overdue(run: Run) -> None:
    text = "schema: ttdn/status/1\nagency: {}\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nitems:\n{}"
    read = "  - {task: T.5, state: not_started}\n"  # of a report with no item that can be read nothing counts
    lead, part = f"  - {{task: T.4, state: xong}}\n{read}", f"  - {{task: T.2, state: xong}}\n{read}"
    lay_out(Path(), files={"reports/b.yaml": text.format("so-b", lead), "reports/c.yaml": text.format("so-c", part)})
    assert "T.4 (no time given): Write not_started" in letter(run, "so-b")
    assert "(b.yaml, line 6, report on 2017-Q2)" in letter(run, "so-b").replace("`", "")
    row = next(line for line in letter(run, "so-c").splitlines() if "T.2. Bản tin" in line)
    assert "| coordinator |" in row
    assert "because of line 6: state is not a known state: xong (reported on 2017-06-19)" in row


def test_an_item_left_out_is_asked_for_no_more_once_a_later_report_speaks_of_it(run: Run) -> None:
    head = "schema: ttdn/status/1\nagency: so-b\nperiod: 2017-Q{}\nsubmitted_on: {}\n"
    text = head + "items:\n  - {{task: T.4, state: {}}}\n"
    before, after = text.format(1, "2017-03-19", "xong"), text.format(2, "2017-06-19", "in_progress")
    lay_out(Path(), files={"reports/1.yaml": before})
    assert "T.4" in letter(run, "so-b").split("| --- |")[-1]
    lay_out(Path(), files={"reports/2.yaml": after})
    assert "Correct what was reported" not in letter(run, "so-b")


def test_the_paper_counts_a_rejected_file_apart_from_silence(run: Run) -> None:
    WORLDS["rejected"].lay_out(Path())
    lines = paper(run, "md")
    assert "Reports owed: 4; not received: 3; received but not counted: 1." in lines
    row = next(line for line in lines if line.startswith("| Sở An Bình | 2017-Q2"))
    assert WORLDS["rejected"].message in row
    assert FILE in row
    document = "\n".join(paper(run, "docx"))
    assert f"Sở An Bình: of the report on 2017-Q2, {WORLDS['rejected'].message} (lead, tasks T.1, T.3)." in document
    assert "Reports received: 1 of 4 that were owed. Of them 1 do not count yet." in document
    assert "Sở An Bình: the report on 2017-Q1 has not been received" in document


def test_the_table_of_parts_does_not_say_that_nothing_was_heard_of_a_rejected_file(run: Run) -> None:
    WORLDS["rejected"].lay_out(Path())
    lines = paper(run, "md")
    row = next(line for line in lines if line.startswith("| Sở An Bình | !"))
    assert "◇" not in row
    assert any("! file received, not counted" in line for line in lines)


SAID = {
    "": "not reported",
    "- {task: T.4, state: cancelled}": "reported cancelled; not counted because no evidence is given",
    "- {task: T.4, state: xong}": "not counted because of line 6: state is not a known state: xong",
    "- {task: T.4, state: not_started}": "not started",
    "- {task: T.4, state: in_progress, progress: 40}": "in progress, 40%",
    "- {task: T.4, state: in_progress}": "in progress",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("item", SAID)
def test_the_timeline_says_of_work_without_a_due_date_what_was_said_of_it(item: str, form: str, run: Run) -> None:
    other = "  - {task: T.5, state: not_started}\n"
    report = (
        f"schema: ttdn/status/1\nagency: so-b\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nitems:\n  {item}\n{other}"
    )
    lay_out(Path(), files={"reports/b.yaml": report})
    rows = [line for line in paper(run, form) if "T.4" in line and "no due date set" in line and "<svg" not in line]
    assert [SAID[item] in row for row in rows] == [True] * len(rows)
    assert rows
    assert any("in progress" in row for row in rows) == ("in_progress" in item)


@pytest.mark.parametrize("form", FORMS)
def test_the_timeline_says_of_work_within_its_due_date_that_nothing_was_reported_on_it(form: str, run: Run) -> None:
    lay_out(Path(), files={"reports/b.yaml": "agency: so-b\n"})
    rows = [line for line in paper(run, form) if "T.3" in line and "within the due date" in line]
    assert rows
    assert not any("under way" in row or "in progress" in row for row in rows)
    assert any("not reported" in row for row in rows)


def test_lists_and_letters_say_how_far_the_work_is(run: Run) -> None:
    item = "  - {task: T.1, state: in_progress, progress: 60, coordinated_with: [so-b]}\n"
    report = f"schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nitems:\n{item}"
    lay_out(Path(), files={FILE: report})
    assert "in progress, 60%" in letter(run)
    listed = run("overdue", "reports", *CLOSED).out
    assert "in progress, 60%" in next(line for line in listed.splitlines() if "T.1" in line)


def test_files_of_nobody_known_stand_beside_work_that_was_not_reported(run: Run) -> None:
    lay_out(Path(), files={"reports/2017-Q2/scan.pdf": b"%PDF-1.4", FILE: WORLDS["contradiction"].text})
    row = next(line for line in run("overdue", "reports", *CLOSED).out.splitlines() if "T.2 (2017-Q2)" in line)
    assert "not reported yet in a form that can be counted" in row
    row = next(line for line in paper(run, "md") if line.startswith("| T.4 (no time given)"))
    assert "not reported yet in a form that can be counted" in row


@pytest.mark.parametrize(
    ("form", "correction"),
    [
        ("xlsx", "cell Báo cáo!C5: “Ngày gửi báo cáo” is not filled in. Fill in this cell"),
        ("docx", "table 1, row 3, cell 2: “Ngày gửi báo cáo” is not filled in. Fill in this cell"),
        ("csv", "line 13: “Ngày gửi báo cáo” is not filled in. Fill in this cell"),
        ("yaml", "line 1: The field submitted_on is missing. Add the line submitted_on: …"),
    ],
)
def test_the_letter_names_the_place_of_a_day_of_submission_that_is_not_filled_in(
    form: str, correction: str, run: Run
) -> None:
    lay_out(Path(), files={"reports/note.txt": ""})
    given = ("--plan", "plan.yaml", "--agency", "so-b", "--period", "2017-Q2", "--lang", "vi")
    assert run("template", *given, "-o", f"reports/b.{form}").code == 0
    fill: Callable[[Path, list[dict[str, Any]], date | None], None] = getattr(forms, f"fill_{form}")
    fill(Path(f"reports/b.{form}"), [{"state": "in_progress"}], None)
    if form == "yaml":
        text = Path("reports/b.yaml").read_text("utf-8")
        Path("reports/b.yaml").write_text(text.replace("submitted_on: null\n", ""), "utf-8")
    assert f"Correct and send again the report on 2017-Q2 (b.{form}, {correction})." in letter(run, "so-b").replace(
        "`", ""
    )
