"""The rows of a task table in a Word file: which heading a cell belongs to, and which rows are rows of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ttdn_cli.files.docx.tables import Cell, Row, Table
from ttdn_cli.intake.merged_rows import OWN
from ttdn_cli.intake.sheet_columns import COLUMNS, HEADINGS, PASSED_OVER, is_hint
from ttdn_cli.model.names import fold

_ENOUGH = 2  # headings that make a row the heading of the table
_WIDE = 3  # columns that a cell covers which speaks for the whole row
# Where a number before the words belongs to them; in the other columns it only counts what is listed.
_NUMBERED = frozenset(("task", "result", "obstacles", "proposals", *PASSED_OVER))


def is_heading(row: Row) -> bool:
    """Tell whether a row names columns of the table of tasks."""
    return _known(row) >= _ENOUGH


def _known(row: Row) -> int:
    return len({HEADINGS.get(fold(cell.text)) for cell in row.cells}.intersection(COLUMNS))


def words_of(row: Row) -> tuple[str, ...]:
    """Return the folded words of a row's filled cells, by which two rows of headings are compared."""
    return tuple(word for word in (fold(cell.text) for cell in row.cells) if word)


@dataclass(slots=True)
class Section:
    """What stands below one row of headings, up to the next that differs: the headings, and the rows by their table."""

    table: Table
    heading: Row
    rows: list[tuple[Table, Row]] = field(default_factory=list)
    above: list[tuple[str, ...]] = field(default_factory=list)  # rows of headings of which it is the last

    def repeats(self, row: Row) -> bool:
        """Tell whether a row of headings says what these say."""
        return words_of(row) in (words_of(self.heading), *self.above)

    def takes(self, row: Row) -> bool:
        """Take a row of headings that repeats these, or completes them as a second row of headings does."""
        words = words_of(row)
        if self.repeats(row):
            return True
        if self.rows or len(self.above) >= _ENOUGH:
            return False
        if _known(row) >= _known(self.heading):
            self.above.append(words_of(self.heading))
            self.heading = row
        else:
            self.above.append(words)
        return True


def sections_of(table: Table) -> tuple[list[Row], list[Section]]:
    """Return the rows above the first headings of a table, and what stands below each row of headings."""
    above: list[Row] = []
    found: list[Section] = []
    for row in table.rows:
        if is_heading(row):
            if not (found and found[-1].takes(row)):
                found.append(Section(table, row))
        elif found:
            found[-1].rows.append((table, row))
        else:
            above.append(row)
    return above, found


@dataclass(slots=True)
class Placed:
    """The words of a row by the number of the heading that they belong to, with a code where they do not count."""

    table: Table
    row: Row
    words: dict[int, str]
    errors: dict[int, str]
    outside: bool = False  # words stand under no heading


class Columns:
    """The headings of a table: which columns of the grid each of them covers, and what it means."""

    def __init__(self, heading: Row) -> None:
        """Take the row of headings; each filled cell of it is a column, numbered from 0 as they are seen."""
        filled = ((number, one) for number, one in enumerate(heading.cells) if one.text)
        self.headings = [(number, one.column, one.column + one.span, one.text) for number, one in filled]
        self._means = {number: HEADINGS.get(fold(text), "") for number, _, _, text in self.headings}
        self._end = max((end for _, _, end, _ in self.headings), default=0)

    def rows(self, given: Iterable[tuple[Table, Row]]) -> list[Placed]:
        """Return the rows that are tasks, each word under its heading. A row that only goes on belongs to the last."""
        found: list[Placed] = []
        for table, row in given:
            if self._is_section(row):
                continue
            placed = self._place(table, row)
            if found and self._goes_on(row):
                self._add(found[-1], row)
            elif placed.words or placed.outside:
                found.append(placed)
        return found

    def _number(self, cell: Cell) -> int | None:
        """Return the heading that a cell begins under, or else the first one that it reaches."""
        end = cell.column + cell.span
        within = [number for number, first, last, _ in self.headings if first <= cell.column < last]
        reached = [number for number, first, _, _ in self.headings if cell.column <= first < end]
        known = [number for number in (*within, *reached) if self._means[number]]
        return next(iter((*known, *within, *reached)), None)

    def _place(self, table: Table, row: Row) -> Placed:
        placed = Placed(table, row, {}, {})
        for cell in row.cells:
            self._put(placed, cell)
        return placed

    def _put(self, placed: Placed, cell: Cell) -> None:
        number = self._number(cell)
        means = self._means.get(number, "") if number is not None else ""
        text = cell.numbered if means in _NUMBERED else cell.text
        if is_hint(text) and means not in ("task", "title"):
            return
        if means == "task" and not text and cell.doubt and number is not None:
            placed.words[number], placed.errors[number] = "…", cell.doubt
        if not text:
            return
        if number is None:
            placed.outside = True
            return
        before = placed.words.get(number)
        placed.words[number] = f"{before}\n{text}" if before else text

    def _is_section(self, row: Row) -> bool:
        """Tell whether a row is a heading between tasks, a total or a note: one cell says all, or all but a number."""
        filled = [cell for cell in row.cells if cell.text or cell.number_only]
        if not filled:
            return False
        wide = filled[-1]
        reaches = wide.column + wide.span >= self._end
        if len(row.cells) == 1:
            return reaches and wide.column == 0 and len(self.headings) > 1
        number = self._number(wide)
        means = self._means.get(number, "") if number is not None else ""
        return len(filled) <= _ENOUGH and reaches and wide.span >= _WIDE and means in PASSED_OVER

    def _goes_on(self, row: Row) -> bool:
        """Tell whether a row only adds lines to the task above, whose id is merged into it."""
        fresh: set[str] = set()
        merged: set[str] = set()
        for cell in row.cells:
            number = self._number(cell)
            if number is not None and (cell.continued or cell.text):
                (merged if cell.continued else fresh).add(self._means[number])
        return "task" in merged and not fresh.intersection(OWN)

    def _add(self, placed: Placed, row: Row) -> None:
        for cell in row.cells:
            if not cell.continued:
                self._put(placed, cell)

    def means(self, number: int) -> str:
        """Return the field that a heading stands for, "" where none is known."""
        return self._means.get(number, "")
