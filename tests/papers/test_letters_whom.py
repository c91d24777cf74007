"""Whom a letter asks where offices have come and gone, and that it asks for nothing that was reported since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

pytest.importorskip("docx", reason="the extra `office` is not installed")

Letters = Callable[..., dict[str, str]]
REGISTRY = """
schema: ttdn/agencies/1
agencies:
  - {id: focal, name: Văn phòng Ban Chỉ đạo}
  - {id: old-a, name: Sở Cũ An, valid_to: 2026-05-15, successor: new-a}
  - {id: new-a, name: Sở Mới An, valid_from: 2026-05-16}
  - {id: old-b, name: Sở Cũ Bình, valid_to: 2026-05-15, successor: [new-b, new-c]}
  - {id: new-b, name: Sở Mới Bình, valid_from: 2026-05-16}
  - {id: new-c, name: Sở Mới Châu, valid_from: 2026-05-16}
  - {id: gone, name: Ban Quản lý Cũ, valid_to: 2026-05-15}
  - {id: lead, name: Sở Chủ trì}
  - {id: part, name: Sở Phối hợp}
  - {id: bao, name: Báo Thử}
  - {id: dai, name: Đài Thử}
groups:
  - {id: bao-chi, name: các cơ quan báo chí, members: [bao, dai]}
"""
PLAN = """
schema: ttdn/plan/1
id: thu
revision: 1
language: vi
begins: 2026-01-01
ends: 2026-12-31
agencies: agencies.yaml
document: {number: 9/KH-UBND, date: 2025-12-15, place: Thử, issuer: UBND tỉnh Thử, title: Kế hoạch thử}
sections: [{id: I, title: Mục một}]
tasks:
  - {id: I.1, section: I, title: Cổng tin, lead: old-a, coordinators: [lead], schedule: {by: 2026-06-15}}
  - {id: I.2, section: I, title: Bản tin, lead: lead, coordinators: [old-a], schedule: {half: H1}}
  - {id: I.3, section: I, title: Tập san, lead: old-b, schedule: {by: 2026-06-20}}
  - {id: I.4, section: I, title: Triển lãm, lead: gone, schedule: {by: 2026-06-20}}
  - {id: I.6, section: I, title: Phóng sự, lead: bao-chi, schedule: {year: 2026}}
  - id: I.5
    section: I
    title: Phần mềm
    lead: lead
    coordinators: [part]
    schedule: {milestones: [{id: m1, by: 2026-03-15}, {id: m2, by: 2026-08-15}]}
reporting: {every: quarter, to: focal, due: 20}
assumptions: [{about: document, text: bịa}]
amendments:
  - document: {number: 3/UBND-VX, date: 2026-05-10}
    effective: 2026-05-16
    reason: Chia tách
    changes: {I.3: {lead: new-b}}
"""


def report(agency: str, quarter: int, *items: str, more: str = "") -> str:
    day = {1: "2026-03-19", 2: "2026-06-19", 3: "2026-09-18"}[quarter]
    head = f"schema: ttdn/status/1\nagency: {agency}\nperiod: 2026-Q{quarter}\nsubmitted_on: {day}\n{more}"
    return head + ("items:\n" + "".join(f"  - {{{one}}}\n" for one in items) if items else "nothing_to_report: true\n")


@pytest.fixture
def letters(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Letters:
    """Return a function that gives what is written for some reports, by the names of the files."""

    def call(*reports: str, quarter: str = "Q2", lang: str = "en") -> dict[str, str]:
        monkeypatch.chdir(tmp_path)
        Path("agencies.yaml").write_text(REGISTRY, "utf-8")
        Path("plan.yaml").write_text(PLAN, "utf-8")
        Path("r").mkdir(exist_ok=True)
        for number, text in enumerate(reports):
            Path(f"r/{number}.yaml").write_text(text, "utf-8")
        given = ("--plan", "plan.yaml", "--quarter", quarter, "--lang", lang, "--output", "cv", "--force")
        assert run("remind", "r", *given, "--all-replies").code == 0
        return {one.stem: one.read_text("utf-8").replace("`", "") for one in Path("cv").glob("*.md")}

    return call


def row(letter: str, part: str) -> str:
    """Return the row of a letter's table that holds a part."""
    return next(line for line in letter.splitlines() if line.startswith("| ") and part in line)


