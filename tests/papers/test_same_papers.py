"""The same input gives the same papers: the same bytes of pages and Markdown, the same words of office files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import program

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="the extra `office` is not installed")

PLAN = str(ROOT / "plan" / "2017" / "plan.yaml")
FOLDER = ROOT / "plan" / "2017" / "examples"
REPORTS = sorted(str(path) for path in FOLDER.glob("Q*/*.yaml"))
QUARTERS = [str(path) for path in sorted(FOLDER.glob("Q*"))]
FORMS = ("html", "md", "docx", "xlsx")


def dump(path: Path) -> bytes | list[str]:
    """Return a paper as it is compared: text as its bytes, office files as their words in order."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        return [text for text in docx.Document(io.BytesIO(data)).element.itertext() if text.strip()]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return [f"{sheet.title} {cell.coordinate} {cell.value}" for sheet in book for row in sheet for cell in row]
    return data


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("given", [REPORTS, QUARTERS], ids=["files", "folders"])
def test_the_order_in_which_reports_are_given_does_not_matter(
    given: list[str], form: str, tmp_path: Path, run: Run
) -> None:
    made = []
    for number, order in enumerate([given, given[::-1], given[1::2] + given[::2]]):
        target = tmp_path / f"{number}.{form}"
        assert run("report", *order, "--plan", PLAN, "--quarter", "Q4", "-o", str(target)).code == 0
        made.append(dump(target))
    assert len(made[0]) > 1000
    assert made[1:] == [made[0], made[0]]


@pytest.mark.parametrize("form", FORMS)
def test_two_runs_give_the_same_paper(form: str, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.{form}"
        call = ("report", str(FOLDER), "--plan", PLAN, "--quarter", "Q2", "-o", str(target))
        assert program(*call, env={"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}).returncode == 0
        made.append((dump(target), target.read_bytes()))
    assert made[0] == made[1]
