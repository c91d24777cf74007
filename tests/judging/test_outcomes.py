"""What became of an occurrence: the rows of the table, each with its first and its last day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, amended, outcomes, put, task

Q2 = task("quarter: Q2")
CANCELLED = '{task: T, state: cancelled, evidence: ["2/QĐ"]}'


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def outcome(run: Run, day: str, tasks: str = Q2, said: str = "", agencies: tuple[str, ...] = PLAIN) -> str:
    """Return what became of the one occurrence of a plan by a day; what is said of it comes in on 1 July."""
    put(tasks, agencies, {"Q2/b 2017-06-19": "", **({"Q2/a 2017-07-01": said} if said else {})})
    ((name, number),) = outcomes(run, "--as-of", day).items()
    assert number == 1
    return name


@pytest.mark.parametrize(
    ("expected", "completed"),
    [("done_on_time", "2017-06-30"), ("done_late", "2017-07-01")],
)
def test_done_is_on_time_when_completed_on_the_due_date_and_late_on_the_day_after(
    expected: str, completed: str, run: Run
) -> None:
    assert expected == outcome(run, "2017-07-05", said=DONE.replace("2017-06-10", completed))


@pytest.mark.parametrize(("expected", "day"), [("in_time", "2017-06-30"), ("overdue", "2017-07-01")])
def test_what_is_not_done_is_in_time_on_the_due_date_and_overdue_on_the_day_after(
    expected: str, day: str, run: Run
) -> None:
    assert expected == outcome(run, day)


def test_days_overdue_are_those_from_the_due_date_to_the_day_of_judgement(run: Run) -> None:
    put(Q2, PLAIN, {"Q2/b 2017-06-19": ""})
    for days, day in ((1, "2017-07-01"), (31, "2017-07-31"), (185, "2018-01-01")):
        (row,) = run("overdue", "reports", "--plan", "plan.yaml", "--as-of", day, "--format", "json").json["overdue"]
        assert days == row["days_overdue"]


@pytest.mark.parametrize(("expected", "day"), [("not_begun", "2017-04-01"), ("in_time", "2017-04-02")])
def test_what_has_its_first_day_on_the_day_of_judgement_is_not_begun(expected: str, day: str, run: Run) -> None:
    assert expected == outcome(run, day)


def test_cancelled_with_a_document_is_cancelled_and_no_more_overdue(run: Run) -> None:
    assert outcome(run, "2017-07-05", said=CANCELLED) == "cancelled"
    assert outcome(run, "2017-07-05", said="{task: T, state: cancelled}") == "overdue"


@pytest.mark.parametrize(("expected", "day"), [("overdue", "2017-07-09"), ("cancelled", "2017-07-10")])
def test_what_an_amendment_withdraws_is_cancelled_from_its_first_day_on(expected: str, day: str, run: Run) -> None:
    tasks = Q2 + amended("2017-07-10 T: {withdrawn: true}")
    assert expected == outcome(run, day, tasks, AT_WORK)


@pytest.mark.parametrize("schedule", ["from: 2017-02-01, open_ended: true", "ongoing: true", "unspecified: true"])
def test_what_has_no_due_date_is_open_or_done_and_never_late_or_overdue(schedule: str, run: Run) -> None:
    assert outcome(run, "2018-06-01", task(schedule), AT_WORK) == "undated_open"
    assert outcome(run, "2018-06-01", task(schedule), DONE) == "undated_done"


def test_done_and_cancelled_come_before_the_rest(run: Run) -> None:
    early = task("from: 2017-06-25, to: 2017-06-30")
    put(early, PLAIN, {"Q2/a 2017-06-19": DONE})
    assert outcomes(run, "--as-of", "2017-06-20") == {"done_on_time": 1}, "though it has not begun"
    put(early, PLAIN, {"Q2/a 2017-06-19": CANCELLED})
    assert outcomes(run, "--as-of", "2017-06-20") == {"cancelled": 1}
    assert outcome(run, "2017-07-05", task("ongoing: true"), CANCELLED) == "cancelled", "though it has no due date"
    withdrawn = Q2 + amended("2017-07-03 T: {withdrawn: true}")
    assert outcome(run, "2017-07-05", withdrawn, DONE) == "done_on_time", "though it was withdrawn since"


@pytest.mark.parametrize("schedule", ["by: 2017-01-31", "year: 2017", "ongoing: true", "unspecified: true"])
def test_where_no_lead_has_begun_to_exist_nothing_has_begun(schedule: str, run: Run) -> None:
    agencies = ("{id: a, name: Sở Ánh, valid_from: 2017-06-20}", *PLAIN[1:])
    assert outcome(run, "2017-06-19", task(schedule), agencies=agencies) == "not_begun"
    assert outcome(run, "2017-06-20", task(schedule), agencies=agencies) != "not_begun"


def test_each_occurrence_has_exactly_one_outcome_and_is_counted_beside_the_others(run: Run) -> None:
    tasks = (
        task("every: quarter")
        + task("ongoing: true", identity="U")
        + task("quarter: Q1", identity="V", lead="b")
        + task("by: 2017-03-31", identity="W", lead="b")
    )
    done = '{task: W, state: done, completed_on: 2017-04-10, evidence: ["1"]}'
    first = '{task: T, occurrence: 2017-Q1, state: done, completed_on: 2017-03-10, evidence: ["1"]}'
    put(tasks, PLAIN, {"Q2/a 2017-06-19": first, "Q2/b 2017-06-19": done})
    assert outcomes(run, "--as-of", "2017-06-20") == {
        "done_on_time": 1,
        "done_late": 1,
        "in_time": 1,
        "overdue": 1,
        "not_begun": 2,
        "undated_open": 1,
    }


@pytest.mark.parametrize(
    ("confirmed", "submitted"),
    [(False, "2017-06-19"), (False, "2017-06-30"), (True, "2017-07-01")],
)
def test_a_delay_is_unconfirmed_when_the_lead_was_last_heard_on_or_before_the_due_date(
    confirmed: bool,  # noqa: FBT001 - expected
    submitted: str,
    run: Run,
) -> None:
    put(Q2, PLAIN, {f"Q2/a {submitted}": AT_WORK})
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-07-05")
    (row,) = run("overdue", *common, "--format", "json").json["overdue"]
    assert (confirmed, submitted) == (row["confirmed"], row["last_heard"])
    said = run("check", *common, "--select", "overdue", "--lang", "en").out
    assert ("unconfirmed" in said) is not confirmed
