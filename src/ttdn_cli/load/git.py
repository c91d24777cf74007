"""Files as they were in a revision of a git repository, read with `git cat-file` alone.

Nothing of the repository is run: no hook, filter, textconv, external diff or monitor of files, and no lock is taken.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import N_
from ttdn_cli.limits import MAX_BYTES, MAX_COMMITS
from ttdn_cli.load.tree import Refused

# The colon that parts revision and path is the first one outside braces: HEAD^{/fix: it}:plan.yaml.
_NAMED = re.compile(r"((?:[^:{]|\{[^}]*\})+):(.+)", re.DOTALL)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def named(argument: str) -> tuple[str, str] | None:
    """Return revision and path of a `REV:path` as git writes it; None for anything else."""
    match = _NAMED.fullmatch(argument)
    return (match[1], match[2]) if match else None


class Revision(NamedTuple):
    """A commit of the repository that a folder lies in: as it was named, and its id."""

    folder: str
    name: str
    commit: str

    def has(self, path: str) -> bool:
        """Tell whether the revision has a file or folder of that path, from the top of the repository."""
        return self._find(path) is not None

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, by its path from the top of the repository.

        Raises `Refused` (rule `unreadable`) for what is not there, a folder, and a file over the limit of size.
        """
        found = self._find(path)
        if found is None:
            raise Refused("unreadable", "missing")
        kind, size, blob = found
        if kind != "blob":
            raise Refused("unreadable", "folder")
        if size > MAX_BYTES:
            raise Refused("unreadable", "too-large", limit=MAX_BYTES // 1024 // 1024)
        return _git(self.folder, "cat-file", "blob", blob).stdout

    def _find(self, path: str) -> tuple[str, int, str] | None:
        """Return kind, size in bytes and id of what stands at a path."""
        if path.startswith(("/", "../")) or not path.isprintable():
            return None
        asked = f"{self.commit}:{path}\n".encode()
        done = _git(self.folder, "cat-file", "--batch-check=%(objecttype) %(objectsize) %(objectname)", given=asked)
        found = re.fullmatch(r"([a-z]+) ([0-9]+) ([0-9a-f]+)\n", done.stdout.decode("utf-8", "replace"))
        return (found[1], int(found[2]), found[3]) if found else None


def revision(folder: str, name: str) -> Revision:
    """Return a revision of the repository that a folder lies in.

    Raises `TtdnError` (3) when git is not installed, when there is no repository, and when it has no such commit.
    """
    if not name or name.startswith("-") or "\0" in name:
        raise _unknown(name)
    _asked(folder, "--git-dir")  # says so when there is no repository
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = done.stdout.decode("ascii", "replace").strip()
    if not _COMMIT.fullmatch(commit):
        raise _unknown(name)
    return Revision(folder, name, commit)


def top(folder: str) -> str:
    """Return the folder at the top of the repository that a folder lies in; raises `TtdnError` (3) as `revision`."""
    return _asked(folder, "--show-toplevel")


def _asked(folder: str, option: str) -> str:
    done = _git(folder, "rev-parse", option)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")
        raise TtdnError(
            N_("This folder is in no git repository: {folder} ({reason})"),
            N_("Run the command in a clone of the repository, or name two files"),
            folder=folder,
            reason=said[0],
        )
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def from_top(folder: str, path: str) -> str:
    """Return a path from the top of the repository: one that begins with `./` or `../` starts in the folder."""
    if path.startswith(("./", "../")):
        path = _asked(folder, "--show-prefix") + path
    return posixpath.normpath(path)


def commits(folder: str, path: str) -> Iterator[str]:
    """Yield the commits that changed a file, the newest first; at most `MAX_COMMITS`."""
    options = ("rev-list", f"--max-count={MAX_COMMITS}", "HEAD", "--", f":(top,literal){path}")
    yield from _git(folder, *options).stdout.decode("ascii", "replace").split()


def _unknown(name: str) -> TtdnError:
    return TtdnError(
        N_("The repository has no revision {name}"),
        N_("Name a branch, a tag or a commit; git fetch brings those that are not here yet"),
        name=name,
    )


def _git(folder: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)  # noqa: S603 - a fixed list, no shell
    except FileNotFoundError:
        if not os.path.isdir(folder):
            raise TtdnError(N_("There is no folder {folder}"), N_("Check the path"), folder=folder) from None
        raise TtdnError(
            N_("git is not installed, or not found"), N_("Install git, or name two files instead of a revision")
        ) from None
    except OSError as error:
        raise TtdnError(N_("git could not be started: {reason}"), reason=str(error.strerror)) from None
