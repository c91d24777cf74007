"""`follow_from`: reporting began with that period; what was due before is judged only where a report speaks of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.conftest import Run
from tests.support.sample import PLAN, lay_out
from tests.support.schemas import validate

ON = ("--as-of", "2017-10-05")  # of T.2 three quarters were due, and T.1
FOLLOWED = 'plan = "plan.yaml"\nreports = "reports"\nfollow_from = "2017-Q2"\n'
LINE = "Reports are asked for from 2017-Q2 on; occurrences due before it that no report speaks of, not counted: "


def report(agency: str, period: str, day: str, *items: str) -> str:
    """Return a report in YAML."""
    said = "".join(f"  - {item}\n" for item in items)
    rest = f"items:\n{said}" if said else "nothing_to_report: true\n"
    return f"schema: ttdn/status/1\nagency: {agency}\nperiod: {period}\nsubmitted_on: {day}\n{rest}"


@pytest.fixture(autouse=True)
def _followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that is followed from the second quarter on."""
    monkeypatch.chdir(lay_out(tmp_path, files={"ttdn.toml": FOLLOWED, "reports/Q1/.keep": ""}))


def put(**reports: str) -> None:
    """Write reports: `Q2_so_a` is `reports/Q2/so-a.yaml`."""
    for name, text in reports.items():
        period, _, agency = name.partition("_")
        lay_out(Path(), files={f"reports/{period}/{agency.replace('_', '-')}.yaml": text})


def reschedule(schedule: str) -> None:
    """Give T.3, which is led by so-a, another time."""
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("{year: 2017}", schedule), "utf-8")


def found(run: Run, *rules: str, day: tuple[str, ...] = ON) -> list[tuple[Any, ...]]:
    """Return agency, task, occurrence and period of the findings of some rules."""
    selected = [part for rule in rules for part in ("--select", rule)]
    document = run("check", *day, *selected, "--format", "json").json
    validate(document, "findings")
    return [(one["agency"], one["task"], one["occurrence"], one["period"]) for one in document["findings"]]


SILENT_A = report("so-a", "2017-Q2", "2017-06-19", "{task: T.1, state: in_progress}", "{task: T.3, state: in_progress}")


