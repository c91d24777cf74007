"""`ttdn config` says which settings are in force and where each comes from, and refuses what other commands refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, PLAN, lay_out
from tests.support.schemas import validate

NAMES = ["plan", "reports", "lang", "fail_on", "ignore", "waivers", "follow_from", "symbol", "drafted_by"]


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))


def settings(text: str, file: str = "ttdn.toml") -> None:
    """Write a settings file."""
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def shown(run: Run) -> dict[str, Any]:
    """Return the settings that `ttdn config` tells, by name."""
    document = run("config", "--format", "json").json
    validate(document, "config")
    return {one["name"]: (one["value"], one["source"], one["from"]) for one in document["settings"]}


def test_with_nothing_set_every_setting_is_the_default(run: Run) -> None:
    document = run("config", "--format", "json").json
    validate(document, "config")
    assert (document["schema"], document["file"]) == ("ttdn/config/1", None)
    assert [one["name"] for one in document["settings"]] == NAMES
    assert {(one["source"], one["from"]) for one in document["settings"]} == {("default", None)}
    values = [one["value"] for one in document["settings"]]
    assert values == ["plan/2017/plan.yaml", None, "vi", "error", [], None, None, None, None]


def test_the_default_language_is_that_of_the_system_whatever_the_option_says(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    document = run("config", "--format", "json", "--lang", "vi").json
    assert [one["value"] for one in document["settings"] if one["name"] == "lang"] == ["en"]


def test_each_value_says_whether_the_environment_or_the_file_sets_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(
        'plan = "plan.yaml"\nreports = "reports"\nlang = "vi"\nignore = ["overdue"]\nwaivers = "w.yaml"\n'
        'symbol = "SAB"\n'
    )
    monkeypatch.setenv("TTDN_REPORTS", "elsewhere/Q2")
    monkeypatch.setenv("TTDN_IGNORE", "due-soon, , late-report,")
    monkeypatch.setenv("TTDN_FAIL_ON", "warning")
    monkeypatch.setenv("TTDN_FOLLOW_FROM", "Quý II/2017")
    monkeypatch.setenv("TTDN_LANG", "")
    monkeypatch.setenv("TTDN_DRAFTED_BY", "TTBCXB")
    assert shown(run) == {
        "plan": ("plan.yaml", "file", "ttdn.toml"),
        "reports": ("elsewhere/Q2", "environment", "TTDN_REPORTS"),
        "lang": ("vi", "file", "ttdn.toml"),
        "fail_on": ("warning", "environment", "TTDN_FAIL_ON"),
        "ignore": (["due-soon", "late-report"], "environment", "TTDN_IGNORE"),
        "waivers": ("w.yaml", "file", "ttdn.toml"),
        "follow_from": ("Quý II/2017", "environment", "TTDN_FOLLOW_FROM"),
        "symbol": ("SAB", "file", "ttdn.toml"),
        "drafted_by": ("TTBCXB", "environment", "TTDN_DRAFTED_BY"),
    }


def test_paths_are_shown_as_they_are_used_from_where_one_stands(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path.cwd()
    settings('plan = "plan.yaml"\nreports = "below/reports"\n')
    lay_out(top, files={"below/reports/so-a.yaml": GOOD})
    monkeypatch.chdir("below")
    assert shown(run)["reports"] == ("reports", "file", str(top / "ttdn.toml"))
    plan, _, _ = shown(run)["plan"]
    assert plan == str(top / "plan.yaml")
    document = run("check", "--as-of", "2017-07-01", "--format", "json").json
    assert (document["plan"]["path"], document["files"][0]["path"]) == (plan, "reports/so-a.yaml")


def test_the_nearest_file_is_the_only_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('plan = "plan.yaml"\nlang = "en"\n')
    settings('[tool.ttdn]\nfail_on = "never"\n', "a/pyproject.toml")
    settings("[tool.other]\n", "a/b/pyproject.toml")
    Path("a/b/ttdn.toml").mkdir()
    monkeypatch.chdir("a/b")
    found = shown(run)
    assert found["fail_on"][:2] == ("never", "file")
    assert (found["plan"][1], found["lang"][1]) == ("default", "default")
    settings("", "../ttdn.toml")
    assert shown(run)["fail_on"] == ("error", "default", None)
    assert run("config", "--format", "json").json["file"] == str(Path.cwd().parent / "ttdn.toml")


def test_on_a_pipe_every_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('\n# the plan\nplan = "plan.yaml"\n')
    monkeypatch.setenv("TTDN_WAIVERS", "w.yaml")
    monkeypatch.setenv("TTDN_DRAFTED_BY", "TTBCXB")
    assert run("config", "--lang", "en").out == (
        "plan = plan.yaml (from the file ttdn.toml, line 3)\n"
        "reports = not set (by default)\n"
        "lang = vi (by default)\n"
        "fail_on = error (by default)\n"
        "ignore = not set (by default)\n"
        "waivers = w.yaml (from the environment: TTDN_WAIVERS)\n"
        "follow_from = not set (by default)\n"
        "symbol = not set (by default)\n"
        "drafted_by = TTBCXB (from the environment: TTDN_DRAFTED_BY)\n"
    )
    assert run("config", "--lang", "vi").out.splitlines()[0] == "plan = plan.yaml (từ tệp ttdn.toml, dòng 3)"


def test_on_a_terminal_long_paths_are_folded_at_their_separators_and_never_cut(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "/".join(f"thu-muc-{number}" for number in range(20)) + "/" + "x" * 150 + ".yaml"
    settings(f'waivers = "{long}"\nplan = "plan.yaml"\n')
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("config", "--lang", "en").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[:4] == [
        "Settings file: ttdn.toml",
        "",
        "plan         plan.yaml",
        "             (from the file ttdn.toml, line 2)",
    ]
    start = next(number for number, line in enumerate(lines) if line.startswith("waivers"))
    end = next(number for number, line in enumerate(lines) if line.startswith("follow_from"))
    assert "".join(line[13:] for line in lines[start:end]) == f"{long}(from the file ttdn.toml, line 1)"
    assert lines[start].endswith("/")


LINES = {
    "plain": ("ttdn.toml", "# x\nplan = 'p'\n", 2),
    "quoted": ("ttdn.toml", '\n"plan" = "p"\n', 2),
    "in a table": ("pyproject.toml", "[tool.other]\nplan = 1\n\n[tool.ttdn]\nlang = 'vi'\nplan = 'p'\n", 6),
    "in a table with spaces": ("pyproject.toml", "[ tool . 'ttdn' ]\nplan='p'\n", 2),
    "dotted": ("pyproject.toml", "[tool]\nttdn.plan = 'p'\n", 2),
    "on one line": ("pyproject.toml", "[tool]\nttdn = {plan = 'p'}\n", 0),
}


@pytest.mark.parametrize(("file", "text", "line"), LINES.values(), ids=LINES)
def test_the_line_of_a_setting_is_told_where_it_can_be_known(file: str, text: str, line: int, run: Run) -> None:
    settings(text, file)
    told = f"{file}, line {line})" if line else f"{file})"
    assert run("config", "--lang", "en").out.splitlines()[0] == f"plan = p (from the file {told}"


FAULTS = {
    "unknown key": ("# x\nplann = 'p'\n", "ttdn.toml:2: there is no setting plann", "plan"),
    "wrong type": ("lang = 'en'\n\nreports = 7\n", "ttdn.toml:3: reports must be a text", "quotes"),
    "list of numbers": ("\nignore = [1]\n", "ttdn.toml:2: ignore must be a list of texts", "due-soon"),
    "table": ("[waivers]\nx = 'y'\n", "ttdn.toml:1: waivers must be a text", "quotes"),
    "a text for a list": ("ignore = 'overdue'\n", "ttdn.toml:1: ignore must be a list of texts", "due-soon"),
    "empty": ("plan = ''\n", "ttdn.toml:1: plan is empty", "Write a value"),
    "several, the first in the file": (
        "waivers = 1\nfoo = 1\nplan = ''\n",
        "ttdn.toml:1: waivers must be a text",
        "quotes",
    ),
    "a day": ("lang = 'en'\nplan = 2017-01-01\n", "ttdn.toml:2: plan must be a text", "quotes"),
    "not TOML": ("lang = 'en'\nplan = plan.yaml\n", "ttdn.toml:2: the settings are not TOML: Inv", "key ="),
    "too deep": (f"plan = {'[' * 100_000}", "ttdn.toml: the settings are not TOML: ", "key ="),
    "unknown level": ("\nfail_on = 'warn'\n", "ttdn.toml:2: fail_on: warn is not known", "warning"),
    "unknown rule": ("ignore = ['over-due']\n", "ttdn.toml:1: ignore: over-due is not known", "overdue"),
    "no period": ('plan = "plan.yaml"\nfollow_from = "spring"\n', "ttdn.toml:2: follow_from: not a rep", "2017-Q1 to"),
    "unknown language": ("lang = 'fr'\n", "ttdn.toml:1: lang: fr is not known", "vi, en"),
}


@pytest.mark.parametrize(("text", "said", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_the_file_the_line_and_what_is_right(text: str, said: str, hint: str, run: Run) -> None:
    settings(text)
    for command in (("config",), ("check", "reports", *PLAN)):
        result = run(*command, "--lang", "en")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"ttdn: {said}")
        assert hint in result.err


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [("TTDN_FAIL_ON", "warn", "warning"), ("TTDN_IGNORE", "over-due", "overdue"), ("TTDN_LANG", "fr", "vi, en")],
)
def test_a_fault_in_a_variable_names_the_variable(
    name: str, value: str, hint: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    result = run("config", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"ttdn: {name}: {value} is not known")
    assert hint in result.err


def test_a_broken_pyproject_with_our_table_is_refused_and_one_of_others_is_passed_over(run: Run) -> None:
    settings("[tool.other]\nx = \n", "pyproject.toml")
    assert run("config").code == 0
    settings("[tool.other]\nx = \n[tool.ttdn]\nlang = 'vi'\n", "pyproject.toml")
    result = run("config", "--lang", "en")
    assert result.code == 2
    assert "pyproject.toml:2: " in result.err


def test_settings_in_another_encoding_are_refused(run: Run) -> None:
    Path("ttdn.toml").write_bytes('plan = "plan.yaml"\n'.encode("utf-16"))
    result = run("config", "--lang", "en")
    assert result.code == 2
    assert "ttdn.toml: the settings are not in UTF-8" in result.err


def test_a_fault_after_the_settings_are_read_is_told_in_their_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    settings("lang = 'vi'\nfail_on = 'x'\n")
    assert "ttdn.toml:2: fail_on: " in run("config").err
    assert "is not known" not in run("config").err


@pytest.mark.parametrize(("lang", "said"), [("en", "is not known and has no effect"), ("vi", "không có tác dụng")])
def test_variables_that_begin_like_ours_and_are_none_are_told_with_the_near_ones(
    lang: str, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTDN_FAILON", "secret")
    monkeypatch.setenv("TTDN_ZZZ\x1b[31m", "secret")
    result = run("config", "--lang", lang)
    assert result.code == 0
    assert "secret" not in result.out + result.err
    lines = result.err.splitlines()
    assert [said in line for line in lines] == [True, True]
    assert "TTDN_FAILON" in lines[0]
    assert lines[0].endswith(": TTDN_FAIL_ON")
    assert "\x1b" not in result.err
    known = "TTDN_PLAN, TTDN_REPORTS, TTDN_LANG, TTDN_FAIL_ON, TTDN_IGNORE, TTDN_WAIVERS, TTDN_FOLLOW_FROM, "
    assert lines[1].endswith(f"{known}TTDN_SYMBOL, TTDN_DRAFTED_BY")


def test_what_the_settings_hold_is_shown_and_not_obeyed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('plan = "\\u001b[31m\\u202e[bold]{name}"\n')
    for terminal in ("", "1"):
        monkeypatch.setenv("FORCE_COLOR", terminal)
        result = run("config", "--lang", "en")
        assert "\x1b[31m" not in result.out
        assert "\u202e" not in result.out
        assert "[bold]{name}" in result.out


def test_the_result_does_not_overwrite_the_settings_file(run: Run) -> None:
    settings('plan = "plan.yaml"\n')
    assert run("config", "--output", "ttdn.toml").code == 3
    assert run("config", "--output", "out.txt").code == 0
    assert Path("out.txt").read_text("utf-8").startswith("plan = plan.yaml")
