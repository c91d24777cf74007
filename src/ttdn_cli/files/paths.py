"""From the paths of a command line to a sorted list of files. Knows names of files, not what is in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ttdn_cli.files.unread_kinds import is_evidence_folder, unread_kind

STDIN = "-"
SUFFIXES = (".yaml", ".yml", ".xlsx", ".csv", ".xls", ".ods", ".docx")
_LITTER = ("~$", "._", ".#", "#")
_LITTER_NAMES = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


class Source(NamedTuple):
    """A file to read: how it is opened, how it is shown, and the names of the folders it lies in.

    `opened` is None for standard input; `folders` run from the nearest outwards.
    """

    opened: str | None
    shown: str
    folders: tuple[str, ...] = ()


class InputFiles:
    """What lies under the given paths.

    `sources` are the report files, `unread` those of kinds that are not read, `unreadable` what cannot be one (shown
    path and code), `skipped` what is no report by its name or folder. `complete` is True when a folder was given.
    `places` are the files and folders that reports are taken from, those of the settings among them.
    """

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.unread: list[Source] = []
        self.unreadable: list[tuple[str, str]] = []
        self.skipped: list[str] = []
        self.litter: list[str] = []
        self.complete = False
        self.places: list[str] = []
        self.absolute: dict[str, str] = {}  # of each folder, worked out once


def collect(paths: Sequence[str]) -> InputFiles:
    """Return the files under the given paths, each once, sorted by the path that is shown."""
    found = InputFiles()
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            if STDIN not in seen:
                seen.add(STDIN)
                found.sources.append(Source(None, STDIN))
        elif os.path.isdir(path):
            found.complete = True
            for source in _walk(path, found):
                _add(source, found, seen)
        else:
            _add(_source(path), found, seen)
    found.sources.sort(key=lambda source: source.shown)
    found.unread.sort(key=lambda source: source.shown)
    found.unreadable.sort()
    return found


def _add(source: Source, found: InputFiles, seen: set[str]) -> None:
    folder, name = os.path.split(source.opened or "")
    if folder not in found.absolute:
        found.absolute[folder] = os.path.abspath(folder)
    identity = os.path.join(found.absolute[folder], name)
    if identity not in seen:
        seen.add(identity)
        is_unread = unread_kind(name) is not None and os.path.lexists(identity)  # else it is told to be missing
        (found.unread if is_unread else found.sources).append(source)


def _source(path: str) -> Source:
    return Source(path, _shown(path), _names(os.path.dirname(path)))


def _shown(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")  # which would make a copy of each


def _names(folder: str) -> tuple[str, ...]:
    """Return the names of a folder and of those that it lies in, the nearest first."""
    return tuple(reversed([name for name in os.path.abspath(folder).split(os.sep) if name]))


def _walk(root: str, found: InputFiles) -> Iterator[Source]:
    folders, evidence = [root], list[str]()
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            found.unreadable.append((folder.replace(os.sep, "/"), "folder-permission"))
            continue
        names = _names(folder)
        for entry in entries:
            path = os.path.join(folder, entry.name)
            if is_litter(entry.name):
                found.litter.append(path)
            elif entry.is_dir(follow_symlinks=False):
                (evidence if is_evidence_folder(entry.name) else folders).append(path)
            elif _is_looked_at(entry.name) or (entry.is_symlink() and entry.is_dir()):
                yield Source(path, _shown(path), names)
            else:
                found.skipped.append(path)
    for folder in evidence:
        for below, _, files in os.walk(folder):
            found.skipped += [os.path.join(below, name) for name in sorted(files) if not is_litter(name)]


def _is_looked_at(name: str) -> bool:
    """Tell whether a file is one of reports by its name, read or not."""
    return name.lower().endswith(SUFFIXES) or unread_kind(name) is not None


def is_litter(name: str) -> bool:
    """Tell whether a name is one that editors, systems and this program give to files of their own."""
    return name.startswith((".", *_LITTER)) or name.endswith("~") or name.lower() in _LITTER_NAMES


def beside(file: str, name: str) -> str:
    """Return the path of a file that another file names relative to itself."""
    return os.path.normpath(os.path.join(os.path.dirname(file), name)).replace(os.sep, "/")


def shipped(*parts: str) -> str:
    """Return the path of a file that ships with the program: inside the package or, in a checkout, beside `src`."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(here, "_data")
    root = installed if os.path.isdir(installed) else os.path.join(here, "..", "..")
    return os.path.normpath(os.path.join(root, *parts))


def shipped_name(*parts: str) -> str:
    """Return how messages and results name a file that ships: as the project's repository does, wherever it lies."""
    return "/".join(parts)


def from_here(path: str) -> str:
    """Return a path as it is best shown: relative when it lies below the working directory."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive, or the working directory is gone
        return path
    return path if relative.split(os.sep, 1)[0] == os.pardir else relative.replace(os.sep, "/")


def given_paths(paths: Sequence[str] | None, folder: str | None) -> list[str]:
    """Return the paths that reports are taken from: those of the command line, else the folder that is set."""
    return list(paths or ([from_here(folder)] if folder else []))


def from_root() -> Callable[[str], str]:
    """Return the function that names files from the root of the repository; a file outside of it keeps its whole path.

    The root is the nearest folder, from the working directory upwards, that holds `.git`; else the working directory.
    """
    try:
        here = os.getcwd()
    except OSError:  # it was deleted
        return str
    root = next((one for one in _upwards(here) if os.path.lexists(os.path.join(one, ".git"))), here)

    def name(path: str) -> str:
        if path in ("", STDIN):
            return path
        whole = os.path.normpath(os.path.join(here, path))
        try:
            relative = os.path.relpath(whole, root)
        except ValueError:  # on another drive
            return whole.replace(os.sep, "/")
        return (whole if relative.split(os.sep, 1)[0] == os.pardir else relative).replace(os.sep, "/")

    return name


def lies_in(path: str, place: str) -> bool:
    """Tell whether a file is a place or lies below it: by where its name stands, or by where it leads."""
    folder, name = os.path.split(path)
    try:
        outer = os.path.realpath(place)
        ways = {os.path.realpath(path), os.path.join(os.path.realpath(folder), name)}
    except ValueError:  # no path at all; whoever opens it says so
        return False
    return any(_is_same(one, outer) for way in ways for one in _upwards(way))


def _is_same(path: str, other: str) -> bool:
    try:
        return path == other or os.path.samefile(path, other)  # the case of letters means nothing on some disks
    except OSError:
        return False


def _upwards(folder: str) -> Iterator[str]:
    above = ""
    while folder != above:
        yield folder
        folder, above = os.path.dirname(folder), folder
