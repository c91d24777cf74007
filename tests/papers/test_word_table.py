"""Tables of the Word documents, read back by the library that others use."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from ttdn_cli.papers.word import Paper
from ttdn_cli.text.i18n import Words

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")

HEADS, WIDTHS = ("Mã", "Nội dung"), (20, 60)


def written(*rows: tuple[str, str]) -> Any:
    """Return the table of a document that holds nothing else."""
    paper = Paper(Words("vi"), "x", date(2017, 7, 1))
    paper.table(HEADS, rows, WIDTHS, (0,))
    return docx.Document(io.BytesIO(paper.bytes())).tables[0]


def test_each_row_holds_its_own_texts_with_one_look() -> None:
    rows = [(f"II.{number}", f" Nhiệm vụ {number} ") for number in range(30)] + [("", "")]
    table = written(*rows)
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == rows
    looks = {
        (cell.width, cell.paragraphs[0].alignment, tuple(run.font.size for run in cell.paragraphs[0].runs))
        for row in table.rows[1:]
        for cell in row.cells
    }
    assert sorted((round(width.mm), size[0].pt) for width, _, size in looks) == [(20, 11), (60, 11)]


def test_the_heads_are_repeated_and_only_a_row_of_long_texts_may_be_divided_between_pages() -> None:
    rows = written(("1", "ngắn"), ("2", "dài " * 500)).rows
    heads = ["tblHeader" in row._tr.xml for row in rows]  # noqa: SLF001 - the library has no such setting
    assert heads == [True, False, False]
    assert ["cantSplit" in row._tr.xml for row in rows] == [True, True, False]  # noqa: SLF001 - as above


def test_a_table_without_rows_is_its_heads() -> None:
    assert [[cell.text for cell in row.cells] for row in written().rows] == [list(HEADS)]
