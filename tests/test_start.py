"""What each command imports: nothing that it does not use, so that every call starts fast."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

from tests.conftest import ROOT
from ttdn_cli.cli import GROUPS, _chosen

# Of the standard library what takes time to import. What typer brings is not counted: no command can help it.
HEAVY = frozenset((
    "asyncio", "concurrent", "csv", "ctypes", "decimal", "difflib", "email", "fractions", "hashlib", "html",
    "http", "importlib.metadata", "inspect", "json", "importlib.resources", "ipaddress", "logging",
    "multiprocessing", "pickle", "random", "secrets", "shlex", "socket", "sqlite3", "ssl", "statistics",
    "subprocess", "tempfile", "tomllib", "urllib", "uuid", "xml", "zipfile", "zoneinfo",
))  # fmt: skip
EXAMPLES = "plan/2017/examples"
# For each call what it imports, third-party packages first, then what is heavy of the standard library.
IMPORTED = {
    "--version": "",
    "--help": "typer",
    "check --help": "typer",
    f"check {EXAMPLES}": "typer pydantic yaml tomllib",
    f"check {EXAMPLES} --quarter Q2 --format json": "typer pydantic yaml tomllib json",
    f"check {EXAMPLES} --format github": "typer pydantic yaml tomllib",
    f"overdue --reports {EXAMPLES}": "typer pydantic yaml tomllib",
    f"missing --reports {EXAMPLES}": "typer pydantic yaml tomllib",
    f"summary --reports {EXAMPLES}": "typer pydantic yaml tomllib",
    "rules": "typer pydantic tomllib",
    "explain overdue": "typer pydantic tomllib",
    "plan show": "typer pydantic yaml tomllib",
    "plan check": "typer pydantic yaml tomllib",
    f"report --reports {EXAMPLES} --format md": "typer pydantic yaml tomllib",
    "template --agency so-tttt --quarter Q3 --format yaml": "typer pydantic yaml tomllib",
    "plan diff plan/2017/plan.yaml plan/2017/plan.yaml": "typer pydantic yaml tomllib",
    "config": "typer pydantic tomllib",
    "--show-completion bash": "",
}
COMPLETED = {"check --": "json shlex", "explain ": "json shlex pydantic yaml tomllib"}
# In interpreters that start and do nothing: a tenth above what Python 3.11 was seen to take.
INSTRUCTIONS = {"--version": 1.15, "rules": 12.3, f"check {EXAMPLES}": 34.5}
KINDS = ("agencies", "days_off", "fields", "plan", "schedule", "status", "waivers")
MODELS = {f"ttdn_cli.model.{name}" for name in KINDS}
VALGRIND = shutil.which("valgrind")
MEASURED = any(name.startswith(("COVERAGE_PROCESS", "COV_")) for name in os.environ)

CALL = "from ttdn_cli.__main__ import run; run()"
# The program ends by `os._exit`; before it does, it tells what it has imported.
TOLD = """
import os, sys
def leave(code, end=os._exit):
    os.write(2, ("\\0" + " ".join(sys.modules)).encode())
    end(code)
