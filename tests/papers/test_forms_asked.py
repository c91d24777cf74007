"""Who gets a form for a period, and what stands in it: who led and coordinated when it ended, and has a part to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import Run
from tests.support.judged import AT_WORK, DONE, PLAIN, amended, put, task

MERGED = (
    "{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: c}",
    "{id: b, name: Sở Biển, valid_to: 2017-06-30, successor: c}",
    "{id: c, name: Sở Cầu, valid_from: 2017-07-01}",
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def forms(run: Run, *options: str) -> dict[str, list[tuple[str, str]]]:
    """Return the tasks and occurrences of each form, by agency."""
    given = ("--plan", "plan.yaml", "--reports", "reports", "--format", "yaml", "--force")
    assert run("template", "--all", "forms", *given, *options).code == 0
    read = {one.stem: yaml.safe_load(one.read_text("utf-8")) for one in Path("forms").glob("*.yaml")}
    return {agency: [(one["task"], one["occurrence"]) for one in form["items"]] for agency, form in read.items()}


@pytest.mark.parametrize(("asked", "quarter"), [({"a", "b"}, "Q2"), ({"c"}, "Q3")])
def test_offices_that_were_merged_on_the_day_after_a_period_get_its_forms_and_their_successor_the_next(
    asked: set[str], quarter: str, run: Run
) -> None:
    put(task("year: 2017") + task("year: 2017", identity="U", lead="b"), MERGED, {})
    assert forms(run, "--quarter", quarter, "--as-of", "2017-10-01").keys() == asked


@pytest.mark.parametrize(("asked", "quarter"), [({"a", "b"}, "Q2"), ({"b", "c"}, "Q3")])
def test_lead_and_coordinators_of_a_form_are_those_of_the_last_day_of_its_period(
    asked: set[str], quarter: str, run: Run
) -> None:
    tasks = task("year: 2017", more=", coordinators: [b]")
    put(tasks + amended("2017-07-01 T: {lead: b, coordinators: [c]}"), PLAIN, {})
    assert forms(run, "--quarter", quarter, "--as-of", "2017-10-01").keys() == asked


@pytest.mark.parametrize(
    ("leads", "quarter", "change"),
    [
        ("Sở Ánh", "Q2", ""),
        ("Sở Cầu", "Q3", ""),
        ("Sở Ánh", "Q2", amended("2017-07-01 T: {lead: d}")),
        ("Sở Dừa", "Q3", amended("2017-07-01 T: {lead: d}")),
    ],
    ids=["before a merger", "after it", "before an amendment", "after it is in force"],
)
def test_a_form_names_as_lead_who_led_on_the_last_day_of_its_period(
    leads: str, quarter: str, change: str, run: Run
) -> None:
    put(task("year: 2017", more=", coordinators: [e]") + change, (*MERGED, "{id: d, name: Sở Dừa}", E), {})
    assert said_of_lead(run, quarter) == f"Led by: {leads}"


def test_a_form_names_a_group_as_lead_by_its_own_name(run: Run) -> None:
    group = "{id: a, name: Sở Ánh}", E, "groups:\n  - {id: g, name: các sở, members: [a]}"
    put(task("year: 2017", lead="g", more=", coordinators: [e]"), group[:2], {})
    registry = Path("agencies.yaml")
    registry.write_text(registry.read_text("utf-8") + f"{group[2]}\n", "utf-8")
    assert said_of_lead(run, "Q2") == "Led by: các sở"


E = "{id: e, name: Sở Én}"


def said_of_lead(run: Run, quarter: str) -> str:
    """Return the words of the form of the coordinator e that name the lead."""
    given = ("--plan", "plan.yaml", "--reports", "reports", "--format", "yaml", "--lang", "en")
    form = run("template", "--agency", "e", *given, "--quarter", quarter, "--as-of", "2017-10-01").out
    (line,) = (one for one in form.splitlines() if "Led by" in one)
    return line.strip(" #")


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_of_a_form_as_it_is_handed_out_no_part_is_told_as_not_read(form: str, lang: str, run: Run) -> None:
    pytest.importorskip("xlsxwriter", reason="needs the extra office")
    put(task("year: 2017"), PLAIN, {})
    given = ("--plan", "plan.yaml", "--reports", "reports", "--format", form, "--lang", lang)
    assert run("template", "--all", "forms", *given, "--quarter", "Q2", "--as-of", "2017-07-01").code == 0
    files = run("check", "forms", "--plan", "plan.yaml", "--as-of", "2017-07-01", "--format", "json").json["files"]
    assert [(one["path"], one["remarks"]) for one in files] == [(f"forms/a.{form}", [])]


def test_a_lead_that_took_over_from_a_coordinator_is_not_named_as_its_own(run: Run) -> None:
    put(task("year: 2017", lead="c", more=", coordinators: [a, d]"), (*MERGED, "{id: d, name: Sở Đá}"), {})
    given = ("--plan", "plan.yaml", "--reports", "reports", "--quarter", "Q3", "--as-of", "2017-10-01", "--lang", "en")
    assert run("template", "--all", "forms", "--format", "csv", *given).code == 0
    assert "Coordinators: Sở Đá" in Path("forms/c.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(("asked", "day"), [({"a"}, "2017-05-09"), ({"b"}, "2017-05-10")])
def test_in_the_middle_of_a_period_they_are_those_of_the_day(asked: set[str], day: str, run: Run) -> None:
    put(task("year: 2017") + amended("2017-05-10 T: {lead: b}"), PLAIN, {})
    assert forms(run, "--quarter", "Q2", "--as-of", day).keys() == asked


def test_a_lead_that_has_done_its_part_gets_no_form_for_it_while_another_works(run: Run) -> None:
    tasks = task("year: 2017", lead="[a, b]", more=", coordinators: [c]") + task("year: 2017", identity="U")
    done = DONE.replace("06-10", "03-10")
    put(tasks, PLAIN, {"Q1/a 2017-03-19": done, "Q1/b 2017-03-19": AT_WORK})
    assert forms(run, "--quarter", "Q2", "--as-of", "2017-07-01") == {
        "a": [("U", "2017")],
        "b": [("T", "2017")],
        "c": [("T", "2017")],
    }
