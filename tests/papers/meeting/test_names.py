"""The papers name offices that are gone with who answers for them now, and phases of a task by their names."""

from __future__ import annotations

from datetime import date

from tests.papers.meeting.test_matrix import shown, world
from tests.support.worlds import Data
from ttdn_cli.papers.meeting import md
from ttdn_cli.text.i18n import Words

WORDS = Words("en")
LEFT_OUT: Data = {"task": "T.1", "state": "in_progress", "obstacles": "Thiếu người", "coordinated_with": ["Sở Lạ"]}


def test_an_office_that_is_gone_stands_with_who_answers_now_wherever_it_is_named() -> None:
    tasks: list[Data] = [{"id": "T.1", "lead": "b", "coordinators": ["c"]}]
    found = shown(world(tasks, {"b-Q1": [{**LEFT_OUT, "result": "Đã họp"}, {"task": "T.9"}]}))[2]
    name = "Sở B (now Sở M)"
    rows = (*(row.agency for row in found.clarify), *(row.agency for row in found.work))
    assert {*rows, *(row.agency for row in found.notes)} == {name}
    assert "Sở C (now Sở M)" in {row.about for row in found.clarify if row.is_missing}
    assert all("m" in row.agencies for row in found.clarify)
    assert f"| {name} | T.1 |" in md.render(found, WORDS).decode()


def test_the_papers_are_issued_by_who_took_over_from_the_focal_agency() -> None:
    there = world([{"id": "T.1", "lead": "a"}], {})
    there.plan["reporting"]["to"] = "b"
    assert shown(there)[2].plan.focal == "Sở M"
    assert shown(there._replace(as_of=date(2017, 5, 1)))[2].plan.focal == "Sở B"


def test_only_an_amendment_that_moved_a_due_date_is_told_beside_it() -> None:
    day = {"document": {"number": "1/QĐ", "date": date(2017, 1, 2)}, "effective": date(2017, 2, 1)}
    moved = {"document": {"number": "2/QĐ", "date": date(2017, 1, 3)}, "effective": date(2017, 2, 1)}
    tasks: list[Data] = [{"id": "T.1", "lead": "a", "schedule": {"by": date(2017, 4, 1)}}]
    tasks.append({**tasks[0], "id": "T.2"})
    day["changes"] = {"T.1": {"lead": ["x"]}, "T.2": {"lead": ["x"]}}
    moved["changes"] = {"T.2": {"schedule": {"by": date(2017, 5, 1)}}}
    found = shown(world(tasks, {}, amendments=[day, moved]))[2]
    assert {row.task: row.notes for row in found.overdue} == {"T.1": "", "T.2": "amended by 2/QĐ"}
    assert {row.task: row.behind for row in found.overdue} == {"T.1": ("Xã X",), "T.2": ("Xã X",)}


def test_a_phase_is_called_by_its_name_and_one_without_an_id_by_its_day() -> None:
    marks: list[Data] = [
        {"id": "chay-thu", "name": "Vận hành thử", "by": date(2017, 3, 31)},
        {"name": "Nghiệm thu", "by": date(2017, 6, 1)},
    ]
    own: Data = {"task": "T.1", "occurrence": "chay-thu", "state": "done", "completed_on": date(2017, 3, 1)}
    tasks: list[Data] = [{"id": "T.1", "lead": "a", "coordinators": ["x"], "schedule": {"milestones": marks}}]
    found = shown(world(tasks, {"a-Q1": [own]}))[2]
    assert [(row.occurrence, row.notes) for row in found.bars] == [("Vận hành thử", ""), ("2017-06-01", "Nghiệm thu")]
    assert "chay-thu" not in md.render(found, WORDS).decode()


def test_the_last_word_on_a_withdrawn_task_is_not_counted_among_those_that_do_not_count() -> None:
    given = {"a-Q1": [{"task": one, "state": "cancelled"} for one in ("T.1", "T.2")]}
    change = {"document": {"number": "5/QĐ", "date": date(2017, 4, 1)}, "effective": date(2017, 5, 2)}
    change["changes"] = {"T.1": {"withdrawn": True}}
    found = shown(world([{"id": "T.1", "lead": "a"}, {"id": "T.2", "lead": "a"}], given, amendments=[change]))[2]
    assert found.uncounted.entries == 1