def test_no_report_is_expected_for_an_earlier_period(run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    listed = run("missing", *ON, "--format", "json").json
    assert [(one["agency"], one["period"]) for one in listed["expected"]] == [
        ("so-a", "2017-Q2"),
        ("so-b", "2017-Q2"),
        ("so-a", "2017-Q3"),
        ("so-b", "2017-Q3"),
    ]
    assert ("so-b", None, None, "2017-Q1") not in found(run, "missing-report")
    agencies = run("summary", *ON, "--format", "json").json["agencies"]
    assert {one["period"] for row in agencies for one in row["reports"]} == {"2017-Q2", "2017-Q3"}


def test_of_a_report_for_an_earlier_period_nothing_is_unreported_or_late(run: Run) -> None:
    put(Q1_so_b=report("so-b", "2017-Q1", "2017-03-30", "{task: T.4, state: in_progress}"))
    assert found(run, "unreported-task", "late-report") == []
    Path("ttdn.toml").write_text(FOLLOWED.replace("Q2", "Q1"), "utf-8")
    assert found(run, "unreported-task", "late-report") == [
        ("so-b", None, None, "2017-Q1"),
        ("so-b", "T.2", "2017-Q1", "2017-Q1"),
    ]


def test_what_was_due_before_and_nobody_speaks_of_is_left_out_of_every_count(run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    checked = run("check", *ON, "--format", "json", "--lang", "en")
    assert sum(checked.json["outcomes"].values()) == 7
    assert f"{LINE}1\n" in checked.err
    late = run("overdue", *ON, "--format", "json").json
    assert [(one["task"], one["occurrence"]) for one in late["overdue"]] == [
        ("T.1", "2017-Q2"),
        ("T.2", "2017-Q2"),
        ("T.2", "2017-Q3"),
    ]
    counted = run("summary", *ON, "--format", "json").json
    assert sum(counted["outcomes"].values()) == 7
    assert ("so-b", "T.2", "2017-Q1", None) not in found(run, "overdue")


def test_it_is_judged_where_a_report_speaks_of_it_whoever_sent_it(run: Run) -> None:
    item = "{task: T.2, occurrence: 2017-Q1, state: in_progress}"
    for sender in ("so-a", "so-b"):
        shutil.rmtree("reports")
        put(**{f"Q2_{sender}": report(sender, "2017-Q2", "2017-06-19", item)})
        checked = run("check", *ON, "--format", "json", "--lang", "en")
        assert sum(checked.json["outcomes"].values()) == 8
        assert checked.json["not_followed"] == 0
        assert f"{LINE}0\n" in checked.err
        assert ("so-b", "T.2", "2017-Q1", None) in found(run, "overdue")


def test_an_item_that_was_left_out_for_an_error_speaks_of_it_as_well(run: Run) -> None:
    item = "{task: T.2, occurrence: 2017-Q1, state: in_progress, progress: 101}"
    put(Q2_so_b=report("so-b", "2017-Q2", "2017-06-19", item, "{task: T.4, state: in_progress}"))
    assert run("check", *ON, "--format", "json").json["not_followed"] == 0


def test_it_is_asked_for_in_no_report_before_one_speaks_of_it(run: Run) -> None:
    rest = ("{task: T.2, occurrence: 2017-Q2, state: in_progress}", "{task: T.4, state: in_progress}")
    more = "{task: T.2, occurrence: 2017-Q3, state: in_progress}"
    said = "{task: T.2, occurrence: 2017-Q1, state: in_progress}"
    put(Q2_so_b=report("so-b", "2017-Q2", "2017-06-19", *rest))
    put(Q3_so_b=report("so-b", "2017-Q3", "2017-09-19", *rest, more))
    assert found(run, "unreported-task") == []
    put(Q3_so_b=report("so-b", "2017-Q3", "2017-09-19", *rest, more, said))
    assert found(run, "unreported-task") == [], "the report of Q2 is not short of what was told in Q3"
    put(Q2_so_b=report("so-b", "2017-Q2", "2017-06-19", *rest, said))
    put(Q3_so_b=report("so-b", "2017-Q3", "2017-09-19", *rest, more))
    assert found(run, "unreported-task") == [("so-b", "T.2", "2017-Q1", "2017-Q3")]


@pytest.mark.parametrize(
    ("schedule", "left_out"),
    [
        ("{by: 2017-03-31}", 2),
        ("{by: 2017-04-01}", 1),
        ("{from: 2017-01-01, open_ended: true}", 1),
        ("{ongoing: true}", 1),
    ],
)
def test_before_is_before_the_first_day_and_what_has_no_due_date_counts(schedule: str, left_out: int, run: Run) -> None:
    put(Q2_so_b=report("so-b", "2017-Q2", "2017-06-19"))
    reschedule(schedule)
    checked = run("check", *ON, "--format", "json").json
    assert checked["not_followed"] == left_out
    assert sum(checked["outcomes"].values()) == 8 - left_out


def test_files_alone_leave_out_only_what_they_would_be_judged_by(run: Run) -> None:
    put(Q2_so_a=SILENT_A, Q2_so_b=report("so-b", "2017-Q2", "2017-06-19"))
    assert run("check", "reports/Q2/so-a.yaml", *ON, "--format", "json").json["not_followed"] == 0


COMMANDS = ("check", "overdue", "missing", "summary")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_result_says_from_when_on_and_how_much_is_left_out(command: str, run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    schema = "findings" if command == "check" else command
    document = run(command, *ON, "--format", "json").json
    validate(document, schema)
    assert (document["follow_from"], document["not_followed"]) == ("2017-Q2", 1)
    said = run(command, *ON, "--lang", "en").err.splitlines()
    assert said.count(f"{LINE}1") == 1
    vietnamese = run(command, *ON, "--lang", "vi", "--quiet").err
    assert "từ quý II/2017; số kỳ thực hiện đến hạn trước đó" in vietnamese
    Path("ttdn.toml").write_text(FOLLOWED.replace("follow_from", "# follow_from"), "utf-8")
    document = run(command, *ON, "--format", "json").json
    validate(document, schema)
    assert (document["follow_from"], document["not_followed"]) == (None, 0)
    assert "asked for from" not in run(command, *ON, "--lang", "en").err


def test_every_line_of_json_lines_says_from_when_on(run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    lines = run("check", *ON, "--format", "jsonl").out.splitlines()
    assert lines
    assert all('"follow_from": "2017-Q2"' in line for line in lines)


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx"])
def test_the_papers_say_it_in_a_line(form: str, run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    assert run("report", *ON, "-o", f"paper.{form}", "--lang", "en").code == 0
    if form in ("md", "html"):
        text = Path(f"paper.{form}").read_text("utf-8")
    else:
        with ZipFile(f"paper.{form}") as archive:
            text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert f"{LINE}1." in text.replace("\\", "")


def test_the_papers_ask_nobody_about_a_task_that_is_left_out(run: Run) -> None:
    put(Q2_so_b=report("so-b", "2017-Q2", "2017-06-19"))
    reschedule("{quarter: Q1}")
    text = run("report", *ON, "--format", "md", "-o", "-", "--lang", "en").out
    assert "| Sở An Bình | ◇ | · | · | · | ? |" in text.splitlines(), "not reported is T.1, and not T.3"
    assert "T.3 (" not in text


def test_no_letter_asks_for_what_is_left_out(run: Run) -> None:
    put(Q2_so_a=SILENT_A)
    result = run("remind", *ON, "-o", "letters", "--lang", "en")
    assert f"{LINE}1\n" in result.err
    letter = Path("letters/so-b.md").read_text("utf-8")
    assert "2017-Q2" in letter
    assert "2017-Q1" not in letter


FORM = ("template", "--agency", "so-b")


def test_forms_hold_nothing_that_was_due_before(run: Run) -> None:
    form = run(*FORM, "--period", "Q2", "--format", "yaml").out
    assert "2017-Q2" in form
    assert "2017-Q1" not in form


def test_no_form_is_written_for_an_earlier_period(run: Run) -> None:
    result = run(*FORM, "--period", "Q1", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("ttdn: No report is asked for on 2017-Q1: ttdn.toml:3: follow_from is 2017-Q2")


def test_before_reporting_begins_the_forms_are_those_of_the_first_period(run: Run) -> None:
    form = run(*FORM, "--as-of", "2017-02-01", "--format", "yaml").out
    assert "period: 2017-Q2" in form


@pytest.mark.parametrize("written", ["2017-Q2", "Q2/2017", "Quý II/2017", "quý 2 năm 2017", "Q2", "II"])
def test_the_period_is_written_as_people_do(written: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Q2_so_a=SILENT_A)
    Path("ttdn.toml").write_text(FOLLOWED.replace("2017-Q2", "2017-Q4"), "utf-8")
    monkeypatch.setenv("TTDN_FOLLOW_FROM", written)
    assert run("check", *ON, "--format", "json").json["follow_from"] == "2017-Q2"


@pytest.mark.parametrize(
    "written", ["spring", "2016-Q4", "2018-Q1", "2017-06", "2017-H1", "2017", "2017-Q5", "x" * 999]
)
@pytest.mark.parametrize("command", [*COMMANDS, "report -o x.md", "remind -o x", "template --all x"])
def test_a_period_that_is_none_of_the_plan_ends_with_2_and_names_the_setting(
    written: str, command: str, run: Run
) -> None:
    put(Q2_so_a=SILENT_A)
    Path("ttdn.toml").write_text(f'plan = "plan.yaml"\nreports = "reports"\n\nfollow_from = "{written}"\n', "utf-8")
    result = run(*command.split(), "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("ttdn: ttdn.toml:4: follow_from: not a reporting period of the plan: ")
    assert "from 2017-Q1 to 2017-Q4" in result.err


def test_a_wrong_variable_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTDN_FOLLOW_FROM", "2030-Q1")
    result = run("check", *PLAN, *ON, "--lang", "en")
    assert result.code == 2
    assert result.err.startswith("ttdn: TTDN_FOLLOW_FROM: not a reporting period of the plan: 2030-Q1")


def test_each_province_goes_by_its_own_settings(run: Run) -> None:
    for name, settings in (("mot", FOLLOWED), ("hai", FOLLOWED.replace("follow_from", "# follow_from"))):
        Path("nation", name).mkdir(parents=True)
        lay_out(Path("nation", name), files={"ttdn.toml": settings, "reports/Q2/so-a.yaml": SILENT_A})
    Path("ttdn.toml").unlink()
    result = run("check", "nation", *ON, "--lang", "en")
    assert [line for line in result.err.splitlines() if LINE in line] == [f"mot: {LINE}1"]
    assert "(2017-Q1)" not in "".join(line for line in result.out.splitlines() if "(mot;" in line)
    assert "(2017-Q1)" in result.out
