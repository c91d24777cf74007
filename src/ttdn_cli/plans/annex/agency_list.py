"""Agencies that share one cell of a table: split only where the registry knows the names.

"Sở Văn hóa, Thể thao và Du lịch" is one agency, "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan" are two and a group.
Only a line break or a semicolon always parts two names. A comma, "và", a dash or a slash also stands inside names, so
it parts only where a name of the registry follows, or a word that such names begin with. The longest known name wins.
Nothing is matched by likeness: what is not known is handed back in its own words. "… liên quan" at the end opens the
groups before it, so that a closed group of the registry is not what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold
from ttdn_cli.model.registry import Agency, Group
from ttdn_cli.plans.annex.mentions import COORDINATE, LEAD, Mention, mentions

_MAYBE = re.compile(r"\s*[,/&]\s*|\s*[–-]\s*|\s+v(?:à|a\u0300|a)\s+|\s+and\s+", re.IGNORECASE)
_LONGEST = 12  # parts that one name can have
_CONCERNED = "lien quan"
_LISTED = ("cac ", "nhung ", "mot so ")


class Understood(NamedTuple):
    """What a cell names: `ids` in its order, each once, and `left`, the words that no agency or group fits.

    `scopes` are the words in brackets behind a name, `roles` what is said to be the part of an id.
    """

    ids: tuple[str, ...]
    left: tuple[str, ...]
    scopes: Mapping[str, str] = {}
    roles: Mapping[str, str] = {}


class _Found(NamedTuple):
    identity: str
    last: int  # the part after its name


class AgencyReader:
    """Reads cells against one registry."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._names = directory.all_names
        self._groups = directory.groups
        everybody: list[Agency | Group] = [*directory.registry.agencies, *directory.registry.groups]
        spellings = {fold(name) for one in everybody for name in (one.id, one.name, *one.aliases)}
        self._begun = frozenset(
            " ".join(words[:count]) for words in map(str.split, spellings) for count in range(1, len(words) + 1)
        )

    def read(self, text: str) -> Understood:
        """Return the agencies and groups that a cell names, and the words that are left. Never raises."""
        reading = _Reading()
        for line in mentions(text):
            whole = self._whole(line)
            if whole:
                reading.take(whole, line._replace(limits=()), (0, 0))
            else:
                self._read_line(line, reading)
        return Understood(tuple(dict.fromkeys(reading.ids)), tuple(reading.left), reading.scopes, reading.roles)

    def _whole(self, line: Mention) -> str | None:
        """Return who a line is with all that stands in brackets, where the registry knows such a name."""
        if not line.limits:
            return None
        words, at = "", 0
        for end, limit in line.limits:
            words += f"{line.words[at:end]} ({limit.strip()})"
            at = end
        ids = self._names.find(words + line.words[at:])
        return ids[0] if len(ids) == 1 else None

    def _read_line(self, line: Mention, reading: _Reading) -> None:
        words = line.words
        starts, ends = _edges(words)
        beginnings = [number for number, at in enumerate(starts) if number == 0 or self._may_begin(words, at)]
        names = self._names_in(words, starts, ends, beginnings)
        opened = self._opened(words, starts, names)
        taken = 0  # the first part that is not yet accounted for
        for number in beginnings:
            if number < taken:
                continue
            if number >= opened:
                break
            if number > taken:
                reading.keep(words[starts[taken] : ends[number - 1]])
                taken = number
            if number in names:
                identity, taken = names[number]
                reading.take(identity, line, (starts[number], ends[taken - 1]))
        if taken < opened < len(starts):
            reading.keep(words[starts[taken] : ends[opened - 1]])
            taken = opened
        if taken < len(starts):
            reading.keep(words[starts[taken] :])

    def _opened(self, words: str, starts: Sequence[int], names: dict[int, _Found]) -> int:
        """Return the part from which on a line is one open group that the registry does not know; else their number.

        "Liên quan" at the end is said of all that is listed with it, so closed groups in it are not what is meant.
        """
        end = len(starts)
        if not fold(words).endswith(_CONCERNED):
            return end
        listed = (number for number in range(end) if fold(words[starts[number] :][:40]).startswith(_LISTED))
        first = max(listed, default=0)
        inside = [one for number, one in names.items() if number >= first]
        if any(one.identity not in self._groups for one in inside):
            return end
        is_whole = first in names and names[first].last == end
        is_open = all(self._directory.is_open(one.identity) for one in inside)
        return end if is_whole or (inside and is_open) else first

    def _may_begin(self, line: str, at: int) -> bool:
        words = fold(line[at : at + 40]).split(maxsplit=1)
        return bool(words) and words[0] in self._begun

    def _names_in(
        self, line: str, starts: Sequence[int], ends: Sequence[int], beginnings: Sequence[int]
    ) -> dict[int, _Found]:
        """Return, by the part where it begins, the longest known name and the part after it.

        A group is taken only before a name that is known as well: in "các đơn vị, phòng ban liên quan" the last
        word belongs to both halves. So the line is read from its end.
        """
        found: dict[int, _Found] = {}
        stops = {*beginnings, len(starts)}
        for first in reversed(beginnings):
            for last in reversed(self._lasts(line, starts, ends, first)):
                ids = self._names.find(line[starts[first] : ends[last - 1]]) if last in stops else ()
                if len(ids) == 1 and (ids[0] not in self._groups or last == len(starts) or last in found):
                    found[first] = _Found(ids[0], last)
                if ids:
                    break
        return found

    def _lasts(self, line: str, starts: Sequence[int], ends: Sequence[int], first: int) -> list[int]:
        """Return the parts up to which words from one part on may be a name: as far as one begins with them."""
        lasts = range(first + 1, min(first + _LONGEST, len(starts)) + 1)
        return list(takewhile(lambda last: fold(line[starts[first] : ends[last - 1]]) in self._begun, lasts))


class _Reading:
    """What has been read of one cell."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.left: list[str] = []
        self.scopes: dict[str, str] = {}
        self.roles: dict[str, str] = {}

    def take(self, identity: str, line: Mention, where: tuple[int, int]) -> None:
        """Take an agency whose name stands in a line from one place to another, with what is said of it."""
        self.ids.append(identity)
        if line.role:
            self.roles.setdefault(identity, line.role)
        first, last = where
        for end, limit in line.limits:
            if first < end <= last + 1:
                if limit in (LEAD, COORDINATE):
                    self.roles[identity] = limit
                else:
                    self.scopes[identity] = "; ".join(filter(None, (self.scopes.get(identity), limit.strip())))

    def keep(self, words: str) -> None:
        """Keep what is not known, without what only stands around it."""
        words = " ".join(words.split()).strip(" ,./&-–")
        if words:
            self.left.append(words)


def _edges(line: str) -> tuple[list[int], list[int]]:
    """Return where the parts of a line begin and end."""
    starts, ends = [0], []
    for match in _MAYBE.finditer(line):
        ends.append(match.start())
        starts.append(match.end())
    return starts, [*ends, len(line)]
