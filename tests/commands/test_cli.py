"""The command line ends with the code that SPEC 5 names, and helps whoever slips."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Result, Run
from tests.support.sample import GOOD, HEAD, PLAN, SCRIPT, lay_out, program
from ttdn_cli import __version__

QUIET = f"{HEAD}nothing_to_report: true\n".replace("so-a", "so-c")
COMMANDS = ("check", "overdue", "missing", "summary", "rules", "explain", "schema", "plan", "template")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD, "so-c.yaml": QUIET}))


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["check", "so-c.yaml", *PLAN]),
        (1, ["check", "reports", *PLAN]),
        (0, ["check", "reports", *PLAN, "--fail-on", "never"]),
        (2, ["check", "reports", *PLAN, "--fail-on", "warn"]),
        (3, ["check", "nowhere", *PLAN]),
        (3, ["check", "reports", "--plan", "nowhere.yaml"]),
        (0, ["overdue", "--reports", "reports", *PLAN]),
        (1, ["overdue", "--reports", "reports", *PLAN, "--exit-code"]),
    ],
)
def test_script_and_module_and_function_end_with_the_same_code(code: int, arguments: list[str], run: Run) -> None:
    module = [sys.executable, "-m", "ttdn_cli", *arguments]
    called = subprocess.run(module, capture_output=True, check=False, timeout=30)
    script, result = program(*arguments), run(*arguments)
    assert [code] * 3 == [script.returncode, called.returncode, result.code]
    assert script.stdout == called.stdout == result.out.encode()
    assert not any(b"Traceback" in one for one in (script.stderr, called.stderr))


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_answered_alone(option: str) -> None:
    done = program(option)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"ttdn {__version__}\n", b"")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], *([one, "--help"] for one in COMMANDS), ["plan", "check", "-h"]]
)
def test_help_names_commands_and_options_on_standard_output(arguments: list[str], lang: str, run: Run) -> None:
    result = run(*arguments, "--lang", lang) if arguments[0] in COMMANDS[:4] else _with_language(run, lang, arguments)
    assert (result.code, result.err) == (0, "")
    expected = COMMANDS if len(arguments) == 1 else ("--plan",) if arguments[0] in COMMANDS[:4] else ("--help",)
    assert [name for name in expected if name not in result.out] == []
    assert "\\n" not in result.out


def _with_language(run: Run, lang: str, arguments: list[str]) -> Result:
    os.environ["TTDN_LANG"] = lang
    try:
        return run(*arguments)
    finally:
        del os.environ["TTDN_LANG"]


@pytest.mark.parametrize("arguments", [[], ["plan"]])
def test_without_a_command_the_help_is_shown_on_lines_of_its_own(arguments: list[str], run: Run) -> None:
    result = run(*arguments)
    shown = (result.out + result.err).splitlines()
    assert result.code in (0, 2)
    assert any(line.split()[:1] == ["check"] for line in shown)
    assert not any("\\n" in line for line in shown)


SLIPS = {
    "command": (["chek"], "check"),
    "command of a group": (["plan", "chck"], "check"),
    "option": (["check", "--quater", "Q2"], "--quarter"),
    "option with a value": (["check", "--fromat=json"], "--format"),
    "format": (["check", "reports", "--format", "jsn"], "json"),
    "format without a word": (["check", "reports", "--format", ""], "json"),
    "language": (["check", "reports", "--lang", "vn"], "vi"),
    "level": (["check", "reports", "--fail-on", "warnings"], "warning"),
    "rule to select": (["check", "reports", "--select", "over-due"], "overdue"),
    "rule to ignore": (["check", "reports", "--ignore", "overdue,duesoon"], "due-soon"),
    "rule to explain": (["explain", "no-evidance"], "no-evidence"),
    "task to explain": (["explain", "T1", *PLAN], "T.1"),
    "schema": (["schema", "statu"], "status"),
    "day": (["check", "reports", "--as-of", "2017-13-01"], "2017-07-01"),
    "quarter": (["check", "reports", *PLAN, "--quarter", "Q5"], "Q2"),
    "quarter outside": (["check", "reports", *PLAN, "--quarter", "2018-Q1"], "2017"),
}


@pytest.mark.parametrize(("arguments", "near"), SLIPS.values(), ids=SLIPS)
def test_a_slip_ends_with_2_and_the_nearest_or_known_words(arguments: list[str], near: str, run: Run) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert near in result.err
    assert result.err.count("\n") <= 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--soon", "x"], ["check", "--soon", "-1"], ["check", "--jobs", "0"], ["check", "--as-of"],
        ["explain"], ["explain", ""], ["check", "--as-of", ""], ["check", "--quarter", ""], ["check", "--lang", ""],
        ["check", "--soon", ""],
        ["check", "reports", "--quarter", "2" * 5_000], ["rules", "x"], ["check", "--nope"],
        ["overdue", "reports", "--reports", "reports"],
    ],
)  # fmt: skip
def test_a_wrong_value_ends_with_2_in_a_few_words(arguments: list[str], run: Run) -> None:
    result = run(*arguments, *(() if arguments[0] in ("explain", "rules") else PLAN))
    assert (result.code, result.out) == (2, "")
    assert 0 < len(result.err) < 500


def test_one_report_is_read_from_standard_input() -> None:
    done = program("check", "-", *PLAN, "--lang", "en", "--as-of", "2017-07-01", stdin=GOOD)
    assert done.returncode == 1
    assert any(
        line.startswith("-:6:5: error: T.1 (2017-Q2): 1 day overdue") for line in done.stdout.decode().splitlines()
    )
    assert b"missing-report" not in done.stdout
    broken = program("check", "-", *PLAN, "--lang", "en", stdin=b"\xff")
    assert broken.stdout.decode().splitlines()[1] == "-:1:1: error: The file is not UTF-8 text [unreadable]"
    assert program("check", "-", *PLAN, stdin="").returncode == 1


@posix
@pytest.mark.parametrize(("code", "number"), [(130, signal.SIGINT), (143, signal.SIGTERM)])
def test_a_signal_ends_a_run_that_waits_at_once_and_without_a_result(code: int, number: signal.Signals) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background inherits "ignore"
    try:
        command = [SCRIPT, "check", "-", *PLAN]
        with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1) as waiting:
            assert waiting.stdin is not None
            waiting.stdin.write(b"# \n" * 100_000)  # more than a pipe holds: when it is written, the program reads
            waiting.stdin.flush()
            time.sleep(0.3)  # until it waits
            begun = time.monotonic()
            waiting.send_signal(number)
            assert waiting.wait(timeout=10) == code
            assert time.monotonic() - begun < 2
            assert waiting.stdout is not None
            assert waiting.stderr is not None
            assert (waiting.stdout.read(), waiting.stderr.read()) == (b"", b"")
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("expected", "environment", "arguments"),
    [
        ("vi", {}, []),
        ("vi", {"LANG": "C"}, []),
        ("vi", {"LANG": "fr_FR.UTF-8"}, []),
        ("vi", {"LANG": "english"}, []),
        ("en", {"LANG": "en_US.UTF-8"}, []),
        ("en", {"LANG": "en"}, []),
        ("vi", {"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, []),
        ("en", {"LANG": "vi_VN", "LC_MESSAGES": "vi_VN", "LC_ALL": "en_GB.UTF-8"}, []),
        ("vi", {"LANG": "en_US.UTF-8", "LC_ALL": "C"}, []),
        ("vi", {"LANG": "en_US.UTF-8", "TTDN_LANG": "vi"}, []),
        ("en", {"LANG": "vi_VN", "TTDN_LANG": "en"}, []),
        ("vi", {"LANG": "en_US.UTF-8", "TTDN_LANG": "en"}, ["--lang", "vi"]),
        ("en", {"TTDN_LANG": "vi"}, ["--lang=en"]),
    ],
)
def test_the_language_is_the_option_then_the_environment_then_the_locale_then_vietnamese(
    expected: str, environment: dict[str, str], arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("check", "reports", *PLAN, "--as-of", "2017-07-01", *arguments)
    assert ("quý II/2017" in result.out, "2017-Q2" in result.out) == (expected == "vi", expected == "en")


def test_names_and_keys_do_not_change_with_the_language(run: Run) -> None:
    found = {}
    for lang in ("vi", "en"):
        document = run("check", "reports", *PLAN, "--as-of", "2017-07-01", "--format", "json", "--lang", lang).json
        for one in document["findings"]:
            one.update(message="", hint="", related=[{**other, "message": ""} for other in one["related"]])
        found[lang] = document
    assert found["vi"] == found["en"]
    assert found["vi"]["findings"]


@pytest.mark.parametrize(
    ("rules", "options"),
    [
        ({"overdue"}, ["--select", "overdue"]),
        ({"overdue", "missing-report"}, ["--select", "overdue,missing-report"]),
        ({"overdue", "missing-report"}, ["--select", "overdue", "--select", "missing-report"]),
        ({"overdue"}, ["--select", "overdue,missing-report", "--ignore", "missing-report"]),
        ({"unreported-task", "unexplained-delay"}, ["--ignore", "overdue,missing-report"]),
        (set(), ["--select", "late-report"]),
    ],
)
def test_rules_are_selected_and_ignored_by_name(rules: set[str], options: list[str], run: Run) -> None:
    result = run("check", "reports", *PLAN, "--as-of", "2017-07-01", "--format", "json", *options)
    assert {one["rule"] for one in result.json["findings"]} == rules


@pytest.mark.parametrize(
    ("codes", "select"),
    [
        ([1, 1, 1, 0], "overdue"),
        ([0, 1, 1, 0], "unexplained-delay"),
        ([0, 0, 1, 0], "due-soon"),
        ([0, 0, 0, 0], "regressed"),
    ],
)
def test_the_least_severity_that_fails_is_chosen_and_error_by_default(codes: list[int], select: str, run: Run) -> None:
    options = ("--as-of", "2017-06-25" if select == "due-soon" else "2017-07-01", "--select", select)
    levels = ("error", "warning", "info", "never")
    assert [run("check", "reports", *PLAN, *options, "--fail-on", level).code for level in levels] == codes
    assert run("check", "reports", *PLAN, *options).code == codes[0]


def test_the_report_alone_is_on_standard_output_and_quiet_leaves_only_the_day_beside_it(run: Run) -> None:
    loud, quiet = run("check", "reports", *PLAN, "--lang", "en"), run("check", "reports", *PLAN, "--lang", "en", "-q")
    assert loud.out == quiet.out
    assert all(line.endswith("]") for line in loud.out.splitlines())
    assert "As of 2017-07-01" in loud.err
    assert quiet.err == "As of 2017-07-01; plan mau-2017, revision 1\n"


def test_the_working_folder_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    gone = tmp_path / "gone"
    gone.mkdir()
    plan, reports = str(tmp_path / "plan.yaml"), str(tmp_path / "reports")
    shell = ["/bin/sh", "-c", 'cd "$1" && rmdir "$1" && exec "$0" check "$2" --plan "$3" --format json', SCRIPT]
    if sys.platform == "win32":
        pytest.skip("a folder in use cannot be deleted there")
    done = subprocess.run([*shell, str(gone), reports, plan], capture_output=True, check=False, timeout=30)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
