"""The letters that remind agencies of what they owe: who gets one, what it asks, how it is worded and laid out."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out
from ttdn_cli.model.calendar import Calendar
from ttdn_cli.text.i18n import Words

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")

PLAN_2017 = str(ROOT / "plan" / "2017" / "plan.yaml")
EXAMPLES = str(ROOT / "plan" / "2017" / "examples")
ALL_YEAR = "  - {task: T.3, state: in_progress, coordinated_with: [cac-huyen]}\n"
ISSUE = (
    "  - {task: T.2, occurrence: 2017-Q1, state: done, completed_on: 2017-03-29, evidence: [1/BC], "
    "coordinated_with: [bao-chi], deliverables: [{name: Bản tin, quantity: 1}]}\n"
    "  - {task: T.4, state: in_progress}\n"
)
Q2 = ("remind", "--quarter", "Q2", "--plan", PLAN_2017, "--reports", EXAMPLES)


def text_of(path: Path) -> str:
    """Return all text of a document: paragraphs and cells."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


@pytest.fixture
def letters(tmp_path: Path, run: Run) -> Path:
    """Return the folder of the letters of the 2017 examples at the close of the second quarter."""
    assert run(*Q2, "--output", str(tmp_path / "cv"), "--lang", "vi").code == 0
    return tmp_path / "cv"


def test_only_agencies_that_owe_something_get_a_letter(letters: Path) -> None:
    agencies = ("bql-dung-quat", "so-ngoai-vu", "so-tttt")
    files = [f"{one}.{form}" for one in agencies for form in ("docx", "md")]
    assert sorted([*files, "danh-sach.md"]) == sorted(path.name for path in letters.iterdir())


def test_the_list_says_who_is_written_to_and_why(letters: Path) -> None:
    shown = (letters / "danh-sach.md").read_text("utf-8")
    assert "| Sở Ngoại vụ | II.3.c (quý II/2017): ngày hoàn thành, kết quả, minh chứng (quá hạn 1 ngày);" in shown
    assert "báo cáo quý II/2017 (quá hạn 11 ngày) | `bql-dung-quat.docx`" in shown


def test_a_letter_names_its_basis_what_is_missing_and_the_way_out(letters: Path) -> None:
    said = text_of(letters / "so-ngoai-vu.docx")
    for words in (
        "Kính gửi: Sở Ngoại vụ",
        "Căn cứ Kế hoạch số 1387/KH-UBND ngày 17/3/2017 của Ủy ban nhân dân tỉnh Quảng Ngãi về thực hiện Đề án",
        "được giao tại mục IV.1.1, IV.1.2 của Kế hoạch",
        "Tính đến ngày 01/7/2017, trong phạm vi nhiệm vụ của Sở Ngoại vụ còn 4 nội dung",
        "Sở Thông tin và Truyền thông đề nghị Sở Ngoại vụ",
        "chậm nhất ngày 14/7/2017",
        "đề xuất lùi thời hạn hoặc rút nhiệm vụ",
        "của Sở Ngoại vụ./.",
        "Số:          /……-……",
        "- Lưu: VT, …….",
    ):
        assert words in said
    assert "dự thảo" not in said.casefold()
    rows = [
        [cell.text for cell in row.cells] for row in docx.Document(str(letters / "so-ngoai-vu.docx")).tables[1].rows
    ]
    assert rows[1] == [
        "1",
        "II.3.c. Quảng bá trên Bản tin Thông tin đối ngoại Quảng Ngãi (quý II/2017)",
        "chủ trì",
        "30/6/2017",
        "đang thực hiện, 80% (báo cáo ngày 19/6/2017); chưa có báo cáo sau thời hạn",
        "1",
        "ngày hoàn thành, kết quả, minh chứng",
    ]
    assert [row[1][:6] for row in rows[2:]] == ["II.4.a", "II.4.c", "II.7. "]


