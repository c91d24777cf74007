"""A folder is judged as a whole, where silence is a finding; of single files only what they allow to judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, Found, amended, found, outcomes, put, task

JULY = ("--as-of", "2017-07-05")
SILENCE = ("missing-report", "overdue")
TWO = task("quarter: Q2") + task("quarter: Q2", identity="U", lead="b")
MISSING_B = ("missing-report", "b", None, "2017-Q2")
OVERDUE_A, OVERDUE_B = ("overdue", "a", "T", None), ("overdue", "b", "U", None)
FILE = "reports/Q2/a.yaml"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(TWO, PLAIN, {"Q2/a 2017-06-19": AT_WORK})


def silence(run: Run, path: str, *options: str) -> list[Found]:
    """Return what is said of missing reports and of overdue work."""
    return found(run, *JULY, *options, rules=SILENCE, path=path)


def test_when_a_folder_is_given_silence_is_a_finding(run: Run) -> None:
    assert silence(run, "reports") == [MISSING_B, OVERDUE_A, OVERDUE_B]


def test_when_nothing_is_given_the_configured_folder_is_judged_as_a_whole(run: Run) -> None:
    Path("ttdn.toml").write_text('plan = "plan.yaml"\nreports = "reports"\n', "utf-8")
    said = run("check", *JULY, "--format", "json").json
    assert said["complete"] is True
    assert MISSING_B[:2] in {(one["rule"], one["agency"]) for one in said["findings"]}


def test_when_single_files_are_given_nothing_is_said_of_reports_that_are_not_among_them(run: Run) -> None:
    assert silence(run, FILE) == [OVERDUE_A]
    put(TWO, PLAIN, {"Q2/a 2017-06-19": AT_WORK, "Q2/b 2017-06-19": ""})
    assert silence(run, f"{FILE} reports/Q2/b.yaml") == [OVERDUE_A, OVERDUE_B]


def test_a_partial_run_says_no_missing_report_be_it_of_a_rejected_file(run: Run) -> None:
    put(TWO, PLAIN, {"Q2/a 2017-06-31": AT_WORK, "Q2/b 2017-06-19": ""})
    assert found(run, *JULY, rules=("missing-report",), path=f"{FILE} reports/Q2/b.yaml") == []


def test_complete_and_partial_say_it_outright(run: Run) -> None:
    assert silence(run, FILE, "--complete") == silence(run, "reports")
    assert silence(run, "reports", "--partial") == silence(run, FILE)


@pytest.mark.parametrize(
    ("judged", "schedule", "item"),
    [
        (1, "quarter: Q1", DONE.replace("06-10", "03-10")),
        (1, "quarter: Q1", "{task: T, state: xong}"),
        (0, "quarter: Q1", "{task: V, state: in_progress}"),
        (1, "by: 2017-04-01", "{task: V, state: in_progress}"),
        (0, "by: 2017-03-31", "{task: V, state: in_progress}"),
        (1, "from: 2017-06-30, to: 2017-12-31", "{task: V, state: in_progress}"),
        (0, "from: 2017-07-01, to: 2017-12-31", "{task: V, state: in_progress}"),
    ],
    ids=[
        "spoken of",
        "in an item left out",
        "over",
        "ends first day",
        "ended before",
        "begins last day",
        "begins after",
    ],
)
def test_it_judges_what_a_sender_leads_and_speaks_of_or_whose_window_touches_the_period_of_its_report(
    judged: int, schedule: str, item: str, run: Run
) -> None:
    tasks = task(schedule) + task("quarter: Q4", identity="V", lead="c")
    put(tasks, PLAIN, {"Q2/a 2017-06-19": f"{item}, {{task: V, state: not_started}}" if "V" not in item else item})
    assert sum(outcomes(run, *JULY, path=FILE).values()) == judged


def test_what_a_sender_only_coordinates_is_not_judged(run: Run) -> None:
    tasks = task("quarter: Q2") + task("quarter: Q2", identity="U", lead="b", more=", coordinators: [a]")
    put(tasks, PLAIN, {"Q2/a 2017-06-19": f"{AT_WORK}, {{task: U, state: in_progress}}"})
    assert silence(run, FILE) == [OVERDUE_A]
    assert outcomes(run, *JULY, path=FILE) == {"overdue": 1}


@pytest.mark.parametrize(
    ("expected", "item"), [([], DONE), ([OVERDUE_A], AT_WORK)], ids=["its own part is done", "its own part is not"]
)
def test_leads_none_of_whose_files_is_given_are_left_aside(expected: list[Found], item: str, run: Run) -> None:
    put(task("quarter: Q2", lead="[a, b]"), PLAIN, {"Q2/a 2017-06-19": item, "Q2/b 2017-06-19": AT_WORK})
    assert silence(run, FILE) == expected
    both = silence(run, f"{FILE} reports/Q2/b.yaml")
    assert [one[0] for one in both] == ["overdue"], "with the other's file its part counts"


def test_of_an_earlier_occurrence_of_which_the_files_say_nothing_one_line_says_so_and_no_finding(run: Run) -> None:
    put(task("every: quarter"), PLAIN, {"Q3/a 2017-09-19": "{task: T, occurrence: 2017-Q3, state: in_progress}"})
    said = run("check", "reports/Q3/a.yaml", "--plan", "plan.yaml", "--as-of", "2017-10-05", "--lang", "en")
    line = "Not judged, as it may have been reported for an earlier period (2): T (2017-Q1), T (2017-Q2)"
    assert said.out.splitlines().count(line) == 1
    assert "overdue" not in "".join(one for one in said.out.splitlines() if "2017-Q1" in one and one != line)
    assert outcomes(run, "--as-of", "2017-10-05", path="reports/Q3/a.yaml") == {"overdue": 1}


THREE = "{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", "{id: c, name: Sở Cầu, valid_to: 2017-05-31, successor: b}"
SHORT = ", deliverables: [{name: Bản tin, quantity: 2, unit: số}]"
ONE = DONE.replace("}", ", deliverables: [{name: Bản tin, quantity: 1}]}")


def test_of_single_files_no_lead_whose_file_is_not_given_is_said_to_be_silent(run: Run) -> None:
    put(task("quarter: Q2", lead="[a, b]"), PLAIN, {"Q2/a 2017-06-19": "", "Q2/b 2017-06-19": DONE})
    (said,) = run("check", FILE, "--plan", "plan.yaml", *JULY, "--select", "overdue", "--format", "json").json[
        "findings"
    ]
    assert ("Sở Ánh" in said["message"], "Sở Biển" in said["message"], said["behind"]) == (True, False, ["a"])


def test_of_single_files_nothing_is_said_of_what_several_leads_delivered_together(run: Run) -> None:
    put(task("quarter: Q2", lead="[a, b]", more=SHORT), PLAIN, {"Q2/a 2017-06-19": ONE, "Q2/b 2017-06-19": ONE})
    assert found(run, *JULY, rules=("short-delivery",), path=FILE) == []
    put(task("quarter: Q2", more=SHORT), PLAIN, {"Q2/a 2017-06-19": ONE})
    assert found(run, *JULY, rules=("short-delivery",), path=FILE) == [("short-delivery", "a", "T", None)]


def test_a_single_file_of_a_merged_office_stands_without_that_of_its_successor(run: Run) -> None:
    put(task("quarter: Q2", lead="[b, c]"), THREE, {"Q2/c 2017-05-30": DONE.replace("06-10", "05-10")})
    assert outcomes(run, *JULY, path="reports/Q2/c.yaml") == {"done_on_time": 1}


def test_work_led_on_the_day_by_nobody_whose_file_is_given_is_left_aside(run: Run) -> None:
    moved = amended("2017-07-01 T: {lead: b}")
    put(task("quarter: Q2") + moved, PLAIN, {"Q2/a 2017-06-19": ""})
    assert (found(run, *JULY, path=FILE), outcomes(run, *JULY, path=FILE)) == ([], {})


COORDINATED = ", coordinators: [b]"
NOT_HERE = "where another report of the lead does, nothing is missing"
REPEATED = "{task: T, occurrence: 2017-Q1, state: done, completed_on: 2017-03-10}"


def told(run: Run, rule: str, path: str, *options: str) -> list[tuple[str, str]]:
    """Return message and hint, in English, of the findings of one rule."""
    wanted = ("--as-of", "2017-07-05", "--select", rule, "--lang", "en", "--format", "json", "--plan", "plan.yaml")
    return [(one["message"], one["hint"]) for one in run("check", path, *wanted, *options).json["findings"]]


@pytest.mark.parametrize(
    ("careful", "item", "path"),
    [
        (True, REPEATED, FILE),
        (False, REPEATED, "reports"),
        (False, REPEATED.replace("2017-Q1", "2017-Q2").replace("03-10", "06-10"), FILE),
    ],
    ids=["of an earlier quarter", "in a folder, where no report is missing unseen", "of its own quarter"],
)
def test_of_a_single_file_a_coordinator_may_have_been_named_in_an_earlier_report_that_is_not_given(
    careful: int, item: str, path: str, run: Run
) -> None:
    put(task("every: quarter", more=COORDINATED), PLAIN, {"Q2/a 2017-06-19": item})
    ((message, _),) = told(run, "missing-coordinator", path)
    assert (NOT_HERE in message, "no entry of the lead" in message) == (careful, not careful)


def test_with_the_earlier_file_given_too_what_no_file_names_is_missing(run: Run) -> None:
    put(
        task("every: quarter", more=COORDINATED),
        PLAIN,
        {"Q1/a 2017-03-19": REPEATED, "Q2/a 2017-06-19": REPEATED},
    )
    ((message, _),) = told(run, "missing-coordinator", "reports", "--partial")
    assert NOT_HERE not in message


def test_of_several_leads_one_whose_file_is_not_given_may_have_named_the_coordinator(run: Run) -> None:
    put(task("quarter: Q2", lead="[a, c]", more=COORDINATED), PLAIN, {"Q2/a 2017-06-19": DONE})
    ((message, _),) = told(run, "missing-coordinator", FILE)
    assert NOT_HERE in message


@pytest.mark.parametrize("rule", ["no-evidence", "short-delivery"])
@pytest.mark.parametrize(
    ("careful", "item"), [(True, REPEATED), (False, REPEATED.replace("2017-Q1", "2017-Q2").replace("03-10", "06-10"))]
)
def test_what_an_earlier_report_may_have_given_is_asked_for_again_as_the_newest_entry_counts(
    rule: str, careful: int, item: str, run: Run
) -> None:
    put(task("every: quarter", more=SHORT), PLAIN, {"Q2/a 2017-06-19": item})
    ((_, hint),) = told(run, rule, FILE)
    assert ("the newest entry is the one that counts" in hint) == careful
