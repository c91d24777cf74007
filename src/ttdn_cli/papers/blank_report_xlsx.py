"""A template as a workbook: locked but for what is filled in, with lists and checks, ready to print on A4 landscape."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from textwrap import wrap
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.intake.sheet_columns import STATES, label, state_words
from ttdn_cli.papers.blank_reports import (
    VERSION,
    Owed,
    Template,
    about,
    asks,
    due,
    head_values,
    heading,
    notes,
    occurrence_word,
    recalled,
    title_of,
)
from ttdn_cli.render._pages import plain
from ttdn_cli.text.i18n import N_, Words

FONT = "Times New Roman"
# Every column with its width; the first ones are given, the rest is filled in.
WIDTHS = {
    "task": 9,
    "occurrence": 10,
    "title": 25,
    "plan": 19,
    "before": 28,
    "state": 10.5,
    "completed_on": 10.5,
    "progress": 7.5,
    "coordinated_with": 14,
    "deliverables": 12.5,
    "evidence": 13,
    "result": 20,
    "obstacles": 14,
    "proposals": 14,
}
NARROW = 12  # the width of `before` where nothing has been reported before
COLUMNS = list(WIDTHS)
SHOWN = 5  # how many columns are not filled in
FIXED = 3  # how many stay in sight
BLOCKS = (
    ("agency", "period", "submitted_on", "nothing_to_report", "plan_revision"),
    ("submitted_by.name", "submitted_by.title", "document.number", "document.date"),
)
BLOCK_AT = ((0, 2, 3), (5, 8, 10))  # of each block the columns of label and value, and the last one
GIVEN = ("agency", "period", "plan_revision")
DATES = ("submitted_on", "document.date", "completed_on")
# Of what is given: letters to a unit of width, and the height of a line in points.
LINES = {"occurrence": (0.9, 16.0), "title": (1.15, 16.0), "plan": (1.15, 16.0), "before": (1.3, 14.5)}
LEAST, MARGIN, MOST = 64, 4, 409  # points; a row cannot be higher
TO_FILL = "#FFF8E1"
LAST_DAY = date(2199, 12, 31)
_DAY = "dd/mm/yyyy"


def template_xlsx(template: Template, words: Words) -> bytes:
    """Return the template; raises `UsageError` without the extra."""
    file = io.BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = need("office", "xlsxwriter").Workbook(file, as_text)
    _Writer(book, template, words).write()
    book.close()
    return file.getvalue()


class _Writer:
    """Writes the sheets of one template."""

    def __init__(self, book: Any, template: Template, words: Words) -> None:
        self.book, self.template, self.words = book, template, words
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        first = all(one.before is None for one in template.owed)
        self.widths = {**WIDTHS, "before": NARROW} if first else WIDTHS

    def write(self) -> None:
        """Write the report sheet, the guide, the hidden list of states and the hidden identity."""
        template, words = self.template, self.words
        created = datetime.combine(template.period.begins, datetime.min.time(), UTC)
        self.book.set_properties({"title": title_of(template, words), "created": created})
        sheet = self.book.add_worksheet(words.say(N_("The report")))
        guide = self.book.add_worksheet(words.say(N_("Guide")))
        lists = self.book.add_worksheet("lists")
        self._strings(lists, [(state,) for state in state_words(words.language)])
        known = {"version": VERSION, "plan": template.plan, "revision": template.revision}
        known |= {"agency": template.agency, "period": template.period.id}
        identity = self.book.add_worksheet("ttdn")
        self._strings(identity, [(name, str(value)) for name, value in known.items()])
        for hidden in (lists, identity):
            hidden.very_hidden()
        self._guide(guide)
        self._head(sheet)
        top = 3 + len(BLOCKS[0])
        self._table(sheet, top)
        self._page(sheet, top)

    def _format(self, **properties: object) -> Any:
        """Return a format, made once for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            base = {"font_name": FONT, "font_size": 12, "valign": "top", "text_wrap": True}
            self.formats[key] = self.book.add_format({**base, **properties})
        return self.formats[key]

    def _strings(self, sheet: Any, rows: list[tuple[str, ...]]) -> None:
        for line, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)

    def _guide(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, self.words.say(N_("How to fill in the report")), self._format(bold=True, font_size=14))
        for line, note in enumerate(notes(self.template, self.words, sheet=True), 1):
            sheet.write_string(line, 0, f"{line}. {note}.", self._format())
        sheet.set_paper(9)

    def _head(self, sheet: Any) -> None:
        """Write the title and, in two blocks beside each other, the head of the report."""
        template, words = self.template, self.words
        last = len(COLUMNS) - 1
        centred = {"align": "center", "valign": "vcenter"}
        title = title_of(template, words).upper()
        sheet.merge_range(0, 0, 0, last, title, self._format(bold=True, font_size=14, **centred))
        sheet.merge_range(1, 0, 1, last, plain(about(template, words)), self._format(italic=True, **centred))
        sheet.set_row(0, 24)
        sheet.set_row(1, 20)
        values = head_values(template, words)
        for fields, (first, at, end) in zip(BLOCKS, BLOCK_AT, strict=True):
            for line, field in enumerate(fields, 2):
                sheet.set_row(line, 18)
                sheet.merge_range(line, first, line, at - 1, label(field, words.language) + ":", self._format())
                self._head_value(sheet, line, (at, end), field, values[field])

    def _head_value(self, sheet: Any, line: int, columns: tuple[int, int], field: str, value: str) -> None:
        column, end = columns
        locked = field in GIVEN
        look: dict[str, object] = {"bold": locked, "locked": locked, "bottom": 0 if locked else 7}
        if not locked:
            look["bg_color"] = TO_FILL
        if field in DATES:
            look |= {"num_format": _DAY, "align": "left"}
        sheet.merge_range(line, column, line, end, "", self._format(**look))
        if value:
            sheet.write_string(line, column, plain(value), self._format(**look))
        else:
            sheet.write_blank(line, column, None, self._format(**look))
        if field in DATES:
            sheet.data_validation(line, column, line, column, self._day(self.template.period.begins))
        if field == "nothing_to_report":
            sheet.data_validation(line, column, line, column, self._mark())

    def _table(self, sheet: Any, top: int) -> None:
        words = self.words
        edge = {"border": 1}
        for column, field in enumerate(COLUMNS):
            shade = "#D9E2F3" if column >= SHOWN else "#E7E6E6"
            look = self._format(bold=True, bg_color=shade, align="center", valign="vcenter", **edge)
            sheet.write_string(top, column, label(field, words.language), look)
            sheet.set_column(column, column, self.widths[field])
        sheet.set_row(top, 50)
        for number, one in enumerate(self.template.owed, 1):
            shown = self._shown(one)
            sheet.set_row(top + number, self._height(shown))
            for column, field in enumerate(COLUMNS):
                self._fill(sheet, top + number, column, field, shown.get(field, ""))
        rows = (top + 1, top + len(self.template.owed))
        checks = {"state": self._states(), "completed_on": self._day(self.template.begins), "progress": self._share()}
        for field, check in checks.items():
            column = COLUMNS.index(field)
            sheet.data_validation(rows[0], column, rows[1], column, check)

    def _shown(self, one: Owed) -> dict[str, str]:
        words = self.words
        return {
            "task": one.occurrence.task,
            "occurrence": occurrence_word(one, words),
            "title": "\n".join((heading(one, words), *due(one, words))),
            "plan": "\n".join(asks(one, words)),
            "before": "\n".join(recalled(one, words)),
        }

    def _fill(self, sheet: Any, line: int, column: int, field: str, text: str) -> None:
        look: dict[str, object] = {"border": 1, "locked": column < SHOWN}
        if field == "before":
            look |= {"font_color": "#595959", "font_size": 11}
        if field in ("state", "completed_on", "progress"):
            look["align"] = "center"
        if field == "completed_on":
            look["num_format"] = _DAY
        if text:
            sheet.write_string(line, column, plain(text), self._format(**look))
        else:
            sheet.write_blank(line, column, None, self._format(**look))

    def _states(self) -> dict[str, object]:
        say = self.words.say
        return {
            "validate": "list",
            "source": f"=lists!$A$1:$A${len(STATES)}",
            "input_title": say(N_("State")),
            "input_message": say(N_("Choose one of the states in the list")),
            "error_title": say(N_("Not a state")),
            "error_message": say(N_("Please choose one of the states in the list.")),
        }

    def _mark(self) -> dict[str, object]:
        say = self.words.say
        return {
            "validate": "list",
            "source": ["x"],
            "input_title": say(N_("Nothing to report")),
            "input_message": say(N_("Write x where there is nothing to report; else leave it empty")),
            "error_title": say(N_("Nothing to report")),
            "error_message": say(N_("Please write x, or leave the cell empty.")),
        }

    def _day(self, first: date) -> dict[str, object]:
        say = self.words.say
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": first,
            "maximum": LAST_DAY,
            "input_title": say(N_("Day")),
            "input_message": say(N_("Write day/month/year, for example 28/6/2017")),
            "error_title": say(N_("Not a day")),
            "error_message": say(N_("Please write a day from {day} on, as day/month/year."), day=first),
        }

    def _share(self) -> dict[str, object]:
        say = self.words.say
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "input_title": say(N_("Progress")),
            "input_message": say(N_("A whole number from 0 to 100")),
            "error_title": say(N_("Not a share")),
            "error_message": say(N_("Please write a whole number from 0 to 100.")),
        }

    def _page(self, sheet: Any, top: int) -> None:
        """Lock the structure, freeze the headings, and lay the sheet out for print."""
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(top + 1, FIXED)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.6, right=0.5, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        sheet.print_area(0, 0, top + len(self.template.owed), len(COLUMNS) - 1)
        sheet.set_footer("&C&P/&N")
        sheet.activate()

    def _height(self, shown: dict[str, str]) -> float:
        """Return how high a row must be, in points, for what is shown in it, as not every program works that out."""
        heights = [
            each * sum(len(wrap(part, int(self.widths[field] * letters))) for part in shown[field].split("\n"))
            for field, (letters, each) in LINES.items()
        ]
        return min(max(LEAST, *heights) + MARGIN, MOST)
