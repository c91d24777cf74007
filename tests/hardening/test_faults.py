"""Whatever fails or ends the run while a result is written: the older result is whole, or the new one is.

Where strace works, the kernel fails or kills the installed script at every call that writes; elsewhere the calls of the
writing module are failed one by one in this process, which is done everywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.sample import GOOD, PLAN, SCRIPT, lay_out
from tests.support.writing import EVERY, ON, begin, litter, state

WRITING = ("openat", "write", "fsync", "chmod", "rename", "link", "unlink")
pytestmark = pytest.mark.slow
STRACE = shutil.which("strace") or ""


class Call(NamedTuple):
    """One call of the system in a run: its name, which of that name it is, and what it was given."""

    name: str
    number: int
    given: str


@cache
def injects() -> bool:
    """Tell whether strace is here and may fail the calls of a program."""
    if not STRACE:
        return False
    command = [STRACE, "-f", "-o", os.devnull, "-e", "trace=write"]
    echo = ["/bin/sh", "-c", "echo x"]
    try:
        plain, failing = (
            subprocess.run([*command, *fault, *echo], capture_output=True, check=False, timeout=30).returncode
            for fault in ((), ("-e", "inject=write:error=EIO"))
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return plain == 0 != failing


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD, "out/x": "", "new/x": ""}))


@pytest.fixture
def _with_strace() -> None:
    if not injects():
        pytest.skip("strace is not here, or may not trace")


def traced(arguments: tuple[str, ...], *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed script under strace; what it calls stands in `trace.log`."""
    command = [STRACE, "-f", "-o", "trace.log", "-e", f"trace={','.join(WRITING)}", *options]
    # What measures coverage writes files of its own, and is not what is tried here.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment |= {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([*command, SCRIPT, *arguments], env=environment, capture_output=True, check=False, timeout=60)


def calls(arguments: tuple[str, ...]) -> list[Call]:
    """Return the calls of a run that write, make or remove something."""
    traced(arguments)
    counts = dict.fromkeys(WRITING, 0)
    found = []
    for line in Path("trace.log").read_text("utf-8", "replace").splitlines():
        match = re.match(r"[0-9]+ +([a-z]+)\((.*)", line)
        if match and match[1] in counts:
            counts[match[1]] += 1
            if match[1] != "openat" or "O_CREAT" in match[2]:
                found.append(Call(match[1], counts[match[1]], match[2]))
    return found


def runs(arguments: tuple[str, ...], names: tuple[str, ...], fault: str, *, made: bool) -> Iterator[tuple[Call, int]]:
    """Yield every call that writes, after a run in which it met the fault, and the exit code of that run."""
    begin(names, made=made)
    before = state(names)
    every = calls(arguments)
    whole = state(names)
    assert {"openat", "write", "fsync"} <= {one.name for one in every}
    assert before != whole
    for call in every:
        begin(names, made=made)
        done = traced(arguments, "-e", f"inject={call.name}:{fault}:when={call.number}")
        assert b"Traceback" not in done.stderr, call
        for name, data in state(names).items():
            assert data in (before[name], whole[name]), (call, name, data and data[:80])
        if done.returncode == 0:
            assert state(names) == whole, call
        assert Path("reports/so-a.yaml").read_text("utf-8") == GOOD
        yield call, done.returncode


@pytest.mark.usefixtures("_with_strace")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize(("arguments", "names", "made"), EVERY)
def test_an_error_at_any_call_leaves_each_file_as_it_was_or_whole(
    arguments: tuple[str, ...], names: tuple[str, ...], *, made: bool, error: str
) -> None:
    for call, code in runs(arguments, names, f"error={error}", made=made):
        reported = call.name == "write" and call.given.startswith("2,")  # standard error: what cannot be said is not
        if not reported and call.name != "unlink":
            assert code == 3, call
        assert call.name == "unlink" or litter() == [], call


@pytest.mark.usefixtures("_with_strace")
@pytest.mark.parametrize(("arguments", "names", "made"), EVERY)
def test_a_run_killed_at_any_call_leaves_each_file_as_it_was_or_whole(
    arguments: tuple[str, ...], names: tuple[str, ...], *, made: bool
) -> None:
    for call, code in runs(arguments, names, "signal=KILL", made=made):
        assert code in (-9, 137), call


@pytest.mark.usefixtures("_with_strace")
@pytest.mark.parametrize(("signal", "code"), [("INT", 130), ("TERM", 143)])
@pytest.mark.parametrize(("arguments", "names", "made"), EVERY)
def test_a_run_interrupted_at_any_call_leaves_each_file_as_it_was_or_whole_and_nothing_beside_it(
    arguments: tuple[str, ...], names: tuple[str, ...], signal: str, *, made: bool, code: int
) -> None:
    ends = [ended for _, ended in runs(arguments, names, f"signal={signal}", made=made) if litter() == []]
    assert set(ends) <= {code, 0, 1}  # the last call may be met when the run has ended well
    assert ends.count(code) >= len(ends) - 1


@pytest.mark.usefixtures("_with_strace")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EPIPE"])
def test_an_error_at_standard_output_is_told_by_the_exit_code(error: str) -> None:
    for arguments in (("check", "reports", *PLAN, *ON), ("plan", "show", *PLAN), ("schema", "status"), ("--version",)):
        shown = [call for call in calls(arguments) if call.name == "write" and call.given.startswith("1,")]
        assert shown
        for call in shown:
            done = traced(arguments, "-e", f"inject=write:error={error}:when={call.number}")
            assert done.returncode in ((0, 1) if error == "EPIPE" else (3,)), (arguments, call)
            assert not re.search(rb"Traceback|Exception ignored", done.stderr)
