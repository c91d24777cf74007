"""Workbooks and CSV files as people mangle them, or as somebody makes them to do harm: understood, or refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.conftest import Run
from tests.support import worst
from tests.support.sample import PLAN, lay_out
from tests.support.workbooks import COLUMNS, HEAD, book, plain, set_cell, zipped

openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")

SELECT = ("--select", "invalid-field,unreadable,unknown-task,unknown-coordinator,unknown-agency,duplicate-key")


SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def sheet_xml(change: Callable[[bytes], bytes]) -> bytes:
    return zipped(plain(), **{SHEET: change})


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., list[str]]:
    """Return a function that checks one file and gives what is said of it: place and message."""
    monkeypatch.chdir(lay_out(tmp_path))

    def check(data: bytes, name: str = "a.xlsx", *arguments: str) -> list[str]:
        Path(name).write_bytes(data)
        result = run("check", name, *PLAN, "--as-of", "2017-07-05", *(arguments or SELECT), "--lang", "en")
        assert "Internal error" not in result.err
        assert "Traceback" not in result.err
        findings = result.out.splitlines()[1:-1]  # between what was read and whether it can be sent
        return [line.removeprefix(f"{name}:") for line in findings if line.endswith("]")]

    return check


def moved(sheet: Any) -> None:
    sheet.insert_cols(1, 2)
    sheet.insert_rows(1, 3)
    sheet["C1"] = "BÁO CÁO TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"
    sheet.merge_cells("C1:G1")
    sheet["C2"], sheet["F2"] = "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def signed(sheet: Any) -> None:
    sheet["A7"] = "Ghi chú: số liệu đến ngày 19/6/2017"
    sheet["B9"], sheet["D9"] = "NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"


def percent(sheet: Any) -> None:
    sheet["D5"] = 0.75
    sheet["D5"].number_format = "0%"


def text_dates(sheet: Any) -> None:
    sheet["B3"] = " 19/6/2017\u00a0"
    sheet["B5"], sheet["C5"], sheet["D5"] = "HOÀN THÀNH", "18/6/2017", "100 %"


def decomposed(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = normalize("NFD", cell.value).replace(" ", "\u00a0") + "  "


def numbered(sheet: Any) -> None:
    sheet.insert_rows(5)
    for column in range(1, 6):
        sheet.cell(5, column, f"({column})")


def other_sheets(sheet: Any) -> None:
    front = sheet.parent.create_sheet("Bìa", 0)
    front["A1"] = "Báo cáo quý II"
    hidden = sheet.parent.create_sheet("Nháp", 0)
    for row in (*HEAD, COLUMNS, ["T.9", "?"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"


UNDERSTOOD: dict[str, Callable[[Any], object] | None] = {
    "as it came": None,
    "moved columns, merged title rows": moved,
    "a note and a signature below the table": signed,
    "a share formatted as percent": percent,
    "75% as text": lambda sheet: sheet.cell(5, 4, "75%"),
    "75 % as text": lambda sheet: sheet.cell(5, 4, "75 %"),
    "a number typed as text": lambda sheet: sheet.cell(5, 4, "75"),
    "dates typed as text, a share with a space": text_dates,
    "decomposed letters, no-break spaces, blanks at the end": decomposed,
    "a row that numbers the columns": numbered,
    "other sheets, one hidden": other_sheets,
    "a date with midnight": lambda sheet: sheet.cell(3, 2, datetime(2017, 6, 19)),  # noqa: DTZ001 - as Excel keeps it
}


@pytest.mark.parametrize("mangle", UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_what_people_do_to_a_sheet_is_understood(
    mangle: Callable[[Any], object] | None, said: Callable[..., list[str]], run: Run
) -> None:
    assert said(plain(mangle)) == []
    result = run("check", "a.xlsx", *PLAN, "--as-of", "2017-07-05", "--format", "json")
    assert [(one["agency"], one["period"], one["verdict"]) for one in result.json["files"]] == [
        ("so-a", "2017-Q2", result.json["files"][0]["verdict"])
    ]
    assert result.json["files"][0]["verdict"] != "rejected"
    assert "unreported-task" not in {one["rule"] for one in result.json["findings"] if one["task"] == "T.1"}


def without_ids(sheet: Any) -> None:
    sheet.delete_cols(1)
    sheet.insert_cols(1)
    for number, row in enumerate(HEAD, 1):
        sheet.cell(number, 1, row[0])


def hidden_row(sheet: Any) -> None:
    sheet.row_dimensions[5].hidden = True
    sheet["D5"] = 101


NAMED: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "half a per cent": (set_cell("D5", 0.755, "0.0%"), ["D5: error: “Tiến độ (%)” must be a whole number, not “75.5”"]),
    "a share that is no percent": (
        set_cell("D5", 0.75),
        ["D5: error: “Tiến độ (%)” must be a whole number, not “0.75”"],
    ),
    "month first": (set_cell("B3", "6/19/2017"), ["B3: error: “Ngày gửi báo cáo”: there is no month 19: 6/19/2017"]),
    "an error typed in": (set_cell("D5", "#REF!"), ["D5: error: “Tiến độ (%)”: the cell holds an error: #REF!"]),
    "a formula without a result": (
        set_cell("B5", "=A1"),
        ["B5: error: “Tình hình thực hiện”: the cell holds a formula without a result"],
    ),
    "a formula in a head field": (
        set_cell("B2", "=A1"),
        ["B2: error: “Kỳ báo cáo”: the cell holds a formula without a result"],
    ),
    "a truth value": (set_cell("B5", value=True), ["B5: error: “Tình hình thực hiện”: “true” is not a known state"]),
    "a value in a hidden row": (hidden_row, ["D5: error: “Tiến độ (%)”: 101 is out of range (the row is hidden)"]),
    "a name that nobody has": (
        set_cell("E5", "so-b; Hội X\nHội Y"),
        [
            "E5: warning: No agency or group is called “Hội X”; the name counts for nobody",
            "E5: warning: No agency or group is called “Hội Y”; the name counts for nobody",
        ],
    ),
    "no id column": (
        without_ids,
        ["B4: error: The column of the task ids (“Mã nhiệm vụ”, “Task id”) is missing, so that no row can be read"],
    ),
    "a column with a slip": (
        set_cell("E4", "Cơ quan đã phối hợpp"),
        ["E4: error: There is no column “Cơ quan đã phối hợpp” in the form; rows with something in it are left out"],
    ),
    "a row without an id": (set_cell("B6", "Hoàn thành"), ["A6: error: “Mã nhiệm vụ” is not filled in"]),
    "a label with a slip": (
        set_cell("A2", "Kỳ bao cáoo:"),
        ["A2: error: There is no “Kỳ bao cáoo:” in the head of the form", "A1: error: “Kỳ báo cáo” is not filled in"],
    ),
}


@pytest.mark.parametrize(("mangle", "expected"), NAMED.values(), ids=NAMED)
def test_what_cannot_be_understood_is_named_with_its_cell(
    mangle: Callable[[Any], object], expected: list[str], said: Callable[..., list[str]]
) -> None:
    found = [line.rpartition(" [")[0] for line in said(plain(mangle))]
    assert sorted(f"Báo cáo!{one}" for one in expected) == sorted(found)


def test_a_missing_column_tells_how_to_get_a_new_form(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(
        lay_out(tmp_path, files={"a.xlsx": plain(without_ids), "b.xlsx": plain(set_cell("E4", "Minh chưng"))})
    )
    result = run("check", "a.xlsx", *PLAN, "--format", "json", "--select", "invalid-field", "--lang", "en")
    assert "ttdn template" in result.json["findings"][0]["hint"]
    assert (result.json["findings"][0]["line"], result.json["findings"][0]["column"]) == (4, 2)


BOMB = b"<a>" + b"x" * 21 * 1024 * 1024 + b"</a>"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
STRING = b'<row r="9"><c r="A9" t="s"><v>999</v></c></row></sheetData>'
ROWS = b"<row>" + b"<c><v>1</v></c>" * 10 + b"</row>"
BROKEN = "The workbook cannot be opened: it is cut off, damaged or of another kind"
ENTITIES = "The workbook declares entities or a document type, which no office program writes"
CELLS = "The sheet has more than 20000 cells, or formatting without end"
UNPACKED = "The workbook would be larger than 20 MB unpacked, or has too many parts"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: plain()[:3000], BROKEN),
    "empty": (lambda: b"", BROKEN),
    "a zip that is no workbook": (lambda: zipped(plain(), **{"[Content_Types].xml": b"<a/>"}), BROKEN),
    "a broken sheet": (lambda: sheet_xml(lambda part: part[:200]), BROKEN),
    "a shared string that is not there": (
        lambda: sheet_xml(lambda part: part.replace(b"</sheetData>", STRING)),
        BROKEN,
    ),
    "a row beyond the last": (
        lambda: sheet_xml(lambda part: part.replace(b'r="A5"', b'r="A99999999999"')),
        BROKEN,
    ),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "The workbook is encrypted with a password",
    ),
    "a bomb": (lambda: zipped(plain(), xl__bomb=BOMB), UNPACKED),
    "many parts": (lambda: zipped(plain(), **{f"xl/{n}": b"" for n in range(600)}), UNPACKED),
    "a part outside": (
        lambda: zipped(plain(), **{"../../etc/passwd": b"x"}),
        "The workbook holds a part that lies outside it",
    ),
    "an external entity": (lambda: zipped(plain(), **{SHEET: ENTITY}), ENTITIES),
    "an entity in UTF-16": (lambda: zipped(plain(), **{SHEET: ENTITY.decode().encode("utf-16")}), ENTITIES),
    "an entity behind a mark": (lambda: zipped(plain(), **{STYLES: b"\xef\xbb\xbf" + ENTITY}), ENTITIES),
    "an encoding nobody uses": (
        lambda: zipped(plain(), **{STYLES: b'<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        ENTITIES,
    ),
    "more text than a report has": (
        lambda: plain(lambda sheet: [sheet.cell(row, 5, "x" * 32_000) for row in range(5, 40)]),
        "The cells of the workbook hold more than 1048576 characters",
    ),
    "more names in a cell than can be meant": (
        lambda: plain(set_cell("E5", ";" * 20_001)),
        "The file has more than 20000 parts",
    ),
    "a million rows": (
        lambda: sheet_xml(lambda part: part.replace(b"</sheetData>", ROWS * 100_000 + b"</sheetData>")),
        CELLS,
    ),
    "more cells than a report has": (
        lambda: sheet_xml(lambda part: part.replace(b"</sheetData>", ROWS * 2_001 + b"</sheetData>")),
        CELLS,
    ),
    "formats without end": (
        lambda: sheet_xml(lambda part: part.replace(b"</sheetData>", b"<row/>" * 200_000 + b"</sheetData>")),
        CELLS,
    ),
    "no report": (
        lambda: book(["Tên", "Số lượng"], ["a", 1]),
        "No sheet of this file holds a report: there is neither its head nor its headings",
    ),
    "two columns of one meaning": (
        lambda: plain(set_cell("E4", "Tiến độ")),
        "Two columns mean the same: “Tiến độ (%)”, “Tiến độ”",
    ),
}


@pytest.mark.parametrize(("make", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_a_workbook_that_does_harm_is_refused_in_a_sentence(
    make: Callable[[], bytes], expected: str, said: Callable[..., list[str]]
) -> None:
    found = said(make())
    assert [one.partition(": error: ")[2] for one in found] == [f"{expected} [unreadable]"]


SURVIVED: dict[str, Callable[[], bytes]] = {
    "a far cell": lambda: sheet_xml(lambda part: part.replace(b"</sheetData>", FAR)),
    "a false dimension": lambda: sheet_xml(
        lambda part: part.replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')
    ),
    "a dimension without end": lambda: sheet_xml(
        lambda part: part.replace(b'<dimension ref="A1:E5"', b'<dimension ref="A1:XFD1048576"')
    ),
    "everything merged": lambda: sheet_xml(
        lambda part: part.replace(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A6:XFD1048576"/></mergeCells>'
        )
    ),
}


@pytest.mark.parametrize("make", SURVIVED.values(), ids=SURVIVED)
def test_what_a_sheet_says_of_its_size_is_not_believed(
    make: Callable[[], bytes], said: Callable[..., list[str]]
) -> None:
    assert said(make()) == []


@pytest.mark.parametrize("name", ["a bomb", "a million rows", "formats without end", "more cells than a report has"])
def test_a_refusal_takes_little_time_and_memory(name: str) -> None:
    from ttdn_cli.files.tree import FileRejected
    from ttdn_cli.files.xlsx import read

    data = HOSTILE[name][0]()
    begun = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(FileRejected):
        read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - begun < 2  # a second, on a machine that does other things
    assert peak < 60_000_000


TABLE = (
    "Cơ quan báo cáo;Sở An Bình\nKỳ báo cáo;Q2/2017\nNgày gửi báo cáo;19/6/2017\n\n"
    "Mã nhiệm vụ;Tình hình thực hiện;Kết quả thực hiện\n"
)
GOOD = f'{TABLE}T.1;Đang thực hiện;"hai; ba\n""bốn"""\n'


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        normalize("NFD", GOOD).encode(),
        GOOD.replace(";", ",").encode(),
        GOOD.replace(";", "\t").encode(),
        GOOD.replace("Mã nhiệm vụ;Tình hình thực hiện;Kết quả thực hiện", "task;state;result").encode(),
        GOOD.replace("\n\n", "\n;;\n(1);(2);(3)\n").replace(";(2);(3)", ";;").encode(),
    ],
    ids=["plain", "mark", "UTF-16", "windows", "decomposed", "comma", "tab", "ids as headings", "blank rows"],
)
def test_a_table_is_read_whatever_program_wrote_it(data: bytes, said: Callable[..., list[str]]) -> None:
    assert said(data, "a.csv") == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            GOOD.encode() + b"T.1;\xe9\n",
            "8:1: error: The file is not UTF-8 text, and its headings do not tell in which other encoding it is",
        ),
        (
            f'{GOOD}T.2;"x\nT.3;y;z\n',
            "8:1: error: The quotation marks of this row cannot be understood, or a cell is too long",
        ),
        (f"{GOOD}T.2;Hoàn thành\n", "8:1: error: The row has 2 cells, the headings have 3"),
        (f"{GOOD}T.2;Hoàn thành;a;b\n", "8:1: error: The row has 4 cells, the headings have 3"),
        (f"{TABLE}T.1;a\0;b\n", "6:1: error: There is a control character in this line (U+0000)"),
        (
            TABLE.replace("Kết quả thực hiện", "Trạng thái"),
            "5:3: error: Two columns mean the same: “Tình hình thực hiện”, “Trạng thái”",
        ),
        ("", "1:1: error: No sheet of this file holds a report: there is neither its head nor its headings"),
    ],
    ids=["another encoding", "open quote", "short row", "long row", "NUL", "repeated heading", "empty"],
)
def test_a_table_that_is_not_whole_is_refused_with_its_row(
    data: str | bytes, expected: str, said: Callable[..., list[str]]
) -> None:
    assert said(data.encode() if isinstance(data, str) else data, "a.csv") == [f"{expected} [unreadable]"]


