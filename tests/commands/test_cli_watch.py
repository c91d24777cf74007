"""`ttdn check --watch`: it judges again when something changes that it has read, and ends with Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, PLAN, SCRIPT, lay_out

pytest.importorskip("watchfiles", reason="the extra `watch` is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
QUIET = 1.0  # seconds in which nothing must happen
SOON = 30.0


class Watch:
    """A program that watches; `rounds` holds what it said after each run."""

    def __init__(self, folder: Path, *arguments: str, env: dict[str, str]) -> None:
        command = [SCRIPT, "check", "reports", *PLAN, "--as-of", "2017-07-01", "--lang", "en", "--watch", *arguments]
        self.out = folder / "standard-output"
        with self.out.open("wb") as file:
            self.process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **env}, stdout=file, stderr=subprocess.PIPE, text=True
            )
        self.rounds: Queue[list[str]] = Queue()
        self.listener = Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        lines: list[str] = []
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                lines.append(line.rstrip("\n"))
                if line.startswith("Judged at "):
                    self.rounds.put(lines)
                    lines = []

    def round(self, said: str = "") -> None:
        """Wait for a run that says something; one change may come in several parts, and so be judged twice."""
        while said not in "".join(self.rounds.get(timeout=SOON)):
            pass

    def settle(self) -> int:
        """Wait until nothing happens any more, and return how many runs there were meanwhile."""
        for count in range(10):
            try:
                self.rounds.get(timeout=QUIET)
            except Empty:
                return count
        return 10

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=SOON)


@pytest.fixture(params=["", "1"], ids=["told by the system", "polling"])
def watch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watch]:
    lay_out(tmp_path, files={"reports/so-a.yaml": GOOD})
    env = {"WATCHFILES_FORCE_POLLING": request.param} if request.param else {}
    found = Watch(tmp_path, "--format", "json", env=env)
    yield found
    found.process.kill()
    found.process.wait()
    found.listener.join()


@posix
def test_what_was_read_wakes_it_and_nothing_else_does(watch: Watch, tmp_path: Path) -> None:
    watch.round("As of 2017-07-01")
    assert b"\x1b" not in watch.out.read_bytes()
    for name in (".ttdn-abc", "so-a.yaml~", "~$so-a.yaml", ".#so-a.yaml", "note.txt"):
        (tmp_path / "reports" / name).write_text("x", "utf-8")
    (tmp_path / "other.yaml").write_text("x", "utf-8")
    assert watch.settle() == 0

    (tmp_path / "reports" / "quý 2").mkdir()
    watch.round()
    (tmp_path / "reports" / "quý 2" / "so-b.yaml").write_text(GOOD.replace("so-a", "so-b"), "utf-8")
    watch.round("Files: 2.")

    (tmp_path / "reports" / "so-b.doc").write_text("x", "utf-8")
    watch.round("Files: 3.")
    (tmp_path / "reports" / "so-b.doc").unlink()
    watch.round("Files: 2.")

    text = (tmp_path / "plan.yaml").read_text("utf-8")
    (tmp_path / "plan.new").write_text("tasks: [", "utf-8")
    (tmp_path / "plan.new").replace(tmp_path / "plan.yaml")  # as most editors save
    watch.round("The plan cannot be used")
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    later = time.time() + 10
    os.utime(tmp_path / "plan.yaml", (later, later))  # whoever polls sees whole seconds
    watch.round("Files: 2.")
    watch.settle()
    (tmp_path / "agencies.yaml").touch()
    watch.round("Files: 2.")
    watch.settle()
    assert watch.end(signal.SIGINT) == 130
    runs = watch.out.read_text("utf-8").replace("}\n{", "}\n\x00{").split("\x00")
    counts = [len(json.loads(one)["files"]) for one in runs]
    assert (counts[0], counts[-1]) == (1, 2)


@posix
def test_sigterm_ends_it_too(watch: Watch) -> None:
    watch.round()
    began = time.monotonic()
    assert watch.end(signal.SIGTERM) == 143
    assert time.monotonic() - began < 5


@posix
def test_a_folder_that_was_taken_away_and_made_anew_is_watched_again(watch: Watch, tmp_path: Path) -> None:
    watch.round()
    (tmp_path / "reports").rename(tmp_path / "away")
    watch.round("No report found")
    (tmp_path / "away").rename(tmp_path / "reports")
    watch.round("Files: 1.")
    watch.settle()
    (tmp_path / "reports" / "so-a.yaml").touch()
    watch.round("Files: 1.")
    watch.settle()


@pytest.fixture
def laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))
    return tmp_path


@pytest.mark.parametrize("arguments", [("-",), ("reports", "--fail-on", "never-ever")])
def test_wrong_usage_ends_it_at_once(arguments: tuple[str, ...], run: Run, laid_out: Path) -> None:
    assert run("check", *arguments, *PLAN, "--watch").code == 2
    assert laid_out.is_dir()


def test_without_the_library_the_command_to_install_it_is_named(
    run: Run, laid_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("check", "reports", *PLAN, "--watch", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert 'pip install "ttdn[watch]"' in result.err
    assert laid_out.is_dir()
