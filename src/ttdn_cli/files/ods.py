"""The reader of open sheets (.ods): their cells are read as XML, with what they say of themselves and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.cells import SHEET_COLUMNS, SHEET_ROWS, Room
from ttdn_cli.files.grid import Cell, Grid, Line, tidy
from ttdn_cli.files.markup import walk
from ttdn_cli.files.merged import spread
from ttdn_cli.files.package import too_many
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.files.xlsx import day_written, shown_of, written_as
from ttdn_cli.limits import MAX_NAME, MAX_SHEETS

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_SPACE}{name}:1.0 " for name in ("office", "table", "text", "style"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_APART = (f"{_OFFICE}annotation", f"{_SPACE}drawing:1.0 frame", f"{_TABLE}shapes")  # what lies over cells
_LIST, _CONTENT = "META-INF/manifest.xml", "content.xml"
_REPEATED = re.compile("[1-9][0-9]{0,6}")
_DIGITS, _LETTERS = re.compile("[0-9]{1,4}"), re.compile(r"[^\W\d_]+")
_OF_MONTHS = ("t", "tháng", "năm")
_UNSEEN = ("collapse", "filter")


def read(archive: Archive) -> list[Grid]:
    """Return the visible sheets of an open workbook; raises `FileRejected` (`unreadable`)."""
    return _book(archive).grids


def hidden(archive: Archive) -> list[str]:
    """Return the names of the sheets that are not shown; raises `FileRejected` (`unreadable`)."""
    return _book(archive).hidden


def _book(archive: Archive) -> _Book:
    if _LIST in archive and b"encryption-data" in archive.read(_LIST):
        raise FileRejected("unreadable", "workbook-encrypted")
    if _CONTENT not in archive:
        raise FileRejected("unreadable", "workbook-broken")
    content = archive.read(_CONTENT)
    book = _Book()
    book.room.take_tags(content)
    walk(content, book.begin, book.end, book.add)
    return book


class _Book:
    """A workbook while it is read: the styles that hide sheets, the sheets, the row and the cell that are open."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.hidden: list[str] = []
        self.room = Room()
        self._hiding: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._tables = 0  # that are open: a table within a cell is not read
        self._apart = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._apart or tag in _APART:
            self._apart += 1
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties":
            if attributes.get(f"{_TABLE}display") == "false":
                self._hiding.add(self._style)
        elif tag == f"{_TABLE}table":
            self._begin_table(attributes)
        elif self._sheet and self._tables == 1:
            self._sheet.begin(tag, attributes)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            name, hidden = attributes.get(f"{_TABLE}name", ""), attributes.get(f"{_TABLE}style-name") in self._hiding
            self._sheet = None if hidden else _Sheet(name, self.room)
            if hidden:
                self.hidden.append(name)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._apart:
            self._apart -= 1
        elif tag == f"{_TABLE}table":
            self._tables -= 1
            if self._sheet and not self._tables:
                self.grids.append(self._sheet.grid())
                self._sheet = None
                if len(self.grids) > MAX_SHEETS:
                    raise too_many()
        elif self._sheet and self._tables == 1:
            self._sheet.end(tag)

    def add(self, text: str) -> None:
        """Keep a piece of text."""
        if self._sheet and self._tables == 1 and not self._apart:
            self._sheet.add(text)


