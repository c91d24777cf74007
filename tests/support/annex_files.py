"""Annexes as office programs write them: one table, given as rows of cells, as CSV, workbook or Word file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

docx = pytest.importorskip("docx", reason="needs the extra office")
openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")

HEAD = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành")
UP, LEFT = "↑", "←"  # merged with the cell above, or with the one to the left
Rows = Sequence[Sequence[str]]


def as_csv(rows: Rows, *_more: object) -> bytes:
    """Return rows as CSV; what is merged is blank there."""
    file = io.StringIO()
    csv.writer(file).writerows([["" if cell in (UP, LEFT) else cell for cell in row] for row in rows])
    return file.getvalue().encode()


def merges(rows: Rows) -> list[tuple[int, int, int, int]]:
    """Return what is merged: first row and column, last row and column, from 0."""
    found = []
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell in (UP, LEFT):
                continue
            below, right = at, column
            while below + 1 < len(rows) and column < len(rows[below + 1]) and rows[below + 1][column] == UP:
                below += 1
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            if (below, right) != (at, column):
                found.append((at, column, below, right))
    return found


def as_xlsx(rows: Rows, *more: Rows) -> bytes:
    """Return a workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    for number, table in enumerate((rows, *more)):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        for at, row in enumerate(table, 1):
            for column, cell in enumerate(row, 1):
                if cell not in (UP, LEFT, ""):
                    sheet.cell(at, column, cell)
        for top, left, bottom, right in merges(table):
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_docx(rows: Rows, *more: Rows, before: Callable[[Any], object] | None = None) -> bytes:
    """Return a Word file with a table for each; `before` adds what stands above the first."""
    made = docx.Document()
    if before:
        before(made)
    for table in (rows, *more):
        put = made.add_table(len(table), max(map(len, table)))
        for at, row in enumerate(table):
            for column, cell in enumerate(row):
                if cell not in (UP, LEFT, ""):
                    put.cell(at, column).text = cell
        for top, left, bottom, right in merges(table):
            words = put.cell(top, left).text
            put.cell(top, left).merge(put.cell(bottom, right)).text = words
        made.add_paragraph()
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


FORMS: dict[str, Callable[..., bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "docx": as_docx}
