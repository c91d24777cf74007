"""Reports as tables: which rows say something, what their cells say, and what is told of a cell that is not clear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out, plan_and_directory
from tests.support.workbooks import HEAD as SHEET_HEAD
from tests.support.workbooks import book
from ttdn_cli.files.paths import Source
from ttdn_cli.intake.refused_fields import IN_CELLS
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.sheet_columns import GUIDE_TITLES
from ttdn_cli.intake.submission import Entry, Submission
from ttdn_cli.rules.invalid_field import InvalidField
from ttdn_cli.text.i18n import Words

COLUMNS = [
    "Mã nhiệm vụ",
    "Kỳ thực hiện",
    "Nhiệm vụ",
    "Tình hình thực hiện",
    "Ngày hoàn thành",
    "Tiến độ (%)",
    "Cơ quan đã phối hợp",
    "Sản phẩm đã có",
    "Minh chứng",
    "Kết quả thực hiện",
    "Khó khăn, vướng mắc",
]
LETTERS = dict(zip(COLUMNS, "ABCDEFGHIJK", strict=True))
UNDER_WAY = {"Mã nhiệm vụ": "T.3", "Tình hình thực hiện": "Đang thực hiện", "Tiến độ (%)": 20}
OLD_NOTE = "1. Ghi ngày gửi báo cáo thay cho ngày 01/4/2017"


def row(**cells: object) -> list[Any]:
    """Return a row under way on T.1, with some of its cells changed; their names have `_` for a space."""
    named = {name.replace("_", " "): value for name, value in cells.items()}
    filled: dict[str, object] = {"Mã nhiệm vụ": "T.1", "Tình hình thực hiện": "Đang thực hiện", **named}
    return [filled.get(name) for name in COLUMNS]


def received(
    *rows: list[Any], head: Sequence[list[Any]] | None = None, mangle: Callable[[Any], object] | None = None
) -> Submission:
    """Return what a workbook with a head (rows 1 to 3), the headings (row 4) and some rows submits."""
    plan, directory = plan_and_directory()
    found = Submission("a.xlsx")
    data = book(*(SHEET_HEAD if head is None else head), COLUMNS, *rows, mangle=mangle)
    Intake(plan, directory, texts=True).understand(Source("a.xlsx", "a.xlsx"), data, found)
    return found


def entries(found: Submission) -> list[Entry]:
    assert found.report, found.input_errors
    return list(found.report.entries)


def errors(found: Submission) -> list[tuple[str, str]]:
    """Return cell and code of each error, and of an error of another rule than `invalid-field` its name."""
    return [
        (f"{chr(64 + one.place.column)}{one.place.line}", one.code if one.rule == "invalid-field" else one.rule)
        for one in found.input_errors
    ]


def changed(sheet: Any, **cells: object) -> None:
    for cell, value in cells.items():
        sheet[cell] = value


class TestRowsThatSayNothing:
    def test_a_row_of_which_only_the_given_columns_are_filled_says_nothing(self) -> None:
        blank = row(Mã_nhiệm_vụ="T.3", Nhiệm_vụ="T.3. Tuyên truyền", Tình_hình_thực_hiện=None)
        assert [one.task for one in entries(received(row(), blank))] == ["T.1"]

    def test_dashes_and_words_for_nothing_fill_no_cell(self) -> None:
        blank = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="-", Minh_chứng="Không có", Kết_quả_thực_hiện="…")
        found = received(row(), blank)
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.1"])

    def test_a_row_with_something_in_it_and_no_state_is_told_at_the_cell_of_its_state(self) -> None:
        found = received(row(), row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện=None, Kết_quả_thực_hiện="Đã đăng 3 bài"))
        assert errors(found) == [("D6", "cell_missing")]
        assert [one.task for one in entries(found)] == ["T.1"]

    def test_a_form_with_nothing_filled_in_is_told_as_such_and_nothing_else(self) -> None:
        blank = row(Tình_hình_thực_hiện=None)
        found = received(
            blank, head=[["Cơ quan báo cáo:", "Sở An Bình"], ["Kỳ báo cáo:", "Quý II/2017"], ["Ngày gửi báo cáo:"]]
        )
        assert ([one.rule for one in found.input_errors], found.report) == (["untouched-template"], None)
        assert (found.agency, found.period and found.period.id) == ("so-a", "2017-Q2")

    def test_a_form_in_which_nothing_to_report_is_marked_is_a_report(self) -> None:
        found = received(row(Tình_hình_thực_hiện=None), head=[*SHEET_HEAD, ["Không có nội dung báo cáo:", "x"]])
        assert (errors(found), found.report and found.report.nothing) == ([], True)

    @pytest.mark.parametrize("words", ["Không có", "không", "-", "Chưa có"])
    def test_words_for_nothing_beside_nothing_to_report_leave_it_empty(self, words: str) -> None:
        head = [*SHEET_HEAD, ["Không có nội dung báo cáo:", words]]
        found = received(row(), head=head)
        assert (errors(found), found.report and found.report.nothing) == ([], False)
        untouched = received(row(Tình_hình_thực_hiện=None), head=head)
        assert ([one.rule for one in untouched.input_errors], untouched.report) == (["untouched-template"], None)

    def test_a_form_of_which_nobody_can_tell_whether_there_is_nothing_to_report_is_no_report(self) -> None:
        head = [*SHEET_HEAD, ["Không có nội dung báo cáo:", "xem công văn"]]
        found = received(row(Tình_hình_thực_hiện=None), head=head)
        assert (errors(found), found.report) == ([("B4", "cell_flag")], None)
        assert entries(received(row(), head=head))

    def test_a_state_that_says_nothing_is_told_where_anything_else_stands_in_the_row(self) -> None:
        said = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Không có", Kết_quả_thực_hiện="Đã đăng 3 bài")
        assert errors(received(row(), said)) == [("D6", "cell_missing")]
        blank = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Không có")
        found = received(row(), blank)
        assert found.report
        assert (errors(found), [one.task for one in found.report.blank]) == ([], ["T.3"])

    def test_states_and_day_that_an_older_form_came_with_are_not_filled_in(self) -> None:
        came = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Chưa thực hiện")
        found = received(row(), came, head=[[OLD_NOTE], *SHEET_HEAD])
        assert [one.task for one in entries(found)] == ["T.1"]
        head = [[OLD_NOTE], *SHEET_HEAD[:2], ["Ngày gửi báo cáo:", "1/4/2017"]]
        assert errors(received(row(), came, head=head)) == [("B4", "cell_missing")]
        untouched = received(came, head=head)
        assert [one.rule for one in untouched.input_errors] == ["untouched-template"]

    def test_the_same_state_is_a_claim_in_the_form_of_today_and_beside_what_was_filled_in(self) -> None:
        claim = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Chưa thực hiện")
        assert [one.task for one in entries(received(row(), claim))] == ["T.1", "T.3"]
        beside = row(Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Chưa thực hiện", Kết_quả_thực_hiện="Chờ kinh phí")
        assert [one.task for one in entries(received(beside, head=[[OLD_NOTE], *SHEET_HEAD]))] == ["T.3"]


class TestWhatIsNotRead:
    def test_a_sheet_without_headings_in_which_something_stands_is_named(self) -> None:
        def add(sheet: Any) -> None:
            other = sheet.parent.create_sheet("Kết quả chi tiết")
            changed(other, A1="Nhiệm vụ T.1: đã đăng 3 bài")
            sheet.parent.create_sheet("Trống")

        assert told(received(row(), mangle=add)) == [
            "These sheets have no headings of a report and were not read: “Kết quả chi tiết”"
        ]

    @pytest.mark.parametrize("title", GUIDE_TITLES.values())
    def test_the_guide_of_the_form_is_not_named(self, title: str) -> None:
        def add(sheet: Any) -> None:
            changed(sheet.parent.create_sheet("Hướng dẫn"), A1=title, A2="1. Điền ngày gửi báo cáo.")

        assert told(received(row(), mangle=add)) == []

    def test_words_in_a_row_beside_the_table_are_named_with_their_cell(self) -> None:
        assert told(received(row(), mangle=lambda sheet: changed(sheet, P5="Đã xong"))) == [
            "These words stand under no heading of the table and are not counted: cell Báo cáo!P5 “Đã xong”"
        ]


class TestColumnsThatAreMissing:
    DONE = row(Tình_hình_thực_hiện="Hoàn thành", Minh_chứng="1/QĐ")

    @pytest.mark.parametrize(("column", "field"), [(5, "Ngày hoàn thành"), (4, "Tình hình thực hiện")])
    def test_a_column_that_a_row_needs_and_the_table_lacks_is_told_once_at_the_headings(
        self, column: int, field: str
    ) -> None:
        second = [*self.DONE]
        second[0] = "T.3"
        found = received(self.DONE, second, mangle=lambda sheet: sheet.delete_cols(column))
        assert errors(found) == [("A4", "no_column")]
        assert (found.input_errors[0].values["field"], found.report) == (field, None)

    def test_a_column_that_no_row_needs_may_be_missing(self) -> None:
        assert errors(received(row(), mangle=lambda sheet: sheet.delete_cols(5))) == []


def told(found: Submission) -> list[str]:
    """Return what is told of a file beside its errors."""
    return [Words("en").show(one) for one in found.remarks]


def test_of_several_errors_in_a_row_the_leftmost_is_why_it_is_left_out() -> None:
    wrong = row(
        Mã_nhiệm_vụ="T.3", Tình_hình_thực_hiện="Đã xong", Ngày_hoàn_thành="31/2/2017", Sản_phẩm_đã_có="Bài: x 2"
    )
    found = received(row(), wrong)
    assert found.report
    assert [one.error and one.error.place.column for one in found.report.left_out] == [4]


class TestTables:
    @pytest.mark.parametrize("second", ["Quý I", "Báo cáo (2)"])
    def test_two_tables_that_are_filled_in_are_refused_with_their_names(self, second: str) -> None:
        def copy(sheet: Any) -> None:
            sheet.parent.copy_worksheet(sheet).title = second

        found = received(row(), mangle=copy)
        assert [(one.rule, one.code, one.values["names"]) for one in found.input_errors] == [
            ("unreadable", "several-tables", ("“Báo cáo”", f"“{second}”"))
        ]

    @pytest.mark.parametrize(("agency", "expected"), [("Sở An Bình", ("so-a", "2017-Q2")), ("so-b", (None, None))])
    def test_two_tables_whose_heads_agree_are_known_as_the_report_of_that_agency(
        self, agency: str, expected: tuple[str | None, str | None]
    ) -> None:
        def copy(sheet: Any) -> None:
            changed(sheet.parent.copy_worksheet(sheet), B1=agency)

        found = received(row(), mangle=copy)
        assert (found.agency, found.period and found.period.id, found.report) == (*expected, None)
        assert [(one.code, one.agency) for one in found.input_errors] == [("several-tables", expected[0])]

    def test_of_two_tables_the_one_that_is_filled_in_counts(self) -> None:
        def blank_first(sheet: Any) -> None:
            other = sheet.parent.copy_worksheet(sheet)
            other.title = "Bản điền"
            for cell in sheet[5][1:]:
                cell.value = None

        found = received(row(), mangle=blank_first)
        assert ([one.task for one in entries(found)], found.table and found.table.sheet) == (["T.1"], "Bản điền")

    def test_a_table_of_which_no_row_can_be_read_is_no_report(self) -> None:
        found = received(row(Tình_hình_thực_hiện="Xong"), row(Mã_nhiệm_vụ="T.99"))
        assert (errors(found), found.report) == ([("D5", "cell_state"), ("A6", "unknown-task")], None)
        without_ids = received(row(), mangle=lambda sheet: changed(sheet, A4="Số"))
        assert without_ids.report is None

    def test_a_second_head_below_the_table_is_another_report(self) -> None:
        found = received(row(), ["Cơ quan báo cáo:", "Sở Bình Yên"], ["Kỳ báo cáo:", "Quý I/2017"], COLUMNS, row())
        assert [(one.rule, one.code, one.place.line) for one in found.input_errors] == [
            ("unreadable", "second-head", 7)
        ]

    def test_headings_that_are_repeated_and_sections_are_no_rows(self) -> None:
        section = ["", None, "II. Tuyên truyền"]
        found = received(row(), COLUMNS, section, row(Mã_nhiệm_vụ="T.3"), ["III. Khác"], row(Mã_nhiệm_vụ="T.4"))
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.1", "T.3", "T.4"])

    def test_signatures_right_below_the_table_are_no_rows(self) -> None:
        found = received(
            row(), [None, None, "An Bình, ngày 19 tháng 6 năm 2017"], ["NGƯỜI LẬP BIỂU", None, None, "GIÁM ĐỐC"]
        )
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.1"])

    def test_a_row_with_a_slip_in_its_id_is_told_even_after_a_gap(self) -> None:
        found = received(row(), [], row(Mã_nhiệm_vụ="T.33", Tình_hình_thực_hiện="Xong"))
        assert errors(found) == [("D7", "cell_state")]


class TestCells:
    @pytest.mark.parametrize("written", ["t.1", "T1", "T.1.", " T . 1 ", "Mục T.1", "Nhiệm vụ T.1:"])
    def test_the_id_of_a_task_is_known_however_it_is_written(self, written: str) -> None:
        assert [one.task for one in entries(received(row(Mã_nhiệm_vụ=written)))] == ["T.1"]

    def test_words_that_begin_with_the_id_of_another_task_are_told_at_both_cells(self) -> None:
        found = received(row(Nhiệm_vụ="T.3. Tuyên truyền"), row(Mã_nhiệm_vụ="T.3", Nhiệm_vụ="T.3 Tuyên truyền"))
        assert errors(found) == [("A5", "other_task"), ("C5", "other_task")]
        assert [one.task for one in entries(found)] == ["T.3"]

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Sở Bình Yên, các cơ quan báo chí", ["so-b", "bao-chi"]),
            ("SBY và Báo X", ["so-b", "bao-x"]),
            ("Sở Bình Yên, Báo X và Đài Y; huyen-m", ["so-b", "bao-x", "dai-y", "huyen-m"]),
        ],
    )
    def test_names_are_parted_by_commas_and_words_where_every_part_is_known(
        self, written: str, expected: list[str]
    ) -> None:
        found = received(row(Cơ_quan_đã_phối_hợp=written))
        assert (errors(found), list(entries(found)[0].named)) == ([], expected)

    def test_a_name_with_a_part_that_nobody_knows_stays_whole(self) -> None:
        found = received(row(Cơ_quan_đã_phối_hợp="Sở Bình Yên, Hội Người cao tuổi"))
        assert [(one.rule, one.values["name"]) for one in found.input_errors] == [
            ("unknown-coordinator", "Sở Bình Yên, Hội Người cao tuổi")
        ]

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Phóng sự: 01 phóng sự", 1),
            ("02", 2),
            ("02 phóng sự", 2),
            ("1 000 phóng sự", 1000),
            ("Phóng sự: 1.000", 1000),
            ("Phóng sự 02 cái", 2),
            (2, 2),
        ],
    )
    def test_a_quantity_is_read_with_zeros_thousands_and_without_the_only_name(
        self, written: object, expected: int
    ) -> None:
        [entry] = entries(received(row(Sản_phẩm_đã_có=written)))
        assert [(one.name, one.quantity) for one in entry.delivered] == [("phong su", expected)]

    @pytest.mark.parametrize(
        "written",
        [
            "Phóng sự: 0 cái (dự kiến: 5 cái)",
            "Phóng sự: 1 trong 2",
            "1,5 phóng sự",
            "Phóng sự",
            "Phóng sự số 2: 1",
            "Tờ rơi 100 tờ",
        ],
    )
    def test_a_second_number_or_colon_and_a_missing_number_are_told_at_the_cell(self, written: str) -> None:
        found = received(row(Sản_phẩm_đã_có=written), row(Mã_nhiệm_vụ="T.3"))
        assert errors(found) == [("H5", "deliverable_planned")]

    def test_a_quantity_without_a_name_is_told_where_the_plan_asks_for_several(self) -> None:
        found = received(row(Mã_nhiệm_vụ="T.5", Sản_phẩm_đã_có="2"), row())
        assert [one.values["planned"] for one in found.input_errors] == [("Kỷ yếu", "Hội thảo")]

    def test_nothing_in_words_is_no_evidence_and_no_obstacle(self) -> None:
        [entry] = entries(received(row(Minh_chứng="không có", Cơ_quan_đã_phối_hợp="Không")))
        assert (entry.shown, entry.named, entry.obstacles) == (False, (), "")

    def test_a_value_in_a_hidden_row_counts_and_the_finding_says_that_the_row_is_hidden(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hide(sheet: Any) -> None:
            sheet.row_dimensions[5].hidden = True

        data = book(*SHEET_HEAD, COLUMNS, row(Tình_hình_thực_hiện="Xong"), row(Mã_nhiệm_vụ="T.3"), mangle=hide)
        monkeypatch.chdir(lay_out(tmp_path, files={"a.xlsx": data}))
        found = run("check", "a.xlsx", *PLAN, "--select", "invalid-field", "--lang", "vi", "--format", "json").json
        [one] = found["findings"]
        assert (one["place"], one["line"], one["column"]) == ("Báo cáo!D5", 5, 4)
        assert (
            one["message"]
            == "“Tình hình thực hiện”: không có tình hình thực hiện nào ghi là “Xong” (dòng này đang bị ẩn)"
        )
        assert one["hint"] == "Đề nghị chọn một trong các nội dung: Chưa thực hiện, Đang thực hiện, Hoàn thành, Hủy"


class TestHead:
    def test_a_value_that_is_missing_is_told_at_its_cell_in_the_words_of_the_form(self) -> None:
        head: list[list[Any]] = [
            ["Cơ quan báo cáo:", None, "Sở An Bình"],
            ["Kỳ báo cáo:", None, "Quý II/2017"],
            ["Ngày gửi báo cáo:"],
        ]
        found = received(row(), head=head)
        assert [(one.place.line, one.place.column, one.values["field"]) for one in found.input_errors] == [
            (3, 3, "Ngày gửi báo cáo")
        ]

    def test_a_label_and_its_value_may_stand_in_one_cell(self) -> None:
        head = [["Cơ quan báo cáo: Sở An Bình"], ["Kỳ báo cáo: Quý II/2017"], ["Ngày gửi báo cáo: 19/6/2017"]]
        found = received(row(), head=head)
        assert (errors(found), found.agency) == ([], "so-a")


class TestYaml:
    def receive(self, text: str) -> Submission:
        plan, directory = plan_and_directory()
        found = Submission("a.yaml")
        Intake(plan, directory).understand(Source("a.yaml", "a.yaml"), text.encode(), found)
        return found

    def test_an_item_without_anything_filled_in_says_nothing(self) -> None:
        blank = "  - task: T.3\n    occurrence: 2017\n    state:\n    evidence: []\n    result: không có\n"
        found = self.receive(f"{GOOD}{blank}")
        assert (errors(found), [one.task for one in entries(found)]) == ([], ["T.1"])

    def test_a_form_with_no_item_filled_in_is_untouched_even_without_a_day(self) -> None:
        head = HEAD.replace("submitted_on: 2017-06-19", "submitted_on:")
        found = self.receive(f"{head}items:\n  - task: T.1\n    state:\n")
        assert ([one.rule for one in found.input_errors], found.report) == (["untouched-template"], None)

    def test_words_for_nothing_are_nothing_in_lists_too(self) -> None:
        more = "    evidence: không có\n    deliverables: chưa có\n    obstacles: '-'\n"
        found = self.receive(GOOD.replace("[so-b]", "['không']") + more)
        [entry] = entries(found)
        assert (errors(found), entry.shown, entry.named, entry.delivered, entry.obstacles) == ([], False, (), (), "")

    def test_a_letter_typed_for_another_that_looks_the_same_is_that_letter(self) -> None:
        from ttdn_cli.model.names import NameIndex

        known = NameIndex([("so-khdt", ["Sở Kế hoạch và Đầu tư"]), ("dang", ["Đảng bộ"])])
        assert known.find("Sở Kế hoạch và \u00d0ầu tư") == ("so-khdt",)
        assert known.find("\u00d0ảng bộ") == ("dang",)


class TestWordsOfTheForm:
    def test_whatever_is_wrong_in_a_cell_has_words_without_the_name_of_a_field(self) -> None:
        for code in IN_CELLS:
            said = " ".join(InvalidField.words[f"cell_{code}"])
            assert not {"completed_on", "nothing_to_report", "submitted_on", "items"} & set(said.split()), code

    def test_work_that_is_done_without_a_day_is_told_at_the_cell_of_the_day_by_its_heading(self) -> None:
        found = received(row(Tình_hình_thực_hiện="Hoàn thành"), row(Mã_nhiệm_vụ="T.3"))
        assert errors(found) == [("E5", "cell_completed_on_missing")]
        assert [one.values["field"] for one in found.input_errors] == ["Ngày hoàn thành"]
