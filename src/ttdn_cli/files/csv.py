"""The reader of CSV reports: one encoding, one separator, whole quotation marks; nothing is repaired."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from ttdn_cli.files.encoding import SEPARATORS, UnknownEncodingError, decoded
from ttdn_cli.files.grid import FORBIDDEN, Cell, Grid, Line, tidy
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELL, MAX_CELLS, MAX_TAGS

_FIRST_ROWS = 200


def read(data: bytes, knows: Callable[[str], bool]) -> Grid:
    """Return the rows of a CSV file; its separator is the one with which most headings are known (`knows`).

    Raises `FileRejected` (`unreadable`), with the row, for an encoding that is not certain, broken quotation marks,
    controls.
    """
    try:
        text = decoded(data, knows)
    except UnknownEncodingError as error:
        raise FileRejected("unreadable", "csv-encoding", error.line) from None
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise FileRejected("unreadable", "csv-control", line, character=f"U+{ord(bad[0]):04X}")
    _, separator = max((_known(text, one, knows), -at) for at, one in enumerate(SEPARATORS))
    lines = []
    count = 0
    for one in _lines(text, SEPARATORS[-separator]):
        lines.append(one)
        count += len(one.cells)
        if count > MAX_CELLS:
            raise FileRejected("unreadable", "workbook-cells", one.number + 1, limit=MAX_CELLS)
    return Grid(None, tuple(lines))


def _known(text: str, separator: str, knows: Callable[[str], bool]) -> int:
    """Return how many headings the row with the most of them has, as far as the file can be read with a separator.

    The headings of the table stand near the top.
    """
    most = 0
    try:
        for line in islice(_lines(text, separator), _FIRST_ROWS):
            most = max(most, sum(knows(cell.text) for cell in line.cells))
    except FileRejected:  # said by the reading that follows, if nothing is better
        pass
    return most


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Yield every row with something in it, numbered by the line of the file where it begins."""
    if sum(map(text.count, (separator, "\n", "\r"))) > MAX_TAGS:
        raise FileRejected("unreadable", "workbook-cells", 1, limit=MAX_CELLS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 0
    try:
        for record in reader:
            filled = ((column, tidy(cell)) for column, cell in enumerate(record))
            cells = tuple(Cell(line, column, cell) for column, cell in filled if cell)
            if any(len(cell.text) > MAX_CELL for cell in cells):
                raise FileRejected("unreadable", "csv-quotes", line + 1)
            if cells:
                yield Line(line, cells, len(record))
            line = reader.line_num
    except csv.Error:
        raise FileRejected("unreadable", "csv-quotes", line + 1) from None
