"""Writing, by its functions: streams that are gone or odd, and files that cannot be made."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from ttdn_cli.console.terminal import Screen, screen_for
from ttdn_cli.console.writing import is_one_of, opened, say, write, write_new
from ttdn_cli.errors import TtdnError
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import Words
from ttdn_cli.text.yaml_text import scalar

WORDS = Words("en")
posix = pytest.mark.skipif(sys.platform == "win32", reason="there a file is renamed, not linked")


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


@posix
@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK])
def test_a_new_file_is_whole_on_a_disk_without_links(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_one: str, _other: str) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "link", refuses)
    target = tmp_path / "new.yaml"
    write_new(b"x", str(target))
    assert target.read_bytes() == b"x"
    with pytest.raises(TtdnError, match="is there already"):
        write_new(b"y", str(target))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x"]


@posix
def test_a_disk_that_fails_is_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_one: str, _other: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", fails)
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


def test_a_result_may_be_written_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    target = tmp_path / "a"
    for name in ("-", str(target)):
        with opened(name, text=True) as put:
            put("Sở".encode())
            put(b" A\n")
    assert stream.buffer.getvalue() == b"S\\u1edf A\n"
    assert target.read_text("utf-8") == "Sở A\n"


def test_words_are_escaped_for_a_terminal_and_other_results_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    write("Sở\n".encode(), "-", text=True)
    write("Sở\n".encode(), "-", text=False)
    assert stream.buffer.getvalue() == b"S\\u1edf\n" + "Sở\n".encode()


def test_a_file_gets_the_rights_that_a_new_one_has_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    target = tmp_path / "a"
    for mask, mode in ((0, 0o666), (0o027, 0o640)):
        target.unlink(missing_ok=True)
        before = os.umask(mask)
        try:
            write(b"x", str(target), text=False)
            assert os.umask(mask) == mask
        finally:
            os.umask(before)
        assert target.stat().st_mode & 0o7777 == mode
    for mode in (0o604, 0o777, 0o601):
        target.chmod(mode)
        write(b"y", str(target), text=False)
        assert target.stat().st_mode & 0o7777 == mode


def test_nobody_else_reads_a_file_that_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    fsync = os.fsync

    def told(handle: int) -> None:
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", told)
    write(b"x", str(tmp_path / "a"), text=False)
    assert modes == [0o600]


def test_an_input_is_not_overwritten_by_any_of_its_names(tmp_path: Path) -> None:
    given = tmp_path / "a"
    given.write_bytes(b"x")
    (tmp_path / "link").symlink_to(given)
    (tmp_path / "twin").hardlink_to(given)
    for target in ("a", "link", "twin"):
        for one in ("a", "link", "twin"):
            assert is_one_of(str(tmp_path / target), [str(tmp_path / "other"), str(tmp_path / one)])
    assert is_one_of(str(tmp_path / "not-yet"), [str(tmp_path / "not-yet")])
    assert not is_one_of(str(tmp_path / "not-yet"), [str(given)])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Sở Ngoại vụ", "Sở Ngoại vụ"), ("No", '"No"'), ("nO", '"nO"'), ("null", '"null"'), ("nobody", "nobody"),
        ("2017", '"2017"'), ("a: b", '"a: b"'), ("a\x9f", '"a\\x9f"'), ("a\u00a0b", '"a\\xa0b"'),
        ("a\u1680b", '"a\\u1680b"'), ("a\uffffb", '"a\\uffffb"'), ("a\U000e0001", '"a\\U000e0001"'),
        ("", '""'), ('a"b\\', '"a\\"b\\\\"'),
    ],
)  # fmt: skip
def test_a_text_is_plain_yaml_only_where_it_can_be_read_in_one_way(text: str, written: str) -> None:
    assert scalar(text) == written


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [60, 80])
def test_lines_on_a_terminal_wrap_between_words_and_keep_their_margin(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    text = "  " + "Đề nghị gửi lại báo cáo " * 12
    say(f"short\n{text.rstrip()}")
    first, *lines = stream.getvalue().splitlines()
    assert first == "short"
    assert all(len(line) <= width and line.startswith("  ") for line in lines)
    assert text.split() == " ".join(lines).split()


def test_lines_on_a_pipe_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())
    say("word " * 40 + "end")
    assert stream.getvalue() == "word " * 40 + "end\n"
