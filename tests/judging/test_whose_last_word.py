"""A file that does not count stands beside that of which it can speak, and beside nothing else; nor is it silence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, PLAIN, amended, put, task
from tests.support.schemas import validate

MERGED = (
    "{id: a, name: Sở Ánh, valid_to: 2017-05-31, successor: b}",
    "{id: b, name: Sở Biển}",
    "{id: c, name: Sở Cầu}",
)
EARLY = '{task: T, state: done, completed_on: 2017-06-25, evidence: ["1"], obstacles: x}'
BAD = "{task: T, state: xong}"  # alone in its report, which is rejected for it


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def row(run: Run, *options: str) -> Any:
    """Return the first row of what is overdue, in the world in the working folder."""
    document = run("overdue", "reports", "--plan", "plan.yaml", *options, "--format", "json").json
    validate(document, "overdue")
    return document["overdue"][0]


def why(found: Any) -> tuple[str, str] | None:
    """Return because of what the last word does not count, and the path of the file."""
    reason = found["not_counted"]
    return reason and (reason["because"], reason["path"])


def uncounted(run: Run) -> int:
    """Return of how many occurrences the page for the meeting says that their last word does not count."""
    pytest.importorskip("jinja2", reason="jinja2 is not installed")
    page = run("report", "reports", "--plan", "plan.yaml", "--lang", "en", "--output", "-", "--format", "html").out
    found = re.search(r'count">([0-9]+)</span> with a last word that does not count', page)
    return int(found[1]) if found else 0


def test_an_earlier_word_that_does_not_count_keeps_its_own_reason_beside_a_rejected_file(run: Run) -> None:
    put(task("by: 2017-06-30"), PLAIN, {"Q2/a 2017-06-19": EARLY, "Q3/a 2017-09-19": BAD})
    found = row(run, "--lang", "en")["not_counted"]
    assert found["message"] == (
        "the file a.yaml of 2017-09-19 was received but is not counted because: state is not a known state:"
        " xong; before that (2017-06-19): reported done on 2017-06-25; not counted because this is after the report"
        " was submitted (2017-06-19)"
    )
    assert (found["because"], found["before"]["because"]) == ("rejected", "impossible-date")
    line = run("overdue", "reports", "--plan", "plan.yaml", "--lang", "en").out.splitlines()[0]
    assert (
        line.count("; before that (2017-06-19): reported done on 2017-06-25; not counted"),
        line.count("before that"),
    ) == (1, 1)


def test_an_item_left_out_is_told_between_what_came_before_and_after_it(run: Run) -> None:
    left_out = f"{BAD}, {{task: U, state: in_progress}}"
    two = task("by: 2017-06-30") + task("year: 2017", identity="U")
    put(two, PLAIN, {"Q1/a 2017-03-19": EARLY, "Q2/a 2017-06-19": left_out, "Q3/a 2017-09-19": BAD})
    found = row(run)["not_counted"]
    assert [found["because"], found["before"]["because"], found["before"]["before"]["because"]] == [
        "rejected",
        "left-out",
        "impossible-date",
    ]


def test_an_earlier_word_that_counts_keeps_its_own_words(run: Run) -> None:
    put(task("by: 2017-06-30"), PLAIN, {"Q2/a 2017-06-19": AT_WORK, "Q3/a 2017-09-19": BAD})
    assert "before" not in row(run)["not_counted"]
    line = run("overdue", "reports", "--plan", "plan.yaml", "--lang", "en").out.splitlines()[0]
    assert "known state: xong; reported before that on 2017-06-19: in progress" in line


def test_the_papers_show_a_report_with_its_own_words_whatever_was_rejected_since(run: Run) -> None:
    told = EARLY.replace("obstacles", "result")
    put(task("by: 2017-06-30"), PLAIN, {"Q2/a 2017-06-19": told, "Q3/a 2017-09-19": BAD})
    page = run("report", "reports", "--plan", "plan.yaml", "--lang", "en", "--output", "-", "--format", "md").out
    said = next(one for one in page.splitlines() if "2017-Q2" in one and "reported done on 2017-06-25" in one)
    assert "was received" not in said


class TestWhoseFile:
    """A rejected file is a word of who led, or of those whose part a lead took over, for a period of its work."""

    def test_one_of_an_office_that_has_been_merged_is_no_silence_of_who_took_over(self, run: Run) -> None:
        put(task("quarter: Q1"), MERGED, {"Q1/a 2017-03-19": BAD, "Q2/b 2017-06-19": ""})
        assert why(row(run)) == ("rejected", "reports/Q1/a.yaml")
        said = run("overdue", "reports", "--plan", "plan.yaml", "--lang", "en").out.splitlines()[0]
        assert "not reported" not in said

    def test_one_of_an_office_twice_removed_is_none_either(self, run: Run) -> None:
        agencies = (MERGED[0], "{id: b, name: Sở Biển, valid_to: 2017-06-30, successor: c}", MERGED[2])
        put(task("quarter: Q1"), agencies, {"Q1/a 2017-03-19": BAD})
        assert why(row(run, "--as-of", "2017-07-05")) == ("rejected", "reports/Q1/a.yaml")

    def test_one_of_who_led_before_an_amendment_is_none_either(self, run: Run) -> None:
        put(task("by: 2017-06-15") + amended("2017-04-01 T: {lead: b}"), PLAIN, {"Q1/a 2017-03-19": BAD})
        assert why(row(run, "--as-of", "2017-07-05")) == ("rejected", "reports/Q1/a.yaml")

    def test_one_of_a_lead_for_a_time_when_it_did_not_lead_yet_says_nothing_of_the_work(self, run: Run) -> None:
        put(task("by: 2017-06-15") + amended("2017-04-01 T: {lead: b}"), PLAIN, {"Q1/b 2017-03-19": BAD})
        assert why(row(run, "--as-of", "2017-07-05")) is None

    def test_one_sent_under_a_name_that_was_none_in_its_period_is_told(self, run: Run) -> None:
        put(task("quarter: Q3"), MERGED, {"Q3/a 2017-09-19": AT_WORK})
        assert why(row(run)) == ("rejected", "reports/Q3/a.yaml")

    def test_one_that_came_before_what_the_lead_of_today_reported_is_not_told(self, run: Run) -> None:
        put(
            task("quarter: Q1"),
            MERGED,
            {"Q1/a 2017-03-19": BAD, "Q2/b 2017-06-19": "{task: T, occurrence: 2017-Q1, state: in_progress}"},
        )
        assert why(row(run)) is None

    def test_work_that_was_reported_done_waits_for_no_file(self, run: Run) -> None:
        done = '{task: T, state: done, completed_on: 2017-03-10, evidence: ["1"]}'
        put(task("quarter: Q1"), PLAIN, {"Q1/a 2017-03-19": done, "Q2/a 2017-06-19": BAD})
        assert uncounted(run) == 0


class TestFilesOfNobodyKnown:
    """A file that nobody can read stands beside the silence of who should have reported for its period."""

    def unread(self, run: Run, *reports: str) -> list[str]:
        """Return the files beside the work of the first quarter, of which nothing was said, on 5 July."""
        put(task("quarter: Q1"), MERGED, dict.fromkeys(("Q2/c 2017-06-19", *reports), ""))
        folder = Path("reports/Q1")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bao cao.pdf").write_bytes(b"%PDF-1.4")
        found: list[str] = row(run, "--as-of", "2017-07-05")["unread"]
        return found

    def test_it_may_be_of_the_office_that_led_then(self, run: Run) -> None:
        assert self.unread(run) == ["reports/Q1/bao cao.pdf"]

    def test_it_is_not_where_the_report_of_that_office_for_the_period_counts(self, run: Run) -> None:
        assert self.unread(run, "Q1/a 2017-03-19") == []


def test_what_was_said_of_a_withdrawn_task_is_not_counted_among_what_does_not_count(run: Run) -> None:
    plan = task("quarter: Q2") + task("quarter: Q2", identity="U") + amended("2017-06-25 T: {withdrawn: true}")
    cancelled = "{task: T, state: cancelled}, {task: U, state: cancelled}"
    put(plan, PLAIN, {"Q2/a 2017-06-19": cancelled})
    assert (row(run)["task"], uncounted(run)) == ("U", 1)


def test_words_of_an_office_whose_part_was_taken_over_stand_with_its_name(run: Run) -> None:
    done = '{task: T, state: done, completed_on: 2017-03-10, evidence: ["1"]}'
    late = "{task: T, state: in_progress, progress: 30, obstacles: Thiếu mặt bằng}"
    put(task("quarter: Q1", lead="[a, b]"), MERGED, {"Q1/a 2017-03-19": late, "Q1/b 2017-03-19": done})
    common = ("reports", "--plan", "plan.yaml", "--as-of", "2017-06-15", "--lang", "en")
    line = run("overdue", *common).out.splitlines()[0]
    unconfirmed = "(unconfirmed: not heard after the due date)"
    assert line.split(" | ")[-1] == f"in progress, 30% (reported by Sở Ánh); 2017-03-19 {unconfirmed}"
    paper = run("report", *common, "--output", "-", "--format", "md").out
    (told,) = [one for one in paper.splitlines() if "(reported by Sở Ánh)" in one and "Thiếu mặt bằng" in one]
    assert "Sở Ánh: Thiếu mặt bằng" in told
    assert "Sở Biển: Thiếu mặt bằng" not in paper


class TestSeveralLeads:
    """Of several leads that are behind each is said to have said what it said itself, and no other."""

    TWO = task("quarter: Q2", lead="[a, b]")
    CLAIM = '{task: T, state: done, completed_on: 2017-06-10, progress: 80, evidence: ["1"]}'

    def listed(self, run: Run, reports: dict[str, str]) -> str:
        put(self.TWO, PLAIN, reports)
        line = run("overdue", "reports", "--plan", "plan.yaml", "--lang", "en").out.splitlines()[0]
        return line.split(" | ")[-1]

    def test_the_list_names_the_silent_one_beside_the_one_at_work(self, run: Run) -> None:
        assert self.listed(run, {"Q2/a 2017-06-19": AT_WORK}) == "Sở Ánh: in progress; Sở Biển: not reported"

    def test_the_list_says_once_what_is_the_same_of_all(self, run: Run) -> None:
        assert self.listed(run, {"Q2/c 2017-06-19": ""}) == "not reported"

    def test_the_list_for_programs_has_the_part_of_each(self, run: Run) -> None:
        put(self.TWO, PLAIN, {"Q2/a 2017-06-19": self.CLAIM})
        first, second = row(run, "--lang", "en")["parts"]
        assert (first["lead"], first["state"], first["not_counted"]["because"]) == ("a", "done", "contradiction")
        silence = dict.fromkeys(("state", "progress", "said_on", "said_by", "not_counted"))
        assert second == {"lead": "b", **silence, "unread": []}

    def test_it_has_none_where_one_lead_is_behind(self, run: Run) -> None:
        put(self.TWO, PLAIN, {"Q2/a 2017-06-19": '{task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]}'})
        assert "parts" not in row(run)

    def test_the_finding_says_whose_word_does_not_count(self, run: Run) -> None:
        put(self.TWO, PLAIN, {"Q2/a 2017-06-19": self.CLAIM})
        given = ("--plan", "plan.yaml", "--lang", "en", "--select", "overdue", "--format", "json")
        (found,) = run("check", "reports", *given).json["findings"]
        assert found["message"].endswith(
            "from the lead, Sở Biển; Sở Ánh: reported done on 2017-06-10; not counted because the progress is given as"
            " 80%"
        )

    def test_of_an_office_that_is_gone_the_words_are_not_put_in_its_successors_mouth(self, run: Run) -> None:
        put(task("quarter: Q1"), MERGED, {"Q1/a 2017-03-19": self.CLAIM.replace("06-10", "03-10")})
        assert row(run, "--lang", "en", "--as-of", "2017-07-05")["not_counted"]["message"].startswith(
            "Sở Ánh: reported done on 2017-03-10; not counted"
        )


def test_a_coordinators_file_for_a_later_period_says_nothing_of_work_whose_time_was_over(run: Run) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    lead = AT_WORK.replace("obstacles", "coordinated_with: [b], obstacles")
    reports = {"Q2/a 2017-06-19": lead, "Q2/b 2017-06-19": "", "Q3/b 2017-09-19": "{task: U, state: xong}"}
    put(task("quarter: Q2") + task("year: 2017", identity="U", lead="b"), PLAIN, reports)
    run("remind", "reports", "--plan", "plan.yaml", "--lang", "en", "--output", "letters")
    rows = [one for one in Path("letters/b.md").read_text("utf-8").splitlines() if one.startswith("| ")]
    (about,) = [one for one in rows if "| coordinator |" in one]
    assert "b.yaml" not in about
