"""Files as they were in a revision of a git repository: the one that an enclosing `.git` names.

Whoever sends an archive or a branch may bring a repository. So its settings are not read (`standin`), it is refused
where it is not what git makes (`place`), and git runs nothing, fetches nothing and takes no lock (`program`).
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.files.git.place import NoRepository, find
from ttdn_cli.files.git.standin import StandIn, add_index, stand_in
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_BYTES, MAX_COMMITS
from ttdn_cli.text.i18n import N_

__all__ = ["NoRepository", "Repository", "Revision", "named", "repository"]

# The colon that parts revision and path is the first one outside braces: HEAD^{/fix: it}:plan.yaml.
_NAMED = re.compile(r"((?:[^:{]|\{[^}]*\})+):(.+)", re.DOTALL)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ENTRY = re.compile(r"[0-7]+ ([a-z]+) ([0-9a-f]+) +([0-9]+|-|BAD)\t(.*)\0", re.DOTALL)


def named(argument: str) -> tuple[str, str] | None:
    """Return revision and path of a `REV:path` as git writes it; None for anything else."""
    match = _NAMED.fullmatch(argument)
    return (match[1], match[2]) if match else None


class Revision(NamedTuple):
    """A commit of a repository: as it was named, and its id."""

    made: StandIn
    name: str
    commit: str

    def has(self, path: str) -> bool:
        """Tell whether the revision has a file or folder of that path, from the top of the repository."""
        return self._find(path) is not None

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, by its path from the top of the repository.

        Raises `FileRejected` (rule `unreadable`) for what is not there, a folder, a file over the limit of size; and
        `TtdnError` (3) when the repository itself lacks it.
        """
        found = self._find(path)
        if found is None:
            raise FileRejected("unreadable", "missing")
        kind, size, blob = found
        if kind != "blob":
            raise FileRejected("unreadable", "folder")
        if size > MAX_BYTES:
            raise FileRejected("unreadable", "too-large", limit=MAX_BYTES // 1024 // 1024)
        done = self.made.git.run("cat-file", "blob", blob)
        if done.returncode or len(done.stdout) != size:
            raise self._lacking(path)
        return done.stdout

    def _find(self, path: str) -> tuple[str, int, str] | None:
        """Return kind, size in bytes and id of what stands at a path; raises `TtdnError` (3) as `read` does."""
        if path.startswith(("/", "../")) or path in (".", "..") or not path.isprintable():
            return None
        done = self.made.git.run("ls-tree", "-l", "-z", "--full-tree", "--", self.commit, path)
        if done.returncode:
            raise self._lacking(path)
        found = _ENTRY.fullmatch(done.stdout.decode("utf-8", "replace"))
        if found is None or found[4] != path:
            return None
        if found[3] == "BAD" or (found[1] == "blob" and found[3] == "-"):
            raise self._lacking(path)
        return found[1], int(found[3].replace("-", "0")), found[2]

    def _lacking(self, path: str) -> TtdnError:
        lacking = N_("The repository should hold {path} of the revision {name}, but cannot give it")
        return TtdnError(lacking, _remedy(self.made, N_("git fsck tells what is damaged")), path=path, name=self.name)


class Repository(NamedTuple):
    """A repository that is open for reading: the top of its files, and git over a stand-in for it."""

    top: str
    made: StandIn
    own: str

    @property
    def is_whole(self) -> bool:
        """Tell whether it has its whole history, as far as it says so itself."""
        return not self.made.is_shallow

    def path_of(self, path: str) -> str:
        """Return the path of a file or folder of the working tree from the top of the repository."""
        return os.path.relpath(os.path.realpath(path), self.top).replace(os.sep, "/")

    def from_top(self, folder: str, path: str) -> str:
        """Return a path from the top of the repository: one that begins with `./` or `../` starts in the folder."""
        if path.startswith(("./", "../")):
            path = f"{self.path_of(folder)}/{path}"
        return posixpath.normpath(path)

    def revision(self, name: str) -> Revision:
        """Return a revision by any name that git knows; raises `TtdnError` (3) when there is no such commit."""
        commit = ""
        if name and not name.startswith("-") and "\0" not in name:
            commit = self._resolved(f"{name}^{{commit}}")
        if not commit:
            plain = N_("Name a branch, a tag or a commit; git fetch brings those that are not here yet")
            raise TtdnError(N_("The repository has no revision {name}"), _remedy(self.made, plain), name=name)
        return Revision(self.made, name, commit)

    def commits(self, path: str) -> Iterator[str]:
        """Yield the commits that changed a file, the newest first; at most `MAX_COMMITS`.

        Raises `TtdnError` (3) where the history cannot be read. A repository without a commit has none.
        """
        if not self._resolved("HEAD"):
            return
        head = self.revision("HEAD").commit
        done = self.made.git.run("rev-list", f"--max-count={MAX_COMMITS}", head, "--", path)
        if done.returncode:
            raise TtdnError(
                N_("The history of {path} cannot be read"),
                _remedy(self.made, N_("git fsck tells what is damaged")),
                path=path,
            )
        yield from done.stdout.decode("ascii", "replace").split()

    def staged(self) -> list[str]:
        """Return the paths, from the top of the repository, of the files that the next commit would add or change.

        `git commit` names the index that it uses to its hooks. Raises `TtdnError` (3) where it cannot be read.
        """
        index = os.environ.get("GIT_INDEX_FILE") or os.path.join(self.own, "index")
        add_index(os.path.join(self.top, index), self.made.git)
        what = ("--cached", "--name-only", "-z", "--diff-filter=d", "--no-renames", "--ignore-submodules=all")
        done = self.made.git.run("diff", *what, "--no-ext-diff", "--no-textconv")
        if done.returncode:
            raise TtdnError(
                N_("What is staged in the repository cannot be read"),
                _remedy(self.made, N_("git status tells what is wrong")),
            )
        return [os.fsdecode(one) for one in done.stdout.split(b"\0") if one]

    def _resolved(self, name: str) -> str:
        done = self.made.git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        said = done.stdout.decode("ascii", "replace").strip()
        return said if _COMMIT.fullmatch(said) else ""


@contextmanager
def repository(folder: str) -> Iterator[Repository]:
    """Open the repository that a folder lies in, for as long as the context lasts.

    Raises `NoRepository`, and `TtdnError` (3) when there is no git, no such folder, or the repository is not one to be
    read: see `place.find` and `standin.stand_in`.
    """
    place = find(folder)
    with stand_in(place, os.curdir) as made:
        yield Repository(place.top, made, place.own)


def _remedy(made: StandIn, plain: str) -> str:
    """Return what to do about something that a repository lacks."""
    if made.is_shallow:
        return N_("This clone has no whole history: git fetch --unshallow, in CI fetch-depth: 0 or GIT_DEPTH: 0")
    if made.is_partial:
        return N_("This clone has not all files, and nothing is fetched here: clone it without --filter")
    return plain
