"""The annex to the report in administrative form: its head, and its tables, to which the text refers by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ttdn_cli.papers.letter_text import inside, tell
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.sheet import Sheet, Value
from ttdn_cli.papers.meeting.sheets import NAME, RULES, TASK, sheets
from ttdn_cli.papers.word import Paper
from ttdn_cli.text.i18n import N_, Words

ACROSS = 252  # millimetres between the margins of a page that lies across
NARROW = 12  # characters: columns up to this width are centred
EVEN = 0.42  # how much more of the room longer texts get: 0 nothing, 0.5 in proportion
LETTER, LONG_WORD = 1.9, 13  # millimetres of a letter, with its share of the frame; letters that words have room for


class Annex:
    """The tables that hold something, numbered from 1; the count by rule is for who works with the program."""

    def __init__(self, meeting: Meeting, words: Words) -> None:
        self.words = words
        self.tables = [one for one in sheets(meeting, words) if one.rows and one.name != words.say(RULES)]
        self.numbers = {sheet.name: number for number, sheet in enumerate(self.tables, 1)}

    def reference(self, *names: str) -> str:
        """Return the sentence that refers to tables by the names of their sheets, "" where none of them is there."""
        found = sorted(self.numbers[name] for name in map(self.words.say, names) if name in self.numbers)
        said = N_("(For details see the annex, table {numbers}.)")
        if len(found) > 1:
            said = N_("(For details see the annex, tables {numbers}.)")
        return tell(self.words, said, numbers=", ".join(map(str, found))) if found else ""

    def write(self, paper: Paper, subject: str, enclosed: str) -> None:
        """Write the annex on pages of its own; `enclosed` says with which document it goes."""
        paper.annex_pages()
        paper.centred(self.words.say(N_("Annex")))
        paper.centred(tell(self.words, N_("Tables: {subject}"), subject=inside(subject)).upper())
        paper.centred(enclosed, bold=False, italic=True)
        paper.rule(105)
        for note in dict.fromkeys(one.note for one in self.tables if one.note):
            paper.paragraph(note)
        for number, sheet in enumerate(self.tables, 1):
            paper.heading(f"{number}. {sheet.title}", 2)
            _table(paper, sheet, self.words)


def _table(paper: Paper, sheet: Sheet, words: Words) -> None:
    """Write one table without the columns that hold nothing."""
    every = ([cell(value, words) for value in row] for row in sheet.rows)
    rows = list(_told_once(every, sheet.heads, words))
    kept = [column for column in range(len(sheet.heads)) if any(row[column] for row in rows)]
    paper.table(
        [sheet.heads[column] for column in kept],
        ([row[column] for column in kept] for row in rows),
        _widths([[sheet.heads[column], *(row[column] for row in rows)] for column in kept]),
        [place for place, column in enumerate(kept) if sheet.widths[column] <= NARROW],
        size=9,
    )


def _widths(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return the widths of columns in millimetres: room for their words, and of the rest more for longer texts."""
    least = [min(max(len(word) for text in column for word in text.split()), LONG_WORD) * LETTER for column in columns]
    weights = [(sum(len(text) ** 2 for text in column) / len(column)) ** EVEN for column in columns]
    rest = max(ACROSS - sum(least), 0)
    widths = [room + rest * weight / sum(weights) for room, weight in zip(least, weights, strict=True)]
    return [width * ACROSS / sum(widths) for width in widths]


def _told_once(rows: Iterable[list[str]], heads: Sequence[str], words: Words) -> Iterable[list[str]]:
    """Yield rows; the title of a task stands in the first one of several that follow each other."""
    task, name = words.say(TASK), words.say(NAME)
    column = heads.index(name) if task in heads and name in heads else None
    last = None
    for row in rows:
        about = None if column is None else (row[heads.index(task)], row[column])
        if column is not None and about == last:
            row[column] = ""
        last = about
        yield row


def cell(value: Value, words: Words) -> str:
    """Return a value in words."""
    return "" if value is None else value if isinstance(value, str) else words.show(value)
