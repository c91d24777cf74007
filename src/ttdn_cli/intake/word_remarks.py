"""What is told of a Word file beside its findings: what was read otherwise than it looks, and what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ttdn_cli.files.docx.tables import Cell, Document, Row, Table
from ttdn_cli.findings import Phrase
from ttdn_cli.model.days import parse_day
from ttdn_cli.text.i18n import N_

_MOST = 10  # places that one remark names
_CELL = N_("table {table}, row {row}, column {column}")
_ROW = N_("table {table}, row {row}")
_TABLE = N_("table {table}")
_DAYS = N_("table {table}, row {row}, column {column}: {shown}, not {picked}")


def remarks_of(
    document: Document,
    used: Iterable[Table],
    outside: Iterable[tuple[Table, Row]],
    unread: Iterable[Table],
) -> list[Phrase]:
    """Return the remarks on a file of which some tables are `used`, some `unread`, and some rows have words outside."""
    tables = list(used)
    found = []
    if document.tracked:
        message = N_("The file holds tracked changes; it was read as if all of them were accepted")
        found.append(Phrase(message))
    if document.embedded:
        found.append(Phrase(N_("Another document is embedded in the file; it was not read")))
    places = (
        (N_("These tables have no headings of a report and were not read: {places}"), _tables(unread)),
        (N_("The cells of these rows claim columns that no table has; look whether they are in order: {places}"),
         _rows((table, row) for table in tables for row in table.rows if row.odd)),
        (N_("Words under no heading were not read: {places}"), _rows(outside)),
        (N_("Pictures were not read: {places}"), _noted(tables, "picture")),
        (N_("Words that are struck through were read like any others: {places}"), _noted(tables, "struck")),
        (N_("The day that is shown counts, though another one was picked: {places}"), _days(tables)),
    )  # fmt: skip
    return found + [Phrase(message, {"places": _few(listed)}) for message, listed in places if listed]


def _few(places: list[Phrase]) -> tuple[Phrase, ...]:
    more = (Phrase("…"),) if len(places) > _MOST else ()
    return (*places[:_MOST], *more)


def _tables(tables: Iterable[Table]) -> list[Phrase]:
    return [Phrase(_TABLE, {"table": one.number}) for one in tables]


def _rows(rows: Iterable[tuple[Table, Row]]) -> list[Phrase]:
    return [Phrase(_ROW, {"table": table.number, "row": row.number + 1}) for table, row in rows]


def _cells(tables: Iterable[Table]) -> Iterator[tuple[Table, Row, int, Cell]]:
    for table in tables:
        for row in table.rows:
            yield from ((table, row, at, cell) for at, cell in enumerate(row.cells, 1) if not cell.continued)


def _noted(tables: Iterable[Table], note: str) -> list[Phrase]:
    return [
        Phrase(_CELL, {"table": table.number, "row": row.number + 1, "column": column})
        for table, row, column, cell in _cells(tables)
        if note in cell.notes
    ]


def _days(tables: Iterable[Table]) -> list[Phrase]:
    """Return the places where the day in words is another one than that picked in the control."""
    found = []
    for table, row, column, cell in _cells(tables):
        shown = parse_day(cell.text) if cell.days else None
        picked = [day for one in dict.fromkeys(cell.days) if (day := _iso(one)) is not None]
        if shown and picked and shown not in picked:
            at = {"table": table.number, "row": row.number + 1, "column": column}
            found.append(Phrase(_DAYS, {**at, "shown": shown, "picked": picked[0]}))
    return found


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
