"""Tables as CSV, by their readers: which separator is meant, how much is read, and where something is wrong."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest

from ttdn_cli.files import csv
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS


def cells(data: bytes) -> list[list[str]]:
    """Return what stands in the filled cells of each row, where `a` and `b` are known headings."""
    return [[cell.text for cell in line.cells] for line in csv.read(data, {"a", "b"}.__contains__).lines]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,x\n1,2\n", [["a", "x"], ["1", "2"]]),  # one heading is enough
        (b"a;b,x\n", [["a", "b,x"]]),
        (b"a;x\tb\ta\n", [["a;x", "b", "a"]]),
        (b"x,y\n", [["x,y"]]),  # none: a semicolon is what an office program writes here
    ],
)
def test_the_separator_is_the_one_with_which_most_headings_are_known(data: bytes, expected: list[list[str]]) -> None:
    assert cells(data) == expected


@pytest.mark.parametrize("data", [b"\n;\n\xff", b"\na;\nb\x07;c\n"])
def test_what_cannot_be_read_is_told_with_its_line(data: bytes) -> None:
    with pytest.raises(FileRejected) as caught:
        cells(data)
    assert caught.value.line == 3


def test_as_many_separators_as_the_limit_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MAX_TAGS", 4)
    assert cells(b"a;b\n1;2\n") == [["a", "b"], ["1", "2"]]
    with pytest.raises(FileRejected) as caught:
        cells(b"a;b\n1;2\n\n")
    assert (caught.value.code, caught.value.line, caught.value.values["limit"]) == ("workbook-cells", 1, MAX_CELLS)


HEADINGS = ("Mã nhiệm vụ", "Tình hình thực hiện")
TABLE = "Mã nhiệm vụ;Tình hình thực hiện;Khó khăn, vướng mắc\r\nII.1;Đang thực hiện;Mưa lớn kéo dài\r\n"
ROWS = [
    ["Mã nhiệm vụ", "Tình hình thực hiện", "Khó khăn, vướng mắc"],
    ["II.1", "Đang thực hiện", "Mưa lớn kéo dài"],
]


def in_cp1258(text: str) -> bytes:
    """Return a text as Vietnamese Windows keeps it: the tone stands after its letter, by itself."""
    found = b""
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = re.sub("([\u0300\u0301\u0303\u0309\u0323])", r" \1 ", normalize("NFD", letter)).split()[:2]
            rest = normalize("NFD", letter).replace(tone, "")
            assert base in rest
            found += normalize("NFC", rest).encode("cp1258") + tone.encode("cp1258")
    return found


def table(data: bytes) -> list[list[str]]:
    """Return what stands in the cells of a table whose headings are known."""
    return [[cell.text for cell in line.cells] for line in csv.read(data, HEADINGS.__contains__).lines]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(";", "\t").encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        in_cp1258(TABLE),
        TABLE.replace(";", "|").encode(),
        b"sep=;\r\n" + TABLE.encode(),
        b'"sep=|"\r\n' + TABLE.replace(";", "|").encode(),
        "SEP=\t\r\n".encode("utf-16") + TABLE.replace(";", "\t").encode("utf-16-le"),
    ],
)
def test_a_table_is_read_in_the_encoding_that_its_mark_or_its_headings_make_certain(data: bytes) -> None:
    assert table(data) == ROWS


UNSURE: dict[str, tuple[int, bytes]] = {
    "headings without marks": (2, "Ma nhiem vu;Tinh hinh thuc hien\nII.1;São Paulo\n".encode("cp1252")),
    "one heading alone": (1, in_cp1258("Mã nhiệm vụ;Tình hình\n")),
    "headings of another table": (1, in_cp1258("Tên cơ quan;Kết quả đạt được\n")),
    "another encoding": (1, TABLE.encode("utf-7").replace(b"+", b"\xff")),
    "half a character": (2, TABLE.encode("utf-16")[:-1]),
}


@pytest.mark.parametrize(("line", "data"), UNSURE.values(), ids=UNSURE)
def test_a_table_in_no_certain_encoding_is_refused_at_its_first_line_that_is_not_utf8(line: int, data: bytes) -> None:
    with pytest.raises(FileRejected) as caught:
        table(data)
    assert (caught.value.code, caught.value.line) == ("csv-encoding", line)


def test_wide_text_without_a_mark_whose_headings_are_not_known_is_no_table() -> None:
    with pytest.raises(FileRejected) as caught:
        table("a;b\n".encode("utf-16-le"))
    assert caught.value.code == "csv-control"


def test_the_line_for_excel_keeps_its_number() -> None:
    assert [line.number for line in csv.read(b"sep=;\r\na;b\r\n", {"a", "b"}.__contains__).lines] == [1]
    assert cells(b"sep=;;\na;b\n") == [["a", "b"]]
    assert cells(b"September;a\n1;b\n") == [["September", "a"], ["1", "b"]]
