"""The table of tasks is found in any kind of file, by its headings, with all that goes on from it; or it is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from tests.support.annex_files import FORMS, HEAD, LEFT, UP, as_docx, as_xlsx, docx
from tests.support.annexes import read, read_bytes
from tests.support.legacy import in_tcvn3, in_vni
from ttdn_cli.plans.annex.problems import TableError

A = ("1", "Việc A", "Sở Tài chính", "Sở Nội vụ", "BC", "30/6/2025")
B = ("2", "Việc B", "Sở Tư pháp", "", "BC", "31/12/2025")
TITLE = (("PHỤ LỤC", *[LEFT] * 5), ("(Kèm theo Kế hoạch số 01/KH-UBND)", *[LEFT] * 5))


def refused(data: bytes, name: str, number: int | None = None) -> list[tuple[int, int, str]]:
    """Return the places (from 1) and messages of all that keeps a table from being read."""
    with pytest.raises(TableError) as caught:
        read_bytes(data, name, number=number)
    return [(one.line + 1, one.column + 1, one.message.format_map(one.values)) for one in caught.value.problems]


def refused_in_words(data: bytes) -> str:
    """Return what is said of tables of which one is to be named."""
    with pytest.raises(TableError) as caught:
        read_bytes(data, "t.docx")
    (found,) = caught.value.problems
    places = [one.message.format_map(one.values) for one in cast("Any", found.values["tables"])]
    return found.message.format(tables=f"({', '.join(places)})")


@pytest.mark.parametrize("form", FORMS)
def test_titles_above_the_headings_and_column_numbers_below_are_no_rows(form: str) -> None:
    found = read([*TITLE, HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), A, B], form)
    assert [one.id for one in found.tasks] == ["1", "2"]
    assert found.told == frozenset()


def test_headings_again_may_say_that_they_go_on() -> None:
    again = (HEAD[0], f"{HEAD[1]} (tiếp theo)", *HEAD[2:])
    assert [one.id for one in read([HEAD, A, again, B]).tasks] == ["1", "2"]


@pytest.mark.parametrize("form", FORMS)
def test_headings_again_among_the_rows_are_no_row(form: str) -> None:
    assert [one.id for one in read([HEAD, A, HEAD, B], form).tasks] == ["1", "2"]


TWO_ROWS: dict[str, list[tuple[str, ...]]] = {
    "who": [
        ("TT", "Nội dung nhiệm vụ", "Phân công thực hiện", LEFT, "Sản phẩm", "Thời hạn"),
        (UP, UP, "Chủ trì", "Phối hợp", UP, UP),
    ],
    "agencies": [
        ("STT", "NHIỆM VỤ", "CƠ QUAN", LEFT, "KẾT QUẢ", "THỜI GIAN"),
        (UP, UP, "CHỦ TRÌ", "PHỐI HỢP", UP, "HOÀN THÀNH"),
    ],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", TWO_ROWS.values(), ids=TWO_ROWS)
def test_two_rows_of_headings_are_read_together(head: list[tuple[str, ...]], form: str) -> None:
    task = read([*head, A], form).task("1")
    assert (task.lead, task.coordinators, task.schedule) == (("so-tai-chinh",), ("so-noi-vu",), {"by": "2025-06-30"})


@pytest.mark.parametrize("form", FORMS)
def test_a_beginning_and_an_end_below_one_heading_are_two_columns(form: str) -> None:
    head = [("TT", "Công việc", "Chủ trì", "Thời gian thực hiện", LEFT), (UP, UP, UP, "Bắt đầu", "Kết thúc")]
    found = read(
        [*head, ("1", "A", "Sở Tài chính", "01/3/2025", "30/6/2025"), ("2", "B", "Sở Y tế", "Quý I", "Quý II")], form
    )
    assert [one.schedule for one in found.tasks] == [
        {"from": "2025-03-01", "to": "2025-06-30"},
        {"from": "2025-01-01", "to": "2025-06-30"},
    ]


@pytest.mark.parametrize(
    "head",
    [
        ("No.", "Task", "Lead agency", "Supporting agencies", "Deliverable", "Deadline"),
        ("Mã", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn"),
        ("STT", "Hoạt động", "Cơ quan chủ trì thực hiện", "Phối hợp", "Kết quả/Sản phẩm", "Hạn hoàn thành"),
        ("tt", "ten nhiem vu", "co quan chu tri", "co quan phoi hop", "ket qua", "thoi han"),
        ("No", "Activity", "Responsible unit", "Coordinating units", "Output", "Target date"),
        (
            "TT",
            "Nhiệm vụ/ Giải pháp",
            "Cơ quan, đơn vị chủ trì",
            "Cơ quan tham gia",
            "Sản phẩm/ Kết quả",
            "Hạn, tiến độ",
        ),
        ("TT", "Tên đề án, văn bản", "Cơ quan tham mưu", "Đơn vị phối hợp", "Đầu ra", "Thời gian và thời hạn"),
    ],
)
def test_headings_are_known_in_the_words_of_offices_and_in_english(head: tuple[str, ...]) -> None:
    task = read([head, A]).task("1")
    assert (task.lead, task.coordinators, task.schedule) == (("so-tai-chinh",), ("so-noi-vu",), {"by": "2025-06-30"})
    assert [one.name for one in task.deliverables] == ["BC"]


@pytest.mark.parametrize("form", FORMS)
def test_columns_beside_are_kept_as_quoted_words(form: str) -> None:
    head = (*HEAD, "Kinh phí (triệu đồng)", "Ghi chú", "Văn bản giao việc", "Đối tượng", "Độ mật")
    found = read([head, (*A, "500", "Gấp", "CV 12", "Người dân", "x")], form)
    assert found.task("1").quoted == {"funding": "500", "notes": "Gấp", "parent": "CV 12", "subjects": "Người dân"}
    assert found.table.unread == ("Độ mật",)


def test_a_column_of_who_or_when_that_is_not_read_is_told_unless_it_is_empty() -> None:
    head = (*HEAD, "Phối hợp cấp xã", "Thời gian khởi động", "Đơn vị giám sát", "Độ mật")
    found = read([head, (*A, "UBND xã", "Quý I", "", "x")])
    assert [(one.about, one.line, one.column, one.values["text"]) for one in found.draft.doubts] == [
        ("tasks", 0, 6, "Phối hợp cấp xã"),
        ("tasks", 0, 7, "Thời gian khởi động"),
    ]


def test_of_a_window_and_a_deadline_the_deadline_is_read_and_the_other_told() -> None:
    found = read([(*HEAD, "Thời gian thực hiện"), (*A, "Quý I - Quý II/2025")])
    assert found.task("1").schedule == {"by": "2025-06-30"}
    assert [(one.line, one.column) for one in found.draft.doubts] == [(0, 6)]


@pytest.mark.parametrize("third", ["Tiến độ", "Tiến độ (%)", "Thời hạn"])
def test_of_a_beginning_and_an_end_beside_a_third_time_the_two_are_read_and_the_third_told(third: str) -> None:
    head = ("TT", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Kết thúc", third)
    found = read([head, ("1", "Việc", "Sở Y tế", "01/3/2025", "30/6/2025", "50%")])
    assert found.task("1").schedule == {"from": "2025-03-01", "to": "2025-06-30"}
    assert [one.values["text"] for one in found.draft.doubts] == [third]


def test_abbreviations_in_headings_are_known() -> None:
    head = ("STT", "NV cụ thể", "CQ chủ trì", "ĐV phối hợp", "KQ", "TG hoàn thành")
    task = read([head, A]).task("1")
    assert (task.title, task.lead, task.coordinators) == ("Việc A", ("so-tai-chinh",), ("so-noi-vu",))
    assert task.schedule == {"by": "2025-06-30"}


@pytest.mark.parametrize("form", FORMS)
def test_of_two_columns_for_tasks_the_second_says_what_the_first_holds(form: str) -> None:
    head = ("TT", "Nhiệm vụ", "Nội dung thực hiện", *HEAD[2:])
    found = read([head, (*A[:2], "Lập kế hoạch", *A[2:]), (*B[:2], "- Một\n- Hai", *B[2:])], form)
    assert [(one.title, one.content) for one in found.tasks] == [
        ("Việc A", ("Lập kế hoạch",)),
        ("Việc B", ("Một", "Hai")),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Chủ trì: Sở Tài chính; Phối hợp: Sở Nội vụ, Sở Y tế",
        "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ, Sở Y tế",
        "- Sở Tài chính chủ trì thực hiện và phối hợp Sở Nội vụ, Sở Y tế.",
        "Sở Tài chính chủ trì, Sở Nội vụ, Sở Y tế cùng phối hợp",
        "Sở Tài chính phối hợp với Sở Nội vụ, Sở Y tế",
        "Chủ trì Sở Tài chính, phối hợp Sở Nội vụ, Sở Y tế",
        "* Cơ quan chủ trì: Sở Tài chính;\n* Cơ quan phối hợp: Sở Nội vụ, Sở Y tế.",
        "CQ chủ trì: Sở Tài chính\nCQ phối hợp: Sở Nội vụ, Sở Y tế",
        "Sở Tài chính chủ trì\nSở Nội vụ, Sở Y tế phối hợp",
        "Chủ trì:\nSở Tài chính\nPhối hợp:\nSở Nội vụ\nSở Y tế",
    ],
)
def test_one_cell_may_name_both_roles(words: str) -> None:
    head = ("TT", "Nhiệm vụ", "Phân công thực hiện", "Thời gian")
    task = read([head, ("1", "Việc", words, "Quý II"), ("2", "Việc khác", "Sở Y tế", "Quý III")]).task("1")
    assert (task.lead, task.coordinators) == (("so-tai-chinh",), ("so-noi-vu", "so-y-te"))
    assert task.schedule == {"quarter": "2025-Q2"}


def test_a_role_that_a_line_says_of_its_own_names_does_not_hold_for_the_next_line() -> None:
    head = ("TT", "Nhiệm vụ", "Phân công thực hiện", "Thời gian")
    found = read([head, ("1", "A", "Sở Y tế chủ trì\nSở Nội vụ", "Quý II"), ("2", "B", "Sở Nội vụ", "Quý III")])
    assert [(one.about, one.column) for one in found.draft.doubts if one.kind == "name"] == [("1", 2)]


def test_names_without_roles_below_a_heading_of_both_are_lead_and_coordinators_and_told() -> None:
    head = ("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian")
    found = read([head, ("1", "A", "Sở Y tế, Sở Nội vụ", "Quý II"), ("2", "B", "Đồng chủ trì: Sở Y tế, Sở Nội vụ", "")])
    assert (found.task("1").lead, found.task("1").coordinators) == (("so-y-te",), ("so-noi-vu",))
    assert [(one.about, one.column) for one in found.draft.doubts if one.kind == "name"] == [("1", 2)]
    assert found.task("2").lead == ("so-y-te", "so-noi-vu")


LAYOUT = (("UBND TỈNH VÍ DỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 01/KH-UBND", "Độc lập - Tự do - Hạnh phúc"))


def test_of_several_tables_the_one_with_the_headings_is_read_with_those_that_go_on() -> None:
    third = ("3", "Việc C", "Sở Y tế", "", "BC", "30/9/2025")
    found = read_bytes(as_docx(LAYOUT, [HEAD, A], [B], [HEAD, third], LAYOUT), "t.docx")
    assert [one.id for one in found.tasks] == ["1", "2", "3"]
    assert found.table.parts == (2, 3, 4)
    assert found.told == frozenset()


def test_numbered_rows_in_a_table_of_another_grid_behind_it_are_told() -> None:
    short = (("2", "Việc B", "Sở Tư pháp", "Quý IV"), ("3", "Việc C", "Sở Y tế", "Quý IV"))
    found = read_bytes(
        as_docx([("TT", "Chỉ tiêu", "Đơn vị tính"), ("1", "Tỷ lệ", "%")], [HEAD, A], short, LAYOUT), "t.docx"
    )
    assert [(one.about, one.values["text"]) for one in found.draft.doubts] == [("tasks", "2 Việc B Sở Tư pháp Quý IV")]


@pytest.mark.parametrize("form", FORMS)
def test_rows_below_headings_of_something_else_in_the_same_table_are_told(form: str) -> None:
    money = (("TT", "Nội dung", "Kinh phí", "", "", ""), ("1", "Hội nghị", "50", "", "", ""))
    found = read([HEAD, A, *money], form)
    assert [one.values["text"] for one in found.draft.doubts] == ["1 Hội nghị 50"]


def test_a_table_behind_the_next_that_fits_is_no_part_of_the_one_that_is_named() -> None:
    data = as_docx([HEAD, A], [HEAD, ("1", *B[1:])], (("2", "Việc C", "Sở Y tế", "Quý IV"),))
    assert read_bytes(data, "t.docx", number=1).told == frozenset()
    assert read_bytes(data, "t.docx", number=2).told == {"tasks"}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_two_tables_that_fit_are_told_and_one_is_named_by_its_number(form: str) -> None:
    other = ("1", "Việc khác", "Sở Y tế", "", "BC", "30/9/2025")
    data = FORMS[form]([HEAD, A], [HEAD, other])
    assert refused(data, f"t.{form}")[0][2].startswith("several tables fit")
    assert [one.title for one in read_bytes(data, f"t.{form}", number=1).tasks] == ["Việc A"]
    assert [one.title for one in read_bytes(data, f"t.{form}", number=2).tasks] == ["Việc khác"]
    assert refused(data, f"t.{form}", 3)[0][2].startswith("no table 3")


C = ("3", "Việc C", "Sở Y tế", "", "BC", "30/9/2025")
GROUPS: dict[str, tuple[Any, Any, bool]] = {
    "the next number": ([A, B], [C], True),
    "the next group": ([("A", "M", "", "", "", ""), A], [("B", "N", "", "", "", ""), A], True),
    "the next number of the last group": (
        [("I", "M", "", "", "", ""), A, B, C, ("II", "N", "", "", "", ""), A],
        [B, C],
        True,
    ),
    "a deeper number": ([A], [("1.1", *B[1:])], True),
    "the first number again": ([A, B], [A], False),
    "the first group again": ([("I", "M", "", "", "", ""), A], [("I", "N", "", "", "", ""), B], False),
    "a higher rank": ([A, B], [("I", "N", "", "", "", ""), A], False),
}


@pytest.mark.parametrize("case", GROUPS.values(), ids=GROUPS)
def test_a_table_with_the_same_headings_goes_on_only_where_its_numbers_do(case: tuple[Any, Any, bool]) -> None:
    first, second, joined = case
    data = as_docx([HEAD, *first], [HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), *second])
    if joined:
        assert read_bytes(data, "t.docx").table.parts == (1, 2)
    else:
        said = "several tables fit: (table 1 (it begins with “{}”), table 2 (it begins with “{}”))"
        assert refused_in_words(data) == said.format(first[0][1], second[0][1])


def test_everything_that_is_wrong_is_told_at_once_with_its_cell() -> None:
    odd = ("30/6 và sau đó", "x", "y", "", "", "z")
    table = [HEAD, A, ("1", *B[1:]), ("Aux", *B[1:]), ("3", "", *B[2:]), odd, (*B, "thừa")]
    assert [(line, column) for line, column, _ in refused(FORMS["csv"](table), "t.csv")] == (
        [(3, 1), (4, 1), (5, 2), (6, 1), (7, 7)]
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("old", "name"), [(in_tcvn3, "TCVN3"), (in_vni, "VNI")])
def test_words_in_an_old_encoding_are_told_at_their_first_cell(old: Callable[[str], str], name: str, form: str) -> None:
    head, row = tuple(map(old, HEAD)), ("2", *map(old, ("Xây dựng kế hoạch", "Sở Tư pháp", "Sở Nội vụ")), *A[4:])
    line, column, said = refused(FORMS[form]([head, row]), f"t.{form}")[0]
    assert (line % 100_000, column, name in said) == (1, 2, True)
    line, column, said = refused(FORMS[form]([HEAD, A, row]), f"t.{form}")[0]
    assert (line % 100_000, column, name in said) == (3, 2, True)


def test_an_error_in_a_workbook_is_told_at_its_cell() -> None:
    assert refused(as_xlsx([HEAD, A, (*B[:5], "=1/0")]), "t.xlsx") == [
        (3, 6, "column Thời gian hoàn thành: what stands here is no value that can be read: ")
    ]


def test_a_day_of_a_workbook_is_a_day() -> None:
    row: Any = (*A[:5], date(2025, 6, 3))
    assert read([HEAD, row], "xlsx").task("1").schedule == {"by": "2025-06-03"}


def test_open_workbooks_know_their_merged_cells() -> None:
    cells = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in HEAD)
    first = "".join(
        f"<table:table-cell{' table:number-rows-spanned=' + chr(34) + '2' + chr(34) if at > 1 else ''}>"
        f"<text:p>{one}</text:p></table:table-cell>"
        for at, one in enumerate(A)
    )
    second = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in ("2", "Việc B"))
    rows = "".join(
        f"<table:table-row>{one}</table:table-row>"
        for one in (cells, first, second + "<table:covered-table-cell/>" * 4)
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    found = read_bytes(file.getvalue(), "t.ods")
    assert found.task("2").lead == ("so-tai-chinh",)
    assert found.told == frozenset()


def with_picture(document: Any) -> None:
    data = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    document.add_picture(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (as_docx(LAYOUT), "no table has the headings of tasks"),
        (as_docx(LAYOUT, before=with_picture), "it holds pictures, and a picture of a table cannot be read"),
        (as_docx([HEAD]), "the table holds no task"),
        (as_docx([HEAD, tuple(str(number) for number, _ in enumerate(HEAD, 1))]), "the table holds no task"),
        (as_docx([HEAD[:3], A[:3]]), "there is no column Thời gian hoàn thành"),
        (as_docx([("TT", *HEAD), ("1", *A)]), "two columns mean the same"),
    ],
)
def test_a_word_file_without_the_table_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    ((_, _, message),) = refused(data, "t.docx")
    assert said in message


def test_words_that_are_struck_through_are_told_once_in_a_row() -> None:
    made = docx.Document(io.BytesIO(as_docx([HEAD, A, B, C])))
    for at, columns in ((2, range(6)), (3, (5,))):
        for column in columns:
            for run in made.tables[0].cell(at, column).paragraphs[0].runs:
                run.font.strike = True
    file = io.BytesIO()
    made.save(file)
    found = read_bytes(file.getvalue(), "t.docx")
    assert [(one.about, one.column, one.values["text"]) for one in found.draft.doubts] == [
        ("2", 1, "Việc B"),
        ("3", 5, "30/9/2025"),
    ]


def test_a_footnote_of_word_is_told() -> None:
    data = as_docx([HEAD, A])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(
                    b"30/6/2025</w:t></w:r>", b'30/6/2025</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                )
            new.writestr(name, part)
    found = read_bytes(file.getvalue(), "t.docx")
    assert found.task("1").schedule == {"by": "2025-06-30"}
    assert [(one.about, one.column) for one in found.draft.doubts] == [("1", 5)]


def test_automatic_numbers_are_the_numbers_of_rows() -> None:
    made = docx.Document()
    table = made.add_table(3, 6)
    for at, row in enumerate((HEAD, ("", *A[1:]), ("", *B[1:]))):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
        if at:
            table.cell(at, 0).paragraphs[0].style = made.styles["List Number"]
    file = io.BytesIO()
    made.save(file)
    assert [one.id for one in read_bytes(file.getvalue(), "t.docx").tasks] == ["1", "2"]