def test_no_letter_goes_to_an_office_that_is_gone_and_its_successor_is_told_whose_matter_it_was(
    letters: Letters,
) -> None:
    found = letters(report("lead", 1))
    assert {"old-a", "old-b", "gone"}.isdisjoint(found)
    assert "What was formerly the part of Sở Cũ An is now with Sở Mới An." in found["new-a"]
    assert "; formerly the part of Sở Cũ An | lead |" in row(found["new-a"], "I.1. Cổng tin")


def test_the_list_says_for_whom_nobody_answers(letters: Letters) -> None:
    found = letters(report("lead", 1))["danh-sach"]
    assert "Nobody is written to on these, which are gone without a successor: Ban Quản lý Cũ." in found


def test_a_report_that_an_office_still_owed_is_asked_for_in_its_name(letters: Letters) -> None:
    letter = letters(report("lead", 1))["new-a"]
    assert "Report on 2026-Q1 in the name of Sở Cũ An; tasks: I.1" in row(letter, "2026-Q1")
    assert "Send the report on 2026-Q1 in the name of Sở Cũ An; 2026-Q2." in letter
    assert "A report that Sở Cũ An still owed is to be sent in that name." in letter


def test_the_work_of_an_office_that_was_split_is_asked_of_who_got_the_task(letters: Letters) -> None:
    late = "task: I.3, state: done, completed_on: 2026-03-10, progress: 80"
    found = letters(report("old-b", 1, late), report("lead", 1))
    assert "Make clear: I.3 (2026-06-20): " in found["new-b"]
    assert "I.3" not in found.get("new-c", "")


def test_an_item_that_a_predecessor_reported_wrongly_is_asked_of_its_successor_as_lead(letters: Letters) -> None:
    letter = letters(report("old-a", 1, "task: I.1, state: xong", "task: I.2, state: in_progress"))["new-a"]
    assert "| lead |" in row(letter, "I.1. Cổng tin")
    assert "(0.yaml, line 6, report on 2026-Q1 of Sở Cũ An)" in letter


def test_a_dispute_with_an_office_that_is_gone_is_settled_by_its_successor(letters: Letters) -> None:
    named = report("lead", 1, "task: I.2, state: in_progress, coordinated_with: [old-a]", M1)
    silent = report("old-a", 1, "task: I.1, state: in_progress")
    assert (
        "Inform of the part taken, or of the reason for not taking part yet, in: I.2" in letters(named, silent)["new-a"]
    )


M1 = "task: I.5, occurrence: m1, state: done, completed_on: 2026-03-10, coordinated_with: [part], evidence: [1/BC]"
M2 = "task: I.5, occurrence: m2, state: {}"


def test_a_milestone_that_was_left_out_and_is_done_since_is_not_asked_for_again(letters: Letters) -> None:
    first, second = (
        report("lead", 1, M1, "task: I.2, state: in_progress"),
        report("lead", 2, "task: I.2, state: in_progress"),
    )
    third = report(
        "lead",
        3,
        M2.format("done, completed_on: 2026-08-10, coordinated_with: [part], evidence: [2/BC]"),
        "task: I.2, state: in_progress",
    )
    open_one = letters(first, second)["lead"]
    assert "Add the state of the work on: I.5 (m2)" in open_one
    done = letters(first, second, third, quarter="Q3")["lead"]
    assert "Told in another report, so that nothing is asked: I.5 (m2): the report of Sở Chủ trì for 2026-Q1" in done
    assert "even if nothing has been done yet" not in done


