"""A fault of our own is told as one, wherever it is; the rest is judged, and the exit code is 3."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ttdn_cli
from tests.conftest import Result, Run
from tests.support.inprocess import Command, arguments, commands
from tests.support.sample import GOOD, PLAN, lay_out
from ttdn_cli.cli import GROUPS
from ttdn_cli.errors import Terminated
from ttdn_cli.findings import Severity
from ttdn_cli.render import formats
from ttdn_cli.rules import InputRule, PlanRule, ReportRule, WaiverRule, all_rules, load, names
from ttdn_cli.text import i18n

ON = ("--as-of", "2017-07-01", "--lang", "en")
CHECK = ("check", "reports", *PLAN, *ON, "--format", "json")
BOOM = "bo\x1b[31mom\n::error::x"
SECOND = GOOD.replace("agency: so-a", "agency: so-b")
COMMANDS = sorted(
    path.stem for path in (Path(ttdn_cli.__file__).parent / "commands").glob("[a-z]*.py") if path.stem != "__init__"
)


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"reports/so-a.yaml": GOOD, "reports/so-b.yaml": SECOND}
    monkeypatch.chdir(lay_out(tmp_path, files=files))


def crash(*_arguments: object, **_named: object) -> Any:
    raise KeyError(BOOM)


def told(result: Result, *parts: str) -> None:
    """Check that a crash was told as one: in a few words, with what it takes to report it."""
    assert result.code == 3
    assert "nternal error" in result.err
    assert "report it" in result.err
    assert [part for part in ("KeyError", *parts) if part not in result.err] == []
    assert "Traceback" not in result.err
    assert not any(mark in result.err for mark in ("\x1b", "\n::error"))


def findings(result: Result) -> set[tuple[str, str, str]]:
    return {(one["rule"], one["path"], one["fingerprint"]) for one in result.json["findings"]}


def crash_for(function: Callable[..., Any], sign: str) -> Callable[..., Any]:
    """Return the function, made to crash where `sign` is among what it is given."""

    def crashing(*arguments: Any, **named: Any) -> Any:
        return crash() if sign in str(arguments) else function(*arguments, **named)

    return crashing


PLACES = {
    "opening": ("ttdn_cli.intake.report_reader.read_file", "reports/so-b.yaml"),
    "reader": ("ttdn_cli.intake.report_reader.parse_report", "agency: so-b"),
    "model": ("ttdn_cli.intake.report_reader.validate", "reports/so-b.yaml"),
    "names": ("ttdn_cli.intake.report_reader.parse_period", None),
}


@pytest.mark.parametrize(("where", "sign"), list(PLACES.values())[:3], ids=list(PLACES)[:3])
@pytest.mark.parametrize("command", [("check",), ("overdue",), ("missing",), ("summary",)])
def test_a_crash_over_one_file_names_it_and_the_others_are_judged(
    command: tuple[str, ...], where: str, sign: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ("reports",) if command == ("check",) else ("--reports", "reports")
    module, _, name = where.rpartition(".")
    owner: Any = import_module(module)
    sign = sign if "'" not in sign else "'agency': 'so-b'"
    whole = run(*command, *folder, *PLAN, *ON, "--format", "json")
    monkeypatch.setattr(owner, name, crash_for(getattr(owner, name), sign))
    result = run(*command, *folder, *PLAN, *ON, "--format", "json")
    told(result, "reports/so-b.yaml")
    assert "so-a.yaml:" not in result.err
    if command == ("check",):
        verdicts = {one["path"]: one["verdict"] for one in result.json["files"]}
        assert verdicts == {"reports/so-a.yaml": "with_errors", "reports/so-b.yaml": "rejected"}
        first = {one for one in findings(whole) if one[1] == "reports/so-a.yaml" and one[0] == "overdue"}
        assert first <= findings(result)


@pytest.mark.parametrize(
    "command",
    [one for one in commands() if {"reports", "paths"} & one.parameters and one.words[0] != "plan"],
    ids=lambda one: one.words[0],
)
def test_a_crash_over_one_file_is_told_by_every_command_that_reads_reports(
    command: Command, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {
        "template": ("--agency", "so-a", "--period", "Q2"),
        "calendar": ("--agency", "so-a"),
        "remind": ("-o", "letters"),
        "report": ("-o", "result.md"),
    }
    parse = import_module("ttdn_cli.intake.report_reader").parse_report
    monkeypatch.setattr("ttdn_cli.intake.report_reader.parse_report", crash_for(parse, "agency: so-b"))
    day = ON[:2] if "as_of" in command.parameters else ()
    told(run(*arguments(command), *more.get(command.words[0], ()), *day), "reports/so-b.yaml")


@pytest.mark.parametrize("name", [name for name in names() if isinstance(load(name), (ReportRule, WaiverRule))])
def test_a_crash_of_a_rule_names_it_and_the_others_are_judged(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("ttdn.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    Path("waivers.yaml").write_text("schema: ttdn/waivers/1\nwaivers: []\n", "utf-8")
    whole = run(*CHECK, "--ignore", name)
    monkeypatch.setattr(type(load(name)), "check", crash)
    result = run(*CHECK)
    told(result, f"{name}: ", "test_crashes.py")
    assert findings(result) == findings(whole)


def test_what_a_rule_found_before_it_crashed_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rule: Any = load("overdue")
    check = type(rule).check

    def late(self: Any, case: Any) -> Any:
        yield from check(self, case)
        crash()

    whole = run(*CHECK)
    monkeypatch.setattr(type(rule), "check", late)
    assert findings(run(*CHECK)) == findings(whole)


@pytest.mark.parametrize("name", [name for name in names() if isinstance(load(name), (PlanRule, InputRule))])
def test_a_crash_of_a_rule_about_the_plan_names_it(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("plan", "check", "plan.yaml", "--lang", "en", "--format", "json", "--ignore", name)
    monkeypatch.setattr(type(load(name)), "check", crash)
    result = run("plan", "check", "plan.yaml", "--lang", "en", "--format", "json")
    told(result, f"{name}: ")
    assert findings(result) == findings(whole)
    if load(name).severity is Severity.ERROR and isinstance(load(name), PlanRule):
        told(run(*CHECK))  # it cannot be said that the plan is good


def test_every_kind_of_rule_has_been_crashed() -> None:
    assert {type(rule).__mro__[1] for rule in all_rules().values()} == {PlanRule, InputRule, ReportRule, WaiverRule}


@pytest.mark.parametrize("form", formats())
def test_a_crash_of_a_format_is_told_and_an_older_result_stays(
    form: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("result").write_text("older", "utf-8")
    monkeypatch.setattr(f"ttdn_cli.render.{form}.render", crash)
    result = run(*CHECK[:-1], form, "-o", "result")
    told(result, "test_crashes.py:")
    assert (result.out, Path("result").read_text("utf-8")) == ("", "older")


@pytest.mark.parametrize("module", COMMANDS)
def test_a_crash_of_a_command_is_told(module: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    group = next((one for one in GROUPS if module.startswith(f"{one}_")), "")
    name = module.removeprefix(f"{group}_").replace("_", "-")

    def command() -> int:
        """Crash."""
        return int(crash())

    monkeypatch.setattr(f"ttdn_cli.commands.{module}.command", command)
    monkeypatch.setenv("TTDN_LANG", "en")
    told(run(*([group] if group else []), name), "test_crashes.py:")


@pytest.mark.parametrize(
    "where",
    ["ttdn_cli.text.i18n.choose", "ttdn_cli.cli.build", "ttdn_cli.commands._context.working_settings",
     "ttdn_cli.commands._plan.read_plan_files", "ttdn_cli.commands._reports.collect",
     "ttdn_cli.commands._reports.Case", "ttdn_cli.results.engine.rows", "ttdn_cli.render.text.footer"],
)  # fmt: skip
def test_a_crash_anywhere_else_is_told(where: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(where, crash)
    told(run(*CHECK), "test_crashes.py:")


@pytest.mark.parametrize("kind", [RecursionError, MemoryError, AssertionError, UnicodeEncodeError])
def test_every_kind_of_crash_is_told(kind: type[Exception], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> object:
        raise UnicodeEncodeError("ascii", "đ", 0, 1, "x") if kind is UnicodeEncodeError else kind

    monkeypatch.setattr("ttdn_cli.render.json.render", fail)
    result = run(*CHECK)
    assert result.code == 3
    assert f"Internal error: {kind.__name__}" in result.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("where", ["ttdn_cli.intake.report_reader.parse_report", "ttdn_cli.results.engine.rows"])
def test_what_a_library_makes_of_a_signal_is_no_fault_and_ends_the_run(
    where: str, number: signal.Signals, code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pydantic answers whatever is raised while it builds a model with an error of its own."""

    def interrupted(*_arguments: object) -> object:
        try:
            os.kill(os.getpid(), number)
            time.sleep(5)
        except (KeyboardInterrupt, Terminated) as error:
            raise RuntimeError(str(error)) from None
        return None

    monkeypatch.setattr(where, interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = run(*CHECK)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (result.code, result.out) == (code, "")
    assert "nternal error" not in result.err
