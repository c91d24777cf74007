"""Framed tables in Word documents: one row is formatted, and copied for each that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from ttdn_cli.extras import need

LONG = 600  # characters of one cell: such a row may be divided between pages


class Look(NamedTuple):
    """Widths of the columns in millimetres, the numbers of those that are centred, and the size in points."""

    widths: Sequence[float]
    centred: frozenset[int]
    size: float


def add_table(file: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], look: Look) -> Any:
    """Add a table to a document and return it; its heads stand on every page.

    Texts are ready to stand in XML, on one line each.
    """
    table = file.add_table(2, len(heads))
    table.style = file.styles["Table Grid"]
    first, model = table.rows
    _format(first, heads, look._replace(centred=frozenset(range(len(heads)))), bold=True)
    _format(model, [""] * len(heads), look)
    for row in (first, model):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - the library has no such setting
    first._tr.trPr.append(_element("w:tblHeader"))  # noqa: SLF001 - as above
    set_widths(table, look.widths)
    body, pattern = table._tbl, model._tr  # noqa: SLF001 - as above
    body.remove(pattern)
    for row in rows:
        body.append(_copy(pattern, row))
    return table


def _format(row: Any, texts: Sequence[str], look: Look, *, bold: bool = False) -> None:
    align, points = need("office", "docx.enum.text").WD_ALIGN_PARAGRAPH, need("office", "docx.shared").Pt
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = points(1)
        line.alignment = align.CENTER if number in look.centred else align.LEFT
        run = line.add_run(text)
        run.font.size, run.font.bold = points(look.size), bold


def _copy(pattern: Any, texts: Sequence[str]) -> Any:
    """Return a copy of a row of empty texts with texts of its own: a tenth of the time of formatting each cell."""
    qn = need("office", "docx.oxml.ns").qn
    row = deepcopy(pattern)
    for run, text in zip(row.iter(qn("w:r")), texts, strict=True):
        if text:
            run.add_t(text)
    if max(map(len, texts)) > LONG:
        row.trPr.remove(row.trPr.find(qn("w:cantSplit")))
    return row


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Set the widths, in millimetres, on the grid and on every cell: programs go by one or the other."""
    millimetres = need("office", "docx.shared").Mm
    table.autofit = False
    table.alignment = need("office", "docx.enum.table").WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = millimetres(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = millimetres(width)


def _element(tag: str) -> Any:
    return need("office", "docx.oxml").OxmlElement(tag)
