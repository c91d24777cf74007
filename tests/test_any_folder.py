"""Whatever plan, registry and reports a folder holds: all commands end well and say the same twice."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.fuzz.bench import lay_out
from tests.support.inprocess import VALID, Called, Command, arguments, call, commands, trouble
from tests.support.strategies import Folder, days_to_judge, folders, hostile, plans, registries, written

ALONE: dict[tuple[str, ...], str] = {("calendar",): "ics"}  # commands with one format, which is no text
FORMS = [(command, form) for command in commands() for form in command.formats or (ALONE.get(command.words, "text"),)]
SEVERITIES = ("error", "warning", "info")


@contextmanager
def inside(files: dict[str, bytes]) -> Iterator[Path]:
    """Lay files out in a folder of their own and work there."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as name:
        lay_out(files, Path(name))
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def called(given: list[str], form: str) -> Called:
    """Call the program twice, so that nothing of the first call is left in the second, and see that all is well."""
    first, second = call(*given), call(*given)
    assert trouble(first, form) == ""
    assert (first.code, first.out, first.err) == (second.code, second.out, second.err)
    return first


def days(command: Command, as_of: date) -> list[str]:
    return ["--as-of", as_of.isoformat()] if "as_of" in command.parameters else []


def test_every_format_has_a_check_of_its_own() -> None:
    assert {form for _, form in FORMS} <= VALID.keys()


@pytest.mark.slow
@settings(deadline=None)
@given(folders(), st.sampled_from(FORMS), days_to_judge)
def test_every_command_in_every_format_ends_well(folder: Folder, chosen: tuple[Command, str], as_of: date) -> None:
    command, form = chosen
    with inside(folder.files):
        called([*arguments(command, form), *days(command, as_of)], form)


@pytest.mark.slow
@settings(deadline=None)
@given(folders(), days_to_judge, st.sampled_from((*SEVERITIES, "never")))
def test_the_exit_code_of_a_check_is_what_its_findings_say(folder: Folder, as_of: date, level: str) -> None:
    with inside(folder.files):
        given = ["check", "reports", "--plan", "plan.yaml", "--as-of", as_of.isoformat(), "--lang", "en"]
        found = called([*given, "--format", "json", "--fail-on", level], "json")
    counted = json.loads(found.out)["counts"]
    reached = SEVERITIES[: SEVERITIES.index(level) + 1] if level != "never" else ()
    assert found.code == int(any(counted[one] for one in reached))


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (("check", "reports"), "findings"),
        (("overdue", "--reports", "reports"), "overdue"),
        (("missing", "--reports", "reports"), "missing"),
        (("summary", "--reports", "reports"), "summary"),
        (("plan", "show"), "plan-view"),
    ],
)
@settings(deadline=None, max_examples=40)
@given(folders(), days_to_judge)
def test_json_fits_its_schema(words: tuple[str, ...], schema: str, folder: Folder, as_of: date) -> None:
    text = (ROOT / "schemas" / f"{schema}.schema.json").read_text("utf-8")
    with inside(folder.files):
        found = call(*words, "--plan", "plan.yaml", "--as-of", as_of.isoformat(), "--format", "json", "--lang", "en")
    assert found.code in (0, 1), found.err
    jsonschema.Draft7Validator(json.loads(text)).validate(json.loads(found.out))


@pytest.mark.slow
@settings(deadline=None)
@given(folders(most=1))
def test_a_plan_made_by_the_strategies_can_be_judged_by(folder: Folder) -> None:
    with inside(folder.files):
        found = called(["plan", "check", "plan.yaml", "--lang", "en", "--format", "json"], "json")
    assert [one["message"] for one in json.loads(found.out)["findings"] if one["severity"] == "error"] == []


@pytest.mark.slow
@settings(deadline=None)
@given(st.data())
def test_groups_that_contain_themselves_end_no_command(data: st.DataObject) -> None:
    registry = data.draw(registries(cycle=True))
    ring = next(one["id"] for one in registry["groups"] if one["id"].startswith("vong-"))
    plan = data.draw(plans({**registry, "groups": []}))
    plan["tasks"][0][data.draw(st.sampled_from(("lead", "coordinators")))] = [ring]
    plan["tasks"][0].pop("scopes", None)
    command, form = data.draw(st.sampled_from(FORMS))
    report = (
        b"schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nnothing_to_report: true\n"
    )
    files = {"plan.yaml": written(plan), "agencies.yaml": written(registry), "reports/a.yaml": report}
    with inside(files):
        found = call("plan", "check", "plan.yaml", "--format", "json", "--lang", "en")
        assert found.code == 1
        assert any("contains itself" in one["message"] for one in json.loads(found.out)["findings"])
        assert call("check", "reports", "--plan", "plan.yaml").code == 3
        called(arguments(command, form), form)


@pytest.mark.slow
@settings(deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_hostile_words_on_the_command_line_are_told(chosen: tuple[Command, str], data: st.DataObject) -> None:
    command, form = chosen
    words = hostile.map(lambda one: one.replace("\0", ""))
    given = arguments(command, form)
    at = data.draw(st.integers(len(command.words), len(given)))
    given[at : at + data.draw(st.integers(0, 1))] = [data.draw(words)]
    if "--lang" in given and given[given.index("--lang") :][:2] != ["--lang", "en"]:
        given = ["--lang", "en", *given]
    asked = form if not command.formats or "--format" in given else "text"  # it may have been the word replaced
    with inside({"plan.yaml": b"", "reports/a.yaml": b""}):
        called(given, asked)


@pytest.mark.slow
@settings(deadline=None)
@given(st.sampled_from(("plan", "reports", "waivers", "fail_on", "ignore", "x")), hostile, st.sampled_from(FORMS))
def test_hostile_settings_are_told(key: str, value: str, chosen: tuple[Command, str]) -> None:
    command, form = chosen
    with inside({"ttdn.toml": f"{key} = {json.dumps(value)}\n".encode("utf-8", "surrogatepass")}):
        called([*command.words, "--lang", "en", *(["--format", form] if command.formats else [])], form)
