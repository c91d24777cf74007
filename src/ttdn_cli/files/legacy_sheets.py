"""The reader of .xls and .ods, through calamine. It shows an error cell as an empty one, which cannot be told apart.

calamine believes what a file says: 5 KB of `.xls` with one cell far out take a gigabyte, a chain of sectors that leads
back to its beginning never ends, and neither raises anything that could be caught. So the file is read by a process
of its own, which the system stops when it takes more than a report can need.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.files.archive import Archive
from ttdn_cli.files.grid import Cell, Grid, Line, tidy
from ttdn_cli.files.markup import walk
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.files.xlsx import written_as
from ttdn_cli.limits import MAX_AREA, MAX_CELLS, MAX_MEMORY, MAX_SECONDS, MAX_SHEETS

_MEGABYTE = 1024 * 1024
# Without -I the folder that is checked could bring its own modules. Where there are no such limits (Windows, partly
# macOS) the time alone is bounded, by the process that waits.
_APART = f"""
import sys
sys.path[:] = sys.argv[1:]
try:
    import resource
except ImportError:
    resource = None
for name, most in (("AS", {MAX_MEMORY * _MEGABYTE}), ("CPU", {MAX_SECONDS}), ("CORE", 0)):
    try:
        resource.setrlimit(getattr(resource, "RLIMIT_" + name), (most, most))
    except (AttributeError, ValueError, OSError):
        pass
from ttdn_cli.files.legacy_sheets import answer
answer(sys.stdin.buffer, sys.stdout)
"""
_NO_MEMORY = 2
_LIST, _CONTENT = "META-INF/manifest.xml", "content.xml"
Row = tuple[int, list[tuple[int, str]]]


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets; raises `FileRejected` (`unreadable`), or `UsageError` without the extra."""
    need("office", "python_calamine")
    if data.startswith(b"PK"):
        _guard(Archive(data))
    command = [sys.executable, "-I", "-c", _APART, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, with nothing of the file among the arguments
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=10 * MAX_SECONDS,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_dear() from None
    if done.returncode == 1:  # an exception, such as the one that a fault inside calamine becomes
        raise FileRejected("unreadable", "workbook-broken")
    if done.returncode:
        raise _too_dear()
    found = json.loads(done.stdout)
    if "refused" in found:
        raise FileRejected("unreadable", found["refused"], limit=MAX_CELLS)
    return [
        Grid(name, tuple(Line(number, tuple(Cell(number, *cell) for cell in row)) for number, row in rows))
        for name, rows in found["sheets"]
    ]


def _guard(archive: Archive) -> None:
    """Refuse an open sheet for what its reader reads: the cells, and the list of parts, where it asks for passwords."""
    if _LIST in archive:
        archive.read(_LIST)
    if _CONTENT in archive:
        walk(archive.read(_CONTENT))


def _too_dear() -> FileRejected:
    return FileRejected("unreadable", "workbook-dear", limit=MAX_MEMORY, seconds=MAX_SECONDS)


def answer(given: io.BufferedIOBase, out: io.TextIOBase) -> None:
    """Write as JSON what `sheets` makes of a workbook, or why it is refused; for the process that `read` starts."""
    try:
        found: dict[str, Any] = {"sheets": sheets(given.read())}
    except FileRejected as error:
        found = {"refused": error.code}
    except MemoryError:
        raise SystemExit(_NO_MEMORY) from None
    json.dump(found, out)


def sheets(data: bytes) -> list[tuple[str, list[Row]]]:
    """Return the visible sheets, each with its name and its rows; raises `FileRejected` (`unreadable`).

    What the bytes say is believed: to be called in a process that may be stopped.
    """
    calamine = need("office", "python_calamine")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = calamine.SheetVisibleEnum.Visible
        names = [one.name for one in book.sheets_metadata if one.visible == visible]
        if len(names) > MAX_SHEETS:
            raise FileRejected("unreadable", "workbook-cells")
        return [(tidy(name), list(_rows(book.get_sheet_by_name(name)))) for name in names]
    except calamine.PasswordError:
        raise FileRejected("unreadable", "workbook-encrypted") from None
    except calamine.CalamineError:
        raise FileRejected("unreadable", "workbook-broken") from None


def _rows(sheet: Any) -> Iterator[Row]:
    if sheet.total_height * sheet.total_width > MAX_AREA:
        raise FileRejected("unreadable", "workbook-cells")
    count = 0
    for number, row in enumerate(sheet.iter_rows()):
        texts = ((column, tidy(written_as(value))) for column, value in enumerate(row))
        cells = [(column, text) for column, text in texts if text]
        count += len(cells)
        if count > MAX_CELLS:
            raise FileRejected("unreadable", "workbook-cells")
        if cells:
            yield number, cells
