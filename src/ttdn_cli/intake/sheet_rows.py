"""The rows of a report's table: which of them say something, and what each of their cells says (SPEC 2.3)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ttdn_cli.files.grid import Cell, Grid, Line
from ttdn_cli.files.tree import CellError, FileRejected, Mark
from ttdn_cli.findings import Path
from ttdn_cli.intake.merged_rows import joined
from ttdn_cli.intake.sheet_columns import COLUMNS, GIVEN, HEADINGS, HEADS, LISTS, is_note, is_placeholder
from ttdn_cli.intake.sheet_values import parse_amount, parts_of
from ttdn_cli.intake.table_end import Cells, ends_a_table, is_row, task_beside
from ttdn_cli.limits import MAX_CELLS
from ttdn_cli.model.names import fold, near, quoted, reveal
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.states import State, parse_state

_SHARE = re.compile(r"([0-9.,]+)\s*%")
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
_ENOUGH = 2  # headings that make a row the heading of the table
_NOTE = "notes"  # what a column means of which nothing is read, and which stands for none of the form
# Where one of these columns is missing, what is not read may be the very thing that is then said not to be there.
_JUDGED = ("state", "completed_on", "progress", "coordinated_with", "deliverables", "evidence", "obstacles")


class RowReader:
    """The table of one sheet: its headings, and its rows as items with the mark of each cell."""

    def __init__(self, grid: Grid, plan: Plan | None, *, is_old: bool) -> None:
        """Read the table; raises `FileRejected` (`unreadable`) where its cells may have moved, or mean the same."""
        self._plan, self._is_old = plan, is_old
        self.items: list[dict[str, Any]] = []
        self.marks: list[Any] = []
        self.cell_errors: list[CellError] = []
        self.gaps: dict[Path, Mark] = {}
        self.names: dict[str, str] = {}
        self.spoiled: set[int] = set()
        self.meant: dict[int, str] = {}  # of an item the task whose words stand beside another id, or none
        self.below: list[Cell] = []  # filled in, but in no row of the table
        self.outside: list[Cell] = []  # in a row of the table, under no heading
        self.is_filled = False
        self.later_heads: list[tuple[str, Cell]] = []  # below the headings
        self._values = 0  # in cells that hold several
        heading = next(line for line in grid.lines if has_headings(line))
        self._start = _mark(heading.cells[0])
        self._columns = self._read_columns(heading)
        self.headings = {cell.column: cell.text for cell in heading.cells}
        self._at = {field: column for column, field in self._columns.items() if field}
        self.absent = frozenset(field for field in COLUMNS if field not in self._at)
        self._read(grid, heading)

    def fill(self, data: dict[str, Any], marks: dict[str, Any]) -> None:
        """Put the items into the data of a report."""
        if "task" not in self._at:
            data["items"], marks["items"] = "", (self._start, None)
        elif self.items:
            data["items"], marks["items"] = self.items, (self._start, self.marks)

    def _read_columns(self, heading: Line) -> dict[int, str]:
        """Return what each column means; "" where nothing is known of it."""
        columns: dict[int, str] = {}
        first: Cells = {}
        fields = {HEADINGS.get(fold(cell.text)) for cell in heading.cells}
        is_whole = fields.issuperset(_JUDGED)
        for cell in heading.cells:
            field = HEADINGS.get(fold(cell.text), "")
            if not field:
                field = self._unknown_column(cell, is_whole=is_whole)
            columns[cell.column] = field
            if field in ("", _NOTE):
                continue
            if field in COLUMNS and field in first:
                names = {"first": first[field].text, "second": cell.text}
                raise FileRejected("unreadable", "sheet-repeated", cell.line + 1, cell.column + 1, **names)
            first.setdefault(field, cell)
            self.names.setdefault(field, cell.text)
        if "task" not in columns.values():
            self._trouble(("items",), "no_task_column", heading.cells[0])
        return columns

    def _unknown_column(self, cell: Cell, *, is_whole: bool) -> str:
        """Tell a heading that is none of the form's, and return what its column means.

        Notes, and what stands beside all columns of the form (`is_whole`), cost no row. Else the heading may be that of
        a column that is missing, and rows with something in it are left out.
        """
        known = [names[0] for names in COLUMNS.values()]
        values = {"field": reveal(cell.text), "near": quoted(near(cell.text, known))}
        extra = is_whole or is_note(cell.text)
        self._trouble(("items",), "extra_column" if extra else "unknown_column", cell, **values)
        return _NOTE if extra else ""

    def _read(self, grid: Grid, heading: Line) -> None:
        """Read the rows below the headings; the table ends at a gap, or at a row that is none of a task."""
        last, is_over = heading.number, False
        for line, end in joined((one for one in grid.lines if one.number > heading.number), self._columns):
            _judge_width(line, heading)
            self.later_heads += _head_values(line)
            if _are_column_numbers(line) or has_headings(line):
                continue
            cells = {self._columns[cell.column]: cell for cell in line.cells if cell.column in self._columns}
            filled = self._filled(cells)
            is_over = is_over or line.number > last + 1 or ends_a_table(cells, filled, self._plan)
            if is_over and not is_row(cells, filled, self._plan):
                self.below += filled.values()
                continue
            last, is_over = end, False
            self._add(cells, filled, line)

    def _filled(self, cells: Cells) -> Cells:
        """Return the cells that somebody has filled in; a state alone that an older form came with is none."""
        given = {name: cell for name, cell in cells.items() if name not in GIVEN}
        found = {name: cell for name, cell in given.items() if cell.cell_error or not is_placeholder(cell.text)}
        as_it_came = self._is_old and list(found) == ["state"]
        return {} if as_it_came and parse_state(found["state"].text) is State.NOT_STARTED else found

    def _add(self, cells: Cells, filled: Cells, line: Line) -> None:
        number = len(self.items)
        self.is_filled = self.is_filled or bool(filled)
        own = (cell for cell in line.own_cells() if cell.column not in self._columns)
        self.outside += [cell for cell in own if cell.column > self._start.column or not cell.text.isdecimal()]
        self.items.append({})
        self.marks.append((Mark(line.number, (cells.get("title") or line.cells[0]).column), {}))
        for field in (*(one for one in ("task", "occurrence") if one in cells), *filled):
            self._read_cell(number, field, cells[field])
        for field, column in self._at.items():
            if field in COLUMNS and field not in self.items[number]:
                self.gaps[("items", number, field)] = Mark(line.number, column)
        for field in self.absent:
            self.gaps[("items", number, field)] = self._start
        if filled:
            if filled.keys() <= {"", _NOTE}:
                self.spoiled.add(number)  # whoever wrote beside the form has not said nothing
            self._judge_words(number, cells)

    def _read_cell(self, number: int, field: str, cell: Cell) -> None:
        item, marks = self.items[number], self.marks[number][1]
        if not field:
            self.spoiled.add(number)
        if field in ("", _NOTE):
            return
        if field == "occurrence" and is_placeholder(cell.text):
            return
        marks[field] = (_mark(cell), None)
        if cell.cell_error:
            self._trouble(("items", number, field), cell.cell_error, cell, field=self.names[field])
            item[field] = cell.text
        elif field in LISTS:
            item[field], marks[field] = self._list(field, cell, number)
        else:
            share = _SHARE.fullmatch(cell.text) if field == "progress" else None
            item[field] = share[1] if share else cell.text

    def _list(self, field: str, cell: Cell, number: int) -> tuple[list[Any], Any]:
        """Return the values of a cell that holds several, each with the mark of the cell."""
        mark = _mark(cell)
        self._values += 1 + cell.text.count(";") + cell.text.count("\n")
        if self._values > MAX_CELLS:
            raise FileRejected("unreadable", "too-many", cell.line + 1, cell.column + 1, limit=MAX_CELLS)
        parts = parts_of(cell.text)
        if field != "deliverables":
            return parts, (mark, [(mark, None) for _ in parts])
        planned = self._planned(number)
        found = []
        for part in parts:
            amount = parse_amount(part, planned)
            if amount is None:
                values = {"field": self.names[field], "value": part, "planned": planned}
                code = "deliverable" if not planned else "deliverable_planned"
                self._trouble(("items", number, field), code, cell, **values)
                return [], (mark, [])
            found.append({name: value for name, value in amount._asdict().items() if value})
        return found, (mark, [(mark, dict.fromkeys(one, (mark, None))) for one in found])

    def _planned(self, number: int) -> tuple[str, ...]:
        """Return the names of what the task of an item must deliver."""
        task = self._plan and self._plan.task_ids.find(self.items[number].get("task", ""))
        return self._plan.planned_names(task) if self._plan and task else ()

    def _judge_words(self, number: int, cells: Cells) -> None:
        """Note words beside the id of a task that begin with the id of another one: rows, or cells, have moved."""
        if self._plan is None:
            return
        named = self._plan.task_ids.find(cells["task"].text) if "task" in cells else None
        other = self._plan.task_ids.at_start(cells["title"].text) if "title" in cells else None
        if meant := other or (task_beside(cells, self._plan) if named is None else None):
            self.meant[number] = meant
        if other is None or other == named or "task" not in cells or cells["task"].cell_error:
            return
        for field in ("task", "title"):
            values = {"field": self.names[field], "task": cells["task"].text, "other": other}
            self._trouble(("items", number, field), "other_task", cells[field], **values)

    def _trouble(self, at: Path, code: str, cell: Cell, **values: object) -> None:
        self.cell_errors.append(CellError(at, code, _mark(cell), {"value": cell.text, **values}))


def has_headings(line: Line) -> bool:
    """Tell whether a row names the columns: headings that are no labels of the head, and no values beside them."""
    known = {HEADINGS.get(fold(cell.text)) for cell in line.cells}
    return len(known.intersection(COLUMNS)) >= _ENOUGH


def _judge_width(line: Line, heading: Line) -> None:
    """Refuse a CSV row that is longer or shorter than the headings: its cells may have moved."""
    if line.width is not None and line.width != heading.width:
        raise FileRejected("unreadable", "csv-ragged", line.number + 1, count=line.width, expected=heading.width)


def _head_values(line: Line) -> list[tuple[str, Cell]]:
    """Return the labels of a head in a row, as fields, each with the cell to the right of it."""
    pairs = ((HEADS.get(fold(label.text), ""), cell) for label, cell in pairwise(line.own_cells()))
    return [(field, cell) for field, cell in pairs if field]


def _are_column_numbers(line: Line) -> bool:
    """Tell whether a row only numbers the columns, (1) (2) (3), as official forms do."""
    return len(line.cells) > _ENOUGH and all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in line.cells)


def _mark(cell: Cell) -> Mark:
    return Mark(cell.line, cell.column)
