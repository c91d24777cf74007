"""Agencies that share one cell of a table: split only where the registry knows the names.

"Sở Văn hóa, Thể thao và Du lịch" is one agency, "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan" are two and a group.
Only a line break or a semicolon always parts two names. A comma, "và", a dash or a slash also stands inside names, so
it parts only where a name of the registry follows, or a word that such names begin with. The longest known name wins.
Nothing is matched by likeness: what is not known is handed back in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold
from ttdn_cli.model.registry import Agency, Group

_APART = re.compile(r"[;\r\n]+")
_BULLET = re.compile(r"^[\s+*•·–-]+")
_MAYBE = re.compile(r"\s*[,/&]\s*|\s*[–-]\s*|\s+v(?:à|a\u0300|a)\s+", re.IGNORECASE)
_LONGEST = 12  # parts that one name can have


class Understood(NamedTuple):
    """What a cell names: `ids` in its order, each once, and `left`, the words that no agency or group fits."""

    ids: tuple[str, ...]
    left: tuple[str, ...]


class AgencyReader:
    """Reads cells against one registry."""

    def __init__(self, directory: Directory) -> None:
        self._names = directory.all_names
        self._groups = directory.groups
        everybody: list[Agency | Group] = [*directory.registry.agencies, *directory.registry.groups]
        spellings = [name for one in everybody for name in (one.id, one.name, *one.aliases)]
        self._first_words = frozenset(folded.split()[0] for name in spellings if (folded := fold(name)))

    def read(self, text: str) -> Understood:
        """Return the agencies and groups that a cell names, and the words that are left. Never raises."""
        ids: list[str] = []
        left: list[str] = []
        for line in _APART.split(text):
            self._read_line(" ".join(_BULLET.sub("", line).split()), ids, left)
        return Understood(tuple(dict.fromkeys(ids)), tuple(left))

    def _read_line(self, line: str, ids: list[str], left: list[str]) -> None:
        starts, ends = _edges(line)
        beginnings = [number for number, at in enumerate(starts) if number == 0 or self._may_begin(line, at)]
        names = self._names_in(line, starts, ends, beginnings)
        taken = 0  # the first part that is not yet accounted for
        for number in beginnings:
            if number < taken:
                continue
            if number > taken:
                _keep(line[starts[taken] : ends[number - 1]], left)
                taken = number
            if number in names:
                identity, taken = names[number]
                ids.append(identity)
        if taken < len(starts):
            _keep(line[starts[taken] :], left)

    def _may_begin(self, line: str, at: int) -> bool:
        words = fold(line[at : at + 40]).split(maxsplit=1)
        return bool(words) and words[0] in self._first_words

    def _names_in(
        self, line: str, starts: Sequence[int], ends: Sequence[int], beginnings: Sequence[int]
    ) -> dict[int, tuple[str, int]]:
        """Return, by the part where it begins, the longest known name and the part after it.

        A group is taken only before a name that is known as well: in "các đơn vị, phòng ban liên quan" the last
        word belongs to both halves. So the line is read from its end.
        """
        found: dict[int, tuple[str, int]] = {}
        stops = {*beginnings, len(starts)}
        for first in reversed(beginnings):
            for last in range(min(first + _LONGEST, len(starts)), first, -1):
                ids = self._names.find(line[starts[first] : ends[last - 1]]) if last in stops else ()
                if len(ids) == 1 and (ids[0] not in self._groups or last == len(starts) or last in found):
                    found[first] = (ids[0], last)
                if ids:
                    break
        return found


def _edges(line: str) -> tuple[list[int], list[int]]:
    """Return where the parts of a line begin and end."""
    starts, ends = [0], []
    for match in _MAYBE.finditer(line):
        ends.append(match.start())
        starts.append(match.end())
    return starts, [*ends, len(line)]


def _keep(words: str, left: list[str]) -> None:
    """Keep what is not known, without what only stands around it."""
    words = " ".join(words.split()).strip(" ,./&-–")
    if words:
        left.append(words)
