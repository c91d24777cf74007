"""The cells of a sheet and the strings that they share, as a workbook keeps them: counted as they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ttdn_cli.files.grid import Cell, tidy
from ttdn_cli.files.markup import walk
from ttdn_cli.files.package import names, too_many
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS, MAX_SHEET_TEXT, MAX_TAGS

SHEET_ROWS = 1_048_576  # the highest number of a row in any sheet
SHEET_COLUMNS = 16_384  # XFD
_NAMES = names("row", "c", "v", "f", "t", "rPh", "si", "col", "mergeCell")
_TRUE = ("1", "true")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROW = re.compile(r"([0-9]{1,7})(?:\.0*)?")  # some programs write whole numbers with a point
_INDEX = re.compile(r"[0-9]{1,7}")
# Line ends that XML does not keep are written by their number, and the line that would be taken for that, too.
_ESCAPE = re.compile("_x(0009|000[AaDd]|005[Ff])_")
_OF_HIDDEN_SHEETS = 4  # times as much text as is shown may stand in sheets that are not
Value = Callable[[str, str, str], tuple[str, str, str]]


def unescaped(text: str) -> str:
    """Return a text without the escapes of line ends and tabs; others stay, so that nothing unseen comes in."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Room:
    """What one workbook may still hold, in all its sheets together."""

    def __init__(self, text: int = MAX_SHEET_TEXT) -> None:
        """Begin with the limits."""
        self.tags, self.cells, self.text = MAX_TAGS, MAX_CELLS, text
        self._most = text

    def take_tags(self, content: bytes) -> None:
        """Count the marks of a part before it is read; raises `FileRejected` for one too many."""
        self.tags -= content.count(b"<")
        if self.tags < 0:
            raise too_many()

    def take_cell(self) -> None:
        """Count a filled cell; raises `FileRejected` for one too many."""
        self.cells -= 1
        if self.cells < 0:
            raise too_many()

    def take_text(self, length: int) -> None:
        """Count characters; raises `FileRejected` for one too many."""
        self.text -= length
        if self.text < 0:
            raise FileRejected("unreadable", "workbook-text", limit=self._most)


class Strings:
    """The strings that cells share; each is tidied once, however many cells it stands in."""

    def __init__(self, content: bytes | None) -> None:
        """Take the part that holds them, if there is one; raises `FileRejected` for what is broken or too much."""
        self._texts: list[str] = []
        self._tidy: dict[int, str] = {}
        self._room = Room(_OF_HIDDEN_SHEETS * MAX_SHEET_TEXT)
        self._runs: list[str] = []
        self._open, self._spoken = False, 0
        if content is not None:
            self._room.take_tags(content)
            walk(content, self._begin, self._end, self._add)

    def at(self, index: str) -> str:
        """Return the string with an index, as a cell names it; raises `IndexError` where there is none."""
        place = int(index) if _INDEX.fullmatch(index) else len(self._texts)
        if place not in self._tidy:
            self._tidy[place] = tidy(unescaped(self._texts[place]))
        return self._tidy[place]

    def _begin(self, tag: str, _attributes: Mapping[str, str]) -> None:
        name = _NAMES.get(tag)
        if name == "t":
            self._open = not self._spoken  # how a text is pronounced is no part of it
        elif name == "rPh":
            self._spoken += 1
        elif name == "si":
            self._runs = []

    def _end(self, tag: str) -> None:
        name = _NAMES.get(tag)
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._spoken -= 1
        elif name == "si":
            self._texts.append("".join(self._runs))

    def _add(self, text: str) -> None:
        if self._open:
            self._room.take_text(len(text))
            self._runs.append(text)


class SheetCells(NamedTuple):
    """The filled cells of a sheet, by row and column from 0, which rows and columns are not shown, and what is merged.

    `merged` has of cells that are merged over several rows the last row, by row and column of the first; `spans` of
    those that are merged over several columns the last column.
    """

    cells: Mapping[tuple[int, int], Cell]
    hidden: frozenset[int]
    unshown: frozenset[int]
    merged: Mapping[tuple[int, int], int]
    spans: Mapping[tuple[int, int], int]


