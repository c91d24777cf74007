"""From a sheet to the tree of a report: the head above the table, the table, each value as YAML would hold it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttdn_cli.files.grid import Cell, Grid, Line
from ttdn_cli.files.tree import CellError, FileRejected, Mark, RepeatedKey, SheetForm, TableNames, Tree
from ttdn_cli.findings import Path, Phrase, Term
from ttdn_cli.intake.legacy_words import legacy_heading
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD, HEADINGS, HEADS, is_guide, is_old_note, label, state_words
from ttdn_cli.intake.sheet_rows import RowReader, has_headings
from ttdn_cli.intake.table_end import words_below, words_outside
from ttdn_cli.model.days import parse_day
from ttdn_cli.model.names import fold, near, quoted, reveal, says_nothing
from ttdn_cli.model.periods import parse_period
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.status import FORM
from ttdn_cli.text.i18n import N_

_UNREAD = N_("These sheets have no headings of a report and were not read: {sheets}")
_YES = {"co": "true", "x": "true", "true": "true", "yes": "true", "khong": "false", "false": "false", "no": "false"}


def tree_of(grids: Sequence[Grid], plan: Plan | None = None) -> Tree:
    """Return the tree of the report in the sheet that has its table, else in the first with its head.

    Of several tables the one counts in which something is filled in. `plan` says which tasks there are and what they
    deliver. Raises `FileRejected` (`unreadable`) where two tables are filled in, for headings in an old encoding, for a
    CSV row that is longer or shorter than the headings, and for two columns of one meaning.
    """
    is_old = any(is_old_note(cell.text) for grid in grids for line in grid.lines for cell in line.cells)
    found = [SheetReader(grid, plan, is_old=is_old) for grid in grids]
    tables = [one for one in found if one.heading]
    chosen = _only(tables) or next((one for one in found if one.has_head()), None)
    looked_at = [one.grid for one in found if chosen in (None, one)]
    if error := legacy_heading(looked_at, chosen.heading.number + 1 if chosen and chosen.heading else None):
        raise error
    if chosen is None:
        raise FileRejected("unreadable", "sheet-no-report")
    tree = chosen.tree()
    unread = [one.grid for one in found if one is not chosen and not one.heading and not is_guide(one.grid)]
    if unread:
        tree.remarks.append(Phrase(_UNREAD, {"sheets": tuple(f"“{one.sheet}”" for one in unread)}))
    return tree


def _only(tables: Sequence[SheetReader]) -> SheetReader | None:
    """Return the table that is filled in, or the first; raises `FileRejected` where there are several."""
    if len(tables) < 2:  # noqa: PLR2004 - of one nothing is to be chosen
        return tables[0] if tables else None
    filled = [one for one in tables if one.rows().is_filled]
    if len(filled) > 1:
        names = tuple(one.name for one in filled)
        error = FileRejected("unreadable", "several-tables", names=names)
        heads = [one.sender() for one in filled]
        error.head = heads[0] if all(one == heads[0] for one in heads) else {}
        raise error
    return (filled or tables)[0]


class SheetReader:
    """One sheet on its way to a tree."""

    def __init__(self, grid: Grid, plan: Plan | None, *, is_old: bool) -> None:
        """Take a sheet; `is_old` tells that the file came from a form whose states and day were filled in."""
        self.grid, self.plan = grid, plan
        self.heading = next((line for line in grid.lines if has_headings(line)), None)
        self.is_old = is_old or bool(self.heading and _hides_ids(grid, self.heading))
        self.data: dict[str, Any] = {}
        self.marks: dict[str, Any] = {}
        self.duplicates: list[RepeatedKey] = []
        self.cell_errors: list[CellError] = []
        self.gaps: dict[Path, Mark] = {}
        self.names: dict[str, str] = {}
        self._labels: dict[str, Cell] = {}
        self._rows: RowReader | None = None

    @property
    def name(self) -> object:
        """What the table is called in messages."""
        return f"“{self.grid.sheet}”" if self.grid.sheet is not None else self.grid.table or Term(N_("the table"))

    def rows(self) -> RowReader:
        """Return the rows of the table, read once."""
        if self._rows is None:
            self._rows = RowReader(self.grid, self.plan, is_old=self.is_old)
        return self._rows

    def has_head(self) -> bool:
        """Tell whether any label of a report's head stands in the sheet."""
        return any(_label_of(cell)[0] for line in self.grid.lines for cell in line.cells)

    def sender(self) -> dict[str, str]:
        """Return whose report the head says that it is, and for which period, as written."""
        self._read_head()
        return {field: words for field in ("agency", "period") if isinstance(words := self.data.get(field), str)}

    def tree(self) -> Tree:
        """Return the tree; a report needs no `schema` here, its headings say what it is."""
        self._read_head()
        language = self._language()
        names = {field: label(field, language) for field in (*HEAD, *COLUMNS)} | self.names
        headings: dict[int, str] = {}
        hidden = frozenset(self.grid.hidden)
        spoiled: set[int] = set()
        meant: dict[int, str] = {}
        if self.heading:
            rows = self.rows()
            rows.fill(self.data, self.marks)
            self._judge_later_heads(rows)
            self.cell_errors += rows.cell_errors
            self.gaps |= rows.gaps
            names |= rows.names
            headings, spoiled, meant = rows.headings, rows.spoiled, rows.meant
        if "schema" not in self.data:
            self.data["schema"] = FORM
            self.marks["schema"] = (Mark(0, 0), None)
        tree = Tree(self.data, self.marks, (1, 1), self.duplicates)
        table = TableNames(self.grid.sheet, self.grid.table, headings, hidden)
        absent = self._rows.absent if self._rows else frozenset()
        tree.form = SheetForm(names, state_words(language), self.gaps, table, absent)
        tree.cell_errors, tree.spoiled, tree.meant = self.cell_errors, spoiled, meant
        if self._rows and self._rows.below:
            tree.remarks.append(words_below(self.grid, self._rows.below))
        if self._rows and self._rows.outside:
            tree.remarks.append(words_outside(self.grid, self._rows.outside))
        return tree

    def _judge_later_heads(self, rows: RowReader) -> None:
        """Refuse a head below the table that is of another report than the one above it."""
        later = dict(reversed(rows.later_heads))
        if "period" not in later or not parse_period(later["period"].text):
            return
        for field, cell in later.items():
            first = self.data.get(field)
            if field in ("agency", "period") and isinstance(first, str) and fold(first) != fold(cell.text):
                values = {"first": first, "second": cell.text}
                raise FileRejected("unreadable", "second-head", cell.line + 1, cell.column + 1, **values)

    def _language(self) -> str:
        """Return the language of the form: that of its first known label or heading."""
        cells = [cell for line in self.grid.lines for cell in line.cells]
        for cell in cells:
            field = HEADS.get(fold(cell.text)) or HEADINGS.get(fold(cell.text))
            if field:
                return "en" if fold(label(field, "en")) == fold(cell.text) else "vi"
        return "vi"

    def _read_head(self) -> None:
        """Read labels with the value to the right of them; what is no label above the table is its title."""
        end = self.heading.number if self.heading else None
        for line in self.grid.lines:
            if end is None or line.number < end:
                self._read_head_line(line)
        self._note_gaps()
        self._forget_the_day_of_old_forms()

    def _read_head_line(self, line: Line) -> None:
        cells = line.own_cells()
        while cells:
            cell = cells.pop(0)
            field, written = _label_of(cell)
            if field is None:
                self._judge_label(cell, cells, line)
                continue
            self.names.setdefault(field, cell.text.partition(":")[0].strip())
            if written:
                self._put_head(field, cell, cell._replace(text=written))
            elif cells and _label_of(cells[0])[0] is None:
                self._put_head(field, cell, cells.pop(0))
            else:
                self._labels.setdefault(field, cell)

    def _judge_label(self, cell: Cell, after: Sequence[Cell], line: Line) -> None:
        """Note a label that is none of the head's, where it is clear that it is meant as one."""
        pair = len(line.cells) == 2 and bool(after)  # noqa: PLR2004 - label and value
        if pair and (cell.text.endswith(":") or (self.grid.sheet is None and self.grid.table is None)):
            known = [names[0] for names in HEAD.values()]
            self._trouble(
                (cell.text,), "cell_unknown", cell, field=reveal(cell.text), near=quoted(near(cell.text, known))
            )

    def _put_head(self, field: str, label_: Cell, cell: Cell) -> None:
        group, _, name = field.rpartition(".")
        data, marks = self.data, self.marks
        at: tuple[str, ...] = (field,)
        self._labels.setdefault(field, label_)
        if says_nothing(cell.text) and not cell.cell_error:
            self.gaps.setdefault((field,), _mark(cell))
            return
        if group:
            self.marks.setdefault(group, (_mark(label_), {}))
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
            self._trouble(at, cell.cell_error, cell, field=self.names[field])
        data[key] = _YES.get(fold(cell.text), cell.text) if key == "nothing_to_report" else cell.text

    def _note_gaps(self) -> None:
        """Remember in which cell a value belongs that is not there: in the column of the other values of its labels."""
        columns = {
            self._labels[field].column: mark.column
            for field in self._labels
            if (mark := self._mark_of(field)) and mark.line == self._labels[field].line
        }
        for field, cell in self._labels.items():
            self.gaps.setdefault((field,), Mark(cell.line, columns.get(cell.column, cell.column + 1)))

    def _mark_of(self, field: str) -> Mark | None:
        group, _, name = field.rpartition(".")
        marks = self.marks.get(group, (None, {}))[1] if group else self.marks
        found: Mark | None = marks.get(name, (None,))[0]
        return found

    def _forget_the_day_of_old_forms(self) -> None:
        """Take the day of submission for not filled in where it is still the one that an older form came with."""
        period = parse_period(self.data.get("period", ""))
        if self.is_old and period and parse_day(self.data.get("submitted_on", "")) == period.begins:
            del self.data["submitted_on"]
            self.gaps[("submitted_on",)] = self.marks.pop("submitted_on")[0]

    def _trouble(self, at: Path, code: str, cell: Cell, **values: object) -> None:
        self.cell_errors.append(CellError(at, code, _mark(cell), {"value": cell.text, **values}))


def _label_of(cell: Cell) -> tuple[str | None, str]:
    """Return the field of the head that a cell is the label of, and the value that stands in it after a colon."""
    field = HEADS.get(fold(cell.text))
    if field is None:
        name, _, written = cell.text.partition(":")
        field = HEADS.get(fold(name)) if written.strip() else None
        return field, written.strip()
    return field, ""


def _hides_ids(grid: Grid, heading: Line) -> bool:
    return any(cell.column in grid.unshown and HEADINGS.get(fold(cell.text)) == "task" for cell in heading.cells)


def _mark(cell: Cell) -> Mark:
    return Mark(cell.line, cell.column)
