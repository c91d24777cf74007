"""What a whole run put out, for when everything that it rests on is as it was: nothing is judged again then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ttdn_cli.cache.folder import Folder, digest, digest_of
from ttdn_cli.cache.record import Result
from ttdn_cli.limits import MAX_PERIOD, MAX_RUN, MAX_RUNS
from ttdn_cli.model.periods import parse_period
from ttdn_cli.paths import Found

ROOM = "runs"


def tree_of(found: Found, digests: Iterable[str | None]) -> str | None:
    """Return the mark of all that was found, by names and contents; None where the contents of a file are not known.

    Of the folders that a file lies in those count that may be named after a period.
    """
    marks = list(digests)
    if None in marks or found.unreadable or len(marks) != len(found.sources):
        return None
    folders = {one: "/".join(filter(_may_be_period, one)) for one in {one.folders for one in found.sources}}
    files = [f"{one.shown}\n{mark}\n{folders[one.folders]}" for one, mark in zip(found.sources, marks, strict=True)]
    return digest([*files, "", *found.skipped, "", *found.litter, str(found.complete)])


def _may_be_period(name: str) -> bool:
    return (len(name) <= MAX_PERIOD and parse_period(name) is not None) or name[:1].lower() in ("q", "h", "t")


class Runs:
    """The results of one situation: a call with all that decides its output but the contents of the files it reads."""

    def __init__(self, folder: Folder, situation: Sequence[str]) -> None:
        self._folder = folder
        self._situation = digest(situation)

    def is_known(self) -> bool:
        """Tell whether there is a result of this situation, so that it is worth while to look at the files first."""
        return any(name.startswith(self._situation) for name in self._folder.names(ROOM))

    def find(self, tree: str) -> Result | None:
        """Return the result for files with these contents."""
        data = self._folder.read(ROOM, self._situation + tree) or b""
        mark, _, rest = data.partition(b"\n")
        if mark.decode("ascii", "replace") != digest_of(rest):
            return None
        import json

        head, _, body = rest.partition(b"\n")
        code, before, after, text, inputs = json.loads(head)
        return Result(code, before, after, text, inputs, body)

    def keep(self, tree: str, result: Result) -> None:
        """Keep a result, unless it is very large, and no more than `MAX_RUNS` of them."""
        import json

        head = json.dumps(result[:-1]).encode()
        rest = b"%b\n%b" % (head, result.data)
        if len(rest) <= MAX_RUN:
            self._folder.replace(b"%b\n%b" % (digest_of(rest).encode(), rest), ROOM, self._situation + tree)
            self._folder.thin(MAX_RUNS, ROOM)
