"""Rows of an annex are headings, tasks, points or parts of tasks by their numbers and cells, or are told."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.support.annex_files import FORMS, HEAD, LEFT, UP, Rows
from tests.support.annexes import Read, read

A = ("Sở Tài chính", "Sở Nội vụ", "BC", "Quý II/2025")
B = ("Sở Tư pháp", "", "BC", "Quý IV/2025")
BLANK = ("", "", "", "")
MERGED = (UP, UP, UP, UP)
WIDE = (LEFT, LEFT, LEFT, LEFT)
PROPOSED = {"lead": ("so-tai-chinh",), "by": "2025-06-30"}


def rows(*body: tuple[str, ...]) -> Rows:
    return [HEAD, *body]


class Case(NamedTuple):
    """Rows, the tasks with their headings that they hold, and of what something is told."""

    rows: Rows
    tasks: dict[str, str | None]
    told: frozenset[str]


ALONE: dict[str, Case] = {
    "between numbers": Case(
        rows(("1", "Việc A", *A), ("2", "Việc B", *BLANK), ("3", "Việc C", *BLANK), ("4", "Việc D", *B)),
        {"1": None, "2": None, "3": None, "4": None},
        frozenset(("2", "3")),
    ),
    "between dotted numbers": Case(
        rows(("1", "Nhóm", *BLANK), ("1.1", "Việc A", *A), ("1.2", "Việc B", *BLANK), ("1.3", "Việc C", *B)),
        {"1.1": "1", "1.2": "1", "1.3": "1"},
        frozenset(("1.2",)),
    ),
    "between letters": Case(
        rows(("1", "Nhóm", *BLANK), ("a)", "Việc A", *A), ("b)", "Việc B", *BLANK), ("c)", "Việc C", *B)),
        {"a": "1", "b": "1", "c": "1"},
        frozenset(("b",)),
    ),
    "between Roman numbers": Case(
        rows(("I", "Việc A", *A), ("II", "Việc B", *BLANK), ("III", "Việc C", *B)),
        {"I": None, "II": None, "III": None},
        frozenset(("II",)),
    ),
    "before a number of a higher rank": Case(
        rows(("1.1", "Việc A", *A), ("1.2", "Việc B", *BLANK), ("2", "Việc C", *B)),
        {"1.1": None, "1.2": None, "2": None},
        frozenset(("1.2",)),
    ),
    "between codes": Case(
        rows(("NV01", "Việc A", *A), ("NV02", "Việc B", *BLANK), ("NV03", "Việc C", *B)),
        {"NV01": None, "NV02": None, "NV03": None},
        frozenset(("NV02",)),
    ),
}


@pytest.mark.parametrize("case", ALONE.values(), ids=ALONE)
def test_a_row_with_a_name_only_between_tasks_is_one_of_them_and_told(case: Case) -> None:
    found = read(case.rows)
    assert {one.id: one.section for one in found.tasks} == case.tasks
    assert found.told == case.told
    for one in case.told:
        assert found.task(one).lead == PROPOSED["lead"]
        assert found.task(one).schedule == {"by": PROPOSED["by"]}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("case", ALONE.values(), ids=ALONE)
def test_cells_that_are_merged_hold_for_each_of_their_rows_and_nothing_is_told(case: Case, form: str) -> None:
    merged = [(*row[:2], *MERGED) if row[2:] == BLANK and row[1] != "Nhóm" else row for row in map(tuple, case.rows)]
    found = read(merged, form)
    assert {one.id: one.section for one in found.tasks} == case.tasks
    assert found.told == frozenset()
    for one in case.told:
        assert found.task(one).lead == PROPOSED["lead"]
        assert found.task(one).schedule == {"by": PROPOSED["by"]}


HEADINGS: dict[str, tuple[Rows, dict[str, str], dict[str, str | None]]] = {
    "Roman above numbers": (
        rows(("I", "Nhóm một", *WIDE), ("1", "Việc A", *A), ("II", "Nhóm hai", *WIDE), ("1", "Việc B", *B)),
        {"I": "Nhóm một", "II": "Nhóm hai"},
        {"I.1": "I", "II.1": "II"},
    ),
    "number and words in one cell": (
        rows(("I. Nhóm một", LEFT, *WIDE), ("1", "Việc A", *A), ("II. Nhóm hai", LEFT, *WIDE), ("2", "Việc B", *B)),
        {"I": "Nhóm một", "II": "Nhóm hai"},
        {"1": "I", "2": "II"},
    ),
    "three ranks": (
        rows(
            ("A", "Phần một", *WIDE),
            ("I", "Nhóm một", *WIDE),
            ("1", "Việc A", *A),
            ("B", "Phần hai", *WIDE),
            ("1", "Việc B", *B),
        ),
        {"A": "Phần một", "I": "Nhóm một", "B": "Phần hai"},
        {"I.1": "I", "B.1": "B"},
    ),
    "dotted numbers": (
        rows(
            ("1", "Nhóm một", *BLANK),
            ("1.1", "Nhóm con", *BLANK),
            ("1.1.1", "Việc A", *A),
            ("1.2", "Việc B", *A),
            ("2", "Việc C", *B),
        ),
        {"1": "Nhóm một", "1.1": "Nhóm con"},
        {"1.1.1": "1.1", "1.2": "1", "2": None},
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("table", "sections", "tasks"), HEADINGS.values(), ids=HEADINGS)
def test_a_task_stands_under_the_headings_of_a_higher_rank(
    table: Rows, sections: dict[str, str], tasks: dict[str, str | None], form: str
) -> None:
    found = read(table, form)
    assert dict(found.draft.sections) == sections
    assert {one.id: one.section for one in found.tasks} == tasks
    assert found.told == frozenset()


GROUP_HEAD = (*HEAD, "Kinh phí", "Ghi chú")
GROUPS = {
    "funding": ("B", "Nhóm", *BLANK, "3.700", ""),
    "a note": ("B", "Nhóm", *BLANK, "", "Theo NQ 5"),
    "a time": ("B", "Nhóm", "", "", "", "Năm 2025", "", ""),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_a_group_with_a_sum_a_note_or_a_time_is_a_heading_and_these_are_told(group: tuple[str, ...], form: str) -> None:
    head = ("A", "Nhóm đầu", *BLANK, "", "")
    found = read([GROUP_HEAD, head, ("1", "Việc", *A, "", ""), group, ("2", "Việc khác", *B, "", "")], form)
    assert found.draft.sections == (("A", "Nhóm đầu"), ("B", "Nhóm"))
    assert [(one.id, one.section) for one in found.tasks] == [("1", "A"), ("2", "B")]
    said = next(one for one in group[2:] if one)
    assert [(one.about, one.values["text"]) for one in found.draft.doubts] == [("B", said)]


def test_what_stands_beside_a_point_is_told_at_its_task() -> None:
    body = (("1", "Việc", *A, "", ""), ("a", "Ý", *BLANK, "", "Mới"), ("2", "Việc khác", *B, "", ""))
    found = read([GROUP_HEAD, *body])
    assert (found.task("1").content, found.task("1").quoted) == (("a. Ý",), {"notes": "Mới"})
    assert ("1", "Mới") in [(one.about, one.values["text"]) for one in found.draft.doubts]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_heading_without_a_number_takes_one_that_is_made(form: str) -> None:
    table = rows(("Nhóm một", LEFT, *WIDE), ("1", "Việc A", *A), ("Nhóm hai", LEFT, *WIDE), ("2", "Việc B", *B))
    found = read(table, form)
    assert found.draft.sections == (("0-1", "Nhóm một"), ("0-2", "Nhóm hai"))
    assert {one.id: one.section for one in found.tasks} == {"1": "0-1", "2": "0-2"}


@pytest.mark.parametrize("form", FORMS)
def test_rows_with_a_name_under_a_task_are_its_points(form: str) -> None:
    found = read(rows(("1", "Việc lớn", *A), ("-", "Ý a", *BLANK), ("-", "Ý b", *BLANK), ("2", "Việc khác", *B)), form)
    assert {one.id: one.content for one in found.tasks} == {"1": ("Ý a", "Ý b"), "2": ()}
    assert found.told == frozenset()


def test_numbered_rows_with_a_name_under_a_task_are_its_points_and_told() -> None:
    found = read(rows(("1", "Việc lớn", *A), ("1.1", "Ý a", *BLANK), ("1.2", "Ý b", *BLANK), ("2", "Việc khác", *B)))
    assert {one.id: one.content for one in found.tasks} == {"1": ("1.1. Ý a", "1.2. Ý b"), "2": ()}
    assert [(one.about, one.line + 1) for one in found.draft.doubts] == [("1", 3), ("1", 4)]


@pytest.mark.parametrize("form", FORMS)
def test_dash_rows_with_cells_of_their_own_are_tasks_of_the_one_above_and_told(form: str) -> None:
    found = read(rows(("1", "Nhóm", *A), ("-", "Ý 1", *B), ("-", "Ý 2", *B)), form)
    assert [(one.id, one.title, one.quoted.get("parent")) for one in found.tasks] == [
        ("1", "Nhóm", None),
        ("1-1", "Ý 1", "1"),
        ("1-2", "Ý 2", "1"),
    ]
    assert found.told == {"1-1", "1-2"}


def test_a_row_without_number_is_a_task_and_told() -> None:
    found = read(rows(("1", "Việc A", *A), ("", "Việc B", *B)))
    assert [one.id for one in found.tasks] == ["1", "1-1"]
    assert found.told == {"1-1"}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_rows_whose_number_and_name_are_merged_add_to_the_task(form: str) -> None:
    found = read(rows(("1", "Việc", *A), (UP, UP, UP, "Sở Y tế", "Tờ trình", UP), ("2", "Việc", *B)), form)
    task = found.task("1")
    assert task.coordinators == ("so-noi-vu", "so-y-te")
    assert [one.name for one in task.deliverables] == ["BC", "Tờ trình"]
    assert found.told == frozenset()


@pytest.mark.parametrize("form", FORMS)
def test_another_lead_or_time_in_a_further_row_of_a_task_is_told_and_not_taken(form: str) -> None:
    found = read(rows(("1", "Việc", *A), (UP, UP, "Sở Tư pháp", "", "", "Quý IV/2025"), ("2", "Việc", *B)), form)
    task = found.task("1")
    assert (task.lead, task.schedule) == (("so-tai-chinh",), {"by": "2025-06-30"})
    assert [(one.about, one.column) for one in found.draft.doubts] == [("1", 2), ("1", 5)]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_coordinators_left_blank_beside_a_merged_lead_are_proposed_as_above_and_told(form: str) -> None:
    found = read(rows(("1", "Việc A", *A), ("2", "Việc B", UP, "", "BC", "Quý IV/2025")), form)
    assert found.task("2").coordinators == ("so-noi-vu",)
    assert [(one.about, one.column) for one in found.draft.doubts] == [("2", 3)]


ACROSS = {
    "name and lead": (("2", "Việc B", LEFT, "Sở Nội vụ", "BC", "Quý IV/2025"), [1, 2]),
    "lead and coordinators": (("2", "Việc B", "Sở Tư pháp", LEFT, "BC", "Quý IV/2025"), [2]),
    "coordinators and results": (("2", "Việc B", "Sở Tư pháp", "Sở Nội vụ", LEFT, "Quý IV/2025"), [3]),
    "results and time": (("2", "Việc B", "Sở Tư pháp", "Sở Nội vụ", "BC", LEFT), [4, 5]),
    "lead to time": (("2", "Việc B", "Sở Tư pháp", LEFT, LEFT, LEFT), [2, 5]),
}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize(("row", "columns"), ACROSS.values(), ids=ACROSS)
def test_a_cell_merged_over_several_columns_is_read_as_the_first_and_told(
    row: tuple[str, ...], columns: list[int], form: str
) -> None:
    found = read(rows(("1", "Việc A", *A), row), form)
    assert [(one.about, one.column) for one in found.draft.doubts] == [("2", one) for one in columns]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_cell_merged_over_columns_and_rows_is_told_at_each_of_its_rows(form: str) -> None:
    table = rows(("1", "Việc A", "Sở Tư pháp", LEFT, "BC", "Quý II/2025"), ("2", "Việc B", UP, UP, "BC", "Quý IV/2025"))
    found = read(table, form)
    assert [(one.about, one.column) for one in found.draft.doubts] == [("1", 2), ("2", 2)]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_cell_over_lead_and_coordinators_that_says_who_is_which_leaves_nothing_open(form: str) -> None:
    row = ("1", "Việc A", "Chủ trì: Sở Tài chính; Phối hợp: Sở Nội vụ", LEFT, "BC", "Quý II/2025")
    found = read(rows(row), form)
    assert (found.task("1").lead, found.task("1").coordinators) == (("so-tai-chinh",), ("so-noi-vu",))
    assert found.told == frozenset()


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_name_merged_over_rows_with_numbers_of_their_own_is_told(form: str) -> None:
    found = read(rows(("1", "Việc A", *A), ("2", UP, *B)), form)
    assert [one.title for one in found.tasks] == ["Việc A", "Việc A"]
    assert [(one.about, one.column) for one in found.draft.doubts] == [("2", 1)]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_number_of_results_merged_over_several_tasks_is_told(form: str) -> None:
    one = ("Sở Tài chính", "Sở Nội vụ", "12 phóng sự", "Quý II/2025")
    found = read(rows(("1", "Việc A", *one), ("2", "Việc B", *one[:2], UP, one[3])), form)
    assert [(one.about, one.column) for one in found.draft.doubts] == [("2", 4)]


def test_a_lead_that_a_further_row_names_as_coordinator_is_told() -> None:
    found = read(rows(("1", "Việc", *A), ("", "", "", "Sở Tài chính; Sở Y tế (phần mua sắm)", "", "")))
    assert (found.task("1").coordinators, found.task("1").scopes) == (
        ("so-noi-vu", "so-y-te"),
        {"so-y-te": "phần mua sắm"},
    )
    assert [one.message for one in found.draft.doubts if one.kind == "name"] == [
        "“{text}” stands as lead and as coordinator; it is kept as lead"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "total",
    [
        ("", "Tổng cộng", *BLANK),
        ("Tổng cộng", LEFT, "", "", "", ""),
        ("", "TỔNG SỐ: 02 nhiệm vụ", *BLANK),
        ("", "Cộng (I+II)", *BLANK),
        ("", "Cộng mục I", *BLANK),
    ],
)
def test_a_total_is_no_task(form: str, total: tuple[str, ...]) -> None:
    found = read(rows(("1", "Việc A", *A), total), form)
    assert [one.id for one in found.tasks] == ["1"]
    assert found.told == frozenset()


def test_a_task_whose_name_begins_like_a_total_is_a_task() -> None:
    found = read(rows(("1", "Tổng số hóa hồ sơ", *A), ("2", "Công bố quy hoạch", *B), ("3", "Tổng kết", *B)))
    assert [one.title for one in found.tasks] == ["Tổng số hóa hồ sơ", "Công bố quy hoạch", "Tổng kết"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", ["Ghi chú: (*) theo Công văn 12.", "(*) Thời hạn có thể thay đổi."])
def test_a_note_below_the_tasks_is_told(form: str, words: str) -> None:
    found = read(rows(("1", "Việc A", *A), (words, LEFT, *WIDE)), form)
    assert [one.id for one in found.tasks] == ["1"]
    assert [(one.about, one.values["text"]) for one in found.draft.doubts] == [("tasks", words)]


SIGNED = (
    ("", "", "", "TM. ỦY BAN NHÂN DÂN", "", ""),
    ("", "", "", "Nguyễn Văn A", "", ""),
    ("Nơi nhận:", "", "", "", "", ""),
    ("- Như trên;", "", "", "", "", ""),
    ("-", "Lưu: VT.", "", "", "", ""),
)


def test_a_signature_beside_those_who_get_the_document_is_no_task() -> None:
    below = (("", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("", "- Như trên;", "CHỦ TỊCH"), ("", "", "Lê Văn Mẫu"))
    found = read(rows(("1", "A", *A), *(("", *one[1:], "", "", "") for one in below)))
    assert ([one.id for one in found.tasks], len(found.own.registry.agencies)) == (["1"], 2)
    assert found.told == {"tasks"}


def test_a_task_that_the_chairman_leads_is_no_signature() -> None:
    head = ("Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
    body = (("Việc A", "Sở Nội vụ", "Quý II"), ("Chỉ đạo chung", "Chủ tịch", ""), ("Việc B", "Sở Y tế", "Quý III"))
    assert [one.title for one in read([head, *body]).tasks] == ["Việc A", "Chỉ đạo chung", "Việc B"]


def test_what_stands_below_a_signature_or_a_note_is_told_and_no_part_of_a_task() -> None:
    found = read(rows(("1", "Việc A", *A), *SIGNED))
    assert [(one.title, one.content, one.coordinators) for one in found.tasks] == [("Việc A", (), ("so-noi-vu",))]
    assert [(one.about, one.line) for one in found.draft.doubts] == [("tasks", line) for line in range(2, 7)]


@pytest.mark.parametrize("row", [("2", "Việc B", *B), ("-", "Việc B", *B), ("", "Việc B", *B)])
def test_a_row_with_a_number_or_a_lead_below_a_note_is_a_task(row: tuple[str, ...]) -> None:
    found = read(rows(("1", "Việc A", *A), ("Ghi chú: xem Công văn 12", *[""] * 5), row))
    assert [one.title for one in found.tasks] == ["Việc A", "Việc B"]


def test_a_number_below_a_task_is_not_repeated_in_its_id() -> None:
    group = (("1", "Việc", *A), ("1.1", "Phần", *B))
    found = read(rows(("I", "M", *BLANK), *group, ("II", "N", *BLANK), *group))
    assert [one.id for one in found.tasks] == ["I.1", "I.1.1", "II.1", "II.1.1"]


def test_a_number_may_have_a_word_before_it_in_its_cell() -> None:
    found = read(rows(("Phần I", "M", *BLANK), ("Nhiệm vụ 1", "Việc A", *A), ("Nhiệm vụ 2.", "Việc B", *B)))
    assert [section for section, _ in found.draft.sections] == ["I"]
    assert [one.id for one in found.tasks] == ["1", "2"]


def test_words_that_only_look_like_a_number_are_a_name() -> None:
    head = ("Nhiệm vụ", "Chủ trì", "Thời gian")
    found = read([head, ("Nhóm A", "", ""), ("Việc 1", "Sở Y tế", "Quý I"), ("Nhiệm vụ 2", "Sở Y tế", "Quý I")])
    assert ([title for _, title in found.draft.sections], [one.title for one in found.tasks]) == (
        ["Nhóm A"],
        ["Việc 1", "Nhiệm vụ 2"],
    )


@pytest.mark.parametrize("words", ["Như trên", "như trên", "-nt-", "nt", '"', "''", "〃", "ditto"])
def test_what_says_like_above_proposes_the_row_above(words: str) -> None:
    found = read(rows(("1", "Việc A", *A), ("2", "Việc B", words, words, words, words)))
    task = found.task("2")
    assert (task.lead, task.coordinators, task.schedule) == (("so-tai-chinh",), ("so-noi-vu",), {"by": "2025-06-30"})
    assert [one.name for one in task.deliverables] == ["BC"]
    assert [(one.about, one.line, one.column) for one in found.draft.doubts] == [("2", 2, n) for n in (2, 3, 4, 5)]


@pytest.mark.parametrize("lead", ["Sở Y tế,...", "Sở Y tế, v.v.", "Sở Y tế…", "Sở Y tế (và những nơi khác...)"])
def test_an_open_end_of_those_who_lead_is_told(lead: str) -> None:
    found = read(rows(("1", "A", lead, "", "BC", "Quý II"), ("2", "B", "Sở Y tế", "", "BC", "Quý II")))
    assert [(one.about, one.column) for one in found.draft.doubts] == [("1", 2)]


def test_a_lead_of_brackets_alone_is_told() -> None:
    found = read(rows(("1", "A", "(để trống)", "Sở Nội vụ", "BC", "Quý II")))
    assert (found.task("1").lead, [(one.about, one.column) for one in found.draft.doubts]) == ((), [("1", 2)])


def test_like_above_below_a_group_that_leads_says_whom_the_row_above_names() -> None:
    open_ = ("UBND các xã", "", "BC", "Quý II")
    found = read(rows(("1", "A", *open_), ("2", "B", "nt", *open_[1:]), ("3", "C", "", *open_[1:]), ("4", "D", *A)))
    said = [one.values["text"] for one in found.draft.doubts if one.about in ("2", "3") and one.column == 2]
    assert (said, found.task("3").lead) == (["UBND các xã", "UBND các xã"], ())


def test_like_above_under_another_heading_proposes_nothing() -> None:
    found = read(rows(("I", "M", *BLANK), ("1", "A", *A), ("II", "N", *BLANK), ("2", "B", "nt", "", "BC", "nt")))
    assert (found.task("2").lead, found.task("2").schedule) == ((), {"unspecified": "true"})
    assert found.told == {"2"}


def test_a_blank_lead_is_proposed_with_its_coordinators_and_a_blank_time_by_itself() -> None:
    found = read(rows(("1", "A", *A), ("2", "B", "", "", "BC", "Quý III/2025"), ("3", "C", "Sở Tư pháp", "", "BC", "")))
    assert (found.task("2").lead, found.task("2").coordinators) == (("so-tai-chinh",), ("so-noi-vu",))
    assert (found.task("3").lead, found.task("3").coordinators) == (("so-tu-phap",), ())
    assert found.task("3").schedule == {"by": "2025-09-30"}
    assert [(one.about, one.column) for one in found.draft.doubts] == [("2", 2), ("2", 3), ("3", 5)]


def test_footnote_marks_are_told_and_what_they_hang_on_is_read() -> None:
    table = rows(
        ("1", "Việc A", "Sở Tài chính (*)", "", "Báo cáo", "30/6/2025*"),
        ("2", "Việc B", "Sở Tài chính", "", "Báo cáo¹", "Quý II/2025 (**)"),
    )
    found: Read = read(table)
    assert [one.lead for one in found.tasks] == [("so-tai-chinh",)] * 2
    assert [one.schedule for one in found.tasks] == [{"by": "2025-06-30"}] * 2
    assert [(one.about, one.column) for one in found.draft.doubts] == [("1", 2), ("1", 5), ("2", 4), ("2", 5)]


def test_a_table_without_a_column_of_numbers_takes_them_from_the_names_or_counts() -> None:
    head = ("Nội dung", "Phân công nhiệm vụ", "Tiến độ")
    numbered = read([head, ("1. Việc A", "Sở Tài chính", "Quý I"), ("2) Việc B", "Sở Y tế", "Quý II")])
    assert [(one.id, one.title) for one in numbered.tasks] == [("1", "Việc A"), ("2", "Việc B")]
    assert numbered.told == frozenset()
    counted = read([head, ("Việc A", "Sở Tài chính", "Quý I"), ("Việc B", "Sở Y tế", "Quý II")])
    assert [one.id for one in counted.tasks] == ["1", "2"]
    assert counted.told == {"1", "2"}
