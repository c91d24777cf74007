"""Writing results: to standard output or, whole or not at all, to a file."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TextIO

from ttdn_cli.console.terminal import MIN_WIDTH
from ttdn_cli.errors import TtdnError, reason_of
from ttdn_cli.text.escaping import clean, disarmed
from ttdn_cli.text.i18n import N_

OVERWRITTEN = N_("{path} is one of the files that are checked; it is not overwritten")


def say(text: str) -> None:
    """Write lines for people on standard error, escaping what it cannot show; where it is gone, nothing is said.

    On a terminal lines wrap between words; on a pipe they stay whole.
    """
    stream = sys.stderr
    if stream is None:  # closed
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    shown = (disarmed(_wrapped(text, stream)) + "\n").encode(encoding, "backslashreplace").decode(encoding)
    with suppress(OSError, ValueError):
        stream.write(shown)
        stream.flush()


def _wrapped(text: str, stream: TextIO) -> str:
    try:
        if not stream.isatty():
            return text
    except (AttributeError, ValueError):  # no real stream, or closed
        return text
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size((80, 24)).columns, MIN_WIDTH)
    lines: list[str] = []
    for line in text.split("\n"):
        margin = line[: len(line) - len(line.lstrip())]
        broken = textwrap.wrap(
            line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False, expand_tabs=False
        )
        lines += broken if len(line) > width else [line]
    return "\n".join(lines)


def tell(message: str, hint: str) -> None:
    """Say on standard error that something failed, and what to do."""
    say(clean(f"ttdn: {message}"))
    if hint:
        say(clean(f"→ {hint}"))


def write(data: bytes, target: str, *, text: bool, inputs: Iterable[str] = ()) -> None:
    """Write a result to `-` (standard output) or to a file.

    `text` says that the bytes are words for people: what a terminal cannot show, and a build service would obey, is
    escaped in them.
    Raises `TtdnError` (exit code 3) when the result cannot be written, or would overwrite an input.
    """
    if text:
        data = _disarmed(data)
    if target == "-":
        _to_stdout(data, text=text)
    else:
        _to_file(data, target, inputs)


@contextmanager
def opened(target: str, *, text: bool) -> Iterator[Callable[[bytes], None]]:
    """Give a function that writes a long result part by part; a file appears when all went well, and then whole.

    Takes and raises what `write` does, and `BrokenPipeError` when nobody reads standard output any more. Whoever writes
    sees to it that no input is overwritten (`is_one_of`).
    """
    safe = _disarmed if text else bytes
    if target == "-":
        yield lambda data: _out(safe(data), text=text)
        return
    with _file(target, _free(target), os.replace) as put:
        yield lambda data: put(safe(data))


def write_new(data: bytes, target: str) -> None:
    """Write a file that must not be there yet; nothing is ever overwritten.

    Raises `TtdnError` (exit code 3) when something of that name is there, or when it cannot be written.
    """
    _put(data, target, target, _appear)


def _disarmed(data: bytes) -> bytes:
    return disarmed(data.decode("utf-8")).encode("utf-8") if b"::" in data else data


def _to_stdout(data: bytes, *, text: bool) -> None:
    try:
        _out(data, text=text)
    except BrokenPipeError:
        silence(sys.stdout)


def _out(data: bytes, *, text: bool) -> None:
    stream = sys.stdout
    if stream is None:
        raise TtdnError(N_("Standard output is closed"), N_("Give a file with --output"))
    try:
        if text and not _is_utf8(encoding := stream.encoding or "utf-8"):
            data = data.decode("utf-8").encode(encoding, "backslashreplace")
        stream.flush()
        binary = getattr(stream, "buffer", None)
        if binary is None:
            stream.write(data.decode("utf-8"))
        else:
            binary.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        silence(stream)
        raise TtdnError(N_("The result could not be written: {reason}"), reason=reason_of(error)) from None


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def silence(stream: TextIO) -> None:
    """Turn a stream whose reader is gone into one that swallows what is left, so that ending makes no noise."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass


def _to_file(data: bytes, target: str, inputs: Iterable[str]) -> None:
    if is_one_of(target, inputs):
        raise TtdnError(OVERWRITTEN, N_("Name another file"), path=target)
    _put(data, target, _free(target), os.replace)


def is_one_of(target: str, inputs: Iterable[str]) -> bool:
    """Tell whether a result would be written over one of the files that it is made from; `-` is standard input."""
    real = os.path.realpath(target)
    return any(_is_same(one, real) for one in inputs)


def _free(target: str) -> str:
    """Return where a file is really written; raises `TtdnError` when something stands there that is no file."""
    real = os.path.realpath(target)
    if os.path.isdir(real):
        raise TtdnError(N_("{path} is a folder"), N_("Name a file in it"), path=target)
    if os.path.lexists(real) and not os.path.isfile(real):
        raise TtdnError(N_("{path} is not an ordinary file"), N_("Name another file"), path=target)
    return real


def _put(data: bytes, shown: str, target: str, appear: Callable[[str, str], None]) -> None:
    """Write a file whole."""
    with _file(shown, target, appear) as put:
        put(data)


@contextmanager
def _file(shown: str, target: str, appear: Callable[[str, str], None]) -> Iterator[Callable[[bytes], None]]:
    """Fill a file beside the target; when it is whole and on the disk, let `appear` give it the target's name."""
    temporary = os.path.join(os.path.dirname(target), f".ttdn-{os.urandom(8).hex()}")
    try:
        with _told_of(shown):
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        try:
            yield partial(_fill, handle, shown)
            with _told_of(shown):
                os.fsync(handle)
        finally:
            os.close(handle)
        with _told_of(shown):
            os.chmod(temporary, _mode_of(target))
            appear(temporary, target)
    finally:  # whatever ends the run, a signal too; when all went well there is nothing left of that name
        _remove(temporary)


@contextmanager
def _told_of(path: str) -> Iterator[None]:
    """Turn what the system says of a file that is written into `TtdnError`."""
    try:
        yield
    except FileExistsError:
        raise TtdnError(
            N_("{path} is there already; it is not overwritten"), N_("Name another file, or move that one"), path=path
        ) from None
    except FileNotFoundError:
        raise TtdnError(
            N_("{path} could not be written: there is no folder {folder}"),
            N_("Make the folder first, or name a file in another one"),
            path=path,
            folder=os.path.dirname(path) or os.curdir,
        ) from None
    except (OSError, ValueError) as error:
        raise TtdnError(
            N_("{path} could not be written: {reason}"),
            N_("Check the folder and the free space; close the file if another program has it open"),
            path=path,
            reason=reason_of(error),
        ) from None


def _fill(handle: int, shown: str, data: bytes) -> None:
    left = memoryview(data)
    with _told_of(shown):
        while left:
            left = left[os.write(handle, left) :]


def _appear(temporary: str, target: str) -> None:
    """Give a file a name that nothing has yet, at once; raises `FileExistsError` when something has it."""
    if sys.platform == "win32":
        os.rename(temporary, target)  # which overwrites nothing there
        return
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # a disk without links: claim the name
        os.replace(temporary, target)


def _is_same(path: str, real: str) -> bool:
    try:
        if path == "-":
            return os.path.samestat(os.fstat(sys.stdin.fileno()), os.stat(real))
        return os.path.realpath(path) == real or os.path.samefile(path, real)
    except (OSError, ValueError, AttributeError):  # one of them is not there
        return False


def _mode_of(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
