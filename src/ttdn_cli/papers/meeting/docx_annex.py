"""The tables of the annex to the report in administrative form."""

from __future__ import annotations

from ttdn_cli.papers.meeting.sheets import DASH, Sheet, Value
from ttdn_cli.papers.meeting.wording import COLUMNS, spans
from ttdn_cli.papers.word import Paper
from ttdn_cli.text.i18n import Words

ACROSS = 267  # millimetres between the margins of a page that lies across
NARROW = 12  # characters: columns up to this width are centred


def annex(paper: Paper, number: int, sheet: Sheet, words: Words) -> None:
    """Write one table of the annex, without the columns that hold nothing; a table of very many is divided."""
    paper.heading(f"{number}. {sheet.title}", 2)
    rows = [[cell(value, words) for value in row] for row in sheet.rows]
    kept = [column for column in range(len(sheet.heads)) if any(row[column] for row in rows)]
    parts = [kept] if len(kept) <= COLUMNS + 1 else [[kept[0], *kept[1:][span]] for span in spans(len(kept) - 1)]
    for part in parts:
        told = [row for row in rows if len(parts) == 1 or any(row[column] not in ("", DASH) for column in part[1:])]
        if told:
            _table(paper, sheet, part, told)


def _table(paper: Paper, sheet: Sheet, kept: list[int], rows: list[list[str]]) -> None:
    share = ACROSS / sum(sheet.widths[column] for column in kept)
    paper.table(
        [sheet.heads[column] for column in kept],
        [[row[column] for column in kept] for row in rows],
        [sheet.widths[column] * share for column in kept],
        [place for place, column in enumerate(kept) if sheet.widths[column] <= NARROW],
        size=9,
    )


def cell(value: Value, words: Words) -> str:
    """Return a value in words."""
    return "" if value is None else value if isinstance(value, str) else words.show(value)
