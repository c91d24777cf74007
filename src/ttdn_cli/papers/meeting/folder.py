"""Files of reports in papers: where the folder given lies is said once, and they are named from there on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import takewhile

from ttdn_cli.papers.meeting.content import Meeting

_HERE = "./"  # which says nothing


def from_folder(meeting: Meeting, places: Iterable[str]) -> Meeting:
    """Return a meeting in which the columns of files name those of reports from the folder on that was given.

    `places` are the folders and files of reports as they were given; where they lie is kept as the folder.
    """
    folder = _common(places, meeting.files)
    if not folder:
        return meeting

    def short(path: str) -> str:
        return path.removeprefix(folder)

    quality, since = meeting.quality, meeting.since
    return meeting._replace(
        folder=folder.rstrip("/") if folder != _HERE else "",
        names=tuple(dict.fromkeys((*meeting.names, *map(short, meeting.names)))),
        silent=tuple(
            one._replace(file=short(one.file), unread=tuple(map(short, one.unread))) for one in meeting.silent
        ),
        unread=tuple(map(short, meeting.unread)),
        clarify=tuple(one._replace(source=short(one.source)) for one in meeting.clarify),
        quality=quality._replace(
            faulty=tuple(one._replace(path=short(one.path)) for one in quality.faulty),
            unknown=tuple(one._replace(path=short(one.path)) for one in quality.unknown),
        ),
        since=since
        and since._replace(
            came=tuple(one._replace(file=short(one.file)) for one in since.came),
            undated=tuple(map(short, since.undated)),
        ),
    )


def _common(places: Iterable[str], files: tuple[str, ...]) -> str:
    """Return the folder in which all places and files lie, with a slash at its end; "" where there is none."""
    given = [one.replace(os.sep, "/").rstrip("/") for one in places]
    parents = [one.split("/")[:-1] for one in given if any(f"{file}/".startswith(f"{one}/") for file in files)]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*parents, strict=False))
    folder = "".join(f"{names[0]}/" for names in shared)
    is_of_machine = folder.startswith("/") or ":" in folder
    return "" if is_of_machine or not all(one.startswith(folder) for one in files) else folder