def test_fields_of_a_table_are_placed_by_row_and_cell(said: Callable[..., list[str]]) -> None:
    data = f"Cơ quan báo cáoo;x\n{TABLE}T.1;Xong rồi;\n"
    assert [line.rpartition(" [")[0] for line in said(data.encode(), "a.csv")] == [
        "1:1: error: There is no “Cơ quan báo cáoo” in the head of the form",
        "7:2: error: “Tình hình thực hiện”: “Xong rồi” is not a known state",
    ]


def test_a_workbook_is_read_without_any_library(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"a.xlsx": plain()}))
    for name in ("openpyxl", "xlsxwriter", "xlrd", "docx"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run("check", "a.xlsx", *PLAN, *SELECT, "--lang", "en").out.splitlines()[1:-1] == []


def test_a_missing_library_is_named_with_its_extra(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"a.xls": worst.old_workbook(worst.number(0, 0))}))
    monkeypatch.setitem(sys.modules, "xlrd", None)
    for jobs in ("1", "2"):
        result = run("check", ".", *PLAN, "--jobs", jobs, "--lang", "en")
        assert (result.code, result.out) == (2, "")
        assert 'pip install "ttdn[office]"' in result.err


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_old_and_open_formats_are_read_too(
    ending: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xlrd", reason="needs the extra office")
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice to make such a file")
    monkeypatch.chdir(lay_out(tmp_path, files={"a.xlsx": plain(set_cell("D5", 101))}))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", ending, "a.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    result = run("check", f"a.{ending}", *PLAN, *SELECT, "--lang", "en")
    said = f"a.{ending}:Báo cáo!D5: error: “Tiến độ (%)”: 101 is out of range [invalid-field]"
    assert result.out.splitlines()[1:-1] == [said]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, b"\0\1\2"])
def test_an_old_workbook_that_is_broken_is_refused(data: bytes, said: Callable[..., list[str]]) -> None:
    pytest.importorskip("xlrd", reason="needs the extra office")
    for name in ("a.xls", "a.ods"):
        assert said(data, name) == [f"1:1: error: {BROKEN} [unreadable]"]
