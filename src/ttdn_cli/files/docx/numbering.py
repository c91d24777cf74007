"""Automatic numbers, computed as Word and LibreOffice count them, or refused where that is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ttdn_cli.files.docx.elements import Element, Part
from ttdn_cli.files.docx.styles import Styles

# Codes of why a number cannot be computed.
FORMAT, TRACKED, LEVEL = "number_format", "number_tracked", "number_level"
_LEVELS = 9
_MOST = 32_767
_PLACE = re.compile("%([1-9])")
_WHOLE = re.compile("[0-9]{1,5}")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Number(NamedTuple):
    """The number of a paragraph as it is shown, or a code of why that is not sure."""

    text: str = ""
    doubt: str = ""


class _Level(NamedTuple):
    start: int
    format: str
    text: str
    restart: int | None
    decimal: bool
    style: str


class _List(NamedTuple):
    """A list: the count that it belongs to, its levels, and where levels of it begin anew."""

    counter: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of a Word file and how far each has been counted."""

    def __init__(self, content: bytes | None, styles: Styles) -> None:
        """Take the part that describes the lists, if there is one; raises `FileRejected` when it cannot be read."""
        root = Part(content).root.one("numbering") if content is not None else None
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for one in root.children if root else ():
            if one.name == "abstractNum":
                self._abstract.setdefault(one.attributes.get("abstractNumId", ""), one)
            elif one.name == "num":
                self._nums.setdefault(one.attributes.get("numId", ""), one)
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._doubtful: set[str] = set()

    def next(self, properties: Element | None, style: str | None, *, deleted: bool = False) -> Number:
        """Count a paragraph and return its number; nothing where it has none, or a bullet.

        A `deleted` one may or may not be counted: from then on the list cannot be told.
        """
        found = self._place(properties, style)
        if found is None:
            return Number()
        name, listed, at = found
        level = listed.levels.get(at)
        if level is None or level.format == "bullet":
            return Number()
        if deleted:
            self._doubtful.add(listed.counter)
        self._count(name, listed, at, level)
        if listed.counter in self._doubtful:
            return Number(doubt=TRACKED)
        return self._shown(listed, level, at)

    def _place(self, properties: Element | None, style: str | None) -> tuple[str, _List, int] | None:
        """Return the list of a paragraph by its name, and the level in it."""
        name = properties.value("numPr", "numId") if properties else None
        level = properties.value("numPr", "ilvl") if properties else None
        by_style = self._styles.number(style)
        from_style = ""
        if name is None and by_style:
            name, of_style, from_style = by_style
            level = of_style if level is None else level
        listed = self._list(name) if name and name != "0" else None
        if listed is None or name is None:
            return None
        if level is None and from_style:
            level = next((str(at) for at, one in listed.levels.items() if one.style == from_style), None)
        at = int(level) if level and _WHOLE.fullmatch(level) else 0
        return name, listed, min(at, _LEVELS - 1)

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._made(name)
        return self._lists[name]

    def _made(self, name: str) -> _List | None:
        num = self._nums.get(name)
        count = (num.value("abstractNumId") if num else None) or ""
        abstract = self._abstract.get(count)
        for _ in range(_LEVELS):  # a list that is only the style of another one
            linked = abstract.value("numStyleLink") if abstract else None
            if not linked:
                break
            other = self._nums.get(self._styles.list_of(linked) or "")
            count = (other.value("abstractNumId") if other else None) or ""
            abstract = self._abstract.get(count)
        if num is None or abstract is None:
            return None
        levels = {_at(one): _level(one) for one in abstract.all("lvl")}
        starts = {}
        for one in num.all("lvlOverride"):
            if (own := one.one("lvl")) is not None:
                levels[_at(one)] = _level(own)
            if (start := _whole(one.value("startOverride"))) is not None:
                starts[_at(one)] = start
        return _List(count, levels, starts)

    def _count(self, name: str, listed: _List, at: int, level: _Level) -> None:
        counts = self._counts.setdefault(listed.counter, {})
        override = listed.starts.get(at)
        if override is not None and (name, at) not in self._begun:
            counts[at] = override
        elif at in counts:
            counts[at] = min(counts[at] + 1, _MOST)
        else:
            counts[at] = level.start if override is None else override
        self._begun.add((name, at))
        for deeper in range(at + 1, _LEVELS):
            other = listed.levels.get(deeper)
            if other is None or other.restart is None or at < other.restart:
                counts.pop(deeper, None)

    def _shown(self, listed: _List, level: _Level, at: int) -> Number:
        counts = self._counts[listed.counter]
        parts = []
        for place, text in enumerate(_PLACE.split(level.text)):
            if place % 2 == 0:
                parts.append(text)
                continue
            named = int(text) - 1
            other = listed.levels.get(named)
            if other is None or named > at:
                return Number(doubt=LEVEL)
            if named not in counts:
                return Number(doubt=LEVEL)
            written = _FORMATS.get("decimal" if level.decimal else other.format)
            if written is None:
                return Number(doubt=FORMAT)
            parts.append(written(counts[named]))
        if level.format not in _FORMATS:
            return Number(doubt=FORMAT)
        return Number("".join(parts).strip())


def _at(element: Element) -> int:
    return _whole(element.attributes.get("ilvl")) or 0


def _whole(text: str | None) -> int | None:
    return min(int(text), _MOST) if text is not None and _WHOLE.fullmatch(text) else None


def _level(element: Element) -> _Level:
    start = _whole(element.value("start"))
    return _Level(
        start=0 if start is None else start,
        format=element.value("numFmt") or "decimal",
        text=element.value("lvlText") or "",
        restart=_whole(element.value("lvlRestart")),
        decimal=bool(element.is_on("isLgl")),
        style=element.value("pStyle") or "",
    )


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found


def _letters(number: int) -> str:
    """Return A to Z, then AA, BB and so on."""
    times, at = divmod(number - 1, len(_ALPHABET))
    return _ALPHABET[at] * min(times + 1, 100) if number else ""


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda _: "",
}
