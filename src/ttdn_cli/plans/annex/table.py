"""The table of an annex: its rows, each cell under what its column means, whatever kind of file it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_cli.files.grid import FORBIDDEN
from ttdn_cli.files.tree import TableNames
from ttdn_cli.limits import MAX_ROWS
from ttdn_cli.model.names import fold
from ttdn_cli.plans.annex.choosing import choose
from ttdn_cli.plans.annex.headings import FIRST_WORDS, Column
from ttdn_cli.plans.annex.old_letters import old_letters
from ttdn_cli.plans.annex.parts import QUOTED
from ttdn_cli.plans.annex.problems import Problem, TableError
from ttdn_cli.plans.annex.sections import ENOUGH, Section, are_column_numbers
from ttdn_cli.plans.annex.sheets import Cell, SheetRow, Source
from ttdn_cli.text.i18n import N_

NOTHING = Cell("")
_OF_WHO_OR_WHEN = re.compile(
    r"\b(?:phoi hop|chu tri|co quan|don vi|cap (?:tinh|huyen|xa)|phan cong|trach nhiem|thoi|tien do|han|quy|thang|ngay|"
    r"nhiem vu|cong viec|san pham|ket qua|agenc\w+|lead|support\w*|time|date|deadline|start|end|task|output|result)\b"
)
_NUMBERED = ("number", "name", "content")  # columns in which an automatic number belongs to the words


class Row(NamedTuple):
    """One row of the body: its line (from 0), its cells by what their column means, and words over the whole row."""

    line: int
    cells: Mapping[str, Cell]
    wide: str = ""
    hidden: bool = False

    def cell(self, column: str) -> Cell:
        """Return a cell; an empty one where nothing stands."""
        return self.cells.get(column, NOTHING)

    @property
    def beside(self) -> dict[str, Cell]:
        """Return the cells of its own that only quote words, such as funding and notes."""
        return {one: cell for one, cell in self.cells.items() if one in QUOTED and cell.text and not cell.continued}

    def text(self, column: str) -> str:
        """Return the words of a cell on one line."""
        return " ".join(self.cell(column).text.split())


@dataclass(slots=True)
class Table:
    """The table that a plan is made from: its columns by what they mean, headings that are not read, and its rows.

    `outside` are the lines and columns of words under no heading, `left_out` those of headings that are
    not read although they speak of who, when or what. `passed_over` are rows that are no tasks, each with
    what it is. `parts` are the numbers of the tables that it consists of. `problems` keep it from being a plan.
    """

    names: TableNames
    columns: Mapping[str, Column]
    unread: tuple[str, ...]
    rows: list[Row]
    outside: list[tuple[int, int, str]] = field(default_factory=list)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    parts: tuple[int, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def at(self, column: str) -> int:
        """Return the number (from 0) of a column that is known, 0 for one that there is not."""
        return self.columns[column].at if column in self.columns else 0

    def heading(self, column: str) -> str:
        """Return how the table words a column."""
        return self.columns[column].heading if column in self.columns else FIRST_WORDS[column]


def table_of(source: Source, number: int | None) -> Table:
    """Return the table of tasks in a file; raises `TableError` where none fits."""
    main, more, plain, left = choose(source, number)
    columns, labels = main.columns, main.labels
    parts = [(one.sheet.number, one.rows) for one in (main, *more)] + [(one.number, one.rows) for one in plain]
    names = TableNames(main.sheet.name, main.sheet.number if main.sheet.word else None, labels)
    unread = sorted((at, one) for at, one in main.unread.items() if one)
    numbers = tuple(sorted(number for number, _ in parts))
    table = Table(names, columns, tuple(one for _, one in unread), [], parts=numbers)
    problems: list[Problem] = []
    body = [row for _, rows in sorted(parts, key=lambda part: part[0]) for row in rows]
    for row in body:
        own = [cell for cell in row.cells.values() if not cell.continued]
        if not are_column_numbers(own):
            problems += _problems(row, main, labels)
            table.rows.append(_row(row, main, table))
    if len(table.rows) > MAX_ROWS:
        said = N_("the table has more than {limit} rows")
        raise TableError(
            [Problem(table.rows[MAX_ROWS].line, 0, said, N_("Divide it into several plans"), {"limit": MAX_ROWS})],
            names,
        )
    old = old_letters(body, headings=False)
    table.problems = [*problems, *([old] if old else [])]
    table.outside += [(row.line, *_first_words(row)) for row in left]
    filled = {at for row in body for at, cell in row.cells.items() if cell.text}
    table.left_out = [(main.line, at, one) for at, one in unread if at in filled and _OF_WHO_OR_WHEN.search(fold(one))]
    return table


def _first_words(row: SheetRow) -> tuple[int, str]:
    """Return where the words of a row begin, and these on one line."""
    own = [(at, cell.numbered or cell.text) for at, cell in sorted(row.cells.items())]
    return own[0][0], " ".join(" ".join(words for _, words in own).split())


def _row(row: SheetRow, main: Section, table: Table) -> Row:
    """Return a row with its cells under what their columns mean."""
    cells: dict[str, Cell] = {}
    known = {one.at: means for means, one in main.columns.items()}
    last = max(main.labels, default=0)
    wide = _wide(row, last)
    for at, cell in row.cells.items():
        reached = (known[column] for column in range(at, at + min(cell.span, last + 2)) if column in known)
        means = known.get(at) or (next(reached, None) if at not in main.labels or cell.span > 1 else None)
        if means is None:
            if at not in main.labels and cell.text and not cell.continued:
                table.outside.append((row.line, at, cell.text))
            continue
        text = cell.numbered or cell.text if means in _NUMBERED else cell.text
        if means in cells:
            cells[means] = cells[means]._replace(text=f"{cells[means].text}\n{text}".strip())
        else:
            cells[means] = cell._replace(text=text)
    return Row(row.line, cells, wide, row.hidden)


def _wide(row: SheetRow, last: int) -> str:
    """Return the words of a row in which one merged cell, beside a number at most, reaches over the rest of it."""
    own = [(at, cell) for at, cell in row.cells.items() if cell.text and not cell.continued]
    if not own or len(own) > ENOUGH or any(cell.continued for cell in row.cells.values()):
        return ""
    at, cell = own[-1]
    if cell.span < 2 or at + cell.span <= last or (len(own) == 1 and cell.span <= last // 2):  # noqa: PLR2004 - merged
        return ""
    return " ".join((cell.numbered or cell.text).split())


def _problems(row: SheetRow, main: Section, labels: Mapping[int, str]) -> Iterator[Problem]:
    """Yield what keeps the cells of a row from being read."""
    ends = max(labels, default=0)
    for at, cell in row.cells.items():
        heading = labels.get(at, "")
        if at > ends and cell.text and main.sheet.name is None and not main.sheet.word:
            yield Problem(
                row.line,
                at,
                N_("the row has more cells than the table has columns: {text}"),
                N_("A cell with a quotation mark, a line break or the separator in it stands in quotation marks"),
                {"text": cell.text},
            )
        if bad := FORBIDDEN.search(cell.text):
            yield Problem(
                row.line,
                at,
                N_("column {column}: the control character {character} cannot be kept"),
                N_("Delete it; it comes from copying out of another program"),
                {"column": heading, "character": f"U+{ord(bad[0]):04X}"},
            )
        if cell.error:
            yield Problem(
                row.line,
                at,
                N_("column {column}: what stands here is no value that can be read: {text}"),
                N_("Write the value itself in place of a formula, an error or an automatic number"),
                {"column": heading, "text": cell.text},
            )
