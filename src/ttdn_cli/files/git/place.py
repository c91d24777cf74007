"""Where the repository of a folder lies: its `.git`, found upwards, and what a `.git` that is a file leads to.

Nothing is a repository but what an enclosing `.git` names. To git itself any folder with HEAD, config, objects and refs
is one, so that files of a report, an archive or a branch could bring a history of their own.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ttdn_cli.errors import TtdnError, reason_of
from ttdn_cli.files.git.program import same, within
from ttdn_cli.files.opening import read_file
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.findings import Phrase, Term
from ttdn_cli.text.i18n import N_

DOT = ".git"
_LEADS = re.compile(r"gitdir: ([^\r\n\0]+)[\r\n]*")
_ANYTHING = re.compile(r"([^\r\n\0]+)[\r\n]*")
_STRANGE = N_("it leads to {target}, which is no worktree or submodule of a repository that this folder belongs to")


class NoRepository(TtdnError):  # noqa: N818 - said as what it is
    """A folder that no `.git` encloses."""


class Place(NamedTuple):
    """Where a repository lies: the top of its files, what git keeps for these files alone, and all the rest of it."""

    top: str
    own: str
    common: str


def file_rejected(path: str, reason: object, hint: str = "", top: str = "") -> TtdnError:
    """Return the error of a repository that is not read, with the path in it that is the reason."""
    return TtdnError(N_("The git repository is not read: {path}: {reason}"), hint, path=path, reason=reason, top=top)


def unreadable(path: str, error: FileRejected | OSError) -> TtdnError:
    """Return the error of something in a repository that cannot be read or is not what git makes."""
    if isinstance(error, OSError):
        return file_rejected(path, reason_of(error))
    if error.code == "link":
        return file_rejected(path, Term(N_("it is a link")))
    if error.code == "too-large":
        return file_rejected(path, Term(N_("it is larger than any that git needs")))
    return file_rejected(path, error.values.get("reason", Term(N_("it is no ordinary file"))))


def find(folder: str) -> Place:
    """Return where the repository lies that a folder is in.

    Raises `TtdnError` (3) when there is no such folder or its repository is not one to be read, and `NoRepository`.
    """
    if not os.path.isdir(folder):
        raise TtdnError(N_("There is no folder {folder}"), N_("Check the path"), folder=folder)
    place = _first(list(_upwards(os.path.realpath(folder))))
    if place is None:
        raise NoRepository(
            N_("This folder is in no git repository: {folder}"),
            N_("Run the command in a clone of the repository, or name two files"),
            folder=folder,
        )
    return place


def _upwards(folder: str) -> Iterator[str]:
    """Yield a folder and those around it, up to those where the caller wants no repository to be looked for."""
    named = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    ceilings = {os.path.realpath(one) for one in named if os.path.isabs(one)}
    yield folder
    while (above := os.path.dirname(folder)) != folder and above not in ceilings:
        folder = above
        yield folder


def _first(folders: Sequence[str]) -> Place | None:
    for number, top in enumerate(folders):
        dot = os.path.join(top, DOT)
        try:
            mode = os.lstat(dot).st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise unreadable(dot, error) from None
        if not same(os.path.realpath(dot), dot):  # a junction of Windows as well
            raise file_rejected(dot, Term(N_("it is a link")))
        if stat.S_ISREG(mode):
            return _followed(top, dot, folders[number + 1 :])
        if not stat.S_ISDIR(mode):
            raise file_rejected(dot, Term(N_("it is no ordinary file")))
        if _is_repository(dot):  # an empty folder of that name is none to git either
            return Place(top, dot, dot)
    return None


def _is_repository(folder: str) -> bool:
    return all(os.path.lexists(os.path.join(folder, name)) for name in ("HEAD", "objects", "refs"))


def _followed(top: str, dot: str, around: Sequence[str]) -> Place:
    """Return the place that a `.git` file leads to: a worktree that points back, or a submodule of a repository around.

    Any other folder could have come with the file.
    """
    target = _led(dot, _LEADS)
    if os.path.lexists(os.path.join(target, "commondir")):
        common = _led(os.path.join(target, "commondir"))
        back = _led(os.path.join(target, "gitdir"))
        own = os.path.join(common, "worktrees", os.path.basename(target))
        if same(target, own) and same(back, dot) and _is_repository(common):
            return Place(top, target, common)
    elif _is_repository(target) and (parent := _first(around)):
        for folder in (parent.own, parent.common):
            if within(os.path.dirname(target), os.path.join(folder, "modules")):
                return Place(top, target, target)
    raise file_rejected(dot, Phrase(_STRANGE, {"target": target}))


def _led(file: str, pattern: re.Pattern[str] = _ANYTHING) -> str:
    """Return the real path that a small file names, which counts from the folder that the file lies in."""
    try:
        found = pattern.fullmatch(os.fsdecode(read_file(file)))
    except FileRejected as error:
        raise unreadable(file, error) from None
    if found is None:
        raise file_rejected(file, Term(N_("it names no folder")))
    return os.path.realpath(os.path.join(os.path.dirname(file), found[1]))
