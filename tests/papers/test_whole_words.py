"""Papers and letters show whole what agencies, plan and registry say, however long or hostile it is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out
from tests.support.unseen import unseen
from ttdn_cli.text.escaping import visible

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="the extra `office` is not installed")

FORMS = ("md", "html", "docx", "xlsx")
CLOSED = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")
TITLE = "Tuyên truyền " + " ".join(f"lĩnh vực {n}" for n in range(60))
LONG = {
    "a sentence": " ".join(f"câu {n}" for n in range(500)),
    "a word of 3,000 letters": "ă" * 3_000,
}
HOSTILE = {
    "formula": '=HYPERLINK("http://x.vn","a")',
    "command": "+cmd|'/c calc'!A1",
    "sum": "@SUM(A1)",
    "control characters": "a\x00b\x07c\x1b[31m",
    "direction": "\u202eđảo\u2066ngược",
    "field code": '{ DDEAUTO c:\\windows "x" }',
    "mark-up": "<w:t>&amp;</w:t>",
    "escape of a workbook": "_x0041_",
    "half a character": "x\ufffey",
}


def dump(data: Any) -> str:
    return json.dumps(data, default=str)


def laid_out(folder: Path, text: str, title: str) -> None:
    """Write a plan, a registry and reports that say one text in every field that takes any."""
    lay_out(folder)
    plan = yaml.safe_load((folder / "plan.yaml").read_text("utf-8"))
    registry = yaml.safe_load((folder / "agencies.yaml").read_text("utf-8"))
    plan["document"] = {**plan.get("document", {}), **dict.fromkeys(("number", "place", "issuer", "title"), title)}
    for task in plan["tasks"]:
        task["title"] = task["content"] = title
    for number, one in enumerate(registry["agencies"] + registry["groups"]):
        one["name"] = f"{title[:200]} {number}"
    said: dict[str, Any] = dict.fromkeys(("result", "obstacles", "proposals"), text)
    said |= {"evidence": [text], "deliverables": [{"name": text, "quantity": 2, "unit": text}]}
    items = [
        said | {"task": "T.1", "state": "done", "completed_on": "2017-06-15", "coordinated_with": [text[:200]]},
        said | {"task": "T.3", "state": "in_progress"},
    ]
    files = {"plan.yaml": plan, "agencies.yaml": registry}
    for name, data in files.items():
        (folder / name).write_text(dump(data), "utf-8")
    (folder / "r").mkdir()
    (folder / "r" / "so-a.yaml").write_text(f"{HEAD}items: {dump(items)}\n", "utf-8")


def paper(run: Run, form: str) -> bytes:
    name = f"paper.{form}"
    result = run("report", "r", *CLOSED, "-o", name)
    assert (result.code, "Traceback" in result.err) == (0, False)
    return Path(name).read_bytes()


def cells(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    columns = (column for sheet in book.worksheets for column in sheet.iter_cols())
    return [str(cell.value) for column in columns for cell in column if cell.value is not None]


def shown(data: bytes, form: str) -> str:
    """Return the words of a paper without spaces and mark-up."""
    if form == "docx":
        text = "\n".join(docx.Document(io.BytesIO(data)).element.itertext())
    elif form == "xlsx":
        text = "\n".join(cells(data))
    else:
        text = re.sub(r"<[^>]*>|\\(?=\W)", "", data.decode())
    return re.sub(r"[\s`]", "", text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_words_of_an_agency_and_long_titles_stand_whole_in_every_paper(
    text: str, form: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path, text, TITLE)
    monkeypatch.chdir(tmp_path)
    said = shown(paper(run, form), form)
    assert said.count(re.sub(r"\s", "", text)) >= 5
    assert re.sub(r"\s", "", TITLE) in said
    assert not re.search(r"lĩnhv\w*…|ă…|câu\d*…", said)


def test_long_titles_stand_whole_in_letters(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(tmp_path, "x", TITLE)
    monkeypatch.chdir(tmp_path)
    assert run("remind", "r", *CLOSED, "--output", "cv").code == 0
    for path in Path("cv").glob("so-*.docx"):
        assert re.sub(r"\s", "", TITLE) in shown(path.read_bytes(), "docx")
        assert "lĩnhv…" not in shown(path.read_bytes(), "docx")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_in_every_field_of_plan_registry_and_report_are_shown_and_not_obeyed(
    text: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path, text, text)
    monkeypatch.chdir(tmp_path)
    document, book = paper(run, "docx"), paper(run, "xlsx")
    whole = visible(text)
    assert shown(document, "docx").count(re.sub(r"\s", "", whole)) >= 5
    assert sum(whole == cell for cell in cells(book)) >= 5
    for data in (document, book):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for name, part in parts.items():
            if name in ("word/document.xml", "xl/sharedStrings.xml"):
                assert unseen(part.replace("\r", "")) == []
            assert not re.search(r"<f>|<hyperlink|<w:hyperlink|<w:instrText|TargetMode=\"External\"", part)
        assert sum(part.count("w:fldSimple ") for part in parts.values()) == (1 if "word/document.xml" in parts else 0)


def test_a_text_higher_than_a_row_can_be_stands_whole_in_one_cell_over_several_rows(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"câu {n}" for n in range(1_000))
    laid_out(tmp_path, text, "Việc")
    monkeypatch.chdir(tmp_path)
    sheet = openpyxl.load_workbook(io.BytesIO(paper(run, "xlsx")))["Obstacles, proposals"]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)
    merged = next(one for one in sheet.merged_cells.ranges if at.coordinate in one)
    assert merged.size["rows"] > 1
    heights = [sheet.row_dimensions[row].height for row in range(merged.min_row, merged.max_row + 1)]
    assert max(heights) <= 409
    width = sheet.column_dimensions[at.column_letter].width
    assert sum(heights) >= len(text) * 0.8 / width * 15


def test_a_text_longer_than_a_cell_can_be_goes_on_in_the_cell_below(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"câu {n}" for n in range(6_000))
    laid_out(tmp_path, text, "Việc")
    monkeypatch.chdir(tmp_path)
    assert text in "".join(cells(paper(run, "xlsx")))
