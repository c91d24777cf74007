"""Names of agencies and groups: exact, then folded, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import TypeVar

from ttdn_cli.accents import composed, decomposed
from ttdn_cli.limits import MAX_NAME

Read = TypeVar("Read")
MANY, SHORT = 4096, 120
_FEW, _ALIKE = 3, 0.6
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_STRANGER = "[^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026\u20ab]"
_NO_WORD = re.compile(r"[\W_]+")


def remembered(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Return a reader that remembers short texts: the same few spellings stand in thousands of reports."""
    known = lru_cache(MANY)(read)

    @wraps(read)
    def call(text: str) -> Read:
        return known(text) if len(text) <= SHORT else read(text)

    return call


@remembered
def fold(text: str) -> str:
    """Return the form in which names are compared when they are not the same letter for letter.

    Case, Vietnamese marks and tone placement, đ, dashes, punctuation and spacing do not count; `&` is "và".
    """
    if len(text) > MAX_NAME:
        return text.casefold()  # no name: letter for letter it may be compared
    text = text.casefold().replace("đ", "d").replace("ð", "d").replace("&", " va ")
    return _NO_WORD.sub(" ", _MARKS.sub("", decomposed(text))).strip()


def _exact(text: str) -> str:
    return " ".join(composed(text).split())


class NameIndex:
    """Looks names up; every name belongs to one id or, when two ids share it, to none."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take pairs of an id and its names (the id itself, the official name, the aliases)."""
        self._exact: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        for identity, spellings in names:
            for spelling in (identity, *spellings):
                for index, form in ((self._exact, _exact(spelling)), (self._folded, fold(spelling))):
                    owners = index.setdefault(form, [])
                    if identity not in owners:
                        owners.append(identity)
                self._shown.setdefault(fold(spelling), spelling)
        self._known: dict[str, tuple[str, ...]] = {}
        self._alike: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids that a name fits: one when it is known, several when it is ambiguous, else none."""
        found = self._known.get(text) if len(text) <= MAX_NAME else ()
        if found is None:
            folded = fold(text)
            owners = self._exact.get(_exact(text)) or (self._folded.get(folded) if folded else None)
            found = tuple(owners or ())
            self._known[text] = found
        return found

    def near(self, text: str) -> tuple[str, ...]:
        """Return up to three known spellings that look alike, nearest first; for messages only."""
        start = text[:MAX_NAME]
        if start not in self._alike:
            self._alike[start] = _nearest(start, self._shown)
        return self._alike[start]


def reveal(text: str) -> str:
    """Return a name, or its beginning, with every letter that is not Latin shown by its number, as it may look alike."""
    start = text[:MAX_NAME]
    return re.sub(_STRANGER, lambda match: f"U+{ord(match[0]):04X}" if match[0].isalpha() else match[0], start)


def near(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known words that look like the text, nearest first; for messages only."""
    return _nearest(text, {fold(word): word for word in known})


def _nearest(text: str, shown: Mapping[str, str]) -> tuple[str, ...]:
    """Return what `difflib.get_close_matches` would, comparing in full only what can still be among the best."""
    from difflib import SequenceMatcher

    wanted = SequenceMatcher(b=fold(text[:80]))
    bounds = []
    for form in shown:
        wanted.set_seq1(form)
        if wanted.real_quick_ratio() >= _ALIKE and (bound := wanted.quick_ratio()) >= _ALIKE:
            bounds.append((bound, form))
    best: list[tuple[float, str]] = []
    for bound, form in sorted(bounds, reverse=True):
        if len(best) == _FEW and bound < best[-1][0]:  # no ratio is above its bound
            break
        wanted.set_seq1(form)
        best = sorted([*best, (wanted.ratio(), form)], reverse=True)[:_FEW]
    return tuple(shown[form] for ratio, form in best if ratio >= _ALIKE)
