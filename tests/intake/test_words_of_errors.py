"""Errors of fields name what has to be written, and say each heading once and in quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, PLAN, lay_out, plan_and_directory
from tests.support.word_files import DAY, STATE, changed, report, tasks, word_file
from ttdn_cli.intake.report_tree import parse_report

ITEMS = f"{GOOD}  - task: T.3\n    state: in_progress\n"
CHECK = (*PLAN, "--as-of", "2017-07-05", "--select", "invalid-field,overdue")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(run: Run, file: str, data: str | bytes, language: str = "en") -> list[tuple[str, str]]:
    """Return message and hint of each invalid field."""
    lay_out(Path(), files={file: data})
    found = run("check", file, *CHECK, "--lang", language, "--format", "json").json["findings"]
    return [(one["message"], one["hint"]) for one in found if one["rule"] == "invalid-field"]


class TestNumbers:
    @pytest.mark.parametrize("written", ['"80"', "80%", "80 %", "'80 %'", "080", "+80"])
    def test_a_share_that_is_written_otherwise_is_told_with_the_number_to_write(self, run: Run, written: str) -> None:
        [(message, hint)] = told(run, "a.yaml", f"{ITEMS}    progress: {written}\n")
        assert (message.startswith("progress must be a whole number: "), hint) == (True, "Write 80")

    @pytest.mark.parametrize("written", ["120%", "120", '"120"'])
    def test_one_that_is_out_of_range_is_told_as_that(self, run: Run, written: str) -> None:
        [(message, hint)] = told(run, "a.yaml", f"{ITEMS}    progress: {written}\n")
        assert (message.startswith("progress: the number is out of range: "), hint) == (
            True,
            "Write a number from 0 to 100",
        )

    @pytest.mark.parametrize("written", ["khoảng 80%", "80.5", "-5", "80%%"])
    def test_of_what_may_be_no_number_no_number_is_proposed(self, run: Run, written: str) -> None:
        [(_, hint)] = told(run, "a.yaml", f"{ITEMS}    progress: {written}\n")
        assert hint.startswith("Write digits only")

    def test_a_percent_sign_means_nothing_in_a_quantity(self, run: Run) -> None:
        more = "    deliverables: [{name: Bản tin, quantity: 5%}]\n"
        [(_, hint)] = told(run, "a.yaml", f"{ITEMS}{more}")
        assert hint.startswith("Write digits only")

    def test_a_number_in_the_unit_leaves_nothing_open_where_the_quantity_is_a_field_of_its_own(self, run: Run) -> None:
        assert (
            told(run, "a.yaml", f"{ITEMS}    deliverables: [{{name: Bản tin, quantity: 1, unit: số (500 bản)}}]\n")
            == []
        )


class TestNothing:
    @pytest.mark.parametrize("field", ["submitted_on", "agency", "period"])
    def test_a_required_field_is_not_called_optional(self, run: Run, field: str) -> None:
        line = next(one for one in ITEMS.splitlines() if one.startswith(f"{field}:"))
        given = ITEMS.replace(line, f"{field}:")
        assert told(run, "a.yaml", given) == [(f"{field} is empty", "Give a value")]
        [(_, hint)] = told(run, "a.yaml", given, "vi")
        assert hint == "Đề nghị ghi nội dung"

    def test_an_optional_one_may_be_deleted(self, run: Run) -> None:
        given = ITEMS.replace("items:", "document: {number: ''}\nitems:")
        assert told(run, "a.yaml", given) == [("number is empty", "Give a value, or delete the line")]


class TestHeadings:
    def test_a_heading_is_said_once_after_a_place_that_names_it(self, run: Run) -> None:
        data = word_file(report(tasks(changed(0, STATE, "Hoàn thàn"))))
        assert told(run, "a.docx", data, "vi")[0][0].startswith("“Tình hình thực hiện”: không có")
        result = run("check", "a.docx", *CHECK, "--lang", "vi").out
        assert "cột “Tình hình thực hiện”: lỗi: không có tình hình thực hiện nào ghi là “Hoàn thàn”" in result
        assert "cột “Tình hình thực hiện”: không có tình hình thực hiện nào ghi là “Hoàn thàn”" in result

    @pytest.mark.parametrize("day", ["31/6/2017", "15/6/17", "15/13/2017"])
    def test_headings_stand_in_quotation_marks_whatever_is_wrong(self, run: Run, day: str) -> None:
        [(message, _)] = told(run, "a.docx", word_file(report(tasks(changed(0, DAY, day)))), "vi")
        assert message.startswith("“Ngày hoàn thành”: ")

    def test_so_do_headings_that_look_alike(self) -> None:
        data = word_file(report().replace("Minh chứng", "Minh chứngg"))
        [error] = parse_report("a.docx", data, plan_and_directory()[0]).cell_errors
        assert error.values["near"] == ("“Minh chứng”",)

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", "“Cơ quan báo cáo” is filled in twice, first in row 1"),
            ("vi", "“Cơ quan báo cáo” được điền hai lần, lần đầu tại dòng 1"),
        ],
    )
    def test_a_label_that_stands_twice_is_called_as_the_form_calls_it(
        self, run: Run, language: str, expected: str
    ) -> None:
        head = "Cơ quan báo cáo;Sở An Bình;\nCơ quan báo cáo;Sở Bình Yên;\nKỳ báo cáo;Q2/2017;\n"
        table = "Ngày gửi báo cáo;19/6/2017;\nMã nhiệm vụ;Tình hình thực hiện;Minh chứng\nT.1;Đang thực hiện;x\n"
        lay_out(Path(), files={"a.csv": head + table})
        check = ("check", "a.csv", *PLAN, "--as-of", "2017-07-05", "--select", "duplicate-key", "--format", "json")
        assert [one["message"] for one in run(*check, "--lang", language).json["findings"]] == [expected]
