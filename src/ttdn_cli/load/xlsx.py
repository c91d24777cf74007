"""The reader of workbooks: the zip directory is judged before anything is unpacked, then openpyxl reads the cells.

Refused, in our words: a bomb, an entity, a part outside the folder, too many cells, an encrypted or broken workbook.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from copy import copy
from datetime import date, datetime
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.limits import MAX_CELLS, MAX_OTHER_TAGS, MAX_PARTS, MAX_TAGS, MAX_UNPACKED
from ttdn_cli.load.grid import Cell, Grid, Line, number, tidy
from ttdn_cli.load.tree import Refused

SHEET_ROWS = 1_048_576  # the highest number of a row in any sheet
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
# A mark with more attributes than any has, whatever stands within their quotation marks.
_ATTRIBUTES = re.compile(rb"""<\w[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+){100}""")
_PERCENT = re.compile(r'(?<!\\)%(?=(?:[^"]*"[^"]*")*[^"]*$)')


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises `Refused` (`unreadable`), or `UsageError` without the extra."""
    formulas = _guard(data)
    need("office", "openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep when it writes
        try:
            values = _sheets(data, data_only=True)
            written = _sheets(data, data_only=False) if formulas else {}
        except Exception:  # noqa: BLE001 - a damaged part makes openpyxl raise whatever comes
            raise Refused("unreadable", "workbook-broken") from None
    return [_grid(name, cells, written.get(name, {})) for name, cells in values.items()]


def guard_zip(data: bytes) -> zipfile.ZipFile:
    """Return an opened archive whose directory promises nothing that is too large or lies outside; raises `Refused`."""
    if data.startswith(_OLD_OFFICE):
        raise Refused("unreadable", "workbook-encrypted" if _ENCRYPTED in data else "workbook-broken")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # no archive, cut off, of a later version
        raise Refused("unreadable", "workbook-broken") from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("unreadable", "workbook-encrypted")
    if any(part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename) for part in parts):
        raise Refused("unreadable", "workbook-outside")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("unreadable", "workbook-bomb", limit=MAX_UNPACKED // 1024 // 1024)
    return archive


def guard_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the XML parts of an archive; raises `Refused` for any that declares a document type or an entity."""
    found = {}
    for part in archive.infolist():
        try:
            content = _unpacked(archive, part)
        except Exception:  # noqa: BLE001 - zlib, CRC, an unknown method: it cannot be unpacked
            raise Refused("unreadable", "workbook-broken") from None
        if content[:4].count(b"\0") or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            if b"<" in content[:8]:
                raise Refused("unreadable", "workbook-entity")  # XML in UTF-16, which no office program writes
        elif content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or _OTHER_ENCODING.match(content[:200].lstrip()):
                raise Refused("unreadable", "workbook-entity")
            found[part.filename] = content
    return found


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return the content of a part. One that is larger than the directory says is not unpacked: it raises an error."""
    longer = copy(part)
    longer.file_size += 1
    with archive.open(longer) as source:
        content = source.read(longer.file_size)
    if len(content) != part.file_size:
        raise zipfile.BadZipFile
    return content


def _guard(data: bytes) -> bool:
    """Refuse a workbook that would be dear or dangerous to open; tell whether there are formulas in it."""
    with guard_zip(data) as archive:
        parts = guard_parts(archive)
    formulas = False
    for name, content in parts.items():
        most = MAX_TAGS if "sheet" in name or "sharedStrings" in name else MAX_OTHER_TAGS
        if content.count(b"<") > most or _count(_VALUE, content, MAX_CELLS) or _ATTRIBUTES.search(content):
            raise Refused("unreadable", "workbook-cells", limit=MAX_CELLS)
        formulas = formulas or bool(_FORMULA.search(content))
    return formulas


def _count(pattern: re.Pattern[bytes], content: bytes, limit: int) -> bool:
    """Tell whether a pattern is found more often than the limit."""
    return any(count >= limit for count, _ in enumerate(pattern.finditer(content)))


Found = dict[tuple[int, int], Any]


def _sheets(data: bytes, *, data_only: bool) -> dict[str, Found]:
    """Return the filled cells of every visible sheet, by row and column from 0.

    The rows are taken from openpyxl's parser itself: what a sheet says of its own size is not believed, and the space
    between far cells is not filled.
    """
    reader = need("office", "openpyxl.worksheet._reader")
    read_only = need("office", "openpyxl.cell.read_only")
    book = need("office", "openpyxl").load_workbook(
        io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
    )
    found: dict[str, Found] = {}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}  # noqa: SLF001 - as openpyxl's own reader
        formats |= {"epoch": book.epoch, "data_only": data_only}
        with book._archive.open(sheet._worksheet_path) as source:  # noqa: SLF001 - as above
            parser = reader.WorkSheetParser(source, sheet._shared_strings, **formats)  # noqa: SLF001 - as above
            cells = (read_only.ReadOnlyCell(sheet, **cell) for _, row in parser.parse() for cell in row)
            found[sheet.title] = {(cell.row - 1, cell.column - 1): cell for cell in cells if cell.value is not None}
    return found


def _grid(name: str, cells: Found, written: Found) -> Grid:
    lines: dict[int, list[Cell]] = {}
    if any(line >= SHEET_ROWS for line, _ in cells):
        raise Refused("unreadable", "workbook-broken")
    for at in sorted({*cells, *(at for at, cell in written.items() if cell.data_type == "f")}):
        cell = _cell(*at, cells.get(at))
        if cell.text or cell.trouble:
            lines.setdefault(at[0], []).append(cell)
    return Grid(tidy(name), tuple(Line(line, tuple(row)) for line, row in lines.items()))


def _cell(line: int, column: int, cell: Any) -> Cell:
    if cell is None:
        return Cell(line, column, "", "formula")
    if cell.data_type == "e":
        return Cell(line, column, str(cell.value)[:20], "error_cell")
    return Cell(line, column, tidy(written_as(cell.value, percent=_is_percent(cell))))


def _is_percent(cell: Any) -> bool:
    return isinstance(cell.value, (int, float)) and bool(_PERCENT.search(cell.number_format or ""))


def written_as(value: object, *, percent: bool = False) -> str:
    """Return the value of a cell as it would be written by hand: a day as 2017-06-28, a share as 75%."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{number(round(value * 100, 9))}%" if percent else number(value)
    if isinstance(value, datetime):
        whole = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if whole else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
