"""The walk through the body of a Word file: tables by their grid, cells by what they show, numbers as they are counted.

Everything is read in the order of the document, as the automatic numbers are counted in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.files.docx.elements import Element, Part
from ttdn_cli.files.docx.numbering import Number, Numbering
from ttdn_cli.files.docx.styles import Styles
from ttdn_cli.files.docx.tables import Cell, Document, Row, Table
from ttdn_cli.files.docx.words import Flow, Runs
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTED, MAX_SHEET_TEXT

_DIGITS = 5


class _Around(NamedTuple):
    """What holds for an element because of what it stands in.

    `blank`: a control that shows its hint. `deleted`: a deleted row or cell. `day`: what was picked in a control.
    `tables`: the numbers of the tables around it.
    """

    blank: bool = False
    deleted: bool = False
    day: str = ""
    tables: tuple[int, ...] = ()


class Body:
    """The body of one Word file on its way to tables."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """Take what the styles and lists of the file are."""
        self._numbering, self._runs = numbering, Runs(styles)
        self._found = Document()
        self._cells, self._copied = MAX_CELLS, MAX_SHEET_TEXT

    def read(self, content: bytes) -> Document:
        """Return what the main part holds; raises `FileRejected` for more than a report has."""
        part = Part(content)
        self._found.tracked = part.tracked
        self._blocks(part.root, _Around(), None)
        return self._found

    def _blocks(self, element: Element, around: _Around, cell: Cell | None, flow: Flow | None = None) -> None:
        """Read paragraphs and tables; those of a cell go into it, others into the document."""
        open_flow = flow or Flow()
        for child, inside in _through(element, around):
            if child.name == "p":
                self._paragraph(child, inside, open_flow, cell)
                if cell is None:
                    self._keep_paragraphs(open_flow)
            elif child.name == "tbl":
                self._table(child, inside, cell)
            elif child.name in ("altChunk", "subDoc"):
                self._found.embedded = True
        if cell is not None and flow is None:
            cell.paragraphs += open_flow.finish()
            cell.notes |= open_flow.notes
        elif flow is None:
            open_flow.end(joined=False)
            self._found.pictures |= "picture" in open_flow.notes
            self._keep_paragraphs(open_flow)

    def _keep_paragraphs(self, flow: Flow) -> None:
        before = len(self._found.tables)
        self._found.paragraphs += [(before, one.text) for one in flow.done]
        flow.done = []

    def _paragraph(self, element: Element, around: _Around, flow: Flow, cell: Cell | None) -> None:
        properties = element.one("pPr")
        style = properties.value("pStyle") if properties else None
        mark = properties.one("rPr") if properties else None
        joined = mark is not None and (mark.one("del") is not None or mark.one("moveFrom") is not None)
        number = self._numbering.next(properties, style, deleted=joined or around.deleted)
        flow.begin(Number() if around.blank or around.deleted else number)
        boxes: list[tuple[Element, _Around]] = []
        for child, inside in _through(element, around):
            if child.name == "r" and not (inside.blank or inside.deleted):
                boxes += [(box, inside) for box in self._runs.add(child, style, flow)]
            if inside.day and cell is not None and not inside.blank:
                cell.days.append(inside.day)
        flow.end(joined=joined or (mark is not None and bool(mark.is_on("vanish"))))
        for box, inside in boxes:
            self._box(box, inside, cell, flow)

    def _box(self, box: Element, around: _Around, cell: Cell | None, flow: Flow) -> None:
        """Read a text box, whose paragraphs follow the one that it hangs on."""
        flow.end(joined=False)
        if len(around.tables) > MAX_NESTED:
            raise _too_deep()
        self._blocks(box, around, cell, flow)

    def _table(self, element: Element, around: _Around, cell: Cell | None) -> None:
        if len(around.tables) >= MAX_NESTED:
            raise _too_deep()
        if around.deleted or around.blank:
            found = Table(0, 0)
        else:
            found = Table(len(self._found.tables) + 1, _columns(element), outer=(around.tables or (0,))[-1])
            self._found.tables.append(found)
        within = around._replace(tables=(*around.tables, found.number), day="")
        above: dict[int, Cell] = {}
        number = 0
        for child, inside in _through(element, within):
            if child.name != "tr":
                continue
            if child.one("trPr", "del") is not None or inside.deleted:
                self._row(child, inside._replace(deleted=True), number, {})
                continue
            row = self._row(child, inside, number, above)
            number += 1
            if any(one.text or one.doubt or one.numbered or one.days or one.notes for one in row.cells) or row.odd:
                found.rows.append(row)
        if cell is not None:
            texts = (one.text for row in found.rows for one in row.cells if not one.continued)
            cell.inside += [text for text in texts if text]

    def _row(self, element: Element, around: _Around, number: int, above: dict[int, Cell]) -> Row:
        before = element.value("trPr", "gridBefore")
        column, odd = _span(before, 0) if before is not None else (0, False)
        row = Row(number, [], hidden=bool(element.is_on("trPr", "hidden")), odd=odd)
        for child, inside in _through(element, around):
            if child.name != "tc":
                continue
            if child.one("tcPr", "cellDel") is not None:
                self._cell(child, inside._replace(deleted=True), 0, 1)
                continue
            written = child.value("tcPr", "gridSpan")
            span, is_odd = _span(written, 1) if written is not None else (1, False)
            row.odd |= is_odd or column >= MAX_COLUMNS or len(row.cells) >= MAX_COLUMNS
            cell = self._cell(child, inside, min(column, MAX_COLUMNS), span)
            column += span
            if child.value("tcPr", "hMerge") in ("continue", "") and row.cells:
                row.cells[-1].span += span
                continue
            if len(row.cells) < MAX_COLUMNS:
                row.cells.append(self._merged(child, cell, above))
        return row

    def _cell(self, element: Element, around: _Around, column: int, span: int) -> Cell:
        found = Cell(column, span, [])
        if around.day and not around.blank:
            found.days.append(around.day)
        self._blocks(element, around._replace(day=""), found)
        if found.paragraphs:
            self._cells -= 1
            if self._cells < 0:
                raise FileRejected("unreadable", "word-cells", limit=MAX_CELLS)
        return found

    def _merged(self, element: Element, cell: Cell, above: dict[int, Cell]) -> Cell:
        """Return a cell, with the words of the one above it where it is merged with that."""
        merged = element.value("tcPr", "vMerge")
        change = element.one("tcPr", "cellMerge")
        if change is not None and change.attributes.get("vMerge") in ("cont", "rest"):
            merged = "restart" if change.attributes["vMerge"] == "rest" else "continue"
        if merged == "restart":
            above[cell.column] = cell
        elif merged is None:
            above.pop(cell.column, None)
        elif cell.column in above:
            first = above[cell.column]
            self._copied -= len(first.text)
            if self._copied < 0:
                raise FileRejected("unreadable", "word-text", limit=MAX_SHEET_TEXT)
            return Cell(cell.column, cell.span, first.paragraphs, first.inside, first.days, True, first.notes)  # noqa: FBT003 - the parts of a cell, in their order
        return cell


def _through(element: Element, around: _Around) -> Iterator[tuple[Element, _Around]]:
    """Yield what stands in an element, and in the controls in it, with what holds there."""
    for child in element.children:
        if child.name != "sdt":
            yield child, around
            continue
        date = child.one("sdtPr", "date")
        blank = around.blank or child.is_on("sdtPr", "showingPlcHdr") is True
        day = date.attributes.get("fullDate", "")[:10] if date is not None else around.day
        yield from _through(child, around._replace(blank=blank, day=day))


def _columns(table: Element) -> int:
    grid = table.one("tblGrid")
    return min(len(grid.children), MAX_COLUMNS) if grid else 0


def _span(text: str, least: int) -> tuple[int, bool]:
    """Return how many columns are covered, and whether what is written of it is no number that a table can have."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS or int(text) > MAX_COLUMNS:
        return (MAX_COLUMNS if text.isascii() and text.isdecimal() else least), True
    return max(int(text), least), int(text) < least


def _too_deep() -> FileRejected:
    return FileRejected("unreadable", "word-nested", limit=MAX_NESTED)
