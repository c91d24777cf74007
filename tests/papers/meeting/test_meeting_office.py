"""The papers for a meeting as document and workbook, read back by foreign readers; hostile words stay words."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.unseen import SAMPLE, unseen
from ttdn_cli.clock import today
from ttdn_cli.files import xlsx
from ttdn_cli.papers.meeting import meeting
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.text.i18n import Words

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="the extra `office` is not installed")

FOLDER = ROOT / "plan" / "2017"
VIETNAMESE = Words("vi")
HOSTILE = (
    '=HYPERLINK("http://x.vn","a")',
    "+84 255",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\x00\x07\x1b[31m",
    "\u202eđảo\u200b",
    SAMPLE,
    "::add-mask::x",
    "\ud800",
    "\ufffe",
    "_x0041_",
    "{ PAGE }",
    "<w:t>&amp;</w:t>",
    "http://x.vn/?a=1",
    "dòng một\r\ndòng hai",
    "x" * 3_000,
    "=cmd|'/c calc'!A1",
    '{ DDEAUTO c:\\\\windows "x" }',
)


@pytest.fixture(scope="module")
def second_quarter() -> Meeting:
    """Return the meeting on the second quarter of the 2017 examples."""
    from ttdn_cli.files.paths import collect
    from ttdn_cli.intake.plan_reader import read_plan_files
    from ttdn_cli.intake.report_reader import Intake
    from ttdn_cli.judging.case import Case, IssuedPlan
    from ttdn_cli.judging.cutoff import decide_cutoff
    from ttdn_cli.results.engine import judge_reports
    from ttdn_cli.rules import all_rules

    book = read_plan_files(str(FOLDER / "plan.yaml"), "plan.yaml")
    assert book.plan is not None
    assert book.directory is not None
    intake = Intake(book.plan, book.directory, texts=True)
    found = [intake.receive(source) for source in collect([str(FOLDER / "examples")]).sources]
    cutoff = decide_cutoff(found, today(), None, book.plan.periods["2017-Q2"])
    case = Case(IssuedPlan(book.plan, book.file, book.directory), found, cutoff, complete=True)
    return meeting(case, judge_reports(all_rules().values(), case, book, VIETNAMESE), VIETNAMESE)


def tainted(value: Any, text: str) -> Any:
    """Return a record with every text in it, at any depth, replaced by another one."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        fields = [one if name == "code" else tainted(one, text) for name, one in _named(value)]
        return type(value)(*fields) if hasattr(value, "_fields") else tuple(fields)
    return value


def _named(value: tuple[Any, ...]) -> list[tuple[str, Any]]:
    return list(zip(getattr(value, "_fields", [""] * len(value)), value, strict=True))


def midnight(year: int, month: int, day: int) -> datetime:
    """Return a day as workbooks hold it."""
    return datetime.combine(date(year, month, day), time())


def render(name: str, found: Meeting, **layout: str) -> bytes:
    from importlib import import_module

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data: bytes = import_module(f"ttdn_cli.papers.meeting.{name}").render(found, VIETNAMESE, **layout)
    return data


def paragraphs(data: bytes) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(data)).paragraphs if line.text]


def test_the_report_has_its_four_parts_in_administrative_form(second_quarter: Meeting) -> None:
    said = paragraphs(render("docx", second_quarter))
    parts = [line for line in said if line.split(".")[0] in ("I", "II", "III", "IV") and line.isupper()]
    assert parts == [
        "I. KẾT QUẢ THỰC HIỆN KẾ HOẠCH",
        "II. ĐÁNH GIÁ",
        "III. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ, ĐỀ XUẤT",
        "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
    ]
    for line in (
        "BÁO CÁO",
        "Kết quả thực hiện Kế hoạch số 1387/KH-UBND quý II/2017",
        "Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi",
        "- Đã hoàn thành: 3/9 (33,3%) số kỳ thực hiện có thời hạn, đã đến thời gian thực hiện.",
        "Chế độ báo cáo: đã nhận 15/16 báo cáo phải gửi.",
        (
            "- II.3.c. Quảng bá trên Bản tin Thông tin đối ngoại Quảng Ngãi (quý II/2017): thời hạn 30/6/2017, "
            "quá hạn 1 ngày; cơ quan chủ trì: Sở Ngoại vụ; đang thực hiện, 80% (báo cáo ngày 19/6/2017). Chưa có "
            "báo cáo sau thời hạn nên chưa đủ căn cứ để kết luận."
        ),
        (
            "- Sở Thông tin và Truyền thông (II.3.b, quý II/2017; báo cáo quý II/2017): “Đề nghị UBND tỉnh cho phép "
            "chuyển thời gian hoàn thành sang quý III/2017.”"
        ),
        (
            "Trên đây là báo cáo kết quả thực hiện Kế hoạch; Sở Thông tin và Truyền thông kính báo cáo Ủy ban nhân dân "
            "tỉnh Quảng Ngãi xem xét, chỉ đạo./."
        ),
    ):
        assert line in said
    table = docx.Document(io.BytesIO(render("docx", second_quarter))).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["Đã hoàn thành", "3", "0", "3"],
        ["Chưa hoàn thành", "3", "3", "6"],
        ["Cộng", "6", "3", "9"],
    ]


