"""Rows of a report's table that name another task, or none: each is told, and nobody is said to have kept silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.intake.test_sheet_reports import COLUMNS, changed, entries, errors, received, row
from tests.support.sample import PLAN, lay_out
from tests.support.workbooks import HEAD as SHEET_HEAD
from tests.support.workbooks import book
from ttdn_cli.findings import Phrase
from ttdn_cli.intake.submission import Submission

GOOD = row(Mã_nhiệm_vụ="T.3")
CHECK = ("check", "reports", *PLAN, "--as-of", "2017-07-05", "--lang", "en", "--format", "json")


def left_out(found: Submission) -> list[tuple[str, str | None]]:
    assert found.report, found.input_errors
    return [(one.task, one.error and one.error.code) for one in found.report.left_out]


def places(found: Submission) -> list[object]:
    """Return the places that the remark on words below the table names."""
    return [place.values for remark in found.remarks for place in _phrases(remark.values["places"])]


def _phrases(value: object) -> list[Phrase]:
    assert isinstance(value, tuple)
    return [one for one in value if isinstance(one, Phrase)]


class TestWordsOfAnotherTask:
    @pytest.mark.parametrize(
        ("task", "code"), [("T.11", "other_task"), ("Việc khác", "other_task"), (None, "cell_missing")]
    )
    def test_a_row_with_an_id_that_is_none_is_left_out_of_the_task_whose_words_stand_in_it(
        self, task: str | None, code: str
    ) -> None:
        found = received(GOOD, row(Mã_nhiệm_vụ=task, Nhiệm_vụ="T.1. Phóng sự truyền hình"))
        assert ([("T.1", code)], ["T.3"]) == (left_out(found), [one.task for one in entries(found)])

    def test_a_row_with_the_id_of_another_task_is_left_out_of_both(self) -> None:
        found = received(GOOD, row(Mã_nhiệm_vụ="T.4", Nhiệm_vụ="T.1. Phóng sự"))
        assert left_out(found) == [("T.4", "other_task"), ("T.1", "other_task")]

    def test_the_id_and_the_words_may_stand_in_the_cell_of_the_id(self) -> None:
        found = received(GOOD, row(Mã_nhiệm_vụ="T.1 - Phóng sự truyền hình"))
        assert left_out(found) == [("T.1", "task")]

    def test_the_title_alone_tells_the_task_where_it_is_no_other_s(self) -> None:
        title = "Hai phóng sự trong quý II"
        assert left_out(received(GOOD, row(Mã_nhiệm_vụ=None, Nhiệm_vụ=title.upper()))) == [("T.1", "cell_missing")]

    @pytest.mark.parametrize("task", ["T.11", None])
    def test_nobody_is_said_to_have_kept_silent_on_the_task(
        self, task: str | None, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = book(*SHEET_HEAD, COLUMNS, GOOD, row(Mã_nhiệm_vụ=task, Nhiệm_vụ="T.1. Phóng sự"))
        monkeypatch.chdir(lay_out(tmp_path, files={"reports/a.xlsx": data}))
        found = run(*CHECK).json["findings"]
        assert "T.1" not in [one["task"] for one in found if one["rule"] == "unreported-task"]
        overdue = next(one for one in found if (one["rule"], one["task"]) == ("overdue", "T.1"))
        assert ("left-out", "cell Báo cáo!A6" in overdue["message"]) == (overdue["not_counted"]["because"], True)
        assert {"T.1"} == {one["task"] for one in found if one["rule"] == "invalid-field"}


class TestEndOfTheTable:
    @pytest.mark.parametrize("line", [0, 1, 3])
    def test_signatures_in_columns_that_are_filled_in_are_no_rows_and_are_named(self, line: int) -> None:
        signed: list[Any] = ["Nơi nhận:", None, None, "KT. GIÁM ĐỐC", None, None, None, "PHÓ GIÁM ĐỐC"]
        found = received(GOOD, *([[]] * line), signed, ["- Lưu: VT."], [None] * 9 + ["Nguyễn Văn A"])
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.3"])
        assert [
            {"cell": f"Báo cáo!{column}{row_}", "text": text}
            for row_, column, text in (
                (6 + line, "D", "KT. GIÁM ĐỐC"),
                (6 + line, "H", "PHÓ GIÁM ĐỐC"),
                (8 + line, "J", "Nguyễn Văn A"),
            )
        ] == places(found)

    @pytest.mark.parametrize("line", [0, 2])
    @pytest.mark.parametrize(
        ("heading", "value"),
        [
            ("Tình hình thực hiện", "Hoàn thành"),
            ("Tình hình thực hiện", "Hoàn thàn"),
            ("Ngày hoàn thành", "15/6/2017"),
            ("Tiến độ (%)", "80%"),
            ("Tiến độ (%)", 80),
            ("Sản phẩm đã có", "Phóng sự: 2 cái"),
            ("Minh chứng", "12/QĐ-SAB"),
        ],
    )
    def test_a_row_without_a_task_is_told_where_a_cell_holds_what_only_its_column_means(
        self, heading: str, value: object, line: int
    ) -> None:
        lone = [value if name == heading else None for name in COLUMNS]
        found = received(GOOD, *([[]] * line), lone)
        assert f"A{6 + line}" in [place for place, _ in errors(found)]
        assert found.report
        assert found.report.partial

    def test_a_row_without_a_task_and_with_many_words_is_told_too(self) -> None:
        lone = [None] * 9 + ["Đã tổ chức ba đoàn phóng viên đi thực tế tại các huyện miền núi của tỉnh"]
        assert "A6" in [place for place, _ in errors(received(GOOD, lone))]

    def test_rows_of_tasks_below_the_signatures_count(self) -> None:
        found = received(GOOD, ["Nơi nhận:", None, None, "GIÁM ĐỐC"], row(Mã_nhiệm_vụ="T.4"))
        assert [one.task for one in entries(found)] == ["T.3", "T.4"]


class TestColumnsOfTheirOwn:
    def test_notes_cost_no_row_and_are_told_at_their_heading(self) -> None:
        def note(sheet: Any) -> None:
            changed(sheet, L4="Ghi chú", L5="Đã gửi bản giấy")

        found = received(row(), GOOD, mangle=note)
        assert (errors(found), [one.task for one in entries(found)]) == ([("L4", "extra_column")], ["T.1", "T.3"])

    def test_any_column_beside_a_whole_form_costs_no_row(self) -> None:
        found = received(row(), GOOD, mangle=lambda sheet: changed(sheet, L4="Người theo dõi", L5="Bà Lê Thị B"))
        assert (errors(found), [one.task for one in entries(found)]) == ([("L4", "extra_column")], ["T.1", "T.3"])

    def test_a_column_that_may_be_one_of_the_form_costs_the_rows_that_are_filled_in(self) -> None:
        found = received(row(Minh_chứng="12/QĐ"), GOOD, mangle=lambda sheet: changed(sheet, I4="Văn bản, tài liệu"))
        assert (errors(found), [one.task for one in entries(found)]) == ([("I4", "unknown_column")], ["T.3"])

    def test_a_row_with_nothing_but_a_note_is_left_out_and_not_said_to_say_nothing(self) -> None:
        def note(sheet: Any) -> None:
            changed(sheet, L4="Ghi chú", L5="Chờ kinh phí")

        found = received(row(Tình_hình_thực_hiện=None), GOOD, mangle=note)
        assert left_out(found) == [("T.1", "extra_column")]


@pytest.mark.parametrize("form", ["xlsx", "yaml"])
def test_a_task_whose_row_came_back_blank_is_told_at_that_row(
    form: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = row(Tình_hình_thực_hiện=None, Nhiệm_vụ="T.1. Phóng sự")
    text = "schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nitems:\n"
    text += "  - {task: T.3, state: in_progress}\n  - {task: T.1, state: }\n"
    data = text if form == "yaml" else book(*SHEET_HEAD, COLUMNS, GOOD, blank)
    monkeypatch.chdir(lay_out(tmp_path, files={f"reports/a.{form}": data}))
    found = run(*CHECK, "--select", "unreported-task").json["findings"]
    [one] = [one for one in found if one["task"] == "T.1"]
    expected = ("Báo cáo!D6", 6, 4) if form == "xlsx" else (None, 7, 5)
    assert expected == (one["place"], one["line"], one["column"])
