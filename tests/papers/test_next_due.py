"""A reply names as next due only what is still that agency's own, and the report that it will owe."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", "{id: z, name: Sở Cuối}")
OPEN, DONE = "{task: T, state: in_progress}", '{task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]}'
DUE = "T (2017-09-15) by 2017-09-15"
REPORT = "report on 2017-Q3 by 2017-09-20"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def following(run: Run, tasks: str, agencies: tuple[str, ...], reports: dict[str, str], to: str = "a") -> str:
    """Return what the reply at the close of the second quarter says of what is next due; "" where it says nothing."""
    put(tasks, agencies, reports)
    Path("ttdn.toml").write_text("follow_from = '2017-Q2'\n", "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", "--all-replies", *given).code == 0
    text = Path(f"letters/{to}.md").read_text("utf-8")
    return next((one for one in text.splitlines() if one.startswith("Next due")), "")


def test_work_that_is_not_done_and_its_report_are_due_next(run: Run) -> None:
    said = following(run, task("by: 2017-09-15"), PLAIN, {"Q2/a 2017-06-19": OPEN})
    assert said == f"Next due for Sở Ánh: {DUE}; {REPORT}."


def test_who_has_done_its_part_of_the_work_of_several_is_asked_for_nothing_more(run: Run) -> None:
    two = task("by: 2017-09-15", lead="[a, b]")
    reports = {"Q2/a 2017-06-19": DONE, "Q2/b 2017-06-19": OPEN}
    assert following(run, two, PLAIN, reports) == ""
    assert following(run, two, PLAIN, reports, to="b") == f"Next due for Sở Biển: {DUE}; {REPORT}."


def test_who_has_done_one_thing_is_told_of_the_other(run: Run) -> None:
    two = task("by: 2017-09-15") + task("by: 2017-12-15", identity="U")
    said = following(run, two, PLAIN, {"Q2/a 2017-06-19": f"{DONE}, {{task: U, state: in_progress}}"})
    assert said == f"Next due for Sở Ánh: U (2017-12-15) by 2017-12-15; {REPORT}."


def test_an_agency_that_ends_before_is_told_of_neither(run: Run) -> None:
    ending = ("{id: a, name: Sở Ánh, valid_to: 2017-07-31, successor: b}", "{id: b, name: Sở Biển}", PLAIN[2])
    assert following(run, task("by: 2017-09-15"), ending, {"Q2/a 2017-06-19": OPEN}) == ""
    said = following(run, task("by: 2017-07-20"), ending, {"Q2/a 2017-06-19": OPEN})
    assert said == "Next due for Sở Ánh: T (2017-07-20) by 2017-07-20."


def test_a_coordinator_owes_the_report_while_the_work_is_not_done(run: Run) -> None:
    shared = task("by: 2017-09-15", lead="b", more=", coordinators: [a]")
    part = "{task: T, state: in_progress, coordinated_with: [a]}"
    reports = {"Q2/a 2017-06-19": OPEN, "Q2/b 2017-06-19": part}
    assert following(run, shared, PLAIN, reports) == f"Next due for Sở Ánh: {REPORT}."
    done = DONE.replace("state", "coordinated_with: [a], state")
    assert following(run, shared, PLAIN, reports | {"Q2/b 2017-06-19": done}) == ""
