"""The tree that every reader makes: plain data beside the positions of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ttdn_cli.findings import NO_VALUES, Path, Phrase

Position = tuple[int, int]


class Quoted(str):
    """Text that was quoted in the file, so that it is never read as a number or as nothing."""

    __slots__ = ()


class FileRejected(Exception):  # noqa: N818 - a refusal, said as one
    """A file that cannot be used: the rule that says so, why, and where (line and column from 1).

    `head` is what its head says for certain of whose report it would be, by field.
    """

    def __init__(self, rule: str, code: str, line: int = 1, column: int = 1, **values: object) -> None:
        super().__init__(code)
        self.rule = rule
        self.code = code
        self.line = line
        self.column = column
        self.values = values
        self.head: Mapping[str, str] = {}


class RepeatedKey:
    """A key that stands twice in one mapping: `at` is the path of the key, the first value is kept."""

    __slots__ = ("at", "first", "position")

    def __init__(self, at: Path, position: Position, first: Position) -> None:
        self.at = at
        self.position = position
        self.first = first


class Mark(NamedTuple):
    """A position as libyaml gives it: line and column from 0."""

    line: int
    column: int


class CellError(NamedTuple):
    """Something in a sheet that no field can hold: where it would be, why (a code of `invalid-field`), and its cell."""

    at: Path
    code: str
    mark: Mark
    values: Mapping[str, object] = NO_VALUES


class TableNames(NamedTuple):
    """How places in a table are called: its sheet or its number in a Word file, and of each column the heading.

    `hidden` are the numbers (from 0) of the rows that are not shown.
    """

    sheet: str | None
    table: int | None
    headings: Mapping[int, str]
    hidden: frozenset[int] = frozenset()


class SheetForm(NamedTuple):
    """What a report as a table calls things: the words of each field, the states that can be written, its places.

    `gaps` are the marks of cells in which nothing stands, by the path of what belongs there. `absent` are the fields of
    which the table has no column.
    """

    names: Mapping[str, str]
    states: tuple[str, ...]
    gaps: Mapping[Path, Mark]
    table: TableNames
    absent: frozenset[str] = frozenset()


class Tree:
    """Data of one file and the positions in it.

    `data` holds dict, list, str, Quoted and None. `marks` runs beside it: for a mapping
    `{key: (mark of the key, marks below)}`, for a list `[(mark of the element, marks below)]`.
    Of a table, `form` is what it calls things, `cell_errors` what could not become data, `spoiled` the numbers of the
    items that have something in a column without a meaning, and `meant` by the number of an item the task whose words
    stand in it. `remarks` are told of the file and no finding.
    """

    __slots__ = ("cell_errors", "data", "duplicates", "form", "marks", "meant", "remarks", "root", "spoiled")

    def __init__(self, data: Any, marks: Any, root: Position, duplicates: list[RepeatedKey]) -> None:
        self.data = data
        self.marks = marks
        self.root = root
        self.duplicates = duplicates
        self.form: SheetForm | None = None
        self.remarks: list[Phrase] = []
        self.cell_errors: list[CellError] = []
        self.spoiled: set[int] = set()
        self.meant: dict[int, str] = {}

    def locate(self, at: Path) -> Position:
        """Return line and column (from 1) of the key or element at a path, or of its nearest parent."""
        position, marks = self.root, self.marks
        for step in at:
            try:
                mark, marks = marks[step]
            except (KeyError, IndexError, TypeError):
                break
            position = (mark.line + 1, mark.column + 1)
        return position

    def locate_missing(self, at: Path, field: str) -> Position:
        """Return line and column (from 1) of the cell in which a field belongs; without one, of what lacks it."""
        gap = self.form.gaps.get((*at, field)) if self.form else None
        return (gap.line + 1, gap.column + 1) if gap else self.locate(at)
