"""What merged cells of an annex leave open: words that may hold for more columns or rows than they are read for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ttdn_cli.model.names import fold
from ttdn_cli.plans.annex.headings import TIMES
from ttdn_cli.plans.annex.marks import PERIOD
from ttdn_cli.plans.annex.results import parts_of
from ttdn_cli.plans.annex.table import Row, Table
from ttdn_cli.text.i18n import N_

_ACROSS = N_(
    "“{text}” stands in a cell merged over the columns {columns}; it was read as {column} alone, and what it says of "
    "the others is to settle"
)
_ONE_NAME = N_("“{text}” is one name merged over rows that have numbers of their own; each was read as a task")
_ONE_NUMBER = N_(
    "“{text}” is merged over several tasks; whether the number is for each or for all together is to be settled"
)


class Open(NamedTuple):
    """What a cell leaves open: its column, the message and its values."""

    column: str
    message: str
    values: Mapping[str, object]


def left_open(row: Row, table: Table) -> Iterator[Open]:
    """Yield what is not sure about the merged cells of a task's row."""
    for means, cell in row.cells.items():
        text = " ".join(cell.text.split())
        others = [one for one in _reached(row, means, table) if one != means]
        if text and others and not _says_both(means, text):
            headings = tuple(table.heading(one) for one in (means, *others))
            yield Open(means, _ACROSS, {"text": text, "columns": headings, "column": table.heading(means)})
    if row.cell("name").continued and row.text("number") and not row.cell("number").continued:
        yield Open("name", _ONE_NAME, {"text": row.text("name")})
    results = row.cell("results")
    if results.continued and any(one.rate or one.deliverable.quantity for one in parts_of(results.text)):
        yield Open("results", _ONE_NUMBER, {"text": row.text("results")})


def _reached(row: Row, means: str, table: Table) -> list[str]:
    """Return the known columns that a cell covers, those of time together as one."""
    at, span = table.at(means), row.cell(means).span
    covered = sorted((one.at, one.means) for one in table.columns.values() if at <= one.at < at + span)
    reached = [one for _, one in covered]
    is_time = means in TIMES or means.startswith(PERIOD)
    return [one for one in reached if not (is_time and (one in TIMES or one.startswith(PERIOD)))]


def _says_both(means: str, text: str) -> bool:
    """Tell whether a cell of who leads says in its own words who coordinates."""
    words = fold(text)
    return means == "lead" and "phoi hop" in words and "chu tri" in words
