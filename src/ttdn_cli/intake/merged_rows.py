"""Rows of a sheet that only add lines to the task above, whose cell is merged over them, as a Word table has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ttdn_cli.files.grid import Cell, Line

OWN = frozenset(("task", "occurrence", "state", "completed_on"))  # what makes a row one of its own


def joined(lines: Iterable[Line], columns: Mapping[int, str]) -> list[tuple[Line, int]]:
    """Return each row with those that go on from it as one, and the number of the last of them.

    `columns` says what each column means. A row goes on when the task is merged into it and nothing in it is its own
    that tells one entry from another.
    """
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(line, columns):
            found[-1].append(line)
        else:
            found.append([line])
    return [(_as_one(parts), parts[-1].number) for parts in found]


def _goes_on(line: Line, columns: Mapping[int, str]) -> bool:
    own = line.own_cells()
    if len(own) == len(line.cells) or OWN.intersection(columns.get(cell.column, "") for cell in own):
        return False
    return any(columns.get(cell.column) == "task" for cell in line.cells)


def _as_one(parts: list[Line]) -> Line:
    """Return the first of some rows with what the others add, each column's words below one another."""
    first, *others = parts
    if not others:
        return first
    cells: dict[int, list[Cell]] = {cell.column: [cell] for cell in first.cells}
    for line in others:
        for cell in line.own_cells():
            cells.setdefault(cell.column, []).append(cell)
    return first._replace(cells=tuple(_joined(cells[column]) for column in sorted(cells)))


def _joined(cells: list[Cell]) -> Cell:
    text = "\n".join(cell.text for cell in cells if cell.text)
    return cells[0]._replace(text=text, cell_error=next((cell.cell_error for cell in cells if cell.cell_error), ""))
