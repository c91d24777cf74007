"""Every finding that is no mere note is told in words in the papers and in the letters of whom it names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import HEAD, lay_out

PLAN = ("--plan", str(ROOT / "plan" / "2017" / "plan.yaml"), "--lang", "vi")
EXAMPLES = str(ROOT / "plan" / "2017" / "examples")
FORMS = ("md", "html", "docx", "xlsx")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def plain(text: str) -> str:
    """Return a text without what Markdown sets around names."""
    return text.replace("`", "")


def findings(run: Run, quarter: str) -> list[dict[str, Any]]:
    """Return the findings of the examples at the close of a quarter, notes apart."""
    found = run("check", EXAMPLES, *PLAN, "--quarter", quarter, "--format", "json")
    return [one for one in json.loads(found.out)["findings"] if one["severity"] != "info"]


def row_of(text: str, *parts: str) -> bool:
    """Tell whether a line of a table holds all parts."""
    return any(line.startswith("|") and all(part in line for part in parts) for line in text.splitlines())


@pytest.mark.parametrize("quarter", ["Q1", "Q2", "Q3", "Q4"])
def test_every_finding_of_the_examples_stands_in_the_paper_in_words(quarter: str, run: Run) -> None:
    paper = plain(run("report", EXAMPLES, *PLAN, "--quarter", quarter, "--format", "md").out)
    parts = re.split(r"^## (.+)$", paper, flags=re.MULTILINE)
    section = dict(zip(parts[1::2], parts[2::2], strict=True))
    names = {one["id"]: one["name"] for one in run("plan", "show", *PLAN, "--format", "json").json["agencies"]}
    for one in findings(run, quarter):
        if one["rule"] == "overdue":
            assert row_of(section["Nhiệm vụ quá hạn"], f"{one['task']} (", f" {one['days_overdue']} |"), one
        elif one["rule"] == "missing-report":
            assert row_of(section["Báo cáo chưa nhận được hoặc chưa tính được"], f"| {names[one['agency']]} |"), one
        else:
            assert row_of(section["Nội dung cần làm rõ"], plain(one["message"])), one


@pytest.mark.parametrize("quarter", ["Q2", "Q3", "Q4"])
def test_every_finding_of_the_examples_on_who_gets_a_letter_stands_in_it(quarter: str, run: Run) -> None:
    pytest.importorskip("docx")
    assert run("remind", EXAMPLES, *PLAN, "--quarter", quarter, "-o", "letters").code == 0
    letters = {one.stem: plain(one.read_text("utf-8")) for one in Path("letters").glob("*.md")}
    told = 0
    for one in findings(run, quarter):
        if text := letters.get(one["agency"] or ""):
            rows = "\n".join(line for line in text.splitlines() if re.match(r"\| \d", line))
            period = one["rule"] == "missing-report" and "Báo cáo quý" in rows
            assert period or f"{one['task']}. " in rows or is_told(plain(one["message"]), text), one
            told += 1
    assert told


def is_told(message: str, letter: str) -> bool:
    """Tell whether a letter asks to make something clear, or says that it was reported since, or done late."""
    begins = ("Nội dung sau đã có tại báo cáo khác", "Đã ghi nhận hoàn thành sau thời hạn")
    noted = [line for line in letter.splitlines() if line.startswith(begins)]
    return f"Làm rõ: {message}" in letter or any(message in line for line in noted)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_names_who_is_asked_what_was_found_and_what_is_asked(form: str, run: Run) -> None:
    item = "  - {task: T.1, state: in_progress, coordinated_with: [Hội Lạ]}\n"
    lay_out(Path(), files={"r/so-a.yaml": f"{HEAD}items:\n{item}"})
    name = f"paper.{form}"
    if form in ("docx", "xlsx"):
        pytest.importorskip("docx" if form == "docx" else "openpyxl")
    assert run("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "-o", name).code == 0
    text = shown(Path(name))
    assert "T.1 (2017-Q2): the plan names Sở Bình Yên as coordinator, and no entry of the lead names it" in text
    assert "If it took part, name it among those that took part; if not, explain it among the obstacles" in text


def shown(path: Path) -> str:
    """Return the words of a paper."""
    if path.suffix == ".docx":
        docx = pytest.importorskip("docx")
        return "\n".join(one.text for one in docx.Document(path).paragraphs)
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        return "\n".join(str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row)
    return plain(path.read_text("utf-8"))


def test_a_letter_asks_to_make_clear_what_its_rows_do_not_speak_of(run: Run) -> None:
    pytest.importorskip("docx")
    item = "  - {task: T.1, state: in_progress, coordinated_with: [so-b, Hội Lạ]}\n"
    lay_out(Path(), files={"r/so-a.yaml": f"{HEAD}items:\n{item}"})
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")
    assert run("remind", "r", *given, "-o", "letters").code == 0
    own, other = (plain(Path(f"letters/{one}.md").read_text("utf-8")) for one in ("so-a", "so-b"))
    assert "Make clear: T.1 (2017-Q2): " in own
    assert "“Hội Lạ”" in own
    assert "Hội Lạ" not in other


def test_a_letter_on_reports_that_disagree_asks_its_agency_whether_there_was_a_part(run: Run) -> None:
    pytest.importorskip("docx")
    assert run("remind", EXAMPLES, *PLAN, "--quarter", "Q2", "-o", "letters", "--all-replies").code == 0
    letter = Path("letters/so-vhttdl.md").read_text("utf-8")
    asked = next(line for line in letter.splitlines() if "Làm rõ: II.4.c" in line)
    assert asked.endswith("Đề nghị nêu rõ cơ quan phối hợp có tham gia hay không và nội dung tham gia.")
    assert "cả hai cơ quan" not in letter


def test_in_the_document_each_matter_names_its_task(run: Run) -> None:
    docx = pytest.importorskip("docx")
    report = HEAD + "items:\n  - {task: T.1, state: xong}\n  - {task: T.3, state: in_progress}\n"
    lay_out(Path(), files={"r/so-a.yaml": report})
    assert run("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "-o", "p.docx").code == 0
    told = [one.text for one in docx.Document("p.docx").paragraphs]
    assert any(one.startswith("- Sở An Bình (task T.1): state is not a known state: xong.") for one in told)
