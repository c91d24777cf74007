"""Plans as they were: in a revision of the git repository, or under an older number of their revision."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager

from ttdn_cli.errors import TtdnError
from ttdn_cli.files import git
from ttdn_cli.files.paths import SUFFIXES
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.intake.plan_reader import PlanFiles, read_plan_files
from ttdn_cli.text.i18n import N_


def read_named(argument: str) -> PlanFiles:
    """Read a plan that is named as a file or as `REV:path` of the repository that the working folder lies in.

    Raises `TtdnError` (3) when there is no such repository, revision or file in it.
    """
    named = None if os.path.lexists(argument) else git.named(argument)
    if named is None:
        return read_plan_files(argument, argument)
    with git.repository(os.curdir) as repository:
        revision = repository.revision(named[0])
        path = repository.from_top(os.curdir, named[1])
        if not revision.has(path):
            raise TtdnError(
                N_("The revision {revision} has no file {path}"),
                N_("The path starts at the top of the repository; one that begins with ./ starts in this folder"),
                revision=revision.name,
                path=path,
            )
        return _at(revision, path)


def read_base(opened: str, base: str) -> PlanFiles | None:
    """Read what a plan file was in another revision of its repository; None when that has no such file.

    `base` is a revision, a `REV:path`, or another file to compare with. Raises `TtdnError` (3) as `read_named` does.
    """
    if git.named(base) or (base.lower().endswith(SUFFIXES) and os.path.isfile(base)):
        return read_named(base)
    with _of(opened) as repository:
        revision, path = repository.revision(base), repository.path_of(opened)
        return _at(revision, path) if revision.has(path) else None


def _of(opened: str) -> AbstractContextManager[git.Repository]:
    return git.repository(os.path.dirname(os.path.realpath(opened)))


def older(opened: str, numbers: Collection[int]) -> Iterator[tuple[int, PlanFiles]]:
    """Yield a plan as it last was under each of some numbers of its `revision`, from the history of its file.

    Looks through the newest 200 commits that changed the file; without a repository there is nothing to look through.
    What was broken then has its faults in the result. Raises `TtdnError` (3) where the history cannot be read, or ends
    before all are found: an earlier commit could hold an earlier text of the same number.
    """
    left = {str(number): number for number in numbers}
    try:
        with _of(opened) as repository:
            path = repository.path_of(opened)
            for commit in repository.commits(path):
                if not left:
                    return
                revision = git.Revision(repository.made, commit[:12], commit)
                number = left.pop(str(_number(revision, path)), None)
                if number is not None:
                    yield number, _at(revision, path)
            if left and not repository.is_whole:
                raise TtdnError(
                    N_("This clone has no whole history, and not the plan with revision {numbers}"),
                    N_("git fetch --unshallow, in CI fetch-depth: 0 or GIT_DEPTH: 0"),
                    numbers=tuple(left),
                )
    except git.NoRepository:
        return


def _number(revision: git.Revision, path: str) -> object:
    from ttdn_cli.files.yaml import parse

    try:
        data = parse(revision.read(path)).data
    except FileRejected:
        return None
    return data.get("revision") if isinstance(data, dict) else None


def _at(revision: git.Revision, path: str) -> PlanFiles:
    return read_plan_files(path, path, revision.read, f"{revision.name}:")
