"""The reader of workbooks: the parts of a report are read as XML, each once, and nothing else is unpacked.

Refused, in our words: a bomb, an entity, a part outside the folder, too many cells, an encrypted or broken workbook.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.cells import Room, SheetCells, Strings, cells_of, unescaped
from ttdn_cli.files.formats import Format, Styles, alone, moment
from ttdn_cli.files.grid import Cell, Grid, Line, number, tidy
from ttdn_cli.files.merged import spread
from ttdn_cli.files.package import Package
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_NAME

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")  # what is longer is shown as a power of ten
_DURATION = re.compile(r"PT(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,6})?)S)?")
_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_SHOWN = 20  # characters of an error


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises `FileRejected` (`unreadable`)."""
    return read_archive(Archive(data))


def read_archive(archive: Archive) -> list[Grid]:
    """Return the visible sheets of a workbook that has been opened; raises `FileRejected` (`unreadable`)."""
    try:
        package = Package(archive)
        sheets, since_1904 = package.sheets()
        strings = Strings(package.part("sharedStrings"))
        values = _Values(strings, Styles(package.part("styles")), since_1904=since_1904)
        room = Room()
        return [_grid(sheet.name, cells_of(package.read(sheet), values.of, room), room) for sheet in sheets]
    except FileRejected:
        raise
    except Exception:  # noqa: BLE001 - one guard for a file: whatever it is made to do, it is a broken workbook
        raise FileRejected("unreadable", "workbook-broken") from None


def _grid(name: str, found: SheetCells, room: Room) -> Grid:
    lines: dict[int, list[Cell]] = {}
    for at in sorted(found.cells):
        lines.setdefault(at[0], []).append(found.cells[at])
    rows = spread([Line(line, tuple(row)) for line, row in lines.items()], found.merged, room)
    hidden = found.hidden.intersection(lines)
    return Grid(tidy(name[:MAX_NAME]), rows, hidden=hidden, unshown=found.unshown, spans=found.spans)


class _Values:
    """What is written in a cell, as it would be written by hand."""

    def __init__(self, strings: Strings, styles: Styles, *, since_1904: bool) -> None:
        self._strings, self._styles, self._since_1904 = strings, styles, since_1904

    def of(self, kind: str, written: str, style: str) -> tuple[str, str, str]:
        """Return the text of a cell with a value, a code where it counts for nothing, and what is shown of a day.

        Raises `FileRejected` for what no program writes in such a cell, and `IndexError` for a string there is not.
        """
        if kind == "s":
            return self._strings.at(written), "", ""
        if kind == "n":
            return self._number(written.strip(), style)
        if kind == "b" and written.strip() in _TRUTH:
            return written_as(_TRUTH[written.strip()]), "", ""
        if kind == "e":
            return written[:_SHOWN], "error_cell", ""
        return tidy(day_written(written.strip()) if kind == "d" else unescaped(written)), "", ""

    def _number(self, written: str, style: str) -> tuple[str, str, str]:
        if not _NUMBER.fullmatch(written):
            raise FileRejected("unreadable", "workbook-broken")
        value = int(written) if _WHOLE.fullmatch(written) else float(written)
        if not isfinite(value):
            return "#NUM!", "error_cell", ""
        text, cell_error = number_as(value, self._styles.of(style), since_1904=self._since_1904)
        return text, cell_error, shown_of(text, self._styles.shows(style))


def number_as(value: float, shown: Format, *, since_1904: bool) -> tuple[str, str]:
    """Return a number as its format shows it, and a code where that is no day of the calendar."""
    if shown in (Format.PLAIN, Format.PERCENT):
        return written_as(value, percent=shown is Format.PERCENT), ""
    try:
        return written_as(moment(value, shown, since_1904=since_1904)), ""
    except (OverflowError, ValueError):
        return "#VALUE!", "error_cell"


def shown_of(text: str, shows: str) -> str:
    """Return the month or year that is shown of a day written as 2017-06-28, "" where the day is shown or none."""
    try:
        return alone(date.fromisoformat(text[:10]), shows) if shows else ""
    except ValueError:
        return ""


def day_written(written: str) -> str:
    """Return a day, a time or both, given as ISO 8601, as other cells have it; what is none of them as it is."""
    text = written.removesuffix("Z")
    if length := _DURATION.fullmatch(text):
        hours, minutes, seconds = (float(one or 0) for one in length.groups())
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    for kind in (date, datetime, time):
        try:
            return written_as(kind.fromisoformat(text))
        except ValueError:
            continue
    return written


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
