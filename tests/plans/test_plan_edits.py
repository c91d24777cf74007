"""Edits of the 2017 plan, harmless and not: what `plan diff` calls each, and what `plan check --base` says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest

from tests.conftest import Run
from tests.support.repository import begin

PLAN, REGISTRY = "plan/2017/plan.yaml", "plan/agencies.yaml"


class Edit(NamedTuple):
    """A replacement in a file (of the first place where the text stands) and what is said of it.

    `said` holds id (or None), kind and English message of every difference, in order.
    """

    name: str
    old: str
    new: str
    said: tuple[tuple[str | None, str, str], ...] = ()
    file: str = PLAN


Q2_OF_HANDBOOK = (
    "coordinators: [so-ngoai-vu, cac-don-vi-lien-quan]\n    schedule: {quarter: Q2, as_written: Quý II/2017}"
)
SAME_DAYS = "The time frame is given otherwise, with the same days: 2017-Q3 → 2017-07-01/2017-09-30"
HANDBOOK_GONE = "Task removed: Xuất bản Sổ tay Công tác Thông tin đối ngoại; its lead was Sở Thông tin và Truyền thông"
DUTY_GONE = "Duty removed: Sở Ngoại vụ: gắn kết các hoạt động đối ngoại với công tác thông tin đối ngoại"
TRAINING = "{quarter: Q3, tentative: true, duration_days: 2, as_written: dự kiến 02 ngày trong Quý III/2017}"
HARMLESS = (
    Edit("comment", "# Kế hoạch số 1387", "# Bản điện tử. Kế hoạch số 1387"),
    Edit("key order", "id: quang-ngai-2017\nrevision: 1\n", "revision: 1\nid: quang-ngai-2017\n"),
    Edit("quotes", "  number: 1387/KH-UBND", '  number: "1387/KH-UBND"'),
    Edit("whitespace", "lead: so-tttt\n    coordinators: [co-quan", "lead:   so-tttt\n\n    coordinators: [ co-quan"),
    Edit(
        "line breaks of a text",
        "giới thiệu về tiềm\n        năng, lợi thế",
        "giới thiệu về\n        tiềm năng, lợi thế",
    ),
    Edit("lead as a list", "    lead: cong-an\n", "    lead: [cong-an]\n"),
    Edit("time frame spelled otherwise", "{quarter: Q3, as_written", "{quarter: Quý III/2017, as_written"),
    Edit("date spelled otherwise", "begins: 2017-01-01", "begins: 01/01/2017"),
    Edit("order of aliases", "[Sở CT, SCT, ", "[SCT, Sở CT, ", file=REGISTRY),
    Edit("agency of others", "groups:\n", "  - {id: so-moi, name: Sở Mới}\n\ngroups:\n", file=REGISTRY),
)
WORDS = (
    Edit(
        "order of coordinators",
        "[so-ngoai-vu, so-tttt, bao-chi-tr",
        "[so-tttt, so-ngoai-vu, bao-chi-tr",
        (("II.2", "words", "Order changed: coordinating agencies"),),
    ),
    Edit(
        "words of a time frame that read as other days",
        "{quarter: Q2, as_written: Quý II/2017}",
        "{quarter: Q2, as_written: Quý III/2017}",
        (
            ("II.3.b", "words", "Words changed, time frame as written: “Quý II/2017” → “Quý III/2017”"),
            (
                "II.3.b",
                "words",
                "The words of the time frame, “Quý III/2017”, read as 2017-09-30, while the schedule has 2017-06-30",
            ),
        ),
    ),
    Edit(
        "assumption added",
        "assumptions:\n",
        "assumptions:\n  - {about: II.7, text: Sổ tay in một lần.}\n",
        ((None, "words", "Words added, assumptions: “II.7: Sổ tay in một lần.”"),),
    ),
    Edit(
        "word of a title",
        "title: Hướng dẫn nội dung thông tin",
        "title: Hướng dẫn thông tin",
        (
            (
                "II.8",
                "words",
                "Words changed, title: “Hướng dẫn nội dung thông tin đối ngoại” → “Hướng dẫn thông tin đối ngoại”",
            ),
        ),
    ),
    Edit(
        "word of a duty",
        "    when: định kỳ",
        "    when: hằng quý",
        (("IV.1.3", "words", "Words changed, time as worded: “định kỳ” → “hằng quý”"),),
    ),
    Edit(
        "time frame as written",
        "as_written: 01 số/quý/năm 2017",
        "as_written: mỗi quý 01 số",
        (("II.3.c", "words", "Words changed, time frame as written: “01 số/quý/năm 2017” → “mỗi quý 01 số”"),),
    ),
    Edit(
        "signer",
        "signer: Đặng Ngọc Dũng",
        "signer: Đ. N. Dũng",
        ((None, "words", "Words changed, signer: “Đặng Ngọc Dũng” → “Đ. N. Dũng”"),),
    ),
    Edit(
        "alias of an agency",
        "[Sở CT, SCT, ",
        "[Sở CT, SCT, Sở Công Thương QN, ",
        (("so-cong-thuong", "words", "Words added, other names: “Sở Công Thương QN”"),),
        REGISTRY,
    ),
)
MEANING = (
    Edit(
        "due date moved",
        Q2_OF_HANDBOOK,
        Q2_OF_HANDBOOK.replace("Q2, as_written: Quý II", "Q3, as_written: Quý II"),
        (
            ("II.7", "due-moved", "Due date moved: 2017-06-30 → 2017-09-30"),
            ("II.7", "window-begins-later", "The window begins later: 2017-04-01 → 2017-07-01"),
            (
                "II.7",
                "words",
                "The words of the time frame, “Quý II/2017”, read as 2017-06-30, while the schedule has 2017-09-30",
            ),
        ),
    ),
    Edit(
        "due date given",
        "so-ngoai-vu, bql-dung-quat, cac-don-vi-lien-quan]\n    schedule: {unspecified: true}",
        "so-ngoai-vu, bql-dung-quat, cac-don-vi-lien-quan]\n    schedule: {by: 2017-11-30}",
        (("II.4.b", "due-moved", "Due date set: 2017-11-30"),),
    ),
    Edit(
        "rhythm",
        "{every: quarter, as_written",
        "{every: half, as_written",
        (
            ("II.3.c", "occurrence-removed", "Occurrences removed: 2017-Q1, 2017-Q2, 2017-Q3, 2017-Q4"),
            ("II.3.c", "occurrence-added", "Occurrences added: 2017-H1, 2017-H2"),
            (
                "II.3.c",
                "words",
                (
                    "The words of the time frame, “01 số/quý/năm 2017”, read as 2017-03-31, 2017-06-30, 2017-09-30, "
                    "2017-12-31, while the schedule has 2017-06-30, 2017-12-31"
                ),
            ),
        ),
    ),
    Edit(
        "same days under another id",
        "{quarter: Q3, as_written",
        "{from: 2017-07-01, to: 2017-09-30, as_written",
        (("II.3.a", "occurrence-renamed", SAME_DAYS),),
    ),
    Edit(
        "tentative removed",
        TRAINING,
        TRAINING.replace("tentative: true, ", ""),
        (("II.6", "made-firm", "The time frame is no longer tentative"),),
    ),
    Edit(
        "number of days",
        TRAINING,
        TRAINING.replace("duration_days: 2", "duration_days: 3"),
        (("II.6", "duration-changed", "Number of days changed: 2 → 3"),),
    ),
    Edit(
        "quantity",
        "quantity: 2, unit: cụm",
        "quantity: 3, unit: cụm",
        (("II.5", "quantity-changed", "Quantity changed, Cụm pa-nô tuyên truyền: 2 → 3"),),
    ),
    Edit(
        "unit",
        "quantity: 2, unit: cụm",
        "quantity: 2, unit: tấm",
        (("II.5", "unit-changed", "Unit changed, Cụm pa-nô tuyên truyền: cụm → tấm"),),
    ),
    Edit(
        "another deliverable",
        "{name: Bản tin, quantity: 1, unit: số}",
        "{name: Ấn phẩm, quantity: 1, unit: số}",
        (
            ("II.3.c", "deliverable-dropped", "Deliverable dropped: 1 số (Bản tin)"),
            ("II.3.c", "deliverable-added", "Deliverable added: 1 số (Ấn phẩm)"),
        ),
    ),
    Edit(
        "coordinator dropped",
        "[cuc-ttdn, vp-ubnd, so-ngoai-vu, bao-chi-tinh]",
        "[cuc-ttdn, so-ngoai-vu, bao-chi-tinh]",
        (("II.6", "coordinator-dropped", "Coordinator dropped: Văn phòng Ủy ban nhân dân tỉnh"),),
    ),
    Edit(
        "coordinator added",
        "coordinators: [bch-bdbp, ",
        "coordinators: [bch-bdbp, so-ngoai-vu, ",
        (("II.5", "coordinator-added", "Coordinator added: Sở Ngoại vụ"),),
    ),
    Edit(
        "lead changed",
        "    lead: cong-an\n",
        "    lead: so-tai-chinh\n",
        (("II.2", "lead-changed", "Lead changed: Công an tỉnh Quảng Ngãi → Sở Tài chính"),),
    ),
    Edit(
        "lead added",
        "    lead: so-khdt\n",
        "    lead: [so-khdt, so-tai-chinh]\n",
        (("II.4.b", "lead-added", "Lead added: Sở Tài chính"),),
    ),
    Edit(
        "task added",
        "\nduties:\n",
        "  - {id: II.9, title: Tổng kết, lead: so-tttt, schedule: {quarter: Q4}}\n\nduties:\n",
        (("II.9", "task-added", "Task added: Tổng kết; lead: Sở Thông tin và Truyền thông; due: 2017-12-31"),),
    ),
    Edit(
        "task removed",
        r"  - id: II\.7\n.*?(?=  - id: II\.8\n)",
        "",
        (("II.7", "task-removed", HANDBOOK_GONE),),
    ),
    Edit(
        "duty removed",
        r"  - id: IV\.2\.3\n.*?(?=  - id: IV\.2\.4)",
        "",
        (("IV.2.3", "duty-removed", DUTY_GONE),),
    ),
    Edit(
        "role of a duty",
        "role: focal",
        "role: perform",
        (("IV.1.1", "duty-role-changed", "Role changed: focal agency → performs"),),
    ),
    Edit(
        "day of reports",
        "to: so-tttt, due: 20}",
        "to: so-tttt, due: 25}",
        ((None, "reporting-changed", "Day by which reports are due changed: 20 → 25"),),
    ),
    Edit(
        "amendment",
        "amendments: []",
        "amendments:\n  - document: {number: 9/KH-UBND, date: 2017-07-05}\n    effective: 2017-07-10\n"
        "    changes: {II.7: {schedule: {quarter: Q3}}}",
        (
            ("II.7", "due-moved", "as amended: Due date moved: 2017-06-30 → 2017-09-30"),
            ("II.7", "window-begins-later", "as amended: The window begins later: 2017-04-01 → 2017-07-01"),
            ("9/KH-UBND", "amendment-added", "Amendment added, effective 2017-07-10; tasks: II.7"),
        ),
    ),
    Edit(
        "withdrawal",
        "amendments: []",
        "amendments:\n  - document: {number: 9/KH-UBND}\n    effective: 2017-07-10\n"
        "    changes: {II.7: {withdrawn: true}}",
        (
            ("II.7", "task-withdrawn", "Task withdrawn by 9/KH-UBND from 2017-07-10"),
            ("9/KH-UBND", "amendment-added", "Amendment added, effective 2017-07-10; tasks: II.7"),
        ),
    ),
    Edit(
        "group opened",
        "members: [bao-quang-ngai, dai-ptth, cong-ttdt]",
        "open: true",
        (("bao-chi-tinh", "group-opened", "The group is now open: its members are no longer listed"),),
        REGISTRY,
    ),
    Edit(
        "group closed",
        r"(name: các đơn vị liên quan\n    aliases: .*?\n    )open: true",
        r"\1members: [so-tai-chinh]",
        (("cac-don-vi-lien-quan", "group-closed", "The group is now closed; its members: Sở Tài chính"),),
        REGISTRY,
    ),
    Edit(
        "member of a group",
        "[bao-quang-ngai, dai-ptth, cong-ttdt]",
        "[bao-quang-ngai, dai-ptth]",
        (("bao-chi-tinh", "members-changed", "Members removed: Cổng Thông tin điện tử tỉnh Quảng Ngãi"),),
        REGISTRY,
    ),
    Edit(
        "agency renamed",
        "name: Sở Ngoại vụ\n",
        "name: Sở Đối ngoại\n",
        (("so-ngoai-vu", "agency-renamed", "Renamed: Sở Ngoại vụ → Sở Đối ngoại"),),
        REGISTRY,
    ),
)


def applied(edit: Edit, folder: Path) -> None:
    """Make an edit in the plan or the registry of a folder; it must change something."""
    path = folder / edit.file
    text = path.read_text("utf-8")
    if edit.old in text:
        changed = text.replace(edit.old, edit.new, 1)
    else:
        changed, times = re.subn(edit.old, edit.new, text, count=1, flags=re.DOTALL)
        assert times == 1, "the text to replace is not in the file"
    assert changed != text
    path.write_text(changed, "utf-8")


def verdict(run: Run, revision: int, folder: Path) -> list[str]:
    """Return what `plan check --base` finds in the plan under a number of its revision."""
    path = folder / PLAN
    path.write_text(
        re.sub(r"^revision: \d+$", f"revision: {revision}", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    result = run("plan", "check", PLAN, "--base", "main", "--select", "plan-revision", "--format", "json")
    assert result.code == int(bool(result.json["findings"]))
    return [f"{one['rule']} {one['path']}:{one['line']}" for one in result.json["findings"]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    begin(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def named(edit: Edit) -> str:
    return edit.name.replace(" ", "-")


@pytest.mark.parametrize("edit", HARMLESS, ids=named)
def test_an_edit_that_changes_nothing_is_no_difference_and_needs_no_revision(
    edit: Edit, folder: Path, run: Run
) -> None:
    applied(edit, folder)
    result = run("plan", "diff", f"main:{PLAN}", PLAN, "--format", "json", "--lang", "en")
    assert (result.code, result.json["changes"], result.json["same_meaning"]) == (0, [], True)
    assert verdict(run, 1, folder) == []


@pytest.mark.parametrize("edit", WORDS, ids=named)
def test_an_edit_of_words_is_told_as_words_and_needs_no_revision(edit: Edit, folder: Path, run: Run) -> None:
    applied(edit, folder)
    result = run("plan", "diff", f"main:{PLAN}", PLAN, "--format", "json", "--lang", "en")
    told = tuple((one["id"], one["kind"], one["message"]) for one in result.json["changes"])
    assert (result.code, told, result.json["same_meaning"]) == (1, edit.said, True)
    assert verdict(run, 1, folder) == []


@pytest.mark.parametrize("edit", MEANING, ids=named)
def test_an_edit_of_meaning_is_told_in_its_word_and_needs_a_revision(edit: Edit, folder: Path, run: Run) -> None:
    applied(edit, folder)
    result = run("plan", "diff", f"main:{PLAN}", PLAN, "--format", "json", "--lang", "en")
    told = tuple((one["id"], one["kind"], one["message"]) for one in result.json["changes"])
    assert (result.code, told, result.json["same_meaning"]) == (1, edit.said, False)
    line = next(n for n, text in enumerate((folder / PLAN).read_text("utf-8").split("\n"), 1) if "revision: 1" in text)
    assert verdict(run, 1, folder) == [f"plan-revision {PLAN}:{line}"]
    assert verdict(run, 2, folder) == []
    assert verdict(run, 0, folder) == [f"plan-revision {PLAN}:{line}"]


def test_another_unicode_form_is_no_difference(folder: Path, run: Run) -> None:
    for name in (PLAN, REGISTRY):
        path = folder / name
        path.write_text(normalize("NFD", path.read_text("utf-8")), "utf-8")
    assert run("plan", "diff", f"main:{PLAN}", PLAN).code == 0
    assert verdict(run, 1, folder) == []


def test_another_order_of_tasks_is_no_difference(folder: Path, run: Run) -> None:
    path = folder / PLAN
    head, rest = path.read_text("utf-8").split("\ntasks:\n")
    tasks, tail = rest.split("\nduties:\n")
    turned = "\n".join(reversed(re.split(r"\n(?=  - id: )", f"{tasks}\n")))
    path.write_text(f"{head}\ntasks:\n{turned}\nduties:\n{tail}", "utf-8")
    assert run("plan", "diff", f"main:{PLAN}", PLAN).code == 0
    assert verdict(run, 1, folder) == []


def test_a_task_under_another_id_may_be_the_same_one(folder: Path, run: Run) -> None:
    path = folder / PLAN
    path.write_text(
        path.read_text("utf-8").replace("  - id: II.7\n", "  - id: II.9\n").replace("about: II.7", "about: II.9"),
        "utf-8",
    )
    result = run("plan", "diff", f"main:{PLAN}", PLAN, "--format", "json", "--lang", "en")
    told = [(one["kind"], one["id"], one["message"].rpartition("; ")[2]) for one in result.json["changes"]]
    assert [one for one in told if one[0] != "words"] == [
        ("task-removed", "II.7", "it may be the same task as II.9, which is new"),
        ("task-added", "II.9", "it may be the same task as II.7, which is gone"),
    ]


def test_a_task_that_took_the_number_of_another_may_be_the_same_one(folder: Path, run: Run) -> None:
    path = folder / PLAN
    text = path.read_text("utf-8").replace("  - id: II.5\n", "  - id: X\n").replace("  - id: II.7\n", "  - id: II.5\n")
    path.write_text(text.replace("  - id: X\n", "  - id: II.7\n"), "utf-8")
    result = run("plan", "diff", f"main:{PLAN}", PLAN, "--format", "json", "--lang", "en")
    assert [(one["id"], one["old"]) for one in result.json["changes"] if one["kind"] == "task-renumbered"] == [
        ("II.5", "II.7"),
        ("II.7", "II.5"),
    ]
    assert not any(one["meaning"] for one in result.json["changes"] if one["kind"] == "task-renumbered"), "it may be"


def test_a_plan_that_nobody_named_is_compared_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """Else the plan that ships with the program would be judged, and pass, in place of the one that was edited."""
    begin(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    assert run("plan", "check", "--base", "main", "--lang", "en").code == 2
    Path("ttdn.toml").write_text(f'plan = "{PLAN}"\n', "utf-8")
    assert run("plan", "check", "--base", "main").code == 0
