"""Options beat environment beats settings file beats default; a wrong setting ends the run with 2; waivers are told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out

WAIVER = (
    "schema: ttdn/waivers/1\nwaivers:\n"
    "  - rule: overdue\n    agency: Sở An Bình\n    task: T.1\n    period: Quý II/2017\n"
    "    reason: Bão số 10\n    authority: 99/QĐ-UBND\n    until: 31/12/2017\n"
)
ON = ("--as-of", "2017-07-01")


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))


def settings(*lines: str, file: str = "ttdn.toml") -> None:
    """Write the settings file."""
    Path(file).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_plan_and_reports_are_taken_from_the_settings_relative_to_their_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings('plan = "plan.yaml"', 'reports = "reports"')
    Path("below/it").mkdir(parents=True)
    monkeypatch.chdir("below/it")
    result = run("check", *ON, "--format", "json")
    assert result.json["plan"]["id"] == "mau-2017"
    assert result.json["complete"]
    assert [os.path.basename(file["path"]) for file in result.json["files"]] == ["so-a.yaml"]


def test_pyproject_holds_the_same_settings_and_ttdn_toml_wins(run: Run) -> None:
    settings("[tool.ttdn]", 'plan = "plan.yaml"', 'reports = "reports"', file="pyproject.toml")
    assert run("check", *ON).code == 1
    settings('plan = "plan.yaml"', 'reports = "reports"', 'fail_on = "never"')
    assert run("check", *ON).code == 0


def test_a_pyproject_of_others_is_passed_over_on_the_way_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('plan = "plan.yaml"', 'reports = "reports"')
    for name, text in (("a", "[tool.other]\nx = 1\n"), ("b", "this is no TOML"), ("c", 'tool = "x"\n')):
        lay_out(Path(), files={f"{name}/pyproject.toml": text})
        monkeypatch.chdir(name)
        assert run("check", *ON).code == 1
        monkeypatch.chdir("..")


def test_with_nothing_set_the_plan_of_2017_is_used(run: Run) -> None:
    result = run("check", "reports", "--format", "json", "--fail-on", "never")
    assert result.json["plan"]["id"] == "quang-ngai-2017"
    assert result.json["plan"]["path"] == "plan/2017/plan.yaml", "as the repository names it, wherever it lies"


def test_options_beat_environment_beats_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(Path(), files={"none/so-c.yaml": f"{HEAD}nothing_to_report: true\n".replace("so-a", "so-c")})
    settings('plan = "nowhere.yaml"', 'reports = "nowhere"', 'lang = "en"', 'fail_on = "never"', 'ignore = ["overdue"]')
    assert run("check", "--format", "json").code == 3
    for name, value in (("PLAN", "plan.yaml"), ("REPORTS", "reports"), ("LANG", "vi"), ("FAIL_ON", "error")):
        monkeypatch.setenv(f"TTDN_{name}", value)
    by_environment = run("check", *ON, "--format", "json")
    assert by_environment.code == 1
    assert "quý II/2017" in by_environment.out
    assert "overdue" not in {one["rule"] for one in by_environment.json["findings"]}
    monkeypatch.setenv("TTDN_IGNORE", "missing-report, unexplained-delay")
    rules = {one["rule"] for one in run("check", *ON, "--format", "json").json["findings"]}
    assert ("overdue" in rules, "missing-report" in rules) == (True, False)
    options = ("--plan", "plan.yaml", "--reports", "none", "--fail-on", "never", "--ignore", "due-soon", "--lang", "en")
    by_option = run("check", *ON, "--format", "json", *options)
    assert by_option.code == 0
    assert "missing-report" in {one["rule"] for one in by_option.json["findings"]}
    assert any("2017-Q2" in one["message"] for one in by_option.json["findings"])


def test_an_empty_variable_is_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('plan = "plan.yaml"', 'reports = "reports"', 'lang = "en"')
    for name in ("PLAN", "REPORTS", "LANG", "FAIL_ON", "IGNORE", "WAIVERS"):
        monkeypatch.setenv(f"TTDN_{name}", "")
    assert "1 day overdue" in run("check", *ON).out


def test_the_language_of_the_settings_beats_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('lang = "vi"')
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "quý II/2017" in run("check", "reports", *PLAN, *ON).out
    monkeypatch.setenv("TTDN_LANG", "en")
    assert "quý II/2017" not in run("check", "reports", *PLAN, *ON).out


WRONG = {
    "unknown key": (['reprots = "x"'], "reports"),
    "unknown key far from all": (["zzz = 1"], "fail_on"),
    "text for a list": (['ignore = "overdue"'], "ignore"),
    "list of numbers": (["ignore = [1]"], "ignore"),
    "number for a text": (["plan = 1"], "plan"),
    "truth for a text": (["reports = true"], "reports"),
    "table for a text": (["[waivers]", 'x = "y"'], "waivers"),
    "unknown level": (['fail_on = "warn"'], "warning"),
    "unknown rule": (['ignore = ["over-due"]'], "overdue"),
    "unknown language": (['lang = "fr"'], "vi"),
    "no TOML": (["plan = plan.yaml"], "ttdn.toml"),
    "a key twice": (['plan = "a"', 'plan = "b"'], "ttdn.toml"),
    "cut off": (['plan = "a'], "ttdn.toml"),
}


@pytest.mark.parametrize(("lines", "near"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_ends_with_2_and_says_what_is_right(lines: list[str], near: str, run: Run) -> None:
    settings(*lines)
    result = run("check", "reports", *PLAN, *ON)
    assert (result.code, result.out) == (2, "")
    assert near in result.err


def test_tool_ttdn_must_be_a_table(run: Run) -> None:
    settings("[tool]", "ttdn = 5", file="pyproject.toml")
    assert run("check", "reports", *PLAN).code == 2


@pytest.mark.parametrize("name", ["PLAN", "REPORTS", "WAIVERS", "FAIL_ON", "IGNORE", "LANG"])
def test_a_wrong_variable_ends_the_run(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"TTDN_{name}", "nowhere")
    arguments = ("check", "reports", *(PLAN if name != "PLAN" else ())) if name != "REPORTS" else ("check", *PLAN)
    result = run(*arguments, *ON)
    assert (result.code, result.out) == (3 if name in ("PLAN", "REPORTS") else 2, "")
    assert "nowhere" in result.err


def test_a_settings_file_may_begin_with_a_byte_order_mark(run: Run) -> None:
    Path("ttdn.toml").write_bytes("\ufeffplan = \"plan.yaml\"\r\nreports = 'reports'\r\n".encode())
    assert run("check", *ON).code == 1
    Path("ttdn.toml").write_bytes(b"\xef\xbb\xbfplan = \n")
    assert run("check", *ON).code == 2
    Path("ttdn.toml").write_bytes('plan = "plan.yaml"\n'.encode("utf-16"))
    assert run("check", *ON).code == 2


def test_a_waiver_takes_a_finding_out_of_the_verdict_and_is_printed_with_its_reason(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER})
    settings('waivers = "waivers.yaml"', 'fail_on = "error"')
    options = ("check", "reports/so-a.yaml", *PLAN, *ON, "--select", "overdue", "--lang", "en")
    text, document = run(*options), run(*options, "--format", "json")
    assert (text.code, document.code) == (0, 0)
    shown = text.out.splitlines()[1]
    assert shown.startswith("reports/so-a.yaml:6:5: waived (Bão số 10; 99/QĐ-UBND; until 2017-12-31): T.1 (2017-Q2)")
    assert (document.json["findings"], document.json["counts"]["error"]) == ([], 0)
    assert [
        (one["rule"], one["line"], one["reason"], one["authority"], one["until"]) for one in document.json["waived"]
    ] == [("overdue", 6, "Bão số 10", "99/QĐ-UBND", "2017-12-31")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rule: overdue", "rule: done-late"), ("Sở An Bình", "so-b"), ("task: T.1", "task: T.2"), ("Quý II", "Quý III"),
        ("31/12/2017", "30/6/2017"),
    ],
)  # fmt: skip
def test_a_waiver_of_another_rule_agency_task_period_or_day_covers_nothing(old: str, new: str, run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace(old, new)})
    settings('waivers = "waivers.yaml"')
    result = run("check", "reports/so-a.yaml", *PLAN, *ON, "--select", "overdue", "--format", "json")
    assert result.code == 1
    assert ([one["rule"] for one in result.json["findings"]], result.json["waived"]) == (["overdue"], [])


@pytest.mark.parametrize("left_out", ["    agency: Sở An Bình\n", "    task: T.1\n", "    period: Quý II/2017\n"])
def test_a_waiver_covers_all_that_it_does_not_narrow(left_out: str, run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace(left_out, "")})
    settings('waivers = "waivers.yaml"')
    assert run("check", "reports/so-a.yaml", *PLAN, *ON, "--select", "overdue").code == 0


def test_a_waiver_holds_on_its_last_day(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("31/12/2017", "1/7/2017")})
    settings('waivers = "waivers.yaml"')
    assert run("check", "reports/so-a.yaml", *PLAN, *ON, "--select", "overdue").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("    reason: Bão số 10\n", ""), ("    authority: 99/QĐ-UBND\n", ""), ("    until: 31/12/2017\n", ""),
     ("task", "tasc"), ("T.1", "[")],
)  # fmt: skip
def test_waivers_that_cannot_be_used_end_with_2_and_their_line(old: str, new: str, run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace(old, new)})
    settings('waivers = "waivers.yaml"')
    result = run("check", "reports", *PLAN, *ON)
    assert (result.code, result.out) == (2, "")
    assert "waivers.yaml:" in result.err


def test_a_waiver_of_a_rule_that_does_not_exist_ends_with_2(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("overdue", "over-due")})
    settings('waivers = "waivers.yaml"')
    result = run("check", "reports/so-a.yaml", *PLAN, *ON, "--lang", "en", "--fail-on", "never")
    assert (result.code, result.out) == (2, "")
    assert "over-due" in result.err


def test_an_agency_waives_nothing_in_its_own_file(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": f"{GOOD}waivers:\n  - rule: overdue\n"})
    result = run("check", "reports", *PLAN, *ON, "--format", "json")
    assert {"overdue", "invalid-field"} <= {one["rule"] for one in result.json["findings"]}
    assert result.json["waived"] == []
