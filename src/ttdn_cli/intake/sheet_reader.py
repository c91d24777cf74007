"""From a sheet to the tree of a report: the head above the table, the table, each value as YAML would hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ttdn_cli.files.grid import Cell, Grid, Line
from ttdn_cli.files.tree import CellError, FileRejected, Mark, RepeatedKey, Tree
from ttdn_cli.intake.legacy_words import legacy_heading
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD, HEADINGS, HEADS, LISTS, PASSED_OVER
from ttdn_cli.limits import MAX_CELLS
from ttdn_cli.model.names import fold, near, reveal
from ttdn_cli.model.states import parse_state
from ttdn_cli.model.status import FORM

_SHARE = re.compile(r"([0-9.,]+)\s*%")
_SEPARATORS = re.compile(r"[;\n]")
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
_YES = {"co": "true", "x": "true", "true": "true", "yes": "true", "khong": "false", "false": "false", "no": "false"}
_ENOUGH = 2  # headings that make a row the heading of the table


def tree_of(grids: Iterable[Grid]) -> Tree:
    """Return the tree of the report in the first sheet that has its table, else in the first with its head.

    Raises `FileRejected` (`unreadable`) for headings in an old encoding, for a CSV row that is longer or shorter than
    the headings, and for two columns of one meaning.
    """
    found = [_Sheet(grid) for grid in grids]
    chosen = next((one for one in found if one.heading), None) or next((one for one in found if one.has_head()), None)
    grids = [one.grid for one in found if chosen in (None, one)]
    if error := legacy_heading(grids, chosen.heading.number + 1 if chosen and chosen.heading else None):
        raise error
    if chosen is None:
        raise FileRejected("unreadable", "sheet-no-report")
    return chosen.tree()


class _Sheet:
    """One sheet on its way to a tree."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.heading = next((line for line in grid.lines if _is_heading(line)), None)
        self.data: dict[str, Any] = {}
        self.marks: dict[str, Any] = {}
        self.duplicates: list[RepeatedKey] = []
        self.cell_errors: list[CellError] = []
        self.spoiled: set[int] = set()
        self.values = 0  # in cells that hold several

    def has_head(self) -> bool:
        """Tell whether any label of a report's head stands in the sheet."""
        return any(fold(cell.text) in HEADS for line in self.grid.lines for cell in line.cells)

    def tree(self) -> Tree:
        """Return the tree; a report needs no `schema` here, its headings say what it is."""
        self._read_head()
        if self.heading:
            self._read_table(self.heading)
        if "schema" not in self.data:
            self.data["schema"] = FORM
            self.marks["schema"] = (Mark(0, 0), None)
        tree = Tree(self.data, self.marks, (1, 1), self.duplicates)
        tree.sheet, tree.cell_errors, tree.spoiled = self.grid.sheet, self.cell_errors, self.spoiled
        return tree

    def _read_head(self) -> None:
        """Read labels with the value to the right of them; what is no label above the table is its title."""
        end = self.heading.number if self.heading else None
        for line in self.grid.lines:
            if end is not None and line.number >= end:
                break
            cells = list(line.cells)
            while cells:
                label = cells.pop(0)
                field = HEADS.get(fold(label.text))
                if field is None:
                    self._judge_label(label, cells, line)
                elif cells and fold(cells[0].text) not in HEADS:
                    self._put_head(field, label, cells.pop(0))

    def _judge_label(self, label: Cell, after: list[Cell], line: Line) -> None:
        """Note a label that is none of the head's, where it is clear that it is meant as one."""
        pair = len(line.cells) == 2 and bool(after)  # noqa: PLR2004 - label and value
        if pair and (label.text.endswith(":") or self.grid.sheet is None):
            known = [names[0] for names in HEAD.values()]
            self._trouble((label.text,), "unknown", label, field=reveal(label.text), near=near(label.text, known))

    def _put_head(self, field: str, label: Cell, cell: Cell) -> None:
        group, _, name = field.rpartition(".")
        data, marks = self.data, self.marks
        at: tuple[str, ...] = (field,)
        if group:
            self.marks.setdefault(group, (_mark(label), {}))
            data, marks, at = self.data.setdefault(group, {}), self.marks[group][1], (group, name)
        key = name or field
        if key in marks:
            first = marks[key][0]
            self.duplicates.append(
                RepeatedKey(at, (cell.line + 1, cell.column + 1), (first.line + 1, first.column + 1))
            )
            return
        marks[key] = (_mark(cell), None)
        if cell.cell_error:
            self._trouble(at, cell.cell_error, cell)
        data[key] = _YES.get(fold(cell.text), cell.text) if key == "nothing_to_report" else cell.text

    def _read_table(self, heading: Line) -> None:
        """Read the rows below the headings; a row that names no task is only text once the table is over."""
        columns = self._columns(heading)
        start = _mark(heading.cells[0])
        if "task" not in columns.values():
            self.data["items"], self.marks["items"] = "", (start, None)
            self._trouble(("items",), "no_task_column", heading.cells[0])
            return
        items: list[Any] = []
        marks: list[Any] = []
        last = heading.number
        for line in self.grid.lines:
            if line.number <= heading.number:
                continue
            self._judge_width(line, heading)
            cells = {columns[cell.column]: cell for cell in line.cells if cell.column in columns}
            if _are_column_numbers(line) or not any(name not in PASSED_OVER.values() for name in cells):
                continue
            if line.number > last + 1 and not _has_state(cells) and ("task" not in cells or len(cells) == 1):
                continue  # the table is over: a note, a signature
            last = line.number
            items.append({})
            marks.append((_mark(cells.get("title") or line.cells[0]), {}))
            self._read_item(len(items) - 1, cells, items[-1], marks[-1][1])
        if items:
            self.data["items"], self.marks["items"] = items, (start, marks)

    def _columns(self, heading: Line) -> dict[int, str]:
        """Return what each column means; "" where nothing is known of it."""
        columns: dict[int, str] = {}
        first: dict[str, Cell] = {}
        for cell in heading.cells:
            field = HEADINGS.get(fold(cell.text), "")
            columns[cell.column] = field
            if not field:
                known = [names[0] for names in COLUMNS.values()]
                values = {"field": reveal(cell.text), "near": near(cell.text, known)}
                self._trouble(("items",), "unknown_column", cell, **values)
            elif field in COLUMNS and field in first:
                names = {"first": first[field].text, "second": cell.text}
                raise FileRejected("unreadable", "sheet-repeated", cell.line + 1, cell.column + 1, **names)
            first.setdefault(field, cell)
        return columns

    def _judge_width(self, line: Line, heading: Line) -> None:
        """Refuse a CSV row that is longer or shorter than the headings: its cells may have moved."""
        if line.width is not None and line.width != heading.width:
            raise FileRejected("unreadable", "csv-ragged", line.number + 1, count=line.width, expected=heading.width)

    def _read_item(self, number: int, cells: dict[str, Cell], item: dict[str, Any], marks: dict[str, Any]) -> None:
        for field, cell in cells.items():
            if field in PASSED_OVER.values():
                continue
            if not field:
                self.spoiled.add(number)
                continue
            marks[field] = (_mark(cell), None)
            if cell.cell_error:
                self._trouble(("items", number, field), cell.cell_error, cell)
                item[field] = cell.text
            elif field in LISTS:
                item[field], marks[field] = self._list(field, cell, number)
            else:
                share = _SHARE.fullmatch(cell.text) if field == "progress" else None
                item[field] = share[1] if share else cell.text

    def _list(self, field: str, cell: Cell, number: int) -> tuple[list[Any], Any]:
        """Return the values of a cell that holds several, each with the mark of the cell."""
        mark = _mark(cell)
        self.values += 1 + len(_SEPARATORS.findall(cell.text))
        if self.values > MAX_CELLS:
            raise FileRejected("unreadable", "too-many", cell.line + 1, cell.column + 1, limit=MAX_CELLS)
        parts = [part.strip() for part in _SEPARATORS.split(cell.text) if part.strip()]
        if field != "deliverables":
            return parts, (mark, [(mark, None) for _ in parts])
        found = []
        for part in parts:
            name, _, amount = (one.strip() for one in part.rpartition(":"))
            quantity, _, unit = amount.partition(" ")
            if not name or not quantity:
                self._trouble(("items", number, field), "deliverable", cell, value=part)
                return [], (mark, [])
            found.append({"name": name, "quantity": quantity, **({"unit": unit.strip()} if unit.strip() else {})})
        return found, (mark, [(mark, dict.fromkeys(one, (mark, None))) for one in found])

    def _trouble(self, at: tuple[str | int, ...], code: str, cell: Cell, **values: object) -> None:
        shown = {"field": next((one for one in reversed(at) if isinstance(one, str)), ""), "value": cell.text}
        self.cell_errors.append(CellError(at, code, _mark(cell), {**shown, **values}))


def _mark(cell: Cell) -> Mark:
    return Mark(cell.line, cell.column)


def _is_heading(line: Line) -> bool:
    """Tell whether a row names the columns: headings that are no labels of the head, and no values beside them."""
    known = {HEADINGS.get(fold(cell.text)) for cell in line.cells}
    return len(known.intersection(COLUMNS)) >= _ENOUGH


def _are_column_numbers(line: Line) -> bool:
    """Tell whether a row only numbers the columns, (1) (2) (3), as official forms do."""
    return len(line.cells) > _ENOUGH and all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in line.cells)


def _has_state(cells: dict[str, Cell]) -> bool:
    return "state" in cells and parse_state(cells["state"].text) is not None
