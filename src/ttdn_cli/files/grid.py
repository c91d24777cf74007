"""What every reader of sheets makes: rows of filled cells, each knowing where it stands. Columns mean nothing here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ttdn_cli.text.normalization import composed

# What YAML cannot hold, whatever way it is written: control characters but tab and line ends, halves of characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What looks like a space and is none, and what is not seen at all at the edge of a copied text.
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\ufeff": None, "\u200b": None})


class Cell(NamedTuple):
    """A filled cell: row and column from 0, its text, and a code where the cell holds no value that counts.

    `shown` is the month or year that a cell with a day shows, where it shows no day.
    """

    line: int
    column: int
    text: str
    cell_error: str = ""
    shown: str = ""


class Line(NamedTuple):
    """A row with something in it: its number from 0, its filled cells, and its width where that is written (CSV).

    A cell that is merged with one of a row above has that row's number.
    """

    number: int
    cells: tuple[Cell, ...]
    width: int | None = None

    def own_cells(self) -> list[Cell]:
        """Return its cells without those that are merged with one of a row above."""
        return [cell for cell in self.cells if cell.line >= self.number]


class Grid(NamedTuple):
    """One table: a sheet of a workbook with its name, a table of a Word file with its number (from 1), or a CSV file.

    `hidden` are the numbers of the rows that are not shown, `unshown` those of the columns. `spans` has of cells that
    are merged over several columns the last one, by row and column of the first.
    """

    sheet: str | None
    lines: tuple[Line, ...]
    table: int | None = None
    hidden: frozenset[int] = frozenset()
    unshown: frozenset[int] = frozenset()
    spans: Mapping[tuple[int, int], int] = {}


def tidy(text: str) -> str:
    """Return the text of a cell, composed (NFC), with plain spaces and line ends, and none of them at the edges."""
    return composed(text).translate(_SPACES).replace("\r\n", "\n").replace("\r", "\n").strip()


def number(value: float) -> str:
    """Return a number as it is written by hand: without a point where it is whole."""
    whole = int(value) if abs(value) < 1e15 else None  # noqa: PLR2004 - the digits that a cell keeps
    return str(whole) if whole == value else repr(value)
