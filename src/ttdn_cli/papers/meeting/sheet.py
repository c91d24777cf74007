"""One table of the papers with typed values, and what becomes of a table that is as wide as the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ttdn_cli.papers.meeting.content import HeatRow, MatrixRow
from ttdn_cli.papers.meeting.wording import COLUMNS
from ttdn_cli.text.i18n import N_, Words

Value = str | int | float | date | None  # a float is a share, 1.0 the whole
DASH = "–"  # where nothing is asked


class Sheet(NamedTuple):
    """One table; `name` is at most 31 characters long, `widths` are in characters; `note` may be ""."""

    name: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


class Crossing(NamedTuple):
    """A table of states: the head of its first column, those beside it with their width, and what they are called.

    `blank` is the code of a field in which nothing is asked.
    """

    who: str
    across: Sequence[str]
    width: int
    what: str
    blank: str


def crossed(name: str, title: str, crossing: Crossing, rows: Sequence[MatrixRow | HeatRow], words: Words) -> Sheet:
    """Return a table of states; of more columns than a page holds, a list by agency and state of what has it."""
    if len(crossing.across) <= COLUMNS:
        heads = (crossing.who, *crossing.across)
        widths = (32, *(crossing.width for _ in crossing.across))
        return Sheet(name, title, heads, widths, tuple(_fields(row, crossing.blank) for row in rows))
    heads = (crossing.who, words.say(N_("State of it")), words.say(N_("How many of them")), crossing.what)
    return Sheet(name, title, heads, (40, 34, 10, 84), tuple(_listed(rows, crossing)))


def _fields(row: MatrixRow | HeatRow, blank: str) -> tuple[Value, ...]:
    """Return a row with a dash where nothing is asked, so that the rest stands out."""
    return row.name, *(DASH if cell.code == blank else cell.words for cell in row.cells)


def _listed(rows: Iterable[MatrixRow | HeatRow], crossing: Crossing) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        found: dict[str, list[str]] = {}
        for head, cell in zip(crossing.across, row.cells, strict=True):
            if cell.code != crossing.blank:
                found.setdefault(cell.words, []).append(head)
        for state, names in found.items():
            yield row.name, state, len(names), ", ".join(names)
