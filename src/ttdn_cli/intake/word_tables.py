"""From the tables of a Word file to the one table of a report: its head, its headings, and the rows that go on."""

from __future__ import annotations

from collections.abc import Iterable

from ttdn_cli.files.cell_places import line_of
from ttdn_cli.files.docx.tables import Document, Row, Table
from ttdn_cli.files.grid import Cell, Grid, Line
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.findings import Phrase
from ttdn_cli.intake.word_heads import Label, labels_of, labels_of_paragraphs
from ttdn_cli.intake.word_remarks import remarks_of
from ttdn_cli.intake.word_rows import Columns, Section, sections_of
from ttdn_cli.model.names import fold

_OF_REPORT = ("agency", "period")  # labels with which a report begins
_NAMED = 10  # tables that a refusal names
_LAYOUT = 2  # columns of a table that only lays a page out


def grid_of(document: Document) -> tuple[Grid, list[Phrase]]:
    """Return the report in a Word file as one table, and what is to be told beside it.

    Its lines are numbered by table and row (`line_of`), its columns by the headings as they are seen. Raises
    `FileRejected` (`unreadable`) where there is no report, and for a second one.
    """
    return _Report(document).grid()


class _Report:
    """One Word file on its way to a grid."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections: list[Section] = []
        self.plain: list[Table] = []  # tables without headings
        self.labels: list[Label] = labels_of_paragraphs(document.paragraphs)
        for table in document.tables:
            above, found = sections_of(table)
            self.labels += labels_of(table, above)
            for section in found:
                below, section.rows = _without_labels(section.rows)
                self.labels += below
            self.sections += found
            if not found:
                self.plain.append(table)
        self.labels.sort(key=lambda one: one.at)

    def grid(self) -> tuple[Grid, list[Phrase]]:
        """Return the table and the remarks."""
        main = self._main()
        head = self._head(main)
        if main is None:
            if not any(one.fields for one in head):
                raise self._no_report()
            grid = Grid(None, tuple(one.line for one in head), table=max(one.table for one in head))
            return grid, self._remarks({one.table for one in head}, [], [])
        return self._with_rows(main, head)

    def _with_rows(self, main: Section, head: list[Label]) -> tuple[Grid, list[Phrase]]:
        unread = self._go_on(main)
        columns = Columns(main.heading)
        start = line_of(main.table.number, main.heading.number)
        body = [Line(start, tuple(Cell(start, number, text) for number, _, _, text in columns.headings))]
        hidden = set()
        outside = []
        for one in columns.rows(main.rows):
            at = line_of(one.table.number, one.row.number)
            cells = (Cell(at, number, text, one.errors.get(number, "")) for number, text in sorted(one.words.items()))
            body.append(Line(at, tuple(cells)))
            if one.row.hidden:
                hidden.add(at)
            if one.outside:
                outside.append((one.table, one.row))
        above = [one.line._replace(number=min(one.line.number, start - 1)) for one in head]
        grid = Grid(None, (*above, *(line for line in body if line.cells)), main.table.number, frozenset(hidden))
        used = {main.table.number, *(table.number for table, _ in main.rows), *(one.table for one in head)}
        return grid, self._remarks(used, outside, unread)

    def _remarks(self, used: set[int], outside: list[tuple[Table, Row]], unread: list[Table]) -> list[Phrase]:
        tables = [one for one in self.document.tables if one.number in used]
        return remarks_of(self.document, tables, outside, unread)

    def _no_report(self) -> FileRejected:
        if self.document.embedded:
            return FileRejected("unreadable", "word-embedded")
        numbers = [str(one.number) for one in self.document.tables]
        more = ("…",) if len(numbers) > _NAMED else ()
        return FileRejected("unreadable", "word-no-report", tables=(*numbers[:_NAMED], *more))

    def _main(self) -> Section | None:
        """Return the table of tasks with all that goes on from it under the same headings; refuse another one."""
        filled = [one for one in self.sections if one.rows]
        main = next(iter(filled or self.sections), None)
        for other in filled[1:]:
            if main is None or not main.repeats(other.heading):
                raise _two(filled[0].table.number, other.table.number)
            main.rows += other.rows
        return main

    def _go_on(self, main: Section) -> list[Table]:
        """Add the tables that have no headings and the same grid, right after the table of tasks; return the others."""
        inside = {main.table.number, *(table.number for table, _ in main.rows)}
        last = max(inside)
        unread = []
        heads = {one.table for one in self.labels}
        for table in self.plain:
            if not table.rows or table.number in heads:
                continue
            if table.number < main.table.number:
                if table.columns > _LAYOUT:
                    unread.append(table)
                continue
            alike = table.width == main.table.width and table.outer == main.table.outer
            if table.outer in inside:  # its words stand in the cell as well
                last += table.number == last + 1
            elif alike and table.number <= last + 1:
                main.rows += [(table, row) for row in table.rows]
                inside.add(table.number)
                last = max(last, table.number)
            elif table.columns > _LAYOUT:
                unread.append(table)
        main.rows.sort(key=lambda one: (one[0].number, one[1].number))
        return unread

    def _head(self, main: Section | None) -> list[Label]:
        """Return the labels of the head: those above the headings, and below them what is said nowhere above.

        Raises `FileRejected` where another head begins below.
        """
        if main is None:
            return self.labels
        start = (main.table.number, main.heading.number)
        head = [one for one in self.labels if one.at < start]
        said = {field: value for one in head for field, value in one.fields.items()}
        for one in self.labels[len(head) :]:
            for field in _OF_REPORT:
                if field in said and field in one.fields and fold(said[field]) != fold(one.fields[field]):
                    raise _two(main.table.number, self._table_after(one))
            if one.fields and not said.keys() & one.fields.keys():
                head.append(one)
                said |= one.fields
        return head

    def _table_after(self, label: Label) -> int:
        """Return the number of the table of tasks below a label, else of the one that the label stands in."""
        below = (one.table.number for one in self.sections if (one.table.number, one.heading.number) > label.at)
        return next(below, label.table or label.at[0])


def _without_labels(rows: Iterable[tuple[Table, Row]]) -> tuple[list[Label], list[tuple[Table, Row]]]:
    """Return the labels that stand among the rows of a table of tasks, and the other rows."""
    labels, others = [], []
    for table, row in rows:
        found = [one for one in labels_of(table, [row]) if one.leads]
        labels += found
        if not found:
            others.append((table, row))
    return labels, others


def _two(first: int, second: int) -> FileRejected:
    return FileRejected("unreadable", "word-two-reports", first=first, second=second)
