"""What each command imports: nothing that it does not use, so that every call starts fast."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.conftest import ROOT

EXAMPLES = "plan/2017/examples"
# What only some formats need, and only `ttdn[…]` brings, beside what draws on a terminal.
HEAVY = frozenset((
    "docx", "icalendar", "jinja2", "lxml", "openpyxl", "xlrd", "rich", "watchfiles", "xlsxwriter",
))  # fmt: skip
CALLS = (
    "--version", "--help", "check --help", "rules", "explain overdue", "config",
    f"check {EXAMPLES}", f"check {EXAMPLES} --format json", f"check {EXAMPLES} --format github",
    f"overdue {EXAMPLES}", f"missing {EXAMPLES}", f"summary {EXAMPLES}", f"report {EXAMPLES} --format md",
    "plan show", "plan check", "plan diff plan/2017/plan.yaml plan/2017/plan.yaml",
    "template --agency so-tttt --quarter Q3 --format yaml",
)  # fmt: skip
WITHOUT_A_PLAN = ("--version", "--help", "check --help", "rules", "explain overdue", "config")
# In interpreters that start and do nothing: a tenth above what Python 3.11 was seen to take.
INSTRUCTIONS = {"--version": 7.5, "--help": 15.4, "rules": 23.8, f"check {EXAMPLES}": 39.5}
VALGRIND = shutil.which("valgrind")
MEASURED = any(name.startswith(("COVERAGE_PROCESS", "COV_")) for name in os.environ)

CALL = "from ttdn_cli.__main__ import run; run()"
# When it ends, a program tells what it has imported.
TOLD = """
import atexit, os, sys
atexit.register(lambda: os.write(2, ("\\0" + " ".join(sys.modules)).encode()))
{code}
"""


def imported(code: str, *arguments: str, environment: Mapping[str, str] | None = None) -> set[str]:
    """Return the names of all modules that a new process has imported when it ends."""
    called = subprocess.run(
        (sys.executable, "-c", TOLD.replace("{code}", code), *arguments),
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
    )
    assert called.returncode in (0, 1), called.stderr[-500:]
    return set(called.stderr.decode("utf-8", "replace").rpartition("\0")[2].split())


@pytest.mark.sampled(2)
@pytest.mark.parametrize("arguments", CALLS)
def test_a_command_imports_no_library_that_its_format_does_not_need(arguments: str) -> None:
    assert {name.partition(".")[0] for name in imported(CALL, *arguments.split())} & HEAVY == set()


@pytest.mark.parametrize("arguments", WITHOUT_A_PLAN)
def test_what_needs_no_plan_builds_no_model_and_reads_no_yaml(arguments: str) -> None:
    modules = imported(CALL, *arguments.split())
    assert {name for name in modules if name in ("yaml", "ttdn_cli.model.plan", "ttdn_cli.model.status")} == set()


def test_version_is_answered_without_any_command() -> None:
    modules = imported(CALL, "--version")
    assert {name for name in modules if re.fullmatch(r"ttdn_cli\.commands\.[a-z]\w*", name)} == set()


def test_only_the_rules_and_the_command_that_are_asked_for_are_imported() -> None:
    modules = imported(CALL, "summary", "--reports", EXAMPLES)
    commands = {name for name in modules if re.fullmatch(r"ttdn_cli\.commands\.[a-z]\w*", name)}
    renderers = {name for name in modules if re.fullmatch(r"ttdn_cli\.render\.[a-z]\w*", name)}
    assert commands == {"ttdn_cli.commands.summary"}
    assert renderers == {"ttdn_cli.render.text"}


def instructions(code: str, *arguments: str) -> int:
    """Return how many instructions a process takes, of which there is no noise; once before, for the byte code."""
    command = (sys.executable, "-c", code, *arguments)
    writing = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, env=writing, capture_output=True, check=False)
    counted = subprocess.run(
        (str(VALGRIND), "--tool=callgrind", f"--callgrind-out-file={os.devnull}", *command),
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=False,
    )
    return int(re.findall(rb"Collected : ([0-9]+)", counted.stderr)[-1])


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the limits are those of Python 3.11")
@pytest.mark.skipif(VALGRIND is None, reason="there is no valgrind")
@pytest.mark.skipif(MEASURED, reason="coverage counts, too")
def test_a_call_takes_no_more_instructions_than_it_did() -> None:
    bare = instructions("pass")
    counted = {arguments: instructions(CALL, *arguments.split()) / bare for arguments in INSTRUCTIONS}
    assert {arguments: count for arguments, count in counted.items() if count > INSTRUCTIONS[arguments]} == {}
