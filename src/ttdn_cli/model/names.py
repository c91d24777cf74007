"""Names of agencies and groups: exact, then folded, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import TypeVar

from ttdn_cli.limits import MAX_NAME
from ttdn_cli.text.normalization import composed, decomposed

Read = TypeVar("Read")
MANY, SHORT = 4096, 120
_FEW, _ALIKE = 3, 0.6
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKS = re.compile(f"[{_MARK}]+")
_STRANGER = "[^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026\u20ab]"
_NO_WORD = re.compile(r"[\W_]+")
_APART = re.compile(rf"(?:[^\w{_MARK}]|_)+")
_STROKED_D = "đ"
_STROKED = str.maketrans("Ðð", "Đđ")  # the letters of other languages that are typed for these
_TONES = "\u0300\u0301\u0303\u0309\u0323"


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


# Words that stand in a cell or field where there is nothing to say, folded.
NOTHING_WORDS = ("không", "không có", "chưa có", "n/a")
_NOTHING = frozenset(map(fold, NOTHING_WORDS))
_BEGIN_NOTHING = frozenset(word[0] for word in _NOTHING)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212.\u2026"


def says_nothing(text: str) -> bool:
    """Tell whether a text only fills its place: empty, dashes, dots, or one of `NOTHING_WORDS`, folded (SPEC 2.3)."""
    if _begins_otherwise(text[:1]):
        return False
    if len(text) > SHORT:
        return not text.strip()
    return fold(text) in _NOTHING or not "".join(text.split()).strip(_DASHES)


@lru_cache(MANY)
def _begins_otherwise(letter: str) -> bool:
    """Tell of the first letter of a text whether none of `NOTHING_WORDS` begins so; never of what is no letter."""
    return letter.isalnum() and fold(letter)[:1] not in _BEGIN_NOTHING


def _exact(text: str) -> str:
    return " ".join(composed(text).translate(_STROKED).split())


def _marks(text: str) -> list[str]:
    """Return the marks of a name: for each letter of its folded form those on it, and after each word its tone.

    A tone belongs to the word, for `hoà` and `hòa` are one.
    """
    found: list[str] = []
    for word in _APART.sub(" ", decomposed(text.translate(_STROKED).casefold().replace("&", " và "))).split():
        tones = ""
        for letter in word:
            if letter in _TONES:
                tones += letter
            elif _MARKS.match(letter):
                found[-1:] = [found[-1] + letter] if found else []
            else:
                found.append(letter if letter in _STROKED_D else "")
        found.append(tones)
    return found


def _goes_with(written: list[str], known: list[str]) -> bool:
    """Tell whether a name differs from a known one of the same folded form in nothing but marks that it leaves out."""
    return all(not one or one == other for one, other in zip(written, known, strict=False))


class NameIndex:
    """Looks names up; every name belongs to one id or, when two ids share it, to none."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take pairs of an id and its names (the id itself, the official name, the aliases)."""
        self._exact: dict[str, list[str]] = {}
        self._folded: dict[str, list[tuple[str, str]]] = {}
        self._shown: dict[str, str] = {}
        for identity, spellings in names:
            for spelling in (identity, *spellings):
                owners = self._exact.setdefault(_exact(spelling), [])
                if identity not in owners:
                    owners.append(identity)
                folded = fold(spelling)
                self._folded.setdefault(folded, []).append((spelling, identity))
                self._shown.setdefault(folded, spelling)
        self._known: dict[str, tuple[str, ...]] = {}
        self._alike: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids that a name fits: one when it is known, several when it is ambiguous, else none."""
        found = self._known.get(text) if len(text) <= MAX_NAME else ()
        if found is None:
            found = tuple(self._exact.get(_exact(text)) or self._find_folded(text))
            self._known[text] = found
        return found

    def _find_folded(self, text: str) -> Iterable[str]:
        """Return who has a name of the same folded form, unless both have marks and the marks are not the same.

        Marks may be left out, but others make another name: Sơn Hạ is not Sơn Hà. Of several the one counts that has
        just these marks.
        """
        folded = fold(text)
        if not folded or folded not in self._folded:
            return ()
        marks = _marks(text)
        known = [(_marks(spelling), identity) for spelling, identity in self._folded[folded]]
        marked = [one for one in known if any(one[0])]
        if any(marks) and marked:
            known = [one for one in marked if one[0] == marks] or [one for one in marked if _goes_with(marks, one[0])]
        return dict.fromkeys(identity for _, identity in known)

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


def quoted(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in quotation marks, as headings stand in messages."""
    return tuple(f"“{word}”" for word in words)


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
