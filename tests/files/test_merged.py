"""Cells that are merged over several rows hold for each of these rows, in workbooks of every kind."""

from __future__ import annotations

import struct
import time
from typing import Any

import pytest

from tests.intake.test_sheet_reports import COLUMNS, entries, errors, received, row
from tests.support.reading import refusal
from tests.support.workbooks import HEAD
from tests.support.worst import biff, number, old_workbook, open_sheet, workbook
from ttdn_cli.files import workbooks
from ttdn_cli.files.cells import Room
from ttdn_cli.files.grid import Cell, Grid, Line
from ttdn_cli.files.merged import spread
from ttdn_cli.limits import MAX_CELLS

FILLED = row(Mã_nhiệm_vụ="T.3")


def merge(*places: str) -> Any:
    def change(sheet: Any) -> None:
        for place in places:
            sheet.merge_cells(place)

    return change


class TestKinds:
    def found(self, data: bytes) -> list[list[tuple[int, int, str]]]:
        """Return the cells of each row, with where they stand."""
        [grid] = workbooks.read(data)
        return [[(cell.line, cell.column, cell.text) for cell in line.cells] for line in grid.lines]

    def test_of_xlsx(self) -> None:
        rows = (
            '<row><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="9"><c><v>1</v></c></row>'
        )
        merged = '<mergeCells><mergeCell ref="$B$1:C5"/><mergeCell ref="A2:C2"/><mergeCell ref="x"/></mergeCells>'
        data = workbook(f"{rows}</sheetData>{merged}<sheetData>")
        assert self.found(data) == [[(0, 1, "1")], [(1, 0, "1"), (0, 1, "1")], [(8, 0, "1")]]

    def test_of_ods(self) -> None:
        def cell(text: str, more: str = "") -> str:
            return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'

        blank = '<table:covered-table-cell table:number-columns-repeated="2"/>'
        spanned = cell("b", 'table:number-rows-spanned="2"')
        first = f"<table:table-row>{cell('a')}{spanned}</table:table-row>"
        second = f"<table:table-row>{cell('c')}{blank}</table:table-row><table:table-row>{cell('d')}</table:table-row>"
        assert self.found(open_sheet(first + second)) == [
            [(0, 0, "a"), (0, 1, "b")],
            [(1, 0, "c"), (0, 1, "b")],
            [(2, 0, "d")],
        ]

    def test_of_xls(self) -> None:
        pytest.importorskip("xlrd", reason="needs the extra office")
        merged = biff(0xE5, struct.pack("<9H", 2, 0, 1, 1, 2, 5, 7, 0, 0))
        data = old_workbook(number(0, 1) + number(1, 0) + number(2, 0) + merged)
        assert self.found(data) == [[(0, 1, "1")], [(1, 0, "1"), (0, 1, "1")], [(2, 0, "1")]]


class TestLimits:
    def test_a_merged_cell_over_all_rows_costs_what_there_is(self) -> None:
        lines = [Line(0, (Cell(0, 0, "x"),)), Line(1_000_000, (Cell(1_000_000, 1, "y"),))]
        room = Room()
        begun = time.process_time()
        assert [len(line.cells) for line in spread(lines, {(0, 0): 1_048_575}, room)] == [1, 2]
        assert (room.cells, time.process_time() - begun < 0.1) == (MAX_CELLS - 1, True)

    def test_what_is_merged_takes_from_the_room_of_the_workbook(self) -> None:
        rows = "".join(f'<row><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 1_001))
        merged = "".join(f'<mergeCell ref="A{n}:A1000"/>' for n in range(1, 1_001))
        data = workbook(f"{rows}</sheetData><mergeCells>{merged}</mergeCells><sheetData>")
        assert refusal(lambda: workbooks.read(data))[0] == "workbook-cells"

    def test_nothing_is_repeated_where_nothing_stands_in_the_first_cell(self) -> None:
        lines = (Line(3, (Cell(3, 1, "y"),)),)
        assert spread(lines, {(0, 1): 9, (3, 0): 9}, Room()) == lines


class TestReports:
    def test_a_state_that_is_merged_is_that_of_every_row(self) -> None:
        found = received(row(), row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện=None), mangle=merge("D5:D6"))
        assert (errors(found), [(one.task, one.state) for one in entries(found)]) == (
            [],
            [("T.1", "in_progress"), ("T.3", "in_progress")],
        )

    def test_an_error_in_it_is_told_once_and_at_the_cell_that_can_be_changed(self) -> None:
        wrong = row(Tình_hình_thực_hiện="Xong")
        found = received(
            wrong, row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện=None), row(Mã_nhiệm_vụ="T.4"), mangle=merge("D5:D6")
        )
        assert (errors(found), [one.task for one in entries(found)]) == ([("D5", "cell_state")], ["T.4"])
        assert found.report
        assert [(one.task, one.error and one.error.place.line) for one in found.report.left_out] == [
            ("T.1", 5),
            ("T.3", 5),
        ]

    def test_over_columns_it_stays_in_the_first(self) -> None:
        found = received(row(Cơ_quan_đã_phối_hợp="Sở Bình Yên"), mangle=merge("G5:H5"))
        [entry] = entries(found)
        assert (errors(found), entry.named, entry.delivered) == ([], ("so-b",), ())

    def test_a_task_that_is_merged_over_rows_with_states_of_their_own_has_them_all(self) -> None:
        first = row(Mã_nhiệm_vụ="T.2", Kỳ_thực_hiện="Quý I/2017")
        second = row(Mã_nhiệm_vụ=None, Kỳ_thực_hiện="Quý II/2017")
        found = received(first, second, mangle=merge("A5:A6", "C5:C6"))
        assert [(one.task, one.occurrence) for one in entries(found)] == [("T.2", "2017-Q1"), ("T.2", "2017-Q2")]

    def test_rows_that_only_add_lines_to_a_merged_task_are_one_row(self) -> None:
        more = [None] * 8 + ["13/QĐ", "Ba phóng sự"]
        found = received(
            row(Minh_chứng="12/QĐ"), more, FILLED, mangle=merge("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6")
        )
        first, second = entries(found)
        assert (errors(found), first.task, second.task) == ([], "T.1", "T.3")
        assert first.texts
        assert (first.texts.evidence, first.texts.result) == (("12/QĐ", "13/QĐ"), "Ba phóng sự")

    def test_labels_of_the_head_that_are_merged_stand_once(self) -> None:
        head = [[*HEAD[0], None, "Số liệu"], [None, None, None, "đến ngày 19/6"], *HEAD[1:]]
        found = received(row(), head=head, mangle=merge("A1:A2", "B1:B2"))
        assert (errors(found), found.agency) == ([], "so-a")

    def test_headings_over_two_rows_are_no_row(self) -> None:
        below = [None] * 9 + ["Bằng lời"]
        places = [f"{chr(65 + n)}4:{chr(65 + n)}5" for n in range(len(COLUMNS)) if n != 9]
        found = received(below, row(), mangle=merge(*places))
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.1"])


def test_a_grid_tells_which_cells_are_its_own() -> None:
    line = Line(4, (Cell(3, 0, "x"), Cell(4, 1, "y")))
    assert Grid(None, (line,)).lines[0].own_cells() == [Cell(4, 1, "y")]