def cells_of(content: bytes, value: Value, room: Room) -> SheetCells:
    """Return the filled cells of a sheet; what it says of its own size is not believed.

    `value` makes a text, a code where it counts for nothing, and the month or year that is shown of a day, of the kind
    of a cell, what is written in it, and the index of its style. Raises `FileRejected` for more than there is `room`
    for, and for places that no sheet has.
    """
    room.take_tags(content)
    if content.count(b"<v>") + content.count(b"<is>") > room.cells:  # seen at once, where no prefix hides it
        raise too_many()
    sheet = _Sheet(value, room)
    walk(content, sheet.begin, sheet.end, sheet.add)
    return SheetCells(sheet.cells, frozenset(sheet.hidden), frozenset(sheet.unshown), sheet.merged, sheet.spans)


class _Sheet:
    """One sheet while it is read. Rows and columns count from 1 here; a cell without a place stands beside the last."""

    def __init__(self, value: Value, room: Room) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden: set[int] = set()
        self.unshown: set[int] = set()
        self.merged: dict[tuple[int, int], int] = {}
        self.spans: dict[tuple[int, int], int] = {}
        self._value, self._room = value, room
        self._row = self._line = self._column = 0
        self._kind = self._style = ""
        self._formula = self._open = False
        self._runs: list[str] | None = None
        self._spoken = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, or something in a cell. What a formula says is not read, only that it is there."""
        name = _NAMES.get(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes.get("r"))
            if attributes.get("hidden") in _TRUE:
                self.hidden.add(self._row - 1)
        elif name == "col":
            self._begin_columns(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._spoken += 1
        elif (name == "v" and self._kind != "inlineStr") or (name == "t" and self._kind == "inlineStr"):
            self._open = bool(self._kind) and not self._spoken
            self._runs = self._runs or []

    def end(self, tag: str) -> None:
        """End what has begun."""
        name = _NAMES.get(tag)
        if name == "c":
            self._end_cell()
            self._kind = ""
        elif name == "rPh":
            self._spoken -= 1
        else:
            self._open = False

    def add(self, text: str) -> None:
        """Keep a piece of what is written in a cell."""
        if self._open and self._runs is not None:
            self._room.take_text(len(text))
            self._runs.append(text)

    def _begin_row(self, place: str | None) -> None:
        found = _ROW.fullmatch(place) if place else None
        if place and not found:
            raise FileRejected("unreadable", "workbook-broken")
        self._row = int(found[1]) if found else self._row + 1
        self._column = 0

    def _begin_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _TRUE and _INDEX.fullmatch(first) and _INDEX.fullmatch(last):
            self.unshown.update(range(int(first) - 1, min(int(last), SHEET_COLUMNS)))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._line, self._column = self._place(attributes.get("r"))
        if not (1 <= self._line <= SHEET_ROWS and self._column <= SHEET_COLUMNS):
            raise FileRejected("unreadable", "workbook-broken")
        self._kind, self._style = attributes.get("t") or "n", attributes.get("s", "0")
        self._formula, self._runs, self._open = False, None, False

    def _place(self, written: str | None) -> tuple[int, int]:
        if not written:
            return self._row, self._column + 1
        found = _PLACE.fullmatch(written)
        if not found:
            raise FileRejected("unreadable", "workbook-broken")
        return _numbers(found)

    def _merge(self, written: str) -> None:
        """Take the place of a merged cell, such as `F11:F12`; one that is no place merges nothing."""
        first, last = (_PLACE.fullmatch(one) for one in (written.partition(":")[0], written.partition(":")[2]))
        if first and last:
            (row, column), (last_row, last_column) = _numbers(first), _numbers(last)
            if last_row > row:
                self.merged[row - 1, column - 1] = last_row - 1
            if last_column > column:
                self.spans[row - 1, column - 1] = last_column - 1

    def _end_cell(self) -> None:
        written = "".join(self._runs or ())
        text, cell_error, shown = self._value(self._kind, written, self._style) if written else ("", "", "")
        if not written and self._formula and (self._runs is None or self._kind != "str"):
            cell_error = "formula"  # an empty text is a result, too
        if text or cell_error:
            self._room.take_cell()
            self._room.take_text(max(0, len(text) - len(written)))  # of a shared string in each cell that it stands in
            place = self._line - 1, self._column - 1
            self.cells[place] = Cell(*place, text, cell_error, shown)


def _numbers(place: re.Match[str]) -> tuple[int, int]:
    """Return row and column, from 1, of a place such as `F11`."""
    column = 0
    for letter in place[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(place[2]), column