def test_a_coordinator_that_told_its_part_is_done_is_not_asked_again(letters: Letters) -> None:
    part = report("old-a", 1, "task: I.2, state: done, completed_on: 2026-03-10, evidence: [1/BC]")
    named = "task: I.2, state: in_progress, coordinated_with: [old-a]"
    own = report(
        "new-a", 2, "task: I.1, state: done, completed_on: 2026-06-10, evidence: [3/BC], coordinated_with: [lead]"
    )
    found = letters(part, report("lead", 1, named, M1), report("lead", 2, named), own)
    assert "Inform of the part taken" not in found["new-a"]
    assert "Make clear: I.2" not in found["new-a"]


def test_a_coordinator_is_not_asked_for_what_only_the_lead_can_write(letters: Letters) -> None:
    found = letters(report("lead", 2, "task: I.5, occurrence: m2, state: in_progress"))["part"]
    assert "I.5 (m2): the plan names Sở Phối hợp as coordinator" in found
    assert "Say whether Sở Phối hợp took part, and in what" in found
    assert "name it among those that took part" not in found


def test_a_rejected_file_is_no_excuse_for_a_report_that_counts_and_leaves_the_task_out(letters: Letters) -> None:
    named = report("lead", 1, "task: I.2, state: in_progress, coordinated_with: [old-a]", M1)
    silent = report("old-a", 1, "task: I.1, state: in_progress")
    broken = report("new-a", 2, "task: I.1, state: in_progress").replace("2026-06-19", "2026-13-19")
    state = row(letters(named, silent, broken)["new-a"], "I.2. Bản tin")
    assert "| not mentioned in its report |" in state


def test_a_file_of_nobody_is_told_only_where_it_can_be_the_report_on_the_work(letters: Letters, tmp_path: Path) -> None:
    (tmp_path / "r" / "2026-Q1").mkdir(parents=True)
    (tmp_path / "r" / "2026-Q1" / "bao cao.pdf").write_bytes(b"%PDF-1.4\n")
    named = report(
        "lead",
        2,
        "task: I.2, state: in_progress, coordinated_with: [old-a]",
        "task: I.5, occurrence: m2, state: in_progress",
    )
    own = report(
        "new-a", 2, "task: I.1, state: done, completed_on: 2026-06-10, evidence: [3/BC], coordinated_with: [lead]"
    )
    found = letters(named, own)["new-a"]
    assert "bao cao.pdf" in row(found, "2026-Q1 in the name of")
    assert "| not mentioned in its report |" in row(found, "I.2. Bản tin")


def test_every_mistake_in_a_rejected_file_is_told_with_its_file_place_task_and_period(letters: Letters) -> None:
    broken = report("lead", 2, "task: I.2, state: xong, progress: 140", M2.format("in_progress, progress: 0.4"))
    found = letters(broken.replace("2026-06-19", "hôm qua"))["lead"]
    assert "(0.yaml, line 4: " in found
    for line, task in ((6, "I.2. Bản tin"), (7, "I.5. Phần mềm")):
        asked = [one for one in found.splitlines() if f"Make clear: {task}: " in one]
        assert all(f"(0.yaml, line {line}, report on 2026-Q2)" in one for one in asked)
        assert asked


def test_a_form_that_came_back_empty_is_asked_for_in_the_words_of_that_form(run: Run, letters: Letters) -> None:
    letters(report("lead", 1))
    given = ("--plan", "plan.yaml", "--agency", "lead", "--period", "2026-Q2", "--lang", "vi")
    assert run("template", *given, "-o", "r/lead.csv").code == 0
    asked = next(one for one in letters(lang="vi")["lead"].splitlines() if "Chỉnh sửa và gửi lại" in one)
    assert "ghi x vào ô “Không có nội dung báo cáo”" in asked
    assert "YAML" not in asked
    assert "nothing_to_report" not in asked


def test_a_file_that_came_in_time_and_does_not_count_is_not_called_overdue(letters: Letters) -> None:
    broken = report("lead", 2, "task: I.2, state: in_progress", more="schema: ttdn/status/2\n")
    assert "| – | report on 2026-Q2, corrected |" in row(letters(broken)["lead"], "Report on 2026-Q2")


