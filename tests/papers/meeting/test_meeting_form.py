"""The report in administrative form: head, references to the annex, the annex itself, and what stays blank."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, HEAD, lay_out

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")

EXAMPLES = ("--plan", str(ROOT / "plan" / "2017" / "plan.yaml"), "--reports", str(ROOT / "plan" / "2017" / "examples"))


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def document(run: Run, quarter: str = "Q2") -> Any:
    """Return the report on a quarter of the example reports."""
    result = run("report", *EXAMPLES, "--quarter", quarter, "--lang", "vi", "-o", "a.docx", "--force")
    assert result.code == 0
    return docx.Document("a.docx")


def lines(found: Any) -> list[str]:
    return [line.text for line in found.paragraphs if line.text]


def test_number_and_place_stand_on_one_line_and_what_nobody_has_said_is_blank(run: Run) -> None:
    found = document(run)
    head = found.tables[0].rows[1].cells
    assert [cell.paragraphs[0].text for cell in head] == [
        "Số:          /BC-……",
        "Quảng Ngãi, ngày …… tháng …… năm 2017",
    ]
    assert found.tables[-1 - len(annex_tables(found))].rows[0].cells[0].text.endswith("- Lưu: VT, …….")


def annex_tables(found: Any) -> list[Any]:
    """Return the tables after the signature."""
    signature = next(at for at, one in enumerate(found.tables) if "Nơi nhận" in one.rows[0].cells[0].text)
    return found.tables[signature + 1 :]  # type: ignore[no-any-return]


@pytest.mark.parametrize("symbol", ["STTTT", "BC-STTTT"])
def test_the_settings_say_the_symbol_and_the_unit_that_drafts(symbol: str, run: Run) -> None:
    Path("ttdn.toml").write_text(f'symbol = "{symbol}"\ndrafted_by = "TTBCXB"\n', "utf-8")
    found = document(run)
    assert found.tables[0].rows[1].cells[0].paragraphs[0].text == "Số:          /BC-STTTT"
    assert "- Lưu: VT, TTBCXB." in "\n".join(row.cells[0].text for table in found.tables for row in table.rows)
    said = "(Kèm theo Báo cáo số ……/BC-STTTT ngày …… tháng …… năm 2017 của Sở Thông tin và Truyền thông)"
    assert said in lines(found)


def test_the_annex_has_its_head_in_three_lines_and_pages_and_margins_of_a_document(run: Run) -> None:
    found = document(run)
    said = lines(found)
    start = said.index("Phụ lục")
    assert said[start + 1 : start + 3] == [
        "BIỂU CHI TIẾT KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 1387/KH-UBND QUÝ II/2017",
        "(Kèm theo Báo cáo số ……/BC-…… ngày …… tháng …… năm 2017 của Sở Thông tin và Truyền thông)",
    ]
    for section in found.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(one.mm) for one in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
    numbers = [re.findall(r'<w:pgNumType w:start="(\d+)"/>', one._sectPr.xml) for one in found.sections]  # noqa: SLF001 - the library has no such setting
    assert numbers == [[], ["1"]]


def test_the_text_refers_to_each_table_of_the_annex_by_its_number(run: Run) -> None:
    said = lines(document(run))
    titles = {number: title for number, _, title in (line.partition(". ") for line in said[said.index("Phụ lục") :])}
    named = [re.findall(r"\d+", line) for line in said if line.startswith("(Chi tiết tại Phụ lục kèm theo, ")]
    assert [[titles[one] for one in numbers] for numbers in named] == [
        [
            "Tình hình phối hợp của từng cơ quan trong từng nhiệm vụ",
            "Tổng số kỳ thực hiện của kế hoạch",
            "Tình hình gửi báo cáo theo cơ quan và kỳ báo cáo",
            "Tệp chưa được tính đầy đủ và tên chưa xác định được",
        ],
        ["Kỳ thực hiện đã hoàn thành, kèm minh chứng"],
        ["Kết quả thực hiện theo nhiệm vụ và cơ quan"],
        ["Kỳ thực hiện quá hạn"],
        ["Báo cáo chưa nhận được hoặc chưa tính được"],
        ["Nội dung cần làm rõ"],
        ["Khó khăn, vướng mắc và kiến nghị, đề xuất theo báo cáo của các cơ quan"],
        ["Khó khăn, vướng mắc và kiến nghị, đề xuất theo báo cáo của các cơ quan"],
        ["Nhiệm vụ bắt đầu hoặc đến hạn trong kỳ tiếp theo"],
    ]
    assert {one for numbers in named for one in numbers} == set(filter(str.isdigit, titles))


@pytest.mark.parametrize("quarter", ["Q2", "Q4"])
def test_no_name_of_a_rule_or_field_stands_in_the_document(quarter: str, run: Run) -> None:
    from ttdn_cli.model.status import Item
    from ttdn_cli.rules import all_rules

    said = "\n".join(document(run, quarter).element.itertext())
    fields = {name for name in Item.model_fields if "_" in name}
    assert fields
    assert [name for name in (*all_rules(), *fields) if re.search(rf"(?<![\w/-]){name}(?![\w-])", said)] == []


def test_the_signature_stays_with_the_sentence_before_it(run: Run) -> None:
    found = document(run)
    last = next(line for line in found.paragraphs if line.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    signature = last._p.getnext()  # noqa: SLF001 - the library does not say what stands beside what
    assert "Nơi nhận" in "".join(signature.itertext())
    assert "w:cantSplit" in signature.xml


@pytest.mark.slow
def test_wherever_the_text_ends_the_signature_is_not_alone_on_a_page(tmp_path: Path) -> None:
    from datetime import date

    from ttdn_cli.papers.word import Paper
    from ttdn_cli.text.i18n import Words

    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice or pdftotext is not installed")
    names = []
    for count in range(18, 27):
        paper = Paper(Words("vi"), "x", date(2017, 7, 1))
        for number in range(count):
            paper.paragraph(f"Đoạn {number}.")
        paper.paragraph("Trên đây là báo cáo./.")
        paper.sign_off(["Như trên;", "Lưu: VT."])
        names.append(f"{count}.docx")
        (tmp_path / names[-1]).write_bytes(paper.bytes())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=True)
    pages = set()
    for name in names:
        command = ["pdftotext", "-layout", name.replace("docx", "pdf"), "-"]
        text = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout.decode()
        found = text.strip("\f").split("\f")
        pages.add(len(found))
        assert all(one in found[-1] for one in ("Trên đây là", "Nơi nhận", "Lưu: VT.", "[Họ và tên]"))
    assert pages == {1, 2}


def test_the_title_of_a_task_is_said_once_in_a_section_and_then_its_id(run: Run) -> None:
    said = lines(document(run))
    achieved = said[said.index("1. Kết quả đạt được") : said.index("2. Tồn tại, hạn chế")]
    title = "Quảng bá trên Bản tin Thông tin đối ngoại Quảng Ngãi"
    assert [line for line in achieved if title in line][1:] == []
    assert "- II.3.c (quý II/2017):" in achieved
    own = (
        "+ Đài Phát thanh - Truyền hình Quảng Ngãi: đang thực hiện. Đã cung cấp 05 ảnh, 02 bài cho Bản tin quý II/2017."
    )
    assert achieved[achieved.index("- II.3.c (quý II/2017):") + 1] == own


def many(folder: Path, tasks: int) -> None:
    """Lay out the made-up plan with many more tasks, and a report that speaks of all of them."""
    lay_out(folder)
    plan = (folder / "plan.yaml").read_text("utf-8")
    task = "  - {id: U.#, title: Việc dài #, lead: so-a, coordinators: [so-b], schedule: {by: 2017-05-15}}\n"
    more = "".join(task.replace("#", str(n)) for n in range(1, tasks + 1))
    (folder / "plan.yaml").write_text(plan.replace("reporting:", f"{more}reporting:"), "utf-8")
    item = "  - {task: U.#, state: in_progress, result: Kết quả #, obstacles: Vướng #}\n"
    items = "".join(item.replace("#", str(n)) for n in range(1, tasks + 1))
    (folder / "r").mkdir()
    (folder / "r" / "a.yaml").write_text(f"{HEAD}items:\n{items}", "utf-8")


def test_of_very_long_lists_the_text_counts_and_names_the_tasks_and_the_annex_tells_all(
    tmp_path: Path, run: Run
) -> None:
    many(tmp_path, 70)
    assert run("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "-o", "a.docx").code == 0
    found = docx.Document("a.docx")
    said = lines(found)
    body = said[: said.index("Annex")]
    every = ", ".join(f"U.{n}" for n in range(1, 71))
    work = body.index("Results of work under way, or of coordinators: 70, by agency:")
    assert body[work + 1] == f"- Sở An Bình: 70 (tasks {every})."
    late = next(at for at, line in enumerate(body) if line.startswith("Overdue: "))
    assert body[late].endswith(" occurrences, by lead:")
    assert f"(tasks {every}, T.1)." in next(line for line in body[late:] if "Sở An Bình" in line)
    assert not any("Kết quả 70" in line or "Vướng 70" in line for line in body)
    cells = {cell.text for table in annex_rows(found) for cell in table}
    assert {f"Kết quả {n}" for n in range(1, 71)} | {f"Vướng {n}" for n in range(1, 71)} <= cells


def test_the_columns_of_the_annex_have_room_for_their_words_and_more_for_longer_texts(run: Run) -> None:
    for table in annex_tables(document(run)):
        widths = [column.width.mm for column in table.columns]
        assert round(sum(widths)) == 252
        heads = [cell.text for cell in table.rows[0].cells]
        if {"Nhiệm vụ", "Mã nhiệm vụ"} <= set(heads):
            assert widths[heads.index("Nhiệm vụ")] > widths[heads.index("Mã nhiệm vụ")] * 1.5
        days = [width for width, head in zip(widths, heads, strict=True) if head in ("Thời hạn", "Ngày báo cáo")]
        assert all(width >= 17 for width in days)


def annex_rows(found: Any) -> list[Any]:
    return [row.cells for table in found.tables for row in table.rows]


def test_coordination_in_a_plan_of_many_tasks_is_listed_by_agency_in_document_and_workbook(
    tmp_path: Path, run: Run
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    many(tmp_path, 135)
    call = ("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")
    assert [run(*call, "-o", f"a.{form}").code for form in ("docx", "xlsx")] == [0, 0]
    found = docx.Document("a.docx")
    assert max(len(table.columns) for table in found.tables) <= 13
    told = [[cell.text for cell in row] for row in annex_rows(found)]
    own = ["Sở An Bình", "lead, has reported", "135", ", ".join(f"U.{n}" for n in range(1, 136))]
    assert own in told
    sheet = openpyxl.load_workbook("a.xlsx")["Coordination sheet"]
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert own in rows
    assert sheet.max_column == 4


def test_without_a_parent_the_report_is_addressed_to_nobody(tmp_path: Path, run: Run) -> None:
    lay_out(tmp_path, files={"r/so-a.yaml": GOOD})
    assert run("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "vi", "-o", "a.docx").code == 0
    assert not any(line.startswith("Kính gửi") for line in lines(docx.Document("a.docx")))


def test_a_line_that_heads_others_stays_on_their_page(run: Run) -> None:
    lines = [(one.text, one.paragraph_format.keep_with_next) for one in document(run).paragraphs]
    heads = [line for line, below in pairwise(lines) if line[0].startswith("- ") and below[0].startswith("+ ")]
    assert heads
    assert all(is_kept for _, is_kept in heads)
