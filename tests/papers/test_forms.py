"""A form as it is handed out claims nothing: what only the agency can say is empty, and what is given is locked."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.support.forms import (
    GIVEN,
    GIVEN_HEAD,
    OWING,
    Q2,
    cells_docx,
    cells_xlsx,
    need,
    read_csv,
    rows_csv,
    words_of,
)  # fmt: skip
from tests.support.hostile import hostile
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD, PLACEHOLDERS, STATES, state_word
from ttdn_cli.model.states import State, parse_state

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])
OCCURRENCES = {"vi": ["Năm 2017", "Quý II/2017"], "en": ["2017", "2017-Q2"]}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def form(run: Run, name: str, language: str = "vi", agency: str = "so-tttt") -> Path:
    """Write a form and return its path."""
    need(name.rpartition(".")[2])
    result = run("template", "--agency", agency, "--output", name, *Q2, "--lang", language)
    assert result.code == 0, result.err
    return Path(name)


def workbook(path: Path) -> Any:
    return pytest.importorskip("openpyxl", reason="needs the extra office").load_workbook(path)


def document(path: Path) -> Any:
    return pytest.importorskip("docx", reason="needs the extra office").Document(str(path))


@LANGUAGES
def test_a_workbook_states_nothing_for_the_agency(run: Run, language: str) -> None:
    head, rows = cells_xlsx(workbook(form(run, "a.xlsx", language)).worksheets[0])
    assert {field for field, cell in head.items() if cell.value} == {"agency", "period", "plan_revision"}
    assert {field for row in rows for field, cell in row.items() if cell.value} == {
        "task", "occurrence", "title", "plan", "before",
    }  # fmt: skip


@LANGUAGES
def test_a_word_file_states_nothing_for_the_agency(run: Run, language: str) -> None:
    head, rows = cells_docx(document(form(run, "a.docx", language)))
    hints = PLACEHOLDERS[language]
    shown = {field: words_of(cell) for field, cell in head.items() if field not in GIVEN_HEAD}
    assert {field: words for field, words in shown.items() if words} == {"submitted_on": hints["submitted_on"]}
    for row in rows:
        shown = {field: words_of(cell) for field, cell in row.items() if field not in GIVEN}
        chosen = {"state": hints["state"], "completed_on": hints["completed_on"]}
        assert {field: words for field, words in shown.items() if words} == chosen


@LANGUAGES
def test_a_csv_file_states_nothing_for_the_agency(run: Run, language: str) -> None:
    head, columns, table = rows_csv(read_csv(form(run, "a.csv", language)))
    assert {field for field, row in head.items() if row[1]} == set(GIVEN_HEAD)
    assert {field for row in table for field, column in columns.items() if row[column]} <= set(GIVEN)


@LANGUAGES
def test_yaml_states_nothing_for_the_agency(run: Run, language: str) -> None:
    report = yaml.safe_load(form(run, "a.yaml", language).read_text("utf-8"))
    assert {key for key, value in report.items() if value} - {"submitted_by", "document"} == {*GIVEN_HEAD, "items"}
    assert not any(value for key in ("submitted_by", "document") for value in report[key].values())
    assert {key for item in report["items"] for key, value in item.items() if value} == {"task", "occurrence"}
    assert list(report["items"][0]) == list(COLUMNS)


@LANGUAGES
def test_sheets_and_word_files_offer_every_line_of_the_head(run: Run, language: str) -> None:
    shown = set(HEAD) - {"schema"}
    assert set(cells_xlsx(workbook(form(run, "a.xlsx", language)).worksheets[0])[0]) == shown
    assert set(cells_docx(document(form(run, "a.docx", language)))[0]) == shown
    assert set(rows_csv(read_csv(form(run, "a.csv", language)))[0]) == set(HEAD)


@LANGUAGES
def test_task_and_occurrence_stand_in_columns_that_are_seen(run: Run, language: str) -> None:
    tasks = ["II.1", "II.2", "II.3.b", "II.3.c", "II.5", "II.7"]
    sheet = workbook(form(run, "a.xlsx", language)).worksheets[0]
    assert [letter for letter, column in sheet.column_dimensions.items() if column.hidden] == []
    rows = cells_xlsx(sheet)[1]
    assert [row["task"].value for row in rows] == tasks
    year, quarter = OCCURRENCES[language]
    occurrences = [year, year, quarter, quarter, quarter, quarter]
    assert [row["occurrence"].value for row in rows] == occurrences
    rows = cells_docx(document(form(run, "a.docx", language)))[1]
    assert [words_of(row["task"]) for row in rows] == tasks
    assert [words_of(row["occurrence"]) for row in rows] == occurrences
    assert list(rows[0])[:3] == ["task", "occurrence", "title"]
    assert set(rows[0]) == {*COLUMNS, "title"}


def test_what_was_reported_before_stands_beside(run: Run) -> None:
    said = "Báo cáo quý I/2017: đang thực hiện, 25%"
    assert said in cells_xlsx(workbook(form(run, "a.xlsx")).worksheets[0])[1][0]["before"].value
    assert said in words_of(cells_docx(document(form(run, "a.docx")))[1][0]["title"])
    columns, table = rows_csv(read_csv(form(run, "a.csv")))[1:]
    assert said in table[0][columns["before"]]
    assert f"# {said}" in form(run, "a.yaml").read_text("utf-8")


def test_a_workbook_is_locked_but_for_what_is_filled_in(run: Run) -> None:
    book = workbook(form(run, "a.xlsx"))
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Báo cáo": "visible", "Hướng dẫn": "visible", "lists": "veryHidden", "ttdn": "veryHidden"}
    sheet = book["Báo cáo"]
    assert sheet.protection.sheet
    head, rows = cells_xlsx(sheet)
    assert {field for field, cell in head.items() if cell.protection.locked} == {"agency", "period", "plan_revision"}
    assert {field for row in rows for field, cell in row.items() if not cell.protection.locked} == set(COLUMNS) - {
        "task", "occurrence",
    }  # fmt: skip
    assert {field for row in rows for field, cell in row.items() if cell.protection.locked} == {
        "task", "occurrence", "title", "plan", "before",
    }  # fmt: skip


def test_a_workbook_is_laid_out_for_a4_landscape(run: Run) -> None:
    sheet = workbook(form(run, "a.xlsx"))["Báo cáo"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    last = sheet.max_row
    assert sheet.print_area == f"'Báo cáo'!$A$1:$N${last}"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


@LANGUAGES
def test_a_workbook_offers_the_states_and_checks_days_shares_and_the_mark(run: Run, language: str) -> None:
    book = workbook(form(run, "a.xlsx", language))
    kinds = sorted(str(one.type) for one in book.worksheets[0].data_validations.dataValidation)
    assert kinds == ["date", "date", "date", "list", "list", "whole"]
    offered = {
        "vi": ["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Hủy"],
        "en": ["Not started", "In progress", "Done", "Cancelled"],
    }
    assert [row[0].value for row in book["lists"].iter_rows()] == offered[language]


@LANGUAGES
def test_every_state_that_is_offered_is_read_back_as_itself(language: str) -> None:
    assert [parse_state(state_word(state, language)) for state in STATES] == list(STATES)
    assert set(STATES) == set(State)


def test_a_workbook_says_what_form_it_is(run: Run) -> None:
    book = workbook(form(run, "a.xlsx", agency="so-ngoai-vu"))
    assert {row[0].value: row[1].value for row in book["ttdn"].iter_rows()} == {
        "version": "2",
        "plan": "quang-ngai-2017",
        "revision": "1",
        "agency": "so-ngoai-vu",
        "period": "2017-Q2",
    }


def part(path: Path, name: str = "word/document.xml") -> Any:
    """Return a part of a Word file as a tree."""
    etree = pytest.importorskip("lxml.etree", reason="needs the extra office")
    with zipfile.ZipFile(path) as file:
        return etree.fromstring(file.read(name))


def named(tree: Any, tag: str) -> list[Any]:
    return list(tree.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + tag))


def value(element: Any, name: str = "val") -> str:
    return str(element.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name))


def test_a_word_file_has_the_look_of_an_administrative_document(run: Run) -> None:
    path = form(run, "a.docx")
    [size] = named(part(path), "pgSz")
    assert [value(size, name) for name in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    [margins] = named(part(path), "pgMar")
    assert all(int(value(margins, side)) >= 850 for side in ("top", "bottom", "left", "right"))  # 15 mm
    [defaults] = named(part(path, "word/styles.xml"), "docDefaults")
    [fonts], [language] = named(defaults, "rFonts"), named(defaults, "lang")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert len(fonts.attrib) == 4
    assert [value(language), value(language, "eastAsia")] == ["vi-VN", "vi-VN"]


def test_the_tables_of_a_word_file_are_apart_fixed_and_of_one_width(run: Run) -> None:
    body = part(form(run, "a.docx"))[0]
    tables = named(body, "tbl")
    assert [one.tag.rpartition("}")[2] for one in list(body)[list(body).index(tables[0]) :]][:3] == ["tbl", "p", "tbl"]
    for table in tables:
        assert [value(one, "type") for one in named(table, "tblLayout")] == ["fixed"]
        grid = [value(one, "w") for one in named(table, "gridCol")]
        assert [[value(one, "w") for one in named(row, "tcW")] for row in named(table, "tr")] == [grid] * len(
            named(table, "tr")
        )
        assert sum(map(int, grid)) <= 16838 - 2 * 850
    first, *others = named(tables[1], "tr")
    assert [one.tag.rpartition("}")[2] for one in named(first, "trPr")[0]] == ["cantSplit", "tblHeader"]
    assert not [one for row in others for one in named(row, "tblHeader")]


@LANGUAGES
def test_states_and_days_of_a_word_file_are_chosen_in_controls_around_words(run: Run, language: str) -> None:
    path = form(run, "a.docx", language)
    controls = [one for one in named(part(path), "sdt") if named(one, "showingPlcHdr")]
    assert {one.getparent().tag.rpartition("}")[2] for one in controls} == {"p"}
    lists = [
        [(value(one, "displayText"), value(one, "value")) for one in named(control, "listItem")] for control in controls
    ]
    offered = {
        "vi": ["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Hủy"],
        "en": ["Not started", "In progress", "Done", "Cancelled"],
    }[language]
    tasks = 6
    assert [one for one in lists if one] == [[(word, word) for word in offered]] * tasks
    days = [one for control in controls for one in named(control, "date")]
    assert len(days) == tasks + 1
    assert {(value(named(one, "dateFormat")[0]), value(named(one, "lid")[0])) for one in days} == {
        ("d/M/yyyy", "vi-VN")
    }
    hints = PLACEHOLDERS[language]
    assert {"".join(control.itertext()) for control in controls} == set(hints.values())


def test_what_is_given_in_a_word_file_is_locked_and_the_rest_is_not_protected(run: Run) -> None:
    path = form(run, "a.docx")
    _, rows = cells_docx(document(path))
    for row in rows:
        locks = {field: {value(one) for one in named(cell, "lock")} for field, cell in row.items()}
        assert {field for field, found in locks.items() if found} == {"task", "occurrence", "title"}
        assert not [field for field in ("progress", "evidence", "result") if named(row[field], "sdt")]
    assert not named(part(path, "word/settings.xml"), "documentProtection")


def test_a_word_file_carries_no_time_no_picture_and_no_name_of_its_library(run: Run) -> None:
    with zipfile.ZipFile(form(run, "a.docx")) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert b"python-docx" not in file.read("docProps/core.xml")


@pytest.mark.parametrize("agency", OWING)
def test_every_agency_gets_a_word_file_with_a_row_for_each_row_of_its_workbook(run: Run, agency: str) -> None:
    rows = cells_xlsx(workbook(form(run, "a.xlsx", agency=agency)).worksheets[0])[1]
    twins = cells_docx(document(form(run, "a.docx", agency=agency)))[1]
    shown = [(row["task"].value, row["occurrence"].value) for row in rows]
    assert [(words_of(row["task"]), words_of(row["occurrence"])) for row in twins] == shown
    assert all(words_of(row["title"]).startswith(f"{words_of(row['task'])}. ") for row in twins)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_hostile_words_of_plan_registry_and_reports_stay_words(run: Run, name: str, tmp_path: Path) -> None:
    need(name.rpartition(".")[2])
    text = "=HYPERLINK(A1;A2) is a formula to somebody <w:p/> {DATE} http://a.example \x1b[31m\u202e"
    hostile(tmp_path, text)
    result = run(
        "template", "--agency", "so-a", "--period", "Q3", "--plan", "plan.yaml", "--reports", "reports", "-o", name
    )
    assert result.code == 0, result.err
    with zipfile.ZipFile(name) as file:
        parts = {one: file.read(one).decode("utf-8", "replace") for one in file.namelist()}
    assert not [one for one in parts.values() if "\x1b" in one or "\u202e" in one]
    links = [one for name, one in parts.items() if name.endswith(".rels")]
    assert not [one for one in links if "a.example" in one or "External" in one]
    assert not [name for name, one in parts.items() if "<f>" in one or "<w:hyperlink" in one or "instrText" in one]
    assert [one for one in parts.values() if "HYPERLINK" in one and "&lt;w:p/&gt;" in one]
