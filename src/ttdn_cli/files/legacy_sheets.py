"""The reader of .xls, through xlrd, which tells a percentage by its format, an error from a blank, and hidden rows.

xlrd believes what a file says: 5 KB of `.xls` with one cell far out may take a gigabyte, a chain of sectors that leads
back to its beginning never ends, and neither raises anything that could be caught. So the file is read by a process
of its own, which the system stops when it takes more than a report can need.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from ttdn_cli.extras import need
from ttdn_cli.files.cells import Room
from ttdn_cli.files.formats import Format, format_of, shows
from ttdn_cli.files.grid import Cell, Grid, Line, tidy
from ttdn_cli.files.merged import spread
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.files.xlsx import number_as, shown_of, written_as
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
Row = tuple[int, list[tuple[int, str, str, str]]]
_KINDS = {1: "text", 2: "number", 3: "number", 4: "truth", 5: "error"}  # as the library numbers them


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets; raises `FileRejected` (`unreadable`), or `UsageError` without the extra."""
    need("office", "xlrd")
    command = [sys.executable, "-I", "-c", _APART, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, with nothing of the file among the arguments
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=10 * MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_dear() from None
    if done.returncode == 1:  # an exception, such as the one that a broken record raises
        raise FileRejected("unreadable", "workbook-broken")
    if done.returncode:
        raise _too_dear()
    found = json.loads(done.stdout)
    if "refused" in found:
        raise FileRejected("unreadable", found["refused"], limit=MAX_CELLS)
    room = Room()
    return [_grid(one, room) for one in found["sheets"]]


def _grid(sheet: dict[str, Any], room: Room) -> Grid:
    lines = [Line(number, tuple(Cell(number, *cell) for cell in row)) for number, row in sheet["rows"]]
    merged = {(row, column): last for row, column, last in sheet["merged"]}
    spans = {(row, column): last for row, column, last in sheet["spans"]}
    return Grid(sheet["name"], spread(lines, merged, room), hidden=frozenset(sheet["hidden"]), spans=spans)


def _too_dear() -> FileRejected:
    return FileRejected("unreadable", "workbook-dear", limit=MAX_MEMORY, seconds=MAX_SECONDS)


def answer(given: io.BufferedIOBase, out: io.TextIOBase) -> None:
    """Write as JSON what `sheets` makes of a workbook, or why it is refused; for the process that `read` starts."""
    found: dict[str, Any] | None = None
    try:
        found = {"sheets": sheets(given.read())}
    except FileRejected as error:
        found = {"refused": error.code}
    except MemoryError:
        pass  # until this is over, even ending takes memory
    if found is None:
        raise SystemExit(_NO_MEMORY)
    json.dump(found, out)


def sheets(data: bytes) -> list[dict[str, Any]]:
    """Return the visible sheets, each with its name, its rows, those that are hidden, and what is merged over rows.

    Raises `FileRejected`. What the bytes say is believed: to be called in a process that may be stopped.
    """
    xlrd = need("office", "xlrd")
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        code = "workbook-encrypted" if "encrypted" in str(error) else "workbook-broken"
        raise FileRejected("unreadable", code) from None
    visible = [one for one in book.sheets() if not one.visibility]
    if len(visible) > MAX_SHEETS:
        raise FileRejected("unreadable", "workbook-cells")
    return [_sheet(book, one) for one in visible]


def _sheet(book: Any, sheet: Any) -> dict[str, Any]:
    rows = list(_rows(book, sheet))
    filled = {(number, cell[0]) for number, row in rows for cell in row}
    merged = {(first, column): last - 1 for first, last, column, _ in sheet.merged_cells if (first, column) in filled}
    return {
        "name": tidy(sheet.name),
        "rows": rows,
        "hidden": [number for number, row in sheet.rowinfo_map.items() if row.hidden],
        "merged": [(*first, last) for first, last in merged.items()],
        "spans": [(first, column, last - 1) for first, _, column, last in sheet.merged_cells if last - column > 1],
    }


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    if sum(map(sheet.row_len, range(sheet.nrows))) > MAX_AREA:
        raise FileRejected("unreadable", "workbook-cells")
    count = 0
    for number in range(sheet.nrows):
        found = [(column, *_value(book, cell)) for column, cell in enumerate(sheet.row(number))]
        cells = [cell for cell in found if any(cell[1:])]
        count += len(cells)
        if count > MAX_CELLS:
            raise FileRejected("unreadable", "workbook-cells")
        if cells:
            yield number, cells


def _value(book: Any, cell: Any) -> tuple[str, str, str]:
    """Return the text of a cell as written by hand, a code where it counts for nothing, and what is shown of a day."""
    kind = _KINDS.get(cell.ctype, "")
    if kind == "number":
        code = _format(book, cell.xf_index)
        means = format_of(code)
        text, cell_error = number_as(cell.value, means, since_1904=bool(book.datemode))
        return text, cell_error, shown_of(text, shows(code) if means is Format.DAY else "")
    if kind == "error":
        return "#ERR", "error_cell", ""
    return (written_as(bool(cell.value)) if kind == "truth" else tidy(cell.value) if kind else ""), "", ""


def _format(book: Any, index: int | None) -> str:
    """Return the code of the format of a cell; "" where the book has no such format."""
    known = index is not None and 0 <= index < len(book.xf_list)
    written = book.format_map.get(book.xf_list[index].format_key) if known else None
    return str(written.format_str) if written else ""
