"""What a shell is told at Tab: commands, options, values; quickly, and nothing that a shell could obey."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_table import TABLE, table
from tests.conftest import ROOT, Run
from tests.sample import SCRIPT, lay_out
from ttdn_cli.completion.install import SHELLS
from ttdn_cli.render.json import dump
from ttdn_cli.rules import names

PLAN_2017 = str(ROOT / "plan" / "2017" / "plan.yaml")
Asked = Callable[..., list[str]]
HEAVY = ("pydantic", "typer", "rich", "yaml", "ttdn_cli.case", "ttdn_cli.commands")


@pytest.fixture
def asked(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    """Return a function that asks as the script of a shell does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TTDN_PLAN", PLAN_2017)
    monkeypatch.setenv("TTDN_LANG", "en")

    def ask(*words: str, of: str = "bash") -> list[str]:
        monkeypatch.setenv("_TTDN_COMPLETE", f"complete_{of}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("ttdn", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = run()
        assert (result.code, result.err) == (0, "")
        return result.out.splitlines()

    return ask


def test_the_table_is_that_of_the_commands() -> None:
    """Run python -m tests.command_table after a command or an option has changed."""
    assert Path(TABLE).read_bytes() == dump(table())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ex",), ["explain"]),
        (("pl",), ["plan"]),
        (("plan", "s"), ["show"]),
        (("--lang", "vi", "exp"), ["explain"]),
        (("nonsense", ""), []),
        (("check", "--qu"), ["--quarter", "--quiet"]),
        (("check", "--quiet", "--qu"), ["--quarter"]),
        (("check", "--select", "overdue", "--sel"), ["--select"]),  # it may be given again
        (("check", "--select", "overd"), ["overdue"]),
        (("check", "--select=overd"), ["--select=overdue"]),
        (("check", "--select", "=", "overd"), ["overdue"]),  # as bash takes it apart
        (("check", "--quarter", "="), ["Q1", "Q2", "Q3", "Q4", "2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]),
        (("check", "--ignore", "due-soon,overd"), ["due-soon,overdue"]),
        (("check", "--quarter", "q"), ["Q1", "Q2", "Q3", "Q4"]),
        (("check", "--period", "2017-Q1"), ["2017-Q1"]),
        (("check", "--lang", ""), ["vi", "en"]),
        (("check", "--fail-on", ""), ["error", "warning", "info", "never"]),
        (("overdue", "--format", "j"), ["json"]),
        (("calendar", "--agency", "so-ng"), ["so-ngoai-vu"]),
        (("explain", "II.3"), ["II.3.a", "II.3.b", "II.3.c"]),
        (("explain", "overd"), ["overdue"]),
        (("explain", "overdue", ""), []),
        (("schema", "stat"), ["status"]),
        (("check", ""), []),  # files
        (("check", "rep"), []),
        (("check", "--plan", ""), []),
        (("check", "--", "--qu"), []),
        (("check", "'a b"), []),  # an open quote
        (("--show-completion", "z"), ["zsh"]),
    ],
)  # fmt: skip
def test_what_may_stand_at_the_cursor(words: tuple[str, ...], expected: list[str], asked: Asked) -> None:
    assert expected == asked(*words)


def test_every_command_and_rule_is_offered(asked: Asked) -> None:
    assert {name.split()[0] for name in table() if name} == set(asked(""))
    assert sorted(names()) == sorted(asked("check", "--ignore", ""))


def test_other_shells_are_told_what_a_candidate_is(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTDN_LANG", "vi")
    for shell in SHELLS[1:]:
        assert asked("explain", "II.7", of=shell) == ["II.7\tXuất bản Sổ tay Công tác Thông tin đối ngoại"]
        assert asked("check", "--quie", of=shell)[0].startswith("--quiet\tChỉ")


def test_the_plan_that_the_line_names_is_read(asked: Asked, tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert asked("explain", "--plan", "plan.yaml", "T.1") == ["T.1"]
    assert asked("explain", "--plan=plan.yaml", "T.1") == ["T.1"]
    assert asked("calendar", "--plan", "plan.yaml", "--agency", "so-a") == ["so-a"]
    assert asked("calendar", "--plan", "nowhere.yaml", "--agency", "so-a") == []
    assert "overdue" in asked("explain", "--plan", "nowhere.yaml", "")


def test_a_plan_puts_nothing_on_the_line_that_a_shell_obeys(asked: Asked, tmp_path: Path) -> None:
    hostile = ("a$(touch x)", "a`b`", "a;b", "a b", "a*", "a\\nb", "a'b", "a\\u202eb", "a\\x1b[31m", "a~", "a>b", "a!b")
    tasks = "".join(f'  - {{id: "{one}", title: "x\\ty\\n$(touch x)\\x1b"}}\n' for one in hostile)
    tasks += '  - {id: a.1, title: "x\\ty\\n\\x1b"}\n  - text\n'
    text = f"begins: 2017-01-01\nends: [x]\nagencies: {{}}\ntasks:\n{tasks}"
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    assert asked("explain", "--plan", "bad.yaml", "a", of="zsh") == ["a.1\tx\\ty\\n\\x1b"]
    assert asked("check", "--plan", "bad.yaml", "--quarter", "")[:1] == ["Q1"]
    assert asked("calendar", "--plan", "bad.yaml", "--agency", "") == []


@pytest.mark.parametrize(
    ("words", "allowed"), [("", ()), ("check --", ()), ("check --select ", ()), ("explain II", ("pydantic", "yaml"))]
)
def test_little_is_imported_for_an_answer(words: str, allowed: tuple[str, ...]) -> None:
    code = (
        "import sys; from ttdn_cli.cli import main; code = main([])\n"
        f"print(code, [one for one in {HEAVY!r} if one in sys.modules], file=sys.stderr)"
    )
    environment = {
        **os.environ,
        "TTDN_PLAN": PLAN_2017,
        "_TTDN_COMPLETE": "complete_bash",
        "COMP_WORDS": f"ttdn {words}",
        "COMP_CWORD": str(len(words.split(" "))),
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
    assert done.stdout
    assert done.stderr == f"0 {list(allowed)}\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_shown_and_put_in_its_place(
    shell: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    shown = run("--show-completion", shell)
    assert shown.code == 0
    assert "_TTDN_COMPLETE" in shown.out
    run("--install-completion", shell)
    done = run("--lang", "en", f"--install-completion={shell}")  # an older script is replaced
    assert (done.code, done.out) == (0, "")
    (path,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert path.read_text("utf-8") == shown.out
    assert f"Written: {path}" in done.err


def test_the_shell_in_use_is_taken_and_another_one_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/zsh")
    assert "#compdef ttdn" in run("--show-completion").out
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert run("--show-completion").code == 2
    assert run("--show-completion", "bash", "zsh").code == 2


BASH = """
. <("$TTDN" --show-completion bash)
complete -p ttdn
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ttdn "$TTDN"; echo "${#COMPREPLY[@]} ${COMPREPLY[*]}"; }
cd "$FOLDER" && touch a1 a2
ask ttdn exp
ask ttdn explain II.3
ask ttdn check --select = overd
ask ttdn check a
ask ttdn explain 'a'
"""


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="there is no bash")
def test_bash_completes(tmp_path: Path) -> None:
    environment = {**os.environ, "TTDN": SCRIPT, "FOLDER": str(tmp_path), "TTDN_PLAN": PLAN_2017}
    command = ["bash", "--norc", "-c", BASH]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == [
        "complete -o default -F _ttdn ttdn",
        "1 explain",
        "3 II.3.a II.3.b II.3.c",
        "1 overdue",
        "0 ",
        "0 ",
    ]
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_read_its_script(shell: str) -> None:
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"there is no {shell}")
    script = Path(TABLE).with_name(f"ttdn.{shell}")
    assert subprocess.run([found, "-n", str(script)], capture_output=True, check=False).returncode == 0
