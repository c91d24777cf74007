"""What a Word file holds, as far as a report needs it: tables with their rows and cells, and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its text, and its automatic number; `doubt` is a code where that cannot be computed."""

    text: str
    number: str = ""
    doubt: str = ""


@dataclass(slots=True)
class Cell:
    """One cell: the column of the grid (from 0) in which it begins, how many it covers, and what stands in it.

    `inside` are the texts of the cells of tables within it, `days` what was picked in its controls (2017-06-30).
    `continued` tells that it goes on from the row above, whose words it has. `notes` are codes of what is not read.
    """

    column: int
    span: int
    paragraphs: list[Paragraph]
    inside: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    continued: bool = False
    notes: set[str] = field(default_factory=set)

    @property
    def own(self) -> str:
        """The words of the cell itself, without automatic numbers."""
        return "\n".join(one.text for one in self.paragraphs if one.text)

    @property
    def text(self) -> str:
        """The words of the cell without automatic numbers, those of tables within it last."""
        return "\n".join(one for one in (self.own, *self.inside) if one)

    @property
    def numbered(self) -> str:
        """The words of the cell as they are shown, with automatic numbers."""
        shown = (f"{one.number} {one.text}".strip() for one in self.paragraphs)
        return "\n".join(one for one in (*shown, *self.inside) if one)

    @property
    def number_only(self) -> bool:
        """Tell whether an automatic number is all that stands in the cell."""
        return not self.text and any(one.number or one.doubt for one in self.paragraphs)

    @property
    def doubt(self) -> str:
        """The code of why an automatic number in the cell cannot be computed, or ""."""
        return next((one.doubt for one in self.paragraphs if one.doubt), "")


@dataclass(slots=True)
class Row:
    """One row: its number among those that are not deleted (from 0), and its cells.

    `hidden` when it is not shown, `odd` when its cells claim columns that no table has.
    """

    number: int
    cells: list[Cell]
    hidden: bool = False
    odd: bool = False


@dataclass(slots=True)
class Table:
    """One table: its number among all that are shown, from 1, how many columns its grid has, and its rows.

    `outer` is the number of the table that it stands in, 0 for none.
    """

    number: int
    columns: int
    rows: list[Row] = field(default_factory=list)
    outer: int = 0

    @property
    def width(self) -> int:
        """How many columns the grid has or, where that is not written, its cells cover."""
        ends = (cell.column + cell.span for row in self.rows for cell in row.cells)
        return self.columns or max(ends, default=0)


@dataclass(slots=True)
class Document:
    """The tables of a Word file in their order; paragraphs outside of tables, each with the number of tables before it.

    `tracked` tells that it holds tracked changes, `embedded` that another document is embedded in it, `pictures` that
    pictures stand outside of its tables.
    """

    tables: list[Table] = field(default_factory=list)
    paragraphs: list[tuple[int, str]] = field(default_factory=list)
    tracked: bool = False
    embedded: bool = False
    pictures: bool = False