def test_the_document_is_laid_out_as_the_decree_asks(second_quarter: Meeting) -> None:
    document = docx.Document(io.BytesIO(render("docx", second_quarter)))
    first, annex = document.sections
    millimetres = [
        round(one.mm) for one in (first.page_width, first.page_height, first.left_margin, first.right_margin)
    ]
    assert millimetres == [210, 297, 30, 15]
    assert [round(annex.page_width.mm), round(annex.page_height.mm)] == [297, 210]
    assert "PAGE" in first.header._element.xml  # noqa: SLF001 - the library has no fields
    assert "PAGE" not in first.footer._element.xml  # noqa: SLF001 - as above
    assert 'w:val="vi-VN"' in document.styles.element.xml
    assert {"Times New Roman"} == {
        name
        for style in ("Normal", "Heading 1", "Heading 2")
        for name in document.styles[style].element.rPr.rFonts.attrib.values()
    }
    other = docx.Document(io.BytesIO(render("docx", second_quarter, form="circular-01"))).sections[0]
    assert "PAGE" in other.footer._element.xml  # noqa: SLF001 - as above
    assert "PAGE" not in other.header._element.xml  # noqa: SLF001 - as above


def test_the_elements_of_a_document_stand_in_the_order_of_the_format(second_quarter: Meeting) -> None:
    order = ("pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "rPr", "sectPr")
    document = docx.Document(io.BytesIO(render("docx", second_quarter)))
    for settings in document.element.iter(docx.oxml.ns.qn("w:pPr")):
        names = [one.tag.partition("}")[2] for one in settings]
        assert names == sorted(names, key=order.index)
    for table in document.tables:
        grid = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == grid for row in table.rows)


def test_every_table_has_a_sheet_with_typed_values(second_quarter: Meeting) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", second_quarter)))
    assert book.sheetnames == [
        "Tổng hợp", "Quá hạn", "Sắp đến hạn", "Chưa nhận báo cáo", "Kỳ tiếp theo", "Cần làm rõ", "Phối hợp", "Tiến độ",
        "Tình hình gửi báo cáo", "Đã hoàn thành", "Kết quả thực hiện", "Khó khăn, đề xuất", "Không tính",
        "Số phát hiện theo quy tắc", "Tệp cần xem lại",
    ]  # fmt: skip
    late = book["Quá hạn"]
    assert [cell.value for cell in late[5]][:9] == [
        "II.3.b", "Quảng bá trên kênh truyền hình đối ngoại quốc gia", "quý II/2017", "Sở Thông tin và Truyền thông",
        midnight(2017, 6, 30), 1, "đang thực hiện, 50%", midnight(2017, 7, 5), "đã có",
    ]  # fmt: skip
    assert late["E5"].number_format == "dd/mm/yyyy"
    assert late.freeze_panes == "B5"
    assert late.auto_filter.ref == "A4:L7"
    assert late.page_setup.paperSize == 9
    assert late.page_setup.orientation == "landscape"
    assert late.print_title_rows == "$4:$4"
    cells = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows(min_row=5, max_row=7)]
    assert cells == [["Đã hoàn thành", 3, 0, 3], ["Chưa hoàn thành", 3, 3, 6], ["Cộng", 6, 3, 9]]
    assert book.properties.created == midnight(2017, 7, 1)


def test_another_reader_finds_the_same_in_the_workbook(second_quarter: Meeting) -> None:
    late = next(one for one in xlsx.read(render("xlsx", second_quarter)) if one.sheet == "Quá hạn")
    assert late.lines[0].cells[0].text == "Kỳ thực hiện quá hạn"
    assert [line.cells[0].text for line in late.lines][-3:] == ["II.3.b", "II.3.c", "II.5"]
    assert late.lines[-3].cells[4].text == "2017-06-30"


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_the_same_meeting_gives_the_same_bytes(name: str, second_quarter: Meeting) -> None:
    first = render(name, second_quarter)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {one.date_time for one in archive.infolist()}
    assert first == render(name, second_quarter)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_place_of_a_workbook_stay_words(text: str, second_quarter: Meeting) -> None:
    data = render("xlsx", tainted(second_quarter, text))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"<f>" not in part
            assert b"<hyperlink" not in part
    book = openpyxl.load_workbook(io.BytesIO(data))
    shown = book["Quá hạn"]["B5"].value
    assert book["Quá hạn"]["B5"].data_type == "s"
    if text.isprintable():
        assert shown == text


@pytest.mark.sampled(5)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_place_of_a_document_stay_words(text: str, second_quarter: Meeting) -> None:
    data = render("docx", tainted(second_quarter, text))
    document = docx.Document(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml")
    assert unseen(part.decode().replace("\r", "")) == []
    assert b"w:hyperlink" not in part
    assert b"w:instrText" not in part
    assert b"w:fldSimple" not in part
    shown = [cell.text for table in document.tables[3:] for row in table.rows for cell in row.cells]
    if text.isprintable():
        assert text in shown


def test_a_meeting_without_anything_to_say_has_all_its_papers(second_quarter: Meeting) -> None:
    empty: dict[str, Any] = dict.fromkeys(("overdue", "soon", "silent", "done", "notes", "bars", "heat", "shares"), ())
    bare = second_quarter._replace(**empty)
    assert "Không có kỳ thực hiện quá hạn; các cơ quan đã gửi đủ báo cáo." in paragraphs(render("docx", bare))
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", bare)))
    assert book["Quá hạn"]["A5"].value == "Không có nội dung."


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_the_command_writes_them_and_a_foreign_program_opens_them(name: str, tmp_path: Path, run: Run) -> None:
    target = tmp_path / f"q2.{name}"
    plan, reports = str(FOLDER / "plan.yaml"), str(FOLDER / "examples")
    result = run("report", "--quarter", "Q2", "--plan", plan, "--reports", reports, "--output", str(target))
    assert result.code == 0
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert (tmp_path / "q2.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_of_sheets_are_short_enough_and_all_different(language: str, second_quarter: Meeting) -> None:
    from ttdn_cli.papers.meeting.sheets import sheets, summary

    words = Words(language)
    names = [summary(second_quarter, words)[0].name, *(one.name for one in sheets(second_quarter, words))]
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")] == []
