"""The tables in a file of any kind that an annex comes in: one form for CSV, workbooks and Word files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ttdn_cli.files.cell_places import WORD, line_of
from ttdn_cli.files.docx.tables import Document, Table
from ttdn_cli.files.grid import Grid
from ttdn_cli.files.kinds import OLD_OFFICE, ZIP, kind_of
from ttdn_cli.files.tree import FileRejected

WORKBOOKS = (".xlsx", ".xls", ".ods")
OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Cell(NamedTuple):
    """A cell with something in it.

    `continued`: merged with the one above, whose words it has. `span`: how many columns it covers. `numbered`: its
    words with automatic numbers. `error`: a code where what stands there is no value. `noted`: a footnote hangs on it.
    `struck`: words in it are struck through.
    """

    text: str
    continued: bool = False
    span: int = 1
    numbered: str = ""
    error: str = ""
    noted: bool = False
    struck: bool = False


class SheetRow(NamedTuple):
    """A row: its number in the file (from 0; of a Word file as `line_of` counts), its cells by column, from 0."""

    line: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """One table of a file: `number` counts from 1 as `--table` does. `name` of a sheet, `word` for one of Word.

    `width` is the number of its columns, `outer` the number of the table that it stands in, 0 for none.
    """

    number: int
    rows: list[SheetRow]
    name: str | None = None
    word: bool = False
    width: int = 0
    outer: int = 0


@dataclass(slots=True)
class Source:
    """All tables of a file, and what is told of it: tracked changes, an embedded document, pictures, hidden sheets."""

    sheets: list[Sheet]
    tracked: bool = False
    embedded: bool = False
    pictures: bool = False
    hidden: tuple[str, ...] = ()


def read_source(data: bytes, name: str, knows: Callable[[str], bool]) -> Source:
    """Return the tables in a file with a name; `knows` tells headings, by which CSV finds its separator.

    What a file is counts, whatever the ending of its name. Raises `FileRejected` for what cannot be read with
    certainty, and `UsageError` where an extra is needed.
    """
    if _is_word(data, name):
        from ttdn_cli.files import docx

        return _of_document(docx.read(data))
    if data.startswith((ZIP, OLD_OFFICE)) or name.lower().endswith(WORKBOOKS):
        from ttdn_cli.files import workbooks

        grids = workbooks.read(data)
        found = [_of_grid(one, number) for number, one in enumerate(grids, 1)]
        return Source(found, hidden=workbooks.hidden_sheets(data))
    if data.startswith(OTHERS):
        raise kind_of(data)
    from ttdn_cli.files import csv

    return Source([_of_grid(csv.read(data, knows), 1)])


def _is_word(data: bytes, name: str) -> bool:
    if not data.startswith(ZIP):
        return name.lower().endswith(WORD)
    from ttdn_cli.files.archive import Archive

    try:
        archive = Archive(data)
    except FileRejected:  # told by the reader that its name asks for
        return name.lower().endswith(WORD)
    return not any(one in archive for one in ("xl/workbook.xml", "content.xml", "xl/workbook.bin")) and (
        "word/document.xml" in archive or name.lower().endswith(WORD)
    )


def _of_grid(grid: Grid, number: int) -> Sheet:
    rows = []
    for line in grid.lines:
        cells = {}
        for one in line.cells:
            span = grid.spans.get((one.line, one.column), one.column) - one.column + 1
            cells[one.column] = Cell(one.shown or one.text, one.line < line.number, span, error=one.cell_error)
        rows.append(SheetRow(line.number, cells, line.number in grid.hidden))
    ends = (at + cell.span for row in rows for at, cell in row.cells.items())
    return Sheet(number, rows, grid.sheet, width=max(ends, default=0))


def _of_document(document: Document) -> Source:
    sheets = [_of_table(one) for one in document.tables]
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    pictures = document.pictures or any("picture" in cell.notes for cell in cells)
    return Source(sheets, document.tracked, document.embedded, pictures)


def _of_table(table: Table) -> Sheet:
    rows = []
    for row in table.rows:
        cells: dict[int, Cell] = {}
        for one in row.cells:
            text = one.text or ("…" if one.doubt else "")
            if text or one.numbered or one.continued:
                noted, struck = ("footnote" in one.notes, "struck" in one.notes)
                found = Cell(text, one.continued, one.span, one.numbered, one.doubt, noted, struck)
                cells.setdefault(one.column, found)
        rows.append(SheetRow(line_of(table.number, row.number), cells, row.hidden))
    return Sheet(table.number, rows, word=True, width=table.width, outer=table.outer)
