"""Ids of tasks as people write them: `ii.3.C`, `II.3.c.`, `Mục II.3.c` (SPEC 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ttdn_cli.limits import MAX_ID
from ttdn_cli.text.normalization import composed

_BEFORE = re.compile(r"(?:mục|nhiệm\s*vụ)(?![^\W\d_])\s*", re.IGNORECASE)
_STROKED = str.maketrans("Ðð", "Đđ")
_IGNORED = re.compile(r"[\s.]+")


def _plain(text: str) -> str:
    """Return what is compared of an id: no case, spaces or dots, no word before it; `đ` is another letter than `d`."""
    whole = _BEFORE.sub("", composed(text).translate(_STROKED).strip(), count=1)
    return _IGNORED.sub("", whole).rstrip(":;,)").casefold()


class TaskIds:
    """The ids of a plan's tasks, to be found in what is written."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Take the ids in the plan's order."""
        self._ids = dict.fromkeys(ids)
        self._plain: dict[str, list[str]] = {}
        for identity in self._ids:
            self._plain.setdefault(_plain(identity), []).append(identity)
        self._starts: list[tuple[str, re.Pattern[str]]] = []

    def find(self, text: str) -> str | None:
        """Return the id that a text is; None where it fits none, or more than one."""
        if text in self._ids:
            return text
        found = self._plain.get(_plain(text), ()) if len(text) <= MAX_ID else ()
        return found[0] if len(found) == 1 else None

    def at_start(self, text: str) -> str | None:
        """Return the longest id that a text begins with, as the words beside an id do in a form; else None."""
        if not self._starts:
            longest = sorted(self._ids, key=len, reverse=True)
            self._starts = [(one, re.compile(_start(one), re.IGNORECASE)) for one in longest]
        words = _BEFORE.sub("", composed(text).translate(_STROKED), count=1)
        return next((one for one, start in self._starts if start.match(words)), None)


def _start(identity: str) -> str:
    """Return the pattern of an id before other words; after mere digits a sign must stand, as they may be a number."""
    letters = r"\s*".join(map(re.escape, _IGNORED.sub("", composed(identity).translate(_STROKED))))
    letters = letters.replace(r"\s*", r"[\s.]*")
    return letters + (r"\s*(?:[.:)/–-]|$)" if identity.strip(". ").isdigit() else r"(?![^\W_])")
