"""What places in the tables of workbooks and Word files are called."""

from __future__ import annotations

from ttdn_cli.files.cell_places import cell_name, table_and_row
from ttdn_cli.files.tree import TableNames
from ttdn_cli.text.i18n import N_, Words


def said_at(place: str | None, message: str) -> str:
    """Return a message as it is said after its place, without the heading that the place ends with."""
    label, colon, rest = message.partition(": ")
    return rest if colon and place and label.startswith("“") and place.endswith(f" {label}") else message


def position_name(place: str | None, line: int, words: Words) -> str:
    """Return a place inside its file as it is said: a cell of a workbook, a place in a Word file, else a line."""
    if place is None:
        return words.say(N_("line {line}"), line=line)
    return words.say(N_("cell {cell}"), cell=place) if "!" in place else place


def place_name(table: TableNames, line: int, column: int, words: Words) -> str | None:
    """Return what a place in a table is called; row and column count from 1. None where it is a text file (CSV)."""
    if table.table is not None:
        number, row = table_and_row(line)
        heading = table.headings.get(column - 1) if number >= table.table else None
        if not number:
            return words.say(N_("paragraph {row}"), row=row)
        if heading is None:
            return words.say(N_("table {table}, row {row}, cell {cell}"), table=number, row=row, cell=column)
        return words.say(N_("table {table}, row {row}, column “{heading}”"), table=number, row=row, heading=heading)
    if table.sheet is None:
        return None
    return f"{table.sheet}!{cell_name(line, column)}"
