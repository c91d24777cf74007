"""Calls the command line in this process and tells whether what came out can be trusted: no test itself.

Formats and commands are found by walking their folders, so that whatever is added later is tested as well.
"""

from __future__ import annotations

import inspect
import io
import json
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from tests.support.unseen import COMMAND, unseen
from ttdn_cli import cli
from ttdn_cli.render import formats

MAX_SECONDS = 2.0
CODES = (0, 1, 2, 3)


class Called(NamedTuple):
    """What one call of the command line gave, and how many seconds of this process it took."""

    code: int
    out: bytes
    err: str
    seconds: float


def call(*arguments: str, stdin: bytes = b"") -> Called:
    """Run the command line with standard streams of its own."""
    before = sys.stdin, sys.stdout, sys.stderr
    given, out, err = (io.TextIOWrapper(io.BytesIO(one), "utf-8", write_through=True) for one in (stdin, b"", b""))
    started = time.process_time()
    sys.stdin, sys.stdout, sys.stderr = given, out, err
    try:
        code = cli.main(list(arguments))
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    seconds = time.process_time() - started
    return Called(code, out.detach().getvalue(), err.detach().getvalue().decode(), seconds)


class Command(NamedTuple):
    """A command: its words on the command line, and the names of its parameters."""

    words: tuple[str, ...]
    parameters: frozenset[str]

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats that the command has, as its own refusal names them."""
        return _formats(self.words) if "format_" in self.parameters else ()


@cache
def _formats(words: tuple[str, ...]) -> tuple[str, ...]:
    file_rejected = call(*words, "--format", "no-such-format", "--lang", "en").err
    named = re.search(r"Known values: (.+)", file_rejected)
    known = tuple(named[1].strip().split(", ")) if named else ()
    return known or formats()


def commands() -> tuple[Command, ...]:
    """Return every command that can be called again and again in one folder: all but the one that sets it up."""
    return tuple(one for one in every_command() if one.words != ("init",))


@cache
def every_command() -> tuple[Command, ...]:
    """Return every command that the program has."""
    found = []
    for module, group, name in cli._chosen(()):  # noqa: SLF001 - the list that the program itself goes by
        function = import_module(f"ttdn_cli.commands.{module}").command
        words = (group, name) if group else (name,)
        found.append(Command(words, frozenset(inspect.signature(function).parameters)))
    return tuple(found)


def _seen(data: bytes) -> None:
    assert unseen(data.decode("utf-8")) == [], "written as they are"


def _safe_text(data: bytes) -> None:
    _seen(data)
    assert COMMAND.findall(data.decode("utf-8")) == [], "commands to a build service"


def _json(data: bytes) -> None:
    _safe_text(data)
    json.loads(data, parse_constant=_no_number)


def _json_lines(data: bytes) -> None:
    for line in data.splitlines(keepends=True):
        assert line.endswith(b"\n")
        _json(line)


def _no_number(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def _xml(data: bytes) -> None:
    ET.fromstring(data)  # noqa: S314 - what the program itself wrote


def _zipped(data: bytes) -> None:
    assert ZipFile(io.BytesIO(data)).testzip() is None


VALID: dict[str, Callable[[bytes], None]] = {
    "csv": lambda data: _safe_text(data.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")),
    "docx": _zipped,
    "github": _seen,
    "gitlab": _json,
    "html": _safe_text,
    "ics": lambda data: _safe_text(data.replace(b"\r\n", b"\n")),
    "json": _json,
    "jsonl": _json_lines,
    "junit": _xml,
    "markdown": _safe_text,
    "md": _safe_text,
    "sarif": _json,
    "text": _safe_text,
    "xlsx": _zipped,
    "yaml": _safe_text,
}


def trouble(called: Called, form: str = "text") -> str:
    """Return what is wrong with the outcome of a call, in one line; nothing when all is well.

    Wrong are an exit code that no command has, a fault of the program's own, more than `MAX_SECONDS`, and output that
    its format does not allow or that a terminal would obey. Messages must be asked for in English.
    """
    if called.code not in CODES:
        return f"exit code {called.code}"
    if "Internal error" in called.err or "Traceback" in called.err:
        return next(line for line in called.err.splitlines() if "Internal error" in line or "Traceback" in line)
    if called.code in (2, 3) and not called.err.strip():
        return f"exit code {called.code} without a word"
    if called.seconds > MAX_SECONDS:
        return f"slow: over {MAX_SECONDS} s"
    try:
        _safe_text(called.err.encode())
        if called.out:
            VALID[form](called.out)
    except Exception as error:  # noqa: BLE001 - whatever a reader says of it
        return f"{form}: {type(error).__name__}: {error}"
    return ""


def arguments(command: Command, form: str | None = None) -> list[str]:
    """Return the arguments that run a command in a folder with `plan.yaml` and `reports`."""
    special: dict[tuple[str, ...], list[str]] = {
        ("explain",): ["overdue"],
        ("plan", "check"): ["plan.yaml"],
        ("plan", "diff"): ["plan.yaml", "plan.yaml"],
        ("plan", "new"): ["--id", "mau-2025", "--year", "2025", "--issuer", "UBND"],
        ("schema",): ["status"],
    }
    given = [*command.words, *special.get(command.words, ())]
    if command.words == ("check",):
        given.append("reports")
    elif "reports" in command.parameters:
        given += ["--reports", "reports"]
    if "plan" in command.parameters and command.words != ("plan", "check"):
        given += ["--plan", "plan.yaml"]
    if form and "format_" in command.parameters:
        given += ["--format", form]
    return [*given, "--lang", "en"] if "lang" in command.parameters else given
