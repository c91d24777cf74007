"""How many lines a text takes in a cell of a workbook: no program works that out before the file is opened."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width, normalize

# Widths of letters of the font, in those of a digit, which columns are measured in; all others are as wide as a digit.
_WIDTHS = (
    dict.fromkeys("fijlrt.,;:!'()[]/|-I", 0.6)
    | dict.fromkeys("acesz", 0.9)
    | dict.fromkeys("ABCDĐEFGHKLNOPQRSTUVXYZ@%&", 1.45)
    | dict.fromkeys("mwMW—…", 1.8)
)
_BLANK, _SLACK = 0.5, 1.05  # a space; what a bold text, or another font in its place, takes more


def lines(text: str, width: int) -> int:
    """Return on how many lines a text stands in a column of so many digits."""
    if len(text) * 2 <= width:
        return 1
    count, used = 1, 0.0
    for word in map(_wide, text.split(" ")):
        if used and used + _BLANK + word <= width:
            used += _BLANK + word
            continue
        count += bool(used) + int(word // width)
        used = word % width or (_BLANK if not word else 0)
    return count


@lru_cache(10_000)
def _wide(word: str) -> float:
    """Return how wide a word is."""
    return _SLACK * sum(map(_letter, word))


@lru_cache(10_000)
def _letter(letter: str) -> float:
    plain = normalize("NFD", letter)[0]
    return _WIDTHS.get(plain, 2 if east_asian_width(plain) in "FW" else 1)
