"""Cells of a sheet that are merged over several rows: what stands in them holds for each of these rows (SPEC 2.3)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ttdn_cli.files.cells import Room
from ttdn_cli.files.grid import Cell, Line

Merged = Mapping[tuple[int, int], int]  # by row and column of the first cell the last row, all from 0


def spread(lines: Sequence[Line], merged: Merged, room: Room) -> tuple[Line, ...]:
    """Return the rows of a sheet, given in order, with each merged cell in all of its rows that have a filled cell.

    A repeated cell keeps the row of the first one, which is where it can be changed; over columns nothing is repeated.
    Each one takes from the `room` of the workbook, whose end raises `FileRejected`.
    """
    numbers = [line.number for line in lines]
    cells = {(line.number, cell.column): cell for line in lines for cell in line.cells} if merged else {}
    found: dict[int, dict[int, Cell]] = {}
    for (row, column), last in merged.items():
        cell = cells.get((row, column))
        if cell is None:
            continue
        for at in range(bisect_right(numbers, row), bisect_right(numbers, last)):
            room.take_cell()
            room.take_text(len(cell.text))
            found.setdefault(at, {})[column] = cell
    return tuple(_with(line, found[at]) if at in found else line for at, line in enumerate(lines))


def _with(line: Line, repeated: Mapping[int, Cell]) -> Line:
    cells = {**{cell.column: cell for cell in line.cells}, **repeated}
    return line._replace(cells=tuple(cells[column] for column in sorted(cells)))
