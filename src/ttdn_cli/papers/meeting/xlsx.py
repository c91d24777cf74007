"""The papers for a meeting as a workbook: one sheet a table, days are days, numbers are numbers, text is only text.

The same input gives the same bytes: the day that is judged by stands where a program would write the time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.limits import MAX_TEXT
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.sheet import Sheet, Value
from ttdn_cli.papers.meeting.sheets import sheets, summary
from ttdn_cli.papers.meeting.wording import title
from ttdn_cli.papers.meeting.xlsx_lines import lines
from ttdn_cli.papers.word import plain
from ttdn_cli.papers.word_styles import FONT
from ttdn_cli.render.text import as_of_line
from ttdn_cli.text.i18n import N_, Words

IS_TEXT = False
DAY_FORMAT = "dd/mm/yyyy"
A4 = 9  # the program's number of that paper
SIZE, LINE, MOST_LINES = 11, 15, 27  # points: letters, a line of them; and lines in the highest row there can be
FIRST = 3  # the row of the heads, counted from 0: title, day and an empty row stand above
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render(meeting: Meeting, words: Words) -> bytes:
    """Return the workbook; raises `UsageError` when xlsxwriter is not installed."""
    data = io.BytesIO()
    xlsxwriter = need("office", "xlsxwriter")
    look = {"font_name": FONT, "font_size": SIZE}
    book = xlsxwriter.Workbook(data, {**PLAIN_TEXT, "in_memory": True, "default_format_properties": look})
    day = meeting.as_of
    made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format writes it without a zone
    book.set_properties({"title": plain(title(meeting, words), 250), "author": "ttdn", "created": made})
    plan = meeting.plan.id, meeting.plan.revision
    standing = as_of_line(*plan, day, meeting.period, words, complete=meeting.complete)
    pen = _Pen(book, words, ". ".join((standing, *meeting.followed)))
    pen.summary(summary(meeting, words))
    for sheet in sheets(meeting, words):
        pen.table(sheet)
    book.close()
    return data.getvalue()


class _Pen:
    """Writes sheets, all with one look."""

    def __init__(self, book: Any, words: Words, standing: str) -> None:
        self.book, self.words, self.standing = book, words, standing
        framed = {"border": 1, "valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
        self.note = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#DDE6F0",
            }
        )
        self.text = book.add_format({**framed, "align": "left"})
        self.number = book.add_format({**framed, "align": "center", "num_format": "0"})
        self.share = book.add_format({**framed, "align": "center", "num_format": "0.0%"})
        self.day = book.add_format({**framed, "align": "center", "num_format": DAY_FORMAT})

    def _sheet(self, sheet: Sheet) -> Any:
        made = self.book.add_worksheet(sheet.name)
        made.set_paper(A4)
        made.set_landscape()
        made.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.6)
        made.fit_to_pages(1, 0)
        made.set_footer("&C&P/&N")
        for column, width in enumerate(sheet.widths):
            made.set_column(column, column, width)
        self._across(made, 0, sheet, sheet.title, self.title)
        self._across(made, 1, sheet, ". ".join(filter(None, (self.standing, sheet.note))), self.note)
        return made

    def table(self, sheet: Sheet) -> None:
        """Write one table with frozen heads that are repeated on every page."""
        made = self._sheet(sheet)
        last = self._write(made, FIRST, sheet)
        made.freeze_panes(FIRST + 1, 1)
        made.repeat_rows(FIRST)
        if sheet.rows:
            made.autofilter(FIRST, 0, last - 1, len(sheet.heads) - 1)
        else:
            self._across(made, last, sheet, self.words.say(N_("Nothing to be listed here.")), self.note)

    def summary(self, tables: Sequence[Sheet]) -> None:
        """Write several small tables below each other on the first sheet."""
        made = self._sheet(tables[0])
        at = FIRST
        for sheet in tables:
            if sheet is not tables[0]:
                self._across(made, at, sheet, sheet.title, self.title)
                at += 1
            at = self._write(made, at, sheet) + 1

    def _across(self, made: Any, at: int, sheet: Sheet, text: str, look: Any) -> None:
        """Write a line over the whole width of a table."""
        whole, width = plain(text, MAX_TEXT), sum(sheet.widths)
        high = lines(whole, width * SIZE // look.font_size) * LINE * look.font_size / SIZE
        made.set_row(at, min(high, MOST_LINES * LINE) + 3)
        made.merge_range(at, 0, at, len(sheet.widths) - 1, "", look)
        made.write_string(at, 0, whole, look)

    def _write(self, made: Any, at: int, sheet: Sheet) -> int:
        """Write heads and rows from a row on, and return the first row after them."""
        for column, text in enumerate(sheet.heads):
            made.write_string(at, column, plain(text, MAX_TEXT), self.head)
        made.set_row(at, min(_lines(sheet.heads, sheet.widths), MOST_LINES) * LINE + 3)
        at += 1
        for row in sheet.rows:
            for part in zip_longest(*(pieces(value) for value in row)):
                at = self._part(made, at, part, sheet.widths)
        return at

    def _part(self, made: Any, at: int, row: Sequence[Value], widths: Sequence[int]) -> int:
        """Write one row and return the next; a text that is higher than a row can be stands in several made one."""
        count = _lines(row, widths)
        last = at + (count - 1) // MOST_LINES
        for one in range(at, last + 1):
            made.set_row(one, min(count, MOST_LINES) * LINE + 3)
        for column, value in enumerate(row):
            if last > at:
                made.merge_range(at, column, last, column, "", self.text)
            self._cell(made, at, column, value)
        return last + 1

    def _cell(self, made: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            made.write_string(row, column, value, self.text)
        elif isinstance(value, date):
            made.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001 - a day
        elif isinstance(value, float):
            made.write_number(row, column, value, self.share)
        elif isinstance(value, int):
            made.write_number(row, column, value, self.number)
        else:
            made.write_blank(row, column, None, self.text)


def pieces(value: Value) -> list[Value]:
    """Return a value as it stands in cells below each other: all of a text, no more of it in one than a cell holds."""
    if not isinstance(value, str):
        return [value]
    text, found = plain(value), list[Value]()
    while len(text) > MAX_TEXT:
        end = text.rfind(" ", 1, MAX_TEXT) + 1 or MAX_TEXT
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    texts = ((value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str))
    return max((lines(text, width) for text, width in texts), default=1)