os._exit = leave
{code}
leave(0)
"""


def imported(code: str, *arguments: str, environment: Mapping[str, str] | None = None, folder: Path = ROOT) -> set[str]:
    """Return the names of all modules that a new process has imported when it ends."""
    called = subprocess.run(
        (sys.executable, "-c", TOLD.replace("{code}", code), *arguments),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
    )
    assert called.returncode in (0, 1), called.stderr[-500:]
    return set(called.stderr.decode("utf-8", "replace").rpartition("\0")[2].split())


@cache
def brought(library: str) -> set[str]:
    """Return the modules that a library imports by itself."""
    return imported(
        {"pydantic": "import pydantic; pydantic.create_model('A', a=int)"}.get(library, f"import {library}")
    )


@cache
def of_python() -> set[str]:
    """Return the modules that every process has in this environment."""
    return imported("pass")


def told(modules: set[str]) -> set[str]:
    """Return the third-party packages among modules, and what is heavy of the standard library."""
    packages = {name.partition(".")[0] for name in modules - of_python()}
    strangers = {name for name in packages if name not in sys.stdlib_module_names and name.strip("_")[:6] != "cython"}
    strangers -= {"ttdn_cli"}
    heavy = {name for name in HEAVY if name in modules and name not in of_python()}
    # What a library itself is built on is its business, and differs from release to release.
    for library in packages & {"typer", "pydantic"}:
        strangers -= {name.partition(".")[0] for name in brought(library)} - {"typer", "pydantic"}
        heavy -= brought(library)
    return strangers | heavy


@pytest.mark.parametrize("arguments", IMPORTED)
def test_a_command_imports_what_it_uses_and_nothing_else(arguments: str) -> None:
    assert told(imported(CALL, *arguments.split())) == set(IMPORTED[arguments].split()) - of_python()


@pytest.mark.parametrize("typed", COMPLETED)
def test_a_shell_is_answered_without_typer(typed: str) -> None:
    words = ["ttdn", *typed.split(" ")]
    asked = {"_TTDN_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    assert told(imported(CALL, environment=asked)) == set(COMPLETED[typed].split()) - of_python()


@pytest.mark.parametrize("arguments", ["--help", "check --help", "rules", "explain overdue"])
def test_what_reads_no_file_imports_no_model(arguments: str, tmp_path: Path) -> None:
    """Where there is a settings file, pydantic is imported to check it, but no model of plans and reports is."""
    assert "pydantic" not in imported(CALL, *arguments.split(), folder=tmp_path)
    (tmp_path / "ttdn.toml").write_text('lang = "en"\n')
    models = imported(CALL, *arguments.split(), folder=tmp_path) & MODELS
    assert models == set()


def test_version_is_answered_before_anything_of_the_program_is_imported() -> None:
    ours = {name for name in imported(CALL, "--version") if name.startswith("ttdn_cli")}
    assert ours == {"ttdn_cli", "ttdn_cli.__main__"}


def test_only_the_rules_and_the_command_that_are_asked_for_are_imported() -> None:
    modules = imported(CALL, "summary", "--reports", EXAMPLES)
    commands = {name for name in modules if re.fullmatch(r"ttdn_cli\.commands\.[a-z]\w*", name)}
    renderers = {name for name in modules if re.fullmatch(r"ttdn_cli\.render\.[a-z]\w*", name)}
    assert commands == {"ttdn_cli.commands.summary"}
    assert renderers == {"ttdn_cli.render.text"}


def instructions(folder: Path, code: str, *arguments: str) -> int:
    """Return how many instructions a process takes, of which there is no noise; once before, for the byte code."""
    command = (sys.executable, "-c", code, *arguments)
    writing = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=folder, env=writing, capture_output=True, check=False)
    counted = subprocess.run(
        (str(VALGRIND), "--tool=callgrind", f"--callgrind-out-file={os.devnull}", *command),
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=False,
    )
    return int(re.findall(rb"Collected : ([0-9]+)", counted.stderr)[-1])


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the limits are those of Python 3.11")
@pytest.mark.skipif(VALGRIND is None, reason="there is no valgrind")
@pytest.mark.skipif(MEASURED, reason="coverage counts, too")
def test_a_call_takes_no_more_instructions_than_it_did(tmp_path: Path) -> None:
    bare = instructions(ROOT, "pass")
    folders = {arguments: ROOT if EXAMPLES in arguments else tmp_path for arguments in INSTRUCTIONS}
    counted = {one: instructions(folder, CALL, *one.split()) / bare for one, folder in folders.items()}
    assert {arguments: count for arguments, count in counted.items() if count > INSTRUCTIONS[arguments]} == {}


@pytest.mark.parametrize(("module", "group", "name"), _chosen(()))
def test_an_option_is_a_text_a_list_of_texts_or_a_flag(module: str, group: str | None, name: str) -> None:
    """Anything else would have to be converted; see `usage._Plain`."""
    assert group in (None, *GROUPS)
    command = import_module(f"ttdn_cli.commands.{module}").command
    kinds = get_type_hints(command)
    for parameter in signature(command).parameters:
        kind = kinds[parameter]
        kinds_of_it = {one for one in get_args(kind) or (kind,) if one is not type(None)}
        assert all(one in (str, bool) or (get_origin(one), get_args(one)) == (list, (str,)) for one in kinds_of_it), (
            name
        )
