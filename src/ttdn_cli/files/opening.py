"""The bytes of a file, read without following a link, without waiting, and not beyond the limit of size."""

from __future__ import annotations

import errno
import os
import stat
import sys

from ttdn_cli.errors import reason_of
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_BYTES

_CHUNK = 64 * 1024
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_file(path: str | bytes, most: int | None = None) -> bytes:
    """Return the bytes of a regular file, without following a link and without waiting.

    Raises `FileRejected` (rule `unreadable`) for anything else, and for a file over the limit of size, which is that of
    every file or another one.
    """
    most = MAX_BYTES if most is None else most
    return _limited(read_start(path, most + 1), most)


def read_start(path: str | bytes, most: int) -> bytes:
    """Return the first bytes of a regular file as `read_file` does, whatever the file's size."""
    try:
        handle = os.open(path, _OPEN_FLAGS)
    except ValueError:
        raise FileRejected("unreadable", "missing") from None
    except OSError as error:
        raise FileRejected("unreadable", _open_error(error), reason=reason_of(error)) from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileRejected("unreadable", "folder" if stat.S_ISDIR(found.st_mode) else "not-regular")
        return _read_up_to(handle, most, found.st_size)
    except OSError as error:
        raise FileRejected("unreadable", "input-output", reason=reason_of(error)) from None
    finally:
        os.close(handle)


def _read_up_to(handle: int, most: int, size: int) -> bytes:
    """Return what is in a file, up to so many bytes; `size` is the size that it is said to have, which may be 0."""
    part = os.read(handle, min(most, _CHUNK))
    if len(part) in (size, most):
        return part
    parts = [part]
    while part and (most := most - len(part)):
        part = os.read(handle, min(most, _CHUNK))
        parts.append(part)
    return b"".join(parts)


def _limited(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise FileRejected("unreadable", "too-large", limit=most // 1024 // 1024)
    return data


def read_stdin() -> bytes:
    """Return what is on standard input, up to the limit of size; raises `FileRejected` beyond it."""
    try:
        return _limited(sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b"", MAX_BYTES)
    except OSError as error:
        raise FileRejected("unreadable", "input-output", reason=reason_of(error)) from None


def _open_error(error: OSError) -> str:
    codes = {
        errno.ENOENT: "missing",
        errno.ENOTDIR: "missing",
        errno.ELOOP: "link",
        errno.EACCES: "permission",
        errno.EPERM: "permission",
        errno.EISDIR: "folder",
        errno.ENXIO: "not-regular",
        errno.EOPNOTSUPP: "not-regular",
        errno.ENODEV: "not-regular",
        errno.ENAMETOOLONG: "missing",
    }
    return codes.get(error.errno or 0, "input-output")
