"""Files of kinds that nobody reads here are named by every command, and evidence is taken for no report."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out
from tests.support.schemas import validate

ON = ("--as-of", "2017-07-05", "--lang", "en")
ENDINGS = (
    "doc docm rtf odt pages pdf ppt pptx xlsb xlsm numbers zip rar 7z eml msg png jpg jpeg gif bmp tif tiff webp heic"
)
KINDS = sorted(f"reports/Q2/a.{ending}" for ending in ENDINGS.split())
NOTHING = "schema: ttdn/status/1\nagency: so-c\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nnothing_to_report: true\n"


def naming(*evidence: str) -> str:
    """Return a report that names evidence."""
    return f"{HEAD}items:\n  - {{task: T.1, state: in_progress, evidence: {json.dumps(evidence)}}}\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


@pytest.fixture
def every_kind() -> list[str]:
    """Lay out a report and a file of every kind that is not read, and return the names of these."""
    lay_out(Path(), files={"reports/Q2/so-c.yaml": NOTHING, **dict.fromkeys(KINDS, "x")})
    return KINDS


def test_every_file_stands_in_json_as_unread_with_nobody_s_name(every_kind: list[str], run: Run) -> None:
    found = run("check", "reports", *PLAN, *ON, "--format", "json").json
    validate(found, "findings")
    files = [one for one in found["files"] if one["verdict"] == "unread"]
    nobody: dict[str, object] = {"agency": None, "period": None, "verdict": "unread", "remarks": [], "tasks": 0}
    assert [{"path": name, **nobody} for name in every_kind] == files
    told = [one for one in found["findings"] if one["rule"] == "unread-file"]
    assert [(name, "warning", None, None) for name in every_kind] == [
        (one["path"], one["severity"], one["agency"], one["period"]) for one in told
    ]
    assert all(one["hint"] for one in told)


def test_the_lists_name_every_file_beside_a_report_that_is_missing(every_kind: list[str], run: Run) -> None:
    of = {
        (one["agency"], one["period"]): (one["received"], one["unread"])
        for one in run("missing", "reports", *PLAN, *ON, "--format", "json").json["expected"]
    }
    assert of["so-a", "2017-Q2"] == ("none", every_kind)
    assert of["so-a", "2017-Q1"] == ("none", [])
    shown = run("missing", "reports", *PLAN, *ON).out
    assert "2017-Q2 | Sở An Bình | lead | T.1, T.3 | not received in a form that can be counted (note 1)\n" in shown
    assert shown.endswith(f"Note 1: there are files that count for no agency: {', '.join(KINDS)}\n")
    assert shown.count("a.doc,") == 1
    assert "2017-Q1 | Sở An Bình | lead | T.3 | not received\n" in shown


def test_a_report_that_came_has_no_files_beside_it(run: Run) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.yaml": GOOD, "reports/Q2/so-b.doc": "x"})
    expected = run("missing", "reports", *PLAN, *ON, "--format", "json").json["expected"]
    of = {(one["agency"], one["period"]): one["unread"] for one in expected}
    assert of["so-a", "2017-Q2"] == []
    assert of["so-b", "2017-Q2"] == ["reports/Q2/so-b.doc"]


def test_a_rejected_report_has_the_files_beside_it_too(run: Run) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.yaml": GOOD.replace("-19", "-39"), "reports/Q2/so-a.doc": "x"})
    line = next(
        one for one in run("missing", "reports", *PLAN, *ON).out.splitlines() if "Sở An Bình" in one and "Q2" in one
    )
    assert "was received but is not counted because: submitted_on: there is no day 2017-06-39: June has 30 days" in line
    assert line.endswith("(reports/Q2/so-a.yaml) (note 1)")


def test_files_beside_one_report_alone_are_named_in_its_row(run: Run) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.yaml": GOOD, "reports/Q2/b.doc": "x"})
    lines = run("missing", "reports", *PLAN, *ON).out.splitlines()
    assert lines[-1].endswith(
        "in a form that can be counted; there are files that count for no agency: reports/Q2/b.doc"
    )


def test_the_summary_tells_a_report_that_does_not_count_from_one_that_has_not_come(run: Run) -> None:
    files = {"reports/a.yaml": GOOD.replace("-19", "-39"), "reports/Q2/c.doc": "x"}
    lay_out(Path(), files=dict(files))
    lines = [one.split(" | ") for one in run("summary", "reports", *PLAN, *ON).out.splitlines()]
    assert [(one[0], one[-2:]) for one in lines[:3]] == [
        ("Agency", ["reports", "received, not counted"]),
        ("Sở An Bình", ["0/2", "1"]),
        ("Sở Bình Yên", ["0/2", "0"]),
    ]
    assert lines[-1] == ["Beside reports that are missing, there are files that count for no agency: reports/Q2/c.doc"]


@pytest.mark.parametrize("command", ["overdue", "missing", "summary"])
def test_after_a_list_the_files_are_named_but_not_counted_as_rejected(
    command: str, every_kind: list[str], run: Run
) -> None:
    result = run(command, "reports", *PLAN, *ON)
    assert all(name in result.err for name in every_kind)
    assert "Files rejected" not in result.err
    assert "a.doc" not in run(command, "reports", *PLAN, *ON, "--quiet").err


def test_the_summary_has_the_files_of_each_report_that_is_missing(every_kind: list[str], run: Run) -> None:
    found = run("summary", "reports", *PLAN, *ON, "--format", "json").json
    validate(found, "summary")
    reports = {one["agency"]: one["reports"] for one in found["agencies"]}["so-a"]
    assert {"period": "2017-Q2", "received": "none", "unread": every_kind} in reports


def test_the_paper_names_every_file_and_says_not_that_nothing_came(every_kind: list[str], run: Run) -> None:
    paper = run("report", "reports", *PLAN, *ON, "--format", "md").out.replace("`", "")
    head, silent = paper.split("## Reports not received")
    silent, heat = silent.split("## Reports by agency and period")
    assert all(name in head and name in silent for name in every_kind)
    assert "| Sở An Bình | not received | not received in a form that can be counted |" in heat


def test_the_workbook_and_the_document_name_every_file(every_kind: list[str], run: Run) -> None:
    docx, openpyxl = pytest.importorskip("docx"), pytest.importorskip("openpyxl")
    assert run("report", "reports", *PLAN, *ON, "-o", "a.xlsx").code == 0
    book = openpyxl.load_workbook("a.xlsx")
    sheets = ["\n".join(str(cell.value) for row in sheet for cell in row) for sheet in book]
    assert [all(name in text for name in every_kind) for text in sheets].count(True) == 2
    assert run("report", "reports", *PLAN, *ON, "-o", "a.docx").code == 0
    lines = [line.text for line in docx.Document("a.docx").paragraphs]
    said = [line for line in lines if all(name in line for name in every_kind)]
    assert "There may be reports that are not counted here" in said[0]
    assert "Sở An Bình: no report on 2017-Q2 has been received in a form that can be counted" in said[1]


def test_letters_name_every_file_and_ask_for_a_form_that_can_be_read(every_kind: list[str], run: Run) -> None:
    pytest.importorskip("docx")
    result = run("remind", "reports", *PLAN, *ON[:2], "--lang", "vi", "-o", "letters")
    assert result.code == 0
    letter, listed = (Path("letters", name).read_text("utf-8").replace("`", "") for name in ("so-a.md", "danh-sach.md"))
    there = f"trong thư mục có tệp chưa tính được cho cơ quan nào: {', '.join(map(os.path.basename, every_kind))}"
    assert f"chưa nhận được báo cáo ở dạng tổng hợp được; {there} |" in letter
    assert "| chưa nhận được báo cáo |" in letter, "for the first quarter nothing lies there"
    assert "| chưa có báo cáo ở dạng tổng hợp được |" in letter, "of its overdue occurrence"
    assert (
        "bằng tệp Word (.docx) hoặc Excel (.xlsx); trường hợp đã gửi ở dạng khác, đề nghị gửi lại ở dạng này" in letter
    )
    assert there in listed
    assert all(name in result.err for name in every_kind)


def test_of_very_many_files_a_message_names_the_first_and_json_all(run: Run) -> None:
    names = [f"reports/Q2/{number:03}.jpg" for number in range(60)]
    lay_out(Path(), files={"reports/Q2/so-c.yaml": NOTHING, **dict.fromkeys(names, "x")})
    assert ", ".join([*names[:50], "and 10 more\n"]) in run("missing", "reports", *PLAN, *ON).out
    expected = run("missing", "reports", *PLAN, *ON, "--format", "json").json["expected"]
    assert [one["unread"] for one in expected if one["period"] == "2017-Q2"] == [names, names]
    told = run("check", "reports", *PLAN, *ON, "--select", "unread-file", "--format", "json").json["findings"]
    assert [one["path"] for one in told] == names


@pytest.mark.parametrize("command", ["check", "overdue", "missing", "summary", "report", "remind"])
def test_where_nothing_else_is_there_the_files_are_named_and_nothing_is_green(command: str, run: Run) -> None:
    pytest.importorskip("docx")
    lay_out(Path(), files={"reports/so-a.doc": "x", "reports/Q2/so-b.pdf": "x", "reports/minh-chung/c.yaml": GOOD})
    options = {"report": ("--format", "md"), "remind": ("-o", "letters")}.get(command, ())
    result = run(command, "reports", *PLAN, *ON, *options)
    assert (result.code, result.out) == (3, "")
    assert "of kinds that are not read: reports/Q2/so-b.pdf, reports/so-a.doc" in result.err
    assert "save it as one of these" in result.err
    assert "check the path" not in result.err


def test_a_single_file_of_such_a_kind_is_named_and_is_no_broken_yaml(run: Run) -> None:
    lay_out(Path(), files={"so-a.doc": "x", "so-a.yaml": GOOD})
    alone = run("check", "so-a.doc", *PLAN, *ON)
    assert (alone.code, "kinds that are not read: so-a.doc" in alone.err) == (3, True)
    beside = run("check", "so-a.doc", "so-a.yaml", *PLAN, *ON, "--format", "json").json
    assert [(one["path"], one["rule"]) for one in beside["findings"] if one["path"] == "so-a.doc"] == [
        ("so-a.doc", "unread-file")
    ]


def test_a_file_that_is_not_there_is_missing_whatever_its_kind(run: Run) -> None:
    lay_out(Path(), files={"so-a.yaml": GOOD})
    assert "nowhere.doc:1:1: error: There is no such file" in run("check", "nowhere.doc", "so-a.yaml", *PLAN, *ON).out
    assert "No report found: nowhere.doc" in run("check", "nowhere.doc", *PLAN, *ON).err


def test_a_folder_of_evidence_that_is_named_itself_is_read(run: Run) -> None:
    lay_out(Path(), files={"minh-chung/so-a.yaml": GOOD})
    assert [one["path"] for one in run("check", "minh-chung", *PLAN, *ON, "--format", "json").json["files"]] == [
        "minh-chung/so-a.yaml"
    ]


def test_evidence_is_counted_among_what_was_skipped(run: Run) -> None:
    files = {"so-a.yaml": naming("1.pdf", "so-lieu.csv"), "1.pdf": "x", "so-lieu.csv": "a,b", "Phụ lục/2.yaml": GOOD}
    lay_out(Path(), files={f"reports/Q2/{name}": text for name, text in files.items()})
    result = run("check", "reports", *PLAN, *ON, "--format", "json")
    skipped = "reports/Q2/Phụ lục/2.yaml, reports/Q2/1.pdf, reports/Q2/so-lieu.csv"
    assert f"Skipped, evidence or no reports by their names (3): {skipped}\n" in result.err
    assert [one["path"] for one in result.json["files"]] == ["reports/Q2/so-a.yaml"]
    assert [one["path"] for one in result.json["findings"] if "2.yaml" in one["path"] or "csv" in one["path"]] == []


def test_nobody_takes_away_a_report_by_naming_it_as_evidence(run: Run) -> None:
    """A file in which agency and period could be read stays a report, also one with an error in its head."""
    files = {
        "a": naming("a.yaml", "b.yaml", "c.yaml"),
        "b": GOOD.replace("so-a", "so-b"),
        "c": NOTHING.replace("-19", "-39"),
    }
    lay_out(Path(), files={f"reports/Q2/{name}.yaml": text for name, text in files.items()})
    found = run("check", "reports", *PLAN, *ON, "--format", "json").json["files"]
    assert [one["agency"] for one in found] == ["so-a", "so-b", "so-c"]
    assert found[2]["verdict"] == "rejected"


def test_evidence_is_known_from_tables_too(run: Run) -> None:
    head = "Cơ quan báo cáo;so-a\nKỳ báo cáo;2017-Q2\nNgày gửi báo cáo;19/6/2017\n"
    table = f'{head}Mã nhiệm vụ;Tình hình thực hiện;Minh chứng\nT.1;Đang thực hiện;"1/BC; bia.pdf\nẢnh 2.jpg"\n'
    lay_out(Path(), files={"reports/so-a.csv": table, "reports/x/bia.pdf": "x", "reports/x/ảnh 2.JPG": "x"})
    assert [one["path"] for one in run("check", "reports", *PLAN, *ON, "--format", "json").json["files"]] == [
        "reports/so-a.csv"
    ]


def test_evidence_does_not_set_the_day_that_is_judged_by(run: Run) -> None:
    later = "schema: ttdn/status/1\nperiod: 2017-Q3\nsubmitted_on: 2017-09-19\n"
    lay_out(Path(), files={"reports/so-a.yaml": naming("so-lieu.yaml"), "reports/so-lieu.yaml": later})
    assert run("check", "reports", *PLAN, "--format", "json").json["as_of"] == "2017-07-01"


def test_a_result_is_not_written_over_a_file_that_is_not_read(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": naming("1.pdf"), "reports/1.pdf": "x", "reports/2.doc": "x"})
    for name in ("reports/1.pdf", "reports/2.doc"):
        assert run("check", "reports", *PLAN, *ON, "-o", name).code == 3
        assert Path(name).read_text("utf-8") == "x"


def test_a_template_is_made_beside_files_that_are_not_read(run: Run) -> None:
    lay_out(Path(), files={"reports/Q1/so-a.doc": "x", "reports/Q1/x.csv": "a,b"})
    result = run("template", "--agency", "so-a", "--quarter", "Q2", *PLAN, "--reports", "reports", "--format", "yaml")
    assert (result.code, "so-a" in result.out) == (0, True)


def test_the_files_are_named_whatever_the_number_of_jobs(every_kind: list[str], run: Run) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.yaml": naming("a.doc")})
    one, two = (run("check", "reports", *PLAN, *ON, "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.out == two.out
    left = [name for name in every_kind if not name.endswith("a.doc")]
    assert left == [file["path"] for file in one.json["files"] if file["verdict"] == "unread"]


def test_each_province_names_its_own_files(run: Run) -> None:
    for name in ("a", "b"):
        (Path("nation") / name).mkdir(parents=True)
        files: dict[str, str | bytes] = {"reports/Q2/so-c.yaml": NOTHING, f"reports/Q2/{name}.doc": "x"}
        lay_out(Path("nation", name), files={**files, "ttdn.toml": 'plan = "plan.yaml"\nreports = "reports"\n'})
    lines = run("check", "nation", *ON, "--format", "jsonl").out.splitlines()
    told = [(one["province"], one["path"]) for one in map(json.loads, lines) if one["rule"] == "unread-file"]
    assert told == [("a", "nation/a/reports/Q2/a.doc"), ("b", "nation/b/reports/Q2/b.doc")]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_that_is_no_text_is_shown_everywhere(run: Run) -> None:
    pytest.importorskip("docx")
    lay_out(Path(), files={"reports/so-c.yaml": NOTHING})
    try:
        Path(os.fsdecode(b"reports/b\xe1o \x1b[31m.doc")).write_text("x", "utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    for command in ("check", "missing", "summary"):
        assert run(command, "reports", *PLAN, *ON, "--format", "json").code in (0, 1)
        assert "\x1b" not in run(command, "reports", *PLAN, *ON).out
    for form in ("md", "html", "docx", "xlsx"):
        assert run("report", "reports", *PLAN, *ON, "-o", f"out.{form}").code == 0
    assert run("remind", "reports", *PLAN, *ON, "-o", "letters").code == 0
    assert run("check", "reports", *PLAN, *ON, "--format", "sarif").code in (0, 1)


def test_nothing_in_such_a_file_is_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(Path(), files={"reports/so-c.yaml": NOTHING, "reports/a.pdf": "x"})
    opened: list[str] = []
    really = os.open

    def look(path: Any, *flags: Any, **folder: Any) -> int:
        opened.append(str(path))
        return really(path, *flags, **folder)

    monkeypatch.setattr(os, "open", look)
    assert "reports/a.pdf:1:1" in run("check", "reports", *PLAN, *ON).out
    assert [name for name in opened if "reports" in name] == ["reports/so-c.yaml"]


def test_files_that_are_no_reports_by_their_names_are_named_up_to_five(run: Run) -> None:
    names = [f"reports/Q2/{name}" for name in ("a.txt", "b.md", "c.html", "d.txt", "e.txt", "g.txt", "h.txt")]
    lay_out(Path(), files={"reports/Q2/so-a.yaml": GOOD, **dict.fromkeys(names, "x")})
    message = f"Skipped, evidence or no reports by their names (7): {', '.join(names[:5])}, and 2 more\n"
    assert message in run("check", "reports", *PLAN, *ON).err
    assert ", ".join(names) in run("check", "reports", *PLAN, *ON, "--verbose").err


def test_where_only_such_files_are_there_they_are_named_too(run: Run) -> None:
    lay_out(Path(), files={"reports/Q2/bao-cao.txt": "x"})
    result = run("check", "reports", *PLAN, *ON)
    assert (result.code, result.out) == (3, "")
    assert "No report found: reports; what is there is evidence, or no report by its name: reports/Q2/bao-cao.txt" in (
        result.err
    )
    lay_out(Path(), files={"reports/Q2/so-a.doc": "x"})
    assert "reports/Q2/so-a.doc, reports/Q2/bao-cao.txt" in run("check", "reports", *PLAN, *ON).err


def test_papers_and_letters_hold_names_with_spaces_and_marks_in_one_piece_of_code(run: Run) -> None:
    pytest.importorskip("docx")
    name = "Báo cáo *quý* [2] `x`.doc"
    lay_out(Path(), files={f"reports/Q2/{name}": "x", "reports/Q2/an binh 1.yaml": GOOD.replace("-19", "-39")})
    said = run("report", "reports", *PLAN, *ON, "--format", "md").out
    assert f"``reports/Q2/{name}``" in said
    assert "`an binh 1.yaml`" in said
    assert "`reports/Q2/an binh 1.yaml`" in said
    assert run("remind", "reports", *PLAN, *ON[:2], "-o", "letters").code == 0
    assert f"``{name}``" in Path("letters/so-b.md").read_text("utf-8")
    assert "`an binh 1.yaml`" in Path("letters/so-a.md").read_text("utf-8")
