"""The table of an annex: its columns known by the headers that offices use, with or without marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.files.table import Record, read_records
from ttdn_cli.model.names import fold, near
from ttdn_cli.text.i18n import N_

_HEADERS = {
    "number": ("TT", "STT", "Số TT", "Số thứ tự"),
    "name": (
        "Tên nhiệm vụ",
        "Nhiệm vụ",
        "Nội dung nhiệm vụ",
        "Nhiệm vụ cụ thể",
        "Nội dung",
        "Nội dung công việc",
        "Tên công việc",
        "Công việc",
        "Nội dung, nhiệm vụ",
    ),
    "lead": (
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "Chủ trì",
        "Cơ quan, đơn vị chủ trì",
        "Cơ quan chủ trì thực hiện",
        "Đơn vị chủ trì thực hiện",
    ),
    "coordinators": (
        "Cơ quan phối hợp",
        "Đơn vị phối hợp",
        "Phối hợp",
        "Cơ quan, đơn vị phối hợp",
        "Cơ quan phối hợp thực hiện",
        "Đơn vị phối hợp thực hiện",
    ),
    "results": (
        "Kết quả",
        "Sản phẩm",
        "Kết quả, sản phẩm",
        "Sản phẩm, kết quả",
        "Sản phẩm đầu ra",
        "Kết quả đầu ra",
        "Kết quả thực hiện",
        "Kết quả dự kiến",
        "Sản phẩm dự kiến",
        "Dự kiến kết quả",
        "Dự kiến sản phẩm",
    ),
    "time": (
        "Thời gian hoàn thành",
        "Thời hạn hoàn thành",
        "Thời gian thực hiện",
        "Thời gian",
        "Thời hạn",
        "Thời hạn thực hiện",
        "Hạn hoàn thành",
        "Tiến độ",
        "Tiến độ thực hiện",
        "Tiến độ hoàn thành",
    ),
}
COLUMNS = {fold(name): column for column, names in _HEADERS.items() for name in names}
NEEDED = ("number", "name", "lead", "time")
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")


class Row(NamedTuple):
    """One row: the line of the file where it begins, and the text of its cells by column, "" where it is empty."""

    line: int
    cells: Mapping[str, str]


class Table(NamedTuple):
    """A table: how it words its columns, the columns that are not read, and its rows."""

    headers: Mapping[str, str]
    unread: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes, path: str) -> Table:
    """Return the annex in a CSV file. Its columns are number, name, lead, coordinators, results and time.

    `path` is how messages name the file. Raises `TtdnError` with file and line, as `read_records` does, and for a
    column that is missing or stands twice.
    """
    first, *rest = read_records(data, path, knows=lambda header: fold(header) in COLUMNS) or [Record(1, ())]
    found, unread = _headers(first.cells, first.line, path)
    rows = [
        Row(line, {column: cells[at] if at < len(cells) else "" for column, at in found.items()})
        for line, cells in rest
        if not _are_column_numbers(cells)
    ]
    return Table({column: " ".join(first.cells[at].split()) for column, at in found.items()}, unread, tuple(rows))


def _headers(cells: Sequence[str], line: int, path: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each column stands, and the headers that are not read."""
    found: dict[str, int] = {}
    unread = []
    for at, cell in enumerate(cells):
        column = COLUMNS.get(fold(cell))
        if column is None:
            unread += [" ".join(cell.split())] if cell else []
        elif column in found:
            raise TtdnError(
                N_("{path}:{line}: two columns mean the same: {first}, {second}"),
                N_("Keep one of them"),
                path=path,
                line=line,
                first=cells[found[column]],
                second=cell,
            )
        else:
            found[column] = at
    for column in NEEDED:
        if column not in found:
            wanted = _HEADERS[column][0]
            close = [one for one in unread if near(one, _HEADERS[column])]
            raise TtdnError(
                N_("{path}:{line}: there is no column {column}; headers read: {headers}"),
                N_("The first line names the columns: TT, Tên nhiệm vụ, Cơ quan chủ trì, Thời gian hoàn thành …")
                if not close
                else N_("Write the header as {column}"),
                path=path,
                line=line,
                column=wanted,
                headers=tuple(" ".join(cell.split()) for cell in cells),
            )
    return found, tuple(unread)


def _are_column_numbers(cells: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns, (1) (2) (3), as annexes do below their headers."""
    written = [cell for cell in cells if cell]
    return len(written) > 2 and all(  # noqa: PLR2004 - a heading has two cells
        _COLUMN_NUMBER.fullmatch(cell) and int(cell.strip("()")) == number for number, cell in enumerate(written, 1)
    )
