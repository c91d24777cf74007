"""Results are written by one module, whole or not at all, whatever the file layer, its limits and its neighbours do."""

from __future__ import annotations

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ttdn_cli
from tests.conftest import Run
from tests.support.inprocess import arguments, commands
from tests.support.sample import GOOD, PLAN, SCRIPT, lay_out
from tests.support.writing import COMMANDS, EVERY, MADE, OLDER, ON, begin, litter, state
from ttdn_cli.files.opening import _OPEN_FLAGS


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD, "out/x": "", "new/x": ""}))


class Layer:
    """A file layer that fails at one call: stands in for the module `os` where results are written."""

    CALLS = ("open", "write", "fsync", "close", "chmod", "replace", "link")

    def __init__(self, failing: int, error: int, *, short: bool = False) -> None:
        self.failing, self.error, self.short = failing, error, short
        self.seen: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in self.CALLS:
            return real

        def call(*arguments: Any) -> Any:
            self.seen.append(name)
            if len(self.seen) == self.failing:
                if name == "close":
                    real(*arguments)
                raise OSError(self.error, os.strerror(self.error))
            if name == "write" and self.short:
                return real(arguments[0], bytes(arguments[1][:100]))
            return real(*arguments)

        return call


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINVAL])
@pytest.mark.parametrize(("arguments", "names", "made"), EVERY)
def test_each_call_that_writes_may_fail_in_any_file_layer(  # noqa: PLR0913 - the parts of the case
    arguments: tuple[str, ...],
    names: tuple[str, ...],
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    *,
    made: bool,
    error: int,
) -> None:
    begin(names, made=made)
    before = state(names)
    layer = Layer(0, error)
    monkeypatch.setattr("ttdn_cli.console.writing.os", layer)
    run(*arguments)
    whole, count = state(names), len(layer.seen)
    assert count >= 5 * len(names)
    for number in range(1, count + 1):
        begin(names, made=made)
        monkeypatch.setattr("ttdn_cli.console.writing.os", Layer(number, error))
        result = run(*arguments)
        assert result.code == 3
        assert "could not be written" in result.err
        assert all(data in (before[name], whole[name]) for name, data in state(names).items())
        assert litter() == []


def results() -> list[Any]:
    """Return the arguments of every command that writes, once for each kind of file that it knows."""
    kinds = {
        "calendar": ("ics",),
        "report": ("md", "html", "docx", "xlsx"),
        "template": ("yaml", "csv", "xlsx", "docx"),
    }
    more = {"calendar": ("--agency", "so-a"), "template": ("--agency", "so-a", "--period", "Q2")}
    found = []
    for one in commands():
        name = " ".join(one.words)
        if "output" in one.parameters and name != "plan new":  # which replaces nothing, and is tried above
            force = ["--force"] if "force" in one.parameters else []
            day = ["--as-of", "2017-07-01"] if "as_of" in one.parameters else []
            for kind in kinds.get(name, ("",)):
                result = f"result.{kind}" if kind else "result"
                given = [*arguments(one), *more.get(name, ()), *day, "-o", result, *force]
                found.append(pytest.param(given, id=f"{name} {kind}".strip()))
    return found


def made() -> dict[Path, bytes]:
    """Return what a command has written, in a file or in a folder."""
    return {path: path.read_bytes() for path in sorted(Path().glob("result*/**/*")) + sorted(Path().glob("result*"))
            if path.is_file()}  # fmt: skip


@pytest.mark.sampled(4)
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("given", results())
def test_whatever_a_command_writes_is_whole_or_as_it_was(
    given: list[str], error: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("docx", reason="needs the extra office")
    layer = Layer(0, error)
    monkeypatch.setattr("ttdn_cli.console.writing.os", layer)
    run(*given)
    whole = made()
    assert whole
    calls = len(layer.seen)
    for number in range(1, calls + 1):
        for path in whole:
            path.write_bytes(OLDER)
        monkeypatch.setattr("ttdn_cli.console.writing.os", Layer(number, error))
        result = run(*given)
        assert result.code == 3, result.err
        assert all(data in (OLDER, whole[path]) for path, data in made().items())
        assert made().keys() == whole.keys()
        assert litter() == []


def test_a_layer_that_writes_little_at_a_time_gets_all_of_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer(0, 0, short=True)
    monkeypatch.setattr("ttdn_cli.console.writing.os", layer)
    run(*COMMANDS["text"][0])
    assert layer.seen.count("write") > 5
    assert Path("result").read_bytes().decode() == run("check", "reports", *PLAN, *ON).out


@pytest.mark.parametrize("error", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_links_gets_a_new_file_all_the_same_and_loses_none(
    error: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WithoutLinks(Layer):
        def __getattr__(self, name: str) -> Any:
            if name == "link":
                self.failing = len(self.seen) + 1
            return super().__getattr__(name)

    monkeypatch.setattr("ttdn_cli.console.writing.os", WithoutLinks(0, error))
    arguments, names = MADE["empty plan"]
    assert run(*arguments).code == 0
    assert all(state(names).values())
    assert litter() == []
    monkeypatch.setattr("ttdn_cli.commands.plan_new.os.path.lexists", lambda _: False)
    kept = state(names)
    assert run(*arguments).code == 3
    assert state(names) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
@pytest.mark.parametrize("limit", ["ulimit -f 1", "ulimit -n 24"])
def test_a_limit_of_the_system_on_files_loses_nothing(limit: str) -> None:
    arguments, names = COMMANDS["JSON"]
    begin(names, made=False)
    done = subprocess.run(
        ["/bin/sh", "-c", f'{limit}; exec "$0" "$@"', SCRIPT, *arguments], capture_output=True, check=False, timeout=60
    )
    assert b"Traceback" not in done.stderr
    assert litter() == []
    if limit.startswith("ulimit -f"):
        assert (done.returncode, state(names)) == (3, {names[0]: OLDER})
    else:
        assert done.returncode == 1
        assert state(names) != {names[0]: OLDER}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="starts four at once")
def test_four_runs_at_once_leave_one_whole_result() -> None:
    arguments, names = COMMANDS["JSON"]
    running = [subprocess.Popen([SCRIPT, *arguments], stdout=-3, stderr=-3) for _ in range(4)]
    assert [one.wait(timeout=60) for one in running] == [1] * 4
    together = state(names)
    begin(names, made=False)
    subprocess.run([SCRIPT, *arguments], capture_output=True, check=False, timeout=60)
    assert together == state(names)
    assert litter() == []


def test_one_module_alone_writes_files() -> None:
    """What is proved of it holds for every command and format.

    What git is shown lies in a temporary folder that is gone afterwards (test_git.py).
    """
    changing = {"open", "fdopen", "replace", "rename", "renames", "link", "symlink", "unlink", "remove", "rmdir"}
    changing |= {"mkdir", "truncate", "chmod", "chown", "copy", "copyfile", "move", "rmtree", "mkstemp", "mkdtemp"}
    found = set()
    for path in Path(ttdn_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called, on = node.func, getattr(getattr(node.func, "value", None), "id", "")
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            mode = str(getattr(node.args[1], "value", "")) if len(node.args) > 1 else "r"
            if (
                (on in ("os", "shutil", "tempfile") and name in changing)
                or name in ("write_text", "write_bytes", "touch")
                or (not on and name == "open" and set(mode) & set("wax+"))
            ):
                found.add(path.name)
    assert found == {"writing.py", "standin.py", "opening.py"}  # opening.py opens with flags that only read
    assert not _OPEN_FLAGS & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
