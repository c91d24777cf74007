"""Workbooks as other programs write them, and files that only bear the ending of one: read, or told what they are."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.reading import refusal
from tests.support.sample import PLAN, lay_out
from tests.support.workbooks import plain, set_cell, zipped
from tests.support.worst import OFFICE, number, old_workbook, open_sheet
from ttdn_cli.files import workbooks, xlsx
from ttdn_cli.files.grid import Grid

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
TYPES, RELATED, ROOT = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
)
SVG = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg/>'


def sound() -> bytes:
    """Return a workbook in which no cell needs its style: the day is typed as text."""
    return plain(set_cell("B3", "2017-06-19"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def without(*names: str) -> bytes:
    return packed({name: content for name, content in parts_of(sound()).items() if name not in names})


def changed(part: str, *pairs: tuple[str, str]) -> bytes:
    """Return a workbook with a part in which texts are replaced by others."""
    parts = parts_of(sound())
    for old, new in pairs:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())
    return packed(parts)


def strict() -> bytes:
    """Return a workbook as Excel saves it as Strict Open XML: other namespaces, days as ISO 8601."""
    parts = parts_of(sound())
    for name in parts:
        for old, new in STRICT:
            parts[name] = parts[name].replace(old.encode(), new.encode())
    day = b'<c r="B3" t="d"><v>2017-06-19T00:00:00</v></c>'
    parts[SHEET] = re.sub(rb'<c r="B3".*?</c>', day, parts[SHEET])
    return packed(parts)


def prefixed() -> bytes:
    """Return a workbook whose sheet writes each mark with a prefix, and what says what belongs where in UTF-16."""
    parts = parts_of(sound())
    parts[SHEET] = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", parts[SHEET]).replace(b" xmlns=", b" xmlns:x=")
    for name in (BOOK, RELATED, TYPES):
        parts[name] = parts[name].decode().encode("utf-16")
    return packed(parts)


def other_slashes() -> bytes:
    return packed({name.replace("/", "\\"): content for name, content in parts_of(sound()).items()})


def sheets(count: int, reference: str = "rId1") -> tuple[str, str]:
    """Return what is to be replaced in the list of sheets for there to be many that name one part."""
    more = "".join(f'<sheet xmlns:r="{OFFICE}" name="S{n}" sheetId="{n}" r:id="{reference}"/>' for n in range(count))
    return "</sheets>", f"{more}</sheets>"


def damaged(name: str) -> bytes:
    """Return a workbook in which what is kept of a part was changed on the way."""
    data = bytearray(sound())
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        part = opened.getinfo(name)
    data[part.header_offset + 30 + len(name) + 5] ^= 0xFF
    return bytes(data)


READ: dict[str, Callable[[], bytes]] = {
    "as it comes": sound,
    "without styles": lambda: without(STYLES),
    "with an empty index of a style": lambda: changed(SHEET, ('<c r="B5" ', '<c r="B5" s="" ')),
    "with an index of a style that there is not": lambda: changed(SHEET, ('<c r="B5" ', '<c r="B5" s="99" ')),
    "with styles that say nothing": lambda: zipped(sound(), **{STYLES: b"<styleSheet/>"}),
    "as Strict Open XML": strict,
    "with prefixes and UTF-16": prefixed,
    "with the slashes of Windows": other_slashes,
    "with other parts in UTF-16": lambda: zipped(
        sound(), customXml__item1='<?xml version="1.0" encoding="utf-16"?><DataMashup/>'.encode("utf-16")
    ),
    "with a picture that has a document type": lambda: zipped(sound(), xl__media__image1=SVG),
    "with another part that is damaged": lambda: damaged("docProps/app.xml"),
    "without a list of what belongs to the package": lambda: without(ROOT),
    "with many sheets that name one part": lambda: changed(BOOK, sheets(1_000)),
    "with a sheet that has no part": lambda: changed(BOOK, sheets(1, "")),
    "with a link to the outside": lambda: changed(
        RELATED,
        (
            "</Relationships>",
            '<Relationship Id="x" Type="x/styles" Target="http://x" TargetMode="External"/></Relationships>',
        ),
    ),
    "with a macro": lambda: changed(
        TYPES,
        (
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    ),
    "with its kind as that of all XML": lambda: changed(
        TYPES,
        ('PartName="/xl/workbook.xml"', 'PartName="/xl/other.xml"'),
        (
            'Extension="xml" ContentType="application/xml"',
            'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"',
        ),
    ),
}


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., list[str]]:
    """Return a function that checks one file and gives what is said of it, but for what is missing in it."""
    monkeypatch.chdir(lay_out(tmp_path))

    def check(data: bytes, name: str = "a.xlsx", language: str = "en") -> list[str]:
        Path(name).write_bytes(data)
        select = ("--select", "invalid-field,unreadable,unknown-task")
        result = run("check", name, *PLAN, "--as-of", "2017-07-05", *select, "--lang", language)
        assert "nternal error" not in result.err
        findings = result.out.splitlines()[1:-1]  # between what was read and whether it can be sent
        return [line.removeprefix(f"{name}:") for line in findings if line.endswith("]")]

    return check


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_a_workbook_is_read_whatever_program_wrote_it(make: Callable[[], bytes]) -> None:
    assert workbooks.read(make()) == xlsx.read(sound())


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_nothing_is_said_of_it(make: Callable[[], bytes], said: Callable[..., list[str]]) -> None:
    assert said(make()) == []


BROKEN: dict[str, Callable[[], bytes]] = {
    "without a list of its parts": lambda: zipped(sound(), **{TYPES: b"<a/>"}),
    "with a sheet that nothing leads to": lambda: without(RELATED),
    "with a sheet whose part is not there": lambda: without(SHEET),
    "with a sheet that is damaged": lambda: damaged(SHEET),
    "with a reference that leads nowhere": lambda: changed(BOOK, sheets(1, "rId99")),
    "with a sheet that lies outside": lambda: changed(RELATED, ("/xl/worksheets/sheet1.xml", "../../../etc/passwd")),
    "with a sheet at another address": lambda: changed(
        RELATED, ('worksheets/sheet1.xml"', 'worksheets/sheet1.xml" TargetMode="External"')
    ),
    "without its own part": lambda: without(BOOK),
}


@pytest.mark.parametrize("make", BROKEN.values(), ids=BROKEN)
def test_a_workbook_that_does_not_hold_together_is_refused(make: Callable[[], bytes]) -> None:
    assert refusal(lambda: workbooks.read(make()))[0] == "workbook-broken"


def test_hidden_sheets_and_charts_are_not_read() -> None:
    hidden = '<sheet xmlns:r="{0}" name="{1}" sheetId="9" state="{1}" r:id="rId2"/>'
    listed = "".join(hidden.format(OFFICE, state) for state in ("hidden", "veryHidden"))
    data = changed(BOOK, ("</sheets>", f"{listed}</sheets>"), sheets(1, "x"))
    related = parts_of(data)[RELATED].decode()
    related = related.replace("</Rel", f'<Relationship Id="x" Type="{OFFICE}/chartsheet" Target="c.xml"/></Rel')
    assert xlsx.read(zipped(data, **{RELATED: related.encode()})) == xlsx.read(sound())


def test_each_sheet_is_read_once_and_in_its_order() -> None:
    def more(sheet: Any) -> None:
        for name in ("A", "B"):
            sheet.parent.create_sheet(name, 0)["A1"] = name

    found = xlsx.read(plain(more))
    assert [grid.sheet for grid in found] == ["B", "A", "Báo cáo"]
    assert [grid.lines[0].cells[0].text for grid in found] == ["B", "A", "Cơ quan báo cáo:"]


def test_the_name_of_a_sheet_is_shown_up_to_a_length() -> None:
    [grid] = xlsx.read(changed(BOOK, ('name="Báo cáo"', f'name=" {"x" * 400}"')))
    assert grid.sheet == "x" * 299


def test_a_fault_of_the_reader_is_a_workbook_that_cannot_be_opened(
    said: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (RecursionError, MemoryError, KeyError, AttributeError):

        def fail(*_given: object, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr(xlsx, "cells_of", fail)
        assert [line.partition(":")[0] for line in said(sound())] == ["1"]
        assert refusal(lambda: xlsx.read(sound()))[0] == "workbook-broken"


def package(kind: str) -> bytes:
    """Return an Office document of a kind, as far as the list of its parts says."""
    related = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="a.xml"/>'
    parts = {
        TYPES: f'<Types xmlns="{CONTENT}"><Override PartName="/a.xml" ContentType="application/vnd.{kind}"/></Types>',
        ROOT: f"{related}</Relationships>",
        "a.xml": "<a/>",
    }
    return packed({name: content.encode() for name, content in parts.items()})


CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_DOCUMENT = "openxmlformats-officedocument."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def stream(name: str) -> bytes:
    return OLD + name.encode("utf-16-le") + b"\0" * 600


PAGE, TEXT = "a web page", "plain text, such as CSV or YAML"
DOCUMENT, PICTURE = "a text document, such as one of Word", "a picture"
PACKED, SLIDES = "an archive (ZIP, RAR, 7z, GZIP)", "a presentation"
KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "page": (lambda: b"<html><table><tr><td>x</td></tr></table></html>", PAGE),
    "page with a mark": (lambda: b'\xef\xbb\xbf\r\n <!DOCTYPE html>\n<html lang="vi"></html>', PAGE),
    "table of a page": (lambda: "<TABLE border=1><tr><td>Sở</td></tr></TABLE>".encode("utf-16"), PAGE),
    "page in an older encoding": (lambda: b"<html><head><title>B\xe1o c\xe1o</title></head></html>", PAGE),
    "page kept with its pictures": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n", PAGE),
    "XML of Excel 2003": (
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "a workbook in the XML form of Excel 2003",
    ),
    "YAML": (lambda: b"schema: ttdn/status/1\nagency: so-a\n", TEXT),
    "CSV": ("Mã nhiệm vụ;Kết quả\n1;<table>\n".encode, TEXT),
    "CSV in UTF-16": (lambda: "a\tb\r\n".encode("utf-16"), TEXT),
    "text in an older encoding": (lambda: b"B\xe1o c\xe1o\n", TEXT),
    "PDF": (lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
    "rich text": (lambda: b"{\\rtf1\\ansi x}", "a text in Rich Text Format (.rtf)"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PICTURE),
    "photograph": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF", PICTURE),
    "compressed": (lambda: gzip.compress(b"x"), PACKED),
    "RAR": (lambda: b"Rar!\x1a\x07\0", PACKED),
    "a workbook within an archive": (lambda: packed({"a.xlsx": sound()}), PACKED),
    "Word": (lambda: package(f"{OFFICE_DOCUMENT}wordprocessingml.document.main+xml"), DOCUMENT),
    "PowerPoint": (lambda: package(f"{OFFICE_DOCUMENT}presentationml.presentation.main+xml"), SLIDES),
    "a binary workbook": (lambda: package("ms-excel.sheet.binary.macroEnabled.main"), "a binary workbook (.xlsb)"),
    "old Word": (lambda: stream("WordDocument"), "a document of Word 97-2003 (.doc)"),
    "old PowerPoint": (lambda: stream("PowerPoint Document"), SLIDES),
    "text of LibreOffice": (
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        DOCUMENT,
    ),
}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(("make", "kind"), KINDS.values(), ids=KINDS)
def test_what_is_no_workbook_is_told_what_it_is(
    make: Callable[[], bytes], kind: str, ending: str, said: Callable[..., list[str]]
) -> None:
    expected = f"1:1: error: This is {kind}, not a workbook that can be read [unreadable]"
    assert said(make(), f"a.{ending}") == [expected]


def test_what_it_is_is_told_in_the_language_of_the_reader(said: Callable[..., list[str]]) -> None:
    assert said(b"%PDF-1.4", "a.xls", "vi") == [
        "1:1: lỗi: Đây là tệp PDF, không phải tệp bảng tính mà phần mềm đọc được [unreadable]"
    ]


def test_what_it_is_is_told_again_from_the_cache(said: Callable[..., list[str]]) -> None:
    first = said(b"%PDF-1.4")
    assert said(b"%PDF-1.4") == first


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "A.XLSX"])
def test_a_workbook_is_read_under_any_ending(name: str, said: Callable[..., list[str]]) -> None:
    assert said(sound(), name) == []


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.xls"])
@pytest.mark.parametrize(
    "make", [lambda: old_workbook(number(0, 0)), lambda: packed(open_parts())], ids=["old", "open"]
)
def test_so_is_one_of_an_old_or_open_kind(name: str, make: Callable[[], bytes], said: Callable[..., list[str]]) -> None:
    pytest.importorskip("xlrd", reason="needs the extra office")
    assert ["No sheet of this file holds a report" in line for line in said(make(), name)] == [True]


ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    "</table:table-row>"
)


def open_parts(manifest: bytes = b"<a/>") -> dict[str, bytes]:
    return {**parts_of(open_sheet(ROW)), "META-INF/manifest.xml": manifest}


def test_of_an_open_sheet_only_what_is_read_is_judged() -> None:
    pytest.importorskip("xlrd", reason="needs the extra office")
    manifest = (
        b'<?xml version="1.0"?><!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "M.dtd">'
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {**open_parts(manifest), "Pictures/a.svg": SVG, "x.xml": "<x/>".encode("utf-16")}
    [grid] = workbooks.read(packed(parts))
    assert [cell.text for line in grid.lines for cell in line.cells] == ["x"]
    data = packed({**parts, "content.xml": b"<!DOCTYPE a>" + parts["content.xml"]})
    assert refusal(lambda: workbooks.read(data))[0] == "workbook-entity"


@pytest.mark.parametrize("name", ["content.xml", "META-INF/manifest.xml"])
def test_a_part_of_an_open_sheet_that_holds_more_than_it_says_is_refused(name: str) -> None:
    data = bytearray(packed(open_parts(b"<a/>" * 100)))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal(lambda: workbooks.read(bytes(data)))[0] == "workbook-broken"


def test_an_encrypted_workbook_is_told(said: Callable[..., list[str]]) -> None:
    for name in ("a.xlsx", "a.xls"):
        expected = "1:1: error: The workbook is encrypted with a password [unreadable]"
        assert said(stream("EncryptedPackage"), name) == [expected]


def test_an_empty_workbook_has_no_sheet() -> None:
    assert xlsx.read(changed(BOOK, ("<sheets>", "<sheets><!--"), ("</sheets>", "--></sheets>"))) == list[Grid]()
