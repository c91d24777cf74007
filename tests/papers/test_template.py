"""`ttdn template` gives what an agency owes, and nothing else, in three forms that mean the same when filled in."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD, HEADINGS, HEADS
from ttdn_cli.model.names import fold

PLAN = ("--plan", str(ROOT / "plan" / "2017" / "plan.yaml"))
EXAMPLES = ("--reports", str(ROOT / "plan" / "2017" / "examples"))
Q2 = ("--quarter", "Q2", *PLAN, *EXAMPLES)
OWING = [
    "bch-bdbp",
    "bql-dung-quat",
    "cong-an",
    "so-cong-thuong",
    "so-khdt",
    "so-ngoai-vu",
    "so-tttt",
    "so-vhttdl",
]
# What somebody fills in, in turn; not all of it is in order, so that the findings are compared too.
FILLED: list[dict[str, Any]] = [
    {
        "state": "done",
        "completed_on": date(2017, 6, 15),
        "progress": 100,
        "coordinated_with": ["so-ngoai-vu", "Báo chí tỉnh"],
        "deliverables": [{"name": "Bản tin", "quantity": 1, "unit": "số"}],
        "evidence": ["12/QĐ", "files/a.pdf"],
        "result": "=1+1",
    },
    {
        "state": "in_progress",
        "progress": 40,
        "obstacles": "Chưa có kinh phí",
        "coordinated_with": ["Hội Không Ai Biết"],
    },
    {"state": "done", "completed_on": date(2017, 6, 28), "progress": 80},
    {"state": "not_started", "progress": 101},
    {"state": "cancelled", "proposals": "Đề nghị rút nhiệm vụ"},
]
WORDS = {"done": "Hoàn thành", "in_progress": "Đang thực hiện", "cancelled": "Hủy", "not_started": "Chưa thực hiện"}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def in_cell(value: Any) -> Any:
    """Return a value as it stands in one cell."""
    if isinstance(value, list):
        parts = (one if isinstance(one, str) else f"{one['name']}: {one['quantity']} {one['unit']}" for one in value)
        return "; ".join(parts)
    return value


def fill_yaml(path: Path) -> None:
    report = yaml.safe_load(path.read_text("utf-8"))
    report["submitted_on"] = date(2017, 6, 19)
    for number, item in enumerate(report["items"]):
        item.update(deepcopy(FILLED[number % len(FILLED)]))
    path.write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")


def fill_xlsx(path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns: dict[str, int] = {}
    number = 0
    for row in sheet.iter_rows():
        for at, cell in enumerate(row):
            if isinstance(cell.value, str) and HEADS.get(fold(cell.value)) == "submitted_on":
                assert isinstance(row[at + 2].value, datetime)
                row[at + 2].value = date(2017, 6, 19)
        if columns and row[0].value:
            for field, value in FILLED[number % len(FILLED)].items():
                cell = sheet.cell(row[0].row, columns[field])
                cell.value = WORDS[value] if field == "state" else in_cell(value)
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a text, also when it begins with =
                assert not cell.protection.locked
            number += 1
        elif {HEADINGS.get(fold(str(cell.value))) for cell in row} >= set(COLUMNS):
            columns = {HEADINGS[fold(str(cell.value))]: cell.column for cell in row if cell.value}
    assert number
    book.save(path)


def fill_csv(path: Path) -> None:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    heading = next(row for row in rows if len(row) > 2)
    for number, row in enumerate(row for row in rows if len(row) > 2 and row is not heading):
        for field, value in FILLED[number % len(FILLED)].items():
            shown = value.strftime("%d/%m/%Y") if isinstance(value, date) else str(in_cell(value))
            at = [HEADINGS[fold(one)] for one in heading].index(field)
            row[at] = WORDS[value] if field == "state" else shown
    next(row for row in rows if HEADS.get(fold(row[0])) == "submitted_on")[1] = "19/6/2017"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


FILL = {"yaml": fill_yaml, "xlsx": fill_xlsx, "csv": fill_csv}


def findings(run: Run, path: Path) -> list[tuple[str, ...]]:
    """Return what is said of one file that was filled in, without the places."""
    result = run("check", str(path), *PLAN, "--as-of", "2017-07-01", "--format", "json", "--lang", "en")
    assert "Internal error" not in result.err
    return sorted(
        tuple(str(one[key]) for key in ("rule", "severity", "agency", "task", "occurrence", "message"))
        for one in result.json["findings"]
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sheet_filled_in_gives_the_findings_of_its_yaml_twin(form: str, language: str, run: Run) -> None:
    if form == "xlsx":
        pytest.importorskip("xlsxwriter", reason="needs the extra office")
    for one in (form, "yaml"):
        assert run("template", "--all", "q", "--format", one, "--lang", language, *Q2).code == 0
        for path in sorted(Path("q").glob(f"*.{one}")):
            FILL[one](path)
    assert [path.stem for path in sorted(Path("q").glob(f"*.{form}"))] == OWING
    twins = {agency: findings(run, Path("q", f"{agency}.yaml")) for agency in OWING}
    assert twins == {agency: findings(run, Path("q", f"{agency}.{form}")) for agency in OWING}
    rules = {one[0] for found in twins.values() for one in found}
    assert {"contradiction", "impossible-date", "invalid-field", "no-evidence", "unknown-coordinator"} <= rules


@pytest.mark.parametrize("form", ["yaml", "xlsx", "csv"])
def test_every_template_is_valid_in_form_and_counts_as_no_report(form: str, run: Run) -> None:
    if form == "xlsx":
        pytest.importorskip("xlsxwriter", reason="needs the extra office")
    run("template", "--all", "q", "--format", form, *Q2)
    result = run("check", "q", *PLAN, "--quarter", "Q2", "--format", "json", "--ignore", "missing-report,overdue")
    assert [one["rule"] for one in result.json["findings"]] == ["untouched-template"] * len(OWING)
    assert {one["verdict"] for one in result.json["files"]} == {"rejected"}
    assert {one["period"] for one in result.json["files"]} == {"2017-Q2"}


@pytest.mark.parametrize("form", ["yaml", "xlsx", "csv"])
def test_the_same_input_gives_the_same_bytes(form: str, run: Run) -> None:
    if form == "xlsx":
        pytest.importorskip("xlsxwriter", reason="needs the extra office")
    for name in ("a", "b"):
        assert run("template", "--agency", "so-tttt", "--output", f"{name}.{form}", *Q2).code == 0
    assert Path(f"a.{form}").read_bytes() == Path(f"b.{form}").read_bytes()


def test_only_what_is_owed_is_in_it_carried_over_and_coordinated_included(run: Run) -> None:
    owed = yaml.safe_load(run("template", "--agency", "Sở Ngoại vụ", *Q2, "--lang", "vi").out)["items"]
    assert [(one["task"], one["occurrence"]) for one in owed] == [
        ("II.2", "2017"),
        ("II.3.c", "2017-Q2"),  # that of the first quarter was done in it
        ("II.4.a", "2017"),
        ("II.4.b", "unspecified"),
        ("II.4.c", "unspecified"),
        ("II.7", "2017-Q2"),
    ]
    empty = run("template", "--agency", "so-ngoai-vu", "--quarter", "Q2", *PLAN, "--reports", ".", "--lang", "vi").out
    carried = [one["occurrence"] for one in yaml.safe_load(empty)["items"] if one["task"] == "II.3.c"]
    assert carried == ["2017-Q1", "2017-Q2"]


def test_yaml_begins_with_the_editors_line_and_quotes_the_last_report(run: Run) -> None:
    lines = run("template", "--agency", "so-ngoai-vu", *Q2, "--lang", "vi").out.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=status.schema.json"
    assert "  # Báo cáo quý I/2017: đang thực hiện, 25 %" in lines
    assert "  # Sản phẩm: Bản tin: 1 số" in lines


def test_words_of_reports_stay_comments_and_text(run: Run) -> None:
    report = {
        "schema": "ttdn/status/1",
        "agency": "so-ngoai-vu",
        "period": "2017-Q1",
        "submitted_on": "2017-03-20",
        "items": [{"task": "II.4.a", "state": "in_progress", "result": "a\nitems: []\u2028x: 1\x1b[31m"}],
    }
    Path("r").mkdir()
    Path("r/a.yaml").write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")
    arguments = ("template", "--agency", "so-ngoai-vu", "--quarter", "Q2", *PLAN, "--reports", "r")
    out = run(*arguments).out
    assert "\x1b" not in out
    assert len(yaml.safe_load(out)["items"]) == 7
    rows = list(csv.reader(io.StringIO(run(*arguments, "--format", "csv").out.lstrip("\ufeff")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_file_that_is_there_is_kept_unless_it_is_forced(run: Run) -> None:
    Path("a.yaml").write_text("filled in", "utf-8")
    result = run("template", "--agency", "so-tttt", "--output", "a.yaml", *Q2, "--lang", "en")
    assert (result.code, Path("a.yaml").read_text("utf-8")) == (3, "filled in")
    assert "--force" in result.err
    assert run("template", "--agency", "so-tttt", "--output", "a.yaml", "--force", *Q2).code == 0
    Path("q").mkdir()
    Path("q/so-tttt.yaml").write_text("filled in", "utf-8")
    assert run("template", "--all", "q", *Q2).code == 3
    assert [path.name for path in Path("q").iterdir()] == ["so-tttt.yaml"]
    assert run("template", "--all", "q", "--force", *Q2).code == 0
    assert len(list(Path("q").iterdir())) == len(OWING)


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (2, ["--agency", "Sở Nội"], "there is no agency Sở Nội"),
        (2, [], "Either --agency or --all"),
        (2, ["--agency", "so-tttt", "--all", "q"], "Either --agency or --all"),
        (2, ["--agency", "so-tttt", "--output", "a.docx"], "docx is not known"),
        (3, ["--agency", "so-tai-chinh"], "owes no report"),
    ],
)
def test_what_cannot_be_written_is_said(code: int, arguments: list[str], said: str, run: Run) -> None:
    result = run("template", *arguments, *Q2, "--lang", "en")
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_the_workbook_is_locked_but_for_what_is_filled_in(run: Run) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra office")
    pytest.importorskip("xlsxwriter", reason="needs the extra office")
    run("template", "--agency", "so-ngoai-vu", "--output", "a.xlsx", *Q2, "--lang", "vi")
    book = openpyxl.load_workbook("a.xlsx")
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Báo cáo": "visible", "Hướng dẫn": "visible", "lists": "veryHidden", "ttdn": "veryHidden"}
    sheet = book["Báo cáo"]
    assert sheet.protection.sheet
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert [sheet.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    assert sorted(str(one.type) for one in sheet.data_validations.dataValidation) == [
        "date",
        "date",
        "date",
        "list",
        "whole",
    ]
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}
    assert {row[0].value: row[1].value for row in book["ttdn"].iter_rows()} == {
        "version": "1",
        "plan": "quang-ngai-2017",
        "revision": "1",
        "agency": "so-ngoai-vu",
        "period": "2017-Q2",
    }


def test_labels_and_headings_mean_one_thing_each() -> None:
    assert not set(HEADS) & set(HEADINGS)
    names = [fold(name) for fields in (HEAD, COLUMNS) for words in fields.values() for name in words]
    assert len(names) == len(set(names))
