"""A template as a Word file: the head as a small table, one row a task, on A4 landscape; nothing in it is protected.

What an agency chooses from stands in controls around the words of a cell, as those live through other programs too;
free cells are empty, and what is given is locked as far as a program heeds that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ttdn_cli.intake.sheet_columns import PLACEHOLDERS, label, state_words
from ttdn_cli.papers.blank_reports import (
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
from ttdn_cli.papers.word import Paper, plain
from ttdn_cli.papers.word_table import set_widths
from ttdn_cli.text.i18n import N_, Words

# Every column with its width in millimetres; the first three are given.
WIDTHS = {
    "task": 14,
    "occurrence": 20,
    "title": 57,
    "state": 22,
    "completed_on": 21,
    "progress": 16,
    "coordinated_with": 22,
    "deliverables": 18,
    "evidence": 18,
    "result": 23,
    "obstacles": 18,
    "proposals": 18,
}
HEAD_WIDTHS = (55, 100)
HEAD = (
    "agency", "period", "submitted_on", "submitted_by.name", "submitted_by.title", "document.number", "document.date",
    "nothing_to_report", "plan_revision",
)  # fmt: skip
MIDDLE = ("state", "completed_on", "progress")
CELL, QUIET = "Form Cell", "Placeholder Text"  # styles
SMALL, GREY = 10, "595959"
SHORT = 500  # letters in a row that stays on one page
PADDING = 60  # left and right in a cell, in twentieths of a point
FIRST = N_("Fill in the empty cells, and choose in those with grey words; notes stand below the table.")


def template_docx(template: Template, words: Words) -> bytes:
    """Return the template; raises `UsageError` without the extra."""
    return _Form(template, words).write()


class _Form(Paper):
    """One form on its way to bytes."""

    def __init__(self, template: Template, words: Words) -> None:
        self.template = template
        super().__init__(words, title_of(template, words), template.period.begins)
        self._lie_across(self.file.sections[0])
        styles, kind = self.file.styles, self._docx.enum.style.WD_STYLE_TYPE
        cell = styles.add_style(CELL, kind.PARAGRAPH)
        cell.base_style = styles["Normal"]
        cell.font.size = self._points(SMALL)
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = self._points(1)
        quiet = styles.add_style(QUIET, kind.CHARACTER, builtin=True)
        quiet.font.color.rgb = self._docx.shared.RGBColor.from_string(GREY)
        self.small, self.quiet = cell.style_id, quiet.style_id

    def write(self) -> bytes:
        """Write title, head, table and notes."""
        template, words = self.template, self.words
        self.centred(title_of(template, words).upper())
        self.centred(about(template, words), bold=False, size=11)
        self._head()
        self._note(words.say(FIRST))
        self._table()
        for number, note in enumerate(notes(template, words, sheet=True), 1):
            self._note(f"{number}. {note}.")
        return self.bytes()

    def _head(self) -> None:
        """Write the head: a label and what belongs to it on each line."""
        values = head_values(self.template, self.words)
        table = self._grid(len(HEAD), HEAD_WIDTHS)
        for field, row in zip(HEAD, table.rows, strict=True):
            left, right = row.cells
            self._given(left, [label(field, self.words.language)], bold=True)
            if field == "submitted_on":
                self._control(right, PLACEHOLDERS[self.words.language][field], self._days())
            elif values[field]:
                self._given(right, [values[field]])

    def _table(self) -> None:
        """Write the headings and a row for each occurrence."""
        language = self.words.language
        table = self._grid(1 + len(self.template.owed), list(WIDTHS.values()))
        first, *rows = table.rows
        for field, cell in zip(WIDTHS, first.cells, strict=True):
            self._given(cell, [label(field, language)], bold=True)
            cell.paragraphs[0].alignment = self._align("CENTER")
        for one, row in zip(self.template.owed, rows, strict=True):
            for field, cell in zip(WIDTHS, row.cells, strict=True):
                self._write(cell, field, one)
            if sum(map(len, (*self._title(one), *recalled(one, self.words)))) <= SHORT:
                self._set_row(row, "w:cantSplit")
        self._set_row(first, "w:cantSplit", "w:tblHeader")

    def _write(self, cell: Any, field: str, one: Owed) -> None:
        hints = PLACEHOLDERS[self.words.language]
        if field == "task":
            self._given(cell, [one.occurrence.task])
        elif field == "occurrence":
            self._given(cell, [occurrence_word(one, self.words)])
        elif field == "title":
            self._given(cell, self._title(one), recalled(one, self.words))
        elif field == "state":
            self._control(cell, hints[field], self._choices())
        elif field == "completed_on":
            self._control(cell, hints[field], self._days())
        if field in MIDDLE:
            cell.paragraphs[0].alignment = self._align("CENTER")

    def _title(self, one: Owed) -> list[str]:
        return [heading(one, self.words), *due(one, self.words), *asks(one, self.words)]

    def _set_row(self, row: Any, *settings: str) -> None:
        row._tr.get_or_add_trPr().extend(map(self._element, settings))  # noqa: SLF001 - the library has no such settings

    def _grid(self, lines: int, widths: Iterable[float]) -> Any:
        """Return a table whose cells are small and empty."""
        widths = list(widths)
        table = self.file.add_table(lines, len(widths))
        table.style = self.file.styles["Table Grid"]
        set_widths(table, widths)
        self._set_padding(table, PADDING)
        for paragraph in table._tbl.iter(self._docx.oxml.ns.qn("w:p")):  # noqa: SLF001 - cell by cell takes long
            paragraph.style = self.small
        return table

    def _given(self, cell: Any, lines: Iterable[str], quiet: Iterable[str] = (), *, bold: bool = False) -> None:
        """Write the paragraphs of a cell that nobody fills in; `quiet` ones are grey."""
        for number, (text, grey) in enumerate([*((one, False) for one in lines), *((one, True) for one in quiet)]):
            line = cell.add_paragraph() if number else cell.paragraphs[0]
            line._p.style = self.small  # noqa: SLF001 - the library looks a style up each time, which takes long
            run = line.add_run(plain(text))
            if grey:
                run._r.style, run.font.size = self.quiet, self._points(SMALL - 1)  # noqa: SLF001 - as above
            run.font.bold = bold or None
            self._wrap(run, self._element("w:lock", **{"w:val": "sdtContentLocked"}))

    def _control(self, cell: Any, hint: str, kind: Any) -> None:
        """Write a control that is empty: it shows what is chosen in it."""
        run = cell.paragraphs[0].add_run(hint)
        run._r.style = self.quiet  # noqa: SLF001 - as above
        self._wrap(run, self._element("w:showingPlcHdr"), kind)

    def _wrap(self, run: Any, *properties: Any) -> None:
        """Put a control around the words of a run."""
        control, known, content = (self._element(f"w:{one}") for one in ("sdt", "sdtPr", "sdtContent"))
        known.extend(properties)
        control.extend((known, content))
        run._r.addprevious(control)  # noqa: SLF001 - the library has no controls
        content.append(run._r)  # noqa: SLF001 - as above

    def _choices(self) -> Any:
        found = self._element("w:dropDownList")
        for said in state_words(self.words.language):
            found.append(self._element("w:listItem", **{"w:displayText": said, "w:value": said}))
        return found

    def _days(self) -> Any:
        found = self._element("w:date")
        kinds = {"dateFormat": "d/M/yyyy", "lid": "vi-VN", "storeMappedDataAs": "dateTime", "calendar": "gregorian"}
        for name, value in kinds.items():
            found.append(self._element(f"w:{name}", **{"w:val": value}))
        return found

    def _note(self, text: str) -> None:
        self._set_space(line := self.file.add_paragraph(style=CELL), 0, 0)
        run = line.add_run(plain(text))
        run.font.italic, run.font.size = True, self._points(SMALL - 1)
