"""What is typed as 6/2026 and kept as 1 June is the month that the cell shows; reports keep the day."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import pytest

from tests.support.annex_files import HEAD, openpyxl
from tests.support.annexes import read_bytes
from ttdn_cli.files import formats, workbooks
from ttdn_cli.plans.annex.parts import Span

ROW = ("1", "Việc A", "Sở Tài chính", "", "Báo cáo")
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"


def book(day: date, shown: str, heading: str = HEAD[5]) -> bytes:
    """Return a workbook with one task, whose day is shown by a format."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append([*HEAD[:5], heading])
    sheet.append([*ROW, day])
    sheet["F2"].number_format = shown
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def open_book(day: str, shown: str) -> bytes:
    """Return an open workbook with one task, whose day is shown in words."""
    lines = [
        "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
        for cells in (HEAD, ROW)
    ]
    lines[1] += (
        f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )
    rows = "".join(f"<table:table-row>{one}</table:table-row>" for one in lines)
    content = (
        f'<office:document-content xmlns:office="{SPACE}office:1.0" xmlns:table="{SPACE}table:1.0" '
        f'xmlns:text="{SPACE}text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("shown", "due"),
    [
        ("mm/yyyy", "2026-06-30"),
        ("mmm-yy", "2026-06-30"),
        ("[$-409]mmm\\-yy;@", "2026-06-30"),
        ('"Tháng "m/yyyy', "2026-06-30"),
        ("yyyy", "2026-12-31"),
        ("dd/mm/yyyy", "2026-06-01"),
        ("dd/mm", "2026-06-01"),
        ('"Quý II/"yyyy', "2026-06-01"),
    ],
)
def test_a_deadline_is_due_by_the_end_of_what_its_cell_shows(shown: str, due: str) -> None:
    assert read_bytes(book(date(2026, 6, 1), shown), "t.xlsx", YEAR).task("1").schedule == {"by": due}


def test_the_words_of_the_source_are_those_that_the_cell_shows() -> None:
    found = read_bytes(book(date(2026, 6, 1), "mm/yyyy", "Thời gian thực hiện"), "t.xlsx", YEAR).task("1")
    assert (found.schedule, found.as_written) == ({"month": "2026-06"}, "06/2026")


@pytest.mark.parametrize(
    ("day", "shown", "due"),
    [
        ("2026-06-01", "06/2026", "2026-06-30"),
        ("2026-06-01", "Jun-26", "2026-06-30"),
        ("2026-06-01", "tháng 6 năm 2026", "2026-06-30"),
        ("2026-01-01", "01/2026", "2026-01-31"),
        ("2026-06-01", "2026", "2026-12-31"),
        ("2026-06-01", "01/06/2026", "2026-06-01"),
        ("2026-06-12", "12/06", "2026-06-12"),
        ("2026-06-12", "12 tháng 6 năm 2026", "2026-06-12"),
        ("2026-06-12", "12 Jun 2026", "2026-06-12"),
    ],
)
def test_in_an_open_workbook_what_is_shown_stands_beside_the_day(day: str, shown: str, due: str) -> None:
    assert read_bytes(open_book(day, shown), "t.ods", YEAR).task("1").schedule == {"by": due}


@pytest.mark.parametrize(("day", "shown"), [("2026-6-1", "6/2026"), ("20261", "1/26"), ("2026-xx-01", "6/2026")])
def test_a_day_in_another_form_than_programs_write_is_no_month(day: str, shown: str) -> None:
    cell = workbooks.read(open_book(day, shown))[0].lines[1].cells[-1]
    assert (cell.text, cell.shown) == (day, "")


def test_the_text_of_a_cell_stays_its_day_for_those_who_read_reports() -> None:
    cell = workbooks.read(book(date(2026, 6, 1), "mm/yyyy"))[0].lines[1].cells[-1]
    assert (cell.text, cell.shown) == ("2026-06-01", "06/2026")


@pytest.mark.parametrize("code", ["h:mm", "mm/yyyy hh:mm", "General", "0.00"])
def test_an_hour_or_a_number_shows_no_month(code: str) -> None:
    assert formats.shows(code) == ""


@pytest.mark.parametrize("piece", ['"y', "\\y", "y", "[y", 'm"'])
def test_a_format_code_of_millions_of_pieces_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    formats.shows(piece * 1_000_000)
    assert time.process_time() - begun < 1
