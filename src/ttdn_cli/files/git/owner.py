"""Whose a repository is: what another user has made is not read, unless the user has said that it may be."""

from __future__ import annotations

import os

from ttdn_cli.errors import TtdnError
from ttdn_cli.files.git.place import DOT, Place, file_rejected, unreadable
from ttdn_cli.files.git.program import Git
from ttdn_cli.findings import Term
from ttdn_cli.text.i18n import N_


def check_owner(place: Place, git: Git) -> None:
    """Raise `TtdnError` (3) when a repository is another user's and not among those that are set as safe.

    git does the same, but not for a repository that it is told, as here. Windows tells Python no owner: there it holds
    that no setting of the repository counts.
    """
    users = _users()
    if not users:
        return
    parts = dict.fromkeys((place.top, os.path.join(place.top, DOT), place.own, place.common))
    for part in parts:
        try:
            owner = os.lstat(part).st_uid
        except OSError as error:
            raise unreadable(part, error) from None
        if owner not in users and not _is_safe(place.top, git):
            raise _foreign(place.top, part)


def _users() -> set[int]:
    """Return whose files count as the user's own: root's are also those of whoever became root by sudo."""
    if not hasattr(os, "geteuid"):
        return set()
    user, before = os.geteuid(), os.environ.get("SUDO_UID", "")
    return {user, int(before)} if user == 0 and before.isascii() and before.isdigit() else {user}


def _is_safe(top: str, git: Git) -> bool:
    """Tell whether the user's settings of git, which are no repository's, name a folder as safe."""
    safe = False
    said = git.run("config", "--null", "--get-all", "safe.directory", as_set_up=True).stdout
    for value in os.fsdecode(said).split("\0")[:-1]:
        if not value:
            safe = False  # as git reads it: what stands before does not count
        elif value == "*" or (value.endswith("/*") and top.startswith(value[:-1])):
            safe = True
        else:
            path = os.path.expanduser(value)
            safe = safe or (os.path.isabs(path) and os.path.realpath(path) == top)
    return safe


def _foreign(top: str, part: str) -> TtdnError:
    return file_rejected(
        part,
        Term(N_("it belongs to another user")),
        N_("Where it can be trusted: git config --global --add safe.directory {top}"),
        top=top,
    )
