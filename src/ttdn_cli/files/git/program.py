"""The program git: which file it is, what it is told by the environment, and how long it may take."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.limits import MAX_ALLOCATION, MAX_GIT_SECONDS
from ttdn_cli.text.i18n import N_

_FILE = "git.exe" if os.name == "nt" else "git"
# The second is for those versions that do not know the first. Nothing is replaced by anything else that the repository
# names, and nobody is asked for a password.
_SET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOC_LIMIT": str(MAX_ALLOCATION),
    "LC_ALL": "C",
}
# What is fixed here beats what any configuration says.
_OPTIONS = (
    *("--no-optional-locks", "--no-pager", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.commitGraph=false"),
    *("-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit"),
)


def same(path: str, other: str) -> bool:
    """Tell whether two real paths are one."""
    return os.path.normcase(path) == os.path.normcase(other)


def within(path: str, folder: str) -> bool:
    """Tell whether a real path is a folder or lies in it."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))


def find_program(*checked: str) -> str:
    """Return the absolute path of git, found on PATH but in none of the folders that are checked.

    Whoever could write to those could put a program there. A folder that holds the user's home is no such folder, and a
    relative entry of PATH would begin in one. Raises `TtdnError` (3) when there is no git.
    """
    home = os.path.realpath(os.path.expanduser("~"))
    apart = [one for one in map(os.path.realpath, checked) if not within(home, one)]
    for path in _candidates():
        places = os.path.realpath(os.path.dirname(path)), os.path.realpath(path)
        if not any(within(place, folder) for place in places for folder in apart):
            return path
    raise TtdnError(
        N_("git is not installed, or not found"), N_("Install git, or name two files instead of a revision")
    )


def _candidates() -> Iterator[str]:
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(entry, _FILE)
        if os.path.isabs(entry) and os.path.isfile(path) and os.access(path, os.X_OK):
            yield path


class Git(NamedTuple):
    """git as it is run: the program, and the folder of our own that it takes for the repository."""

    program: str
    folder: str
    objects: str

    def run(self, *arguments: str, given: bytes = b"", as_set_up: bool = False) -> subprocess.CompletedProcess[bytes]:
        """Run a command of git and return what it said; no setting counts but ours, or `as_set_up` those of the user.

        Raises `TtdnError` (3) when it cannot be started, or takes longer than it may.
        """
        try:
            return subprocess.run(  # noqa: S603 - a fixed list, no shell
                [self.program, *_OPTIONS, *arguments],
                cwd=self.folder,
                env=self._environment(as_set_up=as_set_up),
                input=given,
                capture_output=True,
                timeout=MAX_GIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TtdnError(
                N_("git has not answered within {limit} seconds and was stopped"),
                N_("git fsck tells whether the repository is whole"),
                limit=MAX_GIT_SECONDS,
            ) from None
        except OSError as error:
            raise TtdnError(N_("git could not be started: {reason}"), reason=str(error.strerror)) from None

    def _environment(self, *, as_set_up: bool) -> dict[str, str]:
        """Return the caller's environment without what it says to git: programs, folders, objects and settings."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
        if as_set_up:
            kept |= {name: value for name, value in os.environ.items() if name.upper().startswith("GIT_CONFIG_")}
        else:
            kept |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.path.join(self.folder, "no-config")}
        return kept | _SET | {"GIT_DIR": self.folder, "GIT_OBJECT_DIRECTORY": self.objects}
