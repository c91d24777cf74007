"""A line on a terminal says how far the reading is; nowhere else, and nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.support.sample import GOOD, PLAN, SCRIPT, lay_out
from ttdn_cli.console import progress
from ttdn_cli.text.i18n import Words

pty = pytest.importorskip("pty", reason="there are no such terminals here")


class Terminal(StringIO):
    """A terminal that remembers everything that was drawn on it."""

    def isatty(self) -> bool:
        return True


def test_the_line_counts_the_items_passes_them_on_and_is_gone_in_the_end() -> None:
    screen = Terminal()
    assert list(progress.watched(range(1000), 1000, screen, Words("en"))) == list(range(1000))
    drawn = screen.getvalue()
    assert "Reading files" in drawn
    assert "1000/1000" in drawn
    assert drawn.rpartition("Reading files")[2].endswith("\x1b[2K")  # the line is emptied last


def test_the_line_is_gone_when_the_work_is_interrupted() -> None:
    def interrupted() -> Iterator[int]:
        yield from range(50)
        raise KeyboardInterrupt

    screen = Terminal()
    with pytest.raises(KeyboardInterrupt):
        list(progress.watched(interrupted(), 99, screen, Words("vi")))
    assert "Đang đọc tệp" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_a_terminal_that_lacks_letters_gets_a_line_all_the_same() -> None:
    raw = BytesIO()
    screen = TextIOWrapper(raw, "ascii", write_through=True)
    screen.isatty = lambda: True  # type: ignore[method-assign]  # the file behind it is none
    assert list(progress.watched(range(300), 300, screen, Words("vi"))) == list(range(300))
    assert b"?ang ??c t?p" in raw.getvalue()


@pytest.mark.parametrize(
    ("stream", "total", "environment", "wanted"),
    [
        (Terminal(), 201, {}, True),
        (Terminal(), 200, {}, False),
        (Terminal(), 201, {"CI": "true"}, False),
        (Terminal(), 201, {"TERM": "dumb"}, False),
        (StringIO(), 201, {}, False),
        (None, 201, {}, False),
    ],
)
def test_who_gets_a_line(stream: StringIO | None, total: int, environment: dict[str, str], wanted: bool) -> None:  # noqa: FBT001 - a case
    assert progress.is_wanted(stream, total, environment) is wanted


@pytest.fixture
def many(tmp_path: Path) -> Path:
    long = "# a word\n" * 5000
    return lay_out(tmp_path, files={f"reports/{number:04}.yaml": GOOD + long for number in range(400)})


def on_terminal(folder: Path, *arguments: str) -> tuple[bytes, bytes]:
    """Return what a run puts on standard output, a file, and on standard error, a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TERM": "xterm"}
    command = [SCRIPT, "check", "reports", *PLAN, "--as-of", "2017-07-01", "--lang", "en", *arguments]
    out = folder / "out"
    said = b""
    with out.open("wb") as file, subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=theirs):
        os.close(theirs)
        with suppress(OSError):  # the other side is closed
            while part := os.read(ours, 65536):
                said += part
    os.close(ours)
    return out.read_bytes(), said


@pytest.mark.skipif(sys.platform == "win32", reason="terminals differ there")
def test_a_terminal_sees_the_line_and_the_result_is_the_same_without_it(many: Path) -> None:
    loud_out, loud = on_terminal(many)
    quiet_out, quiet = on_terminal(many, "--quiet")
    assert b"Reading files" in loud
    assert b"Reading files" not in quiet
    assert loud_out == quiet_out
    assert b"Reading files" not in loud_out