class _Sheet:
    """One sheet while it is read; rows and columns count from 0."""

    def __init__(self, name: str, room: Room) -> None:
        self._name, self._room = tidy(name[:MAX_NAME]), room
        self._lines: list[Line] = []
        self._merged: dict[tuple[int, int], int] = {}
        self._spans: dict[tuple[int, int], int] = {}
        self._hidden: set[int] = set()
        self._unshown: set[int] = set()
        self._row = self._column = self._columns = 0
        self._rows = 1
        self._cells: list[tuple[int, str, str, str]] = []
        self._cell: Mapping[str, str] = {}
        self._runs: list[str] | None = None

    def grid(self) -> Grid:
        """Return the sheet."""
        lines = spread(self._lines, self._merged, self._room)
        hidden, unshown = frozenset(self._hidden), frozenset(self._unshown)
        return Grid(self._name, lines, hidden=hidden, unshown=unshown, spans=self._spans)

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, or something in a cell."""
        if tag in _CELLS:
            self._cell, self._runs = attributes, []
        elif tag == f"{_TABLE}table-row":
            self._rows = _repeated(attributes, "rows")
            self._column, self._cells = 0, []
            if attributes.get(f"{_TABLE}visibility") in _UNSEEN:
                self._hidden.add(self._row)
        elif tag == f"{_TABLE}table-column":
            first, self._columns = self._columns, self._columns + _repeated(attributes, "columns")
            if attributes.get(f"{_TABLE}visibility") in _UNSEEN:
                self._unshown.update(range(first, min(self._columns, SHEET_COLUMNS)))
        elif self._runs is not None:
            self._begin_text(tag, self._runs)

    @staticmethod
    def _begin_text(tag: str, runs: list[str]) -> None:
        if (tag == f"{_TEXT}p" and runs) or tag == f"{_TEXT}line-break":
            runs.append("\n")
        elif tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            runs.append(" ")

    def end(self, tag: str) -> None:
        """End a row or a cell."""
        if tag in _CELLS:
            self._end_cell("".join(self._runs or ()))
        elif tag == f"{_TABLE}table-row":
            self._end_row()

    def add(self, text: str) -> None:
        """Keep a piece of what is written in a cell."""
        if self._runs is not None:
            self._room.take_text(len(text))
            self._runs.append(text)

    def _end_cell(self, shown: str) -> None:
        text, cell_error = _value(self._cell, shown)
        month = _month(text, shown) if self._cell.get(f"{_OFFICE}value-type") == "date" else ""
        times = _repeated(self._cell, "columns")
        if text or cell_error:
            self._merged[self._row, self._column] = self._row + _number(self._cell, "rows-spanned") - 1
            if (across := _number(self._cell, "columns-spanned")) > 1:
                self._spans[self._row, self._column] = self._column + across - 1
            for column in range(self._column, self._column + times):
                self._room.take_cell()
                self._cells.append((column, text, cell_error, month))
        self._column += times
        self._runs = None
        if self._column > SHEET_COLUMNS:
            raise FileRejected("unreadable", "workbook-broken")

    def _end_row(self) -> None:
        again = self._rows if self._cells else 0
        hidden = self._row in self._hidden
        for number in range(self._row, self._row + again):
            if number > self._row:
                for _, text, _, _ in self._cells:
                    self._room.take_cell()
                    self._room.take_text(len(text))
            self._lines.append(Line(number, tuple(Cell(number, *cell) for cell in self._cells)))
            if hidden:
                self._hidden.add(number)
        self._row += self._rows
        if self._row > SHEET_ROWS:
            raise FileRejected("unreadable", "workbook-broken")


def _repeated(attributes: Mapping[str, str], what: str) -> int:
    return _number(attributes, f"{what}-repeated")


def _number(attributes: Mapping[str, str], what: str) -> int:
    written = attributes.get(f"{_TABLE}number-{what}", "1")
    return int(written) if _REPEATED.fullmatch(written) else 1


def _month(text: str, shown: str) -> str:
    """Return the month or year that a cell with a day shows, "" where it shows the day or what cannot be told."""
    numbers, words = _DIGITS.findall(shown), _LETTERS.findall(shown)
    if not text[5:7].isdecimal() or not numbers or numbers[-1] not in (text[:4], text[2:4]):
        return ""
    if len(numbers) > 2 or len(words) > 2:  # noqa: PLR2004 - month and year
        return ""
    if len(numbers) == 1:
        return shown_of(text, "month" if words else "year")
    is_month = int(numbers[0]) == int(text[5:7]) and all(one.lower() in _OF_MONTHS for one in words)
    return shown_of(text, "month" if is_month else "")


def _value(cell: Mapping[str, str], shown: str) -> tuple[str, str]:
    """Return the text of a cell as it would be written by hand, and a code where it counts for nothing."""
    if any(key.endswith(" value-type") and value == "error" for key, value in cell.items()):
        return tidy(shown), "error_cell"
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency"):
        try:
            value = float(cell.get(f"{_OFFICE}value", ""))
        except ValueError:
            raise FileRejected("unreadable", "workbook-broken") from None
        return (written_as(value, percent=kind == "percentage"), "") if isfinite(value) else ("#NUM!", "error_cell")
    if kind in ("date", "time", "boolean"):
        return tidy(day_written(cell.get(f"{_OFFICE}{kind}-value", shown))), ""
    text = tidy(shown or cell.get(f"{_OFFICE}string-value", ""))
    return text, "formula" if not text and not kind and f"{_TABLE}formula" in cell else ""
