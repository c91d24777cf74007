"""The numbers of rows as annexes write them: what they are, which rank they have, and what stands before words."""

from __future__ import annotations

import re
from typing import NamedTuple

ROMAN, UPPER, DIGITS, LOWER, SMALL_ROMAN, OTHER, BULLET = "I", "A", "1", "a", "i", "?", "-"
# The usual order of ranks, from the highest; a rank that a table has shown already goes by its place there.
_ORDER = (UPPER, ROMAN, DIGITS, OTHER, LOWER, SMALL_ROMAN, BULLET)
_BULLETS = re.compile(r"[-+*•·–—▪➢✓]+")
_CLOSED = ".):/ \t\n"
_BEFORE = re.compile(
    r"\s*(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*(?:\.[a-zđ])?|[IVX]{1,5}(?:\.[0-9]{1,3}(?:\.[a-zđ0-9]{1,2})?)?|[A-ZĐ]|[a-zđ])"
    r"(?:\.\)|[.)](?=\s|[^\W\d])|[/:](?=\s))\s*(?=\S)"
)
_DOTTED = re.compile(r"\s*(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})+|[IVX]{1,5}\.[0-9]{1,3}(?:\.[0-9a-zđ]{1,3})?)\s+(?=\S)")
_WORDED = re.compile(
    r"(?i:phần|mục|chương|nhóm|điểm|nhiệm vụ|part|section|task)\s+"
    r"(?P<number>[0-9]{1,3}|[IVX]{1,5}|[A-ZĐ])(?!\w)\s*[.:)–-]?\s*(?=\S)"
)
_WORDED_ALONE = re.compile(
    r"(?i:phần|mục|chương|nhóm|điểm|nhiệm vụ|part|section|task) (?P<number>[0-9]{1,3}|[IVX]{1,5}|[A-ZĐ])[.:)]?"
)
_LINE_BULLET = re.compile(r"\s*[-+*•·–—▪➢]\s*(?=\S)")
_NUMBER = re.compile(r"[^\W_](?:[\w./()-]*[\w)])?(?: [\w.]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")


class Number(NamedTuple):
    """A number: as it is written, without what closes it, and its parts by their kind."""

    written: str
    shape: tuple[str, ...]

    @property
    def is_bullet(self) -> bool:
        """Tell whether it is a dash or another mark that counts nothing."""
        return self.shape == (BULLET,)


def clean(text: str) -> str:
    """Return a number without what closes it: `1.`, `a)` and `Nhiệm vụ 3` are `1`, `a` and `3`."""
    plain = " ".join(text.split())
    if worded := _WORDED_ALONE.fullmatch(plain):
        return worded["number"]
    return plain if _BULLETS.fullmatch(plain) else plain.rstrip(_CLOSED).removeprefix("(")


def number_of(text: str, before: str = "") -> Number:
    """Return the number that a cell says; `before` is the last one of one letter, as `i` follows `h` or is Roman."""
    written = clean(text)
    if _BULLETS.fullmatch(written):
        return Number("-", (BULLET,))
    parts = written.split(".")
    return Number(written, tuple(_kind(part, before if len(parts) == 1 else "") for part in parts))


def _kind(part: str, before: str) -> str:
    if part.isdecimal():
        return DIGITS
    if re.fullmatch(r"[IVX]+", part):
        return UPPER if len(part) == 1 and before and ord(before[0]) == ord(part) - 1 else ROMAN
    if re.fullmatch(r"[A-ZĐ]", part):
        return UPPER
    if re.fullmatch(r"[ivx]+", part) and (len(part) > 1 or (part == "i" and before != "h") or before in ("iv", "ix")):
        return SMALL_ROMAN
    if re.fullmatch(r"[a-zđ]", part):
        return LOWER
    return OTHER + re.sub(r"[0-9]+", "1", part)


def is_number(text: str) -> bool:
    """Tell whether a cell can be the number of a row, and not words or a day."""
    written = clean(text)
    if _BULLETS.fullmatch(written):
        return True
    counts = any(letter.isdecimal() for letter in written) or all(
        _kind(part, "")[0] != OTHER for part in written.split(".")
    )
    return bool(counts and _NUMBER.fullmatch(written) and not _DAY.fullmatch(written))


def split_number(text: str) -> tuple[str, str]:
    """Return the number that words begin with, "" for none, and the rest."""
    for pattern in (_BEFORE, _DOTTED, _WORDED):
        if match := pattern.match(text):
            return match["number"], text[match.end() :].strip()
    if match := _LINE_BULLET.match(text):
        return "-", text[match.end() :].strip()
    return "", text.strip()


def outranks(one: Number, other: Number) -> bool:
    """Tell whether a number usually stands above another: a higher kind, or fewer parts of it."""
    if one.is_bullet or other.is_bullet:
        return other.is_bullet and not one.is_bullet
    if one.shape[0] == other.shape[0] or len(one.shape) > 1 or len(other.shape) > 1:
        return len(one.shape) < len(other.shape)
    return _rank(one) < _rank(other)


def _rank(number: Number) -> int:
    return _ORDER.index(number.shape[0][:1])


def follows(one: str, other: str) -> bool:
    """Tell whether a number is the next after another in one count: 2 after 1, b after a, 1.3 after 1.2."""
    *above, last = one.split(".")
    *above_next, following = other.split(".")
    if above != above_next:
        return False
    if last.isdecimal() and following.isdecimal():
        return int(following) == int(last) + 1
    return len(last) == len(following) == 1 and ord(following) == ord(last) + 1