def test_the_settings_say_the_symbol_of_letters_and_who_files_them(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, files={"r/so-a.yaml": GOOD, "ttdn.toml": 'symbol = "SAB"\ndrafted_by = "VP"\n'})
    monkeypatch.chdir(tmp_path)
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "vi", "--output", "cv")
    assert run("remind", "r", *given).code == 0
    said = text_of(Path("cv") / "so-a.docx")
    assert "Số:          /SAB-VP" in said
    assert "- Lưu: VT, VP." in said
    last = next(one for one in docx.Document("cv/so-a.docx").paragraphs if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    lines = (Path("cv") / "so-a.md").read_text("utf-8").splitlines()
    assert ("Số: /SAB-VP  " in lines, "- Lưu: VT, VP." in lines) == (True, True)


def test_a_peer_asks_and_never_orders_or_blames(letters: Path) -> None:
    for path in letters.glob("*.md"):
        said = path.read_text("utf-8").lower()
        assert [word for word in ("yêu cầu", "vi phạm", "lỗi", "bạn ", "!") if word in said] == []


def test_the_focal_agency_writes_to_its_own_units(letters: Path) -> None:
    said = text_of(letters / "so-tttt.docx")
    assert "Kính gửi: Các phòng, đơn vị thuộc Sở Thông tin và Truyền thông" in said
    assert "Lãnh đạo cơ quan" in said
    listed = (letters / "danh-sach.md").read_text("utf-8")
    own = "(cơ quan đầu mối; gửi các phòng, đơn vị trực thuộc, không gửi cho chính mình)"
    assert [line.split(" | ")[1] for line in listed.splitlines() if own in line] == [
        f"Sở Thông tin và Truyền thông {own}"
    ]


def test_no_letter_breaks_the_symbol_of_a_document_at_its_hyphen_and_its_text_keeps_the_hyphen(letters: Path) -> None:
    paper = docx.Document(str(letters / "so-ngoai-vu.docx"))
    assert "1387/KH-UBND" in paper.tables[0].cell(1, 0).text
    assert len(paper.element.xpath("//w:tbl[1]//w:noBreakHyphen")) == len(("/……-……", "1387/KH-UBND"))


def test_the_markdown_says_what_the_document_says(letters: Path) -> None:
    said = (letters / "bql-dung-quat.md").read_text("utf-8")
    paper = text_of(letters / "bql-dung-quat.docx")
    for line in said.splitlines():
        if line and line[0].isalpha():
            assert line.strip() in " ".join(paper.split()) or line.startswith(("Số", "Ủy ban", "V/v"))


def test_the_same_books_give_the_same_bytes(letters: Path, tmp_path: Path, run: Run) -> None:
    again = tmp_path / "again"
    assert run(*Q2, "--output", str(again), "--lang", "vi").code == 0
    for path in letters.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()
    with zipfile.ZipFile(letters / "so-tttt.docx") as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {one.date_time for one in archive.infolist()}


def test_letters_are_not_overwritten_unless_told(letters: Path, run: Run) -> None:
    (letters / "danh-sach.md").write_text("đã sửa", "utf-8")
    (letters / "so-tttt.docx").unlink()
    result = run(*Q2, "--output", str(letters))
    assert result.code == 3
    assert "--force" in result.err
    assert not (letters / "so-tttt.docx").exists()
    assert (letters / "danh-sach.md").read_text("utf-8") == "đã sửa"
    assert run(*Q2, "--output", str(letters), "--force").code == 0
    assert (letters / "so-tttt.docx").exists()


def test_the_day_of_answer_can_be_named_and_is_not_before_the_day_judged(tmp_path: Path, run: Run) -> None:
    folder = str(tmp_path / "cv")
    assert run(*Q2, "--output", folder, "--by", "20/7/2017", "--lang", "vi").code == 0
    assert "chậm nhất ngày 20/7/2017" in (tmp_path / "cv" / "so-tttt.md").read_text("utf-8")
    for wrong in ("2017-06-30", "hôm nay"):
        assert run(*Q2, "--output", folder, "--by", wrong, "--force").code == 2


def test_ten_working_days_leave_out_weekends_and_holidays() -> None:
    calendar = Calendar([2017], [date(2017, 9, 4)])
    assert date(2017, 9, 15) == calendar.after(date(2017, 8, 31), 10)
    assert date.max == Calendar((), ()).after(date.max, 10)


def test_what_a_waiver_covers_is_not_asked_for(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    waiver = (
        "schema: ttdn/waivers/1\nwaivers:\n- {rule: missing-report, agency: bql-dung-quat, period: 2017-Q2, "
        "reason: Đã thống nhất, authority: UBND tỉnh, until: 2017-12-31}\n"
    )
    (tmp_path / "waivers.yaml").write_text(waiver, "utf-8")
    monkeypatch.setenv("TTDN_WAIVERS", str(tmp_path / "waivers.yaml"))
    assert run(*Q2, "--output", str(tmp_path / "cv")).code == 0
    assert not (tmp_path / "cv" / "bql-dung-quat.md").exists()


def test_nobody_owing_anything_gives_the_list_alone(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = HEAD.replace("Q2", "Q1").replace("06-19", "03-30")
    reports: dict[str, str | bytes] = {
        "reports/Q1/a.yaml": f"{first}items:\n{ALL_YEAR}",
        "reports/Q1/b.yaml": f"{first.replace('so-a', 'so-b')}items:\n{ISSUE}",
    }
    lay_out(tmp_path, files=reports)
    monkeypatch.chdir(tmp_path)
    result = run("remind", *PLAN, "--reports", "reports", "--quarter", "Q1", "--output", "cv", "--lang", "en")
    assert result.code == 0
    assert "No agency owes anything" in (tmp_path / "cv" / "danh-sach.md").read_text("utf-8")
    assert [path.name for path in (tmp_path / "cv").iterdir()] == ["danh-sach.md"]
    assert "Letters written: 0" in result.err


def test_without_the_library_of_word_files_the_letters_are_written_as_markdown_and_that_is_told(
    letters: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    result = run(*Q2, "--output", str(tmp_path / "md"), "--lang", "vi", "--quiet")
    assert result.code == 2
    assert 'Công văn chỉ được lập ở dạng Markdown; để có dạng .docx: pip install "ttdn[office]"' in result.err
    texts = {path.name: path.read_text("utf-8") for path in letters.glob("*.md")}
    found = {path.name: path.read_text("utf-8") for path in (tmp_path / "md").iterdir()}
    assert found == {**texts, "danh-sach.md": texts["danh-sach.md"].replace(".docx`", ".md`")}


def test_party_and_central_bodies_are_asked_with_ceremony(tmp_path: Path, run: Run) -> None:
    result = run(*Q2[:2], "Q4", *Q2[3:], "--as-of", "2018-06-01", "--output", str(tmp_path), "--lang", "vi", "--force")
    assert result.code == 0
    asked = {path.stem: "kính đề nghị" in path.read_text("utf-8") for path in tmp_path.glob("*.md")}
    higher = ("party", "central", "committee")
    kinds = _kinds()
    assert {name: kinds[name] in higher for name in asked if name != "danh-sach"} == {
        name: value for name, value in asked.items() if name != "danh-sach"
    }


def _kinds() -> dict[str, Any]:
    import yaml

    registry = yaml.safe_load((ROOT / "plan" / "agencies.yaml").read_text("utf-8"))
    return {one["id"]: one.get("kind") for one in registry["agencies"]}


def test_a_plan_without_focal_agency_or_issuer_leaves_blanks(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, files={"reports/Q2/b.yaml": HEAD.replace("so-a", "so-b") + "nothing_to_report: true\n"})
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace(", to: so-a", ""), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("remind", *PLAN, "--reports", "reports", "--quarter", "Q2", "--output", "cv", "--lang", "vi").code == 0
    said = (tmp_path / "cv" / "so-a.md").read_text("utf-8")
    assert "(tên cơ quan ban hành)" in said
    assert "gửi về cơ quan đầu mối" in said
    assert "\nCơ quan đầu mối rất mong" in said, "a sentence begins with a capital"


def test_the_letter_opens_in_a_foreign_program(letters: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(letters / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(letters), "so-ngoai-vu.docx"]
    subprocess.run(command, cwd=letters, capture_output=True, timeout=120, check=True)
    assert (letters / "so-ngoai-vu.pdf").read_bytes().startswith(b"%PDF")


def test_hostile_words_stay_words_in_the_document() -> None:
    from ttdn_cli.papers.word import Paper

    words = Words("vi")
    hostile = ("\x00\x1b[31m", "\u202eabc", "\ud800", "\ufffe", "</w:t>", '{ HYPERLINK "http://x" }', "a\nb\tc")
    paper = Paper(words, "\ud800\ufffe", date(2017, 7, 1))
    for text in (*hostile, "x" * 50_000):
        paper.paragraph(text)
        paper.heading(text)
        paper.centred(text)
    paper.table(["TT", "Nội dung"], [(str(n), text) for n, text in enumerate(hostile)], [20, 100], [0])
    paper.annex_pages()
    paper.sign_off(hostile)
    document = docx.Document(io.BytesIO(paper.bytes()))
    said = "\n".join(line.text for line in document.paragraphs)
    assert [row.cells[1].text for row in document.tables[0].rows[1:]] == [
        "\\x00\\x1b[31m",
        "U+202Eabc",
        "U+D800",
        "U+FFFE",
        "</w:t>",
        '{ HYPERLINK "http://x" }',
        "a b c",
    ]
    assert max(map(len, said.splitlines())) == 50_000
    xml = document.element.xml
    assert "w:hyperlink" not in xml
    assert "w:instrText" not in xml
