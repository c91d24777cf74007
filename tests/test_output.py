"""Writing, by its functions: streams that are gone or odd, and files that cannot be made."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import Words
from ttdn_cli.output import clean, say, write, write_new
from ttdn_cli.screen import Screen, screen_for

WORDS = Words("en")


class Gone(io.StringIO):
    """A stream whose reader has gone, or whose disk is full."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, _text: str) -> int:
        raise self.error


@pytest.mark.parametrize("stream", [None, Gone(BrokenPipeError()), Gone(ValueError("closed"))])
def test_nothing_is_said_where_standard_error_is_gone(stream: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    say("x")


def test_what_standard_error_cannot_show_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stderr", stream)
    say("Sở")
    assert stream.buffer.getvalue() == b"S\\u1edf\n"


def test_a_result_goes_to_a_stream_without_bytes_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    write("Sở\n".encode(), "-", text=True)
    assert stream.getvalue() == "Sở\n"


@pytest.mark.parametrize("stream", [None, Gone(OSError(28, "No space left on device")), Gone(ValueError("closed"))])
def test_a_result_that_standard_output_does_not_take_is_told(stream: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(TtdnError) as caught:
        write(b"x", "-", text=False)
    assert caught.value.exit_code == 3


def test_a_reader_that_is_gone_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Gone(BrokenPipeError()))
    write(b"x", "-", text=False)


@pytest.mark.parametrize("name", ["no/such/folder", "a\0b", "x" * 300])
def test_a_new_file_that_cannot_be_made_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(TtdnError, match="could not be written"):
        write_new(b"x", str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_that_cannot_be_filled_is_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TtdnError, match="could not be written"):
        write_new(b"x", str(tmp_path / "new.yaml"))
    assert list(tmp_path.iterdir()) == []


def test_every_character_that_is_obeyed_is_shown_by_its_code() -> None:
    assert clean("a\x1b\n\t\r\x85\u202e\ufeff\u00adế") == "a\\x1b\\n\\t\\r\\x85U+202EU+FEFF\\xadế"


def test_only_an_open_terminal_has_a_width() -> None:
    closed = io.StringIO()
    closed.close()
    assert screen_for(closed, WORDS, {}) == Screen(WORDS)
    assert screen_for(io.StringIO(), WORDS, {}) == Screen(WORDS)
    assert screen_for(None, WORDS, {}) == Screen(WORDS)
    assert screen_for(None, WORDS, {"FORCE_COLOR": "1", "COLUMNS": "1"}).width is not None


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False), ({}, True)],
)
def test_a_terminal_has_colour_unless_it_says_no(environment: dict[str, str], *, colour: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = screen_for(Terminal(), WORDS, environment)
    assert (screen.colour, screen.width is not None) == (colour, True)
