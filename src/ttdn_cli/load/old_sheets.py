"""The reader of .xls and .ods, through calamine. It shows an error cell as an empty one, which cannot be told apart."""

from __future__ import annotations

import io
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.limits import MAX_AREA, MAX_CELLS, MAX_SHEETS
from ttdn_cli.load.grid import Cell, Grid, Line, tidy
from ttdn_cli.load.tree import Refused
from ttdn_cli.load.xlsx import guard_parts, guard_zip, written_as


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets; raises `Refused` (`unreadable`), or `UsageError` without the extra."""
    calamine = need("office", "python_calamine")
    if data.startswith(b"PK"):
        with guard_zip(data) as archive:
            guard_parts(archive)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = calamine.SheetVisibleEnum.Visible
        names = [one.name for one in book.sheets_metadata if one.visible == visible]
        if len(names) > MAX_SHEETS:
            raise Refused("unreadable", "workbook-cells", limit=MAX_CELLS)
        return [_grid(name, book.get_sheet_by_name(name)) for name in names]
    except calamine.PasswordError:
        raise Refused("unreadable", "workbook-encrypted") from None
    except calamine.CalamineError:
        raise Refused("unreadable", "workbook-broken") from None


def _grid(name: str, sheet: Any) -> Grid:
    if sheet.total_height * sheet.total_width > MAX_AREA:
        raise Refused("unreadable", "workbook-cells", limit=MAX_CELLS)
    lines = []
    count = 0
    for number, row in enumerate(sheet.iter_rows()):
        texts = ((column, tidy(written_as(value))) for column, value in enumerate(row))
        cells = tuple(Cell(number, column, text) for column, text in texts if text)
        count += len(cells)
        if count > MAX_CELLS:
            raise Refused("unreadable", "workbook-cells", limit=MAX_CELLS)
        if cells:
            lines.append(Line(number, cells))
    return Grid(tidy(name), tuple(lines))
