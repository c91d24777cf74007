"""Where the table of a report ends: which rows are rows of tasks, and which are signatures and notes (SPEC 2.3).

A row that names a task, by its id or in the words beside it, is one wherever it stands. So is a row without a task in
which a cell holds what only its column can mean: a state, a day, a share, an amount, the number of a document, or
something that cannot be read there. A table ends at a gap, at a row of which nothing is filled in, and at one in which
nothing of all that stands but a few short words (“Nơi nhận”, “GIÁM ĐỐC”). What is filled in there is told as words
that belong to no task, so that no row is lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ttdn_cli.files.cell_places import cell_name, table_and_row
from ttdn_cli.files.grid import Cell, Grid
from ttdn_cli.findings import Phrase
from ttdn_cli.intake.sheet_values import parse_amount, parts_of
from ttdn_cli.model.days import parse_day
from ttdn_cli.model.names import fold, near
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.states import STATE_WORDS, parse_state
from ttdn_cli.text.i18n import N_

Cells = dict[str, Cell]
_ID_ALIKE = re.compile(r"(?=\S*[0-9.])\S{1,20}")
_SHARE = re.compile(r"[0-9][0-9.,]{0,10}\s*%?")
_DOCUMENT = re.compile(r"[0-9]+\s*/\s*[^\W_]")
_SHORT = 60  # characters of a signature or a title in one cell
_MOST = 10  # cells that one remark names
_WORDS_BELOW = N_("These words stand in no row of a task and are not counted: {places}")
_WORDS_OUTSIDE = N_("These words stand under no heading of the table and are not counted: {places}")
_IN_SHEET = N_("cell {cell} “{text}”")
_IN_CSV = N_("line {row} “{text}”")
_IN_WORD = N_("table {table}, row {row} “{text}”")
_STATES = tuple(word for words in STATE_WORDS.values() for word in words)


def is_row(cells: Cells, filled: Cells, plan: Plan | None) -> bool:
    """Tell whether a row is one of a task, wherever it stands; `filled` are the cells that somebody has filled in."""
    task = cells["task"].text if "task" in cells else ""
    if plan and plan.task_ids.find(task):
        return True
    if not filled:
        return False
    return bool(
        _ID_ALIKE.fullmatch(task)
        or (plan and task_beside(cells, plan))
        or any(_is_value(field, cell) for field, cell in filled.items())
    )


def ends_a_table(cells: Cells, filled: Cells, plan: Plan | None) -> bool:
    """Tell whether the table above a row is over: nothing is filled in, or only short words that speak of no task."""
    if is_row(cells, filled, plan):
        return False
    if not filled:
        return "task" not in cells
    return all(len(cell.text) <= _SHORT for cell in filled.values())


def task_beside(cells: Cells, plan: Plan) -> str | None:
    """Return the task that the words of a row are those of: they begin with its id, or are its title and no other's."""
    texts = [cells[field].text for field in ("title", "task") if field in cells]
    if found := next(filter(None, map(plan.task_ids.at_start, texts)), None):
        return found
    return next(filter(None, (plan.task_titles.get(fold(text)) for text in texts)), None)


def _is_value(field: str, cell: Cell) -> bool:
    """Tell whether a cell holds what only its column can mean, or is a cell that cannot be read."""
    text = cell.text
    if cell.cell_error:
        return True
    if field == "state":
        return parse_state(text) is not None or bool(near(text, _STATES))
    if field == "completed_on":
        return parse_day(text) is not None
    if field == "progress":
        return bool(_SHARE.fullmatch(text))
    if field == "deliverables":
        return any(parse_amount(part, ()) for part in parts_of(text))
    return field == "evidence" and bool(_DOCUMENT.match(text))


def words_below(grid: Grid, cells: Sequence[Cell]) -> Phrase:
    """Return the remark on cells that are filled in and belong to no row of the table."""
    return _places(_WORDS_BELOW, grid, cells)


def words_outside(grid: Grid, cells: Sequence[Cell]) -> Phrase:
    """Return the remark on cells that stand in rows of the table and under none of its headings."""
    return _places(_WORDS_OUTSIDE, grid, cells)


def _places(message: str, grid: Grid, cells: Sequence[Cell]) -> Phrase:
    more = (Phrase("…"),) if len(cells) > _MOST else ()
    return Phrase(message, {"places": (*(_named(grid, cell) for cell in cells[:_MOST]), *more)})


def _named(grid: Grid, cell: Cell) -> Phrase:
    if grid.table is not None:
        table, row = table_and_row(cell.line + 1)
        return Phrase(_IN_WORD, {"table": table, "row": row, "text": cell.text})
    if grid.sheet is None:
        return Phrase(_IN_CSV, {"row": cell.line + 1, "text": cell.text})
    name = f"{grid.sheet}!{cell_name(cell.line + 1, cell.column + 1)}"
    return Phrase(_IN_SHEET, {"cell": name, "text": cell.text})
