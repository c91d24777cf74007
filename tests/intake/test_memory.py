"""What files submitted is remembered between the runs of `check --watch`, as long as it is certain to hold."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.support.sample import GOOD, lay_out, plan_and_directory
from ttdn_cli.files.paths import Source, collect
from ttdn_cli.intake.memory import Memory
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission

LONG_AGO = 1_500_000_000  # seconds; what has only just changed could change again within the same tick of a clock


class Counting(Intake):
    """An intake that keeps the names of the files that it reads."""

    def __init__(self) -> None:
        super().__init__(*plan_and_directory())
        self.read: list[str] = []

    def receive(self, source: Source) -> Submission:
        self.read.append(source.shown)
        return super().receive(source)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """Return a report that nobody has touched for long."""
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))
    settle()
    (found,) = collect(["reports"]).sources
    return found


def settle(moment: int = LONG_AGO) -> None:
    os.utime("reports/so-a.yaml", (moment, moment))


@pytest.fixture(autouse=True)
def _long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a day pass: a file's own time of change cannot be set back."""
    monkeypatch.setattr("ttdn_cli.intake.memory.now", lambda: os.stat("reports/so-a.yaml").st_ctime_ns + 86_400 * 10**9)


def test_a_file_that_is_as_it_was_is_not_read_again(source: Source) -> None:
    intake, memory = Counting(), Memory()
    found = [memory.over(intake, "plan").receive(source).report for _ in range(2)]
    assert found[0] is found[1] is not None
    assert intake.read == ["reports/so-a.yaml"]


def test_a_file_that_has_changed_is_read_again(source: Source) -> None:
    intake, memory = Counting(), Memory()
    memory.over(intake, "plan").receive(source)
    Path("reports/so-a.yaml").write_text(GOOD.replace("2017-06-19", "2017-06-20"), "utf-8")
    settle()
    report = memory.over(intake, "plan").receive(source).report
    assert report
    assert report.submitted_on == date(2017, 6, 20)


def test_against_another_plan_or_day_every_file_is_read_again(source: Source) -> None:
    intake, memory = Counting(), Memory()
    for basis in ("plan", "plan", "other"):
        memory.over(intake, basis).receive(source)
    assert len(intake.read) == 2


def test_a_file_that_has_only_just_changed_is_not_trusted(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ttdn_cli.intake.memory.now", lambda: os.stat("reports/so-a.yaml").st_ctime_ns + 10**9)
    intake, memory = Counting(), Memory()
    for _ in range(2):
        memory.over(intake, "plan").receive(source)
    assert len(intake.read) == 2


def test_what_judging_takes_away_from_a_submission_is_there_again_in_the_next_run(source: Source) -> None:
    intake, memory = Counting(), Memory()
    first = memory.over(intake, "plan").receive(source)
    whole = list(first.input_errors)
    first.input_errors.clear()
    first.report = first.report and first.report.head()
    again = memory.over(intake, "plan").receive(source)
    assert again.input_errors == whole
    assert again.report
    assert again.report.entries
