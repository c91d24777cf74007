"""What lies just within a limit of the readers of workbooks is read; the next one is refused."""

# ruff: noqa: SLF001 - a limit is met at the function that holds it

from __future__ import annotations

import io
import subprocess
import zipfile
import zlib
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace

import pytest

from tests.test_limits_met import refusal, texts
from ttdn_cli.load import old_sheets, xlsx
from ttdn_cli.load.grid import Cell, Grid, Line
from ttdn_cli.load.tree import Refused


@cache
def archive(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts:
            made.writestr(name, content)
    return file.getvalue()


def guarded(*parts: tuple[str, bytes]) -> dict[str, bytes]:
    with xlsx.guard_zip(archive(*parts)) as opened:
        return xlsx.guard_parts(opened)


class TestWorkbooks:
    @pytest.mark.parametrize("name", ["/etc/x", "\\x", "../x", "a/../x", "a\\..\\x", ".."])
    def test_a_part_outside_is_refused(self, name: str) -> None:
        assert refusal(lambda: guarded((name, b"x")))[0] == "workbook-outside"

    @pytest.mark.parametrize("name", ["a..b", "a/x..y/z", "..."])
    def test_points_in_a_name_are_none(self, name: str) -> None:
        assert guarded((name, b"<a/>")) == {name: b"<a/>"}

    def test_a_part_that_is_locked_or_damaged_is_refused(self) -> None:
        sound = archive(("a.xml", b"<a/>"))
        locked = bytearray(sound)
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            locked[sound.index(mark) + flags] |= 1
        assert refusal(lambda: xlsx.guard_zip(bytes(locked)))[0] == "workbook-encrypted"
        with xlsx.guard_zip(sound.replace(b"<a/>", b"<b/>")) as opened:
            assert refusal(lambda: xlsx.guard_parts(opened))[0] == "workbook-broken"

    def test_a_part_that_is_larger_than_the_directory_says_is_refused(self) -> None:
        content = b"<a/>" * 100
        data = bytearray(archive(("a.xml", content)))
        entry = data.rindex(b"PK\x01\x02")
        data[entry + 16 : entry + 20] = zlib.crc32(content[:11]).to_bytes(4, "little")  # of as much as is read of it
        data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
        with xlsx.guard_zip(bytes(data)) as opened:
            assert refusal(lambda: xlsx.guard_parts(opened))[0] == "workbook-broken"

    def test_as_many_parts_as_the_limit_are_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xlsx, "MAX_PARTS", 2)
        assert len(guarded(("a", b"<a/>"), ("b", b"<b/>"))) == 2
        assert refusal(lambda: guarded(("a", b"x"), ("b", b"x"), ("c", b"x")))[0] == "workbook-bomb"

    def test_as_many_bytes_as_the_limit_are_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xlsx, "MAX_UNPACKED", 3 * 1024 * 1024)
        half = b"<" + b" " * (1536 * 1024 - 1)
        assert len(guarded(("a", half), ("b", half))) == 2
        over = refusal(lambda: guarded(("a", half), ("b", half + b" ")))
        assert (over[0], over[3]) == ("workbook-bomb", {"limit": 3})

    @pytest.mark.parametrize(
        "content",
        [
            b"\xff\xfe<\x00a\x00/\x00>\x00", b"\xfe\xff\x00<\x00a", b"<\x00a\x00", b"\x00<\x00a",
            "\ufeff <a/>".encode("utf-16"), b"\xff\xfe<abc", b"\xfe\xff<abc", b"<\x00\x00\x00", b"\x00\x00\x00<",
            b"\x00      <", b"<!DOCTYPE a>", b"<a><!ENTITY b ''></a>",
            b"<?xml version='1.0' encoding='utf-16'?><a/>", b" <?xml version='1.0' encoding='cp1258'?><a/>",
            b"\xef\xbb\xbf<!DOCTYPE a>",
        ],
    )  # fmt: skip
    def test_xml_that_declares_or_hides_something_is_refused(self, content: bytes) -> None:
        assert refusal(lambda: guarded(("a.xml", content)))[0] == "workbook-entity"

    @pytest.mark.parametrize("content", [b"\xff\xfe      <", b"\x89PNG<!DOCTYPE", b"\x00\x01\x02", b"abcde\x00<"])
    def test_what_is_no_xml_is_left_alone(self, content: bytes) -> None:
        assert guarded(("a.bin", content)) in ({}, {"a.bin": content})

    @pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
    def test_as_many_tags_as_the_limit_are_read(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        few, many = (8, 12) if name == "xl/styles.xml" else (12, 8)
        monkeypatch.setattr(xlsx, "MAX_TAGS", few)
        monkeypatch.setattr(xlsx, "MAX_OTHER_TAGS", many)
        assert xlsx._guard(archive((name, b"<a/>" * 12))) is False
        assert refusal(lambda: xlsx._guard(archive((name, b"<a/>" * 13))))[0] == "workbook-cells"

    def test_as_many_values_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xlsx, "MAX_CELLS", 2)
        assert xlsx._guard(archive(("xl/worksheets/sheet1.xml", b"<v>1</v><v>2</v>"))) is False
        over = archive(("xl/worksheets/sheet1.xml", b"<v>1</v><v>2</v><x:is/>"))
        assert refusal(lambda: xlsx._guard(over)) == ("workbook-cells", 1, 1, {"limit": 2})

    def test_formulas_are_seen_in_any_part(self) -> None:
        assert xlsx._guard(archive(("a.xml", b"<f>1</f>"), ("b.xml", b"<a/>"))) is True

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
        ("value", "shape", "share"),
        [(0.5, "0%", True), (0.5, "0.00", False), ("0,5", "0%", False), (0.5, None, False), (1, '0"%"', False)],
    )
    def test_a_share_is_a_number_shown_as_one(self, value: object, shape: str | None, share: bool) -> None:  # noqa: FBT001
        assert xlsx._is_percent(SimpleNamespace(value=value, number_format=shape)) is share

    def test_the_last_row_of_a_sheet_is_read(self) -> None:
        cell = SimpleNamespace(value="x", data_type="s", number_format=None)
        assert texts(xlsx._grid("a", {(1_048_575, 0): cell}, {})) == [["x"]]
        assert refusal(lambda: xlsx._grid("a", {(1_048_576, 0): cell}, {}))[0] == "workbook-broken"

    def test_a_formula_without_a_value_is_told_and_an_empty_cell_is_not(self) -> None:
        written = {(0, 0): SimpleNamespace(data_type="f"), (1, 0): SimpleNamespace(data_type="s")}
        blank = SimpleNamespace(value=" \u00a0", data_type="s", number_format=None)
        grid = xlsx._grid("a", {(2, 0): blank}, written)
        assert [(cell.line, cell.trouble) for line in grid.lines for cell in line.cells] == [(0, "formula")]

    def test_an_error_in_a_cell_is_shown_short(self) -> None:
        error = SimpleNamespace(value="#" * 30, data_type="e")
        assert xlsx._cell(0, 0, error).text == "#" * 20


