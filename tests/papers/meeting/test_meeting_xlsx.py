"""How the workbook of a meeting is printed: heights of rows, heads on every page, one page wide."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from ttdn_cli.papers.meeting.xlsx_lines import lines

openpyxl = pytest.importorskip("openpyxl", reason="the extra `office` is not installed")


@pytest.mark.parametrize(
    ("count", "text", "width"),
    [
        (1, "", 10),
        (1, "đang thực hiện", 14),
        (2, "Sở Thông tin và Truyền thông", 20),
        (4, "một hai ba bốn", 4),
        (300, "8" * 2_857, 10),
        (2, "MMMMMMMMMM", 12),
        (1, "iiiiiiiiiiiiiii", 12),
    ],
)
def test_the_lines_of_a_text_are_those_that_its_letters_need(count: int, text: str, width: int) -> None:
    assert count == lines(text, width)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the workbook of the fourth quarter of the example reports."""
    from tests.support.inprocess import call

    plan, target = ROOT / "plan" / "2017", tmp_path_factory.mktemp("book") / "q4.xlsx"
    given = ("report", "--plan", str(plan / "plan.yaml"), "--reports", str(plan / "examples"), "--quarter", "Q4")
    assert call(*given, "-o", str(target)).code == 0
    return openpyxl.load_workbook(io.BytesIO(Path(target).read_bytes()))


def test_every_sheet_is_printed_across_one_page_wide_with_its_heads_on_each(book: Any) -> None:
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet is not book.worksheets[0]:
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("B5", "$4:$4")
        assert max(cell.width for cell in sheet.column_dimensions.values()) < 130


def test_every_row_is_as_high_as_its_texts_need_and_their_cells_wrap(book: Any) -> None:
    for sheet in book.worksheets:
        spans = [(one.min, one.max, round(one.width - 0.7)) for one in sheet.column_dimensions.values()]
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                if not isinstance(cell.value, str) or cell.coordinate in sheet.merged_cells:
                    continue
                assert cell.alignment.wrap_text
                width = next(width for first, last, width in spans if first <= cell.column <= last)
                assert sheet.row_dimensions[cell.row].height >= lines(cell.value, width) * 15


def test_title_and_day_stand_over_the_whole_table(book: Any) -> None:
    for sheet in book.worksheets:
        over = {str(one) for one in sheet.merged_cells.ranges}
        last = openpyxl.utils.get_column_letter(sheet.max_column)
        assert {f"A1:{last}1", f"A2:{last}2"} <= over
