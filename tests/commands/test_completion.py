"""What a shell is told at Tab: commands, options, values, and nothing that a shell could obey."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import SCRIPT, lay_out
from ttdn_cli.cli import _chosen
from ttdn_cli.rules import names

PLAN_2017 = str(ROOT / "plan" / "2017" / "plan.yaml")
SHELLS = ("bash", "zsh", "fish")
Ask = Callable[..., list[str]]


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Return a function that asks as the script of bash does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TTDN_PLAN", PLAN_2017)
    monkeypatch.setenv("TTDN_LANG", "en")

    def call(*words: str) -> list[str]:
        monkeypatch.setenv("_TTDN_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("ttdn", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = run()
        assert (result.code, result.err) == (0, "")
        return list(filter(None, result.out.splitlines()))

    return call


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ex",), ["explain"]),
        (("pl",), ["plan"]),
        (("plan", "s"), ["show"]),
        (("--lang", "vi", "exp"), ["explain"]),
        (("check", "--qu"), ["--quarter", "--quiet"]),
        (("check", "--select", "overd"), ["overdue"]),
        (("check", "--ignore", "due-soon,overd"), ["due-soon,overdue"]),
        (("check", "--quarter", "Q"), ["Q1", "Q2", "Q3", "Q4"]),
        (("check", "--period", "2017-Q1"), ["2017-Q1"]),
        (("check", "--lang", ""), ["vi", "en"]),
        (("check", "--fail-on", ""), ["error", "warning", "info", "never"]),
        (("overdue", "--format", "j"), ["json"]),
        (("plan", "diff", "--format", ""), ["text", "markdown", "json"]),
        (("calendar", "--agency", "so-ng"), ["so-ngoai-vu"]),
        (("explain", "II.3"), ["II.3.a", "II.3.b", "II.3.c"]),
        (("explain", "overd"), ["overdue"]),
        (("schema", "stat"), ["status"]),
        (("check", ""), []),  # files, which the shell completes
        (("check", "--plan", ""), []),
    ],
)  # fmt: skip
def test_what_may_stand_at_the_cursor(words: tuple[str, ...], expected: list[str], ask: Ask) -> None:
    assert expected == ask(*words)


def test_every_command_and_rule_is_offered(ask: Ask) -> None:
    assert {group or name for _, group, name in _chosen([])} == set(ask(""))
    assert sorted(names()) == sorted(ask("check", "--ignore", ""))


def test_the_plan_that_the_line_names_is_read(ask: Ask, tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert ask("explain", "--plan", "plan.yaml", "T.1") == ["T.1"]
    assert ask("calendar", "--plan", "plan.yaml", "--agency", "so-a") == ["so-a"]
    assert ask("calendar", "--plan", "nowhere.yaml", "--agency", "so-a") == []
    assert "overdue" in ask("explain", "--plan", "nowhere.yaml", "")


def test_a_plan_of_several_years_has_its_periods_with_their_year(ask: Ask, tmp_path: Path) -> None:
    plan = "begins: 2024-01-01\nends: 2025-12-31\nreporting: {every: half}\n"
    (tmp_path / "plan.yaml").write_text(plan, "utf-8")
    assert ask("check", "--plan", "plan.yaml", "--period", "") == ["2024-H1", "2024-H2", "2025-H1", "2025-H2"]


def test_a_plan_puts_nothing_on_the_line_that_a_shell_obeys(
    ask: Ask, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = ("a$(touch x)", "a`b`", "a;b", "a b", "a*", "a\\nb", "a'b", "a\\u202eb", "a\\x1b[31m", "a~", "a>b", "a!b")
    tasks = "".join(f'  - {{id: "{one}", title: x}}\n' for one in hostile)
    tasks += '  - {id: a.1, title: "x\\\\\\";touch x;$(touch x)`touch x`[/red]\\x1b"}\n  - text\n'
    text = f"begins: 2017-01-01\nends: [x]\nagencies: {{}}\ntasks:\n{tasks}"
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    assert ask("explain", "--plan", "bad.yaml", "a") == ["a.1"]
    assert ask("check", "--plan", "bad.yaml", "--quarter", "")[:1] == ["Q1"]
    assert ask("calendar", "--plan", "bad.yaml", "--agency", "") == []
    monkeypatch.setenv("_TTDN_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "ttdn explain --plan bad.yaml a.")
    assert run().out.strip() == """_arguments '*: :(("a.1":"x touch x (touch x) touch x /red"))'"""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_can_be_read_by_it(shell: str) -> None:
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"there is no {shell}")
    environment = {**os.environ, "_TTDN_COMPLETE": f"source_{shell}"}
    script = subprocess.run([SCRIPT], env=environment, capture_output=True, check=True).stdout
    assert b"_TTDN_COMPLETE" in script
    assert subprocess.run([found, "-n"], input=script, capture_output=True, check=False).returncode == 0


BASH = """
. <(_TTDN_COMPLETE=source_bash "$TTDN")
complete -p ttdn
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ttdn_completion "$TTDN"; echo "${#COMPREPLY[@]} ${COMPREPLY[*]}"; }
cd "$FOLDER" && touch a1 a2
ask ttdn exp
ask ttdn explain II.3
ask ttdn check a
"""


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="there is no bash")
def test_bash_completes(tmp_path: Path) -> None:
    environment = {**os.environ, "TTDN": SCRIPT, "FOLDER": str(tmp_path), "TTDN_PLAN": PLAN_2017}
    command = ["bash", "--norc", "-c", BASH]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == [
        "complete -o default -F _ttdn_completion ttdn",
        "1 explain",
        "3 II.3.a II.3.b II.3.c",
        "0 ",
    ]
    assert done.stderr == ""


def test_in_powershell_nothing_is_installed_and_it_is_said_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There typer would also lift the policy that keeps scripts of the user from being run."""
    monkeypatch.setenv("PSModulePath", "x")
    result = run("--lang", "en", "--install-completion")
    assert (result.code, result.out) == (2, "")
    assert "$PROFILE" in result.err
