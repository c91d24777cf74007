"""`ttdn report --since DAY`: what has changed from one day to another, as two judgements of the same folder say it."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.papers.meeting.test_matrix import world
from tests.support.meetings import held_of
from tests.support.sample import GOOD, HEAD, lay_out, program
from tests.support.worlds import Data, case_of, read
from ttdn_cli.commands._options import Options
from ttdn_cli.papers.meeting.content_since import ChangeRow, Since
from ttdn_cli.papers.meeting.since import changes
from ttdn_cli.results.engine import judge_reports
from ttdn_cli.text.i18n import Words

EXAMPLES = (ROOT / "plan" / "2017", "examples", ("2017-03-01", "2017-04-01", "2017-06-20", "2017-07-06", "2018-01-01"))
SECOND = (
    *(ROOT / "tests" / "second_plan", "reports"),
    ("2025-02-01", "2025-05-10", "2025-08-25", "2025-10-01", "2025-12-01"),
)
PAIRS = [(*one[:2], *days) for one in (EXAMPLES, SECOND) for days in combinations(one[2], 2)]
PLAN = ("--plan", "plan.yaml", "--lang", "en")
Q2 = (*PLAN, "--quarter", "Q2")
NOTHING = (
    "From 2017-06-25 to 2017-06-26 nothing has changed: nothing fell overdue or was completed, no due date was moved,"
    " and no report came in."
)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def since(reports: str, day: str, as_of: str, *, paths: tuple[str, ...] = ()) -> Since:
    """Return what has changed from a day to another one."""
    options = Options(plan="plan.yaml", paths=paths or (reports,), as_of=date.fromisoformat(as_of), quiet=True)
    found = held_of(options, date.fromisoformat(day)).since
    assert found is not None
    return found


def keys(rows: tuple[ChangeRow, ...], *kinds: str) -> set[tuple[str, str]]:
    """Return the occurrences that changes of some kinds are about."""
    return {(row.task, row.occurrence) for row in rows if row.kind in kinds}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(pair[1:]))
def test_what_is_newly_overdue_or_done_is_what_two_judgements_differ_by(
    pair: tuple[Path, str, str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, reports, day, as_of = pair
    monkeypatch.chdir(folder)
    late, done, files = [], [], []
    for one in (day, as_of):
        listed = run("overdue", reports, *PLAN, "--as-of", one, "--format", "json").json["overdue"]
        late.append({(row["task"], row["occurrence"]) for row in listed})
        held = held_of(Options(plan="plan.yaml", paths=(reports,), as_of=date.fromisoformat(one), quiet=True))
        done.append({(row.task, row.occurrence) for row in held.done})
        files.append(
            {row["path"] for row in run("check", reports, *PLAN, "--as-of", one, "--format", "json").json["files"]}
        )
    found = since(reports, day, as_of)
    assert late[1] - late[0] == keys(found.changes, "overdue")
    assert done[1] - done[0] == keys(found.changes, "done")
    assert done[0] - done[1] == keys(found.changes, "reopened")
    assert late[0] - late[1] <= {*keys(found.changes, "done", "cancelled", "eased", "dropped"), *moved_from(found)}
    assert files[1] - files[0] == {row.file for row in found.came}


def moved_from(found: Since) -> set[tuple[str, str]]:
    """Return the occurrences of one day, by the due date after which they were named, that were moved."""
    return {(row.task, row.what.split()[1]) for row in found.changes if row.kind == "moved"}


def test_due_dates_moved_and_tasks_withdrawn_name_the_amendment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SECOND[0])
    found = {(row.kind, row.task): row for row in since("reports", "2025-08-25", "2025-10-01").changes}
    assert found["moved", "5"].what == "from 2025-05-15 to 2025-10-15; amended by 77/AH-TH"
    assert found["moved", "5"].leads == ("Văn phòng An Hòa",)
    assert found["cancelled", "7"].what == "amended by 77/AH-TH"
    led = "from Sở Tài chính An Hòa to Văn phòng An Hòa; amended by 77/AH-TH"
    assert found["led", "5"].what == led
    assert not {("added", "5"), ("dropped", "5"), ("eased", "5")} & set(found)


def test_an_amendment_is_named_only_beside_what_it_changed() -> None:
    day = date(2017, 5, 16)  # on which Sở B and Sở C become Sở M
    moved, given, added = (
        {"document": {"number": number, "date": date(2017, 5, 2)}, "effective": effective, "changes": {"T.1": change}}
        for number, effective, change in (
            ("1/QĐ", date(2017, 5, 10), {"schedule": {"by": date(2017, 8, 1)}, "lead": ["b"]}),
            ("2/QĐ", day, {"lead": ["b", "x"], "deliverables": []}),
            ("3/QĐ", date(2017, 6, 1), {"deliverables": [], "coordinators": ["y"]}),
        )
    )
    tasks: list[Data] = [{"id": "T.1", "lead": "b", "schedule": {"by": date(2017, 6, 1)}}]
    assert changed(tasks, moved) == {
        "moved": "from 2017-06-01 to 2017-08-01; amended by 1/QĐ",
        "led": "from Sở B to Sở M",
    }
    assert changed(tasks, moved, given, added) == {
        "moved": "from 2017-06-01 to 2017-08-01; amended by 1/QĐ",
        "led": "from Sở B to Sở M, Xã X; amended by 2/QĐ",
    }


def test_of_milestones_an_amendment_is_named_beside_those_whose_day_or_lead_it_changed() -> None:
    first, last = {"id": "so-ket", "by": date(2017, 7, 31)}, {"id": "tong-ket", "by": date(2017, 12, 1)}
    new = {"milestones": [first, {**last, "lead": ["x"]}]}
    change = {"document": {"number": "1/QĐ", "date": date(2017, 5, 2)}, "effective": date(2017, 5, 10)}
    change["changes"] = {"T.1": {"schedule": new}}
    tasks: list[Data] = [{"id": "T.1", "lead": ["b", "x"], "schedule": {"milestones": [first, last]}}]
    told = changes_of(tasks, change)
    assert {(row.kind, row.occurrence): row.what for row in told if row.kind != "overdue"} == {
        ("led", "so-ket"): "from Sở B, Xã X to Sở M, Xã X",
        ("led", "tong-ket"): "from Sở B, Xã X to Xã X; amended by 1/QĐ",
    }


def changes_of(tasks: list[Data], *amendments: Data) -> tuple[ChangeRow, ...]:
    """Return what has changed in a plan from 1 May to 1 July, without reports."""
    found = world(tasks, {}, amendments=list(amendments))
    book = read(found)
    case, before = case_of(found, book), case_of(found._replace(as_of=date(2017, 5, 1)), book)
    words = Words("en")
    return changes(before, case, judge_reports([], case, book, words), words).changes


def changed(tasks: list[Data], *amendments: Data) -> dict[str, str]:
    """Return what has changed of the only occurrence of a plan, by kind."""
    return {row.kind: row.what for row in changes_of(tasks, *amendments)}


DONE = "state: done, coordinated_with: [so-b], evidence: [1/BC], deliverables: [{name: Phóng sự, quantity: 2}]"


def test_reports_come_in_are_told_with_day_and_what_became_of_them() -> None:
    files = {
        "r/a.yaml": GOOD,
        "r/b.yaml": GOOD.replace("so-a", "so-b").replace("2017-06-19", "2017-06-22"),
        "r/c.yaml": "schema: ttdn/status/1\nagency: so-c\nperiod: 2019-Q2\nsubmitted_on: 2017-06-23\nitems: []\n",
        "r/d.yaml": GOOD.replace("2017-06-19", "2017-06-24"),
    }
    lay_out(Path(), files=dict(files))
    found = since("r", "2017-06-20", "2017-07-01")
    told = [(row.agency, row.submitted_on.day, row.counts) for row in found.came]
    assert told == [("Sở Bình Yên", 22, True), ("Sở Chăm Lo", 23, False), ("Sở An Bình", 24, True)]
    assert found.came[1].became.startswith("the file c.yaml of 2017-06-23 was received but is not counted because: ")
    assert found.undated == ()


def test_files_without_a_day_of_submission_are_named_and_not_said_to_have_come_in(run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD, "r/anh.pdf": b"%PDF", "r/b.yaml": "agency: so-b\n"})
    assert since("r", "2017-06-20", "2017-06-21").undated == ("r/b.yaml", "r/anh.pdf")
    paper = run("report", "r", *PLAN, "--as-of", "2017-06-26", "--since", "2017-06-25", "--format", "md").out
    unsure = "The day of submission of these files is not known, so it cannot be said when they came in: "
    nothing = NOTHING.replace("no report came in", "no report with a known day of submission came in")
    assert f"{nothing}\n\n{unsure}`r/b.yaml`, `r/anh.pdf`\n" in paper


def test_work_reported_completed_later_is_told_with_both_days_and_the_delay() -> None:
    late = GOOD.replace("2017-Q2", "2017-Q3").replace("2017-06-19", "2017-09-19")
    item = f"  - {{task: T.1, occurrence: 2017-Q2, {DONE}, completed_on: 2017-07-05}}\n"
    lay_out(Path(), files={"r/a.yaml": GOOD, "r/b.yaml": f"{late[: late.index('items')]}items:\n{item}"})
    found = [row for row in since("r", "2017-08-01", "2017-10-01").changes if row.task == "T.1"]
    assert [(row.kind, row.what) for row in found] == [
        ("done", "completed on 2017-07-05, 5 days late; reported on 2017-09-19")
    ]


def test_work_that_is_no_longer_done_and_overdue_now_is_told_as_both() -> None:
    first = f"{HEAD}items:\n  - {{task: T.1, {DONE}, completed_on: 2017-06-15}}\n"
    later = GOOD.replace("2017-06-19", "2017-07-10")
    lay_out(Path(), files={"r/a.yaml": first, "r/b.yaml": later})
    found = [row for row in since("r", "2017-07-01", "2017-07-20").changes if row.task == "T.1"]
    assert [(row.kind, row.what) for row in found] == [
        ("overdue", "20 days overdue; in progress"),
        ("reopened", "in progress"),
    ]


def test_work_that_begins_in_between_is_told_with_its_first_day() -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    found = since("r", "2017-10-01", "2017-10-02").changes
    assert [(row.kind, row.task, row.what) for row in found if row.task != "T.3"] == [
        ("begun", "T.2", "first day: 2017-10-01"),
        ("begun", "T.5", "first day: 2017-10-01"),
    ]


def test_of_single_files_nothing_is_called_newly_overdue_that_was_due_before() -> None:
    later = GOOD.replace("2017-06-19", "2017-07-10")
    lay_out(Path(), files={"r/a.yaml": later})
    assert keys(since("r", "2017-07-05", "2017-07-20", paths=("r/a.yaml",)).changes, "overdue") == set()
    assert keys(since("r", "2017-06-25", "2017-07-20", paths=("r/a.yaml",)).changes, "overdue") == {("T.1", "2017-Q2")}


@pytest.mark.parametrize("written", ["2017-06-25", "25/6/2017", "25.6.2017", "ngày 25 tháng 6 năm 2017"])
def test_where_nothing_has_changed_one_sentence_says_so(written: str, run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    paper = run("report", "r", *PLAN, "--as-of", "2017-06-26", "--since", written, "--format", "md").out
    assert f"## What has changed since 2017-06-25\n\n{NOTHING}\n\n## Overdue" in paper


def test_without_the_option_the_paper_says_nothing_of_changes(run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    assert "changed" not in run("report", "r", *Q2, "--format", "md").out


@pytest.mark.parametrize("day", ["2017-07-01", "2017-07-02"])
def test_a_day_that_is_not_before_the_day_judged_is_refused(day: str, run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    found = run("report", "r", *Q2, "--since", day, "-o", "p.md")
    assert found.code == 2
    assert f"--since: {day} is not before the day that is judged by, 2017-07-01\n" in found.err
    assert not Path("p.md").exists()


def test_a_day_that_cannot_be_read_is_refused(run: Run) -> None:
    found = run("report", "--since", "25/6", "-o", "p.md", "--lang", "en")
    assert found.code == 2
    assert "--since: not a date: 25/6" in found.err


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx"])
def test_every_form_tells_what_has_changed(form: str, run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    if form in ("docx", "xlsx"):
        pytest.importorskip("docx" if form == "docx" else "openpyxl")
    assert run("report", "r", *Q2, "--since", "2017-06-18", "-o", f"p.{form}").code == 0
    text = shown(Path(f"p.{form}"))
    assert "1 day overdue; in progress" in text
    assert "2017-06-19" in text
    assert "What has changed since 2017-06-18" in text


def shown(path: Path) -> str:
    """Return the words of a paper, of tables too."""
    if path.suffix == ".docx":
        document = pytest.importorskip("docx").Document(path)
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    if path.suffix == ".xlsx":
        book = pytest.importorskip("openpyxl").load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return path.read_text("utf-8")


def test_the_summary_counts_each_kind_of_change_and_the_reports_that_do_not_count(run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD, "r/b.yaml": GOOD.replace("2017-Q2", "2019-Q2")})
    paper = run("report", "r", *Q2, "--since", "2017-06-18", "--format", "md").out
    said = "Changes from 2017-06-18 to 2017-07-01: newly overdue: 2; completed, or reported completed, since then: 0;"
    assert f"{said} due date moved: 0; reports come in: 2, not counted of these: 1." in paper


def test_whom_an_office_that_was_merged_hands_its_work_to_is_told_without_an_amendment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(SECOND[0])
    found = {row.task: row.what for row in since("reports", "2025-05-10", "2025-08-25").changes if row.kind == "led"}
    assert found["8"] == "from Sở Xây dựng An Hòa, Sở Giao thông An Hòa to Sở Hạ tầng An Hòa"


def test_standard_input_which_is_read_once_is_refused(run: Run) -> None:
    lay_out(Path(), files={"a.yaml": GOOD})
    found = program("report", "-", *Q2, "--since", "2017-06-01", "--format", "md", stdin=GOOD)
    assert found.returncode == 2
    assert b"--since reads the reports twice, and standard input can be read once" in found.stderr
    assert run("report", "a.yaml", *Q2, "--since", "2017-06-01", "--format", "md").code == 0


def test_what_is_newly_overdue_is_told_with_its_reason_whole_and_with_its_waiver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = f"  - {{task: T.1, {DONE}, completed_on: 2017-06-15, progress: 80}}\n"
    lay_out(Path(), files={"r/a.yaml": f"{HEAD}items:\n{item}"})
    waiver = "rule: overdue, task: T.1, reason: Đã thống nhất lùi, authority: UBND tỉnh, until: 2017-12-31"
    Path("waivers.yaml").write_text(f"schema: ttdn/waivers/1\nwaivers:\n- {{{waiver}}}\n", "utf-8")
    monkeypatch.setenv("TTDN_WAIVERS", "waivers.yaml")
    found = {row.task: row.what for row in since("r", "2017-06-25", "2017-07-01").changes if row.kind == "overdue"}
    reason = "reported done on 2017-06-15; not counted because the progress is given as 80%"
    assert f"1 day overdue; {reason}; waived: Đã thống nhất lùi; UBND tỉnh; until 2017-12-31" == found["T.1"]


def test_a_long_list_of_leads_is_told_whole() -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD})
    registry, plan = Path("agencies.yaml"), Path("plan.yaml")
    names = [f"Cơ quan thứ {number} có tên rất dài để một dòng không chứa hết" for number in range(9)]
    more = "".join(f"  - {{id: co-quan-{number}, name: {name}}}\n" for number, name in enumerate(names))
    registry.write_text(registry.read_text("utf-8").replace("groups:", f"{more}groups:"), "utf-8")
    ids = ", ".join(f"co-quan-{number}" for number in range(9))
    plan.write_text(plan.read_text("utf-8").replace("lead: so-a\n", f"lead: [so-a, {ids}]\n", 1), "utf-8")
    found = {row.task: row.what for row in since("r", "2017-06-25", "2017-07-01").changes if row.kind == "overdue"}
    assert found["T.1"] == f"1 day overdue; Sở An Bình: in progress; {', '.join(names)}: not reported"
