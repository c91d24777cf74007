"""A stand-in for a repository: its names of commits under settings of our own, in a folder of our own.

A setting of a repository can make git run a program, fetch, or read any file, and each version knows new ones. So git
never reads them: it is given a folder that holds a copy of the refs, and is told where the objects lie.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ttdn_cli.errors import TtdnError, reason_of
from ttdn_cli.files.git.owner import check_owner
from ttdn_cli.files.git.place import Place, file_rejected, unreadable
from ttdn_cli.files.git.program import Git, find_program, same
from ttdn_cli.files.opening import read_file
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.findings import Phrase, Term
from ttdn_cli.limits import MAX_REFS, MAX_REFS_BYTES
from ttdn_cli.text.i18n import N_

# Which commits a name means stands in these. A log of the refs is what HEAD@{1} needs.
_FILES = re.compile(r"packed-refs|shallow|(?:[A-Z]+_)?HEAD")
_FOLDERS = ("refs", "logs", "reftable")
_HEAD = re.compile(rb"ref: refs/[^\n]+\n*|[0-9a-f]{40,64}\n*")
_SHARED_INDEX = re.compile(r"sharedindex\.[0-9a-f]{40,64}")
_PLAIN = re.compile(r"[a-z0-9]+")
# How objects and refs are kept: without these they cannot be read. The others that are known change nothing here.
_FORMAT = ("extensions.objectformat", "extensions.refstorage")
_NO_MATTER = ("noop", "noop-v1", "partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig")
_PARTIAL = re.compile(r"extensions\.partialclone|remote\..*\.(?:promisor|partialclonefilter)", re.DOTALL)
# What main@{upstream} needs.
_TRACKED = re.compile(r"(branch|remote)\.([^\n]*)\.(remote|merge|fetch)")


class StandIn(NamedTuple):
    """git over a stand-in, and whether the repository holds less than its whole history, or less than all files."""

    git: Git
    is_shallow: bool
    is_partial: bool


@contextmanager
def stand_in(place: Place, *apart: str) -> Iterator[StandIn]:
    """Make a stand-in for a repository that lasts as long as the context.

    `apart` are more folders that git is not to be run from. Raises `TtdnError` (3) when the repository is another
    user's, is not one that can be read, when there is no git, and when nothing can be written for a while.
    """
    program = find_program(place.top, *apart)
    objects = os.path.join(place.common, "objects")
    _check_objects(objects)
    with _scratch() as folder:
        git = Git(program, folder, objects)
        _write(folder, "HEAD", b"ref: refs/heads/none\n")
        _write(folder, os.path.join("refs", ".none"), b"")  # without the folder it is no repository to git
        check_owner(place, git)
        settings = _settings(place, git)
        _write(folder, "config", _config(place, settings))
        copies = _Copies()
        copies.make(place.common, folder)
        if place.own != place.common:
            own = os.path.join(folder, "worktrees", "own")
            _write(own, "commondir", b"../..\n")
            copies.make(place.own, own)
            git = git._replace(folder=own)
        yield StandIn(
            git, os.path.exists(os.path.join(folder, "shallow")), any(_PARTIAL.fullmatch(key) for key, _ in settings)
        )


def add_index(path: str, git: Git) -> None:
    """Give a stand-in a copy of the index at a path, with the shared ones beside it that it may be a part of.

    Without an index nothing is staged. Raises `TtdnError` (3) for what cannot be read or is not what git makes.
    """
    folder, name = os.path.split(path)
    if not os.path.lexists(path):
        return
    try:
        shared = [one for one in os.listdir(folder) if _SHARED_INDEX.fullmatch(one)]
        for source, target in ((name, "index"), *((one, one) for one in shared)):
            _write(git.folder, target, read_file(os.path.join(folder, source), MAX_REFS_BYTES))
    except (FileRejected, OSError) as error:
        raise unreadable(path, error) from None


def _check_objects(objects: str) -> None:
    """Raise `TtdnError` (3) for objects that lie elsewhere, and for what git would open and wait for."""
    if not same(os.path.realpath(objects), objects):
        raise file_rejected(objects, Term(N_("it is a link")))
    for name in ("info", "pack"):
        folder = os.path.join(objects, name)
        try:
            with os.scandir(folder) as entries:
                odd = [entry.path for entry in entries if not (entry.is_file() or entry.is_dir() or entry.is_symlink())]
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unreadable(folder, error) from None
        if odd:
            raise file_rejected(odd[0], Term(N_("it is no ordinary file")))


@contextmanager
def _scratch() -> Iterator[str]:
    from tempfile import TemporaryDirectory

    try:
        made = TemporaryDirectory(prefix="ttdn-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(error) from None
    with made as folder:
        yield os.path.realpath(folder)


def _write(folder: str, name: str, data: bytes) -> None:
    path = os.path.join(folder, name)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise _no_room(error) from None


def _no_room(error: OSError) -> TtdnError:
    return TtdnError(
        N_("Nothing can be written to the folder for temporary files: {reason}"),
        N_("Name a folder that can be written to in TMPDIR"),
        reason=reason_of(error),
    )


class _Copies:
    """Copies of what names commits, which together have a limit."""

    def __init__(self) -> None:
        self._files = MAX_REFS
        self._bytes = MAX_REFS_BYTES

    def make(self, source: str, target: str) -> None:
        """Copy files and folders of refs from one folder of a repository; links and devices are no refs."""
        try:
            for name in _names(source):
                data = self._read(os.path.join(source, name))
                if name == "HEAD" and not _HEAD.fullmatch(data):
                    raise file_rejected(os.path.join(source, name), Term(N_("it names no branch or commit")))
                _write(target, name, data)
        except OSError as error:
            raise unreadable(source, error) from None

    def _read(self, path: str) -> bytes:
        try:
            data = read_file(path, self._bytes)
        except FileRejected as error:
            raise unreadable(path, error) from None
        self._files -= 1
        self._bytes -= len(data)
        if self._files < 0:
            many = Phrase(N_("there are more than {limit} files of refs"), {"limit": MAX_REFS})
            raise file_rejected(path, many, N_("git pack-refs --all puts them into one"))
        return data


def _names(source: str) -> Iterator[str]:
    """Yield the names of all files that say which commits the names of a repository mean."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(os.path.join(source, folder)) as entries:
            for entry in entries:
                name = os.path.join(folder, entry.name)
                if not folder and entry.name not in _FOLDERS and not _FILES.fullmatch(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                elif (not folder or entry.is_file(follow_symlinks=False)) and not name.endswith(".lock"):
                    yield name


def _settings(place: Place, git: Git) -> list[tuple[str, str]]:
    """Return the settings of a repository as git itself parses them, from its standard input; nothing is included."""
    path = os.path.join(place.common, "config")
    try:
        data = read_file(path) if os.path.lexists(path) else b""
    except FileRejected as error:
        raise unreadable(path, error) from None
    done = git.run("config", "--file", "-", "--no-includes", "--null", "--list", given=data)
    if done.returncode:
        raise file_rejected(path, Term(N_("it is no configuration that git can read")))
    pairs = (one.partition("\n") for one in os.fsdecode(done.stdout).split("\0"))
    return [(key, value) for key, _, value in pairs]


def _config(place: Place, settings: list[tuple[str, str]]) -> bytes:
    """Return the settings of the stand-in: how objects and refs are kept, and which branch follows which."""
    known = dict(settings)
    version = known.get("core.repositoryformatversion", "0")
    path = os.path.join(place.common, "config")
    lines = ["[core]", f"\trepositoryformatversion = {_plain(path, version)}", "\tbare = true", "[extensions]"]
    for key, value in known.items():
        section, _, name = key.partition(".")
        if key in _FORMAT:
            lines.append(f"\t{name} = {_plain(path, value)}")
        elif section == "extensions" and version != "0" and name not in _NO_MATTER:
            raise file_rejected(path, Phrase(N_("it needs an extension that is not known: {name}"), {"name": name}))
    for key, value in settings:
        if tracked := _TRACKED.fullmatch(key):
            lines += [f"[{tracked[1]} {_quoted(tracked[2])}]", f"\t{tracked[3]} = {_quoted(value)}"]
    return os.fsencode("\n".join(lines) + "\n")


def _plain(path: str, value: str) -> str:
    if not _PLAIN.fullmatch(value):
        raise file_rejected(path, Phrase(N_("it has a format that is not known: {value}"), {"value": value}))
    return value


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
