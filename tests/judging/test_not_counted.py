"""What was reported last and does not count is told with its own words, the reason and the place, never as silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import lay_out
from tests.support.schemas import validate
from tests.support.uncounted import CLOSED, FILE, WORLDS, World

HEAD = "schema: ttdn/status/1\nagency: {}\nperiod: {}\nsubmitted_on: {}\nitems:\n"
TWO_LEADS = """schema: ttdn/plan/1
id: mau-2017
revision: 1
begins: 2017-01-01
ends: 2017-12-31
agencies: agencies.yaml
tasks:
  - {id: T.1, title: Việc của hai cơ quan, lead: [so-a, so-b], schedule: {quarter: Q2}}
  - {id: T.3, title: Việc cả năm, lead: so-a, schedule: {year: 2017}}
"""
READ = "task: T.3, state: in_progress"  # beside what is not: of a report with no item that can be read nothing counts


def report(agency: str, *items: str, period: str = "2017-Q2", on: str = "2017-06-19") -> str:
    """Return a report with items in flow style, and one more that can be read."""
    return HEAD.format(agency, period, on) + "".join(f"  - {{{one}}}\n" for one in (*items, READ))


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def listed(run: Run, *files: str, task: str = "T.1", plan: str | None = None) -> Any:
    """Return what `overdue` says in JSON of a task at the close of the second quarter, given reports."""
    given: dict[str, str | bytes] = {f"reports/{number}.yaml": text for number, text in enumerate(files)}
    lay_out(Path(), files=given | ({"plan.yaml": plan} if plan else {}))
    rows = run("overdue", "reports", *CLOSED, "--format", "json").json["overdue"]
    return next(row for row in rows if row["task"] == task)


@pytest.mark.parametrize(("because", "world"), WORLDS.items(), ids=WORLDS)
def test_a_row_of_the_list_has_the_reason_and_the_words_of_the_entry_itself(
    because: str, world: World, run: Run
) -> None:
    world.lay_out(Path())
    document = run("overdue", "reports", *CLOSED, "--format", "json").json
    row = next(row for row in document["overdue"] if row["task"] == "T.1")
    line, column = world.place
    expected = {"because": because, "message": world.message, "path": FILE, "line": line, "column": column}
    assert (expected, world.row) == (row["not_counted"], (row["state"], row["obstacles"], row["last_heard"]))
    validate(document, "overdue")


@pytest.mark.parametrize(("because", "world"), WORLDS.items(), ids=WORLDS)
def test_the_finding_has_the_same_reason(because: str, world: World, run: Run) -> None:
    world.lay_out(Path())
    document = run("check", "reports", *CLOSED, "--format", "json", "--select", "overdue").json
    found = next(one for one in document["findings"] if one["task"] == "T.1")
    assert (because, world.message) == (found["not_counted"]["because"], found["not_counted"]["message"])
    assert found["message"].endswith(f"; {world.message}")
    assert "has not reported" not in found["message"]
    validate(document, "findings")


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_the_list_as_text_says_the_reason_and_never_that_nothing_was_reported(world: World, run: Run) -> None:
    world.lay_out(Path())
    line = next(one for one in run("overdue", "reports", *CLOSED).out.splitlines() if "T.1" in one)
    assert f"| 1 | {world.message}" in line
    assert "not reported" not in line


def test_what_falls_due_soon_has_the_reason_too(run: Run) -> None:
    lay_out(Path(), files={"reports/0.yaml": report("so-a", "task: T.1, state: cancelled")})
    given = ("reports", *CLOSED[:2], "--as-of", "2017-06-25", "--format", "json")
    assert run("overdue", *given).json["due_soon"][0]["not_counted"]["because"] == "no-evidence"
    found = run("check", *given, "--select", "due-soon").json["findings"]
    assert [one["not_counted"]["because"] for one in found if one["task"] == "T.1"] == ["no-evidence"]


def test_what_counts_has_no_reason(run: Run) -> None:
    row = listed(run, report("so-a", "task: T.1, state: in_progress"))
    assert (row["state"], row["not_counted"]) == ("in_progress", None)


def test_silence_has_no_reason(run: Run) -> None:
    row = listed(run, report("so-b", "task: T.4, state: in_progress"))
    assert (row["state"], row["last_heard"], row["not_counted"]) == (None, None, None)


def test_the_cancelling_of_work_counts_with_evidence_alone(run: Run) -> None:
    lay_out(Path(), files={"reports/0.yaml": report("so-a", "task: T.1, state: cancelled, evidence: [1/QĐ]")})
    outcomes = run("check", "reports", *CLOSED, "--format", "json").json["outcomes"]
    assert outcomes["cancelled"] == 1
    lay_out(Path(), files={"reports/0.yaml": report("so-a", "task: T.1, state: cancelled")})
    outcomes = run("check", "reports", *CLOSED, "--format", "json").json["outcomes"]
    assert outcomes["cancelled"] == 0


WRONG = "task: T.1, state: xong"


class TestItemsLeftOut:
    """An item left out is heard on the day of its report, and gives way to what comes after it."""

    def test_heard_after_the_due_date_it_confirms_the_delay(self, run: Run) -> None:
        row = listed(run, report("so-a", WRONG, on="2017-07-05"))
        assert (row["last_heard"], row["confirmed"]) == ("2017-07-05", True)

    def test_an_earlier_entry_keeps_its_words_beside_it(self, run: Run) -> None:
        before = report("so-a", "task: T.1, occurrence: 2017-Q2, state: in_progress", period="2017-Q1", on="2017-03-19")
        row = listed(run, before, report("so-a", WRONG))
        assert (row["state"], row["last_heard"]) == ("in_progress", "2017-06-19")
        assert row["not_counted"]["because"] == "left-out"
        text = run("overdue", "reports", *CLOSED).out
        assert "xong; reported before that on 2017-03-19: in progress; last heard on 2017-06-19" in text

    def test_a_later_entry_replaces_it(self, run: Run) -> None:
        before = report("so-a", "task: T.1, occurrence: 2017-Q2, state: xong", period="2017-Q1", on="2017-03-19")
        row = listed(run, before, report("so-a", "task: T.1, state: in_progress"))
        assert (row["state"], row["not_counted"]) == ("in_progress", None)

    def test_another_item_of_the_same_report_speaks_for_the_occurrence(self, run: Run) -> None:
        row = listed(run, report("so-a", WRONG, "task: T.1, state: in_progress"))
        assert (row["state"], row["not_counted"]) == ("in_progress", None)

    def test_one_without_an_occurrence_may_speak_of_any_that_had_begun(self, run: Run) -> None:
        text = report("so-b", "task: T.2, state: done, completed_on: 2017-06-15, occurrence: đợt đầu")
        row = listed(run, text, task="T.2")
        assert (row["occurrence"], row["not_counted"]["because"], row["last_heard"]) == (
            "2017-Q1",
            "left-out",
            "2017-06-19",
        )

    def test_the_cell_is_named_in_a_workbook(self, run: Run) -> None:
        books = pytest.importorskip("tests.support.workbooks")
        row, read = ["T.1", "xong", None, 75, "so-b"], ["T.3", "Đang thực hiện"]
        lay_out(Path(), files={"reports/so-a.xlsx": books.book(*books.HEAD, books.COLUMNS, row, read)})
        found = run("overdue", "reports", *CLOSED, "--format", "json").json["overdue"]
        why = next(one["not_counted"] for one in found if one["task"] == "T.1")
        assert (why["line"], why["column"]) == (5, 2)
        assert "because of cell Báo cáo!B5: " in why["message"]

    def test_a_row_with_something_under_an_unknown_heading_names_the_heading(self, run: Run) -> None:
        books = pytest.importorskip("tests.support.workbooks")
        heads, row = [*books.COLUMNS, "Ghi thêm"], [*books.ROW, "một câu"]
        read = ["T.3", "Đang thực hiện"]
        lay_out(Path(), files={"reports/so-a.xlsx": books.book(*books.HEAD, heads, row, read)})
        found = run("overdue", "reports", *CLOSED, "--format", "json").json["overdue"]
        why = next(one["not_counted"] for one in found if one["task"] == "T.1")
        assert (why["because"], why["line"], why["column"]) == ("left-out", 4, 6)

    def test_beyond_what_is_kept_it_is_still_told_at_its_own_place(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ttdn_cli.intake.noted_errors.MAX_LEFT_OUT", 1)
        why = listed(run, report("so-a", "task: T.9, state: xong", WRONG))["not_counted"]
        assert (why["because"], why["line"]) == ("left-out", 7)
        assert why["message"].endswith("not counted because of errors in it, line 7")

    def test_it_is_told_whatever_the_number_of_errors_shown(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ttdn_cli.intake.submission.MAX_ALIKE", 1)
        why = listed(run, report("so-a", *["task: T.3, state: xong"] * 5, WRONG))["not_counted"]
        assert why["message"].endswith("because of line 11: state is not a known state: xong")

    def test_several_processes_say_the_same(self, run: Run) -> None:
        files: dict[str, str | bytes] = {"reports/0.yaml": report("so-a", WRONG)}
        files["reports/1.yaml"] = report("so-b", "task: T.4, state: in_progress")
        lay_out(Path(), files=files)
        one, two = (run("overdue", "reports", *CLOSED, "--format", "json", "--jobs", jobs).out for jobs in "12")
        assert one == two


class TestRejectedFiles:
    """A file that was rejected is told beside what it may have spoken of, until one that counts takes its place."""

    BAD = report("so-a", "task: T.1, state: done, completed_on: 2017-06-15", on="hôm qua")

    def test_a_report_for_the_period_that_counts_takes_its_place(self, run: Run) -> None:
        row = listed(run, self.BAD, report("so-a", "task: T.1, state: in_progress"))
        assert row["not_counted"] is None

    def test_a_correction_that_came_later_is_told(self, run: Run) -> None:
        later = report("so-a", "task: T.1, state: done", on="2017-06-25").replace("ttdn/status/1", "ttdn/status/9")
        row = listed(run, report("so-a", "task: T.1, state: in_progress"), later)
        assert (row["state"], row["not_counted"]["because"], row["last_heard"]) == (
            "in_progress",
            "rejected",
            "2017-06-19",
        )
        assert "the file 1.yaml of 2017-06-25 was received" in row["not_counted"]["message"]

    def test_one_for_a_period_before_the_work_began_says_nothing_of_it(self, run: Run) -> None:
        row = listed(run, self.BAD.replace("2017-Q2", "2017-Q1"))
        assert row["not_counted"] is None

    def test_one_whose_period_cannot_be_read_is_told_too(self, run: Run) -> None:
        row = listed(run, self.BAD.replace("2017-Q2", "quý 5").replace("hôm qua", "2017-06-19"))
        assert row["not_counted"]["message"].endswith("because: period: there is no quarter 5: quý 5")
        missing = run("missing", "reports", *CLOSED, "--format", "json").json
        owed = next(one for one in missing["expected"] if (one["agency"], one["period"]) == ("so-a", "2017-Q2"))
        assert (owed["received"], owed["not_counted"]["path"]) == ("none", "reports/0.yaml")

    def test_the_first_error_of_the_head_is_the_reason_whatever_the_items_hold(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ttdn_cli.intake.submission.MAX_ALIKE", 1)
        why = listed(run, report("so-x", *[WRONG] * 4).replace("so-x", "so-a").replace("2017-Q2", "2019-Q2"))
        assert "2019-Q2" in why["not_counted"]["message"]

    def test_one_that_was_handed_in_before_its_period_began_says_so(self, run: Run) -> None:
        why = listed(run, self.BAD.replace("hôm qua", "2016-06-19"))["not_counted"]
        assert why["message"].endswith(
            "because: The report for 2017-Q2 was submitted on 2016-06-19, before the period begins (2017-04-01)"
        )

    def test_one_on_which_the_program_itself_failed_has_a_reason_too(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise ValueError

        monkeypatch.setattr("ttdn_cli.intake.report_reader._Reading._place_in_time", fail)
        why = listed(run, report("so-a", "task: T.1, state: in_progress"))["not_counted"]
        assert why["message"] == "the file 0.yaml was received but could not be read to its end, and is not counted"

    def test_a_form_that_came_back_untouched_is_a_file_that_came(self, run: Run) -> None:
        form = report("so-a", "task: T.1, state: not_started", on="2017-04-01").replace("in_progress", "not_started")
        row = listed(run, form)
        assert row["not_counted"]["because"] == "rejected"
        assert "came back with nothing filled in" in row["not_counted"]["message"]

    def test_the_list_of_missing_reports_names_file_and_reason(self, run: Run) -> None:
        WORLDS["rejected"].lay_out(Path())
        document = run("missing", "reports", *CLOSED, "--format", "json").json
        owed = next(one for one in document["expected"] if (one["agency"], one["period"]) == ("so-a", "2017-Q2"))
        assert (owed["received"], owed["path"], owed["not_counted"]["message"]) == (
            "rejected",
            FILE,
            WORLDS["rejected"].message,
        )
        validate(document, "missing")
        text = run("missing", "reports", *CLOSED).out
        assert f"{WORLDS['rejected'].message} ({FILE})" in text

    def test_the_finding_of_a_missing_report_does_not_say_that_nothing_was_received(self, run: Run) -> None:
        WORLDS["rejected"].lay_out(Path())
        given = ("reports", *CLOSED, "--format", "json", "--select", "missing-report")
        found = run("check", *given).json["findings"]
        said = next(one["message"] for one in found if (one["agency"], one["period"]) == ("so-a", "2017-Q2"))
        assert said.startswith("No report that counts has been received from Sở An Bình for 2017-Q2")
        assert said.endswith(WORLDS["rejected"].message)


class TestSeveralLeads:
    """The reason is that of the lead whose part decides."""

    DONE = "task: T.1, state: done, evidence: [1/BC], completed_on: 2017-06-15"

    def test_a_lead_whose_item_was_left_out_decides_as_one_that_is_not_done(self, run: Run) -> None:
        row = listed(run, report("so-a", self.DONE), report("so-b", WRONG), plan=TWO_LEADS)
        assert (row["state"], row["last_heard"], row["not_counted"]["path"]) == (None, "2017-06-19", "reports/1.yaml")

    def test_a_claim_that_does_not_count_is_told_beside_one_that_does(self, run: Run) -> None:
        row = listed(run, report("so-a", self.DONE), report("so-b", f"{self.DONE}, progress: 80"), plan=TWO_LEADS)
        assert (row["state"], row["not_counted"]["because"], row["not_counted"]["path"]) == (
            "done",
            "contradiction",
            "reports/1.yaml",
        )

    def test_one_lead_that_was_never_heard_leaves_the_occurrence_unheard(self, run: Run) -> None:
        row = listed(run, report("so-a", WRONG), plan=TWO_LEADS)
        assert (row["last_heard"], row["confirmed"]) == (None, False)
        found = run("check", "reports", *CLOSED, "--format", "json", "--select", "overdue").json["findings"]
        assert [one["agency"] for one in found] == ["so-a"]

    def test_whoever_led_when_an_item_was_left_out_was_heard_for_who_leads_now(self, run: Run) -> None:
        plan = TWO_LEADS.replace("[so-a, so-b]", "so-a") + (
            "amendments:\n  - document: {number: 2/QĐ, date: 2017-06-20}\n    effective: 2017-06-25\n"
            "    changes: {T.1: {lead: so-c}}\n"
        )
        row = listed(run, report("so-a", WRONG), plan=plan)
        assert (row["last_heard"], row["not_counted"]["path"]) == ("2017-06-19", "reports/0.yaml")
        row = listed(run, report("so-b", WRONG), plan=plan)
        assert (row["last_heard"], row["not_counted"]) == (None, None)
