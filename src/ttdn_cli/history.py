"""Plans as they were: in a revision of the git repository, or under an older number of their revision."""

from __future__ import annotations

import os

from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import N_
from ttdn_cli.load import git
from ttdn_cli.load.tree import Refused
from ttdn_cli.paths import SUFFIXES
from ttdn_cli.planbook import Planbook, read_planbook


def read_named(argument: str) -> Planbook:
    """Read a plan that is named as a file or as `REV:path` of the repository that the working folder lies in.

    Raises `TtdnError` (3) when there is no such repository, revision or file in it.
    """
    named = None if os.path.lexists(argument) else git.named(argument)
    if named is None:
        return read_planbook(argument, argument)
    revision = git.revision(os.curdir, named[0])
    path = git.from_top(os.curdir, named[1])
    if not revision.has(path):
        raise TtdnError(
            N_("The revision {revision} has no file {path}"),
            N_("The path starts at the top of the repository; one that begins with ./ starts in this folder"),
            revision=revision.name,
            path=path,
        )
    return _at(revision, path)


def read_base(opened: str, base: str) -> Planbook | None:
    """Read what a plan file was in another revision of its repository; None when that has no such file.

    `base` is a revision, a `REV:path`, or another file to compare with. Raises `TtdnError` (3) as `read_named` does.
    """
    if git.named(base) or (base.lower().endswith(SUFFIXES) and os.path.isfile(base)):
        return read_named(base)
    folder, path = _locate(opened)
    revision = git.revision(folder, base)
    return _at(revision, path) if revision.has(path) else None


def _locate(opened: str) -> tuple[str, str]:
    """Return the folder to run git in, and the path of a file from the top of its repository."""
    real = os.path.realpath(opened)
    # In a hook git has set GIT_DIR, which counts from the working folder.
    folder = os.curdir if os.environ.get("GIT_DIR") else os.path.dirname(real)
    return folder, os.path.relpath(real, os.path.realpath(git.top(folder))).replace(os.sep, "/")


def older(opened: str, number: int) -> Planbook | None:
    """Return a plan as it last was when its `revision` was `number`, from the history of its file.

    Looks through the newest 200 commits that changed the file. None when none of them has that number, or when there
    is no git or no repository. What was broken then has its faults in the result.
    """
    try:
        folder, path = _locate(opened)
        for commit in git.commits(folder, path):
            revision = git.Revision(folder, commit[:12], commit)
            if _number(revision, path) == str(number):
                return _at(revision, path)
    except TtdnError:
        return None
    return None


def _number(revision: git.Revision, path: str) -> object:
    from ttdn_cli.load.yaml import parse

    try:
        data = parse(revision.read(path)).data
    except Refused:
        return None
    return data.get("revision") if isinstance(data, dict) else None


def _at(revision: git.Revision, path: str) -> Planbook:
    return read_planbook(path, path, revision.read, f"{revision.name}:")
