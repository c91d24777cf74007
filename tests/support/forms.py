"""The forms of the plan of 2017, filled in alike in every format: no test itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from ttdn_cli.intake.sheet_columns import COLUMNS, HEADINGS, HEADS
from ttdn_cli.model.names import fold

PLAN = ("--plan", str(ROOT / "plan" / "2017" / "plan.yaml"))
EXAMPLES = ("--reports", str(ROOT / "plan" / "2017" / "examples"))
Q2 = ("--quarter", "Q2", *PLAN, *EXAMPLES)
OWING = [
    "bch-bdbp",
    "bql-dung-quat",
    "cong-an",
    "so-cong-thuong",
    "so-khdt",
    "so-ngoai-vu",
    "so-tttt",
    "so-vhttdl",
]
FORMATS = ("xlsx", "docx", "csv", "yaml")
# What somebody fills in, in turn; not all of it is in order, so that the findings are compared too.
FILLED: list[dict[str, Any]] = [
    {
        "state": "done",
        "completed_on": date(2017, 6, 15),
        "progress": 100,
        "coordinated_with": ["so-ngoai-vu", "Báo chí tỉnh"],
        "deliverables": [{"name": "Bản tin", "quantity": 1, "unit": "số"}],
        "evidence": ["12/QĐ", "files/a.pdf"],
        "result": "=1+1",
    },
    {
        "state": "in_progress",
        "progress": 40,
        "obstacles": "Chưa có kinh phí",
        "coordinated_with": ["Hội Không Ai Biết"],
    },
    {"state": "done", "completed_on": date(2017, 6, 28), "progress": 80},
    {"state": "not_started", "progress": 101},
    {"state": "cancelled", "proposals": "Đề nghị rút nhiệm vụ"},
]
WORDS = {"done": "Hoàn thành", "in_progress": "Đang thực hiện", "cancelled": "Hủy", "not_started": "Chưa thực hiện"}
GIVEN = ("task", "occurrence", "number", "title", "plan", "before", "due")
GIVEN_HEAD = ("schema", "agency", "period", "plan_revision")
Cell = Any


def need(form: str) -> None:
    """Skip a test of a form whose library is not installed."""
    if form in ("xlsx", "docx"):
        pytest.importorskip("xlsxwriter", reason="needs the extra office")
        pytest.importorskip("docx", reason="needs the extra office")
        pytest.importorskip("openpyxl", reason="needs the extra office")


def in_cell(value: Any) -> Any:
    """Return a value as it stands in one cell."""
    if isinstance(value, list):
        parts = (one if isinstance(one, str) else f"{one['name']}: {one['quantity']} {one['unit']}" for one in value)
        return "; ".join(parts)
    return value


def in_words(field: str, value: Any) -> str:
    """Return a value as somebody types it into a cell."""
    if field == "state":
        return WORDS[value]
    return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else str(in_cell(value))


def fill_yaml(path: Path, filled: list[dict[str, Any]], day: date | None) -> None:
    report = yaml.safe_load(path.read_text("utf-8"))
    report["submitted_on"] = day
    for number, item in enumerate(report["items"]):
        item.update(deepcopy(filled[number % len(filled)]))
    path.write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")


def cells_xlsx(sheet: Any) -> tuple[dict[str, Cell], list[dict[str, Cell]]]:
    """Return the cells of the head and of each row of the table, by field."""
    head: dict[str, Cell] = {}
    rows: list[dict[str, Cell]] = []
    columns: dict[str, int] = {}
    for row in sheet.iter_rows():
        fields = {HEADINGS.get(fold(str(cell.value))): cell.column for cell in row if cell.value}
        if columns and row[0].value:
            rows.append({field: sheet.cell(row[0].row, column) for field, column in columns.items()})
        elif set(COLUMNS) <= fields.keys():
            columns = {field: column for field, column in fields.items() if field}
        for cell in row:
            if field := HEADS.get(fold(str(cell.value))):
                merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
                head[field] = sheet.cell(cell.row, merged.max_col + 1)
    return head, rows


def fill_xlsx(path: Path, filled: list[dict[str, Any]], day: date | None) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")
    book = openpyxl.load_workbook(path)
    head, rows = cells_xlsx(book.worksheets[0])
    head["submitted_on"].value = day
    assert rows
    for number, row in enumerate(rows):
        for field, value in filled[number % len(filled)].items():
            row[field].value = WORDS[value] if field == "state" else in_cell(value)
            if isinstance(row[field].value, str):
                row[field].data_type = "s"  # a text, also when it begins with =
    book.save(path)


def rows_csv(rows: list[list[str]]) -> tuple[dict[str, list[str]], dict[str, int], list[list[str]]]:
    """Return the rows of the head by field, the columns by field, and the rows of the table."""
    head = {HEADS[fold(row[0])]: row for row in rows if len(row) == 2 and fold(row[0]) in HEADS}
    heading, *table = (row for row in rows if len(row) > 2)
    return head, {HEADINGS[fold(one)]: column for column, one in enumerate(heading)}, table


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))


def fill_csv(path: Path, filled: list[dict[str, Any]], day: date | None) -> None:
    rows = read_csv(path)
    head, columns, table = rows_csv(rows)
    head["submitted_on"][1] = f"{day.day}/{day.month}/{day.year}" if day else ""
    for number, row in enumerate(table):
        for field, value in filled[number % len(filled)].items():
            row[columns[field]] = in_words(field, value)
    write_csv(path, rows)


def write_csv(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def cells_docx(document: Any) -> tuple[dict[str, Cell], list[dict[str, Cell]]]:
    """Return the cells of the head and of each row of the table, by field."""
    head, table = ([list(row.tc_lst) for row in _all(one, "w:tr")] for one in _all(document.element.body, "w:tbl"))
    heading, *rows = table
    fields = [HEADINGS[fold(words_of(cell))] for cell in heading]
    return (
        {HEADS[fold(words_of(label))]: cell for label, cell in head},
        [dict(zip(fields, row, strict=True)) for row in rows],
    )


def words_of(cell: Cell) -> str:
    """Return what a cell of a Word file shows, controls included."""
    return "\n".join("".join(one.text or "" for one in _all(line, "w:t")) for line in _all(cell, "w:p"))


def _all(element: Any, tag: str) -> Iterator[Any]:
    from docx.oxml.ns import qn

    return iter(element.iter(qn(tag)))


def type_into(cell: Cell, text: str) -> None:
    """Write into a cell of a Word file as Word does: into its control where it has one, which is no longer empty."""
    hint = next(_all(cell, "w:showingPlcHdr"), None)
    if hint is None:
        cell.p_lst[0].add_r().text = text
        return
    hint.getparent().remove(hint)
    content = next(_all(cell, "w:sdtContent"))
    content[0].text = text


def fill_docx(path: Path, filled: list[dict[str, Any]], day: date | None) -> None:
    docx = pytest.importorskip("docx", reason="needs the extra office")
    document = docx.Document(str(path))
    head, rows = cells_docx(document)
    if day:
        type_into(head["submitted_on"], f"{day.day}/{day.month}/{day.year}")
    for number, row in enumerate(rows):
        for field, value in filled[number % len(filled)].items():
            type_into(row[field], in_words(field, value))
    document.save(str(path))


FILL: dict[str, Callable[[Path, list[dict[str, Any]], date | None], None]] = {
    "yaml": fill_yaml,
    "xlsx": fill_xlsx,
    "csv": fill_csv,
    "docx": fill_docx,
}


def mark_yaml(path: Path) -> None:
    """Write that there is nothing to report."""
    report = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**report, "nothing_to_report": True}, allow_unicode=True), "utf-8")


def mark_xlsx(path: Path) -> None:
    """Write that there is nothing to report."""
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")
    book = openpyxl.load_workbook(path)
    cells_xlsx(book.worksheets[0])[0]["nothing_to_report"].value = "x"
    book.save(path)


def mark_csv(path: Path) -> None:
    """Write that there is nothing to report."""
    rows = read_csv(path)
    rows_csv(rows)[0]["nothing_to_report"][1] = "x"
    write_csv(path, rows)


def mark_docx(path: Path) -> None:
    """Write that there is nothing to report."""
    docx = pytest.importorskip("docx", reason="needs the extra office")
    document = docx.Document(str(path))
    type_into(cells_docx(document)[0]["nothing_to_report"], "x")
    document.save(str(path))


MARK = {"yaml": mark_yaml, "xlsx": mark_xlsx, "csv": mark_csv, "docx": mark_docx}
