"""How places in sheets and in the tables of Word files are counted and called."""

from __future__ import annotations

# Rows of the tables of a Word file are told apart by their number: that of the table times this, and that of the row.
TABLE_ROWS = 100_000
WORD = ".docx"


def cell_name(line: int, column: int) -> str:
    """Return what a workbook calls a cell; row and column count from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"


def line_of(table: int, row: int) -> int:
    """Return the number under which a row (from 0) of a table of a Word file is kept; table 0 is what is in none."""
    return table * TABLE_ROWS + row


def table_and_row(line: int) -> tuple[int, int]:
    """Return table and row (both from 1) of a line (from 1) in a Word file; table 0: the row is that of a paragraph."""
    table, row = divmod(line - 1, TABLE_ROWS)
    return table, row + 1


def row_of(file: str, line: int) -> int:
    """Return a line (from 1) as a reader counts it: in a Word file the row in its table, in others the line itself."""
    return table_and_row(line)[1] if file.lower().endswith(WORD) else line
