"""From when to when an office exists: what it owes, what it may send, where it counts as member and coordinator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, found, judge, put, task

YEAR = task("year: 2017")
OTHER = "{id: l, name: Sở Lúa}"
JULY = ("--as-of", "2017-07-05")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def owed(run: Run, valid: str, tasks: str = YEAR) -> list[str | None]:
    """Return the periods for which a report of an office is missing on 1 October, by the time of the office."""
    agencies = (f"{{id: a, name: Sở Ánh, {valid}}}", OTHER)
    put(tasks, agencies, {"Q1/l 2017-03-19": ""})
    missing = found(run, "--as-of", "2017-10-01", rules=("missing-report",))
    return [period for _, agency, _, period in missing if agency == "a"]


@pytest.mark.parametrize(
    ("periods", "valid"),
    [
        (["2017-Q2", "2017-Q3"], "valid_from: 2017-06-30"),
        (["2017-Q3"], "valid_from: 2017-07-01"),
        (["2017-Q1", "2017-Q2"], "valid_to: 2017-06-30"),
        (["2017-Q1"], "valid_to: 2017-06-29"),
        (["2017-Q2"], "valid_from: 2017-04-01, valid_to: 2017-07-01"),
        ([], "valid_from: 2017-04-01, valid_to: 2017-06-29"),
    ],
)
def test_an_agency_owes_a_report_for_a_period_on_whose_last_day_it_exists(
    periods: list[str], valid: str, run: Run
) -> None:
    assert owed(run, valid) == periods
    assert owed(run, valid, task("year: 2017", lead="l", more=", coordinators: [a]")) == periods, "as coordinator too"


@pytest.mark.parametrize(
    ("rejected", "valid"),
    [
        (False, "valid_from: 2017-06-30"),
        (True, "valid_from: 2017-07-01"),
        (False, "valid_to: 2017-04-01"),
        (True, "valid_to: 2017-03-31"),
    ],
)
def test_a_report_for_a_period_in_which_its_sender_did_not_exist_on_any_day_is_rejected(
    rejected: bool,  # noqa: FBT001 - expected
    valid: str,
    run: Run,
) -> None:
    agencies = (f"{{id: a, name: Sở Ánh, {valid}}}", OTHER)
    put(YEAR, agencies, {"Q2/a 2017-06-19": AT_WORK})
    assert bool(found(run, *JULY, rules=("wrong-period",))) is rejected
    (file,) = run("check", "reports", "--plan", "plan.yaml", *JULY, "--format", "json").json["files"]
    assert (file["verdict"] == "rejected") is rejected


@pytest.mark.parametrize(("period", "named"), [("Q1/c 2017-03-19", "Sở Ánh"), ("Q2/a 2017-06-19", "Sở Cầu")])
def test_the_hint_names_the_predecessor_or_successor_in_whose_name_it_may_be_sent(
    period: str, named: str, run: Run
) -> None:
    agencies = (
        "{id: a, name: Sở Ánh, valid_to: 2017-03-31, successor: c}",
        "{id: c, name: Sở Cầu, valid_from: 2017-04-01}",
        OTHER,
    )
    put(YEAR, agencies, {period: AT_WORK})
    said = run("check", "reports", "--plan", "plan.yaml", *JULY, "--format", "json", "--lang", "en").json
    (one,) = (one for one in said["findings"] if one["rule"] == "wrong-period")
    assert named in one["hint"]


@pytest.mark.parametrize(("asked", "valid"), [(True, "2017-06-30"), (False, "2017-07-01")])
def test_a_coordinator_that_does_not_exist_yet_when_the_period_ends_is_not_missing(
    asked: bool,  # noqa: FBT001 - expected
    valid: str,
    run: Run,
) -> None:
    agencies = ("{id: a, name: Sở Ánh}", f"{{id: k, name: Sở Khe, valid_from: {valid}}}")
    tasks = task("quarter: Q2", more=", coordinators: [k]")
    said = judge(run, tasks, agencies, {"Q2/a 2017-06-19": DONE}, *JULY, rules=("missing-coordinator",))
    assert bool(said) is asked


GROUP = "\ngroups:\n  - {id: nhom, name: Nhóm, members: [b, k], requires: %s}"


@pytest.mark.parametrize(("missing", "valid"), [(1, "valid_to: 2017-06-30"), (0, "valid_to: 2017-06-29")])
def test_of_a_group_of_which_all_are_required_only_members_that_exist_when_the_period_ends_are_asked_for(
    missing: int, valid: str, run: Run
) -> None:
    agencies = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", f"{{id: k, name: Sở Khe, {valid}}}" + GROUP % "all")
    tasks = task("quarter: Q2", more=", coordinators: [nhom]")
    done = DONE.replace("}", ", coordinated_with: [b]}")
    said = judge(run, tasks, agencies, {"Q2/a 2017-06-19": done}, *JULY, rules=("missing-coordinator",))
    assert len(said) == missing


def test_of_a_group_that_leads_only_members_that_exist_answer(run: Run) -> None:
    agencies = (OTHER, "{id: b, name: Sở Biển}", "{id: k, name: Sở Khe, valid_from: 2017-07-05}" + GROUP % "all")
    tasks = task("quarter: Q2", lead="nhom")
    done = {"Q2/b 2017-06-19": DONE}
    assert judge(run, tasks, agencies, done, "--as-of", "2017-07-04", rules=("overdue",)) == []
    assert judge(run, tasks, agencies, done, "--as-of", "2017-07-05", rules=("overdue",)) == [
        ("overdue", "k", "T", None)
    ]


@pytest.mark.parametrize(("assigned", "valid"), [(True, "valid_to: 2017-04-01"), (False, "valid_to: 2017-03-31")])
def test_an_office_that_took_over_in_a_period_has_the_part_of_its_predecessor_in_it(
    assigned: bool,  # noqa: FBT001 - expected
    valid: str,
    run: Run,
) -> None:
    agencies = (f"{{id: k, name: Sở Khe, {valid}, successor: b}}", "{id: b, name: Sở Biển}", OTHER)
    tasks = task("year: 2017", lead="l", more=", coordinators: [k]")
    said = {"Q1/b 2017-03-19": AT_WORK, "Q1/k 2017-03-19": AT_WORK, "Q2/b 2017-06-19": AT_WORK}
    rules = ("not-assigned",)
    assert judge(run, tasks, agencies, said, *JULY, rules=rules) == [("not-assigned", "b", "T", None)]
    del said["Q1/b 2017-03-19"]
    late = judge(run, tasks, agencies, said | {"Q2/k 2017-06-19": AT_WORK}, *JULY, rules=(*rules, "wrong-period"))
    assert late == ([] if assigned else [("wrong-period", "k", None, "2017-Q2")])
