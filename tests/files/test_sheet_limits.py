"""What lies just within a limit of the readers of workbooks is read; the next one is refused."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
import zlib
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.reading import refusal, texts
from tests.support.worst import OFFICE, SHEET_ML, number, old_workbook, text_cell, workbook, zipped
from ttdn_cli.files import archive as packed
from ttdn_cli.files import cells, formats, legacy_sheets, xlsx
from ttdn_cli.files.archive import Archive
from ttdn_cli.files.grid import Cell, Grid, Line, tidy
from ttdn_cli.files.markup import walk
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_OTHER_TAGS, MAX_SHEET_TEXT


def marked(content: bytes) -> list[str]:
    found: list[str] = []
    walk(content, lambda tag, _: found.append(tag))
    return found


def book(cells: str = "", *, shared: str = "", styles: str = "", day: str = "", rows: str = "") -> bytes:
    """Return a workbook whose only sheet has a row of these cells."""
    more = {"book.xml": BOOK.replace("<sheets>", f'<workbookPr date1904="{day}"/><sheets>')} if day else {}
    return workbook(rows or f"<row>{cells}</row>", shared, styles, more=dict(more))


def cell(cells: str, **more: str) -> tuple[str, str]:
    """Return text and trouble of the only cell that is filled."""
    [grid] = xlsx.read(book(cells, **more))
    [[one]] = [line.cells for line in grid.lines]
    return one.text, one.cell_error


BOOK = f'<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}"><sheets><sheet name="x" r:id="worksheet"/></sheets></workbook>'


def archive(*parts: tuple[str, bytes]) -> bytes:
    return zipped(dict(parts))


class TestArchives:
    @pytest.mark.parametrize("name", ["/etc/x", "\\x", "../x", "a/../x", "a\\..\\x", ".."])
    def test_a_part_outside_is_refused(self, name: str) -> None:
        assert refusal(lambda: Archive(archive((name, b"x"))))[0] == "workbook-outside"

    @pytest.mark.parametrize("name", ["a..b", "a/x..y/z", "..."])
    def test_points_in_a_name_are_none(self, name: str) -> None:
        assert Archive(archive((name, b"<a/>"))).read(name) == b"<a/>"

    def test_a_part_is_found_in_any_case_and_with_any_slash(self) -> None:
        opened = Archive(archive(("xl\\Sheet.xml", b"x")))
        assert (opened.read("XL/sheet.XML"), "xl/other.xml" in opened, len(opened)) == (b"x", False, 1)

    def test_a_part_that_is_locked_damaged_or_missing_is_refused(self) -> None:
        sound = archive(("a.xml", b"<a/>"))
        locked = bytearray(sound)
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            locked[sound.index(mark) + flags] |= 1
        assert refusal(lambda: Archive(bytes(locked)))[0] == "workbook-encrypted"
        damaged = bytearray(sound)
        damaged[sound.index(b"a.xml") + len(b"a.xml")] ^= 0xFF
        assert refusal(lambda: Archive(bytes(damaged)).read("a.xml"))[0] == "workbook-broken"
        assert refusal(lambda: Archive(sound).read("b.xml"))[0] == "workbook-broken"

    def test_a_part_packed_in_a_way_that_asks_for_memory_beforehand_is_refused(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as made:
            made.writestr("a.xml", b"<a/>")
        assert refusal(lambda: Archive(file.getvalue()).read("a.xml"))[0] == "workbook-broken"

    def test_a_part_that_is_larger_than_the_directory_says_is_refused(self) -> None:
        file, content = io.BytesIO(), b"<a/>" * 100
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("a.xml", content)
        data = bytearray(file.getvalue())
        entry = data.rindex(b"PK\x01\x02")
        data[entry + 16 : entry + 20] = zlib.crc32(content[:11]).to_bytes(4, "little")  # of as much as is read of it
        data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
        assert refusal(lambda: Archive(bytes(data)).read("a.xml"))[0] == "workbook-broken"

    def test_as_many_parts_as_the_limit_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packed, "MAX_PARTS", 2)
        assert len(Archive(archive(("a", b"x"), ("b", b"x")))) == 2
        assert refusal(lambda: Archive(archive(("a", b"x"), ("b", b"x"), ("c", b"x"))))[0] == "workbook-bomb"

    def test_as_many_bytes_as_the_limit_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packed, "MAX_UNPACKED", 3 * 1024 * 1024)
        half = b" " * (1536 * 1024)
        assert len(Archive(archive(("a", half), ("b", half)))) == 2
        over = refusal(lambda: Archive(archive(("a", half), ("b", half + b" "))))
        assert (over[0], over[3]) == ("workbook-bomb", {"limit": 3})


class TestMarkup:
    @pytest.mark.parametrize(
        "content",
        [
            b"<!DOCTYPE a><a/>", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b ''>]><a>&b;</a>",
            b"<?xml version='1.0' encoding='utf-16'?><a/>", b" <?xml version='1.0' encoding='cp1258'?><a/>",
            b"\xef\xbb\xbf<!DOCTYPE a><a/>", "<!DOCTYPE a><a/>".encode("utf-16"),
            b"\xfe\xff" + "<!DOCTYPE a><a/>".encode("utf-16-be"),
            b"\xef\xbb\xbf<?xml version='1.0' encoding=\"UTF-7\"?><a/>",
        ],
    )  # fmt: skip
    def test_xml_that_declares_a_type_or_another_encoding_is_refused(self, content: bytes) -> None:
        assert refusal(lambda: marked(content))[0] == "workbook-entity"

    @pytest.mark.parametrize("content", [b"", b"<a>", b"<a>&b;</a>", b"<a/><b/>", b"<x:a/>", b"<\0a\0/\0>\0", b"a"])
    def test_xml_that_is_not_well_formed_is_refused(self, content: bytes) -> None:
        assert refusal(lambda: marked(content))[0] == "workbook-broken"

    @pytest.mark.parametrize(
        "content",
        [
            b"<a><b/></a>", b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?><a><b/></a>",
            "<?xml version='1.0' encoding='UTF-16'?><a><b/></a>".encode("utf-16"),
            b"<?xml version='1.0' encoding='us-ascii'?><a><!-- <!DOCTYPE c> --><b/></a>",
            b"<a><b/><![CDATA[<!DOCTYPE c><!ENTITY d ''>]]></a>",
        ],
    )  # fmt: skip
    def test_what_only_looks_like_a_declaration_is_none(self, content: bytes) -> None:
        assert marked(content) == ["a", "b"]

    def test_a_mark_has_at_most_99_attributes(self) -> None:
        assert marked(b"<a " + b"".join(b'a%d=">" ' % n for n in range(99)) + b"/>") == ["a"]
        over = b"<a " + b"".join(b"a%d='' " % n for n in range(100)) + b"/>"
        assert refusal(lambda: marked(over))[0] == "workbook-cells"


class TestWorkbooks:
    def test_as_many_marks_as_the_limit_are_read_in_all_sheets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cells, "MAX_TAGS", 8)
        assert len(xlsx.read(book("<c/>" * 2))) == 1  # three others begin, and three end
        assert refusal(lambda: xlsx.read(book("<c/>" * 3)))[0] == "workbook-cells"
        assert len(xlsx.read(book(shared="<si><t/></si>" * 2))) == 1
        assert refusal(lambda: xlsx.read(book(shared="<si><t/></si>" * 3)))[0] == "workbook-cells"

    @pytest.mark.parametrize("part", ["style.xml", "book.xml", "_rels/book.xml.rels", "[Content_Types].xml"])
    def test_as_many_marks_as_the_limit_are_read_in_other_parts(self, part: str) -> None:
        most = MAX_OTHER_TAGS - 100
        xlsx.read(filled(part, most))
        assert refusal(lambda: xlsx.read(filled(part, most + 101)))[0] == "workbook-cells"

    def test_as_many_cells_as_the_limit_are_read_and_empty_ones_do_not_count(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cells, "MAX_CELLS", 2)
        two = "<c><v>1</v></c><c/><c><v/></c><c><f>1</f></c>"
        assert texts(xlsx.read(book(two))[0]) == [["1", ""]]
        for one in ("<c><v>1</v></c>", "<c><f>1</f></c>", "<c><v >1</v></c>"):
            assert refusal(lambda one=one: xlsx.read(book(two + one))) == ("workbook-cells", 1, 1, {"limit": 20_000})  # type: ignore[misc]

    def test_as_much_text_as_the_limit_is_read_and_a_shared_string_counts_in_each_cell(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cells.Room.__init__, "__defaults__", (8,))
        shared = "<si><t>abcd</t></si>"
        assert texts(xlsx.read(book(STRING * 2, shared=shared))[0]) == [["abcd", "abcd"]]
        over = refusal(lambda: xlsx.read(book(STRING * 2 + "<c><v>1</v></c>", shared=shared)))
        assert over == ("workbook-text", 1, 1, {"limit": 8})
        assert refusal(lambda: xlsx.read(book(text_cell("x" * 9))))[0] == "workbook-text"
        assert cell(text_cell("x" * 8)) == ("x" * 8, "")

    def test_strings_that_no_cell_shows_are_limited_too(self) -> None:
        most = 4 * MAX_SHEET_TEXT
        assert xlsx.read(book(shared=f"<si><t>{'x' * most}</t></si>")) == [Grid("x", ())]
        over = refusal(lambda: xlsx.read(book(shared=f"<si><t>{'x' * most}y</t></si>")))
        assert over == ("workbook-text", 1, 1, {"limit": most})

    def test_what_a_part_would_cost_is_seen_before_it_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cells, "walk", None)
        assert refusal(lambda: cells.cells_of(b"<" * 150_001, str, cells.Room()))[0] == "workbook-cells"  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            ("2017-06-28T00:00:00", "2017-06-28"),
            ("2017-06-28T01:00:00", "2017-06-28 01:00:00"),
            ("2017-06-28T00:01:00", "2017-06-28 00:01:00"),
            ("2017-06-28T00:00:01", "2017-06-28 00:00:01"),
            ("2017-06-28T00:00:00.000001", "2017-06-28 00:00:00.000001"),
        ],
    )
    def test_a_time_of_day_is_kept_unless_it_is_midnight(self, value: str, written: str) -> None:
        assert xlsx.written_as(datetime.fromisoformat(value)) == written

    @pytest.mark.parametrize(
        ("value", "written"),
        [(date(2017, 6, 28), "2017-06-28"), (True, "true"), (False, "false"), (0.1, "0.1"), ("x", "x")],
    )
    def test_a_value_is_written_as_by_hand(self, value: object, written: str) -> None:
        assert xlsx.written_as(value) == written

    def test_a_share_is_written_in_hundredths_to_nine_digits(self) -> None:
        assert [xlsx.written_as(one, percent=True) for one in (0.75, 0.07, 1, 0.123456789, 0.12345678901234)] == [
            "75%", "7%", "100%", "12.3456789%", "12.345678901%",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("row", "place"),
        [
            ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', (1_048_575, 16_383)),
            ('<row r="7"><c><v>1</v></c></row>', (6, 0)),
            ('<row r="7"/><row><c/><c><v>1</v></c></row>', (7, 1)),
            ('<row r="7.0"><c r="C7"/><c><v>1</v></c></row>', (6, 3)),
            ('<row><c r="$ab$12"><v>1</v></c></row>', (11, 27)),
        ],
    )
    def test_a_cell_stands_where_it_says_or_beside_the_last(self, row: str, place: tuple[int, int]) -> None:
        [grid] = xlsx.read(book(rows=row))
        assert [(one.line, one.column) for line in grid.lines for one in line.cells] == [place]

    @pytest.mark.parametrize(
        "row",
        [
            '<row r="1048577"><c><v>1</v></c></row>', '<row r="0"><c><v>1</v></c></row>', '<row r="x"/>',
            '<row r="-1"/>', '<row r="1.5"/>', f'<row r="{"9" * 5_000}"/>', "<c><v>1</v></c>",
            '<row><c r="A1048577"><v>1</v></c></row>', '<row><c r="XFE1"><v>1</v></c></row>',
            '<row><c r="AAAA1"><v>1</v></c></row>', '<row><c r="1A"/></row>', '<row><c r="A0"/></row>',
            '<row><c r="XFD1"/><c><v>1</v></c></row>', '<row><c r="A١"/></row>',
        ],
    )  # fmt: skip
    def test_a_place_that_no_sheet_has_is_refused(self, row: str) -> None:
        assert refusal(lambda: xlsx.read(book(rows=row)))[0] == "workbook-broken"

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("<c><f>1</f></c>", ("", "formula")),
            ("<c><f>1</f><v/></c>", ("", "formula")),
            ('<c><f t="shared" si="0"/></c>', ("", "formula")),
            ('<c t="str"><f>1</f></c>', ("", "formula")),
            ("<c><f>1</f><v>2</v></c>", ("2", "")),
            ('<c t="str"><f>1</f><v>a b</v></c>', ("a b", "")),
            ('<c t="e"><v>#REF!</v></c>', ("#REF!", "error_cell")),
            ('<c t="e"><f>1</f><v>' + "#" * 30 + "</v></c>", ("#" * 20, "error_cell")),
            ('<c t="b"><v>1</v></c>', ("true", "")),
            ('<c t="b"><v>false</v></c>', ("false", "")),
            ('<c t="b"><v>2</v></c>', ("2", "")),
            ("<c><v> 1.50 </v></c>", ("1.5", "")),
            ("<c><v>1E3</v></c>", ("1000", "")),
            ("<c><v>-.5</v></c>", ("-0.5", "")),
            ("<c><v>1e999</v></c>", ("#NUM!", "error_cell")),
            (f"<c><v>{'9' * 300}</v></c>", ("9" * 300, "")),
            (f"<c><v>{'9' * 5_000}</v></c>", ("#NUM!", "error_cell")),
            ('<c t="inlineStr"><v>no</v><is><t>a</t></is></c>', ("a", "")),
            ('<c t="inlineStr"><is><r><t>a</t></r><rPh><t>no</t></rPh><r><rPr/><t> b</t></r></is></c>', ("a b", "")),
            ('<c t="new"><v>a</v></c>', ("a", "")),
            ('<c t="d"><v>2017-06-28</v></c>', ("2017-06-28", "")),
            ('<c t="d"><v>2017-06-28T00:00:00Z</v></c>', ("2017-06-28", "")),
            ('<c t="d"><v>2017-06-28T10:20:00</v></c>', ("2017-06-28 10:20:00", "")),
            ('<c t="d"><v>10:20:30</v></c>', ("10:20:30", "")),
            ('<c t="d"><v>PT26H30M</v></c>', ("1 day, 2:30:00", "")),
            ('<c t="d"><v>28.6.</v></c>', ("28.6.", "")),
            ('<c t="str"><v>a_x000D__x000a_b_x005F_x0009_c_x0007_</v></c>', ("a\nb_x0009_c_x0007_", "")),
        ],
    )  # fmt: skip
    def test_what_is_written_in_a_cell_is_read_by_its_kind(self, written: str, expected: tuple[str, str]) -> None:
        assert cell(written) == expected

    @pytest.mark.parametrize(
        "written",
        ["<c/>", '<c t="str"><f>1</f><v/></c>', '<c t="inlineStr"><v>1</v></c>', "<v>1</v>", "<c><t>x</t></c>"],
    )
    def test_an_empty_cell_is_none(self, written: str) -> None:
        assert xlsx.read(book(written)) == [Grid("x", ())]

    @pytest.mark.parametrize(
        "written",
        [
            '<c t="s"><v>1</v></c>', '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>', "<c><v>1_0</v></c>",
            "<c><v>nan</v></c>", "<c><v>١</v></c>", "<c><v>1,5</v></c>",
        ],
    )  # fmt: skip
    def test_a_value_that_no_program_writes_is_refused(self, written: str) -> None:
        file_rejected = refusal(lambda: xlsx.read(book(written, shared="<si><t>a</t></si>")))
        assert file_rejected == ("workbook-broken", 1, 1, {})

    def test_a_shared_string_is_joined_of_its_runs_and_tidied_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tidied: list[str] = []

        def watched(text: str) -> str:
            tidied.append(text)
            return tidy(text)

        monkeypatch.setattr(cells, "tidy", watched)
        shared = "<si><r><t> a</t></r><rPh><t>no</t></rPh><r><t> b </t></r></si><si><t>c</t></si><si/>"
        grid = xlsx.read(book(STRING * 3 + STRING.replace("0", "2"), shared=shared))[0]
        assert texts(grid) == [["a b"] * 3]
        assert tidied == [" a b ", ""]

    @pytest.mark.parametrize("index", ["", "9", "-1", "x", "99999999999999999999"])
    def test_a_style_that_there_is_not_is_the_plain_one(self, index: str) -> None:
        assert cell(f'<c s="{index}"><v>0.5</v></c>', styles='<cellXfs><xf numFmtId="9"/></cellXfs>') == ("0.5", "")

    def test_a_cell_without_a_style_has_the_first(self) -> None:
        assert cell("<c><v>0.5</v></c>", styles='<cellXfs><xf numFmtId="9"/></cellXfs>') == ("50%", "")
        assert cell("<c><v>0.5</v></c>") == ("0.5", "")

    def test_formats_of_cells_are_those_of_the_workbook_itself(self) -> None:
        styles = (
            '<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs><cellStyleXfs><xf numFmtId="9"/>'
            '</cellStyleXfs><numFmts><numFmt numFmtId="9" formatCode="0"/><numFmt numFmtId="x"/></numFmts>'
            '<cellXfs><xf numFmtId="164"/><xf numFmtId="9"/><xf/><xf numFmtId="10"/></cellXfs>'
        )
        row = "".join(f'<c s="{n}"><v>0.5</v></c>' for n in range(4))
        assert texts(xlsx.read(book(row, styles=styles))[0]) == [["0.5", "0.5", "0.5", "50%"]]


STRING = '<c t="s"><v>0</v></c>'


def filled(part: str, marks: int) -> bytes:
    """Return a workbook with a part that has about so many marks, none of them known."""
    whole = book()
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    start, slash, end = parts[part].rpartition(b"</")
    return zipped({**parts, part: start + b"<x/>" * marks + slash + end})


class TestFormats:
    @pytest.mark.parametrize(
        ("code", "meaning"),
        [
            ("General", "PLAIN"), ("0%", "PERCENT"), ("0.0%;[Red]-0.0%", "PERCENT"), ("0;-0;0%", "PERCENT"),
            ('0"%"', "PLAIN"), ("0\\%", "PLAIN"), ("0_%", "PLAIN"), ("*%0", "PLAIN"), ("[%]0", "PLAIN"),
            ('0"%', "PLAIN"),
            ("dd/mm/yyyy", "DAY"), ("[$-42A]dddd;@", "DAY"), ('"ngày" d "tháng" m', "DAY"), ("h:mm AM/PM", "DAY"),
            ("[Red]0", "PLAIN"), ('0 "đồng"', "PLAIN"), ("0\\d", "PLAIN"), ("0_d", "PLAIN"), ("0;dd", "PLAIN"),
            ('"a;b"d', "DAY"), ("[h]:mm", "DURATION"), ("[HH]:mm", "DURATION"), ("[ss]", "DURATION"), ("0[mm", "PLAIN"),
            ("[hours]0", "PLAIN"), ("", "PLAIN"), ("\\", "PLAIN"), ("0E+0", "PLAIN"), ("yyyy", "DAY"), ("S", "DAY"),
        ],
    )  # fmt: skip
    def test_a_format_code_means_a_share_a_day_or_a_duration(self, code: str, meaning: str) -> None:
        assert formats.format_of(code).name == meaning

    @pytest.mark.parametrize("piece", ["%", "[", '"', "d", "\\", "_", "*", '"%', "[h"])
    def test_a_format_code_of_millions_of_pieces_takes_no_time(self, piece: str) -> None:
        begun = time.process_time()
        formats.format_of(piece * 2_000_000)
        assert time.process_time() - begun < 1

    @pytest.mark.parametrize(
        ("number", "value", "written"),
        [
            (9, "0.5", "50%"), (10, "0.5", "50%"), (14, "42914", "2017-06-28"), (22, "42914.5", "2017-06-28 12:00:00"),
            (20, "0.25", "06:00:00"), (14, "0", "00:00:00"), (14, "1", "1900-01-01"), (14, "59", "1900-02-28"),
            (14, "60", "1900-02-28"), (14, "61", "1900-03-01"), (46, "1.5", "1 day, 12:00:00"), (45, "0.5", "12:00:00"),
            (14, "42913.999999999", "2017-06-28"), (46, "0.1234567", "2:57:46.659000"), (23, "1", "1"), (13, "1", "1"),
            (48, "1", "1"), (11, "0.5", "0.5"), (8, "0.5", "0.5"), (47, "1", "1900-01-01"),
            (14, "0.999999999", "1900-01-01"),
        ],
    )  # fmt: skip
    def test_a_built_in_format_is_known_by_its_number(self, number: int, value: str, written: str) -> None:
        assert cell(f"<c><v>{value}</v></c>", styles=f'<cellXfs><xf numFmtId="{number}"/></cellXfs>') == (written, "")

    @pytest.mark.parametrize("day", ["1", "true"])
    def test_days_may_be_counted_from_1904_on(self, day: str) -> None:
        styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
        assert cell("<c><v>41452</v></c>", styles=styles, day=day) == ("2017-06-28", "")
        assert cell("<c><v>1</v></c>", styles=styles, day=day) == ("1904-01-02", "")
        assert cell("<c><v>42914</v></c>", styles=styles, day="0") == ("2017-06-28", "")

    @pytest.mark.parametrize("value", ["2958466", "-700000", "1e300", "9" * 300])
    def test_a_number_that_is_no_day_of_the_calendar_is_an_error(self, value: str) -> None:
        for kind in (14, 46):
            styles = f'<cellXfs><xf numFmtId="{kind}"/></cellXfs>'
            if kind == 14 or len(value) > 7 or "e" in value:
                assert cell(f"<c><v>{value}</v></c>", styles=styles) == ("#VALUE!", "error_cell")


class TestOldSheets:
    @staticmethod
    def sheets(*cells: bytes, sheets: int = 1) -> list[dict[str, Any]]:
        pytest.importorskip("xlrd", reason="needs the extra office")
        return legacy_sheets.sheets(old_workbook(b"".join(cells), sheets))

    def test_an_area_as_large_as_the_limit_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(legacy_sheets, "MAX_AREA", 3)
        assert [len(one["rows"]) for one in self.sheets(number(0, 2))] == [1]
        assert refusal(lambda: self.sheets(number(0, 3)))[0] == "workbook-cells"

    def test_as_many_cells_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(legacy_sheets, "MAX_CELLS", 2)
        assert [len(one["rows"]) for one in self.sheets(number(0, 0), number(1, 0))] == [2]
        assert refusal(lambda: self.sheets(number(0, 0), number(1, 0), number(2, 0)))[0] == "workbook-cells"

    def test_as_many_sheets_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(legacy_sheets, "MAX_SHEETS", 2)
        assert [one["name"] for one in self.sheets(number(0, 0), sheets=2)] == ["A", "B"]
        assert refusal(lambda: self.sheets(number(0, 0), sheets=3))[0] == "workbook-cells"

    def test_a_workbook_with_a_password_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        xlrd = pytest.importorskip("xlrd", reason="needs the extra office")

        def refuse(**_given: object) -> None:
            raise xlrd.XLRDError("Workbook is encrypted")

        monkeypatch.setattr(xlrd, "open_workbook", refuse)
        assert refusal(lambda: legacy_sheets.sheets(b""))[0] == "workbook-encrypted"

    def test_rows_with_nothing_in_them_are_left_out_and_a_cell_without_a_format_is_plain(self) -> None:
        assert self.sheets(number(1, 0))[0]["rows"] == [(1, [(0, "1", "", "")])]

    @pytest.mark.parametrize(
        ("ended", "out", "code"),
        [
            (1, b"", "workbook-broken"),
            (2, b"", "workbook-dear"),
            (-9, b"", "workbook-dear"),
            (0, b'{"refused": "workbook-cells"}', "workbook-cells"),
        ],
    )
    def test_what_became_of_the_process_that_reads_is_told(
        self, ended: int, out: bytes, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done = SimpleNamespace(returncode=ended, stdout=out)
        monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: done)
        assert refusal(lambda: legacy_sheets.read(b""))[0] == code

    def test_a_process_that_does_not_end_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def wait(*_given: object, timeout: float, **_more: object) -> None:
            raise subprocess.TimeoutExpired("x", timeout)

        monkeypatch.setattr(subprocess, "run", wait)
        assert refusal(lambda: legacy_sheets.read(b""))[0] == "workbook-dear"

    def test_the_process_answers_with_a_refusal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_data: bytes) -> None:
            raise FileRejected("unreadable", "workbook-cells")

        monkeypatch.setattr(legacy_sheets, "sheets", refuse)
        out = io.StringIO()
        legacy_sheets.answer(io.BytesIO(b""), out)
        assert out.getvalue() == '{"refused": "workbook-cells"}'

    def test_the_process_ends_when_it_has_no_memory_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_data: bytes) -> None:
            raise MemoryError

        monkeypatch.setattr(legacy_sheets, "sheets", refuse)
        with pytest.raises(SystemExit) as caught:
            legacy_sheets.answer(io.BytesIO(b""), io.StringIO())
        assert caught.value.code == 2

    def test_sheets_come_back_as_they_were_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sheet = {"name": "a", "rows": [(1, [(2, "x", "")])], "hidden": [1], "merged": [], "spans": [(1, 2, 3)]}
        monkeypatch.setattr(legacy_sheets, "sheets", lambda _data: [sheet])
        out = io.StringIO()
        legacy_sheets.answer(io.BytesIO(b""), out)
        done = SimpleNamespace(returncode=0, stdout=out.getvalue().encode())
        monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: done)
        rows = (Line(1, (Cell(1, 2, "x"),)),)
        assert legacy_sheets.read(b"") == [Grid("a", rows, hidden=frozenset((1,)), spans={(1, 2): 3})]
