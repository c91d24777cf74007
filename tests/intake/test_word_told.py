"""What is told of Word files: what was read otherwise than it looks, what was not read, and what is refused."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from tests.support.reading import refusal
from tests.support.sample import plan_and_directory
from tests.support.word_files import (
    COLUMNS,
    DAY,
    EVIDENCE,
    HEAD,
    MAIN,
    ROWS,
    TRACK,
    changed,
    head,
    p,
    r,
    report,
    sdt,
    tasks,
    tbl,
    tc,
    tr,
    word_file,
)
from ttdn_cli.files import docx
from ttdn_cli.files.tree import Tree
from ttdn_cli.intake.report_tree import parse_report
from ttdn_cli.text.i18n import Words

PLAN, _ = plan_and_directory()
STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
)  # fmt: skip
SECOND = tuple((label, "Quý I/2017" if label.startswith("Kỳ") else value) for label, value in HEAD)


def parsed(data: bytes) -> Tree:
    return parse_report("a.docx", data, PLAN)


def remarks(body: str) -> list[str]:
    """Return what is told of a Word file beside its findings."""
    tree = parsed(word_file(body))
    return [Words("en").show(one) for one in tree.remarks]


def ids(data: bytes) -> list[str]:
    """Return the ids of the tasks that a report names."""
    return [one["task"] for one in parsed(data).data["items"]]


def rejected(data: bytes) -> tuple[str, dict[str, object]]:
    code, _, _, values = refusal(lambda: parsed(data))
    return code, values


def strict(text: str) -> str:
    for old, new in STRICT:
        text = text.replace(old, new)
    return text


def old(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + f"{stream}\0".encode("utf-16-le")


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def twice() -> bytes:
    data = word_file(report())
    file = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as made:
        made.writestr("word/document.xml", b"<x/>")
    return file.getvalue()


class TestRemarks:
    def test_of_a_plain_report_nothing_is_told(self) -> None:
        assert remarks(report()) == []

    def test_tracked_changes_are_told_once(self) -> None:
        told = "The file holds tracked changes; it was read as if all of them were accepted"
        body = f"<w:ins {TRACK}>{r('x')}</w:ins><w:del {TRACK}><w:r><w:delText>y</w:delText></w:r></w:del>"
        assert remarks(p(body) + report()) == [told]

    def test_a_day_that_was_picked_and_is_not_the_one_shown_is_told_with_both(self) -> None:
        picked = '<w:date w:fullDate="2017-12-06T00:00:00Z"/>'
        body = report(tasks(changed(0, DAY, tc(p(sdt(r("12/6/2017"), picked))))))
        told = "table 2, row 2, column 5: 2017-06-12, not 2017-12-06"
        assert remarks(body) == [f"The day that is shown counts, though another one was picked: {told}"]

    def test_a_picture_in_a_cell_is_told(self) -> None:
        picture = p('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>')
        body = report(tasks(changed(0, EVIDENCE, tc(picture))))
        assert remarks(body) == ["Pictures were not read: table 2, row 2, column 9"]

    def test_words_that_are_struck_through_are_read_and_told(self) -> None:
        struck = p("<w:r><w:rPr><w:strike/></w:rPr><w:t>12/BC</w:t></w:r>")
        body = report(tasks(changed(0, EVIDENCE, tc(struck))))
        assert remarks(body) == ["Words that are struck through were read like any others: table 2, row 2, column 9"]

    def test_words_beside_the_table_are_told(self) -> None:
        body = report(tasks([[*ROWS[0], "thêm"], *ROWS[1:]]))
        assert remarks(body) == ["Words under no heading were not read: table 2, row 2"]

    def test_a_table_without_known_headings_is_told(self) -> None:
        body = report() + p() + tbl([tr(["a", "b", "c"])], 3)
        assert remarks(body) == ["These tables have no headings of a report and were not read: table 3"]

    def test_a_table_before_the_report_that_has_no_known_headings_is_told(self) -> None:
        body = tbl([tr(["a", "b", "c"])], 3) + p() + report()
        assert remarks(body) == ["These tables have no headings of a report and were not read: table 1"]

    def test_an_embedded_document_is_told(self) -> None:
        assert remarks(report() + '<w:altChunk r:id="x"/>') == [
            "Another document is embedded in the file; it was not read"
        ]

    def test_rows_that_claim_columns_without_end_are_told_and_the_others_read(self) -> None:
        wild = tr([tc("", '<w:gridSpan w:val="2147483647"/>')], '<w:gridBefore w:val="2147483647"/>')
        data = word_file(report(tasks([*ROWS, wild])))
        assert ids(data) == ["T.1", "T.3", "T.5"]
        told = "The cells of these rows claim columns that no table has; look whether they are in order: table 2, row 5"
        assert remarks(report(tasks([*ROWS, wild]))) == [told]

    def test_places_without_end_are_cut_off(self) -> None:
        rows = [[*ROWS[0], "thêm"] for _ in range(30)]
        assert remarks(report(tasks(rows)))[0].endswith("table 2, row 11; …")

    def test_a_sign_of_a_symbol_font_is_told_by_its_number(self) -> None:
        sign = '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>'
        tree = parsed(word_file(report(tasks(changed(0, DAY, tc(p(sign)))))))
        assert tree.data["items"][0]["completed_on"] == "‹Webdings F061›"


class TestPlaces:
    def test_a_place_names_row_and_column_of_the_table_it_stands_in(self) -> None:
        body = report(tasks(ROWS[:1])) + p() + tasks(ROWS[1:])
        tree = parsed(word_file(body))
        marks = [tree.locate(("items", number, "state")) for number in range(3)]
        assert marks == [(200_002, 4), (300_002, 4), (300_003, 4)]
        assert tree.locate(("period",)) == (100_002, 2)

    def test_deleted_rows_are_not_counted(self) -> None:
        body = report(tasks([tr(ROWS[0], f"<w:del {TRACK}/>"), *ROWS]))
        assert parsed(word_file(body)).locate(("items", 0, "task")) == (200_002, 1)

    def test_a_number_that_cannot_be_told_is_a_trouble_of_its_cell(self) -> None:
        roman = (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="chicago"/><w:lvlText w:val="%1"/>'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )
        number = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        data = word_file(report(tasks([[tc(number), *ROWS[0][1:]], *ROWS[1:]])), numbering=roman)
        tree = parsed(data)
        assert [(one.code, one.mark) for one in tree.cell_errors] == [("number_format", (200_001, 0))]


class TestReports:
    def test_two_tables_with_other_headings_are_two_reports(self) -> None:
        other = tasks([list(reversed(one)) for one in ROWS], tuple(reversed(COLUMNS)))
        assert rejected(word_file(report() + p() + other)) == ("word-two-reports", {"first": 2, "second": 3})

    def test_a_second_head_is_a_second_report(self) -> None:
        body = report() + p() + head(SECOND) + p() + tasks()
        assert rejected(word_file(body)) == ("word-two-reports", {"first": 2, "second": 4})
        spoken = report() + "".join(p(r(f"{label} {value}")) for label, value in SECOND) + tasks()
        assert rejected(word_file(spoken)) == ("word-two-reports", {"first": 2, "second": 3})

    def test_a_second_head_in_the_same_table_is_a_second_report(self) -> None:
        rows = [*map(tr, HEAD), tr(COLUMNS), *map(tr, ROWS), *map(tr, SECOND), tr(COLUMNS), *map(tr, ROWS)]
        assert rejected(word_file(tbl(rows))) == ("word-two-reports", {"first": 1, "second": 1})

    def test_the_same_head_again_is_none(self) -> None:
        assert ids(word_file(report(tasks(ROWS[:1])) + p() + head() + p() + tasks(ROWS[1:]))) == ["T.1", "T.3", "T.5"]

    def test_what_is_said_below_the_table_belongs_to_the_head(self) -> None:
        tree = parsed(word_file(report() + p(r("Họ và tên người gửi: Nguyễn Văn A"))))
        assert tree.data["submitted_by"] == {"name": "Nguyễn Văn A"}

    def test_an_empty_second_table_is_none(self) -> None:
        assert ids(word_file(report() + p() + tasks([], COLUMNS[:5]))) == ["T.1", "T.3", "T.5"]

    def test_a_file_without_tables_of_a_report_names_those_it_has(self) -> None:
        code, values = rejected(word_file(tbl([tr(["TT", "Nội dung"])], 2) + p() + tbl([tr(["a"])], 1)))
        assert (code, values) == ("word-no-report", {"tables": ("1", "2")})

    def test_a_report_that_is_embedded_is_said_to_be_so(self) -> None:
        assert rejected(word_file('<w:altChunk r:id="x"/>')) == ("word-embedded", {})

    def test_a_head_alone_is_a_report(self) -> None:
        pairs = (*HEAD, ("Không có nội dung báo cáo:", "x"))
        assert parsed(word_file(head(pairs))).data["nothing_to_report"] == "true"


class TestPackages:
    def test_strict_open_xml_is_read(self) -> None:
        assert ids(word_file(report(), mangle=strict)) == ["T.1", "T.3", "T.5"]

    def test_the_main_part_may_have_any_name(self) -> None:
        assert ids(word_file(report(), main="word/document22.xml")) == ["T.1", "T.3", "T.5"]

    def test_what_lies_outside_is_never_asked_for(self) -> None:
        outside = '<Relationship Id="e" Type="x/attachedTemplate" Target="http://x.invalid/" TargetMode="External"/>'
        data = word_file(report(), mangle=lambda text: text.replace("</Relationships>", f"{outside}</Relationships>"))
        assert ids(data) == ["T.1", "T.3", "T.5"]

    def test_parts_that_nobody_reads_may_hold_anything(self) -> None:
        data = word_file(report(), parts={"word/media/a.svg": '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'})
        assert ids(data) == ["T.1", "T.3", "T.5"]

    def test_a_part_that_stands_twice_is_refused(self) -> None:
        assert rejected(twice()) == ("word-broken", {})

    @pytest.mark.parametrize(
        ("data", "code", "kind"),
        [
            (b"", "word-empty", None),
            (b"PK\3\4cut off", "word-broken", None),
            (old("WordDocument"), "no-word", "a document of Word 97-2003 (.doc)"),
            (old("Workbook"), "no-word", "a workbook, such as one of Excel"),
            (old("EncryptedPackage"), "word-encrypted", None),
            (b"{\\rtf1 x}", "no-word", "a text in Rich Text Format (.rtf)"),
            (b"%PDF-1.7", "no-word", "a PDF file"),
            (b"<html><body>x</body></html>", "no-word", "a web page"),
            (b"a;b\n", "no-word", "plain text, such as CSV or YAML"),
            (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
             "no-word", "a document in the XML form of Word"),
            (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
             "no-word", "a document of LibreOffice (.odt, .ods)"),
            (archive({"a.docx": b"x"}), "no-word", "an archive (ZIP, RAR, 7z, GZIP)"),
            (word_file(report(), kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
             "no-word", "a Word file with macros (.docm)"),
            (word_file(report(), kind=MAIN.replace("document.main", "template.main")),
             "no-word", "a template of Word (.dotx, .dotm)"),
            (word_file(report(), kind="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
             "no-word", "a template of Word (.dotx, .dotm)"),
            (word_file(report(), kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
             "no-word", "a workbook, such as one of Excel"),
            (word_file(report(), kind=MAIN.replace("wordprocessingml.document", "presentationml.presentation")),
             "no-word", "a presentation"),
        ],
    )  # fmt: skip
    def test_what_is_no_word_file_is_told_what_it_is(self, data: bytes, code: str, kind: str | None) -> None:
        assert rejected(data) == (code, {"kind": kind} if kind else {})


def entity() -> bytes:
    return word_file(report(), mangle=lambda text: f'<!DOCTYPE x [<!ENTITY a "b">]>{text}')


def nested(depth: int) -> str:
    body = p(r("x"))
    for _ in range(depth):
        body = tbl([tr([tc(body + p())])], 1)
    return body


EMPTY = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 12}</w:tr>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text of many millions of letters": (lambda: word_file(p(r("a" * 22_000_000))), "word-bomb"),
    "a text of some millions of letters": (lambda: word_file(p(r("a" * 3_000_000))), "word-text"),
    "cells without end": (lambda: word_file(tbl([EMPTY] * 12_000)), "word-tags"),
    "filled cells without end": (lambda: word_file(tbl([tr(["x"] * 12)] * 2_000)), "word-cells"),
    "marks of formatting without end": (lambda: word_file(p(f"<w:r>{'<w:b/>' * 1_500_000}</w:r>")), "word-tags"),
    "tables inside one another": (lambda: word_file(nested(9)), "word-nested"),
    "elements inside one another": (lambda: word_file(nested(3_000)), "word-deep"),
    "controls inside one another": (lambda: word_file("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000), "word-deep"),
    "a document type": (entity, "word-entity"),
    "words merged into a thousand rows": (
        lambda: word_file(tbl([tr([tc("a" * 30_000, '<w:vMerge w:val="restart"/>'), "x"]),
                               *[tr([tc("", "<w:vMerge/>"), "x"])] * 1_500], 2)), "word-text"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_word_file_that_does_harm_is_refused_in_little_time_and_memory(make: Callable[[], bytes], code: str) -> None:
    data = make()
    started = time.process_time()
    assert refusal(lambda: docx.read(data))[0] == code
    assert time.process_time() - started < 2
    tracemalloc.start()
    assert refusal(lambda: docx.read(data))[0] == code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80_000_000


def test_a_cell_merged_over_many_rows_is_read() -> None:
    rows = [tr([tc("x", '<w:vMerge w:val="restart"/>'), "y"]), *[tr([tc("", "<w:vMerge/>"), "y"])] * 1_500]
    found = docx.read(word_file(tbl(rows, 2))).tables[0]
    assert {row.cells[0].text for row in found.rows} == {"x"}


def test_eight_tables_inside_one_another_are_read() -> None:
    assert docx.read(word_file(nested(8))).tables[0].rows[0].cells[0].text == "x"


def test_a_fault_of_the_reader_is_a_word_file_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "WordPackage", None)
    assert rejected(word_file(report())) == ("word-broken", {})


def test_cells_beyond_those_that_a_table_can_have_are_told_and_not_kept() -> None:
    row = docx.read(word_file(tbl([tr(["x"] * 70)], 12))).tables[0].rows[0]
    assert (len(row.cells), row.odd) == (63, True)