def test_files_of_nobody_are_named_once_for_each_agency_in_the_list(letters: Letters, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "bao cao.pdf").write_bytes(b"%PDF-1.4\n")
    assert row(letters(report("lead", 1))["danh-sach"], "Sở Mới An").count("bao cao.pdf") == 1


def test_letters_of_an_earlier_run_beside_the_new_ones_are_told(letters: Letters, run: Run) -> None:
    letters(report("lead", 1))
    Path("cv/khac.md").write_text("", "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "cv", "--force", "--all-replies")
    assert "There are also files in cv that are not of this run: khac.md" in run("remind", "r", *given).err


def test_a_dispute_stands_beside_the_rows_of_the_same_work_that_ask_for_something_else(letters: Letters) -> None:
    named = "task: I.2, state: in_progress, coordinated_with: [part, old-a]"
    silent = report("part", 2, "task: I.5, occurrence: m2, state: in_progress")
    found = letters(report("lead", 2, named, M2.format("in_progress, coordinated_with: [part]")), silent)["lead"]
    assert "Complete the work that is past its due date: I.2 (2026-H1)" in found
    assert "Make clear: I.2 (2026-H1): the lead names Sở Phối hợp, whose own report for 2026-Q2 does not" in found


def test_of_a_group_each_member_is_told_that_one_report_is_enough(letters: Letters) -> None:
    found = letters(report("lead", 1))
    for one in ("bao", "dai"):
        assert "Report on 2026-Q1 (of các cơ quan báo chí: the report of one is enough); tasks: I.6" in found[one]


def test_the_state_that_a_predecessor_reported_names_it(letters: Letters) -> None:
    letter = letters(report("old-a", 1, "task: I.1, state: in_progress, progress: 40"))["new-a"]
    assert "in progress, 40% (reported by Sở Cũ An on 2026-03-19)" in row(letter, "I.1. Cổng tin")


def test_a_reply_says_whose_part_its_agency_has_taken_over_and_goes_to_who_got_the_task(
    letters: Letters, run: Run
) -> None:
    done = "task: I.3, state: done, completed_on: 2026-03-10, evidence: [4/BC]"
    letters(report("old-b", 1, done), report("lead", 1, M1))
    given = ("--plan", "plan.yaml", "--quarter", "Q1", "--as-of", "2026-07-01", "--lang", "en", "--all-replies")
    assert run("remind", "r", *given, "--output", "late").code == 0
    reply = Path("late/new-b.md").read_text("utf-8")
    assert "thanks" in reply
    assert "What was formerly the part of Sở Cũ Bình is now with Sở Mới Bình." in reply
    assert not Path("late/new-c.md").exists()


def test_a_reply_names_no_day_that_is_over_as_the_next_one_due(letters: Letters, run: Run) -> None:
    letters(report("part", 1, "task: I.5, occurrence: m1, state: done, completed_on: 2026-03-10, evidence: [9/BC]"))
    given = ("--plan", "plan.yaml", "--quarter", "Q1", "--as-of", "2026-07-01", "--lang", "en", "--all-replies")
    assert run("remind", "r", *given, "--output", "late").code == 0
    assert "thanks" in Path("late/part.md").read_text("utf-8")
    assert "2026-06-20" not in Path("late/part.md").read_text("utf-8")


def test_a_letter_names_no_command_of_the_program(letters: Letters) -> None:
    broken = report("lead", 2, "task: I.2, state: in_progress", more="mailed: true\n")
    odd = report("part", 2, "task: I.5, occurrence: m2, state: in_progress", "task: XX.99, state: in_progress")
    found = letters(broken, odd, report("part", 1, "task: I.5, occurrence: m1, state: in_progress"))
    assert "Correct or delete it." in found["lead"]
    assert "“XX.99”" in found["part"]
    assert "ttdn " not in found["lead"] + found["part"]
