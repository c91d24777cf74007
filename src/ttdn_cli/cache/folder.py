"""The folder of the cache: where it lies, whether it is ours, and how files in it are read, replaced and dropped."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress

from ttdn_cli import __version__
from ttdn_cli.config import CACHE
from ttdn_cli.limits import MAX_CACHE

FORM = "1"  # of the folder; another one never reads what this one wrote
_NOT_OURS = 0o077
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Folder:
    """A folder that is ours alone. Its methods fail without a word: what cannot be kept is not kept."""

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, *name: str) -> bytes | None:
        """Return what a file holds, or None when there is none that can be read."""
        try:
            handle = os.open(os.path.join(self.path, *name), os.O_RDONLY | _FLAGS)
        except OSError:
            return None
        try:
            with open(handle, "rb") as file:
                return file.read()
        except OSError:
            return None

    def names(self, *folder: str) -> list[str]:
        """Return the names in a folder, sorted."""
        try:
            return sorted(os.listdir(os.path.join(self.path, *folder)))
        except OSError:
            return []

    def append(self, data: bytes, most: int, *name: str) -> None:
        """Add whole lines to a file, at once: what two runs add stands one after the other.

        A file that would be larger than `most` begins anew.
        """
        path = os.path.join(self.path, *name)
        with suppress(OSError):
            _make(os.path.dirname(path))
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _FLAGS, 0o600)
            try:
                if os.fstat(handle).st_size + len(data) > most:
                    os.ftruncate(handle, 0)
                os.write(handle, data)
            finally:
                os.close(handle)

    def replace(self, data: bytes, *name: str) -> None:
        """Write a file whole: whoever reads it finds the old one or the new one."""
        path = os.path.join(self.path, *name)
        beside = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}")
        with suppress(OSError):
            _make(os.path.dirname(path))
            try:
                with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600), "wb") as file:
                    file.write(data)
                os.replace(beside, path)
            except BaseException:  # an interrupted run leaves nothing behind, either
                with suppress(OSError):
                    os.unlink(beside)
                raise

    def thin(self, most: int, *folder: str) -> None:
        """Take away the oldest files of a folder, until there are no more than `most`."""
        found = []
        for name in self.names(*folder):
            with suppress(OSError):
                found.append((os.lstat(os.path.join(self.path, *folder, name)).st_mtime_ns, name))
        for _, name in sorted(found)[: max(0, len(found) - most)]:
            with suppress(OSError):
                os.unlink(os.path.join(self.path, *folder, name))

    def trim(self) -> None:
        """Take away what has not been written to for longest, until the whole is no larger than `MAX_CACHE`."""
        found = []
        for folder, _, names in os.walk(self.path):
            for name in names:
                path = os.path.join(folder, name)
                with suppress(OSError):
                    info = os.lstat(path)
                    found.append((info.st_mtime_ns, path, info.st_size))
        left = sum(size for _, _, size in found) - MAX_CACHE
        for _, path, size in sorted(found):
            if left <= 0:
                break
            with suppress(OSError):
                os.unlink(path)
                left -= size


def open_folder(environment: Mapping[str, str]) -> Folder | None:
    """Return the folder of the cache, made where it is missing; None where there can be none of our own."""
    named = environment.get(CACHE)
    base = named or _usual(environment)
    if not base or (not named and not _is_ours(_nearest(base), 0)):
        return None
    path = os.path.join(os.path.abspath(base), FORM)
    with suppress(OSError):
        _make(path)
    return Folder(path) if _is_ours(path, _NOT_OURS) else None


def _usual(environment: Mapping[str, str]) -> str | None:
    """Return where this system keeps the caches of a user."""
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return os.path.join(local, "ttdn", "Cache") if local else None
    if os.path.isabs(environment.get("XDG_CACHE_HOME", "")):
        return os.path.join(environment["XDG_CACHE_HOME"], "ttdn")
    home = environment.get("HOME")
    if not home or not os.path.isabs(home):
        return None
    return os.path.join(home, *(("Library", "Caches") if sys.platform == "darwin" else (".cache",)), "ttdn")


def _make(path: str) -> None:
    """Make a folder and those above it that are missing, each for its owner alone."""
    if not os.path.isdir(path):
        _make(os.path.dirname(path))
        with suppress(FileExistsError):
            os.mkdir(path, 0o700)


def _nearest(path: str) -> str:
    """Return a folder, or where it would be made the nearest one above it that is there."""
    while not os.path.lexists(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    return path


def _is_ours(path: str, forbidden: int) -> bool:
    """Tell whether something is a folder of this user, with none of the forbidden permissions."""
    try:
        info = os.lstat(path)
    except OSError:
        return False
    if sys.platform == "win32":
        return stat.S_ISDIR(info.st_mode)
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.geteuid() and not info.st_mode & forbidden


def program() -> str:
    """Return what tells this program from any other version of it, and from what it stands on.

    Of an installed program that is its version and those of all that is installed beside it; of a checkout, in which
    the code changes without the version, size and time of every file.
    """
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if os.path.isdir(os.path.join(here, "_data")):
        marks = [name for name in sorted(os.listdir(os.path.dirname(here))) if name.endswith(".dist-info")]
    else:
        marks = []
        for folder, folders, names in os.walk(here):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            for name in sorted(names):
                info = os.stat(os.path.join(folder, name))
                marks.append(f"{name} {info.st_size} {info.st_mtime_ns}")
    return digest((FORM, __version__, sys.version, sys.byteorder, *marks))


def digest_of(data: bytes) -> str:
    """Return the mark of some contents: 32 hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()[:32]


def digest(parts: Iterable[str]) -> str:
    """Return the mark of some texts in order: 32 hexadecimal digits."""
    return digest_of("\0".join(parts).encode("utf-8", "surrogatepass"))
