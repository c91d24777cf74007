"""Nothing missing is ever green, and nothing there is ever missing: files of nobody, and files named as evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import DONE, PLAIN, put, task

COMMON = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-05", "--format", "json")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def there(*paths: str) -> None:
    """Put files with nothing of a report in them among the reports."""
    for one in paths:
        Path("reports", one).parent.mkdir(parents=True, exist_ok=True)
        Path("reports", one).write_bytes(b"x")


def test_a_file_that_is_not_read_is_told_beside_a_report_missing_for_the_period_of_its_folder_or_any_without_one(
    run: Run,
) -> None:
    put(task("year: 2017"), PLAIN, {"Q1/b 2017-03-19": ""})
    there("Q2/a.doc", "nhan/a.pdf", "Q4/a.zip")
    rows = run("missing", *COMMON).json["expected"]
    assert [(one["period"], one["received"], one["unread"]) for one in rows] == [
        ("2017-Q1", "none", ["reports/nhan/a.pdf"]),
        ("2017-Q2", "none", ["reports/Q2/a.doc", "reports/nhan/a.pdf"]),
    ]
    paper = run("report", *COMMON[:-2], "--output", "-", "--format", "md").out
    assert [name in paper for name in ("Q2/a.doc", "nhan/a.pdf")] == [True, True]
    run("remind", *COMMON[:-2], "--output", "letters")
    (letter,) = (one.read_text("utf-8") for one in Path("letters").glob("a*.md"))
    assert [name in letter for name in ("a.doc", "a.pdf", "a.zip")] == [True, True, False]


@pytest.mark.parametrize("how", ["relative to the report", "by bare name"])
def test_a_file_that_a_report_names_as_evidence_is_no_report_and_not_missing_from_what_was_read(
    how: str, run: Run
) -> None:
    named, path = ("kem/anh.pdf", "Q2/kem/anh.pdf") if how.startswith("relative") else ("anh.pdf", "Q2/sau/anh.pdf")
    put(task("quarter: Q2"), PLAIN, {"Q2/a 2017-06-19": DONE.replace('"1"', f'"{named}"')})
    there(path, "Q2/khac.pdf")
    said = run("check", *COMMON).json
    assert [one["path"] for one in said["files"]] == ["reports/Q2/a.yaml", "reports/Q2/khac.pdf"]
    assert [one["path"] for one in said["findings"] if one["rule"] == "unread-file"] == ["reports/Q2/khac.pdf"]


@pytest.mark.parametrize("folder", ["minh-chung", "evidence", "phu-luc"])
def test_in_a_folder_of_evidence_there_are_no_reports(folder: str, run: Run) -> None:
    put(task("quarter: Q2"), PLAIN, {"Q2/a 2017-06-19": DONE})
    there(f"Q2/{folder}/a.doc", f"{folder}/b.yaml")
    assert [one["path"] for one in run("check", *COMMON).json["files"]] == ["reports/Q2/a.yaml"]


def test_other_foreign_files_are_passed_over_and_counted_in_one_line(run: Run) -> None:
    put(task("quarter: Q2"), PLAIN, {"Q2/a 2017-06-19": DONE})
    there("Q2/ghi-chu.txt", "so-lieu.parquet")
    said = run("check", *COMMON, "--lang", "en")
    assert [one["path"] for one in said.json["files"]] == ["reports/Q2/a.yaml"]
    (line,) = (one for one in said.err.splitlines() if "ghi-chu.txt" in one)
    assert "(2)" in line


@pytest.mark.parametrize("command", ["check", "overdue", "missing", "summary"])
def test_where_nothing_else_is_there_the_files_are_named_and_nothing_is_green(command: str, run: Run) -> None:
    put(task("quarter: Q2"), PLAIN, {})
    there("Q2/a.doc")
    said = run(command, *COMMON)
    assert said.code == 3
    assert "Q2/a.doc" in said.err
