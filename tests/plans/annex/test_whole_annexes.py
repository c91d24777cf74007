"""Four annexes of the genre, made up, go from a Word table to a plan that `plan check` accepts, and no row is wrong.

Of each row it is counted whether it was read as it is meant, told, or read wrongly, which none may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Run
from tests.support.annex_files import LEFT, UP, Rows, as_docx
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.plan import Plan

Expected = tuple[tuple[str, ...], tuple[str, ...], date | None]  # lead, coordinators, the last due day


class Annex(NamedTuple):
    """The tables of an annex, what each task must become (None where the row must be told), and its headings."""

    tables: list[Rows]
    tasks: dict[str, Expected | None]
    sections: list[str]


DEPARTMENTS = {
    "so-noi-vu": "Sở Nội vụ",
    "so-y-te": "Sở Y tế",
    "so-tai-chinh": "Sở Tài chính",
    "so-xay-dung": "Sở Xây dựng",
    "so-nong-nghiep-va-moi-truong": "Sở Nông nghiệp và Môi trường",
    "so-khoa-hoc-va-cong-nghe": "Sở Khoa học và Công nghệ",
    "cong-an-tinh": "Công an tỉnh",
    "van-phong-ubnd-tinh": "Văn phòng UBND tỉnh",
}
IDS = list(DEPARTMENTS)
MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def month_end(month: int) -> date:
    return date(2026, month, MONTH_ENDS[month - 1])


def deadline(number: int) -> tuple[str, date | None]:
    """Return a time as it is written in a column of deadlines, and the day that it means."""
    month = number % 12 + 1
    quarter = number % 4 + 1
    forms: list[tuple[str, date | None]] = [
        (f"Tháng {month}/2026", month_end(month)),
        (f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]}/2026", month_end(3 * quarter)),
        (f"Chậm nhất ngày 15/{month}/2026", date(2026, month, 15)),
        ("Năm 2026", date(2026, 12, 31)),
        (f"T{month}/2026", month_end(month)),
        ("Nhiệm vụ thường xuyên", None),
        ("6 tháng đầu năm 2026", date(2026, 6, 30)),
        (f"Đến hết tháng {month}/2026", month_end(month)),
    ]
    return forms[number % len(forms)]


def large() -> Annex:
    """Return an annex of 120 tasks in four groups, which goes on in a second table without headings."""
    head = ("TT", "Nhiệm vụ, giải pháp", "Phân công thực hiện", LEFT, "Sản phẩm", "Thời hạn hoàn thành", "Ghi chú")
    rows: list[tuple[str, ...]] = [
        ("PHỤ LỤC I", *[LEFT] * 6),
        head,
        (UP, UP, "Chủ trì", "Phối hợp", UP, UP, UP),
        tuple(f"({n})" for n in range(1, 8)),
    ]
    tasks: dict[str, Expected | None] = {}
    sections = []
    for group in range(4):
        roman = ("I", "II", "III", "IV")[group]
        rows.append((f"{roman}. NHÓM NHIỆM VỤ THỨ {group + 1}", *[LEFT] * 6))
        sections.append(roman)
        for number in range(1, 31):
            at = 30 * group + number
            lead, beside = IDS[at % 8], IDS[(at + 3) % 8]
            time, due = deadline(at)
            name = f"Việc số {at} của chương trình"
            if number % 10 == 0:  # lead, coordinators and time are merged with those of the row above
                rows.append((str(number), name, UP, UP, "Báo cáo", UP, ""))
                tasks[f"{roman}.{number}"] = tasks[f"{roman}.{number - 1}"]
                continue
            words = f"{DEPARTMENTS[beside]} và các đơn vị liên quan" if number % 3 else DEPARTMENTS[beside]
            rows.append((str(number), name, DEPARTMENTS[lead], words, "01 báo cáo", time, ""))
            also = ("cac-don-vi-lien-quan",) if number % 3 else ()
            tasks[f"{roman}.{number}"] = ((lead,), (beside, *also), due)
    cut = next(at for at, row in enumerate(rows) if row[0].startswith("III."))
    rows.append(("Tổng cộng", LEFT, "", "", "120 sản phẩm", "", ""))
    return Annex([rows[:cut], rows[cut:]], tasks, sections)


def dotted() -> Annex:
    """Return an annex with dotted numbers, two columns of time, rows like above, and points under tasks."""
    rows: Rows = [
        ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", LEFT, "Kinh phí"),
        (UP, UP, UP, UP, "Bắt đầu", "Kết thúc", UP),
        ("1", "Hạ tầng số", *[LEFT] * 5),
        ("1.1", "Lắp đặt thiết bị", "Sở Khoa học và Công nghệ", "Sở Tài chính", "01/3/2026", "30/6/2026", "500"),
        ("1.2", "Kết nối mạng", "Như trên", "Như trên", "Quý II", "Quý III", ""),
        ("1.3", "Bảo trì", "Sở Khoa học và Công nghệ (phần kỹ thuật)", "", "01/7/2026", "31/12/2026", ""),
        ("2", "Nhân lực số", *[LEFT] * 5),
        ("2.1", "Bồi dưỡng cán bộ", "Sở Nội vụ", "UBND các xã, phường", "Tháng 4/2026", "Tháng 6/2026", ""),
        ("-", "Lớp lãnh đạo", "", "", "", "", ""),
        ("-", "Lớp chuyên viên", "", "", "", "", ""),
        ("2.2", "Đánh giá", "", "", "Tháng 9/2026", "Tháng 10/2026", ""),
        ("2.3", "Tổng kết", "Sở Nội vụ", "", "Sau khi có hướng dẫn", "Tháng 12/2026", ""),
    ]
    it, home = ("so-khoa-hoc-va-cong-nghe",), ("so-noi-vu",)
    tasks: dict[str, Expected | None] = {
        "1.1": (it, ("so-tai-chinh",), date(2026, 6, 30)),
        "1.2": None,
        "1.3": (it, (), date(2026, 12, 31)),
        "2.1": (home, ("ubnd-cac-xa-phuong",), date(2026, 6, 30)),
        "2.2": None,
        "2.3": None,
    }
    return Annex([rows], tasks, ["1", "2"])


def bulletin() -> Annex:
    """Return an annex with rates, letters and roles in one cell, in windows."""
    who = "Chủ trì: {}; Phối hợp: {}"
    rows: Rows = [
        ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "Kết quả", "Thời gian"),
        ("A", "Thông tin", *[LEFT] * 3),
        ("1", "Bản tin", who.format("Sở Y tế", "Sở Nội vụ, Công an tỉnh"), "01 số/quý", "Năm 2026"),
        ("2", "Bài viết", who.format("Sở Xây dựng", "Sở Y tế"), "04 bài/tháng", "Quý II/2026"),
        ("3", "Phóng sự", "Sở Y tế", "02 phóng sự, 01 báo cáo", "Tháng 8/2026"),
        ("B", "Kiểm tra", *[LEFT] * 3),
        ("a)", "Kiểm tra cơ sở", "Công an tỉnh", "Biên bản", "Hằng tháng"),
        ("b)", "Báo cáo hằng năm", "Công an tỉnh", "Báo cáo", "Ngày 15/12 hằng năm"),
        ("c)", "Rà soát", "Công an tỉnh", "Báo cáo", "Trước 30/6/2026*"),
        ("Ghi chú: (*) có thể thay đổi.", *[LEFT] * 4),
    ]
    police, health = ("cong-an-tinh",), ("so-y-te",)
    tasks: dict[str, Expected | None] = {
        "1": (health, ("so-noi-vu", "cong-an-tinh"), date(2026, 12, 31)),
        "2": (("so-xay-dung",), health, date(2026, 6, 30)),
        "3": (health, (), date(2026, 8, 31)),
        "a": (police, (), date(2026, 12, 31)),
        "b": (police, (), date(2026, 12, 15)),
        "c": None,
    }
    return Annex([rows], tasks, ["A", "B"])


def communes() -> Annex:
    """Return an annex of communes whose months stand in columns of their own, in two tables, signed below."""
    head: Rows = [
        ("TT", "Nhiệm vụ", "CQ chủ trì", "CQ phối hợp", "Thời gian thực hiện năm 2026", LEFT, LEFT, LEFT, "Ghi chú"),
        (UP, UP, UP, UP, "Quý I", "Quý II", "Quý III", "Quý IV", UP),
    ]
    both = "UBND xã An Bình, UBND phường Bình An"
    first: Rows = [
        *head,
        ("A", "Nhiệm vụ của tỉnh", *[""] * 7),
        ("1", "Bàn giao hồ sơ", "Sở Nội vụ", both, "x", "", "", "", ""),
        ("2", "Tập huấn", "Sở Nội vụ", "UBND cấp xã", "", "x", "", "x", ""),
        ("3", "Kiểm kê", "Báo và Đài PTTH tỉnh", UP, "", "30/6", "", "", ""),
    ]
    second: Rows = [
        *head,
        ("B", "Nhiệm vụ của xã", *[""] * 7),
        ("1", "Thu gom rác", "Xã An Bình", "Sở Y tế hoặc Sở Xây dựng", "", "", "", "x", ""),
        ("2", "Sửa đường", "UBND phường Bình An", "", "x", "x", "x", "x", ""),
        ("3", "Báo cáo", "UBND xã An Bình", "Sở Y tế", "", "", "x", "", "Gấp"),
        ("Tổng số: 06 nhiệm vụ", LEFT, *[""] * 7),
        ("", "", "", "TM. ỦY BAN NHÂN DÂN", LEFT, LEFT, LEFT, LEFT, LEFT),
        ("", "", "", "Nguyễn Văn A", LEFT, LEFT, LEFT, LEFT, LEFT),
    ]
    place, other = ("ubnd-xa-an-binh",), ("ubnd-phuong-binh-an",)
    tasks: dict[str, Expected | None] = {
        "A.1": (("so-noi-vu",), (*place, *other), month_end(3)),
        "A.2": None,
        "A.3": None,
        "B.1": (place, ("so-y-te-hoac-so-xay-dung",), month_end(12)),
        "B.2": None,
        "B.3": (place, ("so-y-te",), month_end(9)),
    }
    return Annex([first, second], tasks, ["A", "B"])


def outcomes(annex: Annex, plan: Plan) -> Iterator[str]:
    """Yield of each row that is a task whether it was read, told or wrong; one that there should not be is wrong."""
    told = {one.about for one in plan.assumptions if one.to_settle}
    yield from ("wrong" for task in plan.tasks if task.id not in annex.tasks)
    made = {task.id: task for task in plan.tasks}
    for identity, expected in annex.tasks.items():
        task = made.get(identity)
        if task is None:
            yield "wrong"
        elif expected is None or identity in told:
            yield "told" if identity in told else "wrong"
        else:
            found = task.lead, task.coordinators, plan.occurrences[identity][-1].due
            yield "read" if found == expected else "wrong"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (large, {"read": 120, "told": 0, "wrong": 0}),
        (dotted, {"read": 3, "told": 3, "wrong": 0}),
        (bulletin, {"read": 5, "told": 1, "wrong": 0}),
        (communes, {"read": 3, "told": 3, "wrong": 0}),
    ],
)
def test_an_annex_becomes_a_plan_in_which_each_row_is_read_or_told(
    make: Callable[[], Annex], expected: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    annex = make()
    made: Any = as_docx(*annex.tables)
    Path("annex.docx").write_bytes(made)
    head = ("--id", "mau-2026", "--year", "2026", "--issuer", "UBND tỉnh Ví dụ", "--lang", "en")
    result = run("plan", "new", *head, "--from", "annex.docx", "--output", "plan.yaml")
    assert result.code in (0, 1), result.err
    assert run("plan", "check", "plan.yaml").code == 0
    plan = read_plan_files("plan.yaml", "plan.yaml").plan
    assert plan is not None
    assert [one.id for one in plan.sections] == annex.sections
    counts = list(outcomes(annex, plan))
    assert {kind: counts.count(kind) for kind in ("read", "told", "wrong")} == expected
    assert (plan.ends - plan.begins) == timedelta(days=364)