class Sheet:
    """A sheet as calamine gives it: so many rows of a width."""

    def __init__(self, height: int, width: int) -> None:
        self.total_height, self.total_width = height, width

    def iter_rows(self) -> list[list[object]]:
        return [["x"] * self.total_width] * self.total_height


class TestOldSheets:
    def test_an_area_as_large_as_the_limit_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(old_sheets, "MAX_AREA", 6)
        assert len(list(old_sheets._rows(Sheet(2, 3)))) == 2
        assert refusal(lambda: list(old_sheets._rows(Sheet(7, 1))))[0] == "workbook-cells"
        assert refusal(lambda: list(old_sheets._rows(Sheet(1, 7))))[0] == "workbook-cells"

    def test_as_many_cells_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(old_sheets, "MAX_CELLS", 6)
        assert len(list(old_sheets._rows(Sheet(2, 3)))) == 2
        assert refusal(lambda: list(old_sheets._rows(Sheet(7, 1))))[0] == "workbook-cells"

    def test_as_many_sheets_as_the_limit_are_read_and_hidden_ones_do_not_count(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calamine = pytest.importorskip("python_calamine")
        sheets = [("a", "Visible"), ("b", "Hidden"), ("c", "Visible")]
        metadata = [
            SimpleNamespace(name=name, visible=getattr(calamine.SheetVisibleEnum, shown)) for name, shown in sheets
        ]
        book = SimpleNamespace(sheets_metadata=metadata, get_sheet_by_name=lambda _name: Sheet(1, 1))
        monkeypatch.setattr(calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=lambda _file: book))
        monkeypatch.setattr(old_sheets, "MAX_SHEETS", 2)
        assert [name for name, _ in old_sheets.sheets(b"")] == ["a", "c"]
        monkeypatch.setattr(old_sheets, "MAX_SHEETS", 1)
        assert refusal(lambda: old_sheets.sheets(b""))[0] == "workbook-cells"

    def test_a_workbook_with_a_password_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calamine = pytest.importorskip("python_calamine")

        def refuse(_file: object) -> None:
            raise calamine.PasswordError

        monkeypatch.setattr(calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=refuse))
        assert refusal(lambda: old_sheets.sheets(b""))[0] == "workbook-encrypted"

    def test_rows_with_nothing_in_them_are_left_out(self) -> None:
        sheet = Sheet(2, 1)
        sheet.iter_rows = lambda: [[""], ["x"]]  # type: ignore[method-assign]
        assert list(old_sheets._rows(sheet)) == [(1, [(0, "x")])]

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
        assert refusal(lambda: old_sheets.read(b""))[0] == code

    def test_a_process_that_does_not_end_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def wait(*_given: object, timeout: float, **_more: object) -> None:
            raise subprocess.TimeoutExpired("x", timeout)

        monkeypatch.setattr(subprocess, "run", wait)
        assert refusal(lambda: old_sheets.read(b""))[0] == "workbook-dear"

    def test_the_process_answers_with_a_refusal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_data: bytes) -> None:
            raise Refused("unreadable", "workbook-cells")

        monkeypatch.setattr(old_sheets, "sheets", refuse)
        out = io.StringIO()
        old_sheets.answer(io.BytesIO(b""), out)
        assert out.getvalue() == '{"refused": "workbook-cells"}'

    def test_the_process_ends_when_it_has_no_memory_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_data: bytes) -> None:
            raise MemoryError

        monkeypatch.setattr(old_sheets, "sheets", refuse)
        with pytest.raises(SystemExit) as caught:
            old_sheets.answer(io.BytesIO(b""), io.StringIO())
        assert caught.value.code == 2

    def test_sheets_come_back_as_they_were_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(old_sheets, "sheets", lambda _data: [("a", [(1, [(2, "x")])])])
        out = io.StringIO()
        old_sheets.answer(io.BytesIO(b""), out)
        done = SimpleNamespace(returncode=0, stdout=out.getvalue().encode())
        monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: done)
        assert old_sheets.read(b"") == [Grid("a", (Line(1, (Cell(1, 2, "x"),)),))]
