"""Workbooks with the report of one agency, to mangle: no test itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")

HEAD: list[list[Any]] = [
    ["Cơ quan báo cáo:", "Sở An Bình"],
    ["Kỳ báo cáo:", "Quý II/2017"],
    ["Ngày gửi báo cáo:", date(2017, 6, 19)],
]
COLUMNS = ["Mã nhiệm vụ", "Tình hình thực hiện", "Ngày hoàn thành", "Tiến độ (%)", "Cơ quan đã phối hợp"]
ROW: list[Any] = ["T.1", "Đang thực hiện", None, 75, "so-b"]


def book(*rows: list[Any], title: str = "Báo cáo", mangle: Callable[[Any], object] | None = None) -> bytes:
    """Return a workbook with the given rows, changed as `mangle` likes."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if mangle:
        mangle(sheet)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def plain(mangle: Callable[[Any], object] | None = None) -> bytes:
    return book(*HEAD, COLUMNS, ROW, mangle=mangle)


def zipped(data: bytes, **parts: bytes | Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with parts replaced, changed or added; `__` in a name stands for a slash."""
    wanted = {name.replace("__", "/"): part for name, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = wanted.pop(name, old.read(name))
            new.writestr(name, part if isinstance(part, bytes) else part(old.read(name)))
        for name, part in wanted.items():
            assert isinstance(part, bytes)
            new.writestr(name, part)
    return file.getvalue()


def set_cell(cell: str, value: object, format_: str = "General") -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = format_

    return change
