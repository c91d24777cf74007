"""In Vietnamese no command shows an English message: not of ttdn, and not of the libraries below it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import ttdn_cli
from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out
from ttdn_cli.rules import all_rules
from ttdn_cli.rules._manual import paragraphs
from ttdn_cli.text.i18n import LOCALE

pytestmark = pytest.mark.skipif(
    not list(Path(LOCALE).glob("vi/LC_MESSAGES/ttdn.[mp]o")), reason="the Vietnamese catalogue is not written yet"
)
SOURCE = Path(ttdn_cli.__file__).parent
LIBRARIES = (
    "Usage:", "Options:", "Commands:", "Arguments:", "Show this message", "Did you mean", "Invalid value", "No such",
    "requires an argument", "is not a valid", "is not in the range", "Missing argument", "Got unexpected extra",
    "[required]", "[default", "Input should", "embedded null",
)  # fmt: skip


@cache
def english() -> tuple[str, ...]:
    """Return pieces of every English message of the program, long enough to be no chance."""
    messages = [text for rule in all_rules().values() for kind, text in paragraphs(rule) if kind != "sample"]
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "_"):
                messages += [
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
        if path.parent.name == "commands" and not path.name.startswith("_"):
            command = next(
                (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "command"), None
            )
            messages.append((ast.get_docstring(command) or "") if command else "")
    pieces = {piece.strip() for message in messages for piece in re.split(r"\{[^}]*\}", message)}
    return tuple(sorted(one for one in pieces if len(re.findall(r"[A-Za-z]{2,}", one)) >= 3 and one.count(" ") >= 2))


def plain(text: str) -> str:
    """Return a text on one line, as it was before it was wrapped."""
    return " ".join(text.split())


def left_in(text: str) -> list[str]:
    """Return what is English in a text."""
    return [one for one in (*english(), *LIBRARIES) if plain(one) in plain(text)]


@pytest.fixture(autouse=True)
def _in_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))
    monkeypatch.setenv("TTDN_LANG", "vi")


def test_there_are_messages_to_look_for() -> None:
    assert len(english()) > 200
    assert left_in("ttdn: The plan cannot be\n  used: x") == ["The plan cannot be used:"]
    assert left_in("Usage: ttdn") == ["Usage:"]


HELPS = ["", "--help", "plan --help", "plan check --help", "plan show --help", "plan new --help"]
HELPS += [f"{name} --help" for name in ("check", "overdue", "missing", "summary", "rules", "explain", "schema")]
CHECK = "check reports --plan plan.yaml"
RESULTS = [
    f"{CHECK} --as-of 2017-07-01",
    f"{CHECK} --format json",
    f"{CHECK} --verbose",
    "rules",
    "plan check plan.yaml",
]
RESULTS += [f"{name} --reports reports --plan plan.yaml" for name in ("overdue", "missing", "summary")]
RESULTS += ["plan show --plan plan.yaml", "explain T.1 --plan plan.yaml"]
RESULTS += ["plan new --id a --year 2025 --issuer a"]
ERRORS = [
    "chek", "plan chek", "check --quater", "check --soon x", "check --soon -1", "check --as-of", "explain",
    "explain nix", "schema nix", "rules x", "check --fail-on x", "check --format x", "check --select over",
    "check x --plan plan.yaml", "check reports --as-of x", f"{CHECK} --quarter x", f"{CHECK} --quarter 2019-Q1",
    "check --plan plan.yaml", "plan new", "plan new --id A --year 2025 --issuer a", "plan new --id a --year x",
    "check --plan x", f"{CHECK} -o reports", f"{CHECK} -o no/where", f"{CHECK} -o plan.yaml",
]  # fmt: skip


@pytest.mark.parametrize("arguments", HELPS)
def test_no_help_is_in_english(arguments: str, run: Run) -> None:
    result = run(*arguments.split())
    assert left_in(result.out + result.err) == []


@pytest.mark.parametrize("arguments", RESULTS)
@pytest.mark.parametrize("forced", ["", "1"], ids=["pipe", "terminal"])
def test_no_result_is_in_english(arguments: str, forced: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", forced)
    monkeypatch.setenv("NO_COLOR", "1")
    lay_out(
        Path(), files={"reports/b.yaml": "a: x: y", "reports/c.yaml": HEAD, "reports/d.txt": "x", "reports/.e": "x"}
    )
    result = run(*arguments.split())
    assert result.out + result.err
    assert left_in(result.out + result.err) == []


def test_no_rule_is_explained_in_english(run: Run) -> None:
    assert {name: left_in(run("explain", name).out) for name in all_rules()} == {name: [] for name in all_rules()}


@pytest.mark.parametrize("arguments", ERRORS)
def test_no_error_is_in_english(arguments: str, run: Run) -> None:
    result = run(*arguments.split())
    assert result.code in (2, 3)
    assert left_in(result.err) == []


@pytest.mark.parametrize("line", ["a = 1", "ignore = 1", "plan = 1", 'fail_on = "x"', "x", 'waivers = "nowhere"'])
def test_no_fault_of_the_settings_is_in_english(line: str, run: Run) -> None:
    Path("ttdn.toml").write_text(f"{line}\n", "utf-8")
    result = run("check", "reports", *PLAN)
    assert result.code == 2
    assert left_in(result.err) == []
